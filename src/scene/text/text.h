/* text.h: a text that is read character by character, in place of stage and timeline. */
#ifndef GATESCOPE_SCENE_TEXT_TEXT_H
#define GATESCOPE_SCENE_TEXT_TEXT_H

#include "scene/paint/tile.h"

void scene_text_panel(Painter *p, Rect rect);
void scene_text(Painter *p, Rect rect); /* the text, with what is under it */
/* The column of rankings, which is so wide. */
void scene_text_ranks(Painter *p, Rect rect);
float scene_text_width(const Painter *p);

/* Before a class: the text, what comes next, the unit's gates, without panels. */
bool scene_text_presents(const Session *session, const Viewport *viewport);
void scene_text_present(Painter *p, Rect rect);

extern const Tile TEXT_TILE;

#endif
