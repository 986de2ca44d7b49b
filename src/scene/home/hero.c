/* hero.c: the puzzle that the opening begins with, as a moving picture with one sentence, and the two
 * ways on: the opening, and the next lesson. One of them is the blue button: the lesson once one was
 * begun, until then the opening. */
#include <math.h>
#include <stdio.h>

#include "scene/home/page.h"
#include "scene/paint/rich_text.h"

typedef struct Hero {
    float x, w, y; /* of the words */
} Hero;

/* A button, and two lines beside it. */
typedef struct Way {
    const char *name, *word, *title, *state;
    bool blue;
    Action action;
} Way;

static void add_text(HomePage *page, Hero *hero, const char *text, RichStyle style, float gap) {
    hero->y += rich_text(page->p, hero->x, hero->y, hero->w, text, style) + gap * page->p->u;
}

/* ---- the ways on ---- */

static float button_height(const Painter *p) {
    return roundf(fmaxf(44 * p->viewport->scale, 2.4f * p->body));
}

/* The title in as many lines as it needs, then the state in one. Returns the height. */
static float draw_about(HomePage *page, Rect place, const Way *way) {
    Painter *p = page->p;
    const RichStyle title = {.px = p->body, .color = p->theme->text, .bold = true, .plain = true};
    float h = 0;
    if (way->title[0])
        h += rich_text(p, place.x, place.y, place.w, way->title, title);
    paint_text_fit(p, place.x, place.y + h, place.w, FACE_TEXT, p->small, p->theme->dim,
                   way->state);
    return h + paint_line_height(p, FACE_TEXT, p->small);
}

static float about_height(HomePage *page, float w, const Way *way) {
    Painter *p = page->p;
    float title = way->title[0] ? home_text_height(p, w, way->title, true, p->body) : 0;
    return title + paint_line_height(p, FACE_TEXT, p->small);
}

static void draw_button(HomePage *page, Rect rect, const Way *way) {
    Painter *p = page->p;
    char label[512];
    snprintf(label, sizeof label, "%s: %s", way->word, way->title[0] ? way->title : way->state);
    const PushButton button = {.name = way->name,
                               .word = way->word,
                               .label = label,
                               .face = FACE_TEXT_BOLD,
                               .px = p->body,
                               .chosen = way->blue,
                               .color = p->theme->accent,
                               .on_color = p->theme->on_accent};
    Region *region = paint_push(p, rect, &button);
    if (region)
        region->action = way->action;
}

/* Both buttons are as wide as the wider one's word needs. */
static float button_width(const Painter *p) {
    static const char *const words[] = {"Find out", "Continue", "Begin"};
    float w = 0;
    for (size_t k = 0; k < sizeof words / sizeof *words; k++)
        w = fmaxf(w, paint_text_width(p, FACE_TEXT_BOLD, p->body, paint_phrase(p, words[k])));
    return roundf(w + 48 * p->u);
}

static void draw_way(HomePage *page, Hero *hero, const Way *way) {
    Painter *p = page->p;
    float u = p->u, w = button_width(p), h = button_height(p), gap = 14 * u;
    float room = hero->w - w - gap, y = roundf(hero->y);
    draw_button(page, (Rect){hero->x, y, w, h}, way);
    if (room >= 9 * p->body) {
        float about = about_height(page, room, way), high = fmaxf(about, h);
        draw_about(page, (Rect){hero->x + w + gap, y + (high - about) / 2, room, about}, way);
        hero->y = y + high;
    } else {
        hero->y = y + h + 4 * u;
        hero->y += draw_about(page, (Rect){hero->x, hero->y, hero->w, 0}, way);
    }
    hero->y += 14 * u;
}

static bool has_opening(const HomePage *page) {
    return page->catalogue->tools;
}

/* A lesson was begun: it is gone on with. */
static bool goes_on(const HomePage *page) {
    if (page->next < 0)
        return false;
    return page->catalogue->lessons[page->next].progress.begun ||
           catalogue_played(page->catalogue, -1) > 0;
}

static Way opening_way(const HomePage *page) {
    return (Way){.name = "home.opening",
                 .word = paint_phrase(page->p, "Find out"),
                 .title = "",
                 .state = paint_phrase(page->p, "90 seconds"),
                 .blue = !goes_on(page),
                 .action = {.kind = ACTION_OPEN_TOOL, .number = SESSION_OPENING}};
}

static const char *caption_of(const HomePage *page) {
    if (page->catalogue->lessons[page->next].progress.begun)
        return paint_phrase(page->p, "CONTINUE");
    return catalogue_played(page->catalogue, -1) ? paint_phrase(page->p, "NEXT LESSON")
                                                 : paint_phrase(page->p, "BEGIN HERE");
}

