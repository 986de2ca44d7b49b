/* question.c: see question.h. */
#include "session/question.h"

#include "session/present.h"
#include "session/words/phrase.h"

bool question_hold_back(Session *session, bool of_itself) {
    bool unanswered = session_beat(session)->question && session_beat_state(session)->answer < 0;
    if (session->present.on) /* the class is asked aloud: only the choices wait to be shown */
        return unanswered && !of_itself && present_hold_back(session);
    if (!unanswered || (session->nudged && !of_itself))
        return false;
    session->nudged = true;
    error_set(&session->notice,
              phrase_in(session->view.language,
                        "Predict first: choose an answer, or press again to skip"));
    return true;
}

bool question_answer(Session *session, int choice) {
    const Question *question = session_beat(session)->question;
    BeatState *state = &session->beats[session->beat];
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
