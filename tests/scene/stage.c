/* stage.c: proves that the stage shows the trace: bars stand at its values, phases and the
 * future stay hidden, what is dragged is held, and that in every size, with few and with many
 * units, nothing lies on anything else or stands out. */
#include "scene_play.h"

#include "engine/kinds/gru.h"
#include "engine/kinds/lstm.h"
#include "engine/kinds/rnn.h"
#include "lesson/curve.h"
#include "scene/paint/bars.h"
#include "scene/stage/stage.h"
#include "scene/words/number.h"

#define LSTM                                                                                       \
    "{\"id\":\"lstm\",\"kind\":\"lstm\",\"hidden\":2,\"weights\":{\"W_xi\":[[8,8],[0,0]],"         \
    "\"b_i\":[-4,-4],\"b_f\":[6,1],\"b_o\":[6,-1],\"W_xc\":[[2,0],[0,-2]]}}"
#define GRU                                                                                        \
    "{\"id\":\"gru\",\"kind\":\"gru\",\"hidden\":2,\"weights\":{\"b_z\":[2,0.5],\"b_r\":[1,-1],"   \
    "\"W_xh\":[[2,0],[0,2]]}}"
#define RNN                                                                                        \
    "{\"id\":\"rnn\",\"kind\":\"rnn\",\"hidden\":2,\"weights\":{\"W_xh\":[[1,0],[0,1]],"           \
    "\"W_hh\":[[0.5,0],[0,0.5]]}}"

static const char ALL[] = "[" LSTM "," GRU "," RNN "]";
static const char INPUTS[] = "[[0,0],[1,0.5],[0,-1],[0.5,0],[0,0],[1,1]]";
static const Rect STAGE = {300, 48, 1006, 622};

static char *cells_of(const char *kinds, int hidden, const char *extra) {
    char *text = calloc(1, 4096);
    size_t length = 0;
    assert_non_null(text);
    for (int k = 0; kinds[k]; k++) {
        const char *kind = kinds[k] == 'l' ? "lstm" : kinds[k] == 'g' ? "gru" : "rnn";
        length +=
            (size_t)snprintf(text + length, 4096 - length,
                             "%c{\"id\":\"%s%d\",\"kind\":\"%s\",\"hidden\":%d%s,"
                             "\"weights\":{}}",
                             k ? ',' : '[', kind, k, kind, hidden, kinds[k] == 'l' ? extra : "");
    }
    snprintf(text + length, 4096 - length, "]");
    return text;
}

static float traced(const Play *play, int cell, int signal, long t, int unit) {
    return trace_at(play->session->run->traces[cell], signal, t, 0)[unit];
}

/* The fills of this colour inside a region's rectangle. */
static int fills_in(const Play *play, Rect rect, Color color, Rect *last) {
    int count = 0;
    for (int k = 0; k < play->list.shape_count; k++) {
        const Shape *s = &play->list.shapes[k];
        if (s->kind == SHAPE_FILL && s->color == color && rect_inside(rect, s->rect) &&
            s->rect.w > rect.w / 2) {
            *last = s->rect;
            count++;
        }
    }
    return count;
}

static void bars_stand_at_the_traces_values(void **state) {
    (void)state;
    Play play;
    play_start(&play, ALL, INPUTS);
    play_go(&play, 1, PHASE_SHOW);
    play_draw(&play, scene_stage, STAGE, 1, 1);
    for (int unit = 0; unit < 2; unit++) {
        const Region *tube = play_region(&play, "stage.lstm.f", unit);
        float value = traced(&play, 0, LSTM_F, 1, unit);
        Rect bar = {0};
        assert_non_null(tube);
        assert_true(tube->value == value);
        assert_int_equal(fills_in(&play, tube->rect, play.painter.theme->role[ROLE_FORGET], &bar),
                         1);
        assert_true(fabsf(bar.h - value * tube->rect.h) <= 1);
        assert_true(fabsf(bar.y + bar.h - tube->rect.y - tube->rect.h) <= 1);
    }
    play_stop(&play);
}

static void labels_name_cell_signal_unit_and_value(void **state) {
    (void)state;
    Play play;
    play_start(&play, ALL, INPUTS);
    play_go(&play, 1, PHASE_SHOW);
    play_draw(&play, scene_stage, STAGE, 1, 1);
    assert_true(play_label_has(&play, play_region(&play, "stage.lstm.f", 1),
                               "LSTM forget gate, unit 2: 0.73"));
    assert_true(play_label_has(&play, play_region(&play, "stage.gru.h.before.unit", 0),
                               "GRU hidden state before this step, unit 1: 0.00"));
    play_stop(&play);
}

