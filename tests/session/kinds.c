/* The table of hooks of each kind of session: a kind has all that it needs, and what it has none of
 * is said to be none; the hooks are asked where kinds differ, and nowhere else. */
#include "digits_fixture.h"
#include "practise_fixture.h"
#include "session_fixture.h"
#include "text_session.h"

#include "session/kinds/digits.h"
#include "session/kinds/look.h"
#include "session/kinds/practise.h"
#include "session/kinds/sandbox.h"
#include "session/kinds/text.h"
#include "session/kinds/training.h"

/* One session of each kind, and what they lend. */
typedef struct All {
    Lesson *lesson;
    DigitSet digits;
    PassageSet passages;
    Session *of[SESSION_KIND_COUNT];
} All;

static int begin(void **state) {
    static const SandboxSetup CELLS = {.kinds = {true, true, true}, .units = 2, .inputs = 1};
    All *all = calloc(1, sizeof *all);
    assert_non_null(all);
    RaceSetup race = training_setup(TRAINING_RECALL);
    all->lesson = fixture_lesson();
    all->digits = fixture_set();
    all->passages = fixture_passages();
    all->of[SESSION_LESSON] = session_new(all->lesson, NULL);
    all->of[SESSION_SANDBOX] = session_new_sandbox(&CELLS, NULL, NULL);
    all->of[SESSION_DIGITS] = fixture_digits(&all->digits);
    all->of[SESSION_TEXT] = fixture_text(CELL_LSTM, &all->passages);
    all->of[SESSION_TRAINING] = session_new_training(TRAINING_RECALL, &race, NULL);
    all->of[SESSION_OPENING] = fixture_opening();
    all->of[SESSION_PRACTISE] = fixture_practise(-1);
    all->of[SESSION_LOOK] = session_new_look(fixture_lesson(), &(LookFile){.format = NULL}, NULL);
    for (int kind = 0; kind < SESSION_KIND_COUNT; kind++)
        assert_non_null(all->of[kind]);
    *state = all;
    return 0;
}

static int end(void **state) {
    All *all = *state;
    for (int kind = 0; kind < SESSION_KIND_COUNT; kind++)
        session_free(all->of[kind]);
    fixture_set_free(&all->digits);
    lesson_free(all->lesson);
    free(all);
    return 0;
}

/* ---- the tables ---- */

/* Which hooks each kind has; every kind that is added says so here. */
typedef struct Hooks {
    bool take, moving, keep, grow, can_undo, tempo, window, free;
} Hooks;

static const Hooks HOOKS[SESSION_KIND_COUNT] = {
    [SESSION_LESSON] = {0},
    [SESSION_SANDBOX] =
        {.take = true, .keep = true, .grow = true, .tempo = true, .window = true, .free = true},
    [SESSION_DIGITS] = {.take = true, .moving = true, .keep = true, .can_undo = true, .free = true},
    [SESSION_TEXT] = {.take = true, .keep = true, .tempo = true, .free = true},
    [SESSION_TRAINING] = {.take = true, .free = true},
    [SESSION_OPENING] = {.take = true, .free = true},
    [SESSION_PRACTISE] = {.take = true, .keep = true, .free = true},
    [SESSION_LOOK] = {.take = true, .moving = true, .keep = true, .free = true},
};

static void test_tables(void **state) {
    const All *all = *state;
    for (int id = 0; id < SESSION_KIND_COUNT; id++) {
        const SessionKind *kind = all->of[id]->kind;
        const Hooks *hooks = &HOOKS[id];
        assert_int_equal(kind->id, id);
        assert_int_equal(session_kind(all->of[id]), id);
        assert_non_null(kind->advance);
        assert_int_equal(kind->take != NULL, hooks->take);
        assert_int_equal(kind->moving != NULL, hooks->moving);
        assert_int_equal(kind->keep != NULL, hooks->keep);
        assert_int_equal(kind->grow != NULL, hooks->grow);
        assert_int_equal(kind->can_undo != NULL, hooks->can_undo);
        assert_int_equal(kind->tempo != NULL, hooks->tempo);
        assert_int_equal(kind->window != NULL, hooks->window);
        assert_int_equal(kind->free != NULL, hooks->free);
    }
}

/* What a kind has besides is there in its own sessions, and in no others. */
static void test_own(void **state) {
    const All *all = *state;
    for (int id = 0; id < SESSION_KIND_COUNT; id++) {
        const Session *session = all->of[id];
        assert_int_equal(session_sandbox(session) != NULL, id == SESSION_SANDBOX);
        assert_int_equal(session_digits(session) != NULL, id == SESSION_DIGITS);
        assert_int_equal(session_text(session) != NULL, id == SESSION_TEXT);
        assert_int_equal(session_training(session) != NULL, id == SESSION_TRAINING);
        assert_int_equal(session_opening(session) != NULL, id == SESSION_OPENING);
        assert_int_equal(session_practise(session) != NULL, id == SESSION_PRACTISE);
        assert_int_equal(session_look_into(session) != NULL, id == SESSION_LOOK);
        assert_false(session_text_typing(session));
    }
}

