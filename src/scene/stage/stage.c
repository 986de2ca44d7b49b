/* stage.c: divides the stage into lanes, one a shown cell.
 *
 * Lanes stand one above the other, so that their phases line up, or in rows of two where that gives
 * every lane more of the room that its diagram needs. */
#include "scene/stage/stage.h"
#include "scene/paint/chip.h"
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
    p->chip = p->session->before ? chip_rect(p, rect) : (Rect){0};
    for (int k = 0; k < best->count; k++)
        draw_lane(p, best, k);
    if (p->session->before)
        chip_draw(p);
}
