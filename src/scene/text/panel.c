/* panel.c: the panel beside the text: which one is read, and how the model writes on. */
#include <math.h>
#include <stdio.h>

#include "scene/paint/control.h"
#include "scene/paint/scroll.h"
#include "scene/text/page.h"
#include "scene/text/text.h"
#include "session/kinds/text.h"

/* ---- which model ---- */

static void draw_way_back(Column *c) {
    Painter *p = c->p;
    const PushButton button = {.name = "text.training",
                               .word = paint_phrase(p, "Back to the training"),
                               .label = paint_phrase(p, "Back to the training, as it was left"),
                               .face = FACE_TEXT};
    Region *region = paint_push(p, control_share(c, control_row_height(p), 1, 0), &button);
    if (region)
        region->action = (Action){.kind = ACTION_OPEN_TOOL, .number = SESSION_TRAINING};
    c->y += control_row_height(p) + 14 * p->u;
}

/* What one has trained oneself, and the way back to where. */
static void draw_trained(Column *c) {
    Painter *p = c->p;
    char text[160];
    CellKind kind = p->session->lesson->cells[CHARACTERS_CELL].cell->spec.kind;
    const RichStyle style = {.px = p->small, .color = p->theme->text};
    snprintf(text, sizeof text, paint_phrase(p, "Just trained by you: **%s**"),
             cell_kind(kind)->title);
    c->y += rich_text(p, c->x, c->y, c->w, text, style) + 6 * p->u;
    draw_way_back(c);
}

static void draw_models(Column *c) {
    static const char *const WORDS[TEXT_MODELS] = {
        [TEXT_ENGLISH] = "English", [TEXT_LISP] = "Lisp"};
    static const char *const LABELS[TEXT_MODELS] = {
        [TEXT_ENGLISH] = "The model that has read novels by Jane Austen (A: the other one)",
        [TEXT_LISP] = "The model that has read a program, in Lisp (A: the other one)"};
    Painter *p = c->p;
    float h = control_row_height(p);
    TextModel model = session_text(p->session)->model;
    column_heading(c, p->theme->dim,
                   model == TEXT_OTHER ? paint_phrase(p, "MODEL: OUT OF A FILE")
                                       : paint_phrase(p, "MODEL"));
    for (int k = 0; k < TEXT_MODELS; k++) {
        bool on = (int)model == k;
        const PushButton button = {.name = "text.model",
                                   .index = k,
                                   .word = paint_phrase(p, WORDS[k]),
                                   .label = paint_phrase(p, LABELS[k]),
                                   .face = on ? FACE_TEXT_BOLD : FACE_TEXT,
                                   .chosen = on,
                                   .color = p->theme->accent,
                                   .on_color = p->theme->on_accent};
        Region *region = paint_push(p, control_share(c, h, TEXT_MODELS, k), &button);
        if (region && !on)
            region->action = (Action){.kind = ACTION_OPEN_TOOL, .number = SESSION_TEXT, .unit = k};
    }
    c->y += h + 14 * p->u;
}

/* ---- which text ---- */

static void draw_choice(Column *c, int index, const char *word, const char *label) {
    Painter *p = c->p;
    float h = control_row_height(p);
    bool on = session_text(p->session)->passage == index;
    const PushButton button = {.name = "text.pick",
                               .index = index,
                               .word = word,
                               .label = label,
                               .face = on ? FACE_TEXT_BOLD : FACE_TEXT,
                               .chosen = on,
                               .color = p->theme->accent,
                               .on_color = p->theme->on_accent};
    Region *region = paint_push(p, control_share(c, h, 1, 0), &button);
    if (region)
        region->action = (Action){.kind = ACTION_TEXT_PICK, .number = index};
    c->y += h + 6 * p->u;
}

/* Two buttons in a row: typing, and a clean sheet. */
static void draw_own(Column *c) {
    Painter *p = c->p;
    const TextReading *reading = session_text(p->session);
    float h = control_row_height(p);
    const PushButton type = {
        .name = "text.type",
        .word = reading->typing ? paint_phrase(p, "Stop typing") : paint_phrase(p, "Type"),
        .label = reading->typing ? paint_phrase(p, "Keys are keys again (Esc)")
                                 : paint_phrase(p, "Type your own text (E); Ctrl+V pastes"),
        .face = FACE_TEXT,
        .chosen = reading->typing,
        .color = p->theme->accent,
        .on_color = p->theme->on_accent};
    const PushButton clear = {.name = "text.clear",
                              .word = paint_phrase(p, "Clear"),
                              .label = paint_phrase(p, "Your own text is empty again"),
                              .face = FACE_TEXT,
                              .disabled =
                                  reading->passage != TEXT_OWN || !p->session->lesson->steps};
    Region *region = paint_push(p, control_share(c, h, 2, 0), &type);
    if (region)
        region->action = (Action){.kind = ACTION_TEXT_TYPE, .number = -1};
    region = paint_push(p, control_share(c, h, 2, 1), &clear);
    if (region)
        region->action = (Action){.kind = ACTION_TEXT_CLEAR};
    c->y += h + 10 * p->u;
}

