/* memory.c: what happens when memory runs out. Everything below is done again and again
 * with the first, the second, ... the last of its allocations failing, once alone and once with all
 * that follow: it says so, or does without, never crashes, and leaves nothing behind. */
#include "failing_memory.h"

#include "digits_fixture.h"
#include "scene_play.h"
#include "session_monkey.h"

#include "base/bytes.h"
#include "commands/library/library.h"
#include "commands/library/shelf.h"
#include "commands/state/saved.h"
#include "commands/state/share.h"
#include "engine/kinds/lstm.h"
#include "files/lesson/file.h"
#include "files/lesson/glossary.h"
#include "files/lesson/tracks.h"
#include "files/network/network.h"
#include "files/state/result.h"
#include "files/state/share_text.h"
#include "files/tensors/safetensors.h"
#include "lesson/check/check.h"
#include "lesson/wave.h"
#include "session/kinds/digits.h"
#include "session/kinds/sandbox.h"
#include "session/search.h"

static const char GOOD[] = "tests/samples/good.json";

/* Whether all of it could be done. Where it could not, it must have said so. */
typedef bool (*Scenario)(void);

static void assert_says_memory(const Error *error) {
    if (!strstr(error->what, "memory"))
        fail_msg("failure %ld: said \"%s\"", failing.failures, error->what);
}

static void assert_said(const Errors *errors) {
    assert_true(errors->out_of_memory || errors->count);
    for (size_t k = 0; k < errors->count; k++)
        assert_says_memory(&errors->items[k]);
}

/* Returns how many allocations there are. */
static long fail_each(Scenario scenario, bool onwards) {
    assert_true(scenario()); /* what is kept for the next time is made */
    for (long left = 0;; left++) {
        long blocks = failing.blocks;
        memory_fail(left, onwards);
        bool whole = scenario();
        bool failed = memory_heal() > 0;
        if (failing.blocks != blocks)
            fail_msg("%ld blocks are left behind by failure %ld", failing.blocks - blocks, left);
        if (!failed) {
            assert_true(whole);
            return left;
        }
    }
}

static void fail_all(const char *what, Scenario scenario) {
    long alone = fail_each(scenario, false), onwards = fail_each(scenario, true);
    assert_int_equal(alone, onwards);
    assert_true(alone > 0);
    print_message("%s: %ld allocations\n", what, alone);
}

/* ---- files ---- */

static bool read_lesson_at(const char *path) {
    Errors errors = {0};
    Lesson *lesson = lesson_read(path, &errors);
    if (!lesson)
        assert_said(&errors);
    bool whole = lesson != NULL;
    lesson_free(lesson);
    errors_free(&errors);
    return whole;
}

static bool good_lesson(void) {
    return read_lesson_at(GOOD);
}

/* Errors need memory too. */
static bool broken_lesson(void) {
    Errors errors = {0};
    Lesson *lesson = lesson_read("tests/samples/broken-many.json", &errors);
    assert_null(lesson);
    assert_true(errors.out_of_memory || errors.count);
    bool whole = !errors.out_of_memory && errors.count > 5;
    errors_free(&errors);
    return whole;
}

static bool glossary(void) {
    Errors errors = {0};
    Glossary words;
    bool whole = glossary_read("lessons/" GLOSSARY_FILE, &words, &errors);
    if (!whole)
        assert_said(&errors);
    glossary_free(&words);
    errors_free(&errors);
    return whole;
}

static bool tracks(void) {
    Errors errors = {0};
    Tracks read;
    bool whole = tracks_read("lessons/" TRACKS_FILE, &read, &errors);
    if (!whole)
        assert_said(&errors);
    tracks_free(&read);
    errors_free(&errors);
    return whole;
}

static const char WEIGHTS[] = "build/tests/memory.safetensors";

