/* lane_card.c: a card: head, bars, numbers, marks of holds and highlights, and what can be done
 * with them. */
#include "base/clamp.h"
#include "scene/stage/lane.h"
#include "scene/words/number.h"

#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

enum { NUMBERS_MOST = 6, FOCUS_MOST = 8, LABEL = 160, NAME = 96 };

/* Where the parts of a card stand. */
typedef struct CardPlan {
    Point head;   /* left end of the letter's baseline */
    float letter; /* its size */
    float word_x, word_room, number_y;
    bool beside;  /* the letter stands beside the bars, not above */
    bool numbers; /* there is room below the bars */
    BarsPlan bars;
} CardPlan;

/* ---- plan ---- */

/* Numbers stand close together: a little smaller than other small text, but never too small. */
static float number_size(const Painter *p) {
    return fmaxf(p->small * 0.92f, 11 * p->viewport->scale);
}

static const char *subscript_of(const Lane *lane, const Card *card) {
    if (lane->initial && !card->before && lane->kind->signals[card->signal].has_initial)
        return "\xe2\x88\x92"
               "1";
    if (card->before && lane->trace->spec.backward)
        return "t+1";
    return card->before ? "t\xe2\x88\x92"
                          "1"
                        : "t";
}

static const char *letter_of(const Lane *lane, const Card *card) {
    return card->letter ? card->letter
                        : paint_signal_symbol(lane->p, lane->model->spec.kind, card->signal);
}

static float letter_width(const Lane *lane, const Card *card, float px) {
    const char *symbol = letter_of(lane, card);
    return paint_text_width(lane->p, FACE_SYMBOL, px, symbol) +
           paint_text_width(lane->p, FACE_SYMBOL, px * 0.68f, subscript_of(lane, card)) +
           2 * lane->p->u;
}

static float letter_least(const Painter *p) {
    return 11 * p->viewport->scale;
}

/* The letter's size: as large as text allows, in a small card that share of its height. */
static float letter_size(const Lane *lane, const Card *card, float room, float share) {
    Painter *p = lane->p;
    float px = fminf(p->body * 1.4f, fmaxf(card->rect.h * share, letter_least(p)));
    float width = letter_width(lane, card, px);
    return width > room ? fmaxf(px * room / width, letter_least(p)) : px;
}

static CardPlan plan_card(const Lane *lane, const Card *card) {
    Painter *p = lane->p;
    Rect r = card->rect;
    float u = p->u, pad = clamp_float(r.w * 0.075f, 5 * u, 16 * u);
    float pad_y = fminf(9 * u, r.h * 0.07f),
          number_h = paint_line_height(p, FACE_NUMBER, number_size(p));
    CardPlan plan = {.letter = letter_size(lane, card, r.w - 2 * pad, 0.24f)};
    float head_h = roundf(plan.letter * 1.22f), width = letter_width(lane, card, plan.letter);
    plan.numbers = card->bars.count <= BARS_WIDE_MOST || r.h > 4 * number_h;
    plan.numbers = plan.numbers && r.h - 2 * pad_y - number_h > 30 * u &&
                   r.w - 2 * pad > paint_text_width(p, FACE_NUMBER, number_size(p), "-0.00");
    float foot = plan.numbers ? number_h + 3 * u : 2 * u;
    float above = r.h - 2 * pad_y - head_h - foot - 4 * u;
    float aside = r.w - 2 * pad - width - 8 * u;
    float crowd = 12 * u * (float)(card->bars.count < 6 ? card->bars.count : 6);
    plan.beside = above < 46 * u && aside > fmaxf(above * 1.1f, r.w * 0.46f) &&
                  (aside >= crowd || above < 20 * u);
    if (plan.beside) { /* there it has room in height */
        plan.letter = letter_size(lane, card, r.w * 0.36f, 0.36f);
        width = letter_width(lane, card, plan.letter);
    }
    if (!plan.beside && above < 20 * u && plan.numbers) {
        plan.numbers = false;
        foot = 2 * u;
    }
    float top = r.y + pad_y, shift = plan.beside ? width + 8 * u : 0;
    float bars_y = plan.beside ? top + 5 * u : top + head_h + 4 * u;
    Rect area = {r.x + pad + shift, roundf(bars_y), r.w - 2 * pad - shift, 0};
    area.h = roundf(fmaxf(r.y + r.h - pad_y - foot - area.y, 4));
    plan.bars = bars_plan(p, area, card->bars.count);
    plan.head = (Point){r.x + pad + u, roundf(top + plan.letter * 0.86f)};
    plan.word_x = plan.head.x + width + 6 * u;
    plan.word_room = plan.beside ? 0 : r.x + r.w - pad - plan.word_x;
    plan.number_y = area.y + area.h + 4 * u;
    return plan;
}

