/* attention.h: how long somebody has been busy with what is on the screen, pauses left out.
 *
 * Time counts from one sign of life (the picture changed: somebody moved, or looked on while it
 * plays) to the next, but at most ATTENTION_PAUSE seconds of it: as long as reading a beat and
 * thinking about its question may take. */
#ifndef GATESCOPE_COMMANDS_WINDOW_ATTENTION_H
#define GATESCOPE_COMMANDS_WINDOW_ATTENTION_H

#include <stdbool.h>

enum { ATTENTION_PAUSE = 60 };

typedef struct Attention {
    double seconds; /* counted and not yet taken */
    double now;     /* as it was told last */
    double idle;    /* since the last sign of life */
    unsigned version;
    bool begun;
} Attention;

/* It is `now` seconds of any steady clock, and the session's version is this. Call it often. */
void attention_pass(Attention *attention, double now, unsigned version);
/* What was counted since it was taken last. */
double attention_take(Attention *attention);

#endif
