/* help.c: the overlay of keys: groups side by side in as many columns as fit; what has no room then
 * scrolls. */
#include <math.h>

#include "scene/help.h"
#include "scene/paint/scroll.h"
#include "scene/words/keys.h"
#include "session/kinds/sandbox.h"

enum { COLUMNS_MOST = 3, GAP_LINES = 1 /* between groups of a column */ };

/* How the table is set: in columns of at most `lines` lines, filled one after the other. */
typedef struct HelpPlan {
    const KeyRow *keys[KEYS_MOST];
    int count, columns, lines;
    bool stacked; /* what a key does stands under it */
    float px, line, gap;
    float key_w[COLUMNS_MOST], what_w[COLUMNS_MOST];
} HelpPlan;

static float plan_width(const HelpPlan *plan) {
    float width = (float)(plan->columns - 1) * plan->gap;
    for (int k = 0; k < plan->columns; k++)
        width += plan->stacked ? fmaxf(plan->key_w[k], plan->what_w[k])
                               : plan->key_w[k] + plan->what_w[k];
    return width;
}

static float plan_height(const HelpPlan *plan) {
    return (float)plan->lines * plan->line;
}

static int group_size(const HelpPlan *plan, int from) {
    int size = 1;
    while (from + size < plan->count && plan->keys[from]->group == plan->keys[from + size]->group)
        size++;
    return size;
}

/* Of so many keys, with their heading. */
static int group_lines(const HelpPlan *plan, int size) {
    return 1 + (plan->stacked ? 2 : 1) * size;
}

/* Where a group of so many keys goes that follows what stands above; a heading and the gap count.
 */
static bool fits_below(const HelpPlan *plan, int used, int size) {
    return used == 0 || used + GAP_LINES + group_lines(plan, size) <= plan->lines;
}

/* How many columns that many lines a column take; 0: a group alone is higher. column_of: the column
 * of each key; may be NULL. */
static int columns_taken(const HelpPlan *plan, int *column_of) {
    int columns = 1, used = 0;
    for (int k = 0; k < plan->count;) {
        int size = group_size(plan, k);
        if (group_lines(plan, size) > plan->lines)
            return 0;
        if (!fits_below(plan, used, size)) {
            columns++;
            used = 0;
        }
        for (int key = k; column_of && key < k + size; key++)
            column_of[key] = columns - 1;
        used += (used ? GAP_LINES : 0) + group_lines(plan, size);
        k += size;
    }
    return columns;
}

/* The fewest lines with which the table takes no more than that many columns. */
static void balance(HelpPlan *plan, int columns) {
    plan->lines = 1;
    do {
        plan->lines++;
        plan->columns = columns_taken(plan, NULL);
    } while (plan->columns == 0 || plan->columns > columns);
}

/* Each column is as wide as what stands in it. */
static void measure(const Painter *p, HelpPlan *plan) {
    int column_of[KEYS_MOST] = {0};
    if (plan->columns > COLUMNS_MOST || columns_taken(plan, column_of) != plan->columns)
        return;
    for (int k = 0; k < COLUMNS_MOST; k++)
        plan->key_w[k] = plan->what_w[k] = 0;
    for (int k = 0; k < plan->count; k++) {
        float *key = &plan->key_w[column_of[k]], *what = &plan->what_w[column_of[k]];
        float w =
            paint_text_width(p, FACE_TEXT_BOLD, plan->px, paint_phrase(p, plan->keys[k]->keys));
        *key = fmaxf(*key, w + 1.2f * plan->px);
        *what = fmaxf(
            *what, paint_text_width(p, FACE_TEXT, plan->px, paint_phrase(p, plan->keys[k]->words)));
        *what =
            fmaxf(*what, paint_text_width(p, FACE_TEXT_BOLD, plan->px,
                                          paint_phrase(p, key_group_name(plan->keys[k]->group))) -
                             *key);
    }
}

/* Of the title, with the room below it. */
static float title_height(const Painter *p, float px) {
    return 2.4f * fminf(p->large, 1.4f * px);
}

/* Keys of what is there. */
static void choose_keys(const Painter *p, HelpPlan *plan) {
    int count;
    unsigned screen = 1u << key_screen(p->session);
    const KeyRow *rows = key_rows(&count);
    for (int k = 0; k < count; k++)
        if (key_told(&rows[k], screen, p->viewport->page))
            plan->keys[plan->count++] = &rows[k];
}

static bool set_columns(const Painter *p, HelpPlan *plan, int columns, float width) {
    balance(plan, columns);
    measure(p, plan);
    return plan_width(plan) <= width;
}

/* The smallest type, in as many columns as have room: the rest is scrolled to. */
static void set_to_scroll(const Painter *p, HelpPlan *plan, float width) {
    for (int columns = COLUMNS_MOST; columns > 0; columns--)
        if (set_columns(p, plan, columns, width))
            return;
    plan->stacked = true;
    set_columns(p, plan, 1, width);
}

