/* look_window.c: a run that is not held is shown as one that is: its maps, figures, orders and where its
 * numbers end, and any number of it in a window that is computed again, bit for bit; the stage of a
 * window; what is computed a part at a time; and how much of it is kept. */
#include "session_fixture.h"

#include "lesson_sample.h"
#include "session/kinds/look_fit.h"
#include "session/kinds/look_parts.h"
#include "session/kinds/look_window.h"

enum { STEPS = 6007, INPUTS = 3 };

/* A layer of a network: its kind, its units, its direction, whom it reads side by side. */
typedef struct Layer {
    CellKind kind;
    int units;
    bool backward;
    int sources[2], source_count; /* CELL_READS_INPUTS: the data */
} Layer;

static void make_cell(Lesson *lesson, int index, const Layer *layer) {
    LessonCell *entry = &lesson->cells[index];
    char id[16];
    int inputs = 0;
    snprintf(id, sizeof id, "layer%d", index);
    entry->id = sample_string(id);
    for (int k = 0; k < layer->source_count; k++) {
        int from = layer->sources[k];
        int count = from < 0 ? INPUTS : lesson->cells[from].cell->spec.hidden;
        entry->sources[k] = (CellSource){from, inputs, count, 0};
        inputs += count;
    }
    entry->source_count = layer->source_count;
    CellSpec spec = cell_spec(layer->kind, inputs, layer->units);
    spec.backward = layer->backward;
    entry->cell = cell_new(&spec, NULL);
    assert_non_null(entry->cell);
    sample_weights(entry->cell, (unsigned)index + 5);
    entry->cell->h0[0] = 0.25f;
}

static Lesson *network_of(const Layer *layers, int count, long steps) {
    Lesson *lesson = calloc(1, sizeof *lesson);
    assert_non_null(lesson);
    assert_true(lesson_head(lesson, "net", "look", "net.pt", "See."));
    lesson->inputs = INPUTS;
    lesson->steps = steps;
    lesson->sequence = calloc((size_t)steps * INPUTS, sizeof(float));
    lesson->input_names = calloc(INPUTS, sizeof *lesson->input_names);
    lesson->cells = calloc((size_t)count, sizeof *lesson->cells);
    lesson->beats = calloc((size_t)count, sizeof *lesson->beats);
    assert_true(lesson->sequence && lesson->input_names && lesson->cells && lesson->beats);
    for (int k = 0; k < INPUTS; k++)
        lesson->input_names[k] = sample_string("x");
    for (long k = 0; k < steps * INPUTS; k++)
        lesson->sequence[k] = sinf(0.37f * (float)k) + 0.1f * (float)(k % 7);
    lesson->cell_count = lesson->beat_count = count;
    for (int k = 0; k < count; k++) {
        make_cell(lesson, k, &layers[k]);
        assert_true(text_set(&lesson->beats[k].say, "en", lesson->cells[k].id));
    }
    return lesson;
}

static Session *look_at(Lesson *lesson, double bytes) {
    Error error = {0};
    Session *session = session_new_look_within(lesson, &(LookFile){.format = "npz"}, bytes, &error);
    if (!session || !session_finish_look(session, NULL, &error))
        fail_msg("%s", error.what);
    return session;
}

/* The same network held as a whole, and as little of it as can be. */
typedef struct Both {
    Session *whole, *part;
} Both;

static Both look_at_both(const Layer *layers, int count, void (*spoil)(Lesson *lesson)) {
    Lesson *one = network_of(layers, count, STEPS), *other = network_of(layers, count, STEPS);
    if (spoil) {
        spoil(one);
        spoil(other);
    }
    double least = look_bytes(other, LOOK_WINDOWED, STEPS);
    assert_true(least < look_bytes(other, LOOK_WHOLE, STEPS));
    Both both = {look_at(one, LOOK_BYTES), look_at(other, least)};
    assert_null(session_look_into(both.whole)->window);
    assert_non_null(session_look_into(both.part)->window);
    return both;
}

