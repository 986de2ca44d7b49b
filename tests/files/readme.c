/* readme.c: the example that lessons/README.md grows step by step is true: it begins with
 * what `gatescope new` writes, and after each of its steps the lesson is read and what it says
 * holds. */
#include "lesson_text.h"

#include <cJSON.h>

#include "files/lesson/starter.h"
#include "lesson/check/check.h"

static char *read_text(const char *path) {
    size_t length;
    Error error;
    char *text = bytes_read(path, 1 << 20, &length, &error);
    if (!text)
        fail_msg("%s: %s", path, error.what);
    return text;
}

static cJSON *starter(void) {
    static char text[1 << 15];
    FILE *file = tmpfile();
    assert_non_null(file);
    starter_write(file, "latch", (CellKind[]){CELL_LSTM}, 1);
    rewind(file);
    text[fread(text, 1, sizeof text - 1, file)] = '\0';
    fclose(file);
    cJSON *json = cJSON_Parse(text);
    assert_non_null(json);
    return json;
}

/* A step of the example: a beat goes behind the others, other keys take the place of those that are
 * there. */
static void grow(cJSON *lesson, const cJSON *step) {
    const cJSON *part;
    if (cJSON_GetObjectItem(step, "say")) {
        assert_true(cJSON_AddItemToArray(cJSON_GetObjectItem(lesson, "beats"),
                                         cJSON_Duplicate(step, true)));
        return;
    }
    cJSON_ArrayForEach(part, step) {
        assert_true(cJSON_ReplaceItemInObjectCaseSensitive(lesson, part->string,
                                                           cJSON_Duplicate(part, true)));
    }
}

static size_t wrong(const cJSON *json, CheckCount *count, bool told) {
    Errors errors = {0};
    char *text = cJSON_Print(json);
    assert_non_null(text);
    Lesson *lesson = lesson_parse(text, strlen(text), NULL, &errors);
    *count = (CheckCount){0};
    if (lesson)
        assert_true(lesson_check(lesson, count, &errors));
    size_t found = errors.count;
    if (told)
        print_errors(&errors);
    errors_free(&errors);
    lesson_free(lesson);
    cJSON_free(text);
    return found;
}

/* The blocks between two headings, one after the other; NULL: no more. */
static cJSON *next_step(char **at, const char *end) {
    static const char OPEN[] = "```json\n", CLOSE[] = "\n```";
    char *begin = strstr(*at, OPEN);
    if (!begin || begin > end)
        return NULL;
    begin += sizeof OPEN - 1;
    char *close = strstr(begin, CLOSE);
    assert_non_null(close);
    *at = close + sizeof CLOSE - 1;
    cJSON *step = cJSON_ParseWithLength(begin, (size_t)(close - begin));
    if (!step)
        fail_msg("this is no JSON: %.*s", (int)(close - begin), begin);
    return step;
}

static void test_example(void **state) {
    (void)state;
    char *text = read_text("lessons/README.md");
    char *at = strstr(text, "## A lesson in ten minutes");
    assert_non_null(at);
    const char *end = strstr(at + 2, "\n## ");
    assert_non_null(end);
    cJSON *lesson = starter(), *step;
    CheckCount count, begun;
    int steps = 0;
    assert_int_equal(wrong(lesson, &begun, true), 0);
    while ((step = next_step(&at, end)) != NULL) {
        grow(lesson, step);
        if (wrong(lesson, &count, true))
            fail_msg("step %d of the example is not true", steps + 1);
        cJSON_Delete(step);
        steps++;
    }
    assert_int_equal(steps, 4);
    assert_int_equal(count.questions, begun.questions + 1);
    assert_int_equal(count.tasks, begun.tasks + 1);
    assert_true(count.claims > begun.claims);
    cJSON_Delete(lesson);
    free(text);
}

/* The number that the text tells one to write is caught, and so is a weight that is another. */
static void test_it_would_be_seen(void **state) {
    (void)state;
    char *text = read_text("lessons/README.md"), *at = strstr(text, "## A lesson in ten minutes");
    const char *end = strstr(at + 2, "\n## ");
    cJSON *lesson = starter(), *step;
    CheckCount count;
    char *number = strstr(text, "\"because\": \"abs(lstm.c @ 10 - 0.99)");
    assert_non_null(number);
    number[strlen("\"because\": \"abs(lstm.c @ 10 - 0.")] = '8';
    while ((step = next_step(&at, end)) != NULL) {
        grow(lesson, step);
        cJSON_Delete(step);
    }
    assert_int_equal(wrong(lesson, &count, false), 1);
    cJSON_Delete(lesson);
    free(text);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_example),
                                       cmocka_unit_test(test_it_would_be_seen)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
