/* torch_walk.c: finds the tensors in what PyTorch saved, see torch_parts.h. A file may hold what it
 * holds in circles, or one thing in very many: the walk is bounded in depth and in steps. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "files/tensors/torch_parts.h"

enum { FOUND_MOST = 32768, DEPTH_MOST = 64, STEPS_MOST = 1 << 24, PATH = 512 };

/* Where the walk is. */
typedef struct Way {
    TorchWalk *walk;
    Error *error;
    char path[PATH]; /* ends in a dot, or is empty */
    size_t length;
    const PickleNode *home; /* NULL: whatever dict comes next */
    size_t prefix;          /* the home's path */
    bool in_object, optimizer;
    const char *curve;       /* of the innermost object: what it says */
    const PickleNode *class; /* and what it is */
    int depth, steps;
} Way;

static bool walk_value(Way *way, const PickleValue *value);

static bool fail(const Way *way, const char *what) {
    return error_set(way->error, "%s: \"%.80s\"", what, way->path);
}

/* ---- paths ---- */

/* Adds a name and a dot. A byte of 0 ends no name here. */
static bool add_name(Way *way, const char *name, size_t length) {
    if (length + 2 > sizeof way->path - way->length)
        return fail(way, "the names in the file are too long");
    for (size_t k = 0; k < length; k++)
        way->path[way->length++] = name[k] ? name[k] : '?';
    way->path[way->length++] = '.';
    way->path[way->length] = '\0';
    return true;
}

/* A key that is a text or a number; others name nothing. */
static bool add_key(Way *way, const PickleValue *key) {
    char number[24];
    if (key->kind == PICKLE_TEXT)
        return add_name(way, key->text, key->length);
    int length = snprintf(number, sizeof number, "%lld",
                          key->kind == PICKLE_INT ? (long long)key->integer : -1LL);
    return add_name(way, number, (size_t)length);
}

/* ---- what was found ---- */

static bool add_found(Way *way, const TorchTensor *tensor) {
    TorchWalk *walk = way->walk;
    if (walk->count == FOUND_MOST)
        return fail(way, "the file has too many tensors");
    TorchFound *found = array_room(walk->found, &walk->capacity, walk->count, 1, sizeof *found);
    size_t length = way->length ? way->length - 1 : strlen("tensor");
    char *name = calloc(length + 1, 1);
    if (found)
        walk->found = found;
    if (!found || !name) {
        free(name);
        return error_memory(way->error, sizeof *found, "a list of tensors");
    }
    memcpy(name, way->length ? way->path : "tensor", length);
    found[walk->count++] = (TorchFound){.name = name,
                                        .tensor = *tensor,
                                        .home = way->home,
                                        .prefix = way->prefix,
                                        .curve = way->curve,
                                        .class = way->class,
                                        .optimizer = way->optimizer,
                                        .aside = way->optimizer || tensor->array.rank == 0};
    return true;
}

/* ---- kinds of holders ---- */

/* Walks a value under its key. */
static bool walk_member(Way *way, const PickleValue *key, const PickleValue *value) {
    size_t length = way->length;
    if (value->kind < PICKLE_LIST)
        return true;
    bool good = add_key(way, key) && walk_value(way, value);
    way->length = length;
    way->path[length] = '\0';
    return good;
}

static bool step(Way *way, size_t count) {
    if (count > (size_t)(STEPS_MOST - way->steps))
        return fail(way, "what the file holds is nested too often");
    way->steps += (int)count;
    return true;
}

static bool walk_list(Way *way, const PickleNode *node) {
    bool good = step(way, node->count);
    for (size_t k = 0; good && k < node->count; k++) {
        PickleValue key = {PICKLE_INT, .integer = (int64_t)k};
        good = walk_member(way, &key, &node->items[k]);
    }
    return good;
}

/* PyTorch keeps these beside the parameters that they are made of. */
static bool is_copy(const PickleValue *key) {
    return pickle_is_text(key, "_flat_weights") || pickle_is_text(key, "_all_weights");
}

static bool walk_pairs(Way *way, const PickleNode *node) {
    bool good = step(way, node->count);
    for (size_t k = 0; good && k + 1 < node->count; k += 2)
        if (!is_copy(&node->items[k]))
            good = walk_member(way, &node->items[k], &node->items[k + 1]);
    return good;
}

/* A module's own parameters, buffers and modules: the names of its tables are no part of theirs. */
static bool walk_module(Way *way, const PickleValue *state) {
    static const char *const TABLES[] = {"_parameters", "_buffers", "_modules"};
    bool good = true;
    for (int k = 0; good && k < 3; k++) {
        const PickleValue *table = pickle_member(state, TABLES[k]);
        if (table && (table->kind == PICKLE_DICT || table->kind == PICKLE_CALL))
            good = walk_pairs(way, table->node);
    }
    return good;
}

