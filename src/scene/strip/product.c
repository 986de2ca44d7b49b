/* product.c: a product in numbers, in one line or in two, as large as has room. */
#include <math.h>
#include <stdio.h>

#include "scene/strip/parts.h"

static void draw_factors(Strip *strip, Rect rect, float px, const Product *product, const char *a,
                         const char *b) {
    Painter *p = strip->p;
    float times = paint_text_width(p, FACE_NUMBER, px, " \u00d7 "),
          wide = paint_text_width(p, FACE_NUMBER_BOLD, px, a) + times +
                 paint_text_width(p, FACE_NUMBER_BOLD, px, b);
    float x = rect.x + (rect.w - wide) / 2,
          y = text_top_for_centre(p, FACE_NUMBER_BOLD, px, rect.y + rect.h / 2);
    x += paint_text(p, x, y, FACE_NUMBER_BOLD, px, product->a_color, a);
    x += paint_text(p, x, y, FACE_NUMBER, px, p->theme->dim, " \u00d7 ");
    paint_text(p, x, y, FACE_NUMBER_BOLD, px, product->b_color, b);
}

void strip_product(Strip *strip, Rect rect, const char *word, const Product *product, int signal) {
    Painter *p = strip->p;
    char a[24], b[24], result[24], label[160];
    flow_number_text(product->a, false, a);
    flow_number_text(product->b, false, b);
    flow_number_text(product->result, false, result);
    const struct {
        const char *text;
        Color color;
        Face face;
    } parts[] = {
        {word, p->theme->dim, FACE_TEXT},       {a, product->a_color, FACE_NUMBER_BOLD},
        {"\u00d7", p->theme->dim, FACE_NUMBER}, {b, product->b_color, FACE_NUMBER_BOLD},
        {"=", p->theme->dim, FACE_NUMBER},      {result, p->theme->text, FACE_NUMBER_BOLD}};
    enum { PARTS = sizeof parts / sizeof *parts };
    float gap = 7 * p->u, width = -gap, px = strip->px * 1.08f;
    for (int k = word[0] ? 0 : 1; k < PARTS; k++)
        width += gap + paint_text_width(p, parts[k].face, px, parts[k].text);
    int first = word[0] ? 0 : 1;
    if (width > rect.w && first == 0) {
        width -= gap + paint_text_width(p, parts[0].face, px, parts[0].text);
        first = 1;
    }
    float gaps = gap * (float)(PARTS - 1 - first),
          smaller = 0.99f * px * (rect.w - gaps) / (width - gaps);
    if (width > rect.w &&
        smaller >= flow_legible(p, 0.7f * px)) { /* before any of it is left out */
        width = rect.w;
        px = smaller;
    }
    if (width > rect.w && rect.h >= 2.5f * px) { /* the result on a line of its own */
        Rect upper = {rect.x, rect.y, rect.w, rect.h / 2};
        draw_factors(strip, upper, px, product, a, b);
        rect.y += rect.h / 2;
        rect.h /= 2;
    }
    if (width > rect.w) { /* the result alone */
        paint_text_centre(p, rect.x + rect.w / 2,
                          text_top_for_centre(p, FACE_NUMBER_BOLD, px, rect.y + rect.h / 2),
                          FACE_NUMBER_BOLD, px, p->theme->text, result);
        return;
    }
    float x = rect.x + (rect.w - width) / 2;
    Rect box = {x - 4 * p->u, rect.y, width + 8 * p->u, rect.h};
    for (int k = first; k < PARTS; k++)
        x += gap + paint_text(p, x, text_top_for_centre(p, parts[k].face, px, rect.y + rect.h / 2),
                              parts[k].face, px, parts[k].color, parts[k].text);
    char name[96];
    snprintf(name, sizeof name, "guided.%s.product", strip->entry->id);
    snprintf(label, sizeof label, "%s: %s \u00d7 %s = %s", word, a, b, result);
    Region *region = region_add(p->list, REGION_BUTTON, box, name, signal, label);
    if (!region)
        return;
    Place place = {strip->cell, signal, strip->unit, strip->t};
    if (session_known(p->session, &place))
        region->action = region->inspect = (Action){.kind = ACTION_INSPECT,
                                                    .cell = strip->cell,
                                                    .number = signal,
                                                    .unit = strip->unit,
                                                    .step = strip->t};
    if (paint_hovered(p, region->id)) /* for the keyboard its ribbon says it */
        draw_frame(p->list, box, 4 * p->u, fmaxf(p->u, 1), p->theme->dim);
}
