/* text.c: see text.h: the life of a text session, which text is read, and what is typed. */
#include "session/kinds/text.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/clamp.h"
#include "lesson/run/record.h"
#include "session/clock.h"
#include "session/kinds/text_parts.h"
#include "session/life.h"
#include "session/trail.h"
#include "session/words/phrase.h"

static const float FIRST_RATE = 12, FIRST_TEMPERATURE = 0.9f;
static const float FAINT = 0.4f; /* a correlation that shows nothing */

/* ---- life ---- */

static void text_end(TextReading *reading) {
    if (!reading)
        return;
    lesson_free(reading->lesson);
    correlation_free(&reading->correlation);
    free(reading->order);
    free(reading);
}

static TextReading *reading_new(Model *model, const Alphabet *alphabet, const PassageSet *set,
                                Error *error) {
    int units = model->spec.hidden;
    TextReading *reading = calloc(1, sizeof *reading);
    if (!reading) {
        model_free(model);
        error_memory(error, sizeof *reading, "a text");
        return NULL;
    }
    reading->alphabet = *alphabet;
    reading->set = set;
    reading->model = TEXT_OTHER;
    reading->passage = TEXT_OWN;
    reading->rate = FIRST_RATE;
    reading->temperature = FIRST_TEMPERATURE;
    reading->seed = 1;
    reading->lesson = characters_lesson(model, alphabet, error);
    reading->order = calloc((size_t)units, sizeof *reading->order);
    if (reading->lesson && reading->order && correlation_init(&reading->correlation, units, error))
        return reading;
    if (!reading->order)
        error_memory(error, (size_t)units * sizeof *reading->order, "a text");
    text_end(reading);
    return NULL;
}

/* The unit that follows it most closely is selected with it. */
static bool set_feature(Session *session, int number) {
    TextReading *reading = text_of(session);
    int unit = session->unit;
    if (number < 0 || number >= FEATURE_COUNT)
        return false;
    bool changed = number != (int)reading->feature;
    reading->feature = (Feature)number;
    text_keep(session);
    session->unit = reading->order[0];
    return changed || session->unit != unit;
}

/* How closely the unit follows it that does so best. */
static float closest(const TextReading *reading, Feature feature) {
    float r = correlation_of(&reading->correlation, reading->order[0], feature);
    return isnan(r) ? 0 : fabsf(r);
}

/* What lasts for some characters, where a unit follows it most closely: the best to begin with. */
static Feature striking(const Correlation *correlation) {
    Feature best = FEATURE_QUOTED;
    float most = 0;
    for (int k = 0; k <= FEATURE_PARAGRAPH; k++)
        for (int unit = 0; unit < correlation->units; unit++) {
            float r = fabsf(correlation_of(correlation, unit, (Feature)k));
            if (r > most) {
                most = r;
                best = (Feature)k;
            }
        }
    return best;
}

const TextReading *session_text(const Session *session) {
    return session->kind->id == SESSION_TEXT ? session->own : NULL;
}

void session_text_is(Session *session, TextModel model) {
    text_of(session)->model = model;
    session->version++;
}

/* ---- what is read ---- */

long text_length(const Session *session) {
    return session->lesson->steps;
}

static void go_to(Session *session, long t) {
    clock_jump(session, tick_of(t, PHASE_SHOW));
    session->seen = session_moment(session).t;
}

void text_put(Session *session, long from, const unsigned char *characters, long count) {
    TextReading *reading = text_of(session);
    long room = CHARACTERS_MOST - from;
    count = count < room ? count : room;
    if (count > 0)
        memmove(reading->text + from, characters, (size_t)count);
    characters_inputs(&reading->alphabet, reading->text + from, count,
                      reading->lesson->sequence + from * reading->alphabet.count);
    record_rewrite(reading->lesson, session->run, from, from + count);
    if (from < reading->correlation.count)
        correlation_clear(&reading->correlation);
    go_to(session, from + count - 1);
}

static void stop(Session *session) {
    session->playing = text_of(session)->writing = false;
    text_of(session)->due = 0;
}

static bool is_whole(const TextReading *reading, long length) {
    const Passage *passage = &reading->set->items[reading->passage];
    return length == passage->length && reading->written >= length;
}

/* What was read before is left; the own text is kept as it is. */
static bool pick(Session *session, int number) {
    TextReading *reading = text_of(session);
    const unsigned char *text = reading->own;
    long length = reading->own_length;
    if (number < TEXT_OWN || number >= reading->set->count)
        return false;
    if (number == reading->passage &&
        (number == TEXT_OWN ? reading->written >= text_length(session) &&
                                  text_length(session) == reading->own_length
                            : is_whole(reading, text_length(session))))
        return false;
    if (number != TEXT_OWN) {
        text = reading->set->items[number].text;
        length = reading->set->items[number].length;
    }
    stop(session);
    reading->passage = number;
    reading->typing = reading->typing && number == TEXT_OWN;
    text_put(session, 0, text, length);
    reading->written = text_length(session);
    trail_close(session);
    text_keep(session);
    if (number != TEXT_OWN && closest(reading, reading->feature) < FAINT)
        set_feature(session, striking(&reading->correlation));
    return true;
}

/* ---- typing ---- */

/* What is on stage is the own text from now on. */
static void keep_own(Session *session) {
    TextReading *reading = text_of(session);
    reading->own_length = text_length(session);
    memcpy(reading->own, reading->text, (size_t)reading->own_length);
    reading->written = reading->own_length;
}

bool session_text_typing(const Session *session) {
    return session_text(session) && session_text(session)->typing;
}

