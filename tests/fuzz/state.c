/* The saved state; what is accepted is put back into a session, kept and written again. */
#include "fuzz.h"

#include "commands/state/saved.h"
#include "files/state/state.h"
#include "lesson/practise/review.h"

/* Whatever was practised, when, and in which order: chances stay chances, and there is a next idea. */
static void hold_practised(const SavedState *state) {
    Review review = {.exam = state->exam};
    HOLD(state->answer_count <= STATE_ANSWERS);
    for (int k = 0; k < state->answer_count; k++) {
        HOLD(!k || state->answers[k - 1].when <= state->answers[k].when);
        review_take(&review, &state->answers[k]);
    }
    for (int k = 0; k < idea_count(); k++) {
        Mastery mastery = review_mastery(&review, k, 1764086400);
        int level = review_level(&review, k);
        HOLD(mastery.low >= 0 && mastery.low <= mastery.high && mastery.high <= 1);
        HOLD(mastery.chance >= 0 && mastery.chance <= 1 && level >= 0 && level < PRACTISE_LEVELS);
        HOLD(review_due_days(&review, k, k % 2, 1764086400) >= 1);
    }
    HOLD((review_next(&review, 1764086400) >= 0) == (review.answers > 0));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    FuzzFile made = fuzz_file(data, size);
    SavedState state;
    Error error = {0};
    if (!state_read(made.path, &state, &error)) {
        fuzz_hold_error(&error);
        HOLD(!state.lesson_count && !state.last_lesson);
    }
    Session *session = session_new(fuzz_lesson(), &error);
    HOLD(session);
    saved_restore(session, &state);
    HOLD(session->beat >= 0 && session->beat < session->lesson->beat_count);
    HOLD(session->seen < session->lesson->steps);
    hold_practised(&state);
    HOLD(saved_keep(&state, session, 1, 1764086400));
    session_free(session);
    state_free(&state);
    close(made.file);
    return 0;
}
