/* home.h: the home screen: open or not, and the words that are searched for. Private to src/session. */
#ifndef GATESCOPE_SESSION_HOME_H
#define GATESCOPE_SESSION_HOME_H

#include "session/state.h"

bool home_apply(Session *session, const Action *action);

#endif
