/* sandbox.h: the sandbox as a tool of the lesson's window (tools.h). */
#ifndef GATESCOPE_COMMANDS_TOOLS_SANDBOX_H
#define GATESCOPE_COMMANDS_TOOLS_SANDBOX_H

#include "ui/window/window.h"

/* With all three cells, as `gatescope sandbox` opens it. */
Session *sandbox_session(Error *error);
/* What was recorded as a lesson file in the current folder, all or what is in view; says so in the
 * window. Its whole path, for WindowSetup.open_saved; empty where it could not be saved. */
void sandbox_save_lesson(WindowSetup *setup, bool view, char *saved, size_t size);

#endif
