/* guess.c: see guess.h. */
#include "session/guess.h"

#include <math.h>
#include <string.h>

#include "base/clamp.h"
#include "lesson/condition/condition.h"
#include "session/asked.h"
#include "session/clock.h"
#include "session/line.h"
#include "session/question.h"

static const double ANSWER_TRAVEL = 4; /* seconds to the step that tells the answer, at most */

static BeatState *state_now(Session *session) {
    return &session->beats[session->beat];
}

/* The question that can still be answered; NULL: it has choices, or its right answer stands. */
static const Question *open_question(const Session *session) {
    return session_question_open(session) ? asked_guess(session) : NULL;
}

/* ---- values ---- */

static bool put(Session *session, int at, float value) {
    Guess *guess = &state_now(session)->guess;
    AskedRange range = asked_range(session);
    bool number = asked_guess(session)->form == QUESTION_NUMBER;
    value = number ? value : clamp_float(value, range.low, range.high);
    if (!isfinite(value) || (guess_has(guess, at) && guess->values[at] == value))
        return false;
    guess_put(guess, at, value);
    session->uncompared = true;
    return true;
}

/* All points from the stroke's last one to this one. */
static bool put_line(Session *session, int at, float value, bool goes_on) {
    Stroke *stroke = &session->stroke;
    int from = goes_on && stroke->begun && stroke->column < 0 ? (int)stroke->step : at;
    float first = from == at ? value : stroke->value;
    int way = from < at ? 1 : -1, count = from < at ? at - from : from - at;
    bool changed = false;
    for (int k = 0; k <= count; k++) {
        float part = count ? (float)k / (float)count : 1;
        bool begun = k == 0 && count > 0; /* where it was is drawn already */
        changed |= !begun && put(session, from + way * k, first + part * (value - first));
    }
    *stroke = (Stroke){true, -1, at, value};
    session->cursor = at;
    return changed;
}

static bool put_step(Session *session, long step) {
    long t = clamp_long(step, 0, session->lesson->steps - 1);
    Guess *guess = &state_now(session)->guess;
    if (guess_has(guess, 0) && guess->values[0] == (float)t)
        return false;
    guess_put(guess, 0, (float)t);
    session->uncompared = true;
    return true;
}

static bool guess_at(Session *session, long step, float value, bool goes_on) {
    const Question *question = open_question(session);
    if (!question || question->form == QUESTION_ORDER || !isfinite(value))
        return false;
    if (question->form == QUESTION_STEP)
        return put_step(session, step);
    if (question->form != QUESTION_DRAW)
        return put(session, 0, value);
    long at = clamp_long(step, question->from, question->to) - question->from;
    return put_line(session, (int)at, value, goes_on);
}

bool guess_number(Session *session, float value) {
    const Question *question = open_question(session);
    return question && guess_at(session, question->from + session->cursor, value, false);
}

/* ---- by keys ---- */

/* What the arrow keys begin from: the value that is there, that of the step before, or the last one
 * that was seen. */
static float value_before(const Session *session, int at) {
    const Question *question = asked_guess(session);
    const Guess *guess = &session_beat_state(session)->guess;
    for (int k = at; k >= 0; k--)
        if (guess_has(guess, k))
            return guess->values[k];
    const Target *signal = &question->signal;
    const Trace *trace = session->run->traces[signal->cell];
    bool initial = cell_kind(trace->spec.kind)->signals[signal->index].has_initial;
    if (question->form == QUESTION_NUMBER || (question->from == 0 && !initial))
        return 0;
    return trace_at(trace, signal->index, question->from - 1, 0)[signal->row];
}

/* A value first taken over stands on a notch. */
static bool nudge_value(Session *session, long notches) {
    AskedRange range = asked_range(session);
    float value = value_before(session, session->cursor) + (float)notches * range.step;
    return put(session, session->cursor, roundf(value / range.step) * range.step);
}

/* Right of a point lies the next one, as high: so that a flat curve is drawn by that key alone. */
static bool move_cursor(Session *session, int right) {
    int last = guess_values(asked_guess(session)) - 1;
    int to = (int)clamp_long((long)session->cursor + right, 0, last);
    float value = value_before(session, session->cursor);
    bool moved = to != session->cursor;
    if (right > 0 && !guess_has(&state_now(session)->guess, session->cursor))
        moved |= put(session, session->cursor, value);
    if (right > 0 && !guess_has(&state_now(session)->guess, to))
        moved |= put(session, to, value);
    session->cursor = to;
    return moved;
}

/* From the last step that is seen on. */
static bool move_step(Session *session, long right) {
    const Guess *guess = &state_now(session)->guess;
    long from = guess_has(guess, 0) ? (long)guess->values[0] : step_of(session->told);
    long steps = session->lesson->steps;
    return put_step(session, from + clamp_long(right, -steps, steps));
}

static bool guess_key(Session *session, const Action *action) {
    const Question *question = open_question(session);
    if (!question || question->form == QUESTION_ORDER)
        return false;
    if (question->form == QUESTION_STEP)
        return move_step(session, action->unit ? action->unit : action->step);
    session->stroke = (Stroke){0};
    if (action->step)
        return nudge_value(session, action->step);
    return question->form == QUESTION_DRAW ? move_cursor(session, action->unit)
                                           : nudge_value(session, action->unit);
}

