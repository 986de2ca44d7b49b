/* The saved state; what is accepted is put back into a session, kept and written again. */
#include "fuzz.h"

#include "commands/state/saved.h"
#include "files/state/state.h"

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
    HOLD(saved_keep(&state, session, 1, 1764086400));
    session_free(session);
    state_free(&state);
    close(made.file);
    return 0;
}
