/* shelf.c: see shelf.h. */
#include "commands/library/shelf.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "commands/library/digit_files.h"
#include "commands/library/languages.h"
#include "files/lesson/file.h"
#include "files/lesson/tracks.h"
#include "session/session.h"
#include "session/words/translate.h"

/* ---- lessons ---- */

static char *copy(const char *text) {
    size_t size = strlen(text) + 1;
    char *same = malloc(size);
    return same ? memcpy(same, text, size) : NULL;
}

static struct timespec time_written(const char *path) {
    struct stat status;
    return stat(path, &status) == 0 ? status.st_mtim : (struct timespec){0};
}

static void read_item(ShelfItem *item, const char *path) {
    Errors errors = {0};
    char text[1024] = "";
    item->written = time_written(path);
    item->lesson = lesson_read(path, &errors);
    if (!item->lesson && errors.count)
        error_format(&errors.items[0], text, sizeof text);
    if (!item->lesson)
        item->fault = copy(text);
    errors_free(&errors);
}

static void free_item(ShelfItem *item) {
    session_free(item->picture);
    lesson_free(item->lesson);
    free(item->fault);
}

/* ---- tracks ---- */

/* Beside the lessons. That there is none is no error. */
static bool read_tracks(Shelf *shelf, const Library *library, Error *error) {
    char path[4096];
    const char *first = library->count ? library->paths[0] : "", *slash = strrchr(first, '/');
    int folder = slash ? (int)(slash + 1 - first) : 0;
    Errors errors = {0};
    int length = snprintf(path, sizeof path, "%.*s%s", folder, first, TRACKS_FILE);
    if (length < 0 || (size_t)length >= sizeof path || access(path, F_OK) != 0)
        return true;
    bool good = tracks_read(path, &shelf->tracks, &errors);
    if (!good && errors.count)
        *error = errors.items[0];
    errors_free(&errors);
    if (good && !translate_tracks(&shelf->tracks, languages_here()))
        return error_memory(error, sizeof(Text), "the tracks");
    return good;
}

/* A track that only lessons name stands behind the listed ones, where it is met first. */
static int track_named(Catalogue *catalogue, const char *id) {
    for (int k = 0; k < catalogue->track_count; k++)
        if (strcmp(catalogue->tracks[k].id, id) == 0)
            return k;
    catalogue->tracks[catalogue->track_count] = (CatalogueTrack){.id = id};
    return catalogue->track_count++;
}

/* A lesson that cannot be read stays with the one before it. */
static void choose_tracks(Shelf *shelf) {
    Catalogue *catalogue = &shelf->catalogue;
    for (int k = 0; k < shelf->tracks.count; k++)
        catalogue->tracks[catalogue->track_count++] =
            (CatalogueTrack){.track = &shelf->tracks.items[k], .id = shelf->tracks.items[k].id};
    for (int k = 0, track = -1; k < catalogue->lesson_count; k++) {
        CatalogueLesson *entry = &catalogue->lessons[k];
        if (entry->lesson)
            track = track_named(catalogue, entry->lesson->track);
        else if (track < 0)
            track = catalogue->track_count ? 0 : track_named(catalogue, "");
        entry->track = track;
    }
}

/* By track; lessons of one track stay in the order of their files. */
static int compare(const void *a, const void *b) {
    const CatalogueLesson *first = a, *second = b;
    if (first->track != second->track)
        return first->track < second->track ? -1 : 1;
    return first->index < second->index ? -1 : first->index > second->index;
}

static void sort(Catalogue *catalogue) {
    if (catalogue->lesson_count)
        qsort(catalogue->lessons, (size_t)catalogue->lesson_count, sizeof *catalogue->lessons,
              compare);
    for (int k = catalogue->lesson_count - 1; k >= 0; k--) {
        CatalogueTrack *track = &catalogue->tracks[catalogue->lessons[k].track];
        track->first = k;
        track->count++;
    }
}

static void arrange(Shelf *shelf) {
    shelf->catalogue.track_count = 0;
    choose_tracks(shelf);
    sort(&shelf->catalogue);
}

/* ---- the shelf ---- */

