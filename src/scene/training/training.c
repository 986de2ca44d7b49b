/* training.c: the training screen, but for its panel: how far it is, the racers' numbers, and where
 * curves and example stand. See training.h. */
#include "scene/training/training.h"
#include "scene/paint/ways.h"
#include "scene/training/page.h"
#include "session/kinds/training.h"

#include <math.h>
#include <stdio.h>

void training_percent(char *text, size_t size, double part) {
    snprintf(text, size, "%.1f %%", 100 * part);
}

double training_loss(const RaceReport *report, double loss) {
    return report->text ? loss / M_LN2 : loss;
}

float training_mark(Painter *p, float x, float middle, CellKind kind) {
    char letter[2] = {cell_kind(kind)->title[0], '\0'};
    float side = roundf(1.35f * p->small), px = p->small;
    draw_fill(p->list, (Rect){roundf(x), roundf(middle - side / 2), side, side}, 4 * p->u,
              p->theme->kind[kind]);
    paint_text_centre(p, roundf(x) + side / 2, text_top_for_centre(p, FACE_TEXT_BOLD, px, middle),
                      FACE_TEXT_BOLD, px, p->theme->on_kind[kind], letter);
    return side;
}

/* ---- how far it is ---- */

static void format_time(const Painter *p, char *text, size_t size, double seconds) {
    long left = lround(ceil(seconds));
    if (left >= 60)
        snprintf(text, size, paint_phrase(p, "%ld min %02ld s left"), left / 60, left % 60);
    else
        snprintf(text, size, paint_phrase(p, "%ld s left"), left);
}

/* "Epoch 3 of 15": the one that is being learnt. */
static void format_epoch(const TrainingPage *page, char *text, size_t size) {
    const RaceReport *report = page->report;
    long racers = report->all / (report->batches * report->epochs);
    long epoch = report->done / (report->batches * racers) + 1;
    snprintf(text, size, paint_phrase(page->p, "Epoch %ld of %ld"),
             epoch < report->epochs ? epoch : report->epochs, report->epochs);
}

static void format_left(const TrainingPage *page, char *text, size_t size) {
    double remaining = race_remaining(page->report);
    if (race_over(page->report))
        snprintf(text, size, paint_phrase(page->p, "done in %.0f s"), page->report->seconds);
    else if (page->training->state == TRAINING_OVER)
        snprintf(text, size, "%s", paint_phrase(page->p, "stopped"));
    else if (remaining < 0)
        snprintf(text, size, "%s", paint_phrase(page->p, "not begun"));
    else
        format_time(page->p, text, size, remaining);
}

/* Epoch, bar, percent and time. */
static void draw_progress(TrainingPage *page, Rect rect) {
    Painter *p = page->p;
    const RaceReport *report = page->report;
    char epoch[64], left[64], percent[16];
    double part = (double)report->done / (double)report->all;
    float middle = rect.y + rect.h / 2, gap = 14 * p->u, h = roundf(10 * p->u);
    format_epoch(page, epoch, sizeof epoch);
    format_left(page, left, sizeof left);
    snprintf(percent, sizeof percent, "%.0f %%", floor(100 * part));
    float x = rect.x + gap +
              paint_text(p, rect.x, text_top_for_centre(p, FACE_TEXT_BOLD, p->body, middle),
                         FACE_TEXT_BOLD, p->body, p->theme->text, epoch);
    float left_w = paint_text_width(p, FACE_TEXT, p->body, left);
    float percent_w = paint_text_width(p, FACE_NUMBER, p->body, "100 %");
    float right = rect.x + rect.w;
    paint_text_right(p, right, text_top_for_centre(p, FACE_TEXT, p->body, middle), FACE_TEXT,
                     p->body, p->theme->dim, left);
    paint_text_right(p, right - left_w - gap, text_top_for_centre(p, FACE_NUMBER, p->body, middle),
                     FACE_NUMBER, p->body, p->theme->text, percent);
    Rect bar = {roundf(x), roundf(middle - h / 2), 0, h};
    bar.w = roundf(right - left_w - percent_w - 2 * gap - x);
    if (bar.w < 2 * h)
        return;
    draw_fill(p->list, bar, h / 2, p->theme->hollow);
    paint_edge(p, bar, h / 2);
    if (part * (double)bar.w >= (double)h)
        draw_fill(p->list, (Rect){bar.x, bar.y, roundf((float)part * bar.w), h}, h / 2,
                  p->theme->accent);
}

/* ---- a line a racer ---- */

static float table_row(const Painter *p) {
    return roundf(fmaxf(24 * p->u, 1.75f * p->small));
}

/* Numbers of a racer, in the order of the columns. */
typedef enum Fact { PARAMETERS, SPEED, LOSS, RIGHT, TEST_LOSS, TEST_RIGHT, FACTS } Fact;

/* Columns: which facts have room, in their order. */
typedef struct Table {
    Rect rect;
    Fact facts[FACTS];
    int count;
    float name; /* width of the racers' names */
} Table;

