/* tensors_torch.c: what PyTorch saves, in both of its forms, gives the tensors that it saved
 * (tests/reference/doors.py), under the names of a state dict; nothing in a file is called, and what
 * is not sound is refused with a reason. */
#include <stdlib.h>
#include <unistd.h>

#include "base/bytes.h"
#include "tensors_opened.h"

/* As torch printed them: %.9g of weight_ih_l0[0][0], before and after a step of the optimizer. */
static const float FIRST_WEIGHT = 0.297487348f, TRAINED_WEIGHT = 0.298487335f;

static void write_to(const char *path, const char *bytes, size_t length) {
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, length, file), length);
    fclose(file);
}

static void load_all(const char *path) {
    Error error = {0};
    float numbers[64];
    TensorSet *set = tensors_open(path, &error);
    assert_true(set || error.what[0]);
    for (int k = 0; set && k < set->count; k++)
        if (set->tensors[k].numbers && set->tensors[k].count <= 64)
            tensors_load(set, k, numbers, &error);
    tensors_close(set);
}

static void check_first(const char *path, const char *format, int count, const char *name,
                        float first) {
    float numbers[24];
    TensorSet *set = opened(path);
    assert_string_equal(set->format, format);
    assert_int_equal(set->count, count);
    load(set, name, numbers, 24);
    if (numbers[0] != first)
        fail_msg("%s: %s begins with %.9g", path, name, (double)numbers[0]);
    tensors_close(set);
}

static void a_state_dict_in_every_form(void **state) {
    (void)state;
    static const char *const PATHS[] = {"state.pt", "state4.pt", "legacy.pt", "legacy4.pt"};
    char path[100];
    for (int k = 0; k < 4; k++) {
        snprintf(path, sizeof path, DOORS "%s", PATHS[k]);
        check_first(path, "PyTorch state dict", 4, "rnn.weight_ih_l0", FIRST_WEIGHT);
    }
}

static void whole_modules_have_the_names_of_their_state_dict(void **state) {
    (void)state;
    static const char *const NAMES[] = {"scale",           "lstm.weight_ih_l0", "lstm.weight_hh_l0",
                                        "lstm.bias_ih_l0", "lstm.bias_hh_l0",   "fc.weight",
                                        "fc.bias"};
    static const struct {
        const char *path, *format;
    } FILES[] = {{DOORS "module.pt", "PyTorch module"},
                 {DOORS "module_legacy.pt", "PyTorch module"},
                 {DOORS "script.pt", "TorchScript archive"}};
    for (int k = 0; k < 3; k++) {
        check_first(FILES[k].path, FILES[k].format, 7, "lstm.weight_ih_l0", TRAINED_WEIGHT);
        TensorSet *set = opened(FILES[k].path);
        for (int n = 0; n < 7; n++)
            assert_int_equal(tensors_find(set, NAMES[n]), n);
        tensors_close(set);
    }
}

static void a_checkpoint_has_one_state_dict_and_an_optimizer(void **state) {
    (void)state;
    float loss;
    check_first(DOORS "checkpoint.pt", "PyTorch checkpoint", 26, "lstm.weight_ih_l0",
                TRAINED_WEIGHT);
    TensorSet *set = opened(DOORS "checkpoint.pt");
    load(set, "loss", &loss, 1);
    assert_true(loss == 0.5f);
    assert_true(tensors_find(set, "optimizer_state_dict.state.0.exp_avg") >= 0);
    assert_int_equal(tensors_find(set, "model_state_dict.lstm.weight_ih_l0"), -1);
    tensors_close(set);
}

static void several_state_dicts_keep_what_tells_them_apart(void **state) {
    (void)state;
    check_first(DOORS "two.pt", "PyTorch checkpoint", 8, "encoder.weight_ih_l0", FIRST_WEIGHT);
    check_first(DOORS "two.pt", "PyTorch checkpoint", 8, "decoder.weight_ih_l0", FIRST_WEIGHT);
}

static void check_matrix(TensorSet *set, const char *name) {
    float numbers[6];
    load(set, name, numbers, 6);
    for (int n = 0; n < 6; n++)
        if (numbers[n] != (float)n / 4 - 0.5f)
            fail_msg("%s: %s[%d] is %g", set->path, name, n, (double)numbers[n]);
}

