/* crowd.c: many units: columns, or cells of a heat map, shutters side by side, ribbons as strands.
 * See flow.h. */
#include <math.h>
#include <string.h>

#include "scene/flow/flow.h"
#include "scene/paint/bars.h"

enum { SHADES = 16, HEIGHT_MOST = 2048 };
static const float LEAST_COLUMN = 0.75f, BODY = 0.5f; /* of its colour, where all strands lie */

/* ---- where they stand ---- */

FlowBox flow_box(const Painter *p, float x, float w, int count, int selected) {
    FlowBox box = {.x = roundf(x), .w = roundf(w), .count = count, .selected = selected};
    float share = count <= 4 ? w / (float)count : fmaxf(w * 0.22f, w / (float)count);
    box.wide = count == 1 ? box.w : roundf(fminf(share, 60 * p->u));
    return box;
}

static float wide_of(const FlowBox *box) {
    return box->selected >= 0 ? box->wide : 0;
}

static float thin_width(const FlowBox *box) {
    int others = box->count - (box->selected >= 0);
    return others > 0 ? (box->w - wide_of(box)) / (float)others : 0;
}

bool flow_heats(const FlowBox *box) {
    return box->count > FLOW_COLUMNS ||
           (box->count > FLOW_NUMBERED && thin_width(box) < LEAST_COLUMN);
}

static Rect whole_of(const FlowBox *box, const Yard *yard) {
    float top = yard_y(yard, yard->up);
    return (Rect){box->x, top, box->w, yard_y(yard, -yard->down) - top};
}

static int place_of(const FlowBox *box, int unit) {
    return box->place ? box->place[unit] : unit;
}

/* The heat map's cells, as square as they can be. */
typedef struct Grid {
    Rect rect;
    int columns, rows;
} Grid;

static Grid grid_of(const FlowBox *box, const Yard *yard) {
    Grid grid = {.rect = whole_of(box, yard)};
    grid.rect.w = fmaxf(grid.rect.w - wide_of(box), 1);
    float ratio = grid.rect.w / fmaxf(grid.rect.h, 1);
    grid.columns = (int)fmaxf(roundf(sqrtf((float)box->count * ratio)), 1);
    grid.rows = (box->count + grid.columns - 1) / grid.columns;
    return grid;
}

Rect flow_cell(const FlowBox *box, const Yard *yard, int unit) {
    Grid grid = grid_of(box, yard);
    float w = grid.rect.w / (float)grid.columns, h = grid.rect.h / (float)grid.rows;
    int at = place_of(box, unit);
    return (Rect){grid.rect.x + w * (float)(at % grid.columns),
                  grid.rect.y + h * (float)(at / grid.columns), w, h};
}

int flow_across(const FlowBox *box, const Yard *yard) {
    return grid_of(box, yard).columns;
}

Rect flow_column(const FlowBox *box, const Yard *yard, int unit) {
    Rect all = whole_of(box, yard);
    bool chosen = unit == box->selected;
    if (flow_heats(box))
        return chosen ? (Rect){all.x + all.w - box->wide, all.y, box->wide, all.h}
                      : flow_cell(box, yard, unit);
    float thin = thin_width(box), gap = thin >= 3 ? 1 : 0;
    int at = place_of(box, unit), mine = box->selected >= 0 ? place_of(box, box->selected) : at;
    float x = all.x + thin * (float)(at - (at > mine)) + (at > mine ? wide_of(box) : 0);
    if (chosen)
        return (Rect){roundf(x), all.y, box->wide, all.h};
    return (Rect){x, all.y, fmaxf(thin - gap, LEAST_COLUMN), all.h};
}

/* ---- heat ---- */

/* The values in the order of the cells; what the last row has no unit for is nought. */
static int sorted_values(const FlowBox *box, const Grid *grid, const float *values, float *cells) {
    int count = grid->rows * grid->columns;
    memset(cells, 0, (size_t)count * sizeof *cells);
    for (int k = 0; k < box->count; k++)
        cells[place_of(box, k)] = values[k];
    return count;
}

static void draw_cells(Painter *p, const FlowBox *box, const Yard *yard, const float *values,
                       float low, Color color) {
    float cells[2 * FLOW_MOST];
    Grid grid = grid_of(box, yard);
    if (grid.rows * grid.columns > 2 * FLOW_MOST)
        return;
    sorted_values(box, &grid, values, cells);
    if (low < 0)
        draw_heat(p->list, grid.rect, cells, grid.rows, grid.columns, low, 0, bars_below(p, color),
                  p->theme->track);
    draw_heat(p->list, grid.rect, cells, grid.rows, grid.columns, 0, yard->up,
              low < 0 ? color_alpha(color, 0) : p->theme->track, color);
}

