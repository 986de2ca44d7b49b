/* sound.h: the sound of a session (scene/stage/sound.h) through the machine's loudspeaker.
 *
 * The device is opened when sound is switched on and closed when it is switched off; while nothing
 * moves it is paused, and takes no time. */
#ifndef GATESCOPE_UI_WINDOW_SOUND_H
#define GATESCOPE_UI_WINDOW_SOUND_H

#include "base/error.h"
#include "session/session.h"

typedef struct SoundPlayer SoundPlayer;

/* NULL and an error where there is no device. */
SoundPlayer *sound_open(Error *error);
void sound_close(SoundPlayer *player); /* NULL is allowed */

/* Call in every frame: sounds while the picture moves, and a short note where it was changed at
 * once. */
void sound_follow(SoundPlayer *player, const Session *session);
/* Whether the device runs. */
bool sound_running(const SoundPlayer *player);

#endif
