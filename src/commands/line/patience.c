/* patience.c: see patience.h. */
#include "commands/line/patience.h"

#include <stdio.h>
#include <time.h>
#include <unistd.h>

#include "commands/line/say.h"

static const double FELT = 0.1, FIRST = 1, NEXT = 10; /* seconds */

/* Of the run that is computed now: one at a time. */
typedef struct Patience {
    double begun, told; /* seconds; begun 0: none is computed */
    bool shown;         /* a line stands on the terminal */
} Patience;

static double seconds_now(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static void show(Patience *patience, double now, double done) {
    if (now - (patience->shown ? patience->told : patience->begun) < FELT)
        return;
    fprintf(stderr, "\rcomputing the run: %.0f %%, Ctrl+C ends it\033[K", 100 * done);
    fflush(stderr);
    patience->shown = true;
    patience->told = now;
}

static void say_so(Patience *patience, long steps, double now, double done) {
    double since = patience->shown ? now - patience->told : now - patience->begun;
    if (since < (patience->shown ? NEXT : FIRST))
        return;
    say_line(stderr, "gatescope: computing the run of %ld steps: %.0f %%", steps, 100 * done);
    patience->shown = true;
    patience->told = now;
}

static Patience current;

void patience_tell(long steps, double done) {
    Patience *patience = &current;
    double now = seconds_now();
    bool terminal = isatty(STDERR_FILENO);
    if (patience->begun <= 0)
        patience->begun = now;
    if (done < 1 && terminal)
        show(patience, now, done);
    else if (done < 1)
        say_so(patience, steps, now, done);
    if (done < 1)
        return;
    if (patience->shown && terminal)
        fputs("\r\033[K", stderr);
    *patience = (Patience){0};
}

static bool tell(void *context, const Lesson *lesson, double done) {
    (void)context;
    patience_tell(lesson->steps, done);
    return true;
}

const RunWatch *patience_watch(void) {
    static const RunWatch watch = {tell, NULL};
    return &watch;
}
