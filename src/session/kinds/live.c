/* live.c: the sandbox's time: steps that come at a steady rate, from the inputs of their moment. */
#include <math.h>

#include "lesson/run/record.h"
#include "session/before.h"
#include "session/clock.h"
#include "session/history.h"
#include "session/kinds/sandbox_parts.h"
#include "session/trail.h"

enum { CATCH_UP = 24 };              /* steps that one frame may add; what is due beyond is lost */
static const float GLIDE_RATE = 2.5; /* up to so many steps a second each is shown in motion */

/* ---- inputs ---- */

float sandbox_input(const Sandbox *sandbox, int column) {
    const LiveInput *input = &sandbox->inputs[column];
    if (input->key != 0)
        return input->key;
    switch (input->source) {
    case LIVE_SLIDER:
        return input->slider;
    case LIVE_PAD_X:
        return sandbox->pad_x;
    case LIVE_PAD_Y:
        return sandbox->pad_y;
    default:
        return wave_at((Wave)(input->source - LIVE_WAVES), sandbox->begun, input->period,
                       input->seed);
    }
}

/* ---- steps ---- */

/* The oldest steps go; all that counts steps counts anew. */
static void forget_oldest(Session *session) {
    Sandbox *sandbox = sandbox_of(session);
    long ticks = SANDBOX_DROP * PHASE_COUNT;
    trail_close(session);
    record_drop(sandbox->lesson, session->run, SANDBOX_DROP);
    history_forget(&session->beats[session->beat], SANDBOX_DROP);
    session->tick = session->tick > ticks ? session->tick - ticks : 0;
    session->shown = fmax(session->shown - (double)ticks, 0);
    session->seen -= SANDBOX_DROP;
    sandbox->window_from -= SANDBOX_DROP;
    session->joining = false; /* what a drag holds on to may be gone */
    session->stroke = (Stroke){0};
}

static void add_step(Session *session) {
    Sandbox *sandbox = sandbox_of(session);
    float inputs[SANDBOX_INPUTS];
    for (int k = 0; k < SANDBOX_INPUTS; k++)
        inputs[k] = sandbox_input(sandbox, k);
    if (session->lesson->steps >= session->lesson->capacity)
        forget_oldest(session);
    record_append(sandbox->lesson, session->run, inputs, SANDBOX_INPUTS);
    sandbox->begun++;
}

static bool glides(const Session *session) {
    return sandbox_of(session)->rate <= GLIDE_RATE && !session->view.reduced_motion;
}

/* The newest step on stage: at once, or in motion from the one before. */
static void show_newest(Session *session) {
    long newest = session->lesson->steps * PHASE_COUNT;
    if (!glides(session)) {
        clock_jump(session, newest);
        return;
    }
    session->shown = fmax(session->shown, (double)(newest - PHASE_COUNT));
    session->tick = newest;
}

static bool glide(Session *session, double seconds) {
    double way = seconds * PHASE_COUNT * 1.1 * (double)sandbox_of(session)->rate;
    if (session->shown >= (double)session->tick)
        return false;
    session->shown = fmin(session->shown + way, (double)session->tick);
    clock_reveal(session);
    return true;
}

static bool go_on(Session *session, double seconds) {
    Sandbox *sandbox = sandbox_of(session);
    bool moved = glide(session, seconds);
    sandbox->due += seconds * (double)sandbox->rate;
    double whole = floor(sandbox->due);
    sandbox->due -= whole;
    int steps = whole < CATCH_UP ? (int)whole : CATCH_UP;
    for (int k = 0; k < steps; k++)
        add_step(session);
    if (steps > 0)
        show_newest(session);
    sandbox_keep_window(session);
    return moved || steps > 0;
}

bool live_advance(Session *session, double seconds) {
    if (!session->playing)
        return clock_advance(session, seconds);
    bool changed = go_on(session, seconds);
    if (changed)
        clock_moved(session);
    return changed;
}

/* ---- going on, pausing, a step at a time ---- */

bool live_play(Session *session, int number) {
    bool on = number < 0 ? !session->playing : number > 0;
    if (on == session->playing)
        return false;
    session->playing = on;
    if (!on) {
        session->rate = PHASE_COUNT * (double)sandbox_of(session)->rate; /* a step under way ends */
        return true;
    }
    before_drop(session);
    trail_close(session); /* numbers are looked into while time stands still */
    sandbox_of(session)->due = 0;
    clock_jump(session, session->lesson->steps * PHASE_COUNT);
    return true;
}

void live_record(Session *session) {
    if (session->tick >= session->lesson->steps * PHASE_COUNT)
        add_step(session);
}

void live_record_unseen(Session *session, int steps) {
    for (int k = 0; k < steps; k++)
        add_step(session);
}

static float rate_beside(float rate, int by) {
    static const float RATES[] = {1, 2, 4, 8, 15, 30, LIVE_RATE_MOST};
    enum { RATE_COUNT = sizeof RATES / sizeof *RATES };
    float next = rate;
    for (int k = 0; k < RATE_COUNT; k++) {
        int index = by > 0 ? RATE_COUNT - 1 - k : k;
        if (by > 0 ? RATES[index] > rate : RATES[index] < rate)
            next = RATES[index];
    }
    return next;
}

/* ACTION_LIVE_RATE, or the keys that make playing faster and slower. */
bool live_speed(Session *session, const Action *action) {
    float *rate = &sandbox_of(session)->rate, before = *rate;
    if (action->kind == ACTION_LIVE_RATE && action->value >= 1)
        *rate = fminf(roundf(action->value), LIVE_RATE_MOST);
    else if (action->number != 0)
        *rate = rate_beside(*rate, action->number);
    return *rate != before;
}
