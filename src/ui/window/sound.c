/* sound.c: see sound.h. SDL asks for samples in a thread of its own: what both touch is the tone,
 * under the device's lock. */
#include "ui/window/sound.h"

#include <SDL.h>
#include <stdlib.h>

#include "scene/stage/sound.h"
#include "ui/window/tone.h"

enum { RATE = 48000, BUFFER = 1024 };
static const double NOTE_SECONDS = 0.25; /* a note goes on for so long, if no frame says more */

struct SoundPlayer {
    SDL_AudioDeviceID device;
    Tone tone;
    bool running;
    const Session *session; /* where the picture was at the last call; NULL: there was none */
    double shown;
    int cell, unit;
};

static void give_samples(void *context, Uint8 *bytes, int length) {
    SoundPlayer *player = context;
    tone_fill(&player->tone, (float *)(void *)bytes, length / (int)sizeof(float));
}

SoundPlayer *sound_open(Error *error) {
    SoundPlayer *player = calloc(1, sizeof *player);
    if (!player) {
        error_memory(error, sizeof *player, "sound");
        return NULL;
    }
    SDL_AudioSpec wanted = {.freq = RATE,
                            .format = AUDIO_F32SYS,
                            .channels = 1,
                            .samples = BUFFER,
                            .callback = give_samples,
                            .userdata = player};
    player->tone = tone_new(RATE);
    if (SDL_InitSubSystem(SDL_INIT_AUDIO) != 0) {
        error_set(error, "%s", SDL_GetError());
        free(player);
        return NULL;
    }
    player->device = SDL_OpenAudioDevice(NULL, 0, &wanted, NULL, 0);
    if (!player->device) {
        error_set(error, "%s", SDL_GetError());
        SDL_QuitSubSystem(SDL_INIT_AUDIO);
        free(player);
        return NULL;
    }
    return player;
}

void sound_close(SoundPlayer *player) {
    if (!player)
        return;
    SDL_CloseAudioDevice(player->device);
    SDL_QuitSubSystem(SDL_INIT_AUDIO);
    free(player);
}

bool sound_running(const SoundPlayer *player) {
    return player->running;
}

/* Whether the picture moves, or stands elsewhere than at the last call (so that switching sound on
 * is heard as well). */
static bool has_moved(SoundPlayer *player, const Session *session) {
    bool same = player->session == session && player->shown == session->shown &&
                player->cell == session->cell && player->unit == session->unit;
    player->session = session;
    player->shown = session->shown;
    player->cell = session->cell;
    player->unit = session->unit;
    return session_moving(session) || !same;
}

static void run(SoundPlayer *player, bool running) {
    if (running != player->running)
        SDL_PauseAudioDevice(player->device, !running);
    player->running = running;
}

void sound_follow(SoundPlayer *player, const Session *session) {
    bool moved = has_moved(player, session);
    SDL_LockAudioDevice(player->device);
    if (moved) {
        Sound sound = sound_of(session);
        tone_set(&player->tone, sound.hertz, sound.loudness, NOTE_SECONDS);
    }
    bool silent = tone_silent(&player->tone);
    SDL_UnlockAudioDevice(player->device);
    run(player, !silent);
}
