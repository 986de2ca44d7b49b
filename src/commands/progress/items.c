/* items.c: see items.h. All answers become one list; sorted by item and learner, each item is a run
 * of it. */
#include "commands/progress/items.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"

static const double Z95 = 1.959964;

/* What a learner answered to an item. */
typedef struct Response {
    const char *id;
    uint64_t version;
    int beat, level; /* as in an ClassItem */
    int learner;
    int order; /* of the learner's answers to generators */
    int chosen;
    int right_choice; /* -1: not known */
    bool right;
} Response;

typedef struct ResponseList {
    Response *items; /* owned */
    int count, capacity;
} ResponseList;

/* Of all that a learner answered. */
typedef struct Total {
    int answered, right;
} Total;

static bool add(ResponseList *list, const Response *response) {
    Response *items = array_room(list->items, &list->capacity, list->count, 1, sizeof *items);
    if (!items)
        return false;
    list->items = items;
    list->items[list->count++] = *response;
    return true;
}

/* ---- what was answered first ---- */

static bool add_lesson(ResponseList *list, const SavedLesson *lesson, int learner) {
    for (int k = 0; k < lesson->beat_count; k++) {
        const SavedBeat *beat = &lesson->beats[k];
        Response response = {.id = lesson->id,
                             .version = lesson->version,
                             .beat = k,
                             .level = -1,
                             .learner = learner,
                             .chosen =
                                 beat->first >= 0 || beat->tries > 1 ? beat->first : beat->answer,
                             .right_choice = beat->right ? beat->answer : -1};
        response.right = beat->right && response.chosen == beat->answer;
        if (beat->asked && beat->tries && !add(list, &response))
            return false;
    }
    return true;
}

static bool add_practised(ResponseList *list, const Results *results, int learner) {
    for (int k = 0; k < results->answer_count; k++) {
        const PractiseAnswer *answer = &results->answers[k];
        Response response = {.id = answer->item,
                             .beat = -1,
                             .level = answer->level,
                             .learner = learner,
                             .order = k,
                             .chosen = answer->chosen,
                             .right_choice = CHOSEN_RIGHT,
                             .right = answer->chosen == CHOSEN_RIGHT};
        if (!add(list, &response))
            return false;
    }
    return true;
}

static bool add_class(ResponseList *list, const Results *class, int count) {
    for (int learner = 0; learner < count; learner++) {
        for (int k = 0; k < class[learner].count; k++)
            if (!add_lesson(list, &class[learner].lessons[k], learner))
                return false;
        if (!add_practised(list, &class[learner], learner))
            return false;
    }
    return true;
}

/* ---- by item ---- */

static int compare_item(const Response *a, const Response *b) {
    int order = (a->beat < 0) - (b->beat < 0);
    order = order ? order : strcmp(a->id, b->id);
    order = order ? order : a->beat - b->beat;
    order = order ? order : (a->version > b->version) - (a->version < b->version);
    return order ? order : a->level - b->level;
}

static int compare(const void *left, const void *right) {
    const Response *a = left, *b = right;
    int order = compare_item(a, b);
    order = order ? order : a->learner - b->learner;
    return order ? order : a->order - b->order;
}

/* Sorted; of each learner's answers to an item the first stays. */
static void settle(ResponseList *list) {
    int kept = 0;
    if (list->count)
        qsort(list->items, (size_t)list->count, sizeof *list->items, compare);
    for (int k = 0; k < list->count; k++) {
        const Response *last = kept ? &list->items[kept - 1] : NULL;
        if (!last || compare_item(last, &list->items[k]) || last->learner != list->items[k].learner)
            list->items[kept++] = list->items[k];
    }
    list->count = kept;
}

static void sum_up(const ResponseList *list, Total *totals) {
    for (int k = 0; k < list->count; k++) {
        totals[list->items[k].learner].answered++;
        totals[list->items[k].learner].right += list->items[k].right;
    }
}

/* ---- estimates ---- */

Estimate class_share(int part, int n) {
    double p = (double)part / n, middle = p + Z95 * Z95 / (2 * n), below = 1 + Z95 * Z95 / n;
    double half = Z95 * sqrt(p * (1 - p) / n + Z95 * Z95 / (4.0 * n * n));
    return (Estimate){.known = true,
                      .value = p,
                      .low = part ? (middle - half) / below : 0,
                      .high = part < n ? (middle + half) / below : 1};
}

/* A learner's share right in everything else. */
static double elsewhere(const Response *response, const Total *totals) {
    const Total *total = &totals[response->learner];
    return (double)(total->right - response->right) / (total->answered - 1);
}

static Estimate item_rest(const Response *run, int count, const Total *totals) {
    double n = 0, x = 0, y = 0, xx = 0, yy = 0, xy = 0;
    for (int k = 0; k < count; k++) {
        if (totals[run[k].learner].answered < 2)
            continue;
        double right = run[k].right, rest = elsewhere(&run[k], totals);
        double dx = right - x, dy = rest - y; /* means and moments as they grow (Welford 1962) */
        n++;
        x += dx / n;
        y += dy / n;
        xx += dx * (right - x);
        yy += dy * (rest - y);
        xy += dx * (rest - y);
    }
    if (n < 4 || xx < 1e-9 || yy < 1e-9)
        return (Estimate){0};
    double r = fmax(fmin(xy / sqrt(xx * yy), 0.9999), -0.9999), half = Z95 / sqrt(n - 3);
    return (Estimate){true, r, tanh(atanh(r) - half), tanh(atanh(r) + half)};
}

static ClassItem item_of(const Response *run, int count, const Total *totals) {
    ClassItem item = {.id = run->id,
                      .version = run->version,
                      .beat = run->beat,
                      .level = run->level,
                      .learners = count,
                      .discrimination = item_rest(run, count, totals),
                      .right_choice = -1};
    int right = 0;
    for (int k = 0; k < count; k++) {
        right += run[k].right;
        item.chosen[run[k].chosen - CHOSEN_UNSURE]++;
        if (run[k].right_choice >= 0)
            item.right_choice = run[k].right_choice;
    }
    item.right = class_share(right, count);
    return item;
}

static bool add_items(ClassItems *list, const ResponseList *responses, const Total *totals) {
    for (int from = 0, to; from < responses->count; from = to) {
        const Response *run = &responses->items[from];
        for (to = from + 1; to < responses->count && !compare_item(run, &responses->items[to]);)
            to++;
        ClassItem *items = array_room(list->items, &list->capacity, list->count, 1, sizeof *items);
        if (!items)
            return false;
        list->items = items;
        list->items[list->count++] = item_of(run, to - from, totals);
    }
    return true;
}

bool class_items(ClassItems *list, const Results *class, int count) {
    ResponseList responses = {0};
    Total *totals = calloc((size_t)count + 1, sizeof *totals);
    *list = (ClassItems){0};
    bool whole = totals && add_class(&responses, class, count);
    if (whole) {
        settle(&responses);
        sum_up(&responses, totals);
        whole = add_items(list, &responses, totals);
    }
    free(totals);
    free(responses.items);
    return whole;
}

void class_items_free(ClassItems *list) {
    free(list->items);
    *list = (ClassItems){0};
}
