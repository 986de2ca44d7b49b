/* rules.h: what a lesson of the course keeps to, beyond what makes a file a lesson: it names a
 * misconception and what comes next, asks before it shows, lets something be done, is short, and is
 * complete in every language. lessons/README.md says why. */
#ifndef GATESCOPE_LESSON_CHECK_RULES_H
#define GATESCOPE_LESSON_CHECK_RULES_H

#include "lesson/lesson.h"

/* Limits in words; a Chinese character counts half a word. */
enum {
    RULE_BEATS_LEAST = 5,
    RULE_BEATS_MOST = 9,
    RULE_SAY_WORDS = 50,
    RULE_GOAL_WORDS = 30,
    RULE_ASIDE_WORDS = 25, /* misconception, closing line, question */
    RULE_CHOICE_WORDS = 12,
    RULE_WHY_WORDS = 30,
    RULE_TASK_WORDS = 40,
};

/* Adds an error for each rule that is broken, with the file, the beat's line and the place in the
 * document. */
void rules_check(const Lesson *lesson, const Languages *languages, Errors *errors);

/* Words of a text, marks of CommonMark and braces of symbols not counted: what stands between
 * spaces and holds a letter or digit; two Chinese characters are a word. */
int rules_words(const char *text);

#endif
