/* tweaks.c: the panel on the right: what can be changed here and now, and the equation at its foot.
 */
#include "scene/tweaks/parts.h"

#include <math.h>
#include <stdio.h>

#include "scene/paint/scroll.h"
#include "scene/tweaks/tweaks.h"
#include "scene/words/number.h"

float tweaks_row_height(const Painter *p) {
    return roundf(fmaxf(28 * p->u, 1.7f * p->body));
}

float tweaks_symbol_size(const Painter *p) {
    return 1.2f * p->body;
}

void tweaks_heading(Tweaks *t, const char *text) {
    float px = paint_caption(t->p);
    display_heading(t->p->list, text);
    paint_text_fit(t->p, t->x, t->y, t->w, FACE_TEXT_BOLD, px, t->p->theme->dim, text);
    t->y += roundf(paint_line_height(t->p, FACE_TEXT_BOLD, px) + 4 * t->p->u);
}

void tweaks_note(Tweaks *t, const char *text) {
    Painter *p = t->p;
    paint_text_fit(p, t->x, t->y, t->w, FACE_TEXT, p->small, p->theme->dim, text);
    t->y += roundf(1.6f * p->small);
}

void tweaks_gap(Tweaks *t) {
    t->y += 16 * t->p->u;
}

void tweaks_mark(Tweaks *t, const Edit *edit, float middle) {
    if (session_edited(t->p->session, edit))
        draw_disc(t->p->list, t->x - 8 * t->p->u, middle, 3 * t->p->u, t->p->theme->accent);
}

/* ---- sliders ---- */

static void add_dial_region(Tweaks *t, const Dial *dial, Rect rect, bool may) {
    Painter *p = t->p;
    char label[128];
    snprintf(label, sizeof label, "%s: %g", dial->label, (double)dial->value);
    Region *region = region_add(p->list, REGION_SLIDER, rect, dial->name, dial->index, label);
    if (!region)
        return;
    region->action = (Action){.kind = ACTION_EDIT, .edit = dial->edit};
    region->reset = (Action){.kind = ACTION_RESET_ONE, .edit = dial->edit};
    region->low = dial->low;
    region->high = dial->high;
    region->step = dial->step;
    region->value = dial->value;
    region->focusable = true;
    region->disabled = !may;
}

/* A click on the number lets another one be typed. */
static void add_type_region(Tweaks *t, const Dial *dial, Rect rect) {
    char label[160];
    unsigned id = region_id(dial->name, dial->index);
    snprintf(label, sizeof label, paint_phrase(t->p, "Type a number: %s"), dial->label);
    Region *region =
        region_add(t->p->list, REGION_BUTTON, rect, "type", (int)(id & 0x7fffffff), label);
    if (!region)
        return;
    region->action = (Action){.kind = ACTION_TYPE_OPEN, .id = id, .edit = dial->edit};
    region->action.edit.value = dial->value;
    region->reset = (Action){.kind = ACTION_RESET_ONE, .edit = dial->edit};
}

void tweaks_column(Tweaks *t, const char *longest_symbol, const char *longest_subscript,
                   float word_width) {
    const Painter *p = t->p;
    float px = tweaks_symbol_size(p);
    float width = paint_text_width(p, FACE_SYMBOL, px, longest_symbol);
    if (longest_subscript)
        width += paint_text_width(p, FACE_SYMBOL, fmaxf(0.64f * px, 11 * p->viewport->scale),
                                  longest_subscript);
    t->label_w = roundf(fmaxf(width + 4 * p->u, 24 * p->u) + word_width + 12 * p->u);
}

static float largest(const Edit *edits, int count, const Edit *target, float magnitude) {
    for (int k = 0; k < count; k++)
        if (edit_same_target(&edits[k], target))
            magnitude = fmaxf(magnitude, fabsf(edits[k].value));
    return magnitude;
}

float tweaks_limit(const Painter *p, const Edit *target, float original, float value, float least) {
    const Lesson *lesson = p->session->lesson;
    float magnitude = fabsf(original), limit = least;
    for (int k = 0; k < lesson->beat_count; k++) {
        const Beat *beat = &lesson->beats[k];
        magnitude = largest(beat->edits, beat->edit_count, target, magnitude);
        if (beat->task)
            magnitude =
                largest(beat->task->solution, beat->task->solution_count, target, magnitude);
    }
    magnitude = fmaxf(magnitude, fabsf(value));
    while (limit < magnitude && limit < 1e6f)
        limit *= 2;
    return limit;
}

static void draw_dial_value(Tweaks *t, const Dial *dial, float middle, bool may) {
    Painter *p = t->p;
    char text[32];
    format_value(text + 1, sizeof text - 1, dial->value, 2);
    text[0] = '+';
    paint_text_right(p, t->x + t->w, text_top_for_centre(p, FACE_NUMBER, p->small, middle),
                     FACE_NUMBER, p->small, may ? p->theme->text : p->theme->dim,
                     text[1] == '-' || !isfinite(dial->value) ? text + 1 : text);
}

