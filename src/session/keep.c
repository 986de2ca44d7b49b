/* keep.c: see keep.h. */
#include "session/keep.h"

#include "base/clamp.h"
#include "session/beats.h"
#include "session/clock.h"
#include "session/edits.h"
#include "session/gradients.h"
#include "session/may.h"
#include "session/question.h"

static bool has_beat(const Session *session, int beat) {
    return beat >= 0 && beat < session->lesson->beat_count;
}

int session_keep_edit(const Session *session, int beat, int k, char *text, size_t size) {
    if (!has_beat(session, beat) || k < 0 || k >= session->beats[beat].edits.count)
        return -1;
    return edit_format(&session->beats[beat].edits.items[k], session->lesson, text, size);
}

bool session_drop_edits(Session *session, int beat) {
    return has_beat(session, beat) && edits_drop(session, beat);
}

bool session_restore_edit(Session *session, int beat, const char *text) {
    Edit edit;
    Error error;
    return has_beat(session, beat) && edit_parse(&edit, session->lesson, text, &error) &&
           may_fit(session->lesson, &edit) && edit_list_append(&session->beats[beat].edits, &edit);
}

bool session_restore_answer(Session *session, int beat, int answer, int tries, const bool *tried,
                            int tried_count) {
    if (!has_beat(session, beat) || !session->lesson->beats[beat].question)
        return false;
    const Question *question = session->lesson->beats[beat].question;
    if (answer < 0 || answer >= question_answers(question) || tries < 1)
        return false;
    BeatState *state = &session->beats[beat];
    int most = (int)(sizeof state->tried / sizeof *state->tried);
    state->answer = answer;
    state->first = tries == 1 ? answer : -1;
    state->tries = tries;
    for (int k = 0; k < tried_count && k < most && k < question_answers(question); k++)
        state->tried[k] = tried[k];
    return true;
}

bool session_restore_first(Session *session, int beat, int first) {
    if (!has_beat(session, beat) || session->beats[beat].answer < 0 || first < 0 ||
        first >= question_answers(session->lesson->beats[beat].question))
        return false;
    session->beats[beat].first = first;
    return true;
}

bool session_restore_guess(Session *session, int beat, const Guess *guess) {
    const Question *question =
        has_beat(session, beat) ? session->lesson->beats[beat].question : NULL;
    if (!question || question->form == QUESTION_CHOICES ||
        !guess_fits(guess, session->lesson, question))
        return false;
    session->beats[beat].guess = *guess;
    return true;
}

bool session_restore_done(Session *session, int beat, bool task_done) {
    if (!has_beat(session, beat) || !session->lesson->beats[beat].task)
        return false;
    session->beats[beat].task_done = task_done;
    return true;
}

bool session_restore_shown(Session *session, int beat, bool task_shown) {
    if (!has_beat(session, beat) || !session->beats[beat].task_done)
        return false;
    session->beats[beat].task_shown = task_shown;
    return true;
}

bool session_restore_folded(Session *session, int panel, bool folded) {
    if (panel < 0 || panel >= PANEL_COUNT)
        return false;
    session->view.folded[panel] = folded;
    return true;
}

bool session_restore_visited(Session *session, int beat, bool visited) {
    if (!has_beat(session, beat))
        return false;
    session->beats[beat].visited |= visited;
    return true;
}

bool session_restore_place(Session *session, int beat, long tick, long seen) {
    bool there = has_beat(session, beat);
    int to = there ? beat : beat < 0 ? 0 : session->lesson->beat_count - 1;
    session->beats[to].visited = true; /* so that one is there at once */
    beats_enter(session, to);
    session->version++;
    if (!there)
        return false;
    long last = session->lesson->steps - 1;
    session->seen = clamp_long(seen, -1, last);
    clock_jump(session, tick);
    question_hide(session);
    gradients_keep(session);
    return true;
}
