/* beats.c: going through the lesson: beats, answers, the nudge to predict first. */
#include "session/parts.h"

static const double BEAT_TRAVEL = 4; /* seconds to the place of the next beat, at most */
enum { TRAVEL_STEPS = 12 };          /* farther places are jumped to */

const Beat *session_beat(const Session *session) {
    return &session->lesson->beats[session->beat];
}

const BeatState *session_beat_state(const Session *session) {
    return &session->beats[session->beat];
}

bool session_question_open(const Session *session) {
    const Question *question = session_beat(session)->question;
    const BeatState *state = session_beat_state(session);
    return question && (state->answer < 0 || !question->choices[state->answer].right);
}

bool session_task_holds(const Session *session) {
    const Task *task = session_beat(session)->task;
    return task && condition_holds(task->until.condition, session->run);
}

bool beats_hold_back(Session *session) {
    bool unanswered = session_beat(session)->question && session_beat_state(session)->answer < 0;
    if (!unanswered || session->nudged)
        return false;
    session->nudged = true;
    session->version++;
    error_set(&session->notice, "Predict first: choose an answer, or press again to skip");
    return true;
}

/* ---- entering a beat ---- */

/* The beat whose `at` says where we are: this one, or coming back the nearest before it. */
static const Beat *place_of(const Session *session, int beat, bool back) {
    const Beat *beats = session->lesson->beats;
    while (back && beat > 0 && !beats[beat].has_at)
        beat--;
    return beats[beat].has_at ? &beats[beat] : NULL;
}

static void go_to_place(Session *session, const Beat *place, bool forwards) {
    long tick = tick_of(place->at_t, place->at_t < 0 ? PHASE_SHOW : place->at_phase);
    double way = (double)tick - session->shown;
    session->seen = -1; /* the future is hidden again */
    if (forwards && way > 0 && way <= TRAVEL_STEPS * PHASE_COUNT) {
        clock_reveal(session);
        clock_travel(session, tick, BEAT_TRAVEL);
    } else {
        clock_jump(session, tick);
    }
}

/* What the beat points at is what is selected. */
static void select_highlight(Session *session) {
    const Beat *beat = session_beat(session);
    for (int k = 0; k < beat->highlight_count; k++) {
        const Target *target = &beat->highlights[k].target;
        if (target->kind == TARGET_SIGNAL && target->row >= 0) {
            session->cell = target->cell;
            session->unit = target->row;
            return;
        }
    }
}

void beats_enter(Session *session, int beat) {
    bool forwards = beat > session->beat, first = !session->beats[beat].visited;
    const Beat *place = place_of(session, beat, beat < session->beat);
    session->beat = beat;
    session->beats[beat].visited = true;
    session->playing = false;
    session->nudged = false;
    session->joining = false;
    session->view.scroll[PANEL_LESSON] = 0;
    session->view.menu = 0;
    Error error;
    if (!edits_rebuild(session, &error))
        session->notice = error;
    if (place)
        go_to_place(session, place, forwards && first);
    select_highlight(session);
    view_keep_selection(session);
}

static bool go_to_beat(Session *session, int beat) {
    if (beat < 0 || beat >= session->lesson->beat_count || beat == session->beat)
        return false;
    if (beat == session->beat + 1 && beats_hold_back(session))
        return false;
    beats_enter(session, beat);
    return true;
}

/* ---- answers ---- */

static bool answer(Session *session, int choice) {
    const Question *question = session_beat(session)->question;
    BeatState *state = &session->beats[session->beat];
    if (!question || choice < 0 || choice >= question->choice_count || choice == state->answer)
        return false;
    if (!session_question_open(session))
        return false; /* the right answer stands */
    state->answer = choice;
    state->tries++;
    if (choice < (int)(sizeof state->tried / sizeof *state->tried))
        state->tried[choice] = true;
    return true;
}

bool beats_apply(Session *session, const Action *action) {
    switch (action->kind) {
    case ACTION_BEAT:
        return go_to_beat(session, session->beat + action->number);
    case ACTION_GO_BEAT:
        return go_to_beat(session, action->number);
    case ACTION_ANSWER:
        return answer(session, action->number);
    default:
        return false;
    }
}
