/* panel.c: the panel on the left of the training screen. What is set can be changed while
 * nothing learns. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "scene/paint/control.h"
#include "scene/paint/scroll.h"
#include "scene/training/page.h"
#include "scene/training/training.h"
#include "session/kinds/training.h"

static const char *const TASK_WORDS[TRAINING_TASKS] = {"Digits", "Adding", "Recall", "Counting",
                                                       "Text"};
static const char *const TASK_LABELS[TRAINING_TASKS] = {
    "Handwritten digits: read row by row, which of 0 to 9 is it?",
    "Adding: 20 numbers, two of them marked; their sum, at the end",
    "Recall: a symbol at the first step, then 19 empty ones; which symbol was it?",
    "Counting: how many pulses so far, at every step",
    "Text: which character comes next? Four passages of a novel to learn from, a fifth as test"};

static void chosen_button(PushButton *button, const Painter *p, bool on) {
    button->face = on ? FACE_TEXT_BOLD : FACE_TEXT;
    button->chosen = on;
    button->color = p->theme->accent;
    button->on_color = p->theme->on_accent;
}

/* ---- what is set ---- */

static void draw_task(Column *row, const Training *training, int task, int index) {
    Painter *p = row->p;
    PushButton button = {.name = "training.task",
                         .index = task,
                         .word = paint_phrase(p, TASK_WORDS[task]),
                         .label = paint_phrase(p, TASK_LABELS[task]),
                         .disabled = !training_may_set(training)};
    chosen_button(&button, p, (int)training->order.task == task);
    Region *region = paint_push(p, control_share(row, control_row_height(p), 2, index), &button);
    if (region)
        region->action =
            (Action){.kind = ACTION_TRAINING, .number = TRAINING_TASK, .value = (float)task};
}

static void draw_tasks(Column *c, const Training *training) {
    Painter *p = c->p;
    column_heading(c, p->theme->dim, paint_phrase(p, "TASK"));
    for (int task = 0; task < TRAINING_TASKS; task++) {
        draw_task(c, training, task, task % 2);
        if (task % 2 || task + 1 == TRAINING_TASKS)
            c->y += control_row_height(p) + 6 * p->u;
    }
    const RichStyle style = {.px = p->small, .color = p->theme->dim, .plain = true};
    c->y += rich_text(p, c->x, c->y + 2 * p->u, c->w,
                      paint_phrase(p, TASK_LABELS[training->order.task]), style) +
            18 * p->u;
}

static void draw_kinds(Column *c, const Training *training) {
    Painter *p = c->p;
    column_heading(c, p->theme->dim, paint_phrase(p, "CELLS THAT RACE"));
    for (int kind = 0; kind < CELL_KIND_COUNT; kind++) {
        char label[64];
        bool on = training->order.setup.kinds[kind];
        const char *title = cell_kind((CellKind)kind)->title;
        snprintf(label, sizeof label,
                 on ? paint_phrase(p, "Take the %s away")
                 : strcmp(cell_kind((CellKind)kind)->article, "a") == 0
                     ? paint_phrase(p, "Add a %s")
                     : paint_phrase(p, "Add an %s"),
                 title);
        PushButton button = {.name = "training.kind",
                             .index = kind,
                             .word = title,
                             .label = label,
                             .disabled = !training_may_set(training)};
        chosen_button(&button, p, on);
        Region *region =
            paint_push(p, control_share(c, control_row_height(p), CELL_KIND_COUNT, kind), &button);
        if (region)
            region->action =
                (Action){.kind = ACTION_TRAINING, .number = TRAINING_KIND, .unit = kind};
    }
    c->y += control_row_height(p) + 6 * p->u;
}

static void draw_setting(Column *c, const Training *training, TrainingField field, Control control,
                         const char *format, double value) {
    char label[96], text[24];
    snprintf(label, sizeof label, paint_phrase(c->p, format), value);
    snprintf(text, sizeof text, "%g", value);
    control.name = "training.set";
    control.index = (int)field;
    control.word = paint_phrase(c->p, control.word);
    control.value_text = text;
    control.label = label;
    control.action = (Action){.kind = ACTION_TRAINING, .number = (int)field};
    control.step = 1;
    control.disabled = !training_may_set(training);
    control_slider(c, &control);
}

