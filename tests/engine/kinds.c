/* kinds.c: proves of each kind's table that it is whole and agrees with itself: every signal has
 * its words, lies in a phase that the kind has and comes of what is there; every weight has one
 * place in the products; variants, slots, equations and the files of others name what there is. */
#include <ctype.h>
#include <math.h>
#include <string.h>

#include "engine/cell.h"
#include "testing.h"

static void for_each_kind(void (*check)(CellKind kind, const CellKindInfo *info)) {
    assert_true(cell_kind_count() >= 1 && cell_kind_count() <= CELL_KIND_MOST);
    for (int kind = 0; kind < cell_kind_count(); kind++)
        check((CellKind)kind, cell_kind((CellKind)kind));
}

static bool said(const char *text) {
    return text && text[0];
}

static void check_signals(CellKind kind, const CellKindInfo *info) {
    int gates = 0;
    assert_true(said(info->name) && said(info->title) && said(info->article) && said(info->hint));
    assert_true(info->signal_count <= MAX_SIGNALS);
    assert_string_equal(info->signals[SIGNAL_X].name, "x");
    assert_string_equal(info->signals[SIGNAL_H].name, "h");
    for (int k = 0; k < info->signal_count; k++) {
        const SignalInfo *signal = &info->signals[k];
        assert_true(said(signal->name) && said(signal->symbol) && said(signal->label));
        assert_int_equal(signal_find(kind, signal->name), signal->inner ? NO_SIGNAL : k);
        assert_true(said(info->phases[signal->phase].name));
        assert_true((signal->class == SIGNAL_INPUT) == (k == SIGNAL_X));
        assert_true(signal->pre >= NO_SIGNAL && signal->pre < info->signal_count);
        gates += signal->class == SIGNAL_GATE;
        if (signal->class == SIGNAL_GATE)
            assert_true(signal->slot == SLOT_GATE && signal->pre >= 0);
        if (signal->pre < 0)
            continue;
        assert_int_not_equal(signal->pre, k);
        assert_true(info->signals[signal->pre].phase <= signal->phase);
        assert_true(said(info->slots[signal->slot].word));
    }
    assert_true(gates <= MOST_GATES);
}

static void signals(void **state) {
    (void)state;
    for_each_kind(check_signals);
}

static void check_phases(CellKind kind, const CellKindInfo *info) {
    (void)kind;
    for (int k = 0; k < PHASE_COUNT; k++)
        if (info->phases[k].name)
            assert_true(info->phases[k].last > SIGNAL_X &&
                        info->phases[k].last < info->signal_count);
    assert_int_equal(info->phases[PHASE_SHOW].last, SIGNAL_H);
    assert_true(info->signals[info->memory].has_initial);
    assert_int_equal(info->signals[info->memory].class, SIGNAL_VALUE);
    assert_true(info->signals[SIGNAL_H].has_initial);
    for (int k = 0; k < info->signal_count; k++)
        if (info->signals[k].has_initial)
            assert_true(k == SIGNAL_H || k == info->memory);
    if (info->keeps != NO_SIGNAL)
        assert_int_equal(info->signals[info->keeps].class, SIGNAL_GATE);
}

static void phases_and_memory(void **state) {
    (void)state;
    for_each_kind(check_phases);
}

/* ---- weights ---- */

static int times_in(const ProductInfo *products, int count, int weight) {
    int times = 0;
    for (int k = 0; k < count; k++)
        for (int b = 0; b < products[k].block_count; b++) {
            const ProductBlock *block = &products[k].blocks[b];
            times +=
                (block->bias == weight) + (block->from_x == weight) + (block->from_h == weight);
        }
    return times;
}