static void later_phases_are_hidden(void **state) {
    (void)state;
    static const struct {
        const char *region;
        Phase known;
    } CASES[] = {{"stage.lstm.f.unit", PHASE_GATES},    {"stage.lstm.h.unit", PHASE_SHOW},
                 {"stage.gru.z.unit", PHASE_GATES},     {"stage.gru.n.unit", PHASE_WRITE},
                 {"stage.rnn.h_pre.unit", PHASE_GATES}, {"stage.rnn.h.unit", PHASE_SHOW},
                 {"stage.lstm.c.unit", PHASE_FORGET} /* f . c' is shown already */};
    Play play;
    play_start(&play, ALL, INPUTS);
    for (int phase = 0; phase < PHASE_COUNT; phase++) {
        play_go(&play, 2, (Phase)phase);
        play_draw(&play, scene_stage, STAGE, 1, 1);
        for (size_t k = 0; k < sizeof CASES / sizeof *CASES; k++) {
            const Region *region = play_region(&play, CASES[k].region, 0);
            assert_non_null(region);
            bool hidden = play_label_has(&play, region, "not known yet");
            if (hidden != (phase < (int)CASES[k].known))
                fail_msg("%s in phase %d", CASES[k].region, phase);
        }
    }
    play_stop(&play);
}

static void the_preview_is_what_is_kept(void **state) {
    (void)state;
    Play play;
    char text[64], number[32];
    play_start(&play, ALL, INPUTS);
    play_go(&play, 3, PHASE_FORGET);
    play_draw(&play, scene_stage, STAGE, 1, 1);
    float kept = traced(&play, 0, LSTM_F, 3, 0) * traced(&play, 0, LSTM_C, 2, 0);
    assert_true(fabsf(kept - traced(&play, 0, LSTM_C, 3, 0)) > 0.005f);
    format_value(number, sizeof number, kept, 2);
    snprintf(text, sizeof text, "unit 1: %s", number);
    assert_true(play_label_has(&play, play_region(&play, "stage.lstm.c.unit", 0), text));
    play_stop(&play);
}

static void nothing_unseen_is_drawn(void **state) {
    (void)state;
    Play one, other;
    play_start(&one, ALL, INPUTS);
    play_start(&other, ALL, "[[0,0],[1,0.5],[0,-1],[-9,9],[9,9],[0,-5]]");
    for (long t = -1; t <= 2; t++) {
        play_go(&one, t, PHASE_SHOW);
        play_go(&other, t, PHASE_SHOW);
        play_draw(&one, scene_stage, STAGE, 1, 1);
        play_draw(&other, scene_stage, STAGE, 1, 1);
        assert_same_list(&one.list, &other.list);
    }
    play_stop(&one);
    play_stop(&other);
}

static void initial_state_stands_on_the_right(void **state) {
    (void)state;
    Play play;
    play_start(&play,
               "[{\"id\":\"lstm\",\"kind\":\"lstm\",\"hidden\":1,\"c0\":[0.5],\"h0\":[-0.25],"
               "\"weights\":{}}]",
               INPUTS);
    play_draw(&play, scene_stage, STAGE, 1, 1);
    assert_true(play_label_has(&play, play_region(&play, "stage.lstm.c.unit", 0), "0.50"));
    assert_true(play_label_has(&play, play_region(&play, "stage.lstm.h.unit", 0), "-0.25"));
    assert_true(play_label_has(&play, play_region(&play, "stage.lstm.f.unit", 0), "not known"));
    assert_null(play_region(&play, "stage.lstm.f", 0)); /* no gate to hold yet */
    assert_true(play_says(&play, "initial state: nothing has been read yet"));
    play_stop(&play);
}

