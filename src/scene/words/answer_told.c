/* answer_told.c: see answer_told.h. */
#include "scene/words/answer_told.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "scene/words/number.h"
#include "session/asked.h"
#include "session/words/phrase.h"

enum { DECIMALS = 2, NUMBER = 24 };

typedef struct Told {
    const Session *session;
    char *text;
    size_t size, length;
} Told;

static const char *phrase(const Told *told, const char *english) PHRASE_FORMAT(2);

static const char *phrase(const Told *told, const char *english) {
    return phrase_in(told->session->view.language, english);
}

static void add(Told *told, const char *format, ...) ERROR_FORMAT(2, 3);

static void add(Told *told, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(told->text + told->length, told->size - told->length, format, arguments);
    va_end(arguments);
    if (length > 0)
        told->length += (size_t)length;
    if (told->length >= told->size)
        told->length = told->size - 1;
}

/* Bold, as a number in running text. */
static const char *number(float value, char text[NUMBER]) {
    char plain[NUMBER - 6];
    format_value(plain, sizeof plain, value, DECIMALS);
    snprintf(text, NUMBER, "**%s**", plain);
    return text;
}

static void tell_space(Told *told) {
    Language language = told->session->view.language;
    if (told->length && !(language && language->unspaced))
        add(told, " ");
}

/* ---- a drawing ---- */

/* The gate that made it, or that none did alone. */
static void tell_cause(Told *told, const Question *question) {
    const Gap *gap = &told->session->outcome.gap;
    char held[NUMBER], was[NUMBER], left[NUMBER], gate[96];
    CellKind kind = told->session->run->cells[question->signal.cell]->spec.kind;
    if (!gap->cause_count)
        return;
    tell_space(told);
    if (gap->made_by < 0) {
        add(told, "%s",
            phrase(told, "No gate alone made the gap: holding any one of them as it was a step "
                         "before does not halve it."));
        return;
    }
    const GapCause *cause = &gap->causes[gap->made_by];
    snprintf(gate, sizeof gate, "{%s:%s}", cell_kind(kind)->signals[cause->signal].name,
             phrase_signal(told->session->view.language, kind, cause->signal));
    add(told,
        phrase(told, "The %s made it: it went from %s to %s. Held at %s, it leaves a gap of %s."),
        gate, number(cause->held, held), number(cause->was, was), held, number(cause->gap, left));
}

static void tell_drawing(Told *told, const Question *question) {
    const Gap *gap = &told->session->outcome.gap;
    char drawn[NUMBER], really[NUMBER], off[NUMBER], mean[NUMBER];
    number(gap->drawn, drawn);
    number(gap->really, really);
    if (!guess_complete(question, &told->session->beats[told->session->beat].guess)) {
        add(told, "%s", phrase(told, "This is the run."));
        return;
    }
    if (told->session->outcome.right)
        add(told, phrase(told, "Right: nowhere farther off than %s, %s on average."),
            number(gap->gap, off), number(gap->mean, mean));
    else
        add(told,
            phrase(told, "Farthest off at t = %ld: you drew %s, it is %s. On average the gap is "
                         "%s."),
            gap->step, drawn, really, number(gap->mean, mean));
    if (!told->session->outcome.right)
        tell_cause(told, question);
}

/* ---- a number, a step, an order ---- */

static void tell_number(Told *told, const Question *question) {
    const Session *session = told->session;
    const Guess *guess = &session->beats[session->beat].guess;
    char truth[NUMBER], off[NUMBER];
    float value = session->outcome.truth.values[0];
    number(value, truth);
    if (session->outcome.right)
        add(told, phrase(told, "Right: it is %s."), truth);
    else if (!guess_has(guess, 0))
        add(told, phrase(told, "It is %s."), truth);
    else
        add(told, phrase(told, "It is %s; your answer is %s away."), truth,
            number(fabsf(guess->values[0] - value), off));
    if (question->form == QUESTION_DRAG && !session->outcome.right && guess_has(guess, 0))
        tell_cause(told, question);
}

static void tell_step(Told *told) {
    const Session *session = told->session;
    const Guess *guess = &session->beats[session->beat].guess;
    long truth = (long)session->outcome.truth.values[0];
    if (session->outcome.right)
        add(told, phrase(told, "Right: it is t = %ld."), truth);
    else if (guess_has(guess, 0))
        add(told, phrase(told, "It is t = %ld, not %ld."), truth, (long)guess->values[0]);
    else
        add(told, phrase(told, "It is t = %ld."), truth);
}

/* Where the order is wrong first. */
static void tell_order(Told *told, const Question *question) {
    const Session *session = told->session;
    const Guess *guess = &session->beats[session->beat].guess;
    const double *numbers = session->outcome.numbers;
    char above[NUMBER], below[NUMBER];
    if (session->outcome.right) {
        add(told, "%s", phrase(told, "Right: from the smallest to the largest."));
        return;
    }
    for (int k = 1; k < question->run_count && guess->ordered; k++) {
        double a = numbers[guess->order[k - 1]], b = numbers[guess->order[k]];
        if (a <= b)
            continue;
        add(told, phrase(told, "Not yet: place %d has %s, and place %d below it %s."), k,
            number((float)a, above), k + 1, number((float)b, below));
        return;
    }
    add(told, "%s", phrase(told, "These are their numbers."));
}

void answer_told(const Session *session, char *text, size_t size) {
    Told told = {session, text, size, 0};
    const Question *question = asked_guess(session);
    text[0] = '\0';
    if (!question || !session->outcome.known)
        return;
    switch (question->form) {
    case QUESTION_DRAW:
        tell_drawing(&told, question);
        break;
    case QUESTION_STEP:
        tell_step(&told);
        break;
    case QUESTION_ORDER:
        tell_order(&told, question);
        break;
    default:
        tell_number(&told, question);
        break;
    }
}
