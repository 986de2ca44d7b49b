/* many.c: many units on the guided stage: columns, strands, shutters and cells of a heat map are as
 * long, or as full, as the run's numbers say, for 5 to 1,024 units; they stand by number or by value;
 * a press on one selects its unit; nothing lies on anything at any size. */
#include "scene_screen.h"

#include "engine/kinds/gru.h"
#include "engine/kinds/lstm.h"
#include "engine/kinds/rnn.h"
#include "scene/strip/strip.h"

static const int UNITS[] = {5, 8, 32, 64, 256, 1024};
static const Size SIZES[] = {
    {1600, 900, 1}, {1280, 720, 1}, {1024, 640, 1}, {2560, 1440, 1}, {390, 844, 1}};
enum { UNIT_COUNT = sizeof UNITS / sizeof *UNITS, SIZE_COUNT = sizeof SIZES / sizeof *SIZES };
static const float SLACK = 1.6f; /* two edges that are rounded */

/* ---- cells of many units ---- */

static float random_number(unsigned *seed) {
    *seed = *seed * 1664525u + 1013904223u;
    return (float)(*seed >> 8) / (float)(1 << 24) * 2 - 1;
}

static void fill(Cell *cell, unsigned seed) {
    const CellKindInfo *kind = cell_kind(cell->spec.kind);
    for (int w = 0; w < kind->weight_count; w++) {
        long count = (long)weight_rows(&cell->spec, w) * weight_columns(&cell->spec, w);
        bool past = kind->weights[w].shape == WEIGHT_HIDDEN_BY_HIDDEN;
        float size = past ? 2 / sqrtf((float)cell->spec.hidden) : 2;
        for (long k = 0; cell->weights[w] && k < count; k++)
            cell->weights[w][k] = size * random_number(&seed);
    }
    cell_touch(cell);
}

/* LSTM, GRU, RNN: the first so many of them. */
static void start(Play *play, int units, int lanes) {
    static const char *const KINDS[] = {"lstm", "gru", "rnn"};
    char cells[512] = "[";
    for (int k = 0; k < lanes; k++) {
        size_t length = strlen(cells);
        snprintf(cells + length, sizeof cells - length,
                 "%s{\"id\":\"%s\",\"kind\":\"%s\",\"hidden\":%d,\"weights\":{}}", k ? "," : "",
                 KINDS[k], KINDS[k], units);
    }
    strcat(cells, "]");
    play_start(play, cells, "[[1,0.5],[0.8,1],[-1.5,0.2],[-1,-0.5],[0.3,0.9],[1,1]]");
    session_free(play->session);
    for (int k = 0; k < lanes; k++)
        fill(play->lesson->cells[k].cell, (unsigned)(7 + k));
    play->session = session_new(play->lesson, NULL);
    assert_non_null(play->session);
    play_do(play, (Action){.kind = ACTION_GO, .step = 5, .phase = PHASE_SHOW});
    play_do(play, (Action){.kind = ACTION_GO, .step = 4, .phase = PHASE_SHOW});
}

/* ---- a strip alone ---- */

typedef struct Lane {
    Play play;
    Strip strip;
} Lane;

static const Rect ROOMS[] = {
    {0, 0, 1400, 500}, {0, 0, 1130, 400}, {0, 0, 885, 300}, {0, 0, 2300, 860}, {0, 0, 382, 350}};
enum { ROOM_COUNT = sizeof ROOMS / sizeof *ROOMS };

static void draw_lane(Lane *lane, int cell, Rect room) {
    Play *play = &lane->play;
    bool narrow = room.w < 400;
    float u = room.w / 1250, unit = 0.1f * room.h;
    play_do(play, (Action){.kind = ACTION_SELECT, .cell = cell, .unit = 3});
    play->viewport = (Viewport){.width = (int)room.w, .height = (int)room.h, .scale = 1};
    display_clear(&play->list);
    play->painter = (Painter){.list = &play->list,
                              .session = play->session,
                              .theme = theme_get(0),
                              .fonts = &PLAY_FONTS,
                              .viewport = &play->viewport,
                              .moment = session_moment(play->session),
                              .u = fmaxf(u, 0.75f),
                              .small = 12,
                              .body = 15,
                              .large = 19};
    lane->strip =
        (Strip){.p = &play->painter,
                .cell = cell,
                .rect = room,
                .yard = {.zero = roundf(70 + 1.5f * unit), .unit = unit, .up = 1.5f, .down = 1.5f},
                .focus = true,
                .alone = true,
                .narrow = narrow};
    strip_begin(&lane->strip);
    strip_draw(&lane->strip);
    assert_false(play->list.full);
}

