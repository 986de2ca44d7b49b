/* version.c: see version.h. Every number goes in byte by byte, the lowest first, and every list
 * after its length, so that no two lessons give the same bytes. */
#include "lesson/run/version.h"

#include <string.h>
#include <strings.h>

typedef uint64_t Hash;

/* These were all the languages that there were: they are counted, first and without their tags,
 * whether they are there or not, so that versions which were told before stay what they are. */
static const char *const FIRST[2] = {"en", "zh"};

static void add_byte(Hash *hash, unsigned byte) {
    *hash = (*hash ^ (byte & 0xff)) * UINT64_C(0x100000001b3);
}

static void add_number(Hash *hash, long number) {
    uint64_t bits = (uint64_t)number;
    for (int k = 0; k < 8; k++)
        add_byte(hash, (unsigned)(bits >> (8 * k) & 0xff));
}

static void add_floats(Hash *hash, const float *values, size_t count) {
    for (size_t k = 0; values && k < count; k++) {
        uint32_t bits;
        memcpy(&bits, &values[k], sizeof bits);
        for (int byte = 0; byte < 4; byte++)
            add_byte(hash, bits >> (8 * byte) & 0xff);
    }
}

static void add_string(Hash *hash, const char *string) {
    size_t length = string ? strlen(string) : 0;
    add_number(hash, (long)length);
    for (size_t k = 0; k < length; k++)
        add_byte(hash, (unsigned char)string[k]);
}

/* The next tag behind `tag` in the order of letters that is none of FIRST; NULL: there is none. */
static const char *next_tag(const Text *text, const char *tag) {
    const char *next = NULL;
    for (int k = 0; k < text->count; k++) {
        const char *other = text->items[k].tag;
        if (strcasecmp(other, tag) > 0 && (!next || strcasecmp(other, next) < 0))
            next = other;
    }
    return next;
}

static bool is_first(const char *tag) {
    return strcasecmp(tag, FIRST[0]) == 0 || strcasecmp(tag, FIRST[1]) == 0;
}

/* In whatever order the file has the languages. */
static void add_text(Hash *hash, const Text *text) {
    for (int k = 0; k < 2; k++)
        add_string(hash, text_own(text, FIRST[k]));
    for (const char *tag = next_tag(text, ""); tag; tag = next_tag(text, tag)) {
        if (is_first(tag))
            continue;
        add_string(hash, tag);
        add_string(hash, text_own(text, tag));
    }
}

/* ---- parts of a lesson ---- */

/* What is usual adds nothing, so that versions stay what they were. */
static void add_curve(Hash *hash, Curve curve) {
    char text[ACTIVATION_TEXT];
    if (!activation_same(curve, activation_usual(curve.activation)))
        add_string(hash, activation_text(curve, text));
}

static void add_spec(Hash *hash, const CellSpec *spec) {
    add_number(hash, spec->kind);
    add_number(hash, spec->inputs);
    add_number(hash, spec->hidden);
    add_number(hash, spec->gate);
    add_number(hash, spec->candidate);
    add_number(hash, spec->output);
    add_number(hash, spec->reset_after + 2 * spec->peepholes + 4 * spec->coupled);
    if (spec->backward)
        add_string(hash, "backward");
    if (spec->projection)
        add_number(hash, spec->projection);
    if (spec->clip != 0)
        add_floats(hash, &spec->clip, 1);
    for (int slot = 0; slot < SLOT_COUNT; slot++)
        add_curve(hash, cell_curve(spec, (ActivationSlot)slot));
}

static void add_cell(Hash *hash, const LessonCell *entry) {
    const Cell *cell = entry->cell;
    const CellSpec *spec = &cell->spec;
    add_string(hash, entry->id);
    add_number(hash, lesson_cell_source(entry));
    for (int k = 1; k < entry->source_count; k++)
        add_number(hash, entry->sources[k].cell);
    for (int k = 0; k < entry->source_count; k++)
        if (entry->sources[k].from)
            add_number(hash, entry->sources[k].from);
    add_spec(hash, spec);
    for (int k = 0; k < cell_kind(spec->kind)->weight_count; k++)
        add_floats(hash, cell->weights[k],
                   (size_t)weight_rows(spec, k) * (size_t)weight_columns(spec, k));
    add_floats(hash, cell->h0, (size_t)signal_width(spec, SIGNAL_H));
    add_floats(hash, cell->c0, (size_t)spec->hidden);
}

