/* lost.h: the display that goes away while a window is open. X's library then ends the whole
 * program by exit(): nothing returns, and no error is handed on. So what has to be saved is named
 * here, and saved on that way out, with a message and LOST_STATUS as the exit status.
 *
 * It is the one place where something that changes is not in a value: exit() hands on nothing. */
#ifndef GATESCOPE_UI_WINDOW_LOST_H
#define GATESCOPE_UI_WINDOW_LOST_H

#include <stdbool.h>

enum { LOST_STATUS = 3 }; /* as of other things that are wrong outside the program */

/* save(context) is called if the program ends before lost_end; false: it is not kept. */
void lost_begin(bool (*save)(void *context), void *context);
void lost_end(void);

#endif