/* The largest type that fits into the room, in the fewest lines. */
static HelpPlan make_plan(const Painter *p, float width, float height) {
    HelpPlan plan = {0};
    float least = 11 * p->viewport->scale;
    choose_keys(p, &plan);
    for (float px = p->body;; px = fmaxf(px - 0.5f, least)) {
        plan.px = px;
        plan.line = roundf((px > least ? 1.7f : 1.5f) * px);
        plan.gap = 2.5f * px;
        for (int columns = COLUMNS_MOST; columns > 0; columns--)
            if (set_columns(p, &plan, columns, width) &&
                plan_height(&plan) + title_height(p, px) <= height)
                return plan;
        if (px > least)
            continue;
        set_to_scroll(p, &plan, width);
        return plan;
    }
}

static void draw_groups(Painter *p, const HelpPlan *plan, float x, float top) {
    int used = 0, column = 0;
    for (int k = 0; k < plan->count;) {
        int size = group_size(plan, k);
        if (!fits_below(plan, used, size)) {
            used = 0;
            x += plan->key_w[column] + plan->what_w[column] + plan->gap;
            column++;
        }
        float y = top + (float)(used + (used ? GAP_LINES : 0)) * plan->line;
        used += (used ? GAP_LINES : 0) + group_lines(plan, size);
        paint_text(p, x, y, FACE_TEXT_BOLD, plan->px, p->theme->accent,
                   paint_phrase(p, key_group_name(plan->keys[k]->group)));
        for (int end = k + size; k < end; k++) {
            y += plan->line;
            paint_text(p, x, y, FACE_TEXT_BOLD, plan->px, p->theme->text,
                       paint_phrase(p, plan->keys[k]->keys));
            y += plan->stacked ? plan->line : 0;
            paint_text(p, x + (plan->stacked ? 0 : plan->key_w[column]), y, FACE_TEXT, plan->px,
                       p->theme->dim, paint_phrase(p, plan->keys[k]->words));
        }
    }
}

static void draw_card(Painter *p, Rect card, float pad, float px) {
    float large = fminf(p->large, 1.4f * px), middle = card.y + pad + 0.6f * large;
    draw_fill(p->list, card, 12 * p->u, p->theme->card);
    draw_frame(p->list, card, 12 * p->u, fmaxf(p->u, 1), p->theme->line);
    paint_text(p, card.x + pad, text_top_for_centre(p, FACE_TEXT_BOLD, large, middle),
               FACE_TEXT_BOLD, large, p->theme->text, paint_phrase(p, "Keys"));
    paint_text_right(p, card.x + card.w - pad, text_top_for_centre(p, FACE_TEXT, px, middle),
                     FACE_TEXT, px, p->theme->dim, paint_phrase(p, "F1 or Escape closes"));
}

/* What of the card the window shows, under its title. */
static Rect room_of(Rect card, Rect rect, float pad, float title, float margin) {
    float bottom = fminf(card.y + card.h, rect.y + rect.h - margin);
    return (Rect){card.x, card.y + pad + title, card.w, bottom - card.y - pad - title};
}

static void add_close(Painter *p, Rect rect, Rect card) {
    Region *region = region_add(p->list, REGION_BUTTON, rect, "help.close", 0,
                                paint_phrase(p, "Close the keys"));
    if (!region)
        return;
    region->action = (Action){.kind = ACTION_HELP, .number = 0};
    region->focusable = true;
    unsigned id = region->id;
    paint_focus(p, card, id, 12 * p->u);
}

/* What has no room below the title scrolls; a press anywhere closes. */
void scene_help(Painter *p, Rect rect) {
    float margin = fminf(16 * p->u, 0.02f * rect.w), pad = fminf(24 * p->u, 0.04f * rect.w);
    HelpPlan plan = make_plan(p, rect.w - 2 * pad - 2 * margin, rect.h - 2 * pad - 2 * margin);
    float title = title_height(p, plan.px), w = plan_width(&plan) + 2 * pad;
    float whole = plan_height(&plan) + title + 2 * pad, h = fminf(whole, rect.h - 2 * margin);
    Rect card = {roundf(rect.x + (rect.w - w) / 2), roundf(rect.y + (rect.h - h) / 2), w, h};
    Rect room = room_of(card, rect, pad, title, margin);
    draw_fill(p->list, rect, 0, color_alpha(p->theme->background, 0.8f));
    draw_card(p, card, pad, plan.px);
    p->list->overlay = OVERLAY_HELP;
    Scroll scroll = scroll_begin(p, PANEL_HELP, room);
    scroll.paper = p->theme->card;
    draw_groups(p, &plan, card.x + pad, card.y + pad + title);
    scroll_end(p, &scroll, plan_height(&plan) + pad);
    add_close(p, rect, card);
    p->list->overlay = OVERLAY_NONE;
}
