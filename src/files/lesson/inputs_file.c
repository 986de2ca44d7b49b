/* inputs_file.c: a lesson's inputs out of a file that lies in its folder: "file", "columns", "from",
 * "to". See reader.h. */
#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "files/inputs/inputs.h"
#include "files/lesson/reader.h"
#include "files/tensors/path.h"

enum { COLUMNS_SIZE = 4096 };

/* An error about the file, told at the place where the lesson names it. */
static bool file_fault(LessonReader *reader, const Node *file, const Error *inside) {
    char where[48] = "";
    const char *name = cJSON_GetStringValue(file->json);
    if (inside->line)
        snprintf(where, sizeof where, ":%d:%d", inside->line, inside->column);
    Error error = reader_error(&reader->json, file, "%.60s%s: %.110s", name, where, inside->what);
    error_expected(&error, "%s", inside->expected);
    error_found(&error, "%s", inside->found);
    reader_add(&reader->json, &error);
    return false;
}

/* The names of columns as one list. */
static bool list_columns(LessonReader *reader, const Node *columns, char list[COLUMNS_SIZE]) {
    if (!reader_array(&reader->json, columns, 1, LESSON_INPUTS, "columns"))
        return false;
    size_t used = 0;
    for (Node node = node_first(columns); node.json; node = node_next(&node)) {
        const char *name = reader_string(&reader->json, &node, "the column");
        if (!name)
            return false;
        size_t length = strlen(name);
        if (strchr(name, ',') || used + length + 2 > COLUMNS_SIZE)
            return reader_fault(&reader->json, &node, "a shorter name without a comma",
                                "this column cannot be chosen");
        used += (size_t)snprintf(list + used, COLUMNS_SIZE - used, "%s%s", used ? "," : "", name);
    }
    return true;
}

static bool read_options(LessonReader *reader, const Node *inputs, InputOptions *options,
                         char list[COLUMNS_SIZE]) {
    static const char *const POLICIES[] = {"zero", "previous", "drop"};
    static const InputMissing MEANS[] = {INPUT_ZERO, INPUT_PREVIOUS, INPUT_DROP};
    Node columns = node_member(inputs, "columns"), array = node_member(inputs, "array");
    Node missing = node_member(inputs, "missing");
    if (columns.json && !list_columns(reader, &columns, list))
        return false;
    options->columns = columns.json ? list : NULL;
    options->array = array.json ? reader_string(&reader->json, &array, "the array") : NULL;
    if (array.json && !options->array)
        return false;
    int policy =
        missing.json ? reader_word(&reader->json, &missing, "the policy", POLICIES, 3) : -1;
    if (policy >= 0)
        options->missing = MEANS[policy];
    return !missing.json || policy >= 0;
}

/* Which steps are taken: *from and how many. */
static bool read_steps(LessonReader *reader, const Node *inputs, const Node *file, long steps,
                       long *from, long *count) {
    Node first = node_member(inputs, "from"), last = node_member(inputs, "to");
    long to = steps - 1;
    *from = 0;
    if ((first.json && !reader_integer(&reader->json, &first, 0, steps - 1, from)) ||
        (last.json && !reader_integer(&reader->json, &last, *from, steps - 1, &to)))
        return false;
    *count = to - *from + 1;
    if (*count <= LESSON_STEPS)
        return true;
    char expected[64];
    snprintf(expected, sizeof expected, "at most %d: \"from\" and \"to\" choose", LESSON_STEPS);
    return reader_fault(&reader->json, file, expected, "the file has %ld steps", *count);
}

/* The names of the file's columns, else x1, x2. */
static bool take_names(LessonReader *reader, const Node *file, const InputData *data) {
    Lesson *lesson = reader->lesson;
    size_t count = (size_t)data->inputs;
    lesson->input_names = reader_allocate(&reader->json, file, count, sizeof(char *));
    lesson->input_words = reader_allocate(&reader->json, file, count, sizeof *lesson->input_words);
    if (!lesson->input_names || !lesson->input_words)
        return false;
    lesson->inputs = data->inputs;
    for (int k = 0; k < data->inputs; k++) {
        char name[16];
        snprintf(name, sizeof name, "x%d", k + 1);
        const char *own = data->columns && data->columns[k][0] ? data->columns[k] : name;
        if (!lesson_copy(&lesson->input_names[k], own))
            return reader_memory(&reader->json, file);
        for (int n = 0; n < k; n++)
            if (strcmp(lesson->input_names[n], own) == 0)
                return reader_fault(&reader->json, file, "names that differ",
                                    "two columns are called \"%.60s\"", own);
    }
    return true;
}

static bool check_data(LessonReader *reader, const Node *file, const InputData *data) {
    const Lesson *lesson = reader->lesson;
    char expected[80];
    if (data->count > 1)
        return reader_fault(&reader->json, file, "one sequence", "the file has %d", data->count);
    if (data->inputs > LESSON_INPUTS) {
        snprintf(expected, sizeof expected, "at most %d: \"columns\" chooses", LESSON_INPUTS);
        return reader_fault(&reader->json, file, expected, "the file has %d columns", data->inputs);
    }
    if (!lesson->inputs || lesson->inputs == data->inputs)
        return true;
    snprintf(expected, sizeof expected, "%d, one for each of inputs.names", lesson->inputs);
    return reader_fault(&reader->json, file, expected, "the file has %d columns that are inputs",
                        data->inputs);
}

static bool take_numbers(LessonReader *reader, const Node *inputs, const Node *file,
                         const InputData *data) {
    Lesson *lesson = reader->lesson;
    long from, count;
    if (!read_steps(reader, inputs, file, data->sequences[0].steps, &from, &count))
        return false;
    size_t width = (size_t)data->inputs, numbers = (size_t)count * width;
    const float *values = data->sequences[0].numbers + (size_t)from * width;
    for (size_t k = 0; k < numbers; k++)
        if (!isfinite(values[k]))
            return reader_fault(&reader->json, file, "numbers that are finite",
                                "step %zu of the file has an input that is none",
                                (size_t)from + k / width);
    lesson->sequence = reader_allocate(&reader->json, file, numbers, sizeof(float));
    if (!lesson->sequence)
        return false;
    memcpy(lesson->sequence, values, numbers * sizeof(float));
    lesson->steps = count;
    return true;
}

static bool take(LessonReader *reader, const Node *inputs, const Node *file, InputData *data) {
    Lesson *lesson = reader->lesson;
    if (!check_data(reader, file, data) || (!lesson->inputs && !take_names(reader, file, data)) ||
        !take_numbers(reader, inputs, file, data))
        return false;
    lesson->inputs_left = data->left;
    data->left = (Errors){0};
    return true;
}

bool read_inputs_file(LessonReader *reader, const Node *inputs) {
    Node file = node_member(inputs, "file");
    char list[COLUMNS_SIZE] = "";
    InputOptions options = {0};
    Error error = {0};
    const char *name = reader_string(&reader->json, &file, "the file of inputs");
    if (!name || !read_options(reader, inputs, &options, list))
        return false;
    char *path = path_beside(reader->json.file, name, "lesson", &error);
    InputData *data = path ? inputs_open(path, &options, &error) : NULL;
    bool good = data ? take(reader, inputs, &file, data) : file_fault(reader, &file, &error);
    inputs_free(data);
    free(path);
    return good;
}
