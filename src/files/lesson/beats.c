/* beats.c: the beats of a lesson file: what is said, shown, claimed, asked and to be done.
 */
#include <string.h>

#include "files/json/syntax.h"
#include "files/lesson/reader.h"

/* In the order of Phase. */
static const char *const PHASES[PHASE_COUNT] = {"gates", "forget", "write", "show"};

static void read_at(LessonReader *reader, const Node *node, Beat *beat) {
    if (!reader_object(&reader->json, node, lesson_keys(OBJECT_AT)))
        return;
    Node t = node_member(node, "t"), phase = node_member(node, "phase");
    long last = reader->lesson->steps ? reader->lesson->steps - 1 : LESSON_STEPS - 1;
    beat->has_at = true;
    beat->at_phase = PHASE_SHOW;
    reader_integer(&reader->json, &t, -1, last, &beat->at_t);
    int index = reader_word(&reader->json, &phase, "phase", PHASES, PHASE_COUNT);
    if (index >= 0)
        beat->at_phase = (Phase)index;
}

/* What a beat opens beside the values. */
static void read_open(LessonReader *reader, const Node *node, Beat *beat) {
    static const char *const VIEWS[] = {"gradients"};
    beat->open_gradients = reader_word(&reader->json, node, "view", VIEWS, 1) == 0;
}

static bool shown_before(const Beat *beat, int cell) {
    for (int k = 0; k < beat->show_count; k++)
        if (beat->show[k] == cell)
            return true;
    return false;
}

static void read_shown(LessonReader *reader, const Node *node, Beat *beat) {
    Target target;
    if (!read_target(reader, node, "the cell", &target))
        return;
    if (target.kind != TARGET_CELL)
        reader_fault(&reader->json, node, "the id of a cell", "only whole cells are shown");
    else if (shown_before(beat, target.cell))
        reader_fault(&reader->json, node, NULL, "the cell is shown twice");
    else
        beat->show[beat->show_count++] = target.cell;
}

static void read_show(LessonReader *reader, const Node *list, Beat *beat) {
    if (!reader_array(&reader->json, list, 1, LESSON_CELLS, "cells"))
        return;
    beat->show = reader_allocate(&reader->json, list, LESSON_CELLS, sizeof *beat->show);
    for (Node node = node_first(list); node.json && beat->show; node = node_next(&node))
        read_shown(reader, &node, beat);
}

static void read_highlight(LessonReader *reader, const Node *list, Beat *beat) {
    if (!reader_array(&reader->json, list, 1, BEAT_HIGHLIGHTS, "highlights"))
        return;
    beat->highlights =
        reader_allocate(&reader->json, list, (size_t)node_count(list), sizeof *beat->highlights);
    for (Node node = node_first(list); node.json && beat->highlights; node = node_next(&node)) {
        Highlight *highlight = &beat->highlights[beat->highlight_count];
        if (!read_target(reader, &node, "the highlight", &highlight->target))
            continue;
        if (highlight->target.kind == TARGET_SIGNAL || highlight->target.kind == TARGET_CELL)
            beat->highlight_count++;
        else
            reader_fault(&reader->json, &node, "a signal or a cell, such as \"lstm.f[0]\"",
                         "this cannot be highlighted");
    }
}

/* "near": what is in focus; without it the highlights decide. */
static void read_near(LessonReader *reader, const Node *node, Beat *beat) {
    if (!node->json || !read_target(reader, node, "what is near", &beat->near))
        return;
    beat->has_near = beat->near.kind == TARGET_SIGNAL || beat->near.kind == TARGET_CELL;
    if (!beat->has_near)
        reader_fault(&reader->json, node, "a signal or a cell, such as \"lstm.f[0]\"",
                     "the picture cannot be near this");
}

static void read_claims(LessonReader *reader, const Node *list, Beat *beat) {
    if (!reader_array(&reader->json, list, 1, BEAT_CLAIMS, "claims"))
        return;
    beat->claims =
        reader_allocate(&reader->json, list, (size_t)node_count(list), sizeof *beat->claims);
    if (!beat->claims)
        return;
    beat->claim_count = node_count(list);
    for (Node node = node_first(list); node.json; node = node_next(&node))
        read_claim(reader, &node, &beat->claims[node.index]);
}

static void read_may(LessonReader *reader, const Node *list, Task *task) {
    if (!reader_array(&reader->json, list, 1, TASK_MAY, "targets"))
        return;
    task->may = reader_allocate(&reader->json, list, (size_t)node_count(list), sizeof *task->may);
    for (Node node = node_first(list); node.json && task->may; node = node_next(&node))
        if (read_target(reader, &node, "what may be changed", &task->may[task->may_count]))
            task->may_count++;
}

static void read_task(LessonReader *reader, const Node *node, Beat *beat) {
    EditArray solution = {0};
    CellSpec now[LESSON_CELLS]; /* the solution is not part of the beats that follow */
    if (!reader_object(&reader->json, node, lesson_keys(OBJECT_TASK)))
        return;
    Node text = node_member(node, "text"), may = node_member(node, "may");
    Node until = node_member(node, "until"), steps = node_member(node, "solution");
    beat->task = reader_allocate(&reader->json, node, 1, sizeof *beat->task);
    if (!beat->task)
        return;
    reader_text(&reader->json, &text, "the task", &beat->task->text);
    read_may(reader, &may, beat->task);
    read_claim(reader, &until, &beat->task->until);
    memcpy(now, reader->now, sizeof now);
    bool limited = may.json && beat->task->may_count == node_count(&may);
    read_edits(reader, &steps, now, limited ? beat->task : NULL, &solution);
    beat->task->solution = solution.items;
    beat->task->solution_count = solution.count;
}

static void read_do(LessonReader *reader, const Node *list, Beat *beat) {
    EditArray edits = {0};
    read_edits(reader, list, reader->now, NULL, &edits);
    beat->edits = edits.items;
    beat->edit_count = edits.count;
}

static void read_beat(LessonReader *reader, const Node *node, Beat *beat) {
    json_line_column(reader->json.text, node_offset(node, reader->json.text), &beat->line,
                     &beat->column);
    if (!reader_object(&reader->json, node, lesson_keys(OBJECT_BEAT)))
        return;
    Node say = node_member(node, "say"), at = node_member(node, "at");
    Node show = node_member(node, "show"), highlight = node_member(node, "highlight");
    Node edits = node_member(node, "do"), claims = node_member(node, "claims");
    Node ask = node_member(node, "ask"), task = node_member(node, "task");
    Node open = node_member(node, "open"), near = node_member(node, "near");
    reader_text(&reader->json, &say, "what is said", &beat->say);
    read_at(reader, &at, beat);
    read_open(reader, &open, beat);
    read_show(reader, &show, beat);
    read_highlight(reader, &highlight, beat);
    read_near(reader, &near, beat);
    read_do(reader, &edits, beat);
    read_claims(reader, &claims, beat);
    read_ask(reader, &ask, beat);
    read_task(reader, &task, beat);
}

void read_beats(LessonReader *reader, const Node *beats) {
    Lesson *lesson = reader->lesson;
    if (!reader_array(&reader->json, beats, 1, LESSON_BEATS, "beats"))
        return;
    lesson->beats =
        reader_allocate(&reader->json, beats, (size_t)node_count(beats), sizeof *lesson->beats);
    if (!lesson->beats)
        return;
    lesson->beat_count = node_count(beats);
    for (Node node = node_first(beats); node.json; node = node_next(&node))
        read_beat(reader, &node, &lesson->beats[node.index]);
}
