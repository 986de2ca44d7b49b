/* The files beside the lessons: the glossary, where the first byte is even, else the tracks. What
 * is accepted is looked up in. */
#include "fuzz.h"
#include "language_sample.h"

#include "files/lesson/glossary.h"
#include "files/lesson/tracks.h"

static void look_up(const Glossary *glossary, const char *text, size_t length) {
    size_t matched;
    for (size_t at = 0; at < length && at < 200; at++) {
        int term = glossary_match(glossary, LANGUAGE_EN, text, length, at, &matched);
        HOLD(term < glossary->count && (term < 0 || at + matched <= length));
    }
    glossary_signal(glossary, "f", 1);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    Errors errors = {0};
    if (!size)
        return 0;
    char *text = fuzz_text(data + 1, size - 1);
    if (data[0] % 2 == 0) {
        Glossary glossary;
        bool good = glossary_parse(text, size - 1, "glossary.json", &glossary, &errors);
        look_up(&glossary, text, size - 1);
        glossary_free(&glossary);
        fuzz_hold_errors(&errors, good);
    } else {
        Tracks tracks;
        bool good = tracks_parse(text, size - 1, "tracks.json", &tracks, &errors);
        tracks_free(&tracks);
        fuzz_hold_errors(&errors, good);
    }
    free(text);
    return 0;
}