/* ---- head ---- */

static void draw_word(Lane *lane, const Card *card, const CardPlan *plan, float room) {
    Painter *p = lane->p;
    char word[LANE_WORD];
    lane_word(lane, card->signal, word);
    float top = plan->head.y - p->fonts->ascent(p->fonts->context, FACE_TEXT, p->small);
    if (card->named && lane->words && paint_text_width(p, FACE_TEXT, p->small, word) <= room)
        paint_text(p, plan->word_x, top, FACE_TEXT, p->small, p->theme->dim, word);
}

/* "±5" where the axis is not 1, and other short notes. */
static void draw_note(Lane *lane, const Card *card, const CardPlan *plan, float *room) {
    Painter *p = lane->p;
    char axis[16];
    const char *note = card->note;
    if (!note && !card->bars.level && card->bars.limit > 1) {
        snprintf(axis, sizeof axis, "\xc2\xb1%g", (double)card->bars.limit);
        note = axis;
    }
    if (!note)
        return;
    float px = p->small, width = paint_text_width(p, FACE_TEXT, px, note);
    float ascent = p->fonts->ascent(p->fonts->context, FACE_TEXT, px);
    if (plan->beside) {
        float y = plan->head.y + plan->letter * 0.45f, line = paint_line_height(p, FACE_TEXT, px);
        float end = plan->numbers ? plan->number_y : card->rect.y + card->rect.h;
        if (y + line <= end - 2 * p->u)
            paint_text(p, plan->head.x, y, FACE_TEXT, px, p->theme->dim, note);
    } else if (width <= *room) {
        paint_text_right(p, plan->word_x + *room, plan->head.y - ascent, FACE_TEXT, px,
                         p->theme->dim, note);
        *room -= width + 6 * p->u;
    }
}

/* A lock: some unit of this gate is held. Returns where it is; w 0: there is no room. */
static Rect draw_lock(Lane *lane, const Card *card, const CardPlan *plan, float *room) {
    float u = lane->p->u, w = 10 * u, h = 7 * u;
    float x = plan->word_x + *room - w, y = plan->head.y - h;
    if (plan->beside) {
        x = plan->head.x;
        y = plan->head.y + plan->letter * 0.45f + 5 * u;
    } else if (*room < w) {
        return (Rect){0};
    }
    draw_ring(lane->p->list, x + w / 2, y, 3.5f * u, fmaxf(1.5f * u, 1), card->bars.color);
    draw_fill(lane->p->list, (Rect){x, y, w, h}, 2 * u, card->bars.color);
    *room -= w + 6 * u;
    return (Rect){x - 5 * u, y - 8 * u, w + 10 * u, h + 13 * u};
}

/* ---- holds and highlights ---- */

static bool is_gate(const Lane *lane, const Card *card) {
    return lane->kind->signals[card->signal].class == SIGNAL_GATE && !card->frozen;
}

static bool any_held(const Lane *lane, const Card *card) {
    if (!is_gate(lane, card))
        return false;
    for (int k = 0; k < lane->model->hold_count; k++) {
        const Hold *hold = &lane->model->holds[k];
        int unit = hold->unit < 0 ? 0 : hold->unit;
        if (hold->signal == card->signal &&
            cell_hold_at(lane->model, card->signal, unit, lane->t < 0 ? 0 : lane->t))
            return true;
    }
    return false;
}