/* ---- what goes beyond the yard ---- */

static bool outside(const FlowBox *box, const Yard *yard, const float *values, int unit) {
    return unit != box->selected && yard_beyond(yard, values[unit]);
}

static void mark_tip(Painter *p, const FlowBox *box, const Yard *yard, int unit, float value) {
    Rect c = flow_column(box, yard, unit);
    float w = fmaxf(roundf(6 * p->u), 4), h = fmaxf(roundf(5 * p->u), 3);
    if (flow_heats(box)) { /* a notch in the cell's corner */
        float size = fmaxf(roundf(0.5f * fminf(c.w, c.h)), 2);
        draw_triangle(p->list, (Rect){c.x + c.w - size, c.y, size, size}, 1, p->theme->background);
        return;
    }
    float x = fminf(fmaxf(c.x + c.w / 2 - w / 2, box->x), box->x + box->w - w);
    draw_triangle(p->list, (Rect){x, value < 0 ? c.y + c.h - h : c.y, w, h}, value < 0 ? 1 : 3,
                  p->theme->text);
}

/* The farthest one's number beside its tip, on the side of the selected column where it stands. */
static void number_tip(Painter *p, const FlowBox *box, const Yard *yard, int unit, float value) {
    Rect c = flow_column(box, yard, unit), all = whole_of(box, yard), chosen = all;
    float px = flow_legible(p, 0.8f * p->small), h = roundf(1.25f * px), low = box->x,
          high = box->x + box->w;
    char text[24];
    flow_number_text(value, false, text);
    float w = paint_text_width(p, FACE_NUMBER, px, text) + 4 * p->u;
    if (box->selected >= 0) {
        chosen = flow_column(box, yard, box->selected);
        if (c.x < chosen.x)
            high = chosen.x;
        else
            low = chosen.x + chosen.w;
    }
    if (high - low < w || all.h < 3 * h)
        return;
    float x = fminf(fmaxf(c.x + c.w / 2 - w / 2, low), high - w), tip = 6 * p->u;
    Rect chip = {x, value < 0 ? all.y + all.h - tip - h : all.y + tip, w, h};
    draw_fill(p->list, chip, 2 * p->u, p->theme->background);
    paint_text_centre(p, x + w / 2, chip.y + 0.05f * px, FACE_NUMBER, px, p->theme->text, text);
}

static void mark_beyond(Painter *p, const FlowBox *box, const Yard *yard, const float *values) {
    int most = -1, least = -1;
    for (int k = 0; k < box->count; k++) {
        if (!outside(box, yard, values, k))
            continue;
        mark_tip(p, box, yard, k, values[k]);
        if (values[k] > 0 && (most < 0 || values[k] > values[most]))
            most = k;
        if (values[k] < 0 && (least < 0 || values[k] < values[least]))
            least = k;
    }
    if (most >= 0)
        number_tip(p, box, yard, most, values[most]);
    if (least >= 0)
        number_tip(p, box, yard, least, values[least]);
}

/* ---- columns ---- */

static void draw_thin(Painter *p, const FlowBox *box, const Yard *yard, const float *values,
                      float part, Color color) {
    for (int k = 0; k < box->count; k++) {
        if (k == box->selected)
            continue;
        Rect c = flow_column(box, yard, k);
        float y = yard_y(yard, values[k] * part), h = fmaxf(fabsf(y - yard->zero), 1);
        Rect bar = {c.x, fminf(y, yard->zero), c.w, h};
        if (values[k] >= 0 || c.w < 3)
            draw_fill(p->list, bar, 0, color_alpha(color, values[k] >= 0 ? 0.85f : 0.55f));
        else
            draw_frame(p->list, bar, 0, 1, color);
    }
}

void flow_units(Painter *p, const FlowBox *box, const Yard *yard, const float *values, float part,
                Color color) {
    draw_fill(p->list, whole_of(box, yard), fminf(4 * p->u, box->w / 4), p->theme->track);
    if (values && flow_heats(box))
        draw_cells(p, box, yard, values, yard->down > 0 ? -yard->down : 0, color);
    else if (values)
        draw_thin(p, box, yard, values, part, color);
    if (values && box->selected >= 0) {
        Rect c = flow_column(box, yard, box->selected);
        if (flow_heats(box))
            draw_fill(p->list, c, 0, p->theme->track);
        flow_block(p, c.x, c.w, yard, 0, values[box->selected] * part, color);
    }
    draw_fill(p->list, (Rect){box->x - 4 * p->u, yard->zero, box->w + 8 * p->u, flow_hairline(p)},
              0, p->theme->faint);
    if (values && part >= 1 && box->count > FLOW_NUMBERED)
        mark_beyond(p, box, yard, values);
}

