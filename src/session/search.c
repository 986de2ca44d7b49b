/* search.c: see search.h. */
#include "session/search.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What a word is worth where it is found; half of it inside a longer word. */
enum { WORTH_TITLE = 100, WORTH_NAME = 60, WORTH_TRACK = 40, WORTH_GOAL = 24, WORTH_BELIEF = 16 };

typedef struct Word {
    const char *text;
    size_t length;
} Word;

static char fold(char c) {
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool is_latin(char c) {
    return (fold(c) >= 'a' && fold(c) <= 'z') || (c >= '0' && c <= '9');
}

static bool same(const char *text, Word word) {
    for (size_t k = 0; k < word.length; k++)
        if (!text[k] || fold(text[k]) != fold(word.text[k]))
            return false;
    return true;
}

/* What the word is worth in a text. A short one of Latin letters would be found inside anything. */
static int worth_in(const char *text, Word word, int worth) {
    bool inside_counts = word.length > 2 || !is_latin(word.text[0]);
    int best = 0;
    for (const char *c = text; *c; c++) {
        bool begins = c == text || !is_latin(c[-1]) || !is_latin(*c);
        if (!same(c, word))
            continue;
        if (begins)
            return worth;
        best = inside_counts ? worth / 2 : best;
    }
    return best;
}

static int larger(int a, int b) {
    return a > b ? a : b;
}

static int worth_in_text(const Text *text, Word word, int worth) {
    int best = 0;
    for (int k = 0; k < text->count; k++)
        best = larger(best, worth_in(text->items[k].said, word, worth));
    return best;
}

static bool is_number_of(const CatalogueLesson *entry, Word word) {
    char number[16];
    int length = snprintf(number, sizeof number, "%d", entry->index + 1);
    return (size_t)length == word.length && memcmp(number, word.text, word.length) == 0;
}

static int worth_of(const Catalogue *catalogue, const CatalogueLesson *entry, Word word) {
    const CatalogueTrack *track = &catalogue->tracks[entry->track];
    const Lesson *lesson = entry->lesson;
    int best = is_number_of(entry, word) ? WORTH_TITLE : 0;
    best = larger(best, worth_in(track->id, word, WORTH_TRACK));
    if (track->track) {
        best = larger(best, worth_in_text(&track->track->title, word, WORTH_TRACK));
        best = larger(best, worth_in_text(&track->track->about, word, WORTH_BELIEF));
    }
    if (!lesson)
        return larger(best, worth_in(entry->path, word, WORTH_NAME));
    best = larger(best, worth_in(lesson->id, word, WORTH_NAME));
    best = larger(best, worth_in_text(&lesson->title, word, WORTH_TITLE));
    best = larger(best, worth_in_text(&lesson->goal, word, WORTH_GOAL));
    return larger(best, worth_in_text(&lesson->misconception, word, WORTH_BELIEF));
}

/* Bytes of the blank at c: a space or a tab, or the wide space that Chinese is typed with. */
static size_t blank(const char *c) {
    if (strncmp(c, "\u3000", strlen("\u3000")) == 0)
        return strlen("\u3000");
    return *c == ' ' || *c == '\t';
}

/* The next word at *from, which moves behind it; length 0: there is none. */
static Word next_word(const char **from) {
    while (blank(*from))
        *from += blank(*from);
    Word word = {*from, 0};
    while (**from && !blank(*from))
        (*from)++;
    word.length = (size_t)(*from - word.text);
    return word;
}

/* All words together; 0: one of them is missing, or there is none. */
static int worth_of_all(const Catalogue *catalogue, const CatalogueLesson *entry,
                        const char *words) {
    int sum = 0;
    for (Word word = next_word(&words); word.length; word = next_word(&words)) {
        int worth = worth_of(catalogue, entry, word);
        if (!worth)
            return 0;
        sum += worth;
    }
    return sum;
}

/* Sorted while they are put in: lessons are few. */
int catalogue_search(const Catalogue *catalogue, const char *words, int *found) {
    int count = 0;
    for (int k = 0; k < catalogue->lesson_count; k++) {
        int worth = worth_of_all(catalogue, &catalogue->lessons[k], words), at = count;
        if (!worth)
            continue;
        /* put behind all that are worth as much: equals keep the order of the path */
        while (at > 0 &&
               worth_of_all(catalogue, &catalogue->lessons[found[at - 1]], words) < worth) {
            found[at] = found[at - 1];
            at--;
        }
        found[at] = k;
        count++;
    }
    return count;
}
