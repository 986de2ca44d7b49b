/* announce.c: what a screen reader says by itself: a screen's title, a beat's words, what a step has
 * changed most, what came of an answer; and when: once what moves stands still, every four seconds
 * while it does not. The exact words, in both languages. */
#include "languages.h"
#include "session_fixture.h"
#include "training_sample.h"

#include "language_sample.h"
#include "scene/announce.h"

static const Viewport VIEW = {.width = 1280, .height = 720, .scale = 1};
enum { MOST = 1024 };

/* What is said when so many seconds have passed; "": nothing. */
static const char *said(Announcer *announcer, const Session *session, const char *title,
                        double seconds) {
    static char text[MOST];
    char *now = announce(announcer, session, &VIEW, title, seconds);
    snprintf(text, sizeof text, "%s", now ? now : "");
    free(now);
    return text;
}

/* After it has stood still for long enough. */
static const char *later(Announcer *announcer, const Session *session) {
    const char *first = said(announcer, session, "Gates \u2013 Gatescope", 0.1);
    return first[0] ? first : said(announcer, session, "Gates \u2013 Gatescope", 0.5);
}

static int words_of(const char *text) {
    int words = 0;
    for (const char *c = text; *c; c++)
        words += *c != ' ' && (c == text || c[-1] == ' ');
    return words;
}

/* Texts of the tests are nobody's to free. */
static int put_down(void **state) {
    Stand *stand = *state;
    const Text none = {.count = 0};
    stand->lesson->beats[BEAT_ASK].say = none;
    stand->lesson->beats[BEAT_ASK].question->question = none;
    stand->lesson->beats[BEAT_ASK].question->choices[0].why = none;
    stand->lesson->beats[BEAT_TASK].task->text = none;
    return stand_down(state);
}

static Announcer listening(Session *session) {
    Announcer announcer = {.told = NULL};
    said(&announcer, session, "Gates \u2013 Gatescope", 0);
    said(&announcer, session, "Gates \u2013 Gatescope", 0.5);
    return announcer;
}

/* ---- screens and beats ---- */

static void test_title_and_beat(void **state) {
    Stand *stand = *state;
    Announcer announcer = {.told = NULL};
    stand->lesson->beats[BEAT_ASK].say = sample_text("It **forgets** {f}.", NULL);
    stand->lesson->beats[BEAT_ASK].question->question = sample_text("How much?", NULL);
    stand->lesson->beats[BEAT_TASK].task->text = sample_text("Keep it.", NULL);
    assert_string_equal(said(&announcer, stand->session, "Gates \u2013 Gatescope", 0),
                        "Gates Beat 1 of 5.");
    assert_string_equal(later(&announcer, stand->session), "");
    go_to_beat(stand->session, BEAT_ASK);
    assert_string_equal(later(&announcer, stand->session),
                        "Beat 2 of 5. It forgets the forget gate. The question. How much?");
    assert_string_equal(later(&announcer, stand->session), "");
    assert_string_equal(later(&announcer, stand->session), "");
    go_to_beat(stand->session, BEAT_TASK);
    assert_string_equal(later(&announcer, stand->session), "Beat 3 of 5. The task. Keep it.");
    assert_string_equal(said(&announcer, stand->session, "Doors", 0),
                        "Doors Beat 3 of 5. The task. Keep it.");
    announcer_free(&announcer);
}

static void test_home(void **state) {
    Stand *stand = *state;
    const Catalogue catalogue = {.lesson_count = 0};
    const Viewport view = {.width = 1280, .height = 720, .scale = 1, .catalogue = &catalogue};
    Announcer announcer = listening(stand->session);
    act_number(stand->session, ACTION_HOME, 1);
    char *home = announce(&announcer, stand->session, &view, "Gates \u2013 Gatescope", 0.1);
    assert_non_null(home);
    assert_string_equal(home, "All lessons");
    free(home);
    for (int k = 0; k < 100; k++)
        assert_null(announce(&announcer, stand->session, &view, "Gates \u2013 Gatescope", 0.1));
    announcer_free(&announcer);
}

/* ---- steps ---- */

