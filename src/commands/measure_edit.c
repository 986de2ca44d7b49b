/* measure_edit.c: from a dragged input to the finished picture. See measure.h. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "commands/measure.h"
#include "files/lesson_file.h"

enum { DRAGS = 200, WARM_UP = 10 };

static const char HEAD[] =
    "{\"format\":1,\"id\":\"bench\",\"title\":\"What an edit costs\",\"track\":\"bench\","
    "\"level\":1,\"minutes\":1,\"goal\":\"Measure.\","
    "\"inputs\":{\"names\":[\"value\",\"write\"],\"sequence\":[";

/* The lesson's text, its inputs random; the caller's (free), NULL where memory lacks. */
static char *lesson_text(void) {
    size_t size = sizeof HEAD + 24 * EDIT_RUN_STEPS + 512, length = 0;
    char *text = malloc(size);
    unsigned seed = 3;
    if (!text)
        return NULL;
    length += (size_t)snprintf(text, size, "%s", HEAD);
    for (int t = 0; t < EDIT_RUN_STEPS; t++) {
        double value = (double)measure_number(&seed), write = (double)measure_number(&seed);
        length += (size_t)snprintf(text + length, size - length, "%s[%.3f,%.3f]", t ? "," : "",
                                   value, write);
    }
    snprintf(text + length, size - length,
             "]},\"cells\":[{\"id\":\"lstm\",\"kind\":\"lstm\",\"hidden\":%d,\"weights\":{}},"
             "{\"id\":\"gru\",\"kind\":\"gru\",\"hidden\":%d,\"weights\":{}},"
             "{\"id\":\"rnn\",\"kind\":\"rnn\",\"hidden\":%d,\"weights\":{}}],"
             "\"beats\":[{\"say\":\"Three cells on **one input**: {f}, {i}, {o}, {c}, {h}.\"}]}",
             EDIT_RUN_UNITS, EDIT_RUN_UNITS, EDIT_RUN_UNITS);
    return text;
}

static Lesson *make_lesson(Error *error) {
    Errors errors = {0};
    char *text = lesson_text();
    if (!text) {
        error_memory(error, 24 * EDIT_RUN_STEPS, "a lesson");
        return NULL;
    }
    Lesson *lesson = lesson_parse(text, strlen(text), "bench", &errors);
    free(text);
    if (!lesson && errors.count)
        *error = errors.items[0];
    errors_free(&errors);
    for (int k = 0; lesson && k < lesson->cell_count; k++)
        measure_weights(lesson->cells[k].cell, (unsigned)k + 1, 0.25f);
    return lesson;
}

/* The whole run was stepped through, and the first step is on stage, its input at hand. */
static void look_at_start(Session *session) {
    session_apply(session,
                  &(Action){.kind = ACTION_GO, .step = EDIT_RUN_STEPS - 1, .phase = PHASE_SHOW});
    session_apply(session, &(Action){.kind = ACTION_GO, .step = 0, .phase = PHASE_SHOW});
}

static void drag(Studio *studio, Session *session, EditTimes *times) {
    double whole[DRAGS], recompute[DRAGS], draw[DRAGS];
    look_at_start(session);
    studio_draw(studio, session);
    for (int k = -WARM_UP; k < DRAGS; k++) {
        const Action edit = {
            .kind = ACTION_EDIT,
            .flag = true,
            .edit = {.kind = EDIT_INPUT, .value = (float)(k + WARM_UP + 1) / (DRAGS + WARM_UP)}};
        double start = measure_now();
        session_apply(session, &edit);
        double applied = measure_now();
        studio_draw(studio, session);
        double drawn = measure_now();
        if (k < 0)
            continue;
        recompute[k] = (applied - start) / 1e6;
        draw[k] = (drawn - applied) / 1e6;
        whole[k] = (drawn - start) / 1e6;
    }
    times->median = measure_part(whole, DRAGS, 0.5);
    times->percentile_95 = measure_part(whole, DRAGS, 0.95);
    times->recompute = measure_part(recompute, DRAGS, 0.5);
    times->draw = measure_part(draw, DRAGS, 0.5);
}

bool measure_edit(EditTimes *times, Error *error) {
    Studio studio = {0};
    Lesson *lesson = make_lesson(error);
    Session *session = lesson ? session_new(lesson, error) : NULL;
    bool whole = session && studio_open(&studio, EDIT_RUN_WIDTH, EDIT_RUN_HEIGHT, 1, error);
    if (whole)
        drag(&studio, session, times);
    studio_close(&studio);
    session_free(session);
    lesson_free(lesson);
    return whole;
}
