/* glossary.c: see glossary.h. */
#include "files/lesson/glossary.h"

#include <string.h>

#include "files/json/document.h"
#include "files/lesson/text.h"

enum { GLOSSARY_FORMAT = 1, TERMS_MOST = 1000 };

static const JsonKeys *root_keys(void) {
    static const JsonKey keys[] = {{"format", true}, {"terms", true}};
    static const JsonKeys all = {"the glossary", keys, sizeof keys / sizeof *keys};
    return &all;
}

static const JsonKeys *term_keys(void) {
    static const JsonKey keys[] = {{"id", true},     {"term", true}, {"means", true},
                                   {"also", false},  {"see", false}, {"lesson", false},
                                   {"signal", false}};
    static const JsonKeys all = {"a term", keys, sizeof keys / sizeof *keys};
    return &all;
}

static void read_forms(JsonReader *reader, const Node *list, GlossaryTerm *term) {
    if (!reader_array(reader, list, 1, TERM_NAMES, "forms"))
        return;
    TermNames *also = glossary_also(term, list->json->string);
    if (!also)
        reader_memory(reader, list);
    for (Node name = node_first(list); also && name.json; name = node_next(&name))
        also->names[name.index] = reader_copy(reader, &name, "the form");
}

static void read_also(JsonReader *reader, const Node *node, GlossaryTerm *term) {
    if (node->json && !cJSON_IsObject(node->json))
        reader_fault(reader, node, "an object in braces", "this should be other forms by language");
    for (Node list = node_first(node); cJSON_IsObject(node->json) && list.json;
         list = node_next(&list))
        if (reader_language(reader, &list))
            read_forms(reader, &list, term);
}

static void read_term(JsonReader *reader, const Node *node, Glossary *glossary) {
    GlossaryTerm *term = &glossary->items[glossary->count];
    if (!reader_object(reader, node, term_keys()))
        return;
    Node id = node_member(node, "id"), name = node_member(node, "term");
    Node means = node_member(node, "means"), also = node_member(node, "also");
    Node lesson = node_member(node, "lesson"), signal = node_member(node, "signal");
    char *own = reader_id(reader, &id);
    if (own && glossary_find(glossary, own) >= 0)
        reader_fault(reader, &id, "ids that differ", "two terms have one id");
    term->id = own;
    reader_text(reader, &name, "the term", &term->term);
    reader_text(reader, &means, "what it means", &term->means);
    read_also(reader, &also, term);
    term->lesson = lesson.json ? reader_id(reader, &lesson) : NULL;
    term->signal = signal.json ? reader_copy(reader, &signal, "the signal") : NULL;
    glossary->count++;
}

/* Once all terms are known. */
static void read_see(JsonReader *reader, const Node *node, Glossary *glossary, GlossaryTerm *term) {
    Node list = node_member(node, "see");
    if (!list.json || !reader_array(reader, &list, 1, TERM_SEE, "terms"))
        return;
    for (Node name = node_first(&list); name.json; name = node_next(&name)) {
        const char *id = reader_string(reader, &name, "the term's id");
        int found = id ? glossary_find(glossary, id) : -1;
        if (found >= 0)
            term->see[term->see_count++] = found;
        else if (id)
            reader_fault(reader, &name, "the id of a term", "there is no term \"%s\"", id);
    }
}

static void read_root(JsonReader *reader, const Node *root, void *context) {
    Glossary *glossary = context;
    Node format = node_member(root, "format"), list = node_member(root, "terms");
    long number;
    if (!reader_object(reader, root, root_keys()))
        return;
    reader_integer(reader, &format, GLOSSARY_FORMAT, GLOSSARY_FORMAT, &number);
    if (!reader_array(reader, &list, 1, TERMS_MOST, "terms"))
        return;
    glossary->items =
        reader_allocate(reader, &list, (size_t)node_count(&list), sizeof *glossary->items);
    if (!glossary->items)
        return;
    for (Node node = node_first(&list); node.json; node = node_next(&node))
        read_term(reader, &node, glossary);
    if (!reader_good(reader))
        return;
    for (Node node = node_first(&list); node.json; node = node_next(&node))
        read_see(reader, &node, glossary, &glossary->items[node.index]);
}

static const JsonDocument DOCUMENT = {"the glossary", 4 << 20, 8, read_root};

bool glossary_parse(const char *text, size_t length, const char *file, Glossary *glossary,
                    Errors *errors) {
    *glossary = (Glossary){0};
    bool good = json_document_parse(&DOCUMENT, text, length, file, glossary, errors);
    if (!good)
        glossary_free(glossary);
    return good;
}

bool glossary_read(const char *path, Glossary *glossary, Errors *errors) {
    *glossary = (Glossary){0};
    bool good = json_document_read(&DOCUMENT, path, glossary, errors);
    if (!good)
        glossary_free(glossary);
    return good;
}
