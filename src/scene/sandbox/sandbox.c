/* sandbox.c: the panel on the left where no lesson is played: where the inputs come from, how fast
 * they come, which cells there are, and the way to keep what was recorded. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "scene/paint/scroll.h"
#include "scene/sandbox/panel.h"
#include "scene/sandbox/sandbox.h"
#include "session/kinds/sandbox.h"

/* ---- time ---- */

static void draw_rate(Column *c) {
    const Sandbox *sandbox = session_sandbox(c->p->session);
    char value[32], label[80];
    snprintf(value, sizeof value, paint_phrase(c->p, "%g / s"), (double)sandbox->rate);
    snprintf(label, sizeof label, paint_phrase(c->p, "Steps a second (S, F): %g"),
             (double)sandbox->rate);
    column_heading(c, c->p->theme->dim, paint_phrase(c->p, "TIME"));
    control_slider(c, &(Control){.name = "live.rate",
                                 .word = paint_phrase(c->p, "steps"),
                                 .value_text = value,
                                 .label = label,
                                 .action = {.kind = ACTION_LIVE_RATE},
                                 .value = sandbox->rate,
                                 .low = 1,
                                 .high = LIVE_RATE_MOST,
                                 .step = 1});
    snprintf(value, sizeof value, "%d", sandbox->window);
    snprintf(label, sizeof label, paint_phrase(c->p, "Steps in view: %d"), sandbox->window);
    control_slider(c, &(Control){.name = "live.window",
                                 .word = paint_phrase(c->p, "in view"),
                                 .value_text = value,
                                 .label = label,
                                 .action = {.kind = ACTION_LIVE_WINDOW},
                                 .value = (float)sandbox->window,
                                 .low = LIVE_WINDOW_LEAST,
                                 .high = LIVE_WINDOW_MOST,
                                 .step = 20});
    c->y += 20 * c->p->u;
}

/* ---- cells ---- */

static void draw_kinds(Column *c) {
    Painter *p = c->p;
    float h = control_row_height(p);
    for (int k = 0; k < cell_kind_count(); k++) {
        char label[48];
        bool on = session_sandbox(p->session)->setup.kinds[k];
        const char *title = cell_kind((CellKind)k)->title;
        snprintf(label, sizeof label,
                 on ? paint_phrase(p, "Take the %s away") : paint_phrase(p, "Add an %s"), title);
        if (!on && strcmp(cell_kind((CellKind)k)->article, "a") == 0)
            snprintf(label, sizeof label, paint_phrase(p, "Add a %s"), title);
        const PushButton button = {.name = "sandbox.kind",
                                   .index = k,
                                   .word = title,
                                   .label = label,
                                   .face = on ? FACE_TEXT_BOLD : FACE_TEXT,
                                   .chosen = on,
                                   .color = p->theme->accent,
                                   .on_color = p->theme->on_accent};
        Region *region = paint_push(p, control_share(c, h, cell_kind_count(), k), &button);
        if (region)
            region->action = (Action){.kind = ACTION_SANDBOX, .number = SANDBOX_KIND, .unit = k};
    }
    c->y += h + 6 * p->u;
}

static void draw_size(Column *c, SandboxField field, const char *word, int value, int most) {
    char text[16], label[64];
    snprintf(text, sizeof text, "%d", value);
    snprintf(label, sizeof label,
             field == SANDBOX_SIZE ? paint_phrase(c->p, "Hidden units: %d")
                                   : paint_phrase(c->p, "Inputs: %d"),
             value);
    control_slider(c, &(Control){.name = "sandbox.size",
                                 .index = (int)field,
                                 .word = paint_phrase(c->p, word),
                                 .value_text = text,
                                 .label = label,
                                 .action = {.kind = ACTION_SANDBOX, .number = (int)field},
                                 .value = (float)value,
                                 .low = 1,
                                 .high = (float)most,
                                 .step = 1});
}

static void draw_starts(Column *c) {
    static const char *const WORDS[START_COUNT] = {"by hand", "random", "lesson"};
    static const char *const LABELS[START_COUNT] = {
        "Weights made by hand: a positive input writes, units differ in how long they keep it",
        "Random weights, from a seed", "The cells of the lesson that was given"};
    Painter *p = c->p;
    const Sandbox *sandbox = session_sandbox(p->session);
    int count = sandbox->origin ? START_COUNT : START_COUNT - 1;
    float h = control_row_height(p);
    for (int k = 0; k < count; k++) {
        bool on = sandbox->setup.start == (SandboxStart)k;
        const PushButton button = {.name = "sandbox.start",
                                   .index = k,
                                   .word = paint_phrase(p, WORDS[k]),
                                   .label = paint_phrase(p, LABELS[k]),
                                   .face = on ? FACE_TEXT_BOLD : FACE_TEXT,
                                   .chosen = on,
                                   .color = p->theme->accent,
                                   .on_color = p->theme->on_accent};
        Region *region = paint_push(p, control_share(c, h, count, k), &button);
        if (region)
            region->action =
                (Action){.kind = ACTION_SANDBOX, .number = SANDBOX_START, .value = (float)k};
    }
    c->y += h + 6 * p->u;
}

