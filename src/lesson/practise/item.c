/* item.c: making an item, and what it is asked for. See item.h. */
#include "lesson/practise/item.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "lesson/practise/parts.h"

/* ---- the generators ---- */

static const Generators *const TABLES[] = {&generators_lstm,       &generators_lstm_sums,
                                           &generators_lstm_tasks, &generators_gru,
                                           &generators_rnn,        &generators_sizes};
enum { TABLES_COUNT = sizeof TABLES / sizeof *TABLES };

int generator_count(void) {
    int count = 0;
    for (int k = 0; k < TABLES_COUNT; k++)
        count += TABLES[k]->count;
    return count;
}

const Generator *generator_at(int generator) {
    int table = 0;
    while (generator >= TABLES[table]->count)
        generator -= TABLES[table++]->count;
    return &TABLES[table]->items[generator];
}

/* Whether the id is this one's, or that of its drawn items. */
static bool has_id(const Generator *generator, const char *id) {
    size_t length = strlen(generator->id);
    return strncmp(generator->id, id, length) == 0 &&
           (!id[length] || (generator->drawing && strcmp(id + length, DRAWN_NAME) == 0));
}

int generator_find(const char *id) {
    for (int k = 0; k < generator_count(); k++)
        if (has_id(generator_at(k), id))
            return k;
    return -1;
}

const char *generator_id(int generator) {
    return generator_at(generator)->id;
}

const char *generator_idea(int generator) {
    return generator_at(generator)->idea;
}

int generator_of(const char *idea, int k) {
    for (int generator = 0; generator < generator_count(); generator++)
        if (strcmp(generator_idea(generator), idea) == 0 && k-- == 0)
            return generator;
    return -1;
}

int generator_count_of(const char *idea) {
    int count = 0;
    while (generator_of(idea, count) >= 0)
        count++;
    return count;
}

const Belief *generator_beliefs(int generator) {
    return generator_at(generator)->beliefs;
}

/* ---- making one ---- */

/* So many drafts are tried for the whole aim, then without nearness, then for any. */
enum { TRIES_ALL = 120, TRIES_MOST = 240, TRIES = 2000 };

static uint64_t seed_of(const Generator *generator, uint32_t seed, int level) {
    uint64_t mixed = random_mix(seed, (uint64_t)level);
    for (const char *c = generator->id; *c; c++)
        mixed = random_mix(mixed, (uint64_t)*c);
    return mixed;
}

static void set_form(Item *item) {
    const Generator *generator = item->generator;
    int decimals = generator->decimals ? generator->decimals : 2;
    item->idea = generator->idea;
    item->question = generator->question;
    item->form = generator->form;
    item->has_start = generator->starts;
    item->decimals = item->form == ITEM_COUNT ? 0 : decimals;
    item->tolerance = item->form == ITEM_CURVE   ? 0.1f
                      : item->form == ITEM_COUNT ? 1
                                                 : 3 * powf(10, (float)-decimals);
    item->length = item->form == ITEM_CURVE ? item->facts.steps : 1;
}

/* One draft; NULL where it is no good, or memory lacks (failed). */
static Item *try_draft(const Generator *generator, int level, uint64_t seed, const Aim *aim,
                       Error *error, bool *failed) {
    Item *item = calloc(1, sizeof *item);
    Draft draft = {.random = {seed}, .level = level, .item = item, .error = error};
    *failed = !item;
    if (!item) {
        error_memory(error, sizeof *item, "a question");
        return NULL;
    }
    item->generator = generator;
    generator->draw(&draft);
    draft_run(&draft, generator);
    set_form(item);
    if (!draft.failed && !draft.unfit && draft_choose(&draft, aim))
        return item;
    if (draft.failed && error && !error->what[0])
        error_memory(error, sizeof *item, "a question");
    *failed = draft.failed;
    item_free(item);
    return NULL;
}

static Aim draw_aim(Random *random) {
    Aim aim;
    aim.size = (int)random_below(random, ITEM_CHOICES);
    aim.moves = (int)random_below(random, ITEM_CHOICES);
    aim.centre = (int)random_below(random, ITEM_CHOICES);
    return aim;
}

Item *item_make(int generator, uint32_t seed, int level, Error *error) {
    assert(generator >= 0 && generator < generator_count());
    assert(level >= 0 && level < PRACTISE_LEVELS);
    const Generator *from = generator_at(generator);
    uint64_t mixed = seed_of(from, seed, level);
    Random random = {mixed};
    Aim aim = draw_aim(&random);
    bool failed = false;
    if (error)
        *error = (Error){0};
    for (int k = 0; k < TRIES && !failed; k++) {
        if (k == TRIES_ALL)
            aim.centre = -1;
        if (k == TRIES_MOST)
            aim.size = aim.moves = -1;
        Item *item = try_draft(from, level, random_mix(mixed, (uint64_t)k), &aim, error, &failed);
        if (!item)
            continue;
        item->seed = seed;
        item->level = level;
        return item;
    }
    if (!failed)
        error_set(error, "%s has no question of level %d from seed %u", from->id, level, seed);
    return NULL;
}

void item_free(Item *item) {
    if (!item)
        return;
    lesson_free(item->lesson);
    free(item);
}

/* ---- what is shown ---- */

static float rounded(float value, int decimals) {
    double unit = pow(10, decimals);
    return (float)(round(value * unit) / unit);
}

Facts item_shown(const Item *item) {
    Facts shown = item->facts;
    for (int k = 0; k < item->row_count; k++)
        for (int t = 0; t < shown.steps; t++)
            shown.row[k][t] = rounded(shown.row[k][t], 2);
    for (int k = 0; k < item->number_count; k++)
        shown.number[k] = rounded(shown.number[k], item->numbers[k].decimals);
    shown.start = rounded(shown.start, 2);
    return shown;
}

bool item_believe(const Item *item, Belief belief, const Facts *facts, float *values) {
    float path[ITEM_STEPS] = {0};
    if (!item->generator->solve(facts, belief, path))
        return false;
    if (item->form == ITEM_CURVE)
        memcpy(values, path, (size_t)item->length * sizeof *path);
    else
        values[0] = path[facts->steps ? facts->steps - 1 : 0];
    return true;
}

const char *item_generator(const Item *item) {
    return item->generator->id;
}

const Belief *item_beliefs(const Item *item) {
    return item->generator->beliefs;
}

float item_distance(const Item *item, const float *a, const float *b) {
    float most = 0;
    for (int k = 0; k < item->length; k++)
        most = fmaxf(most, fabsf(a[k] - b[k]));
    return most;
}

int item_nearest(const Item *item, const float *values) {
    int nearest = 0;
    for (int k = 1; k < ITEM_CHOICES; k++)
        if (item_distance(item, item->choices[k].values, values) <
            item_distance(item, item->choices[nearest].values, values))
            nearest = k;
    return nearest;
}
