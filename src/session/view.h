/* view.h: what is looked at and how: selection, lanes, panels, theme, type. Nothing here changes a
 * number. Private to src/session. */
#ifndef GATESCOPE_SESSION_VIEW_H
#define GATESCOPE_SESSION_VIEW_H

#include "session/state.h"

bool view_apply(Session *session, const Action *action);
bool view_select_lane(Session *session, int lane); /* from the top, 0 first; false: no such */
void view_keep_stage(Session *session);            /* never empty: hidden kinds come back */
void view_keep_selection(Session *session);        /* a cell that is shown, a unit that it has */

#endif
