/* card.c: a lesson's card: its place on the line of its track, picture, title, what it takes
 * and what was done of it. */
#include <math.h>
#include <stdio.h>

#include "scene/home/page.h"
#include "scene/paint/panel.h"
#include "scene/paint/rich_text.h"
#include "scene/stage/portrait.h"

static const char CARD[] = "home.card";

void home_state(const HomePage *page, const CatalogueLesson *entry, char *text, size_t size) {
    const LessonProgress *progress = &entry->progress;
    if (!entry->lesson)
        snprintf(text, size, "%s", paint_phrase(page->p, "cannot be read"));
    else if (progress->finished && progress->questions)
        snprintf(text, size, paint_phrase(page->p, "done \u00b7 %d of %d right at first try"),
                 progress->first_try, progress->questions);
    else if (progress->finished)
        snprintf(text, size, "%s", paint_phrase(page->p, "done"));
    else if (progress->played)
        snprintf(text, size, paint_phrase(page->p, "played \u00b7 %d open"),
                 progress->questions_open + progress->tasks_open);
    else if (progress->begun)
        snprintf(text, size, paint_phrase(page->p, "at beat %d of %d"), progress->at + 1,
                 entry->lesson->beat_count);
    else
        snprintf(text, size, "%s", paint_phrase(page->p, "not begun"));
}

static Color state_color(const Painter *p, const CatalogueLesson *entry) {
    if (!entry->lesson)
        return p->theme->bad;
    if (entry->progress.finished)
        return p->theme->good;
    return entry->progress.begun ? p->theme->accent : p->theme->dim;
}

static void format_meta(const HomePage *page, const CatalogueLesson *entry, char *text,
                        size_t size) {
    char minutes[64], level[64];
    snprintf(minutes, sizeof minutes, paint_phrase(page->p, "%g min"),
             (double)entry->lesson->minutes);
    snprintf(level, sizeof level, paint_phrase(page->p, "level %d"), entry->lesson->level);
    if (page->results)
        snprintf(text, size, "%s \u00b7 %s",
                 catalogue_track_title(page->catalogue, entry->track, page->language), minutes);
    else
        snprintf(text, size, "%s \u00b7 %s", minutes, level);
}

/* ---- the line ---- */

/* A station of the track: done, begun, next, or to come. */
static void draw_station(HomePage *page, int lesson, float x, float y) {
    Painter *p = page->p;
    const Theme *theme = p->theme;
    const CatalogueLesson *entry = &page->catalogue->lessons[lesson];
    float radius = roundf(fmaxf(12 * p->u, 0.85f * p->small)), px = paint_caption(p);
    Color ink;
    if (entry->progress.finished) {
        draw_disc(p->list, x, y, radius, theme->good);
        draw_verdict(p, x, y, 0.8f * radius, true, theme->background);
        return;
    }
    draw_disc(p->list, x, y, radius, lesson == page->next ? theme->accent : theme->background);
    if (lesson == page->next) {
        ink = theme->on_accent;
    } else {
        bool begun = entry->progress.begun;
        draw_ring(p->list, x, y, radius, fmaxf(1.5f * p->u, 1),
                  begun ? theme->accent : theme->faint);
        ink = begun ? theme->accent : theme->dim;
    }
    char number[16];
    snprintf(number, sizeof number, "%d", entry->index + 1);
    paint_text_centre(p, x, text_top_for_centre(p, FACE_TEXT_BOLD, px, y), FACE_TEXT_BOLD, px, ink,
                      number);
}

/* From one station to the next; where a row ends it runs out at the edge. */
static void draw_rail(HomePage *page, Rect rail, int lesson, bool last, bool row_end) {
    Painter *p = page->p;
    const CatalogueLesson *entries = page->catalogue->lessons;
    float radius = roundf(fmaxf(12 * p->u, 0.85f * p->small)), y = roundf(rail.y + rail.h / 2);
    float width = fmaxf(roundf(2 * p->u), 1), x = rail.x + radius, end = rail.x + rail.w;
    bool passed = entries[lesson].progress.finished;
    Color color = passed ? color_mix(p->theme->background, p->theme->good, 0.7f) : p->theme->line;
    if (!last && !page->results)
        draw_fill(p->list,
                  (Rect){x, y - width / 2, (row_end ? end : end + page->grid.gap) - x, width}, 0,
                  color);
    draw_station(page, lesson, x, y);
}

