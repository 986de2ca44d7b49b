/* export.c: what is exported has the numbers of the run, in every format, whichever way its parts
 * come; only what was asked for; and what a run has not is an error that says what it has. */
#include "testing.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "files/export/export.h"
#include "files/inputs/inputs.h"

enum { CELLS = 2, SEQUENCES = 2, STEPS = 7, SHORT = 4, PATH = 64 };

static const long LENGTHS[SEQUENCES] = {STEPS, SHORT};

static float number(int cell, int sequence, int signal, long step, int unit) {
    return (float)(10000 * cell + 1000 * sequence + 100 * signal + 10 * step + unit);
}

/* A run whose numbers tell where they belong; the second cell goes backward. */
typedef struct Fake {
    ExportCell cells[CELLS];
    ExportRun run;
    long slice; /* steps of a part */
    int computed;
} Fake;

static void fill_trace(Trace *trace, int cell, int sequence, long from, long count) {
    for (int signal = 0; signal < cell_kind(trace->spec.kind)->signal_count; signal++)
        for (long step = 0; step < count; step++)
            for (int unit = 0; unit < signal_width(&trace->spec, signal); unit++)
                ((float *)trace_at(trace, signal, step, 0))[unit] =
                    number(cell, sequence, signal, from + step, unit);
}

static bool hand_slice(const Fake *fake, int cell, int sequence, long from, long count,
                       ExportTake *take, void *taker, Error *error) {
    Trace *trace = trace_new(&fake->cells[cell].spec, count, 1, error);
    assert_non_null(trace);
    fill_trace(trace, cell, sequence, from, count);
    const ExportPart part = {cell, sequence, from, count, 0, trace};
    bool good = take(taker, &part, error);
    trace_free(trace);
    return good;
}

static bool compute(void *context, int first, int count, long until, ExportTake *take, void *taker,
                    Error *error) {
    Fake *fake = context;
    (void)until;
    fake->computed++;
    for (int sequence = first; sequence < first + count; sequence++) {
        long length = fake->run.lengths ? LENGTHS[sequence] : STEPS;
        for (long from = 0; from < length; from += fake->slice) {
            long to = from + fake->slice < length ? from + fake->slice : length;
            if (!hand_slice(fake, 0, sequence, from, to - from, take, taker, error) ||
                !hand_slice(fake, 1, sequence, length - to, to - from, take, taker, error))
                return false;
        }
    }
    return true;
}

static void make(Fake *fake, bool many, long slice) {
    *fake = (Fake){.cells = {{"layer0", cell_spec(CELL_LSTM, 2, 3)},
                             {"layer0_reverse", cell_spec(CELL_GRU, 2, 2)}},
                   .slice = slice};
    fake->run = (ExportRun){.key = "model",
                            .name = "a \"b\"",
                            .cells = fake->cells,
                            .cell_count = CELLS,
                            .steps = STEPS,
                            .sequences = many ? SEQUENCES : 1,
                            .many = many,
                            .lengths = many ? LENGTHS : NULL,
                            .compute = compute,
                            .context = fake};
}

static void write_to(const char *path, Fake *fake, const ExportChoice *choice) {
    NewFile file;
    Error error = {0};
    assert_true(new_file_open(&file, path, &error));
    bool good = export_write(&file, &fake->run, choice, &error);
    if (!good)
        fail_msg("%s", error.what);
    assert_true(new_file_close(&file, good, &error));
}

static InputData *array_of(const char *path, const char *name) {
    Error error = {0};
    const InputOptions options = {.array = name, .batch_first = true};
    InputData *data = inputs_open(path, &options, &error);
    if (!data)
        fail_msg("%s: %s", name ? name : "npy", error.what);
    return data;
}

static void temporary(char path[PATH]) {
    strcpy(path, "/tmp/gatescope-export-XXXXXX");
    int file = mkstemp(path);
    assert_true(file >= 0);
    close(file);
}

static void compare(const char *path, const char *name, bool many, int cell, int signal,
                    int width) {
    InputData *data = array_of(path, name);
    assert_int_equal(data->count, many ? SEQUENCES : 1);
    assert_int_equal(data->inputs, width);
    for (int sequence = 0; sequence < data->count; sequence++) {
        assert_int_equal(data->sequences[sequence].steps, STEPS);
        for (long k = 0; k < STEPS * width; k++) {
            float value = data->sequences[sequence].numbers[k];
            if (many && k / width >= LENGTHS[sequence])
                assert_true(isnan(value));
            else
                assert_true(value == number(cell, sequence, signal, k / width, (int)(k % width)));
        }
    }
    inputs_free(data);
}

