/* course.c: a lesson's place in a course: the lessons that come before it, the terms that it
 * explains, and what it rests on. See reader.h. */
#include <string.h>

#include "files/lesson/reader.h"

/* Whether an earlier member of the array is the same string. */
static bool is_second(const Node *node) {
    for (Node other = node_first(node->parent); other.index < node->index;
         other = node_next(&other))
        if (cJSON_IsString(other.json) && cJSON_IsString(node->json) &&
            strcmp(other.json->valuestring, node->json->valuestring) == 0)
            return true;
    return false;
}

static void read_requires(LessonReader *reader, const Node *list) {
    Lesson *lesson = reader->lesson;
    JsonReader *json = &reader->json;
    if (!list->json || !reader_array(json, list, 1, LESSON_REQUIRES, "ids of lessons"))
        return;
    lesson->requires = reader_allocate(json, list, (size_t)node_count(list), sizeof(char *));
    if (!lesson->requires)
        return;
    for (Node node = node_first(list); node.json; node = node_next(&node)) {
        char *id = reader_id(json, &node);
        lesson->requires[lesson->require_count++] = id;
        if (id && lesson->id && strcmp(id, lesson->id) == 0)
            reader_fault(json, &node, "the id of another lesson", "the lesson requires itself");
        else if (id && is_second(&node))
            reader_fault(json, &node, "ids that differ", "a lesson is required twice");
    }
}

static void read_teaches(LessonReader *reader, const Node *list) {
    Lesson *lesson = reader->lesson;
    JsonReader *json = &reader->json;
    if (!list->json || !reader_array(json, list, 1, LESSON_TEACHES, "terms"))
        return;
    lesson->teaches = reader_allocate(json, list, (size_t)node_count(list), sizeof(char *));
    if (!lesson->teaches)
        return;
    for (Node node = node_first(list); node.json; node = node_next(&node)) {
        lesson->teaches[lesson->teach_count++] = reader_copy(json, &node, "the term");
        if (is_second(&node))
            reader_fault(json, &node, "terms that differ", "a term is taught twice");
    }
}

/* "10.1162/neco.1997.9.8.1735": the number alone, which every resolver knows. */
static void read_doi(LessonReader *reader, const Node *node, LessonSource *source) {
    if (!node->json)
        return;
    source->doi = reader_copy(&reader->json, node, "the DOI");
    if (source->doi && (strncmp(source->doi, "10.", 3) != 0 || !strchr(source->doi, '/')))
        reader_fault(&reader->json, node, "a number such as \"10.1162/neco.1997.9.8.1735\"",
                     "this is no DOI");
}

static void read_source(LessonReader *reader, const Node *node, LessonSource *source) {
    if (!reader_object(&reader->json, node, lesson_keys(OBJECT_SOURCE)))
        return;
    Node text = node_member(node, "text"), where = node_member(node, "where");
    Node doi = node_member(node, "doi");
    reader_text(&reader->json, &text, "the source", &source->text);
    reader_text(&reader->json, &where, "the place in the source", &source->where);
    read_doi(reader, &doi, source);
}

static void read_sources(LessonReader *reader, const Node *list) {
    Lesson *lesson = reader->lesson;
    if (!list->json || !reader_array(&reader->json, list, 1, LESSON_SOURCES, "sources"))
        return;
    lesson->sources =
        reader_allocate(&reader->json, list, (size_t)node_count(list), sizeof *lesson->sources);
    if (!lesson->sources)
        return;
    for (Node node = node_first(list); node.json; node = node_next(&node))
        read_source(reader, &node, &lesson->sources[lesson->source_count++]);
}

void read_course(LessonReader *reader, const Node *root) {
    Node requires = node_member(root, "requires"), teaches = node_member(root, "teaches");
    Node sources = node_member(root, "sources");
    read_requires(reader, &requires);
    read_teaches(reader, &teaches);
    read_sources(reader, &sources);
}
