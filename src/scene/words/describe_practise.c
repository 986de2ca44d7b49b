/* describe_practise.c: a question, what is given, its choices, and what is told after it. */
#include "scene/words/describe_practise.h"

#include <stdio.h>
#include <string.h>

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
    prose_add(prose, "Question %d of %d, on: %s.\n", practise->at + 1, SITTING,
              idea_name(prose, practise->sitting[practise->at].idea));
    spoken_line(prose, question);
    prose_span(prose, "\n", 1);
    add_given(prose, item);
    prose_add(prose, "An example: ");
    add_worked(prose, practise->example, 0);
    prose_add(prose, "Your step: ");
    add_worked(prose, item, told ? 0 : item_blank(item));
    for (int k = 0; k < ITEM_CHOICES; k++) {
        prose_add(prose, "Choice %d: ", k + 1);
        add_values(prose, item->choices[k].values, item->length, item->decimals);
    }
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
        add_told(&prose, session);
    }
    add_known(&prose, practise);
    return prose.length;
}