/* What an object was given: a dict, or a tuple of dicts. */
static bool walk_state(Way *way, const PickleValue *state) {
    if (state->kind == PICKLE_DICT && pickle_member(state, "_parameters"))
        return walk_module(way, state);
    if (state->kind == PICKLE_DICT)
        return walk_pairs(way, state->node);
    bool good = true;
    for (size_t k = 0; good && state->kind == PICKLE_TUPLE && k < state->node->count; k++)
        if (state->node->items[k].kind == PICKLE_DICT)
            good = walk_pairs(way, state->node->items[k].node);
    return good;
}

static bool ends_in(const PickleValue *text, const char *end) {
    size_t length = strlen(end);
    return text->kind == PICKLE_TEXT && text->length >= length &&
           memcmp(text->text + text->length - length, end, length) == 0;
}

/* Of nn.RNN the end of its mode tells what its sums go through, of nn.RNNCell a name; NULL: no word
 * of it. */
static const char *curve_of(const PickleValue *state) {
    static const char *const MODES[] = {"_RELU", "_TANH"}, *const NAMES[] = {"relu", "tanh"};
    const PickleValue *mode = pickle_member(state, "mode"),
                      *name = pickle_member(state, "nonlinearity");
    for (int k = 0; k < 2; k++)
        if (mode ? ends_in(mode, MODES[k]) : name && pickle_is_text(name, NAMES[k]))
            return NAMES[k];
    return NULL;
}

static bool is_optimizer(const PickleValue *value) {
    const PickleValue *class = value->kind == PICKLE_CALL ? &value->node->of : NULL;
    if (class && class->kind == PICKLE_GLOBAL && class->node->of.kind == PICKLE_TEXT &&
        class->node->of.length >= 11 && memcmp(class->node->of.text, "torch.optim", 11) == 0)
        return true;
    return pickle_member(value, "state") && pickle_member(value, "param_groups");
}

static bool is_ordered(const PickleValue *call) {
    return pickle_is_call(call, "collections", "OrderedDict");
}

/* Python 2 made one of a list of pairs. */
static bool walk_given_pairs(Way *way, const PickleValue *list) {
    bool good = !list || list->kind != PICKLE_LIST || step(way, list->node->count);
    for (size_t k = 0; good && list && list->kind == PICKLE_LIST && k < list->node->count; k++) {
        const PickleValue *pair = &list->node->items[k], *key = pickle_item(pair, 0),
                          *value = pickle_item(pair, 1);
        good = !value || walk_member(way, key, value);
    }
    return good;
}

/* Something in the midst of tensors that nobody knows how to make. */
static bool is_strange(const PickleValue *value) {
    TorchTensor tensor;
    return value->kind == PICKLE_CALL && !is_ordered(value) && !torch_tensor(value, &tensor) &&
           !value->node->count && value->node->state.kind == PICKLE_NONE;
}

static bool has_tensor(const PickleNode *node) {
    TorchTensor tensor;
    for (size_t k = 1; k < node->count; k += 2)
        if (torch_tensor(&node->items[k], &tensor))
            return true;
    return false;
}

static bool add_strange(Way *way, const PickleNode *node) {
    static const TorchType OBJECT = {"", "object", NUMBER_NONE, 0};
    const TorchTensor object = {.type = &OBJECT, .lacks = "an object of a class that is not known"};
    size_t length = way->length;
    bool good = true;
    for (size_t k = 0; good && k + 1 < node->count; k += 2) {
        if (is_strange(&node->items[k + 1]))
            good = add_key(way, &node->items[k]) && add_found(way, &object);
        way->length = length;
        way->path[length] = '\0';
    }
    return good;
}

static bool walk_dict(Way *way, const PickleNode *node) {
    return walk_pairs(way, node) && (!has_tensor(node) || add_strange(way, node));
}

/* What an object was given is searched for names, and many objects may have been given the same. */
static bool step_state(Way *way, const PickleValue *state) {
    bool named = state->kind == PICKLE_DICT || state->kind == PICKLE_CALL;
    return !named || step(way, state->node->count);
}

static bool walk_object(Way *way, const PickleNode *node) {
    if (!step_state(way, &node->state))
        return false;
    const PickleNode *class = way->class;
    const char *curve = way->curve;
    way->curve = curve_of(&node->state);
    way->class = node->of.kind == PICKLE_GLOBAL ? node->of.node : NULL;
    bool good = walk_pairs(way, node) && walk_state(way, &node->state) &&
                (node->args.kind != PICKLE_TUPLE || walk_list(way, node->args.node));
    way->curve = curve;
    way->class = class;
    return good;
}