static void check_types(const char *path) {
    static const char *const SAME[] = {"half", "brain",  "single", "double",   "e4m3",
                                       "e5m2", "turned", "view",   "parameter"};
    static const float CUT[] = {10, 12, 14, 18, 20, 22},
                       TURNED[] = {-0.5f, 0, 0.5f, -0.25f, 0.25f, 0.75f};
    float numbers[24];
    TensorSet *set = opened(path);
    assert_int_equal(set->count, 19);
    for (size_t k = 0; k < sizeof SAME / sizeof *SAME; k++)
        check_matrix(set, SAME[k]);
    load(set, "permuted", numbers, 24);
    for (int n = 0; n < 24; n++)
        assert_true(numbers[n] == (float)n);
    load(set, "cut", numbers, 6);
    assert_memory_equal(numbers, CUT, sizeof CUT);
    load(set, "same", numbers, 6);
    assert_memory_equal(numbers, TURNED, sizeof TURNED);
    load(set, "spread", numbers, 6);
    for (int n = 0; n < 6; n++)
        assert_true(numbers[n] == 0.25f);
    load(set, "one", numbers, 1);
    assert_true(numbers[0] == 7);
    load(set, "none", numbers, 0);
    refuse_load(set, "int8", "torch.int8: no floats");
    refuse_load(set, "complex", "torch.complex128: no floats");
    refuse_load(set, "quantized", "a quantized tensor");
    refuse_load(set, "sparse", "a sparse tensor");
    tensors_close(set);
}

static void every_type_and_every_order_of_numbers(void **state) {
    (void)state;
    check_types(DOORS "types.pt");
    check_types(DOORS "types_legacy.pt");
    TensorSet *set = opened(DOORS "big.pt");
    check_matrix(set, "a");
    tensors_close(set);
}

static void tensors_without_a_dict(void **state) {
    (void)state;
    float numbers[2];
    TensorSet *set = opened(DOORS "list.pt");
    load(set, "0", numbers, 2);
    assert_true(numbers[1] == 1);
    load(set, "1", numbers, 1);
    tensors_close(set);
    set = opened(DOORS "lone.pt");
    load(set, "tensor", numbers, 2);
    tensors_close(set);
}

static void an_object_among_weights_is_named(void **state) {
    (void)state;
    TensorSet *set = opened(DOORS "odd.pt");
    assert_int_equal(set->count, 4);
    refuse_load(set, "rnn.bias_ih_l0", "an object of a class that is not known");
    tensors_close(set);
}

/* ---- what is not sound ---- */

static void calls_that_do_harm_are_refused_by_name(void **state) {
    (void)state;
    unlink("/tmp/gatescope-evil");
    refuse(DOORS "evil.pt", "would call posix.system", "", "");
    refuse(DOORS "evil_legacy.pt", "would call builtins.eval", "", "");
    assert_int_equal(access("/tmp/gatescope-evil", F_OK), -1);
}

static void circles_and_much_of_little(void **state) {
    (void)state;
    float number;
    TensorSet *set = opened(DOORS "circle.pt");
    assert_int_equal(set->count, 1);
    load(set, "a", &number, 1);
    tensors_close(set);
    refuse(DOORS "laughs.pt", "too many tensors", "", "");
    set = opened(DOORS "barren.pt"); /* 2^40 ways through it, and nothing there */
    assert_int_equal(set->count, 1);
    tensors_close(set);
    set = opened(DOORS "spread.pt");
    assert_int_equal(set->tensors[0].count, 1000000000);
    refuse_load(set, "a", "more numbers than so small a file should be");
    tensors_close(set);
}

static void what_is_missing_is_told(void **state) {
    (void)state;
    refuse(DOORS "short.pt", "a tensor's numbers are not all there: \"a\"", "", "");
    refuse(DOORS "without.pt", "holds no tensors", "", "");
}

/* Each beginning of a file, and each byte of it changed, is refused or read, and harms nothing. */
static void files_that_are_cut_off_or_changed(void **state) {
    (void)state;
    static const char *const PATHS[] = {DOORS "legacy.pt", DOORS "big.pt"};
    char path[] = "/tmp/gatescope-torch-XXXXXX";
    int made = mkstemp(path);
    assert_true(made >= 0);
    close(made);
    for (int k = 0; k < 2; k++) {
        Error error = {0};
        size_t length;
        char *bytes = bytes_read(PATHS[k], 1 << 20, &length, &error);
        assert_non_null(bytes);
        for (size_t cut = 0; cut < length; cut++) {
            write_to(path, bytes, cut);
            assert_null(tensors_open(path, &error));
            assert_true(error.what[0] && strcmp(error.file, path) == 0);
        }
        for (size_t at = 0; at < length; at++) {
            bytes[at] = (char)(bytes[at] + 1);
            write_to(path, bytes, length);
            load_all(path);
            bytes[at] = (char)(bytes[at] - 1);
        }
        free(bytes);
    }
    unlink(path);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_state_dict_in_every_form),
        cmocka_unit_test(whole_modules_have_the_names_of_their_state_dict),
        cmocka_unit_test(a_checkpoint_has_one_state_dict_and_an_optimizer),
        cmocka_unit_test(several_state_dicts_keep_what_tells_them_apart),
        cmocka_unit_test(every_type_and_every_order_of_numbers),
        cmocka_unit_test(tensors_without_a_dict),
        cmocka_unit_test(an_object_among_weights_is_named),
        cmocka_unit_test(calls_that_do_harm_are_refused_by_name),
        cmocka_unit_test(circles_and_much_of_little),
        cmocka_unit_test(what_is_missing_is_told),
        cmocka_unit_test(files_that_are_cut_off_or_changed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
