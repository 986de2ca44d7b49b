/* tools.c: what there is besides lessons: a row of cards under the next thing to do. */
#include <math.h>
#include <stdio.h>

#include "scene/home/page.h"
#include "scene/paint/rich_text.h"
#include "session/kinds/sandbox.h"

static void draw_sign(Painter *p, Rect rect, const Tile *tile) {
    draw_fill(p->list, rect, 8 * p->u, p->theme->background);
    tile->sign(p, rect);
}

static float sign_size(const Painter *p) {
    return roundf(fmaxf(48 * p->u, 3 * p->body));
}

static float text_width(const HomePage *page, float card_w) {
    return card_w - sign_size(page->p) - 40 * page->p->u;
}

static float card_height(HomePage *page, float w, const Tile *tile) {
    Painter *p = page->p;
    float words =
        home_text_height(p, text_width(page, w), paint_phrase(p, tile->title), true, p->body) +
        home_text_height(p, text_width(page, w), paint_phrase(p, tile->about), false, p->small);
    return roundf(fmaxf(words + 4 * p->u, sign_size(p)) + 24 * p->u);
}

/* tool: the kind of session that it opens. */
static void draw_card(HomePage *page, Rect rect, int tool) {
    Painter *p = page->p;
    const Tile *tile = page->tiles[tool];
    unsigned id = region_id("home.tool", tool);
    const char *title = paint_phrase(p, tile->title);
    const char *about = paint_phrase(p, tile->about);
    const RichStyle head = {.px = p->body, .color = p->theme->text, .bold = true, .plain = true};
    const RichStyle text = {.px = p->small, .color = p->theme->dim, .plain = true};
    bool hovered = paint_hovered(p, id);
    float u = p->u, sign = sign_size(p), w = text_width(page, rect.w);
    draw_fill(p->list, rect, 10 * u,
              hovered ? color_mix(p->theme->card, p->theme->text, 0.05f) : p->theme->card);
    draw_frame(p->list, rect, 10 * u, fmaxf(roundf(u), 1),
               hovered ? p->theme->dim : p->theme->line);
    draw_sign(p, (Rect){rect.x + 12 * u, roundf(rect.y + (rect.h - sign) / 2), sign, sign}, tile);
    float x = rect.x + sign + 26 * u, y = roundf(rect.y + 12 * u);
    y += rich_text(p, x, y, w, title, head) + 4 * u;
    rich_text(p, x, y, w, about, text);
    paint_focus(p, rect, id, 10 * u);
    char label[256];
    snprintf(label, sizeof label, "%s: %s", title, about);
    Region *region = region_add(p->list, REGION_BUTTON, rect, "home.tool", tool, label);
    if (!region)
        return;
    region->action = (Action){.kind = ACTION_OPEN_TOOL, .number = tool};
    region->focusable = true;
}

/* Those there are: the one whose tile comes first, then the others in the order of the kinds.
 * Returns how many. */
static int list_tools(const HomePage *page, int tools[SESSION_KIND_COUNT]) {
    int count = 0;
    for (int first = 1; first >= 0; first--)
        for (int kind = 0; kind < SESSION_KIND_COUNT; kind++)
            if (page->tiles[kind] && page->tiles[kind]->first == first)
                tools[count++] = kind;
    return count;
}

/* Side by side where each has room for its words. */
void home_tools(HomePage *page) {
    const Painter *p = page->p;
    int tools[SESSION_KIND_COUNT], count = list_tools(page, tools), columns = count;
    float gap = page->grid.gap, least = 16.5f * p->body;
    for (int in = 2;
         columns > 1 && page->grid.w < (float)columns * least + (float)(columns - 1) * gap; in++)
        columns = (count + in - 1) / in; /* rows of as many */
    float w = (page->grid.w - gap * (float)(columns - 1)) / (float)columns, h = 0;
    for (int k = 0; k < count; k++)
        h = fmaxf(h, card_height(page, w, page->tiles[tools[k]]));
    for (int k = 0; k < count; k++) {
        int row = k / columns, column = k % columns;
        draw_card(page,
                  (Rect){roundf(page->grid.x + (float)column * (w + gap)),
                         page->y + (float)row * (h + gap), floorf(w), h},
                  tools[k]);
    }
    int rows = (count + columns - 1) / columns;
    page->y = roundf(page->y + (float)rows * h + (float)(rows - 1) * gap + 32 * p->u);
}
