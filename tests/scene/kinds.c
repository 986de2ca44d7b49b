/* kinds.c: proves that a kind is its table, its lane and a row in the list: the leaky unit, which
 * only this test has (tests/support/kind_leaky.c), is read from a lesson, traced, claimed about,
 * edited, differentiated both ways, told where from, drawn, inspected, heard, described and
 * exported by what is there, with the right numbers. The program's other objects are those of the
 * program: they were compiled without it. */
#include "scene_screen.h"

#include "engine/backward.h"
#include "engine/origin.h"
#include "engine/tangent.h"
#include "files/data/trace.h"
#include "files/weights/torch.h"
#include "kind_leaky.h"
#include "lesson/check/check.h"
#include "lesson/run/gradient.h"
#include "lesson/run/lookback.h"
#include "scene/stage/lane.h"
#include "scene/stage/sound.h"
#include "scene/stage/stage.h"
#include "scene/words/describe.h"

/* One unit whose numbers are whole: a = 1/2 without an input, 0 with a 1; n = 2 x. */
static const char LESSON[] =
    "{\"format\":1,\"id\":\"leak\",\"title\":\"A leak\",\"track\":\"tests\",\"level\":1,"
    "\"minutes\":1,\"goal\":\"See it leak.\",\"inputs\":{\"names\":[\"value\",\"other\"],"
    "\"sequence\":[[1,0],[0,0],[0,0]]},\"cells\":[{\"id\":\"pool\",\"kind\":\"leaky\","
    "\"hidden\":1,\"activations\":{\"gate\":\"hard_sigmoid\",\"candidate\":\"identity\"},"
    "\"h0\":[8],\"weights\":{\"W_xa\":[[-3],[0]],\"W_xn\":[[2],[0]]}}],"
    "\"beats\":[{\"say\":\"A {a:leak gate} of one half.\",\"at\":{\"t\":1},"
    "\"highlight\":[\"pool.a\"],\"claims\":[\"pool.h[0] @ 0 == 2\",\"pool.h[0] @ 1 == 1\","
    "\"pool.a[0] @ 1 == 0.5\",\"pool.n[0] @ 0 == 2\"]},"
    "{\"say\":\"Held open.\",\"at\":{\"t\":2},\"do\":[{\"hold\":\"pool.a\",\"to\":1}],"
    "\"claims\":[\"pool.h[0] @ 2 == 8\"]}]}";

enum { STEP_COUNT = 3 };

static const Trace *pool(const Play *play) {
    return play->session->run->traces[0];
}

static void read_traced_and_claimed(void **state) {
    Play play;
    CellKind kind;
    CheckCount count;
    Errors errors = {0};
    (void)state;
    assert_true(cell_kind_from_name("leaky", &kind));
    assert_int_equal(cell_kind_count(), 4);
    assert_string_equal(cell_kind(kind)->title, "leaky unit");
    char names[64];
    cell_kind_names(names, sizeof names, "'");
    assert_string_equal(names, "'lstm', 'gru', 'rnn' or 'leaky'");
    screen_start(&play, LESSON);
    const float a[STEP_COUNT] = {0, 0.5f, 0.5f}, h[STEP_COUNT] = {2, 1, 0.5f};
    for (long t = 0; t < STEP_COUNT; t++) {
        assert_true(*trace_at(pool(&play), LEAKY_A, t, 0) == a[t]);
        assert_true(*trace_at(pool(&play), LEAKY_H, t, 0) == h[t]);
    }
    assert_true(lesson_check(play.lesson, &count, &errors));
    assert_int_equal(errors.count, 0);
    play_stop(&play);
}

static void wrong_claims_are_found(void **state) {
    (void)state;
    char text[sizeof LESSON];
    CheckCount count;
    Errors errors = {0};
    strcpy(text, LESSON);
    memcpy(strstr(text, "@ 1 == 1"), "@ 1 == 3", 8);
    Lesson *lesson = lesson_parse(text, strlen(text), NULL, &errors);
    assert_non_null(lesson);
    assert_true(lesson_check(lesson, &count, &errors));
    assert_int_equal(errors.count, 1);
    errors_free(&errors);
    lesson_free(lesson);
}