static void dragging_a_gate_holds_it(void **state) {
    (void)state;
    Play play;
    play_start(&play, ALL, INPUTS);
    play_go(&play, 1, PHASE_SHOW);
    play_draw(&play, scene_stage, STAGE, 1, 1);
    const Region *tube = play_region(&play, "stage.lstm.f", 1);
    Action reset = tube->reset;
    float free = tube->value;
    assert_true(
        play_do(&play, region_drag(tube, tube->rect.x, tube->rect.y + tube->rect.h * 0.75f)));
    assert_true(fabsf(traced(&play, 0, LSTM_F, 1, 1) - 0.25f) < 1e-6f);
    assert_true(traced(&play, 0, LSTM_F, 1, 0) > 0.9f);           /* the other unit is free */
    assert_true(play_do(&play, (Action){.kind = ACTION_BEFORE})); /* its outlines are dashed too */
    play_draw(&play, scene_stage, STAGE, 1, 1);
    int dashed = 0;
    for (int k = 0; k < play.list.shape_count; k++)
        dashed += play.list.shapes[k].kind == SHAPE_FRAME && play.list.shapes[k].dash > 0;
    assert_int_equal(dashed, 1);
    assert_true(play_do(&play, reset));
    assert_true(traced(&play, 0, LSTM_F, 1, 1) == free);
    assert_true(play_do(&play, (Action){.kind = ACTION_UNDO}));
    play_draw(&play, scene_stage, STAGE, 1, 1);
    const Region *lock = play_region(&play, "stage.lstm.f.lock", 0);
    assert_non_null(lock); /* held again: a click on its lock frees it too */
    assert_true(play_do(&play, lock->action));
    assert_true(traced(&play, 0, LSTM_F, 1, 1) == free);
    play_draw(&play, scene_stage, STAGE, 1, 1);
    assert_null(play_region(&play, "stage.lstm.f.lock", 0));
    play_stop(&play);
}

/* Of coupled gates i follows from f: that cannot be dragged, and says "1-f" in its own card. */
static void coupled_gates_are_f_alone(void **state) {
    (void)state;
    Play play;
    play_start(&play, ALL, INPUTS);
    play_go(&play, 1, PHASE_SHOW);
    play_draw(&play, scene_stage, STAGE, 1, 1);
    assert_false(play_says(&play, "1\u2212f"));
    assert_int_equal(play_region(&play, "stage.lstm.i", 0)->kind, REGION_BAR);
    char *cells = cells_of("l", 2, ",\"coupled\":true");
    play_stop(&play);
    play_start(&play, cells, INPUTS);
    free(cells);
    play_go(&play, 1, PHASE_SHOW);
    play_draw(&play, scene_stage, STAGE, 1, 1);
    const Region *f = play_region(&play, "stage.lstm0.f", 0),
                 *i = play_region(&play, "stage.lstm0.i", 0);
    assert_true(f && f->kind == REGION_BAR);
    assert_true(!i || i->kind != REGION_BAR);
    const Region *o = play_region(&play, "stage.lstm0.o", 0);
    float apart = (o->rect.x - f->rect.x) / 3; /* f, i, candidate, o */
    int notes = 0;
    for (int k = 0; k < play.list.shape_count; k++) {
        const Shape *shape = &play.list.shapes[k];
        if (shape->kind != SHAPE_TEXT || shape->length != strlen("1\u2212f") ||
            memcmp(play.list.texts + shape->text, "1\u2212f", shape->length) != 0)
            continue;
        notes++;
        assert_true(shape->rect.x > f->rect.x + 0.5f * apart &&
                    shape->rect.x < f->rect.x + 1.8f * apart);
    }
    assert_int_equal(notes, 1);
    play_stop(&play);
}

/* Strokes of that colour, upright or level, that begin and end between the two places. */
static int strokes(const Play *play, Color color, bool upright, float from, float to) {
    int count = 0;
    for (int k = 0; k < play->list.shape_count; k++) {
        const Shape *shape = &play->list.shapes[k];
        Rect r = shape->rect;
        bool stroke = shape->kind == SHAPE_LINE && (upright ? r.w == 0 : r.h == 0);
        count += stroke && shape->color == color && fminf(r.x, r.x + r.w) >= from &&
                 fmaxf(r.x, r.x + r.w) <= to;
    }
    return count;
}

/* Inputs, hidden state and peepholes reach each gate but a coupled i, to which an arrow leads from
 * f. */
