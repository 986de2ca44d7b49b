/* look.c: a session that looks into a network: levels of a map and how they are folded, the orders of
 * units, the cursor and the selection, a unit on stage and the way back, what changes with the run. */
#include "session_fixture.h"

#include "engine/kinds/gru.h"
#include "engine/kinds/lstm.h"
#include "session/kinds/look.h"
#include "session/kinds/look_fit.h"

static Session *begin(void) {
    Error error = {0};
    const LookFile file = {.format = "npz", .left = "fc.*", .left_count = 2, .why = "fc.weight: x"};
    Session *session = session_new_look(fixture_lesson(), &file, &error);
    if (!session)
        fail_msg("%s", error.what);
    return session;
}

static bool go(Session *session, LookDeed deed, int unit) {
    return session_apply(session,
                         &(Action){.kind = ACTION_LOOK, .number = (int)deed, .unit = unit});
}

static bool on(Session *session, LookDeed deed, int by) {
    return session_apply(
        session, &(Action){.kind = ACTION_LOOK, .number = (int)deed, .unit = by, .flag = true});
}

static bool plain(Session *session, ActionKind kind, int number) {
    return session_apply(session, &(Action){.kind = kind, .number = number});
}

/* A map of a trace, taken in two parts, the last first. */
static void look_map_make(LookMap *map, const Trace *trace, int signal) {
    long half = trace->steps / 2;
    const float data[] = {1};
    assert_true(look_map_begin(map, &trace->spec, signal, trace->steps, 1, NULL));
    look_map_take(map, trace, half, half, trace->steps - half, data, 0);
    look_map_take(map, trace, 0, 0, half, data, 0);
    look_map_end(map);
}

/* ---- maps ---- */

static void test_levels(void **state) {
    (void)state;
    assert_int_equal(look_level(true, 1, 0.5f), LEVEL_ZERO);
    assert_int_equal(look_level(true, 1, 0), LEVEL_LOW);
    assert_int_equal(look_level(true, 1, 0.001f), LEVEL_LOW);
    assert_int_equal(look_level(true, 1, 0.999f), LEVEL_HIGH);
    assert_int_equal(look_level(true, 1, 1), LEVEL_HIGH);
    assert_int_equal(look_level(true, 1, 0.9f), LEVEL_ZERO + 40); /* 126 * 2.1972 / 6.9068 */
    assert_int_equal(look_level(true, 1, 1.01f), LEVEL_BEYOND);
    assert_int_equal(look_level(true, 1, -0.01f), LEVEL_BELOW);
    assert_int_equal(look_level(true, 1, NAN), LEVEL_NONE);
    assert_int_equal(look_level(false, 5, 0), LEVEL_ZERO);
    assert_int_equal(look_level(false, 5, 5), LEVEL_HIGH);
    assert_int_equal(look_level(false, 5, -5), LEVEL_LOW);
    assert_int_equal(look_level(false, 5, 2.5f), LEVEL_ZERO + 63);
    assert_int_equal(look_level(false, 5, 5.01f), LEVEL_BEYOND);
    assert_int_equal(look_level(false, 5, -INFINITY), LEVEL_BELOW);
}

static void test_fold(void **state) {
    (void)state;
    assert_int_equal(look_fold((const unsigned char[]){100, 200, 101}, 1, 3), 134);
    assert_int_equal(look_fold((const unsigned char[]){100, 9, 201}, 2, 2), 151);
    assert_int_equal(look_fold((const unsigned char[]){100, LEVEL_BEYOND, 101}, 1, 3),
                     LEVEL_BEYOND);
    assert_int_equal(look_fold((const unsigned char[]){LEVEL_BELOW, 254, 254}, 1, 3), LEVEL_BELOW);
    assert_int_equal(look_fold((const unsigned char[]){LEVEL_BEYOND, 7, LEVEL_NONE}, 1, 3),
                     LEVEL_NONE);
}

