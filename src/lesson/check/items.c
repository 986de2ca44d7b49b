/* items.c: see items.h. */
#include "lesson/check/items.h"

#include <ctype.h>
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "base/utf8.h"
#include "lesson/deal.h"

enum { ITEM_CHOICES = DEAL_MOST, NUMBER_MOST = 24, LEARNERS = 64 };

typedef struct Item {
    const Lesson *lesson;
    const Beat *beat;
    int index; /* of the beat */
    const char *language;
    int count;
    const char *texts[ITEM_CHOICES];
} Item;

/* ---- what can be seen of a text without reading it ---- */

static bool is_mark(uint32_t c) {
    return (c < 0x80 && ispunct((int)c) && !strchr("{}*_`", (int)c)) ||
           (c >= 0x2010 && c <= 0x201f) || c == 0x2026 || (c >= 0x3000 && c <= 0x303f) ||
           (c >= 0xff00 && c <= 0xff20);
}

static double count_letters(const Item *item, int choice) {
    const char *text = item->texts[choice];
    double letters = 0;
    for (size_t at = 0, length = strlen(text); at < length; letters++) {
        uint32_t c;
        at += utf8_decode(text + at, length - at, &c);
    }
    return letters;
}

static double count_marks(const Item *item, int choice) {
    const char *text = item->texts[choice];
    double marks = 0;
    for (size_t at = 0, length = strlen(text); at < length;) {
        uint32_t c;
        at += utf8_decode(text + at, length - at, &c);
        marks += is_mark(c);
    }
    return marks;
}

/* A colon that is no symbol's: {f:forget gate}. */
static double has_colon(const Item *item, int choice) {
    const char *text = item->texts[choice];
    int depth = 0;
    for (const char *c = text; *c; c++) {
        depth += (*c == '{') - (*c == '}');
        if (*c == ':' && depth == 0)
            return 1;
    }
    return strstr(text, "\xef\xbc\x9a") != NULL; /* the wide one */
}

/* ---- numbers that were told ---- */

/* The next run of digits, with points inside; "" at the end. */
static const char *next_number(const char *text, char number[NUMBER_MOST]) {
    int length = 0;
    while (*text && !isdigit((unsigned char)*text))
        text++;
    while (isdigit((unsigned char)*text) || (*text == '.' && isdigit((unsigned char)text[1]))) {
        if (length + 1 < NUMBER_MOST)
            number[length++] = *text;
        text++;
    }
    number[length] = '\0';
    return text;
}

static bool stands_in(const char *text, const char *wanted) {
    char number[NUMBER_MOST];
    for (text = next_number(text, number); number[0]; text = next_number(text, number))
        if (strcmp(number, wanted) == 0)
            return true;
    return false;
}

static double has_number_told(const Item *item, int choice) {
    char number[NUMBER_MOST];
    const char *say = text_own(&item->beat->say, item->language);
    const char *ask = text_own(&item->beat->question->question, item->language);
    const char *text = next_number(item->texts[choice], number);
    for (; number[0]; text = next_number(text, number))
        if ((say && stands_in(say, number)) || (ask && stands_in(ask, number)))
            return 1;
    return 0;
}

/* ---- what many believe ---- */

/* How many of the choice's pairs of bytes stand in that text too. */
static double likeness(const char *choice, const char *belief) {
    double pairs = 0, same = 0;
    for (size_t k = 0; choice[k] && choice[k + 1]; k++) {
        char pair[3] = {choice[k], choice[k + 1], '\0'};
        pairs++;
        same += strstr(belief, pair) != NULL;
    }
    return pairs > 0 ? same / pairs : 0;
}

/* It is told behind the first beat, or behind the answer that this one asks for. */
static double is_believed(const Item *item, int choice) {
    const char *belief = text_own(&item->lesson->misconception, item->language);
    return belief && item->index > 0 ? likeness(item->texts[choice], belief) : 0;
}

/* ---- rules ---- */