static void ways_lead_to_each_gate(void **state) {
    (void)state;
    for (int coupled = 0; coupled < 2; coupled++) {
        Play play;
        char *cells = cells_of("l", 2,
                               coupled ? ",\"coupled\":true,\"peepholes\":{\"p_f\":[1,1]}"
                                       : ",\"peepholes\":{\"p_f\":[1,1]}");
        play_start(&play, cells, INPUTS);
        free(cells);
        play_go(&play, 1, PHASE_SHOW);
        play_draw(&play, scene_stage, STAGE, 1, 1);
        const Theme *theme = theme_get(play.session->view.theme);
        Rect f = play_region(&play, "stage.lstm0.f", 0)->rect,
             o = play_region(&play, "stage.lstm0.o", 0)->rect;
        float apart = (o.x - f.x) / 3;
        for (int gate = 0; gate < 4; gate++) {
            float from = f.x + ((float)gate - 0.2f) * apart, to = from + 0.8f * apart;
            bool reached = !(coupled && gate == 1);
            assert_int_equal(strokes(&play, theme->role[ROLE_INPUT], true, from, to) > 0, reached);
            assert_int_equal(strokes(&play, theme->role[ROLE_HIDDEN], true, from, to) > 0, reached);
            if (gate < 2)
                assert_int_equal(strokes(&play, theme->role[ROLE_CELL], true, from, to) > 0,
                                 reached);
        }
        float from = f.x + 0.1f * apart, to = f.x + 1.1f * apart;
        assert_int_equal(strokes(&play, theme->role[ROLE_FORGET], false, from, to) > 0, coupled);
        play_stop(&play);
    }
}

/* The memory's way is as thick behind the forget gate as that is open on the average. */
static void the_highway_narrows_by_f(void **state) {
    (void)state;
    Play play;
    play_start(&play, ALL, INPUTS);
    play_go(&play, 1, PHASE_SHOW);
    play_draw(&play, scene_stage, STAGE, 1, 1);
    const Theme *theme = theme_get(play.session->view.theme);
    float mean = (traced(&play, 0, LSTM_F, 1, 0) + traced(&play, 0, LSTM_F, 1, 1)) / 2;
    int narrow = 0;
    assert_true(mean > 0.5f && mean < 0.95f);
    for (int k = 1; k < play.list.shape_count; k++) {
        const Shape *track = &play.list.shapes[k - 1], *level = &play.list.shapes[k];
        bool pipe = track->kind == SHAPE_FILL && level->kind == SHAPE_FILL &&
                    track->color == theme->track && level->color == theme->role[ROLE_CELL] &&
                    track->rect.x == level->rect.x && track->rect.w == level->rect.w;
        narrow +=
            pipe && level->rect.h == roundf(track->rect.h * mean) && level->rect.h < track->rect.h;
    }
    assert_int_equal(narrow, 2);
    play_stop(&play);
}

static void dragging_an_input_sets_it(void **state) {
    (void)state;
    Play play;
    play_start(&play, ALL, INPUTS);
    play_go(&play, 2, PHASE_SHOW);
    play_draw(&play, scene_stage, STAGE, 1, 1);
    const Region *tube = play_region(&play, "stage.gru.x", 1);
    assert_true(play_do(&play, region_drag(tube, tube->rect.x, tube->rect.y)));
    assert_true(traced(&play, 1, GRU_X, 2, 1) == 1);
    assert_true(traced(&play, 0, LSTM_X, 2, 1) == 1); /* the same input */
    play_stop(&play);
}

static void a_click_selects_the_unit(void **state) {
    (void)state;
    Play play;
    play_start(&play, ALL, INPUTS);
    play_go(&play, 1, PHASE_SHOW);
    play_draw(&play, scene_stage, STAGE, 1, 1);
    const Region *unit = play_region(&play, "stage.gru.h.unit", 1);
    float middle = unit->rect.x + unit->rect.w / 2;
    const Region *hit = region_at(&play.list, middle, unit->rect.y + unit->rect.h - 3);
    assert_ptr_equal(hit, unit);
    assert_true(play_do(&play, hit->action));
    assert_int_equal(play.session->cell, 1);
    assert_int_equal(play.session->unit, 1);
    assert_null(session_inspected(play.session));
    /* the second click, on the bar or on its number, asks where it came from */
    play_draw(&play, scene_stage, STAGE, 1, 1);
    const Place h = {1, GRU_H, 1, 1};
    for (int k = 0; k < 2; k++) {
        play_do(&play, (Action){.kind = ACTION_TRAIL, .number = -1});
        hit = play_region(&play, k ? "stage.gru.h.number" : "stage.gru.h.unit", 1);
        assert_true(play_do(&play, hit->action));
        assert_true(place_same(session_inspected(play.session), &h));
    }
    /* a gate's bar is dragged; with Ctrl it is looked into */
    hit = play_region(&play, "stage.gru.z", 0);
    assert_int_equal(hit->kind, REGION_BAR);
    assert_true(play_do(&play, hit->inspect));
    const Place z = {1, GRU_Z, 0, 1};
    assert_true(place_same(session_inspected(play.session), &z));
    assert_int_equal(play.session->unit, 0);
    play_stop(&play);
}

