/* pickle_step.c: the opcodes of pickle.h, as Python's pickletools documents them, as a table. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "files/tensors/numbers.h"
#include "files/tensors/pickle_parts.h"

/* ---- numbers and texts ---- */

static bool push_integer(Machine *machine, PickleKind kind, int64_t integer) {
    return machine_push(machine, (PickleValue){kind, .integer = integer});
}

static bool push_unsigned(Machine *machine, size_t size) {
    uint64_t number;
    return machine_number(machine, size, &number) &&
           push_integer(machine, PICKLE_INT, (int64_t)number);
}

static bool push_signed(Machine *machine, size_t size) {
    uint64_t number;
    return machine_number(machine, size, &number) &&
           push_integer(machine, PICKLE_INT, (int32_t)(uint32_t)number);
}

/* A whole number of any length, two's complement, lowest byte first; width: of that length. */
static bool push_long(Machine *machine, size_t width) {
    const unsigned char *bytes;
    uint64_t length;
    if (!machine_number(machine, width, &length) || !machine_take(machine, (size_t)length, &bytes))
        return false;
    if (length > 8)
        return machine_push(machine, (PickleValue){.kind = PICKLE_OTHER});
    uint64_t number = little_endian(bytes, (size_t)length);
    if (length && length < 8 && bytes[length - 1] >= 128)
        number |= UINT64_MAX << (8 * length);
    return push_integer(machine, PICKLE_INT, (int64_t)number);
}

static bool push_float(Machine *machine, size_t size) {
    const unsigned char *bytes;
    uint64_t bits = 0;
    double real;
    if (!machine_take(machine, size, &bytes))
        return false;
    for (size_t k = 0; k < size; k++)
        bits = bits << 8 | bytes[k];
    memcpy(&real, &bits, sizeof real);
    return machine_push(machine, (PickleValue){PICKLE_FLOAT, .real = real});
}

/* width: of the length before it. */
static bool push_text(Machine *machine, size_t width) {
    const unsigned char *bytes;
    uint64_t length;
    if (!machine_number(machine, width, &length))
        return false;
    if (length > UINT32_MAX)
        return machine_fail(machine, "the pickle is cut off");
    return machine_take(machine, (size_t)length, &bytes) &&
           machine_push(machine,
                        (PickleValue){PICKLE_TEXT, (uint32_t)length, .text = (const char *)bytes});
}

/* Protocol 0: a number as a line; 01 and 00 are True and False. */
static bool push_number_line(Machine *machine, size_t real) {
    PickleValue line;
    char text[32];
    if (!machine_line(machine, &line))
        return false;
    if (line.length >= sizeof text)
        return machine_push(machine, (PickleValue){.kind = PICKLE_OTHER});
    memcpy(text, line.text, line.length);
    text[line.length] = '\0';
    if (real)
        return machine_push(machine, (PickleValue){PICKLE_FLOAT, .real = strtod(text, NULL)});
    if (strcmp(text, "01") == 0 || strcmp(text, "00") == 0)
        return push_integer(machine, PICKLE_BOOL, text[1] == '1');
    return push_integer(machine, PICKLE_INT, strtoll(text, NULL, 10));
}

/* Protocol 0: a text as a line, quoted or not; what is escaped in it stays so. */
static bool push_text_line(Machine *machine, size_t quoted) {
    PickleValue line;
    if (!machine_line(machine, &line))
        return false;
    if (quoted && line.length >= 2) {
        line.text++;
        line.length -= 2;
    }
    return machine_push(machine, line);
}

/* ---- opcodes ---- */

static bool remember_by(Machine *machine, size_t width) {
    uint64_t index;
    return machine_number(machine, width, &index) && machine_remember(machine, (size_t)index);
}

static bool recall_by(Machine *machine, size_t width) {
    uint64_t index;
    return machine_number(machine, width, &index) && machine_recall(machine, (size_t)index);
}

static bool by_line(Machine *machine, bool (*use)(Machine *machine, size_t index)) {
    PickleValue number;
    return push_number_line(machine, false) && machine_pop(machine, &number) &&
           (number.kind == PICKLE_INT && number.integer >= 0
                ? use(machine, (size_t)number.integer)
                : machine_fail(machine, "the pickle's memo has no such entry"));
}

static bool put_by_line(Machine *machine, size_t none) {
    (void)none;
    return by_line(machine, machine_remember);
}

static bool get_by_line(Machine *machine, size_t none) {
    (void)none;
    return by_line(machine, machine_recall);
}

static bool remember_next(Machine *machine, size_t none) {
    (void)none;
    return machine_remember(machine, machine->memo_count);
}

static bool skip(Machine *machine, size_t count) {
    const unsigned char *bytes;
    return machine_take(machine, count, &bytes);
}

static bool push_kind(Machine *machine, size_t kind) {
    return machine_push(machine, (PickleValue){.kind = (PickleKind)kind});
}

static bool push_bool(Machine *machine, size_t value) {
    return push_integer(machine, PICKLE_BOOL, (int64_t)value);
}

