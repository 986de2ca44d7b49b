/* topbar.h: name, lesson, progress, which cells are shown, how things look, help. */
#ifndef GATESCOPE_SCENE_TOPBAR_H
#define GATESCOPE_SCENE_TOPBAR_H

#include "scene/paint/paint.h"

/* What stands there besides how things look. */
typedef struct TopbarItems {
    const char *title; /* in English; NULL: the lesson's */
    bool course;       /* beats to go to, and changes that are shared */
    bool kinds;        /* cells of a kind are shown or hidden */
    bool changes;      /* they can be undone */
    bool guides;       /* there is a guided stage and a workbench */
    bool presents;     /* it can be shown before a class */
    bool at_home;      /* no way leads home from there */
} TopbarItems;

void scene_topbar(Painter *p, Rect rect, const TopbarItems *items);

#endif
