/* describe.c: lessons' texts become words without marks or braces; numbers, edits and changes
 * are said rightly, and against the run; what the screen hides is not told; a short buffer is cut,
 * never overrun; every beat of every lesson can be told. */
#include "languages.h"
#include "scene_lessons.h"
#include "session_fixture.h"

#include "base/utf8.h"
#include "engine/kinds/lstm.h"
#include "scene/words/describe.h"
#include "scene/words/spoken.h"
#include "session/asked.h"

enum { LONG = 1 << 16 };

static void assert_spoken(const char *markdown, const char *words) {
    char text[1024];
    Prose prose = prose_new(text, sizeof text, LANGUAGE_EN);
    spoken_text(&prose, markdown);
    assert_string_equal(text, words);
    assert_int_equal(prose.length, strlen(words));
}

static void symbols_are_spoken(void **unused) {
    (void)unused;
    assert_spoken("{f} is 1.", "The forget gate is 1.");
    assert_spoken("So {f} is 1, and {i} 0.", "So the forget gate is 1, and the input gate 0.");
    assert_spoken("Shut. {c} stays.", "Shut. The memory cell stays.");
    assert_spoken("its {c}, the {h}, every {z}",
                  "its memory cell, the hidden state, every update gate");
    assert_spoken("the GRU\u2019s {h} and a unit's {c}",
                  "the GRU\u2019s hidden state and a unit's memory cell");
    assert_spoken("{x}\u2081 and {x}\u2082 come", "Input 1 and input 2 come");
    assert_spoken("a {f:forget gate} of 1 \u2212 {z}", "a forget gate of 1 \u2212 the update gate");
    assert_spoken("{n} or {g}: {r}", "The candidate or the candidate: the reset gate");
    assert_spoken("{{f}} {what} {", "{f} {what} {");
}

static void marks_are_silent(void **unused) {
    (void)unused;
    assert_spoken("It **adds** and *keeps* `W_xf`.", "It adds and keeps W_xf.");
    assert_spoken("One.\n\nTwo\nthree.", "One.\nTwo three.");
    assert_spoken("# Head\n\nText", "Head\nText");
    assert_spoken("First:\n\n- one\n- **two**\n\nend", "First:\n- one\n- two\nend");
    assert_spoken("3. three\n4. four", "3. three\n4. four");
    assert_spoken("[a link](http://x) &amp; &lt;", "a link & <");
    assert_spoken("**{f}** is open", "The forget gate is open");
    assert_spoken("", "");
}

/* A title that has new lines tells no line of its own, and neither does a value in a sentence. */
static void titles_stay_in_their_line(void **unused) {
    (void)unused;
    char text[256];
    Prose prose = prose_new(text, sizeof text, LANGUAGE_EN);
    spoken_line(&prose, "One\n\ntwo  \nthree\n\n- four\n- five\n\n    six\n    seven\n");
    assert_string_equal(text, "One two three - four - five six seven");
    prose = prose_new(text, sizeof text, LANGUAGE_EN);
    prose_add(&prose, "\n%s, %s\n\n", "a\nb", "c\n");
    assert_string_equal(text, "\na b, c \n\n");
    prose = prose_new(text, sizeof text, LANGUAGE_EN);
    prose_add(&prose, "%s", "\n");
    assert_string_equal(text, " ");
    prose_add(&prose, "\n");
    assert_string_equal(text, " \n");
}

static void numbers_are_spoken(void **unused) {
    (void)unused;
    char text[PROSE_NUMBER];
    const Prose english = prose_new(NULL, 0, LANGUAGE_EN),
                chinese = prose_new(NULL, 0, LANGUAGE_ZH);
    assert_string_equal(prose_number(&english, 0.976f, text), "0.98");
    assert_string_equal(prose_number(&english, -0.001f, text), "0.00");
    assert_string_equal(prose_number(&english, -3, text), "-3.00");
    assert_string_equal(prose_number(&english, 12345.6f, text), "12346");
    assert_string_equal(prose_number(&english, INFINITY, text), "infinity");
    assert_string_equal(prose_number(&english, -INFINITY, text), "minus infinity");
    assert_string_equal(prose_number(&english, NAN, text), "not a number");
    assert_string_equal(prose_setting(&english, 0.875f, text), "0.875");
    assert_string_equal(prose_setting(&english, -6, text), "-6");
    assert_string_equal(prose_setting(&english, -0.0f, text), "0");
    assert_string_equal(prose_setting(&english, 1.0f / 3, text), "0.333");
    assert_string_equal(prose_number(&chinese, NAN, text), "\u975e\u6570");
    assert_string_equal(prose_number(&chinese, -3, text), "-3.00");
}

