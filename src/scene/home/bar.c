/* bar.c: the bar over the home screen: its name, the search, and how things look. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "scene/home/page.h"
#include "scene/paint/more.h"

enum { ITEMS = 6 };

/* A word that can be pressed. */
typedef struct Item {
    const char *name;
    const char *word, *label;
    Action action;
    float width;
} Item;

static void draw_item(HomePage *page, Rect rect, const Item *item) {
    Painter *p = page->p;
    unsigned id = region_id(item->name, 0);
    bool hovered = paint_hovered(p, id);
    if (hovered)
        draw_fill(p->list, rect, rect.h / 2, p->theme->track);
    paint_text_centre(p, rect.x + rect.w / 2,
                      text_top_for_centre(p, FACE_TEXT, p->small, rect.y + rect.h / 2), FACE_TEXT,
                      p->small, hovered ? p->theme->text : p->theme->dim, item->word);
    paint_focus(p, rect, id, rect.h / 2);
    Region *region = region_add(p->list, REGION_BUTTON, rect, item->name, 0, item->label);
    if (!region)
        return;
    region->action = item->action;
    region->focusable = true;
}

/* In the language that it leads to, so that it can be read by who needs it. */
static Item language_item(const Painter *p) {
    Language next = phrase_next(p->session->view.language);
    return (Item){.name = "language",
                  .word = phrase_name(next),
                  .label = phrase_invitation(next),
                  .action = {.kind = ACTION_LANGUAGE, .number = -1}};
}

/* How much of the bar its right end may take: the search has room first. */
typedef enum Brevity {
    BAR_WHOLE,
    BAR_BRIEF,  /* in short words */
    BAR_LISTED, /* how things look, and help, are in a list (scene/more.h) */
    BAR_NAMELESS
} Brevity;

/* One without a word is not there. Returns their width. */
static float list_items(const HomePage *page, Brevity brevity, Item items[ITEMS]) {
    bool brief = brevity != BAR_WHOLE, listed = brevity >= BAR_LISTED;
    const Painter *p = page->p;
    bool largest = p->session->view.text_scale > 1.99f;
    float width = listed ? paint_more_width(p) : 0;
    items[0] = (Item){.name = "home",
                      .word = !session_begun(p->session)
                                  ? NULL
                                  : paint_phrase(p, brief ? "Lesson" : "Back to the lesson"),
                      .label = paint_phrase(p, "Back to the open lesson (H, Escape)"),
                      .action = {.kind = ACTION_HOME, .number = 0}};
    items[1] = (Item){.name = "theme",
                      .word = paint_phrase(p, "Theme"),
                      .label = paint_phrase(p, "Other colours: dark, light, high contrast (T)"),
                      .action = {.kind = ACTION_THEME, .number = -1}};
    items[2] = (Item){.name = "text",
                      .word = largest ? "A" : "A+",
                      .label = largest ? paint_phrase(p, "Text of normal size (0)")
                                       : paint_phrase(p, "Larger text (+)"),
                      .action = {.kind = ACTION_TEXT_SIZE, .number = largest ? 0 : 1}};
    items[3] = language_item(p);
    items[4] = (Item){.name = "share",
                      .word = paint_phrase(p, "Share"),
                      .label = paint_phrase(p, "Copy a link to this place (Ctrl+C)"),
                      .action = {.kind = ACTION_COPY_STATE}};
    items[5] = (Item){.name = "help",
                      .word = brief ? "?" : paint_phrase(p, "Help F1"),
                      .label = paint_phrase(p, "The keys (F1)"),
                      .action = {.kind = ACTION_HELP, .number = -1}};
    for (int k = 0; k < ITEMS; k++) {
        if (listed && k > 0)
            items[k].word = NULL;
        const char *word = items[k].word;
        if (!word)
            continue;
        items[k].width =
            roundf(paint_tap(p, paint_text_width(p, FACE_TEXT, p->small, word) + 16 * p->u));
        width += items[k].width + 4 * p->u;
    }
    return width;
}

static void draw_items(HomePage *page, Rect bar, float x, const Item items[ITEMS], bool listed) {
    Painter *p = page->p;
    float h = roundf(paint_tap(p, fminf(bar.h - 12 * p->u, 2 * p->small)));
    for (int k = 0; k < ITEMS; k++) {
        if (!items[k].word)
            continue;
        x += 4 * p->u;
        draw_item(page, (Rect){roundf(x), roundf(bar.y + (bar.h - h) / 2), items[k].width, h},
                  &items[k]);
        x += items[k].width;
    }
    if (listed)
        paint_more(p, (Rect){roundf(x), bar.y, paint_more_width(p), bar.h});
}

static void draw_glass(Painter *p, float x, float y, Color color) {
    float r = 5 * p->u, width = fmaxf(1.75f * p->u, 1);
    draw_ring(p->list, x, y, r, width, color);
    draw_line(p->list, x + 0.75f * r, y + 0.75f * r, x + 1.6f * r, y + 1.6f * r, width, color);
}

