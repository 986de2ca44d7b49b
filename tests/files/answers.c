/* answers.c: what was answered while practising, in the saved state: it comes back as it was written,
 * in order and once, an old state has none, and what no program has written is left out. */
#include "testing.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "files/state/state.h"

enum { PATH = 64 };

static void temporary(char path[PATH], const char *text) {
    snprintf(path, PATH, "/tmp/gatescope-state-XXXXXX");
    int file = mkstemp(path);
    assert_true(file >= 0);
    assert_int_equal(write(file, text, strlen(text)), strlen(text));
    close(file);
}

static PractiseAnswer practised(int64_t when) {
    return (PractiseAnswer){.idea = "let-in",
                            .item = "gate-bars",
                            .seed = UINT32_MAX,
                            .level = 3,
                            .chosen = CHOSEN_UNSURE,
                            .when = when,
                            .seconds = 12.5f};
}

static SavedState read_text(const char *text) {
    char path[PATH];
    SavedState state;
    Error error = {0};
    temporary(path, text);
    if (!state_read(path, &state, &error))
        fail_msg("%s", error.what);
    unlink(path);
    return state;
}

static void test_practised(void **unused) {
    (void)unused;
    char path[PATH];
    SavedState state = read_text("{\"format\": 1}"), back;
    Error error = {0};
    assert_true(state.answer_count == 0 && !state.answers && state.exam == 0); /* an old state */
    PractiseAnswer late = practised(1800000000), early = practised(1700000000);
    early.chosen = 2;
    late.seconds = 7.26f;
    state.exam = 1900000000;
    assert_true(state_answer(&state, &late) && state_answer(&state, &early));
    assert_true(state_answer(&state, &late)); /* handed out again */
    assert_int_equal(state.answer_count, 2);
    temporary(path, "");
    if (!state_write(path, &state, &error) || !state_read(path, &back, &error))
        fail_msg("%s", error.what);
    unlink(path);
    assert_int_equal(back.answer_count, 2);
    assert_true(back.exam == 1900000000);
    const PractiseAnswer *first = &back.answers[0], *second = &back.answers[1];
    assert_string_equal(first->idea, "let-in");
    assert_string_equal(first->item, "gate-bars");
    assert_true(first->seed == UINT32_MAX && first->level == 3 && first->chosen == 2);
    assert_true(first->when == 1700000000 && first->seconds == 12.5f);
    assert_true(second->when == 1800000000 && second->chosen == CHOSEN_UNSURE);
    assert_true(second->seconds == 7.3f);
    assert_true(state_answer(&back, &late)); /* as it was before it was rounded */
    assert_int_equal(back.answer_count, 2);
    late.seed--;
    assert_true(state_answer(&back, &late)); /* two in one second */
    assert_int_equal(back.answer_count, 3);
    state_free(&state);
    state_free(&back);
}

/* Where one value is not what it must be, the answer is not known. */
static void test_practised_strange(void **unused) {
    (void)unused;
    static const char *const BAD[] = {"7",
                                      "null",
                                      "{}",
                                      "\"keep\"",
                                      "[]",
                                      "[\"a\",\"b\",1,1,1,5]",
                                      "[1,\"b\",1,1,1,5,1]",
                                      "[\"\",\"b\",1,1,1,5,1]",
                                      "[\"A b\",\"b\",1,1,1,5,1]",
                                      "[\"a\",null,1,1,1,5,1]",
                                      "[\"an-idea-of-twenty-four-by\",\"b\",1,1,1,5,1]",
                                      "[\"a\",\"an-item-of-no-less-than-32-bytes\",1,1,1,5,1]",
                                      "[\"a\",\"b\",-1,1,1,5,1]",
                                      "[\"a\",\"b\",4294967296,1,1,5,1]",
                                      "[\"a\",\"b\",0.5,1,1,5,1]",
                                      "[\"a\",\"b\",1,4,1,5,1]",
                                      "[\"a\",\"b\",1,-1,1,5,1]",
                                      "[\"a\",\"b\",1,1,-2,5,1]",
                                      "[\"a\",\"b\",1,1,100,5,1]",
                                      "[\"a\",\"b\",1,1,1,0,1]",
                                      "[\"a\",\"b\",1,1,1,1e300,1]",
                                      "[\"a\",\"b\",1,1,1,5,-1]",
                                      "[\"a\",\"b\",1,1,1,5,1e9]",
                                      "[\"a\",\"b\",1e999,1,1,5,1]",
                                      "[\"a\",\"b\",1,1,1,5,true]"};
    char text[400];
    for (size_t k = 0; k < sizeof BAD / sizeof *BAD; k++) {
        snprintf(text, sizeof text,
                 "{\"format\": 1, \"exam\": -1, \"practised\": [%s,"
                 "[\"an-idea-of-twenty-three\",\"an-item-of-no-less-than-31-byte\",0,0,99,5,0,8]]}",
                 BAD[k]);
        SavedState state = read_text(text);
        if (state.answer_count != 1)
            fail_msg("%d answers with %s", state.answer_count, BAD[k]);
        assert_true(state.answers[0].chosen == 99 && state.exam == 0);
        state_free(&state);
    }
    static const char *const NONE[] = {"5", "\"x\"", "null", "{\"a\": [\"a\",\"b\",1,1,1,5,1]}"};
    for (size_t k = 0; k < sizeof NONE / sizeof *NONE; k++) {
        snprintf(text, sizeof text, "{\"format\": 1, \"practised\": %s}", NONE[k]);
        SavedState state = read_text(text);
        assert_int_equal(state.answer_count, 0);
        state_free(&state);
    }
}