static void test_steps(void **state) {
    Stand *stand = *state;
    Session *session = stand->session;
    Announcer announcer = listening(session);
    go_to(session, 2, PHASE_SHOW);
    assert_string_equal(said(&announcer, session, "Gates \u2013 Gatescope", 0.1), "");
    assert_string_equal(said(&announcer, session, "Gates \u2013 Gatescope", 0.3), "");
    const char *step = said(&announcer, session, "Gates \u2013 Gatescope", 0.2);
    assert_string_equal(step,
                        "Step 2. The hidden state of unit 3 of the GRU falls from -0.62 to -0.74.");

    assert_string_equal(later(&announcer, session), "");
    go_to(session, 3, PHASE_GATES);
    assert_string_equal(later(&announcer, session),
                        "Step 3, the gates have opened. The update gate of unit 3 of the GRU falls "
                        "from 0.59 to 0.36.");
    go_to(session, -1, PHASE_SHOW);
    assert_string_equal(
        later(&announcer, session),
        "The initial state. The hidden state of unit 3 of the GRU rises from -0.74 to 0.00.");
    act(session, (Action){.kind = ACTION_SELECT, .cell = SAMPLE_GRU, .unit = 2});
    assert_string_equal(later(&announcer, session), "");
    go_to(session, 2, PHASE_SHOW);
    assert_string_equal(later(&announcer, session),
                        "Step 2. The hidden state of unit 3 of the GRU falls from 0.00 to -0.74.");
    session_set_language(session, LANGUAGE_ZH);
    go_to(session, 3, PHASE_SHOW);
    assert_string_equal(later(&announcer, session),
                        "第 3 步。GRU 的单元 3 的候选隐状态由 -0.92 升到 -0.54。");
    announcer_free(&announcer);
}

/* A change tells what follows from it, at the step that stands. */
static void test_change(void **state) {
    Stand *stand = *state;
    Announcer announcer = listening(stand->session);
    act(stand->session, (Action){.kind = ACTION_SELECT, .cell = SAMPLE_LSTM, .unit = 0});
    assert_string_equal(later(&announcer, stand->session), "");
    assert_true(act_edit(stand->session, "set lstm.b_f[0] -6"));
    assert_string_equal(later(&announcer, stand->session),
                        "The forget gate of unit 1 of the LSTM falls from 0.22 to 0.00.");
    announcer_free(&announcer);
}

/* While it plays, one sentence in four seconds. */
static void test_playing(void **state) {
    Stand *stand = *state;
    Session *session = stand->session;
    Announcer announcer = listening(session);
    int sentences = 0;
    act_number(session, ACTION_GO_BEAT, BEAT_LOOK);
    go_to(session, -1, PHASE_SHOW);
    later(&announcer, session);
    act_number(session, ACTION_PLAY, 1);
    for (int frame = 0; frame < 90; frame++) {
        session_advance(session, 0.1);
        const char *now = said(&announcer, session, "Gates \u2013 Gatescope", 0.1);
        sentences += now[0] != '\0';
        if (now[0])
            assert_string_equal(
                now,
                sentences == 1
                    ? "Step 2. The hidden state of unit 3 of the GRU falls from 0.00 to -0.62."
                    : "Step 3. The hidden state of unit 3 of the GRU rises from -0.62 to -0.61.");
    }
    assert_int_equal(sentences, 2);
    announcer_free(&announcer);
}

/* ---- answers and tasks ---- */

static void test_answer(void **state) {
    Stand *stand = *state;
    Session *session = stand->session;
    go_to_beat(session, BEAT_ASK);
    stand->lesson->beats[BEAT_ASK].question->choices[0].why = sample_text("It stays.", "它不变。");
    Announcer announcer = listening(session);
    act_number(session, ACTION_ANSWER, 0);
    assert_string_equal(later(&announcer, session), "Not right. It stays.");
    act_number(session, ACTION_ANSWER, RIGHT_CHOICE);
    assert_string_equal(later(&announcer, session), "Right.");
    announcer_free(&announcer);
}

static void test_answer_in_chinese(void **state) {
    Stand *stand = *state;
    Session *session = stand->session;
    session_set_language(session, LANGUAGE_ZH);
    go_to_beat(session, BEAT_ASK);
    stand->lesson->beats[BEAT_ASK].question->choices[0].why = sample_text("It stays.", "它不变。");
    Announcer announcer = listening(session);
    act_number(session, ACTION_ANSWER, 0);
    assert_string_equal(later(&announcer, session), "不对。它不变。");
    announcer_free(&announcer);
}

