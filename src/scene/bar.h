/* bar.h: what the top bar has to press on its right: which cells are shown, undo, how things look,
 * help. What has no room there is in the list behind its last button (scene/more.h). */
#ifndef GATESCOPE_SCENE_BAR_H
#define GATESCOPE_SCENE_BAR_H

#include "scene/topbar.h"

enum { BAR_ITEMS_MOST = CELL_KIND_MOST + 10 };

/* What is left out first, to what is left out last. */
typedef enum Rank {
    RANK_NUMBER,
    RANK_REDO,
    RANK_PRESENT,
    RANK_SHARE,
    RANK_THEME,
    RANK_LANGUAGE,
    RANK_DOTS,
    RANK_UNDO,
    RANK_TEXT,
    RANK_KIND,
    RANK_EXPLORE,
    RANK_HELP,
    RANK_LISTED, /* it stands in the list only */
    RANK_COUNT
} Rank;

/* A button. */
typedef struct BarItem {
    const char *name, *word;
    char label[128];
    int index;
    Action action;
    bool pill, on, disabled;
    Rank rank;
    float width;
} BarItem;

typedef struct Bar {
    BarItem items[BAR_ITEMS_MOST];
    int count;
} Bar;

void bar_items(Painter *p, const TopbarItems *wanted, Bar *bar);
/* The button that an item is, wherever it stands. */
void bar_region(Painter *p, Rect rect, const BarItem *item);

#endif