/* The height of a bar in a column, from the line of nought; -1: there is none. */
static float bar_at(const DisplayList *list, Rect column, float zero, float value) {
    float found = -1;
    for (int k = 0; k < list->shape_count; k++) {
        const Shape *s = &list->shapes[k];
        bool kind = s->kind == SHAPE_FILL || s->kind == SHAPE_FRAME;
        bool here = fabsf(s->rect.x - column.x) < 0.01f && fabsf(s->rect.w - column.w) < 0.01f &&
                    s->rect.h <= column.h;
        float edge = value >= 0 ? s->rect.y + s->rect.h : s->rect.y;
        if (kind && here && s->radius == 0 && s->color != theme_get(0)->track &&
            fabsf(edge - zero) < 1.1f)
            found = fmaxf(found, s->rect.h);
    }
    return found;
}

static float cut_to(const Yard *yard, float value) {
    return fminf(fmaxf(value, -yard->down), yard->up);
}

static void assert_columns(const Lane *lane, const FlowBox *box, const Yard *yard,
                           const float *values, const char *what) {
    for (int k = 0; k < box->count; k++) {
        if (k == box->selected)
            continue;
        float wanted = fabsf(cut_to(yard, values[k])) * yard->unit;
        float height = bar_at(&lane->play.list, flow_column(box, yard, k), yard->zero, values[k]);
        if (height < 0 || fabsf(height - fmaxf(wanted, 1)) > SLACK)
            fail_msg("%d units, %g wide, %s, unit %d: %g pixels, and %g wants %g", box->count,
                     (double)lane->strip.rect.w, what, k, (double)height, (double)values[k],
                     (double)wanted);
    }
}

/* The heat map's cells in box, in the order of the units. */
static void assert_cells(const Lane *lane, const FlowBox *box, const Yard *yard,
                         const float *values, const char *what) {
    const DisplayList *list = &lane->play.list;
    int found = 0;
    for (int k = 0; k < list->shape_count; k++) {
        const Shape *s = &list->shapes[k];
        if (s->kind != SHAPE_HEAT || fabsf(s->rect.x - box->x) > 0.1f ||
            fabsf(s->rect.y - yard_y(yard, yard->up)) > 1)
            continue;
        found++;
        assert_true(s->rows * s->columns >= box->count);
        for (int unit = 0; unit < box->count; unit++) {
            int at = box->place ? box->place[unit] : unit;
            if (fabsf(list->values[s->values + (uint32_t)at] - values[unit]) > 1e-6f)
                fail_msg("%d units, %s: cell %d is %g", box->count, what, at,
                         (double)list->values[s->values + (uint32_t)at]);
        }
        Rect cell = flow_cell(box, yard, box->count - 1);
        assert_true(cell.x >= s->rect.x - 0.1f && cell.x + cell.w <= s->rect.x + s->rect.w + 0.1f &&
                    cell.y + cell.h <= s->rect.y + s->rect.h + 0.1f);
    }
    if (!found)
        fail_msg("%d units: no heat map of %s", box->count, what);
}

static void assert_units(const Lane *lane, const FlowBox *box, const Yard *yard,
                         const float *values, const char *what) {
    if (flow_heats(box))
        assert_cells(lane, box, yard, values, what);
    else
        assert_columns(lane, box, yard, values, what);
    Rect chosen = flow_column(box, yard, box->selected);
    float value = values[box->selected],
          height = bar_at(&lane->play.list, chosen, yard->zero, value);
    if (height < 0 || fabsf(height - fabsf(cut_to(yard, value)) * yard->unit) > SLACK)
        fail_msg("%d units: the selected one's %s is %g pixels, its value %g", box->count, what,
                 (double)height, (double)value);
}

