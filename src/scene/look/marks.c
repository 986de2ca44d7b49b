/* marks.c: from where on rounding decides, and where two exports part; through the map and the curves. See
 * page.h. */
#include <math.h>
#include <stdio.h>

#include "base/clamp.h"
#include "lesson/number.h"
#include "scene/look/page.h"

bool look_veiled(const LookPage *page, float *from, float *to) {
    const Horizon *horizon = &page->look->cells[page->p->session->cell].horizon;
    if (horizon->from < 0)
        return false;
    float edge = page->x + page->w * (float)horizon->from / (float)page->steps;
    bool backward = page->spec->backward;
    *from = backward ? page->x : roundf(edge);
    *to = backward ? roundf(edge + page->w / (float)page->steps) : page->x + page->w;
    return true;
}

/* ---- a mark ---- */

/* A dashed line at the step's edge, and what it says beside it, so many tags from the map's upper end. */
static void draw_mark(LookPage *page, float edge, int tag, Color color, const char *text) {
    Painter *p = page->p;
    float u = p->u;
    draw_dashed_line(p->list, edge, page->area.y, edge, page->curves.y + page->curves.h,
                     fmaxf(roundf(1.5f * u), 1), 5 * u, color);
    float w = paint_text_width(p, FACE_TEXT_BOLD, p->small, text) + 20 * u,
          h = roundf(2 * p->small);
    if (w > page->w - 8 * u || h > page->area.h / 2)
        return;
    Rect box = {clamp_float(edge + 8 * u, page->x + 4 * u, page->x + page->w - w - 4 * u),
                page->area.y + 8 * u + (h + 6 * u) * (float)tag, w, h};
    draw_fill(p->list, box, 6 * u, p->theme->panel);
    draw_frame(p->list, box, 6 * u, fmaxf(roundf(u), 1), color);
    paint_text(p, box.x + 10 * u, text_top_for_centre(p, FACE_TEXT_BOLD, p->small, box.y + h / 2),
               FACE_TEXT_BOLD, p->small, color, text);
}

/* Whether it is there. */
static bool draw_veil(LookPage *page) {
    Painter *p = page->p;
    float from, to;
    if (!look_veiled(page, &from, &to))
        return false;
    const Rect parts[] = {page->area, page->curves};
    for (int k = 0; k < 2; k++)
        draw_fill(p->list, (Rect){from, parts[k].y, to - from, parts[k].h}, 0,
                  color_alpha(p->theme->background, 0.45f));
    char text[96];
    snprintf(text, sizeof text, paint_phrase(p, "from t = %ld on rounding decides"),
             page->look->cells[p->session->cell].horizon.from);
    draw_mark(page, page->spec->backward ? to : from, 0, p->theme->bad, text);
    return true;
}

/* "from t = 12 on another: f of unit 3 is 0.512, there 0.498" */
static void draw_parted(LookPage *page, int tag) {
    Painter *p = page->p;
    const Parting *parting = &page->look->cells[p->session->cell].beside.parting;
    char text[160], one[NUMBER_SIZE], other[NUMBER_SIZE];
    if (!page->look->beside || !parting->there)
        return;
    number_format(parting->one, one);
    number_format(parting->other, other);
    snprintf(text, sizeof text,
             paint_phrase(p, "from t = %ld on they differ: %s of unit %d is %s, there %s"),
             parting->t, cell_kind(page->spec->kind)->signals[parting->signal].name,
             parting->unit + 1, one, other);
    draw_mark(page, roundf(page->x + page->w * (float)parting->t / (float)page->steps), tag,
              p->theme->text, text);
}

void look_marks(LookPage *page) {
    draw_parted(page, draw_veil(page));
}
