/* race.c: how a window fares while three cells learn beside it. See bench.h.
 *
 * A real window, as `gatescope training` opens it, with frames called as the program calls them
 * (ui/window/host_desktop.c), while the trainers have both cores; the pointer is moved in every
 * frame, so that it is as if somebody looked around. Here the clock on the wall counts too: what
 * is asked is whether the work takes the window's time away. */
#include "commands/bench/race.h"

#include <math.h>
#include <stdlib.h>

#include <SDL.h>

#include "commands/bench/measure.h"
#include "commands/bench/program.h"
#include "commands/train/desk.h"
#include "session/kinds/training.h"
#include "ui/window/window.h"

enum { SECONDS_A_ROUND = 6, FRAMES_A_SECOND = 60, WINDOWS = 8 };
static const double WARM_NS = 1e9; /* the digits are read, the first pictures drawn */

/* Milliseconds of frames. */
typedef struct Times {
    double *values; /* owned */
    int count, capacity;
} Times;

typedef struct Stand {
    Session *session;
    TrainerDesk *desk;
    Window *window;
    Times drawn, computed, others, pace;
} Stand;

static bool follow(WindowSetup *setup) {
    Stand *stand = setup->host;
    return desk_follow(stand->desk, setup->session);
}

static void add(Times *times, double ns) {
    if (times->count < times->capacity)
        times->values[times->count++] = ns / 1e6;
}

static bool make_times(Stand *stand, int capacity, Error *error) {
    Times *const all[] = {&stand->drawn, &stand->computed, &stand->others, &stand->pace};
    for (int k = 0; k < 4; k++) {
        all[k]->values = malloc((size_t)capacity * sizeof(double));
        if (!all[k]->values)
            return error_memory(error, (size_t)capacity * sizeof(double), "the times of frames");
        all[k]->capacity = capacity;
    }
    return true;
}

static FrameTimes times_of(Times *times) {
    if (!times->count)
        return (FrameTimes){0};
    return (FrameTimes){.count = times->count,
                        .median = measure_part(times->values, times->count, 0.5),
                        .percentile_99 = measure_part(times->values, times->count, 0.99),
                        .worst = times->values[times->count - 1]};
}

static void window_size(int *width, int *height) {
    *width = *height = 0;
    for (Uint32 id = 1; id < WINDOWS && !*width; id++)
        if (SDL_GetWindowFromID(id))
            SDL_GetWindowSize(SDL_GetWindowFromID(id), width, height);
}

/* Round and round through the window, a new place in each frame. */
static void move_pointer(long frame, int width, int height) {
    double turn = 0.02 * (double)frame;
    SDL_Event event = {.motion = {.type = SDL_MOUSEMOTION,
                                  .x = (int)((0.5 + 0.45 * cos(turn)) * width),
                                  .y = (int)((0.5 + 0.45 * sin(1.3 * turn)) * height)}};
    for (Uint32 id = 1; id < WINDOWS && !event.motion.windowID; id++)
        event.motion.windowID = SDL_GetWindowFromID(id) ? id : 0;
    SDL_PushEvent(&event);
}

/* The frame's times, by the clock and by the processor; `new`: it shows something new. */
static void note_frame(Stand *stand, bool new, double taken, double computed) {
    add(new ? &stand->drawn : &stand->others, taken);
    if (new)
        add(&stand->computed, computed);
}

static bool run_frames(Stand *stand, double ns, bool counts, Error *error) {
    int width, height;
    double begun = measure_now(), last = begun, due = begun / 1e9;
    window_size(&width, &height);
    for (long frame = 0; last - begun < ns; frame++) {
        unsigned version = stand->session->version;
        move_pointer(frame, width, height);
        double start = measure_now(), cpu = measure_cpu();
        if (!window_frame(stand->window, (start - last) / 1e9, error))
            return false;
        if (counts && frame)
            add(&stand->pace, start - last);
        if (counts)
            note_frame(stand, stand->session->version != version, measure_now() - start,
                       measure_cpu() - cpu);
        last = start;
        due = window_next_frame(due, start / 1e9);
        SDL_Delay((Uint32)ceil(fmax(1000 * due - measure_now() / 1e6, 0)));
    }
    return true;
}

/* What each cell learnt from meanwhile. */
static void note_speed(const Session *session, const long before[CELL_KIND_COUNT], double seconds,
                       RaceCase *result) {
    for (int kind = 0; kind < CELL_KIND_COUNT; kind++) {
        long more = session_training(session)->report.racers[kind].sequences - before[kind];
        result->sequences[kind] = (double)more / seconds;
    }
}

static bool measure(Stand *stand, RaceCase *result, int rounds, Error *error) {
    long before[CELL_KIND_COUNT];
    session_apply(stand->session, &(Action){.kind = ACTION_PLAY, .number = 1});
    if (!run_frames(stand, WARM_NS, false, error))
        return false;
    for (int kind = 0; kind < CELL_KIND_COUNT; kind++)
        before[kind] = session_training(stand->session)->report.racers[kind].sequences;
    double begun = measure_now();
    if (!run_frames(stand, 1e9 * SECONDS_A_ROUND * rounds, true, error))
        return false;
    note_speed(stand->session, before, (measure_now() - begun) / 1e9, result);
    window_size(&result->width, &result->height);
    result->drawn = times_of(&stand->drawn);
    result->computed = times_of(&stand->computed);
    result->others = times_of(&stand->others);
    result->pace = times_of(&stand->pace);
    return true;
}

bool bench_race(RaceCase *result, int rounds, Error *error) {
    Stand stand = {0};
    WindowSetup setup = {.host = &stand, .title = "Gatescope", .follow = follow};
    RaceSetup race = training_setup(TRAINING_DIGITS);
    race.epochs = TRAINING_EPOCHS_MOST;
    *result = (RaceCase){0};
    setup.session = stand.session = session_new_training(TRAINING_DIGITS, &race, error);
    stand.desk = stand.session ? desk_new(true, error) : NULL;
    bool good =
        stand.desk && make_times(&stand, 2 * FRAMES_A_SECOND * SECONDS_A_ROUND * rounds, error);
    if (good)
        stand.window = window_open(&setup, error);
    good = stand.window && measure(&stand, result, rounds, error);
    if (stand.window)
        window_close(stand.window);
    desk_free(stand.desk);
    session_free(stand.session);
    free(stand.drawn.values);
    free(stand.computed.values);
    free(stand.others.values);
    free(stand.pace.values);
    return good;
}