static const float *at(const Lane *lane, int signal, long t) {
    return trace_at(lane->strip.trace, signal, t, 0);
}

static FlowBox box_at(const Lane *lane, Stand stand) {
    return strip_box(&lane->strip, strip_left(&lane->strip, stand),
                     strip_right(&lane->strip, stand) - strip_left(&lane->strip, stand));
}

static void assert_state(const Lane *lane, Stand stand, int signal, long t, const char *what) {
    FlowBox box = box_at(lane, stand);
    assert_units(lane, &box, &lane->strip.yard, at(lane, signal, t), what);
}

/* A box under the ribbon; its yard is that of its regions: a gate's from 0 to 1, else -1 to 1. */
static void assert_box(const Lane *lane, const char *name, ManyPlace place, bool gate,
                       const float *values) {
    char full[64];
    snprintf(full, sizeof full, "guided.%s.%s", lane->strip.entry->id, name);
    const Region *region = play_region(&lane->play, full, lane->strip.unit);
    if (!region)
        fail_msg("%s: no region", full);
    Rect where = many_place(&lane->strip, place), column = region->rect;
    Yard yard = {.unit = column.h / (gate ? 1 : 2), .up = 1, .down = gate ? 0 : 1};
    yard.zero = column.y + yard.unit;
    FlowBox box = strip_box(&lane->strip, where.x, where.w);
    assert_units(lane, &box, &yard, values, name);
}

static void each_lane(void (*check)(Lane *), bool by_value) {
    for (int k = 0; k < UNIT_COUNT; k++) {
        Lane lane = {0};
        start(&lane.play, UNITS[k], 3);
        play_do(&lane.play, (Action){.kind = ACTION_ORDER, .number = by_value});
        check(&lane);
        play_stop(&lane.play);
    }
}

/* ---- lengths ---- */

static void check_states(Lane *lane) {
    for (int room = 0; room < ROOM_COUNT; room++) {
        bool narrow = ROOMS[room].w < 400;
        draw_lane(lane, 0, ROOMS[room]);
        assert_state(lane, STAND_BEFORE, LSTM_C, 3, "c'");
        assert_state(lane, STAND_NOW, LSTM_C, 4, "c");
        if (!narrow)
            assert_state(lane, STAND_RESULT, LSTM_H, 4, "h");
        draw_lane(lane, 1, ROOMS[room]);
        assert_state(lane, STAND_BEFORE, GRU_H, 3, "h'");
        assert_state(lane, STAND_NOW, GRU_H, 4, "h");
        draw_lane(lane, 2, ROOMS[room]);
        assert_state(lane, STAND_BEFORE, RNN_H, 3, "h'");
        assert_state(lane, STAND_NOW, RNN_H, 4, "h");
    }
}

static void states_are_as_high_as_values(void **state) {
    (void)state;
    each_lane(check_states, false);
    each_lane(check_states, true);
}

static void check_boxes(Lane *lane) {
    static float product[1024];
    for (int room = 0; room + 1 < ROOM_COUNT; room++) {
        draw_lane(lane, 0, ROOMS[room]);
        const float *i = at(lane, LSTM_I, 4), *g = at(lane, LSTM_G, 4);
        for (int k = 0; k < lane->strip.count; k++)
            product[k] = i[k] * g[k];
        assert_box(lane, "i.unit", MANY_FACTOR, true, i);
        assert_box(lane, "g.unit", MANY_CANDIDATE, false, g);
        assert_box(lane, "written.unit", MANY_WRITTEN, false, product);
        draw_lane(lane, 1, ROOMS[room]);
        const float *z = at(lane, GRU_Z, 4), *n = at(lane, GRU_N, 4);
        for (int k = 0; k < lane->strip.count; k++)
            product[k] = (1 - z[k]) * n[k];
        assert_box(lane, "n.unit", MANY_CANDIDATE, false, n);
        assert_box(lane, "written.unit", MANY_WRITTEN, false, product);
        assert_box(lane, "r.unit", MANY_RESET, true, at(lane, GRU_R, 4));
        for (int k = 0; k < lane->strip.count; k++)
            product[k] = 1 - z[k];
        assert_box(lane, "rest.unit", MANY_FACTOR, true, product);
    }
}

