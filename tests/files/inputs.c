/* inputs.c: tables and arrays are read as they were written: names, separators, quotes, holes, types,
 * orders of bytes and of sides; and what is not sound is an error with its place. */
#include "testing.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "files/inputs/inputs.h"

static InputData *read_with(const char *bytes, size_t length, const InputOptions *options,
                            Error *error) {
    char *own = malloc(length + 1);
    assert_non_null(own);
    memcpy(own, bytes, length);
    own[length] = '\0';
    *error = (Error){0};
    InputData *data = inputs_of_bytes(own, length, "data", options, error);
    free(own);
    return data;
}

static InputData *read_text(const char *text, const InputOptions *options) {
    Error error;
    const InputOptions none = {0};
    InputData *data = read_with(text, strlen(text), options ? options : &none, &error);
    if (!data) {
        char message[1024];
        error_format(&error, message, sizeof message);
        fail_msg("%s", message);
    }
    return data;
}

static void assert_numbers(const InputData *data, int sequence, long steps, const float *expected) {
    assert_true(sequence < data->count);
    assert_int_equal(data->sequences[sequence].steps, steps);
    for (long k = 0; k < steps * data->inputs; k++)
        assert_true(data->sequences[sequence].numbers[k] == expected[k]);
}

static void reads(const char *text, int inputs, long steps, const float *expected) {
    InputData *data = read_text(text, NULL);
    assert_int_equal(data->inputs, inputs);
    assert_int_equal(data->count, 1);
    assert_numbers(data, 0, steps, expected);
    inputs_free(data);
}

static void refuses(const char *text, const InputOptions *options, const char *what, int line,
                    int column) {
    const InputOptions none = {0};
    Error error;
    char message[1024];
    assert_null(read_with(text, strlen(text), options ? options : &none, &error));
    error_format(&error, message, sizeof message);
    if (!strstr(message, what))
        fail_msg("\"%s\" is not in \"%s\"", what, message);
    assert_string_equal(error.file, "data");
    assert_int_equal(error.line, line);
    assert_int_equal(error.column, column);
}

static void test_separators(void **state) {
    (void)state;
    const float expected[] = {1, 2.5f, -3, 4e2f};
    reads("a,b\n1,2.5\n-3,4e2\n", 2, 2, expected);
    reads("1,2.5\r\n-3,4e2\r\n", 2, 2, expected);
    reads("a\tb\n1\t2.5\n-3\t4e2", 2, 2, expected);
    reads("a;b\n1;2,5\n-3;4e2\n", 2, 2, expected);
    reads("  1   2.5\n -3 4e2  \n", 2, 2, expected);
    reads("\xef\xbb\xbf"
          "a,b\n\n1, 2.5\n# a remark\n\"-3\",\"4e2\"\n\n",
          2, 2, expected);
    reads("a\r1\r2.5\r-3\r400\r", 1, 4, expected);
}

static void test_names(void **state) {
    (void)state;
    InputData *data = read_text("\"the \"\"first\"\"\",\"b,\nc\"\n1,2\n", NULL);
    assert_string_equal(data->columns[0], "the \"first\"");
    assert_string_equal(data->columns[1], "b,\nc");
    assert_string_equal(data->format, "CSV");
    inputs_free(data);
    data = read_text("1\t2\n3\t4\n", NULL);
    assert_null(data->columns);
    assert_string_equal(data->format, "TSV");
    inputs_free(data);
    /* A row of numbers below a row with one text is a row below names. */
    data = read_text("t,1,2\n0,5,6\n", NULL);
    assert_string_equal(data->columns[2], "2");
    assert_int_equal(data->sequences[0].steps, 1);
    inputs_free(data);
}

static void test_columns_left(void **state) {
    (void)state;
    const float expected[] = {1, 2};
    InputData *data = read_text(",date,a,none\n0,2020-01-01,1,\n1,2020-01-02,2,\n", NULL);
    assert_int_equal(data->inputs, 1);
    assert_numbers(data, 0, 2, expected);
    assert_int_equal(data->left.count, 3);
    assert_non_null(strstr(data->left.items[0].what, "counts the rows"));
    assert_non_null(strstr(data->left.items[1].what, "\"date\""));
    assert_non_null(strstr(data->left.items[1].what, "texts"));
    assert_non_null(strstr(data->left.items[2].what, "no values"));
    inputs_free(data);
    /* What counts otherwise is data. */
    reads(",a\n0,1\n2,2\n", 2, 2, (const float[]){0, 1, 2, 2});
    /* Dates without names above are rows too. */
    reads("2020-01-01,1\n2020-01-02,2\n", 1, 2, expected);
}