/* ---- a lesson made by hand ---- */

static int stand_named(void **state) {
    int status = stand_up(state);
    Lesson *lesson = ((Stand *)*state)->lesson;
    lesson->input_names = calloc(2, sizeof *lesson->input_names);
    assert_non_null(lesson->input_names);
    lesson->input_names[0] = sample_string("value");
    lesson->input_names[1] = sample_string("write");
    return status;
}

static void assert_edit(const Session *session, const char *edit, float was, const char *words) {
    char text[512];
    Prose prose = prose_new(text, sizeof text, LANGUAGE_EN);
    Edit parsed = edit_of(session->lesson, edit);
    prose_edit(&prose, session, &parsed, was);
    assert_string_equal(text, words);
}

static void edits_are_sentences(void **state) {
    Session *session = ((Stand *)*state)->session;
    assert_edit(session, "input 3 1 0.9", 0,
                "the input \u201cwrite\u201d at step 3 becomes 0.9; "
                "it was 0");
    assert_edit(session, "set lstm.b_f[1] 6", 4.6f,
                "the forget gate\u2019s bias in unit 2 of the LSTM (b_f) becomes 6; it was 4.6");
    assert_edit(
        session, "set gru.W_xz[1][0] -2", NAN,
        "the update gate\u2019s weight from input 2 to unit 1 of the GRU (W_xz) becomes -2");
    assert_edit(session, "set gru.W_hh[2][1] 1", 1,
                "the candidate\u2019s weight from unit 3 to unit 2 of the GRU (W_hh) becomes 1");
    assert_edit(session, "set rnn.W_hh[0][0] 1", NAN,
                "the hidden state\u2019s weight from unit 1 to unit 1 of the RNN (W_hh) becomes 1");
    assert_edit(session, "set lstm.c0[0] 0.5", 0,
                "the initial memory cell of unit 1 of the LSTM becomes 0.5; it was 0");
    assert_edit(session, "hold lstm.f 1 @ 2..5", NAN,
                "the forget gates of the LSTM are held at 1 in steps 2 to 5");
    assert_edit(session, "hold gru.z[2] 0.25", NAN,
                "the update gate of unit 3 of the GRU is held at 0.25");
    assert_edit(session, "hold gru.z[2] 0 @ 4..", NAN,
                "the update gate of unit 3 of the GRU is held at 0 from step 4 on");
    assert_edit(session, "free lstm.o[0]", NAN,
                "the output gate of unit 1 of the LSTM is free again");
    assert_edit(session, "activation lstm.candidate relu", NAN,
                "the candidate\u2019s activation of the LSTM becomes relu");
    assert_edit(session, "coupled lstm true", NAN,
                "the LSTM couples its gates: the input gate is 1 minus the forget gate");
    assert_edit(session, "reset gru after", NAN,
                "the GRU resets after the product with its hidden weights");
}

static char *told(const Session *session, const Session *before) {
    char *text = malloc(LONG);
    assert_non_null(text);
    size_t length = describe_beat(session, before, text, LONG);
    assert_int_equal(length, strlen(text));
    assert_null(strstr(text, "nan"));
    assert_null(strstr(text, "NaN"));
    return text;
}

static void assert_told(const char *text, const char *words) {
    if (!strstr(text, words))
        fail_msg("\"%s\" is not in:\n%s", words, text);
}

static void assert_not_told(const char *text, const char *words) {
    if (strstr(text, words))
        fail_msg("\"%s\" is in:\n%s", words, text);
}