static void fact_word(const TrainingPage *page, Fact fact, char *text, size_t size) {
    static const char *const WORDS[FACTS] = {[PARAMETERS] = "parameters",
                                             [SPEED] = "sequences",
                                             [LOSS] = "loss now",
                                             [TEST_LOSS] = "loss on tests"};
    bool bits = page->report->text && (fact == LOSS || fact == TEST_LOSS);
    const char *right = page->report->loss == LOSS_CLASSES ? "right" : "within 0.1";
    if (fact == RIGHT || fact == TEST_RIGHT)
        snprintf(text, size, paint_phrase(page->p, fact == RIGHT ? "%s now" : "%s of the tests"),
                 paint_phrase(page->p, right));
    else if (bits)
        snprintf(text, size, "%s",
                 paint_phrase(page->p, fact == LOSS ? "bits now" : "bits on tests"));
    else
        snprintf(text, size, "%s", paint_phrase(page->p, WORDS[fact]));
}

/* "–" for what is not known yet. */
static void fact_text(const TrainingPage *page, const RacerReport *racer, Fact fact, char *text,
                      size_t size) {
    const RaceCurve *curve = &racer->curve;
    int last = curve->count - 1, test = curve->test_count - 1;
    snprintf(text, size, "–");
    if (fact == PARAMETERS)
        snprintf(text, size, "%ld", racer->parameters);
    else if (fact == SPEED && racer->seconds > 0)
        snprintf(text, size, paint_phrase(page->p, "%.0f / s"),
                 (double)racer->sequences / racer->seconds);
    else if (fact == LOSS && last >= 0)
        snprintf(text, size, "%.3g", training_loss(page->report, (double)curve->loss[last]));
    else if (fact == RIGHT && last >= 0)
        training_percent(text, size, (double)curve->right[last]);
    else if (fact == TEST_LOSS && test >= 0)
        snprintf(text, size, "%.3g", training_loss(page->report, (double)curve->test_loss[test]));
    else if (fact == TEST_RIGHT && test >= 0)
        training_percent(text, size, (double)curve->test_right[test]);
}

static float column_width(const Table *table) {
    return (table->rect.w - table->name) / (float)table->count;
}

static bool has_room(const TrainingPage *page, const Table *table) {
    const Painter *p = page->p;
    char word[64];
    for (int k = 0; k < table->count; k++) {
        fact_word(page, table->facts[k], word, sizeof word);
        float width = fmaxf(paint_text_width(p, FACE_TEXT, paint_caption(p), word),
                            paint_text_width(p, FACE_NUMBER, p->small, "100000 / s"));
        if (width + 10 * p->u > column_width(table))
            return false;
    }
    return true;
}

/* What is needed least is left out first. */
static Table make_table(const TrainingPage *page, Rect rect) {
    static const Fact LEAST[] = {PARAMETERS, TEST_LOSS, SPEED, RIGHT};
    const Painter *p = page->p;
    bool left_out[FACTS] = {false};
    Table table = {.rect = rect};
    table.name = 2 * p->small + paint_text_width(p, FACE_TEXT_BOLD, p->small, "LSTM") + 8 * p->u;
    for (size_t out = 0;; out++) {
        table.count = 0;
        for (int fact = 0; fact < FACTS; fact++)
            if (!left_out[fact])
                table.facts[table.count++] = (Fact)fact;
        if (out == sizeof LEAST / sizeof *LEAST || has_room(page, &table))
            return table;
        left_out[LEAST[out]] = true;
    }
}

static float column_right(const Table *table, int column) {
    return roundf(table->rect.x + table->name + column_width(table) * (float)(column + 1));
}

static void draw_table_head(TrainingPage *page, const Table *table) {
    Painter *p = page->p;
    float px = paint_caption(p), middle = table->rect.y + table_row(p) / 2;
    float room = column_width(table) - 10 * p->u;
    for (int k = 0; k < table->count; k++) {
        char word[64];
        fact_word(page, table->facts[k], word, sizeof word);
        float width = fminf(paint_text_width(p, FACE_TEXT, px, word), room);
        paint_text_fit(p, column_right(table, k) - width,
                       text_top_for_centre(p, FACE_TEXT, px, middle), width + 0.5f, FACE_TEXT, px,
                       p->theme->dim, word);
    }
}