static void gates_are_as_high_as_values(void **state) {
    (void)state;
    each_lane(check_boxes, false);
    each_lane(check_boxes, true);
}

/* What a shutter closes hangs from the top of its tube. */
static void assert_shutters(const Lane *lane, Stand stand, int signal) {
    const DisplayList *list = &lane->play.list;
    Yard tube = many_tube(&lane->strip);
    FlowBox box = box_at(lane, stand);
    const float *levels = at(lane, signal, 4);
    float shut[1024];
    for (int unit = 0; unit < box.count; unit++)
        shut[unit] = 1 - levels[unit];
    if (flow_heats(&box)) {
        assert_cells(lane, &box, &tube, shut, "a shutter");
        return;
    }
    for (int unit = 0; unit < box.count; unit++) {
        Rect column = flow_column(&box, &tube, unit);
        float height = 0;
        for (int k = 0; k < list->shape_count; k++) {
            const Shape *s = &list->shapes[k];
            Color color = s->color | 0xff, gate = strip_color(&lane->strip, signal) | 0xff;
            if (s->kind == SHAPE_FILL && color == gate && s->rect.x == column.x &&
                s->rect.w == column.w && fabsf(s->rect.y - column.y) < 1)
                height = fmaxf(height, s->rect.h);
        }
        if (fabsf(height - shut[unit] * tube.unit) > SLACK)
            fail_msg("%d units: the shutter of unit %d closes %g of %g pixels, its level is %g",
                     box.count, unit, (double)height, (double)tube.unit, (double)levels[unit]);
    }
}

static void check_shutters(Lane *lane) {
    for (int room = 0; room < ROOM_COUNT; room++) {
        draw_lane(lane, 0, ROOMS[room]);
        assert_shutters(lane, STAND_KEEP, LSTM_F);
        if (ROOMS[room].w > 400)
            assert_shutters(lane, STAND_SHOW, LSTM_O);
        draw_lane(lane, 1, ROOMS[room]);
        assert_shutters(lane, STAND_KEEP, GRU_Z);
    }
}

static void shutters_close_their_shares(void **state) {
    (void)state;
    each_lane(check_shutters, false);
    each_lane(check_shutters, true);
}

/* ---- strands ---- */

/* How full the ribbon is at a height: the alpha of what covers that pixel of a stretch. */
static int fullness(const DisplayList *list, float x, float w, float y) {
    for (int k = 0; k < list->shape_count; k++) {
        const Shape *s = &list->shapes[k];
        int alpha = (int)(s->color & 0xff);
        if (alpha == 0x19 || alpha == 0x1a) /* what was let go of */
            continue;
        if (s->kind == SHAPE_FILL && s->rect.x == x && s->rect.w == w && s->rect.h > 0 &&
            y > s->rect.y && y < s->rect.y + s->rect.h && (s->color & 0xff) < 0xff &&
            !(s->rect.h == 1 && (s->color & 0xff) > 0x90))
            return (int)(s->color & 0xff);
    }
    return 0;
}

static bool edge_at(const DisplayList *list, float x, float w, float y) {
    for (int k = 0; k < list->shape_count; k++) {
        const Shape *s = &list->shapes[k];
        if (s->kind == SHAPE_FILL && s->rect.x == x && s->rect.w == w && s->rect.h == 1 &&
            fabsf(s->rect.y - y) <= 1)
            return true;
    }
    return false;
}

