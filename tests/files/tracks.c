/* tracks.c: proves that tracks.json is read, that the one of the program names the tracks of
 * all its lessons, and that what is wrong in such a file is said with its place. */
#include "language_sample.h"
#include "testing.h"

#include <stdlib.h>
#include <string.h>

#include "files/lesson/file.h"
#include "files/lesson/folder.h"
#include "files/lesson/tracks.h"

static bool parse(const char *text, Tracks *tracks, Errors *errors) {
    return tracks_parse(text, strlen(text), "tracks.json", tracks, errors);
}

static void test_good(void **state) {
    Tracks tracks;
    Errors errors = {0};
    (void)state;
    assert_true(parse("{\"format\":1,\"tracks\":["
                      "{\"id\":\"b\",\"title\":\"Second\",\"about\":\"Later.\"},"
                      "{\"id\":\"a\",\"title\":{\"en\":\"First\",\"zh\":\"第一\"},"
                      "\"about\":{\"zh\":\"先\"}}]}",
                      &tracks, &errors));
    assert_int_equal(tracks.count, 2);
    assert_int_equal(tracks_find(&tracks, "a"), 1);
    assert_int_equal(tracks_find(&tracks, "c"), -1);
    assert_string_equal(text_in(&tracks.items[0].title, &SAMPLE_CHINESE), "Second");
    assert_string_equal(text_in(&tracks.items[1].title, &SAMPLE_CHINESE), "第一");
    assert_string_equal(text_in(&tracks.items[1].about, LANGUAGE_EN), "先");
    tracks_free(&tracks);
    assert_int_equal(tracks.count, 0);
}

static void test_all_errors(void **state) {
    static const struct {
        const char *text, *member_path, *what;
        int line;
    } WRONG[] = {
        {"[]", "", "the list of tracks", 1},
        {"{\"format\":2,\"tracks\":[{\"id\":\"a\",\"title\":\"A\",\"about\":\"B\"}]}", "format", "",
         1},
        {"{\"format\":1,\"tracks\":[]}", "tracks", "", 1},
        {"{\"format\":1,\"tracks\":7}", "tracks", "", 1},
        {"{\"format\":1,\n\"tracks\":[{\"id\":\"a\",\"title\":\"A\"}]}", "tracks[0]", "about", 2},
        {"{\"format\":1,\n\"tracks\":[\n{\"id\":\"A b\",\"title\":\"A\",\"about\":\"B\"}]}",
         "tracks[0].id", "", 3},
        {"{\"format\":1,\n\"tracks\":[{\"id\":\"a\",\"title\":3,\"about\":\"B\"}]}",
         "tracks[0].title", "the title", 2},
        {"{\"format\":1,\"tracks\":[{\"id\":\"a\",\"title\":\"A\",\"about\":\"B\"},\n"
         "{\"id\":\"a\",\"title\":\"A\",\"about\":\"B\"}]}",
         "tracks[1].id", "two tracks have one id", 2},
        {"{\"format\":1,\"tracks\":[{\"id\":\"a\",\"title\":\"A\",\"about\":\"B\",\"color\":1}]}",
         "tracks[0].color", "", 1},
        {"{\"format\":1,", "", "", 1},
    };
    (void)state;
    for (size_t k = 0; k < sizeof WRONG / sizeof *WRONG; k++) {
        Tracks tracks;
        Errors errors = {0};
        assert_false(parse(WRONG[k].text, &tracks, &errors));
        assert_null(tracks.items);
        assert_true(errors.count >= 1);
        const Error *error = &errors.items[0];
        char whole[1024];
        error_format(error, whole, sizeof whole);
        if (!strstr(whole, WRONG[k].member_path) || !strstr(whole, WRONG[k].what) ||
            !strstr(whole, "tracks.json") || error->line != WRONG[k].line)
            fail_msg("%s: %s", WRONG[k].text, whole);
        errors_free(&errors);
    }
}

/* A file with several mistakes has all of them told. */
static void test_several(void **state) {
    Tracks tracks;
    Errors errors = {0};
    (void)state;
    assert_false(parse("{\"format\":3,\"tracks\":[{\"id\":\"a\",\"title\":\"A\",\"about\":1},"
                       "{\"id\":\"a\",\"title\":\"A\",\"about\":\"B\"}]}",
                       &tracks, &errors));
    assert_int_equal(errors.count, 3);
    errors_free(&errors);
}

static void test_own(void **state) {
    Tracks tracks;
    Errors errors = {0};
    char **paths;
    int count;
    (void)state;
    assert_true(tracks_read("lessons/" TRACKS_FILE, &tracks, &errors));
    for (int k = 0; k < tracks.count; k++)
        assert_true(text_own(&tracks.items[k].title, "en") &&
                    text_own(&tracks.items[k].about, "en"));
    assert_true(folder_lessons("lessons", &paths, &count, NULL));
    int last = 0;
    for (int k = 0; k < count; k++) { /* the files stand in the order of the path */
        Lesson *lesson = lesson_read(paths[k], &errors);
        assert_non_null(lesson);
        int track = tracks_find(&tracks, lesson->track);
        if (track < last)
            fail_msg("%s: track %s", paths[k], lesson->track);
        last = track;
        lesson_free(lesson);
    }
    folder_free(paths, count);
    tracks_free(&tracks);
    assert_false(tracks_read("lessons/none.json", &tracks, &errors));
    assert_int_equal(errors.count, 1);
    errors_free(&errors);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_good),
                                       cmocka_unit_test(test_all_errors),
                                       cmocka_unit_test(test_several), cmocka_unit_test(test_own)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
