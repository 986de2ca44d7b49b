/* ask.c: the question of a beat, in each of its forms: which one it is, the key says that only this
 * form has. */
#include <string.h>

#include "files/json/syntax.h"
#include "files/lesson/reader.h"
#include "lesson/condition/condition.h"

typedef Condition *Parse(const char *text, const Lesson *lesson, Error *error);

static void parse_claim(LessonReader *reader, const Node *node, Claim *claim, Parse *parse) {
    Error error;
    if (node->json) /* what is missing stands nowhere */
        json_line_column(reader->json.text, node_offset(node, reader->json.text), &claim->line,
                         &claim->column);
    claim->source = reader_copy(&reader->json, node, "the condition");
    if (!claim->source || !can_be_judged(reader, claim->source))
        return;
    claim->condition = parse(claim->source, reader->lesson, &error);
    if (!claim->condition)
        names_fault(reader, node, &error);
}

void read_claim(LessonReader *reader, const Node *node, Claim *claim) {
    parse_claim(reader, node, claim, condition_parse);
}

/* ---- choices ---- */

static void read_choice(LessonReader *reader, const Node *node, Choice *choice) {
    if (!reader_object(&reader->json, node, lesson_keys(OBJECT_CHOICE)))
        return;
    Node text = node_member(node, "text"), why = node_member(node, "why");
    Node right = node_member(node, "right");
    reader_text(&reader->json, &text, "the choice", &choice->text);
    reader_text(&reader->json, &why, "the reason", &choice->why);
    reader_bool(&reader->json, &right, &choice->right);
}

static void read_choices(LessonReader *reader, const Node *list, Question *question) {
    bool right = false, judged = true;
    if (!reader_array(&reader->json, list, 1, ASK_CHOICES, "choices"))
        return;
    question->choices =
        reader_allocate(&reader->json, list, (size_t)node_count(list), sizeof *question->choices);
    if (!question->choices)
        return;
    question->choice_count = node_count(list);
    for (Node node = node_first(list); node.json; node = node_next(&node)) {
        size_t before = reader->json.errors->count;
        read_choice(reader, &node, &question->choices[node.index]);
        right |= question->choices[node.index].right;
        judged &= reader->json.errors->count == before; /* else it may be the right one */
    }
    if (!right && judged)
        reader_fault(&reader->json, list, "a choice with \"right\": true", "no choice is right");
}

static void read_ask_choices(LessonReader *reader, const Node *node, Question *question) {
    Node choices = node_member(node, "choices"), because = node_member(node, "because");
    read_choices(reader, &choices, question);
    read_claim(reader, &because, &question->because);
}

/* ---- what is computed ---- */

static void read_within(LessonReader *reader, const Node *node, Question *question) {
    Node within = node_member(node, "within");
    if (reader_number(&reader->json, &within, &question->within) && question->within <= 0)
        reader_fault(&reader->json, &within, "a number above 0",
                     "nobody meets a number to its last digit");
}

/* One unit's signal. */
static void read_asked_signal(LessonReader *reader, const Node *node, Question *question) {
    Target *signal = &question->signal;
    if (!node->json || !read_target(reader, node, "the signal", signal))
        return;
    const CellSpec *spec = &reader->lesson->cells[signal->cell].cell->spec;
    if (signal->kind == TARGET_SIGNAL && signal->row < 0 && signal_width(spec, signal->index) == 1)
        signal->row = 0;
    if (signal->kind != TARGET_SIGNAL || signal->row < 0)
        reader_fault(&reader->json, node, "a signal of one unit, such as \"lstm.c[0]\"",
                     "this has no single number at each step");
}

static long last_step(const LessonReader *reader) {
    return reader->lesson->steps ? reader->lesson->steps - 1 : LESSON_STEPS - 1;
}

static void read_ask_number(LessonReader *reader, const Node *node, Question *question) {
    Node number = node_member(node, "number");
    parse_claim(reader, &number, &question->asked, condition_parse_number);
    read_within(reader, node, question);
}

static void read_ask_step(LessonReader *reader, const Node *node, Question *question) {
    Node step = node_member(node, "step");
    parse_claim(reader, &step, &question->asked, condition_parse_step);
}

