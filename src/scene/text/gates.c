/* gates.c: the gates of the selected unit beside its memory, over the last characters that were
 * read: what kept, what let in, what showed. */
#include <math.h>
#include <stdio.h>

#include "base/clamp.h"
#include "scene/paint/bars.h"
#include "scene/text/page.h"
#include "session/words/phrase.h"

enum { SHOWN_MOST = 96 };

/* Where all rows lie: a symbol, the characters' columns, the number. */
typedef struct Strip {
    Painter *p;
    const TextReading *reading;
    const Trace *trace;
    long from, to; /* characters that are shown, to is on stage */
    float letter;  /* width of a column */
    Rect columns;  /* of the row that is drawn */
    float row;     /* height of a row */
} Strip;

static const CellSpec *spec_of(const Session *session) {
    return &session->run->cells[CHARACTERS_CELL]->spec;
}

/* The gates, then the memory. */
static int signals_of(const Session *session, int signals[MAX_SIGNALS]) {
    const CellSpec *spec = spec_of(session);
    int count = 0;
    for (int k = 0; k < cell_kind(spec->kind)->signal_count; k++)
        if (signal_present(spec, k) && cell_kind(spec->kind)->signals[k].class == SIGNAL_GATE)
            signals[count++] = k;
    signals[count++] = session_text_signal(session);
    return count;
}

static float row_height(const Painter *p) {
    return roundf(fmaxf(24 * p->u, 1.7f * p->small));
}

float text_gates_height(const Painter *p) {
    int signals[MAX_SIGNALS], rows = signals_of(p->session, signals) + 1;
    return roundf(1.6f * paint_caption(p) + 6 * p->u + (float)rows * row_height(p));
}

/* ---- a row ---- */

static Rect column_of(const Strip *strip, long t) {
    float left = roundf(strip->columns.x + (float)(t - strip->from) * strip->letter);
    float right = roundf(strip->columns.x + (float)(t + 1 - strip->from) * strip->letter);
    return (Rect){left, strip->columns.y, fmaxf(right - left - 1, 1), strip->columns.h};
}

/* A gate grows from the foot, a memory above or below the middle. */
static void draw_value(const Strip *strip, long t, bool gate, float level, Color color) {
    Painter *p = strip->p;
    Rect box = column_of(strip, t);
    float most = gate ? box.h : box.h / 2, h = roundf(clamp_float(fabsf(level), 0, 1) * most);
    float zero = gate ? box.y + box.h : roundf(box.y + box.h / 2);
    if (h >= 1)
        draw_fill(p->list, (Rect){box.x, level < 0 ? zero : zero - h, box.w, h}, 0,
                  level < 0 ? bars_below(p, color) : color);
}

static void add_scrub(const Strip *strip, int signal, float value) {
    Painter *p = strip->p;
    const Session *session = p->session;
    char label[160];
    snprintf(label, sizeof label, paint_phrase(p, "%s of unit %d: %.2f; Ctrl: where it came from"),
             phrase_signal(session->view.language, spec_of(session)->kind, signal),
             session->unit + 1, (double)value);
    Region *region = region_add(p->list, REGION_SCRUB, strip->columns, "text.gate", signal, label);
    if (!region)
        return;
    region->action = (Action){.kind = ACTION_GO, .phase = PHASE_SHOW};
    region->inspect = (Action){
        .kind = ACTION_INSPECT, .cell = CHARACTERS_CELL, .number = signal, .unit = session->unit};
    region->low = (float)strip->from;
    region->high = (float)strip->to;
    region->value = (float)strip->to;
}

static void draw_signal(const Strip *strip, float x, float right, int signal) {
    Painter *p = strip->p;
    CellKind kind = spec_of(p->session)->kind;
    const SignalInfo *info = &cell_kind(kind)->signals[signal];
    TextScale scale = session_text_scale(p->session, p->session->unit);
    bool gate = info->class == SIGNAL_GATE;
    float middle = strip->columns.y + strip->columns.h / 2, value = 0;
    char number[16];
    draw_fill(p->list, strip->columns, 0, p->theme->track);
    for (long t = strip->from; t <= strip->to; t++) {
        value = trace_at(strip->trace, signal, t, 0)[p->session->unit];
        draw_value(strip, t, gate, gate ? value : text_scale_level(scale, value),
                   p->theme->role[info->role]);
    }
    paint_symbol(p, x, middle + 0.35f * p->body, 1.1f * p->body, info->role,
                 paint_signal_symbol(p, kind, signal), NULL);
    snprintf(number, sizeof number, "%.2f", (double)value);
    paint_text_right(p, right, text_top_for_centre(p, FACE_NUMBER, p->small, middle), FACE_NUMBER,
                     p->small, p->theme->text, number);
    add_scrub(strip, signal, value);
}

/* The characters over their columns. */
static void draw_letters(const Strip *strip) {
    Painter *p = strip->p;
    for (long t = strip->from; t <= strip->to; t++) {
        unsigned char c = strip->reading->text[t];
        char letter[2] = {c > ' ' && c < 0x7f ? (char)c : '?', '\0'};
        Rect box = column_of(strip, t);
        if (c != ' ')
            paint_text_centre(p, box.x + box.w / 2,
                              text_top_for_centre(p, FACE_NUMBER, p->small, box.y + box.h / 2),
                              FACE_NUMBER, p->small,
                              t == strip->to ? p->theme->text : p->theme->dim,
                              c == '\n' ? "\u21b5" : letter);
    }
}

void text_gates(Painter *p, Rect rect) {
    int signals[MAX_SIGNALS], count = signals_of(p->session, signals);
    float symbol = roundf(1.6f * p->body),
          number = roundf(paint_text_width(p, FACE_NUMBER, p->small, "-000.00") + 6 * p->u);
    Strip strip = {.p = p,
                   .reading = session_text(p->session),
                   .trace = p->session->run->traces[CHARACTERS_CELL],
                   .to = p->moment.t,
                   .letter = paint_text_width(p, FACE_NUMBER, p->small, "0") + p->u,
                   .row = row_height(p)};
    char title[96];
    snprintf(title, sizeof title, paint_phrase(p, "GATES AND MEMORY OF UNIT %d"),
             p->session->unit + 1);
    float y = rect.y + text_heading(p, rect, p->theme->accent, title);
    if (strip.to < 0) {
        paint_text_fit(p, rect.x, y, rect.w, FACE_TEXT, p->small, p->theme->dim,
                       paint_phrase(p, "nothing is read yet"));
        return;
    }
    long shown = clamp_long((long)((rect.w - symbol - number) / strip.letter), 1, SHOWN_MOST);
    strip.from = strip.to >= shown ? strip.to - shown + 1 : 0;
    strip.columns = (Rect){rect.x + symbol, roundf(y), 0, strip.row - roundf(4 * p->u)};
    strip.columns.w = roundf((float)(strip.to - strip.from + 1) * strip.letter);
    draw_letters(&strip);
    for (int k = 0; k < count; k++) {
        strip.columns.y += strip.row;
        draw_signal(&strip, rect.x, rect.x + rect.w, signals[k]);
    }
}
