/* describe.c: the order in which a lesson and a beat are told. See describe.h. */
#include "scene/words/describe.h"

#include <math.h>

#include "scene/words/answer_told.h"
#include "scene/words/describe_parts.h"
#include "scene/words/spoken.h"
#include "session/asked.h"
#include "session/left.h"

enum { EDITS_TOLD = 8 };

static const char *words(const Session *session, const Text *text) {
    return phrase_text(session->view.language, text);
}

/* ---- the lesson ---- */

static void add_cells(Prose *prose, const Session *session, bool shown) {
    const Lesson *lesson = session->lesson;
    int cells[64], count = 0;
    for (int k = 0; k < lesson->cell_count && count < 64; k++)
        if (!shown || session_cell_shown(session, k))
            cells[count++] = k;
    for (int k = 0; k < count; k++) {
        int hidden = lesson->cells[cells[k]].cell->spec.hidden;
        prose_add(prose, "%s", prose_joint(prose, k, count));
        prose_cell(prose, session, cells[k]);
        prose_add(prose, hidden == 1 ? " with %d unit" : " with %d units", hidden);
        if (lesson->cells[cells[k]].cell->spec.backward)
            prose_add(prose, ", which reads backwards: before step t comes t + 1");
    }
}

static void add_input_names(Prose *prose, const Session *session) {
    const Lesson *lesson = session->lesson;
    prose_add(prose, lesson->inputs == 1 ? "%d input" : "%d inputs", lesson->inputs);
    if (lesson->inputs > 2 * DESCRIBE_UNITS)
        return;
    prose_add(prose, ", ");
    for (int k = 0; k < lesson->inputs; k++)
        prose_add(prose, "%s%s", prose_joint(prose, k, lesson->inputs),
                  lesson_input_name(lesson, k, session->view.language));
}

/* A line of its own; nothing where the lesson has no such text. */
static void add_aside(Prose *prose, const Session *session, const char *heading, const Text *text) {
    const char *told = words(session, text);
    if (!told[0])
        return;
    prose_add(prose, "\n%s. ", prose_phrase(prose, heading));
    spoken_text(prose, told);
}

static const char *counted(const Prose *prose, long count, const char *one, const char *many) {
    return phrase_among(prose->language, "count", count == 1 ? one : many);
}

size_t describe_lesson(const Session *session, char *text, size_t size) {
    const Lesson *lesson = session->lesson;
    Prose prose = prose_new(text, size, session->view.language);
    spoken_line(&prose, words(session, &lesson->title));
    prose_add(&prose, "\n");
    add_aside(&prose, session, "The goal", &lesson->goal);
    add_aside(&prose, session, "Many believe", &lesson->misconception);
    prose_add(&prose,
              "\nThis lesson has %d %s, about %g minutes. Its run has %ld %s, from 0 to %ld, "
              "and ",
              lesson->beat_count, counted(&prose, lesson->beat_count, "beat", "beats"),
              (double)lesson->minutes, lesson->steps,
              counted(&prose, lesson->steps, "step", "steps"), lesson->steps - 1);
    add_input_names(&prose, session);
    prose_add(&prose, ". Its cells are ");
    add_cells(&prose, session, false);
    prose_add(&prose, ".\n");
    return prose.length;
}

/* ---- a beat ---- */

static void add_stage(Prose *prose, const Session *session) {
    prose_add(prose, "On stage: ");
    add_cells(prose, session, true);
    prose_add(prose, ".\n");
}

/* A line for each; before: where the numbers before them are; NULL: those are not told. */
static void add_edits(Prose *prose, const Session *session, const Session *before,
                      const char *heading, const Edit *edits, int count) {
    if (count)
        prose_add(prose, "%s\n", prose_phrase(prose, heading));
    for (int k = 0; k < count && k < EDITS_TOLD; k++) {
        bool number = edits[k].kind == EDIT_INPUT || edits[k].kind == EDIT_WEIGHT ||
                      edits[k].kind == EDIT_INITIAL;
        prose->capital = true;
        prose_edit(prose, session, &edits[k],
                   before && number ? run_value(before->run, &edits[k]) : NAN);
        prose_add(prose, ".\n");
    }
    if (count > EDITS_TOLD)
        prose_add(prose, "And %d more.\n", count - EDITS_TOLD);
}

