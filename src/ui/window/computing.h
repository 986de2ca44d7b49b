/* computing.h: what the window says and hears while something is computed for long between two
 * frames. */
#ifndef GATESCOPE_UI_WINDOW_COMPUTING_H
#define GATESCOPE_UI_WINDOW_COMPUTING_H

#include "ui/window/pane.h"

/* Of what is computed now; zero: nothing is. */
typedef struct Computing {
    Uint64 begun, told; /* milliseconds; begun 0: not yet */
    bool stopped;
} Computing;

/* As window_computes. */
bool computing_tell(Computing *computing, Pane *pane, const WindowSetup *setup, double done);

#endif
