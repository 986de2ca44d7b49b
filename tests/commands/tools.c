/* tools.c: proves that the home screen's tools open in the lesson's window, look as the
 * lesson did, and leave it as it was; that what cannot be opened changes nothing; and that the
 * shipped models read the shipped digits, each as well as its list says. */
#include "languages.h"
#include "testing.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "commands/tools/sandbox.h"
#include "commands/tools/tools.h"
#include "files/lesson/file.h"
#include "scene/screens.h"
#include "session/kinds/digits.h"
#include "session/kinds/look.h"
#include "session/kinds/practise.h"
#include "session/kinds/sandbox.h"
#include "session/kinds/text.h"
#include "session/kinds/training.h"

enum { FRAMES_MOST = 30000 }; /* more than anything takes: something hangs */

typedef struct Desk {
    Lesson *lesson;
    Tools tools;
    WindowSetup setup;
    ToolDrop drop;
} Desk;

static int begin(void **state) {
    Desk *desk = calloc(1, sizeof *desk);
    Errors errors = {0};
    Error error = {0};
    assert_non_null(desk);
    desk->lesson = lesson_read("lessons/11-no-gates.json", &errors);
    assert_non_null(desk->lesson);
    desk->setup.session = session_new(desk->lesson, &error);
    assert_non_null(desk->setup.session);
    desk->setup.title = "A lesson";
    desk->setup.lesson_number = 1;
    *state = desk;
    return 0;
}

static int end(void **state) {
    Desk *desk = *state;
    tools_close(&desk->tools, &desk->setup);
    tools_free(&desk->tools);
    session_free(desk->setup.session);
    lesson_free(desk->lesson);
    free(desk);
    unsetenv("GATESCOPE_ASSETS");
    return 0;
}

/* What a command has made is what its window shows first; the next time the tool is a fresh one. */
static void test_given(void **state) {
    Desk *desk = *state;
    Session *lesson = desk->setup.session;
    Error error = {0};
    Session *given = sandbox_session(&error);
    assert_non_null(given);
    desk->tools.given = given;
    assert_true(tools_open(&desk->tools, &desk->setup, SESSION_SANDBOX, &error));
    assert_ptr_equal(desk->setup.session, given);
    assert_null(desk->tools.given);
    assert_true(tools_close(&desk->tools, &desk->setup));
    assert_ptr_equal(desk->setup.session, lesson);
    assert_true(tools_open(&desk->tools, &desk->setup, SESSION_TEXT, &error));
    assert_non_null(session_text(desk->setup.session));
    /* one that was never shown is given back with the rest */
    desk->tools.given = sandbox_session(&error);
}

static void test_there_and_back(void **state) {
    Desk *desk = *state;
    Session *lesson = desk->setup.session;
    Error error = {0};
    lesson->view.theme = 1;
    lesson->view.language = LANGUAGE_ZH;
    session_apply(lesson, &(Action){.kind = ACTION_HOME, .number = 1});
    for (int tool = SESSION_LESSON + 1; tool < SESSION_KIND_COUNT; tool++) {
        assert_true(tools_open(&desk->tools, &desk->setup, tool, &error));
        Session *session = desk->setup.session;
        assert_ptr_not_equal(session, lesson);
        assert_int_equal(session->view.theme, 1);
        assert_true(language_same(session->view.language, LANGUAGE_ZH));
        assert_int_equal(session_kind(session), tool);
        assert_ptr_equal(screen_now(session, &(Viewport){0}), screen_of(tool));
        assert_string_equal(tools_name(&desk->tools), screen_of(tool)->name);
        assert_int_equal(session_digits(session) != NULL, tool == SESSION_DIGITS);
        assert_int_equal(session_sandbox(session) != NULL, tool == SESSION_SANDBOX);
        assert_int_equal(desk->setup.lesson_number, 0);
        assert_int_equal(session_training(session) != NULL, tool == SESSION_TRAINING);
        assert_int_equal(session_text(session) != NULL, tool == SESSION_TEXT);
        bool waits = tool == SESSION_TRAINING || tool == SESSION_TEXT || tool == SESSION_PRACTISE ||
                     tool == SESSION_LOOK;
        assert_int_equal(session_moving(session), !waits); /* else it begins by itself */
        session_apply(session, &(Action){.kind = ACTION_TEXT_SIZE, .number = 1});
        assert_true(tools_close(&desk->tools, &desk->setup));
        assert_false(tools_close(&desk->tools, &desk->setup));
        assert_ptr_equal(desk->setup.session, lesson);
        assert_string_equal(desk->setup.title, "A lesson");
        assert_int_equal(desk->setup.lesson_number, 1);
        assert_false(lesson->view.home.open);
    }
    assert_true(lesson->view.text_scale > 1.2f);
}

