/* home.c: the home screen: the tracks as a path, or what was searched for. See home.h. */
#include "base/clamp.h"
#include "scene/home/page.h"

#include <math.h>
#include <stdio.h>

#include "scene/home/home.h"
#include "scene/paint/rich_text.h"
#include "scene/paint/scroll.h"
#include "session/search.h"

enum { LESSONS_MOST = 4096 }; /* that a search shows */

static HomeGrid make_grid(const Painter *p, Rect room) {
    float u = p->u, grown = p->body / (16 * u), margin = roundf(48 * u);
    float least = roundf(248 * u * (1 + 0.75f * (grown - 1)));
    HomeGrid grid = {.x = room.x + margin, .w = room.w - 2 * margin, .gap = roundf(20 * u)};
    grid.columns = (int)floorf((grid.w + grid.gap) / (least + grid.gap));
    grid.columns = grid.columns < 1 ? 1 : grid.columns;
    grid.card_w = (grid.w - grid.gap * (float)(grid.columns - 1)) / (float)grid.columns;
    grid.picture_h = roundf(0.46f * fminf(grid.card_w, 420 * u));
    grid.rail_h = roundf(fmaxf(34 * u, 2.3f * p->small));
    return grid;
}

const char *home_title(const HomePage *page, const CatalogueLesson *entry) {
    return entry->lesson ? text_in(&entry->lesson->title, page->language) : entry->path;
}

void home_meter(Painter *p, Rect rect, float part, Color color) {
    float filled = roundf(rect.w * clamp_float(part, 0, 1));
    draw_fill(p->list, rect, rect.h / 2, p->theme->hollow);
    if (filled >= rect.h)
        draw_fill(p->list, (Rect){rect.x, rect.y, filled, rect.h}, rect.h / 2, color);
}

Action home_open(const CatalogueLesson *entry) {
    return (Action){.kind = ACTION_OPEN_LESSON, .number = entry->index, .flag = true};
}

/* ---- the path ---- */

/* On one line with the title where there is room, else below it. */
static void draw_about(HomePage *page, const CatalogueTrack *track, float x, float baseline) {
    Painter *p = page->p;
    if (!track->track)
        return;
    const char *about = text_in(&track->track->about, page->language);
    float room = page->grid.x + page->grid.w - x;
    if (paint_text_width(p, FACE_TEXT, p->body, about) <= room) {
        float ascent = p->fonts->ascent(p->fonts->context, FACE_TEXT, p->body);
        paint_text(p, x, baseline - ascent, FACE_TEXT, p->body, p->theme->dim, about);
        return;
    }
    const RichStyle style = {.px = p->body, .color = p->theme->dim};
    page->y += rich_text(p, page->grid.x, page->y, page->grid.w, about, style) + 4 * p->u;
}

static float draw_track_done(HomePage *page, int track, float top, float height) {
    Painter *p = page->p;
    const CatalogueTrack *entry = &page->catalogue->tracks[track];
    int done = catalogue_finished(page->catalogue, track);
    int played = catalogue_played(page->catalogue, track);
    float u = p->u, right = page->grid.x + page->grid.w, meter = roundf(96 * u);
    Color color = done == entry->count ? p->theme->good : p->theme->accent;
    char text[64];
    snprintf(text, sizeof text,
             paint_phrase(page->p, played > done ? "%d of %d played" : "%d of %d done"), played,
             entry->count);
    float width = paint_text_width(p, FACE_TEXT, p->small, text);
    float middle = top + height / 2;
    paint_text_right(p, right, text_top_for_centre(p, FACE_TEXT, p->small, middle), FACE_TEXT,
                     p->small, done == entry->count ? p->theme->good : p->theme->dim, text);
    home_meter(p, (Rect){right - width - 12 * u - meter, roundf(middle - 2 * u), meter, 4 * u},
               (float)played / (float)entry->count, color);
    return width + meter + 12 * u;
}