static void free_both(Both *both) {
    session_free(both->whole);
    session_free(both->part);
}

/* ---- what is shown ---- */

static void assert_same_map(const LookMap *a, const LookMap *b) {
    size_t size = (size_t)a->rows * (size_t)a->columns;
    assert_int_equal(a->signal, b->signal);
    assert_int_equal(a->rows, b->rows);
    assert_int_equal(a->columns, MAP_STEPS);
    assert_int_equal(b->columns, MAP_STEPS);
    assert_memory_equal(a->levels, b->levels, size);
    assert_memory_equal(a->low, b->low, size * sizeof *a->low);
    assert_memory_equal(a->high, b->high, size * sizeof *a->high);
    assert_memory_equal(a->ends, b->ends, (size_t)a->rows * sizeof *a->ends);
    assert_true(a->reach == b->reach);
    assert_int_equal(a->beyond, b->beyond);
    assert_int_equal(a->none, b->none);
    for (int unit = 0; unit < a->rows; unit++)
        for (int input = 0; input < INPUTS; input++) {
            float r = along_r(&a->along, unit, input), other = along_r(&b->along, unit, input);
            assert_memory_equal(&r, &other, sizeof r);
        }
}

static void assert_same_cell(const LookCell *a, const LookCell *b) {
    const CellFigures *one = &a->figures, *other = &b->figures;
    assert_int_equal(a->map_count, b->map_count);
    for (int k = 0; k < a->map_count; k++)
        assert_same_map(&a->maps[k], &b->maps[k]);
    for (int k = 0; k < one->unit_count; k++) {
        const UnitFigures *unit = &one->units[k], *same = &other->units[k];
        assert_memory_equal(&unit->keeps, &same->keeps, sizeof unit->keeps);
        assert_true(unit->saturated == same->saturated && unit->dead == same->dead);
        assert_memory_equal(&unit->low, &same->low, sizeof unit->low);
        assert_memory_equal(&unit->high, &same->high, sizeof unit->high);
    }
    assert_memory_equal(one->shut, other->shut, sizeof one->shut);
    assert_memory_equal(one->open, other->open, sizeof one->open);
    assert_int_equal(one->steps, STEPS);
    assert_int_equal(other->steps, STEPS);
    assert_memory_equal(&a->lost, &b->lost, sizeof a->lost);
    assert_true(a->horizon.known && b->horizon.known);
    assert_int_equal(a->horizon.from, b->horizon.from);
    assert_memory_equal(&a->horizon.growth, &b->horizon.growth, sizeof a->horizon.growth);
}

static void assert_same_record(const Trace *one, long t, const Trace *other, long at) {
    for (int signal = 0; signal < cell_kind(one->spec.kind)->signal_count; signal++)
        if (signal_present(&one->spec, signal))
            assert_memory_equal(trace_at(one, signal, t, 0), trace_at(other, signal, at, 0),
                                (size_t)signal_width(&one->spec, signal) * sizeof(float));
}

/* All that the window holds, and the number under the cursor. */
static void assert_same_window(const Both *both, long t) {
    const Look *look = session_look_into(both->part);
    const Action go = {.kind = ACTION_GO, .step = t};
    session_apply(both->whole, &go);
    session_apply(both->part, &go);
    assert_int_equal(look_step(both->part), t);
    assert_true(look_window_holds(look->window, t, 0));
    for (int cell = 0; cell < both->whole->lesson->cell_count; cell++) {
        const Trace *whole = both->whole->run->traces[cell], *part = both->part->run->traces[cell];
        for (long at = 0; at < WINDOW_STEPS; at++)
            assert_same_record(whole, look->window->first + at, part, at);
    }
    int signal = look->maps[0].signal;
    assert_true(look_value(both->whole, signal, 0) == look_value(both->part, signal, 0));
    assert_true(look_value(both->part, signal, 0) ==
                trace_at(both->whole->run->traces[0], signal, t, 0)[0]);
}

