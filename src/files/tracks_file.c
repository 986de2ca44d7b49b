/* tracks_file.c: see tracks_file.h. */
#include "files/tracks_file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "files/bytes.h"
#include "files/json_syntax.h"
#include "files/lesson_reader.h"

enum { TRACKS_FORMAT = 1, TRACKS_BYTES = 1 << 20, TRACKS_DEPTH = 8, TRACKS_MOST = 64 };

static const JsonKeys *root_keys(void) {
    static const JsonKey keys[] = {{"format", true}, {"tracks", true}};
    static const JsonKeys all = {"the list of tracks", keys, sizeof keys / sizeof *keys};
    return &all;
}

static const JsonKeys *track_keys(void) {
    static const JsonKey keys[] = {{"id", true}, {"title", true}, {"about", true}};
    static const JsonKeys all = {"a track", keys, sizeof keys / sizeof *keys};
    return &all;
}

static void read_track(LessonReader *reader, const Node *node, Tracks *tracks) {
    Track *track = &tracks->items[tracks->count];
    Node id = node_member(node, "id"), title = node_member(node, "title");
    Node about = node_member(node, "about");
    if (!reader_object(&reader->json, node, track_keys()))
        return;
    char *name = reader_id(&reader->json, &id);
    if (name && tracks_find(tracks, name) >= 0)
        reader_fault(&reader->json, &id, "ids that differ", "two tracks have one id");
    track->id = name;
    read_text(reader, &title, "the title", &track->title);
    read_text(reader, &about, "the line about it", &track->about);
    tracks->count++;
}

static void read_root(LessonReader *reader, const Node *root, Tracks *tracks) {
    Node format = node_member(root, "format"), list = node_member(root, "tracks");
    long number;
    if (!reader_object(&reader->json, root, root_keys()))
        return;
    reader_integer(&reader->json, &format, TRACKS_FORMAT, TRACKS_FORMAT, &number);
    if (!reader_array(&reader->json, &list, 1, TRACKS_MOST, "tracks"))
        return;
    tracks->items =
        reader_allocate(&reader->json, &list, (size_t)node_count(&list), sizeof *tracks->items);
    if (!tracks->items)
        return;
    for (Node node = node_first(&list); node.json; node = node_next(&node))
        read_track(reader, &node, tracks);
}

static bool add_plain(Errors *errors, Error *error, const char *file) {
    if (file)
        snprintf(error->file, sizeof error->file, "%s", file);
    errors_add(errors, error);
    return false;
}

bool tracks_parse(const char *text, size_t length, const char *file, Tracks *tracks,
                  Errors *errors) {
    Error error;
    *tracks = (Tracks){0};
    if (!json_check(text, length, TRACKS_DEPTH, &error))
        return add_plain(errors, &error, file);
    cJSON *document = cJSON_ParseWithLength(text, length);
    if (!document) {
        error_memory(&error, length, "the list of tracks");
        return add_plain(errors, &error, file);
    }
    LessonReader reader = {
        .json = {.text = text, .file = file, .errors = errors, .before = errors->count}};
    Node root = node_root(document);
    read_root(&reader, &root, tracks);
    cJSON_Delete(document);
    if (reader_good(&reader.json))
        return true;
    tracks_free(tracks);
    return false;
}

bool tracks_read(const char *path, Tracks *tracks, Errors *errors) {
    Error error;
    size_t length;
    char *text = bytes_read(path, TRACKS_BYTES, &length, &error);
    *tracks = (Tracks){0};
    if (!text) {
        errors_add(errors, &error);
        return false;
    }
    bool good = tracks_parse(text, length, path, tracks, errors);
    free(text);
    return good;
}
