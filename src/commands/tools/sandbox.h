/* sandbox.h: the sandbox as a tool of the lesson's window (tools.h). */
#ifndef GATESCOPE_COMMANDS_TOOLS_SANDBOX_H
#define GATESCOPE_COMMANDS_TOOLS_SANDBOX_H

#include "ui/window/window.h"

/* With all three cells, as `gatescope sandbox` opens it. */
Session *sandbox_session(Error *error);
/* What was recorded as a lesson file in the current folder: WindowSetup.save_lesson. */
void sandbox_save_lesson(WindowSetup *setup, bool view);

#endif
