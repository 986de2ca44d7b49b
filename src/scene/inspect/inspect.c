/* inspect.c: the inspector: the trail that led here, the number, where it came from, what follows.
 */
#include "base/clamp.h"
#include "scene/inspect/parts.h"

#include <math.h>
#include <stdio.h>

#include "scene/inspect/inspect.h"
#include "scene/paint/rich_text.h"
#include "scene/paint/scroll.h"
#include "scene/words/number.h"

enum { ROW_EMS = 20 /* widths of small type in a row */ };

/* ---- words and letters ---- */

static const CellSpec *spec_of(const Inspect *in, const Place *place) {
    return &in->p->session->run->cells[place->cell]->spec;
}

static const SignalInfo *info_of(const Inspect *in, const Place *place) {
    return &cell_kind(spec_of(in, place)->kind)->signals[place->signal];
}

Role inspect_role(const Inspect *in, const Place *place) {
    return info_of(in, place)->role;
}

static const char *plain_letter(const Inspect *in, const Place *place) {
    const CellSpec *spec = spec_of(in, place);
    if (info_of(in, place)->class == SIGNAL_PRE_ACTIVATION)
        return "a";
    const char *letter = signal_letter(spec, place->signal);
    return letter ? letter : paint_signal_symbol(in->p, spec->kind, place->signal);
}

void inspect_letter(const Inspect *in, const Place *place, long t, char letter[INSPECT_LETTER],
                    char subscript[16]) {
    snprintf(letter, INSPECT_LETTER, "%s%s", plain_letter(in, place),
             place->t < t ? "\xe2\x80\xb2" : "");
    subscript[0] = '\0';
    if (signal_width(spec_of(in, place), place->signal) > 1)
        snprintf(subscript, 16, "%d", place->unit + 1);
}

float inspect_letter_size(const Inspect *in) {
    return 1.12f * in->p->body;
}

float inspect_draw_letter(Inspect *in, float x, float middle, const Place *place, long t) {
    char letter[INSPECT_LETTER], subscript[16];
    float px = inspect_letter_size(in);
    inspect_letter(in, place, t, letter, subscript);
    return paint_symbol(in->p, x, roundf(middle + 0.3f * px), px, inspect_role(in, place), letter,
                        subscript[0] ? subscript : NULL);
}

/* "forget gate", "cell after tanh"; of an input "input 1 (value)" */
static void name_number(const Inspect *in, const Place *place, char *text, size_t size) {
    const Lesson *lesson = in->p->session->lesson;
    const CellSpec *spec = spec_of(in, place);
    const CellSource source = lesson_cell_input(&lesson->cells[place->cell], place->unit);
    if (place->signal == SIGNAL_X && source.cell < 0 && lesson->input_names)
        snprintf(text, size, paint_phrase(in->p, "input %d (%.60s)"), place->unit + 1,
                 paint_input_name(in->p, source.column));
    else if (place->signal == SIGNAL_X)
        snprintf(text, size, paint_phrase(in->p, "input %d"), place->unit + 1);
    else if (signal_said(spec, place->signal))
        snprintf(text, size, paint_phrase(in->p, signal_said(spec, place->signal)),
                 activation_name(signal_activation(spec, place->signal)));
    else
        snprintf(text, size, "%s",
                 phrase_signal(in->p->session->view.language, spec->kind, place->signal));
}

/* The same with its unit: "forget gate of unit 2". */
static void describe(const Inspect *in, const Place *place, char *text, size_t size) {
    char name[96];
    name_number(in, place, name, sizeof name);
    if (place->signal == SIGNAL_X)
        snprintf(text, size, "%s", name);
    else
        snprintf(text, size, paint_phrase(in->p, "%s of unit %d"), name, place->unit + 1);
}

static const char *cell_title(const Inspect *in, int cell) {
    const LessonCell *entry = &in->p->session->lesson->cells[cell];
    const char *title = text_in(&entry->title, in->p->session->view.language);
    return title[0] ? title : cell_kind(entry->cell->spec.kind)->title;
}

static void describe_time(const Inspect *in, const Place *place, char *text, size_t size) {
    if (place->t < 0)
        snprintf(text, size, "%s", paint_phrase(in->p, "initial state"));
    else
        snprintf(text, size, "t = %ld", place->t);
}

void inspect_words(const Inspect *in, const Place *place, char *text, size_t size) {
    char what[128], when[32];
    describe(in, place, what, sizeof what);
    describe_time(in, place, when, sizeof when);
    snprintf(text, size, "%.40s %s, %s", cell_title(in, place->cell), what, when);
}

