/* text.c: see text.h. */
#include "lesson/text.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"

static const char *own_span(const Text *text, const char *tag, size_t length) {
    for (int k = 0; k < text->count; k++)
        if (tag_is(text->items[k].tag, tag, length))
            return text->items[k].said;
    return NULL;
}

const char *text_own(const Text *text, const char *tag) {
    return own_span(text, tag, strlen(tag));
}

const char *text_near(const Text *text, Language language) {
    const char *tag = language_tag(language), *said = NULL;
    for (size_t length = strlen(tag); length > 0 && !said; length = tag_shorter(tag, length))
        said = own_span(text, tag, length);
    return said;
}

/* English of whatever country. */
static const char *english_of(const Text *text) {
    const char *said = text_own(text, "en");
    for (int k = 0; k < text->count && !said; k++)
        if (tag_is("en-", text->items[k].tag, 3))
            said = text->items[k].said;
    return said;
}

const char *text_in(const Text *text, Language language) {
    const char *said = text_near(text, language);
    said = said ? said : english_of(text);
    return said ? said : text->count ? text->items[0].said : "";
}

bool text_set(Text *text, const char *tag, const char *said) {
    assert(tag_well_formed(tag) && !text_own(text, tag));
    TextEntry *items = array_room(text->items, &text->capacity, text->count, 1, sizeof *items);
    if (!items)
        return false;
    text->items = items;
    TextEntry *entry = &items[text->count];
    memcpy(entry->tag, tag, strlen(tag) + 1);
    entry->said = strdup(said);
    text->count += entry->said != NULL;
    return entry->said != NULL;
}

bool text_copy(Text *to, const Text *from) {
    for (int k = 0; k < from->count; k++)
        if (!text_set(to, from->items[k].tag, from->items[k].said))
            return false;
    return true;
}

bool text_same(const Text *a, const Text *b) {
    for (int k = 0; k < a->count; k++) {
        const char *other = text_own(b, a->items[k].tag);
        if (!other || strcmp(other, a->items[k].said) != 0)
            return false;
    }
    return a->count == b->count;
}

void text_free(Text *text) {
    for (int k = 0; k < text->count; k++)
        free(text->items[k].said);
    free(text->items);
    *text = (Text){0};
}