/* A held bar's tube is dashed, and a pin keeps its level. */
static void draw_holds(Lane *lane, const Card *card, const CardPlan *plan) {
    Painter *p = lane->p;
    if (lane->initial || plan->bars.form != BARS_WIDE)
        return;
    for (int k = 0; k < card->bars.count; k++) {
        const Hold *hold = cell_hold_at(lane->model, card->signal, k, lane->t);
        if (!hold)
            continue;
        Rect tube = bars_rect(&plan->bars, k);
        Color color = card->bars.color;
        draw_dashed_frame(p->list, tube, 0, fmaxf(1.5f * p->u, 1), 4 * p->u, color);
        float y = tube.y + tube.h * (1 - clamp_float(hold->value, 0, 1));
        draw_disc(p->list, tube.x + tube.w / 2, y, fminf(3.5f * p->u, tube.w / 2), p->theme->text);
    }
}

/* Where the bars stood before the change. */
static void draw_before(Lane *lane, const Card *card, const CardPlan *plan) {
    bool settled = !card->bars.hidden && card->bars.part >= 1 && !card->bars.ghost;
    if (!lane->p->session->before || !settled || plan->bars.form == BARS_HEAT)
        return;
    for (int k = 0; k < card->bars.count; k++) {
        Place place = {lane->cell, card->signal, k,
                       card->before ? trace_before(lane->trace, lane->t) : lane->t};
        float was;
        if (session_known(lane->p->session, &place) &&
            session_before(lane->p->session, &place, &was))
            bar_outline(lane->p, bars_rect(&plan->bars, k), bars_value(&card->bars, k), was,
                        &card->bars);
    }
}

static bool highlight_names(const Lane *lane, const Card *card, const Target *target) {
    return target->cell == lane->cell && target->kind == TARGET_SIGNAL &&
           target->index == card->signal && !card->calm;
}

static bool highlighted(const Lane *lane, const Card *card) {
    const Beat *beat = session_beat(lane->p->session);
    for (int k = 0; beat && k < beat->highlight_count; k++)
        if (highlight_names(lane, card, &beat->highlights[k].target))
            return true;
    return false;
}

static void frame_highlighted_units(Lane *lane, const Card *card, const CardPlan *plan) {
    const Beat *beat = session_beat(lane->p->session);
    for (int k = 0; beat && k < beat->highlight_count; k++) {
        const Target *target = &beat->highlights[k].target;
        if (highlight_names(lane, card, target) && target->row >= 0 &&
            target->row < card->bars.count)
            bars_frame(lane->p, &plan->bars, target->row, lane->p->theme->accent);
    }
}

static void region_name(const Lane *lane, const Card *card, const char *part, char *name) {
    snprintf(name, NAME, "stage.%s.%s%s%s", lane->entry->id, lane->kind->signals[card->signal].name,
             card->before ? ".before" : "", part);
}

/* ---- numbers ---- */

static void number_text(const Card *card, int unit, int decimals, char *text, size_t size) {
    format_value(text, size, bars_value(&card->bars, unit), decimals);
}

/* The selected unit's number leads to where it came from; an input's, whichever it is. */
static void link_number(Lane *lane, const Card *card, int unit, float x, float y, float w) {
    char name[NAME];
    float h = roundf(1.16f * number_size(lane->p));
    region_name(lane, card, ".number", name);
    if (unit == lane->unit || card->signal == SIGNAL_X)
        lane_inspect_number(lane, card, unit, (Rect){x - w / 2, y, w, h}, name);
}

/* Centred under the unit's bar, but inside the card. */
static void draw_number(Lane *lane, const Card *card, const CardPlan *plan, int unit, bool chosen) {
    Painter *p = lane->p;
    char text[32];
    Rect tube = bars_rect(&plan->bars, unit), r = card->rect;
    Face face = chosen ? FACE_NUMBER_BOLD : FACE_NUMBER;
    bool roomy = plan->bars.pitch > paint_text_width(p, face, number_size(p), "-0.0000");
    number_text(card, unit, roomy ? 3 : 2, text, sizeof text);
    float w = paint_text_width(p, face, number_size(p), text), u = p->u;
    float low = r.x + 4 * u + w / 2, high = r.x + r.w - 4 * u - w / 2;
    float x = clamp_float(tube.x + tube.w / 2, low, high);
    paint_text_centre(p, x, plan->number_y, face, number_size(p),
                      chosen ? p->theme->text : p->theme->dim, text);
    link_number(lane, card, unit, x, plan->number_y, w);
}

