/* open.c: what lessons that were played to their end have left open, and the way to the first of
 * it. */
#include <math.h>
#include <stdio.h>

#include "scene/home/page.h"
#include "scene/paint/rich_text.h"

static void format_open(const Painter *p, int played, const CatalogueLeft *left, char *text,
                        size_t size) {
    char questions[64], tasks[64], open[136];
    snprintf(questions, sizeof questions,
             paint_phrase(p, left->questions == 1 ? "%d question open" : "%d questions open"),
             left->questions);
    snprintf(tasks, sizeof tasks,
             paint_phrase(p, left->tasks == 1 ? "%d task open" : "%d tasks open"), left->tasks);
    if (left->questions && left->tasks)
        snprintf(open, sizeof open, "%s \u00b7 %s", questions, tasks);
    else
        snprintf(open, sizeof open, "%s", left->questions ? questions : tasks);
    snprintf(text, size, paint_phrase(p, "%d played: %s"), played, open);
}

static Action way_to(const CatalogueLesson *entry) {
    return (Action){.kind = ACTION_OPEN_LESSON,
                    .number = entry->index,
                    .unit = entry->progress.open_at + 1,
                    .flag = true};
}

static void draw_button(HomePage *page, Rect rect, const CatalogueLesson *entry) {
    Painter *p = page->p;
    char label[512];
    snprintf(label, sizeof label, paint_phrase(p, "Go on: %s, beat %d"), home_title(page, entry),
             entry->progress.open_at + 1);
    const PushButton button = {.name = "home.open",
                               .word = paint_phrase(p, "Go on"),
                               .label = label,
                               .face = FACE_TEXT_BOLD,
                               .px = p->body};
    Region *region = paint_push(p, rect, &button);
    if (region)
        region->action = way_to(entry);
}

void home_open_ones(HomePage *page) {
    Painter *p = page->p;
    CatalogueLeft left = catalogue_left(page->catalogue);
    char text[192];
    if (!left.questions && !left.tasks)
        return;
    format_open(p, catalogue_played(page->catalogue, -1), &left, text, sizeof text);
    float u = p->u, pad = roundf(14 * u), h = roundf(fmaxf(44 * u, 2.4f * p->body));
    float w =
        roundf(paint_text_width(p, FACE_TEXT_BOLD, p->body, paint_phrase(p, "Go on")) + 48 * u);
    float room = page->grid.w - w - 3 * pad;
    float words = home_text_height(p, room, text, false, p->body);
    Rect box = {page->grid.x, page->y, page->grid.w, roundf(fmaxf(h, words) + 2 * pad)};
    const RichStyle style = {.px = p->body, .color = p->theme->text, .plain = true};
    draw_fill(p->list, box, 10 * u, p->theme->panel);
    draw_frame(p->list, box, 10 * u, fmaxf(roundf(u), 1), p->theme->line);
    rich_text(p, box.x + pad, roundf(box.y + (box.h - words) / 2), room, text, style);
    draw_button(page, (Rect){box.x + box.w - w - pad, roundf(box.y + (box.h - h) / 2), w, h},
                &page->catalogue->lessons[left.first]);
    page->y = roundf(box.y + box.h + 20 * u);
}
