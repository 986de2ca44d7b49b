/* stage.c: divides the stage into lanes, one a shown cell.
 *
 * Lanes stand one above the other, so that their phases line up, or in rows of two where that gives
 * every lane more of the room that its diagram needs. */
#include "scene/stage/stage.h"
#include "scene/stage/lane.h"

#include <math.h>

enum { LANES_MOST = 8, ACROSS_MOST = 2 };

static const LaneInfo *lane_of(const Painter *p, int cell) {
    return LANES[p->session->run->cells[cell]->spec.kind];
}

typedef struct Arrangement {
    int cells[LANES_MOST];
    Rect rects[LANES_MOST];
    int count, across;
    float fit; /* of the worst lane: room over need */
} Arrangement;

/* The first row takes the odd one, alone. */
static void arrange(const Painter *p, Rect stage, Arrangement *a, int across) {
    int rows = (a->count + across - 1) / across, lane = 0;
    float height = stage.h / (float)rows;
    a->across = across;
    a->fit = INFINITY;
    for (int row = 0; row < rows; row++) {
        int here = row == 0 ? a->count - (rows - 1) * across : across;
        float needed = 0, x = stage.x;
        for (int k = lane; k < lane + here; k++)
            needed += lane_of(p, a->cells[k])->w;
        for (int end = lane + here; lane < end; lane++) {
            const LaneInfo *need = lane_of(p, a->cells[lane]);
            float top = roundf(stage.y + height * (float)row);
            float w = roundf(stage.w * need->w / needed);
            a->rects[lane] = (Rect){x, top, lane + 1 < end ? w : stage.x + stage.w - x,
                                    roundf(stage.y + height * (float)(row + 1)) - top};
            a->fit = fminf(a->fit, fminf(a->rects[lane].w / need->w, height / need->h));
            x += w;
        }
    }
}

/* Of more cells than the stage has lanes, those round the selected one. */
static int choose_cells(const Painter *p, int *chosen) {
    int all[64], count = session_shown_cells(p->session, all, 64), from = 0;
    count = count < 64 ? count : 64;
    for (int k = 0; k < count; k++)
        if (all[k] == p->session->cell && k >= LANES_MOST)
            from = k + 1 - LANES_MOST;
    int most = count < LANES_MOST ? count : LANES_MOST;
    for (int k = 0; k < most; k++)
        chosen[k] = all[from + k];
    return most;
}

static void draw_lane(Painter *p, const Arrangement *a, int lane) {
    int cell = a->cells[lane];
    Rect rect = a->rects[lane];
    float u = p->u, line = fmaxf(roundf(u), 1);
    if (rect.y > a->rects[0].y && rect.x <= a->rects[0].x)
        draw_fill(p->list, (Rect){rect.x + 8 * u, rect.y, a->rects[0].w - 16 * u, line}, 0,
                  p->theme->line);
    if (rect.x > a->rects[0].x)
        draw_fill(p->list, (Rect){rect.x, rect.y + 12 * u, line, rect.h - 24 * u}, 0,
                  p->theme->line);
    lane_of(p, cell)->draw(p, cell, rect, a->across > 1);
}

static const char CHIP_WORDS[] = "before the change";

static float chip_sign(const Painter *p) {
    return roundf(0.8f * p->small);
}

static Rect outline_chip(const Painter *p, Rect stage) {
    float u = p->u, words = paint_text_width(p, FACE_TEXT, p->small, paint_phrase(p, CHIP_WORDS));
    float w = roundf(words + 3.2f * chip_sign(p) + 20 * u);
    return (Rect){roundf(stage.x + stage.w - w - 12 * u), roundf(stage.y + 5 * u), w,
                  roundf(1.9f * p->small)};
}

/* Says what the outlines are, and takes them away; over the free end of the first lane's title. */
static void draw_outline_chip(Painter *p) {
    float u = p->u, h = p->chip.h, w = p->chip.w, sign = chip_sign(p);
    Rect chip = p->chip;
    unsigned id = region_id("before", 0);
    float middle = chip.y + h / 2, x = chip.x + 9 * u;
    draw_fill(p->list, chip, h / 2, paint_hovered(p, id) ? p->theme->track : p->theme->panel);
    draw_frame(p->list, chip, h / 2, fmaxf(u, 1), p->theme->line);
    draw_dashed_frame(p->list, (Rect){x, roundf(middle - sign / 2), sign, sign}, 2 * u,
                      fmaxf(roundf(1.25f * u), 1), 3 * u, p->theme->text);
    paint_text(p, x + sign + 7 * u, text_top_for_centre(p, FACE_TEXT, p->small, middle), FACE_TEXT,
               p->small, p->theme->text, paint_phrase(p, CHIP_WORDS));
    draw_cross(p->list, chip.x + w - 7 * u - sign / 2, middle, 0.7f * sign, fmaxf(1.5f * u, 1),
               p->theme->dim);
    paint_focus(p, chip, id, h / 2);
    Region *region =
        region_add(p->list, REGION_BUTTON, chip, "before", 0,
                   paint_phrase(p, "Outlines: the run before the change. Take them away (G)"));
    if (!region)
        return;
    region->action = (Action){.kind = ACTION_BEFORE};
    region->focusable = true;
}

void scene_stage(Painter *p, Rect rect) {
    Arrangement one = {.count = choose_cells(p, one.cells)}, two = one;
    if (one.count == 0) {
        paint_text_centre(p, rect.x + rect.w / 2,
                          text_top_for_centre(p, FACE_TEXT, p->body, rect.y + rect.h / 2),
                          FACE_TEXT, p->body, p->theme->dim, paint_phrase(p, "No cell is shown."));
        return;
    }
    arrange(p, rect, &one, 1);
    arrange(p, rect, &two, ACROSS_MOST);
    const Arrangement *best = two.fit > 1.05f * one.fit ? &two : &one;
    p->chip = p->session->before ? outline_chip(p, rect) : (Rect){0};
    for (int k = 0; k < best->count; k++)
        draw_lane(p, best, k);
    if (p->session->before)
        draw_outline_chip(p);
}
