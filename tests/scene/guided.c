/* guided.c: the guided stage: every number is a length, and nothing lies on anything else, in all
 * lessons, at all sizes, in both languages. */
#include "scene_lessons.h"

#include <limits.h>

#include "engine/kinds/gru.h"
#include "engine/kinds/lstm.h"
#include "engine/kinds/rnn.h"
#include "scene/strip/strip.h"

static const Size SIZES[] = {
    {1600, 900, 1}, {1280, 720, 1}, {1024, 640, 1}, {2560, 1440, 1}, {390, 844, 1}};
enum { SIZE_COUNT = sizeof SIZES / sizeof *SIZES };

static void guide(Play *play) {
    session_apply(play->session, &(Action){.kind = ACTION_EXPLORE, .number = 0});
}

/* ---- nothing lies on anything ---- */

static void check_lesson(const char *path, Language language, float text) {
    Play play;
    lesson_start(&play, path);
    guide(&play);
    play.session->view.language = language;
    play.session->view.text_scale = text;
    for (int beat = 0; beat < play.lesson->beat_count; beat++) {
        screen_beat(&play, beat);
        for (int k = 0; k < SIZE_COUNT; k++)
            screen_assert_whole(&play, SIZES[k]);
    }
    play_stop(&play);
}

static void lessons_are_whole(void **state) {
    static char paths[LESSONS_MOST][300];
    (void)state;
    int count = lesson_paths(paths);
    for (int k = 0; k < count; k++) {
        check_lesson(paths[k], NULL, 1);
        check_lesson(paths[k], LANGUAGE_ZH, 1);
        check_lesson(paths[k], NULL, 1.5f);
    }
}

/* ---- lengths ---- */

/* One unit of each kind, whose numbers go below nought and above 1. */
static const char CELLS[] =
    "[{\"id\":\"lstm\",\"kind\":\"lstm\",\"hidden\":1,\"weights\":{\"W_xi\":[[2],[1]],\"b_i\":[1],"
    "\"W_xf\":[[0.5],[-1]],\"b_f\":[2],\"W_xc\":[[1.5],[0.5]],\"b_o\":[1],\"W_xo\":[[1],[0]]}},"
    "{\"id\":\"gru\",\"kind\":\"gru\",\"hidden\":1,\"weights\":{\"W_xz\":[[0.5],[-1]],\"b_z\":[0.5]"
    ","
    "\"W_xr\":[[1],[0]],\"W_xh\":[[2],[1]],\"W_hh\":[[1]]}},"
    "{\"id\":\"rnn\",\"kind\":\"rnn\",\"hidden\":1,\"weights\":{\"W_xh\":[[1.5],[-1]],\"W_hh\":[[0."
    "9]],"
    "\"b_h\":[-0.3]}}]";
static const char INPUTS[] = "[[1,0.5],[0.8,1],[-1.5,0.2],[-1,-0.5],[0.3,0.9],[1,1]]";

/* The height of what is drawn from x to x + w: of a fill, or of the frame of what is below nought;
 * 0: a hairline. */
static float height_at(const DisplayList *list, float x, float w, const Yard *yard) {
    float height = -1;
    for (int k = 0; k < list->shape_count; k++) {
        const Shape *s = &list->shapes[k];
        bool kind = s->kind == SHAPE_FILL || s->kind == SHAPE_FRAME;
        bool here = fabsf(s->rect.x - x) < 0.6f && fabsf(s->rect.w - w) < 0.6f;
        bool touches = fabsf(s->rect.y - yard->zero) < 1.1f ||
                       fabsf(s->rect.y + s->rect.h - yard->zero) < 1.1f;
        if (kind && here && touches && s->radius == 0)
            height = fmaxf(height, s->rect.h <= 2 ? 0 : s->rect.h);
    }
    return height;
}

typedef struct Lane {
    Play play;
    Strip strip;
} Lane;

/* A strip alone in a window, at a step. */
static void draw_lane(Lane *lane, int cell, long t) {
    Play *play = &lane->play;
    session_apply(play->session, &(Action){.kind = ACTION_GO, .step = t, .phase = PHASE_SHOW});
    session_apply(play->session, &(Action){.kind = ACTION_SELECT, .cell = cell, .unit = 0});
    play->viewport = (Viewport){.width = 1400, .height = 500, .scale = 1};
    display_clear(&play->list);
    static const float UP = 2, DOWN = 2, UNIT = 60;
    play->painter = (Painter){.list = &play->list,
                              .session = play->session,
                              .theme = theme_get(0),
                              .fonts = &PLAY_FONTS,
                              .viewport = &play->viewport,
                              .moment = session_moment(play->session),
                              .u = 1,
                              .small = 13,
                              .body = 16,
                              .large = 20};
    lane->strip = (Strip){.p = &play->painter,
                          .cell = cell,
                          .rect = {0, 0, 1400, 500},
                          .yard = {.zero = 60 + UP * UNIT, .unit = UNIT, .up = UP, .down = DOWN},
                          .alone = true};
    strip_begin(&lane->strip);
    strip_draw(&lane->strip);
}

static void assert_ribbon(const Lane *lane, float x1, float x2, float value, const char *what) {
    float height = height_at(&lane->play.list, roundf(x1), roundf(x2 - x1), &lane->strip.yard);
    float wanted = fabsf(value) * lane->strip.yard.unit;
    if (height < 0 || fabsf(height - wanted) > 1.6f)
        fail_msg("cell %d at t = %ld: %s is %g pixels, its value %g wants %g", lane->strip.cell,
                 lane->strip.t, what, (double)height, (double)value, (double)wanted);
}

static float at(const Lane *lane, int signal, long t) {
    return trace_at(lane->strip.trace, signal, t, 0)[0];
}

static void ribbons_are_as_thick_as_values(void **state) {
    (void)state;
    Lane lane = {0};
    play_start(&lane.play, CELLS, INPUTS);
    for (long t = 0; t < 6; t++) {
        const Strip *s = &lane.strip;
        draw_lane(&lane, 0, t);
        float f = at(&lane, LSTM_F, t), c = at(&lane, LSTM_C, t - 1);
        assert_ribbon(&lane, strip_right(s, STAND_BEFORE), strip_left(s, STAND_KEEP), c, "c'");
        assert_ribbon(&lane, strip_right(s, STAND_KEEP), strip_left(s, STAND_BLOCK), f * c, "f c'");
        assert_ribbon(&lane, strip_right(s, STAND_BLOCK), strip_left(s, STAND_NOW),
                      at(&lane, LSTM_C, t), "c");
        assert_ribbon(&lane, strip_right(s, STAND_CURVE), strip_left(s, STAND_SHOW),
                      at(&lane, LSTM_TANH_C, t), "tanh c");
        assert_ribbon(&lane, strip_right(s, STAND_SHOW), strip_left(s, STAND_RESULT),
                      at(&lane, LSTM_H, t), "h");
        draw_lane(&lane, 1, t);
        float z = at(&lane, GRU_Z, t), h = at(&lane, GRU_H, t - 1);
        assert_ribbon(&lane, strip_right(s, STAND_BEFORE), strip_left(s, STAND_KEEP), h, "h'");
        assert_ribbon(&lane, strip_right(s, STAND_KEEP), strip_left(s, STAND_BLOCK), z * h, "z h'");
        assert_ribbon(&lane, strip_right(s, STAND_BLOCK), strip_left(s, STAND_NOW),
                      at(&lane, GRU_H, t), "h");
        draw_lane(&lane, 2, t);
        assert_ribbon(&lane, strip_right(s, STAND_BEFORE), strip_right(s, STAND_KEEP),
                      at(&lane, RNN_H, t - 1), "h'");
        assert_ribbon(&lane, strip_right(s, STAND_KEEP), strip_left(s, STAND_BLOCK),
                      0.9f * at(&lane, RNN_H, t - 1), "w h'");
    }
    play_stop(&lane.play);
}