static void test_lay(void **state) {
    (void)state;
    unsigned char levels[] = {10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110, 120};
    const LookMap map = {.rows = 3, .columns = 4, .levels = levels};
    unsigned char laid[12];
    look_map_lay(&map, (const int[]){2, 0, 1}, 3, 4, laid);
    assert_memory_equal(laid,
                        ((unsigned char[]){90, 100, 110, 120, 10, 20, 30, 40, 50, 60, 70, 80}), 12);
    look_map_lay(&map, NULL, 3, 2, laid);
    assert_memory_equal(laid, ((unsigned char[]){15, 35, 55, 75, 95, 115}), 6);
    look_map_lay(&map, (const int[]){2, 1, 0}, 1, 1, laid); /* 105, 65 and 25, two by two */
    assert_int_equal(laid[0], 55);
}

static void test_map_of_a_run(void **state) {
    (void)state;
    Session *session = begin();
    const Look *look = session_look_into(session);
    const LookMap *map = look_map(look);
    const Trace *trace = session->run->traces[0];
    assert_int_equal(look->map_count, 6);
    assert_int_equal(map->signal, LSTM_F); /* what keeps is large at first */
    assert_int_equal(look->maps[5].signal, SIGNAL_H);
    assert_int_equal(map->rows, 2);
    assert_int_equal(map->columns, SAMPLE_STEPS);
    for (int unit = 0; unit < 2; unit++)
        for (int t = 0; t < SAMPLE_STEPS; t++)
            assert_int_equal(map->levels[unit * SAMPLE_STEPS + t],
                             look_level(true, 1, trace_at(trace, LSTM_F, t, 0)[unit]));
    assert_int_equal(map->beyond, 0);
    assert_int_equal(map->none, 0);
    session_free(session);
}

/* More units than are read at once, and not a multiple of them. */
static void test_many_units(void **state) {
    (void)state;
    enum { UNITS = 2 * LINE + 5, STEPS = 3 };
    CellSpec spec = cell_spec(CELL_LSTM, 1, UNITS);
    Trace *trace = trace_new(&spec, STEPS, 1, NULL);
    LookMap map;
    assert_non_null(trace);
    for (int k = 0; k < UNITS * STEPS; k++)
        ((float *)(uintptr_t)trace_at(trace, LSTM_F, k % STEPS, 0))[k / STEPS] =
            (float)(k + 1) / (UNITS * STEPS + 1);
    look_map_make(&map, trace, LSTM_F);
    for (int k = 0; k < UNITS * STEPS; k++)
        assert_int_equal(map.levels[k], look_level(true, 1, (float)(k + 1) / (UNITS * STEPS + 1)));
    look_map_free(&map);
    trace_free(trace);
}

/* A run longer than a map has columns. */
static void test_long(void **state) {
    (void)state;
    CellSpec spec = cell_spec(CELL_LSTM, 1, 1);
    Trace *trace = trace_new(&spec, 2 * MAP_STEPS, 1, NULL);
    LookMap map;
    assert_non_null(trace);
    for (long t = 0; t < trace->steps; t++)
        ((float *)(uintptr_t)trace_at(trace, LSTM_C, t, 0))[0] = t % 2 ? 1 : 0;
    ((float *)(uintptr_t)trace_at(trace, LSTM_C, 9, 0))[0] = 70;
    look_map_make(&map, trace, LSTM_C);
    assert_int_equal(map.columns, MAP_STEPS);
    assert_true(map.reach == 1);
    assert_int_equal(map.beyond, 1);
    assert_int_equal(map.levels[3], (LEVEL_ZERO + LEVEL_HIGH) / 2);
    assert_int_equal(map.levels[4], LEVEL_BEYOND);
    look_map_free(&map);
    trace_free(trace);
}

/* ---- orders ---- */

