/* check_items.c: see check_items.h. */
#include "commands/lesson/check_items.h"

#include <stdio.h>

#include "commands/line/say.h"
#include "lesson/check/ends.h"

static void say_task(const Lesson *lesson, int beat, const char *how) {
    Error error;
    error_set(&error, "dragging to an end does the task");
    error_expected(&error, "a goal with two sides, or two that compete");
    error_found(&error, "%s", how);
    error_in_file(&error, lesson->path ? lesson->path : lesson->id);
    error.line = lesson->beats[beat].line;
    error.column = lesson->beats[beat].column;
    error.warning = true;
    snprintf(error.member_path, sizeof error.member_path, "beats[%d].task", beat);
    say_error(0, &error);
}

static void try_tasks(ItemTally *tally, const Lesson *lesson) {
    char how[ENDS_HOW];
    Error error;
    for (int beat = 0; beat < lesson->beat_count; beat++) {
        if (!lesson->beats[beat].task)
            continue;
        tally->tasks++;
        if (!ends_try(lesson, beat, how, &error))
            say_error(0, &error);
        else if (how[0])
            say_task(lesson, beat, how);
        tally->at_ends += how[0] != '\0';
    }
}

void check_items_add(ItemTally *tally, const Lesson *lesson, const Languages *languages) {
    for (int k = 0; k < languages->count && k < ITEM_LANGUAGES; k++)
        items_count(&tally->counts[k], lesson, languages->items[k].tag);
    try_tasks(tally, lesson);
}

static void tell_forms(const ItemCount *count) {
    static const char *const NAMES[QUESTION_FORMS] = {
        [QUESTION_CHOICES] = "choices",     [QUESTION_NUMBER] = "numbers",
        [QUESTION_STEP] = "steps",          [QUESTION_DRAG] = "bars to drag",
        [QUESTION_DRAW] = "curves to draw", [QUESTION_ORDER] = "orders"};
    printf("questions:");
    for (int form = 0; form < QUESTION_FORMS; form++)
        printf("%s %d %s", form ? "," : "", count->forms[form], NAMES[form]);
    printf("; choices from three: %d, %s a fifth\n", count->from_three,
           items_too_many_choices(count) ? "more than" : "at most");
}

static void tell_rules(const ItemCount *count, const char *language) {
    printf("found in \"%s\" without reading, chance %.2f:", language, items_chance(count));
    for (int rule = 0; rule < RULE_COUNT; rule++) {
        bool away = items_give_away(count, (ItemRule)rule);
        printf("%s %s %.2f%s", rule ? "," : "", items_rule_name((ItemRule)rule),
               items_share(count, (ItemRule)rule), away ? " (!)" : "");
    }
    puts("");
}

int check_items_broken(const ItemTally *tally, const Languages *languages) {
    int broken = 0;
    for (int k = 0; k < languages->count && k < ITEM_LANGUAGES; k++)
        for (int rule = 0; rule < RULE_COUNT; rule++)
            broken += items_give_away(&tally->counts[k], (ItemRule)rule);
    return broken;
}

void check_items_tell(const ItemTally *tally, const Languages *languages) {
    tell_forms(&tally->counts[0]);
    for (int k = 0; k < languages->count && k < ITEM_LANGUAGES; k++)
        tell_rules(&tally->counts[k], languages->items[k].tag);
    printf("tasks that dragging to an end does: %d of %d\n", tally->at_ends, tally->tasks);
}
