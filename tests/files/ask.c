/* ask.c: the forms of a question in a lesson file: each is read as it stands, each fault of one is an
 * error at its place, and the check finds what cannot be asked so. */
#include "testing.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/kinds/lstm.h"
#include "files/lesson/file.h"
#include "lesson/check/check.h"

static const char *LESSON =
    "{\"format\":1,\"id\":\"ask\",\"title\":\"T\",\"track\":\"tests\",\"level\":1,\"minutes\":1,"
    "\"goal\":\"G\",\"inputs\":{\"names\":[\"x\"],\"sequence\":[[0],[1],[0],[0],[0],[0],[0],[0]]},"
    "\"cells\":[{\"id\":\"lstm\",\"kind\":\"lstm\",\"hidden\":2,\"weights\":{\"W_xi\":[[9,9]],"
    "\"b_i\":[-4,-4],\"W_xf\":[[-9,0]],\"b_f\":[4,0],\"W_xc\":[[1,1]],\"b_o\":[5,5]}}],"
    "\"beats\":[{\"say\":\"S\",\"at\":{\"t\":%s},\"ask\":%s}]}";

static Lesson *parse(const char *t, const char *ask, Errors *errors) {
    char text[4096];
    snprintf(text, sizeof text, LESSON, t, ask);
    return lesson_parse(text, strlen(text), NULL, errors);
}

static Lesson *good(const char *ask) {
    Errors errors = {0};
    Lesson *lesson = parse("1", ask, &errors);
    if (errors.count)
        fail_msg("%s: %s %s", ask, errors.items[0].what, errors.items[0].expected);
    assert_non_null(lesson);
    errors_free(&errors);
    return lesson;
}

static void test_forms(void **state) {
    (void)state;
    Lesson *lesson = good("{\"question\":\"Q\",\"draw\":\"lstm.c[1]\",\"from\":2,\"to\":5,"
                          "\"within\":0.25,\"why\":\"W\",\"//\":\"remark\"}");
    const Question *question = lesson->beats[0].question;
    assert_int_equal(question->form, QUESTION_DRAW);
    assert_true(question->signal.index == LSTM_C && question->signal.row == 1);
    assert_true(question->from == 2 && question->to == 5 && question->within == 0.25f);
    assert_string_equal(text_in(&question->why, NULL), "W");
    assert_true(question_answers(question) == 2 && question_right(question, 1));
    assert_false(question_right(question, 0) || question_right(question, 2));
    lesson_free(lesson);
    lesson = good("{\"question\":\"Q\",\"drag\":\"lstm.h[0]\",\"at\":3,\"within\":1}");
    question = lesson->beats[0].question;
    assert_true(question->form == QUESTION_DRAG && question->from == 3 && question->to == 3);
    lesson_free(lesson);
    lesson = good("{\"question\":\"Q\",\"number\":\"lstm.c[0] @ 4\",\"within\":0.5}");
    assert_int_equal(lesson->beats[0].question->form, QUESTION_NUMBER);
    lesson_free(lesson);
    lesson = good("{\"question\":\"Q\",\"step\":\"lstm.f[0] < 0.2\"}");
    assert_int_equal(lesson->beats[0].question->form, QUESTION_STEP);
    lesson_free(lesson);
    lesson = good("{\"question\":\"Q\",\"by\":\"lstm.c[0] @ 4\",\"order\":[{\"text\":\"A\"},"
                  "{\"text\":\"B\",\"do\":[]},{\"text\":\"C\",\"do\":[{\"hold\":\"lstm.f\","
                  "\"to\":0.5},{\"input\":[2,0],\"to\":1}]}]}");
    question = lesson->beats[0].question;
    assert_true(question->form == QUESTION_ORDER && question->run_count == 3);
    assert_true(question->runs[0].edit_count == 0 && question->runs[1].edit_count == 0);
    assert_true(question->runs[2].edit_count == 2 && question->runs[2].edits[1].step == 2);
    lesson_free(lesson);
}