/* PyTorch has no such cell, which is said where one would be written. */
static void no_model_of_it(void **state) {
    (void)state;
    CellKind kind;
    Error error = {0};
    assert_true(cell_kind_from_name("leaky", &kind));
    assert_false(cell_kind_kept(kind));
    assert_true(cell_kind_kept(CELL_LSTM) && cell_kind_kept(CELL_GRU) && cell_kind_kept(CELL_RNN));
    const CellSpec spec = cell_spec(kind, 2, 3);
    Cell *cell = cell_new(&spec, NULL);
    TorchLayer layer = {0};
    assert_non_null(cell);
    assert_false(torch_layer_make(&layer, cell, 0, &error));
    assert_string_equal(error.what,
                        "PyTorch has no leaky unit, and models are kept as it has them");
    cell_free(cell);
}

static void edited(void **state) {
    Play play;
    Edit edit;
    char text[64];
    (void)state;
    screen_start(&play, LESSON);
    assert_true(edit_parse(&edit, play.lesson, "set pool.W_xn[0][0] 6", NULL));
    assert_true(play_do(&play, (Action){.kind = ACTION_EDIT, .edit = edit}));
    edit_format(&edit, play.lesson, text, sizeof text);
    assert_string_equal(text, "set pool.W_xn[0][0] 6");
    assert_true(*trace_at(pool(&play), LEAKY_H, 1, 0) == 3);
    assert_true(edit_parse(&edit, play.lesson, "set pool.h0[0] 4", NULL));
    assert_true(edit_parse(&edit, play.lesson, "hold pool.a 0", NULL));
    assert_true(play_do(&play, (Action){.kind = ACTION_EDIT, .edit = edit}));
    assert_true(*trace_at(pool(&play), LEAKY_H, 1, 0) == 0);
    assert_false(edit_parse(&edit, play.lesson, "set pool.c0[0] 4", NULL));
    assert_false(edit_parse(&edit, play.lesson, "coupled pool true", NULL));
    play_stop(&play);
}

/* ---- derivatives ---- */

enum { INPUTS = 2, UNITS = 3, LENGTH = 5 };

/* The last hidden states' sum in double precision, with one number changed by `by`: an initial
 * value (weight -1) or a weight. */
static double loss(const Cell *cell, const float *x, int weight, int number, double by) {
    static const char *const NAMES[] = {"W_xa", "W_ha", "b_a", "W_xn", "b_n"};
    double w[5][UNITS * UNITS] = {{0}}, h[UNITS], sum = 0;
    for (int k = 0; k < UNITS; k++)
        h[k] = (double)cell->h0[k] + (weight < 0 && number == k ? by : 0);
    for (int n = 0; n < 5; n++) {
        int index = weight_find(cell->spec.kind, NAMES[n]);
        for (int k = 0; k < weight_rows(&cell->spec, index) * UNITS; k++)
            w[n][k] = (double)cell->weights[index][k] + (index == weight && k == number ? by : 0);
    }
    for (int t = 0; t < LENGTH; t++) {
        double next[UNITS];
        for (int k = 0; k < UNITS; k++) {
            double a = w[2][k], n = w[4][k];
            for (int i = 0; i < INPUTS; i++) {
                a += (double)x[t * INPUTS + i] * w[0][i * UNITS + k];
                n += (double)x[t * INPUTS + i] * w[3][i * UNITS + k];
            }
            for (int i = 0; i < UNITS; i++)
                a += h[i] * w[1][i * UNITS + k];
            a = 1 / (1 + exp(-a));
            next[k] = a * h[k] + (1 - a) * tanh(n);
        }
        memcpy(h, next, sizeof h);
    }
    for (int k = 0; k < UNITS; k++)
        sum += h[k];
    return sum;
}

static double slope_of(const Cell *cell, const float *x, int weight, int number) {
    return (loss(cell, x, weight, number, 1e-6) - loss(cell, x, weight, number, -1e-6)) / 2e-6;
}

static Cell *random_cell(float *x) {
    CellKind kind;
    unsigned seed = 5;
    assert_true(cell_kind_from_name("leaky", &kind));
    CellSpec spec = cell_spec(kind, INPUTS, UNITS);
    Cell *cell = cell_new(&spec, NULL);
    assert_non_null(cell);
    for (int w = 0; w < cell_kind(kind)->weight_count; w++)
        for (int k = 0; k < weight_rows(&spec, w) * UNITS; k++)
            cell->weights[w][k] = (float)((seed = seed * 1103515245u + 12345u) >> 16) / 32768 - 1;
    for (int k = 0; k < UNITS; k++)
        cell->h0[k] = 0.5f - 0.25f * (float)k;
    for (int k = 0; k < LENGTH * INPUTS; k++)
        x[k] = (float)((seed = seed * 1103515245u + 12345u) >> 16) / 32768 - 1;
    cell_touch(cell);
    return cell;
}