static void assert_falling(const Session *session) {
    const Look *look = session_look_into(session);
    bool there[8] = {false};
    for (int k = 0; k < look_map(look)->rows; k++) {
        there[look->rows[k]] = true;
        if (k > 0 && !isnan(look->keys[look->rows[k]]))
            assert_true(look->keys[look->rows[k - 1]] >= look->keys[look->rows[k]]);
    }
    for (int k = 0; k < look_map(look)->rows; k++)
        assert_true(there[k]);
}

static float share_at_end(const Session *session, int signal, int unit) {
    const Trace *trace = session->run->traces[session->cell];
    int ends = 0;
    for (long t = 0; t < SAMPLE_STEPS; t++)
        ends += figures_at_end(&cell_kind(trace->spec.kind)->signals[signal],
                               trace_at(trace, signal, t, 0)[unit]);
    return (float)ends / SAMPLE_STEPS;
}

/* As it is defined, by the means. */
static double r_of(const Session *session, int signal, int unit, int column) {
    const Trace *trace = session->run->traces[session->cell];
    double a = 0, b = 0, both = 0, of_unit = 0, of_column = 0;
    for (int pass = 0; pass < 2; pass++)
        for (long t = 0; t < SAMPLE_STEPS; t++) {
            double x = (double)trace_at(trace, signal, t, 0)[unit],
                   y = (double)session->run->sequence[2 * t + column];
            if (pass == 0) {
                a += x / SAMPLE_STEPS;
                b += y / SAMPLE_STEPS;
                continue;
            }
            both += (x - a) * (y - b);
            of_unit += (x - a) * (x - a);
            of_column += (y - b) * (y - b);
        }
    return both / sqrt(of_unit * of_column);
}

static void test_orders(void **state) {
    (void)state;
    Session *session = begin();
    const Look *look = session_look_into(session);
    assert_true(session_apply(session, &(Action){.kind = ACTION_SELECT, .cell = SAMPLE_GRU}));
    assert_int_equal(look->map_count, 4);
    for (int order = 0; order < LOOK_ORDERS; order++) {
        assert_int_equal(go(session, LOOK_ORDER, order), order > 0);
        assert_int_equal(look_order(session), order);
        assert_falling(session);
    }
    assert_int_equal(look->rows[0], 0);
    assert_int_equal(look->rows[2], 2); /* by number */
    assert_true(on(session, LOOK_ORDER, 1));
    assert_int_equal(look->order, LOOK_BY_MEMORY); /* in a circle */
    assert_true(look->keys[1] == look->cells[SAMPLE_GRU].figures.units[1].keeps);
    assert_true(go(session, LOOK_ORDER, LOOK_BY_SATURATION));
    for (int unit = 0; unit < 3; unit++)
        assert_true(look->keys[unit] == share_at_end(session, look_map(look)->signal, unit));
    assert_true(go(session, LOOK_ORDER, LOOK_BY_INPUT));
    assert_true(on(session, LOOK_INPUT, 1));
    for (int unit = 0; unit < 3; unit++)
        assert_float_equal(look->keys[unit], r_of(session, look_map(look)->signal, unit, 1), 1e-6);
    assert_false(go(session, LOOK_ORDER, LOOK_ORDERS));
    assert_false(go(session, LOOK_INPUT, 2));
    session_free(session);
}

/* Where no gate keeps there is no memory time. */
static void test_no_memory(void **state) {
    (void)state;
    Session *session = begin();
    assert_true(session_apply(session, &(Action){.kind = ACTION_SELECT, .cell = SAMPLE_RNN}));
    assert_int_equal(session_look_into(session)->order, LOOK_BY_MEMORY);
    assert_int_equal(look_order(session), LOOK_BY_NUMBER);
    assert_int_equal(session_look_into(session)->map_count, 1);
    session_free(session);
}

/* ---- where one is ---- */