/* PyTorch's names, for one LSTM of 2 units on 1 input. */
static bool write_weights(void) {
    static const float numbers[16] = {1, 2, 3, 4, 5, 6, 7, 8};
    static const TensorData tensors[] = {{"weight_ih_l0", 2, {8, 1}, numbers},
                                         {"weight_hh_l0", 2, {8, 2}, numbers},
                                         {"bias_ih_l0", 1, {8}, numbers},
                                         {"bias_hh_l0", 1, {8}, numbers}};
    Error error = {0};
    static const TensorNote notes[] = {{"made by", "a test"}};
    bool whole = safetensors_write(WEIGHTS, tensors, 4, notes, 1, &error);
    if (!whole)
        assert_says_memory(&error);
    return whole;
}

static bool network_from(const char *path) {
    Error error = {0};
    Network *network = network_open(path, NULL, &error);
    bool whole = network != NULL;
    for (int k = 0; whole && k < network->tensor_count; k++)
        whole = network->tensors[k].what != NULL;
    if (!network)
        assert_says_memory(&error);
    network_free(network);
    return whole;
}

static bool torch_weights(void) {
    return network_from(WEIGHTS);
}

static bool keras_weights(void) {
    return network_from("tests/reference/keras.npz");
}

static void files_are_read(void **state) {
    (void)state;
    fail_all("a lesson", good_lesson);
    fail_all("a lesson with errors", broken_lesson);
    fail_all("the glossary", glossary);
    fail_all("the tracks", tracks);
    fail_all("weights to a file", write_weights);
    fail_all("PyTorch's weights", torch_weights);
    fail_all("Keras' weights", keras_weights);
}

/* ---- what is kept ---- */

enum { WEDNESDAY = 1764086400 };
static const char STATE[] = "build/tests/memory-state.json";

/* A session with answers and tweaks, and what is kept of it; made while nothing fails. */
typedef struct Desk {
    Lesson *lesson;
    Session *session;
    SavedState state;
} Desk;

static Desk desk_begin(void) {
    memory_pause();
    Desk desk = {.lesson = fixture_lesson()};
    assert_true(state_read("build/tests/none.json", &desk.state, NULL));
    desk.session = session_new(desk.lesson, NULL);
    assert_non_null(desk.session);
    memory_resume();
    return desk;
}

static void desk_end(Desk *desk) {
    memory_pause();
    state_free(&desk->state);
    session_free(desk->session);
    lesson_free(desk->lesson);
    memory_resume();
}

static Desk desk_played(void) {
    Desk desk = desk_begin();
    memory_pause();
    act_edit(desk.session, "set lstm.b_f[0] 3");
    act_edit(desk.session, "input 2 1 0.25");
    go_to_beat(desk.session, BEAT_ASK);
    act_number(desk.session, ACTION_ANSWER, RIGHT_CHOICE);
    act_edit(desk.session, "hold gru.z 1");
    memory_resume();
    return desk;
}

static const PractiseAnswer PRACTISED = {
    .idea = "keep", .item = "bars", .when = WEDNESDAY, .seconds = 9};

static bool keep_and_save(void) {
    Desk desk = desk_played();
    Error error = {0};
    bool kept = saved_keep(&desk.state, desk.session, 1, WEDNESDAY) &&
                state_answer(&desk.state, &PRACTISED);
    bool saved = kept && state_write(STATE, &desk.state, &error);
    if (kept && !saved)
        assert_says_memory(&error);
    desk_end(&desk);
    return saved;
}

static bool restore(void) {
    Desk desk = desk_begin();
    Error error = {0};
    bool whole = state_read(STATE, &desk.state, &error);
    if (!whole)
        assert_says_memory(&error);
    saved_restore(desk.session, &desk.state);
    desk_end(&desk);
    return whole;
}

static bool share(void) {
    Desk desk = desk_played();
    Error error = {0};
    char *text = share_text(desk.session, &error);
    SharedState read;
    bool whole = text && share_read(&read, text, &error);
    if (!whole)
        assert_says_memory(&error);
    else
        share_free(&read);
    free(text);
    desk_end(&desk);
    return whole;
}