/* Under every choice of variants. */
static void check_weights(CellKind kind, const CellKindInfo *info) {
    assert_true(info->weight_count <= MAX_WEIGHTS && info->variant_count <= MAX_VARIANTS);
    for (int choice = 0; choice < 1 << info->variant_count; choice++) {
        CellSpec spec = cell_spec(kind, 2, 3);
        ProductInfo products[MAX_PRODUCTS];
        for (int v = 0; v < info->variant_count; v++)
            variant_set(&spec, v, choice >> v & 1);
        int count = cell_products(&spec, products);
        assert_true(count >= 1 && count <= MAX_PRODUCTS);
        for (int k = 0; k < count; k++) {
            assert_true(products[k].out + products[k].block_count <= info->signal_count);
            if (products[k].has_h)
                assert_true(products[k].second_now ||
                            info->signals[products[k].second].has_initial);
        }
        for (int w = 0; w < info->weight_count; w++) {
            bool product = weight_present(&spec, w) && !info->weights[w].looks_at;
            if (product)
                assert_int_equal(times_in(products, count, w), 1);
            if (info->weights[w].looks_at)
                assert_int_equal(times_in(products, count, w), 0);
        }
    }
    for (int w = 0; w < info->weight_count; w++) {
        const WeightInfo *weight = &info->weights[w];
        assert_int_equal(weight_find(kind, weight->name), w);
        bool projects = weight->shape == WEIGHT_HIDDEN_BY_PROJECTION;
        assert_int_equal(info->signals[weight->signal].class,
                         projects ? SIGNAL_VALUE : SIGNAL_PRE_ACTIVATION);
        assert_int_equal(info->signals[weight->signal].role, weight->role);
        if (weight->looks_at)
            assert_true(info->signals[weight->looks_at].has_initial);
    }
}

static void weights(void **state) {
    (void)state;
    for_each_kind(check_weights);
}

static void check_variants(CellKind kind, const CellKindInfo *info) {
    CellSpec plain = cell_spec(kind, 2, 3);
    unsigned added = 0;
    for (int v = 0; v < info->variant_count; v++) {
        const VariantInfo *variant = &info->variants[v];
        CellSpec spec = plain;
        assert_true(said(variant->key) && said(variant->what));
        assert_int_equal(variant_find(kind, variant->key), v);
        assert_false(variant_on(&spec, v));
        variant_set(&spec, v, true);
        assert_true(variant_on(&spec, v) && !cell_spec_same(&spec, &plain));
        for (int other = 0; other < info->variant_count; other++)
            assert_int_equal(variant_on(&spec, other), other == v);
        assert_true((added & variant->adds) == 0);
        added |= variant->adds;
        assert_true((variant->adds | variant->drops) >> info->weight_count == 0);
        if (variant->form == VARIANT_WEIGHTS)
            assert_true(variant->adds && variant->fixed);
        for (int k = 0; k < 2 && !variant->fixed; k++)
            assert_true(said(variant->words[k]) && said(variant->choices[k]) &&
                        said(variant->happens[k]));
        if (variant->torch || variant->keras)
            assert_true(said(variant->torch_lacks));
        if (variant->renames)
            assert_true(said(variant->letter) && said(variant->said));
    }
    assert_int_equal(variant_find(kind, "nothing"), -1);
}

static void variants(void **state) {
    (void)state;
    for_each_kind(check_variants);
}

/* ---- equations ---- */

/* The signal that a token names, without its sign and mark; -1: it is no signal's. */
static int signal_of(CellKind kind, const char *token) {
    char name[16];
    const char *at = token + (token[0] == '#');
    at += strncmp(at, "1-", 2) == 0 ? 2 : at[0] == '!';
    snprintf(name, sizeof name, "%.*s", (int)strcspn(at, ":'"), at);
    return signal_find(kind, name);
}

static void check_equation(CellKind kind, const char *equation) {
    int results = 0;
    char tokens[512], *rest = tokens;
    assert_true(said(equation) && strlen(equation) < sizeof tokens);
    strcpy(tokens, equation);
    for (char *token; (token = strtok_r(rest, " ", &rest));) {
        assert_true(strlen(token) < 16); /* what the pen reads at once */
        if (token[0] == '#')
            assert_true(signal_of(kind, token) >= 0);
        if (isalpha((unsigned char)token[0]) && strcmp(token, "act") != 0)
            assert_true(signal_of(kind, token) >= 0);
        results += token[0] == '#' && token[1] == '!';
    }
    assert_true(results >= 1);
}