/* The written block spans from what was kept to what is now, solid above and hatched where it
 * takes off. */
static void a_block_is_stacked(void **state) {
    (void)state;
    Lane lane = {0};
    play_start(&lane.play, CELLS, INPUTS);
    int added = 0, taken = 0;
    for (long t = 0; t < 6; t++) {
        draw_lane(&lane, 0, t);
        const Strip *s = &lane.strip;
        float kept = at(&lane, LSTM_F, t) * at(&lane, LSTM_C, t - 1), now = at(&lane, LSTM_C, t);
        float from = yard_y(&s->yard, kept), to = yard_y(&s->yard, now);
        bool found = false, hatched = false;
        for (int k = 0; k < lane.play.list.shape_count; k++) {
            const Shape *shape = &lane.play.list.shapes[k];
            bool here = fabsf(shape->rect.x - strip_left(s, STAND_BLOCK)) < 0.6f &&
                        fabsf(shape->rect.y - fminf(from, to)) < 1.1f &&
                        fabsf(shape->rect.h - fabsf(from - to)) < 1.1f;
            found = found || (here && shape->color == s->p->theme->role[ROLE_CANDIDATE]);
            hatched = hatched || (here && shape->kind == SHAPE_HATCH);
        }
        assert_true(found);
        assert_int_equal(hatched, now < kept);
        added += now > kept;
        taken += now < kept;
    }
    assert_true(added > 0 && taken > 0);
    play_stop(&lane.play);
}

/* A shutter leaves its gate's share of what arrives open. */
static void a_shutter_closes_its_share(void **state) {
    (void)state;
    Lane lane = {0};
    play_start(&lane.play, CELLS, INPUTS);
    for (long t = 1; t < 6; t++) {
        draw_lane(&lane, 0, t);
        const Strip *s = &lane.strip;
        float high = fmaxf(fabsf(at(&lane, LSTM_C, t - 1)) * s->yard.unit, 14),
              f = at(&lane, LSTM_F, t), shut = -1;
        for (int k = 0; k < lane.play.list.shape_count; k++) {
            const Shape *shape = &lane.play.list.shapes[k];
            if (shape->kind == SHAPE_FILL && shape->color == s->p->theme->role[ROLE_FORGET] &&
                fabsf(shape->rect.x - strip_left(s, STAND_KEEP)) < 0.6f && shape->rect.w > 30)
                shut = shape->rect.h;
        }
        assert_true(fabsf(fmaxf(shut, 0) - (1 - f) * high) <= 1.6f);
    }
    play_stop(&lane.play);
}

/* ---- the reset ---- */

/* Two units that listen to each other; the reset stands before the product, or behind it. */
static const char RESETS[] =
    "[{\"id\":\"before\",\"kind\":\"gru\",\"hidden\":2,\"weights\":{\"W_xz\":[[0.5,1],[-1,0]],"
    "\"W_xr\":[[1,-2],[0,1]],\"W_xh\":[[2,-1],[1,1]],\"W_hh\":[[1,0.5],[-0.5,1]]}},"
    "{\"id\":\"after\",\"kind\":\"gru\",\"reset\":\"after\",\"hidden\":2,\"weights\":{"
    "\"W_xz\":[[0.5,1],[-1,0]],\"W_xr\":[[1,-2],[0,1]],\"W_xh\":[[2,-1],[1,1]],"
    "\"W_hh\":[[1,0.5],[-0.5,1]],\"b_hh\":[0.3,-0.4]}}]";

/* What is drawn inside a shutter as high as a value: its height, hairlines 0; and how much of the
 * shutter is shut. */
static void measure_door(const DisplayList *list, Rect door, float *passes, float *shut) {
    const Theme *theme = theme_get(0);
    *passes = *shut = 0;
    for (int k = 0; k < list->shape_count; k++) {
        const Shape *s = &list->shapes[k];
        bool within = s->rect.x >= door.x - 0.6f && s->rect.w > 8 &&
                      s->rect.x + s->rect.w <= door.x + door.w + 0.6f &&
                      s->rect.y >= door.y - 1.1f && s->rect.y + s->rect.h <= door.y + door.h + 1.1f;
        if (!within || (s->kind != SHAPE_FILL && s->kind != SHAPE_FRAME) || s->rect.h <= 2)
            continue;
        if (s->color == theme->role[ROLE_HIDDEN])
            *passes = fmaxf(*passes, s->rect.h);
        else if (s->kind == SHAPE_FILL && s->color == theme->role[ROLE_RESET])
            *shut = fmaxf(*shut, s->rect.h);
    }
}

/* Pixels of 1.0 among the doors of a cell: what arrives at the highest is as high as its door. */
static void check_door(const Lane *lane, const char *cell, int unit, float arrives, float level,
                       float scale) {
    char name[64];
    float passes, shut;
    snprintf(name, sizeof name, "guided.%s.r.shutter", cell);
    const Region *door = play_region(&lane->play, name, unit);
    assert_non_null(door);
    assert_float_equal(door->value, level, 1e-6f);
    measure_door(&lane->play.list, door->rect, &passes, &shut);
    float high = fmaxf(fabsf(arrives) * scale, 14);
    if (fabsf(door->rect.h - high) > 1.6f ||
        fabsf(passes - level * fabsf(arrives) * scale) > 2.1f ||
        fabsf(shut - (1 - level) * high) > 2.1f)
        fail_msg("%s, unit %d, t = %ld: %g x %g: a door of %g, of which %g passes and %g is shut",
                 cell, unit, lane->strip.t, (double)level, (double)arrives, (double)door->rect.h,
                 (double)passes, (double)shut);
}

/* What arrives at a unit's door. */
static float arrives_at(const Lane *lane, int cell, int unit) {
    return cell ? trace_at(lane->strip.trace, GRU_N_REC, lane->strip.t, 0)[unit]
                : trace_at(lane->strip.trace, GRU_H, lane->strip.t - 1, 0)[unit];
}