/* "memory cell 0.93" as the run has it. */
static void assert_number_told(const char *text, const Session *session, int cell, int signal,
                               long t, int unit) {
    char words[96], number[PROSE_NUMBER];
    const Prose english = prose_new(NULL, 0, LANGUAGE_EN);
    float value = trace_at(session->run->traces[cell], signal, t, 0)[unit];
    const SignalInfo *info = &cell_kind(session->run->cells[cell]->spec.kind)->signals[signal];
    snprintf(words, sizeof words, "%s %s", info->label, prose_number(&english, value, number));
    assert_told(text, words);
}

static void a_beat_tells_its_numbers(void **state) {
    Session *session = ((Stand *)*state)->session;
    char *text = told(session, NULL);
    assert_told(text, "Beat 1 of 5.");
    assert_told(text, "On stage: the LSTM with 2 units and the GRU with 3 units.");
    assert_told(text, "The input \u201cvalue\u201d at step 2 becomes 0.875.");
    assert_told(text, "This is step 1, and it is complete.");
    assert_told(text, "Inputs: value 1, write ");
    assert_told(text, "Look at the hidden state of unit 3 of the GRU, ");
    for (int unit = 0; unit < 2; unit++)
        for (int signal = LSTM_F; signal <= LSTM_C; signal++)
            assert_number_told(text, session, SAMPLE_LSTM, signal, 1, unit);
    for (int unit = 0; unit < 3; unit++)
        assert_number_told(text, session, SAMPLE_GRU, SIGNAL_H, 1, unit);
    assert_not_told(text, "In the RNN");
    assert_not_told(text, "Unit 4");
    assert_not_told(text, "Since the beat before");
    free(text);
}

static void held_gates_are_told(void **state) {
    Session *session = ((Stand *)*state)->session;
    act_edit(session, "hold lstm.f[1] 0.25");
    char *text = told(session, NULL);
    assert_told(text, "Changed by hand:\nThe forget gate of unit 2 of the LSTM is held at 0.25.");
    assert_told(text, "Unit 2: forget gate held at 0.25, ");
    free(text);
}

static void later_phases_are_not_told(void **state) {
    Session *session = ((Stand *)*state)->session;
    go_to_beat(session, BEAT_TASK); /* at the forget phase of step 3 */
    char *text = told(session, NULL);
    assert_told(text, "This is step 3, and the gates have opened and the old memory");
    assert_told(text, "Later in this step: the memory cell and the hidden state.");
    assert_told(text, "Later in this step: the candidate and the hidden state.");
    assert_number_told(text, session, SAMPLE_LSTM, LSTM_F, 3, 0);
    const char *unit = strstr(text, "Unit 1: ");
    assert_non_null(unit);
    assert_true(strcspn(unit, "\n") < (size_t)(strstr(unit, "memory cell") - unit));
    assert_told(text, "The task. ");
    assert_told(text, "You may change the forget gate\u2019s bias in unit 1 of the LSTM (b_f) and "
                      "the update gates of the GRU. It is not solved yet.");
    act_number(session, ACTION_SHOW_SOLUTION, 0);
    free(text);
    text = told(session, NULL);
    assert_told(text, "It is solved.");
    free(text);
}

static void the_initial_state_is_told(void **state) {
    Session *session = ((Stand *)*state)->session;
    go_to(session, -1, PHASE_SHOW);
    char *text = told(session, NULL);
    assert_told(text, "This is the initial state, before the first step.");
    assert_told(text, "Unit 1: memory cell 0.00, hidden state 0.00.");
    assert_not_told(text, "Inputs");
    assert_not_told(text, "Later in this step");
    free(text);
}

static void changes_are_told(void **state) {
    Session *session = ((Stand *)*state)->session;
    Session *before = session_new(session->lesson, NULL);
    assert_non_null(before);
    char *text = told(session, before);
    assert_told(text, "No number on stage has changed since the beat before.");
    free(text);
    act_edit(session, "hold lstm.f[0] 0.02");
    act_edit(before, "hold lstm.f[0] 0.98");
    text = told(session, before);
    assert_told(text, "\nThe forget gate of unit 1 of the LSTM falls from 0.98 to 0.02.\n");
    free(text);
    text = told(before, session);
    assert_told(text, "\nThe forget gate of unit 1 of the LSTM rises from 0.02 to 0.98.\n");
    free(text);
    session_free(before);
}