/* mark  symbol word  ----o----  +0.00 */
void tweaks_dial(Tweaks *t, const Dial *dial) {
    Painter *p = t->p;
    float u = p->u, row = tweaks_row_height(p), middle = t->y + row / 2, knob = 8 * u;
    float px = tweaks_symbol_size(p),
          value_w = paint_text_width(p, FACE_NUMBER, p->small, "+00.00");
    bool may = session_may(p->session, &dial->edit);
    float symbol_w = paint_symbol(p, t->x, roundf(middle + 0.3f * px), px, dial->role, dial->symbol,
                                  dial->subscript);
    if (dial->word) {
        float x = t->x + symbol_w + 6 * u;
        paint_text_fit(p, x, text_top_for_centre(p, FACE_TEXT, p->small, middle),
                       t->x + t->label_w - 12 * u - x, FACE_TEXT, p->small, p->theme->dim,
                       dial->word);
    }
    tweaks_mark(t, &dial->edit, middle);
    Rect slider = {t->x + t->label_w + knob, t->y, 0, row};
    slider.w = t->x + t->w - value_w - 8 * u - knob - slider.x;
    paint_slider(p, slider, region_id(dial->name, dial->index),
                 &(Slider){dial->low, dial->high, dial->value,
                           may ? p->theme->role[dial->role] : p->theme->faint, !may});
    draw_dial_value(t, dial, middle, may);
    if (may)
        add_type_region(t, dial, (Rect){t->x + t->w - value_w, t->y, value_w, row});
    add_dial_region(t, dial, slider, may);
    t->y += row;
}

/* ---- the panel ---- */

/* The head stays where it is while the rest scrolls, and has room for the changes all the time, so
 * that nothing moves at the first one. */
static void draw_head(Painter *p, Rect rect) {
    int count = session_beat_state(p->session)->edits.count;
    float fold = roundf(paint_tap(p, 24 * p->u)), px = paint_caption(p),
          middle = rect.y + rect.h / 2;
    Rect rest = {rect.x, rect.y, rect.w - fold, rect.h};
    if (count)
        changes_head(p, rest);
    else
        paint_text_fit(p, rest.x, text_top_for_centre(p, FACE_TEXT_BOLD, px, middle), rest.w,
                       FACE_TEXT_BOLD, px, p->theme->accent, paint_phrase(p, "TWEAKS"));
    paint_fold(p, (Rect){rect.x + rect.w - fold + 6 * p->u, middle - fold / 2, fold, fold},
               PANEL_TWEAKS, 0, paint_phrase(p, "Fold the tweaks (K)"));
}

/* A part of the panel, and what its controls change. */
typedef struct Section {
    void (*draw)(Tweaks *t);
    TargetKind target;
    bool vectors; /* of the weights: biases and peepholes, else matrices */
} Section;

/* Whether the task lets something in the section be changed. */
static bool is_asked_for(const Session *session, const Section *section) {
    const Task *task = session_beat(session)->task;
    for (int k = 0; task && k < task->may_count; k++) {
        const Target *may = &task->may[k];
        if (may->kind != section->target)
            continue;
        if (may->kind != TARGET_WEIGHT)
            return true;
        CellKind kind = session->lesson->cells[may->cell].cell->spec.kind;
        if ((cell_kind(kind)->weights[may->index].shape == WEIGHT_HIDDEN) == section->vectors)
            return true;
    }
    return false;
}

/* What a task is about comes first, the rest in its usual order. */
static void draw_sections(Tweaks *t) {
    static const Section SECTIONS[] = {
        {tweaks_inputs, TARGET_CELL, false},     {tweaks_gates, TARGET_SIGNAL, false},
        {tweaks_biases, TARGET_WEIGHT, true},    {tweaks_activations, TARGET_SLOT, false},
        {tweaks_initial, TARGET_INITIAL, false}, {tweaks_matrix, TARGET_CELL, false},
        {tweaks_weights, TARGET_WEIGHT, false}};
    for (int first = 1; first >= 0; first--)
        for (size_t k = 0; k < sizeof SECTIONS / sizeof *SECTIONS; k++)
            if (is_asked_for(t->p->session, &SECTIONS[k]) == (first == 1))
                SECTIONS[k].draw(t);
}

void scene_tweaks(Painter *p, Rect rect) {
    float u = p->u, pad = 18 * u, line = fmaxf(roundf(u), 1);
    float head = roundf(fmaxf(32 * u, 2 * p->small));
    draw_fill(p->list, rect, 0, p->theme->panel);
    draw_fill(p->list, (Rect){rect.x, rect.y, line, rect.h}, 0, p->theme->line);
    Tweaks t = {.p = p, .x = rect.x + pad, .w = rect.w - 2 * pad};
    draw_head(p, (Rect){t.x, rect.y + 12 * u, t.w, head});
    float foot = scene_equation_height(p, t.w);
    bool fixed = foot < 0.45f * rect.h; /* else the equation scrolls with the rest */
    float bottom = fixed ? foot + 24 * u : 0, top = rect.y + 20 * u + head;
    Rect room = {rect.x + 4 * u, top, rect.w - 6 * u, rect.y + rect.h - bottom - top};
    Scroll scroll = scroll_begin(p, PANEL_TWEAKS, room);
    t.y = room.y + 4 * u;
    draw_sections(&t);
    if (!fixed) {
        scene_equation(p, (Rect){t.x, t.y, t.w, foot});
        t.y += foot;
    }
    scroll_end(p, &scroll, t.y + 8 * u - room.y);
    if (fixed) {
        float edge = roundf(rect.y + rect.h - bottom);
        draw_fill(p->list, (Rect){rect.x + line, edge, rect.w - line, line}, 0, p->theme->line);
        scene_equation(p, (Rect){t.x, edge + 12 * u, t.w, foot});
    }
    tweaks_open_menu(p, rect);
    changes_list(p, rect);
}
