/* help.c: the overlay of keys, in columns. */
#include <math.h>
#include <string.h>

#include "scene/keys.h"
#include "scene/scene.h"

enum { GROUPS_MOST = 8 };

typedef struct Layout {
    float px, line, key_w, column_w, gap;
    int columns;
} Layout;

static float widest(const Painter *p, Face face, float px, const KeyHelp *keys, int count,
                    bool of_keys) {
    float width = 0;
    for (int k = 0; k < count; k++)
        width = fmaxf(width, paint_text_width(p, face, px, of_keys ? keys[k].keys : keys[k].what));
    return width;
}

static Layout plan(const Painter *p, const KeyHelp *keys, int count, float px) {
    Layout layout = {.px = px, .line = roundf(1.75f * px), .gap = 40 * p->u};
    layout.key_w = widest(p, FACE_TEXT_BOLD, px, keys, count, true) + 20 * p->u;
    layout.column_w = layout.key_w + widest(p, FACE_TEXT, px, keys, count, false);
    return layout;
}

static int group_size(const KeyHelp *keys, int count, int from) {
    int size = 1;
    while (from + size < count && strcmp(keys[from].group, keys[from + size].group) == 0)
        size++;
    return size;
}

/* Lines of the highest column when groups are shared out to columns in order, none higher than
 * `most`; *columns: how many that takes. */
static int share_out(const KeyHelp *keys, int count, int most, int *columns) {
    int used = 0, highest = 0;
    *columns = 1;
    for (int k = 0; k < count;) {
        int size = group_size(keys, count, k) + 2;
        if (used && used + size > most) {
            used = 0;
            ++*columns;
        }
        used += size;
        highest = used > highest ? used : highest;
        k += size - 2;
    }
    return highest;
}

static void draw_groups(Painter *p, const Layout *layout, const KeyHelp *keys, int count, int most,
                        float x, float top) {
    int used = 0;
    for (int k = 0; k < count;) {
        int size = group_size(keys, count, k);
        if (used && used + size + 2 > most) {
            used = 0;
            x += layout->column_w + layout->gap;
        }
        float y = top + (float)used * layout->line;
        paint_text(p, x, y, FACE_TEXT_BOLD, layout->px, p->theme->accent, keys[k].group);
        for (int line = 0; line < size; line++, k++) {
            y += layout->line;
            paint_text(p, x, y, FACE_TEXT_BOLD, layout->px, p->theme->text, keys[k].keys);
            paint_text(p, x + layout->key_w, y, FACE_TEXT, layout->px, p->theme->dim, keys[k].what);
        }
        used += size + 2;
    }
}

void scene_help(Painter *p, Rect rect) {
    int count, columns, most = 0;
    const KeyHelp *keys = key_help(&count);
    float pad = 32 * p->u, title = 2.2f * p->large, room_w = rect.w - 4 * pad,
          room_h = rect.h - 4 * pad - title;
    Layout layout;
    for (float px = p->body;; px -= 0.5f) {
        layout = plan(p, keys, count, px);
        for (int across = 1; across <= 3; across++) {
            for (most = 8; share_out(keys, count, most, &columns), columns > across; most++)
                ;
            float w = (float)columns * (layout.column_w + layout.gap) - layout.gap;
            float h = (float)share_out(keys, count, most, &columns) * layout.line;
            layout.columns = w <= room_w && h <= room_h ? columns : 0;
            if (layout.columns)
                break;
        }
        if (layout.columns || px <= 9 * p->viewport->scale)
            break;
    }
    if (!layout.columns)
        layout.columns = columns;
    float w = (float)layout.columns * (layout.column_w + layout.gap) - layout.gap;
    float h = (float)(share_out(keys, count, most, &columns) - 1) * layout.line + title;
    Rect card = {roundf(rect.x + (rect.w - w) / 2 - pad), roundf(rect.y + (rect.h - h) / 2 - pad),
                 w + 2 * pad, h + 2 * pad};
    draw_fill(p->list, rect, 0, color_alpha(p->theme->background, 0.72f));
    draw_fill(p->list, card, 12 * p->u, p->theme->card);
    draw_frame(p->list, card, 12 * p->u, fmaxf(p->u, 1), p->theme->line);
    paint_text(p, card.x + pad, card.y + pad - 6 * p->u, FACE_TEXT_BOLD, p->large, p->theme->text,
               "Keys");
    paint_text_right(p, card.x + card.w - pad, card.y + pad, FACE_TEXT, p->small, p->theme->dim,
                     "F1 or Escape closes");
    draw_groups(p, &layout, keys, count, most, card.x + pad, card.y + pad + title);
    Region *region = region_add(p->list, REGION_BUTTON, rect, "help", 0, "Close the keys");
    if (region)
        region->action = (Action){.kind = ACTION_HELP, .number = 0};
}