static void test_faults(void **state) {
    (void)state;
    static const struct {
        const char *ask, *member_path, *what;
    } FAULTS[] = {
        {"{\"question\":\"Q\",\"draw\":\"lstm.c\",\"from\":2,\"to\":5,\"within\":1}",
         "beats[0].ask.draw", "no single number at each step"},
        {"{\"question\":\"Q\",\"draw\":\"lstm.b_f[0]\",\"from\":2,\"to\":5,\"within\":1}",
         "beats[0].ask.draw", "no single number"},
        {"{\"question\":\"Q\",\"draw\":\"lstm.d[0]\",\"from\":2,\"to\":5,\"within\":1}",
         "beats[0].ask.draw", "d"},
        {"{\"question\":\"Q\",\"draw\":\"lstm.c[0]\",\"from\":5,\"to\":4,\"within\":1}",
         "beats[0].ask.to", "ends before it begins"},
        {"{\"question\":\"Q\",\"draw\":\"lstm.c[0]\",\"from\":5,\"to\":8,\"within\":1}",
         "beats[0].ask.to", ""},
        {"{\"question\":\"Q\",\"draw\":\"lstm.c[0]\",\"from\":2,\"to\":5,\"within\":0}",
         "beats[0].ask.within", "last digit"},
        {"{\"question\":\"Q\",\"draw\":\"lstm.c[0]\",\"from\":2,\"to\":5}", "beats[0].ask",
         "within"},
        {"{\"question\":\"Q\",\"draw\":\"lstm.c[0]\",\"from\":2,\"to\":5,\"within\":1,"
         "\"choices\":[{\"text\":\"a\",\"right\":true}]}",
         "beats[0].ask.choices", "unknown key"},
        {"{\"question\":\"Q\",\"drag\":\"lstm.c[0]\",\"at\":-1,\"within\":1}", "beats[0].ask.at",
         ""},
        {"{\"question\":\"Q\",\"number\":\"lstm.c[0] @ 4 > 1\",\"within\":1}",
         "beats[0].ask.number", "goes on where it should end"},
        {"{\"question\":\"Q\",\"step\":\"lstm.f[0]\"}", "beats[0].ask.step", "compares nothing"},
        {"{\"question\":\"Q\",\"by\":\"lstm.c[0] @ 4\",\"order\":[{\"text\":\"A\"}]}",
         "beats[0].ask.order", ""},
        {"{\"question\":\"Q\",\"by\":\"lstm.c[0] @ 4\",\"order\":[{\"text\":\"A\"},"
         "{\"text\":\"B\",\"do\":-7.25}]}",
         "beats[0].ask.order[1].do", "no array"},
        {"{\"question\":\"Q\",\"by\":\"lstm.c[0] @ 4\",\"order\":[{\"text\":\"A\"},{}]}",
         "beats[0].ask.order[1]", "text"},
        {"{\"question\":\"Q\",\"by\":\"lstm.c[0] @ 4\",\"order\":[{\"text\":\"A\"},"
         "{\"text\":\"B\",\"do\":[{\"hold\":\"lstm.c\",\"to\":1}]}]}",
         "beats[0].ask.order[1].do[0].hold", ""},
        {"{\"question\":\"Q\"}", "beats[0].ask", "choices"}};
    for (size_t k = 0; k < sizeof FAULTS / sizeof *FAULTS; k++) {
        Errors errors = {0};
        Lesson *lesson = parse("1", FAULTS[k].ask, &errors);
        if (lesson || errors.count != 1)
            fail_msg("%s: %zu errors", FAULTS[k].ask, errors.count);
        if (strcmp(errors.items[0].member_path, FAULTS[k].member_path) != 0)
            fail_msg("%s: at %s", FAULTS[k].ask, errors.items[0].member_path);
        if (!strstr(errors.items[0].what, FAULTS[k].what) &&
            !strstr(errors.items[0].expected, FAULTS[k].what))
            fail_msg("%s: %s", FAULTS[k].ask, errors.items[0].what);
        assert_true(errors.items[0].line > 0 && errors.items[0].column > 0);
        errors_free(&errors);
    }
}