static void test_chosen(void **state) {
    (void)state;
    InputOptions options = {.columns = "c,a"};
    InputData *data = read_text("a,b,c\n1,2,3\n4,x,6\n", &options);
    assert_int_equal(data->inputs, 2);
    assert_string_equal(data->columns[0], "c");
    assert_string_equal(data->columns[1], "a");
    assert_numbers(data, 0, 2, (const float[]){3, 1, 6, 4});
    inputs_free(data);
    options.columns = "2,0";
    data = read_text("1,2,3\n4,5,6\n", &options);
    assert_numbers(data, 0, 2, (const float[]){3, 1, 6, 4});
    inputs_free(data);
    options.columns = "a,d";
    refuses("a,b\n1,2\n", &options, "there is no column \"d\"; expected one of a, b", 0, 0);
    options.columns = "a,a";
    refuses("a,b\n1,2\n", &options, "named twice", 0, 0);
    options.columns = "b";
    refuses("a,b\n1,x\n", &options, "has no numbers", 0, 0);
}

static void test_missing(void **state) {
    (void)state;
    const char *text = "a,b\n1,2\n,NaN\n5,6\n";
    InputOptions options = {0};
    refuses(text, &options, "a value is missing; expected a number", 3, 1);
    refuses("a,b\n1,2\n3,\"\"\n", &options, "a value is missing", 3, 3);
    options.missing = INPUT_ZERO;
    InputData *data = read_text(text, &options);
    assert_numbers(data, 0, 3, (const float[]){1, 2, 0, 0, 5, 6});
    assert_string_equal(data->left.items[0].what, "2 missing values are 0");
    inputs_free(data);
    options.missing = INPUT_PREVIOUS;
    data = read_text(text, &options);
    assert_numbers(data, 0, 3, (const float[]){1, 2, 1, 2, 5, 6});
    inputs_free(data);
    refuses("a,b\n,2\n1,3\n", &options, "no row before it", 2, 1);
    options.missing = INPUT_DROP;
    data = read_text(text, &options);
    assert_numbers(data, 0, 2, (const float[]){1, 2, 5, 6});
    assert_string_equal(data->left.items[0].what, "1 of 3 rows are left out: values are missing");
    inputs_free(data);
    refuses("a,b\n1,\n,2\n", &options, "every row", 0, 0);
}

static void test_sequences(void **state) {
    (void)state;
    InputOptions options = {.sequence = "who", .missing = INPUT_PREVIOUS};
    InputData *data = read_text("who,a,b\nx,1,2\ny,3,4\nx,,6\n y ,7,\n\"x\",9,10\n", &options);
    assert_int_equal(data->count, 2);
    assert_int_equal(data->inputs, 2);
    assert_string_equal(data->sequences[0].name, "x");
    assert_string_equal(data->sequences[1].name, "y");
    assert_numbers(data, 0, 3, (const float[]){1, 2, 1, 6, 9, 10});
    assert_numbers(data, 1, 2, (const float[]){3, 4, 7, 4});
    inputs_free(data);
    options.missing = INPUT_DROP;
    data = read_text("a,who\n1,1\n,1\n3,2\n", &options);
    assert_numbers(data, 0, 1, (const float[]){1});
    assert_numbers(data, 1, 1, (const float[]){3});
    inputs_free(data);
}

static void test_many_sequences(void **state) {
    (void)state;
    enum { COUNT = 1000, ROWS = 3 * COUNT };
    InputOptions options = {.sequence = "s"};
    char *text = malloc(ROWS * 32), *to = text;
    assert_non_null(text);
    to += sprintf(to, "s,v\n");
    for (int row = 0; row < ROWS; row++)
        to += sprintf(to, "s%d,%d\n", row % COUNT, row);
    InputData *data = read_text(text, &options);
    assert_int_equal(data->count, COUNT);
    for (int k = 0; k < COUNT; k++)
        assert_numbers(data, k, 3,
                       (const float[]){(float)k, (float)(k + COUNT), (float)(k + 2 * COUNT)});
    inputs_free(data);
    free(text);
}