static void test_cursor(void **state) {
    (void)state;
    Session *session = begin();
    assert_int_equal(look_step(session), SAMPLE_STEPS / 2);
    assert_false(session_hidden(session, SAMPLE_STEPS - 1));
    assert_true(plain(session, ACTION_STEP, 2));
    assert_int_equal(look_step(session), SAMPLE_STEPS / 2 + 2);
    assert_true(plain(session, ACTION_STEP, -100));
    assert_int_equal(look_step(session), 0);
    assert_false(plain(session, ACTION_STEP, -1));
    assert_true(session_apply(session, &(Action){.kind = ACTION_GO, .step = 100}));
    assert_int_equal(look_step(session), SAMPLE_STEPS - 1);
    assert_false(session_moving(session));
    assert_false(plain(session, ACTION_PLAY, 1));
    session_free(session);
}

static void test_units(void **state) {
    (void)state;
    Session *session = begin();
    const Look *look = session_look_into(session);
    plain(session, ACTION_CELL, 1);
    assert_int_equal(session->cell, SAMPLE_GRU);
    assert_true(
        session_apply(
            session, &(Action){.kind = ACTION_SELECT, .cell = SAMPLE_GRU, .unit = look->rows[0]}) ||
        look->rows[0] == 0);
    assert_int_equal(look_rank(session), 0);
    assert_false(plain(session, ACTION_UNIT, -1));
    assert_true(plain(session, ACTION_UNIT, 1));
    assert_int_equal(look_rank(session), 1);
    assert_int_equal(session->unit, look->rows[1]);
    assert_true(plain(session, ACTION_UNIT, 10));
    assert_int_equal(look_rank(session), 2);
    assert_true(plain(session, ACTION_CELL, -2)); /* in a circle, also what a beat does not show */
    assert_int_equal(session->cell, SAMPLE_RNN);
    assert_int_equal(session->unit, 0); /* it has no more */
    session_free(session);
}

static void test_point(void **state) {
    (void)state;
    Session *session = begin();
    const Look *look = session_look_into(session);
    plain(session, ACTION_CELL, 1);
    Action point = {.kind = ACTION_LOOK, .number = LOOK_POINT, .value = 0.3f, .value_y = 0.1f};
    assert_true(session_apply(session, &point));
    assert_int_equal(look_step(session), 2); /* 0.3 of 8 */
    assert_int_equal(session->unit, look->rows[2]);
    assert_false(session_apply(session, &point));
    point.value = 1;
    point.value_y = 1;
    assert_true(session_apply(session, &point));
    assert_int_equal(look_step(session), SAMPLE_STEPS - 1);
    assert_int_equal(session->unit, look->rows[0]);
    session_free(session);
}

static void test_signals(void **state) {
    (void)state;
    Session *session = begin();
    const Look *look = session_look_into(session);
    assert_true(go(session, LOOK_SIGNAL, 5));
    assert_int_equal(look_map(look)->signal, SIGNAL_H);
    assert_false(go(session, LOOK_SIGNAL, 6));
    assert_true(on(session, LOOK_SIGNAL, 1));
    assert_int_equal(look->map, 0);
    assert_true(go(session, LOOK_SIGNAL, 5));
    plain(session, ACTION_CELL, 2); /* the RNN has h alone */
    assert_int_equal(look->map, 0);
    assert_int_equal(look_map(look)->signal, SIGNAL_H);
    session_free(session);
}

static void test_why(void **state) {
    (void)state;
    Session *session = begin();
    const Look *look = session_look_into(session);
    assert_string_equal(look->format, "npz");
    assert_string_equal(look->left, "fc.*");
    assert_int_equal(look->left_count, 2);
    assert_true(on(session, LOOK_WHY, 1));
    assert_true(look->telling);
    assert_false(go(session, LOOK_WHY, 1));
    assert_true(go(session, LOOK_WHY, 0));
    assert_false(look->telling);
    session_free(session);
    session = session_new_look(fixture_lesson(), &(LookFile){.format = NULL}, NULL);
    assert_false(on(session, LOOK_WHY, 1)); /* there is nothing to tell */
    session_free(session);
}

