/* look_fit.c: see look_fit.h. */
#include "session/kinds/look_fit.h"

#include <limits.h>

#include "engine/trace.h"
#include "lesson/run/trust.h"

/* Of a step, without what trust.h computes. */
static double bytes_of_step(const Lesson *lesson) {
    enum { MANY = 1000, COPIES = 2 /* of the inputs: the lesson's and the run's */ };
    double bytes = (double)COPIES * lesson->inputs * (double)sizeof(float);
    for (int k = 0; k < lesson->cell_count; k++)
        bytes += (double)trace_bytes(&lesson->cells[k].cell->spec, MANY, 1) / MANY;
    return bytes;
}

double look_bytes(const Lesson *lesson, long steps) {
    return bytes_of_step(lesson) * (double)steps + trust_bytes(lesson, steps);
}

/* In fewer steps than those of the first answer trust.h may compute what it does not compute in them, and in
 * none does it take more a step. */
long look_steps_that_fit(const Lesson *lesson) {
    double step = bytes_of_step(lesson), most = LOOK_BYTES / step;
    long steps = most < (double)LONG_MAX ? (long)most : LONG_MAX;
    double beside = trust_bytes(lesson, steps) / (double)(steps > 0 ? steps : 1);
    return beside > 0 ? (long)(LOOK_BYTES / (step + beside)) : steps;
}

bool look_fits(const Lesson *lesson, Error *error) {
    char needed[ERROR_BYTES_SIZE], most[ERROR_BYTES_SIZE];
    double bytes = look_bytes(lesson, lesson->steps);
    if (bytes <= LOOK_BYTES)
        return true;
    error_set(error, "maps of %ld steps need %s; gatescope trace writes the numbers of any run",
              lesson->steps, error_bytes(bytes, needed));
    error_expected(error, "at most %s, which is %ld steps of this network",
                   error_bytes(LOOK_BYTES, most), look_steps_that_fit(lesson));
    return false;
}
