/* sound.h: what a run sounds like, so that it can be followed without seeing it.
 *
 * One tone: the selected unit's memory (its hidden state where the cell has no memory) is its
 * pitch, and the gate that keeps the memory (forget, update) its loudness. Pitch is continuous, for
 * a value that moves is heard as a glide, and small differences that a scale would round away stay
 * heard:
 *
 *     value     -2      -1       0       1       2
 *     hertz     156     220     440     880    1245       never beyond 110 and 1760
 *
 * Within -1..1 an octave is 1; what lies beyond is pressed into one more octave at each end. A shut
 * gate is soft, not silent: silence means that nothing moves, or that sound is off. */
#ifndef GATESCOPE_SCENE_STAGE_SOUND_H
#define GATESCOPE_SCENE_STAGE_SOUND_H

#include "session/state.h"

typedef struct Sound {
    float hertz;
    float loudness; /* 0..1; 0: no tone, for there is no number */
} Sound;

/* Of a value at that level of its gate; gate_level NaN: the cell has no such gate. */
Sound sound_of_value(float value, float gate_level);

/* Of the selected unit where the picture is now, phases in motion included. */
Sound sound_of(const Session *session);

#endif