static void the_largest_changes_come_first(void **state) {
    Session *session = ((Stand *)*state)->session;
    Session *before = session_new(session->lesson, NULL);
    assert_non_null(before);
    go_to(session, 7, PHASE_SHOW);
    char *text = told(session, before), verb[8];
    const char *line = strstr(text, "Since the beat before:\n");
    float from, to, last = INFINITY;
    int count = 0;
    assert_non_null(line);
    line = strchr(line, '\n') + 1;
    if (strncmp(line, "The hidden state of unit 3 of the GRU", 37) == 0) /* it is pointed at */
        line = strchr(line, '\n') + 1;
    for (; strncmp(line, "The ", 4) == 0; line = strchr(line, '\n') + 1, count++) {
        const char *words = strstr(line, "s from ");
        assert_int_equal(sscanf(words - 4, "%7s from %f to %f", verb, &from, &to), 3);
        assert_true((to > from) == (strcmp(verb, "rises") == 0));
        assert_true(fabsf(to - from) <= last + 0.011f);
        last = fabsf(to - from);
    }
    assert_true(count >= 5);
    free(text);
    session_free(before);
}

static void odd_numbers_are_told(void **state) {
    Session *session = ((Stand *)*state)->session;
    act_edit(session, "activation lstm.gate identity");
    act_edit(session, "activation lstm.candidate identity");
    act_edit(session, "activation lstm.output identity");
    for (int unit = 0; unit < 2; unit++) {
        char edit[64];
        snprintf(edit, sizeof edit, "set lstm.b_c[%d] 3e38", unit);
        act_edit(session, edit);
        snprintf(edit, sizeof edit, "set lstm.b_f[%d] -3e38", unit);
        act_edit(session, edit);
        snprintf(edit, sizeof edit, "set lstm.b_i[%d] 3e38", unit);
        act_edit(session, edit);
    }
    go_to(session, 3, PHASE_SHOW);
    char *text = told(session, NULL);
    assert_true(strstr(text, "infinity") || strstr(text, "not a number"));
    assert_null(strstr(text, " inf,"));
    free(text);
}

static void questions_are_asked(void **state) {
    Session *session = ((Stand *)*state)->session;
    go_to_beat(session, BEAT_ASK);
    char *text = told(session, NULL);
    assert_told(text, "The question. ");
    assert_told(text, "Choice 3. ");
    assert_not_told(text, "right"); /* predict first */
    free(text);
    act_number(session, ACTION_ANSWER, RIGHT_CHOICE);
    text = told(session, NULL);
    char answered[64]; /* by where it stands */
    snprintf(answered, sizeof answered, "Answered with choice %d, which is right.",
             asked_place(session, BEAT_ASK, RIGHT_CHOICE) + 1);
    assert_told(text, answered);
    free(text);
}

static void short_buffers_are_cut(void **state) {
    Session *session = ((Stand *)*state)->session;
    char *whole = told(session, session);
    size_t length = strlen(whole);
    assert_int_equal(describe_beat(session, session, NULL, 0), length);
    for (size_t size = 1; size <= length + 1; size += size < 200 ? 1 : 97) {
        char *text = malloc(size); /* of that size, so that a sanitizer sees its end */
        assert_non_null(text);
        assert_int_equal(describe_beat(session, session, text, size), length);
        size_t kept = utf8_whole(whole, size - 1); /* no part of a character */
        assert_int_equal(strlen(text), kept);
        assert_memory_equal(text, whole, kept);
        free(text);
    }
    free(whole);
}

/* ---- lessons ---- */

static const char LARGE[] =
    "{ \"format\": 1, \"id\": \"large\", \"title\": \"Large\", \"track\": \"test\", \"level\": 1,"
    "  \"minutes\": 1, \"goal\": \"{f}.\","
    "  \"inputs\": { \"names\": [\"value\"], \"sequence\": [[1], [0.5]] },"
    "  \"cells\": [ { \"id\": \"big\", \"kind\": \"lstm\", \"hidden\": 32, \"weights\": {} },"
    "               { \"id\": \"small\", \"kind\": \"lstm\", \"hidden\": 5, \"weights\": {} } ],"
    "  \"beats\": [ { \"say\": \"One.\", \"at\": { \"t\": 0 }, \"show\": [\"big\"],"
    "                 \"highlight\": [\"big.h\", \"big\"],"
    "                 \"do\": [ { \"hold\": \"big.f[7]\", \"to\": 0.875 },"
    "                           { \"hold\": \"big.f[31]\", \"to\": 0.125 } ] } ] }";

