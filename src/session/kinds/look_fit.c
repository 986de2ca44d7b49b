/* look_fit.c: see look_fit.h. */
#include "session/kinds/look_fit.h"

#include <limits.h>
#include <math.h>

#include "engine/trace.h"
#include "lesson/run/trust.h"
#include "session/kinds/look_map.h"
#include "session/kinds/look_window.h"

/* ---- maps ---- */

/* Of a cell; beside: also what they take while they are made. */
static double maps_of(const Lesson *lesson, int cell, long steps, bool beside) {
    const CellSpec *spec = &lesson->cells[cell].cell->spec;
    int signals[LOOK_MAPS], count = look_map_signals(spec, signals);
    int inputs = lesson->inputs < ALONG_COLUMNS ? lesson->inputs : ALONG_COLUMNS;
    double bytes = (double)figures_bytes(spec);
    for (int k = 0; k < count; k++)
        bytes += look_map_bytes(spec, signals[k], steps, inputs) +
                 (beside ? look_map_bytes_beside(spec, signals[k], steps) : 0);
    return bytes;
}

/* Of all; while they are made, of one cell after the other, or of all at once. */
static double all_maps_of(const Lesson *lesson, long steps, bool at_once) {
    double bytes = 0, most = 0;
    for (int k = 0; k < lesson->cell_count; k++) {
        double kept = maps_of(lesson, k, steps, false), made = maps_of(lesson, k, steps, true);
        bytes += at_once ? made : kept;
        most = fmax(most, made - kept);
    }
    return at_once ? bytes : bytes + most;
}

/* ---- the ways ---- */

static double whole_bytes(const Lesson *lesson, long steps) {
    enum { COPIES = 2 /* of the inputs: the lesson's and the run's */ };
    double bytes = (double)COPIES * (double)steps * lesson->inputs * (double)sizeof(float);
    for (int k = 0; k < lesson->cell_count; k++)
        bytes += (double)trace_bytes(&lesson->cells[k].cell->spec, steps, 1);
    return bytes + trust_bytes(lesson, steps) + all_maps_of(lesson, steps, false);
}

/* What one that goes the other way reads is kept while the run is gone through, in float64, too. */
static double slices_bytes(const Lesson *lesson, long steps) {
    bool forward = false, backward = false;
    double kept = 0, slices = 0;
    for (int k = 0; k < lesson->cell_count; k++) {
        const CellSpec *spec = &lesson->cells[k].cell->spec;
        forward |= !spec->backward;
        backward |= spec->backward;
        kept += (double)steps * signal_width(spec, SIGNAL_H) * (double)sizeof(float);
        slices += (double)trace_bytes(spec, STACK_SLICE, 1) +
                  (double)STACK_SLICE * spec->inputs * (double)sizeof(float);
    }
    if (trust_bytes(lesson, steps) > 0) {
        slices += trust_bytes(lesson, STACK_SLICE);
        kept += trust_bytes(lesson, steps);
    }
    return forward && backward && lesson->cell_count > 2 ? slices + kept : slices;
}

double look_bytes(const Lesson *lesson, LookWay way, long steps) {
    if (way == LOOK_WHOLE)
        return whole_bytes(lesson, steps);
    if (way == LOOK_NOT || !look_window_can(lesson) || steps <= WINDOW_STEPS)
        return INFINITY;
    return look_window_bytes(lesson, steps) + slices_bytes(lesson, steps) +
           all_maps_of(lesson, steps, true);
}

/* ---- what fits ---- */

static bool fits(const Lesson *lesson, long steps, double bytes) {
    return look_bytes(lesson, LOOK_WHOLE, steps) <= bytes ||
           look_bytes(lesson, LOOK_WINDOWED, steps) <= bytes;
}

static long most_steps(const Lesson *lesson, double bytes) {
    const long MOST = LONG_MAX / 4;
    long low = 0, high = 1;
    while (high < MOST && fits(lesson, high, bytes))
        high *= 2;
    for (low = high / 2; high - low > 1;) {
        long middle = low + (high - low) / 2;
        if (fits(lesson, middle, bytes))
            low = middle;
        else
            high = middle;
    }
    return low;
}

long look_steps_that_fit(const Lesson *lesson) {
    return most_steps(lesson, LOOK_BYTES);
}

LookWay look_way(const Lesson *lesson, double bytes, Error *error) {
    char needed[ERROR_BYTES_SIZE], most[ERROR_BYTES_SIZE];
    double whole = look_bytes(lesson, LOOK_WHOLE, lesson->steps),
           windowed = look_bytes(lesson, LOOK_WINDOWED, lesson->steps);
    if (whole <= bytes)
        return LOOK_WHOLE;
    if (windowed <= bytes)
        return LOOK_WINDOWED;
    error_set(error, "maps of %ld steps need %s; gatescope trace writes the numbers of any run",
              lesson->steps, error_bytes(fmin(whole, windowed), needed));
    error_expected(error, "at most %s, which is %ld steps of this network",
                   error_bytes(bytes, most), most_steps(lesson, bytes));
    return LOOK_NOT;
}
