/* changes.c: what was changed against the lesson's own setting: how many, and a list from
 * which each can be taken back alone. */
#include <math.h>
#include <stdio.h>

#include "scene/paint/rich_text.h"
#include "scene/tweaks/parts.h"
#include "scene/words/prose.h"

enum { ENTRIES_MOST = 9, COUNTED_MOST = 64 };

/* One line of the list: a change, or those of an input in all its steps. */
typedef struct Entry {
    Edit edit;
    bool more; /* of an input: not only this edit */
} Entry;

static bool is_same_entry(const Entry *entry, const Edit *edit) {
    return edit_of_input(&entry->edit) && edit_of_input(edit) && entry->edit.column == edit->column;
}

/* The newest first; returns how many there are, of which `most` are filled in. */
static int find_entries(const Session *session, Entry *entries, int most) {
    const EditList *edits = &session_beat_state(session)->edits;
    int count = 0, filled = 0;
    for (int k = edits->count - 1; k >= 0; k--) {
        const Edit *edit = &edits->items[k];
        int at = 0;
        while (at < filled && !is_same_entry(&entries[at], edit))
            at++;
        if (at < filled) {
            entries[at].more = true;
            continue;
        }
        if (filled < most)
            entries[filled++] = (Entry){*edit, false};
        count++;
    }
    return count;
}

/* In how many of its steps the input is changed. */
static long changed_steps(const Session *session, int column) {
    enum { PART = 256 };
    bool edited[PART];
    long count = 0, steps = session->lesson->steps;
    for (long from = 0; from < steps; from += PART) {
        int part = steps - from < PART ? (int)(steps - from) : PART;
        session_edited_steps(session, column, from, part, edited);
        for (int k = 0; k < part; k++)
            count += edited[k];
    }
    return count;
}

static void describe_entry(const Session *session, const Entry *entry, char *text, size_t size) {
    Prose prose = prose_new(text, size, session->view.language);
    prose.capital = true;
    if (entry->more || entry->edit.kind == EDIT_LINE) {
        prose_add(&prose,
                  phrase_in(session->view.language, "input %d (%.40s) is changed in %ld steps"),
                  entry->edit.column + 1,
                  lesson_input_name(session->lesson, entry->edit.column, session->view.language),
                  changed_steps(session, entry->edit.column));
        return;
    }
    prose_edit(&prose, session, &entry->edit, session_given(session, &entry->edit));
}

/* ---- the head ---- */

static void draw_reset(Painter *p, Rect box) {
    const PushButton button = {.name = "reset",
                               .word = paint_phrase(p, "Reset"),
                               .label = paint_phrase(p, "Take all changes back (R)"),
                               .face = FACE_TEXT};
    Region *region = paint_push(p, box, &button);
    if (region)
        region->action = (Action){.kind = ACTION_RESET_EDITS};
}

void changes_head(Painter *p, Rect rect) {
    Entry entries[COUNTED_MOST];
    int count = find_entries(p->session, entries, COUNTED_MOST);
    char text[48];
    snprintf(text, sizeof text,
             count == 1 ? paint_phrase(p, "%d change") : paint_phrase(p, "%d changes"), count);
    float u = p->u, middle = rect.y + rect.h / 2, h = roundf(1.8f * p->small);
    float w = roundf(paint_text_width(p, FACE_TEXT, p->small, paint_phrase(p, "Reset")) + 16 * u);
    Rect chip = {rect.x - 6 * u, roundf(middle - h / 2), rect.w - w - 6 * u, h};
    chip.w = fminf(chip.w, paint_text_width(p, FACE_TEXT, p->small, text) + 44 * u);
    unsigned id = region_id("changes", 0);
    bool open = p->session->view.menu == id;
    if (open || paint_hovered(p, id))
        draw_fill(p->list, chip, 6 * u, p->theme->track);
    draw_disc(p->list, rect.x + 4 * u, middle, 3 * u, p->theme->accent);
    float word =
        paint_text_fit(p, rect.x + 14 * u, text_top_for_centre(p, FACE_TEXT, p->small, middle),
                       chip.w - 34 * u, FACE_TEXT, p->small, p->theme->text, text);
    float size = roundf(7 * u);
    draw_triangle(p->list, (Rect){rect.x + 20 * u + word, roundf(middle - size / 2), size, size},
                  open ? 3 : 1, p->theme->dim);
    paint_focus(p, chip, id, 6 * u);
    Region *region = region_add(p->list, REGION_BUTTON, chip, "changes", 0,
                                paint_phrase(p, "The changes, one by one"));
    if (region) {
        region->action = (Action){.kind = ACTION_OPEN_MENU, .id = id};
        region->focusable = true;
    }
    draw_reset(p, (Rect){rect.x + rect.w - w, roundf(middle - h / 2), w, h});
}