static Trace *traced(Cell *cell, Trace *trace, const float *x) {
    assert_non_null(trace);
    trace_run(trace, cell, (Inputs){x, INPUTS, INPUTS}, 0, LENGTH);
    return trace;
}

/* Of the last hidden states' sum, and whether they are what changing the numbers says. */
static void check_back(const Cell *cell, const Trace *trace, const float *x) {
    Backward *backward = backward_new(&cell->spec, LENGTH, 1, BACKWARD_ALL, NULL);
    Gradients *gradients = gradients_new(&cell->spec, NULL);
    assert_true(backward && gradients);
    backward_begin(backward, 0, LENGTH);
    for (int k = 0; k < UNITS; k++)
        backward_at(backward, SIGNAL_H, LENGTH - 1, 0)[k] = 1;
    backward_run(backward, trace, cell, gradients);
    for (int w = 0; w < cell_kind(cell->spec.kind)->weight_count; w++)
        for (int k = 0; k < weight_rows(&cell->spec, w) * UNITS; k++)
            assert_float_equal(gradients->weights[w][k], slope_of(cell, x, w, k), 1e-5);
    for (int unit = 0; unit < UNITS; unit++)
        assert_float_equal(backward_at(backward, SIGNAL_H, -1, 0)[unit],
                           slope_of(cell, x, -1, unit), 1e-5);
    gradients_free(gradients);
    backward_free(backward);
}

static void check_forward(const Cell *cell, const Trace *trace, const float *x) {
    Tangent *tangent = tangent_new(&cell->spec, LENGTH + 1, NULL);
    assert_non_null(tangent);
    for (int unit = 0; unit < UNITS; unit++) {
        TangentSeed seed = {SIGNAL_H, unit, -1};
        tangent_run(tangent, trace, cell, &seed, NULL, 0);
        const float *last = tangent_at(tangent, SIGNAL_H, LENGTH - 1);
        assert_float_equal(last[0] + last[1] + last[2], slope_of(cell, x, -1, unit), 1e-5);
    }
    tangent_free(tangent);
}

/* Back also from a trace that holds no pre-activations, as training has it. */
static void differentiated(void **state) {
    float x[LENGTH * INPUTS];
    Cell *cell = random_cell(x);
    (void)state;
    Trace *whole = traced(cell, trace_new(&cell->spec, LENGTH, 1, NULL), x);
    Trace *lean = traced(cell, trace_new_lean(&cell->spec, LENGTH, 1, NULL), x);
    assert_memory_equal(trace_at(lean, SIGNAL_H, LENGTH - 1, 0),
                        trace_at(whole, SIGNAL_H, LENGTH - 1, 0), UNITS * sizeof(float));
    check_back(cell, whole, x);
    check_back(cell, lean, x);
    check_forward(cell, whole, x);
    trace_free(lean);
    trace_free(whole);
    cell_free(cell);
}

/* ---- where from, what follows ---- */

static void told_where_from(void **state) {
    Play play;
    Origin origin;
    Term uses[2];
    (void)state;
    screen_start(&play, LESSON);
    const Cell *cell = play.session->run->cells[0];
    origin_of(cell, pool(&play), LEAKY_H, 0, 1, 8, &origin);
    assert_int_equal(origin.count, 2);
    assert_true(origin.terms[0].share == 1 && origin.terms[1].share == 0 && origin.value == 1);
    origin_of(cell, pool(&play), LEAKY_A, 0, 0, 8, &origin);
    assert_int_equal(origin.count, 1);
    assert_true(origin.terms[0].share == -3 && origin.pre == -3 && origin.free == 0);
    assert_int_equal(origin_uses(cell, pool(&play), LEAKY_A, 0, 1, uses), 2);
    assert_int_equal(memory_signal(cell->spec.kind), LEAKY_H);
    assert_int_equal(memory_gate(cell->spec.kind), LEAKY_A);
    play_stop(&play);
}

/* ---- on the screen ---- */

static void every_kind_has_a_lane(void **state) {
    (void)state;
    for (int kind = 0; kind < cell_kind_count(); kind++) {
        assert_non_null(LANES[kind]);
        assert_true(LANES[kind]->draw && LANES[kind]->w > 0 && LANES[kind]->h > 0);
    }
}