/* Out of order and twice, as no program writes them: in order and once. */
static SavedState written_and_read(SavedState *state) {
    char path[PATH];
    SavedState back = {0};
    Error error = {0};
    temporary(path, "");
    if (!state_write(path, state, &error) || !state_read(path, &back, &error))
        fail_msg("%s", error.what);
    unlink(path);
    return back;
}

/* What was drawn and why comes back; the reason may come later than the answer. */
static void test_practised_drawn(void **unused) {
    (void)unused;
    SavedState state = read_text("{\"format\": 1}");
    PractiseAnswer plain = practised(1700000000), drawn = practised(1800000000);
    drawn.drawn = 3;
    drawn.values[0] = -0.25f;
    drawn.values[2] = 0.12345f;
    drawn.chosen = CHOSEN_OTHER;
    assert_true(state_answer(&state, &plain) && state_answer(&state, &drawn));
    snprintf(drawn.why, sizeof drawn.why, "%s", "\"f\" fell \\ 门关了");
    assert_true(state_answer(&state, &drawn)); /* handed out again */
    assert_int_equal(state.answer_count, 2);
    SavedState back = written_and_read(&state);
    assert_int_equal(back.answer_count, 2);
    assert_true(back.answers[0].drawn == 0 && !back.answers[0].why[0]);
    assert_int_equal(back.answers[1].drawn, 3);
    assert_true(back.answers[1].values[0] == -0.25f && back.answers[1].values[1] == 0);
    assert_float_equal(back.answers[1].values[2], 0.1235f, 1e-6f);
    assert_string_equal(back.answers[1].why, drawn.why);
    assert_int_equal(back.answers[1].chosen, CHOSEN_OTHER);
    state_answer(&back, &plain); /* one without a drawing takes none away */
    assert_string_equal(back.answers[1].why, drawn.why);
    state_free(&state);
    state_free(&back);
}

/* A drawing that is none is left out, and the answer counts; the newest drawings are kept. */
static void test_practised_drawn_strange(void **unused) {
    (void)unused;
    static const char *const DRAWN[] = {"{\"drawn\": [1,2,3,4,5,6,7,8,9]}",
                                        "{\"drawn\": [1, \"2\"]}",
                                        "{\"drawn\": [1e39]}",
                                        "{\"why\": 3}",
                                        "[1]",
                                        "null"};
    for (size_t k = 0; k < sizeof DRAWN / sizeof *DRAWN; k++) {
        char text[256];
        snprintf(text, sizeof text,
                 "{\"format\": 1, \"practised\": [[\"keep\", \"k\", 1, 0, 0, 5, 1, %s]]}",
                 DRAWN[k]);
        SavedState state = read_text(text);
        assert_int_equal(state.answer_count, 1);
        assert_true(state.answers[0].drawn == 0 && !state.answers[0].why[0]);
        state_free(&state);
    }
    SavedState state = read_text("{\"format\": 1}");
    for (int k = 0; k < STATE_DRAWINGS + 3; k++) {
        PractiseAnswer answer = practised(1000 + k);
        answer.drawn = 1;
        answer.values[0] = 0.5f;
        assert_true(state_answer(&state, &answer));
    }
    SavedState back = written_and_read(&state);
    assert_int_equal(back.answer_count, STATE_DRAWINGS + 3);
    assert_int_equal(back.answers[2].drawn, 0);
    assert_int_equal(back.answers[3].drawn, 1);
    state_free(&state);
    state_free(&back);
}