/* Pixels of 1.0 on the doors of a cell: by the highest of all steps. */
static float doors_scale(Lane *lane, int cell, const char *name) {
    float highest = 0, scale = 0;
    for (long t = 1; t < 6; t++) {
        draw_lane(lane, cell, t);
        const Region *door = play_region(&lane->play, name, 0);
        assert_non_null(door);
        if (door->rect.h > highest)
            scale = door->rect.h / fabsf(arrives_at(lane, cell, 0));
        highest = fmaxf(highest, door->rect.h);
    }
    assert_true(highest > 20);
    return scale;
}

/* Before the product each unit's door shuts what it sends; behind it one door shuts what the unit
 * hears. */
static void the_reset_shuts_its_share(void **state) {
    static const char *const CELL_IDS[] = {"before", "after"};
    (void)state;
    Lane lane = {0};
    play_start(&lane.play, RESETS, INPUTS);
    for (int cell = 0; cell < 2; cell++) {
        char name[64];
        snprintf(name, sizeof name, "guided.%s.r.shutter", CELL_IDS[cell]);
        float scale = doors_scale(&lane, cell, name);
        for (long t = 1; t < 6; t++) {
            draw_lane(&lane, cell, t);
            const float *r = trace_at(lane.strip.trace, GRU_R, t, 0);
            for (int unit = 0; unit < 2 - cell; unit++)
                check_door(&lane, CELL_IDS[cell], unit, arrives_at(&lane, cell, unit), r[unit],
                           scale);
        }
        assert_true((play_region(&lane.play, name, 1) == NULL) == (cell == 1));
    }
    play_stop(&lane.play);
}

/* ---- weights ---- */

/* The middle of the ring on a slider. */
static float ring_y(const Play *play, const Region *slider) {
    for (int k = 0; k < play->list.shape_count; k++) {
        const Shape *shape = &play->list.shapes[k];
        if (shape->kind == SHAPE_RING && rect_inside(slider->rect, shape->rect))
            return shape->rect.y + shape->rect.h / 2;
    }
    fail_msg("a slider has no ring");
    return 0;
}

/* The three units of the first lesson differ in their weight on their own past: it is seen, as a
 * height, a number and a share of the sum, and can be turned. */
static void weights_are_sliders(void **state) {
    (void)state;
    static const float WEIGHTS[] = {0.5f, 1, 2};
    Play play;
    float y[3];
    lesson_start(&play, "lessons/11-no-gates.json");
    guide(&play);
    screen_beat(&play, 2);
    screen_draw(&play, SIZES[0]);
    for (int k = 0; k < 3; k++) {
        const Region *slider = play_region(&play, "guided.rnn.W_hh", k);
        assert_non_null(slider);
        assert_float_equal(slider->value, WEIGHTS[k], 0);
        assert_true(slider->low == -2 && slider->high == 2);
        char number[24];
        snprintf(number, sizeof number, "unit %d: %.2f", k + 1, (double)WEIGHTS[k]);
        assert_true(play_label_has(&play, slider, number));
        assert_true(screen_says(&play, number + 8));
        y[k] = ring_y(&play, slider);
    }

    float zero = play_region(&play, "guided.rnn.W_hh", 0)->rect.y +
                 play_region(&play, "guided.rnn.W_hh", 0)->rect.h / 2;
    assert_float_equal((zero - y[1]) / (zero - y[0]), 2, 0.1f);
    assert_float_equal((zero - y[2]) / (zero - y[0]), 4, 0.2f);
    Edit turned = play_region(&play, "guided.rnn.W_hh", 1)->action.edit;
    turned.value = -1;
    assert_true(play_do(&play, (Action){.kind = ACTION_EDIT, .edit = turned}));
    screen_draw(&play, SIZES[0]);
    assert_float_equal(ring_y(&play, play_region(&play, "guided.rnn.W_hh", 1)) - zero, zero - y[1],
                       1);
    /* a unit that listens to another one has more than one weight: the card alone tells of them */
    turned.row = 0;
    assert_true(play_do(&play, (Action){.kind = ACTION_EDIT, .edit = turned}));
    screen_draw(&play, SIZES[0]);
    assert_null(play_region(&play, "guided.rnn.W_hh", 1));
    play_stop(&play);
}

/* What the beat gives into the learner's hands has its number at its ring, and then not the share's
 * beside it. */
static void a_knob_has_its_number(void **state) {
    (void)state;
    Play play;
    lesson_start(&play, "lessons/15-memory-cell.json");
    guide(&play);
    screen_beat(&play, 4);
    screen_draw(&play, SIZES[0]);
    assert_true(screen_says(&play, "+6.00"));
    screen_beat(&play, 5);
    screen_draw(&play, SIZES[0]);
    const Region *bias = play_region(&play, "guided.lstm.f.weight", 3);
    assert_non_null(bias);
    assert_float_equal(bias->value, 1.5f, 0);
    static Seen seen[FIT_TEXTS_MOST];
    int count = screen_texts(&play, seen, FIT_TEXTS_MOST), plain = 0, shares = 0;
    for (int k = 0; k < count; k++) {
        const char *text = play.list.texts + seen[k].shape->text;
        if (!rect_inside(bias->rect, seen[k].rect))
            continue;
        plain += strncmp(text, "1.50", 4) == 0;
        shares += text[0] == '+';
    }
    assert_int_equal(plain, 1);
    assert_int_equal(shares, 0);
    play_stop(&play);
}

/* In every task each ring that is given into one's hands has the weight's number beside it. */
static void every_given_knob_has_its_number(void **state) {
    static char paths[LESSONS_MOST][300];
    static Seen seen[FIT_TEXTS_MOST];
    (void)state;
    int count = lesson_paths(paths), knobs = 0;
    for (int k = 0; k < count; k++) {
        Play play;
        lesson_start(&play, paths[k]);
        guide(&play);
        for (int beat = 0; beat < play.lesson->beat_count; beat++) {
            screen_beat(&play, beat);
            if (!session_beat(play.session)->task)
                continue;
            screen_draw(&play, SIZES[1]);
            int texts = screen_texts(&play, seen, FIT_TEXTS_MOST);
            for (int r = 0; r < play.list.region_count; r++) {
                const Region *knob = &play.list.regions[r];
                if (knob->kind != REGION_SLIDER || !knob->asked || knob->disabled)
                    continue;
                bool found = false;
                float middle = knob->rect.y + knob->rect.h / 2;
                for (int t = 0; t < texts; t++)
                    found =
                        found || (seen[t].shape->face == FACE_NUMBER && seen[t].rect.y < middle &&
                                  seen[t].rect.y + seen[t].rect.h > middle &&
                                  seen[t].rect.x > knob->rect.x - 40 &&
                                  seen[t].rect.x < knob->rect.x + knob->rect.w);
                if (!found)
                    fail_msg("%s, beat %d: a knob has no number", paths[k], beat);
                knobs++;
            }
        }
        play_stop(&play);
    }
    assert_true(knobs > 20);
}

/* A projector's size with large type has no room for the inputs' names; the one whose weight is asked
 * for has its row and its knob all the same. */