/* The widest number to expect: one within the axis, so that the numbers do not come and go from
 * step to step; wider only if a bar has left it. */
static float number_room(const Lane *lane, const Card *card) {
    const Painter *p = lane->p;
    float widest =
        paint_text_width(p, FACE_NUMBER, number_size(p), card->bars.level ? "0.00" : "-0.00");
    for (int k = 0; k < card->bars.count; k++) {
        char text[32];
        number_text(card, k, 2, text, sizeof text);
        widest = fmaxf(widest, paint_text_width(p, FACE_NUMBER, number_size(p), text));
    }
    return widest + fmaxf(3 * p->u, 3);
}

static void draw_numbers(Lane *lane, const Card *card, const CardPlan *plan) {
    const Bars *bars = &card->bars;
    bool settled = !bars->hidden && bars->part >= 1; /* a bar on its way has no number yet */
    if (!plan->numbers || !settled)
        return;
    bool all = bars->count <= NUMBERS_MOST && plan->bars.form == BARS_WIDE &&
               plan->bars.pitch >= number_room(lane, card);
    int chosen = card->signal == SIGNAL_X ? -1 : lane->unit;
    for (int k = 0; all && k < bars->count; k++)
        draw_number(lane, card, plan, k, k == chosen);
    if (!all && chosen >= 0)
        draw_number(lane, card, plan, chosen, true);
    if (!all && chosen < 0 && bars->count == 1)
        draw_number(lane, card, plan, 0, false);
}

/* ---- regions ---- */

/* "LSTM forget gate, unit 2: 0.99" */
static void region_text(const Lane *lane, const Card *card, int from, int to, char *label) {
    const Painter *p = lane->p;
    bool input = card->signal == SIGNAL_X;
    char value[48], units[80];
    snprintf(value, sizeof value, "%s", paint_phrase(p, "not known yet"));
    if (!card->bars.hidden)
        number_text(card, from, 2, value, sizeof value);
    if (to > from)
        snprintf(units, sizeof units,
                 input ? paint_phrase(p, "inputs %d to %d") : paint_phrase(p, "units %d to %d"),
                 from + 1, to + 1);
    else
        snprintf(units, sizeof units,
                 input ? paint_phrase(p, "input %d: %s") : paint_phrase(p, "unit %d: %s"), from + 1,
                 value);
    snprintf(label, LABEL,
             card->before ? paint_phrase(p, "%s %s before this step, %s")
                          : paint_phrase(p, "%s %s, %s"),
             lane->kind->title,
             phrase_signal(p->session->view.language, lane->model->spec.kind, card->signal), units);
}

/* A click selects a unit; on the selected one it asks where the number comes from. */
static Action select_unit(const Lane *lane, const Card *card, int unit) {
    const Session *session = lane->p->session;
    bool selected = session->cell == lane->cell && session->unit == unit;
    Action inspect = lane_inspect(lane, card, unit);
    if (selected && inspect.kind != ACTION_NONE)
        return inspect;
    return (Action){.kind = ACTION_SELECT, .cell = lane->cell, .unit = unit};
}

static Edit edit_of(const Lane *lane, const Card *card, int unit) {
    if (card->signal == SIGNAL_X)
        return (Edit){.kind = EDIT_INPUT, .cell = lane->cell, .step = lane->t, .column = unit};
    return (Edit){.kind = EDIT_HOLD,
                  .cell = lane->cell,
                  .index = card->signal,
                  .row = unit,
                  .from = 0,
                  .to = LONG_MAX};
}

static Action reset_of(const Card *card, Edit edit) {
    if (card->signal == SIGNAL_X)
        return (Action){.kind = ACTION_RESET_ONE, .edit = edit};
    edit.kind = EDIT_FREE;
    return (Action){.kind = ACTION_EDIT, .edit = edit};
}

/* The grip near a level's top: this can be dragged. */
static void draw_grip(Lane *lane, const Card *card, Rect tube, float value) {
    Painter *p = lane->p;
    float u = p->u, w = roundf(fminf(tube.w * 0.42f, 14 * u)), h = fmaxf(roundf(1.5f * u), 1);
    Rect bar = bar_extent(tube, value, &card->bars);
    if (!card->bars.level || tube.w < 10 * u || bar.h < 12 * u || value > 1.001f)
        return;
    Rect grip = {roundf(tube.x + (tube.w - w) / 2), bar.y + 4 * u, w, h};
    draw_fill(p->list, grip, 0, color_mix(card->bars.color, card->bars.on_color, 0.5f));
}