static void draw_texts(Column *c) {
    Painter *p = c->p;
    const TextReading *reading = session_text(p->session);
    for (int k = 0; k < reading->set->count; k++) {
        const char *title = column_words(c, &reading->set->items[k].title);
        char label[160];
        snprintf(label, sizeof label, paint_phrase(p, "Read \u201c%s\u201d (N, P: next, before)"),
                 title);
        draw_choice(c, k, title, label);
    }
    draw_choice(c, TEXT_OWN, paint_phrase(p, "Your own text"),
                paint_phrase(p, "Read what you type or paste (E)"));
    draw_own(c);
}

/* How long it is, and how well the model foresees it. */
static void draw_measure(Column *c) {
    Painter *p = c->p;
    char text[192];
    float bits = session_text_bits(p->session);
    const RichStyle style = {.px = p->small, .color = p->theme->dim, .plain = true};
    if (isnan(bits))
        snprintf(text, sizeof text, paint_phrase(p, "%ld characters"), p->session->lesson->steps);
    else
        snprintf(text, sizeof text,
                 paint_phrase(p, "%ld characters. The model needs %.2f bits for each: as if it "
                                 "guessed among %.1f."),
                 p->session->lesson->steps, (double)bits, exp2((double)bits));
    c->y += rich_text(p, c->x, c->y, c->w, text, style) + 18 * p->u;
}

/* ---- the model writes ---- */

static void draw_temperature(Column *c) {
    Painter *p = c->p;
    const TextReading *reading = session_text(p->session);
    char value[16], label[128];
    snprintf(value, sizeof value, "%.2f", (double)reading->temperature);
    snprintf(label, sizeof label,
             paint_phrase(p, "Temperature %.2f: at 0 always the likeliest character, above 1 "
                             "bolder than it learned"),
             (double)reading->temperature);
    control_slider(c, &(Control){.name = "text.temperature",
                                 .word = paint_phrase(p, "temp."),
                                 .value_text = value,
                                 .label = label,
                                 .action = {.kind = ACTION_TEXT_TEMPERATURE},
                                 .value = reading->temperature,
                                 .low = 0,
                                 .high = 2,
                                 .step = 0.05f});
    snprintf(value, sizeof value, "%u", reading->seed);
    snprintf(label, sizeof label,
             paint_phrase(p, "Seed %u: the same one writes the same text again"), reading->seed);
    control_slider(c, &(Control){.name = "text.seed",
                                 .word = paint_phrase(p, "seed"),
                                 .value_text = value,
                                 .label = label,
                                 .action = {.kind = ACTION_TEXT_SEED},
                                 .value = (float)reading->seed,
                                 .low = 1,
                                 .high = 100,
                                 .step = 1});
    c->y += 6 * p->u;
}

static void draw_writing(Column *c) {
    Painter *p = c->p;
    float h = control_row_height(p);
    column_heading(c, p->theme->dim, paint_phrase(p, "THE MODEL WRITES ON"));
    draw_temperature(c);
    const PushButton one = {.name = "text.write",
                            .word = paint_phrase(p, "One character"),
                            .label = paint_phrase(p, "One more character, behind the one on "
                                                     "stage; what follows gives way (W)"),
                            .face = FACE_TEXT};
    Region *region = paint_push(p, control_share(c, h, 1, 0), &one);
    if (region)
        region->action = (Action){.kind = ACTION_TEXT_WRITE, .number = 1};
    c->y += h + 12 * p->u;
    const RichStyle style = {.px = p->small, .color = p->theme->dim};
    c->y += rich_text(p, c->x, c->y, c->w,
                      paint_phrase(p, "It draws each character by the chances that the bars show. "
                                      "What it wrote is **bold**; pick the text again to have it "
                                      "back whole."),
                      style);
}

/* ---- the foot ---- */

static void draw_foot(Painter *p, Rect rect) {
    bool on = p->session->playing && session_text(p->session)->writing;
    const PushButton button = {.name = "text.write-on",
                               .word = on ? paint_phrase(p, "Stop writing")
                                          : paint_phrase(p, "Let it write"),
                               .label = on ? paint_phrase(p, "The model stops (Enter)")
                                           : paint_phrase(p, "The model writes on and on (Enter)"),
                               .face = FACE_TEXT_BOLD,
                               .px = p->body,
                               .chosen = !on,
                               .color = p->theme->accent,
                               .on_color = p->theme->on_accent};
    Region *region = paint_push(p, rect, &button);
    if (region)
        region->action = (Action){.kind = ACTION_TEXT_WRITE_ON, .number = -1};
}

void scene_text_panel(Painter *p, Rect rect) {
    Rect head, room, foot;
    panel_frame(p, rect, &head, &room, &foot);
    panel_head(p, head, paint_phrase(p, "WHICH TEXT"), paint_phrase(p, "Fold this panel (L)"));
    Scroll scroll = scroll_begin(p, PANEL_LESSON, room);
    Column column = {p, head.x, room.y + 4 * p->u, head.w};
    if (session_text(p->session)->model == TEXT_TRAINED)
        draw_trained(&column);
    draw_models(&column);
    draw_texts(&column);
    draw_measure(&column);
    draw_writing(&column);
    scroll_end(p, &scroll, column.y - room.y);
    draw_foot(p, foot);
}