static void draw_settings(Column *c, const Training *training) {
    const RaceSetup *setup = &training->order.setup;
    Control units = {.word = "units", .value = (float)setup->hidden, .low = 1, .high = RACE_HIDDEN};
    Control epochs = {
        .word = "epochs", .value = (float)setup->epochs, .low = 1, .high = TRAINING_EPOCHS_MOST};
    Control rate = {
        .word = "rate", .value = (float)training->rate, .low = 0, .high = TRAINING_RATES - 1};
    Control seed = {.word = "seed", .value = (float)setup->seed, .low = 1, .high = TRAINING_SEEDS};
    draw_setting(c, training, TRAINING_HIDDEN, units, "Hidden units of each cell: %g",
                 (double)setup->hidden);
    draw_setting(c, training, TRAINING_EPOCHS, epochs,
                 "Epochs, each of which sees every example once: %g", (double)setup->epochs);
    draw_setting(c, training, TRAINING_RATE, rate,
                 "Learning rate of Adam at first, falling to 0: %g", (double)setup->rate);
    draw_setting(c, training, TRAINING_SEED, seed,
                 "Seed of weights and of the order of examples: %g", (double)setup->seed);
    c->y += 12 * c->p->u;
}

/* Who reads with what a task has made; word NULL: nobody. */
typedef struct Reader {
    const char *word, *label;
    SessionKindId screen;
} Reader;

static const Reader READERS[TRAINING_TASKS] = {
    [TRAINING_DIGITS] = {"Read digits with it",
                         "These networks read test digits and your own, as they are now; the "
                         "training waits (Enter)",
                         SESSION_DIGITS},
    [TRAINING_TEXT] = {"Open in Text",
                       "The cell whose example is shown reads texts and writes, as it is now; the "
                       "training waits (Enter)",
                       SESSION_TEXT}};

/* The way to what the networks can do now. It is the way on, so Enter presses it. */
static void draw_hand_over(Column *c, const Training *training) {
    Painter *p = c->p;
    float h = roundf(1.25f * control_row_height(p));
    const Reader *reader = &READERS[training->order.task];
    bool able = training->reported && training->task == training->order.task &&
                training->state != TRAINING_READY;
    if (!reader->word)
        return;
    PushButton button = {.name = "next",
                         .word = paint_phrase(p, reader->word),
                         .label = paint_phrase(p, reader->label),
                         .disabled = !able};
    chosen_button(&button, p, able);
    Region *region = paint_push(p, control_share(&(Column){p, c->x, c->y, c->w}, h, 1, 0), &button);
    if (region && able)
        region->action =
            (Action){.kind = ACTION_OPEN_TOOL, .number = (int)reader->screen, .flag = true};
    c->y += h + 12 * p->u;
}

/* How little a text is to learn from, and so what can be expected of it. */
static const char LITTLE[] =
    "Some 8,000 characters are little: expect syllables and short words, a good third of the "
    "characters right, some 3.3 bits for each. With more epochs the passages are learnt by heart, "
    "and the tests get worse. The model that comes with **Text** learned from 400 times as much.";

static void draw_hint(Column *c, const Training *training) {
    static const char HINT[] =
        "All cells see the same minibatches, so only the cells differ. The same seed gives "
        "the same curves.\n\n**Space** starts and pauses, **R** stops, **\u2190 \u2192** show "
        "another example, **C** another cell.";
    const RichStyle style = {.px = c->p->small, .color = c->p->theme->dim};
    if (training->order.task == TRAINING_TEXT)
        c->y += rich_text(c->p, c->x, c->y + 4 * c->p->u, c->w, paint_phrase(c->p, LITTLE), style) +
                12 * c->p->u;
    c->y += rich_text(c->p, c->x, c->y + 4 * c->p->u, c->w, paint_phrase(c->p, HINT), style) +
            12 * c->p->u;
}

/* ---- head and foot ---- */

