/* undo.c: whatever was changed, in whatever order, with drags: all undone leaves every
 * number bit for bit as it was, all redone as it had become; taken back one by one, in any order,
 * they leave the lesson's own. Seeds are fixed. */
#include "session_fixture.h"

enum { SEEDS = 12, CHANGES = 150 };

typedef struct Numbers {
    float *data[SAMPLE_CELLS];
    size_t bytes[SAMPLE_CELLS];
} Numbers;

static unsigned below(unsigned *seed, unsigned count) {
    *seed = *seed * 1664525u + 1013904223u;
    return (*seed >> 8) % count;
}

static Numbers numbers_of(const Session *session) {
    Numbers numbers;
    for (int k = 0; k < SAMPLE_CELLS; k++) {
        const Trace *trace = session->run->traces[k];
        numbers.bytes[k] = trace->record * (size_t)(trace->steps + 1) * sizeof(float);
        numbers.data[k] = malloc(numbers.bytes[k]);
        assert_non_null(numbers.data[k]);
        memcpy(numbers.data[k], trace->data, numbers.bytes[k]);
    }
    return numbers;
}

static void free_numbers(Numbers *numbers) {
    for (int k = 0; k < SAMPLE_CELLS; k++)
        free(numbers->data[k]);
}

static void assert_numbers(const Session *session, const Numbers *numbers, unsigned seed) {
    for (int k = 0; k < SAMPLE_CELLS; k++)
        if (memcmp(session->run->traces[k]->data, numbers->data[k], numbers->bytes[k]) != 0)
            fail_msg("seed %u: cell %d has other numbers", seed, k);
}

/* One of each kind of change, at a place and to a value by chance. */
static void change(Session *session, unsigned *seed) {
    static const char *const FORMS[] = {
        "input %u 0 %.2f",      "set lstm.b_f[%u] %.2f",        "set gru.W_xz[0][%u] %.2f",
        "set lstm.c0[%u] %.2f", "hold lstm.f[%u] 0.3 @ 2..5",   "hold gru.z[%u] %.2f",
        "free lstm.f[%u]",      "activation lstm.gate relu",    "activation lstm.gate sigmoid",
        "coupled lstm true",    "coupled lstm false",           "reset gru after",
        "reset gru before",     "activation rnn.candidate relu"};
    char text[64];
    unsigned form = below(seed, sizeof FORMS / sizeof *FORMS), place = below(seed, 2);
    snprintf(text, sizeof text, FORMS[form], place, (double)below(seed, 200) / 100 - 0.5);
    int drags = form < 4 ? (int)below(seed, 4) : 0;
    act_edit(session, text); /* may change nothing, or find no such weight in this variant */
    for (int k = 0; k < drags; k++) {
        snprintf(text, sizeof text, FORMS[form], place, (double)below(seed, 200) / 100 - 0.5);
        act_drag(session, text);
    }
}

static void test_there_and_back(void **state) {
    Session *session = ((Stand *)*state)->session;
    Numbers first = numbers_of(session);
    for (unsigned seed = 1; seed <= SEEDS; seed++) {
        unsigned dice = seed * 7919;
        for (int k = 0; k < CHANGES; k++)
            change(session, &dice);
        Numbers last = numbers_of(session);
        int undone = 0;
        while (act_number(session, ACTION_UNDO, 0))
            undone++;
        assert_true(undone > CHANGES / 3);
        assert_numbers(session, &first, seed);
        while (act_number(session, ACTION_REDO, 0))
            undone--;
        assert_int_equal(undone, 0);
        assert_numbers(session, &last, seed);
        free_numbers(&last);
        while (act_number(session, ACTION_UNDO, 0))
            continue;
    }
    free_numbers(&first);
}

static void test_one_by_one(void **state) {
    Session *session = ((Stand *)*state)->session;
    const EditList *edits = &session_beat_state(session)->edits;
    Numbers first = numbers_of(session);
    for (unsigned seed = 1; seed <= SEEDS; seed++) {
        unsigned dice = seed * 104729;
        for (int k = 0; k < CHANGES; k++)
            change(session, &dice);
        while (edits->count) {
            int count = edits->count;
            Edit edit = edits->items[below(&dice, (unsigned)count)];
            assert_true(act(session, (Action){.kind = ACTION_RESET_ONE, .edit = edit}));
            assert_true(edits->count < count);
        }
        assert_numbers(session, &first, seed);
    }
    free_numbers(&first);
}

static void test_a_whole_input(void **state) {
    Session *session = ((Stand *)*state)->session;
    const EditList *edits = &session_beat_state(session)->edits;
    act_edit(session, "input 1 0 0.5");
    act_edit(session, "set lstm.b_f[0] 2");
    act_edit(session, "input 3 0 0.25");
    act_edit(session, "input 3 1 0.125");
    Action whole = {.kind = ACTION_RESET_ONE, .number = 1};
    whole.edit = edit_of(session->lesson, "input 0 0 0");
    assert_true(act(session, whole));
    assert_int_equal(edits->count, 2);
    assert_false(act(session, whole));
    assert_true(act_number(session, ACTION_UNDO, 0));
    assert_int_equal(edits->count, 4);
}

/* Of the file, or of the script of a beat up to here. */
static void test_given(void **state) {
    Session *session = ((Stand *)*state)->session;
    Edit edit = edit_of(session->lesson, "input 2 0 0");
    act_edit(session, "input 2 0 -1");
    assert_true(session_given(session, &edit) == 0.875f);
    edit = edit_of(session->lesson, "set lstm.b_f[1] 0");
    float bias = run_value(session->run, &edit);
    act_edit(session, "set lstm.b_f[1] -9");
    assert_true(session_given(session, &edit) == bias);
    edit = edit_of(session->lesson, "activation lstm.gate relu");
    assert_true(isnan(session_given(session, &edit)));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_there_and_back, stand_up, stand_down),
        cmocka_unit_test_setup_teardown(test_one_by_one, stand_up, stand_down),
        cmocka_unit_test_setup_teardown(test_a_whole_input, stand_up, stand_down),
        cmocka_unit_test_setup_teardown(test_given, stand_up, stand_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