/* Of up to 64 units each has its edge; of all of them as many shade a height as reach it. */
static void assert_strands(const Lane *lane, float x1, float x2, const float *a, const float *b,
                           const char *what) {
    const DisplayList *list = &lane->play.list;
    const Yard *yard = &lane->strip.yard;
    float x = roundf(x1), w = roundf(x2 - x1);
    int count = lane->strip.count;
    for (int k = 0; k < count && count <= FLOW_COLUMNS; k++)
        if (!edge_at(list, x, w, yard_y(yard, a[k] * (b ? b[k] : 1))))
            fail_msg("%d units, %s: no strand of unit %d", count, what, k);
    for (float up = 2.5f - floorf(yard->down * yard->unit); up < yard->up * yard->unit; up += 7) {
        int reach = 0, near = 0;
        for (int k = 0; k < count; k++) {
            float v = cut_to(yard, a[k] * (b ? b[k] : 1)) * yard->unit;
            reach += up > 0 ? v >= up : v <= up;
            near += fabsf(v - up) <= SLACK;
        }
        int full = fullness(list, x, w, yard->zero - up),
            least = ((reach - near < 0 ? 0 : reach - near) * 16 + count - 1) / count,
            most = ((reach + near) * 16 + count - 1) / count;
        if (full < (int)(255 * 0.5f * (float)least / 16) - 1 ||
            full > (int)(255 * 0.5f * (float)most / 16) + 1)
            fail_msg("%d units, %g wide, %s: %d of them reach %g pixels, it is %d full", count,
                     (double)lane->strip.rect.w, what, reach, (double)up, full);
    }
}

static void check_strands(Lane *lane) {
    for (int room = 0; room < ROOM_COUNT; room++) {
        const Strip *s = &lane->strip;
        draw_lane(lane, 0, ROOMS[room]);
        assert_strands(lane, strip_right(s, STAND_BEFORE), strip_left(s, STAND_KEEP),
                       at(lane, LSTM_C, 3), NULL, "c'");
        assert_strands(lane, strip_right(s, STAND_KEEP), strip_left(s, STAND_BLOCK),
                       at(lane, LSTM_F, 4), at(lane, LSTM_C, 3), "f c'");
        assert_strands(lane, strip_right(s, STAND_BLOCK), strip_left(s, STAND_NOW),
                       at(lane, LSTM_C, 4), NULL, "c");
        if (ROOMS[room].w > 400)
            assert_strands(lane, strip_right(s, STAND_SHOW), strip_left(s, STAND_RESULT),
                           at(lane, LSTM_H, 4), NULL, "h");
        draw_lane(lane, 1, ROOMS[room]);
        assert_strands(lane, strip_right(s, STAND_KEEP), strip_left(s, STAND_BLOCK),
                       at(lane, GRU_Z, 4), at(lane, GRU_H, 3), "z h'");
        assert_strands(lane, strip_right(s, STAND_BLOCK), strip_left(s, STAND_NOW),
                       at(lane, GRU_H, 4), NULL, "h");
        draw_lane(lane, 2, ROOMS[room]);
        float curve = roundf(strip_left(s, STAND_NOW) - 0.012f * s->rect.w);
        assert_strands(lane, curve, strip_left(s, STAND_NOW), at(lane, RNN_H, 4), NULL, "h");
    }
}

static void strands_are_as_thick_as_values(void **state) {
    (void)state;
    each_lane(check_strands, false);
}

/* ---- beyond the yard ---- */

static int tips(const Lane *lane, Rect box) {
    int count = 0;
    for (int k = 0; k < lane->play.list.shape_count; k++) {
        const Shape *s = &lane->play.list.shapes[k];
        bool inside = s->rect.x >= box.x - 1 && s->rect.x + s->rect.w <= box.x + box.w + 1 &&
                      s->rect.y >= box.y - 1 && s->rect.y + s->rect.h <= box.y + box.h + 1;
        count += s->kind == SHAPE_TRIANGLE && inside;
    }
    return count;
}

/* A unit that stays within what the others go beyond. */
static int small_unit(const Lane *lane, float limit) {
    for (int k = 0; k < lane->strip.count; k++)
        if (fabsf(at(lane, LSTM_C, 4)[k]) < limit && fabsf(at(lane, LSTM_C, 3)[k]) < limit)
            return k;
    fail_msg("no unit is small");
    return 0;
}

