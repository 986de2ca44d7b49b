/* worked.c: the first step in numbers, with blanks for the learner. See item.h. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lesson/practise/parts.h"

static int phases_of(const char *worked) {
    int phases = 1;
    for (const char *c = worked; *c; c++)
        phases += *c == '|';
    return phases;
}

static ItemToken number(float value, Role role, int decimals) {
    return (ItemToken){.is_number = true, .value = value, .role = role, .decimals = decimals};
}

/* Which step is worked: the first of those that are asked. */
static int step_of(const Item *item) {
    return item->drawn ? item_drawn_from(item) : 0;
}

static float start_of(const Item *item) {
    int at = step_of(item);
    return at ? item->path[at - 1] : item->facts.start;
}

static ItemToken row_token(const Item *item, int row, bool complement) {
    float value = item->facts.row[row][step_of(item)];
    return number(complement ? 1 - value : value, item->rows[row].role, 2);
}

static ItemToken number_token(const Item *item, int k) {
    bool told = k < item->number_count;
    return number(item->facts.number[k], told ? item->numbers[k].role : item->asked,
                  told                       ? item->numbers[k].decimals
                  : item->form == ITEM_COUNT ? 0
                                             : 2);
}

static ItemToken token_of(const Item *item, const char *word, size_t length) {
    ItemToken token = {.is_number = false};
    if (word[0] == '$' || word[0] == '~')
        return row_token(item, word[1] - '0', word[0] == '~');
    if (word[0] == '@')
        return number_token(item, word[1] - '0');
    if (length == 1 && word[0] == 's')
        return number(start_of(item), item->asked, 2);
    if (length == 1 && word[0] == 'r')
        return number(item->path[step_of(item)], item->asked, item->decimals);
    if (length >= ITEM_WORD)
        length = ITEM_WORD - 1;
    memcpy(token.word, word, length);
    return token;
}

/* "+ -0.5" is written as "− 0.5"; what is blank tells nothing of its sign. */
static void join_sign(ItemToken *sign, ItemToken *number) {
    double unit = pow(10, number->decimals);
    if (number->blank || !number->is_number || strcmp(sign->word, "+") != 0 ||
        round(number->value * unit) >= 0)
        return;
    snprintf(sign->word, sizeof sign->word, "−");
    number->value = -number->value;
}

int item_worked(const Item *item, int blank, ItemToken tokens[ITEM_TOKENS]) {
    const char *at = item->generator->worked;
    int shown = phases_of(at) - blank, count = 0;
    while (*at && count < ITEM_TOKENS) {
        size_t length = strcspn(at, " ");
        if (at[0] == '|' && length == 1) {
            shown--;
        } else {
            tokens[count] = token_of(item, at, length);
            tokens[count].blank = tokens[count].is_number && shown <= 0;
            if (count)
                join_sign(&tokens[count - 1], &tokens[count]);
            count++;
        }
        at += length + (at[length] == ' ');
    }
    return count;
}

int item_blank(const Item *item) {
    int phases = phases_of(item->generator->worked);
    return item->level + 1 < phases ? item->level + 1 : phases;
}

/* So many are made until one is of the same kind of cell: of three kinds, one in 10^17 is not. */
enum { EXAMPLES_MOST = 100 };

Item *item_example(const Item *item, Error *error) {
    int generator = generator_find(item->generator->id);
    Item *example = item_make(generator, ~item->seed, 0, error);
    for (uint32_t k = 1; example && strcmp(example->title, item->title) != 0 && k < EXAMPLES_MOST;
         k++) {
        item_free(example);
        example = item_make(generator, ~item->seed - k, 0, error);
    }
    return example;
}