static void drawn(void **state) {
    Play play;
    (void)state;
    screen_start(&play, LESSON);
    screen_go_to(&play, 1);
    play_draw(&play, scene_stage, (Rect){300, 48, 1006, 622}, 1, 1);
    const Region *gate = play_region(&play, "stage.pool.a", 0);
    assert_non_null(gate);
    assert_true(gate->value == 0.5f);
    assert_true(play_label_has(&play, gate, "leak gate"));
    assert_true(play_says(&play, "one gate lets it leak"));
    assert_non_null(play_region(&play, "stage.pool.n.unit", 0));
    assert_non_null(play_region(&play, "stage.pool.h.unit", 0));
    play_stop(&play);
}

static void on_the_whole_screen(void **state) {
    Play play;
    (void)state;
    screen_start(&play, LESSON);
    screen_go_to(&play, 1);
    screen_draw(&play, (Size){1366, 768, 1});
    assert_true(screen_says(&play, "leaky unit"));
    assert_non_null(play_region(&play, "show", 3)); /* the kind can be hidden */
    assert_true(play_do(&play, (Action){.kind = ACTION_SHOW_KIND, .number = 3}) ||
                play.session->notice.what[0]);
    play_stop(&play);
}

static void inspected(void **state) {
    Play play;
    (void)state;
    screen_start(&play, LESSON);
    screen_go_to(&play, 1);
    assert_true(play_do(&play, (Action){.kind = ACTION_INSPECT, .number = -1}));
    assert_int_equal(session_inspected(play.session)->signal, LEAKY_H);
    assert_non_null(play.session->influence);
    const Place before = {0, SIGNAL_H, 0, 0};
    assert_true(session_known(play.session, &before));
    screen_draw(&play, (Size){1366, 768, 1});
    assert_true(screen_says(&play, "hidden state of unit 1"));
    play_stop(&play);
}

/* Where what it keeps is h, the pitch is h and how loud it is its gate. */
static void heard(void **state) {
    Play play;
    (void)state;
    screen_start(&play, LESSON);
    screen_go_to(&play, 1);
    Sound sound = sound_of(play.session), should = sound_of_value(1, 0.5f);
    assert_float_equal(sound.hertz, should.hertz, 1e-3);
    assert_float_equal(sound.loudness, should.loudness, 1e-6);
    play_stop(&play);
}

static void described(void **state) {
    Play play;
    static char text[1 << 14];
    (void)state;
    screen_start(&play, LESSON);
    screen_go_to(&play, 1);
    describe_beat(play.session, NULL, text, sizeof text);
    assert_non_null(strstr(text, "leak gate"));
    assert_non_null(strstr(text, "0.50"));
    describe_lesson(play.session, text, sizeof text);
    assert_non_null(strstr(text, "leaky unit"));
    play_stop(&play);
}

static void exported(void **state) {
    Play play;
    char *text;
    size_t size;
    (void)state;
    screen_start(&play, LESSON);
    FILE *out = open_memstream(&text, &size);
    assert_true(trace_write_csv(out, play.session->run, NULL));
    fclose(out);
    assert_non_null(strstr(text, "1,pool,a,0,0.5\n"));
    assert_non_null(strstr(text, "2,pool,h,0,0.5\n"));
    free(text);
    out = open_memstream(&text, &size);
    assert_true(trace_write_json_gradients(out, play.session->run, NULL));
    fclose(out);
    assert_non_null(strstr(text, "\"a\": [[0], [0.5], [0.5]]"));
    assert_non_null(strstr(text, "\"b_n\": [1]")); /* (1/2) (1/2 + 1/2) and 1/2 */
    free(text);
    play_stop(&play);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(read_traced_and_claimed),
        cmocka_unit_test(wrong_claims_are_found),
        cmocka_unit_test(no_model_of_it),
        cmocka_unit_test(edited),
        cmocka_unit_test(differentiated),
        cmocka_unit_test(told_where_from),
        cmocka_unit_test(drawn),
        cmocka_unit_test(every_kind_has_a_lane),
        cmocka_unit_test(on_the_whole_screen),
        cmocka_unit_test(inspected),
        cmocka_unit_test(heard),
        cmocka_unit_test(described),
        cmocka_unit_test(exported),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
