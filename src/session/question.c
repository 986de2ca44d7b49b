/* question.c: see question.h. */
#include "session/question.h"

#include "session/asked.h"
#include "session/clock.h"
#include "session/present.h"
#include "session/words/phrase.h"

bool question_nudge(Session *session, const char *english) {
    return error_set(&session->notice, "%s", phrase_in(session->view.language, english)), true;
}

/* The first try to go on is held back, and the notice says why. */
static bool nudge(Session *session, const char *english) {
    session->nudged = true;
    return question_nudge(session, english);
}

static bool is_open(const Session *session) {
    return session_beat(session)->question && session_beat_state(session)->answer < 0;
}

bool question_hold_on(Session *session, bool of_itself) {
    if (session->present.on) /* the class is asked aloud: only the choices wait to be shown */
        return is_open(session) && !of_itself && present_hold_back(session);
    if (!is_open(session) || (session->nudged && !of_itself))
        return false;
    return nudge(session, "Predict first: choose an answer, or press again to skip");
}

bool question_hold_back(Session *session, long tick, bool of_itself) {
    if (!asked_guess(session))
        return question_hold_on(session, of_itself);
    return tick > asked_limit(session) &&
           question_nudge(session, "Predict first: what comes is hidden until you answer");
}

bool question_task_holds_back(Session *session, bool of_itself) {
    bool undone = session_beat(session)->task && !session_task_holds(session);
    if (!undone || session->present.on || (session->nudged && !of_itself))
        return false;
    return nudge(session, "Your turn first: what the task asks for does not hold yet. "
                          "Press again to leave it");
}

bool question_answer(Session *session, const Action *action) {
    const Question *question = session_beat(session)->question;
    BeatState *state = &session->beats[session->beat];
    int choice =
        action->flag ? asked_choice(session, session->beat, action->number) : action->number;
    if (!question || choice < 0 || choice >= question->choice_count || choice == state->answer)
        return false;
    if (!session_question_open(session))
        return false; /* the right answer stands */
    state->answer = choice;
    if (!state->tries++)
        state->first = choice;
    if (choice < (int)(sizeof state->tried / sizeof *state->tried))
        state->tried[choice] = true;
    return true;
}

void question_hide(Session *session) {
    long limit = asked_limit(session);
    if (session->tick > limit)
        clock_jump(session, limit);
    if (session->seen > step_of(limit))
        session->seen = step_of(limit);
}

void question_enter(Session *session) {
    session->cursor = 0;
    session->stroke = (Stroke){0};
    session->view.reasoning = false;
    session->outcome = (Outcome){0};
    const Guess *guess = &session_beat_state(session)->guess;
    session->uncompared =
        is_open(session) && asked_guess(session) && (guess->drawn || guess->ordered);
    question_hide(session);
    session->told = session->tick;
    if (asked_given(session))
        answer_compute(session->lesson, session->beat, &session->beats[session->beat].guess,
                       &session->outcome, &session->notice);
}
