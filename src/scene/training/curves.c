/* curves.c: loss, on a logarithmic axis, and accuracy of all racers over the minibatches,
 * side by side: lines for what is trained on, dots for the test examples after every epoch.
 *
 * Both begin at the start of the training. Where the axis ends doubles as the training goes on, so
 * that it stands still most of the time. */
#include <math.h>
#include <stdio.h>

#include "base/clamp.h"
#include "scene/training/page.h"

enum { DRAWN_MOST = 100, TICKS_MOST = 12, X_TICKS = 6, LEAST_BATCHES = 8 };
static const double LEAST_LOSS = 1e-6;

typedef struct Plot {
    Rect area;
    double end;       /* minibatches at the right edge */
    double low, high; /* of the axis; of a loss its logarithm to base 10 */
    bool loss;
    const RaceReport *report;
} Plot;

/* ---- axes ---- */

static double axis_end(const RaceReport *report) {
    double end = (double)(report->batches * report->epochs);
    long done = LEAST_BATCHES;
    for (int kind = 0; kind < CELL_KIND_COUNT; kind++)
        if (report->racers[kind].done > done)
            done = report->racers[kind].done;
    while (end / 2 >= (double)done)
        end /= 2;
    return end;
}

static double loss_value(const Plot *plot, float loss) {
    return log10(fmax(training_loss(plot->report, (double)loss), LEAST_LOSS));
}

/* The next of ..., 0.1, 0.2, 0.5, 1, 2, ... in that direction, as a logarithm. */
static double round_loss(double value, bool up) {
    static const double PARTS[] = {0, 0.30103, 0.69897, 1};
    double whole = floor(value), part = value - whole;
    if (up)
        for (int k = 0; k < 4; k++)
            if (PARTS[k] >= part - 1e-9)
                return whole + PARTS[k];
    for (int k = 3; k > 0; k--)
        if (PARTS[k] <= part + 1e-9)
            return whole + PARTS[k];
    return whole;
}

static void widen(Plot *plot, float loss, bool *any) {
    double value = loss_value(plot, loss);
    plot->low = *any ? fmin(plot->low, value) : value;
    plot->high = *any ? fmax(plot->high, value) : value;
    *any = true;
}

static void fit_loss(Plot *plot) {
    const RaceReport *report = plot->report;
    bool any = false;
    for (int kind = 0; kind < CELL_KIND_COUNT; kind++) {
        const RaceCurve *curve = &report->racers[kind].curve;
        for (int k = 0; k < curve->count; k++)
            widen(plot, curve->loss[k], &any);
        for (int k = 0; k < curve->test_count; k++)
            widen(plot, curve->test_loss[k], &any);
    }
    if (!any) {
        plot->low = -2;
        plot->high = 0.5;
    }
    plot->low = round_loss(plot->low, false);
    plot->high = round_loss(plot->high, true);
    if (plot->high - plot->low < 0.3)
        plot->high += 0.30103;
}

static float plot_x(const Plot *plot, double batches) {
    return plot->area.x + plot->area.w * (float)(batches / plot->end);
}

static float plot_y(const Plot *plot, double value) {
    double part = (value - plot->low) / (plot->high - plot->low);
    return plot->area.y + plot->area.h * (float)(1 - part);
}

/* ---- ticks ---- */

static int loss_ticks(const Plot *plot, double ticks[TICKS_MOST]) {
    static const double PARTS[] = {1, 2, 5};
    double span = plot->high - plot->low;
    int count = 0;
    for (int decade = (int)floor(plot->low); decade <= (int)ceil(plot->high); decade++)
        for (int k = 0; k < 3; k++) {
            bool shown = k == 0 || span < 1.8 || (k == 2 && span < 3.5);
            double tick = decade + log10(PARTS[k]);
            bool inside = tick >= plot->low - 1e-6 && tick <= plot->high + 1e-6;
            if (shown && inside && count < TICKS_MOST)
                ticks[count++] = tick;
        }
    return count;
}