static void a_task_has_its_knob_in_large_type(void **state) {
    (void)state;
    Play play;
    lesson_start(&play, "lessons/11-no-gates.json");
    guide(&play);
    screen_beat(&play, 6);
    play.session->view.text_scale = 1.5f;
    screen_draw(&play, SIZES[1]);
    const Region *weight = play_region(&play, "guided.rnn.h.weight", 0);
    assert_non_null(weight);
    assert_false(weight->disabled);
    assert_float_equal(weight->value, 2, 0);
    ring_y(&play, weight);
    screen_beat(&play, 5); /* nothing is asked for: one row for both inputs */
    screen_draw(&play, SIZES[1]);
    const Region *other = play_region(&play, "guided.rnn.h.weight", 0);
    assert_true(!other || other->action.edit.index == weight_find(CELL_RNN, "b_h"));
    play_stop(&play);
}

/* Large text takes nothing away that the sentence needs: the inputs, each gate's sum and its number, and
 * what is multiplied, down to a projector's size. */
static void large_text_keeps_sums_and_inputs(void **state) {
    static const float TEXTS[] = {1, 1.5f, 2};
    (void)state;
    Play play;
    lesson_start(&play, "lessons/15-memory-cell.json");
    guide(&play);
    screen_beat(&play, 2);
    const Trace *trace = play.session->run->traces[0];
    long t = session_moment(play.session).t;
    char product[96], f[24], before[24], kept[24];
    flow_number_text(trace_at(trace, LSTM_F, t, 0)[0], false, f);
    flow_number_text(trace_at(trace, LSTM_C, t - 1, 0)[0], false, before);
    flow_number_text(trace_at(trace, LSTM_F, t, 0)[0] * trace_at(trace, LSTM_C, t - 1, 0)[0], false,
                     kept);
    snprintf(product, sizeof product, "%s \u00d7 %s = %s", f, before, kept);
    for (int size = 0; size < 3; size++)
        for (int k = 0; k < 3; k++) {
            play.session->view.text_scale = TEXTS[k];
            screen_assert_whole(&play, SIZES[size]);
            assert_non_null(play_region(&play, "guided.input", 0));
            assert_non_null(play_region(&play, "guided.input", 1));
            static const char *const GATES[] = {"f", "i", "g", "o"};
            for (int gate = 0; gate < 4; gate++) {
                char name[64];
                snprintf(name, sizeof name, "guided.lstm.%s.sum", GATES[gate]);
                assert_non_null(play_region(&play, name, 0));
                snprintf(name, sizeof name, "guided.lstm.%s.level", GATES[gate]);
                for (int unit = 0; unit < 4; unit++)
                    assert_non_null(play_region(&play, name, unit));
            }
            const Region *kept_at = play_region(&play, "guided.lstm.product", LSTM_F);
            assert_non_null(kept_at);
            assert_true(play_label_has(&play, kept_at, product));
        }
    play_stop(&play);
}

/* However large a weight is, its ring stays on its slider. */
static void a_large_weight_stays_in_reach(void **state) {
    (void)state;
    Play play;
    lesson_start(&play, "lessons/45-peepholes.json");
    guide(&play);
    screen_beat(&play, 5);
    screen_draw(&play, SIZES[0]);
    const Region *bias = play_region(&play, "guided.lstm.o.weight", 2);
    assert_non_null(bias);
    assert_float_equal(bias->value, -54, 0);
    assert_float_equal(bias->low, -54, 0);
    ring_y(&play, bias);
    play_stop(&play);
}

/* ---- numbers ---- */

/* At two to four units each unit's gate has its number, and its length under it, in every card. */
static void every_units_gate_can_be_read(void **state) {
    static const int CARDS[] = {GRU_Z, GRU_R, GRU_N};
    (void)state;
    Play play;
    lesson_start(&play, "lessons/22-reset-gate.json");
    guide(&play);
    screen_beat(&play, 2);
    const Trace *trace = play.session->run->traces[0];
    for (int k = 0; k < 3; k++) {
        screen_draw(&play, SIZES[k]);
        for (int card = 0; card < 3; card++)
            for (int unit = 0; unit < 4; unit++) {
                float value = trace_at(trace, CARDS[card], 5, 0)[unit], length = 0;
                char name[64], number[24];
                snprintf(name, sizeof name, "guided.gru.%s.level",
                         cell_kind(CELL_GRU)->signals[CARDS[card]].name);
                const Region *level = play_region(&play, name, unit);
                assert_non_null(level);
                flow_number_text(value, false, number);
                assert_true(play_label_has(&play, level, number));
                for (int s = 0; s < play.list.shape_count; s++) {
                    const Shape *shape = &play.list.shapes[s];
                    Role role = cell_kind(CELL_GRU)->signals[CARDS[card]].role;
                    if (shape->kind == (value < 0 ? SHAPE_FRAME : SHAPE_FILL) &&
                        rect_inside(level->rect, shape->rect) &&
                        shape->color == theme_get(0)->role[role])
                        length = shape->rect.w;
                }
                float whole = level->rect.w * (CARDS[card] == GRU_N ? 0.5f : 1);
                assert_float_equal(length, fmaxf(fabsf(value) * whole, 1), 1);
            }
    }
    play_stop(&play);
}

/* The number of a sum below nought stays between its line and the curve. */
static void sums_keep_off_the_curve(void **state) {
    static Seen seen[FIT_TEXTS_MOST];
    (void)state;
    Play play;
    lesson_start(&play, "lessons/22-reset-gate.json");
    guide(&play);
    screen_beat(&play, 2);
    for (int k = 0; k < 3; k++) {
        screen_draw(&play, SIZES[k]);
        const Region *sum = play_region(&play, "guided.gru.z.sum", 0),
                     *curve = play_region(&play, "guided.gru.z.curve", 0);
        assert_true(sum && curve);
        int count = screen_texts(&play, seen, FIT_TEXTS_MOST), found = 0;
        for (int t = 0; t < count; t++) {
            bool here = seen[t].shape->face == FACE_NUMBER && seen[t].rect.y >= sum->rect.y - 2 &&
                        seen[t].rect.y + seen[t].rect.h <= sum->rect.y + sum->rect.h + 2 &&
                        seen[t].rect.x >= sum->rect.x && seen[t].rect.x < curve->rect.x;
            if (!here)
                continue;
            found++;
            assert_true(seen[t].rect.x + seen[t].rect.w <= curve->rect.x);
        }
        assert_int_equal(found, 1);
    }
    play_stop(&play);
}

/* What is stored and shown is one number: it stands on the stage once. */
static void the_state_stands_once(void **state) {
    (void)state;
    Lane lane = {0};
    play_start(&lane.play, CELLS, INPUTS);
    for (int cell = 1; cell < 3; cell++) {
        int boxes = 0;
        draw_lane(&lane, cell, 3);
        for (int stand = STAND_BEFORE; stand < STAND_COUNT; stand++) {
            char name[64];
            snprintf(name, sizeof name, "guided.%s.h.%d", cell == 1 ? "gru" : "rnn", stand);
            boxes += play_region(&lane.play, name, 0) != NULL;
        }
        assert_int_equal(boxes, 2); /* the one of before, and this one */
    }
    play_stop(&lane.play);
}

