/* items_print.c: the items of items.h as a table or as CSV. */
#include <stdlib.h>
#include <string.h>

#include "commands/progress/grid.h"
#include "commands/progress/items.h"
#include "lesson/practise/item.h"

static const char CSV[] = "item,beat,level,version,learners,right,right_low,right_high,"
                          "discrimination,discrimination_low,discrimination_high,choices";
static const char TABLE[] =
    "item,beat,level,version,learners,right,95 %,discrimination,95 %,choices";

static void number(GridRow *row, int value) {
    if (value < 0)
        grid_cell(row, "%s", "");
    else
        grid_cell(row, "%d", value + 1);
}

static void estimate(GridRow *row, const Estimate *of, bool csv) {
    static const Estimate NOT_KNOWN = {0};
    const Estimate *shown = of->known ? of : &NOT_KNOWN;
    if (!shown->known)
        for (int k = 0; k < (csv ? 3 : 2); k++)
            grid_cell(row, "%s", "");
    else if (csv) {
        grid_cell(row, "%.4f", shown->value);
        grid_cell(row, "%.4f", shown->low);
        grid_cell(row, "%.4f", shown->high);
    } else {
        grid_cell(row, "%.2f", shown->value);
        grid_cell(row, "%.2f..%.2f", shown->low, shown->high);
    }
}

/* "not-sure" of a generator, and "other" of what was drawn as nobody's; "not-known" of a lesson, whose
 * first choice was not always kept. */
static void choice_name(char *name, size_t size, const ClassItem *item, int choice) {
    if (choice < 0)
        snprintf(name, size, "%s", item->beat < 0 ? "not-sure" : "not-known");
    else if (item->beat < 0 && choice == CHOSEN_OTHER)
        snprintf(name, size, "other");
    else if (item->beat < 0)
        snprintf(name, size, choice == CHOSEN_RIGHT ? "right" : "%d", choice);
    else
        snprintf(name, size, "%d%s", choice + 1, choice == item->right_choice ? "*" : "");
}

static int choice(char *text, size_t size, const ClassItem *item, int at, bool csv) {
    char name[24];
    Estimate share = class_share(item->chosen[at], item->learners);
    choice_name(name, sizeof name, item, at + CHOSEN_UNSURE);
    return snprintf(text, size, csv ? "%s:%.4f:%.4f:%.4f" : "%s %.2f (%.2f..%.2f)", name,
                    share.value, share.low, share.high);
}

static void choices(GridRow *row, const ClassItem *item, bool csv) {
    char text[CELL_SIZE] = "", one[64];
    size_t length = 0;
    for (int k = 1; k <= CLASS_CHOICES; k++) {
        int at = k % CLASS_CHOICES; /* CHOSEN_UNSURE comes last */
        if (!item->chosen[at])
            continue;
        bool fits = length + (size_t)choice(one, sizeof one, item, at, csv) + 8 < sizeof text;
        const char *before = !length ? "" : csv ? " " : ", ";
        length += (size_t)snprintf(text + length, sizeof text - length, "%s%s", before,
                                   fits ? one : "...");
        if (!fits)
            break;
    }
    grid_cell(row, "%s", text);
}

static bool add_item(Grid *grid, const ClassItem *item, bool csv, const char *version) {
    GridRow *row = grid_row(grid);
    if (!row)
        return false;
    grid_cell(row, "%s", item->id);
    number(row, item->beat);
    number(row, item->level);
    grid_cell(row, "%s", version);
    grid_cell(row, "%d", item->learners);
    estimate(row, &item->right, csv);
    estimate(row, &item->discrimination, csv);
    choices(row, item, csv);
    return true;
}

/* ---- which beliefs the numbers of exercises are ---- */

/* BELIEF_NONE where it is not known here. */
static Belief belief_of(const ClassItem *item, int number) {
    int generator = item->beat < 0 ? generator_find(item->id) : -1;
    return generator < 0 || number > ITEM_BELIEFS ? BELIEF_NONE
                                                  : generator_beliefs(generator)[number - 1];
}

/* Levels of one generator follow on each other: each belief is told at the first that has it. */
static bool told_before(const ClassItems *list, int item, int number) {
    for (int k = item - 1; k >= 0 && strcmp(list->items[k].id, list->items[item].id) == 0; k--)
        if (list->items[k].beat < 0 && list->items[k].chosen[number - CHOSEN_UNSURE])
            return true;
    return false;
}

static void tell_beliefs(FILE *out, const ClassItems *list) {
    for (int k = 0; k < list->count; k++)
        for (int number = 1; number <= CHOSEN_MOST; number++) {
            const ClassItem *item = &list->items[k];
            Belief belief = belief_of(item, number);
            if (item->chosen[number - CHOSEN_UNSURE] && belief != BELIEF_NONE &&
                !told_before(list, k, number))
                fprintf(out, "%s %d: %s\n", item->id, number, belief_said(belief));
        }
}

bool class_items_print(FILE *out, const ClassItems *list, bool csv, ItemVersion *version,
                       const void *known) {
    Grid grid = {0};
    bool good = grid_head(&grid, csv ? CSV : TABLE);
    for (int k = 0; k < list->count && good; k++) {
        const ClassItem *item = &list->items[k];
        good = add_item(&grid, item, csv,
                        item->beat < 0 ? "" : version(known, item->id, item->version));
    }
    if (good && csv)
        grid_write_csv(out, &grid);
    else if (good) {
        grid_write(out, &grid);
        fputs("first answers only; right: their share; discrimination: correlation with the rest, "
              "below 0.2 look at the item\nchoices: shares, * the right one; of exercises the "
              "misconceptions by number\n",
              out);
        tell_beliefs(out, list);
    }
    grid_free(&grid);
    return good;
}
