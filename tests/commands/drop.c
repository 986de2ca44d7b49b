/* drop.c: proves what files do that are let go over the window, by the calls that the window makes: a lesson
 * opens with its weights, a model with its data, whatever comes first; what cannot be read leaves all as it
 * was, and is said with its place; and the list of what a host keeps is read as it is written. */
#include "languages.h"
#include "testing.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "commands/window/drop.h"
#include "session/kinds/look.h"

enum { FOLDER = 64 };

typedef struct Desk {
    char folder[FOLDER];
    Tools tools;
    Host host;
    WindowSetup setup;
} Desk;

static int begin(void **state) {
    Desk *desk = calloc(1, sizeof *desk);
    Error error = {0};
    assert_non_null(desk);
    snprintf(desk->folder, sizeof desk->folder, "/tmp/gatescope-drop-XXXXXX");
    assert_non_null(mkdtemp(desk->folder));
    desk->host.tools = &desk->tools;
    assert_true(library_open(&desk->host.library, &error));
    snprintf(desk->host.path, sizeof desk->host.path, "%s", desk->host.library.paths[0]);
    desk->host.lesson = serve_read(desk->host.path, &error);
    assert_non_null(desk->host.lesson);
    desk->setup = serve_setup(&desk->host);
    desk->setup.session = session_new(desk->host.lesson, &error);
    assert_non_null(desk->setup.session);
    serve_number(&desk->setup, &desk->host);
    *state = desk;
    return 0;
}

static int end(void **state) {
    Desk *desk = *state;
    char command[FOLDER + 16];
    tools_close(&desk->tools, &desk->setup);
    session_free(desk->setup.session);
    watch_end(&desk->host.watch);
    lesson_free(desk->host.lesson);
    lesson_free(desk->host.next);
    tools_free(&desk->tools);
    shelf_free(&desk->host.shelf);
    own_shelf_free(&desk->host.own);
    keeping_close(&desk->host.keeping);
    library_close(&desk->host.library);
    snprintf(command, sizeof command, "rm -r %s", desk->folder);
    assert_int_equal(system(command), 0);
    free(desk);
    return 0;
}

/* A file of that text in the folder; the caller's. */
static char *write_file(const Desk *desk, const char *name, const char *text) {
    char *path = malloc(FOLDER + 64);
    assert_non_null(path);
    snprintf(path, FOLDER + 64, "%s/%s", desk->folder, name);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    assert_int_equal(fclose(file), 0);
    return path;
}

static char *copy_file(const Desk *desk, const char *from, const char *name) {
    char *path = write_file(desk, name, ""), command[512];
    snprintf(command, sizeof command, "cp %s %s", from, path);
    assert_int_equal(system(command), 0);
    return path;
}

static void go_home(Desk *desk) {
    desk->setup.go_home(&desk->setup);
    session_apply(desk->setup.session, &(Action){.kind = ACTION_HOME, .number = 1});
    assert_true(desk->setup.session->view.home.open);
}

static bool drop(Desk *desk, char *one, char *two) {
    char *paths[] = {one, two};
    return desk->setup.drop_files(&desk->setup, paths, two ? 2 : 1);
}

static const char LESSON[] =
    "{\"format\": 1, \"id\": \"mine\", \"title\": \"Mine\", \"track\": \"t\", \"level\": 1,\n"
    " \"minutes\": 1, \"goal\": \"See.\",\n"
    " \"inputs\": {\"names\": [\"a\", \"b\", \"c\"], \"sequence\": [[1, 0, 0], [0, 1, 0]]},\n"
    " \"cells\": [{\"id\": \"a\", \"kind\": \"lstm\", \"hidden\": 5, \"weights\": "
    "\"w.safetensors\"}],\n"
    " \"beats\": [{\"say\": \"One.\"}]}\n";
static const char WEIGHTS[] = "tests/models/safetensors/lstm.safetensors";
static const char DATA[] = "a,b,c\n1,0,1\n0,1,0\n.5,.5,0\n";

