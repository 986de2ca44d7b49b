/* page.h: the home screen: what the files of it share. Private to them.
 *
 *     bar     name, search, back to the lesson, how things look      bar.c
 *     hero    the puzzle, the opening, the next lesson               hero.c, puzzle.c
 *     open    what lessons that were played have left open           open.c
 *     tools   what there is besides lessons                          tools.c
 *     own     what was opened of one's own, where that is kept       own.c
 *     known   what one still knows, idea by idea                     known.c
 *     tracks  a title, then its lessons as cards along a line        home.c, card.c
 *
 * While something is searched for, the lessons found stand in place of hero and tracks. All that is
 * below the bar scrolls as one. Pictures are drawn last, and only those in view. */
#ifndef GATESCOPE_SCENE_HOME_PAGE_H
#define GATESCOPE_SCENE_HOME_PAGE_H

#include "scene/paint/tile.h"
#include "session/catalogue.h"

typedef struct HomeGrid {
    float x, w, gap; /* where the cards stand */
    int columns;
    float card_w, picture_h, rail_h; /* a card's, its picture's, that of the line above it */
} HomeGrid;

typedef struct HomePage {
    Painter *p;
    const Catalogue *catalogue;
    const Tile *const *tiles; /* by kind of session; see home.h */
    Language language;
    HomeGrid grid;
    int next;  /* lesson to go on with; -1: none */
    Rect hero; /* the hero's picture, before scrolling; w 0: none */
    float
        hero_below; /* of its height what the two readers take under it, where they do not fit beside */
    float y;        /* where the next part goes */
    bool results; /* what was searched for is shown, not the path */
} HomePage;

void home_bar(HomePage *page, Rect rect);
void home_hero(HomePage *page);
void home_puzzle(HomePage *page); /* its picture, at page->hero */
/* How much higher than the box the picture has to be, so that what the two readers say has room. */
float home_puzzle_below(const HomePage *page, Rect box);
void home_open_ones(HomePage *page); /* nothing where nothing is open */
void home_tools(HomePage *page);     /* what there is besides lessons */
void home_own(HomePage *page);       /* nothing where nothing of that is kept */
void home_known(HomePage *page);     /* nothing where no idea was met */
/* Lessons in rows; indices NULL: those from `first` on. Returns with page->y below them. */
void home_cards(HomePage *page, const int *indices, int first, int count);
/* The pictures of cards in view, which is `by` below the top of what scrolls in room. */
void home_pictures(HomePage *page, Rect room, float by);

/* What was done of a lesson, in words. */
void home_state(const HomePage *page, const CatalogueLesson *entry, char *text, size_t size);
const char *home_title(const HomePage *page, const CatalogueLesson *entry);
/* The height that a text takes in lines of the width. */
float home_text_height(Painter *p, float width, const char *text, bool bold, float px);
/* A thin bar, filled to part. */
void home_meter(Painter *p, Rect rect, float part, Color color);
Action home_open(const CatalogueLesson *entry);

#endif
