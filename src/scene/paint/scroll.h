/* scroll.h: a part of a panel that scrolls when its content is higher than its room.
 *
 *     Scroll scroll = scroll_begin(p, PANEL_LESSON, room);
 *     ... draw from room.y downwards, as if there were room for everything ...
 *     scroll_end(p, &scroll, content_height);
 *
 * The end moves what was drawn by the way scrolled, cuts regions to the room, fades what goes on
 * beyond it and shows a bar. What has the keyboard's focus is always scrolled into the room, so
 * that everything can be reached without a pointer. */
#ifndef GATESCOPE_SCENE_PAINT_SCROLL_H
#define GATESCOPE_SCENE_PAINT_SCROLL_H

#include "scene/paint/paint.h"

typedef struct Scroll {
    Panel panel;
    Rect room;
    int shape, region; /* the first that belong to the content */
    int own;           /* the region that takes the wheel */
    Color paper;       /* what it fades into: at first the panel's */
    /* What is to be seen where the session says SCROLL_SHOWS: below room.y. What has no room at
     * the lower end is left out. */
    float show_from, show_to;
} Scroll;

Scroll scroll_begin(Painter *p, Panel panel, Rect room);
/* Pixels that scroll_end will move what was drawn up by. */
float scroll_way(const Painter *p, const Scroll *scroll, float content_height);
void scroll_end(Painter *p, const Scroll *scroll, float content_height);

#endif