static void the_axis_grows_with_the_run(void **state) {
    (void)state;
    Play play;
    play_start(&play,
               "[{\"id\":\"lstm\",\"kind\":\"lstm\",\"hidden\":1,\"weights\":{\"b_i\":[10],"
               "\"b_f\":[10],\"b_o\":[10],\"W_xc\":[[3],[0]]}}]",
               "[[1,0],[1,0],[1,0],[1,0],[1,0],[-1,0]]");
    static const struct {
        long t;
        const char *axis;
    } CASES[] = {{1, "\xc2\xb1"
                     "2"},
                 {2, "\xc2\xb1"
                     "5"},
                 {4, "\xc2\xb1"
                     "5"}};
    play_go(&play, 0, PHASE_SHOW);
    play_draw(&play, scene_stage, STAGE, 1, 1);
    assert_false(play_says(&play, CASES[0].axis));
    for (size_t k = 0; k < sizeof CASES / sizeof *CASES; k++) {
        play_go(&play, CASES[k].t, PHASE_SHOW);
        play_draw(&play, scene_stage, STAGE, 1, 1);
        assert_true(play_says(&play, CASES[k].axis));
    }
    play_stop(&play);
}

static void infinity_and_nan_are_said(void **state) {
    (void)state;
    Play play;
    play_start(&play,
               "[{\"id\":\"rnn\",\"kind\":\"rnn\",\"hidden\":2,"
               "\"activations\":{\"candidate\":\"relu\"},\"weights\":{\"W_xh\":[[1,0],[0,0]],"
               "\"W_hh\":[[1e38,-1e38],[0,0]]}}]",
               "[[1e30,0],[1,0],[1,0],[1,0]]");
    for (long t = 0; t < 4; t++) {
        play_go(&play, t, PHASE_SHOW);
        play_draw(&play, scene_stage, STAGE, 1, 1);
        char want[32];
        format_value(want, sizeof want, traced(&play, 0, RNN_H, t, 0), 2);
        assert_true(play_label_has(&play, play_region(&play, "stage.rnn.h.unit", 0), want));
    }
    assert_true(isinf(traced(&play, 0, RNN_H, 3, 0)) || isnan(traced(&play, 0, RNN_H, 3, 0)));
    play_stop(&play);
}

/* ---- sizes ---- */

static void assert_cards_apart(const Play *play, const char *what) {
    Color card = play->painter.theme->card;
    for (int a = 0; a < play->list.shape_count; a++)
        for (int b = 0; b < a; b++) {
            const Shape *one = &play->list.shapes[a], *other = &play->list.shapes[b];
            if (one->kind == SHAPE_FILL && other->kind == SHAPE_FILL && one->color == card &&
                other->color == card && rects_meet(one->rect, other->rect, 0.5f))
                fail_msg("%s: two cards overlap at %g %g", what, (double)one->rect.x,
                         (double)one->rect.y);
        }
}

static void everything_fits_at(const char *kinds, int hidden, const char *extra) {
    static const Rect RECTS[] = {{0, 0, 1006, 622},
                                 {0, 0, 1966, 1150},
                                 {0, 0, 720, 470},
                                 {0, 0, 560, 400},
                                 {0, 0, 480, 300}};
    static const float TEXTS[] = {1, 1.4f, 2};
    char *cells = cells_of(kinds, hidden, extra), what[128];
    Play play;
    play_start(&play, cells, INPUTS);
    for (int phase = -1; phase < PHASE_COUNT; phase++) {
        play_go(&play, phase < 0 ? -1 : 3, phase < 0 ? PHASE_SHOW : (Phase)phase);
        for (size_t r = 0; r < sizeof RECTS / sizeof *RECTS; r++)
            for (size_t k = 0; k < 3; k++) {
                snprintf(what, sizeof what, "%s x %d, %gx%g, text %g, phase %d", kinds, hidden,
                         (double)RECTS[r].w, (double)RECTS[r].h, (double)TEXTS[k], phase);
                play_draw(&play, scene_stage, RECTS[r], 1, TEXTS[k]);
                assert_tidy(&play, RECTS[r], what);
                assert_cards_apart(&play, what);
            }
    }
    play_stop(&play);
    free(cells);
}

