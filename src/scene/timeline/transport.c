/* transport.c: what does not fit is left out in a fixed order, the least needed first. */
#include "scene/timeline/transport.h"

#include "scene/flow/flow.h"

#include <math.h>
#include <stdio.h>

#include "session/tempo.h"

typedef enum Icon { ICON_FIRST, ICON_BACK, ICON_PLAY, ICON_PAUSE, ICON_ON, ICON_LAST } Icon;

typedef struct Button {
    const char *name, *word, *label; /* of the region; shown; explained */
    Icon icon;
    bool word_first; /* the word stands before the icon */
    Action action;
    float width;
} Button;

enum { BUTTONS = 5, TRANSPORT_PARTS = 7, CELLS_ASKED = 64 };

/* What is shown in this width. */
typedef struct TransportPlan {
    bool caption, words, motion, sound, speed, ends, when, back;
    bool phases; /* those inside a step can be shown */
    float phase_w;
} TransportPlan;

float transport_height(const Painter *p) {
    return roundf(
        paint_tap(p, fmaxf(30 * p->u, paint_line_height(p, FACE_TEXT, p->body) + 10 * p->u)));
}

/* ---- buttons ---- */

static void triangle_icon(Painter *p, float x, float y, float size, int turn, Color color) {
    draw_triangle(p->list, (Rect){x, y - size / 2, size * 0.9f, size}, turn, color);
}

static void bar_icon(Painter *p, float x, float y, float size, Color color) {
    float w = fmaxf(roundf(size * 0.2f), 1);
    draw_fill(p->list, (Rect){x, y - size / 2, w, size}, 0, color);
}

/* Draws the icon with its left end at x; all are size wide. */
static void draw_icon(Painter *p, Icon icon, float x, float y, float size, Color color) {
    switch (icon) {
    case ICON_FIRST:
        bar_icon(p, x, y, size, color);
        triangle_icon(p, x + size * 0.25f, y, size, 2, color);
        break;
    case ICON_LAST:
        triangle_icon(p, x - size * 0.1f, y, size, 0, color);
        bar_icon(p, x + size * 0.85f, y, size, color);
        break;
    case ICON_PAUSE:
        bar_icon(p, x + size * 0.18f, y, size, color);
        bar_icon(p, x + size * 0.58f, y, size, color);
        break;
    default:
        triangle_icon(p, x + size * 0.05f, y, size, icon == ICON_BACK ? 2 : 0, color);
    }
}

static void draw_button(Painter *p, Rect rect, const Button *button, bool words, bool main) {
    const Theme *theme = p->theme;
    float u = p->u, size = roundf(p->body * 0.72f), y = rect.y + rect.h / 2;
    bool hovered = paint_hovered(p, region_id(button->name, 0));
    Color back = main ? theme->accent : theme->track, ink = main ? theme->on_accent : theme->text;
    draw_fill(p->list, rect, 7 * u, hovered ? color_mix(back, theme->text, 0.12f) : back);
    paint_edge(p, rect, 7 * u);
    Face face = main ? FACE_TEXT_BOLD : FACE_TEXT;
    const char *word = words ? button->word : "";
    float word_w = word[0] ? paint_text_width(p, face, p->body, word) : 0;
    float space = word[0] ? 6 * u : 0, whole = size + space + word_w;
    float x = roundf(rect.x + (rect.w - whole) / 2);
    float icon_x = button->word_first ? x + word_w + space : x;
    draw_icon(p, button->icon, icon_x, y, size, ink);
    if (word[0])
        paint_text(p, button->word_first ? x : x + size + space,
                   text_top_for_centre(p, face, p->body, y), face, p->body, ink, word);
    Region *region = region_add(p->list, REGION_BUTTON, rect, button->name, 0, button->label);
    if (!region)
        return;
    region->action = button->action;
    region->focusable = true;
    unsigned id = region->id;
    paint_focus(p, rect, id, 7 * u);
}

static float button_width(const Painter *p, const Button *button, bool words) {
    float size = roundf(p->body * 0.72f);
    if (!words || !button->word[0])
        return roundf(paint_tap(p, size + 24 * p->u));
    return roundf(paint_tap(p, size + 30 * p->u +
                                   paint_text_width(p, FACE_TEXT_BOLD, p->body, button->word)));
}