static void draw_seed(Column *c) {
    unsigned seed = session_sandbox(c->p->session)->setup.seed;
    char text[16], label[64];
    snprintf(text, sizeof text, "%u", seed);
    snprintf(label, sizeof label, paint_phrase(c->p, "Seed of the random weights: %u"), seed);
    control_slider(c, &(Control){.name = "sandbox.seed",
                                 .word = paint_phrase(c->p, "seed"),
                                 .value_text = text,
                                 .label = label,
                                 .action = {.kind = ACTION_SANDBOX, .number = SANDBOX_SEED},
                                 .value = (float)seed,
                                 .low = 1,
                                 .high = 99,
                                 .step = 1});
}

/* A lesson's cells have the sizes that they have. */
static void draw_cells(Column *c) {
    const SandboxSetup *setup = &session_sandbox(c->p->session)->setup;
    column_heading(c, c->p->theme->dim, paint_phrase(c->p, "CELLS"));
    draw_starts(c);
    if (setup->start != START_LESSON) {
        draw_kinds(c);
        draw_size(c, SANDBOX_SIZE, "units", setup->units, SANDBOX_UNITS);
        draw_size(c, SANDBOX_WIDTH, "inputs", setup->inputs, SANDBOX_INPUTS);
    }
    if (setup->start == START_RANDOM)
        draw_seed(c);
    c->y += 12 * c->p->u;
}

/* Something must have come, to tell from what comes. */
static void draw_foretell(Column *c) {
    Painter *p = c->p;
    float h = control_row_height(p);
    const PushButton button = {
        .name = "sandbox.foretell",
        .word = paint_phrase(p, "Draw what comes"),
        .label = paint_phrase(p, "Draw the memory of the next steps before you see it (Y)"),
        .face = FACE_TEXT,
        .disabled = p->session->lesson->steps == 0};
    Region *region = paint_push(p, (Rect){c->x, c->y, c->w, h}, &button);
    if (region)
        region->action = (Action){.kind = ACTION_FORETELL};
    c->y += h + 18 * p->u;
}

static void draw_hint(Column *c) {
    static const char HINT[] =
        "Drag a slider, or hold **1** to **4** (with Shift: -1).\n\n**Space** pauses: then scrub "
        "back, drag any bar, and see what it would have changed.";
    const RichStyle style = {.px = c->p->small, .color = c->p->theme->dim};
    c->y += rich_text(c->p, c->x, c->y + 4 * c->p->u, c->w, paint_phrase(c->p, HINT), style) +
            12 * c->p->u;
}

/* ---- head and foot ---- */

/* A lamp says the same as the word, so that it is seen from afar. */
static void draw_head(Painter *p, Rect rect) {
    bool live = session_live(p->session);
    panel_head_lamp(p, rect, live,
                    paint_phrase(p, live ? "SANDBOX \u00b7 LIVE" : "SANDBOX \u00b7 PAUSED"),
                    paint_phrase(p, "Fold the sandbox (L)"));
}

static void draw_foot(Painter *p, Rect rect) {
    float gap = 12 * p->u, w = roundf((rect.w - gap) / 2);
    bool nothing = p->session->lesson->steps == 0;
    const PushButton view = {.name = "sandbox.save",
                             .index = 1,
                             .word = paint_phrase(p, "Save view"),
                             .label = paint_phrase(p, "The steps in view become a lesson file"),
                             .face = FACE_TEXT,
                             .px = p->body,
                             .disabled = nothing};
    const PushButton all = {
        .name = "sandbox.save",
        .word = paint_phrase(p, "Save all"),
        .label = paint_phrase(p, "All recorded steps become a lesson file (Ctrl+Shift+S)"),
        .face = FACE_TEXT,
        .px = p->body,
        .disabled = nothing};
    Region *region = paint_push(p, (Rect){rect.x, rect.y, w, rect.h}, &view);
    if (region)
        region->action = (Action){.kind = ACTION_SAVE_LESSON, .number = 1};
    region = paint_push(p, (Rect){rect.x + w + gap, rect.y, rect.w - w - gap, rect.h}, &all);
    if (region)
        region->action = (Action){.kind = ACTION_SAVE_LESSON};
}

void scene_sandbox(Painter *p, Rect rect) {
    Rect head, room, foot;
    panel_frame(p, rect, &head, &room, &foot);
    draw_head(p, head);
    Scroll scroll = scroll_begin(p, PANEL_LESSON, room);
    Column column = {p, head.x, room.y + 4 * p->u, head.w};
    float top = room.y;
    sandbox_inputs(&column);
    draw_rate(&column);
    draw_foretell(&column);
    draw_cells(&column);
    draw_hint(&column);
    scroll_end(p, &scroll, column.y - top);
    draw_foot(p, foot);
}
