/* veil.c: see veil.h. */
#include "scene/paint/veil.h"

#include <math.h>

enum { EDGES_MOST = 40 };

static int add_edge(float *edges, int count, float value) {
    int at = count;
    while (at > 0 && edges[at - 1] > value) {
        edges[at] = edges[at - 1];
        at--;
    }
    edges[at] = value;
    return count + 1;
}

static bool in_light(const Painter *p, float x, float y) {
    for (int k = 0; k < p->spot_count; k++)
        if (rect_contains(p->spots[k], x, y))
            return true;
    return false;
}

/* The spots' edges cut the rectangle into bands, and bands into pieces. */
void paint_veil(Painter *p, Rect rect, float strength) {
    float xs[EDGES_MOST], ys[EDGES_MOST];
    int x_count = add_edge(xs, add_edge(xs, 0, rect.x), rect.x + rect.w);
    int y_count = add_edge(ys, add_edge(ys, 0, rect.y), rect.y + rect.h);
    for (int k = 0; k < p->spot_count; k++) {
        Rect r = p->spots[k];
        x_count = add_edge(xs, add_edge(xs, x_count, roundf(r.x)), roundf(r.x + r.w));
        y_count = add_edge(ys, add_edge(ys, y_count, roundf(r.y)), roundf(r.y + r.h));
    }
    Color veil = color_alpha(p->theme->background, strength);
    for (int row = 0; row + 1 < y_count; row++)
        for (int from = 0, to; from + 1 < x_count; from = to) {
            float y = ys[row], h = ys[row + 1] - y;
            to = from + 1;
            bool light = in_light(p, (xs[from] + xs[to]) / 2, y + h / 2);
            while (to + 1 < x_count && in_light(p, (xs[to] + xs[to + 1]) / 2, y + h / 2) == light)
                to++;
            if (!light && h > 0 && xs[to] > xs[from])
                draw_fill(p->list, (Rect){xs[from], y, xs[to] - xs[from], h}, 0, veil);
        }
}