static Action go_to(long step) {
    return (Action){.kind = ACTION_GO, .step = step, .phase = PHASE_SHOW};
}

static void set_buttons(const Painter *p, Button *buttons) {
    bool playing = p->session->playing;
    long last = p->session->lesson->steps - 1;
    buttons[0] = (Button){.name = "time.first",
                          .word = "",
                          .label = paint_phrase(p, "To the initial state"),
                          .icon = ICON_FIRST,
                          .action = go_to(-1)};
    buttons[1] = (Button){.name = "time.back",
                          .word = paint_phrase(p, "step"),
                          .label = paint_phrase(p, "One step back"),
                          .icon = ICON_BACK,
                          .action = {.kind = ACTION_STEP, .number = -1}};
    buttons[2] = (Button){.name = "time.play",
                          .word = playing ? paint_phrase(p, "pause") : paint_phrase(p, "play"),
                          .label = playing ? paint_phrase(p, "Pause") : paint_phrase(p, "Play"),
                          .icon = playing ? ICON_PAUSE : ICON_PLAY,
                          .action = {.kind = ACTION_PLAY, .number = -1}};
    buttons[3] = (Button){.name = "time.step",
                          .word = paint_phrase(p, "step"),
                          .label = paint_phrase(p, "One step on"),
                          .icon = ICON_ON,
                          .word_first = true,
                          .action = {.kind = ACTION_STEP, .number = 1}};
    buttons[4] = (Button){.name = "time.last",
                          .word = "",
                          .label = paint_phrase(p, "To the last step"),
                          .icon = ICON_LAST,
                          .action = go_to(last)};
}

/* ---- phases ---- */

static const char CAPTION[] = "inside a step";

/* As the kinds on stage have it, the first of those in which something happens; NULL: in none. */
static const char *phase_name(const Painter *p, int phase) {
    int cells[CELLS_ASKED], count = session_shown_cells(p->session, cells, CELLS_ASKED);
    for (int k = 0; k < count; k++) {
        CellKind kind = p->session->lesson->cells[cells[k]].cell->spec.kind;
        if (cell_kind(kind)->phases[phase].name)
            return paint_phrase(p, cell_kind(kind)->phases[phase].name);
    }
    return NULL;
}

static int phase_count(const Painter *p) {
    int count = 0;
    for (int k = 0; k < PHASE_COUNT; k++)
        count += phase_name(p, k) != NULL;
    return count;
}

static float widest_phase(const Painter *p, float px) {
    float widest = 0;
    for (int k = 0; k < PHASE_COUNT; k++) {
        const char *name = phase_name(p, k);
        widest = fmaxf(widest, name ? paint_text_width(p, FACE_TEXT_BOLD, px, name) : 0);
    }
    return widest;
}

static Color phase_color(const Theme *theme, int phase) {
    static const Role ROLE[PHASE_COUNT] = {ROLE_INPUT, ROLE_FORGET, ROLE_WRITE, ROLE_HIDDEN};
    return theme->role[ROLE[phase]];
}

static Color phase_ink(const Theme *theme, int phase) {
    static const Role ROLE[PHASE_COUNT] = {ROLE_INPUT, ROLE_FORGET, ROLE_WRITE, ROLE_HIDDEN};
    return theme->on_role[ROLE[phase]];
}

static void draw_phases(Painter *p, Rect rect, const TransportPlan *plan) {
    bool started = p->moment.t >= 0;
    if (!plan->phases)
        return;
    float space = 4 * p->u, px = fminf(p->small * 1.05f, p->body), x = rect.x;
    float widest = widest_phase(p, px), room = plan->phase_w - 5 * p->u;
    if (widest > room) /* smaller, before they are cut */
        px = flow_legible(p, px * room / widest);
    for (int k = 0; k < PHASE_COUNT; k++) {
        const char *name = phase_name(p, k);
        if (!name)
            continue;
        Rect r = {x, rect.y, plan->phase_w, rect.h};
        x += plan->phase_w + space;
        bool on = started && k == (int)p->moment.phase;
        Color back = on ? phase_color(p->theme, k) : p->theme->track;
        bool hovered = paint_hovered(p, region_id("time.phase", k));
        draw_fill(p->list, r, 6 * p->u, hovered ? color_mix(back, p->theme->text, 0.12f) : back);
        paint_edge(p, r, 6 * p->u);
        Face face = on ? FACE_TEXT_BOLD : FACE_TEXT;
        float word = fminf(paint_text_width(p, face, px, name), r.w - 4 * p->u);
        paint_text_fit(p, r.x + (r.w - word) / 2, text_top_for_centre(p, face, px, r.y + r.h / 2),
                       word + 0.5f, face, px, on ? phase_ink(p->theme, k) : p->theme->text, name);
        char label[96];
        snprintf(label, sizeof label, paint_phrase(p, "Show the phase \"%s\" of this step"), name);
        Region *region = region_add(p->list, REGION_BUTTON, r, "time.phase", k, label);
        if (!region)
            return;
        region->action = (Action){.kind = ACTION_SHOW_PHASE, .number = k};
        region->focusable = true;
        region->disabled = !started;
        region->on = on;
        unsigned id = region->id;
        paint_focus(p, r, id, 6 * p->u);
    }
}