/* The folder changes when a file comes into it. */
static struct timespec folder_written(const Shelf *shelf) {
    char folder[4096];
    const char *path = shelf->catalogue.lesson_count ? shelf->catalogue.lessons[0].path : "";
    const char *slash = strrchr(path, '/');
    int length = slash ? (int)(slash - path) : 0;
    snprintf(folder, sizeof folder, "%.*s", length, path);
    return time_written(length ? folder : ".");
}

static bool make_room(Shelf *shelf, int count) {
    size_t lessons = (size_t)count + 1, tracks = lessons + (size_t)shelf->tracks.count;
    shelf->items = calloc(lessons, sizeof *shelf->items);
    shelf->catalogue.lessons = calloc(lessons, sizeof *shelf->catalogue.lessons);
    shelf->catalogue.tracks = calloc(tracks, sizeof *shelf->catalogue.tracks);
    return shelf->items && shelf->catalogue.lessons && shelf->catalogue.tracks;
}

static bool is_up_to_date(const Shelf *shelf, const Library *library) {
    bool same = shelf->filled && shelf->catalogue.lesson_count == library->count;
    for (int k = 0; same && k < library->count; k++) {
        struct timespec then = shelf->items[k].written, now = time_written(library->paths[k]);
        same = then.tv_sec == now.tv_sec && then.tv_nsec == now.tv_nsec;
    }
    return same;
}

bool shelf_fill(Shelf *shelf, const Library *library, Error *error) {
    if (is_up_to_date(shelf, library))
        return true;
    shelf_free(shelf);
    bool good = read_tracks(shelf, library, error);
    Catalogue *catalogue = &shelf->catalogue;
    if (!make_room(shelf, library->count)) {
        shelf_free(shelf);
        return error_memory(error, sizeof *shelf, "the list of lessons");
    }
    catalogue->here = -1;
    catalogue->lesson_count = library->count;
    for (int k = 0; k < library->count; k++) {
        ShelfItem *item = &shelf->items[k];
        read_item(item, library->paths[k]);
        catalogue->lessons[k] = (CatalogueLesson){
            .lesson = item->lesson, .path = library->paths[k], .fault = item->fault, .index = k};
    }
    shelf->folder = folder_written(shelf);
    arrange(shelf);
    shelf->filled = true;
    catalogue->version++;
    return good;
}

void shelf_free(Shelf *shelf) {
    unsigned version =
        shelf->catalogue.version; /* a picture of what was there is no longer right */
    for (int k = 0; shelf->items && k < shelf->catalogue.lesson_count; k++)
        free_item(&shelf->items[k]);
    free(shelf->items);
    free(shelf->catalogue.lessons);
    free(shelf->catalogue.tracks);
    tracks_free(&shelf->tracks);
    session_free(shelf->opening);
    *shelf = (Shelf){.catalogue = {.here = -1, .version = version + 1}};
}

static LessonProgress progress_of(const SavedLesson *saved, const Lesson *lesson) {
    SavedProgress done = saved_progress(saved);
    int beats = lesson->beat_count;
    int at = saved->beat < beats ? saved->beat : beats - 1;
    return (LessonProgress){.at = at,
                            .visited = done.visited < beats ? done.visited : beats,
                            .questions = done.questions,
                            .first_try = done.first_try,
                            .questions_open = done.questions - done.first_try - done.later,
                            .tasks_open = done.tasks - done.by_hand - done.shown,
                            .open_at = done.open_at < beats ? done.open_at : -1,
                            .played = done.visited >= beats,
                            .begun = done.visited > 1 || done.first_try || done.later ||
                                     done.by_hand || done.shown,
                            .finished = done.finished};
}

static void mark_review(Catalogue *catalogue, const SavedState *state, int64_t now) {
    catalogue->review = (Review){.exam = state->exam};
    catalogue->now = now;
    for (int k = 0; k < catalogue->lesson_count; k++) {
        const CatalogueLesson *entry = &catalogue->lessons[k];
        if (entry->lesson && (entry->progress.begun || entry->progress.finished))
            review_meet(&catalogue->review, entry->lesson->id);
    }
    for (int k = 0; k < state->answer_count; k++)
        review_take(&catalogue->review, &state->answers[k]);
}