/* ---- the column ---- */

void inspect_heading(Inspect *in, const char *text) {
    Painter *p = in->p;
    float px = paint_caption(p);
    display_heading(p->list, paint_phrase(p, text));
    paint_text_fit(p, in->x, in->y, in->w, FACE_TEXT_BOLD, px, p->theme->dim,
                   paint_phrase(p, text));
    in->y += roundf(paint_line_height(p, FACE_TEXT_BOLD, px) + 5 * p->u);
}

void inspect_say(Inspect *in, const char *text) {
    const RichStyle style = {.px = in->p->small, .color = in->p->theme->dim, .plain = true};
    in->y += roundf(rich_text(in->p, in->x, in->y, in->w, text, style) + 4 * in->p->u);
}

void inspect_note(Inspect *in, const char *text) {
    inspect_say(in, paint_phrase(in->p, text));
}

void inspect_gap(Inspect *in) {
    in->y += roundf(14 * in->p->u);
}

float inspect_chevron(const Inspect *in) {
    return roundf(fmaxf(12 * in->p->u, 0.8f * in->p->small));
}

static void draw_chevron(Inspect *in, Rect rect, Way way, Color color) {
    float h = roundf(0.66f * inspect_chevron(in)), w = roundf(0.6f * h);
    Rect mark = {roundf(rect.x + rect.w - w), roundf(rect.y + (rect.h - h) / 2), w, h};
    if (way != WAY_NONE)
        draw_triangle(in->p->list, mark, way == WAY_ON ? 0 : 2, color);
}

void inspect_link(Inspect *in, Rect rect, const Place *place, Way way, const char *said) {
    Painter *p = in->p;
    int index = in->rows++;
    char label[512], what[192];
    unsigned id = region_id("inspect.row", index);
    bool hovered = paint_hovered(p, id);
    if (!session_known(p->session, place) || place_same(place, &in->place))
        return;
    Rect back = {rect.x - 4 * p->u, rect.y, rect.w + 8 * p->u, rect.h};
    if (hovered)
        draw_fill(p->list, back, 5 * p->u, p->theme->track);
    draw_chevron(in, rect, way, hovered ? p->theme->text : p->theme->faint);
    paint_focus(p, (Rect){rect.x, rect.y + 3 * p->u, rect.w, rect.h - 6 * p->u}, id, 4 * p->u);
    inspect_words(in, place, what, sizeof what);
    snprintf(label, sizeof label, paint_phrase(p, "To %s: %.200s"), what, said);
    Region *region = region_add(p->list, REGION_BUTTON, rect, "inspect.row", index, label);
    if (!region)
        return;
    region->action = (Action){.kind = ACTION_INSPECT,
                              .cell = place->cell,
                              .number = place->signal,
                              .unit = place->unit,
                              .step = place->t};
    region->focusable = true;
}

static float along(float value, float low, float high) {
    float part = (value - low) / (high - low);
    return isfinite(part) ? clamp_float(part, 0, 1) : 0;
}

void inspect_bar(Inspect *in, Rect rect, float from, float to, float low, float high, Color color) {
    Painter *p = in->p;
    if (!isfinite(from) || !isfinite(to) || !(high > low))
        return;
    float a = rect.x + rect.w * along(from, low, high), b = rect.x + rect.w * along(to, low, high);
    Rect bar = {roundf(fminf(a, b)), rect.y, fmaxf(roundf(fabsf(b - a)), 2), rect.h};
    bar.x = fminf(bar.x, rect.x + rect.w - bar.w);
    float radius = fminf(2 * p->u, bar.w / 2);
    bool pale = to < from && bar.w > 4;
    draw_fill(p->list, bar, radius,
              pale ? color_mix(color, p->theme->panel, p->theme->pale) : color);
    if (pale) /* an edge in the full colour keeps its contrast */
        draw_frame(p->list, bar, radius, fmaxf(p->u, 1), color);
}

/* ---- the head ---- */

static void draw_close(Inspect *in, float middle) {
    Painter *p = in->p;
    float size = roundf(fmaxf(24 * p->u, 1.5f * p->small));
    Rect box = {roundf(in->x + in->w - size + 6 * p->u), roundf(middle - size / 2), size, size};
    unsigned id = region_id("inspect.close", 0);
    if (paint_hovered(p, id))
        draw_fill(p->list, box, 6 * p->u, p->theme->track);
    draw_cross(p->list, box.x + size / 2, middle, roundf(0.42f * size), fmaxf(1.6f * p->u, 1),
               p->theme->dim);
    paint_focus(p, box, id, 6 * p->u);
    Region *region = region_add(p->list, REGION_BUTTON, box, "inspect.close", 0,
                                paint_phrase(p, "Close (I or Escape)"));
    if (!region)
        return;
    region->action = (Action){.kind = ACTION_TRAIL, .number = -1};
    region->focusable = true;
}