static void add_moment(Prose *prose, const Session *session) {
    static const char *const phases[PHASE_COUNT] = {
        "the gates have opened", "the gates have opened and the old memory has been gated",
        "the new memory has been written", "it is complete"};
    Moment moment = session_moment(session);
    if (moment.t < 0)
        prose_add(prose, "This is the initial state, before the first step.\n");
    else
        prose_add(prose, "This is step %ld, and %s.\n", moment.t,
                  prose_phrase(prose, phases[moment.phase]));
}

static void add_answer(Prose *prose, const Session *session, const Question *question) {
    int answer = session_beat_state(session)->answer;
    if (answer < 0 || question->form != QUESTION_CHOICES)
        return;
    const Choice *choice = &question->choices[answer];
    prose_add(prose,
              choice->right ? "Answered with choice %d, which is right. "
                            : "Answered with choice %d, which is not right. ",
              asked_place(session, session->beat, answer) + 1);
    spoken_text(prose, words(session, &choice->why));
    prose_add(prose, "\n");
}

static void add_runs(Prose *prose, const Session *session, const Question *question) {
    for (int k = 0; k < question->run_count; k++) {
        int run = asked_run(session, k);
        prose_add(prose, "Run %d. ", k + 1);
        spoken_text(prose, words(session, &question->runs[run].text));
        if (session->outcome.known)
            prose_add(prose, " Its number is %.2f.", session->outcome.numbers[run]);
        prose_add(prose, "\n");
    }
}

static void add_values(Prose *prose, const Session *session, const Question *question) {
    const Guess *guess = &session_beat_state(session)->guess;
    for (int k = 0; k < guess_values(question); k++)
        if (guess_has(guess, k) && question->form == QUESTION_STEP)
            prose_add(prose, "You have picked step %ld.\n", (long)guess->values[k]);
        else if (guess_has(guess, k) && question->form == QUESTION_NUMBER)
            prose_add(prose, "Your number is %.2f.\n", (double)guess->values[k]);
        else if (guess_has(guess, k))
            prose_add(prose, "At step %ld you have %.2f.\n", question->from + k,
                      (double)guess->values[k]);
}

/* What was drawn so far, and what came of it. */
static void add_guess(Prose *prose, const Session *session, const Question *question) {
    char text[640];
    if (question->form == QUESTION_CHOICES)
        return;
    add_values(prose, session, question);
    answer_told(session, text, sizeof text);
    if (!text[0])
        return;
    spoken_text(prose, text);
    prose_add(prose, "\n");
    spoken_text(prose, words(session, &question->why));
    prose_add(prose, "\n");
    if (!session_beat_state(session)->guess.reason[0])
        return;
    prose_add(prose, "In your own words. ");
    spoken_line(prose, session_beat_state(session)->guess.reason);
    prose_add(prose, "\n");
}

static void add_question(Prose *prose, const Session *session, const Question *question) {
    prose_add(prose, "The question. ");
    spoken_text(prose, words(session, &question->question));
    prose_add(prose, "\n");
    for (int k = 0; k < question->choice_count; k++) {
        int choice = asked_choice(session, session->beat, k);
        prose_add(prose, "Choice %d. ", k + 1);
        spoken_text(prose, words(session, &question->choices[choice].text));
        prose_add(prose, "\n");
    }
    add_runs(prose, session, question);
    add_guess(prose, session, question);
    add_answer(prose, session, question);
}

