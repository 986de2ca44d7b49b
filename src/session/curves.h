/* curves.h: whole curves of one input: painted with the pointer, or taken from a few presets. Private
 * to src/session.
 *
 * A stroke is a row of straight lines from point to point, so that a fast pointer leaves no gaps. */
#ifndef GATESCOPE_SESSION_CURVES_H
#define GATESCOPE_SESSION_CURVES_H

#include "session/state.h"

bool curves_apply(Session *session, const Action *action);

#endif
