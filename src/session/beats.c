/* beats.c: see beats.h. */
#include "session/beats.h"

#include <assert.h>

#include "session/asked.h"
#include "session/before.h"
#include "session/clock.h"
#include "session/gradients.h"
#include "session/guess.h"
#include "session/present.h"
#include "session/question.h"
#include "session/rebuild.h"
#include "session/trail.h"
#include "session/view.h"

static const double BEAT_TRAVEL = 4; /* seconds to the place of the next beat, at most */
enum { TRAVEL_STEPS = 12 };          /* farther places are jumped to */

/* ---- entering a beat ---- */

/* Where a beat is told: its own `at`, or that of the nearest beat before it. Going on, only beats
 * gone past count, so that a beat without `at` leaves the place alone; -1: there is none. Coming
 * back, a lesson that names none begins at the initial state, tick 0. */
static long told_at(const Session *session, int beat) {
    bool forwards = beat > session->beat;
    for (int k = beat; k >= 0 && !(forwards && k == session->beat); k--) {
        const Beat *told = &session->lesson->beats[k];
        if (told->has_at)
            return told->at_t < 0 ? 0 : tick_of(told->at_t, told->at_phase);
    }
    return forwards ? -1 : 0;
}

static void go_to_tick(Session *session, long tick, bool forwards) {
    double way = (double)tick - session->shown;
    session->seen = -1; /* the future is hidden again */
    if (forwards && way > 0 && way <= TRAVEL_STEPS * PHASE_COUNT) {
        clock_reveal(session);
        clock_travel(session, tick, BEAT_TRAVEL);
    } else {
        clock_jump(session, tick);
    }
}

/* What is to be drawn or dragged, what the beat is near, or else what it points at, is selected. */
static void select_highlight(Session *session) {
    const Beat *beat = session_beat(session);
    const Question *question = asked_on_ribbon(session) ? beat->question : NULL;
    if (question && question->form != QUESTION_STEP) {
        session->cell = question->signal.cell;
        session->unit = question->signal.row;
        return;
    }
    if (beat->has_near) {
        session->cell = beat->near.cell;
        if (beat->near.kind == TARGET_SIGNAL && beat->near.row >= 0)
            session->unit = beat->near.row;
        return;
    }
    for (int k = 0; k < beat->highlight_count; k++) {
        const Target *target = &beat->highlights[k].target;
        if (target->kind == TARGET_SIGNAL && target->row >= 0) {
            session->cell = target->cell;
            session->unit = target->row;
            return;
        }
    }
}

/* The unit that a target is of; -1: all. */
static int unit_of(const Target *target) {
    return target->kind == TARGET_WEIGHT ? target->column : target->row;
}

/* What a task gives into the learner's hands is selected, so that its handle is on stage. */
static void select_given(Session *session) {
    const Task *task = session_beat(session)->task;
    for (int k = 0; task && k < task->may_count; k++) {
        int unit = unit_of(&task->may[k]);
        if (task->may[k].cell == session->cell && (unit < 0 || unit == session->unit))
            return;
    }
    if (!task || !task->may_count)
        return;
    session->cell = task->may[0].cell;
    session->unit = unit_of(&task->may[0]) < 0 ? session->unit : unit_of(&task->may[0]);
}

void beats_enter(Session *session, int beat) {
    bool forwards = beat > session->beat, first = !session->beats[beat].visited;
    long tick = told_at(session, beat);
    assert(beat >= 0 && beat < session->lesson->beat_count);
    session->beat = beat;
    session->beats[beat].visited = true;
    session->playing = false;
    session->nudged = session->skipped = false;
    present_new_beat(session);
    trail_close(session);
    before_drop(session);
    before_let_go(session);
    session->joining = false;
    session->view.scroll[PANEL_LESSON] = 0;
    session->view.menu = 0;
    session->view.glossary = false;
    Error error;
    if (!rebuild_run(session, &error))
        session->notice = error;
    if (tick >= 0)
        go_to_tick(session, tick, forwards && first);
    session->told = session->tick;
    question_enter(session);
    view_keep_stage(session);
    select_highlight(session);
    select_given(session);
    view_keep_selection(session);
    gradients_enter(session);
}

static bool go_to_beat(Session *session, long beat, bool of_itself) {
    if (beat < 0 || beat >= session->lesson->beat_count || beat == session->beat)
        return false;
    bool on = beat == session->beat + 1;
    if (on &&
        (question_hold_on(session, of_itself) || question_task_holds_back(session, of_itself)))
        return false;
    beats_enter(session, (int)beat);
    return true;
}

bool beats_apply(Session *session, const Action *action) {
    switch (action->kind) {
    case ACTION_BEAT:
        return go_to_beat(session, (long)session->beat + action->number, action->flag);
    case ACTION_GO_BEAT:
        return go_to_beat(session, action->number, action->flag);
    case ACTION_ANSWER:
        return session_question_open(session) ? question_answer(session, action)
                                              : view_select_lane(session, action->number);
    default:
        return guess_apply(session, action);
    }
}