static void draw_lesson_way(HomePage *page, Hero *hero) {
    const CatalogueLesson *entry = &page->catalogue->lessons[page->next];
    char state[128], text[192];
    if (entry->progress.begun)
        home_state(page, entry, state, sizeof state);
    else
        snprintf(state, sizeof state, paint_phrase(page->p, "%g min"),
                 (double)entry->lesson->minutes);
    snprintf(text, sizeof text, "%s \u00b7 %s", caption_of(page), state);
    draw_way(page, hero,
             &(Way){.name = "home.next",
                    .word = entry->progress.begun ? paint_phrase(page->p, "Continue")
                                                  : paint_phrase(page->p, "Begin"),
                    .title = home_title(page, entry),
                    .state = text,
                    .blue = goes_on(page) || !has_opening(page),
                    .action = home_open(entry)});
}

/* The blue one first: it is the one that Enter presses. */
static void draw_ways(HomePage *page, Hero *hero) {
    const Way opening = opening_way(page);
    if (has_opening(page) && opening.blue)
        draw_way(page, hero, &opening);
    if (page->next >= 0)
        draw_lesson_way(page, hero);
    if (has_opening(page) && !opening.blue)
        draw_way(page, hero, &opening);
    if (page->next < 0)
        add_text(page, hero, paint_phrase(page->p, "All lessons are done"),
                 (RichStyle){.px = page->p->body, .color = page->p->theme->good, .bold = true}, 0);
}

/* ---- the words ---- */

static void draw_words(HomePage *page, Hero *hero) {
    Painter *p = page->p;
    float px = 1.45f * p->large, caption = paint_caption(p);
    const RichStyle said = {.px = px, .color = p->theme->text, .bold = true, .plain = true};
    const RichStyle asked = {
        .px = px, .color = p->theme->role[ROLE_CELL], .bold = true, .plain = true};
    paint_text_fit(p, hero->x, hero->y, hero->w, FACE_TEXT_BOLD, caption, p->theme->accent,
                   paint_phrase(p, "THE PUZZLE"));
    hero->y += roundf(paint_line_height(p, FACE_TEXT_BOLD, caption) + 6 * p->u);
    add_text(page, hero,
             paint_phrase(p, "It reads this digit row by row, and what it has read is gone."), said,
             10);
    add_text(page, hero, paint_phrase(p, "How can it know what it saw?"), asked, 20);
    draw_ways(page, hero);
    hero->y -= 14 * p->u;
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

/* A press on the picture begins the opening too; keys have the button for that. */
static void add_picture(HomePage *page) {
    Region *region = region_add(page->p->list, REGION_BUTTON, page->hero, "home.puzzle", 0,
                                paint_phrase(page->p, "Find out how it can know: 90 seconds"));
    if (region)
        region->action = (Action){.kind = ACTION_OPEN_TOOL, .number = SESSION_OPENING};
}

/* Beside the words, or over them where the window is narrow. */
static Rect picture_place(const HomePage *page, bool beside) {
    const Painter *p = page->p;
    float w = beside ? roundf(0.54f * page->grid.w) : page->grid.w;
    float h = roundf(fminf((beside ? 0.74f : 0.8f) * w, 0.56f * (float)p->viewport->height));
    float x = page->grid.x + page->grid.w - w;
    return (Rect){x, page->y, w, h};
}

void home_hero(HomePage *page) {
    Painter *p = page->p;
    DisplayList *list = p->list;
    float u = p->u, pad = roundf(24 * u), line = fmaxf(roundf(u), 1);
    bool beside = 0.46f * page->grid.w - 2 * pad >= 17 * p->body && has_opening(page);
    Rect box = {page->grid.x, page->y, page->grid.w, 0};
    Rect picture = has_opening(page) ? picture_place(page, beside) : (Rect){0, page->y, 0, 0};
    float inner = beside ? roundf(12 * u) : 0;
    page->hero_below = beside ? 0 : home_puzzle_below(page, picture);
    picture.h += page->hero_below;
    Hero hero = {.x = box.x + pad, .w = box.w - 2 * pad - (beside ? picture.w : 0)};
    hero.y = beside ? page->y + pad : page->y + picture.h + pad;
    int back = list->shape_count;
    draw_fill(list, box, 14 * u, p->theme->panel);
    draw_frame(list, box, 14 * u, line, p->theme->line);
    int shape = list->shape_count, region = list->region_count;
    draw_words(page, &hero);
    float words = hero.y + pad - page->y;
    box.h = roundf(beside ? fmaxf(words, picture.h) : words);
    if (beside)
        move_down(list, shape, region, roundf((box.h - words) / 2));
    if (list->shape_count >= back + 2)
        list->shapes[back].rect = list->shapes[back + 1].rect = box;
    if (picture.w > 0) {
        page->hero = (Rect){picture.x + inner, picture.y + inner, picture.w - 2 * inner,
                            (beside ? box.h : picture.h) - 2 * inner};
        add_picture(page);
    }
    page->y = box.y + box.h + roundf(20 * u);
}
