/* tracks.c: see tracks.h. */
#include "files/lesson/tracks.h"

#include "files/json/document.h"
#include "files/lesson/text.h"

enum { TRACKS_FORMAT = 1, TRACKS_MOST = 64 };

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

static void read_track(JsonReader *reader, const Node *node, Tracks *tracks) {
    LessonTrack *track = &tracks->items[tracks->count];
    Node id = node_member(node, "id"), title = node_member(node, "title");
    Node about = node_member(node, "about");
    if (!reader_object(reader, node, track_keys()))
        return;
    char *name = reader_id(reader, &id);
    if (name && tracks_find(tracks, name) >= 0)
        reader_fault(reader, &id, "ids that differ", "two tracks have one id");
    track->id = name;
    reader_text(reader, &title, "the title", &track->title);
    reader_text(reader, &about, "the line about it", &track->about);
    tracks->count++;
}

static void read_root(JsonReader *reader, const Node *root, void *context) {
    Tracks *tracks = context;
    Node format = node_member(root, "format"), list = node_member(root, "tracks");
    long number;
    if (!reader_object(reader, root, root_keys()))
        return;
    reader_integer(reader, &format, TRACKS_FORMAT, TRACKS_FORMAT, &number);
    if (!reader_array(reader, &list, 1, TRACKS_MOST, "tracks"))
        return;
    tracks->items =
        reader_allocate(reader, &list, (size_t)node_count(&list), sizeof *tracks->items);
    if (!tracks->items)
        return;
    for (Node node = node_first(&list); node.json; node = node_next(&node))
        read_track(reader, &node, tracks);
}

static const JsonDocument DOCUMENT = {"the list of tracks", 1 << 20, 8, read_root};

bool tracks_parse(const char *text, size_t length, const char *file, Tracks *tracks,
                  Errors *errors) {
    *tracks = (Tracks){0};
    bool good = json_document_parse(&DOCUMENT, text, length, file, tracks, errors);
    if (!good)
        tracks_free(tracks);
    return good;
}

bool tracks_read(const char *path, Tracks *tracks, Errors *errors) {
    *tracks = (Tracks){0};
    bool good = json_document_read(&DOCUMENT, path, tracks, errors);
    if (!good)
        tracks_free(tracks);
    return good;
}