static void test_bad_tables(void **state) {
    (void)state;
    refuses("", NULL, "the table is empty", 0, 0);
    refuses("a,b\n", NULL, "no rows", 0, 0);
    refuses("a,b\nx,y\n", NULL, "no column of the table has numbers", 0, 0);
    refuses("a,b\n1,2\n1\n", NULL, "expected 2, found 1", 3, 2);
    refuses("a,b,c\n1,2,3\n1, 2.5 \n", NULL, "expected 3, found 2", 3, 7);
    refuses("a,b,c\n1,2,3\n1,\"2\"\n", NULL, "expected 3, found 2", 3, 6);
    refuses("a,b,c\n1,2,3\n1,\"2\n3\"\n", NULL, "expected 3, found 2", 3, 3);
    refuses("a,b\n1,2\n3,4,5\n", NULL, "expected 2, found 3", 3, 5);
    refuses("a,b\n1,2\n3,4, 5,6,7\n1\n", NULL, "expected 2, found 5", 3, 6);
    refuses("a,b\n1,2\n3,4x\n", NULL, "expected a number, as in the rows above, found \"4x\"", 3,
            3);
    refuses("a,b\n1,2\n3,0x10\n", NULL, "found \"0x10\"", 3, 3);
    refuses("a,b\n1,2\n3,1e99\n", NULL, "no number that float32 has", 3, 3);
    refuses("a,b\n1,\"2\n3,4\n", NULL, "never closed", 2, 3);
    refuses("a,b\n1,\"2\"3\n", NULL, "behind a closing quote", 2, 6);
    refuses("\x1f\x8b..", NULL, "found gzip", 0, 0);
    refuses("PAR1....", NULL, "found Parquet", 0, 0);
}

static void test_fit(void **state) {
    (void)state;
    Error error;
    InputData *data = read_text("a,b\n1,2\n", NULL);
    assert_true(inputs_fit(data, "data", 2, &error));
    assert_false(inputs_fit(data, "data", 1, &error));
    assert_string_equal(error.expected, "1");
    assert_string_equal(error.found, "2");
    assert_non_null(strstr(error.hint, "--columns"));
    inputs_free(data);
}

/* ---- arrays ---- */

enum { FILE_MOST = 1024 };

/* An .npy file of these bytes; returns its length. */
static size_t npy(char *file, const char *type, const char *order, const char *shape,
                  const void *bytes, size_t length) {
    char dict[256];
    int size =
        sprintf(dict, "{'descr': '%s', 'fortran_order': %s, 'shape': %s, }\n", type, order, shape);
    memcpy(file, "\x93NUMPY\1\0", 8);
    file[8] = (char)size;
    file[9] = 0;
    memcpy(file + 10, dict, (size_t)size);
    memcpy(file + 10 + size, bytes, length);
    return 10 + (size_t)size + length;
}

static void reads_array(const char *type, const char *order, const char *shape, const void *bytes,
                        size_t length, bool batch_first, int sequences, long steps, int inputs,
                        const float *expected) {
    char file[FILE_MOST];
    Error error;
    InputOptions options = {.batch_first = batch_first};
    size_t size = npy(file, type, order, shape, bytes, length);
    InputData *data = read_with(file, size, &options, &error);
    assert_non_null(data);
    assert_string_equal(data->format, "NPY");
    assert_int_equal(data->inputs, inputs);
    assert_int_equal(data->count, sequences);
    for (int k = 0; k < sequences; k++)
        assert_numbers(data, k, steps, expected + k * steps * inputs);
    inputs_free(data);
}

static void test_types(void **state) {
    (void)state;
    const float two[] = {-2, 1};
    const double wide[] = {-2, 1};
    reads_array("<f4", "False", "(2,)", two, 8, false, 1, 2, 1, two);
    reads_array("<f8", "False", "(2,)", wide, 16, false, 1, 2, 1, two);
    reads_array("<f2", "False", "(2,)", "\0\xc0\0\x3c", 4, false, 1, 2, 1, two);
    reads_array(">f2", "False", "(2,)", "\xc0\0\x3c\0", 4, false, 1, 2, 1, two);
    reads_array(">f4", "False", "(2,)", "\xc0\0\0\0\x3f\x80\0\0", 8, false, 1, 2, 1, two);
    reads_array("|i1", "False", "(2,)", "\xfe\1", 2, false, 1, 2, 1, two);
    reads_array("<i2", "False", "(2,)", "\xfe\xff\1\0", 4, false, 1, 2, 1, two);
    reads_array(">i4", "False", "(2,)", "\xff\xff\xff\xfe\0\0\0\1", 8, false, 1, 2, 1, two);
    reads_array("<i8", "False", "(2,)", "\xfe\xff\xff\xff\xff\xff\xff\xff\1\0\0\0\0\0\0\0", 16,
                false, 1, 2, 1, two);
    reads_array("|u1", "False", "(2,)", "\xfe\1", 2, false, 1, 2, 1, (const float[]){254, 1});
    reads_array("<u8", "False", "(1,)", "\0\0\0\0\0\0\0\x80", 8, false, 1, 1, 1,
                (const float[]){9223372036854775808.0f});
    reads_array("|b1", "False", "(2,)", "\1\0", 2, false, 1, 2, 1, (const float[]){1, 0});
    /* The smallest half above 0, and infinity. */
    reads_array("<f2", "False", "(2,)", "\1\0\0\x7c", 4, false, 1, 2, 1,
                (const float[]){5.9604644775390625e-8f, INFINITY});
}