void shelf_mark(Shelf *shelf, const SavedState *state, int index, int64_t now) {
    Catalogue *catalogue = &shelf->catalogue;
    catalogue->here = -1;
    for (int k = 0; k < catalogue->lesson_count; k++) {
        CatalogueLesson *entry = &catalogue->lessons[k];
        const SavedLesson *saved = NULL;
        for (int s = 0; entry->lesson && s < state->lesson_count; s++)
            if (strcmp(state->lessons[s].id, entry->lesson->id) == 0)
                saved = &state->lessons[s];
        entry->progress = saved ? progress_of(saved, entry->lesson) : (LessonProgress){.at = 0};
        if (entry->index == index)
            catalogue->here = k;
    }
    mark_review(catalogue, state, now);
    catalogue->version++;
}

/* ---- pictures ---- */

/* At its telling beat, settled. NULL where memory lacks: the card is then without a picture. */
static Session *set_up(const Lesson *lesson) {
    Session *session = session_new(lesson, NULL);
    int beat = catalogue_telling_beat(lesson);
    if (!session)
        return NULL;
    session_set_look(session, &(SessionLook){.text_scale = 1, .reduced_motion = true});
    session_skip_question(session);
    session_apply(session, &(Action){.kind = ACTION_GO_BEAT, .number = beat});
    return session;
}

static bool read_item_again(ShelfItem *item, CatalogueLesson *entry) {
    char *fault = item->fault;
    read_item(item, entry->path);
    free(fault);
    entry->lesson = item->lesson;
    entry->fault = item->fault = item->lesson ? NULL : item->fault;
    return item->lesson;
}

/* What could not be read, once something has come: its weights, perhaps. True: some of it can be read now. */
static bool read_faulty(Shelf *shelf) {
    Catalogue *catalogue = &shelf->catalogue;
    struct timespec now = folder_written(shelf);
    bool any = false;
    if (!shelf->filled ||
        (now.tv_sec == shelf->folder.tv_sec && now.tv_nsec == shelf->folder.tv_nsec))
        return false;
    shelf->folder = now;
    for (int k = 0; k < catalogue->lesson_count; k++)
        if (catalogue->lessons[k].fault)
            any |=
                read_item_again(&shelf->items[catalogue->lessons[k].index], &catalogue->lessons[k]);
    if (any)
        arrange(shelf);
    return any;
}

bool shelf_look_again(Shelf *shelf) {
    bool lacked = shelf->lacked && digit_files_there();
    if (lacked)
        shelf->tried = shelf->lacked = false;
    return read_faulty(shelf) || lacked;
}

static double now_seconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

/* The first on the path that has none yet; NULL: all have. */
static CatalogueLesson *without_picture(const Shelf *shelf) {
    for (int k = 0; k < shelf->catalogue.lesson_count; k++) {
        CatalogueLesson *entry = &shelf->catalogue.lessons[k];
        if (entry->lesson && !shelf->items[entry->index].tried)
            return entry;
    }
    return NULL;
}

bool shelf_drawn(const Shelf *shelf) {
    return shelf->tried && !without_picture(shelf);
}

/* Where its files lack the home screen does without. */
static void set_up_opening(Shelf *shelf) {
    Error error;
    if (shelf->tried)
        return;
    shelf->tried = true;
    shelf->lacked = !digit_files_there();
    shelf->catalogue.opening = shelf->opening = digit_files_opening(&error);
    shelf->catalogue.version++;
}

bool shelf_draw_more(Shelf *shelf, double seconds) {
    double end = now_seconds() + seconds;
    CatalogueLesson *entry = without_picture(shelf);
    if (!shelf->tried) {
        set_up_opening(shelf);
        if (now_seconds() >= end)
            return !shelf_drawn(shelf);
    }
    for (; entry; entry = without_picture(shelf)) {
        ShelfItem *item = &shelf->items[entry->index];
        item->tried = true;
        entry->picture = item->picture = set_up(item->lesson);
        shelf->catalogue.version++;
        if (now_seconds() >= end)
            break;
    }
    return !shelf_drawn(shelf);
}
