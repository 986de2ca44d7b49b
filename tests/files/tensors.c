/* tensors.c: a file is opened by its first bytes, its arrays are found and read whatever their type,
 * and what is none that can be read is named; safetensors in shards, and NumPy's archives, are held
 * to what tests/reference/doors.py wrote. */
#include "testing.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "files/tensors/safetensors.h"
#include "tensors_opened.h"

enum { PATH = 400 };

static char folder[] = "/tmp/gatescope-tensors-XXXXXX";

static int set_up(void **state) {
    (void)state;
    return mkdtemp(folder) ? 0 : -1;
}

static int tear_down(void **state) {
    (void)state;
    char command[PATH];
    snprintf(command, sizeof command, "rm -rf %s", folder);
    return system(command);
}

static const char *in_folder(const char *name) {
    static char paths[4][PATH];
    static int next;
    char *path = paths[next = (next + 1) % 4];
    snprintf(path, PATH, "%s/%s", folder, name);
    return path;
}

static void write_bytes(const char *path, const void *bytes, size_t length) {
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, length, file), length);
    fclose(file);
}

static void write_text(const char *path, const char *text) {
    write_bytes(path, text, strlen(text));
}

/* A safetensors file with this header and the numbers 1, 2, 3 ... behind it. */
static void write_safetensors(const char *path, const char *header, int numbers) {
    unsigned char bytes[4096] = {0};
    size_t length = strlen(header);
    bytes[0] = (unsigned char)length;
    bytes[1] = (unsigned char)(length >> 8);
    memcpy(bytes + 8, header, length);
    for (int k = 0; k < numbers; k++) {
        float number = (float)(k + 1);
        memcpy(bytes + 8 + length + 4 * k, &number, sizeof number);
    }
    write_bytes(path, bytes, 8 + length + 4 * (size_t)numbers);
}

/* ---- formats that are none ---- */

static void other_formats_are_named(void **state) {
    (void)state;
    static const struct {
        const char *bytes;
        size_t length;
        const char *found, *hint;
    } CASES[] = {
        {"", 0, "an empty file", ""},
        {"\x1f\x8b\x08", 3, "a gzip file", "gunzip"},
        {"GGUF\3\0\0\0", 8, "a GGUF file", ""},
        {"\x1c\0\0\0TFL3", 8, "a TensorFlow Lite model", "Keras"},
        {"\x08\x08\x12\x07pytorch\x1a\x05", 13, "an ONNX model", ""},
        {"\x80\x04\x95\x10\0", 5, "a Python pickle", "state_dict"},
        {"PK\3\4\x14\0\0\0\0\0", 10, "a zip archive that cannot be read", "fetch it again"},
        {"version https://git-lfs.github.com/spec/v1\n", 43, "Git LFS", "git lfs pull"},
        {"\n <!DOCTYPE html>\n<html>", 24, "a web page (HTML), not a model",
         "fetch the file itself"},
        {"<!-- a > b -->\n<HTML>", 21, "a web page (HTML), not a model", "fetch the file itself"},
        {"<?xml version=\"1.0\"?><html>", 27, "a web page (HTML)", ""},
        {"<?xml version=\"1.0\"?>", 21, "an XML file", ""},
        {"{\"a\": 1}", 8, "a JSON file", ""},
        {"t,x\n0,1\n", 8, "a text", "--inputs"},
        {"t,\xc3\xa4\n0,1\n\xc3", 10, "a text", "--inputs"},
        {"t,\xff\n0,1\n", 8, "no format that is known", ""},
        {"\1\2\3\4\5\6\7\x08\x09", 9, "no format that is known", ""},
    };
    const char *path = in_folder("other");
    for (size_t k = 0; k < sizeof CASES / sizeof *CASES; k++) {
        write_bytes(path, CASES[k].bytes, CASES[k].length);
        refuse(path, "no weights that can be read", CASES[k].found, CASES[k].hint);
    }
    char tar[512] = {0};
    memcpy(tar + 257, "ustar", 5);
    write_bytes(path, tar, sizeof tar);
    refuse(path, "no weights", "a tar archive", "tar xf");
    refuse(DOORS "bare.npy", "no weights", "one NumPy array", "np.savez");
    refuse(folder, "no weights", "a folder", "name the file");
    Error ours;
    assert_null(tensors_open(folder, &ours));
    assert_non_null(strstr(ours.expected, "NumPy's .npz, ONNX's .onnx"));
    memcpy(tar, "sys_info", 8);
    write_bytes(path, tar, sizeof tar);
    refuse(path, "no weights", "PyTorch before 0.1.12", "save it again");
    write_bytes(in_folder("saved_model.pb"), "\x08\x01\x12\x10....", 8);
    refuse(in_folder("saved_model.pb"), "no weights", "a TensorFlow SavedModel", "model.keras");
    write_text(in_folder("model.data-00000-of-00001"), "0123");
    refuse(in_folder("model.data-00000-of-00001"), "no weights", "TensorFlow checkpoint", "keras");
}