/* ---- after a change ---- */

/* A gate of a shown cell is held, from this step on or always. */
static void hold_gate(Play *play, int cell, int gate, float level) {
    Edit edit = {.kind = EDIT_HOLD, .cell = cell, .index = gate, .row = -1, .to = LONG_MAX};
    edit.value = level;
    play_do(play, (Action){.kind = ACTION_EDIT, .cell = cell, .edit = edit});
}

/* However much a change does: the outlines of before, and by how much they differ, lie on nothing. */
static void check_changes(const char *path, Language language) {
    Play play;
    lesson_start(&play, path);
    guide(&play);
    play.session->view.language = language;
    for (int beat = 1; beat < play.lesson->beat_count; beat += 2) {
        for (int change = 0; change < 3; change++) {
            int cells[4], shown;
            screen_beat(&play, beat);
            play_do(&play, (Action){.kind = ACTION_RESET_EDITS});
            shown = session_shown_cells(play.session, cells, 4);
            for (int k = 0; k < shown && k < 4; k++) {
                const CellKindInfo *kind = cell_kind(play.session->run->cells[cells[k]]->spec.kind);
                for (int s = 0; s < kind->signal_count; s++)
                    if (kind->signals[s].class == SIGNAL_GATE && change < 2)
                        hold_gate(&play, cells[k], s, (float)change);
            }
            Edit input = {.kind = EDIT_INPUT, .step = session_moment(play.session).t, .value = -1};
            if (change == 2 && input.step >= 0)
                play_do(&play, (Action){.kind = ACTION_EDIT, .edit = input});
            for (int k = 0; k < SIZE_COUNT; k++)
                screen_assert_whole(&play, SIZES[k]);
        }
    }
    play_stop(&play);
}

/* By how much the state differs from before stands beside its number. */
static void a_difference_stands_beside_its_number(void **state) {
    (void)state;
    Play play;
    char told[40], number[24];
    float was;
    lesson_start(&play, "lessons/15-memory-cell.json");
    guide(&play);
    screen_beat(&play, 2);
    hold_gate(&play, 0, LSTM_F, 0.25f);
    long t = session_moment(play.session).t;
    const Place place = {0, LSTM_C, 0, t};
    assert_true(session_before(play.session, &place, &was));
    float now = trace_at(play.session->run->traces[0], LSTM_C, t, 0)[0];
    assert_true(was - now > 0.5f);
    flow_number_text(now - was, true, number);
    snprintf(told, sizeof told, " (%s)", number);
    for (int k = 0; k < 4; k++) {
        screen_draw(&play, SIZES[k]);
        assert_true(screen_says(&play, told));
    }
    play_stop(&play);
}

static void changes_lie_on_nothing(void **state) {
    static char paths[LESSONS_MOST][300];
    (void)state;
    int count = lesson_paths(paths);
    for (int k = 0; k < count; k++)
        check_changes(paths[k], k % 2 ? LANGUAGE_ZH : NULL);
}

/* ---- what is said ---- */

/* Why a press on Next did nothing stands over the buttons, at every size. */
static void a_nudge_is_seen(void **state) {
    (void)state;
    Play play;
    lesson_start(&play, "lessons/22-reset-gate.json");
    guide(&play);
    screen_beat(&play, 1);
    for (int k = 0; k < SIZE_COUNT; k++) {
        session_apply(play.session, &(Action){.kind = ACTION_GO_BEAT, .number = 0});
        session_apply(play.session, &(Action){.kind = ACTION_GO_BEAT, .number = 1});
        screen_draw(&play, SIZES[k]);
        assert_false(screen_says(&play, "Predict first"));
        play_do(&play, (Action){.kind = ACTION_BEAT, .number = 1});
        assert_int_equal(play.session->beat, 1);
        screen_assert_whole(&play, SIZES[k]);
        assert_true(screen_says(&play, "Predict first"));
    }
    play_stop(&play);
}

/* The words about a task's handle lie on no number: what it does is read beside it. */
static void a_hint_lies_on_no_number(void **state) {
    static char paths[LESSONS_MOST][300];
    static Seen seen[FIT_TEXTS_MOST];
    (void)state;
    int count = lesson_paths(paths), hints = 0;
    for (int k = 0; k < count; k++) {
        Play play;
        lesson_start(&play, paths[k]);
        guide(&play);
        for (int beat = 0; beat < play.lesson->beat_count; beat++) {
            screen_beat(&play, beat);
            if (!session_beat(play.session)->task)
                continue;
            screen_draw(&play, SIZES[1]);
            const Region *handle = region_next(&play.list, 0, 1);
            if (!handle || !handle->asked)
                continue;
            int before = screen_texts(&play, seen, FIT_TEXTS_MOST), numbers = 0, left = 0;
            for (int t = 0; t < before; t++)
                numbers += seen[t].shape->face == FACE_NUMBER_BOLD;
            play_do(&play, (Action){.kind = ACTION_HOVER, .id = handle->id});
            screen_draw(&play, SIZES[1]);
            int after = screen_texts(&play, seen, FIT_TEXTS_MOST);
            for (int t = 0; t < after; t++)
                left += seen[t].shape->face == FACE_NUMBER_BOLD;
            if (left < numbers)
                fail_msg("%s, beat %d: the hint hides %d numbers", paths[k], beat, numbers - left);
            hints++;
        }
        play_stop(&play);
    }
    assert_true(hints > 30);
}

/* ---- where the eye is led ---- */

/* The frame that closes in: thin, wide, in the colour of what is lit; w 0: none. */
static Rect closing(const Play *play) {
    const Theme *theme = theme_get(play->session->view.theme);
    Rect found = {0, 0, 0, 0};
    for (int k = 0; k < play->list.shape_count; k++) {
        const Shape *s = &play->list.shapes[k];
        bool thin = s->kind == SHAPE_FRAME && s->color == theme->select && s->width < 2;
        if (thin && s->rect.w > fmaxf(found.w, 200))
            found = s->rect;
    }
    return found;
}

static float veil_of(const Play *play, Rect stage) {
    const Theme *theme = theme_get(play->session->view.theme);
    float alpha = 0;
    for (int k = 0; k < play->list.shape_count; k++) {
        const Shape *s = &play->list.shapes[k];
        bool veil = s->kind == SHAPE_FILL && s->color >> 8 == theme->background >> 8 &&
                    (s->color & 0xff) < 0xff && s->rect.y < stage.y + stage.h;
        alpha = veil ? fmaxf(alpha, (float)(s->color & 0xff)) : alpha;
    }
    return alpha;
}

/* On the way to a beat a frame closes in on what it speaks of, while the rest is dimmed, little by
 * little; with reduced motion both are there at once. */
