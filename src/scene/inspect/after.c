/* after.c: what the number takes part in, and what would follow if it changed: its own
 * unit, the units that feel it most, and the steps after it, as far as they have been seen. */
#include <math.h>
#include <stdio.h>

#include "scene/inspect/parts.h"
#include "scene/words/number.h"

enum { MOST_AFFECTED = 3, READERS_MOST = 2, COLUMNS_MOST = 64, TRACKS_MOST = 4 };

/* ---- what it takes part in ---- */

/* The number that the products go into. */
static void put_result(Inspect *in, const Place *result) {
    Painter *p = in->p;
    char text[32];
    Rect rect = {in->x, in->y, in->w, in->row};
    float middle = in->y + in->row / 2, right = in->x + in->w - inspect_chevron(in) - 4 * p->u;
    inspect_link(in, rect, result, WAY_ON, paint_phrase(in->p, "what it goes into"));
    float x = in->x +
              paint_text(p, in->x, text_top_for_centre(p, FACE_TEXT, p->small, middle), FACE_TEXT,
                         p->small, p->theme->dim, paint_phrase(p, "goes into")) +
              8 * p->u;
    inspect_draw_letter(in, x, middle, result, in->place.t);
    format_value(text, sizeof text, trace_at(in->trace, result->signal, result->t, 0)[result->unit],
                 2);
    if (session_known(p->session, result))
        paint_text_right(p, right, text_top_for_centre(p, FACE_NUMBER_BOLD, p->small, middle),
                         FACE_NUMBER_BOLD, p->small, p->theme->role[inspect_role(in, result)],
                         text);
    in->y += in->row;
}

void inspect_uses(Inspect *in) {
    Term uses[2];
    int count =
        origin_uses(in->cell, in->trace, in->place.signal, in->place.unit, in->place.t, uses);
    Place result = in->place;
    result.signal = origin_used_by(&in->cell->spec, in->place.signal);
    if (!count)
        return;
    inspect_heading(in, "WHAT IT DOES");
    if (session_known(in->p->session, &result))
        inspect_products(in, uses, count);
    put_result(in, &result);
    inspect_gap(in);
}

/* ---- derivatives ---- */

static float derivative(const Inspect *in, Place place) {
    const Influence *influence = in->p->session->influence;
    return influence ? influence_at(influence, &place) : NAN;
}

static void derivative_text(char *text, size_t size, float d) {
    if (d == 0)
        snprintf(text, size, "0");
    else if (isnan(d) || isinf(d))
        format_value(text, size, d, 2);
    else if (fabsf(d) < 0.0095f || fabsf(d) >= 999.5f)
        snprintf(text, size, "%+.0e", (double)d);
    else
        snprintf(text, size, "%+.2f", (double)d);
}

static const Trace *trace_of(const Inspect *in) {
    return in->p->session->run->traces[in->place.cell];
}

/* The last step, in the cell's order, that may be shown and is computed. */
static long last_step(const Inspect *in) {
    const Session *session = in->p->session;
    if (trace_of(in)->spec.backward) /* what it reads later comes earlier, which has been seen */
        return session->influence ? session->influence->to + 1 : in->place.t;
    long to = session->influence ? session->influence->to - 1 : -1;
    while (to > in->place.t) { /* of the step on stage: once it is complete */
        const Place h = {in->place.cell, SIGNAL_H, 0, to};
        if (session_known(session, &h))
            break;
        to = to - 1 > session->seen ? session->seen : to - 1;
    }
    return to;
}

/* The unit whose state is followed: the number's own; of an input, the one that is selected. */
static int own_unit(const Inspect *in) {
    if (in->place.signal != SIGNAL_X)
        return in->place.unit;
    return in->p->session->cell == in->place.cell ? in->p->session->unit : 0;
}

/* The axis of the rows: the largest derivative, at least a little. */
static float largest(const float *values, int count) {
    float most = 1e-30f;
    for (int k = 0; k < count; k++)
        if (isfinite(values[k]))
            most = fmaxf(most, fabsf(values[k]));
    return most;
}

typedef struct Effect {
    Place place;
    float d;
} Effect;

enum { EFFECTS_MOST = 2 + MOST_AFFECTED };