static void compare(const Layer *layers, int count) {
    static const long PLACES[] = {0, 255, 256, 700, 3000, STEPS - 769, STEPS - 700, STEPS - 1, 1};
    Both both = look_at_both(layers, count, NULL);
    const Look *whole = session_look_into(both.whole), *part = session_look_into(both.part);
    assert_int_equal(part->steps, STEPS);
    assert_int_equal(look_step(both.part), STEPS / 2);
    for (int cell = 0; cell < count; cell++)
        assert_same_cell(&whole->cells[cell], &part->cells[cell]);
    for (size_t k = 0; k < sizeof PLACES / sizeof *PLACES; k++)
        assert_same_window(&both, PLACES[k]);
    for (int order = 0; order < LOOK_ORDERS; order++) {
        const Action sort = {.kind = ACTION_LOOK, .number = LOOK_ORDER, .unit = order};
        session_apply(both.whole, &sort);
        session_apply(both.part, &sort);
        assert_memory_equal(whole->rows, part->rows,
                            (size_t)look_map(whole)->rows * sizeof *whole->rows);
    }
    free_both(&both);
}

static void test_lstm(void **state) {
    (void)state;
    compare(&(Layer){CELL_LSTM, 17, false, {CELL_READS_INPUTS}, 1}, 1);
}

static void test_gru_backward(void **state) {
    (void)state;
    compare(&(Layer){CELL_GRU, 16, true, {CELL_READS_INPUTS}, 1}, 1);
}

static void test_rnn(void **state) {
    (void)state;
    compare(&(Layer){CELL_RNN, 40, false, {CELL_READS_INPUTS}, 1}, 1);
}

/* Two directions, both read by two others, and one on top that reads the data as well. */
static void test_layers(void **state) {
    (void)state;
    static const Layer LAYERS[] = {{CELL_LSTM, 5, false, {CELL_READS_INPUTS}, 1},
                                   {CELL_LSTM, 5, true, {CELL_READS_INPUTS}, 1},
                                   {CELL_GRU, 4, false, {0, 1}, 2},
                                   {CELL_GRU, 4, true, {0, 1}, 2},
                                   {CELL_RNN, 6, false, {3, CELL_READS_INPUTS}, 2}};
    compare(LAYERS, 5);
}

/* ---- where numbers end ---- */

static void spoil_input(Lesson *lesson) {
    lesson->sequence[4000 * INPUTS + 1] = NAN;
}

static void test_lost(void **state) {
    (void)state;
    static const Layer LAYERS[] = {{CELL_GRU, 6, true, {CELL_READS_INPUTS}, 1},
                                   {CELL_LSTM, 6, false, {0}, 1}};
    Both both = look_at_both(LAYERS, 2, spoil_input);
    const Look *whole = session_look_into(both.whole), *part = session_look_into(both.part);
    assert_int_equal(part->cells[0].lost.by, LOST_INPUT);
    assert_int_equal(part->cells[0].lost.t, 4000);
    assert_int_equal(part->cells[0].lost.unit, 1);
    assert_int_equal(part->cells[1].lost.by, LOST_CELL);
    assert_int_equal(part->cells[1].lost.t, 0); /* below, all before is lost */
    for (int cell = 0; cell < 2; cell++)
        assert_same_cell(&whole->cells[cell], &part->cells[cell]);
    assert_true(part->cells[0].maps[0].none >= 4001 * 6);
    free_both(&both);
}

/* ---- the stage ---- */

static const Layer ONE = {CELL_LSTM, 17, false, {CELL_READS_INPUTS}, 1};

static Session *look_at_part(void) {
    Lesson *lesson = network_of(&ONE, 1, STEPS);
    return look_at(lesson, look_bytes(lesson, LOOK_WINDOWED, STEPS));
}

/* There is room on both sides of the step, the title says which step is the first, and the way back
 * leads to the step that was come to. */