static void test_shapes(void **state) {
    (void)state;
    const char *bytes = "\0\1\2\3\4\5\6\7\x8\x9\xa\xb";
    const float straight[] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};
    reads_array("|u1", "False", "(6, 2)", bytes, 12, false, 1, 6, 2, straight);
    reads_array("|u1", "False", "(3, 2, 2)", bytes, 12, true, 3, 2, 2, straight);
    /* (T, batch, d): sequence k has rows k, k + batch, ... */
    reads_array("|u1", "False", "(3, 2, 2)", bytes, 12, false, 2, 3, 2,
                (const float[]){0, 1, 4, 5, 8, 9, 2, 3, 6, 7, 10, 11});
    reads_array("|u1", "True", "(6, 2)", bytes, 12, false, 1, 6, 2,
                (const float[]){0, 6, 1, 7, 2, 8, 3, 9, 4, 10, 5, 11});
    reads_array("|u1", "True", "(3, 2, 2)", bytes, 12, false, 2, 3, 2,
                (const float[]){0, 6, 1, 7, 2, 8, 3, 9, 4, 10, 5, 11});
}

static void refuses_array(const char *type, const char *shape, size_t length, const char *what) {
    char file[FILE_MOST], zeros[64] = {0}, message[1024];
    Error error;
    InputOptions options = {0};
    size_t size = npy(file, type, "False", shape, zeros, length);
    assert_null(read_with(file, size, &options, &error));
    error_format(&error, message, sizeof message);
    if (!strstr(message, what))
        fail_msg("\"%s\" is not in \"%s\"", what, message);
}

static void test_bad_arrays(void **state) {
    (void)state;
    refuses_array("|O", "(2,)", 8, "objects, which are never opened");
    refuses_array("<c8", "(2,)", 16, "found <c8");
    refuses_array("<f3", "(2,)", 6, "found <f3");
    refuses_array("<f4", "(3,)", 8, "not that of its shape");
    refuses_array("<f4", "(1,)", 8, "not that of its shape");
    refuses_array("<f4", "(461168601842738790, 4)", 8, "not that of its shape");
    refuses_array("<f4", "(9223372036854775807, 9223372036854775807)", 8, "header");
    refuses_array("<f4", "()", 4, "found one number");
    refuses_array("<f4", "(1, 1, 1, 2)", 8, "more than 3");
    refuses_array("<f4", "(0, 3)", 0, "no numbers");
    refuses_array("<f4", "(-2,)", 8, "header");
}

/* ---- sound ---- */

/* A WAV file of these samples, with a chunk of something else in front; returns its length. */
static size_t wave(char *file, int format, int channels, int bits, const void *samples,
                   size_t length) {
    const char front[] = {'L', 'I', 'S', 'T', 3, 0, 0, 0, 'a', 'b', 'c', 0};
    const int block = channels * ((bits + 7) / 8);
    const char head[] = {'f',
                         'm',
                         't',
                         ' ',
                         16,
                         0,
                         0,
                         0,
                         (char)format,
                         0,
                         (char)channels,
                         0,
                         0x40,
                         0x1f,
                         0,
                         0,
                         0,
                         0,
                         0,
                         0,
                         (char)block,
                         0,
                         (char)bits,
                         0,
                         'd',
                         'a',
                         't',
                         'a',
                         (char)length,
                         0,
                         0,
                         0};
    memcpy(file, "RIFF\0\0\0\0WAVE", 12);
    memcpy(file + 12, front, sizeof front);
    memcpy(file + 12 + sizeof front, head, sizeof head);
    memcpy(file + 12 + sizeof front + sizeof head, samples, length);
    return 12 + sizeof front + sizeof head + length;
}

static InputData *read_wave(int format, int channels, int bits, const void *samples, size_t length,
                            int frames, Error *error) {
    char file[FILE_MOST];
    InputOptions options = {.frames = frames};
    size_t size = wave(file, format, channels, bits, samples, length);
    return read_with(file, size, &options, error);
}