int session_text_beside(const Session *session, int by) {
    int count = text_of(session)->set->count + 1, index = text_of(session)->passage;
    index = ((index == TEXT_OWN ? count - 1 : index) + by + count) % count;
    return index == count - 1 ? TEXT_OWN : index;
}

static Tempo tempo(const Session *session) {
    static const float SLOW = 3; /* after the fastest */
    float rate = text_of(session)->rate, next = rate >= TEXT_RATE_MOST ? SLOW : 2 * rate;
    return (Tempo){.rate = rate, .faster = {.kind = ACTION_SPEED, .value = next}};
}

static bool set_typing(Session *session, int number) {
    TextReading *reading = text_of(session);
    bool typing = number < 0 ? !reading->typing : number > 0;
    if (typing == reading->typing)
        return false;
    if (typing)
        stop(session);
    if (typing && reading->passage != TEXT_OWN)
        pick(session, TEXT_OWN);
    reading->typing = typing;
    session->view.focus_visible = session->view.focus_visible && !typing;
    return true;
}

static bool type_character(Session *session, int character) {
    TextReading *reading = text_of(session);
    Language language = session->view.language;
    unsigned char c = (unsigned char)character;
    if (character < 0 || character >= ALPHABET_MOST || reading->alphabet.symbol_of[c] < 0)
        return error_set(&session->notice,
                         phrase_in(language, "The model does not know this character"));
    if (text_length(session) >= CHARACTERS_MOST)
        return error_set(&session->notice, phrase_in(language, "A text has at most %d characters"),
                         CHARACTERS_MOST);
    text_put(session, text_length(session), &c, 1);
    keep_own(session);
    return true;
}

static bool erase(Session *session) {
    if (!text_length(session))
        return false;
    text_put(session, text_length(session) - 1, NULL, 0);
    keep_own(session);
    return true;
}

static bool key(Session *session, const Action *action) {
    if (text_of(session)->passage != TEXT_OWN)
        return false;
    switch (action->number) {
    case TYPE_CHARACTER:
        return type_character(session, action->unit);
    case TYPE_BACKSPACE:
        return erase(session);
    default:
        return set_typing(session, 0);
    }
}

static bool clear(Session *session) {
    if (text_of(session)->passage != TEXT_OWN || !text_length(session))
        return false;
    stop(session);
    text_put(session, 0, NULL, 0);
    keep_own(session);
    return true;
}

/* ---- the hooks ---- */

static bool jump(Session *session, long t) {
    long last = text_length(session) - 1, now = session_moment(session).t;
    bool played = session->playing;
    t = clamp_long(t, -1, last);
    stop(session);
    go_to(session, t);
    return played || t != now;
}

/* From the beginning again where all is read. */
static bool play(Session *session, int number) {
    bool on = number < 0 ? !session->playing : number > 0;
    if (on == session->playing || (on && !text_length(session)))
        return false;
    stop(session);
    if (on && session_moment(session).t >= text_length(session) - 1)
        go_to(session, -1);
    session->playing = on;
    return true;
}

static bool apply(Session *session, const Action *action) {
    switch (action->kind) {
    case ACTION_TEXT_PICK:
        return pick(session, action->number);
    case ACTION_TEXT_TYPE:
        return set_typing(session, action->number);
    case ACTION_TEXT_KEY:
        return key(session, action);
    case ACTION_TEXT_CLEAR:
        return clear(session);
    case ACTION_TEXT_FEATURE:
        return set_feature(session, action->number);
    default:
        return text_write_apply(session, action);
    }
}

static bool take(Session *session, const Action *action, bool *changed) {
    switch (action->kind) {
    case ACTION_STEP:
    case ACTION_PHASE:
        *changed = jump(session, session_moment(session).t + action->number);
        return true;
    case ACTION_GO:
        *changed = jump(session, action->step);
        return true;
    case ACTION_PLAY:
        *changed = play(session, action->number);
        return true;
    case ACTION_SPEED:
        *changed = text_speed(session, action);
        return true;
    case ACTION_BLANK: /* the screen has no stage and no lesson */
    case ACTION_PEN:
    case ACTION_GRADIENTS:
    case ACTION_GLOSSARY:
    case ACTION_EDIT:
    case ACTION_PAINT_INPUT: /* the inputs are the text's characters */
    case ACTION_INPUT_PRESET:
    case ACTION_PAINTING:
    case ACTION_TYPE_OPEN:
    case ACTION_SOUND:
        *changed = false;
        return true;
    default:
        if (action->kind < ACTION_TEXT_PICK || action->kind > ACTION_TEXT_SEED)
            return false;
        *changed = apply(session, action);
        return true;
    }
}

static void keep(Session *session, bool changed) {
    if (changed)
        text_keep(session);
}

static void end(Session *session) {
    text_end(text_of(session));
}

static const SessionKind TEXT_HOOKS = {
    .id = SESSION_TEXT,
    .take = take,
    .advance = text_advance,
    .moving = NULL,
    .keep = keep,
    .grow = NULL,
    .can_undo = NULL,
    .tempo = tempo,
    .window = NULL,
    .part = NULL,
    .free = end,
};

Session *session_new_text(Model *model, const Alphabet *alphabet, const PassageSet *set,
                          Error *error) {
    TextReading *reading = reading_new(model, alphabet, set, error);
    Session *session = reading ? session_new(reading->lesson, error) : NULL;
    if (!session) {
        text_end(reading);
        return NULL;
    }
    session->kind = &TEXT_HOOKS;
    session->own = reading;
    pick(session, 0);
    trail_keep(session);
    text_keep(session);
    set_feature(session, striking(&reading->correlation));
    return session;
}
