/* hero.c: the next thing to do, with a large picture of it. */
#include <math.h>
#include <stdio.h>

#include "scene/home/page.h"
#include "scene/paint/rich_text.h"

typedef struct Hero {
    Rect box;
    float x, w, y; /* of the words */
    float pad;
} Hero;

/* The lesson was begun; else it is the first of all, or the next. */
static bool is_begun(const HomePage *page) {
    return page->catalogue->lessons[page->next].progress.begun;
}

static const char *caption_of(const HomePage *page) {
    if (is_begun(page))
        return paint_phrase(page->p, "CONTINUE");
    return catalogue_finished(page->catalogue, -1) ? paint_phrase(page->p, "NEXT LESSON")
                                                   : paint_phrase(page->p, "BEGIN HERE");
}

static void add_text(HomePage *page, Hero *hero, const char *text, RichStyle style, float gap) {
    hero->y += rich_text(page->p, hero->x, hero->y, hero->w, text, style) + gap * page->p->u;
}

static void draw_button(HomePage *page, Hero *hero) {
    Painter *p = page->p;
    const CatalogueLesson *entry = &page->catalogue->lessons[page->next];
    const char *word = is_begun(page) ? paint_phrase(p, "Continue") : paint_phrase(p, "Begin");
    float w = roundf(paint_text_width(p, FACE_TEXT_BOLD, p->body, word) + 56 * p->u);
    float h = roundf(fmaxf(40 * p->u, 2.2f * p->body));
    char label[512];
    snprintf(label, sizeof label, "%s: %s", word, home_title(page, entry));
    const PushButton button = {.name = "home.next",
                               .word = word,
                               .label = label,
                               .face = FACE_TEXT_BOLD,
                               .px = p->body,
                               .chosen = true,
                               .color = p->theme->accent,
                               .on_color = p->theme->on_accent};
    Region *region = paint_push(p, (Rect){hero->x, roundf(hero->y), w, h}, &button);
    if (region)
        region->action = home_open(entry);
    char state[128];
    home_state(page, entry, state, sizeof state);
    float room = hero->x + hero->w - hero->x - w - 16 * p->u;
    paint_text_fit(p, hero->x + w + 16 * p->u,
                   text_top_for_centre(p, FACE_TEXT, p->small, roundf(hero->y) + h / 2), room,
                   FACE_TEXT, p->small, p->theme->dim, state);
    hero->y += h;
}

/* The words about the lesson; their height decides the box's. */
static void draw_next(HomePage *page, Hero *hero) {
    Painter *p = page->p;
    const CatalogueLesson *entry = &page->catalogue->lessons[page->next];
    const RichStyle title = {.px = 1.3f * p->large, .color = p->theme->text, .bold = true};
    const RichStyle goal = {.px = p->body, .color = p->theme->dim};
    char caption[256];
    snprintf(caption, sizeof caption, "%s \u00b7 %s", caption_of(page),
             catalogue_track_title(page->catalogue, entry->track, page->language));
    float px = paint_caption(p);
    paint_text_fit(p, hero->x, hero->y, hero->w, FACE_TEXT_BOLD, px, p->theme->accent, caption);
    hero->y += roundf(paint_line_height(p, FACE_TEXT_BOLD, px) + 6 * p->u);
    add_text(page, hero, home_title(page, entry), title, 8);
    add_text(page, hero, text_in(&entry->lesson->goal, page->language), goal, 18);
    draw_button(page, hero);
}

static void draw_all_done(HomePage *page, Hero *hero) {
    Painter *p = page->p;
    const RichStyle title = {.px = 1.3f * p->large, .color = p->theme->good, .bold = true};
    const RichStyle text = {.px = p->body, .color = p->theme->dim};
    add_text(page, hero, paint_phrase(page->p, "All lessons are done"), title, 8);
    add_text(
        page, hero,
        paint_phrase(
            page->p,
            "Every question was answered and every task solved. Any lesson can be opened again."),
        text, 0);
}

/* Moves what was drawn since `shape` and `region` down, to the middle of a box that is higher. */
static void move_down(DisplayList *list, int shape, int region, float by) {
    for (int k = shape; k < list->shape_count; k++)
        list->shapes[k].rect.y += by;
    for (int k = region; k < list->region_count; k++) {
        list->regions[k].rect.y += by;
        list->regions[k].whole.y += by;
    }
}

void home_hero(HomePage *page) {
    Painter *p = page->p;
    DisplayList *list = p->list;
    float u = p->u, pad = roundf(28 * u), line = fmaxf(roundf(u), 1);
    bool next = page->next >= 0;
    float picture_w = next ? roundf(fminf(0.4f * page->grid.w, 600 * u)) : 0;
    float picture_h = roundf(0.46f * picture_w);
    if (page->grid.w - picture_w < 24 * p->body) /* large type needs the room */
        picture_w = picture_h = 0;
    Hero hero = {.box = {page->grid.x, page->y, page->grid.w, 0}, .pad = pad};
    hero.x = hero.box.x + pad;
    hero.w = page->grid.w - picture_w - 2 * pad - (picture_w > 0 ? pad : 0);
    hero.y = page->y + pad;
    int back = list->shape_count;
    draw_fill(list, hero.box, 14 * u, p->theme->panel);
    draw_frame(list, hero.box, 14 * u, line, p->theme->line);
    int shape = list->shape_count, region = list->region_count;
    if (next)
        draw_next(page, &hero);
    else
        draw_all_done(page, &hero);
    float words = hero.y - page->y - pad, high = fmaxf(words, picture_h - 12 * u);
    move_down(list, shape, region, roundf((high - words) / 2));
    hero.box.h = roundf(high + 2 * pad);
    if (list->shape_count >= back + 2)
        list->shapes[back].rect = list->shapes[back + 1].rect = hero.box;
    if (picture_w > 0)
        page->hero =
            (Rect){hero.box.x + hero.box.w - picture_w - pad / 2,
                   roundf(hero.box.y + (hero.box.h - picture_h) / 2), picture_w, picture_h};
    page->y = hero.box.y + hero.box.h + roundf(32 * u);
}
