/* edit.c: from a dragged input to the finished picture. See edit.h. */
#include "commands/bench/edit.h"

#include <math.h>

#include "commands/bench/lesson.h"
#include "commands/bench/measure.h"
#include "commands/bench/roof.h"
#include "commands/picture/studio.h"
#include "session/session.h"

enum { DRAGS = 200, WARM_UP = 10 };

/* The whole run was stepped through, and the first step is on stage, its input at hand. */
static void look_at_start(Session *session) {
    session_apply(session,
                  &(Action){.kind = ACTION_GO, .step = EDIT_RUN_STEPS - 1, .phase = PHASE_SHOW});
    session_apply(session, &(Action){.kind = ACTION_GO, .step = 0, .phase = PHASE_SHOW});
}

/* Milliseconds at the least (bench.h). */
static double roof_of(const Studio *studio, const Session *session) {
    double multiply = bench_multiply_ns(), ns = 0;
    for (int k = 0; k < session->lesson->cell_count; k++) {
        double weights = (double)cell_parameter_count(&session->lesson->cells[k].cell->spec);
        ns += EDIT_RUN_STEPS *
              fmax(weights * multiply, bench_read_ns((size_t)weights * sizeof(float)));
    }
    size_t pixels = 0;
    for (int k = 0; k < studio->changed_count; k++)
        pixels += (size_t)studio->changed[k].w * (size_t)studio->changed[k].h;
    return (ns + bench_write_ns(4 * pixels)) / 1e6;
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
        double start = measure_cpu();
        session_apply(session, &edit);
        double applied = measure_cpu();
        studio_draw(studio, session);
        double drawn = measure_cpu();
        if (k < 0)
            continue;
        recompute[k] = (applied - start) / 1e6;
        draw[k] = (drawn - applied) / 1e6;
        whole[k] = (drawn - start) / 1e6;
    }
    for (int k = 0; k < BENCH_ROUNDS; k++)
        bench_keep(&times->roof, roof_of(studio, session));
    times->median = measure_part(whole, DRAGS, 0.5);
    times->percentile_95 = measure_part(whole, DRAGS, 0.95);
    times->recompute = measure_part(recompute, DRAGS, 0.5);
    times->draw = measure_part(draw, DRAGS, 0.5);
}

bool measure_edit(EditTimes *times, Error *error) {
    Studio studio = {0};
    Lesson *lesson = measure_lesson(CELL_KIND_COUNT, EDIT_RUN_UNITS, EDIT_RUN_STEPS, error);
    Session *session = lesson ? session_new(lesson, error) : NULL;
    bool whole = session && studio_open(&studio, EDIT_RUN_WIDTH, EDIT_RUN_HEIGHT, 1, error);
    if (whole)
        drag(&studio, session, times);
    studio_close(&studio);
    session_free(session);
    lesson_free(lesson);
    return whole;
}
