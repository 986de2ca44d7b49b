/* drop.h: files that somebody has let go over the window or chosen: a lesson with its weights, a model,
 * data for it. Private to this folder. */
#ifndef GATESCOPE_COMMANDS_WINDOW_DROP_H
#define GATESCOPE_COMMANDS_WINDOW_DROP_H

#include "commands/window/serve.h"

/* Opens what they are: the first lesson among them, else the first model, with data that is there; data
 * alone is read by the model that is looked into. True: something is open. Else all is as it was, and the
 * window says why. */
bool serve_drop(WindowSetup *setup, char *const *paths, int count);

#endif