static void add_task(Prose *prose, const Session *session, const Task *task) {
    prose_add(prose, "The task. ");
    spoken_text(prose, words(session, &task->text));
    prose_add(prose, "\nYou may change ");
    for (int k = 0; k < task->may_count; k++) {
        prose_add(prose, "%s", prose_joint(prose, k, task->may_count));
        prose_target(prose, session, &task->may[k]);
    }
    if (!task->may_count)
        prose_add(prose, "anything");
    prose_add(prose,
              session_task_holds(session) ? ". It is solved.\n" : ". It is not solved yet.\n");
}

/* What was left open, by the beat to go back to. */
static void add_left(Prose *prose, const Session *session) {
    for (int beat = 0; beat < session->lesson->beat_count; beat++) {
        const Beat *entry = &session->lesson->beats[beat];
        if (session_question_left(session, beat)) {
            prose_add(prose, "Still open is the question of beat %d. ", beat + 1);
            spoken_text(prose, words(session, &entry->question->question));
            prose_add(prose, "\n");
        }
        if (session_task_left(session, beat)) {
            prose_add(prose, "Still open is the task of beat %d. ", beat + 1);
            spoken_text(prose, words(session, &entry->task->text));
            prose_add(prose, "\n");
        }
    }
}

static void add_sources(Prose *prose, const Session *session) {
    const Lesson *lesson = session->lesson;
    if (lesson->source_count)
        prose_add(prose, "It rests on these sources. ");
    for (int k = 0; k < lesson->source_count; k++) {
        const LessonSource *source = &lesson->sources[k];
        const char *where = words(session, &source->where);
        prose_add(prose, "%s", k ? "; " : "");
        spoken_text(prose, words(session, &source->text));
        prose_add(prose, "%s", where[0] ? ", " : "");
        spoken_text(prose, where);
        prose_add(prose, "%s%s", source->doi ? ", doi:" : "", source->doi ? source->doi : "");
    }
    if (lesson->source_count)
        prose_add(prose, ".\n");
}

static void add_end(Prose *prose, const Session *session) {
    Left left = session_left(session);
    if (session->beat > 0 && words(session, &session->lesson->goal)[0]) {
        prose_add(prose, left.questions || left.tasks ? "The goal of this lesson. "
                                                      : "The goal of this lesson is reached. ");
        spoken_text(prose, words(session, &session->lesson->goal));
        prose_add(prose, "\n");
    }
    add_left(prose, session);
    if (words(session, &session->lesson->next)[0]) {
        prose_add(prose, "What comes next. ");
        spoken_text(prose, words(session, &session->lesson->next));
        prose_add(prose, "\n");
    }
    add_sources(prose, session);
}

size_t describe_beat(const Session *session, const Session *before, char *text, size_t size) {
    const Beat *beat = session_beat(session);
    const EditList *tweaks = &session_beat_state(session)->edits;
    Prose prose = prose_new(text, size, session->view.language);
    char behind[200];
    prose_add(&prose, "Beat %d of %d.\n", session->beat + 1, session->lesson->beat_count);
    spoken_text(&prose, words(session, &beat->say));
    prose_add(&prose, "\n");
    add_stage(&prose, session);
    add_edits(&prose, session, before, "The script changes this:", beat->edits, beat->edit_count);
    add_edits(&prose, session, NULL, "Changed by hand:", tweaks->items, tweaks->count);
    if (session_tell_behind(session, behind, sizeof behind))
        prose_add(&prose, "%s\n", behind);
    add_moment(&prose, session);
    describe_inputs(&prose, session);
    describe_highlights(&prose, session);
    describe_cells(&prose, session);
    describe_gradients(&prose, session);
    if (before)
        describe_changes(&prose, session, before);
    if (beat->question)
        add_question(&prose, session, beat->question);
    if (beat->task)
        add_task(&prose, session, beat->task);
    if (session->beat + 1 == session->lesson->beat_count)
        add_end(&prose, session);
    return prose.length;
}