/*  f    forget gate of unit 2        0.730
 *   2   LSTM, t = 5                        */
static void draw_number(Inspect *in, bool known) {
    Painter *p = in->p;
    const Color color = p->theme->role[inspect_role(in, &in->place)];
    char what[128], when[32], below[96], value[32] = "\xe2\x80\xa6";
    float line = roundf(1.35f * p->small), px = 1.7f * p->body, middle = in->y + line;
    char letter[INSPECT_LETTER], subscript[16];
    inspect_letter(in, &in->place, in->place.t, letter, subscript);
    if (known)
        format_value(value, sizeof value, in->origin.value, 3);
    float letter_w =
        paint_symbol(p, in->x, roundf(middle + 0.32f * px), px, inspect_role(in, &in->place),
                     letter, subscript[0] ? subscript : NULL) +
        12 * p->u;
    float large = 1.25f * p->large, value_w = paint_text_width(p, FACE_NUMBER_BOLD, large, value);
    paint_text_right(p, in->x + in->w, text_top_for_centre(p, FACE_NUMBER_BOLD, large, middle),
                     FACE_NUMBER_BOLD, large, color, value);
    float room = in->w - letter_w - value_w - 8 * p->u, x = in->x + letter_w;
    describe(in, &in->place, what, sizeof what);
    if (paint_text_width(p, FACE_TEXT_BOLD, p->small, what) > room) /* its letter has the unit */
        name_number(in, &in->place, what, sizeof what);
    describe_time(in, &in->place, when, sizeof when);
    snprintf(below, sizeof below, paint_phrase(p, "%.40s, %s"), cell_title(in, in->place.cell),
             when);
    paint_text_fit(p, x, text_top_for_centre(p, FACE_TEXT_BOLD, p->small, middle - line / 2), room,
                   FACE_TEXT_BOLD, p->small, p->theme->text, what);
    paint_text_fit(p, x, text_top_for_centre(p, FACE_TEXT, p->small, middle + line / 2), room,
                   FACE_TEXT, p->small, p->theme->dim, below);
    in->y += 2 * line + roundf(6 * p->u);
}

/* ---- what has no sum ---- */

static bool input_changed(const Inspect *in) {
    Edit edit = {.kind = EDIT_INPUT, .step = in->place.t, .column = in->place.unit};
    return session_edited(in->p->session, &edit);
}

static void say_given(Inspect *in) {
    const Lesson *lesson = in->p->session->lesson;
    const CellSource source = lesson_cell_input(&lesson->cells[in->place.cell],
                                                in->place.signal == SIGNAL_X ? in->place.unit : 0);
    inspect_heading(in, "WHERE FROM");
    if (in->place.signal != SIGNAL_X) {
        Edit edit = {.kind = EDIT_INITIAL,
                     .cell = in->place.cell,
                     .index = in->place.signal,
                     .row = in->place.unit};
        inspect_note(
            in, session_edited(in->p->session, &edit) ? "The initial state, changed by you."
                : in->cell->spec.backward ? "The initial state: given, after the last step."
                                          : "The initial state: given, before the first step.");
        return;
    }
    if (source.cell < 0) {
        inspect_note(in, input_changed(in) ? "Changed by you." : "Given by the lesson's inputs.");
        return;
    }
    const Place below = {source.cell, SIGNAL_H, source.column, in->place.t};
    char what[192];
    inspect_words(in, &below, what, sizeof what);
    inspect_note(in, "This cell reads another one: its input is what that one shows.");
    Rect rect = {in->x, in->y, in->w, in->row};
    inspect_link(in, rect, &below, WAY_BACK, paint_phrase(in->p, "what this cell reads"));
    float middle = rect.y + rect.h / 2;
    float x = in->x + inspect_draw_letter(in, in->x, middle, &below, below.t) + 8 * in->p->u;
    paint_text_fit(in->p, x, text_top_for_centre(in->p, FACE_TEXT, in->p->small, middle),
                   in->x + in->w - inspect_chevron(in) - x, FACE_TEXT, in->p->small,
                   in->p->theme->text, what);
    in->y += in->row;
}

/* ---- the panel ---- */

