/* screens.h: the table of screens: a row for each kind of session, and one for each of what lies
 * over them, the home screen and the presentation.
 *
 * A row says all that the rest of the program has to know of a screen: frame.c draws its parts, the
 * home screen shows its tile, screen readers hear its sentences. Nothing outside of a screen's own
 * files asks which one it is. */
#ifndef GATESCOPE_SCENE_SCREENS_H
#define GATESCOPE_SCENE_SCREENS_H

#include "scene/layout.h"
#include "scene/paint/tile.h"
#include "scene/topbar.h"

typedef void DrawPart(Painter *p, Rect rect);

typedef struct Screen {
    const char *name; /* in English */
    SessionKindId kind;

    /* It lies over the screens of all kinds, or (on_stage) of those of a run, while this
       is true; NULL: it is the screen of its kind. */
    bool (*lies_over)(const Session *session, const Viewport *viewport);
    bool on_stage;
    DrawPart *whole; /* draws all the window, without a top bar; NULL: it has the parts below */
    bool for_class;  /* a class sees it, perhaps on a display of its own */

    bool hint; /* what is pointed at is told beside it, not in the top bar */

    Layout (*layout)(const Painter *p);
    TopbarItems topbar;
    DrawPart *panel;    /* in the lesson's place */
    DrawPart *stage;    /* in the stage's */
    DrawPart *timeline; /* under it; NULL: nothing */
    DrawPart *beside;   /* in the tweaks' place; NULL: nothing */
    DrawPart *over;     /* on the stage, at a side of it; NULL: nothing */
    /* Of the stage's place that where a word's meaning may lie; NULL: none is shown. */
    Rect (*clear)(const Painter *p, Rect stage);

    bool steps;       /* its sentences are those of a beat, and of a step of its run */
    bool library;     /* it shows the catalogue: that has to be up to date */
    const Tile *tile; /* on the home screen; NULL: it is not opened from there */
    /* In sentences; catalogue: the host's, NULL where there is none. Writes like snprintf. */
    size_t (*describe)(const Session *session, const Catalogue *catalogue, char *text, size_t size);
    /* As a page to print (words/handout.h); NULL: that is its picture, and its sentences. Of
       what lies on a stage only whether it has one counts: the page is that of the kind below. */
    size_t (*handout)(const Session *session, char *text, size_t size);
} Screen;

/* The one that is drawn. */
const Screen *screen_now(const Session *session, const Viewport *viewport);
/* The one of a kind of session. */
const Screen *screen_of(SessionKindId kind);
/* All rows. */
const Screen *screen_rows(int *count);

#endif