/* More steps than one can draw. */
static void test_too_long(void **state) {
    (void)state;
    char text[8192] = "", steps[2048] = "[0]";
    Errors errors = {0};
    for (int k = 1; k < 80; k++)
        snprintf(steps + strlen(steps), sizeof steps - strlen(steps), ",[0]");
    snprintf(text, sizeof text,
             "{\"format\":1,\"id\":\"ask\",\"title\":\"T\",\"track\":\"tests\",\"level\":1,"
             "\"minutes\":1,\"goal\":\"G\",\"inputs\":{\"names\":[\"x\"],\"sequence\":[%s]},"
             "\"cells\":[{\"id\":\"rnn\",\"kind\":\"rnn\",\"hidden\":1,\"weights\":{}}],"
             "\"beats\":[{\"say\":\"S\",\"ask\":{\"question\":\"Q\",\"draw\":\"rnn.h\","
             "\"from\":1,\"to\":%d,\"within\":1}}]}",
             steps, 65);
    assert_null(lesson_parse(text, strlen(text), NULL, &errors));
    assert_int_equal(errors.count, 1);
    assert_non_null(strstr(errors.items[0].what, "too much to draw"));
    errors_free(&errors);
    memcpy(strstr(text, "65"), "64", 2);
    Lesson *lesson = lesson_parse(text, strlen(text), NULL, &errors);
    assert_non_null(lesson);
    assert_int_equal(lesson->beats[0].question->signal.row, 0); /* the only unit */
    lesson_free(lesson);
    errors_free(&errors);
}

static void checked(const char *t, const char *ask, const char *what) {
    Errors errors = {0};
    CheckCount count = {0};
    Lesson *lesson = parse(t, ask, &errors);
    assert_non_null(lesson);
    assert_true(lesson_check(lesson, &count, &errors));
    assert_int_equal(count.questions, 1);
    if (errors.count != (what != NULL))
        fail_msg("%s at %s: %zu errors", ask, t, errors.count);
    if (what && !strstr(errors.items[0].what, what))
        fail_msg("%s: %s", ask, errors.items[0].what);
    if (what)
        assert_string_equal(errors.items[0].member_path, "beats[0].ask");
    errors_free(&errors);
    lesson_free(lesson);
}

#define DRAW "{\"question\":\"Q\",\"draw\":\"lstm.c[0]\",\"from\":3,\"to\":5,\"within\":1}"
#define STEP "{\"question\":\"Q\",\"step\":\"lstm.f[0] < 0.2\"}"
#define ORDER                                                                                      \
    "{\"question\":\"Q\",\"by\":\"lstm.c[1] @ 4\",\"order\":[{\"text\":\"A\"},{\"text\":\"B\","    \
    "\"do\":[{\"hold\":\"lstm.f\",\"to\":%s}]}]}"

static void test_checked(void **state) {
    char order[512];
    (void)state;
    checked("2", DRAW, NULL);
    checked("3", DRAW, "the stage shows the answer");
    checked("0", STEP, NULL);
    checked("1", STEP, "the stage shows the answer");
    checked("0", "{\"question\":\"Q\",\"step\":\"lstm.f[0] > 0.2\"}",
            "does not tell one step from the others");
    checked("3", "{\"question\":\"Q\",\"number\":\"lstm.c[0] @ 4\",\"within\":1}", NULL);
    checked("4", "{\"question\":\"Q\",\"number\":\"lstm.c[0] @ 4\",\"within\":1}",
            "the stage shows the answer");
    checked("2", "{\"question\":\"Q\",\"number\":\"1 / (lstm.x[0] @ 4)\",\"within\":1}",
            "the answer is no number");
    snprintf(order, sizeof order, ORDER, "1");
    checked("2", order, NULL);
    snprintf(order, sizeof order, ORDER, "0.5");
    checked("2", order, "as good as equal");
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_forms), cmocka_unit_test(test_faults),
                                       cmocka_unit_test(test_too_long),
                                       cmocka_unit_test(test_checked)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
