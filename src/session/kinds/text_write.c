/* text_write.c: reading on, what the model writes, and which unit follows what. */
#include <math.h>
#include <stdlib.h>

#include "base/clamp.h"
#include "session/clock.h"
#include "session/kinds/text_parts.h"
#include "session/trail.h"
#include "session/words/phrase.h"

static const float RATE_LEAST = 1, TEMPERATURE_MOST = 2;

/* ---- numbers ---- */

int session_text_signal(const Session *session) {
    CellKind kind = session->lesson->cells[CHARACTERS_CELL].cell->spec.kind;
    return cell_kind(kind)->memory;
}

float session_text_value(const Session *session, long t) {
    const Trace *trace = session->run->traces[CHARACTERS_CELL];
    return trace_at(trace, session_text_signal(session), t, 0)[session->unit];
}

TextScale session_text_scale(const Session *session, int unit) {
    const Correlation *sums = &text_of(session)->correlation;
    double n = (double)sums->count, mean = n > 0 ? sums->unit[unit] / n : 0;
    double variance = n > 0 ? sums->unit2[unit] / n - mean * mean : 0;
    bool changes = variance > 1e-9 * mean * mean && variance > 0;
    return (TextScale){(float)mean, changes ? 2 * (float)sqrt(variance) : 0};
}

float text_scale_level(TextScale scale, float value) {
    float level = scale.reach > 0 ? (value - scale.mean) / scale.reach : 0;
    return clamp_float(level, -1, 1);
}

void session_text_chances(const Session *session, long t, float chances[ALPHABET_MOST]) {
    const Trace *readout = session->run->traces[CHARACTERS_READOUT];
    const TextReading *reading = text_of(session);
    characters_chances(trace_at(readout, SIGNAL_H, t < 0 ? -1 : t, 0), reading->alphabet.count,
                       reading->temperature, chances);
}

/* ---- which unit follows the feature ---- */

/* qsort has no word for whose numbers it sorts by. */
typedef struct Ranked {
    float strength;
    int unit;
} Ranked;

static int by_strength(const void *a, const void *b) {
    const Ranked *one = a, *other = b;
    if (one->strength != other->strength)
        return one->strength > other->strength ? -1 : 1;
    return one->unit - other->unit;
}

/* Without memory the order stays as it was. */
static void rank(TextReading *reading) {
    int units = reading->correlation.units;
    Ranked *ranked = malloc((size_t)units * sizeof *ranked);
    for (int unit = 0; ranked && unit < units; unit++) {
        float r = correlation_of(&reading->correlation, unit, reading->feature);
        ranked[unit] = (Ranked){isnan(r) ? -1 : fabsf(r), unit};
    }
    if (ranked)
        qsort(ranked, (size_t)units, sizeof *ranked, by_strength);
    for (int k = 0; ranked && k < units; k++)
        reading->order[k] = ranked[k].unit;
    free(ranked);
}

static double surprise_at(const Session *session, long t) {
    const Trace *readout = session->run->traces[CHARACTERS_READOUT];
    const Alphabet *alphabet = &text_of(session)->alphabet;
    return characters_surprise(trace_at(readout, SIGNAL_H, t - 1, 0), alphabet->count,
                               alphabet->symbol_of[text_of(session)->text[t]]);
}

float session_text_bits(const Session *session) {
    long count = text_of(session)->correlation.count;
    return count < 2 ? NAN : (float)(text_of(session)->surprise / (double)(count - 1));
}

void text_keep(Session *session) {
    TextReading *reading = text_of(session);
    const Trace *trace = session->run->traces[CHARACTERS_CELL];
    int signal = session_text_signal(session);
    if (!reading->correlation.count)
        reading->surprise = 0;
    for (long t = reading->correlation.count; t < text_length(session); t++) {
        correlation_add(&reading->correlation, reading->text[t], trace_at(trace, signal, t, 0));
        reading->surprise += t > 0 ? surprise_at(session, t) : 0;
    }
    rank(reading);
}

/* ---- writing ---- */

/* One character behind the one on stage. */
static bool write_one(Session *session) {
    TextReading *reading = text_of(session);
    float chances[ALPHABET_MOST];
    long t = session_moment(session).t;
    if (t < 0)
        return error_set(
            &session->notice,
            phrase_in(session->view.language, "The model goes on from a text: there is none yet"));
    if (t + 1 >= CHARACTERS_MOST)
        return error_set(&session->notice,
                         phrase_in(session->view.language, "A text has at most %d characters"),
                         CHARACTERS_MOST);
    session_text_chances(session, t, chances);
    int symbol = characters_draw(chances, reading->alphabet.count, reading->seed, t + 1);
    if (reading->written > t + 1)
        reading->written = t + 1;
    text_put(session, t + 1, &reading->alphabet.character_of[symbol], 1);
    return true;
}

static bool write_some(Session *session, int count) {
    bool changed = session->playing;
    session->playing = text_of(session)->writing = false;
    for (int k = 0; k < count && write_one(session); k++)
        changed = true;
    return changed;
}

/* On and on, until it is stopped. */
static bool write_on(Session *session, int number) {
    TextReading *reading = text_of(session);
    bool now = session->playing && reading->writing, on = number < 0 ? !now : number > 0;
    if (on == now || (on && !write_one(session)))
        return false;
    reading->typing = false;
    reading->due = 0;
    session->playing = reading->writing = on;
    return true;
}

static bool put_float(float *number, float value, float low, float high) {
    if (!isfinite(value))
        return false;
    value = clamp_float(value, low, high);
    bool changed = value != *number;
    *number = value;
    return changed;
}

static bool set_seed(TextReading *reading, float value) {
    float seed = (float)reading->seed;
    bool changed = put_float(&seed, roundf(value), 1, TEXT_SEEDS);
    reading->seed = (unsigned)seed;
    return changed;
}

bool text_write_apply(Session *session, const Action *action) {
    TextReading *reading = text_of(session);
    switch (action->kind) {
    case ACTION_TEXT_WRITE:
        return write_some(session, action->number);
    case ACTION_TEXT_WRITE_ON:
        return write_on(session, action->number);
    case ACTION_TEXT_TEMPERATURE:
        return put_float(&reading->temperature, action->value, 0, TEMPERATURE_MOST);
    case ACTION_TEXT_SEED:
        return set_seed(reading, action->value);
    default:
        return false;
    }
}

/* ---- time ---- */

bool text_speed(Session *session, const Action *action) {
    float *rate = &text_of(session)->rate;
    float wanted = action->value > 0 ? action->value : action->number > 0 ? 2 * *rate : *rate / 2;
    return put_float(rate, wanted, RATE_LEAST, TEXT_RATE_MOST);
}

static bool read_one(Session *session) {
    TextReading *reading = text_of(session);
    long t = session_moment(session).t;
    bool goes_on = true;
    if (t < text_length(session) - 1)
        clock_jump(session, tick_of(t + 1, PHASE_SHOW));
    else
        goes_on = reading->writing && write_one(session);
    if (!goes_on || (!reading->writing && t + 1 >= text_length(session) - 1))
        session->playing = reading->writing = false;
    return goes_on;
}

bool text_advance(Session *session, double seconds) {
    TextReading *reading = text_of(session);
    bool changed = false;
    for (reading->due += seconds * (double)reading->rate; session->playing && reading->due >= 1;
         reading->due--) {
        bool was = session->playing;
        changed = read_one(session) || was != session->playing || changed;
    }
    if (!session->playing)
        reading->due = 0;
    if (changed) {
        text_keep(session);
        trail_keep(session);
        session->version++;
    }
    return changed;
}