/* ---- the card ---- */

static float text_line(const Painter *p, float px) {
    return paint_line_height(p, FACE_TEXT, px);
}

/* Height of all but the title. */
static float card_frame(const HomePage *page) {
    const Painter *p = page->p;
    return page->grid.picture_h + 2 * text_line(p, p->small) + 34 * p->u;
}

static Rect picture_of(const HomePage *page, Rect card) {
    return (Rect){card.x, card.y, card.w, page->grid.picture_h};
}

static void draw_words(HomePage *page, Rect card, const CatalogueLesson *entry, float title_h) {
    Painter *p = page->p;
    float pad = roundf(14 * p->u), x = card.x + pad, w = card.w - 2 * pad;
    float y = roundf(card.y + page->grid.picture_h + 10 * p->u);
    const RichStyle title = {.px = p->body, .color = p->theme->text, .bold = true};
    char text[256];
    rich_text(p, x, y, w, home_title(page, entry), title);
    y += title_h + 4 * p->u;
    if (entry->lesson)
        format_meta(page, entry, text, sizeof text);
    else
        snprintf(text, sizeof text, "%s", entry->fault ? entry->fault : "");
    paint_text_fit(p, x, y, w, FACE_TEXT, p->small, p->theme->dim, text);
    y += text_line(p, p->small) + 3 * p->u;
    home_state(page, entry, text, sizeof text);
    paint_text_fit(p, x, y, w, FACE_TEXT, p->small, state_color(p, entry), text);
}

static void draw_box(HomePage *page, Rect card, int lesson, unsigned id) {
    Painter *p = page->p;
    const Theme *theme = p->theme;
    bool hovered = paint_hovered(p, id), next = lesson == page->next;
    float radius = 10 * p->u, line = fmaxf(roundf(p->u), 1);
    draw_fill(p->list, card, radius,
              hovered ? color_mix(theme->card, theme->text, 0.05f) : theme->card);
    draw_frame(p->list, card, radius, next ? 2 * line : line,
               next      ? theme->accent
               : hovered ? theme->dim
                         : theme->line);
}

static void add_region(HomePage *page, Rect card, int lesson) {
    Painter *p = page->p;
    const CatalogueLesson *entry = &page->catalogue->lessons[lesson];
    char state[128], label[512];
    home_state(page, entry, state, sizeof state);
    if (entry->lesson)
        snprintf(label, sizeof label, paint_phrase(page->p, "Lesson %d: %s, %g minutes, %s"),
                 entry->index + 1, home_title(page, entry), (double)entry->lesson->minutes, state);
    else
        snprintf(label, sizeof label, "%s: %s", entry->path, entry->fault ? entry->fault : state);
    Region *region = region_add(p->list, REGION_BUTTON, card, CARD, lesson, label);
    if (!region)
        return;
    region->action = home_open(entry);
    region->focusable = true;
    region->disabled = !entry->lesson;
}

static void draw_card(HomePage *page, Rect card, int lesson, float title_h) {
    const CatalogueLesson *entry = &page->catalogue->lessons[lesson];
    unsigned id = region_id(CARD, lesson);
    draw_box(page, card, lesson, id);
    draw_words(page, card, entry, title_h);
    paint_focus(page->p, card, id, 10 * page->p->u);
    add_region(page, card, lesson);
}

static int lesson_at(const int *indices, int first, int k) {
    return indices ? indices[k] : first + k;
}

