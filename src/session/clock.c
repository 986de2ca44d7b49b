/* clock.c: where in time the picture is, and how it moves there. */
#include <math.h>

#include "base/clamp.h"
#include "session/parts.h"

static const double STEP_RATE = PHASE_COUNT / 1.2; /* ticks a second of a single step */
static const double PLAY_RATE = PHASE_COUNT / 2.0; /* while playing */
static const double STEP_LAG = 1.5;                /* seconds that queued steps may lag behind */
static const float SPEEDS[] = {0.25f, 0.5f, 1, 2, 4, 8};
enum { SCORES_A_FRAME = 48 }; /* digits: some milliseconds */
enum { SPEED_COUNT = sizeof SPEEDS / sizeof *SPEEDS };

long tick_of(long t, Phase phase) {
    return (t + 1) * PHASE_COUNT + (long)phase - (PHASE_COUNT - 1);
}

static long last_tick(const Session *session) {
    return session->lesson->steps * PHASE_COUNT;
}

static long clamp_tick(const Session *session, long tick) {
    return clamp_long(tick, 0, last_tick(session));
}

/* The step that a tick belongs to; -1 for the initial state. */
static long step_of(long tick) {
    return tick <= 0 ? -1 : (tick - 1) / PHASE_COUNT;
}

Moment session_moment(const Session *session) {
    long tick = (long)ceil(session->shown);
    if (tick <= 0)
        return (Moment){-1, PHASE_SHOW, 1};
    return (Moment){step_of(tick), (Phase)((tick - 1) % PHASE_COUNT),
                    (float)(session->shown - (double)(tick - 1))};
}

void clock_reveal(Session *session) {
    long t = step_of((long)ceil(session->shown));
    if (t > session->seen)
        session->seen = t;
}

void clock_jump(Session *session, long tick) {
    session->tick = clamp_tick(session, tick);
    session->shown = (double)session->tick;
    clock_reveal(session);
}

void clock_travel(Session *session, long tick, double most) {
    session->tick = clamp_tick(session, tick);
    double way = (double)session->tick - session->shown;
    if (way <= 0 || session->view.reduced_motion) {
        clock_jump(session, session->tick);
        return;
    }
    session->rate = fmax(STEP_RATE * session->speed, way / most);
}

bool session_moving(const Session *session) {
    return session->playing || digits_scoring(session) || session->shown < (double)session->tick;
}

static void stop_at_end(Session *session) {
    if (session->shown < (double)last_tick(session))
        return;
    clock_jump(session, last_tick(session));
    session->playing = false;
}

/* Playing without motion shows whole steps, one every two seconds. */
static bool play_steps(Session *session, double seconds) {
    session->rest += seconds * session->speed;
    if (session->rest < PHASE_COUNT / PLAY_RATE)
        return false;
    session->rest = 0;
    clock_jump(session, tick_of(step_of(session->tick) + 1, PHASE_SHOW));
    return true;
}

static void play_smoothly(Session *session, double seconds) {
    double shown = session->shown + seconds * PLAY_RATE * session->speed;
    session->shown = fmin(shown, (double)last_tick(session));
    session->tick = clamp_tick(session, (long)ceil(session->shown));
    clock_reveal(session);
}

bool session_advance(Session *session, double seconds) {
    if (!session_moving(session) || !(seconds > 0))
        return false;
    if (session->text)
        return text_advance(session, seconds);
    bool changed = true;
    if (digits_scoring(session)) {
        digits_score_some(session, SCORES_A_FRAME);
        session->version++;
    }
    if (!session->playing && session->shown >= (double)session->tick)
        return true;
    if (session_live(session)) {
        changed = live_advance(session, seconds);
    } else if (session->playing && session->view.reduced_motion) {
        changed = play_steps(session, seconds);
    } else if (session->playing) {
        play_smoothly(session, seconds);
    } else {
        session->shown = fmin(session->shown + seconds * session->rate, (double)session->tick);
        clock_reveal(session);
    }
    if (session->playing && !session->sandbox)
        stop_at_end(session);
    if (changed) {
        gradients_keep(session);
        session->version++;
        session->kept++;
    }
    return changed;
}