static void add_effect(const Inspect *in, Effect *effects, int *count, Place place) {
    float d = derivative(in, place);
    if (!place_same(&place, &in->place) && session_known(in->p->session, &place))
        effects[(*count)++] = (Effect){place, d};
}

/* The other units' hidden states at the step, those that change most, unless not at all. */
static int most_affected(const Inspect *in, long t, Effect *effects, int most) {
    int count = 0;
    for (int unit = 0; unit < signal_width(&in->cell->spec, SIGNAL_H); unit++) {
        Place place = {in->place.cell, SIGNAL_H, unit, t};
        float d = derivative(in, place);
        if (unit == own_unit(in) || d == 0 || isnan(d))
            continue;
        int at = count < most ? count++ : count;
        for (; at > 0 && fabsf(effects[at - 1].d) < fabsf(d); at--)
            if (at < most)
                effects[at] = effects[at - 1];
        if (at < most)
            effects[at] = (Effect){place, d};
    }
    return count;
}

/* Now: what changes in the number's own step; if that is only the number itself, the next one. */
static int gather(const Inspect *in, Effect effects[EFFECTS_MOST]) {
    int count = 0, unit = own_unit(in);
    long t = in->place.t, last = last_step(in);
    const Trace *trace = trace_of(in);
    bool own_step = in->place.signal != SIGNAL_H && t != trace_initial(trace);
    long now = own_step ? t : trace_after(trace, t);
    int memory = cell_kind(in->cell->spec.kind)->memory;
    if (memory != SIGNAL_H)
        add_effect(in, effects, &count, (Place){in->place.cell, memory, unit, now});
    add_effect(in, effects, &count, (Place){in->place.cell, SIGNAL_H, unit, now});
    const Place shown = {in->place.cell, SIGNAL_H, unit, now};
    bool more = trace->spec.backward ? last < now : now < last;
    if ((last != now && !more) || !session_known(in->p->session, &shown))
        return count;
    Effect others[MOST_AFFECTED];
    int found = most_affected(in, now, others, MOST_AFFECTED);
    if (!found && more)
        found = most_affected(in, trace_after(trace, now), others, MOST_AFFECTED);
    for (int k = 0; k < found; k++)
        effects[count++] = others[k];
    return count;
}

static void put_effect(Inspect *in, const Effect *effect, float limit) {
    Painter *p = in->p;
    char text[32], when[32];
    float middle = in->y + in->row / 2, chevron = inspect_chevron(in);
    float number = paint_text_width(p, FACE_NUMBER, p->small, "+0e-00 ");
    float time = paint_text_width(p, FACE_TEXT, p->small, "t = 000") + 8 * p->u;
    float x = in->x + 2.6f * inspect_letter_size(in), right = in->x + in->w - chevron - 4 * p->u;
    Color color = p->theme->role[inspect_role(in, &effect->place)];
    inspect_link(in, (Rect){in->x, in->y, in->w, in->row}, &effect->place, WAY_ON,
                 paint_phrase(p, "it changes with this"));
    inspect_draw_letter(in, in->x, middle, &effect->place, effect->place.t);
    snprintf(when, sizeof when, effect->place.t == in->place.t ? paint_phrase(p, "now") : "t = %ld",
             effect->place.t);
    paint_text(p, x, text_top_for_centre(p, FACE_TEXT, p->small, middle), FACE_TEXT, p->small,
               p->theme->dim, when);
    Rect bar = {x + time, roundf(in->y + 0.22f * in->row), 0, roundf(0.55f * in->row)};
    bar.w = right - number - 8 * p->u - bar.x;
    if (bar.w > 20 * p->u) {
        draw_fill(p->list,
                  (Rect){roundf(bar.x + bar.w / 2), in->y, fmaxf(roundf(p->u), 1), in->row}, 0,
                  p->theme->line);
        if (effect->d != 0)
            inspect_bar(in, bar, 0, effect->d, -limit, limit, color);
    }
    derivative_text(text, sizeof text, effect->d);
    paint_text_right(p, right, text_top_for_centre(p, FACE_NUMBER, p->small, middle), FACE_NUMBER,
                     p->small, p->theme->text, text);
    in->y += in->row;
}

/* ---- over the steps ---- */

/* A number whose derivative is drawn for every step. */
typedef struct Track {
    int cell, signal, unit;
} Track;