static void write_data(const char *path, const char *text) {
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    assert_int_equal(fclose(file), 0);
}

static const char MODEL[] = "tests/models/torch/gru-3-layers.pth";
static const char DATA[] = "build/dropped.csv";

static bool drop(Desk *desk, const char *one, const char *two, Error *error) {
    char *paths[2] = {(char *)(uintptr_t)one, (char *)(uintptr_t)two};
    return tools_drop(&desk->tools, &desk->setup, paths, two ? 2 : 1, &desk->drop, error);
}

/* A model that is dropped is looked into; data after it is what that reads; what is neither changes
 * nothing, and what comes later goes to the model that was dropped last. */
static void test_dropped(void **state) {
    Desk *desk = *state;
    Session *lesson = desk->setup.session;
    Error error = {0};
    write_data(DATA, "a,b,c\n1,2,3\n4,5,6\n");
    assert_false(drop(desk, DATA, NULL, &error)); /* for no model */
    assert_string_equal(error.what,
                        "dropped.csv is data, and there is no model that reads it: drop "
                        "both at once");
    assert_ptr_equal(desk->setup.session, lesson);
    assert_true(drop(desk, MODEL, NULL, &error));
    assert_true(session_look_into(desk->setup.session)->pulse);
    assert_null(desk->drop.data);
    assert_true(drop(desk, DATA, NULL, &error));
    assert_ptr_equal(desk->drop.data, DATA);
    assert_false(session_look_into(desk->setup.session)->pulse);
    assert_int_equal(desk->setup.session->lesson->steps, 2);
    assert_string_equal(desk->setup.session->lesson->input_names[1], "b");
    Session *maps = desk->setup.session;
    write_data(DATA, "a\n1\n");
    error = (Error){0};
    assert_false(drop(desk, DATA, NULL, &error));
    assert_true(error.what[0]);
    assert_ptr_equal(desk->setup.session, maps);
    assert_true(tools_close(&desk->tools, &desk->setup));
    assert_ptr_equal(desk->setup.session, lesson);
    remove(DATA);
}

/* Both at once, whichever comes first; where they do not fit, the model alone, and it is said. */
static void test_dropped_together(void **state) {
    Desk *desk = *state;
    Error error = {0};
    write_data(DATA, "a,b,c\n1,2,3\n4,5,6\n7,8,9\n");
    assert_true(drop(desk, DATA, MODEL, &error));
    assert_int_equal(desk->setup.session->lesson->steps, 3);
    assert_string_equal(desk->tools.looked, MODEL);
    assert_ptr_equal(desk->drop.data, DATA);
    assert_string_equal(desk->drop.why.what, "");
    write_data(DATA, "a,b\n1,2\n");
    assert_true(drop(desk, MODEL, DATA, &error));
    assert_true(session_look_into(desk->setup.session)->pulse);
    assert_null(desk->drop.data);
    assert_string_equal(desk->drop.why.file, DATA);
    assert_non_null(strstr(desk->drop.why.found, "2"));
    assert_true(drop(desk, "tests/models/tfjs/gru-before.bin", "tests/models/tfjs/gru-before.json",
                     &error)); /* its bytes are no data */
    assert_null(desk->drop.data);
    assert_false(drop(desk, "tests/models/README.md", "tests/models/torch/cut.pt", &error));
    remove(DATA);
}

/* Of one's own network on the home screen an example is opened, which says how. */
static void test_example(void **state) {
    Desk *desk = *state;
    Error error = {0};
    assert_true(tools_open(&desk->tools, &desk->setup, SESSION_LOOK, &error));
    const Look *look = session_look_into(desk->setup.session);
    assert_true(look->example && look->telling);
    assert_string_equal(desk->setup.session->lesson->id, "voice");
    assert_string_equal(desk->tools.looked, ""); /* data that is dropped is not for it */
    session_apply(desk->setup.session,
                  &(Action){.kind = ACTION_LOOK, .number = LOOK_WHY, .unit = 0});
    assert_false(look->telling);
    session_apply(desk->setup.session,
                  &(Action){.kind = ACTION_LOOK, .number = LOOK_WHY, .unit = 1, .flag = true});
    assert_true(look->telling);
}

/* What is answered goes into the state that is kept, once however often that is saved; of one idea
 * where that was wished for. */
