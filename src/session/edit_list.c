/* edit_list.c: see edit_list.h. */
#include "session/edit_list.h"

#include <assert.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "lesson/curve.h"

/* ---- any list ---- */

static bool make_room(EditList *list, int more) {
    if (!more)
        return true;
    Edit *items = array_room(list->items, &list->capacity, list->count, more, sizeof *items);
    if (items)
        list->items = items;
    return items != NULL;
}

bool edit_list_append(EditList *list, const Edit *edit) {
    if (!make_room(list, 1))
        return false;
    list->items[list->count++] = *edit;
    return true;
}

bool edit_list_copy(EditList *copy, const EditList *list) {
    *copy = (EditList){0};
    if (!list->count)
        return true;
    copy->items = malloc((size_t)list->count * sizeof *copy->items);
    if (!copy->items)
        return false;
    memcpy(copy->items, list->items, (size_t)list->count * sizeof *copy->items);
    copy->count = copy->capacity = list->count;
    return true;
}

void edit_list_free(EditList *list) {
    free(list->items);
    *list = (EditList){0};
}

static void remove_at(EditList *list, int at) {
    memmove(list->items + at, list->items + at + 1,
            (size_t)(list->count - at - 1) * sizeof *list->items);
    list->count--;
}

/* ---- edits of inputs: no step is set by two of them ---- */

static bool meets(const Edit *edit, const Edit *by) {
    return edit_of_input(edit) && edit->column == by->column &&
           curve_first(edit) <= curve_last(by) && curve_last(edit) >= curve_first(by);
}

/* What is left of an edit; what would be left behind the end of the run is nothing. */
static int pieces(const Edit *edit, const Edit *by, long steps, Edit left[2]) {
    left[0] = *edit;
    if (!meets(edit, by))
        return 1;
    long last = curve_last(by) < steps - 1 ? curve_last(by) : LONG_MAX;
    return curve_cut(edit, curve_first(by), last, left);
}

/* Edits that are cut in two make room for both parts, from the end on. */
static bool split(EditList *list, const Edit *by, long steps) {
    Edit left[2];
    int more = 0;
    for (int k = 0; k < list->count; k++)
        more += pieces(&list->items[k], by, steps, left) == 2;
    if (!make_room(list, more))
        return false;
    int to = list->count + more;
    for (int k = list->count - 1; k >= 0; k--) {
        bool two = pieces(&list->items[k], by, steps, left) == 2;
        list->items[--to] = two ? left[1] : list->items[k];
        if (two)
            list->items[--to] = left[0];
    }
    list->count += more;
    return true;
}

bool edit_list_cut(EditList *list, const Edit *by, long steps) {
    Edit left[2];
    int kept = 0;
    if (!split(list, by, steps))
        return false;
    for (int k = 0; k < list->count; k++)
        if (pieces(&list->items[k], by, steps, left) == 1)
            list->items[kept++] = left[0];
    list->count = kept;
    return true;
}

static int find_step(const EditList *list, int column, long step) {
    const Edit target = {.kind = EDIT_INPUT, .column = column, .step = step};
    for (int k = list->count - 1; k >= 0; k--)
        if (meets(&list->items[k], &target))
            return k;
    return -1;
}

/* ---- targets ---- */

int edit_list_find(const EditList *list, const Edit *edit) {
    if (edit->kind == EDIT_INPUT)
        return find_step(list, edit->column, edit->step);
    for (int k = list->count - 1; k >= 0; k--)
        if (edit_same_target(&list->items[k], edit))
            return k;
    return -1;
}

bool edit_list_put(EditList *list, const Edit *edit, long steps) {
    if (edit_of_input(edit))
        return edit_list_cut(list, edit, steps) && edit_list_append(list, edit);
    int at = edit_list_find(list, edit);
    if (at >= 0)
        remove_at(list, at); /* the later one counts, and counts as later */
    return edit_list_append(list, edit);
}

/* Whether an edit is meant: all of an input, of one target, or (NULL) everything. */
static bool is_meant(const Edit *edit, const Edit *target, bool whole_input) {
    if (whole_input)
        return edit_of_input(edit) && edit->column == target->column;
    return !target || edit_same_target(edit, target);
}

bool edit_list_has(const EditList *edits, const Edit *target, bool whole_input) {
    if (target && !whole_input)
        return edit_list_find(edits, target) >= 0;
    for (int k = 0; k < edits->count; k++)
        if (is_meant(&edits->items[k], target, whole_input))
            return true;
    return false;
}

bool edit_list_drop(EditList *list, const Edit *target, bool whole_input, long steps) {
    if (target && target->kind == EDIT_INPUT && !whole_input)
        return edit_list_cut(list, target, steps);
    int kept = 0;
    for (int k = 0; k < list->count; k++)
        if (!is_meant(&list->items[k], target, whole_input))
            list->items[kept++] = list->items[k];
    list->count = kept;
    return true;
}

static bool sets_step_within(const Edit *edit, long from, long to) {
    return edit->kind == EDIT_INPUT && edit->step >= from && edit->step <= to;
}

bool edit_list_has_steps(const EditList *list, long from, long to) {
    for (int k = 0; k < list->count; k++)
        if (sets_step_within(&list->items[k], from, to))
            return true;
    return false;
}

void edit_list_drop_steps(EditList *list, long from, long to) {
    int kept = 0;
    for (int k = 0; k < list->count; k++)
        if (!sets_step_within(&list->items[k], from, to))
            list->items[kept++] = list->items[k];
    list->count = kept;
}

/* ---- a recording whose first steps are gone ---- */

/* Whether the edit still says something; its steps count from the first one that is kept. */
static bool still_meant(Edit *edit, long steps) {
    switch (edit->kind) {
    case EDIT_INITIAL: /* what was before the first step now is a result */
        return false;
    case EDIT_INPUT:
    case EDIT_LINE:
    case EDIT_WAVE:
        return curve_shift(edit, steps);
    case EDIT_HOLD:
        edit->from = edit->from > steps ? edit->from - steps : 0;
        edit->to = edit->to == LONG_MAX ? edit->to : edit->to - steps;
        return edit->to >= 0;
    default:
        return true;
    }
}

void edit_list_forget(EditList *list, long steps) {
    int kept = 0;
    for (int k = 0; k < list->count; k++)
        if (still_meant(&list->items[k], steps))
            list->items[kept++] = list->items[k];
    list->count = kept;
}