static bool results(void) {
    static const char path[] = "build/tests/memory-results.json";
    Desk desk = desk_played();
    Error error = {0};
    Errors errors = {0};
    Results read;
    memory_pause();
    assert_true(saved_keep(&desk.state, desk.session, 1, WEDNESDAY));
    memory_resume();
    const SavedLesson *lessons[] = {&desk.state.lessons[0]};
    bool whole = results_write(path, "Ada", lessons, 1, NULL, &error);
    if (!whole)
        assert_says_memory(&error);
    else if (!(whole = results_read(path, &read, &errors)))
        assert_said(&errors);
    if (whole)
        results_free(&read);
    errors_free(&errors);
    desk_end(&desk);
    return whole;
}

static void state_is_kept(void **state) {
    (void)state;
    fail_all("keeping and saving", keep_and_save);
    fail_all("the saved state", restore);
    fail_all("a text to share", share);
    fail_all("results", results);
}

/* ---- playing and editing ---- */

static const Action TIME[] = {{.kind = ACTION_STEP, .number = 2},
                              {.kind = ACTION_GRADIENTS, .number = 1},
                              {.kind = ACTION_INSPECT, .number = LSTM_C, .step = 1},
                              {.kind = ACTION_INSPECT, .number = LSTM_F, .step = 1},
                              {.kind = ACTION_PRESENT, .number = 1},
                              {.kind = ACTION_PEN, .number = 1},
                              {.kind = ACTION_PEN_POINT, .value = 0.5f, .value_y = 0.5f},
                              {.kind = ACTION_PEN_POINT, .value = 0.7f, .flag = true},
                              {.kind = ACTION_INPUT_PRESET, .unit = WAVE_SINE},
                              {.kind = ACTION_PAINT_INPUT, .step = 1, .value = 1},
                              {.kind = ACTION_PAINT_INPUT, .step = 4, .value = 0, .flag = true}};
static const char *const EDITS[] = {
    "set lstm.b_f[0] 3",   "hold lstm.f 1 @ 2..5",  "hold gru.z[1] 0.5",
    "hold gru.z 0.25",     "free gru.z[2]",         "activation rnn.output relu",
    "coupled lstm true",   "set lstm.W_xc[0][0] 2", "reset gru after",
    "set gru.b_hh[1] 0.5", "input 3 0 0.125",       "set lstm.c0[0] 0.5",
    "coupled lstm false",  "reset gru before"};
static const Action AFTER[] = {{.kind = ACTION_UNDO},
                               {.kind = ACTION_UNDO},
                               {.kind = ACTION_UNDO},
                               {.kind = ACTION_UNDO},
                               {.kind = ACTION_UNDO},
                               {.kind = ACTION_UNDO},
                               {.kind = ACTION_REDO},
                               {.kind = ACTION_REDO},
                               {.kind = ACTION_REDO},
                               {.kind = ACTION_RESET_EDITS},
                               {.kind = ACTION_UNDO},
                               {.kind = ACTION_BEAT, .number = 1},
                               {.kind = ACTION_BEAT, .number = 1},
                               {.kind = ACTION_BEAT, .number = 1},
                               {.kind = ACTION_SHOW_SOLUTION},
                               {.kind = ACTION_BEAT, .number = -1},
                               {.kind = ACTION_GO_BEAT, .number = 4}};

/* Acts, and holds the run to what the session says that it is. */
static bool act_and_check(Session *session, Action action) {
    long failures = failing.failures;
    bool done = session_apply(session, &action);
    if (failing.failures > failures && !session->stale) {
        memory_pause();
        assert_up_to_date(session);
        memory_resume();
    }
    return done;
}

