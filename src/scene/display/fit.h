/* fit.h: whether a picture is whole, measured on its display list: which texts can be seen, and
 * whether one leaves the window, is cut, or lies on another. */
#ifndef GATESCOPE_SCENE_DISPLAY_FIT_H
#define GATESCOPE_SCENE_DISPLAY_FIT_H

#include "scene/display/display.h"

/* A text that can be seen at least in part. */
typedef struct Seen {
    const Shape *shape;
    int index;        /* in list->shapes */
    Rect whole, rect; /* what its letters cover; what the clip leaves of it */
    Rect clip;        /* w < 0: none */
} Seen;

bool rect_inside(Rect outer, Rect inner); /* but for a pixel */
/* Whether they have more than slack in common, in both directions. */
bool rects_meet(Rect a, Rect b, float slack);

/* What a text's letters cover: the line box without the room above and below them. */
Rect fit_text_rect(const DisplayList *list, const Fonts *fonts, const Shape *shape);

/* Whether a fill that is drawn after shape `index` hides the middle of rect. */
bool fit_covered(const DisplayList *list, int index, Rect rect);

/* Fills in the texts that are seen and not covered by a later fill, at most `most`; returns how
 * many there are. */
int fit_texts(const DisplayList *list, const Fonts *fonts, Seen *seen, int most);

enum { FIT_TEXTS_MOST = 4096 };
/* The first fault of a picture of that size in pixels: a text that leaves the window, is cut at its
 * side, is set below 11 points of `scale` pixels, or lies on another. seen: room for
 * FIT_TEXTS_MOST. */
bool fit_check(const DisplayList *list, const Fonts *fonts, Rect window, float scale, Seen *seen,
               Error *error);

#endif
