/* A text that somebody pasted. Its checksum keeps nearly all changes out, so the lines that it
 * packs are tried too: a first byte that is even says that they follow. */
#include "fuzz.h"

#include "commands/state/share.h"
#include "files/state/share_bytes.h"
#include "files/state/share_text.h"

static void restore(const SharedState *state) {
    Error error = {0};
    Session *session = session_new(fuzz_lesson(), &error);
    HOLD(session);
    if (!share_restore(session, state, &error))
        fuzz_hold_error(&error);
    char *text = share_text(session, &error);
    SharedState again;
    HOLD(text && share_read(&again, text, &error));
    share_free(&again);
    free(text);
    session_free(session);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    SharedState state;
    Error error = {0};
    if (!size)
        return 0;
    char *text = fuzz_text(data + 1, size - 1);
    if (data[0] % 2 == 0) {
        char *letters = share_letters("gatescope:1:", text, size - 1, &error);
        free(text);
        text = letters;
        if (!text)
            return 0;
        HOLD(share_looks_like(text));
    }
    if (share_read(&state, text, &error)) {
        restore(&state);
        share_free(&state);
    } else {
        fuzz_hold_error(&error);
    }
    free(text);
    return 0;
}
