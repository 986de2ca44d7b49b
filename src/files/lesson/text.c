/* text.c: see text.h. */
#include "files/lesson/text.h"

#include <string.h>

bool reader_language(JsonReader *reader, const Node *member) {
    const char *tag = member->json->string;
    if (reader_remark(reader, member))
        return false;
    if (!tag_well_formed(tag))
        return reader_key_fault(reader, member, "a language's tag, such as \"en\" or \"pt-BR\"",
                                "unknown key \"%.60s\" in a text by language", tag);
    for (Node other = node_first(member->parent); other.index < member->index;
         other = node_next(&other))
        if (tag_is(other.json->string, tag, strlen(tag)))
            return reader_key_fault(reader, member, "a tag that is not there yet",
                                    "a second key \"%s\" for one language", tag);
    return true;
}

static bool has_only_remarks(const Node *node) {
    Node member = node_first(node);
    while (member.json && strcmp(member.json->string, READER_COMMENT) == 0)
        member = node_next(&member);
    return !member.json;
}

static bool read_said(JsonReader *reader, const Node *node, const char *tag, const char *what,
                      Text *text) {
    const char *said = reader_string(reader, node, what);
    return said && (text_set(text, tag, said) || reader_memory(reader, node));
}

bool reader_text(JsonReader *reader, const Node *node, const char *what, Text *text) {
    if (!node->json)
        return false;
    if (cJSON_IsString(node->json))
        return read_said(reader, node, "en", what, text);
    if (!cJSON_IsObject(node->json))
        return reader_fault(reader, node, "a string, or an object such as {\"en\": \"...\"}",
                            "%s is no text", what);
    for (Node member = node_first(node); member.json; member = node_next(&member))
        if (reader_language(reader, &member))
            read_said(reader, &member, member.json->string, what, text);
    return !has_only_remarks(node) ||
           reader_fault(reader, node, "a language such as \"en\"", "%s has no language", what);
}