/* ---- shutters ---- */

static float shut_share(float level, float part) {
    return isnan(level) ? 0 : (1 - fminf(fmaxf(level, 0), 1)) * part;
}

static void draw_shut(Painter *p, const FlowBox *box, const Yard *tube, const float *levels,
                      float part, Color color) {
    float high = tube->zero - yard_y(tube, tube->up);
    for (int k = 0; k < box->count; k++) {
        Rect c = flow_column(box, tube, k);
        c.h = roundf(shut_share(levels[k], part) * high);
        if (k != box->selected && c.h > 0)
            draw_fill(p->list, c, 0, color_alpha(color, 0.85f));
    }
}

void flow_shutters(Painter *p, const FlowBox *box, const Yard *yard, const float *levels,
                   float part, Color color) {
    Rect all = whole_of(box, yard);
    draw_fill(p->list, all, fminf(4 * p->u, box->w / 4), p->theme->track);
    if (levels && flow_heats(box)) {
        float shut[FLOW_MOST];
        for (int k = 0; k < box->count; k++)
            shut[k] = shut_share(levels[k], part);
        draw_cells(p, box, yard, shut, 0, color);
    } else if (levels) {
        draw_shut(p, box, yard, levels, part, color);
    }
    draw_frame(p->list, all, fminf(4 * p->u, box->w / 4), fmaxf(roundf(2 * p->u), 1), color);
}

/* ---- strands ---- */

/* How many strands end at each pixel above or below nought. */
typedef struct Ends {
    unsigned short at[HEIGHT_MOST];
    int high;
} Ends;

static void count_ends(Ends *ends, const Yard *yard, const float *values, int count, bool above) {
    float high = (above ? yard->up : yard->down) * yard->unit;
    ends->high = (int)fminf(roundf(high), HEIGHT_MOST - 1);
    memset(ends->at, 0, ((size_t)ends->high + 1) * sizeof *ends->at);
    for (int k = 0; k < count; k++) {
        int y = (int)fabsf(yard_y(yard, values[k]) - yard->zero);
        if ((values[k] >= 0) == above)
            ends->at[y < ends->high ? y : ends->high]++;
    }
}

/* From the outer end inwards: where more of them lie one behind the other it is fuller. */
static void draw_bodies(Painter *p, float x, float w, const Yard *yard, const Ends *ends, int count,
                        bool above, Color color) {
    int covered = 0, shade = 0, from = ends->high;
    for (int y = ends->high; y >= 0; y--) {
        covered += ends->at[y];
        int now = y == 0 ? 0 : (covered * SHADES + count - 1) / count;
        if (now == shade)
            continue;
        if (shade > 0 && from > y)
            draw_fill(p->list,
                      (Rect){x, above ? yard->zero - (float)from : yard->zero + (float)y, w,
                             (float)(from - y)},
                      0, color_alpha(color, BODY * (float)shade / SHADES));
        from = y;
        shade = now;
    }
}

static void draw_edges(Painter *p, float x, float w, const Yard *yard, const Ends *ends, bool above,
                       Color color) {
    for (int y = 0; y <= ends->high; y++)
        if (ends->at[y])
            draw_fill(p->list,
                      (Rect){x, above ? yard->zero - (float)y : yard->zero + (float)y - 1, w, 1}, 0,
                      color);
}

static void draw_chosen(Painter *p, float x, float w, const Yard *yard, float value, Color color) {
    float y = yard_y(yard, value), line = fmaxf(roundf(2.5f * p->u), 2),
          high = fabsf(y - yard->zero);
    if (value < 0) {
        flow_block(p, x, w, yard, 0, value, color);
        return;
    }
    if (high > line)
        draw_fill(p->list, (Rect){x, y, w, high}, 0, color_alpha(color, 0.35f));
    draw_fill(p->list, (Rect){x, y, w, fminf(fmaxf(high, flow_hairline(p)), line)}, 0, color);
    flow_torn(p, x, w, yard, value);
}

void flow_strands(Painter *p, float x1, float x2, const Yard *yard, const float *values, int count,
                  int selected, float part, Color color) {
    float w = roundf((x2 - x1) * fminf(fmaxf(part, 0), 1));
    Ends ends;
    for (int side = 0; side < 2 && w >= 1; side++) {
        bool above = side == 0;
        count_ends(&ends, yard, values, count, above);
        draw_bodies(p, x1, w, yard, &ends, count, above, color);
        if (count <= FLOW_COLUMNS)
            draw_edges(p, x1, w, yard, &ends, above, color_alpha(color, 0.8f));
    }
    if (w >= 1 && selected >= 0)
        draw_chosen(p, x1, w, yard, values[selected], color);
}
