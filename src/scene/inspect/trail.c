/* trail.c: the numbers that were followed to the one that is shown, as a way back. */
#include <math.h>
#include <stdio.h>

#include "scene/inspect/parts.h"

enum { CRUMB_LINES = 2 };

static float crumb_gap(const Inspect *in) {
    return roundf(0.9f * in->p->small);
}

static void crumb_time(const Painter *p, const Place *place, char *text, size_t size) {
    if (place->t < 0)
        snprintf(text, size, "%s", paint_phrase(p, "start"));
    else
        snprintf(text, size, "t=%ld", place->t);
}

static float crumb_pad(const Inspect *in) {
    return 5 * in->p->u;
}

/* A letter and its step; draws it where `draw`. */
static float put_crumb(Inspect *in, Rect box, const Place *place, bool last, bool draw) {
    Painter *p = in->p;
    char when[24];
    float pad = crumb_pad(in), x = box.x + pad, middle = box.y + box.h / 2;
    crumb_time(p, place, when, sizeof when);
    int shapes = p->list->shape_count;
    x += inspect_draw_letter(in, x, middle, place, place->t) + 4 * p->u;
    x += paint_text(p, x, text_top_for_centre(p, FACE_TEXT, p->small, middle), FACE_TEXT, p->small,
                    last ? p->theme->text : p->theme->dim, when);
    if (!draw)
        p->list->shape_count = shapes;
    return x + pad - box.x;
}

static void draw_crumb(Inspect *in, Rect box, int index, int count) {
    Painter *p = in->p;
    const Place *place = &p->session->view.trail.places[index];
    bool last = index == count - 1;
    unsigned id = region_id("inspect.crumb", index);
    char what[192], label[224];
    if (last || paint_hovered(p, id))
        draw_fill(p->list, box, 5 * p->u, p->theme->track);
    put_crumb(in, box, place, last, true);
    if (last)
        return;
    paint_focus(p, box, id, 5 * p->u);
    inspect_words(in, place, what, sizeof what);
    snprintf(label, sizeof label, paint_phrase(p, "Back to %s"), what);
    Region *region = region_add(p->list, REGION_BUTTON, box, "inspect.crumb", index, label);
    if (!region)
        return;
    region->action = (Action){.kind = ACTION_TRAIL, .number = index};
    region->focusable = true;
}

/* The first place from which on the rest of the trail fits into the lines. */
static int first_crumb(Inspect *in, int count) {
    float gap = crumb_gap(in);
    int lines = 1, first = count;
    for (float x = in->w; first > 0; first--) {
        float w =
            put_crumb(in, (Rect){0}, &in->p->session->view.trail.places[first - 1], false, false);
        if (x < in->w && x - w - gap < (lines == CRUMB_LINES ? 2 * gap : 0)) {
            if (++lines > CRUMB_LINES)
                break;
            x = in->w;
        }
        x -= w + gap;
    }
    return first < count ? first : count - 1;
}

/* h t=5 < o t=5 < x t=5, the newest last; earlier ones give way to an ellipsis. */
void inspect_trail(Inspect *in) {
    Painter *p = in->p;
    int count = p->session->view.trail.count, first = first_crumb(in, count);
    float gap = crumb_gap(in), x = in->x, h = roundf(1.7f * p->small), size = roundf(0.62f * gap);
    if (first > 0)
        x += paint_text(p, x, text_top_for_centre(p, FACE_TEXT, p->small, in->y + h / 2), FACE_TEXT,
                        p->small, p->theme->dim, "\xe2\x80\xa6") +
             gap / 2;
    for (int k = first; k < count; k++) {
        const Place *place = &p->session->view.trail.places[k];
        float w = roundf(put_crumb(in, (Rect){0}, place, k == count - 1, false));
        if (x > in->x && x + w > in->x + in->w) {
            x = in->x;
            in->y += h + 2 * p->u;
        }
        draw_crumb(in, (Rect){x, in->y, w, h}, k, count);
        x += w;
        if (k + 1 < count && x + gap <= in->x + in->w)
            draw_triangle(p->list,
                          (Rect){roundf(x + gap / 4), roundf(in->y + (h - size) / 2),
                                 roundf(0.6f * size), size},
                          2, p->theme->faint);
        x += gap;
    }
    in->y += h;
}
