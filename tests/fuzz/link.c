/* A link that somebody follows: what is read of it stays within its bounds, and is the same when it is
 * written again. */
#include "fuzz.h"

#include "files/state/link.h"

static const char *const SCREENS[] = {"home", "text", NULL};

static void write_again(const Link *link) {
    char text[8 * LINK_NAME] = "";
    Link again;
    link_add(text, sizeof text, "lesson", link->lesson);
    link_add(text, sizeof text, "lang", link->language);
    HOLD(link_read(&again, text, SCREENS));
    HOLD(strcmp(again.lesson, link->lesson) == 0);
    HOLD(strcmp(again.language, link->language) == 0);
    link_free(&again);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    char *text = fuzz_text(data, size);
    const char *within = link_in(text, SCREENS);
    Link link;
    if (within && link_read(&link, within, SCREENS)) {
        HOLD(!link.state || strlen(link.state) < LINK_STATE);
        HOLD(link.beat >= -LINK_LONGEST && link.beat <= LINK_LONGEST);
        write_again(&link);
        link_free(&link);
    }
    free(text);
    return 0;
}