static const char *state_title(TrainingState state) {
    static const char *const TITLES[] = {
        [TRAINING_READY] = "TRAINING \u00b7 READY",
        [TRAINING_RUNNING] = "TRAINING \u00b7 LEARNING",
        [TRAINING_PAUSED] = "TRAINING \u00b7 PAUSED",
        [TRAINING_OVER] = "TRAINING \u00b7 OVER",
    };
    return TITLES[state];
}

const char *training_run_word(TrainingState state) {
    static const char *const WORDS[] = {[TRAINING_READY] = "Start",
                                        [TRAINING_RUNNING] = "Pause",
                                        [TRAINING_PAUSED] = "Go on",
                                        [TRAINING_OVER] = "Start anew"};
    return WORDS[state];
}

const char *training_run_label(TrainingState state) {
    static const char *const LABELS[] = {[TRAINING_READY] = "Begin to learn (Space)",
                                         [TRAINING_RUNNING] = "Pause the training (Space)",
                                         [TRAINING_PAUSED] = "Go on with the training (Space)",
                                         [TRAINING_OVER] = "Learn once more, from the start"};
    return LABELS[state];
}

/* A lamp says the same as the word, so that it is seen from afar. */
static void draw_start(Painter *p, Rect rect, const Training *training) {
    PushButton button = {.name = "training.run",
                         .word = paint_phrase(p, training_run_word(training->state)),
                         .label = paint_phrase(p, training_run_label(training->state)),
                         .px = p->body};
    chosen_button(&button, p, training->state != TRAINING_RUNNING);
    button.face = FACE_TEXT_BOLD;
    Region *region = paint_push(p, rect, &button);
    if (region)
        region->action =
            (Action){.kind = ACTION_PLAY, .number = training->state != TRAINING_RUNNING};
}

static void draw_foot(Painter *p, Rect rect, const Training *training) {
    float gap = 8 * p->u, w = roundf((rect.w - 2 * gap) * 0.29f), first = rect.w - 2 * (w + gap);
    const PushButton stop = {.name = "training.stop",
                             .word = paint_phrase(p, "Stop"),
                             .label =
                                 paint_phrase(p, "End the training; what was learnt stays (R)"),
                             .face = FACE_TEXT,
                             .px = p->body,
                             .disabled = training_may_set(training)};
    const PushButton save = {
        .name = "training.save",
        .word = paint_phrase(p, "Save"),
        .label =
            training->order.task == TRAINING_TEXT
                ? paint_phrase(p, "The models as safetensors files; gatescope text reads with them "
                                  "(Ctrl+Shift+S)")
                : paint_phrase(p, "The models as safetensors files; gatescope train --resume goes "
                                  "on with them (Ctrl+Shift+S)"),
        .face = FACE_TEXT,
        .px = p->body,
        .disabled = !training->reported};
    draw_start(p, (Rect){rect.x, rect.y, first, rect.h}, training);
    Region *region = paint_push(p, (Rect){rect.x + first + gap, rect.y, w, rect.h}, &stop);
    if (region)
        region->action = (Action){.kind = ACTION_RESET_EDITS};
    region = paint_push(p, (Rect){rect.x + rect.w - w, rect.y, w, rect.h}, &save);
    if (region)
        region->action = (Action){.kind = ACTION_SAVE_LESSON};
}

void scene_training_panel(Painter *p, Rect rect) {
    const Training *training = session_training(p->session);
    Rect head, room, foot;
    panel_frame(p, rect, &head, &room, &foot);
    panel_head_lamp(p, head, training->state == TRAINING_RUNNING,
                    paint_phrase(p, state_title(training->state)),
                    paint_phrase(p, "Fold the settings (L)"));
    Scroll scroll = scroll_begin(p, PANEL_LESSON, room);
    Column column = {p, head.x, room.y + 4 * p->u, head.w};
    draw_tasks(&column, training);
    draw_kinds(&column, training);
    draw_settings(&column, training);
    draw_hand_over(&column, training);
    draw_hint(&column, training);
    scroll_end(p, &scroll, column.y - room.y);
    draw_foot(p, foot, training);
}
