/* tweaks.c: the panel on the right: what can be changed here and now, and the equation at its foot.
 */
#include "scene/tweaks.h"

#include <math.h>
#include <stdio.h>

#include "scene/scroll.h"

static float line_height(const Painter *p, Face face, float px) {
    return p->fonts->height(p->fonts->context, face, px);
}

float tweaks_row_height(const Painter *p) {
    return roundf(fmaxf(30 * p->u, 1.75f * p->body));
}

void tweaks_heading(Tweaks *t, const char *text) {
    float px = 0.92f * t->p->small;
    paint_text_fit(t->p, t->x, t->y, t->w, FACE_TEXT_BOLD, px, t->p->theme->dim, text);
    t->y += roundf(line_height(t->p, FACE_TEXT_BOLD, px) + 5 * t->p->u);
}

void tweaks_mark(Tweaks *t, const Edit *edit, float middle) {
    if (session_edited(t->p->session, edit))
        draw_disc(t->p->list, t->x - 8 * t->p->u, middle, 3 * t->p->u, t->p->theme->accent);
}

/* ---- sliders ---- */

static float along(const Dial *dial, float value) {
    float part = (value - dial->low) / (dial->high - dial->low);
    return part < 0 || isnan(part) ? 0 : part > 1 ? 1 : part;
}

static void draw_slider(Tweaks *t, const Dial *dial, Rect rect, bool may) {
    Painter *p = t->p;
    float u = p->u, height = 5 * u, middle = rect.y + rect.h / 2;
    float zero = rect.x + rect.w * along(dial, 0), at = rect.x + rect.w * along(dial, dial->value);
    Color color = may ? p->theme->role[dial->role] : p->theme->faint;
    unsigned id = region_id(dial->name, dial->index);
    draw_fill(p->list, (Rect){rect.x, middle - height / 2, rect.w, height}, height / 2,
              p->theme->track);
    if (fabsf(at - zero) >= 1)
        draw_fill(p->list, (Rect){fminf(zero, at), middle - height / 2, fabsf(at - zero), height},
                  height / 2, color);
    draw_disc(p->list, at, middle, (paint_hovered(p, id) && may ? 9.5f : 8) * u, color);
    paint_focus(p, (Rect){rect.x - 8 * u, middle - 9 * u, rect.w + 16 * u, 18 * u}, id, 9 * u);
}

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

void tweaks_dial(Tweaks *t, const Dial *dial) {
    Painter *p = t->p;
    float u = p->u, row = tweaks_row_height(p), middle = t->y + row / 2;
    float symbol_w = 44 * u * fmaxf(1, p->body / (17 * u)), px = 1.2f * p->body;
    float value_w = paint_text_width(p, FACE_NUMBER, p->small, "+00.00");
    bool may = session_may(p->session, &dial->edit);
    char value[32];
    format_value(value + 1, sizeof value - 1, dial->value, 2);
    value[0] = '+';
    const char *shown = dial->value >= 0 && isfinite(dial->value) ? value : value + 1;
    paint_symbol(p, t->x, middle + 0.3f * px, px, dial->role, dial->symbol, dial->subscript);
    tweaks_mark(t, &dial->edit, middle);
    Rect slider = {t->x + symbol_w + 8 * u, t->y, t->w - symbol_w - value_w - 26 * u, row};
    draw_slider(t, dial, slider, may);
    paint_text_right(p, t->x + t->w, text_top_for_centre(p, FACE_NUMBER, p->small, middle),
                     FACE_NUMBER, p->small, may ? p->theme->text : p->theme->dim, shown);
    add_dial_region(t, dial, slider, may);
    t->y += row;
}

/* ---- the panel ---- */

static void draw_changes(Tweaks *t) {
    Painter *p = t->p;
    int count = session_beat_state(p->session)->edits.count;
    if (!count)
        return;
    char text[48];
    snprintf(text, sizeof text, count == 1 ? "%d change" : "%d changes", count);
    float row = tweaks_row_height(p), h = roundf(1.9f * p->small), middle = t->y + row / 2;
    float w = paint_text_width(p, FACE_TEXT, p->small, "Take back") + 20 * p->u;
    draw_disc(p->list, t->x + 3 * p->u, middle, 3 * p->u, p->theme->accent);
    paint_text(p, t->x + 14 * p->u, text_top_for_centre(p, FACE_TEXT, p->small, middle), FACE_TEXT,
               p->small, p->theme->text, text);
    Region *region =
        paint_button(p, (Rect){t->x + t->w - w, middle - h / 2, w, h}, "reset", 0, "Take back",
                     FACE_TEXT, false, p->theme->accent, p->theme->on_accent);
    if (region)
        region->action = (Action){.kind = ACTION_RESET_EDITS};
    t->y += row + 10 * p->u;
}

void scene_tweaks(Painter *p, Rect rect) {
    float u = p->u, pad = 18 * u, line = fmaxf(u, 1);
    draw_fill(p->list, rect, 0, p->theme->panel);
    draw_fill(p->list, (Rect){rect.x, rect.y, line, rect.h}, 0, p->theme->line);
    float width = rect.w - 2 * pad;
    float foot = scene_equation_height(p, width);
    bool fixed = foot < 0.5f * rect.h; /* else the equation scrolls with the rest */
    float bottom = fixed ? foot + 22 * u : 0;
    Rect room = {rect.x + 4 * u, rect.y + 18 * u, rect.w - 6 * u, rect.h - 18 * u - bottom};
    Scroll scroll = scroll_begin(p, PANEL_TWEAKS, room);
    Tweaks t = {p, rect.x + pad, room.y, width};
    draw_changes(&t);
    tweaks_inputs(&t);
    tweaks_gates(&t);
    tweaks_weights(&t);
    tweaks_activations(&t);
    if (!fixed) {
        scene_equation(p, (Rect){t.x, t.y, width, foot});
        t.y += foot;
    }
    scroll_end(p, &scroll, t.y + 8 * u - room.y);
    if (fixed) {
        float top = rect.y + rect.h - bottom;
        draw_fill(p->list, (Rect){rect.x + line, top, rect.w - line, line}, 0, p->theme->line);
        scene_equation(p, (Rect){t.x, top + 12 * u, width, foot});
    }
    tweaks_open_menu(p, rect);
}