static bool play(void) {
    Desk desk = desk_begin();
    Edit edits[sizeof EDITS / sizeof *EDITS];
    memory_pause();
    for (size_t k = 0; k < sizeof EDITS / sizeof *EDITS; k++)
        edits[k] = edit_of(desk.lesson, EDITS[k]);
    memory_resume();
    for (size_t k = 0; k < sizeof TIME / sizeof *TIME; k++)
        act_and_check(desk.session, TIME[k]);
    for (size_t k = 0; k < sizeof EDITS / sizeof *EDITS; k++)
        act_and_check(desk.session, (Action){.kind = ACTION_EDIT, .edit = edits[k]});
    for (size_t k = 0; k < sizeof AFTER / sizeof *AFTER; k++)
        act_and_check(desk.session, AFTER[k]);
    memory_pause(); /* with memory again all is well */
    act_number(desk.session, ACTION_UNIT, 1);
    assert_false(desk.session->stale);
    assert_up_to_date(desk.session);
    memory_resume();
    desk_end(&desk);
    return true;
}

static bool begin(void) {
    Desk desk = desk_begin();
    Error error = {0};
    Session *session = session_new(desk.lesson, &error);
    if (!session)
        assert_says_memory(&error);
    bool whole = session != NULL;
    session_free(session);
    desk_end(&desk);
    return whole;
}

static bool lesson_again(void) {
    Desk desk = desk_played();
    Error error = {0};
    memory_pause();
    Lesson *lesson = fixture_lesson();
    memory_resume();
    bool whole = session_relesson(desk.session, lesson, &error);
    if (!whole)
        assert_says_memory(&error);
    memory_pause();
    if (!desk.session->stale)
        assert_up_to_date(desk.session);
    act_number(desk.session, ACTION_UNIT, 1);
    assert_up_to_date(desk.session);
    assert_ptr_equal(desk.session->lesson, whole ? lesson : desk.lesson);
    memory_resume();
    desk_end(&desk);
    memory_pause();
    lesson_free(lesson);
    memory_resume();
    return whole;
}

static bool hold_to_claims(void) {
    memory_pause();
    Errors none = {0}, errors = {0};
    Lesson *lesson = lesson_read(GOOD, &none);
    assert_non_null(lesson);
    memory_resume();
    CheckCount count = {0};
    lesson_check(lesson, &count, &errors);
    if (errors.count || errors.out_of_memory)
        assert_said(&errors);
    bool whole = !errors.count && !errors.out_of_memory;
    errors_free(&errors);
    memory_pause();
    lesson_free(lesson);
    memory_resume();
    return whole;
}

static bool sandbox(void) {
    const SandboxSetup setup = {.kinds = {true, true, true}, .units = 3, .inputs = 2};
    Error error = {0};
    Session *session = session_new_sandbox(&setup, NULL, &error);
    if (!session) {
        assert_says_memory(&error);
        return false;
    }
    for (int k = 0; k < 40; k++)
        session_advance(session, 0.25);
    session_apply(session, &(Action){.kind = ACTION_SANDBOX, .number = SANDBOX_SIZE, .value = 5});
    session_apply(session, &(Action){.kind = ACTION_LIVE_SOURCE, .unit = LIVE_PAD_X});
    session_apply(session, &(Action){.kind = ACTION_LIVE_PAD, .value = 0.5f});
    for (int k = 0; k < 40; k++)
        session_advance(session, 0.25);
    bool whole = session->run != NULL && session->lesson->steps > 0;
    session_free(session);
    return whole;
}

static bool read_digits(void) {
    static const Action ACTIONS[] = {
        {.kind = ACTION_DIGIT_PICK, .number = 3},
        {.kind = ACTION_GO, .step = 20},
        {.kind = ACTION_DIGIT_ERASE, .step = 9, .number = 1},
        {.kind = ACTION_DIGIT_LIST, .number = DIGIT_LIST_HARDEST},
        {.kind = ACTION_UNDO},
        {.kind = ACTION_UNDO},
        {.kind = ACTION_REDO},
        {.kind = ACTION_DIGIT_DRAW, .number = 1},
        {.kind = ACTION_DIGIT_INK, .value = 0.5f, .value_y = 0.9f},
        {.kind = ACTION_DIGIT_INK, .value = 0.5f, .value_y = 0.1f, .flag = true},
        {.kind = ACTION_DIGIT_CLEAR},
        {.kind = ACTION_UNDO}};
    Error error = {0};
    memory_pause();
    DigitSet set = fixture_set();
    DigitModel model = fixture_model();
    memory_resume();
    Session *session = session_new_digits(&model, &set, &error);
    if (!session)
        assert_says_memory(&error);
    for (size_t k = 0; session && k < sizeof ACTIONS / sizeof *ACTIONS; k++)
        session_apply(session, &ACTIONS[k]);
    bool whole = session && session_digits(session)->scored == FIXTURE_DIGITS &&
                 session_digits(session)->index < 0 && session_digits(session)->ink_count == 2;
    session_free(session);
    memory_pause();
    fixture_set_free(&set);
    memory_resume();
    return whole;
}

