/* answers.c: see answers.h and, for state_answer, state.h. */
#include "files/state/answers.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "files/json/write.h"
#include "files/state/parts.h"

enum { ANSWER_VALUES = 7 };

/* ---- in memory ---- */

static int compare_long(int64_t a, int64_t b) {
    return (a > b) - (a < b);
}

/* By time; 0 only where both are the same answer. */
static int compare(const void *left, const void *right) {
    const PractiseAnswer *a = left, *b = right;
    int order = compare_long(a->when, b->when);
    order = order ? order : strcmp(a->idea, b->idea);
    order = order ? order : strcmp(a->item, b->item);
    order = order ? order : compare_long(a->seed, b->seed);
    order = order ? order : compare_long(a->level, b->level);
    return order ? order : compare_long(a->chosen, b->chosen);
}

/* The first that is not before it. */
static int find(const SavedState *state, const PractiseAnswer *answer) {
    int low = 0, high = state->answer_count;
    while (low < high) {
        int middle = low + (high - low) / 2;
        if (compare(&state->answers[middle], answer) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool make_room(SavedState *state) {
    PractiseAnswer *answers = array_room(state->answers, &state->answer_capacity,
                                         state->answer_count, 1, sizeof *answers);
    if (answers)
        state->answers = answers;
    return answers != NULL;
}

static void drop_oldest(SavedState *state, int count) {
    state->answer_count -= count;
    memmove(state->answers, state->answers + count,
            (size_t)state->answer_count * sizeof *state->answers);
}

/* The drawing and the reason, which may come later than the answer. */
static void take_drawn(PractiseAnswer *to, const PractiseAnswer *from) {
    if (!from->drawn && !from->why[0])
        return;
    to->drawn = from->drawn;
    memcpy(to->values, from->values, sizeof to->values);
    memcpy(to->why, from->why, sizeof to->why);
}

bool state_answer(SavedState *state, const PractiseAnswer *answer) {
    assert(answer_id_fits(answer->idea, sizeof answer->idea));
    assert(answer_id_fits(answer->item, sizeof answer->item));
    int at = find(state, answer);
    if (at < state->answer_count && compare(&state->answers[at], answer) == 0) {
        take_drawn(&state->answers[at], answer);
        return true;
    }
    if (!make_room(state))
        return false;
    memmove(&state->answers[at + 1], &state->answers[at],
            (size_t)(state->answer_count - at) * sizeof *state->answers);
    state->answers[at] = *answer;
    state->answer_count++;
    if (state->answer_count > STATE_ANSWERS)
        drop_oldest(state, 1);
    return true;
}

/* ---- reading ---- */

bool answer_id_fits(const char *id, size_t size) {
    size_t length = strlen(id);
    return length > 0 && length < size &&
           strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789_-") == length;
}

static bool take_id(const cJSON *json, char *id, size_t size) {
    if (!cJSON_IsString(json) || !answer_id_fits(json->valuestring, size))
        return false;
    memcpy(id, json->valuestring, strlen(json->valuestring) + 1);
    return true;
}

/* A whole number within low..high. */
static bool take_whole(const cJSON *json, double low, double high, int64_t *value) {
    if (!cJSON_IsNumber(json) || !(json->valuedouble >= low && json->valuedouble <= high) ||
        json->valuedouble != floor(json->valuedouble))
        return false;
    *value = (int64_t)json->valuedouble;
    return true;
}

/* What was drawn: an answer without it is as good. */
static void take_drawing(const cJSON *json, PractiseAnswer *answer) {
    const cJSON *value, *why = cJSON_GetObjectItemCaseSensitive(json, "why");
    int count = 0;
    cJSON_ArrayForEach(value, cJSON_GetObjectItemCaseSensitive(json, "drawn")) {
        if (count == DRAWN_STEPS || !cJSON_IsNumber(value) || !(fabs(value->valuedouble) < 3e38))
            return;
        answer->values[count++] = (float)value->valuedouble;
    }
    answer->drawn = count;
    if (cJSON_IsString(why) && strlen(why->valuestring) < WHY_MOST)
        memcpy(answer->why, why->valuestring, strlen(why->valuestring) + 1);
}

static bool take_answer(const cJSON *json, PractiseAnswer *answer) {
    const cJSON *values[ANSWER_VALUES], *next = cJSON_IsArray(json) ? json->child : NULL;
    int64_t seed = 0, level = 0, chosen = 0;
    for (int k = 0; k < ANSWER_VALUES; k++) {
        values[k] = next;
        next = next ? next->next : NULL;
    }
    *answer = (PractiseAnswer){0};
    bool good = take_id(values[0], answer->idea, sizeof answer->idea) &&
                take_id(values[1], answer->item, sizeof answer->item) &&
                take_whole(values[2], 0, UINT32_MAX, &seed) &&
                take_whole(values[3], 0, PRACTISE_LEVELS - 1, &level) &&
                take_whole(values[4], CHOSEN_UNSURE, CHOSEN_MOST, &chosen) &&
                take_whole(values[5], 1, STATE_LATEST, &answer->when) &&
                cJSON_IsNumber(values[6]) && values[6]->valuedouble >= 0 &&
                values[6]->valuedouble <= ANSWER_SECONDS;
    if (!good)
        return false;
    answer->seed = (uint32_t)seed;
    answer->level = (int)level;
    answer->chosen = (int)chosen;
    answer->seconds = (float)values[6]->valuedouble;
    take_drawing(next, answer);
    return true;
}

/* In order, each once, the newest. */
static void settle(SavedState *state) {
    int kept = 0;
    if (state->answer_count)
        qsort(state->answers, (size_t)state->answer_count, sizeof *state->answers, compare);
    for (int k = 0; k < state->answer_count; k++)
        if (!kept || compare(&state->answers[kept - 1], &state->answers[k]) != 0)
            state->answers[kept++] = state->answers[k];
    state->answer_count = kept;
    if (kept > STATE_ANSWERS)
        drop_oldest(state, kept - STATE_ANSWERS);
}

/* As it stands there: it is a newer program's. */
static bool set_foreign_aside(const cJSON *json, SavedState *state) {
    char **texts = array_room(state->foreign, &state->foreign_capacity, state->foreign_count, 1,
                              sizeof *texts);
    if (!texts)
        return false;
    state->foreign = texts;
    char *text = cJSON_PrintUnformatted(json);
    if (!text)
        return false;
    if (state->foreign_count < STATE_FOREIGN && strlen(text) <= STATE_FOREIGN_BYTES)
        state->foreign[state->foreign_count++] = text;
    else
        cJSON_free(text);
    return true;
}

bool answers_read(const cJSON *json, SavedState *state) {
    const cJSON *list = cJSON_IsArray(json) ? json : NULL, *item;
    PractiseAnswer answer;
    cJSON_ArrayForEach(item, list) {
        if (!take_answer(item, &answer)) {
            if (!set_foreign_aside(item, state))
                return false;
            continue;
        }
        if (!make_room(state))
            return false;
        state->answers[state->answer_count++] = answer;
    }
    settle(state);
    return true;
}

/* ---- writing ---- */

static bool add_number(cJSON *list, double number) {
    return json_append(list, cJSON_CreateNumber(number));
}

static bool add_drawing(cJSON *list, const PractiseAnswer *answer) {
    cJSON *json = cJSON_CreateObject();
    cJSON *drawn = json_append(list, json) ? cJSON_AddArrayToObject(json, "drawn") : NULL;
    for (int k = 0; k < answer->drawn; k++)
        if (!add_number(drawn, round((double)answer->values[k] * 1e4) / 1e4))
            return false;
    return !answer->why[0] || cJSON_AddStringToObject(json, "why", answer->why);
}

static bool add_answer(cJSON *list, const PractiseAnswer *answer, bool whole) {
    cJSON *json = cJSON_CreateArray();
    return json_append(list, json) && json_append(json, cJSON_CreateString(answer->idea)) &&
           json_append(json, cJSON_CreateString(answer->item)) && add_number(json, answer->seed) &&
           add_number(json, answer->level) && add_number(json, answer->chosen) &&
           add_number(json, (double)answer->when) &&
           add_number(json, round((double)answer->seconds * 10) / 10) &&
           (!whole || add_drawing(json, answer));
}

/* From which on drawings are kept: the newest. */
static int first_drawn(const SavedState *state) {
    int first = state->answer_count, left = STATE_DRAWINGS;
    while (first > 0 && left > 0)
        left -= state->answers[--first].drawn > 0 || state->answers[first].why[0];
    return first;
}

static bool add_foreign(cJSON *list, const SavedState *state) {
    for (int k = 0; k < state->foreign_count; k++)
        if (!json_append(list, cJSON_Parse(state->foreign[k])))
            return false;
    return true;
}

bool answers_add(cJSON *root, const SavedState *state) {
    int first = first_drawn(state);
    if (!state->answer_count && !state->foreign_count)
        return true;
    cJSON *list = cJSON_AddArrayToObject(root, "practised");
    for (int k = 0; k < state->answer_count; k++) {
        const PractiseAnswer *answer = &state->answers[k];
        bool whole = k >= first && (answer->drawn || answer->why[0]);
        if (!add_answer(list, answer, whole))
            return false;
    }
    return add_foreign(list, state);
}