/* ---- when, and how fast ---- */

static void when_text(const Painter *p, char *text, size_t size) {
    if (p->moment.t < 0)
        snprintf(text, size, "%s", paint_phrase(p, "initial state"));
    else
        snprintf(text, size, paint_phrase(p, "t = %ld of %ld"), p->moment.t,
                 p->session->lesson->steps - 1);
}

/* The widest that it can become, so that nothing beside it moves as time goes. */
static float when_width(const Painter *p) {
    char text[64];
    long last = p->session->lesson->steps - 1;
    snprintf(text, sizeof text, paint_phrase(p, "t = %ld of %ld"), last, last);
    return fmaxf(paint_text_width(p, FACE_TEXT, p->small, text),
                 paint_text_width(p, FACE_TEXT, p->small, paint_phrase(p, "initial state")));
}

static void speed_text(const Painter *p, char *text, size_t size) {
    float rate = session_tempo(p->session).rate;
    if (rate > 0)
        snprintf(text, size, paint_phrase(p, "%g steps / s"), (double)rate);
    else
        snprintf(text, size, paint_phrase(p, "speed %g\xc3\x97"), (double)p->session->speed);
}

static void draw_speed(Painter *p, Rect rect) {
    char text[32];
    speed_text(p, text, sizeof text);
    bool hovered = paint_hovered(p, region_id("time.speed", 0));
    if (hovered)
        draw_fill(p->list, rect, 6 * p->u, p->theme->track);
    paint_text_centre(p, rect.x + rect.w / 2,
                      text_top_for_centre(p, FACE_TEXT, p->small, rect.y + rect.h / 2), FACE_TEXT,
                      p->small, p->theme->dim, text);
    Region *region = region_add(p->list, REGION_BUTTON, rect, "time.speed", 0,
                                paint_phrase(p, "How fast playing goes"));
    if (!region)
        return;
    const Tempo tempo = session_tempo(p->session);
    region->action = tempo.faster;
    if (tempo.rate == 0)
        region->reset = (Action){.kind = ACTION_SPEED, .value = 1};
    region->focusable = true;
    unsigned id = region->id;
    paint_focus(p, rect, id, 6 * p->u);
}

/* A switch is a word that says its state, so that it can be seen and pressed. */
typedef struct Switch {
    const char *name, *word, *widest, *label;
    bool note;    /* a note is drawn before the word */
    bool unusual; /* not as it is at first: stands out, and stays longer where there is no room */
    ActionKind action;
} Switch;

static Switch motion_switch(const Painter *p) {
    bool off = p->session->view.reduced_motion;
    return (Switch){.name = "time.motion",
                    .word = off ? paint_phrase(p, "motion off") : paint_phrase(p, "motion on"),
                    .widest = paint_phrase(p, "motion off"),
                    .label = off ? paint_phrase(p, "Show steps in motion (M)")
                                 : paint_phrase(p, "Show steps without motion (M)"),
                    .unusual = off,
                    .action = ACTION_MOTION};
}

static Switch sound_switch(const Painter *p) {
    bool on = p->session->view.sound;
    return (Switch){
        .name = "time.sound",
        .word = on ? paint_phrase(p, "on") : paint_phrase(p, "off"),
        .widest = paint_phrase(p, "off"),
        .label = on ? paint_phrase(p, "Sound is on: memory as pitch, gate as loudness (Shift+S)")
                    : paint_phrase(p, "Sound is off: hear the selected unit (Shift+S)"),
        .note = true,
        .unusual = on,
        .action = ACTION_SOUND};
}