static void lessons_are_played(void **state) {
    (void)state;
    fail_all("beginning", begin);
    fail_all("playing and editing", play);
    fail_all("the lesson again", lesson_again);
    fail_all("claims", hold_to_claims);
    fail_all("the sandbox", sandbox);
    fail_all("digits", read_digits);
}

/* Random actions, while an allocation in a few fails: where the session does not say that its run
 * is stale it is what a fresh computation gives, and with memory again it is so for good. */
static void actions_at_random(void **state) {
    (void)state;
    long blocks = failing.blocks, stale = 0;
    Desk desk = desk_begin();
    Dice dice = {20240608};
    for (long k = 0; k < monkey_actions(20000); k++) {
        Action action = some_action(&dice);
        memory_fail(below(&dice, 12), below(&dice, 2));
        session_apply(desk.session, &action);
        session_advance(desk.session, 0.5);
        memory_heal();
        if (!desk.session->stale && k % 8 == 0)
            assert_up_to_date(desk.session);
        stale += desk.session->stale;
    }
    act_number(desk.session, ACTION_UNIT, 1);
    assert_up_to_date(desk.session);
    assert_true(stale > 0);
    desk_end(&desk);
    assert_int_equal(failing.blocks, blocks);
}

/* ---- all lessons ---- */

static bool home(void) {
    char path[] = "tests/samples/good.json", *paths[] = {path};
    Library library = {.paths = paths, .count = 1};
    Shelf shelf = {0};
    Error error = {0};
    SavedState saved;
    assert_true(state_read("build/tests/none.json", &saved, NULL));
    bool whole = shelf_fill(&shelf, &library, &error);
    if (!whole)
        assert_says_memory(&error);
    shelf_mark(&shelf, &saved, 0, WEDNESDAY);
    while (shelf_draw_more(&shelf, 1))
        ;
    int found[1];
    if (shelf.catalogue.lesson_count)
        catalogue_search(&shelf.catalogue, "everything", found);
    whole = whole && shelf.catalogue.lesson_count && shelf.catalogue.lessons[0].picture;
    shelf_free(&shelf);
    return whole;
}

/* Shapes that there is no memory for are left out. */
static bool picture(void) {
    memory_pause();
    Errors none = {0};
    Lesson *lesson = lesson_read("lessons/21-add-or-replace.json", &none);
    Session *session = lesson ? session_new(lesson, NULL) : NULL;
    assert_non_null(session);
    memory_resume();
    DisplayList list = {0};
    Viewport viewport = {.width = 1600, .height = 900, .scale = 1};
    scene_build(&list, session, &PLAY_FONTS, &viewport);
    bool whole = !list.full && list.shape_count > 0;
    display_free(&list);
    memory_pause();
    session_free(session);
    lesson_free(lesson);
    memory_resume();
    return whole;
}

static void lessons_are_shown(void **state) {
    (void)state;
    fail_all("a picture", picture);
    fail_all("the home screen", home);
}

int main(void) {
    memory_hook();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(files_are_read), cmocka_unit_test(state_is_kept),
        cmocka_unit_test(lessons_are_played), cmocka_unit_test(actions_at_random),
        cmocka_unit_test(lessons_are_shown)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
