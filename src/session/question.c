/* question.c: see question.h. */
#include "session/question.h"

#include "session/asked.h"
#include "session/present.h"
#include "session/words/phrase.h"

/* The first try to go on is held back, and the notice says why. */
static bool nudge(Session *session, const char *english) {
    session->nudged = true;
    error_set(&session->notice, "%s", phrase_in(session->view.language, english));
    return true;
}

bool question_hold_back(Session *session, bool of_itself) {
    bool unanswered = session_beat(session)->question && session_beat_state(session)->answer < 0;
    if (session->present.on) /* the class is asked aloud: only the choices wait to be shown */
        return unanswered && !of_itself && present_hold_back(session);
    if (!unanswered || (session->nudged && !of_itself))
        return false;
    return nudge(session, "Predict first: choose an answer, or press again to skip");
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