/* The end of what is typed stays in sight. */
static const char *visible_end(const Painter *p, const char *text, float room) {
    uint32_t character;
    while (*text && paint_text_width(p, FACE_TEXT, p->body, text) > room)
        text += utf8_decode(text, strlen(text), &character);
    return text;
}

static void draw_search_text(HomePage *page, Rect field, float x, float room) {
    Painter *p = page->p;
    const Home *home = &p->session->view.home;
    float middle = field.y + field.h / 2;
    float top = text_top_for_centre(p, FACE_TEXT, p->body, middle), caret = x;
    if (home->length)
        caret += paint_text(p, x, top, FACE_TEXT, p->body, p->theme->text,
                            visible_end(p, home->search, room));
    else
        paint_text_fit(p, x + (home->typing ? 6 * p->u : 0), top, room, FACE_TEXT, p->body,
                       p->theme->dim, paint_phrase(page->p, "Search the lessons"));
    if (home->typing)
        draw_fill(p->list,
                  (Rect){roundf(caret + p->u), roundf(middle - 0.65f * p->body),
                         fmaxf(roundf(2 * p->u), 1), roundf(1.3f * p->body)},
                  0, p->theme->accent);
}

static void draw_clear(HomePage *page, Rect field) {
    Painter *p = page->p;
    unsigned id = region_id("home.clear", 0);
    Rect rect = {field.x + field.w - field.h, field.y, field.h, field.h};
    draw_cross(p->list, rect.x + rect.w / 2, rect.y + rect.h / 2, 10 * p->u, fmaxf(1.5f * p->u, 1),
               paint_hovered(p, id) ? p->theme->text : p->theme->dim);
    paint_focus(p, rect, id, rect.h / 2);
    Region *region = region_add(p->list, REGION_BUTTON, rect, "home.clear", 0,
                                paint_phrase(page->p, "Empty the search (Escape)"));
    if (!region)
        return;
    region->action = (Action){.kind = ACTION_SEARCH, .number = 0, .flag = true};
    region->focusable = true;
}

static void draw_search(HomePage *page, Rect field) {
    Painter *p = page->p;
    const Home *home = &p->session->view.home;
    unsigned id = region_id("home.search", 0);
    float radius = field.h / 2, line = fmaxf(roundf(p->u), 1), inset = 34 * p->u;
    bool lit = home->typing || paint_hovered(p, id);
    draw_fill(p->list, field, radius, p->theme->background);
    draw_frame(p->list, field, radius, home->typing ? 2 * line : line,
               home->typing ? p->theme->accent
               : lit        ? p->theme->dim
                            : p->theme->hollow);
    draw_glass(p, field.x + 17 * p->u, field.y + field.h / 2 - p->u, p->theme->dim);
    draw_search_text(page, field, field.x + inset, field.w - inset - field.h);
    paint_focus(p, field, id, radius);
    Region *region =
        region_add(p->list, REGION_BUTTON, field, "home.search", 0,
                   paint_phrase(page->p, "Search titles, goals and mistaken beliefs (/)"));
    if (region) {
        region->action = (Action){.kind = ACTION_SEARCH, .number = 1};
        region->focusable = true;
    }
    if (home->length)
        draw_clear(page, field);
}

void home_bar(HomePage *page, Rect rect) {
    Painter *p = page->p;
    float u = p->u, line = fmaxf(roundf(u), 1), name_px = 1.12f * p->body;
    draw_fill(p->list, rect, 0, p->theme->panel);
    draw_fill(p->list, (Rect){rect.x, rect.y + rect.h - line, rect.w, line}, 0, p->theme->line);
    Item items[ITEMS];
    float end = rect.x + rect.w - 12 * u, x = page->grid.x, right = end, w = 0;
    float name = paint_text_width(p, FACE_TEXT_BOLD, name_px, "Gatescope");
    Brevity brevity = BAR_WHOLE;
    for (; brevity <= BAR_NAMELESS && w <= 8 * p->body; brevity++) {
        right = end - list_items(page, brevity, items);
        x = page->grid.x + (brevity < BAR_NAMELESS ? name + 28 * u : 0);
        w = fminf(right - 12 * u - x, roundf(26 * p->body));
    }
    if (--brevity < BAR_NAMELESS)
        paint_text(p, page->grid.x,
                   text_top_for_centre(p, FACE_TEXT_BOLD, name_px, rect.y + rect.h / 2),
                   FACE_TEXT_BOLD, name_px, p->theme->text, "Gatescope");
    float h = roundf(paint_tap(p, fminf(rect.h - 10 * u, 2.1f * p->body)));
    if (w > 4 * p->body)
        draw_search(page, (Rect){roundf(x), roundf(rect.y + (rect.h - h) / 2), w, h});
    p->spare = (Rect){x + w + 24 * u, rect.y, right - x - w - 40 * u, rect.h};
    draw_items(page, rect, right, items, brevity >= BAR_LISTED);
}