static void test_practise(void **state) {
    Desk *desk = *state;
    SavedState kept = {0};
    Error error = {0};
    const int idea = idea_find("fading");
    const Action wish = {.kind = ACTION_OPEN_TOOL, .number = SESSION_PRACTISE, .unit = idea + 1};
    desk->tools.state = &kept;
    assert_true(tools_carry_out(&desk->tools, &desk->setup, &wish, &error));
    Session *session = desk->setup.session;
    assert_string_equal(session_practise(session)->item->idea, "fading");
    assert_true(tools_hand_out(&desk->tools, &desk->setup));
    assert_int_equal(kept.answer_count, 0);
    session_apply(session, &(Action){.kind = ACTION_PRACTISE, .number = PRACTISE_UNSURE});
    for (int k = 0; k < 2; k++)
        assert_true(tools_hand_out(&desk->tools, &desk->setup));
    assert_int_equal(kept.answer_count, 1);
    assert_string_equal(kept.answers[0].idea, "fading");
    assert_int_equal(kept.answers[0].chosen, CHOSEN_UNSURE);
    assert_true(tools_close(&desk->tools, &desk->setup));
    assert_true(tools_hand_out(&desk->tools, &desk->setup)); /* a lesson hands out nothing */
    assert_int_equal(kept.answer_count, 1);
    desk->tools.state = NULL;
    state_free(&kept);
}

/* A training goes on while it is open, is paused behind the lesson, and is there again. */
static void test_training(void **state) {
    Desk *desk = *state;
    Error error = {0};
    assert_false(tools_follow(&desk->tools, &desk->setup));
    assert_true(tools_open(&desk->tools, &desk->setup, SESSION_TRAINING, &error));
    Session *session = desk->setup.session;
    const Training *training = session_training(session);
    session_apply(
        session,
        &(Action){.kind = ACTION_TRAINING, .number = TRAINING_TASK, .value = TRAINING_RECALL});
    session_apply(session, &(Action){.kind = ACTION_PLAY, .number = 1});
    for (int frame = 0; frame < FRAMES_MOST && training->report.done < 20; frame++) {
        assert_true(tools_follow(&desk->tools, &desk->setup));
        SDL_Delay(10);
    }
    long done = training->report.done;
    assert_true(done >= 20);
    assert_true(tools_close(&desk->tools, &desk->setup));
    assert_ptr_not_equal(desk->setup.session, session);
    assert_true(tools_open(&desk->tools, &desk->setup, SESSION_TRAINING, &error));
    assert_ptr_equal(desk->setup.session, session);
    assert_int_equal(training->state, TRAINING_PAUSED);
    for (int frame = 0; frame < FRAMES_MOST && tools_follow(&desk->tools, &desk->setup); frame++)
        SDL_Delay(10);
    assert_true(training->report.done >= done);
}

static void set_training(Session *session, TrainingField field, int value) {
    session_apply(session,
                  &(Action){.kind = ACTION_TRAINING, .number = field, .value = (float)value});
}

/* Frames until the window shows a session of that kind. */
static void wait_for(Desk *desk, SessionKindId kind) {
    for (int frame = 0; frame < FRAMES_MOST && session_kind(desk->setup.session) != kind; frame++) {
        tools_follow(&desk->tools, &desk->setup);
        SDL_Delay(10);
    }
    assert_int_equal(session_kind(desk->setup.session), kind);
}

/* What was trained reads digits, beside the networks that came along; the training waits, and is
 * there again as it was left. */
static void test_trained(void **state) {
    Desk *desk = *state;
    Error error = {0};
    const Action hand_over = {.kind = ACTION_OPEN_TOOL, .number = SESSION_DIGITS, .flag = true};
    assert_true(tools_open(&desk->tools, &desk->setup, SESSION_TRAINING, &error));
    Session *session = desk->setup.session;
    const Training *training = session_training(session);
    session_apply(session,
                  &(Action){.kind = ACTION_TRAINING, .number = TRAINING_HIDDEN, .value = 5});
    session_apply(session,
                  &(Action){.kind = ACTION_TRAINING, .number = TRAINING_KIND, .unit = CELL_GRU});
    session_apply(session, &(Action){.kind = ACTION_PLAY, .number = 1});
    for (int frame = 0; frame < FRAMES_MOST && training->report.done < 4; frame++) {
        tools_follow(&desk->tools, &desk->setup);
        SDL_Delay(10);
    }
    assert_true(tools_carry_out(&desk->tools, &desk->setup, &hand_over, &error));
    wait_for(desk, SESSION_DIGITS);
    const DigitReading *digits = session_digits(desk->setup.session);
    assert_true(digits->trained[CELL_LSTM] && digits->trained[CELL_RNN]);
    assert_false(digits->trained[CELL_GRU]);
    assert_int_equal(digits->lesson->cells[CELL_LSTM].cell->spec.hidden, 5);
    assert_int_equal(digits->lesson->cells[CELL_GRU].cell->spec.hidden, 64);
    long done = training->report.done;
    unsigned race = training->order.race;
    assert_true(tools_open(&desk->tools, &desk->setup, SESSION_DIGITS, &error)); /* as shipped */
    digits = session_digits(desk->setup.session);
    assert_false(digits->trained[CELL_LSTM]);
    assert_int_equal(digits->lesson->cells[CELL_LSTM].cell->spec.hidden, 64);
    assert_true(tools_open(&desk->tools, &desk->setup, SESSION_TRAINING, &error));
    assert_ptr_equal(desk->setup.session, session);
    assert_int_equal(training->state, TRAINING_PAUSED);
    assert_int_equal(training->order.race, race);
    assert_true(training->report.done >= done);
}

