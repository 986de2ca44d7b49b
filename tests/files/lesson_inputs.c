/* lesson_inputs.c: a lesson's inputs come from a file in its folder, as they would from the lesson;
 * what is wrong with the file is told where the lesson names it. */
#include "lesson_text.h"

#include <unistd.h>

static const char INPUTS[] =
    "\"names\": [{ \"en\": \"value\", \"zh\": \"\xe5\x80\xbc\" }, \"distractor\"],\n"
    "    \"sequence\": [[0, 0], [1, 0], [0, 0.5], [-1e-1, 0], [0, 0]]";
static const char TABLE[] = "day,noise,signal\nMon,9,9\nTue,0,0\nWed,0,1\nThu,0.5,0\nFri,0,-0.1\n"
                            "Sat,0,0\nSun,,9\n";

typedef struct Folder {
    char path[64], lesson[96], table[96];
} Folder;

static int set_up(void **state) {
    Folder *folder = calloc(1, sizeof *folder);
    assert_non_null(folder);
    strcpy(folder->path, "/tmp/gatescope-inputs-XXXXXX");
    assert_non_null(mkdtemp(folder->path));
    snprintf(folder->lesson, sizeof folder->lesson, "%s/lesson.json", folder->path);
    snprintf(folder->table, sizeof folder->table, "%s/table.csv", folder->path);
    FILE *file = fopen(folder->table, "w");
    assert_non_null(file);
    fputs(TABLE, file);
    fclose(file);
    *state = folder;
    return 0;
}

static int tear_down(void **state) {
    Folder *folder = *state;
    unlink(folder->table);
    rmdir(folder->path);
    free(folder);
    return 0;
}

static Lesson *read_with(const Folder *folder, const char *inputs, Errors *errors, Marked *marked) {
    *marked = lesson_with(INPUTS, inputs);
    Lesson *lesson = lesson_parse(marked->text, strlen(marked->text), folder->lesson, errors);
    free(marked->text);
    return lesson;
}

static Lesson *reads(const Folder *folder, const char *inputs) {
    Errors errors = {0};
    Marked marked;
    Lesson *lesson = read_with(folder, inputs, &errors, &marked);
    print_errors(&errors);
    assert_non_null(lesson);
    assert_int_equal(errors.count, 0);
    assert_int_equal(lesson->inputs, 2);
    assert_int_equal(lesson->steps, 5);
    const float expected[] = {0, 0, 1, 0, 0, 0.5f, -0.1f, 0, 0, 0};
    for (size_t k = 0; k < sizeof expected / sizeof *expected; k++)
        assert_true(lesson->sequence[k] == expected[k]);
    return lesson;
}

static void test_reads(void **state) {
    Lesson *lesson = reads(*state, "\"file\": \"table.csv\", \"columns\": [\"signal\", \"noise\"], "
                                   "\"from\": 1, \"to\": 5, \"missing\": \"zero\"");
    assert_string_equal(lesson->input_names[0], "signal");
    assert_string_equal(lesson->input_names[1], "noise");
    assert_int_equal(lesson->inputs_left.count, 1);
    lesson_free(lesson);
    lesson = reads(*state, "\"names\": [\"a\", \"b\"], \"file\": \"table.csv\", \"columns\": "
                           "[\"signal\", \"noise\"], \"from\": 1, \"to\": 5, \"missing\": "
                           "\"previous\"");
    assert_string_equal(lesson->input_names[0], "a");
    lesson_free(lesson);
}

static void refuses(const Folder *folder, const char *inputs, const char *what) {
    Errors errors = {0};
    Marked marked;
    char message[1024];
    assert_null(read_with(folder, inputs, &errors, &marked));
    assert_true(errors.count >= 1);
    error_format(&errors.items[0], message, sizeof message);
    if (!strstr(message, what))
        fail_msg("\"%s\" is not in \"%s\"", what, message);
    if (marked.line) {
        assert_int_equal(errors.items[0].line, marked.line);
        assert_int_equal(errors.items[0].column, marked.column);
    }
    errors_free(&errors);
}

static void test_refuses(void **state) {
    const Folder *folder = *state;
    refuses(folder, "\"file\": ^\"table.csv\"", "table.csv:8:5: a value is missing");
    refuses(folder, "\"file\": ^\"none.csv\"", "none.csv");
    refuses(folder, "\"file\": ^\"../table.csv\"", "lesson's folder");
    refuses(folder, "\"file\": ^\"/etc/passwd\"", "lesson's folder");
    refuses(folder, "\"file\": ^1", "file of inputs");
    refuses(folder, "\"file\": ^\"table.csv\", \"columns\": [\"day\"]", "has no numbers");
    refuses(folder, "\"file\": \"table.csv\", \"columns\": [^\"a,b\"]", "cannot be chosen");
    refuses(folder, "\"file\": \"table.csv\", \"missing\": ^\"guess\"", "the policy");
    refuses(folder, "\"file\": \"table.csv\", \"missing\": \"drop\", \"from\": ^6", "6");
    refuses(folder, "\"file\": \"table.csv\", \"missing\": \"drop\", \"from\": 3, \"to\": ^2", "2");
    refuses(folder, "\"names\": [\"a\"], \"file\": ^\"table.csv\", \"missing\": \"drop\"",
            "the file has 2 columns that are inputs; expected 1");
    refuses(folder, "\"file\": ^\"table.csv\", \"sequence\": [[1]]", "a file or a sequence");
    refuses(folder, "\"names\": [\"a\"]", "names and a sequence, or a file");
    refuses(folder, "\"sequence\": [[1, 2]]", "names and a sequence, or a file");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_reads, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_refuses, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