static void the_eye_is_led(void **state) {
    (void)state;
    Play play;
    lesson_start(&play, "lessons/15-memory-cell.json");
    guide(&play);
    screen_beat(&play, 0);
    screen_draw(&play, SIZES[1]);
    float last = INFINITY, dim = 0;
    session_apply(play.session, &(Action){.kind = ACTION_GO_BEAT, .number = 1});
    assert_true(session_moving(play.session));
    int frames = 0;
    const Rect stage = {0, 40, 1280, 330};
    while (session_moving(play.session)) {
        session_advance(play.session, 0.02);
        screen_draw(&play, SIZES[1]);
        float veil = veil_of(&play, stage);
        assert_true(veil >= dim - 1);
        dim = veil;
        Rect frame = closing(&play);
        if (frame.w > 0) {
            assert_true(frame.w <= last);
            frames += frame.w < last;
            last = frame.w;
        }
    }
    assert_true(frames > 5);
    assert_true(last < 1000);
    session_apply(play.session, &(Action){.kind = ACTION_GO_BEAT, .number = 0});
    session_apply(play.session, &(Action){.kind = ACTION_MOTION, .number = 0});
    session_apply(play.session, &(Action){.kind = ACTION_GO_BEAT, .number = 1});
    assert_false(session_moving(play.session));
    screen_draw(&play, SIZES[1]);
    assert_float_equal(veil_of(&play, stage), dim, 3);
    play_stop(&play);
}

/* ---- a picture that is read ---- */

/* 28 pixels a row: what has been read of the digit stands on the stage, a row a step. */
static void a_digit_is_seen_as_it_is_read(void **state) {
    (void)state;
    Play play;
    lesson_start(&play, "lessons/56-digit.json");
    guide(&play);
    screen_beat(&play, 1);
    for (int step = 4; step < 28; step += 8) {
        play_do(&play, (Action){.kind = ACTION_GO, .step = step, .phase = PHASE_SHOW});
        screen_draw(&play, SIZES[1]);
        const Region *whole = play_region(&play, "guided.read", 0);
        assert_non_null(whole);
        const Shape *read = NULL;
        for (int k = 0; k < play.list.shape_count && !read; k++)
            if (play.list.shapes[k].kind == SHAPE_HEAT &&
                rect_inside(whole->rect, play.list.shapes[k].rect))
                read = &play.list.shapes[k];
        assert_non_null(read);
        long t = session_moment(play.session).t;
        assert_float_equal(read->rect.h, whole->rect.h * (float)(t + 1) / 28, 1);
        assert_float_equal(read->rect.w, whole->rect.w, 1);
    }
    play_stop(&play);
}

/* Heads of ways into strips, of that colour. */
static int count_ways(const Play *play, Role role) {
    int count = 0;
    const float head = 8; /* as large as the screen is */
    Color color = theme_get(THEME_DARK)->role[role];
    for (int k = 0; k < play->list.shape_count; k++) {
        const Shape *shape = &play->list.shapes[k];
        count += shape->kind == SHAPE_TRIANGLE && shape->rect.x < 180 && shape->rect.w == head &&
                 memcmp(&shape->color, &color, sizeof color) == 0;
    }
    return count;
}

/* The LSTM reads the rows, its readout the LSTM. */
static void a_lane_is_fed_by_what_it_reads(void **state) {
    (void)state;
    Play play;
    lesson_start(&play, "lessons/56-digit.json");
    guide(&play);
    screen_beat(&play, 1);
    screen_draw(&play, SIZES[0]);
    assert_int_equal(count_ways(&play, ROLE_INPUT), 1);
    assert_int_equal(count_ways(&play, ROLE_HIDDEN), 1);
    play_stop(&play);
}

/* ---- the last steps ---- */

/* Two cells are laid out one above the other, the same steps in both. */
static void both_cells_are_unrolled(void **state) {
    (void)state;
    Play play;
    lesson_start(&play, "lessons/21-add-or-replace.json");
    guide(&play);
    screen_beat(&play, 3);
    play_do(&play, (Action){.kind = ACTION_UNROLL, .number = 1});
    for (int k = 0; k < SIZE_COUNT; k++) {
        screen_assert_whole(&play, SIZES[k]);
        long t = session_moment(play.session).t;
        int steps = SIZES[k].w < 500 ? 1 : 4;
        for (int back = 1; back <= steps; back++) {
            const Region *upper = play_region(&play, "guided.lstm.reel", (int)t - back),
                         *lower = play_region(&play, "guided.gru.reel", (int)t - back);
            assert_true(upper && lower);
            assert_float_equal(upper->rect.x, lower->rect.x, 0.01f);
            assert_true(upper->rect.y + upper->rect.h <= lower->rect.y);
        }
    }
    play_stop(&play);
}

/* ---- on a phone ---- */

static void lanes_have_names_on_a_phone(void **state) {
    (void)state;
    Play play;
    lesson_start(&play, "lessons/47-reset-place.json");
    guide(&play);
    screen_beat(&play, 3);
    screen_draw(&play, SIZES[4]);
    assert_true(screen_says(&play, "GRU, reset before"));
    assert_true(screen_says(&play, "GRU, reset after"));
    play_do(&play, play_region(&play, "guided.before", 0)->action);
    assert_int_equal(play.session->cell, 0);
    play_do(&play, play_region(&play, "guided.after", 0)->action);
    assert_int_equal(play.session->cell, 1);
    play_stop(&play);
}

/* ---- while something is dragged ---- */

/* Where the axis of a stage of one lane says a number. */
static float tick_y(Play *play, const char *number) {
    static Seen seen[FIT_TEXTS_MOST];
    screen_draw(play, SIZES[0]);
    int count = screen_texts(play, seen, FIT_TEXTS_MOST);
    float before = play_region(play, "guided.rnn.before", 0)->rect.x;
    for (int k = 0; k < count; k++) {
        const Shape *shape = seen[k].shape;
        bool same = shape->length == strlen(number) &&
                    memcmp(play->list.texts + shape->text, number, shape->length) == 0;
        if (same && shape->face == FACE_NUMBER && seen[k].rect.x < before)
            return seen[k].rect.y;
    }
    return -1;
}

/* A weight that is dragged makes the sum six times as large: the stage keeps its yardstick, and the
 * slider its reach, until it is let go of. */
static void the_yardstick_holds_in_a_drag(void **state) {
    (void)state;
    Play play;
    lesson_start(&play, "lessons/11-no-gates.json");
    guide(&play);
    screen_beat(&play, 2);
    play_do(&play, (Action){.kind = ACTION_SELECT, .unit = 1});
    float one = tick_y(&play, "1");
    assert_true(one > 0);
    const Region *slider = play_region(&play, "guided.rnn.W_hh", 1);
    float zero = slider->rect.y + slider->rect.h / 2, y = ring_y(&play, slider);
    assert_float_equal(slider->high, 2, 0);
    Edit edit = slider->action.edit;
    play_do(&play, (Action){.kind = ACTION_DRAG, .number = 1, .edit = edit});
    edit.value = 6;
    play_do(&play, (Action){.kind = ACTION_EDIT, .edit = edit});
    assert_float_equal(tick_y(&play, "1"), one, 0);
    assert_float_equal(play_region(&play, "guided.rnn.W_hh", 1)->high, 2, 0);
    edit.value = 2;
    play_do(&play, (Action){.kind = ACTION_EDIT, .edit = edit, .flag = true});
    assert_float_equal(tick_y(&play, "1"), one, 0);
    assert_float_equal(zero - ring_y(&play, play_region(&play, "guided.rnn.W_hh", 1)),
                       2 * (zero - y), 1.1f);
    play_do(&play, (Action){.kind = ACTION_DRAG});
    assert_true(tick_y(&play, "1") > one + 10); /* 1 is lower, where more has room above it */
    play_stop(&play);
}