static void what_is_no_file_is_told_at_once(void **state) {
    (void)state;
    const char *pipe = in_folder("pipe");
    assert_int_equal(mkfifo(pipe, 0600), 0);
    refuse(pipe, "this is a pipe", "", "");
    refuse("/dev/null", "this is a device", "", "");
    refuse(in_folder("missing"), "cannot open", "", "");
}

static void the_error_says_what_can_be_read(void **state) {
    (void)state;
    Error error = {0};
    write_text(in_folder("other"), "hello");
    assert_null(tensors_open(in_folder("other"), &error));
    assert_non_null(strstr(error.expected, "safetensors, "));
    assert_non_null(strstr(error.expected, "NumPy's .npz"));
}

/* ---- safetensors ---- */

static void arrays_are_found_in_the_order_of_the_file(void **state) {
    (void)state;
    const char *path = in_folder("w.bin");
    float numbers[2] = {0};
    write_safetensors(path,
                      "{\"z\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},"
                      "\"a\":{\"dtype\":\"I32\",\"shape\":[1,1],\"data_offsets\":[8,12]},"
                      "\"m\":{\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[12,16]}}",
                      4);
    TensorSet *set = opened(path);
    assert_string_equal(set->format, "safetensors");
    assert_string_equal(set->path, path);
    assert_int_equal(set->count, 3);
    assert_int_equal(tensors_find(set, "z"), 0);
    assert_int_equal(tensors_find(set, "a"), 1);
    assert_int_equal(tensors_find(set, "m"), 2);
    assert_int_equal(tensors_find(set, "b"), -1);
    assert_int_equal(set->tensors[1].rank, 2);
    assert_int_equal(set->tensors[2].rank, 0);
    load(set, "z", numbers, 2);
    assert_true(numbers[0] == 1 && numbers[1] == 2);
    load(set, "m", numbers, 1);
    assert_true(numbers[0] == 4);
    refuse_load(set, "a", "I32: no floats");
    tensors_close(set);
}

static void floats_of_eight_bits(void **state) {
    (void)state;
    static const char header[] =
        "{\"a\":{\"dtype\":\"F8_E4M3\",\"shape\":[4],\"data_offsets\":[0,4]},"
        "\"b\":{\"dtype\":\"F8_E5M2\",\"shape\":[4],\"data_offsets\":[4,8]}}";
    /* 1, the least, the largest, none; 1.5, the least, minus infinity, none */
    static const unsigned char data[] = {0x38, 0x01, 0xfe, 0x7f, 0x3e, 0x01, 0xfc, 0x7d};
    unsigned char bytes[8 + sizeof header - 1 + sizeof data] = {sizeof header - 1};
    float numbers[4];
    memcpy(bytes + 8, header, sizeof header - 1);
    memcpy(bytes + 8 + sizeof header - 1, data, sizeof data);
    write_bytes(in_folder("eight"), bytes, sizeof bytes);
    TensorSet *set = opened(in_folder("eight"));
    load(set, "a", numbers, 4);
    assert_true(numbers[0] == 1 && numbers[1] == 0x1p-9f && numbers[2] == -448);
    assert_true(isnan(numbers[3]));
    load(set, "b", numbers, 4);
    assert_true(numbers[0] == 1.5f && numbers[1] == 0x1p-16f && isnan(numbers[3]));
    assert_true(isinf(numbers[2]) && numbers[2] < 0);
    tensors_close(set);
}