static bool drop(Machine *machine, size_t none) {
    (void)none;
    if (!machine->depth)
        return machine_fail(machine, "the pickle takes more than there is");
    machine->depth--;
    return true;
}

static bool drop_marked(Machine *machine, size_t none) {
    PickleValue *items;
    size_t count;
    (void)none;
    return machine_pop_mark(machine, &items, &count);
}

static bool double_top(Machine *machine, size_t none) {
    const PickleValue *top = machine_top(machine);
    (void)none;
    return top ? machine_push(machine, *top)
               : machine_fail(machine, "the pickle takes more than there is");
}

static bool persistent(Machine *machine, size_t line) {
    PickleValue id;
    return (line ? machine_line(machine, &id) : machine_pop(machine, &id)) &&
           machine_persistent(machine, id);
}

static bool end(Machine *machine, size_t none) {
    (void)none;
    machine->ended = true;
    return true;
}

/* ---- the table ---- */

typedef bool Run(Machine *machine, size_t argument);

typedef struct Opcode {
    Run *run; /* NULL: it is not read */
    size_t argument;
} Opcode;

static const Opcode OPCODES[256] = {
    [0x80] = {skip, 1}, /* PROTO */
    [0x95] = {skip, 8}, /* FRAME */
    ['.'] = {end, 0},
    ['('] = {push_kind, PICKLE_MARK},
    ['0'] = {drop, 0},
    ['1'] = {drop_marked, 0},
    ['2'] = {double_top, 0},
    ['N'] = {push_kind, PICKLE_NONE},
    [0x88] = {push_bool, true},
    [0x89] = {push_bool, false},
    ['K'] = {push_unsigned, 1}, /* BININT1 */
    ['M'] = {push_unsigned, 2}, /* BININT2 */
    ['J'] = {push_signed, 4},   /* BININT */
    [0x8a] = {push_long, 1},    /* LONG1 */
    [0x8b] = {push_long, 4},    /* LONG4 */
    ['G'] = {push_float, 8},    /* BINFLOAT */
    ['I'] = {push_number_line, false},
    ['L'] = {push_number_line, false},
    ['F'] = {push_number_line, true},
    ['S'] = {push_text_line, true},
    ['V'] = {push_text_line, false},
    ['X'] = {push_text, 4},  /* BINUNICODE */
    [0x8c] = {push_text, 1}, /* SHORT_BINUNICODE */
    [0x8d] = {push_text, 8}, /* BINUNICODE8 */
    ['T'] = {push_text, 4},  /* BINSTRING */
    ['U'] = {push_text, 1},  /* SHORT_BINSTRING */
    ['B'] = {push_text, 4},  /* BINBYTES */
    ['C'] = {push_text, 1},  /* SHORT_BINBYTES */
    [0x8e] = {push_text, 8}, /* BINBYTES8 */
    [0x96] = {push_text, 8}, /* BYTEARRAY8 */
    [']'] = {make_empty, PICKLE_LIST},
    [')'] = {make_empty, PICKLE_TUPLE},
    ['}'] = {make_empty, PICKLE_DICT},
    [0x8f] = {make_empty, PICKLE_SET},
    ['l'] = {make_marked, PICKLE_LIST},
    ['t'] = {make_marked, PICKLE_TUPLE},
    ['d'] = {make_marked, PICKLE_DICT},
    [0x91] = {make_marked, PICKLE_SET}, /* FROZENSET */
    [0x85] = {make_tuple, 1},
    [0x86] = {make_tuple, 2},
    [0x87] = {make_tuple, 3},
    ['a'] = {make_put, 1},
    ['s'] = {make_put, 2},
    ['e'] = {make_put_marked, false},  /* APPENDS */
    [0x90] = {make_put_marked, false}, /* ADDITEMS */
    ['u'] = {make_put_marked, true},   /* SETITEMS */
    ['c'] = {make_global_lines, 0},
    [0x93] = {make_global, 0}, /* STACK_GLOBAL */
    ['R'] = {make_call, false},
    [0x81] = {make_call, false},       /* NEWOBJ */
    [0x92] = {make_call, true},        /* NEWOBJ_EX */
    ['i'] = {make_call_marked, true},  /* INST */
    ['o'] = {make_call_marked, false}, /* OBJ */
    ['b'] = {make_state, 0},
    ['P'] = {persistent, true},
    ['Q'] = {persistent, false},
    ['p'] = {put_by_line, 0},
    ['q'] = {remember_by, 1},
    ['r'] = {remember_by, 4},
    [0x94] = {remember_next, 0}, /* MEMOIZE */
    ['g'] = {get_by_line, 0},
    ['h'] = {recall_by, 1},
    ['j'] = {recall_by, 4},
};

bool machine_step(Machine *machine) {
    const unsigned char *byte;
    char what[64];
    machine->opcode_at = machine->at;
    if (!machine_take(machine, 1, &byte))
        return false;
    const Opcode *opcode = &OPCODES[*byte];
    if (opcode->run)
        return opcode->run(machine, opcode->argument);
    snprintf(what, sizeof what, "the pickle has an opcode that is not read, 0x%02x", *byte);
    return machine_fail(machine, what);
}