static void add_edits(Hash *hash, const Lesson *lesson, const Edit *edits, int count) {
    char text[256];
    add_number(hash, count);
    for (int k = 0; k < count; k++) {
        edit_format(&edits[k], lesson, text, sizeof text);
        add_string(hash, text);
    }
}

static void add_target(Hash *hash, const Target *target) {
    add_number(hash, target->kind);
    add_number(hash, target->cell);
    add_number(hash, target->index);
    add_number(hash, target->row);
    add_number(hash, target->column);
}

static void add_computed(Hash *hash, const Lesson *lesson, const Question *question) {
    add_number(hash, question->form);
    add_text(hash, &question->why);
    add_string(hash, question->asked.source ? question->asked.source : "");
    add_target(hash, &question->signal);
    add_number(hash, question->from);
    add_number(hash, question->to);
    add_floats(hash, &question->within, 1);
    for (int k = 0; k < question->run_count; k++) {
        add_text(hash, &question->runs[k].text);
        add_edits(hash, lesson, question->runs[k].edits, question->runs[k].edit_count);
    }
}

static void add_question(Hash *hash, const Lesson *lesson, const Question *question) {
    add_text(hash, &question->question);
    add_number(hash, question->choice_count);
    for (int k = 0; k < question->choice_count; k++) {
        add_text(hash, &question->choices[k].text);
        add_text(hash, &question->choices[k].why);
        add_number(hash, question->choices[k].right);
    }
    if (question->form != QUESTION_CHOICES)
        add_computed(hash, lesson, question);
}

static void add_task(Hash *hash, const Lesson *lesson, const Task *task) {
    add_text(hash, &task->text);
    add_string(hash, task->until.source);
    add_number(hash, task->may_count);
    for (int k = 0; k < task->may_count; k++)
        add_target(hash, &task->may[k]);
    add_edits(hash, lesson, task->solution, task->solution_count);
}

static void add_beat(Hash *hash, const Lesson *lesson, const Beat *beat) {
    add_text(hash, &beat->say);
    add_number(hash, beat->has_at);
    add_number(hash, beat->has_at ? beat->at_t : 0);
    add_number(hash, beat->has_at ? (long)beat->at_phase : 0);
    add_number(hash, beat->open_gradients);
    add_number(hash, beat->show_count);
    for (int k = 0; k < beat->show_count; k++)
        add_number(hash, beat->show[k]);
    add_number(hash, beat->highlight_count);
    for (int k = 0; k < beat->highlight_count; k++)
        add_target(hash, &beat->highlights[k].target);
    if (beat->has_near) /* other lessons keep their number */
        add_target(hash, &beat->near);
    add_edits(hash, lesson, beat->edits, beat->edit_count);
    add_number(hash, (beat->question ? 1 : 0) + (beat->task ? 2 : 0));
    if (beat->question)
        add_question(hash, lesson, beat->question);
    if (beat->task)
        add_task(hash, lesson, beat->task);
}

uint64_t lesson_version(const Lesson *lesson) {
    Hash hash = UINT64_C(0xcbf29ce484222325);
    add_string(&hash, lesson->id);
    add_number(&hash, lesson->inputs);
    add_number(&hash, lesson->steps);
    add_floats(&hash, lesson->sequence, (size_t)lesson->steps * (size_t)lesson->inputs);
    add_number(&hash, lesson->cell_count);
    for (int k = 0; k < lesson->cell_count; k++)
        add_cell(&hash, &lesson->cells[k]);
    add_number(&hash, lesson->beat_count);
    for (int k = 0; k < lesson->beat_count; k++)
        add_beat(&hash, lesson, &lesson->beats[k]);
    return hash;
}