/* Each has a tip or a notch, and the farthest its number. */
static void check_beyond(Lane *lane) {
    const float limit = 0.5f;
    draw_lane(lane, 0, ROOMS[0]);
    int unit = small_unit(lane, limit);
    play_do(&lane->play, (Action){.kind = ACTION_SELECT, .unit = unit});
    lane->strip.yard = (Yard){.zero = 180, .unit = 220, .up = limit, .down = limit};
    display_clear(&lane->play.list);
    strip_begin(&lane->strip);
    strip_draw(&lane->strip);
    const float *c = at(lane, LSTM_C, 4);
    int beyond = 0, most = -1;
    for (int k = 0; k < lane->strip.count; k++) {
        beyond += fabsf(c[k]) > limit;
        most = c[k] > limit && (most < 0 || c[k] > c[most]) ? k : most;
    }
    FlowBox box = box_at(lane, STAND_NOW);
    Rect all = {box.x, yard_y(&lane->strip.yard, limit), box.w, 2 * limit * lane->strip.yard.unit};
    if (tips(lane, all) != beyond || beyond == 0)
        fail_msg("%d units: %d of them go beyond, %d tips", lane->strip.count, beyond,
                 tips(lane, all));
    char number[24];
    if (most >= 0) {
        flow_number_text(c[most], false, number);
        assert_true(screen_says(&lane->play, number));
    }
}

static void what_goes_beyond_says_so(void **state) {
    (void)state;
    each_lane(check_beyond, false);
}

/* Nearly all of the run keeps within what the stage's yard is made of, at each moment alike. */
static void the_yard_takes_nearly_all(void **state) {
    (void)state;
    for (int k = 0; k < UNIT_COUNT; k++) {
        Play play;
        start(&play, UNITS[k], 1);
        const Trace *trace = play.session->run->traces[0];
        float least = 0, most = 0;
        long inside = 0, all = 0;
        many_reach(&(Painter){.session = play.session}, 0, LSTM_C, &least, &most);
        for (long t = -1; t < trace->steps; t++)
            for (int unit = 0; unit < UNITS[k]; unit++, all++) {
                float v = trace_at(trace, LSTM_C, t, 0)[unit];
                inside += v >= least && v <= most;
            }
        assert_true((float)inside >= 0.85f * (float)all);
        assert_true(most > 0 && least < 0 && most <= 10 && least >= -10);
        play_stop(&play);
    }
}

/* ---- the order ---- */

static void check_order(Lane *lane) {
    draw_lane(lane, 0, ROOMS[0]);
    const float *f = at(lane, LSTM_F, 4);
    assert_int_equal(lane->strip.ordered, LSTM_F);
    for (int k = 1; k < lane->strip.count; k++)
        assert_true(f[lane->strip.order[k - 1]] <= f[lane->strip.order[k]]);
    FlowBox box = box_at(lane, STAND_KEEP);
    Yard tube = many_tube(&lane->strip);
    for (int k = 1; k < lane->strip.count && !flow_heats(&box); k++)
        assert_true(flow_column(&box, &tube, lane->strip.order[k - 1]).x <
                    flow_column(&box, &tube, lane->strip.order[k]).x);
    draw_lane(lane, 1, ROOMS[0]);
    assert_int_equal(lane->strip.ordered, GRU_Z);
    draw_lane(lane, 2, ROOMS[0]); /* which has no gate */
    assert_int_equal(lane->strip.ordered, RNN_H);
    const float *h = at(lane, RNN_H, 4);
    for (int k = 1; k < lane->strip.count; k++)
        assert_true(h[lane->strip.order[k - 1]] <= h[lane->strip.order[k]]);
}

static void units_stand_by_value(void **state) {
    (void)state;
    each_lane(check_order, true);
}

static void check_numbers(Lane *lane) {
    draw_lane(lane, 0, ROOMS[0]);
    assert_int_equal(lane->strip.ordered, NO_SIGNAL);
    for (int k = 0; k < lane->strip.count; k++)
        assert_true(lane->strip.order[k] == k && lane->strip.place[k] == k);
}

static void units_stand_by_number(void **state) {
    (void)state;
    each_lane(check_numbers, false);
}

/* While a step goes on nobody changes places. */
static void the_order_waits_for_the_step(void **state) {
    (void)state;
    Lane lane = {0};
    start(&lane.play, 32, 1);
    play_do(&lane.play, (Action){.kind = ACTION_ORDER, .number = 1});
    draw_lane(&lane, 0, ROOMS[0]);
    short before[32];
    memcpy(before, lane.strip.order, sizeof before);
    for (int phase = PHASE_GATES; phase < PHASE_SHOW; phase++) {
        play_go(&lane.play, 5, (Phase)phase);
        draw_lane(&lane, 0, ROOMS[0]);
        assert_memory_equal(lane.strip.order, before, sizeof before);
    }
    play_go(&lane.play, 5, PHASE_SHOW);
    draw_lane(&lane, 0, ROOMS[0]);
    assert_true(memcmp(lane.strip.order, before, sizeof before) != 0);
    play_stop(&lane.play);
}