/* ---- the list ---- */

/* A sentence, and the cross that takes it back. Returns its height. */
static float draw_entry(Painter *p, Rect row, const Entry *entry, int index) {
    char text[256], label[300];
    float u = p->u, cross = roundf(1.6f * p->small), pad = 5 * u;
    const RichStyle style = {.px = p->small, .color = p->theme->text, .plain = true};
    describe_entry(p->session, entry, text, sizeof text);
    float h = rich_text(p, row.x, row.y + pad, row.w - cross - 8 * u, text, style) + 2 * pad;
    Rect box = {row.x + row.w - cross, roundf(row.y + (h - cross) / 2), cross, cross};
    unsigned id = region_id("change.back", index);
    draw_fill(p->list, box, 5 * u,
              paint_hovered(p, id) ? color_mix(p->theme->track, p->theme->text, 0.12f)
                                   : p->theme->track);
    draw_cross(p->list, box.x + cross / 2, box.y + cross / 2, 0.42f * cross, fmaxf(1.5f * u, 1),
               p->theme->text);
    paint_focus(p, box, id, 5 * u);
    snprintf(label, sizeof label, paint_phrase(p, "Take back: %s"), text);
    Region *region = region_add(p->list, REGION_BUTTON, box, "change.back", index, label);
    if (region) {
        region->action = region->reset = (Action){
            .kind = ACTION_RESET_ONE, .number = edit_of_input(&entry->edit), .edit = entry->edit};
        region->focusable = true;
    }
    return h;
}

void changes_list(Painter *p, Rect panel) {
    const Region *chip = region_find(p->list, region_id("changes", 0));
    Entry entries[ENTRIES_MOST];
    if (!chip || p->session->view.menu != chip->id)
        return;
    float u = p->u, pad = 12 * u, w = roundf(fminf(23 * p->body, 0.6f * panel.x));
    Rect box = {panel.x + panel.w - w - 8 * u, chip->rect.y + chip->rect.h + 6 * u, w, 0};
    int count = find_entries(p->session, entries, ENTRIES_MOST), shape = p->list->shape_count;
    int shown = count < ENTRIES_MOST ? count : ENTRIES_MOST, regions = p->list->region_count;
    float y = box.y + pad / 2, bottom = panel.y + panel.h - 4 * p->body;
    draw_fill(p->list, box, 8 * u, p->theme->card);
    draw_frame(p->list, box, 8 * u, fmaxf(1.5f * u, 1), p->theme->dim);
    p->list->overlay = OVERLAY_MENU;
    for (int k = 0; k < shown; k++) {
        if (y > bottom)
            shown = k;
        else
            y += draw_entry(p, (Rect){box.x + pad, y, w - 2 * pad, 0}, &entries[k], k);
    }
    p->list->overlay = OVERLAY_NONE;
    if (count > shown) {
        char text[48];
        snprintf(text, sizeof text, paint_phrase(p, "and %d more"), count - shown);
        paint_text(p, box.x + pad, y, FACE_TEXT, p->small, p->theme->dim, text);
        y += 1.6f * p->small;
    }
    box.h = roundf(y + pad / 2 - box.y);
    if (p->list->shape_count >= shape + 2)
        p->list->shapes[shape].rect = p->list->shapes[shape + 1].rect = box;
    paint_pass_over(p, regions, box);
}