static float note_width(const Painter *p) {
    return roundf(0.85f * p->small);
}

/* A quaver, with its left end at x: head, stem and flag. */
static void draw_note(Painter *p, float x, float middle, Color color) {
    float size = p->small, head = 0.17f * size, stem = fmaxf(roundf(0.1f * size), 1);
    float foot = middle + 0.32f * size, top = middle - 0.46f * size, right = x + 2 * head;
    draw_disc(p->list, x + head, foot, head, color);
    draw_line(p->list, right - stem / 2, foot, right - stem / 2, top, stem, color);
    draw_line(p->list, right - stem / 2, top, right + 0.22f * size, top + 0.26f * size, 1.4f * stem,
              color);
}

static void draw_switch(Painter *p, Rect rect, const Switch *it) {
    unsigned id = region_id(it->name, 0);
    if (paint_hovered(p, id))
        draw_fill(p->list, rect, 6 * p->u, p->theme->track);
    Color ink = it->unusual ? p->theme->text : p->theme->dim;
    float note = it->note ? note_width(p) : 0, middle = rect.y + rect.h / 2;
    paint_text_centre(p, rect.x + (rect.w + note) / 2,
                      text_top_for_centre(p, FACE_TEXT, p->small, middle), FACE_TEXT, p->small, ink,
                      it->word);
    if (it->note)
        draw_note(p, rect.x + 7 * p->u, middle, ink);
    paint_focus(p, rect, id, 6 * p->u);
    Region *region = region_add(p->list, REGION_BUTTON, rect, it->name, 0, it->label);
    if (!region)
        return;
    region->action = (Action){.kind = it->action, .number = -1};
    region->focusable = true;
}

/* ---- layout ---- */

static float switch_width(const Painter *p, Switch it) {
    float note = it.note ? note_width(p) : 0;
    return paint_tap(p, note + paint_text_width(p, FACE_TEXT, p->small, it.widest) + 14 * p->u);
}

static float speed_width(const Painter *p) {
    char widest[48];
    if (session_tempo(p->session).rate > 0)
        snprintf(widest, sizeof widest, paint_phrase(p, "%g steps / s"), 60.0);
    else
        snprintf(widest, sizeof widest, paint_phrase(p, "speed %g\xc3\x97"), 0.25);
    return paint_tap(p, paint_text_width(p, FACE_TEXT, p->small, widest) + 14 * p->u);
}

static float phases_width(const Painter *p, const TransportPlan *plan) {
    float count = (float)phase_count(p);
    if (!plan->phases || count < 1)
        return 0;
    return count * plan->phase_w + (count - 1) * 4 * p->u;
}

static float needed_width(const Painter *p, Button *buttons, const TransportPlan *plan) {
    float u = p->u, width = 0;
    for (int k = 0; k < BUTTONS; k++) {
        bool shown = k == 1 ? plan->back : plan->ends || (k > 0 && k < BUTTONS - 1);
        buttons[k].width = shown ? button_width(p, &buttons[k], plan->words) : 0;
        width += shown ? buttons[k].width + 7 * u : 0;
    }
    width += 14 * u + phases_width(p, plan);
    width += plan->caption
                 ? paint_text_width(p, FACE_TEXT, p->small, paint_phrase(p, CAPTION)) + 10 * u
                 : 0;
    width += plan->motion ? switch_width(p, motion_switch(p)) + 4 * u : 0;
    width += plan->sound ? switch_width(p, sound_switch(p)) + 4 * u : 0;
    width += plan->speed ? speed_width(p) + 8 * u : 0;
    width += plan->when ? when_width(p) + 14 * u : 0;
    return width;
}

/* Switches that are as usual go first; one that is not stays longer. */
static void order_to_drop(const Painter *p, TransportPlan *plan, bool *drop[TRANSPORT_PARTS]) {
    bool sound = sound_switch(p).unusual, motion = motion_switch(p).unusual;
    int count = 0;
    if (!motion)
        drop[count++] = &plan->motion;
    if (!sound)
        drop[count++] = &plan->sound;
    drop[count++] = &plan->caption;
    drop[count++] = &plan->words;
    drop[count++] = &plan->speed;
    if (sound)
        drop[count++] = &plan->sound;
    if (motion)
        drop[count++] = &plan->motion;
    drop[count++] = &plan->ends;
    drop[count++] = &plan->when;
}