/* Pressed, it shows its example. */
static void draw_table_row(TrainingPage *page, const Table *table, Rect row, CellKind kind) {
    Painter *p = page->p;
    char text[32], label[96];
    const char *title = cell_kind(kind)->title;
    unsigned id = region_id("training.racer", (int)kind);
    float middle = row.y + row.h / 2, pad = 8 * p->u;
    Rect card = {row.x - pad, row.y, row.w + 2 * pad, row.h};
    bool chosen = page->training->chosen == kind;
    if (chosen || paint_hovered(p, id))
        draw_fill(p->list, card, 6 * p->u,
                  chosen ? p->theme->card : color_mix(p->theme->panel, p->theme->track, 0.5f));
    float x = row.x + training_mark(p, row.x, middle, kind) + 8 * p->u;
    paint_text(p, x, text_top_for_centre(p, FACE_TEXT_BOLD, p->small, middle), FACE_TEXT_BOLD,
               p->small, p->theme->text, title);
    for (int k = 0; k < table->count; k++) {
        fact_text(page, &page->report->racers[kind], table->facts[k], text, sizeof text);
        paint_text_right(p, column_right(table, k),
                         text_top_for_centre(p, FACE_NUMBER, p->small, middle), FACE_NUMBER,
                         p->small, p->theme->text, text);
    }
    paint_focus(p, card, id, 6 * p->u);
    snprintf(label, sizeof label, paint_phrase(p, "Show the example as the %s reads it (C)"),
             title);
    Region *region = region_add(p->list, REGION_BUTTON, card, "training.racer", (int)kind, label);
    if (!region)
        return;
    region->action = (Action){.kind = ACTION_TRAINING_CELL, .number = (int)kind};
    region->on = chosen;
    region->focusable = true;
}

static int racer_count(const RaceReport *report) {
    int count = 0;
    for (int kind = 0; kind < CELL_KIND_COUNT; kind++)
        count += report->racers[kind].there;
    return count;
}

static float table_height(const TrainingPage *page) {
    return table_row(page->p) * (float)(1 + racer_count(page->report));
}

static void draw_table(TrainingPage *page, Rect rect) {
    Painter *p = page->p;
    float row = table_row(p);
    const Table table = make_table(page, rect);
    draw_table_head(page, &table);
    Rect line = {rect.x, rect.y + row, rect.w, row};
    for (int kind = 0; kind < CELL_KIND_COUNT; kind++) {
        if (!page->report->racers[kind].there)
            continue;
        draw_table_row(page, &table, line, (CellKind)kind);
        line.y += row;
    }
}

/* ---- the screen ---- */

static void draw_waiting(Painter *p, Rect rect) {
    paint_text_centre(p, rect.x + rect.w / 2,
                      text_top_for_centre(p, FACE_TEXT, p->body, rect.y + rect.h / 2), FACE_TEXT,
                      p->body, p->theme->dim, paint_phrase(p, "The models are being made"));
}

void scene_training(Painter *p, Rect rect) {
    TrainingPage page = {p, session_training(p->session), &session_training(p->session)->report};
    float u = p->u, pad = roundf(20 * u), gap = roundf(14 * u);
    Rect inner = {rect.x + pad, rect.y + gap, rect.w - 2 * pad, 0};
    if (!page.training->reported) {
        draw_waiting(p, rect);
        return;
    }
    inner.h = roundf(fmaxf(28 * u, 1.9f * p->body));
    draw_progress(&page, inner);
    inner.y += inner.h + roundf(4 * u);
    inner.h = table_height(&page);
    draw_table(&page, inner);
    inner.y += inner.h + gap;
    float left = rect.y + rect.h - inner.y, least = training_example_least(p);
    float curves = roundf(fmaxf(fminf(0.44f * left, left - least), fminf(0.5f * left, 96 * u)));
    Rect rest = {rect.x, inner.y, rect.w, left};
    if (left - least < 96 * u && rect.w > 1.6f * left) { /* low: side by side */
        training_curves(&page, (Rect){inner.x, inner.y, roundf(0.42f * inner.w), left - gap});
        rest.x += roundf(0.42f * inner.w) + pad + gap;
    } else {
        training_curves(&page, (Rect){inner.x, inner.y, inner.w, curves});
        rest.y += curves + gap;
    }
    rest.w = rect.x + rect.w - rest.x;
    rest.h = rect.y + rect.h - rest.y;
    training_example(&page, rest);
}

/* ---- before a class ---- */

bool scene_training_presents(const Session *session, const Viewport *viewport) {
    return paint_presents(session, viewport, SESSION_TRAINING);
}

void scene_training_present(Painter *p, Rect rect) {
    const Training *training = session_training(p->session);
    bool running = training->state == TRAINING_RUNNING, none = training->report.examples < 2;
    const Way ways[] = {
        {"\u2039 Before",
         "The example before (Left)",
         {.kind = ACTION_STEP, .number = -1},
         false,
         !training->reported || none},
        {"Next \u203a",
         "The next example (Right)",
         {.kind = ACTION_STEP, .number = 1},
         false,
         !training->reported || none},
        {training_run_word(training->state),
         training_run_label(training->state),
         {.kind = ACTION_PLAY, .number = !running},
         true,
         false},
        {"Stop",
         "End the training; what was learnt stays (R)",
         {.kind = ACTION_RESET_EDITS},
         false,
         training_may_set(training)},
    };
    float u = p->u, pad = 24 * u, h = paint_ways_height(p);
    Rect foot = {rect.x + pad, roundf(rect.y + rect.h - h - 16 * u), rect.w - 2 * pad, h};
    scene_training(p, (Rect){rect.x, rect.y, rect.w, h > 0 ? foot.y - 10 * u - rect.y : rect.h});
    paint_ways(p, foot, ways, sizeof ways / sizeof *ways);
}