static void read_ask_drag(LessonReader *reader, const Node *node, Question *question) {
    Node signal = node_member(node, "drag"), at = node_member(node, "at");
    read_asked_signal(reader, &signal, question);
    if (reader_integer(&reader->json, &at, 0, last_step(reader), &question->from))
        question->to = question->from;
    read_within(reader, node, question);
}

static void read_ask_draw(LessonReader *reader, const Node *node, Question *question) {
    Node signal = node_member(node, "draw"), from = node_member(node, "from"),
         to = node_member(node, "to");
    read_asked_signal(reader, &signal, question);
    bool good = reader_integer(&reader->json, &from, 0, last_step(reader), &question->from);
    good &= reader_integer(&reader->json, &to, 0, last_step(reader), &question->to);
    if (good && question->to < question->from)
        reader_fault(&reader->json, &to, "a step that is not before \"from\"",
                     "the drawing ends before it begins");
    else if (good && question->to - question->from >= QUESTION_STEPS)
        reader_fault(&reader->json, &to, "at most 64 steps", "this is too much to draw");
    read_within(reader, node, question);
}

/* ---- runs in an order ---- */

static void read_ordered(LessonReader *reader, const Node *node, OrderedRun *run) {
    CellSpec now[LESSON_CELLS]; /* what a run changes is not part of the beats that follow */
    EditArray edits = {0};
    if (!reader_object(&reader->json, node, lesson_keys(OBJECT_ORDERED)))
        return;
    Node text = node_member(node, "text"), list = node_member(node, "do");
    reader_text(&reader->json, &text, "the run", &run->text);
    memcpy(now, reader->now, sizeof now);
    if (list.json && (!cJSON_IsArray(list.json) || node_count(&list) > 0)) /* one may be as it is */
        read_edits(reader, &list, now, NULL, &edits);
    run->edits = edits.items;
    run->edit_count = edits.count;
}

static void read_ask_order(LessonReader *reader, const Node *node, Question *question) {
    Node list = node_member(node, "order"), by = node_member(node, "by");
    parse_claim(reader, &by, &question->asked, condition_parse_number);
    if (!reader_array(&reader->json, &list, 2, QUESTION_RUNS, "runs"))
        return;
    question->runs =
        reader_allocate(&reader->json, &list, (size_t)node_count(&list), sizeof *question->runs);
    if (!question->runs)
        return;
    question->run_count = node_count(&list);
    for (Node run = node_first(&list); run.json; run = node_next(&run))
        read_ordered(reader, &run, &question->runs[run.index]);
}

/* ---- which form ---- */

static const struct {
    const char *key; /* that only this form has */
    LessonObject object;
    void (*read)(LessonReader *reader, const Node *node, Question *question);
} FORMS[QUESTION_FORMS] = {
    [QUESTION_CHOICES] = {"choices", OBJECT_ASK, read_ask_choices},
    [QUESTION_NUMBER] = {"number", OBJECT_ASK_NUMBER, read_ask_number},
    [QUESTION_STEP] = {"step", OBJECT_ASK_STEP, read_ask_step},
    [QUESTION_DRAG] = {"drag", OBJECT_ASK_DRAG, read_ask_drag},
    [QUESTION_DRAW] = {"draw", OBJECT_ASK_DRAW, read_ask_draw},
    [QUESTION_ORDER] = {"order", OBJECT_ASK_ORDER, read_ask_order},
};

static QuestionForm form_of(const Node *node) {
    for (int form = QUESTION_FORMS - 1; form > QUESTION_CHOICES; form--)
        if (node_member(node, FORMS[form].key).json)
            return (QuestionForm)form;
    return QUESTION_CHOICES;
}

void read_ask(LessonReader *reader, const Node *node, Beat *beat) {
    QuestionForm form = form_of(node);
    if (!reader_object(&reader->json, node, lesson_keys(FORMS[form].object)))
        return;
    Node question = node_member(node, "question"), why = node_member(node, "why");
    beat->question = reader_allocate(&reader->json, node, 1, sizeof *beat->question);
    if (!beat->question)
        return;
    beat->question->form = form;
    reader_text(&reader->json, &question, "the question", &beat->question->question);
    if (form != QUESTION_CHOICES)
        reader_text(&reader->json, &why, "the reason", &beat->question->why);
    FORMS[form].read(reader, node, beat->question);
}
