/* text.c: a text of a lesson file, and of the files beside it. */
#include "files/lesson/text.h"

#include <string.h>

#include "files/lesson/keys.h"

static bool has_only_remarks(const Node *node) {
    Node member = node_first(node);
    while (member.json && strcmp(member.json->string, READER_COMMENT) == 0)
        member = node_next(&member);
    return !member.json;
}

bool reader_text(JsonReader *reader, const Node *node, const char *what, Text *text) {
    if (!node->json)
        return false;
    if (cJSON_IsString(node->json)) {
        text->in[LANGUAGE_EN] = reader_copy(reader, node, what);
        return text->in[LANGUAGE_EN] != NULL;
    }
    if (!cJSON_IsObject(node->json))
        return reader_fault(reader, node, "a string, or an object such as {\"en\": \"...\"}",
                            "%s is no text", what);
    reader_object(reader, node, lesson_keys(OBJECT_TEXT));
    if (has_only_remarks(node))
        return reader_fault(reader, node, "\"en\" or \"zh\"", "%s has no language", what);
    for (int language = 0; language < LANGUAGE_COUNT; language++) {
        Node member = node_member(node, language_code((Language)language));
        text->in[language] = reader_copy(reader, &member, what);
    }
    return true;
}