/* ---- an order ---- */

static bool move_run(Session *session, int at, int down) {
    const Question *question = open_question(session);
    Guess *guess = &state_now(session)->guess;
    int order[QUESTION_RUNS] = {0};
    if (!question || question->form != QUESTION_ORDER || at < 0 || at >= question->run_count)
        return false;
    int to = (int)clamp_long((long)at + down, 0, question->run_count - 1);
    for (int k = 0; k < question->run_count; k++)
        order[k] = asked_run(session, k);
    int moved = order[at], way = to > at ? 1 : -1;
    for (int k = at; k != to; k += way)
        order[k] = order[k + way];
    order[to] = moved;
    memcpy(guess->order, order, sizeof order);
    bool changed = to != at || !guess->ordered;
    guess->ordered = true;
    session->uncompared |= to != at;
    return changed;
}

/* As it stands, where nothing was moved. */
static void take_order(Session *session) {
    if (asked_guess(session)->form == QUESTION_ORDER)
        move_run(session, 0, 0);
}

/* ---- the answer ---- */

/* The step that tells it. */
static long telling_step(const Session *session) {
    const Question *question = asked_guess(session);
    const Outcome *outcome = &session->outcome;
    switch (question->form) {
    case QUESTION_DRAW:
        return outcome->gap.gap > 0 ? outcome->gap.step : question->to;
    case QUESTION_DRAG:
        return question->to;
    case QUESTION_STEP:
        return (long)outcome->truth.values[0];
    default:
        return condition_last_step(question->asked.condition);
    }
}

/* What was hidden shows, and the picture goes to where the answer is told. */
static void reveal(Session *session) {
    const Question *question = asked_guess(session);
    long last = session->lesson->steps - 1, t = telling_step(session);
    long seen = question->form == QUESTION_DRAW ? question->to : t;
    if (question->form == QUESTION_ORDER || t < 0 || t > last)
        return;
    session->playing = false;
    clock_travel(session, tick_of(t, PHASE_SHOW), ANSWER_TRAVEL);
    session->seen = seen > session->seen ? seen : session->seen;
}

/* Judged: `tried` is an answer of the learner's. Once it is right, keys go on. */
static bool judge(Session *session, bool tried) {
    BeatState *state = state_now(session);
    bool first = state->answer < 0;
    if (!answer_compute(session->lesson, session->beat, &state->guess, &session->outcome,
                        &session->notice))
        return false;
    state->answer = tried && session->outcome.right ? ANSWER_RIGHT : ANSWER_WRONG;
    if (!state->tries++)
        state->first = state->answer;
    state->tried[state->answer] = true;
    session->uncompared = false;
    if (state->answer == ANSWER_RIGHT)
        session->view.focus = 0;
    if (first)
        reveal(session);
    return true;
}

/* A film answers as one should. */
static bool take_truth(Session *session) {
    BeatState *state = state_now(session);
    if (!answer_compute(session->lesson, session->beat, &state->guess, &session->outcome,
                        &session->notice))
        return false;
    state->guess = session->outcome.truth;
    return true;
}

typedef enum Give { GIVE_GUESS, GIVE_NOTHING, GIVE_TRUTH } Give;

static bool give(Session *session, int number) {
    const Question *question = open_question(session);
    if (!question || (number == GIVE_NOTHING && asked_given(session)))
        return false;
    if (number == GIVE_TRUTH && !take_truth(session))
        return false;
    if (number == GIVE_GUESS && asked_given(session) && !session->uncompared)
        return false; /* it was compared already */
    if (number == GIVE_GUESS)
        take_order(session);
    if (number == GIVE_GUESS && !guess_complete(question, &state_now(session)->guess))
        return !question_nudge(session, question->form == QUESTION_DRAW
                                            ? "Draw all of the steps first"
                                            : "Answer first, then compare");
    return judge(session, number != GIVE_NOTHING);
}

/* ---- the reason ---- */

static bool set_reasoning(Session *session, int number) {
    bool on = number < 0 ? !session->view.reasoning : number > 0;
    if (on == session->view.reasoning || (on && !asked_given(session)))
        return false;
    session->view.reasoning = on;
    return true;
}

static bool reason_key(Session *session, const Action *action) {
    char *reason = state_now(session)->guess.reason;
    int length = (int)strlen(reason);
    if (!session->view.reasoning)
        return false;
    switch ((TypeKey)action->number) {
    case TYPE_CHARACTER:
        return line_put(reason, &length, REASON_MOST, action->unit);
    case TYPE_BACKSPACE:
        return line_erase(reason, &length);
    default:
        return set_reasoning(session, 0);
    }
}

bool guess_apply(Session *session, const Action *action) {
    switch (action->kind) {
    case ACTION_GUESS:
        return guess_at(session, action->step, action->value, action->flag);
    case ACTION_GUESS_KEY:
        return guess_key(session, action);
    case ACTION_GUESS_ORDER:
        return move_run(session, action->number, action->unit);
    case ACTION_GIVE:
        return give(session, action->number);
    case ACTION_REASON:
        return set_reasoning(session, action->number);
    case ACTION_REASON_KEY:
        return reason_key(session, action);
    default:
        return false;
    }
}