/* The unit of the cell whose hidden state changes most, in all steps together. */
static int most_moved(const Inspect *in, int cell, long last) {
    int hidden = signal_width(&in->p->session->run->cells[cell]->spec, SIGNAL_H), best = 0;
    float most = -1;
    for (int unit = 0; unit < hidden; unit++) {
        float sum = 0;
        for (long t = in->place.t < 0 ? 0 : in->place.t; t <= last; t++)
            sum += fabsf(derivative(in, (Place){cell, SIGNAL_H, unit, t}));
        if (sum > most) {
            most = sum;
            best = unit;
        }
    }
    return best;
}

static int choose_tracks(const Inspect *in, long last, Track tracks[TRACKS_MOST]) {
    const Session *session = in->p->session;
    int count = 0, cell = in->place.cell, readers = 0;
    int memory = cell_kind(in->cell->spec.kind)->memory;
    if (memory != SIGNAL_H)
        tracks[count++] = (Track){cell, memory, own_unit(in)};
    tracks[count++] = (Track){cell, SIGNAL_H, own_unit(in)};
    for (int k = 0; k < session->lesson->cell_count && readers < READERS_MOST; k++)
        if (k != cell && session->influence && session->influence->tangents[k]) {
            tracks[count++] = (Track){k, SIGNAL_H, most_moved(in, k, last)};
            readers++;
        }
    return count;
}

/* The steps of a column: the one that changes most stands for them. */
static Place strongest(const Inspect *in, const Track *track, long from, long to) {
    Place best = {track->cell, track->signal, track->unit, from};
    for (long t = from + 1; t <= to; t++) {
        Place place = {track->cell, track->signal, track->unit, t};
        if (fabsf(derivative(in, place)) > fabsf(derivative(in, best)))
            best = place;
    }
    return best;
}

static void add_column_region(Inspect *in, Rect rect, const Place *place, float d) {
    char label[256], what[192], text[32];
    derivative_text(text, sizeof text, d);
    inspect_words(in, place, what, sizeof what);
    snprintf(label, sizeof label, "%s: %s", what, text);
    unsigned id = region_id("inspect.step", in->rows);
    Region *region =
        region_add(in->p->list, REGION_BUTTON, rect, "inspect.step", in->rows++, label);
    if (!region)
        return;
    region->action = (Action){.kind = ACTION_INSPECT,
                              .cell = place->cell,
                              .number = place->signal,
                              .unit = place->unit,
                              .step = place->t};
    if (paint_hovered(in->p, id))
        draw_frame(in->p->list, rect, 2 * in->p->u, fmaxf(in->p->u, 1), in->p->theme->text);
}

/* The derivatives of a track, a column a step, or one for several where there are many. */
typedef struct Columns {
    int count;
    Place places[COLUMNS_MOST];
    float values[COLUMNS_MOST];
    float low, high; /* the axis holds nought and all of them */
} Columns;

static void fill_columns(const Inspect *in, const Track *track, float width, long first, long last,
                         Columns *columns) {
    long steps = last - first + 1;
    int most = (int)(width / fmaxf(9 * in->p->u, 8)), count = steps < most ? (int)steps : most;
    columns->count = count > COLUMNS_MOST ? COLUMNS_MOST : count < 1 ? 1 : count;
    columns->low = columns->high = 0;
    for (int k = 0; k < columns->count; k++) {
        columns->places[k] = strongest(in, track, first + steps * k / columns->count,
                                       first + steps * (k + 1) / columns->count - 1);
        columns->values[k] = derivative(in, columns->places[k]);
        if (isfinite(columns->values[k])) {
            columns->low = fminf(columns->low, columns->values[k]);
            columns->high = fmaxf(columns->high, columns->values[k]);
        }
    }
    if (!(columns->high > columns->low))
        columns->high = columns->low + 1;
}

static void put_column(Inspect *in, Rect tube, float zero, float end, bool pale, Color color) {
    float radius = fminf(2 * in->p->u, fabsf(end - zero) / 2);
    Rect bar = {tube.x, fminf(zero, end), tube.w, fabsf(end - zero)};
    draw_fill(in->p->list, bar, radius,
              pale ? color_mix(color, in->p->theme->panel, in->p->theme->pale) : color);
    if (pale && bar.h > 4)
        draw_frame(in->p->list, bar, radius, fmaxf(in->p->u, 1), color);
}

