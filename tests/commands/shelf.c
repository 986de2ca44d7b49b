/* shelf.c: proves that the shelf holds what a folder of lessons has: the order of the
 * path, lessons of no listed track behind the others, files that cannot be read with their error,
 * what was done, pictures at their telling beat; and that changed files are read again. */
#include "languages.h"
#include "testing.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "commands/library/shelf.h"
#include "files/lesson/folder.h"
#include "session/kinds/opening.h"

enum { PATH = 300 };

typedef struct Bench {
    char folder[64];
    Library library;
    Shelf shelf;
    SavedState state;
} Bench;

static void write_file(const Bench *bench, const char *name, const char *text) {
    char path[PATH];
    snprintf(path, sizeof path, "%s/%s", bench->folder, name);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

static void write_lesson(const Bench *bench, const char *name, const char *id, const char *track) {
    char text[2048];
    snprintf(text, sizeof text,
             "{\"format\":1,\"id\":\"%s\",\"title\":\"About %s\",\"track\":\"%s\",\"level\":1,"
             "\"minutes\":5,\"goal\":\"See.\",\"inputs\":{\"names\":[\"a\"],\"sequence\":[[0],[1],"
             "[0]]},\"cells\":[{\"id\":\"rnn\",\"kind\":\"rnn\",\"hidden\":1,\"weights\":{"
             "\"W_xh\":[[1]],\"W_hh\":[[1]],\"b_h\":[0]}}],\"beats\":["
             "{\"say\":\"One.\",\"at\":{\"t\":0}},"
             "{\"say\":\"Two.\",\"ask\":{\"question\":\"?\",\"choices\":[{\"text\":\"x\",\"right\":"
             "true,\"why\":\"y\"},{\"text\":\"z\",\"why\":\"y\"}]}},"
             "{\"say\":\"Three.\",\"at\":{\"t\":2}}]}",
             id, id, track);
    write_file(bench, name, text);
}

static int set_up(void **state) {
    static Bench bench;
    memset(&bench, 0, sizeof bench);
    strcpy(bench.folder, "/tmp/gatescope-shelf-XXXXXX");
    assert_non_null(mkdtemp(bench.folder));
    write_file(&bench, "tracks.json",
               "{\"format\":1,\"tracks\":[{\"id\":\"second\",\"title\":\"S\",\"about\":\"s\"},"
               "{\"id\":\"first\",\"title\":\"F\",\"about\":\"f\"},"
               "{\"id\":\"empty\",\"title\":\"E\",\"about\":\"e\"}]}");
    write_lesson(&bench, "11-a.json", "a", "first");
    write_lesson(&bench, "12-own.json", "own", "mine");
    write_file(&bench, "13-broken.json", "{\"format\":1,\n");
    write_lesson(&bench, "14-b.json", "b", "second");
    write_lesson(&bench, "15-c.json", "c", "first");
    assert_true(folder_lessons(bench.folder, &bench.library.paths, &bench.library.count, NULL));
    *state = &bench;
    return 0;
}

static int tear_down(void **state) {
    static const char *const NAMES[] = {"tracks.json",    "11-a.json", "12-own.json",
                                        "13-broken.json", "14-b.json", "15-c.json"};
    Bench *bench = *state;
    shelf_free(&bench->shelf);
    library_close(&bench->library);
    state_free(&bench->state);
    for (size_t k = 0; k < sizeof NAMES / sizeof *NAMES; k++) {
        char path[PATH];
        snprintf(path, sizeof path, "%s/%s", bench->folder, NAMES[k]);
        unlink(path);
    }
    return rmdir(bench->folder);
}

static void fill(Bench *bench) {
    Error error = {0};
    assert_true(shelf_fill(&bench->shelf, &bench->library, &error));
}

static void test_order(void **state) {
    static const char *const IDS[] = {"b", "a", "c", "own", NULL};
    Bench *bench = *state;
    fill(bench);
    const Catalogue *catalogue = &bench->shelf.catalogue;
    assert_int_equal(catalogue->lesson_count, 5);
    assert_int_equal(catalogue->track_count, 4);
    for (int k = 0; k < 5; k++) {
        const CatalogueLesson *entry = &catalogue->lessons[k];
        assert_true((entry->lesson != NULL) == (IDS[k] != NULL));
        if (IDS[k])
            assert_string_equal(entry->lesson->id, IDS[k]);
        assert_string_equal(entry->path, bench->library.paths[entry->index]);
    }
    assert_string_equal(catalogue_track_title(catalogue, 0, LANGUAGE_EN), "S");
    assert_string_equal(catalogue_track_title(catalogue, 3, LANGUAGE_EN), "mine");
    assert_int_equal(catalogue->tracks[1].first, 1);
    assert_int_equal(catalogue->tracks[1].count, 2);
    assert_int_equal(catalogue->tracks[2].count, 0);
    /* what cannot be read stands by the lesson before it, with its error */
    assert_int_equal(catalogue->lessons[4].track, 3);
    assert_non_null(strstr(catalogue->lessons[4].fault, "13-broken.json:"));
}

/* Without the list, or with a broken one, lessons stand under their tracks' own names. */
static void test_no_tracks(void **state) {
    Bench *bench = *state;
    Error error = {0};
    write_file(bench, "tracks.json", "{\"format\":1}");
    assert_false(shelf_fill(&bench->shelf, &bench->library, &error));
    assert_non_null(strstr(error.file, "tracks.json"));
    assert_int_equal(bench->shelf.catalogue.lesson_count, 5);
    assert_string_equal(bench->shelf.catalogue.tracks[0].id, "first");
    shelf_free(&bench->shelf);
    char path[PATH];
    snprintf(path, sizeof path, "%s/tracks.json", bench->folder);
    unlink(path);
    fill(bench);
    assert_int_equal(bench->shelf.catalogue.track_count, 3);
}

static void test_progress(void **state) {
    Bench *bench = *state;
    fill(bench);
    SavedLesson *saved = state_lesson(&bench->state, "c", true);
    assert_non_null(saved);
    assert_true(saved_lesson_beats(saved, 3));
    saved->beat = 1;
    for (int k = 0; k < 2; k++)
        saved->beats[k].visited = true;
    saved->beats[1].asked = saved->beats[1].right = true;
    saved->beats[1].answer = saved->beats[1].first = 0;
    saved->beats[1].tries = 1;
    unsigned version = bench->shelf.catalogue.version;
    shelf_mark(&bench->shelf, &bench->state, 4, 1764086400);
    const Catalogue *catalogue = &bench->shelf.catalogue;
    assert_int_equal(catalogue->here, 2);
    assert_true(catalogue->version > version);
    const LessonProgress *progress = &catalogue->lessons[2].progress;
    assert_true(progress->begun && !progress->finished);
    assert_int_equal(progress->at, 1);
    assert_int_equal(progress->visited, 2);
    assert_int_equal(progress->questions, 1);
    assert_int_equal(progress->first_try, 1);
    assert_false(catalogue->lessons[0].progress.begun);
    assert_int_equal(catalogue_next(catalogue), 2);
    assert_false(progress->played);
    assert_int_equal(progress->open_at, -1);
    /* gone through, with a wrong answer */
    saved->beats[2].visited = true;
    saved->beats[1].right = false;
    shelf_mark(&bench->shelf, &bench->state, 4, 1764086400);
    assert_true(progress->played && !progress->finished);
    assert_int_equal(progress->questions_open, 1);
    assert_int_equal(progress->tasks_open, 0);
    assert_int_equal(progress->open_at, 1);
    assert_int_equal(catalogue_played(catalogue, -1), 1);
    /* a task that nobody solved; the first open one is told */
    saved->beats[0].tasked = true;
    shelf_mark(&bench->shelf, &bench->state, 4, 1764086400);
    assert_int_equal(progress->tasks_open, 1);
    assert_int_equal(progress->open_at, 0);
    /* a state of a longer lesson than this one is now */
    saved->beat = 7;
    shelf_mark(&bench->shelf, &bench->state, -1, 1764086400);
    assert_int_equal(progress->at, 2);
    assert_int_equal(catalogue->here, -1);
}

/* What was practised comes along, and what a lesson that was begun teaches is met. */
static void test_known(void **state) {
    Bench *bench = *state;
    PractiseAnswer answer = {.idea = "keep", .item = "bars", .when = 1764000000};
    fill(bench);
    const Catalogue *catalogue = &bench->shelf.catalogue;
    int keep = idea_find("keep");
    assert_true(state_answer(&bench->state, &answer));
    bench->state.exam = 1770000000;
    for (int k = 0; k < 2; k++) { /* marked again, it counts once */
        shelf_mark(&bench->shelf, &bench->state, -1, 1764086400);
        assert_true(catalogue->now == 1764086400 && catalogue->review.exam == 1770000000);
        assert_int_equal(catalogue->review.answers, 1);
        assert_int_equal(review_mastery(&catalogue->review, keep, catalogue->now).answers, 1);
        assert_false(catalogue->review.ideas[idea_find("show")].met);
    }
    static char id[] = "output-gate";
    Lesson *lesson = bench->shelf.items[catalogue->lessons[0].index].lesson;
    char *was = lesson->id;
    lesson->id = id;
    SavedLesson *saved = state_lesson(&bench->state, id, true);
    assert_true(saved && saved_lesson_beats(saved, 3));
    saved->beats[0].visited = true;
    shelf_mark(&bench->shelf, &bench->state, -1, 1764086400);
    assert_false(catalogue->review.ideas[idea_find("show")].met); /* only looked at */
    saved->beats[1].visited = true;
    shelf_mark(&bench->shelf, &bench->state, -1, 1764086400);
    assert_true(catalogue->review.ideas[idea_find("show")].met);
    lesson->id = was;
}

/* The digits may come later than the lessons: then the opening does too. */
static void test_opening_comes_later(void **state) {
    Bench *bench = *state;
    fill(bench);
    const char *assets = getenv("GATESCOPE_ASSETS");
    char kept[PATH];
    snprintf(kept, sizeof kept, "%s", assets ? assets : "");
    setenv("GATESCOPE_ASSETS", bench->folder, 1);
    while (shelf_draw_more(&bench->shelf, 1))
        continue;
    assert_true(shelf_drawn(&bench->shelf));
    assert_null(bench->shelf.catalogue.opening);
    assert_false(shelf_look_again(&bench->shelf));
    if (assets)
        setenv("GATESCOPE_ASSETS", kept, 1);
    else
        unsetenv("GATESCOPE_ASSETS");
    assert_true(shelf_look_again(&bench->shelf));
    assert_false(shelf_drawn(&bench->shelf));
    shelf_draw_more(&bench->shelf, 1);
    assert_non_null(bench->shelf.catalogue.opening);
    assert_false(shelf_look_again(&bench->shelf));
}

static void test_pictures(void **state) {
    Bench *bench = *state;
    fill(bench);
    const Catalogue *catalogue = &bench->shelf.catalogue;
    assert_false(shelf_drawn(&bench->shelf));
    assert_true(shelf_draw_more(&bench->shelf, 0));       /* one at a time where there is no time */
    assert_non_null(session_opening(catalogue->opening)); /* the moving picture first */
    assert_null(catalogue->lessons[0].picture);
    assert_true(shelf_draw_more(&bench->shelf, 0));
    assert_non_null(catalogue->lessons[0].picture);
    assert_null(catalogue->lessons[1].picture);
    while (shelf_draw_more(&bench->shelf, 1))
        continue;
    assert_true(shelf_drawn(&bench->shelf));
    for (int k = 0; k < 4; k++) {
        const Session *picture = catalogue->lessons[k].picture;
        assert_non_null(picture);
        assert_int_equal(picture->beat, 2); /* behind its question */
        assert_int_equal(session_moment(picture).t, 2);
        assert_false(session_moving(picture));
    }
    assert_null(catalogue->lessons[4].picture);
}

/* What was read stays as long as the files do. */
static void test_read_again(void **state) {
    Bench *bench = *state;
    fill(bench);
    const Lesson *lesson = bench->shelf.catalogue.lessons[0].lesson;
    unsigned version = bench->shelf.catalogue.version;
    fill(bench);
    assert_ptr_equal(bench->shelf.catalogue.lessons[0].lesson, lesson);
    assert_int_equal(bench->shelf.catalogue.version, version);
    write_lesson(bench, "14-b.json", "changed", "second");
    struct timespec later[2] = {{.tv_sec = 2000000000}, {.tv_sec = 2000000000}};
    assert_int_equal(utimensat(AT_FDCWD, bench->library.paths[3], later, 0), 0);
    fill(bench);
    assert_string_equal(bench->shelf.catalogue.lessons[0].lesson->id, "changed");
    assert_true(bench->shelf.catalogue.version > version);
}

/* A lesson whose weights come later, as in a browser: it is tried again once its folder has changed, and takes its place. */
static void test_lesson_comes_later(void **state) {
    Bench *bench = *state;
    fill(bench);
    const Catalogue *catalogue = &bench->shelf.catalogue;
    unsigned version = catalogue->version;
    assert_false(shelf_look_again(&bench->shelf));
    write_lesson(bench, "13-broken.json", "late", "second");
    struct timespec later[2] = {{.tv_sec = 2000000000}, {.tv_sec = 2000000000}};
    assert_int_equal(utimensat(AT_FDCWD, bench->folder, later, 0), 0);
    assert_true(shelf_look_again(&bench->shelf));
    assert_false(shelf_look_again(&bench->shelf));
    shelf_mark(&bench->shelf, &bench->state, 2, 0);
    assert_true(catalogue->version > version);
    assert_int_equal(catalogue->lesson_count, 5);
    assert_int_equal(catalogue->track_count, 4);
    assert_string_equal(catalogue->lessons[0].lesson->id, "late");
    assert_string_equal(catalogue->lessons[1].lesson->id, "b");
    assert_int_equal(catalogue->tracks[0].count, 2);
    assert_int_equal(catalogue->here, 0);
    for (int k = 0; k < 5; k++)
        assert_null(catalogue->lessons[k].fault);
    while (shelf_draw_more(&bench->shelf, 1))
        continue;
    assert_non_null(catalogue->lessons[0].picture);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(test_order),      TEST(test_no_tracks),           TEST(test_progress),
        TEST(test_known),      TEST(test_opening_comes_later), TEST(test_pictures),
        TEST(test_read_again), TEST(test_lesson_comes_later)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