static int part_ticks(double ticks[TICKS_MOST]) {
    for (int k = 0; k <= 4; k++)
        ticks[k] = 0.25 * k;
    return 5;
}

static void format_tick(const Plot *plot, char *text, size_t size, double tick) {
    if (plot->loss)
        snprintf(text, size, "%.2g", pow(10, tick));
    else
        snprintf(text, size, "%.0f %%", 100 * tick);
}

static void draw_rows(Painter *p, const Plot *plot) {
    double ticks[TICKS_MOST];
    int count = plot->loss ? loss_ticks(plot, ticks) : part_ticks(ticks);
    float px = paint_caption(p), line = fmaxf(roundf(p->u), 1);
    float last = 2 * plot->area.y + 2 * plot->area.h; /* of the label below */
    for (int k = 0; k < count; k++) {
        char text[24];
        float y = roundf(plot_y(plot, ticks[k]));
        draw_fill(p->list, (Rect){plot->area.x, y, plot->area.w, line}, 0, p->theme->line);
        if (last - y < 1.25f * px)
            continue;
        last = y;
        format_tick(plot, text, sizeof text, ticks[k]);
        paint_text_right(p, plot->area.x - 6 * p->u, text_top_for_centre(p, FACE_NUMBER, px, y),
                         FACE_NUMBER, px, p->theme->dim, text);
    }
}

/* 1, 2, 5, 10, ...: so that no more than X_TICKS steps fit. */
static double tick_step(double end) {
    static const double PARTS[] = {1, 2, 5};
    for (double decade = 1;; decade *= 10)
        for (int k = 0; k < 3; k++)
            if (end / (decade * PARTS[k]) <= X_TICKS)
                return decade * PARTS[k];
}

/* Numbers below the axis keep clear of the lowest one beside it. */
static float below_axis(const Painter *p) {
    return fmaxf(4 * p->u, 0.65f * paint_caption(p));
}

/* Epochs, as soon as there are two; minibatches before. */
static void draw_columns(Painter *p, const Plot *plot, const RaceReport *report) {
    bool epochs = plot->end >= 2 * (double)report->batches;
    double unit = epochs ? (double)report->batches : 1, step = tick_step(plot->end / unit);
    float px = paint_caption(p), line = fmaxf(roundf(p->u), 1);
    float low = plot->area.y + plot->area.h, top = low + below_axis(p);
    const char *word = paint_phrase(p, epochs ? "epochs" : "minibatches");
    draw_fill(p->list, (Rect){plot->area.x, roundf(low), plot->area.w, line}, 0, p->theme->line);
    float free = plot->area.x + plot->area.w - paint_text_width(p, FACE_TEXT, px, word) - 8 * p->u;
    for (double k = 0; k * step * unit <= plot->end * 1.0001; k++) {
        char text[24];
        float x = roundf(plot_x(plot, k * step * unit));
        snprintf(text, sizeof text, "%.0f", k * step);
        draw_fill(p->list, (Rect){x, low, line, 4 * p->u}, 0, p->theme->dim);
        float half = paint_text_width(p, FACE_NUMBER, px, text) / 2;
        if (x + half <= free)
            draw_text(p->list, x - half, top, FACE_NUMBER, px, p->theme->dim, text);
    }
    paint_text_right(p, plot->area.x + plot->area.w, top, FACE_TEXT, px, p->theme->dim, word);
}

/* ---- curves ---- */

/* Points of the curve in groups, so that a line is to be seen and not a band. Returns how many. */
static int gather(const Plot *plot, const RaceCurve *curve, float values[DRAWN_MOST], int *group) {
    const float *from = plot->loss ? curve->loss : curve->right;
    *group = (curve->count + DRAWN_MOST - 1) / DRAWN_MOST;
    int count = *group ? curve->count / *group : 0;
    for (int k = 0; k < count; k++) {
        float sum = 0;
        for (int n = 0; n < *group; n++)
            sum += from[k * *group + n];
        float mean = sum / (float)*group;
        values[k] = plot->loss ? (float)loss_value(plot, mean) : mean;
    }
    return count;
}

