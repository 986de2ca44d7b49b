/* lost.c: see lost.h. */
#include "ui/window/lost.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static struct {
    bool (*save)(void *context);
    void *context;
    bool registered;
} at_loss;

/* Nothing else is cleaned up: SDL would talk to the display that is gone. */
static void on_exit_before_end(void) {
    bool (*save)(void *context) = at_loss.save;
    at_loss.save = NULL;
    if (!save)
        return;
    bool kept = save(at_loss.context);
    fprintf(stderr, "gatescope: the display was lost; what was done is %skept\n",
            kept ? "" : "not ");
    fflush(NULL);
    _exit(LOST_STATUS);
}

void lost_begin(bool (*save)(void *context), void *context) {
    if (!at_loss.registered)
        at_loss.registered = atexit(on_exit_before_end) == 0;
    at_loss.context = context;
    at_loss.save = save;
}

void lost_end(void) {
    at_loss.save = NULL;
}