/* The cell whose example is shown goes over to Text, where it reads what it was tested with, writes,
 * and gives way to the models that came along; the training is there again as it was left. */
static void test_trained_text(void **state) {
    Desk *desk = *state;
    Error error = {0};
    const Action hand_over = {.kind = ACTION_OPEN_TOOL, .number = SESSION_TEXT, .flag = true};
    const Action other = {.kind = ACTION_OPEN_TOOL, .number = SESSION_TEXT, .unit = -1};
    assert_true(tools_open(&desk->tools, &desk->setup, SESSION_TRAINING, &error));
    Session *session = desk->setup.session;
    const Training *training = session_training(session);
    set_training(session, TRAINING_TASK, TRAINING_TEXT);
    set_training(session, TRAINING_HIDDEN, 5);
    session_apply(session, &(Action){.kind = ACTION_TRAINING_CELL, .number = CELL_GRU});
    session_apply(session, &(Action){.kind = ACTION_PLAY, .number = 1});
    for (int frame = 0; frame < 3000 && training->report.done < 4; frame++) {
        tools_follow(&desk->tools, &desk->setup);
        SDL_Delay(10);
    }
    assert_true(tools_carry_out(&desk->tools, &desk->setup, &hand_over, &error));
    wait_for(desk, SESSION_TEXT);
    const TextReading *reading = session_text(desk->setup.session);
    const CellSpec *spec = &reading->lesson->cells[CHARACTERS_CELL].cell->spec;
    assert_int_equal(reading->model, TEXT_TRAINED);
    assert_int_equal(spec->kind, CELL_GRU);
    assert_int_equal(spec->hidden, 5);
    assert_int_equal(reading->alphabet.count, training->report.outputs);
    assert_int_equal(reading->passage, reading->set->count - 1);
    assert_memory_equal(reading->text, "Happy for all her maternal feelings", 35);
    long length = desk->setup.session->lesson->steps;
    session_apply(desk->setup.session, &(Action){.kind = ACTION_TEXT_WRITE, .number = 20});
    assert_int_equal(desk->setup.session->lesson->steps, length + 20);
    tools_paste(&desk->tools, &desk->setup, "So?");
    assert_true(tools_carry_out(&desk->tools, &desk->setup, &other, &error));
    reading = session_text(desk->setup.session);
    assert_int_equal(reading->model, TEXT_ENGLISH);
    assert_memory_equal(reading->own, "So?", 3);
    assert_true(tools_open(&desk->tools, &desk->setup, SESSION_TRAINING, &error));
    assert_ptr_equal(desk->setup.session, session);
    assert_int_equal(training->state, TRAINING_PAUSED);
    assert_true(training->report.done >= 4);
}

/* The other model takes over the text of one's own, and what it writes with. */
static void test_text_models(void **state) {
    Desk *desk = *state;
    Error error = {0};
    Action other = {.kind = ACTION_OPEN_TOOL, .number = SESSION_TEXT, .unit = -1};
    assert_true(tools_open(&desk->tools, &desk->setup, SESSION_TEXT, &error));
    assert_int_equal(session_text(desk->setup.session)->model, TEXT_ENGLISH);
    tools_paste(&desk->tools, &desk->setup, "Is this (so)?");
    session_apply(desk->setup.session, &(Action){.kind = ACTION_TEXT_TEMPERATURE, .value = 0.5f});
    assert_true(tools_carry_out(&desk->tools, &desk->setup, &other, &error));
    const TextReading *reading = session_text(desk->setup.session);
    assert_int_equal(reading->model, TEXT_LISP);
    assert_int_equal(reading->passage, TEXT_OWN);
    assert_int_equal(reading->own_length, 13);
    assert_memory_equal(reading->own, "Is this (so)?", 13);
    assert_float_equal(reading->temperature, 0.5f, 0);
    setenv("GATESCOPE_ASSETS", "/nowhere", 1);
    Session *before = desk->setup.session;
    assert_false(tools_carry_out(&desk->tools, &desk->setup, &other, &error));
    assert_ptr_equal(desk->setup.session, before); /* with its passages */
    session_apply(before, &(Action){.kind = ACTION_TEXT_PICK, .number = 1});
    assert_true(before->lesson->steps > 100);
    unsetenv("GATESCOPE_ASSETS");
    assert_true(tools_carry_out(&desk->tools, &desk->setup, &other, &error));
    assert_int_equal(session_text(desk->setup.session)->model, TEXT_ENGLISH);
}