/* Smaller where many lie side by side, so that the lines are still seen between them. */
static float test_radius(const Painter *p, const Plot *plot, long batches) {
    float apart = plot_x(plot, (double)batches) - plot->area.x;
    return clamp_float(4 * p->u, 2.5f, fmaxf(apart / 4, 1.5f));
}

static void draw_tests(Painter *p, const Plot *plot, const RaceCurve *curve, long batches,
                       Color color) {
    float radius = test_radius(p, plot, batches);
    for (int k = 0; k < curve->test_count; k++) {
        float x = plot_x(plot, (double)((k + 1) * batches));
        double value =
            plot->loss ? loss_value(plot, curve->test_loss[k]) : (double)curve->test_right[k];
        float y = plot_y(plot, value);
        draw_disc(p->list, x, y, radius + clamp_float(1.5f * p->u, 1, radius / 2), p->theme->panel);
        draw_disc(p->list, x, y, radius, color);
    }
}

/* Returns where it ends; x below the area where there is nothing of it. */
static void draw_racer(TrainingPage *page, const Plot *plot, CellKind kind, float *x, float *y) {
    Painter *p = page->p;
    const RaceCurve *curve = &page->report->racers[kind].curve;
    Color color = p->theme->kind[kind];
    float values[DRAWN_MOST], width = fmaxf(2 * p->u, 1.5f);
    int group, count = gather(plot, curve, values, &group);
    *x = -1;
    if (count < 1)
        return;
    double step = (double)(curve->stride * group);
    float first = plot_x(plot, step / 2), last = plot_x(plot, ((double)count - 0.5) * step);
    if (count > 1)
        draw_curve(p->list, (Rect){first, plot->area.y, last - first, plot->area.h}, values, count,
                   (float)plot->low, (float)plot->high, width, color);
    else
        draw_disc(p->list, first, plot_y(plot, (double)values[0]), width, color);
    draw_tests(p, plot, curve, page->report->batches, color);
    float tested = plot_x(plot, (double)(curve->test_count * page->report->batches));
    *x = curve->test_count ? fmaxf(last, tested) : last;
    *y = plot_y(plot, (double)values[count - 1]);
}

/* Letters at the curves' ends, pushed apart where they would lie on each other. */
static void draw_letters(TrainingPage *page, const Plot *plot, const float x[], const float y[]) {
    Painter *p = page->p;
    int order[CELL_KIND_COUNT], count = 0;
    float high = 1.15f * p->small, at[CELL_KIND_COUNT];
    for (int kind = 0; kind < CELL_KIND_COUNT; kind++) {
        int rank = count;
        if (x[kind] < 0)
            continue;
        for (; rank > 0 && y[order[rank - 1]] > y[kind]; rank--)
            order[rank] = order[rank - 1];
        order[rank] = kind;
        count++;
    }
    for (int k = 0; k < count; k++)
        at[k] = k && y[order[k]] < at[k - 1] + high ? at[k - 1] + high : y[order[k]];
    float low = plot->area.y + plot->area.h - high / 2;
    if (plot->area.h < high * (float)count)
        return;
    for (int k = count - 1; k >= 0; k--) {
        at[k] = fminf(at[k], low);
        low = at[k] - high;
    }
    for (int k = 0; k < count; k++) {
        char letter[2] = {cell_kind((CellKind)order[k])->title[0], '\0'};
        float left = x[order[k]] + 9 * p->u;
        float w = paint_text_width(p, FACE_TEXT_BOLD, p->small, letter);
        draw_fill(p->list, (Rect){left - p->u, at[k] - high / 2, w + 2 * p->u, high}, 0,
                  p->theme->panel); /* no line of the axis crosses it */
        draw_text(p->list, left, text_top_for_centre(p, FACE_TEXT_BOLD, p->small, at[k]),
                  FACE_TEXT_BOLD, p->small, p->theme->kind[order[k]], letter);
    }
}