/* What is dragged is as long as the pointer says: an input's bar and its handle have one yard. */
static void a_handle_stands_at_the_end_of_its_bar(void **state) {
    (void)state;
    Play play;
    lesson_start(&play, "lessons/47-reset-place.json");
    guide(&play);
    screen_beat(&play, 3);
    screen_draw(&play, SIZES[0]);
    const Region *input = play_region(&play, "guided.input", 1);
    assert_non_null(input);
    float value = input->value,
          y = input->whole.y + input->whole.h * (input->high - value) / (input->high - input->low);
    assert_float_equal(value, 1, 0);
    float height = -1;
    for (int k = 0; k < play.list.shape_count; k++) {
        const Shape *s = &play.list.shapes[k];
        if (s->kind == SHAPE_FILL && s->color == theme_get(0)->role[ROLE_INPUT] &&
            fabsf(s->rect.x - input->rect.x) < 0.6f && fabsf(s->rect.w - input->rect.w) < 0.6f)
            height = s->rect.y;
    }
    assert_float_equal(height, y, 1.1f);
    Action half = region_drag(input, input->rect.x + 2, input->whole.y + 0.5f * input->whole.h);
    assert_float_equal(half.edit.value, 0.5f, 0.026f);
    play_stop(&play);
}

/* ---- the inspector lies over the stage ---- */

static void ask(Play *play, int signal) {
    assert_true(play_do(play, (Action){.kind = ACTION_INSPECT,
                                       .cell = 0,
                                       .number = signal,
                                       .step = session_moment(play->session).t}));
}

/* Every part of the screen is where it was, as large as it was. */
static void assert_nothing_moved(const Play *play, const Region *before, int count) {
    int met = 0;
    for (int k = 0; k < count; k++) {
        const Region *now = region_find(&play->list, before[k].id);
        if (now)
            assert_memory_equal(&now->rect, &before[k].rect, sizeof(Rect));
        met += now != NULL;
    }
    assert_int_equal(met, count);
}

/* What is asked about at the right end of the stage has its answer at the left end. */
static void a_question_moves_nothing(void **state) {
    static Region before[1024];
    (void)state;
    Play play;
    lesson_start(&play, "lessons/19-all-together.json");
    guide(&play);
    screen_beat(&play, 4);
    for (int k = 0; k < SIZE_COUNT; k++) {
        screen_draw(&play, SIZES[k]);
        int count = play.list.region_count;
        assert_in_range(count, 20, 1024);
        memcpy(before, play.list.regions, (size_t)count * sizeof *before);
        assert_null(play_region(&play, "inspect", 0));
        ask(&play, LSTM_F);
        screen_draw(&play, SIZES[k]);
        assert_nothing_moved(&play, before, count);
        Rect right = play_region(&play, "inspect", 0)->rect;
        ask(&play, LSTM_H);
        screen_draw(&play, SIZES[k]);
        assert_nothing_moved(&play, before, count);
        Rect left = play_region(&play, "inspect", 0)->rect;
        assert_in_range((int)left.x, 6, 16);
        assert_float_equal((float)SIZES[k].w - right.x - right.w, left.x, 0.01f);
        assert_float_equal(left.w, right.w, 0.01f);
        play_do(&play, (Action){.kind = ACTION_TRAIL, .number = -1});
        assert_null(session_inspected(play.session));
    }
    play_stop(&play);
}

/* ---- the ribbon of time ---- */

/* The numbers that stand over or in a column of the ribbon; no two run into each other. Returns how
 * many there are. */
static int count_numbers_apart(Play *play, Size size) {
    static Seen seen[FIT_TEXTS_MOST];
    screen_draw(play, size);
    Rect ribbon = play_region(play, "time", 0)->rect;
    int count = screen_texts(play, seen, FIT_TEXTS_MOST), numbers = 0;
    for (int k = 0; k < count; k++) {
        if (!rect_inside(ribbon, seen[k].rect) || seen[k].shape->face != FACE_NUMBER_BOLD)
            continue;
        numbers++;
        for (int j = 0; j < count; j++) {
            Rect a = seen[k].rect, b = seen[j].rect;
            bool beside = j != k && b.x >= a.x && fabsf(a.y - b.y) < a.h / 2;
            if (beside && b.x - (a.x + a.w) < 3 * size.scale)
                fail_msg("%dx%d: numbers are %.1f pixels apart", size.w, size.h,
                         (double)(b.x - (a.x + a.w)));
        }
    }
    return numbers;
}

/* 20 steps of numbers below zero: a row has all of its numbers or none. */
static void numbers_of_time_keep_apart(void **state) {
    (void)state;
    Play play;
    lesson_start(&play, "lessons/51-counting.json");
    guide(&play);
    screen_beat(&play, 2);
    assert_int_equal(session_moment(play.session).t, 19);
    assert_int_equal(count_numbers_apart(&play, SIZES[0]), 2 * 20);
    assert_int_equal(count_numbers_apart(&play, SIZES[1]), 20);
    assert_int_equal(count_numbers_apart(&play, SIZES[3]), 2 * 20);
    play_stop(&play);
}

/* Under the ribbon: the numbers of steps keep a third of a digit and more apart and are whole, before a
 * class, too, at the end of a run of thousands. */
static void steps_of_a_long_run_keep_apart(void **state) {
    static Seen seen[FIT_TEXTS_MOST];
    static char text[1 << 16];
    size_t length = 0;
    (void)state;
    Play play;
    length += (size_t)snprintf(text, sizeof text,
                               "{\"format\":1,\"id\":\"long\",\"title\":\"T\",\"track\":\"t\","
                               "\"level\":1,\"minutes\":1,\"goal\":\"G\",\"inputs\":{\"names\":"
                               "[\"x\"],\"sequence\":[[0]");
    for (int k = 1; k < 5000; k++)
        length += (size_t)snprintf(text + length, sizeof text - length, ",[0]");
    snprintf(
        text + length, sizeof text - length,
        "]},\"cells\":[{\"id\":\"a\",\"kind\":\"rnn\",\"hidden\":1,\"weights\":{\"W_xh\":[[1]]}}],"
        "\"beats\":[{\"say\":\"S\"}]}");
    screen_start(&play, text);
    guide(&play);
    screen_go_to(&play, 4999);
    for (int presents = 0; presents < 2; presents++) {
        play_do(&play, (Action){.kind = ACTION_PRESENT, .number = presents});
        screen_draw(&play, SIZES[0]);
        Rect ribbon = play_region(&play, "time", 0)->rect;
        float end = 0, digit = 0;
        int count = screen_texts(&play, seen, FIT_TEXTS_MOST), steps = 0;
        for (int k = 0; k < count; k++) {
            const Shape *shape = seen[k].shape;
            if (shape->length != 4 || play.list.texts[shape->text] != '4' ||
                seen[k].rect.x < ribbon.x - 40 || seen[k].rect.y < ribbon.y)
                continue;
            digit = seen[k].rect.w / 4;
            assert_true(seen[k].rect.x >= end + digit / 3);
            end = seen[k].rect.x + seen[k].rect.w;
            steps++;
        }
        assert_true(steps >= 4 && end <= (float)SIZES[0].w);
    }
    play_do(&play, (Action){.kind = ACTION_PRESENT, .number = 0});
    screen_draw(&play, SIZES[0]);
    assert_true(screen_says(&play, "Back to the initial state")); /* not "t = -1" */
    play_stop(&play);
}