static void many_units_are_summed_up(void **unused) {
    (void)unused;
    Errors errors = {0};
    Lesson *lesson = lesson_parse(LARGE, sizeof LARGE - 1, NULL, &errors);
    assert_non_null(lesson);
    Session *session = session_new(lesson, NULL);
    assert_non_null(session);
    char *text = told(session, NULL);
    assert_told(text, "On stage: the LSTM \u201cbig\u201d with 32 units.");
    assert_told(text, "Unit 4: ");
    assert_not_told(text, "Unit 5: ");
    assert_told(text, "And 28 more units: forget gate from 0.12 to 0.88, input gate all 0.50");
    assert_told(text, "Look at the hidden states of the LSTM \u201cbig\u201d, all 0.00; all of the "
                      "LSTM \u201cbig\u201d.");
    size_t length = describe_lesson(session, text, LONG);
    assert_int_equal(length, strlen(text));
    assert_told(text, "Large\n\nThe goal. The forget gate.\n");
    assert_told(text, "1 beat, ");
    assert_told(text,
                "1 input, value. Its cells are the LSTM \u201cbig\u201d with 32 units and the "
                "LSTM \u201csmall\u201d with 5 units.");
    free(text);
    session_free(session);
    lesson_free(lesson);
    errors_free(&errors);
}

static void every_lesson_can_be_told(void **unused) {
    (void)unused;
    char paths[LESSONS_MOST][300];
    int count = lesson_paths(paths);
    for (int k = 0; k < count; k++) {
        Play play, before;
        lesson_start(&play, paths[k]);
        lesson_start(&before, paths[k]);
        play.session->view.reduced_motion = before.session->view.reduced_motion = true;
        for (int beat = 0; beat < play.lesson->beat_count; beat++) {
            play.session->nudged = before.session->nudged = true;
            act_number(play.session, ACTION_GO_BEAT, beat);
            act_number(before.session, ACTION_GO_BEAT, beat - 1);
            assert_int_equal(play.session->beat, beat);
            char *text = told(play.session, before.session);
            assert_null(strpbrk(text, "{}*`"));
            assert_null(strstr(text, "the the "));
            assert_null(strstr(text, "  "));
            assert_null(strstr(text, ".."));
            free(text);
        }
        session_free(play.session);
        session_free(before.session);
        lesson_free(play.lesson);
        lesson_free(before.lesson);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(symbols_are_spoken),
        cmocka_unit_test(marks_are_silent),
        cmocka_unit_test(titles_stay_in_their_line),
        cmocka_unit_test(numbers_are_spoken),
        cmocka_unit_test_setup_teardown(edits_are_sentences, stand_named, stand_down),
        cmocka_unit_test_setup_teardown(a_beat_tells_its_numbers, stand_named, stand_down),
        cmocka_unit_test_setup_teardown(held_gates_are_told, stand_named, stand_down),
        cmocka_unit_test_setup_teardown(later_phases_are_not_told, stand_named, stand_down),
        cmocka_unit_test_setup_teardown(the_initial_state_is_told, stand_named, stand_down),
        cmocka_unit_test_setup_teardown(changes_are_told, stand_named, stand_down),
        cmocka_unit_test_setup_teardown(the_largest_changes_come_first, stand_named, stand_down),
        cmocka_unit_test_setup_teardown(odd_numbers_are_told, stand_named, stand_down),
        cmocka_unit_test_setup_teardown(questions_are_asked, stand_named, stand_down),
        cmocka_unit_test_setup_teardown(short_buffers_are_cut, stand_named, stand_down),
        cmocka_unit_test(many_units_are_summed_up),
        cmocka_unit_test(every_lesson_can_be_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