static void test_stage(void **state) {
    (void)state;
    Session *session = look_at_part();
    const Look *look = session_look_into(session);
    session_apply(session, &(Action){.kind = ACTION_GO, .step = 1023});
    session_apply(session, &(Action){.kind = ACTION_GO, .step = 1024 + 500});
    long t = look_step(session), first = look->window->first;
    assert_true(
        session_apply(session, &(Action){.kind = ACTION_LOOK, .number = LOOK_ON_STAGE, .unit = 1}));
    assert_int_equal(session_kind(session), SESSION_LESSON);
    assert_int_equal(session->lesson->steps, WINDOW_STEPS);
    first = look->window->first;
    assert_int_equal(session_moment(session).t + first, t);
    assert_true(look_window_holds(look->window, t, WINDOW_MARGIN));
    char title[64];
    snprintf(title, sizeof title, "net.pt: t = 0 is step %ld of %d", first, STEPS);
    assert_string_equal(text_in(&session->lesson->title, NULL), title);
    session_apply(session, &(Action){.kind = ACTION_STEP, .number = 3});
    while (session_moving(session))
        session_advance(session, 1);
    assert_true(session_apply(session, &(Action){.kind = ACTION_LEAD_BACK}));
    assert_int_equal(look_step(session), t + 3);
    assert_string_equal(text_in(&session->lesson->title, NULL), "net.pt");
    session_free(session);
}

/* What is changed there is not in the maps, and no longer in the numbers beside them; that is said. */
static void test_changed_on_stage(void **state) {
    (void)state;
    Session *session = look_at_part();
    const Look *look = session_look_into(session);
    int signal = look_map(look)->signal;
    float keeps = look->cells[0].figures.units[0].keeps, value = look_value(session, signal, 0);
    session_apply(session, &(Action){.kind = ACTION_LOOK, .number = LOOK_ON_STAGE, .unit = 1});
    Edit edit = edit_of(session->lesson, "hold layer0.f 0.5");
    assert_true(session_apply(session, &(Action){.kind = ACTION_EDIT, .edit = edit}));
    assert_true(session_apply(session, &(Action){.kind = ACTION_LEAD_BACK}));
    assert_non_null(strstr(session->notice.what, "without what was changed"));
    assert_true(look->made);
    assert_true(look->cells[0].figures.units[0].keeps == keeps);
    assert_true(look_value(session, signal, 0) == value);
    session_free(session);
}

/* ---- a part at a time ---- */

/* Time passes, and more and more is there; until it is, nothing is shown of it, and one can wish. */
static void goes_on(bool whole) {
    const Layer large = {CELL_LSTM, 128, false, {CELL_READS_INPUTS}, 1};
    Lesson *lesson = network_of(&large, 1, STEPS);
    double bytes = whole ? LOOK_BYTES : look_bytes(lesson, LOOK_WINDOWED, STEPS);
    Session *session = session_new_look_within(lesson, &(LookFile){.format = NULL}, bytes, NULL);
    const Look *look = session_look_into(session);
    assert_false(look->made);
    assert_int_equal(look->window == NULL, whole);
    assert_true(session_moving(session));
    assert_false(session_computing(session)); /* nothing that Escape would stop */
    assert_false(
        session_apply(session, &(Action){.kind = ACTION_LOOK, .number = LOOK_ON_STAGE, .unit = 1}));
    assert_true(session_apply(session, &(Action){.kind = ACTION_GO, .step = 5000}));
    session_apply(session, &(Action){.kind = ACTION_LOOK, .number = LOOK_ORDER, .unit = 3});
    double before = look_share(session);
    for (int k = 0; !look->made; k++) {
        assert_true(k < 1000);
        assert_true(session_advance(session, 0.01));
        assert_true(look_share(session) >= before);
        before = look_share(session);
        assert_true(before <= 1);
    }
    assert_true(before == 1);
    assert_false(session_moving(session));
    assert_int_equal(look_step(session), 5000);
    assert_int_equal(look->rows[0], 0);
    assert_true(look->cells[0].horizon.known);
    session_free(session);
    /* left before it is there */
    lesson = network_of(&large, 1, STEPS);
    session_free(session_new_look_within(lesson, &(LookFile){.format = NULL}, bytes, NULL));
}

