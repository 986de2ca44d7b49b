/* bar.c: see bar.h. */
#include "scene/bar.h"

#include <math.h>
#include <stdio.h>

static void add(Painter *p, Bar *bar, BarItem item) {
    Face face = item.pill ? FACE_TEXT_BOLD : FACE_TEXT;
    item.width =
        roundf(paint_text_width(p, face, p->small, item.word) + (item.pill ? 24 : 16) * p->u);
    item.width = paint_tap(p, item.width);
    bar->items[bar->count++] = item;
}

static void add_labelled(Painter *p, Bar *bar, const char *label, BarItem item) {
    snprintf(item.label, sizeof item.label, "%s", paint_phrase(p, label));
    add(p, bar, item);
}

/* ---- what there is ---- */

/* Cells of the kind in the lesson; of them those on the stage. */
static int cells_of(const Painter *p, CellKind kind, bool on_stage) {
    const Lesson *lesson = p->session->lesson;
    int count = 0;
    for (int k = 0; k < lesson->cell_count; k++)
        count += lesson->cells[k].cell->spec.kind == kind &&
                 (!on_stage || session_cell_shown(p->session, k));
    return count;
}

static void add_kinds(Painter *p, Bar *bar) {
    for (int k = 0; k < cell_kind_count(); k++) {
        if (!cells_of(p, (CellKind)k, false))
            continue;
        bool on = cells_of(p, (CellKind)k, true) > 0;
        BarItem item = {.name = "show",
                        .index = k,
                        .word = cell_kind((CellKind)k)->title,
                        .action = {.kind = ACTION_SHOW_KIND, .number = k},
                        .pill = true,
                        .on = on,
                        .rank = RANK_KIND};
        snprintf(item.label, sizeof item.label,
                 on ? paint_phrase(p, "Hide the %s") : paint_phrase(p, "Show the %s"), item.word);
        add(p, bar, item);
    }
}

static void add_undo(Painter *p, Bar *bar) {
    add_labelled(p, bar, "Undo the last change (Ctrl+Z)",
                 (BarItem){.name = "undo",
                           .word = paint_phrase(p, "Undo"),
                           .action = {.kind = ACTION_UNDO},
                           .disabled = !session_can_undo(p->session),
                           .rank = RANK_UNDO});
    add_labelled(p, bar, "Redo (Ctrl+Y)",
                 (BarItem){.name = "redo",
                           .word = paint_phrase(p, "Redo"),
                           .action = {.kind = ACTION_REDO},
                           .disabled = !session_can_redo(p->session),
                           .rank = RANK_REDO});
}

/* In the language that it leads to, so that it can be read by who needs it. */
static void add_language(Painter *p, Bar *bar) {
    Language next = phrase_next(p->session->view.language);
    BarItem item = {.name = "language",
                    .word = phrase_name(next),
                    .action = {.kind = ACTION_LANGUAGE, .number = -1},
                    .rank = RANK_LANGUAGE};
    snprintf(item.label, sizeof item.label, "%s", phrase_invitation(next));
    add(p, bar, item);
}

/* From the guided stage to the workbench and back, and before a class. */
static void add_ways(Painter *p, Bar *bar, const TopbarItems *wanted) {
    bool explore = p->session->view.explore;
    if (wanted->guides)
        add_labelled(p, bar,
                     explore ? "The guided stage (W)" : "The workbench: all there is to change (W)",
                     (BarItem){.name = "explore",
                               .word = paint_phrase(p, explore ? "Guided" : "Explore"),
                               .action = {.kind = ACTION_EXPLORE, .number = -1},
                               .pill = true,
                               .on = true,
                               .rank = RANK_EXPLORE});
    bool rolled = !p->session->view.unrolled;
    if (wanted->guides && !explore)
        add_labelled(p, bar,
                     rolled ? "The last steps side by side (U)"
                            : "Fold the steps into one cell again (U)",
                     (BarItem){.name = "unroll",
                               .word = "",
                               .action = {.kind = ACTION_UNROLL, .number = -1},
                               .rank = RANK_LISTED});
    bool presents = p->session->present.on && !p->viewport->lectern;
    if (wanted->presents)
        add_labelled(p, bar,
                     presents ? "Back to the screen with its panels (F5, Esc)"
                              : "Before a class: large, and without what one changes (F5)",
                     (BarItem){.name = "present",
                               .word = paint_phrase(p, "Present"),
                               .action = {.kind = ACTION_PRESENT, .number = !presents},
                               .rank = RANK_PRESENT});
}

void bar_items(Painter *p, const TopbarItems *wanted, Bar *bar) {
    const View *view = &p->session->view;
    bool largest = view->text_scale > 1.99f;
    BarItem text = {.name = "text",
                    .word = largest ? "A" : "A+",
                    .action = {.kind = ACTION_TEXT_SIZE, .number = largest ? 0 : 1},
                    .rank = RANK_TEXT};
    bar->count = 0;
    if (p->viewport->catalogue && !wanted->at_home)
        add_labelled(p, bar, "All lessons (H)",
                     (BarItem){.name = "home",
                               .word = "",
                               .action = {.kind = ACTION_HOME, .number = 1},
                               .rank = RANK_LISTED});
    if (wanted->kinds)
        add_kinds(p, bar);
    if (wanted->changes)
        add_undo(p, bar);
    add_ways(p, bar, wanted);
    add_labelled(p, bar, "Other colours: dark, light, high contrast (T)",
                 (BarItem){.name = "theme",
                           .word = paint_phrase(p, "Theme"),
                           .action = {.kind = ACTION_THEME, .number = -1},
                           .rank = RANK_THEME});
    add_labelled(p, bar, largest ? "Text of normal size (0)" : "Larger text (+)", text);
    add_language(p, bar);
    add_labelled(p, bar,
                 wanted->course ? "Copy this state as text, to open it elsewhere (Ctrl+C)"
                                : "Copy a link to this place (Ctrl+C)",
                 (BarItem){.name = "share",
                           .word = paint_phrase(p, "Share"),
                           .action = {.kind = ACTION_COPY_STATE},
                           .rank = RANK_SHARE});
    add_labelled(p, bar, "The keys (F1)",
                 (BarItem){.name = "help",
                           .word = "?",
                           .action = {.kind = ACTION_HELP, .number = -1},
                           .rank = RANK_HELP});
}

void bar_region(Painter *p, Rect rect, const BarItem *item) {
    Region *region = region_add(p->list, REGION_BUTTON, rect, item->name, item->index, item->label);
    if (!region)
        return;
    region->action = item->action;
    region->focusable = true;
    region->disabled = item->disabled;
}