/* ---- actions ---- */

static void pause(Session *session) {
    session->playing = false;
    session->rest = 0;
}

static bool go_to(Session *session, long tick, bool of_itself) {
    if (session->sandbox && tick > last_tick(session))
        live_record(session);
    tick = clamp_tick(session, tick);
    bool was_playing = session->playing;
    if (tick == session->tick && !was_playing)
        return false;
    if (tick > session->tick && beats_hold_back(session, of_itself))
        return false;
    pause(session);
    if (tick > session->tick)
        clock_travel(session, tick, STEP_LAG);
    else
        clock_jump(session, tick);
    return true;
}

/* Steps end complete: forward from the middle of a step completes it first. */
static bool step_by(Session *session, int steps, bool of_itself) {
    long t = step_of(session->tick);
    bool complete = session->tick == tick_of(t, PHASE_SHOW);
    if (!complete)
        t -= steps > 0 ? 1 : 0;
    return go_to(session, tick_of(t + steps, PHASE_SHOW), of_itself);
}

/* A phase of the step on stage; of the first step where the initial state is on stage. */
static bool show_phase(Session *session, int phase) {
    if (phase < 0 || phase >= PHASE_COUNT)
        return false;
    long t = step_of(session->tick);
    return go_to(session, tick_of(t < 0 ? 0 : t, (Phase)phase), false);
}

static bool jump_to(Session *session, const Action *action) {
    long last = session->lesson->steps - 1;
    long t = clamp_long(action->step, -1, last);
    long tick = tick_of(t, t < 0 || action->phase >= PHASE_COUNT ? PHASE_SHOW : action->phase);
    if (tick == session->tick && session->shown == (double)tick)
        return false;
    if (t > session->seen && beats_hold_back(session, action->flag))
        return false;
    pause(session);
    clock_jump(session, tick);
    return true;
}

static bool play(Session *session, int wanted) {
    bool on = wanted < 0 ? !session->playing : wanted > 0;
    if (on == session->playing)
        return false;
    if (session->sandbox) {
        live_play(session, on);
        return true;
    }
    if (!on) {
        pause(session); /* what is under way is finished */
        session->rate = PLAY_RATE * session->speed;
        return true;
    }
    if (beats_hold_back(session, false))
        return false;
    if (session->tick >= last_tick(session))
        clock_jump(session, 0); /* at the end: once more */
    session->playing = true;
    session->rest = 0;
    return true;
}

static bool change_speed(Session *session, const Action *action) {
    if (session->sandbox)
        return live_speed(session, action);
    float speed = session->speed;
    if (action->value > 0) {
        speed = clamp_float(action->value, SPEEDS[0], SPEEDS[SPEED_COUNT - 1]);
    } else if (action->number > 0) {
        for (int k = SPEED_COUNT - 1; k >= 0; k--)
            if (SPEEDS[k] > session->speed)
                speed = SPEEDS[k];
    } else if (action->number < 0) {
        for (int k = 0; k < SPEED_COUNT; k++)
            if (SPEEDS[k] < session->speed)
                speed = SPEEDS[k];
    }
    if (speed == session->speed)
        return false;
    session->speed = speed;
    return true;
}

bool clock_apply(Session *session, const Action *action) {
    switch (action->kind) {
    case ACTION_STEP:
        return step_by(session, action->number, action->flag);
    case ACTION_PHASE:
        return go_to(session, session->tick + action->number, action->flag);
    case ACTION_GO:
        return jump_to(session, action);
    case ACTION_SHOW_PHASE:
        return show_phase(session, action->number);
    case ACTION_PLAY:
        return play(session, action->number);
    case ACTION_SPEED:
        return change_speed(session, action);
    default:
        return false;
    }
}
