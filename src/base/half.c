/* half.c: see half.h. */
#include "base/half.h"

#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>
#include <unistd.h>

enum { HALVES = 8, SIGNALS = 3 };

static const int ending[SIGNALS] = {SIGINT, SIGTERM, SIGHUP};

/* A signal has no other way to know what is open. */
static _Atomic(char *) names[HALVES];
static atomic_bool leaving;

/* Takes them away and ends the program as the signal would have done. */
static void leave(int number) {
    atomic_store(&leaving, true);
    for (int k = 0; k < HALVES; k++) {
        const char *name = atomic_load(&names[k]);
        if (name)
            unlink(name);
    }
    const struct sigaction plain = {.sa_handler = SIG_DFL};
    sigaction(number, &plain, NULL);
    raise(number);
}

/* From `from` to `to`, and only where it is that: others, as the window, have their own. */
static void change(void (*from)(int), void (*to)(int)) {
    for (int k = 0; k < SIGNALS; k++) {
        struct sigaction now;
        if (sigaction(ending[k], NULL, &now) != 0 || now.sa_handler != from)
            continue;
        now = (struct sigaction){.sa_handler = to};
        sigemptyset(&now.sa_mask);
        sigaction(ending[k], &now, NULL);
    }
}

void half_begin(char *name) {
    for (int k = 0; k < HALVES; k++) {
        char *free_place = NULL;
        if (!atomic_compare_exchange_strong(&names[k], &free_place, name))
            continue;
        change(SIG_DFL, leave);
        return;
    }
}

void half_done(char *name) {
    bool others = false;
    for (int k = 0; name && k < HALVES; k++) {
        char *own = name;
        atomic_compare_exchange_strong(&names[k], &own, NULL);
        others = others || atomic_load(&names[k]);
    }
    if (!others)
        change(leave, SIG_DFL);
    if (!atomic_load(&leaving)) /* else a signal may be reading it just now */
        free(name);
}
