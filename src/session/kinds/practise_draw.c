/* practise_draw.c: an exercise that is drawn: comparing, the reason, and back from the stage. See
 * practise_parts.h. */
#include <stdio.h>
#include <string.h>

#include "session/clock.h"
#include "session/guess.h"
#include "session/kinds/practise_parts.h"
#include "session/question.h"

void practise_take_drawing(PractiseAnswer *answer, const Session *session) {
    const Guess *guess = &session->beats[0].guess;
    const Question *question = session->lesson->beats[0].question;
    if (!question || !guess_complete(question, guess))
        return;
    answer->drawn = guess_values(question);
    memcpy(answer->values, guess->values, (size_t)answer->drawn * sizeof *answer->values);
}

bool practise_compare(Session *session, bool tried) {
    if (!guess_apply(session, &(Action){.kind = ACTION_GIVE, .number = !tried}))
        return false;
    clock_jump(session, session->tick);
    return true;
}

void practise_restore_drawing(Session *session) {
    const Practise *practise = session_practise(session);
    const PractiseAnswer *given = &practise->answers[practise->answer_count - 1];
    BeatState *state = &session->beats[0];
    state->answer = given->chosen == CHOSEN_RIGHT ? ANSWER_RIGHT : ANSWER_WRONG;
    state->guess.drawn = 0;
    for (int k = 0; k < given->drawn; k++)
        guess_put(&state->guess, k, given->values[k]);
    question_enter(session);
}

void practise_keep_reason(Session *session, bool changed) {
    Practise *practise = session->own;
    if (!changed || practise->stand != PRACTISE_TOLD || !practise->item->drawn)
        return;
    PractiseAnswer *given = &practise->answers[practise->answer_count - 1];
    snprintf(given->why, sizeof given->why, "%s", session->beats[0].guess.reason);
}

bool practise_draw(Session *session, const Action *action) {
    const Practise *practise = session_practise(session);
    bool reason = action->kind == ACTION_REASON || action->kind == ACTION_REASON_KEY;
    bool can =
        practise->item->drawn && practise->stand == (reason ? PRACTISE_TOLD : PRACTISE_ASKED);
    return can && guess_apply(session, action);
}