/* From home, with its weights, which come first. */
static void test_lesson(void **state) {
    Desk *desk = *state;
    char *weights = copy_file(desk, WEIGHTS, "w.safetensors"),
         *lesson = write_file(desk, "mine.json", LESSON);
    go_home(desk);
    assert_true(drop(desk, weights, lesson));
    assert_string_equal(desk->setup.session->lesson->id, "mine");
    assert_false(desk->setup.session->view.home.open);
    assert_string_equal(desk->host.path, lesson);
    assert_string_equal(desk->setup.title, "Mine \u2013 Gatescope");
    assert_int_equal(desk->setup.lesson_number, 0); /* of none of the course's */
    free(weights);
    free(lesson);
}

/* What is wrong is said with its place, where one is; nothing else is different. */
static void test_broken(void **state) {
    Desk *desk = *state;
    Session *session = desk->setup.session;
    char *lesson = write_file(desk, "broken.json", "{\"format\": 1,\n  \"id\": }\n");
    go_home(desk);
    session->view.scroll[PANEL_HOME] = 400;
    assert_false(drop(desk, lesson, NULL));
    assert_ptr_equal(desk->setup.session, session);
    assert_true(session->view.home.open);
    assert_int_equal(session->view.scroll[PANEL_HOME], 0); /* the notice is at the top */
    assert_int_equal(strncmp(session->notice.what, "broken.json:2:9: ", 17), 0);
    free(lesson);
    lesson = write_file(desk, "later.json", LESSON); /* its weights are not there */
    assert_false(drop(desk, lesson, NULL));
    assert_non_null(strstr(session->notice.what, "w.safetensors"));
    assert_true(session->view.home.open);
    free(lesson);
}

/* A model with its data; over the maps a lesson takes their place, and a broken one does not. */
static void test_model(void **state) {
    Desk *desk = *state;
    char *model = copy_file(desk, WEIGHTS, "m.safetensors"),
         *data = write_file(desk, "x.csv", DATA), *wrong = write_file(desk, "y.csv", "a\n1\n"),
         *broken = write_file(desk, "broken.json", "{"),
         *config = write_file(desk, "config.json", "{\"hidden_size\": 5}");
    go_home(desk);
    assert_true(drop(desk, data, model));
    const Look *look = session_look_into(desk->setup.session);
    assert_non_null(look);
    assert_false(look->pulse);
    assert_int_equal(desk->setup.session->lesson->steps, 3);
    assert_string_equal(desk->setup.session->notice.what, "");
    Session *maps = desk->setup.session;
    assert_false(drop(desk, broken, NULL));
    assert_ptr_equal(desk->setup.session, maps);
    assert_int_equal(strncmp(maps->notice.what, "broken.json:1:2: ", 17), 0);
    assert_true(drop(desk, config, model)); /* what is beside it is no lesson */
    assert_true(session_look_into(desk->setup.session)->pulse);
    assert_true(drop(desk, model, wrong));
    assert_string_equal(desk->setup.session->notice.what,
                        "y.csv: the model reads another number of columns; expected 3, found 1");
    free(model);
    free(data);
    free(wrong);
    free(broken);
    free(config);
}

/* ---- what a host keeps ---- */

static void test_list(void **state) {
    OwnShelf shelf = {.count = 0};
    (void)state;
    own_shelf_fill(&shelf, strdup("k1\t1\t1800000000\t0\tmodel.pt\n"
                                  "no line of the list\n"
                                  "k2\t0\t1700000000\t1\ta name, \u4e2d.json"));
    assert_int_equal(shelf.count, 2);
    assert_string_equal(shelf.items[0].id, "k1");
    assert_string_equal(shelf.items[0].name, "model.pt");
    assert_int_equal(shelf.items[0].kind, OWN_MODEL);
    assert_int_equal(shelf.items[0].when, 1800000000);
    assert_false(shelf.items[0].removed);
    assert_string_equal(shelf.items[1].name, "a name, \u4e2d.json");
    assert_int_equal(shelf.items[1].kind, OWN_LESSON);
    assert_true(shelf.items[1].removed);
    own_shelf_fill(&shelf, strdup(""));
    assert_int_equal(shelf.count, 0);
    own_shelf_fill(&shelf, NULL);
    assert_int_equal(shelf.count, 0);
    own_shelf_free(&shelf);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void) {
    const struct CMUnitTest tests[] = {TEST(test_lesson), TEST(test_broken), TEST(test_model),
                                       cmocka_unit_test(test_list)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
