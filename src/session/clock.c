/* clock.c: see clock.h. */
#include "session/clock.h"

#include <math.h>
#include <stdlib.h>

#include "base/clamp.h"
#include "session/asked.h"
#include "session/gradients.h"
#include "session/question.h"

static const double STEP_RATE = PHASE_COUNT / 1.2; /* ticks a second of a single step */
static const double PLAY_RATE = PHASE_COUNT / 2.0; /* while playing */
static const double STEP_LAG = 1.5;                /* seconds that queued steps may lag behind */
static const float SPEEDS[] = {0.25f, 0.5f, 1, 2, 4, 8};
enum { SPEED_COUNT = sizeof SPEEDS / sizeof *SPEEDS, CELLS_ASKED = 64 };

static long last_tick(const Session *session) {
    return session->lesson->steps * PHASE_COUNT;
}

/* What may be seen: to the end, or to where an open question hides what comes. */
static long end_tick(const Session *session) {
    long limit = asked_limit(session), last = last_tick(session);
    return limit < last ? limit : last;
}

static long clamp_tick(const Session *session, long tick) {
    return clamp_long(tick, 0, last_tick(session));
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

static void stop_at_end(Session *session) {
    long end = end_tick(session);
    if (session->shown < (double)end)
        return;
    clock_jump(session, end);
    session->playing = false;
    if (end < last_tick(session))
        question_hold_back(session, end + 1, true); /* it says why */
}

/* Playing without motion shows whole steps, one every two seconds. */
static bool play_steps(Session *session, double seconds) {
    session->waited += seconds * session->speed;
    if (session->waited < PHASE_COUNT / PLAY_RATE)
        return false;
    session->waited = 0;
    long next = tick_of(step_of(session->tick) + 1, PHASE_SHOW), end = end_tick(session);
    clock_jump(session, next < end ? next : end);
    return true;
}

/* No cell on stage has anything to do in it. */
static bool phase_is_empty(const Session *session, long tick) {
    int cells[CELLS_ASKED], count = session_shown_cells(session, cells, CELLS_ASKED);
    for (int k = 0; tick > 0 && k < count; k++) {
        CellKind kind = session->lesson->cells[cells[k]].cell->spec.kind;
        if (cell_kind(kind)->phases[(tick - 1) % PHASE_COUNT].name)
            return false;
    }
    return tick > 0 && count > 0;
}

/* Nothing is waited for in such a phase: time goes on behind it. */
static void pass_empty(Session *session) {
    for (int k = 0; k < PHASE_COUNT; k++) {
        long tick = (long)floor(session->shown) + 1;
        if (tick > session->tick || !phase_is_empty(session, tick))
            return;
        session->shown = (double)tick;
    }
}

static void play_smoothly(Session *session, double seconds) {
    double shown = session->shown + seconds * PLAY_RATE * session->speed;
    session->shown = fmin(shown, (double)end_tick(session));
    session->tick = clamp_tick(session, (long)ceil(session->shown));
    pass_empty(session);
    clock_reveal(session);
}

/* What is on its way, or playing. */
static bool move_on(Session *session, double seconds) {
    if (session->playing && session->view.reduced_motion)
        return play_steps(session, seconds);
    if (session->playing) {
        play_smoothly(session, seconds);
    } else {
        session->shown = fmin(session->shown + seconds * session->rate, (double)session->tick);
        pass_empty(session);
        clock_reveal(session);
    }
    return true;
}

void clock_moved(Session *session) {
    gradients_keep(session);
    session->version++;
    session->kept++;
}

bool clock_advance(Session *session, double seconds) {
    bool changed = move_on(session, seconds);
    if (session->playing)
        stop_at_end(session);
    if (changed)
        clock_moved(session);
    return changed;
}

/* ---- actions ---- */

static void pause(Session *session) {
    session->playing = false;
    session->waited = 0;
}

static bool go_to(Session *session, long tick, bool of_itself) {
    if (session->kind->grow && tick > last_tick(session))
        session->kind->grow(session);
    tick = clamp_tick(session, tick);
    bool was_playing = session->playing;
    if (tick == session->tick && !was_playing)
        return false;
    if (tick > session->tick && question_hold_back(session, tick, of_itself))
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

/* So many phases in which something happens. */
static long phases_on(const Session *session, int number) {
    long tick = session->tick, by = number < 0 ? -1 : 1, last = last_tick(session);
    for (long left = labs((long)number); left > 0 && tick >= 0 && tick <= last; left--)
        do
            tick += by;
        while (tick > 0 && tick < last && phase_is_empty(session, tick));
    return tick;
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
    bool new = t > session->seen || tick > asked_limit(session);
    if (new &&question_hold_back(session, tick, action->flag))
        return false;
    pause(session);
    clock_jump(session, tick);
    return true;
}

static bool play(Session *session, int wanted) {
    bool on = wanted < 0 ? !session->playing : wanted > 0;
    if (on == session->playing)
        return false;
    if (!on) {
        pause(session); /* what is under way is finished */
        session->rate = PLAY_RATE * session->speed;
        return true;
    }
    if (question_hold_back(session, session->tick + 1, false))
        return false;
    if (session->tick >= last_tick(session))
        clock_jump(session, 0); /* at the end: once more */
    session->playing = true;
    session->waited = 0;
    return true;
}

static bool change_speed(Session *session, const Action *action) {
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

/* After playing on, or back. */
static bool go_to_moment(Session *session) {
    if (session->tick == session->told)
        return false;
    session->playing = false;
    clock_jump(session, session->told);
    return true;
}

bool clock_apply(Session *session, const Action *action) {
    switch (action->kind) {
    case ACTION_STEP:
        return step_by(session, action->number, action->flag);
    case ACTION_PHASE:
        return go_to(session, phases_on(session, action->number), action->flag);
    case ACTION_GO:
        return jump_to(session, action);
    case ACTION_MOMENT:
        return go_to_moment(session);
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