/* The numbers of units side by side: a third of a digit and more lies between two. A sum's shares all
 * have their sign. */
static void numbers_of_units_keep_apart(void **state) {
    static const struct {
        const char *lesson;
        int beat;
        Size size;
    } CASES[] = {{"lessons/33-forget-bias.json", 1, {1024, 640, 1}},
                 {"lessons/13-forget-gate.json", 3, {1280, 800, 1}},
                 {"lessons/11-no-gates.json", 0, {1024, 640, 1}}};
    static Seen seen[FIT_TEXTS_MOST];
    (void)state;
    for (size_t at = 0; at < sizeof CASES / sizeof *CASES; at++) {
        Play play;
        int pairs = 0;
        lesson_start(&play, CASES[at].lesson);
        guide(&play);
        screen_beat(&play, CASES[at].beat);
        screen_draw(&play, CASES[at].size);
        int count = screen_texts(&play, seen, FIT_TEXTS_MOST);
        for (int k = 0; k < count; k++)
            for (int j = 0; j < count; j++) {
                const Shape *a = seen[k].shape, *b = seen[j].shape;
                Rect left = seen[k].rect, right = seen[j].rect;
                float space = right.x - (left.x + left.w);
                if (a->face != FACE_NUMBER || b->face != FACE_NUMBER || k == j ||
                    right.x < left.x || fabsf(left.y - right.y) > left.h / 2 || space > 40)
                    continue;
                pairs++;
                if (space < left.w / (float)a->length / 3)
                    fail_msg("%s: \"%.*s\" and the next number are %.1f pixels apart",
                             CASES[at].lesson, (int)a->length, play.list.texts + a->text,
                             (double)space);
            }
        assert_true(pairs >= 2);
        assert_false(at == 0 && screen_says(&play, "20.00"));
        assert_true(at != 0 || screen_says(&play, "+20"));
        play_stop(&play);
    }
}

/* ---- words and time share the foot ---- */

/* Large words that would take the stage's height are set wider first. */
static void large_words_grow_wider_first(void **state) {
    (void)state;
    Play play;
    lesson_start(&play, "lessons/12-input-gate.json");
    guide(&play);
    screen_beat(&play, 3);
    screen_draw(&play, SIZES[1]);
    float narrow = play_region(&play, "scroll", PANEL_LESSON)->rect.w;
    assert_float_equal(narrow, 0.42f * 1280 - 32, 1);
    play.session->view.text_scale = 1.5f;
    screen_draw(&play, SIZES[1]);
    float wide = play_region(&play, "scroll", PANEL_LESSON)->rect.w;
    assert_float_equal(wide, 0.58f * 1280 - 32, 1);
    play_stop(&play);
}

/* Two lanes of one layer are told apart: the one that reads from the end has an arrow, beside its strip
 * and beside its row in the ribbon of time. */
static void a_backward_lane_has_an_arrow(void **state) {
    (void)state;
    Play play;
    play_start(&play,
               "[{\"id\":\"enc\",\"kind\":\"rnn\",\"hidden\":1,\"direction\":\"both\","
               "\"weights\":{\"W_xh\":[[1],[0]]},\"backward\":{\"weights\":{}}}]",
               "[[1,0],[0,1],[1,1]]");
    guide(&play);
    screen_draw(&play, SIZES[0]);
    int arrows = 0, plain = 0;
    for (int k = 0; k < play.list.shape_count; k++) {
        const Shape *s = &play.list.shapes[k];
        const char *text = play.list.texts + s->text;
        if (s->kind == SHAPE_TEXT) {
            arrows += s->length == 7 && memcmp(text, "\u2190 RNN", 7) == 0;
            plain += s->length == 3 && memcmp(text, "RNN", 3) == 0;
        }
    }
    assert_int_equal(arrows, 2);
    assert_in_range(plain, 2, 3); /* the bar at the top may have one */
    assert_true(play_label_has(&play, play_region(&play, "guided.enc-backward", 0), "\u2190 RNN"));
    play_stop(&play);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(lessons_are_whole),
                                       cmocka_unit_test(ribbons_are_as_thick_as_values),
                                       cmocka_unit_test(a_block_is_stacked),
                                       cmocka_unit_test(a_backward_lane_has_an_arrow),
                                       cmocka_unit_test(a_shutter_closes_its_share),
                                       cmocka_unit_test(the_reset_shuts_its_share),
                                       cmocka_unit_test(weights_are_sliders),
                                       cmocka_unit_test(a_knob_has_its_number),
                                       cmocka_unit_test(large_text_keeps_sums_and_inputs),
                                       cmocka_unit_test(a_large_weight_stays_in_reach),
                                       cmocka_unit_test(every_given_knob_has_its_number),
                                       cmocka_unit_test(a_task_has_its_knob_in_large_type),
                                       cmocka_unit_test(every_units_gate_can_be_read),
                                       cmocka_unit_test(sums_keep_off_the_curve),
                                       cmocka_unit_test(the_state_stands_once),
                                       cmocka_unit_test(changes_lie_on_nothing),
                                       cmocka_unit_test(a_difference_stands_beside_its_number),
                                       cmocka_unit_test(a_nudge_is_seen),
                                       cmocka_unit_test(a_hint_lies_on_no_number),
                                       cmocka_unit_test(the_eye_is_led),
                                       cmocka_unit_test(a_lane_is_fed_by_what_it_reads),
                                       cmocka_unit_test(a_digit_is_seen_as_it_is_read),
                                       cmocka_unit_test(both_cells_are_unrolled),
                                       cmocka_unit_test(lanes_have_names_on_a_phone),
                                       cmocka_unit_test(the_yardstick_holds_in_a_drag),
                                       cmocka_unit_test(a_handle_stands_at_the_end_of_its_bar),
                                       cmocka_unit_test(a_question_moves_nothing),
                                       cmocka_unit_test(numbers_of_time_keep_apart),
                                       cmocka_unit_test(steps_of_a_long_run_keep_apart),
                                       cmocka_unit_test(numbers_of_units_keep_apart),
                                       cmocka_unit_test(large_words_grow_wider_first)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
