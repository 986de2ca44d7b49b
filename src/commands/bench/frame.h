/* frame.h: what a frame costs, and which part of the screen costs what; ms. */
#ifndef GATESCOPE_COMMANDS_BENCH_FRAME_H
#define GATESCOPE_COMMANDS_BENCH_FRAME_H

#include "scene/scene.h"

typedef struct FrameCase {
    int width, height, units;
    double part[SCENE_COUNT];            /* list and drawing, of the guided screen */
    double inspector, gradients, home;   /* of these parts, where they are open */
    double whole, list;                  /* everything redrawn; the display list alone */
    double playing;                      /* what changes from one frame to the next, median */
    double by_value;                     /* everything redrawn, with the units by their value */
    double workbench, workbench_playing; /* the same as whole and playing, of the workbench */
    double roof;                         /* writing each pixel once */
} FrameCase;

enum { FRAME_SCREENS = 3, FRAME_UNITS = 4, FRAME_CASES = FRAME_SCREENS * FRAME_UNITS };

bool bench_frames(FrameCase cases[FRAME_CASES], int rounds, Error *error);

#endif