static void reads_wave(int format, int channels, int bits, const void *samples, size_t length,
                       int frames, int inputs, long steps, const float *expected) {
    Error error;
    InputData *data = read_wave(format, channels, bits, samples, length, frames, &error);
    assert_non_null(data);
    assert_string_equal(data->format, "WAV");
    assert_int_equal(data->inputs, inputs);
    assert_numbers(data, 0, steps, expected);
    inputs_free(data);
}

static void test_wave(void **state) {
    (void)state;
    const float half[] = {0.5f, -1, 0, 0.25f}, numbers[] = {2, -0.5f};
    const double wide[] = {2, -0.5};
    reads_wave(1, 1, 16, "\0\x40\0\x80\0\0\0\x20", 8, 0, 1, 4, half);
    reads_wave(1, 2, 16, "\0\x40\0\x80\0\0\0\x20", 8, 0, 2, 2, half);
    reads_wave(1, 1, 16, "\0\x40\0\x80\0\0\0\x20\1\1", 10, 2, 2, 2, half);
    reads_wave(1, 1, 8, "\xc0\0\x80\xa0", 4, 0, 1, 4, half);
    reads_wave(1, 1, 24, "\0\0\x40\0\0\x80\0\0\0\0\0\x20", 12, 0, 1, 4, half);
    reads_wave(1, 1, 32, "\0\0\0\x40\0\0\0\x80", 8, 0, 1, 2, half);
    reads_wave(3, 1, 32, numbers, 8, 0, 1, 2, numbers);
    reads_wave(3, 1, 64, wide, 16, 0, 1, 2, numbers);
}

static void refuses_wave(int format, int channels, int bits, size_t length, int frames,
                         const char *what) {
    char zeros[64] = {0}, message[1024];
    Error error;
    assert_null(read_wave(format, channels, bits, zeros, length, frames, &error));
    error_format(&error, message, sizeof message);
    if (!strstr(message, what))
        fail_msg("\"%s\" is not in \"%s\"", what, message);
}

static void test_bad_waves(void **state) {
    (void)state;
    refuses_wave(2, 1, 4, 8, 0, "found ADPCM (2)");
    refuses_wave(1, 1, 40, 8, 0, "1 channels of 5 bytes");
    refuses_wave(3, 1, 16, 8, 0, "1 channels of 2 bytes");
    refuses_wave(1, 0, 16, 8, 0, "0 channels");
    refuses_wave(1, 2, 16, 8, 2, "the file has 2");
    refuses_wave(1, 1, 16, 8, 5, "fewer samples than a step");
    char file[FILE_MOST];
    const InputOptions options = {0};
    Error error;
    size_t size = wave(file, 1, 1, 16, "\0\0\0\0", 4);
    for (size_t length = 4; length < size; length++) {
        InputData *data = read_with(file, length, &options, &error);
        assert_null(data);
    }
    assert_non_null(strstr(error.what, "1 bytes of samples are missing"));
}

/* ---- files ---- */

static void test_places(void **state) {
    (void)state;
    char folder[] = "/tmp/gatescope-inputs-XXXXXX", path[64];
    Error error = {0};
    InputOptions options = {0};
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/pipe", folder);
    assert_int_equal(mkfifo(path, 0600), 0);
    assert_null(inputs_open(path, &options, &error));
    assert_non_null(strstr(error.what, "nobody writes"));
    unlink(path);
    assert_null(inputs_open(folder, &options, &error));
    assert_non_null(strstr(error.what, "folder"));
    assert_null(inputs_open(path, &options, &error));
    assert_string_equal(error.file, path);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs("a\n1\n2\n", file);
    fclose(file);
    InputData *data = inputs_open(path, &options, &error);
    assert_non_null(data);
    assert_numbers(data, 0, 2, (const float[]){1, 2});
    inputs_free(data);
    unlink(path);
    rmdir(folder);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_separators),
        cmocka_unit_test(test_names),
        cmocka_unit_test(test_columns_left),
        cmocka_unit_test(test_chosen),
        cmocka_unit_test(test_missing),
        cmocka_unit_test(test_sequences),
        cmocka_unit_test(test_many_sequences),
        cmocka_unit_test(test_bad_tables),
        cmocka_unit_test(test_fit),
        cmocka_unit_test(test_types),
        cmocka_unit_test(test_shapes),
        cmocka_unit_test(test_bad_arrays),
        cmocka_unit_test(test_wave),
        cmocka_unit_test(test_bad_waves),
        cmocka_unit_test(test_places),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