static bool walk_inside(Way *way, const PickleValue *value) {
    PickleNode *node = value->node;
    switch (value->kind) {
    case PICKLE_LIST:
    case PICKLE_TUPLE:
        return walk_list(way, node);
    case PICKLE_DICT:
        return walk_dict(way, node);
    case PICKLE_CALL:
        return is_ordered(value)
                   ? walk_dict(way, node) && walk_given_pairs(way, pickle_argument(value, 0))
                   : walk_object(way, node);
    default:
        return true;
    }
}

/* Each dict is a home of its own; what is in an object, also in dicts, belongs to the object. */
static void come_home(Way *way, const PickleValue *value) {
    if (way->in_object || (value->kind != PICKLE_DICT && value->kind != PICKLE_CALL))
        return;
    way->home = value->node;
    way->prefix = way->length;
    way->in_object = value->kind == PICKLE_CALL && !is_ordered(value);
}

static bool walk_value(Way *way, const PickleValue *value) {
    TorchTensor tensor;
    if (torch_tensor(value, &tensor))
        return add_found(way, &tensor);
    if (value->node->entered || value->node->barren)
        return true; /* a circle, or nothing */
    if (way->depth == DEPTH_MOST)
        return fail(way, "what the file holds is nested too deep");
    const PickleNode *home = way->home;
    size_t prefix = way->prefix;
    int before = way->walk->count;
    bool in_object = way->in_object, optimizer = way->optimizer;
    come_home(way, value);
    way->optimizer = way->optimizer || is_optimizer(value);
    way->depth++;
    value->node->entered = true;
    bool good = walk_inside(way, value);
    value->node->entered = false;
    value->node->barren = way->walk->count == before;
    way->depth--;
    way->home = home;
    way->prefix = prefix;
    way->in_object = in_object;
    way->optimizer = optimizer;
    return good;
}

/* ---- the path of the state dict ---- */

/* Up to the last dot that both paths have in common. */
static size_t common(const char *a, const char *b, size_t length) {
    size_t same = 0;
    for (size_t k = 0; k < length && a[k] == b[k]; k++)
        if (a[k] == '.')
            same = k + 1;
    return same;
}

/* The length of the path that all homes have in common. */
static size_t common_prefix(TorchWalk *walk) {
    const TorchFound *first = NULL;
    size_t length = 0;
    for (int k = 0; k < walk->count; k++) {
        const TorchFound *found = &walk->found[k];
        if (found->aside)
            continue;
        if (!first) {
            first = found;
            length = found->prefix;
        }
        length = common(first->name, found->name, length < found->prefix ? length : found->prefix);
    }
    walk->first = first;
    return length;
}

static bool in_prefix(const TorchWalk *walk, const TorchFound *found, size_t length) {
    return !found->optimizer && strncmp(found->name, walk->first->name, length) == 0;
}

/* Whether a name that stays as it is would be that of another without the path. */
static bool would_clash(const TorchWalk *walk, size_t length) {
    enum { OTHERS_MOST = 64 };
    int others = 0;
    for (int k = 0; k < walk->count; k++) {
        if (walk->found[k].optimizer || in_prefix(walk, &walk->found[k], length))
            continue;
        if (++others > OTHERS_MOST)
            return true;
        for (int n = 0; n < walk->count; n++)
            if (in_prefix(walk, &walk->found[n], length) &&
                strcmp(walk->found[n].name + length, walk->found[k].name) == 0)
                return true;
    }
    return false;
}

static void take_off(TorchWalk *walk) {
    size_t length = common_prefix(walk);
    walk->prefix = length;
    if (!length || would_clash(walk, length))
        return;
    char path[PATH];
    memcpy(path, walk->first->name, length);
    for (int k = 0; k < walk->count; k++) {
        char *name = walk->found[k].name;
        if (!walk->found[k].optimizer && strncmp(name, path, length) == 0)
            memmove(name, name + length, strlen(name + length) + 1);
    }
}

bool torch_walk(TorchWalk *walk, const PickleValue *root, Error *error) {
    Way way = {.walk = walk, .error = error};
    *walk = (TorchWalk){0};
    if (root->kind < PICKLE_LIST || root->kind == PICKLE_GLOBAL || root->kind == PICKLE_PERSISTENT)
        return true;
    walk->module = root->kind == PICKLE_CALL && pickle_member(&root->node->state, "_parameters");
    if (!walk_value(&way, root))
        return false;
    take_off(walk);
    return true;
}

void torch_walk_free(TorchWalk *walk) {
    for (int k = 0; k < walk->count; k++)
        free(walk->found[k].name);
    free(walk->found);
    *walk = (TorchWalk){0};
}