/* ---- a chart ---- */

static Plot make_plot(TrainingPage *page, Rect rect, float head, bool loss) {
    Painter *p = page->p;
    float px = paint_caption(p), pad = 12 * p->u;
    float labels = paint_text_width(p, FACE_NUMBER, px, loss ? "0.0005" : "100 %") + 8 * p->u;
    float foot = paint_line_height(p, FACE_NUMBER, px) + below_axis(p) + 2 * p->u;
    Plot plot = {
        .end = axis_end(page->report), .low = 0, .high = 1, .loss = loss, .report = page->report};
    plot.area = (Rect){roundf(rect.x + pad + labels), roundf(rect.y + head), 0, 0};
    plot.area.w = roundf(rect.x + rect.w - pad - 1.2f * p->small - 9 * p->u - plot.area.x);
    plot.area.h = roundf(rect.y + rect.h - foot - 6 * p->u - plot.area.y);
    if (loss)
        fit_loss(&plot);
    return plot;
}

static void draw_head(TrainingPage *page, Rect rect, float middle, bool loss) {
    Painter *p = page->p;
    const char *title =
        paint_phrase(p, loss && page->report->text           ? "Bits a character, logarithmic"
                        : loss                               ? "Loss, logarithmic"
                        : page->report->loss == LOSS_CLASSES ? "Right answers"
                                                             : "Answers within 0.1 of the target");
    const char *note = paint_phrase(p, "lines: training, dots: tests");
    float pad = 12 * p->u, px = paint_caption(p), room = rect.w - 2 * pad;
    float width =
        paint_text_fit(p, rect.x + pad, text_top_for_centre(p, FACE_TEXT_BOLD, p->small, middle),
                       room, FACE_TEXT_BOLD, p->small, p->theme->text, title);
    if (width + paint_text_width(p, FACE_TEXT, px, note) + 16 * p->u <= room)
        paint_text_right(p, rect.x + rect.w - pad, text_top_for_centre(p, FACE_TEXT, px, middle),
                         FACE_TEXT, px, p->theme->dim, note);
}

static void draw_chart(TrainingPage *page, Rect rect, bool loss) {
    Painter *p = page->p;
    float head = roundf(2 * p->small + 11 * p->u), line = fmaxf(roundf(p->u), 1);
    float x[CELL_KIND_COUNT], y[CELL_KIND_COUNT];
    draw_fill(p->list, rect, 8 * p->u, p->theme->panel);
    draw_frame(p->list, rect, 8 * p->u, line, p->theme->line);
    draw_head(page, rect, rect.y + roundf(1.1f * p->small + 3 * p->u), loss);
    Plot plot = make_plot(page, rect, head, loss);
    if (plot.area.h < 24 * p->u || plot.area.w < 24 * p->u)
        return;
    draw_rows(p, &plot);
    draw_columns(p, &plot, page->report);
    for (int kind = 0; kind < CELL_KIND_COUNT; kind++) {
        x[kind] = y[kind] = -1; /* it has no curve */
        if (page->report->racers[kind].there)
            draw_racer(page, &plot, (CellKind)kind, &x[kind], &y[kind]);
    }
    draw_letters(page, &plot, x, y);
}

void training_curves(TrainingPage *page, Rect rect) {
    float gap = roundf(14 * page->p->u), w = roundf((rect.w - gap) / 2);
    draw_chart(page, (Rect){rect.x, rect.y, w, rect.h}, true);
    draw_chart(page, (Rect){rect.x + w + gap, rect.y, rect.w - w - gap, rect.h}, false);
}