static void tied_tensors_may_share_their_bytes(void **state) {
    (void)state;
    float numbers[2];
    write_safetensors(in_folder("tied"),
                      "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},"
                      "\"b\":{\"dtype\":\"F32\",\"shape\":[2,1],\"data_offsets\":[0,8]}}",
                      2);
    TensorSet *set = opened(in_folder("tied"));
    load(set, "b", numbers, 2);
    assert_true(numbers[0] == 1 && numbers[1] == 2);
    tensors_close(set);
    write_safetensors(in_folder("tied"),
                      "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},"
                      "\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}",
                      2);
    refuse(in_folder("tied"), "overlaps another", "", "");
}

/* A header whose values would need more memory than any model's. */
static void headers_of_too_many_values(void **state) {
    (void)state;
    enum { LENGTH = 2 << 20 };
    char *bytes = malloc(LENGTH);
    assert_non_null(bytes);
    memset(bytes, 0, 8);
    bytes[2] = (LENGTH - 8) >> 16;
    bytes[1] = (char)((LENGTH - 8) >> 8 & 255);
    bytes[0] = (char)((LENGTH - 8) & 255);
    memcpy(bytes + 8, "{\"a\":[0", 7);
    for (int k = 15; k < LENGTH - 3; k += 2)
        memcpy(bytes + k, ",0", 2);
    memcpy(bytes + LENGTH - 3, "]} ", 3);
    write_bytes(in_folder("many"), bytes, LENGTH);
    free(bytes);
    refuse(in_folder("many"), "too many values", "", "");
}

/* ---- shards ---- */

#define ONE(name) "{\"" name "\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}"

static void shards_beside_their_index(void **state) {
    (void)state;
    float number;
    write_safetensors(in_folder("s1.safetensors"), ONE("a"), 1);
    write_safetensors(in_folder("s2.safetensors"),
                      "{\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}", 2);
    write_text(in_folder("index.json"),
               "{\"metadata\": {\"total_size\": 8}, \"weight_map\": {\"a\": \"s1.safetensors\", "
               "\"b\": \"s2.safetensors\"}}");
    TensorSet *set = opened(in_folder("index.json"));
    assert_string_equal(set->format, "safetensors in shards");
    assert_int_equal(set->count, 2);
    load(set, "a", &number, 1);
    assert_true(number == 1);
    load(set, "b", &number, 1);
    assert_true(number == 2);
    tensors_close(set);
}

static void a_folder_stands_for_the_model_in_it(void **state) {
    (void)state;
    float number;
    assert_int_equal(mkdir(in_folder("model"), 0700), 0);
    write_safetensors(in_folder("model/model.safetensors"), ONE("a"), 1);
    TensorSet *set = opened(in_folder("model"));
    assert_string_equal(set->path, in_folder("model/model.safetensors"));
    load(set, "a", &number, 1);
    tensors_close(set);
    write_text(in_folder("model/model.safetensors.index.json"),
               "{\"weight_map\": {\"a\": \"model.safetensors\"}}");
    set = opened(in_folder("model"));
    assert_string_equal(set->format, "safetensors in shards");
    tensors_close(set);
}

static void shards_lead_nowhere_else(void **state) {
    (void)state;
    static const struct {
        const char *map, *what;
    } CASES[] = {
        {"{\"a\": \"../s1.safetensors\"}", "no file beside its index"},
        {"{\"a\": \"/etc/passwd\"}", "no file beside its index"},
        {"{\"a\": \"..\"}", "no file beside its index"},
        {"{\"a\": \"\"}", "no file beside its index"},
        {"{\"a\": 1}", "names no shard"},
        {"{\"c\": \"s1.safetensors\"}", "lacks an array"},
        {"{\"a\": \"s1.safetensors\", \"a\": \"s1.safetensors\"}", "stands twice"},
        {"{\"a\": \"link.safetensors\"}", "outside its index's folder"},
        {"[]", "has no \"weight_map\""},
    };
    char text[PATH];
    assert_int_equal(mkdir(in_folder("other_folder"), 0700), 0);
    write_safetensors(in_folder("other_folder/s.safetensors"), ONE("a"), 1);
    assert_int_equal(symlink("other_folder/s.safetensors", in_folder("link.safetensors")), 0);
    write_safetensors(in_folder("s1.safetensors"), ONE("a"), 1);
    for (size_t k = 0; k < sizeof CASES / sizeof *CASES; k++) {
        snprintf(text, sizeof text, "{\"weight_map\": %s}", CASES[k].map);
        write_text(in_folder("index.json"), text);
        refuse(in_folder("index.json"), CASES[k].what, "", "");
    }
    Error error = {0};
    write_text(in_folder("index.json"), "{\"weight_map\": {\"a\": \"missing\"}}");
    assert_null(tensors_open(in_folder("index.json"), &error));
    assert_string_equal(error.file, in_folder("missing"));
}