/* An action of one kind does nothing in the others, and says nothing. */
static void test_foreign_actions(void **state) {
    static const struct {
        SessionKindId kind;
        ActionKind first, last;
    } OWN[] = {
        {SESSION_SANDBOX, ACTION_SANDBOX, ACTION_LIVE_WINDOW},
        {SESSION_DIGITS, ACTION_DIGIT_PICK, ACTION_DIGIT_ERASE},
        {SESSION_TEXT, ACTION_TEXT_PICK, ACTION_TEXT_SEED},
        {SESSION_TRAINING, ACTION_TRAINING, ACTION_TRAINING_CELL},
        {SESSION_PRACTISE, ACTION_PRACTISE, ACTION_PRACTISE},
        {SESSION_LOOK, ACTION_LOOK, ACTION_LOOK},
    };
    const All *all = *state;
    for (int k = 0; k < 6; k++)
        for (int id = 0; id < SESSION_KIND_COUNT; id++)
            for (int kind = (int)OWN[k].first; kind <= (int)OWN[k].last; kind++) {
                Session *session = all->of[id];
                unsigned version = session->version;
                if (id == (int)OWN[k].kind)
                    continue;
                assert_false(
                    act(session, (Action){.kind = (ActionKind)kind, .number = 1, .value = 1}));
                assert_int_equal(session->version, version);
                assert_string_equal(session->notice.what, "");
            }
}

/* ---- the hooks are asked ---- */

/* A lesson's session with a kind that a test makes up. */
static int asked;
static Action taken;

static bool take_all(Session *session, const Action *action, bool *changed) {
    (void)session;
    taken = *action;
    *changed = action->number == 7;
    return action->kind != ACTION_THEME;
}

static bool count_time(Session *session, double seconds) {
    (void)session;
    asked += (int)seconds;
    return true;
}

static bool always(const Session *session) {
    (void)session;
    return true;
}

static bool only_forward(const Session *session, bool back) {
    (void)session;
    return !back;
}

static void count_change(Session *session, bool changed) {
    (void)session;
    asked += changed ? 100 : 1;
}

static void count_free(Session *session) {
    (void)session;
    asked = -1;
}

static void test_taken(void **state) {
    static const SessionKind KIND = {.take = take_all, .advance = count_time};
    const All *all = *state;
    Session *session = session_new(all->lesson, NULL);
    long tick = session->tick;
    session->kind = &KIND;
    assert_true(act(session, (Action){.kind = ACTION_STEP, .number = 7}));
    assert_int_equal(taken.kind, ACTION_STEP);
    assert_false(act(session, (Action){.kind = ACTION_STEP, .number = 1}));
    assert_int_equal(session->tick, tick);
    assert_true(act(session, (Action){.kind = ACTION_THEME, .number = 1})); /* as everywhere */
    assert_int_equal(session->view.theme, 1);
    session_free(session);
}

static void test_asked(void **state) {
    static const SessionKind KIND = {.take = take_all,
                                     .advance = count_time,
                                     .moving = always,
                                     .keep = count_change,
                                     .can_undo = only_forward,
                                     .free = count_free};
    const All *all = *state;
    Session *session = session_new(all->lesson, NULL);
    assert_false(session_moving(session));
    session->kind = &KIND;
    asked = 0;
    assert_true(session_moving(session));
    assert_false(session_advance(session, 0));
    assert_int_equal(asked, 0);
    assert_true(session_advance(session, 3));
    assert_int_equal(asked, 3);
    act(session, (Action){.kind = ACTION_STEP, .number = 7});
    assert_int_equal(asked, 103);
    act(session, (Action){.kind = ACTION_STEP, .number = 1});
    assert_int_equal(asked, 104);
    assert_false(session_can_undo(session));
    assert_true(session_can_redo(session));
    session_free(session);
    assert_int_equal(asked, -1);
}

/* Where a run cannot grow its end is the end. */
static void test_grows(void **state) {
    const All *all = *state;
    Session *lesson = all->of[SESSION_LESSON], *sandbox = all->of[SESSION_SANDBOX];
    act_number(sandbox, ACTION_PLAY, 0);
    long steps = sandbox->lesson->steps;
    assert_true(act_number(sandbox, ACTION_STEP, 1));
    assert_int_equal(sandbox->lesson->steps, steps + 1);
    steps = lesson->lesson->steps;
    go_to(lesson, steps - 1, PHASE_SHOW);
    assert_false(act_number(lesson, ACTION_STEP, 1));
    assert_int_equal(lesson->lesson->steps, steps);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_tables, begin, end),
        cmocka_unit_test_setup_teardown(test_own, begin, end),
        cmocka_unit_test_setup_teardown(test_foreign_actions, begin, end),
        cmocka_unit_test_setup_teardown(test_taken, begin, end),
        cmocka_unit_test_setup_teardown(test_asked, begin, end),
        cmocka_unit_test_setup_teardown(test_grows, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