static void test_npz(void **state) {
    (void)state;
    Fake fake;
    char path[PATH];
    const ExportChoice all = {.from = -1, .to = -1, .format = EXPORT_NPZ};
    temporary(path);
    for (int way = 0; way < 4; way++) {
        bool many = way & 1;
        make(&fake, many, way & 2 ? 3 : STEPS);
        write_to(path, &fake, &all);
        assert_int_equal(fake.computed, 1);
        compare(path, "layer0.x", many, 0, SIGNAL_X, 2);
        compare(path, "layer0.f", many, 0, signal_find(CELL_LSTM, "f"), 3);
        compare(path, "layer0_reverse.z", many, 1, signal_find(CELL_GRU, "z"), 2);
        compare(path, "layer0_reverse.h", many, 1, SIGNAL_H, 2);
    }
    unlink(path);
}

/* Through a stream that cannot be written out of order the same bytes come. */
static void test_stream(void **state) {
    (void)state;
    Fake fake;
    char path[PATH], *memory = NULL;
    size_t length = 0;
    const ExportChoice all = {.from = -1, .to = -1, .format = EXPORT_NPZ};
    make(&fake, true, 3);
    temporary(path);
    write_to(path, &fake, &all);
    FILE *stream = tmpfile(), *file = fopen(path, "rb");
    assert_true(stream && file);
    NewFile through = {.out = stream};
    assert_true(export_write(&through, &fake.run, &all, NULL));
    length = (size_t)ftell(stream);
    memory = malloc(2 * length);
    assert_non_null(memory);
    rewind(stream);
    assert_int_equal(fread(memory, 1, length, stream), length);
    assert_int_equal(fread(memory + length, 1, length, file), length);
    assert_int_equal(getc(file), EOF);
    assert_memory_equal(memory, memory + length, length);
    free(memory);
    fclose(stream);
    fclose(file);
    unlink(path);
}

static void test_npy(void **state) {
    (void)state;
    Fake fake;
    char path[PATH];
    const ExportChoice some = {
        .signals = "layer0.c", .units = "2,0-1", .from = 2, .to = 4, .format = EXPORT_NPY};
    const ExportChoice one = {
        .signals = "layer0.c", .units = "2", .from = 2, .to = 4, .format = EXPORT_NPY};
    temporary(path);
    make(&fake, false, 2);
    write_to(path, &fake, &some);
    InputData *data = array_of(path, NULL);
    assert_int_equal(data->inputs, 3);
    assert_int_equal(data->sequences[0].steps, 3);
    inputs_free(data);
    write_to(path, &fake, &one);
    data = array_of(path, NULL);
    assert_int_equal(data->inputs, 1);
    for (long step = 2; step <= 4; step++)
        assert_true(data->numbers[step - 2] == number(0, 0, signal_find(CELL_LSTM, "c"), step, 2));
    inputs_free(data);
    unlink(path);
}

/* What a text format writes. */
static char *text_of(Fake *fake, const ExportChoice *choice) {
    NewFile file = {.out = tmpfile()};
    assert_non_null(file.out);
    assert_true(export_write(&file, &fake->run, choice, NULL));
    long length = ftell(file.out);
    char *text = calloc(1, (size_t)length + 1);
    assert_non_null(text);
    rewind(file.out);
    assert_int_equal(fread(text, 1, (size_t)length, file.out), length);
    fclose(file.out);
    return text;
}

static void writes(bool many, const ExportChoice *choice, const char *expected) {
    Fake fake;
    make(&fake, many, 3);
    char *text = text_of(&fake, choice);
    assert_string_equal(text, expected);
    free(text);
}