static void test_task(void **state) {
    Stand *stand = *state;
    Session *session = stand->session;
    go_to_beat(session, BEAT_TASK);
    Announcer announcer = listening(session);
    act_number(session, ACTION_SHOW_SOLUTION, 0);
    assert_string_equal(later(&announcer, session), "The task is solved.");
    assert_string_equal(later(&announcer, session), "");
    announcer_free(&announcer);
}

static void test_notice(void **state) {
    Stand *stand = *state;
    Error notice = {.what = "The picture is saved"};
    Announcer announcer = listening(stand->session);
    session_tell(stand->session, &notice);
    assert_string_equal(later(&announcer, stand->session), notice.what);
    assert_string_equal(later(&announcer, stand->session), "");
    announcer_free(&announcer);
}

/* ---- screens without steps ---- */

static void test_lines(void **state) {
    (void)state;
    char text[MOST];
    const char *before = "One.\nTwo.\n";
    size_t length = news_lines(before, "One.\nTwo and a half.\nThree.\n", LANGUAGE_EN, text, MOST);
    assert_string_equal(text, "Two and a half. Three.");
    assert_int_equal(length, strlen(text));
    news_lines(before, "Two.\nOne.\n", LANGUAGE_EN, text, MOST);
    assert_string_equal(text, "");
    const char *long_line = "a b c d e f g h i j k l m n o p q r s t u v w x y z\n";
    news_lines("", long_line, LANGUAGE_EN, text, MOST);
    assert_int_equal(strlen(text), strlen(long_line) - 1);
    news_lines("", "One.\na b c d e f g h i j k l m n o p q r s t u v w x\nThree.\n", LANGUAGE_EN,
               text, MOST);
    assert_int_equal(words_of(text), NEWS_WORDS);
    news_lines("", "One.\na b c d e f g h i j k l m n o p q r s t u v w x y\nThree.\n", LANGUAGE_EN,
               text, MOST);
    assert_string_equal(text, "One.");
    news_lines("", "一二三。\n四五六。\n", LANGUAGE_ZH, text, MOST);
    assert_string_equal(text, "一二三。四五六。");
}

static void test_training(void **state) {
    (void)state;
    Session *session = training_begin(TRAINING_COUNTING, 1);
    Announcer announcer = {.told = NULL};
    assert_string_equal(said(&announcer, session, "Training \u2013 Gatescope", 0), "Training");
    assert_string_equal(said(&announcer, session, "Training \u2013 Gatescope", 0.5), "");
    act_number(session, ACTION_PLAY, 1);
    training_report(session, 2);
    char *summary = NULL;
    for (int frame = 0; frame < 41; frame++) {
        session_redraw(session);
        const char *now = said(&announcer, session, "Training \u2013 Gatescope", 0.1);
        if (frame < 39)
            assert_string_equal(now, "");
        else if (now[0])
            summary = strdup(now);
    }
    assert_non_null(summary);
    assert_string_equal(summary, "Training, task: Counting. Hidden units: 6, epochs: 1, learning "
                                 "rate: 0.004, seed: 1. It is "
                                 "learning now.");
    free(summary);
    training_report(session, 4);
    assert_string_equal(said(&announcer, session, "Training \u2013 Gatescope", 0), "");
    static const char LEARNT[] = "LSTM: 199 parameters, 4 minibatches learnt; loss now ";
    assert_memory_equal(said(&announcer, session, "Training \u2013 Gatescope", 0.5), LEARNT,
                        sizeof LEARNT - 1);
    announcer_free(&announcer);
    session_free(session);
}

#define ON_STAND(test) cmocka_unit_test_setup_teardown(test, stand_up, put_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        ON_STAND(test_title_and_beat),
        ON_STAND(test_home),
        ON_STAND(test_steps),
        ON_STAND(test_change),
        ON_STAND(test_playing),
        ON_STAND(test_answer),
        ON_STAND(test_answer_in_chinese),
        ON_STAND(test_task),
        ON_STAND(test_notice),
        cmocka_unit_test(test_lines),
        cmocka_unit_test(test_training),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
