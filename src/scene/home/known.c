/* known.c: what one still knows, idea by idea, as soon as one idea was met: those of the tracks that
 * were begun. A press opens the lesson that teaches the idea. */
#include "scene/paint/known.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "scene/home/page.h"
#include "scene/paint/rich_text.h"

enum { COLUMNS_MOST = 5 };

typedef struct Shown {
    int ideas[REVIEW_IDEAS], count; /* of the tracks that were begun */
    int others;                     /* of the other tracks */
} Shown;

static bool track_begun(const Review *review, const char *track) {
    for (int k = 0; k < idea_count(); k++)
        if (review->ideas[k].met && strcmp(idea_at(k)->track, track) == 0)
            return true;
    return false;
}

static Shown choose(const Review *review) {
    Shown shown = {.count = 0};
    for (int k = 0; k < idea_count(); k++)
        if (track_begun(review, idea_at(k)->track))
            shown.ideas[shown.count++] = k;
        else
            shown.others++;
    return shown;
}

/* The lesson of the catalogue that teaches it; NULL: none does. */
static const CatalogueLesson *teaches(const Catalogue *catalogue, const Idea *idea) {
    for (int k = 0; k < catalogue->lesson_count; k++) {
        const CatalogueLesson *entry = &catalogue->lessons[k];
        if (entry->lesson && idea_is_taught_by(idea, entry->lesson->id))
            return entry;
    }
    return NULL;
}

/* ---- the head ---- */

static void format_due(const HomePage *page, char *text, size_t size) {
    const Catalogue *catalogue = page->catalogue;
    const Painter *p = page->p;
    char days[64];
    paint_exam(p, &catalogue->review, catalogue->now, days, sizeof days);
    int due = review_due_count(&catalogue->review, catalogue->now);
    size_t length = (size_t)snprintf(text, size, paint_phrase(p, "due today: %d"), due);
    if (days[0])
        snprintf(text + length, size - length, " \u00b7 %s", days);
}

/* Side by side, or one below the other; returns the height. */
static float draw_head(HomePage *page, float x, float y, float w) {
    Painter *p = page->p;
    const char *title = paint_phrase(p, "What you still know");
    const RichStyle quiet = {.px = p->small, .color = p->theme->dim, .plain = true};
    const RichStyle head = {.px = p->large, .color = p->theme->text, .bold = true, .plain = true};
    float top = y, line = paint_line_height(p, FACE_TEXT_BOLD, p->large);
    char due[128];
    format_due(page, due, sizeof due);
    float wide = paint_text_width(p, FACE_TEXT_BOLD, p->large, title);
    bool beside = wide + paint_text_width(p, FACE_TEXT, p->body, due) + 24 * p->u <= w;
    y += beside ? line : rich_text(p, x, y, w, title, head);
    if (beside) {
        paint_text(p, x, top, FACE_TEXT_BOLD, p->large, p->theme->text, title);
        paint_text_right(p, x + w, text_top_for_centre(p, FACE_TEXT, p->body, top + 0.56f * line),
                         FACE_TEXT, p->body, p->theme->dim, due);
    } else {
        const RichStyle style = {.px = p->body, .color = p->theme->dim, .plain = true};
        y += 2 * p->u + rich_text(p, x, y + 2 * p->u, w, due, style);
    }
    y += 4 * p->u;
    y += rich_text(p, x, y, w,
                   paint_phrase(p, "Chance of a right answer today, by your own answers. Hatched: "
                                   "it cannot be told yet."),
                   quiet);
    return roundf(y - top + 12 * p->u);
}

/* ---- the rows ---- */

