/* lesson_text.c: a text of a lesson file, and of the files beside it. */
#include "files/lesson_text.h"

#include "files/lesson_keys.h"

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
    if (!node->json->child)
        return reader_fault(reader, node, "\"en\" or \"zh\"", "%s has no language", what);
    for (int language = 0; language < LANGUAGE_COUNT; language++) {
        Node member = node_member(node, language_code((Language)language));
        text->in[language] = reader_copy(reader, &member, what);
    }
    return true;
}
