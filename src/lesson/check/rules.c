/* rules.c: see rules.h. */
#include "lesson/check/rules.h"

#include <ctype.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"

static bool is_ideograph(uint32_t c) {
    return (c >= 0x3400 && c <= 0x9fff) || (c >= 0x20000 && c <= 0x3ffff);
}

/* Chinese punctuation and wide forms: what parts two words without being one. */
static bool is_wide_mark(uint32_t c) {
    return (c >= 0x3000 && c <= 0x303f) || (c >= 0xff00 && c <= 0xffef);
}

/* A letter or digit, in any alphabet; not a dash, a quotation mark, an arrow or a sign. */
static bool is_letter(uint32_t c) {
    return c < 0x80 ? isalnum((int)c) != 0
                    : c >= 0xc0 && c != 0xd7 && c != 0xf7 && !(c >= 0x2000 && c <= 0x2bff);
}

int rules_words(const char *text) {
    int words = 0, ideographs = 0;
    bool inside = false;
    for (size_t at = 0, length = strlen(text); at < length;) {
        uint32_t c;
        at += utf8_decode(text + at, length - at, &c);
        if (is_ideograph(c)) {
            ideographs++;
            inside = false;
        } else if (c == ' ' || c == '\n' || c == '\t' || c == 0xa0 || is_wide_mark(c)) {
            inside = false;
        } else if (!inside && is_letter(c)) {
            words++;
            inside = true;
        }
    }
    return words + (ideographs + 1) / 2;
}

/* ---- texts ---- */

/* Where in the file: a beat (-1: the lesson's head) and a key there. */
typedef struct Spot {
    const Lesson *lesson;
    const Languages *languages;
    Errors *errors;
    int beat;
} Spot;

static void add(const Spot *spot, Error *error, const char *part) {
    const Lesson *lesson = spot->lesson;
    error_in_file(error, lesson->path ? lesson->path : lesson->id);
    if (spot->beat >= 0) {
        error->line = lesson->beats[spot->beat].line;
        error->column = lesson->beats[spot->beat].column;
        snprintf(error->member_path, sizeof error->member_path, "beats[%d].%s", spot->beat, part);
    } else {
        snprintf(error->member_path, sizeof error->member_path, "%s", part);
    }
    errors_add(spot->errors, error);
}

/* A text is there in every language and no longer than most words. */
static void check_text(const Spot *spot, const char *part, const Text *text, int most) {
    Error error;
    for (int k = 0; k < spot->languages->count; k++) {
        const char *language = spot->languages->items[k].tag, *said = text_own(text, language);
        if (!said || !said[0]) {
            error_set(&error, "the text is missing in \"%s\"", language);
            add(spot, &error, part);
            continue;
        }
        int words = rules_words(said);
        if (words <= most)
            continue;
        error_set(&error, "the text in \"%s\" is too long", language);
        error_expected(&error, "at most %d words", most);
        error_found(&error, "%d", words);
        add(spot, &error, part);
    }
}

static void check_question(const Spot *spot, const Question *question) {
    Error error;
    check_text(spot, "ask.question", &question->question, RULE_ASIDE_WORDS);
    for (int k = 0; k < question->choice_count; k++) {
        char part[48];
        snprintf(part, sizeof part, "ask.choices[%d].text", k);
        check_text(spot, part, &question->choices[k].text, RULE_CHOICE_WORDS);
        snprintf(part, sizeof part, "ask.choices[%d].why", k);
        check_text(spot, part, &question->choices[k].why, RULE_WHY_WORDS);
    }
    for (int k = 0; k < question->run_count; k++) {
        char part[48];
        snprintf(part, sizeof part, "ask.order[%d].text", k);
        check_text(spot, part, &question->runs[k].text, RULE_CHOICE_WORDS);
    }
    if (question->form != QUESTION_CHOICES)
        check_text(spot, "ask.why", &question->why, RULE_WHY_WORDS);
    if (question->because.condition || question->form != QUESTION_CHOICES)
        return;
    error_set(&error, "nothing makes the right answer right");
    error_expected(&error, "a condition \"because\"");
    add(spot, &error, "ask");
}

static void check_beat(const Spot *spot, const Beat *beat) {
    check_text(spot, "say", &beat->say, RULE_SAY_WORDS);
    if (beat->question)
        check_question(spot, beat->question);
    if (beat->task)
        check_text(spot, "task.text", &beat->task->text, RULE_TASK_WORDS);
}

/* ---- the whole ---- */

static void expect_some(const Spot *spot, int count, const char *what) {
    Error error;
    if (count)
        return;
    error_set(&error, "the lesson has no %s", what);
    add(spot, &error, "beats");
}

void rules_check(const Lesson *lesson, const Languages *languages, Errors *errors) {
    Spot spot = {lesson, languages, errors, -1};
    int questions = 0, tasks = 0, claims = 0;
    check_text(&spot, "title", &lesson->title, RULE_CHOICE_WORDS);
    check_text(&spot, "goal", &lesson->goal, RULE_GOAL_WORDS);
    check_text(&spot, "misconception", &lesson->misconception, RULE_ASIDE_WORDS);
    check_text(&spot, "next", &lesson->next, RULE_ASIDE_WORDS);
    if (lesson->beat_count < RULE_BEATS_LEAST || lesson->beat_count > RULE_BEATS_MOST) {
        Error error;
        error_set(&error, "a lesson has %d to %d beats", RULE_BEATS_LEAST, RULE_BEATS_MOST);
        error_found(&error, "%d", lesson->beat_count);
        add(&spot, &error, "beats");
    }
    for (int k = 0; k < lesson->beat_count; k++) {
        const Beat *beat = &lesson->beats[k];
        spot.beat = k;
        check_beat(&spot, beat);
        questions += beat->question != NULL;
        tasks += beat->task != NULL;
        claims += beat->claim_count;
    }
    spot.beat = -1;
    expect_some(&spot, questions, "question");
    expect_some(&spot, tasks, "task");
    expect_some(&spot, claims, "claims");
}
