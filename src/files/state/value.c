/* value.c: the values of state.h in memory: their life, and how far they say one has
 * come. */
#include <cJSON.h>

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "files/state/parts.h"

char *state_copy(const char *string) {
    size_t size = strlen(string) + 1;
    char *same = malloc(size);
    return same ? memcpy(same, string, size) : NULL;
}

static void edits_free(SavedBeat *beat) {
    for (int k = 0; k < beat->edit_count; k++)
        free(beat->edits[k]);
    free(beat->edits);
    beat->edits = NULL;
    beat->edit_count = beat->edit_capacity = 0;
}

static void beats_free(SavedLesson *lesson) {
    for (int k = 0; k < lesson->beat_count; k++)
        edits_free(&lesson->beats[k]);
    free(lesson->beats);
    lesson->beats = NULL;
    lesson->beat_count = 0;
}

static void asides_free(SavedLesson *lesson) {
    for (int k = 0; k < lesson->aside_count; k++)
        free(lesson->aside[k]);
    free(lesson->aside);
    lesson->aside = NULL;
    lesson->aside_count = lesson->aside_capacity = 0;
}

void saved_lesson_free(SavedLesson *lesson) {
    free(lesson->id);
    lesson->id = NULL;
    beats_free(lesson);
    asides_free(lesson);
}

SavedState state_empty(void) {
    return (SavedState){.text_scale = 1, .folded = {false, false, true}};
}

void state_free(SavedState *state) {
    for (int k = 0; k < state->lesson_count; k++)
        saved_lesson_free(&state->lessons[k]);
    free(state->lessons);
    free(state->answers);
    for (int k = 0; k < state->foreign_count; k++)
        cJSON_free(state->foreign[k]);
    free(state->foreign);
    free(state->last_lesson);
    *state = state_empty();
}

/* ---- what there is room for ---- */

static void drop_lesson(SavedState *state, int at) {
    saved_lesson_free(&state->lessons[at]);
    state->lesson_count--;
    memmove(&state->lessons[at], &state->lessons[at + 1],
            (size_t)(state->lesson_count - at) * sizeof *state->lessons);
}

static bool has_edits(const SavedLesson *lesson) {
    for (int k = 0; k < lesson->beat_count; k++)
        if (lesson->beats[k].edit_count)
            return true;
    return lesson->aside_count > 0;
}

/* The lesson that was opened longest ago, of those with tweaks or of all; -1: none. */
static int oldest(const SavedState *state, bool with_edits) {
    int found = -1;
    for (int k = 0; k < state->lesson_count; k++)
        if ((found < 0 || state->lessons[k].last < state->lessons[found].last) &&
            (!with_edits || has_edits(&state->lessons[k])))
            found = k;
    return found;
}

bool state_shed(SavedState *state) {
    int edited = oldest(state, true), whole = oldest(state, false);
    if (edited >= 0) {
        for (int k = 0; k < state->lessons[edited].beat_count; k++)
            edits_free(&state->lessons[edited].beats[k]);
        asides_free(&state->lessons[edited]);
        return true;
    }
    if (whole >= 0)
        drop_lesson(state, whole);
    return whole >= 0;
}

static bool make_room(SavedState *state) {
    if (state->lesson_count >= STATE_LESSONS)
        drop_lesson(state, oldest(state, false));
    SavedLesson *lessons = array_room(state->lessons, &state->lesson_capacity, state->lesson_count,
                                      1, sizeof *lessons);
    if (lessons)
        state->lessons = lessons;
    return lessons != NULL;
}

SavedLesson *state_lesson(SavedState *state, const char *id, bool create) {
    for (int k = 0; k < state->lesson_count; k++)
        if (strcmp(state->lessons[k].id, id) == 0)
            return &state->lessons[k];
    char *name = create && make_room(state) ? state_copy(id) : NULL;
    if (!name)
        return NULL;
    SavedLesson *lesson = &state->lessons[state->lesson_count++];
    *lesson = (SavedLesson){.id = name};
    return lesson;
}

bool saved_lesson_beats(SavedLesson *lesson, int count) {
    assert(count >= 0);
    SavedBeat *beats = calloc((size_t)count + 1, sizeof *beats);
    if (!beats)
        return false;
    beats_free(lesson);
    for (int k = 0; k < count; k++)
        beats[k].answer = beats[k].first = -1;
    lesson->beats = beats;
    lesson->beat_count = count;
    return true;
}

bool saved_beat_edit(SavedBeat *beat, const char *text) {
    char **edits =
        array_room(beat->edits, &beat->edit_capacity, beat->edit_count, 1, sizeof *edits);
    if (!edits)
        return false;
    beat->edits = edits;
    beat->edits[beat->edit_count] = state_copy(text);
    return beat->edits[beat->edit_count] && ++beat->edit_count;
}

/* ---- what was set aside ---- */

static void drop_aside(SavedLesson *lesson, int at) {
    free(lesson->aside[at]);
    lesson->aside_count--;
    memmove(&lesson->aside[at], &lesson->aside[at + 1],
            (size_t)(lesson->aside_count - at) * sizeof *lesson->aside);
}

void saved_lesson_drop_aside(SavedLesson *lesson, const char *text) {
    for (int k = lesson->aside_count - 1; k >= 0; k--)
        if (strcmp(lesson->aside[k], text) == 0)
            drop_aside(lesson, k);
}

bool saved_lesson_aside(SavedLesson *lesson, const char *text, bool first) {
    char *same = state_copy(text);
    char **aside =
        array_room(lesson->aside, &lesson->aside_capacity, lesson->aside_count, 1, sizeof *aside);
    if (aside)
        lesson->aside = aside;
    if (!same || !aside) {
        free(same);
        return false;
    }
    saved_lesson_drop_aside(lesson, text);
    while (lesson->aside_count >= STATE_ASIDES)
        drop_aside(lesson, 0);
    int at = first ? 0 : lesson->aside_count;
    memmove(&lesson->aside[at + 1], &lesson->aside[at],
            (size_t)(lesson->aside_count - at) * sizeof *lesson->aside);
    lesson->aside[at] = same;
    lesson->aside_count++;
    return true;
}

/* ---- how far one has come ---- */

static bool is_open(const SavedBeat *beat) {
    return (beat->asked && !beat->right) || (beat->tasked && !beat->task_done);
}

static void count_beat(SavedProgress *sum, const SavedBeat *beat) {
    sum->visited += beat->visited;
    sum->done += beat->visited && !is_open(beat);
    sum->questions += beat->asked;
    sum->first_try += beat->asked && beat->right && beat->tries <= 1;
    sum->later += beat->asked && beat->right && beat->tries > 1;
    sum->tasks += beat->tasked;
    sum->by_hand += beat->tasked && beat->task_done && !beat->task_shown;
    sum->shown += beat->tasked && beat->task_done && beat->task_shown;
}

SavedProgress saved_progress(const SavedLesson *lesson) {
    SavedProgress sum = {.beats = lesson->beat_count, .open_at = -1};
    for (int k = 0; k < lesson->beat_count; k++) {
        count_beat(&sum, &lesson->beats[k]);
        if (sum.open_at < 0 && is_open(&lesson->beats[k]))
            sum.open_at = k;
    }
    sum.finished = lesson->finished || (sum.beats > 0 && sum.done == sum.beats);
    return sum;
}
