/* pickle.c: see pickle.h: the machine's stack, memo and nodes, and what is asked of values. */
#include "files/tensors/pickle.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "files/tensors/numbers.h"
#include "files/tensors/pickle_parts.h"

bool machine_fail(const Machine *machine, const char *what) {
    return error_set(machine->error, "%s (byte %zu of the pickle)", what, machine->opcode_at);
}

/* ---- bytes ---- */

bool machine_take(Machine *machine, size_t count, const unsigned char **bytes) {
    if (count > machine->length - machine->at)
        return machine_fail(machine, "the pickle is cut off");
    *bytes = machine->bytes + machine->at;
    machine->at += count;
    return true;
}

bool machine_line(Machine *machine, PickleValue *text) {
    const unsigned char *begin = machine->bytes + machine->at;
    const unsigned char *end = memchr(begin, '\n', machine->length - machine->at);
    if (!end || (uint64_t)(end - begin) > UINT32_MAX)
        return machine_fail(machine, "the pickle is cut off");
    *text = (PickleValue){PICKLE_TEXT, (uint32_t)(end - begin), .text = (const char *)begin};
    machine->at += text->length + (size_t)1;
    return true;
}

bool machine_number(Machine *machine, size_t size, uint64_t *number) {
    const unsigned char *bytes = NULL;
    if (!machine_take(machine, size, &bytes))
        return false;
    *number = little_endian(bytes, size);
    return true;
}

/* ---- memory ---- */

/* Whether so many bytes more may be spent. */
static bool spend(Machine *machine, size_t bytes) {
    if (bytes > machine->budget - machine->spent)
        return machine_fail(machine, "the pickle describes more than memory should be spent on");
    machine->spent += bytes;
    return true;
}

/* array_room_large within the budget; NULL and an error. */
static PickleValue *room(Machine *machine, PickleValue *items, size_t *capacity, size_t count,
                         size_t more) {
    size_t before = *capacity;
    if (more <= before - count)
        return items;
    size_t wanted = 2 * before > count + more ? 2 * before : count + more;
    if (more > machine->budget / sizeof *items ||
        !spend(machine, (wanted - before) * sizeof *items)) {
        machine_fail(machine, "the pickle describes more than memory should be spent on");
        return NULL;
    }
    items = array_room_large(items, capacity, count, more, sizeof *items);
    if (!items)
        error_memory(machine->error, wanted * sizeof *items, "a pickle");
    return items;
}

PickleNode *machine_node(Machine *machine) {
    if (!spend(machine, sizeof(PickleNode)))
        return NULL;
    PickleNode *node = calloc(1, sizeof *node);
    if (!node) {
        error_memory(machine->error, sizeof *node, "a pickle");
        return NULL;
    }
    node->next = machine->pickle->nodes;
    machine->pickle->nodes = node;
    return node;
}

/* A node's first items have just the room that they need: most nodes are tuples. */
bool machine_append(Machine *machine, PickleNode *node, const PickleValue *items, size_t count) {
    if (!count)
        return true;
    if (!node->items) {
        if (!spend(machine, count * sizeof *items))
            return false;
        node->items = calloc(count, sizeof *items);
        if (!node->items)
            return error_memory(machine->error, count * sizeof *items, "a pickle");
        node->capacity = count;
    }
    PickleValue *all = room(machine, node->items, &node->capacity, node->count, count);
    if (!all)
        return false;
    node->items = all;
    memcpy(all + node->count, items, count * sizeof *items);
    node->count += count;
    return true;
}

/* ---- stack and memo ---- */

bool machine_push(Machine *machine, PickleValue value) {
    PickleValue *stack = room(machine, machine->stack, &machine->stack_capacity, machine->depth, 1);
    if (!stack)
        return false;
    machine->stack = stack;
    stack[machine->depth++] = value;
    return true;
}

PickleValue *machine_top(const Machine *machine) {
    PickleValue *top = machine->depth ? &machine->stack[machine->depth - 1] : NULL;
    return top && top->kind != PICKLE_MARK ? top : NULL;
}

bool machine_pop(Machine *machine, PickleValue *value) {
    const PickleValue *top = machine_top(machine);
    if (!top)
        return machine_fail(machine, "the pickle takes more than there is");
    *value = *top;
    machine->depth--;
    return true;
}