static void put_columns(Inspect *in, const Columns *columns, Rect area) {
    Painter *p = in->p;
    float pitch = fminf(area.w / (float)columns->count, 30 * p->u);
    float gap = fmaxf(roundf(0.18f * pitch), 1), line = fmaxf(roundf(p->u), 1);
    float span = columns->high - columns->low;
    float zero = roundf(area.y + area.h * (columns->high / span));
    Color color = p->theme->role[inspect_role(in, &columns->places[0])];
    draw_fill(p->list, (Rect){area.x, zero, pitch * (float)columns->count, line}, 0,
              p->theme->faint);
    for (int k = 0; k < columns->count; k++) {
        Rect tube = {roundf(area.x + pitch * (float)k), area.y, roundf(pitch - gap), area.h};
        float value = columns->values[k], end = zero - value / span * area.h;
        if (value != 0 && isfinite(end))
            put_column(in, tube, zero, fabsf(end - zero) < 1 ? zero - copysignf(1, value) : end,
                       value < 0, color);
        add_column_region(in, tube, &columns->places[k], value);
    }
}

static void put_track(Inspect *in, const Track *track, long first, long last) {
    Painter *p = in->p;
    float left = 2.6f * inspect_letter_size(in), h = roundf(fmaxf(34 * p->u, 2 * p->small));
    Place place = {track->cell, track->signal, track->unit, first};
    Rect area = {in->x + left, roundf(in->y), in->w - left, h};
    inspect_draw_letter(in, in->x, in->y + h / 2, &place, first);
    Columns columns;
    fill_columns(in, track, area.w, first, last, &columns);
    put_columns(in, &columns, area);
    in->y += h + roundf(6 * p->u);
}

static void put_steps(Inspect *in, long first, long last) {
    Painter *p = in->p;
    Track tracks[TRACKS_MOST];
    char from[24], to[24];
    int count = choose_tracks(in, last, tracks);
    float left = in->x + 2.6f * inspect_letter_size(in);
    for (int k = 0; k < count; k++)
        put_track(in, &tracks[k], first, last);
    snprintf(from, sizeof from, "t = %ld", first);
    snprintf(to, sizeof to, paint_phrase(p, "to %ld"), last);
    float w = paint_text(p, left, in->y, FACE_TEXT, p->small, p->theme->dim, from);
    if (last > first)
        paint_text(p, left + w + 0.4f * p->small, in->y, FACE_TEXT, p->small, p->theme->dim, to);
    in->y += paint_line_pitch(p->small);
}

/* Why the row of steps ends: what comes later is hidden still, or takes too long to compute. */
static void say_end(Inspect *in, long last) {
    const Session *session = in->p->session;
    long computed = session->influence->to;
    if (session->influence->whole || last >= session->lesson->steps - 1 || last == 0)
        return;
    bool hidden =
        (!trace_of(in)->spec.backward && last < computed - 1) || session_hidden(session, computed);
    inspect_note(in, hidden ? "Later steps show once they are stepped through."
                            : "For later steps follow to one of these first.");
}

void inspect_follows(Inspect *in) {
    Effect effects[EFFECTS_MOST];
    if (!in->p->session->influence) {
        inspect_note(in, "What follows does not fit into memory.");
        return;
    }
    const Trace *trace = trace_of(in);
    long t = in->place.t, last = last_step(in);
    long first = t == trace_initial(trace) ? trace_first(trace) : t;
    int count = gather(in, effects);
    bool none = !count && (trace->spec.backward ? last >= t : last <= t);
    inspect_heading(in, none ? "WHAT FOLLOWS" : "WHAT FOLLOWS, FOR EACH +1 HERE");
    if (none) {
        inspect_note(in, trace_after(trace, t) < 0 || trace_after(trace, t) >= trace->steps
                             ? "Nothing: this is the last step."
                             : "It shows in the next step: step on.");
        return;
    }
    float values[EFFECTS_MOST];
    for (int k = 0; k < count; k++)
        values[k] = effects[k].d;
    for (int k = 0; k < count; k++)
        put_effect(in, &effects[k], largest(values, count));
    in->y += roundf(8 * in->p->u);
    if (last != first)
        put_steps(in, last < first ? last : first, last < first ? first : last);
    say_end(in, last);
}