static void everything_fits(void **state) {
    (void)state;
    static const char *const KINDS[] = {"l", "g", "r", "lg", "lr", "gr", "lgr"};
    static const int HIDDEN[] = {1, 4, 12, 32, 256};
    for (size_t k = 0; k < sizeof KINDS / sizeof *KINDS; k++)
        for (size_t h = 0; h < sizeof HIDDEN / sizeof *HIDDEN; h++)
            everything_fits_at(KINDS[k], HIDDEN[h], "");
    everything_fits_at("lg", 3, ",\"coupled\":true");
    everything_fits_at("lg", 3, ",\"peepholes\":{\"p_i\":[1,1,1]}");
}

/* The largest number of any unit counts, of either sign; what is infinite or none does not. */
static void the_axis_holds_every_unit(void **state) {
    (void)state;
    enum { WIDE = 19 };
    char *cells = cells_of("r", WIDE, "");
    Play play;
    play_start(&play, cells, INPUTS);
    play_go(&play, 1, PHASE_SHOW);
    play_draw(&play, scene_stage, STAGE, 1, 1);
    for (int unit = 0; unit < WIDE; unit++) {
        float *values = (float *)trace_at(play.session->run->traces[0], SIGNAL_H, 1, 0);
        for (int k = 0; k < WIDE; k++)
            values[k] = k % 3 ? -0.5f : k % 2 ? NAN : -INFINITY;
        values[unit] = unit % 2 ? -37.0f : 37.0f;
        assert_true(signal_limit(&play.painter, 0, SIGNAL_H) == axis_limit(37));
    }
    play_stop(&play);
    free(cells);
}

static void many_units_stay_bounded(void **state) {
    (void)state;
    char *cells = cells_of("lgr", 1024, "");
    Play play;
    int stops = 0;
    play_start(&play, cells, INPUTS);
    play_go(&play, 1, PHASE_SHOW);
    play_draw(&play, scene_stage, STAGE, 1, 1);
    for (int k = 0; k < play.list.region_count; k++)
        stops += play.list.regions[k].focusable;
    assert_true(play.list.shape_count < 600);
    assert_true(play.list.region_count < 2000);
    assert_true(stops < 40);
    play_stop(&play);
    free(cells);
}

static void every_region_has_a_label_and_its_own_id(void **state) {
    (void)state;
    Play play;
    play_start(&play, ALL, INPUTS);
    play_go(&play, 1, PHASE_SHOW);
    play_draw(&play, scene_stage, STAGE, 1, 1);
    for (int a = 0; a < play.list.region_count; a++) {
        const Region *one = &play.list.regions[a];
        assert_true(one->label_length > 3);
        assert_int_not_equal(one->action.kind, ACTION_NONE);
        for (int b = 0; b < a; b++)
            assert_int_not_equal(one->id, play.list.regions[b].id);
    }
    play_stop(&play);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bars_stand_at_the_traces_values),
        cmocka_unit_test(labels_name_cell_signal_unit_and_value),
        cmocka_unit_test(later_phases_are_hidden),
        cmocka_unit_test(the_preview_is_what_is_kept),
        cmocka_unit_test(nothing_unseen_is_drawn),
        cmocka_unit_test(initial_state_stands_on_the_right),
        cmocka_unit_test(dragging_a_gate_holds_it),
        cmocka_unit_test(coupled_gates_are_f_alone),
        cmocka_unit_test(ways_lead_to_each_gate),
        cmocka_unit_test(the_highway_narrows_by_f),
        cmocka_unit_test(dragging_an_input_sets_it),
        cmocka_unit_test(a_click_selects_the_unit),
        cmocka_unit_test(the_axis_grows_with_the_run),
        cmocka_unit_test(infinity_and_nan_are_said),
        cmocka_unit_test(everything_fits),
        cmocka_unit_test(the_axis_holds_every_unit),
        cmocka_unit_test(many_units_stay_bounded),
        cmocka_unit_test(every_region_has_a_label_and_its_own_id),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