static const struct {
    const char *name;
    double (*measure)(const Item *item, int choice); /* NULL: where it stands */
    int sign;                                        /* 1: the most, -1: the least; else a place */
} RULES[RULE_COUNT] = {
    [RULE_LONGEST] = {"the longest", count_letters, 1},
    [RULE_SHORTEST] = {"the shortest", count_letters, -1},
    [RULE_FIRST] = {"the first", NULL, 0},
    [RULE_SECOND] = {"the second", NULL, 1},
    [RULE_LAST] = {"the last", NULL, -1},
    [RULE_COLON] = {"has a colon", has_colon, 1},
    [RULE_NO_COLON] = {"has no colon", has_colon, -1},
    [RULE_MOST_MARKS] = {"most punctuation", count_marks, 1},
    [RULE_FEWEST_MARKS] = {"least punctuation", count_marks, -1},
    [RULE_NUMBER_TOLD] = {"a number of the text", has_number_told, 1},
    [RULE_NO_NUMBER_TOLD] = {"no number of the text", has_number_told, -1},
    [RULE_NOT_BELIEVED] = {"not what many believe", is_believed, -1},
};

const char *items_rule_name(ItemRule rule) {
    return RULES[rule].name;
}

/* How many of the learners find the right one there: each has an order of their own. */
static double hit_at(const Item *item, int at) {
    double right = 0;
    for (uint32_t seed = 1; seed <= LEARNERS; seed++) {
        int order[DEAL_MOST] = {0};
        deal_order(seed, item->lesson->id, item->index, item->count, order);
        right += item->beat->question->choices[order[at < 0 ? item->count - 1 : at]].right;
    }
    return right / LEARNERS;
}

static double score(const Item *item, ItemRule rule, int choice) {
    return RULES[rule].sign * RULES[rule].measure(item, choice);
}

/* The chance that a guess among the picked ones is right. */
static double hit(const Item *item, ItemRule rule) {
    double best = -INFINITY;
    int picked = 0, right = 0;
    if (!RULES[rule].measure)
        return hit_at(item, RULES[rule].sign);
    for (int k = 0; k < item->count; k++)
        best = fmax(best, score(item, rule, k));
    for (int k = 0; k < item->count; k++)
        if (score(item, rule, k) >= best - 1e-9) {
            picked++;
            right += item->beat->question->choices[k].right;
        }
    return (double)right / picked;
}

/* ---- counting ---- */

static void count_item(ItemCount *count, const Item *item) {
    double chance = 1.0 / item->count;
    count->items++;
    count->chance += chance;
    count->variance += chance * (1 - chance);
    for (int rule = 0; rule < RULE_COUNT; rule++)
        count->hits[rule] += hit(item, (ItemRule)rule);
}

/* False: it has not one right choice of several, or not all of them in the language. */
static bool make_item(Item *item, const Lesson *lesson, int beat, const char *language) {
    const Question *question = lesson->beats[beat].question;
    int right = 0;
    *item = (Item){lesson, &lesson->beats[beat], beat, language, question->choice_count, {0}};
    if (item->count < 2 || item->count > ITEM_CHOICES)
        return false;
    for (int k = 0; k < item->count; k++) {
        item->texts[k] = text_own(&question->choices[k].text, language);
        right += question->choices[k].right;
        if (!item->texts[k])
            return false;
    }
    return right == 1;
}

void items_count(ItemCount *count, const Lesson *lesson, const char *language) {
    for (int beat = 0; beat < lesson->beat_count; beat++) {
        const Question *question = lesson->beats[beat].question;
        Item item;
        if (!question)
            continue;
        count->forms[question->form]++;
        count->from_three += question->form == QUESTION_CHOICES && question->choice_count == 3;
        if (question->form == QUESTION_CHOICES && make_item(&item, lesson, beat, language))
            count_item(count, &item);
    }
}

/* ---- what it says ---- */

double items_share(const ItemCount *count, ItemRule rule) {
    return count->items ? count->hits[rule] / count->items : 0;
}

double items_chance(const ItemCount *count) {
    return count->items ? count->chance / count->items : 0;
}

bool items_give_away(const ItemCount *count, ItemRule rule) {
    const double TENTH = 0.1;
    double over = items_share(count, rule) - items_chance(count);
    double error = count->items ? sqrt(count->variance) / count->items : 0;
    return over > TENTH && over > 2 * error;
}

bool items_too_many_choices(const ItemCount *count) {
    int all = 0;
    for (int form = 0; form < QUESTION_FORMS; form++)
        all += count->forms[form];
    return 5 * count->from_three > all;
}
