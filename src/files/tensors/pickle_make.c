/* pickle_make.c: what the opcodes of a pickle make: containers, names and calls; see
 * pickle_parts.h. */
#include <string.h>

#include "files/tensors/pickle_parts.h"

/* ---- containers ---- */

static bool push_node(Machine *machine, PickleKind kind, const PickleValue *items, size_t count) {
    PickleNode *node = machine_node(machine);
    return node && machine_append(machine, node, items, count) &&
           machine_push(machine, (PickleValue){kind, .node = node});
}

bool make_marked(Machine *machine, size_t kind) {
    PickleValue *items;
    size_t count;
    if (!machine_pop_mark(machine, &items, &count))
        return false;
    if (kind == PICKLE_DICT && count % 2)
        return machine_fail(machine, "the pickle has a key without a value");
    return push_node(machine, (PickleKind)kind, items, count);
}

bool make_tuple(Machine *machine, size_t count) {
    PickleValue items[3];
    for (size_t k = count; k-- > 0;)
        if (!machine_pop(machine, &items[k]))
            return false;
    return push_node(machine, PICKLE_TUPLE, items, count);
}

bool make_empty(Machine *machine, size_t kind) {
    return push_node(machine, (PickleKind)kind, NULL, 0);
}

/* Puts pairs into what is on top of the stack, or appends what has no keys. */
static bool put_into_top(Machine *machine, const PickleValue *items, size_t count, bool pairs) {
    const PickleValue *top = machine_top(machine);
    if (!top || (pairs && count % 2))
        return machine_fail(machine, "the pickle takes more than there is");
    PickleNode *node = top->kind >= PICKLE_LIST ? top->node : NULL;
    bool keys = top->kind == PICKLE_DICT || top->kind == PICKLE_CALL;
    bool list = top->kind == PICKLE_LIST || top->kind == PICKLE_SET;
    if (pairs ? keys : list)
        return machine_append(machine, node, items, count);
    if (pairs || top->kind != PICKLE_CALL)
        return machine_fail(machine, "the pickle puts things into what holds none");
    bool good = true;
    for (size_t k = 0; good && k < count; k++) {
        PickleValue pair[] = {{PICKLE_INT, .integer = (int64_t)(node->count / 2)}, items[k]};
        good = machine_append(machine, node, pair, 2);
    }
    return good;
}

bool make_put_marked(Machine *machine, size_t pairs) {
    PickleValue *items;
    size_t count;
    return machine_pop_mark(machine, &items, &count) && put_into_top(machine, items, count, pairs);
}

bool make_put(Machine *machine, size_t count) {
    PickleValue items[2];
    for (size_t k = count; k-- > 0;)
        if (!machine_pop(machine, &items[k]))
            return false;
    return put_into_top(machine, items, count, count == 2);
}

/* ---- names and calls ---- */

static bool push_global(Machine *machine, PickleValue module, PickleValue name) {
    PickleNode *node = machine_node(machine);
    if (!node)
        return false;
    node->of = module;
    node->name = name;
    return machine_push(machine, (PickleValue){PICKLE_GLOBAL, .node = node});
}

bool make_global_lines(Machine *machine, size_t none) {
    PickleValue module, name;
    (void)none;
    return machine_line(machine, &module) && machine_line(machine, &name) &&
           push_global(machine, module, name);
}

bool make_global(Machine *machine, size_t none) {
    PickleValue module, name;
    (void)none;
    if (!machine_pop(machine, &name) || !machine_pop(machine, &module))
        return false;
    if (module.kind != PICKLE_TEXT || name.kind != PICKLE_TEXT)
        return machine_fail(machine, "the pickle names something by what is no name");
    return push_global(machine, module, name);
}

/* What would have been called: nothing is. */
static bool push_call(Machine *machine, PickleValue function, PickleValue arguments) {
    if (!machine_allowed(machine, &function))
        return false;
    PickleNode *node = machine_node(machine);
    if (!node)
        return false;
    node->of = function;
    node->args = arguments;
    return machine_push(machine, (PickleValue){PICKLE_CALL, .node = node});
}

bool make_call(Machine *machine, size_t keywords) {
    PickleValue function, arguments, named;
    return (!keywords || machine_pop(machine, &named)) && machine_pop(machine, &arguments) &&
           machine_pop(machine, &function) && push_call(machine, function, arguments);
}

/* Protocol 0 and 1: all above the mark is called with, and the class is the first of it (OBJ), or
 * stands in two lines (INST). */
bool make_call_marked(Machine *machine, size_t lines) {
    PickleValue function, arguments;
    if (lines && (!make_global_lines(machine, 0) || !machine_pop(machine, &function)))
        return false;
    if (!make_marked(machine, PICKLE_TUPLE) || !machine_pop(machine, &arguments))
        return false;
    if (!lines) {
        PickleNode *node = arguments.node;
        if (!node->count)
            return machine_fail(machine, "the pickle takes more than there is");
        function = node->items[0];
        node->count--;
        memmove(node->items, node->items + 1, node->count * sizeof *node->items);
    }
    return push_call(machine, function, arguments);
}

bool make_state(Machine *machine, size_t none) {
    PickleValue state;
    (void)none;
    if (!machine_pop(machine, &state))
        return false;
    const PickleValue *top = machine_top(machine);
    if (!top || top->kind < PICKLE_LIST)
        return machine_fail(machine, "the pickle gives a state to what has none");
    top->node->state = state;
    return true;
}
