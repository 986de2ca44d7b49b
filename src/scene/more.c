/* more.c: see more.h. */
#include "scene/more.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "scene/bar.h"
#include "scene/paint/more.h"
#include "scene/paint/rich_text.h"

/* Rows one below the other, in as many columns as the window's height asks for. */
typedef struct MorePlan {
    Rect card;
    float pad, column_w, row_h[BAR_ITEMS_MOST];
    int columns, rows;
} MorePlan;

/* A label without the key that it ends with. */
static void say(const char *label, char *text, size_t size) {
    const char *key = strrchr(label, '('), *wide = strstr(label, "\uff08");
    const char *end = wide ? wide : key;
    size_t length = end && end > label ? (size_t)(end - label) : strlen(label);
    while (length > 0 && label[length - 1] == ' ')
        length--;
    snprintf(text, size, "%.*s", (int)length, label);
}

/* What is on the screen is not told twice. */
static void keep_missing(const Painter *p, Bar *bar) {
    int count = 0;
    for (int k = 0; k < bar->count; k++)
        if (!region_find(p->list, region_id(bar->items[k].name, bar->items[k].index)))
            bar->items[count++] = bar->items[k];
    bar->count = count;
}

static RichStyle row_style(const Painter *p, const BarItem *item) {
    return (RichStyle){
        .px = p->body, .color = item->disabled ? p->theme->faint : p->theme->text, .plain = true};
}

/* Set and taken back. */
static float row_height(Painter *p, float width, const BarItem *item) {
    char text[sizeof item->label];
    int shapes = p->list->shape_count;
    uint32_t texts = p->list->text_length;
    say(item->label, text, sizeof text);
    float height = rich_text(p, 0, 0, width, text, row_style(p, item));
    p->list->shape_count = shapes;
    p->list->text_length = texts;
    return roundf(fmaxf(height + 12 * p->u, (float)TOUCH_POINTS * p->viewport->scale));
}

static float column_height(const MorePlan *plan, const Bar *bar, int column) {
    float height = 0;
    for (int k = column * plan->rows; k < (column + 1) * plan->rows && k < bar->count; k++)
        height += plan->row_h[k];
    return height;
}

static float measure(Painter *p, MorePlan *plan, const Bar *bar, float window_w, int columns) {
    float widest =
              roundf(fminf(22 * p->body, (window_w - 16 * p->u - 2 * plan->pad) / (float)columns)),
          height = 0;
    plan->columns = columns;
    plan->rows = (bar->count + columns - 1) / columns;
    plan->column_w = widest;
    for (int k = 0; k < bar->count; k++)
        plan->row_h[k] = row_height(p, widest - 2 * plan->pad, &bar->items[k]);
    for (int k = 0; k < columns; k++)
        height = fmaxf(height, column_height(plan, bar, k));
    return height;
}

/* Under the button, or over it where that is at the foot. */
static MorePlan plan_more(Painter *p, const Bar *bar, Rect button) {
    enum { COLUMNS_MOST = 3 };
    float w = (float)p->viewport->width, h = (float)p->viewport->height, u = p->u;
    bool foot = button.y > h / 2;
    float room = (foot ? button.y : h - button.y - button.h) - 16 * u, height = 0;
    MorePlan plan = {.pad = roundf(8 * u)};
    for (int columns = 1; columns <= COLUMNS_MOST; columns++) {
        height = measure(p, &plan, bar, w, columns);
        if (height + 2 * plan.pad <= room)
            break;
    }
    height += 2 * plan.pad;
    float card_w = plan.column_w * (float)plan.columns + 2 * plan.pad;
    float x = fmaxf(fminf(button.x + button.w, w - 8 * u) - card_w, 8 * u);
    float y = foot ? button.y - height - 4 * u : button.y + button.h + 4 * u;
    plan.card = (Rect){roundf(x), roundf(y), card_w, height};
    return plan;
}

static void draw_row(Painter *p, Rect rect, float pad, const BarItem *item) {
    char text[sizeof item->label];
    unsigned id = region_id(item->name, item->index);
    if (paint_hovered(p, id) && !item->disabled)
        draw_fill(p->list, rect, 6 * p->u, p->theme->track);
    say(item->label, text, sizeof text);
    int first = p->list->shape_count;
    float h = rich_text(p, rect.x + pad, rect.y, rect.w - 2 * pad, text, row_style(p, item));
    float down = roundf((rect.h - h) / 2);
    for (int k = first; k < p->list->shape_count; k++)
        p->list->shapes[k].rect.y += down;
    paint_focus(p, rect, id, 6 * p->u);
    bar_region(p, rect, item);
}

void scene_more(Painter *p, const TopbarItems *items) {
    Bar bar;
    const Region *button = region_find(p->list, region_id("more", 0));
    if (!button || !paint_more_open(p))
        return;
    Rect from = button->rect;
    bar_items(p, items, &bar);
    keep_missing(p, &bar);
    MorePlan plan = plan_more(p, &bar, from);
    paint_pass_over(p, p->list->region_count, plan.card);
    draw_fill(p->list, plan.card, 10 * p->u, p->theme->card);
    draw_frame(p->list, plan.card, 10 * p->u, fmaxf(roundf(p->u), 1), p->theme->line);
    p->list->overlay = OVERLAY_MENU;
    for (int k = 0; k < bar.count; k++) {
        int column = k / plan.rows;
        Rect rect = {plan.card.x + plan.pad + plan.column_w * (float)column, plan.card.y + plan.pad,
                     plan.column_w, plan.row_h[k]};
        for (int above = column * plan.rows; above < k; above++)
            rect.y += plan.row_h[above];
        draw_row(p, rect, plan.pad, &bar.items[k]);
    }
    p->list->overlay = OVERLAY_NONE;
}