static void draw_track(HomePage *page, int track) {
    Painter *p = page->p;
    const CatalogueTrack *entry = &page->catalogue->tracks[track];
    const char *title = catalogue_track_title(page->catalogue, track, page->language);
    float px = 1.1f * p->large, height = paint_line_height(p, FACE_TEXT_BOLD, px);
    float top = page->y, ascent = p->fonts->ascent(p->fonts->context, FACE_TEXT_BOLD, px);
    display_heading(p->list, title);
    float taken = draw_track_done(page, track, top, height);
    float room = page->grid.w - taken - 24 * p->u;
    float width =
        paint_text_fit(p, page->grid.x, top, room, FACE_TEXT_BOLD, px, p->theme->text, title);
    page->y += roundf(height + 2 * p->u);
    page->grid.w -= taken + 24 * p->u; /* what is said about it keeps clear of that */
    draw_about(page, entry, page->grid.x + width + 14 * p->u, top + ascent);
    page->grid.w += taken + 24 * p->u;
    page->y += roundf(4 * p->u);
    home_cards(page, NULL, entry->first, entry->count);
    page->y += roundf(28 * p->u);
}

static void format_left(const HomePage *page, char *text, size_t size) {
    int minutes = (int)lroundf(catalogue_minutes_left(page->catalogue, -1));
    if (minutes < 60)
        snprintf(text, size, paint_phrase(page->p, "about %d min"), minutes);
    else
        snprintf(text, size, paint_phrase(page->p, "about %d h %02d min"), minutes / 60,
                 minutes % 60);
}

static void format_summary(const HomePage *page, char *text, size_t size) {
    int done = catalogue_finished(page->catalogue, -1), all = page->catalogue->lesson_count;
    int played = catalogue_played(page->catalogue, -1);
    char left[64];
    format_left(page, left, sizeof left);
    if (done == all)
        snprintf(text, size, paint_phrase(page->p, "all %d lessons done"), all);
    else
        snprintf(text, size,
                 paint_phrase(page->p, played > done ? "%d of %d lessons played \u00b7 %s to go"
                                                     : "%d of %d lessons done \u00b7 %s to go"),
                 played, all, left);
}

/* What comes, and how far one has come: side by side, or one below the other. */
static void draw_heading(HomePage *page) {
    Painter *p = page->p;
    const char *title = paint_phrase(page->p, "The path");
    char summary[128];
    format_summary(page, summary, sizeof summary);
    float px = 1.35f * p->large, x = page->grid.x;
    float height = paint_line_height(p, FACE_TEXT_BOLD, px);
    float width = paint_text(p, x, page->y, FACE_TEXT_BOLD, px, p->theme->text, title);
    float beside = paint_text_width(p, FACE_TEXT, p->body, summary);
    if (width + beside + 24 * p->u <= page->grid.w) {
        paint_text_right(p, x + page->grid.w,
                         text_top_for_centre(p, FACE_TEXT, p->body, page->y + 0.56f * height),
                         FACE_TEXT, p->body, p->theme->dim, summary);
        page->y += height;
    } else {
        const RichStyle quiet = {.px = p->body, .color = p->theme->dim};
        page->y += height + 4 * p->u;
        page->y += rich_text(p, x, page->y, page->grid.w, summary, quiet);
    }
    page->y = roundf(page->y + 16 * p->u);
}

static void draw_path(HomePage *page) {
    home_hero(page);
    home_open_ones(page);
    if (page->catalogue->tools)
        home_tools(page);
    home_own(page);
    home_known(page);
    draw_heading(page);
    for (int track = 0; track < page->catalogue->track_count; track++)
        if (page->catalogue->tracks[track].count)
            draw_track(page, track);
}

/* ---- what was searched for ---- */