/* As in the caches of Hugging Face: all files of a snapshot are links to where the bytes lie. */
static void caches_of_links(void **state) {
    (void)state;
    float number;
    assert_int_equal(mkdir(in_folder("blobs"), 0700), 0);
    assert_int_equal(mkdir(in_folder("snapshot"), 0700), 0);
    write_safetensors(in_folder("blobs/01"), ONE("a"), 1);
    write_text(in_folder("blobs/02"), "{\"weight_map\": {\"a\": \"m1.safetensors\"}}");
    assert_int_equal(symlink("../blobs/01", in_folder("snapshot/m1.safetensors")), 0);
    assert_int_equal(symlink("../blobs/02", in_folder("snapshot/m.index.json")), 0);
    static const char *const PATHS[] = {"snapshot/m1.safetensors", "snapshot/m.index.json"};
    for (int k = 0; k < 2; k++) {
        TensorSet *set = opened(in_folder(PATHS[k]));
        load(set, "a", &number, 1);
        assert_true(number == 1);
        tensors_close(set);
    }
}

/* ---- NumPy's archives ---- */

static void numbers_of_every_type_and_order(void **state) {
    (void)state;
    static const char *const NAMES[] = {"half",   "half_big",   "single", "single_big",
                                        "double", "double_big", "fortran"};
    float numbers[24];
    TensorSet *set = opened(DOORS "types.npz");
    assert_string_equal(set->format, "NumPy archive");
    for (size_t k = 0; k < sizeof NAMES / sizeof *NAMES; k++) {
        load(set, NAMES[k], numbers, 6);
        for (int n = 0; n < 6; n++)
            if (numbers[n] != (float)n / 4 - 0.5f)
                fail_msg("%s[%d] is %g", NAMES[k], n, (double)numbers[n]);
    }
    load(set, "cube", numbers, 24);
    for (int n = 0; n < 24; n++)
        assert_true(numbers[n] == (float)n);
    load(set, "one", numbers, 1);
    assert_true(numbers[0] == 7);
    load(set, "none", numbers, 0);
    tensors_close(set);
    set = opened(DOORS "packed.npz");
    load(set, "kernel", numbers, 6);
    assert_true(numbers[5] == 0.75f);
    tensors_close(set);
}

static void arrays_without_floats_are_listed(void **state) {
    (void)state;
    float numbers[6];
    TensorSet *set = opened(DOORS "types.npz");
    assert_int_equal(set->count, 16);
    refuse_load(set, "int8", "|i1: no floats");
    refuse_load(set, "int64", "<i8: no floats");
    refuse_load(set, "flags", "|b1: no floats");
    refuse_load(set, "text", "<U1: no floats");
    refuse_load(set, "void", "bfloat16");
    refuse_load(set, "record", "records");
    assert_int_equal(set->tensors[tensors_find(set, "int8")].shape[1], 3);
    tensors_close(set);
    set = opened(DOORS "objects.npz");
    refuse_load(set, "objects", "Python objects (a pickle)");
    load(set, "kernel", numbers, 6);
    tensors_close(set);
}

static void much_of_little_is_not_unpacked(void **state) {
    (void)state;
    TensorSet *set = opened(DOORS "bomb.npz");
    refuse_load(set, "kernel", "too many for so small a file");
    tensors_close(set);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(other_formats_are_named),
        cmocka_unit_test(what_is_no_file_is_told_at_once),
        cmocka_unit_test(the_error_says_what_can_be_read),
        cmocka_unit_test(arrays_are_found_in_the_order_of_the_file),
        cmocka_unit_test(floats_of_eight_bits),
        cmocka_unit_test(tied_tensors_may_share_their_bytes),
        cmocka_unit_test(headers_of_too_many_values),
        cmocka_unit_test(shards_beside_their_index),
        cmocka_unit_test(a_folder_stands_for_the_model_in_it),
        cmocka_unit_test(shards_lead_nowhere_else),
        cmocka_unit_test(caches_of_links),
        cmocka_unit_test(numbers_of_every_type_and_order),
        cmocka_unit_test(arrays_without_floats_are_listed),
        cmocka_unit_test(much_of_little_is_not_unpacked),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
