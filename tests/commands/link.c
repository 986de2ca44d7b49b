/* link.c: proves that the window says where it is as a link, that it comes there again by it, and that
 * what a link gets wrong costs that part alone and is said. */
#include "languages.h"
#include "testing.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "commands/window/link.h"
#include "commands/window/serve.h"

typedef struct Desk {
    Host host;
    Tools tools;
    WindowSetup setup;
    char link[512];
} Desk;

static int begin(void **state) {
    Desk *desk = calloc(1, sizeof *desk);
    Error error = {0};
    char folder[] = "build/link-XXXXXX";
    assert_non_null(desk);
    assert_non_null(mkdtemp(folder));
    setenv("XDG_STATE_HOME", folder, 1);
    Host *host = &desk->host;
    host->tools = &desk->tools;
    keeping_open(&host->keeping);
    assert_true(library_open(&host->library, &error));
    int index = library_named(&host->library, "forget-gate");
    assert_in_range(index, 0, host->library.count - 1);
    snprintf(host->path, sizeof host->path, "%s", host->library.paths[index]);
    host->lesson = serve_read(host->path, &error);
    assert_non_null(host->lesson);
    desk->setup = serve_setup(host);
    desk->setup.session = session_new(host->lesson, &error);
    assert_non_null(desk->setup.session);
    serve_number(&desk->setup, host);
    serve_shelf(&desk->setup);
    *state = desk;
    return 0;
}

static int end(void **state) {
    Desk *desk = *state;
    Host *host = &desk->host;
    tools_close(host->tools, &desk->setup);
    session_free(desk->setup.session);
    watch_end(&host->watch);
    lesson_free(host->lesson);
    lesson_free(host->next);
    tools_free(host->tools);
    shelf_free(&host->shelf);
    library_close(&host->library);
    keeping_close(&host->keeping);
    free(desk);
    return 0;
}

static const char *where(Desk *desk) {
    place_link(&desk->setup, desk->link, sizeof desk->link);
    return desk->link;
}

static const char *told(const Desk *desk) {
    return desk->setup.session->notice.what;
}

static void go(Desk *desk, const char *link) {
    place_go(&desk->setup, link);
}

static void test_where(void **state) {
    Desk *desk = *state;
    Session *session = desk->setup.session;
    assert_string_equal(where(desk), "lesson=forget-gate&beat=1&step=0&lang=en&theme=dark");
    session_apply(session, &(Action){.kind = ACTION_STEP, .number = 1});
    session_apply(session, &(Action){.kind = ACTION_THEME, .number = 1});
    assert_string_equal(where(desk), "lesson=forget-gate&beat=1&step=1&lang=en&theme=light");
    session_apply(session, &(Action){.kind = ACTION_HOME, .number = 1});
    assert_string_equal(where(desk), "home&lang=en&theme=light");
    place_share(&desk->setup, desk->link, sizeof desk->link);
    assert_string_equal(desk->link, "home");
}

/* Each is found, and said again as it was. */
static void test_there_and_back(void **state) {
    Desk *desk = *state;
    static const char *const LINKS[] = {"lesson=candidate&beat=3&step=4&lang=zh&theme=contrast",
                                        "text=lisp&lang=en&theme=light",
                                        "text=english&lang=en&theme=light",
                                        "digits&lang=en&theme=light",
                                        "sandbox&lang=en&theme=light",
                                        "practise&lang=en&theme=light",
                                        "opening&beat=4&lang=en&theme=light",
                                        "look&lesson=output-gate&lang=en&theme=light",
                                        "home&lang=zh&theme=dark",
                                        "lesson=forget-gate&beat=1&step=2&lang=en&theme=dark"};
    for (int round = 0; round < 2; round++)
        for (size_t k = 0; k < sizeof LINKS / sizeof *LINKS; k++) {
            go(desk, LINKS[k]);
            assert_string_equal(where(desk), LINKS[k]);
            assert_string_equal(told(desk), "");
        }
}

/* A step is no new lesson: what was answered and changed stays. */
static void test_same_lesson_stays(void **state) {
    Desk *desk = *state;
    const Session *session = desk->setup.session;
    go(desk, "lesson=13-forget-gate.json&beat=3&step=4");
    assert_ptr_equal(desk->setup.session, session);
    assert_int_equal(session->beat, 2);
    assert_int_equal(step_of(session->tick), 4);
    go(desk, "lesson=13-forget-gate&beat=2");
    assert_non_null(session_beat(session)->question);
    go(desk, "lesson=13-forget-gate&beat=2");
    assert_false(session->skipped); /* who is there already is asked all the same */
}

static void expect(Desk *desk, const char *link, const char *at, const char *notice) {
    go(desk, link);
    where(desk);
    if (strncmp(desk->link, at, strlen(at)) != 0 || !strstr(told(desk), notice))
        fail_msg("%s leads to %s and says \"%s\"", link, desk->link, told(desk));
}

static void test_broken_parts(void **state) {
    Desk *desk = *state;
    expect(desk, "lesson=no-such&beat=2", "home&", "no lesson is called “no-such”");
    expect(desk, "lesson=../13-forget-gate", "home&", "no lesson is called");
    expect(desk, "lesson=forget-gate&beat=0", "lesson=forget-gate&beat=1&", "no beat “0”");
    expect(desk, "lesson=forget-gate&beat=400", "lesson=forget-gate&beat=9&", "no beat “400”");
    expect(desk, "lesson=forget-gate&beat=x&step=3", "lesson=forget-gate&beat=9&step=3&",
           "no beat “x”");
    expect(desk, "lesson=candidate&beat=2&step=999",
           "lesson=candidate&beat=2&step=", "no step “999”");
    expect(desk, "lesson=candidate&lang=xx&theme=red", "lesson=candidate&beat=2&",
           "the language “xx” is not known here; no colours are called “red”");
    expect(desk, "lesson=no-such&lang=zh", "home&lang=zh", "没有名为“no-such”的课程");
    expect(desk, "digit&lang=en", "home&lang=en", "nothing is called “digit”");
    expect(desk, "text=cobol", "text=english&", "");
    expect(desk, "state=gatescope:1:AAAA", "lesson=candidate&beat=2", "Not pasted");
}

int main(void) {
    char folder[4096];
    assert_non_null(getcwd(folder, sizeof folder));
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_where, begin, end),
        cmocka_unit_test_setup_teardown(test_there_and_back, begin, end),
        cmocka_unit_test_setup_teardown(test_same_lesson_stays, begin, end),
        cmocka_unit_test_setup_teardown(test_broken_parts, begin, end)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