static void draw_content(Inspect *in) {
    if (in->origin.given)
        say_given(in);
    else
        inspect_sum(in);
    inspect_gap(in);
    if (in->origin.activated) {
        inspect_curve(in);
        inspect_gap(in);
    }
    inspect_uses(in);
    inspect_follows(in);
}

static Inspect inspect_of(Painter *p, const Place *place) {
    const Session *session = p->session;
    Inspect in = {.p = p,
                  .place = *place,
                  .cell = session->run->cells[place->cell],
                  .trace = session->run->traces[place->cell],
                  .row = roundf(fmaxf(25 * p->u, 1.75f * p->small))};
    in.kind = cell_kind(in.cell->spec.kind);
    origin_of(in.cell, in.trace, place->signal, place->unit, place->t, INSPECT_TERMS, &in.origin);
    return in;
}

static void draw_head(Inspect *in, bool known) {
    Painter *p = in->p;
    float px = paint_caption(p), line = roundf(fmaxf(24 * p->u, 1.5f * p->small));
    paint_text_fit(p, in->x, text_top_for_centre(p, FACE_TEXT_BOLD, px, in->y + line / 2),
                   in->w - 2 * line, FACE_TEXT_BOLD, px, p->theme->accent,
                   paint_phrase(p, "INSPECT"));
    draw_close(in, in->y + line / 2);
    in->y += line + roundf(4 * p->u);
    inspect_trail(in);
    in->y += roundf(8 * p->u);
    draw_number(in, known);
}

float scene_inspect_width(const Painter *p) {
    float grown = p->body / (16 * p->u);
    float wide = roundf(352 * p->u * (1 + 0.7f * (grown - 1)));
    return fminf(wide, roundf(0.46f * (float)p->viewport->width));
}

/* Very large type is set smaller here: a row of a sum must have room beside it. */
static Painter fitted(const Painter *p, float width) {
    Painter fit = *p;
    float part = fminf(width / (ROW_EMS * p->small), 1);
    part = fmaxf(part, fminf(11 * p->viewport->scale / p->small, 1));
    fit.small *= part;
    fit.body *= part;
    fit.large *= part;
    return fit;
}

void scene_inspect(Painter *screen, Rect rect) {
    const Place *place = session_inspected(screen->session);
    float u = screen->u, pad = 18 * u, line = fmaxf(roundf(u), 1);
    if (!place)
        return;
    Painter fit = fitted(screen, rect.w - 2 * pad), *p = &fit;
    draw_fill(p->list, rect, 0, p->theme->panel);
    draw_fill(p->list, (Rect){rect.x, rect.y, line, rect.h}, 0, p->theme->line);
    bool known = session_known(p->session, place);
    Inspect in = inspect_of(p, place);
    in.x = rect.x + pad;
    in.w = rect.w - 2 * pad;
    in.y = rect.y + 12 * u;
    draw_head(&in, known);
    Rect room = {rect.x + 4 * u, in.y, rect.w - 6 * u, rect.y + rect.h - in.y};
    Scroll scroll = scroll_begin(p, PANEL_INSPECT, room);
    in.y += 8 * u;
    if (known)
        draw_content(&in);
    else
        inspect_note(&in, "Not known yet: step on to see it.");
    scroll_end(p, &scroll, in.y + 12 * u - room.y);
}

/* ---- over the stage ---- */

/* What ends on the stage's right side has the inspector on the left, so that it does not lie on what
 * was asked about. */
static bool ends_right(const Painter *p) {
    const Place *place = session_inspected(p->session);
    const CellSpec *spec = &p->session->run->cells[place->cell]->spec;
    Role role = cell_kind(spec->kind)->signals[place->signal].role;
    return role == ROLE_HIDDEN || role == ROLE_OUTPUT;
}

void scene_inspect_over(Painter *p, Rect stage) {
    if (!session_inspected(p->session))
        return;
    float u = p->u, margin = 10 * u;
    float wide = fminf(scene_inspect_width(p), stage.w - 2 * margin);
    Rect card = {stage.x + (ends_right(p) ? margin : stage.w - wide - margin), stage.y + margin,
                 wide, stage.h - 2 * margin};
    int below = p->list->region_count;
    Region *ground =
        region_add(p->list, REGION_PANEL, card, "inspect", 0, paint_phrase(p, "inspector"));
    if (ground)
        ground->disabled = true; /* what lies below it is not to be met */
    scene_inspect(p, card);
    draw_frame(p->list, card, 4 * u, fmaxf(1.5f * u, 1), p->theme->accent);
    paint_pass_over(p, below, card);
}