static void test_texts(void **state) {
    (void)state;
    ExportChoice choice = {.signals = "h,layer0.x", .units = "1", .from = 3, .to = 4};
    writes(false, &choice,
           "t,cell,signal,unit,value\n3,layer0,x,0,30\n3,layer0,x,1,31\n3,layer0,h,1,131\n"
           "3,layer0_reverse,h,1,10131\n4,layer0,x,0,40\n4,layer0,x,1,41\n4,layer0,h,1,141\n"
           "4,layer0_reverse,h,1,10141\n");
    choice.signals = "h";
    writes(true, &choice,
           "sequence,t,cell,signal,unit,value\n0,3,layer0,h,1,131\n0,3,layer0_reverse,h,1,10131\n"
           "0,4,layer0,h,1,141\n0,4,layer0_reverse,h,1,10141\n1,3,layer0,h,1,1131\n"
           "1,3,layer0_reverse,h,1,11131\n");
    choice.format = EXPORT_JSON;
    writes(false, &choice,
           "{\"model\": \"a \\\"b\\\"\", \"steps\": 2, \"from\": 3, \"units\": [1], \"cells\": {\n"
           " \"layer0\": {\"h\": [[131], [141]]},\n"
           " \"layer0_reverse\": {\"h\": [[10131], [10141]]}}}\n");
    writes(true, &choice,
           "{\"model\": \"a \\\"b\\\"\", \"steps\": 2, \"from\": 3, \"sequences\": 2, \"units\": "
           "[1], \"cells\": {\n"
           " \"layer0\": {\"h\": [[[131], [141]],\n   [[1131]]]},\n"
           " \"layer0_reverse\": {\"h\": [[[10131], [10141]],\n   [[11131]]]}}}\n");
    choice.format = EXPORT_TABLE;
    choice.signals = "layer0_reverse.h";
    writes(false, &choice,
           "layer0_reverse (GRU), unit 1\n    t        h\n    3 10131.0000\n    4 10141.0000\n");
}

/* More numbers than are kept at once: the run is computed as often as that takes, and the text is
 * the same. */
static void test_windows(void **state) {
    (void)state;
    for (int format = EXPORT_CSV; format <= EXPORT_TABLE; format++)
        for (int many = 0; many < 2; many++) {
            Fake fake;
            const ExportChoice all = {.from = -1, .to = -1, .format = (ExportFormat)format};
            make(&fake, many, 3);
            char *whole = text_of(&fake, &all);
            assert_int_equal(fake.computed, 1);
            int computed = 1;
            for (size_t keep = 300; keep > 3; keep /= 3) {
                fake.computed = 0;
                fake.run.keep = keep;
                char *text = text_of(&fake, &all);
                assert_string_equal(text, whole);
                free(text);
                assert_true(fake.computed > 1 && fake.computed >= computed);
                computed = fake.computed;
            }
            free(whole);
        }
}

static void refuses(const ExportChoice *choice, const char *what) {
    Fake fake;
    Error error;
    char message[1024];
    make(&fake, false, 3);
    assert_false(export_check(&fake.run, choice, &error));
    error_format(&error, message, sizeof message);
    if (!strstr(message, what))
        fail_msg("\"%s\" is not in \"%s\"", what, message);
}

static void test_refusals(void **state) {
    (void)state;
    ExportChoice choice = {.signals = "f,q", .from = -1, .to = -1};
    refuses(&choice, "no cell has a signal \"q\"; expected of x, h, f_pre");
    choice.signals = "layer0_reverse.f";
    refuses(&choice, "\"layer0_reverse.f\"");
    choice.signals = "";
    refuses(&choice, "no cell has a signal \"\"");
    choice.signals = NULL;
    choice.units = "0-3";
    refuses(&choice, "there is no unit 3; expected at most 2");
    static const char *const BAD[] = {"", "a", "1-", "2-1", "1,", "1 2", "-1", "99999999999"};
    for (size_t k = 0; k < sizeof BAD / sizeof *BAD; k++) {
        choice.units = BAD[k];
        refuses(&choice, "cannot be read; expected units and ranges");
    }
    choice.units = "2";
    choice.signals = "layer0_reverse.h";
    refuses(&choice, "no cell has the units");
    choice = (ExportChoice){.from = 7, .to = -1};
    refuses(&choice, "steps 7 to 6 are not in the run; expected from 0 to 6");
    choice = (ExportChoice){.from = 2, .to = 7};
    refuses(&choice, "steps 2 to 7");
    choice = (ExportChoice){.from = 3, .to = 2};
    refuses(&choice, "steps 3 to 2");
    choice = (ExportChoice){.from = -1, .to = -1, .signals = "h", .format = EXPORT_NPY};
    refuses(&choice, "npy has one signal of one cell");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_npz),     cmocka_unit_test(test_stream),
        cmocka_unit_test(test_npy),     cmocka_unit_test(test_texts),
        cmocka_unit_test(test_windows), cmocka_unit_test(test_refusals),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
