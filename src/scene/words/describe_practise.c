/* describe_practise.c: a question, what is given, its choices, and what is told after it. */
#include "scene/words/describe_practise.h"

#include <stdio.h>
#include <string.h>

#include "scene/words/answer_told.h"
#include "scene/words/number.h"
#include "scene/words/spoken.h"

static const char *number(char text[PROSE_NUMBER], float value, int decimals) {
    if (decimals)
        format_value(text, PROSE_NUMBER, value, decimals);
    else
        snprintf(text, PROSE_NUMBER, "%.0f", (double)value);
    return text;
}

static const char *idea_name(const Prose *prose, int idea) {
    return phrase_among(prose->language, "idea", idea_at(idea)->name);
}

static void add_line(Prose *prose, const char *words) {
    prose_span(prose, words, strlen(words));
    prose_span(prose, "\n", 1);
}

static void add_values(Prose *prose, const float *values, int count, int decimals) {
    char text[PROSE_NUMBER];
    for (int k = 0; k < count; k++) {
        const char *joint = k ? ", " : "";
        prose_span(prose, joint, strlen(joint));
        number(text, values[k], decimals);
        prose_span(prose, text, strlen(text));
    }
    prose_span(prose, "\n", 1);
}

static void add_given(Prose *prose, const Item *item) {
    char text[PROSE_NUMBER];
    for (int k = 0; k < item->row_count; k++) {
        prose_add(prose, "%s, step by step: ",
                  phrase_among(prose->language, item->rows[k].among, item->rows[k].label));
        add_values(prose, item->facts.row[k], item->facts.steps, 2);
    }
    for (int k = 0; k < item->number_count; k++)
        prose_add(prose, "%s: %s\n", prose_phrase(prose, item->numbers[k].label),
                  number(text, item->facts.number[k], item->numbers[k].decimals));
    if (item->has_start)
        prose_add(prose, "At the start: %s\n", number(text, item->facts.start, 2));
}

/* "0.90 × 0.50 + 0.60 × -0.40 = 0.21", with a word for each blank. */
static void add_worked(Prose *prose, const Item *item, int blank) {
    ItemToken tokens[ITEM_TOKENS];
    char text[PROSE_NUMBER];
    int count = item_worked(item, blank, tokens);
    for (int k = 0; k < count; k++) {
        const char *word = tokens[k].blank       ? prose_phrase(prose, "blank")
                           : tokens[k].is_number ? number(text, tokens[k].value, tokens[k].decimals)
                                                 : tokens[k].word;
        if (k)
            prose_span(prose, " ", 1);
        prose_span(prose, word, strlen(word));
    }
    prose_span(prose, "\n", 1);
}

static void add_question(Prose *prose, const Practise *practise) {
    const Item *item = practise->item;
    bool told = practise->stand == PRACTISE_TOLD;
    char question[512];
    snprintf(question, sizeof question, prose_phrase(prose, item->question), item->title);
    if (practise->only >= 0)
        add_line(prose, prose_phrase(prose, "Five on one idea, as asked. "));
    prose_add(prose, "Question %d of %d, on: %s.\n", practise->at + 1, SITTING,
              idea_name(prose, practise->sitting[practise->at].idea));
    spoken_line(prose, question);
    prose_span(prose, "\n", 1);
    add_given(prose, item);
    prose_add(prose, "An example: ");
    add_worked(prose, practise->example, 0);
    prose_add(prose, "Your step: ");
    add_worked(prose, item, told ? 0 : item_blank(item));
    for (int k = 0; k < ITEM_CHOICES && !item->drawn; k++) {
        prose_add(prose, "Choice %d: ", k + 1);
        add_values(prose, item->choices[k].values, item->length, item->decimals);
    }
}

/* What is shown, and what is drawn behind it. */
static void add_drawing(Prose *prose, const Session *session) {
    const Item *item = session_practise(session)->item;
    const Guess *guess = &session_beat_state(session)->guess;
    const Question *question = session_beat(session)->question;
    prose_add(prose, "Shown, step by step: ");
    add_values(prose, item->path, (int)question->from, 2);
    prose_add(prose, "To be drawn: t = %ld to %ld.\n", question->from, question->to);
    for (int k = 0; k < guess_values(question); k++)
        if (guess_has(guess, k))
            prose_add(prose, "Drawn at t = %ld: %.2f\n", question->from + k,
                      (double)guess->values[k]);
    if (session->outcome.known) {
        prose_add(prose, "The true curve there: ");
        add_values(prose, session->outcome.truth.values, guess_values(question), 2);
    }
}

/* What came of it, and why, in the learner's own words. */
static void add_drawing_told(Prose *prose, const Session *session) {
    const Practise *practise = session_practise(session);
    Belief belief = session_practise_belief(session);
    const char *reason = session_beat_state(session)->guess.reason;
    char text[640];
    if (practise->stand == PRACTISE_ASKED)
        return;
    answer_told(session, text, sizeof text);
    spoken_line(prose, text);
    prose_span(prose, "\n", 1);
    if (belief != BELIEF_NONE)
        add_line(prose, prose_phrase(prose, belief_said(belief)));
    if (practise->sitting[practise->at].chosen == CHOSEN_UNSURE)
        add_line(prose, prose_phrase(prose, "Your step above now shows how it comes out."));
    if (reason[0])
        prose_add(prose, "Your own words: %s\n", reason);
}

static void add_told(Prose *prose, const Session *session) {
    const Practise *practise = session_practise(session);
    Belief belief = session_practise_belief(session);
    int chosen = practise->sitting[practise->at].chosen;
    if (practise->stand == PRACTISE_ASKED) {
        if (practise->picked >= 0)
            prose_add(prose, "Chosen: %d.\n", practise->picked + 1);
        return;
    }
    if (chosen == CHOSEN_RIGHT)
        prose_add(prose, "Right.");
    else if (chosen == CHOSEN_UNSURE)
        prose_add(prose, "It is number %d. Your step above now shows how it comes out.",
                  practise->item->right + 1);
    else
        prose_add(prose, "No: it is number %d.", practise->item->right + 1);
    if (belief != BELIEF_NONE)
        prose_add(prose, " %d: %s", practise->picked + 1, prose_phrase(prose, belief_said(belief)));
    prose_add(prose, "\n");
}

static void add_known(Prose *prose, const Practise *practise) {
    int days = review_exam_days(&practise->review, practise->now());
    if (days >= 0)
        prose_add(prose, "Days to the exam: %d.\n", days);
    for (int idea = 0; idea < idea_count(); idea++) {
        Mastery mastery = review_mastery(&practise->review, idea, practise->now());
        if (mastery.answers)
            prose_add(prose, "%s: chance of a right answer today %.0f %%, between %.0f and %.0f.\n",
                      idea_name(prose, idea), 100 * mastery.chance, 100 * mastery.low,
                      100 * mastery.high);
    }
}

size_t describe_practise(const Session *session, char *text, size_t size) {
    const Practise *practise = session_practise(session);
    Prose prose = prose_new(text, size, session->view.language);
    if (practise->stand == PRACTISE_DONE) {
        prose_add(&prose, "%d of %d right", session_practise_right(session), SITTING);
        prose_add(&prose, "\n");
    } else {
        add_question(&prose, practise);
        if (practise->item->drawn) {
            add_drawing(&prose, session);
            add_drawing_told(&prose, session);
        } else {
            add_told(&prose, session);
        }
    }
    add_known(&prose, practise);
    return prose.length;
}