bool machine_pop_mark(Machine *machine, PickleValue **items, size_t *count) {
    size_t at = machine->depth;
    while (at > 0 && machine->stack[at - 1].kind != PICKLE_MARK)
        at--;
    if (!at)
        return machine_fail(machine, "the pickle lacks a mark");
    *items = machine->stack + at;
    *count = machine->depth - at;
    machine->depth = at - 1;
    return true;
}

bool machine_remember(Machine *machine, size_t index) {
    const PickleValue *top = machine_top(machine);
    size_t count = machine->memo_count;
    if (!top)
        return machine_fail(machine, "the pickle takes more than there is");
    if (index >= count) {
        PickleValue *memo =
            room(machine, machine->memo, &machine->memo_capacity, count, index - count + 1);
        if (!memo)
            return false;
        machine->memo = memo;
        for (; count <= index; count++)
            memo[count] = (PickleValue){.kind = PICKLE_MARK};
        machine->memo_count = count;
    }
    machine->memo[index] = *top;
    return true;
}

bool machine_recall(Machine *machine, size_t index) {
    if (index >= machine->memo_count || machine->memo[index].kind == PICKLE_MARK)
        return machine_fail(machine, "the pickle recalls what it never had");
    return machine_push(machine, machine->memo[index]);
}

bool machine_persistent(Machine *machine, PickleValue id) {
    Pickle *pickle = machine->pickle;
    PickleNode *node = machine_node(machine);
    if (!node)
        return false;
    node->of = id;
    PickleValue value = {PICKLE_PERSISTENT, .node = node};
    PickleValue *outside =
        room(machine, pickle->outside, &pickle->outside_capacity, pickle->outside_count, 1);
    if (!outside)
        return false;
    pickle->outside = outside;
    outside[pickle->outside_count++] = value;
    return machine_push(machine, value);
}

/* ---- from beginning to end ---- */

bool pickle_read(Pickle *pickle, const unsigned char *bytes, size_t length, size_t budget,
                 Error *error) {
    Machine machine = {
        .pickle = pickle, .bytes = bytes, .length = length, .budget = budget, .error = error};
    memset(pickle, 0, sizeof *pickle);
    bool good = true;
    while (good && !machine.ended)
        good = machine_step(&machine);
    good = good && machine_pop(&machine, &pickle->root);
    pickle->length = machine.at;
    free(machine.stack);
    free(machine.memo);
    return good;
}

void pickle_free(Pickle *pickle) {
    for (PickleNode *node = pickle->nodes, *next; node; node = next) {
        next = node->next;
        free(node->items);
        free(node);
    }
    free(pickle->outside);
    memset(pickle, 0, sizeof *pickle);
}

/* ---- what is asked of values ---- */

bool pickle_is_text(const PickleValue *value, const char *text) {
    return value->kind == PICKLE_TEXT && strlen(text) == value->length &&
           memcmp(value->text, text, value->length) == 0;
}

bool pickle_is_global(const PickleValue *value, const char *module, const char *name) {
    return value->kind == PICKLE_GLOBAL && pickle_is_text(&value->node->of, module) &&
           pickle_is_text(&value->node->name, name);
}

bool pickle_is_call(const PickleValue *value, const char *module, const char *name) {
    return value->kind == PICKLE_CALL && pickle_is_global(&value->node->of, module, name);
}

const PickleValue *pickle_item(const PickleValue *value, size_t index) {
    bool list =
        value->kind == PICKLE_LIST || value->kind == PICKLE_TUPLE || value->kind == PICKLE_SET;
    return list && index < value->node->count ? &value->node->items[index] : NULL;
}

const PickleValue *pickle_argument(const PickleValue *call, size_t index) {
    return call->kind == PICKLE_CALL ? pickle_item(&call->node->args, index) : NULL;
}

const PickleValue *pickle_member(const PickleValue *value, const char *key) {
    if (value->kind != PICKLE_DICT && value->kind != PICKLE_CALL)
        return NULL;
    for (size_t k = 0; k + 1 < value->node->count; k += 2)
        if (pickle_is_text(&value->node->items[k], key))
            return &value->node->items[k + 1];
    return NULL;
}

bool pickle_size(const PickleValue *value, size_t *size) {
    if (!value || value->kind != PICKLE_INT || value->integer < 0)
        return false;
    *size = (size_t)value->integer;
    return true;
}