/* ---- the stage ---- */

/* There it is a lesson, of which all is seen; a change there is in the maps afterwards. */
static void test_on_stage(void **state) {
    (void)state;
    Session *session = begin();
    const Look *look = session_look_into(session);
    float keeps = look->cells[SAMPLE_LSTM].figures.units[0].keeps;
    session_apply(session, &(Action){.kind = ACTION_GO, .step = 3});
    assert_true(go(session, LOOK_ON_STAGE, 1));
    assert_null(session_look_into(session));
    assert_int_equal(session_kind(session), SESSION_LESSON);
    assert_string_equal(session_leads_back(session), "To the maps");
    assert_true(session->view.explore);
    assert_int_equal(session_moment(session).t, 3);
    assert_false(session_hidden(session, SAMPLE_STEPS - 1));
    assert_false(go(session, LOOK_ON_STAGE, 1));
    Edit edit = edit_of(session->lesson, "hold lstm.f 0.5");
    assert_true(session_apply(session, &(Action){.kind = ACTION_EDIT, .edit = edit}));
    assert_true(plain(session, ACTION_LEAD_BACK, 0));
    assert_int_equal(session_kind(session), SESSION_LOOK);
    assert_int_equal(look_step(session), 3);
    assert_true(fabsf(look->cells[SAMPLE_LSTM].figures.units[0].keeps - 1.442695f) < 1e-4f);
    assert_true(keeps != look->cells[SAMPLE_LSTM].figures.units[0].keeps);
    assert_int_equal(look_map(look)->levels[0], LEVEL_ZERO);
    session_free(session);
}

/* What a run cannot be looked into for: the lesson is gone all the same. */
static void test_nothing_there(void **state) {
    (void)state;
    Error error = {0};
    Lesson *lesson = fixture_lesson();
    lesson->steps = 0;
    assert_null(session_new_look(lesson, &(LookFile){.format = NULL}, &error));
    assert_non_null(strstr(error.what, "nothing to look into"));
}

/* What is longer than that is refused before its numbers take memory, with the steps that would fit. */
static void test_too_long(void **state) {
    (void)state;
    Error error = {0};
    Lesson *lesson = fixture_lesson(); /* it has a script: it is held whole, or not shown */
    long fit = look_steps_that_fit(lesson);
    assert_true(trust_bytes(lesson, fit) > 0);
    assert_true(look_bytes(lesson, LOOK_WHOLE, fit) <= LOOK_BYTES);
    assert_true(look_bytes(lesson, LOOK_WHOLE, fit + 1) > LOOK_BYTES);
    lesson->steps = fit;
    assert_int_equal(look_way(lesson, LOOK_BYTES, NULL), LOOK_WHOLE);
    lesson->steps = fit + 1;
    char steps[32];
    snprintf(steps, sizeof steps, "is %ld steps", fit);
    assert_null(session_new_look(lesson, &(LookFile){.format = NULL}, &error));
    assert_non_null(strstr(error.what, "gatescope trace"));
    assert_non_null(strstr(error.expected, steps));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_levels),    cmocka_unit_test(test_fold),
        cmocka_unit_test(test_lay),       cmocka_unit_test(test_map_of_a_run),
        cmocka_unit_test(test_long),      cmocka_unit_test(test_orders),
        cmocka_unit_test(test_no_memory), cmocka_unit_test(test_cursor),
        cmocka_unit_test(test_units),     cmocka_unit_test(test_point),
        cmocka_unit_test(test_signals),   cmocka_unit_test(test_why),
        cmocka_unit_test(test_on_stage),  cmocka_unit_test(test_many_units),
        cmocka_unit_test(test_too_long),  cmocka_unit_test(test_nothing_there),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
