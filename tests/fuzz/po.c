/* A language's file. What is accepted is in order, and takes the values of its English. */
#include "fuzz.h"

#include <string.h>

#include "files/language/po.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    Error error = {0};
    PoFile po;
    char *text = fuzz_text(data, size);
    if (po_parse(text, "x.po", &po, &error)) {
        const LanguageInfo *language = &po.language;
        HOLD(tag_well_formed(language->tag) && language->name[0] && language->phrase_count > 0);
        for (int k = 0; k < language->phrase_count; k++) {
            const Phrase *phrase = &language->phrases[k];
            HOLD(k == 0 || strcmp(phrase[-1].english, phrase->english) < 0);
            HOLD(language_find(language, NULL, phrase->english) == phrase->said);
        }
        po_free(&po);
    } else {
        HOLD(error.what[0]);
    }
    free(text);
    return 0;
}