/* The titles of a row share the height of the highest. */
static float title_height(HomePage *page, const int *indices, int first, int from, int to) {
    Painter *p = page->p;
    float height = 0, width = floorf(page->grid.card_w) - 2 * roundf(14 * p->u);
    for (int k = from; k < to; k++) {
        const CatalogueLesson *entry = &page->catalogue->lessons[lesson_at(indices, first, k)];
        height = fmaxf(height, home_text_height(p, width, home_title(page, entry), true, p->body));
    }
    return height;
}

void home_cards(HomePage *page, const int *indices, int first, int count) {
    const HomeGrid *grid = &page->grid;
    for (int from = 0; from < count; from += grid->columns) {
        int to = from + grid->columns < count ? from + grid->columns : count;
        float title = title_height(page, indices, first, from, to);
        float height = roundf(card_frame(page) + title);
        for (int k = from; k < to; k++) {
            float x = roundf(grid->x + (grid->card_w + grid->gap) * (float)(k - from));
            float right = grid->x + (grid->card_w + grid->gap) * (float)(k - from) + grid->card_w;
            float w = roundf(right) - x;
            int lesson = lesson_at(indices, first, k);
            draw_rail(page, (Rect){x, page->y, w, grid->rail_h}, lesson, k + 1 == count,
                      k + 1 == to);
            draw_card(page, (Rect){x, page->y + grid->rail_h, w, height}, lesson, title);
        }
        page->y += grid->rail_h + height + roundf(8 * page->p->u);
    }
}

/* ---- pictures ---- */

/* The stage's own background, with the corners of the card above. */
static void draw_picture(HomePage *page, Rect rect, const CatalogueLesson *entry, float pad) {
    Painter *p = page->p;
    if (!entry->picture)
        return;
    scene_portrait(p, (Rect){rect.x + pad, rect.y + pad, rect.w - 2 * pad, rect.h - 2 * pad},
                   entry->picture);
}

/* How far one has come, along the picture's lower edge. */
static void draw_reach(HomePage *page, Rect rect, const CatalogueLesson *entry) {
    Painter *p = page->p;
    const LessonProgress *progress = &entry->progress;
    float height = fmaxf(roundf(3 * p->u), 2);
    if (!progress->begun && !progress->finished)
        return;
    float part = progress->finished || !entry->lesson
                     ? 1
                     : (float)progress->visited / (float)entry->lesson->beat_count;
    Rect line = {rect.x, rect.y + rect.h - height, rect.w, height};
    draw_fill(p->list, line, 0, p->theme->hollow);
    line.w = roundf(line.w * part);
    draw_fill(p->list, line, 0, progress->finished ? p->theme->good : p->theme->accent);
}

static bool in_view(Rect rect, Rect room, float by) {
    return rect.y - by < room.y + room.h && rect.y + rect.h - by > room.y;
}

static void draw_card_picture(HomePage *page, Rect card, int lesson) {
    Painter *p = page->p;
    const CatalogueLesson *entry = &page->catalogue->lessons[lesson];
    Rect rect = picture_of(page, card);
    float line = fmaxf(roundf(p->u), 1) * (lesson == page->next ? 2 : 1), radius = 10 * p->u - line;
    Rect inner = {rect.x + line, rect.y + line, rect.w - 2 * line, rect.h - line};
    draw_fill(p->list, inner, radius, p->theme->background);
    draw_fill(p->list, (Rect){inner.x, inner.y + radius, inner.w, inner.h - radius}, 0,
              p->theme->background);
    draw_picture(page, inner, entry, roundf(10 * p->u));
    draw_fill(p->list, (Rect){inner.x, inner.y + inner.h - line, inner.w, line}, 0, p->theme->line);
    draw_reach(page, inner, entry);
}

void home_pictures(HomePage *page, Rect room, float by) {
    const DisplayList *list = page->p->list;
    for (int k = 0; k < page->catalogue->lesson_count; k++) {
        const Region *card = region_find(list, region_id(CARD, k));
        if (card && in_view(card->rect, room, by))
            draw_card_picture(page, card->rect, k);
    }
    if (page->hero.w > 0 && in_view(page->hero, room, by))
        home_puzzle(page);
}