static void draw_idea(HomePage *page, Rect cell, int index) {
    Painter *p = page->p;
    const Catalogue *catalogue = page->catalogue;
    const Idea *idea = idea_at(index);
    const CatalogueLesson *lesson = teaches(catalogue, idea);
    Mastery mastery = review_mastery(&catalogue->review, index, catalogue->now);
    unsigned id = region_id("home.idea", index);
    float pad = roundf(8 * p->u), row = paint_known_height(p);
    char label[256];
    if (lesson && paint_hovered(p, id))
        draw_fill(p->list, cell, 6 * p->u, color_mix(p->theme->card, p->theme->text, 0.06f));
    paint_known(p, (Rect){cell.x + pad, roundf(cell.y + (cell.h - row) / 2), cell.w - 2 * pad, row},
                idea, &mastery);
    paint_focus(p, cell, id, 6 * p->u);
    paint_known_label(p, idea, &mastery, label, sizeof label);
    Region *region =
        lesson ? region_add(p->list, REGION_BUTTON, cell, "home.idea", index, label) : NULL;
    if (!region)
        return;
    region->action = (Action){.kind = ACTION_OPEN_LESSON, .number = lesson->index, .flag = true};
    region->focusable = true;
}

/* The least width of a column in which all that is said of each idea has room. */
static float least_width(const HomePage *page, const Shown *shown) {
    const Painter *p = page->p;
    const Catalogue *catalogue = page->catalogue;
    float least = 15 * p->body, pad = roundf(8 * p->u);
    for (int k = 0; k < shown->count; k++) {
        Mastery mastery = review_mastery(&catalogue->review, shown->ideas[k], catalogue->now);
        least =
            fmaxf(least, paint_known_width(p, idea_at(shown->ideas[k]), &mastery) + 2 * pad + 1);
    }
    return least;
}

/* Row by row, in the order of the course; returns the height. */
static float draw_ideas(HomePage *page, const Shown *shown, float x, float y, float w) {
    const Painter *p = page->p;
    float gap = roundf(8 * p->u), least = least_width(page, shown);
    float high = roundf(fmaxf(paint_known_height(p) + 12 * p->u, 44 * p->u));
    int columns = (int)floorf((w + gap) / (least + gap));
    columns = columns < 1 ? 1 : columns > COLUMNS_MOST ? COLUMNS_MOST : columns;
    float wide = floorf((w - gap * (float)(columns - 1)) / (float)columns);
    for (int k = 0; k < shown->count; k++)
        draw_idea(page,
                  (Rect){roundf(x + (float)(k % columns) * (wide + gap)),
                         y + (float)(k / columns) * high, wide, high},
                  shown->ideas[k]);
    return high * (float)((shown->count + columns - 1) / columns);
}

static float draw_others(HomePage *page, const Shown *shown, float x, float y, float w) {
    Painter *p = page->p;
    const RichStyle quiet = {.px = p->small, .color = p->theme->dim, .plain = true};
    char text[96];
    if (!shown->others)
        return 0;
    snprintf(text, sizeof text, paint_phrase(p, "Ideas of other tracks, not met yet: %d"),
             shown->others);
    return 6 * p->u + rich_text(p, x, y + 6 * p->u, w, text, quiet);
}

/* Its height is known when all is drawn: the ground is put under it then. */
void home_known(HomePage *page) {
    Painter *p = page->p;
    Shown shown = choose(&page->catalogue->review);
    if (!shown.count)
        return;
    float u = p->u, pad = roundf(14 * u), inset = roundf(8 * u), x = page->grid.x + pad;
    float w = page->grid.w - 2 * pad, top = page->y;
    int ground = p->list->shape_count;
    draw_fill(p->list, (Rect){page->grid.x, top, page->grid.w, 0}, 10 * u, p->theme->card);
    draw_frame(p->list, (Rect){page->grid.x, top, page->grid.w, 0}, 10 * u, fmaxf(roundf(u), 1),
               p->theme->line);
    float y = top + pad;
    y += draw_head(page, x, y, w);
    y += draw_ideas(page, &shown, x - inset, y, w + 2 * inset);
    y += draw_others(page, &shown, x, y, w);
    for (int k = ground; k < ground + 2 && k < p->list->shape_count; k++)
        p->list->shapes[k].rect.h = roundf(y + pad - top);
    page->y = roundf(y + pad + 28 * u);
}
