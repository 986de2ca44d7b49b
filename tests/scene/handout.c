/* handout.c: a lesson's page to print has its title and goal, every beat's text as words, questions with their choices in the
 * order in which the session deals them, tasks, and none of the answers; a short buffer is cut. */
#include "scene_lessons.h"
#include "session_fixture.h"

#include "scene/scene.h"
#include "scene/screens.h"
#include "scene/words/handout.h"
#include "session/asked.h"

enum { LONG = 1 << 14 };

static const char LESSON[] =
    "{\"format\":1,\"id\":\"l\",\"title\":\"A *gate*\",\"track\":\"t\",\"level\":1,\"minutes\":5,"
    "\"goal\":\"See "
    "{f}.\",\"inputs\":{\"names\":[\"a\"],\"sequence\":[[0],[1]]},\"cells\":[{\"id\":\"lstm\","
    "\"kind\":\"lstm\",\"hidden\":1,\"weights\":{\"b_f\":[1]}}],\"beats\":["
    "{\"say\":\"One.\\n\\n- **two**\\n- three\"},"
    "{\"say\":\"Now "
    "{f}.\",\"ask\":{\"question\":\"Which?\",\"choices\":[{\"text\":\"This\",\"right\":true,"
    "\"why\":\"Because.\"},{\"text\":\"That\",\"why\":\"Not so.\"}]}},"
    "{\"say\":\"Do it.\",\"task\":{\"text\":\"Hold {f} at 1.\",\"until\":\"lstm.f[0] @ 1 >= 0.9\","
    "\"may\":[\"lstm.f\"],\"solution\":[{\"hold\":\"lstm.f[0]\",\"to\":1}]}}]}";

static void test_page(void **unused) {
    (void)unused;
    Errors errors = {0};
    Lesson *lesson = lesson_parse(LESSON, sizeof LESSON - 1, NULL, &errors);
    if (!lesson)
        fail_msg("%s, expected %s", errors.items[0].what, errors.items[0].expected);
    Session *session = session_new(lesson, NULL);
    char text[LONG], expected[LONG], part[40];
    const char *const choices[] = {"This", "That"};
    size_t length = handout(session, text, sizeof text);
    snprintf(
        expected, sizeof expected,
        "# A gate\n  The goal. See the forget gate.\n## Beat 1 of 3.\n  One.\n  - two\n  - three\n"
        "## Beat 2 of 3.\n  Now the forget gate.\n? Which?\n- %s\n- %s\n## Beat 3 of 3.\n  Do it.\n"
        "! The task. Hold the forget gate at 1.\n",
        choices[asked_choice(session, 1, 0)], choices[asked_choice(session, 1, 1)]);
    assert_string_equal(text, expected);
    assert_int_equal(length, strlen(text));
    assert_int_equal(handout(session, part, sizeof part), length);
    assert_memory_equal(part, text, strlen(part));
    assert_true(strlen(part) < sizeof part && strlen(part) > sizeof part - 5);
    const Viewport viewport = {.width = 1280, .height = 720, .scale = 1};
    assert_int_equal(scene_handout(session, &viewport, text, sizeof text), length);
    session_free(session);
    lesson_free(lesson);
    errors_free(&errors);
}

static void test_other_screens(void **unused) {
    (void)unused;
    int count, with = 0;
    const Screen *rows = screen_rows(&count);
    for (int k = 0; k < count; k++)
        with += !rows[k].lies_over && rows[k].handout;
    assert_int_equal(with, 1);
    assert_ptr_equal(screen_of(SESSION_LESSON)->handout, handout);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_page),
                                       cmocka_unit_test(test_other_screens)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