/* What a newer program has written is written again as it was, each time, and counts for nothing. */
static void test_practised_foreign(void **unused) {
    (void)unused;
    SavedState state = read_text("{\"format\": 1, \"practised\": ["
                                 "[\"keep\", \"k\", 1, 9, 0, 5, 1], {\"new\": [true, \"门\"]}, "
                                 "[\"keep\", \"k\", 1, 0, 0, 5, 1]]}");
    assert_int_equal(state.answer_count, 1);
    for (int times = 0; times < 2; times++) {
        SavedState back = written_and_read(&state);
        assert_int_equal(back.answer_count, 1);
        assert_int_equal(back.foreign_count, 2);
        assert_string_equal(back.foreign[0], "[\"keep\",\"k\",1,9,0,5,1]");
        assert_string_equal(back.foreign[1], "{\"new\":[true,\"门\"]}");
        state_free(&state);
        state = back;
    }
    state_free(&state);
}

static void test_practised_order(void **unused) {
    (void)unused;
    SavedState state = read_text("{\"format\": 1, \"practised\": [[\"c\",\"i\",1,0,0,30,1],"
                                 "[\"a\",\"i\",1,0,0,10,1],[\"b\",\"i\",1,0,0,20,1],"
                                 "[\"a\",\"i\",1,0,0,10,1]]}");
    assert_int_equal(state.answer_count, 3);
    for (int k = 0; k < 3; k++)
        assert_true(state.answers[k].when == 10 * (k + 1) && state.answers[k].idea[0] == 'a' + k);
    state_free(&state);
}

/* A file with more than that, as no program writes it. */
static void test_practised_long(void **unused) {
    (void)unused;
    enum { MORE = 5, SIZE = 40 };
    char *text = malloc((STATE_ANSWERS + MORE) * SIZE + 100);
    assert_non_null(text);
    int length = sprintf(text, "{\"format\": 1, \"practised\": [");
    for (int k = 0; k < STATE_ANSWERS + MORE; k++)
        length += sprintf(text + length, "%s[\"a\",\"b\",1,0,0,%d,1]", k ? "," : "", k + 1);
    sprintf(text + length, "]}");
    SavedState state = read_text(text);
    assert_int_equal(state.answer_count, STATE_ANSWERS);
    assert_true(state.answers[0].when == MORE + 1);
    assert_true(state.answers[STATE_ANSWERS - 1].when == STATE_ANSWERS + MORE);
    state_free(&state);
    free(text);
}

/* The newest stay, read or answered, and they fit beside full lessons. */
static void test_practised_room(void **unused) {
    (void)unused;
    char path[PATH];
    SavedState state = {0}, back;
    struct stat status;
    Error error = {0};
    for (int k = 0; k < STATE_ANSWERS + 10; k++) {
        PractiseAnswer answer = practised(STATE_LATEST - STATE_ANSWERS - 10 + k);
        memset(answer.idea, 'i', sizeof answer.idea - 1);
        memset(answer.item, 'i', sizeof answer.item - 1);
        answer.seconds = 999999.9f;
        assert_true(state_answer(&state, &answer));
    }
    assert_int_equal(state.answer_count, STATE_ANSWERS);
    assert_true(state.answers[0].when == STATE_LATEST - STATE_ANSWERS);
    PractiseAnswer older = practised(5);
    assert_true(state_answer(&state, &older));
    assert_true(state.answer_count == STATE_ANSWERS && state.answers[0].when > 5);
    temporary(path, "");
    if (!state_write(path, &state, &error) || !state_read(path, &back, &error))
        fail_msg("%s", error.what);
    assert_true(stat(path, &status) == 0 && status.st_size < 3 << 20);
    assert_int_equal(back.answer_count, STATE_ANSWERS);
    state_free(&state);
    state_free(&back);
    unlink(path);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_practised),         cmocka_unit_test(test_practised_strange),
        cmocka_unit_test(test_practised_drawn),   cmocka_unit_test(test_practised_drawn_strange),
        cmocka_unit_test(test_practised_foreign), cmocka_unit_test(test_practised_order),
        cmocka_unit_test(test_practised_room),    cmocka_unit_test(test_practised_long),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
