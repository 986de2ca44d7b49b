/* asked.c: see asked.h. */
#include "session/asked.h"

#include "lesson/deal.h"

enum { CHOICES_MOST = DEAL_MOST };

/* Of choices or of runs: returns how many. */
static int deal(const Session *session, int beat, int order[CHOICES_MOST]) {
    const Question *question = session->lesson->beats[beat].question;
    bool runs = question && question->form == QUESTION_ORDER;
    int count = !question ? 0 : runs ? question->run_count : question->choice_count;
    count = count < CHOICES_MOST ? count : CHOICES_MOST;
    deal_order(session->seed, session->lesson->id, beat, count, order);
    return count;
}

int asked_choice(const Session *session, int beat, int at) {
    int order[CHOICES_MOST] = {0}, count = deal(session, beat, order);
    return at >= 0 && at < count ? order[at] : -1;
}

int asked_place(const Session *session, int beat, int choice) {
    int order[CHOICES_MOST] = {0}, count = deal(session, beat, order);
    for (int k = 0; k < count; k++)
        if (order[k] == choice)
            return k;
    return -1;
}

/* ---- where the answer is computed ---- */

const Question *asked_guess(const Session *session) {
    const Question *question = session_beat(session)->question;
    return question && question->form != QUESTION_CHOICES ? question : NULL;
}

bool asked_waits(const Session *session) {
    return session->uncompared && asked_guess(session) && session_question_open(session);
}

bool asked_given(const Session *session) {
    return asked_guess(session) && session_beat_state(session)->answer >= 0;
}

bool asked_on_ribbon(const Session *session) {
    const Question *question = asked_guess(session);
    return question && (question->form == QUESTION_DRAW || question->form == QUESTION_DRAG ||
                        question->form == QUESTION_STEP);
}

static AnswerMoment told_moment(const Session *session) {
    long tick = session->told;
    Phase phase = tick > 0 ? (Phase)((tick - 1) % PHASE_COUNT) : PHASE_SHOW;
    return (AnswerMoment){step_of(tick), phase};
}

long asked_limit(const Session *session) {
    const Question *question = asked_guess(session);
    if (!question || session->skipped || asked_given(session))
        return tick_of(session->lesson->steps - 1, PHASE_SHOW);
    AnswerMoment last = answer_hidden_behind(session->lesson, question, told_moment(session));
    return tick_of(last.step, last.phase);
}

/* As many notches in every range. */
AskedRange asked_range(const Session *session) {
    AskedRange range = {0, 1, 1};
    const Question *question = asked_guess(session);
    if (!question)
        return range;
    answer_range(session->lesson, question, session->run, &range.low, &range.high);
    range.step = 0.05f * range.high;
    return range;
}

int asked_run(const Session *session, int at) {
    const Guess *guess = &session_beat_state(session)->guess;
    int order[CHOICES_MOST] = {0}, count = deal(session, session->beat, order);
    if (at < 0 || at >= count || at >= QUESTION_RUNS)
        return -1;
    return guess->ordered ? guess->order[at] : order[at];
}
