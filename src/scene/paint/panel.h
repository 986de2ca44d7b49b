/* panel.h: the panel at the left of the screens: a head that folds it, a column that grows
 * downwards and scrolls, and a foot with buttons. */
#ifndef GATESCOPE_SCENE_PAINT_PANEL_H
#define GATESCOPE_SCENE_PAINT_PANEL_H

#include "scene/paint/rich_text.h"

/* Where the next thing goes. */
typedef struct Column {
    Painter *p;
    float x, y, w;
} Column;

/* Draws the panel's ground, and above its foot the notice of why the last action did nothing, and
 * says where its head, the scrolling part and the foot's buttons have their room. */
void panel_frame(Painter *p, Rect rect, Rect *head, Rect *room, Rect *foot);

/* The notice of why the last action did nothing, above the buttons of a panel. Returns the height that it
 * takes from what is above them. */
float panel_notice(Painter *p, Rect buttons);

/* What stands in the head, and the button that folds the panel, with its words. */
void panel_head(Painter *p, Rect head, const char *title, const char *fold);
/* The same behind a lamp: something goes on by itself, or could. */
void panel_head_lamp(Painter *p, Rect head, bool on, const char *title, const char *fold);

void column_heading(Column *c, Color color, const char *text);
const char *column_words(const Column *c, const Text *text); /* in the session's language */

/* A check mark or a cross, so that right and wrong differ in shape; centred on x, y. */
void draw_verdict(Painter *p, float x, float y, float size, bool right, Color color);

#endif