static void check_equations(CellKind kind, const CellKindInfo *info) {
    check_equation(kind, info->equation);
    for (int v = 0; v < info->variant_count; v++)
        if (info->variants[v].equation)
            check_equation(kind, info->variants[v].equation);
}

static void equations(void **state) {
    (void)state;
    for_each_kind(check_equations);
}

/* ---- the files of others ---- */

/* The weights that Keras' letter ends are those of one of PyTorch's gates. */
static bool is_torch_gate(CellKind kind, const CellKindInfo *info, char letter) {
    char name[8];
    snprintf(name, sizeof name, "W_x%c", letter);
    int weight = weight_find(kind, name);
    for (int k = 0; k < info->torch_count; k++)
        if (weight >= 0 && info->torch[k].weights.from_x == weight)
            return true;
    return false;
}

static void check_files(CellKind kind, const CellKindInfo *info) {
    assert_int_equal(info->keras != NULL, info->torch_count > 0);
    assert_true(!info->keras || (int)strlen(info->keras) == info->torch_count);
    for (const char *letter = info->keras; letter && *letter; letter++)
        assert_true(is_torch_gate(kind, info, *letter));
    for (int a = 0; a < info->torch_count; a++) {
        const ProductBlock *gate = &info->torch[a].weights;
        int signal = info->weights[gate->bias].signal;
        assert_int_equal(info->weights[gate->from_x].signal, signal);
        assert_int_equal(info->weights[gate->from_h].signal, signal);
        for (int b = 0; b < a; b++)
            assert_int_not_equal(info->torch[b].weights.bias, gate->bias);
    }
}

static void files_of_others(void **state) {
    (void)state;
    for_each_kind(check_files);
    assert_true(cell_kind(cell_kind_readout())->reads_out);
    assert_int_equal(cell_kind_readout(), CELL_RNN);
}

/* By hand, a unit reads its own input only. */
static void check_textbook(CellKind kind, const CellKindInfo *info) {
    CellSpec spec = cell_spec(kind, 2, 3);
    for (int rank = 0; rank < TEXTBOOK_RANKS; rank++) {
        Cell *cell = cell_new(&spec, NULL);
        bool any = false;
        assert_non_null(cell);
        info->textbook(cell, 1, 1, rank);
        for (int w = 0; w < info->weight_count; w++)
            for (int k = 0; cell->weights[w] && k < weight_rows(&spec, w) * spec.hidden; k++) {
                float value = cell->weights[w][k];
                assert_true(isfinite(value) && (value == 0 || k % spec.hidden == 1));
                any |= value != 0;
            }
        assert_true(any);
        cell_free(cell);
    }
}

static void textbooks(void **state) {
    (void)state;
    for_each_kind(check_textbook);
}

/* What is used by another signal is there, and made in the same step or later in it. */
static void check_uses(CellKind kind, const CellKindInfo *info) {
    for (int choice = 0; choice < 1 << info->variant_count; choice++) {
        CellSpec spec = cell_spec(kind, 2, 3);
        for (int v = 0; v < info->variant_count; v++)
            variant_set(&spec, v, choice >> v & 1);
        for (int k = 0; k < info->signal_count; k++) {
            int by = info->used_by(&spec, k);
            assert_true(by >= NO_SIGNAL && by < info->signal_count && by != k);
            if (by >= 0)
                assert_true(info->signals[k].phase <= info->signals[by].phase);
        }
    }
}

static void uses(void **state) {
    (void)state;
    for_each_kind(check_uses);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(signals),   cmocka_unit_test(phases_and_memory),
        cmocka_unit_test(weights),   cmocka_unit_test(variants),
        cmocka_unit_test(equations), cmocka_unit_test(files_of_others),
        cmocka_unit_test(textbooks), cmocka_unit_test(uses),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