/* The tube of a gate or of an input: dragging sets it, resetting frees it. */
static void add_bar_region(Lane *lane, const Card *card, const CardPlan *plan, int unit) {
    Painter *p = lane->p;
    char name[NAME], label[LABEL];
    Rect tube = bars_rect(&plan->bars, unit);
    Edit edit = edit_of(lane, card, unit);
    region_name(lane, card, "", name);
    region_text(lane, card, unit, unit, label);
    Region *region = region_add(p->list, REGION_BAR, tube, name, unit, label);
    if (!region)
        return;
    region->low = card->bars.level ? 0 : -card->bars.limit;
    edit.value = bars_value(&card->bars, unit);
    if (isnan(edit.value))
        edit.value = region->low; /* a run gone wrong is set right from the bottom on */
    region->action = (Action){.kind = ACTION_EDIT, .cell = lane->cell, .unit = unit, .edit = edit};
    region->reset = reset_of(card, edit);
    region->inspect = lane_inspect(lane, card, unit);
    region->high = card->bars.level ? 1 : card->bars.limit;
    region->step = 0.05f;
    region->value = edit.value;
    region->focusable = card->bars.count <= FOCUS_MOST;
    region->disabled = !session_may(p->session, &edit);
    unsigned id = region->id;
    bool movable = !region->disabled;
    if (movable)
        draw_grip(lane, card, tube, edit.value);
    if (movable && paint_hovered(p, id))
        draw_frame(p->list, tube, 3 * p->u, fmaxf(1.5f * p->u, 1), p->theme->text);
    if (session_edited(p->session, &edit) && card->signal == SIGNAL_X)
        bar_mark_edited(p, tube);
    paint_focus(p, (Rect){tube.x - 2, tube.y - 2, tube.w + 4, tube.h + 4}, id, 4 * p->u);
}

/* Units from..to as one button that selects the first of them; ring: what the focus frames. */
static void add_select_region(Lane *lane, const Card *card, Rect rect, Rect ring, int from, int to,
                              const char *part, bool focusable) {
    char name[NAME], label[LABEL];
    region_name(lane, card, part, name);
    region_text(lane, card, from, to, label);
    Region *region = region_add(lane->p->list, REGION_BUTTON, rect, name, from, label);
    if (!region)
        return;
    region->action = select_unit(lane, card, from);
    region->inspect = lane_inspect(lane, card, from);
    region->focusable = focusable;
    unsigned id = region->id;
    paint_focus(lane->p, ring, id, 4 * lane->p->u);
}

/* One stop for the keyboard in a card of many units: it selects the next one. */
static void add_next_region(Lane *lane, const Card *card) {
    int count = card->bars.count, unit = lane->unit < 0 ? 0 : lane->unit;
    char name[NAME], label[LABEL], value[LABEL];
    region_name(lane, card, ".next", name);
    region_text(lane, card, unit, unit, value);
    snprintf(label, sizeof label, paint_phrase(lane->p, "%.100s, of %d; selects the next"), value,
             count);
    Region *region = region_add(lane->p->list, REGION_BUTTON, card->rect, name, 0, label);
    if (!region)
        return;
    region->action =
        (Action){.kind = ACTION_SELECT, .cell = lane->cell, .unit = (unit + 1) % count};
    region->focusable = true;
    unsigned id = region->id;
    paint_focus(lane->p, card->rect, id, 8 * lane->p->u);
}