/* The switch on the stage says which way it goes, and what the order is. */
static void a_switch_changes_the_order(void **state) {
    (void)state;
    for (int size = 0; size < SIZE_COUNT; size++) {
        Play play;
        start(&play, 32, 1);
        screen_draw(&play, SIZES[size]);
        assert_true(screen_says(&play, "By value"));
        assert_false(screen_says(&play, "forgets"));
        play_do(&play, play_region(&play, "order", 0)->action);
        assert_true(play.session->view.by_value);
        screen_draw(&play, SIZES[size]);
        assert_true(screen_says(&play, "By number"));
        assert_true(screen_says(&play, "f: forgets"));
        assert_true(screen_says(&play, "\u2192 remembers"));
        play_do(&play, play_region(&play, "order", 0)->action);
        assert_false(play.session->view.by_value);
        play_stop(&play);
    }
}

static void few_units_have_no_switch(void **state) {
    (void)state;
    Play play;
    start(&play, 4, 1);
    screen_draw(&play, SIZES[0]);
    assert_null(play_region(&play, "order", 0));
    play_stop(&play);
}

/* ---- hands ---- */

static void press(Play *play, Rect rect, int from, int to, const char *what) {
    const Region *region =
        region_at(&play->list, rect.x + rect.w / 2, rect.y + fminf(rect.h / 2, 4));
    if (!region || region->action.kind != ACTION_SELECT || region->action.unit < from ||
        region->action.unit > to)
        fail_msg("%s: a press selects unit %d, not %d to %d", what,
                 region ? region->action.unit : -1, from, to);
    play_do(play, region->action);
    assert_int_equal(play->session->unit, region->action.unit);
    play_do(play, (Action){.kind = ACTION_SELECT, .unit = 3});
}

/* Of columns the one that is pressed; of cells the first of a block that can be hit. */
static void check_presses(Lane *lane) {
    static const Stand STANDS[] = {STAND_BEFORE, STAND_KEEP, STAND_NOW, STAND_SHOW, STAND_RESULT};
    for (size_t s = 0; s < sizeof STANDS / sizeof *STANDS; s++)
        for (int unit = 4; unit < lane->strip.count; unit += lane->strip.count / 5) {
            draw_lane(lane, 0, ROOMS[0]);
            FlowBox box = box_at(lane, STANDS[s]);
            Rect column = flow_column(&box, &lane->strip.yard, unit);
            if (!flow_heats(&box)) {
                press(&lane->play, column, unit, unit, "a column");
                continue;
            }
            const Region *region =
                region_at(&lane->play.list, column.x + column.w / 2, column.y + column.h / 2);
            assert_non_null(region);
            assert_int_equal(region->action.kind, ACTION_SELECT);
            assert_true(region->rect.w >= 12 && region->rect.h >= 12);
            press(&lane->play, region->rect, 0, lane->strip.count - 1, "a block");
        }
}

static void a_press_selects_the_unit(void **state) {
    (void)state;
    for (int k = 0; k < UNIT_COUNT; k++) {
        Lane lane = {0};
        start(&lane.play, UNITS[k], 3);
        draw_lane(&lane, 0, ROOMS[0]);
        check_presses(&lane);
        play_stop(&lane.play);
    }
}