/* A window as narrow as a small phone: a step back is a press on the ribbon of time; phases that a finger
 * could not tell apart are not shown. */
static void drop_more(const Painter *p, Button *buttons, TransportPlan *plan, float room) {
    if (plan->phases && needed_width(p, buttons, plan) > room)
        plan->back = false;
    if (plan->phases && p->tap > 0 && needed_width(p, buttons, plan) > room) {
        plan->phases = false;
        plan->back = true;
    }
}

static TransportPlan plan_transport(const Painter *p, Button *buttons, float room,
                                    unsigned without) {
    bool phases = !(without & TRANSPORT_PHASES), switches = !(without & TRANSPORT_SWITCHES);
    TransportPlan plan = {phases, true, switches, switches, true, true, true, true, phases, 0};
    bool *drop[TRANSPORT_PARTS];
    order_to_drop(p, &plan, drop);
    float px = fminf(p->small * 1.05f, p->body);
    float word = widest_phase(p, px);
    plan.phase_w = roundf(paint_tap(p, word + 20 * p->u));
    if (needed_width(p, buttons, &plan) > room)
        plan.phase_w = roundf(paint_tap(p, word + 12 * p->u));
    for (int k = 0; k < TRANSPORT_PARTS && needed_width(p, buttons, &plan) > room; k++) {
        *drop[k] = false;
        if (drop[k] == &plan.words)
            plan.phase_w = roundf(paint_tap(p, word + 10 * p->u));
    }
    drop_more(p, buttons, &plan, room);
    float over = needed_width(p, buttons, &plan) - room;
    if (over > 0) /* nothing is left to leave out: the words are cut */
        plan.phase_w =
            floorf(fmaxf(plan.phase_w - over / fmaxf((float)phase_count(p), 1), 8 * p->u));
    else if (over < -60 * p->u && plan.caption)
        plan.phase_w = roundf(word + 28 * p->u);
    return plan;
}

/* Draws a switch that ends at *right, and moves *right before it. */
static void put_switch(Painter *p, Rect row, float *right, Switch it) {
    float w = switch_width(p, it);
    *right -= w + 4 * p->u;
    draw_switch(p, (Rect){roundf(*right), row.y, w, row.h}, &it);
}

static void draw_right_end(Painter *p, Rect rect, const TransportPlan *plan) {
    char when[64];
    float right = rect.x + rect.w;
    when_text(p, when, sizeof when);
    if (plan->when)
        paint_text_right(p, right, text_top_for_centre(p, FACE_TEXT, p->small, rect.y + rect.h / 2),
                         FACE_TEXT, p->small, p->theme->text, when);
    right -= (plan->when ? when_width(p) : 0) + 8 * p->u;
    if (plan->speed) {
        float w = speed_width(p);
        right -= w;
        draw_speed(p, (Rect){roundf(right), rect.y, w, rect.h});
    }
    if (plan->motion)
        put_switch(p, rect, &right, motion_switch(p));
    if (plan->sound)
        put_switch(p, rect, &right, sound_switch(p));
}

void transport_draw(Painter *p, Rect rect, unsigned without) {
    Button buttons[BUTTONS];
    set_buttons(p, buttons);
    TransportPlan plan = plan_transport(p, buttons, rect.w, without);
    float x = rect.x, u = p->u, over = fmaxf(fminf(2 * u, (rect.h - p->tap) / 2), 0);
    for (int k = 0; k < BUTTONS; k++) {
        if (buttons[k].width <= 0)
            continue;
        draw_button(p, (Rect){x, rect.y, buttons[k].width, rect.h}, &buttons[k], plan.words,
                    k == 2);
        x += buttons[k].width + 7 * u;
    }
    x += 14 * u;
    if (plan.caption) {
        float top = text_top_for_centre(p, FACE_TEXT, p->small, rect.y + rect.h / 2);
        x += paint_text(p, x, top, FACE_TEXT, p->small, p->theme->dim, paint_phrase(p, CAPTION)) +
             10 * u;
    }
    draw_phases(p, (Rect){roundf(x), rect.y + over, 0, rect.h - 2 * over}, &plan);
    draw_right_end(p, rect, &plan);
}