/* Cells of a heat strip, in blocks that a finger or a pointer can hit. */
static void add_block_regions(Lane *lane, const Card *card, const BarsPlan *plan) {
    float least = 13 * lane->p->u, w = plan->area.w / (float)plan->columns;
    int span = (int)ceilf(least / fmaxf(w, 0.5f)), cells = plan->columns;
    float h = plan->area.h / (float)plan->rows;
    int tall = (int)ceilf(least / fmaxf(h, 0.5f));
    for (int row = 0; row < plan->rows; row += tall) {
        for (int column = 0; column < cells; column += span) {
            int from = (row * cells + column) * plan->group;
            int to = from + span * plan->group - 1;
            if (from >= plan->count)
                return;
            Rect rect = {plan->area.x + w * (float)column, plan->area.y + h * (float)row,
                         w * fminf((float)span, (float)(cells - column)),
                         h * fminf((float)tall, (float)(plan->rows - row))};
            to = to < plan->count ? to : plan->count - 1;
            add_select_region(lane, card, rect, rect, from, to, ".block", false);
        }
    }
}

static void add_unit_regions(Lane *lane, const Card *card, const CardPlan *plan) {
    Rect r = card->rect;
    bool input = card->signal == SIGNAL_X;
    bool bar = input ? lesson_cell_reads_only_inputs(lane->entry) : is_gate(lane, card);
    bar = bar && !lane->initial && !card->bars.hidden;
    bool stop = card->signal == SIGNAL_H && !card->before && card->bars.count <= FOCUS_MOST;
    for (int k = 0; k < card->bars.count; k++) {
        Rect tube = bars_rect(&plan->bars, k);
        float gap = plan->bars.pitch - plan->bars.width;
        Rect column = {tube.x - gap / 2, r.y, tube.w + gap, r.h};
        if (!input)
            add_select_region(lane, card, column, tube, k, k, ".unit", stop);
        if (bar)
            add_bar_region(lane, card, plan, k);
    }
}

static void add_regions(Lane *lane, const Card *card, const CardPlan *plan) {
    if (card->bars.count > FOCUS_MOST && card->signal != SIGNAL_X)
        add_next_region(lane, card);
    if (plan->bars.form != BARS_HEAT)
        add_unit_regions(lane, card, plan);
    else if (card->signal != SIGNAL_X)
        add_block_regions(lane, card, &plan->bars);
}

/* ---- the card ---- */

static void draw_back(Lane *lane, const Card *card) {
    Painter *p = lane->p;
    float u = p->u, radius = fminf(8 * u, card->rect.h / 4);
    draw_fill(p->list, card->rect, radius, p->theme->card);
    if (highlighted(lane, card)) { /* round the card, apart from the frame of its phase */
        Rect r = card->rect;
        float out = 4 * u;
        Rect round = {r.x - out, r.y - out, r.w + 2 * out, r.h + 2 * out};
        draw_frame(p->list, round, radius + out, fmaxf(2 * u, 1), p->theme->select);
        if (p->spot_count < (int)(sizeof p->spots / sizeof *p->spots))
            p->spots[p->spot_count++] = round;
    }
    if (card->active)
        draw_frame(p->list, card->rect, radius, fmaxf(2 * u, 1), card->bars.color);
    else if (card->frozen)
        draw_dashed_frame(p->list, card->rect, radius, fmaxf(u, 1), 5 * u, card->bars.color);
    else
        draw_frame(p->list, card->rect, radius, fmaxf(u, 1), p->theme->line);
}

void lane_card(Lane *lane, const Card *card) {
    Painter *p = lane->p;
    CardPlan plan = plan_card(lane, card);
    float room = plan.word_room;
    Rect lock = {0};
    char name[NAME];
    draw_back(lane, card);
    paint_symbol(p, plan.head.x, plan.head.y, plan.letter, lane->kind->signals[card->signal].role,
                 letter_of(lane, card), subscript_of(lane, card));
    if (any_held(lane, card))
        lock = draw_lock(lane, card, &plan, &room);
    draw_note(lane, card, &plan, &room);
    draw_word(lane, card, &plan, room);
    bars_draw(p, &plan.bars, &card->bars);
    draw_before(lane, card, &plan);
    if (is_gate(lane, card))
        draw_holds(lane, card, &plan);
    if (lane->unit >= 0 && card->signal != SIGNAL_X)
        bars_frame(p, &plan.bars, lane->unit, p->theme->select);
    frame_highlighted_units(lane, card, &plan);
    lane_frame_inspected(lane, card, &plan.bars);
    add_regions(lane, card, &plan);
    region_name(lane, card, ".lock", name);
    lane_lock(lane, card, lock, name);
    draw_numbers(lane, card, &plan);
}