static void draw_results(HomePage *page) {
    Painter *p = page->p;
    const Home *home = &p->session->view.home;
    int found[LESSONS_MOST];
    int count = page->catalogue->lesson_count <= LESSONS_MOST
                    ? catalogue_search(page->catalogue, home->search, found)
                    : 0;
    char text[SEARCH_MOST + 64];
    const RichStyle style = {
        .px = 1.1f * p->large, .color = p->theme->text, .bold = true, .plain = true};
    if (count == 1)
        snprintf(text, sizeof text, paint_phrase(page->p, "1 lesson for \u201c%s\u201d"),
                 home->search);
    else if (count)
        snprintf(text, sizeof text, paint_phrase(page->p, "%d lessons for \u201c%s\u201d"), count,
                 home->search);
    else
        snprintf(text, sizeof text, paint_phrase(page->p, "No lesson for \u201c%s\u201d"),
                 home->search);
    page->y += rich_text(p, page->grid.x, page->y, page->grid.w, text, style) + 10 * p->u;
    display_heading(p->list, text);
    home_cards(page, found, 0, count);
    if (count)
        return;
    const RichStyle quiet = {.px = p->body, .color = p->theme->dim, .plain = true};
    page->y += rich_text(p, page->grid.x, page->y, fminf(page->grid.w, 40 * p->body),
                         paint_phrase(page->p, "All words must be in its title, goal, mistaken "
                                               "belief or track. Escape shows all lessons again."),
                         quiet);
}

/* ---- the screen ---- */

/* What the last action has to say: a picture was saved, a lesson could not be opened; else that
 * nothing is kept. */
static void draw_notice(HomePage *page) {
    Painter *p = page->p;
    const Error *unkept = p->viewport->unkept;
    const char *notice = p->session->notice.what,
               *what = notice[0] || !unkept ? notice : unkept->what;
    const RichStyle style = {.px = p->body, .color = p->theme->text, .plain = true};
    float pad = roundf(12 * p->u), bar = fmaxf(roundf(3 * p->u), 2);
    if (!what[0])
        return;
    Rect box = {page->grid.x, page->y, page->grid.w, 0};
    box.h = roundf(home_text_height(p, box.w - 3 * pad, what, false, p->body) + 2 * pad);
    draw_fill(p->list, box, 8 * p->u, color_mix(p->theme->background, p->theme->accent, 0.16f));
    draw_fill(p->list, (Rect){box.x + pad, box.y + pad, bar, box.h - 2 * pad}, 0, p->theme->accent);
    rich_text(p, box.x + 2 * pad, box.y + pad, box.w - 3 * pad, what, style);
    page->y += box.h + roundf(20 * p->u);
}

static bool searches(const Home *home) {
    for (int k = 0; k < home->length; k++)
        if (home->search[k] != ' ')
            return true;
    return false;
}

bool scene_home_is_open(const Session *session, const Viewport *viewport) {
    return session->view.home.open && viewport->catalogue;
}

void scene_home(Painter *p, Rect rect, const Tile *const tiles[SESSION_KIND_COUNT]) {
    float u = p->u, top = roundf(paint_tap(p, fmaxf(48 * u, 2.4f * p->body)));
    Rect room = {rect.x, rect.y + top, rect.w, rect.h - top};
    HomePage page = {.p = p,
                     .catalogue = p->viewport->catalogue,
                     .tiles = tiles,
                     .language = p->session->view.language,
                     .grid = make_grid(p, room),
                     .next = catalogue_next(p->viewport->catalogue),
                     .results = searches(&p->session->view.home)};
    home_bar(&page, (Rect){rect.x, rect.y, rect.w, top});
    Scroll scroll = scroll_begin(p, PANEL_HOME, room);
    scroll.paper = p->theme->background;
    page.y = roundf(room.y + 24 * u);
    draw_notice(&page);
    if (page.results)
        draw_results(&page);
    else
        draw_path(&page);
    float height = page.y + 16 * u - room.y;
    home_pictures(&page, room, scroll_way(p, &scroll, height));
    scroll_end(p, &scroll, height);
}