static void test_whole_by_parts(void **state) {
    (void)state;
    goes_on(true);
}

static void test_window_by_parts(void **state) {
    (void)state;
    goes_on(false);
}

/* ---- how much is kept ---- */

static double bytes_of_maps(const Look *look) {
    double bytes = 0;
    for (int cell = 0; cell < look->lesson->cell_count; cell++)
        for (int k = 0; k < look->cells[cell].map_count; k++) {
            const LookMap *map = &look->cells[cell].maps[k];
            assert_null(map->sums);
            bytes += (double)map->rows * map->columns * (1 + 2 * sizeof(float));
        }
    return bytes;
}

static void test_bytes(void **state) {
    (void)state;
    Session *session = look_at_part();
    const Look *look = session_look_into(session);
    double kept =
        bytes_of_maps(look) + (double)STEPS * INPUTS * sizeof(float) +
        2.0 * WINDOW_STEPS * INPUTS * sizeof(float) +
        (double)(STEPS / STACK_SLICE + 2) * 2 * 17 * sizeof(float) +
        (double)trace_bytes(&session->run->traces[0]->spec, session->run->traces[0]->steps, 1);
    assert_int_equal(session->run->traces[0]->steps, WINDOW_STEPS);
    assert_true(kept <= look_bytes(session->lesson, LOOK_WINDOWED, STEPS) ||
                session->lesson->steps == WINDOW_STEPS);
    Lesson *same = network_of(&ONE, 1, STEPS);
    assert_true(kept <= look_bytes(same, LOOK_WINDOWED, STEPS));
    assert_true(look_bytes(same, LOOK_WINDOWED, STEPS) < 2 * kept);
    lesson_free(same);
    session_free(session);
}

/* 100,000 steps of 256 units: as a whole they do not fit, and a window takes a tenth of what may be taken;
 * ten times as many steps take hardly more. */
static void test_large(void **state) {
    (void)state;
    const Layer large = {CELL_LSTM, 256, false, {CELL_READS_INPUTS}, 1};
    Lesson *lesson = network_of(&large, 1, 100000);
    assert_true(look_bytes(lesson, LOOK_WHOLE, lesson->steps) > 1e9);
    assert_true(look_bytes(lesson, LOOK_WINDOWED, lesson->steps) < 60e6);
    assert_true(look_bytes(lesson, LOOK_WINDOWED, 10 * lesson->steps) < 90e6);
    assert_int_equal(look_way(lesson, LOOK_BYTES, NULL), LOOK_WINDOWED);
    lesson_free(lesson);
}

/* What is held, or scripted, or short, is held whole. */
static void test_cannot(void **state) {
    (void)state;
    Lesson *lesson = network_of(&ONE, 1, STEPS);
    assert_true(look_window_can(lesson));
    lesson->beats[0].has_at = true;
    assert_false(look_window_can(lesson));
    lesson->beats[0].has_at = false;
    lesson->steps = WINDOW_STEPS;
    assert_false(look_window_can(lesson));
    lesson->steps = STEPS;
    assert_true(cell_hold(lesson->cells[0].cell,
                          &(Hold){.signal = signal_find(CELL_LSTM, "f"), .unit = -1, .to = 9},
                          NULL));
    assert_false(look_window_can(lesson));
    lesson_free(lesson);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lstm),
        cmocka_unit_test(test_gru_backward),
        cmocka_unit_test(test_rnn),
        cmocka_unit_test(test_layers),
        cmocka_unit_test(test_lost),
        cmocka_unit_test(test_stage),
        cmocka_unit_test(test_changed_on_stage),
        cmocka_unit_test(test_whole_by_parts),
        cmocka_unit_test(test_window_by_parts),
        cmocka_unit_test(test_bytes),
        cmocka_unit_test(test_large),
        cmocka_unit_test(test_cannot),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
