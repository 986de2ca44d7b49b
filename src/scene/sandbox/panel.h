/* panel.h: what the files of the sandbox's panel share. Private to them. */
#ifndef GATESCOPE_SCENE_SANDBOX_PANEL_H
#define GATESCOPE_SCENE_SANDBOX_PANEL_H

#include "scene/paint/control.h"

/* inputs.c */
void sandbox_inputs(Column *c);

#endif