/* What is saved says where, by its whole path, and can be opened. */
static void test_saved(void **state) {
    Desk *desk = *state;
    Error error = {0};
    char here[4096], folder[] = "/tmp/gatescope-XXXXXX", whole[4200];
    assert_non_null(getcwd(here, sizeof here));
    assert_non_null(mkdtemp(folder));
    assert_true(tools_open(&desk->tools, &desk->setup, SESSION_SANDBOX, &error));
    Session *session = desk->setup.session;
    assert_false(tools_open_saved(&desk->tools, &desk->setup));
    while (session->lesson->steps < 12)
        session_advance(session, 0.1);
    assert_int_equal(chdir(folder), 0);
    tools_save(&desk->tools, &desk->setup, false);
    assert_int_equal(chdir(here), 0);
    snprintf(whole, sizeof whole, "%s/recording-1.gatescope.json", folder);
    assert_string_equal(desk->tools.saved, whole);
    assert_non_null(strstr(session->notice.what, whole));
    assert_true(session->saved);
    assert_true(tools_open_saved(&desk->tools, &desk->setup));
    Lesson *lesson = lesson_read(whole, &(Errors){0});
    assert_non_null(lesson);
    lesson_free(lesson);
    remove(whole);
    remove(folder);
}

static void test_missing(void **state) {
    Desk *desk = *state;
    Session *lesson = desk->setup.session;
    Error error = {0};
    setenv("GATESCOPE_ASSETS", "/nowhere", 1);
    assert_false(tools_open(&desk->tools, &desk->setup, SESSION_DIGITS, &error));
    assert_non_null(strstr(error.what, "mnist"));
    assert_false(tools_open(&desk->tools, &desk->setup, SESSION_LESSON, &error));
    assert_false(tools_open(&desk->tools, &desk->setup, SESSION_KIND_COUNT, &error));
    assert_ptr_equal(desk->setup.session, lesson);
    assert_false(tools_are_open(&desk->tools));
}

/* Each digit that is listed as wrong, read alone, is taken for another one; and few are. */
static void test_shipped_models(void **state) {
    Desk *desk = *state;
    Error error = {0};
    assert_true(tools_open(&desk->tools, &desk->setup, SESSION_DIGITS, &error));
    Session *session = desk->setup.session;
    assert_int_equal(session_digits(session)->set->count, 2000);
    for (int kind = 0; kind < CELL_KIND_COUNT; kind++) {
        session_apply(session, &(Action){.kind = ACTION_SELECT, .cell = kind});
        session_apply(session, &(Action){.kind = ACTION_DIGIT_LIST, .number = DIGIT_LIST_ALL});
        session_apply(session, &(Action){.kind = ACTION_DIGIT_LIST, .number = DIGIT_LIST_WRONG});
        int count = session_digits(session)->shown_count;
        assert_in_range(count, 1, kind == CELL_RNN ? 160 : 60);
        for (int k = 0; k < count; k++) {
            float chances[DIGIT_CLASSES];
            session_apply(session, &(Action){.kind = ACTION_DIGIT_PICK,
                                             .number = session_digits(session)->shown[k]});
            session_digit_chances(session, kind, DIGIT_SIDE - 1, chances);
            assert_int_not_equal(digit_guess(chances), session_digit_label(session));
        }
    }
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)
    const struct CMUnitTest tests[] = {TEST(test_dropped_together),
                                       TEST(test_example),
                                       TEST(test_dropped),
                                       TEST(test_given),
                                       TEST(test_there_and_back),
                                       TEST(test_practise),
                                       TEST(test_training),
                                       TEST(test_trained),
                                       TEST(test_trained_text),
                                       TEST(test_text_models),
                                       TEST(test_saved),
                                       TEST(test_missing),
                                       TEST(test_shipped_models)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