/* A column says whose it is, and what it is. */
static void a_column_says_its_number(void **state) {
    (void)state;
    Lane lane = {0};
    start(&lane.play, 8, 1);
    draw_lane(&lane, 0, ROOMS[0]);
    static const struct {
        const char *name, *said;
        int signal;
        long t;
    } COLUMNS[] = {{"guided.lstm.c.0", "LSTM memory cell before this step", LSTM_C, 3},
                   {"guided.lstm.f.unit", "LSTM forget gate", LSTM_F, 4},
                   {"guided.lstm.c.3", "LSTM memory cell", LSTM_C, 4},
                   {"guided.lstm.i.unit", "LSTM input gate", LSTM_I, 4},
                   {"guided.lstm.h.6", "LSTM hidden state", LSTM_H, 4}};
    for (size_t k = 0; k < sizeof COLUMNS / sizeof *COLUMNS; k++) {
        char wanted[128], number[24];
        size_t length;
        const Region *region = play_region(&lane.play, COLUMNS[k].name, 6);
        assert_non_null(region);
        const char *label = region_label(&lane.play.list, region, &length);
        flow_number_text(at(&lane, COLUMNS[k].signal, COLUMNS[k].t)[6], false, number);
        snprintf(wanted, sizeof wanted, "%s, unit 7: %s", COLUMNS[k].said, number);
        if (strlen(wanted) != length || memcmp(wanted, label, length) != 0)
            fail_msg("%s says \"%.*s\"", COLUMNS[k].name, (int)length, label);
    }
    play_stop(&lane.play);
}

/* The card under the ribbon is that of the gate which the beat speaks of, else of the one that
 * keeps. */
static void the_selected_unit_keeps_its_numbers(void **state) {
    (void)state;
    Play play;
    start(&play, 32, 1);
    play_do(&play, (Action){.kind = ACTION_SELECT, .unit = 9});
    screen_draw(&play, SIZES[0]);
    static const int SIGNALS[] = {LSTM_F, LSTM_I, LSTM_G, LSTM_O, LSTM_C, LSTM_H};
    for (size_t k = 0; k < sizeof SIGNALS / sizeof *SIGNALS; k++) {
        char number[24];
        flow_number_text(trace_at(play.session->run->traces[0], SIGNALS[k], 4, 0)[9], false,
                         number);
        if (!screen_says(&play, number))
            fail_msg("signal %d: %s is nowhere", SIGNALS[k], number);
    }
    play_stop(&play);
}

/* ---- whole screens ---- */

static void check_screens(Play *play, int turn) {
    for (int size = 0; size < SIZE_COUNT; size++) {
        play_do(play, (Action){.kind = ACTION_THEME, .number = (turn + size) % THEME_COUNT});
        play->session->view.language = (turn + size) % 2 ? LANGUAGE_ZH : NULL;
        for (int by_value = 0; by_value < 2; by_value++) {
            play_do(play, (Action){.kind = ACTION_ORDER, .number = by_value});
            screen_assert_whole(play, SIZES[size]);
        }
    }
}

static void nothing_lies_on_anything(void **state) {
    (void)state;
    for (int lanes = 1; lanes <= 3; lanes++)
        for (int k = 0; k < UNIT_COUNT; k++) {
            Play play;
            start(&play, UNITS[k], lanes);
            for (int turn = 0; turn < 6; turn++) {
                play_do(&play, (Action){.kind = ACTION_SELECT,
                                        .cell = turn % lanes,
                                        .unit = turn * (UNITS[k] - 1) / 5});
                check_screens(&play, turn);
            }
            play_go(&play, 2, PHASE_FORGET);
            check_screens(&play, k);
            play_stop(&play);
        }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(states_are_as_high_as_values),
                                       cmocka_unit_test(gates_are_as_high_as_values),
                                       cmocka_unit_test(shutters_close_their_shares),
                                       cmocka_unit_test(strands_are_as_thick_as_values),
                                       cmocka_unit_test(what_goes_beyond_says_so),
                                       cmocka_unit_test(the_yard_takes_nearly_all),
                                       cmocka_unit_test(units_stand_by_value),
                                       cmocka_unit_test(units_stand_by_number),
                                       cmocka_unit_test(the_order_waits_for_the_step),
                                       cmocka_unit_test(a_switch_changes_the_order),
                                       cmocka_unit_test(few_units_have_no_switch),
                                       cmocka_unit_test(a_press_selects_the_unit),
                                       cmocka_unit_test(a_column_says_its_number),
                                       cmocka_unit_test(the_selected_unit_keeps_its_numbers),
                                       cmocka_unit_test(nothing_lies_on_anything)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
