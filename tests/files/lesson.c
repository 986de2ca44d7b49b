/* lesson.c: a good lesson file becomes the lesson that it describes; several faults become
 * several errors in the order of the text; the limits hold; what is cut off anywhere is an error
 * and no crash; the schema and the reader know the same keys. */
#include "language_sample.h"
#include "lesson/condition/condition.h"
#include "lesson_text.h"

#include <cJSON.h>

#include "engine/kinds/gru.h"
#include "engine/kinds/lstm.h"
#include "files/lesson/keys.h"
#include "lesson/run/run.h"
#include "lesson/run/version.h"

static Lesson *parse_good(const char *text) {
    Errors errors = {0};
    Lesson *lesson = lesson_parse(text, strlen(text), "tests/samples/good.json", &errors);
    print_errors(&errors);
    assert_int_equal(errors.count, 0);
    assert_non_null(lesson);
    errors_free(&errors);
    return lesson;
}

static void test_head(void **state) {
    Errors errors = {0};
    (void)state;
    Lesson *lesson = lesson_read("tests/samples/good.json", &errors);
    print_errors(&errors);
    assert_non_null(lesson);
    assert_string_equal(lesson->path, "tests/samples/good.json");
    assert_string_equal(lesson->id, "good-lesson");
    assert_string_equal(text_in(&lesson->title, &SAMPLE_CHINESE),
                        "Everything that a lesson can hold");
    assert_string_equal(text_in(&lesson->goal, LANGUAGE_EN), "Read it all.");
    assert_string_equal(text_in(&lesson->goal, &SAMPLE_CHINESE), "全部读懂。");
    assert_string_equal(lesson->track, "tests");
    assert_int_equal(lesson->level, 2);
    assert_float_equal(lesson->minutes, 2.5f, 0);
    assert_int_equal(lesson->inputs, 2);
    assert_string_equal(lesson->input_names[1], "distractor");
    assert_string_equal(lesson_input_name(lesson, 0, &SAMPLE_CHINESE), "值");
    assert_string_equal(lesson_input_name(lesson, 0, LANGUAGE_EN), "value");
    assert_string_equal(lesson_input_name(lesson, 1, &SAMPLE_CHINESE), "distractor");
    assert_int_equal(lesson->steps, 5);
    assert_float_equal(lesson->sequence[2 * 2 + 1], 0.5f, 0);
    assert_float_equal(lesson->sequence[3 * 2], -0.1f, 0);
    lesson_free(lesson);
    errors_free(&errors);
}

static void test_course(void **state) {
    Errors errors = {0};
    (void)state;
    Lesson *lesson = lesson_read("tests/samples/good.json", &errors);
    assert_non_null(lesson);
    assert_int_equal(lesson->require_count, 2);
    assert_string_equal(lesson->requires[1], "second");
    assert_int_equal(lesson->teach_count, 2);
    assert_string_equal(lesson->teaches[0], "forget gate");
    assert_int_equal(lesson->source_count, 2);
    const LessonSource *paper = &lesson->sources[0], *book = &lesson->sources[1];
    assert_string_equal(text_in(&paper->text, &SAMPLE_CHINESE), "Gers 等 2000");
    assert_string_equal(text_in(&paper->where, LANGUAGE_EN), "equation 2");
    assert_string_equal(paper->doi, "10.1162/089976600300015015");
    assert_string_equal(text_in(&book->text, LANGUAGE_EN), "A book");
    assert_string_equal(text_in(&book->where, LANGUAGE_EN), "");
    assert_null(book->doi);
    lesson_free(lesson);
    errors_free(&errors);
}

static void test_cells(void **state) {
    (void)state;
    Marked text = lesson_with("\"format\": 1", "\"format\": 1.0");
    Lesson *lesson = parse_good(text.text);
    assert_int_equal(lesson->cell_count, 4);
    const Cell *lstm = lesson->cells[0].cell, *gru = lesson->cells[1].cell;
    const Cell *rnn = lesson->cells[2].cell, *pair = lesson->cells[3].cell;
    assert_string_equal(text_in(&lesson->cells[0].title, LANGUAGE_EN), "The keeper");
    assert_float_equal(lstm->weights[weight_find(CELL_LSTM, "W_xi")][1], 8, 0);
    assert_float_equal(lstm->weights[weight_find(CELL_LSTM, "W_xc")][3], 2, 0);
    assert_float_equal(lstm->weights[weight_find(CELL_LSTM, "W_ho")][3], 0, 0);
    assert_float_equal(lstm->weights[weight_find(CELL_LSTM, "p_f")][1], 0.125f, 0);
    assert_float_equal(lstm->h0[1], 0.5f, 0);
    assert_float_equal(lstm->c0[1], 0.25f, 0);
    assert_true(lstm->spec.peepholes && !lstm->spec.coupled);
    assert_true(gru->spec.reset_after);
    assert_int_equal(lesson_cell_source(&lesson->cells[1]), -1);
    assert_float_equal(gru->weights[weight_find(CELL_GRU, "W_xz")][3], 4, 0);
    assert_int_equal(lesson_cell_source(&lesson->cells[2]), 1);
    assert_int_equal(rnn->spec.inputs, 3);
    assert_int_equal(rnn->spec.candidate, ACTIVATION_RELU);
    assert_true(pair->spec.coupled && !pair->spec.peepholes);
    assert_null(pair->weights[weight_find(CELL_LSTM, "W_xi")]);
    lesson_free(lesson);
    free(text.text);
}

/* A name stands for the usual numbers; others stand beside it. An edit that sets the activation of the
 * file brings its numbers back. */
static void test_activation_numbers(void **state) {
    (void)state;
    Marked text = lesson_with("\"output\": \"relu\"",
                              "\"output\": { \"name\": \"hard_sigmoid\", \"alpha\": 0.2 }");
    Lesson *lesson = parse_good(text.text);
    const CellSpec *rnn = &lesson->cells[2].cell->spec;
    assert_int_equal(rnn->candidate, ACTIVATION_HARD_SIGMOID);
    assert_float_equal(rnn->alpha[SLOT_CANDIDATE], 0.2f, 0);
    assert_float_equal(rnn->beta[SLOT_CANDIDATE], 0.5f, 0);
    lesson_free(lesson);
    free(text.text);
    text = lesson_with("\"output\": \"relu\"", "\"output\": { \"name\": \"hard_sigmoid\" }");
    lesson = parse_good(text.text);
    assert_float_equal(lesson->cells[2].cell->spec.alpha[SLOT_CANDIDATE], 1.0f / 6, 0);
    lesson_free(lesson);
    free(text.text);
}

/* A cell that reads backward, several sources, a projection, a clip. */
static void test_directions(void **state) {
    (void)state;
    Marked text =
        lesson_with("{ \"id\": \"pair\", \"kind\": \"lstm\"",
                    "{ \"id\": \"last\", \"kind\": \"gru\", \"hidden\": 2, \"clip\": 0.5, "
                    "\"direction\": \"backward\", \"input\": [\"shown\", \"inputs\", \"upper\"], "
                    "\"weights\": {} },\n"
                    "{ \"id\": \"shown\", \"kind\": \"lstm\", \"hidden\": 3, \"projection\": 2, "
                    "\"h0\": [1, 2], \"weights\": { \"W_hr\": [[1, 2], [3, 4], [5, 6]], "
                    "\"W_hf\": [[1, 0, 0], [0, 1, 7]] } },\n"
                    "{ \"id\": \"pair\", \"kind\": \"lstm\"");
    Lesson *lesson = parse_good(text.text);
    assert_int_equal(lesson->cell_count, 6);
    const LessonCell *last = &lesson->cells[3], *shown = &lesson->cells[4];
    assert_true(last->cell->spec.backward && !shown->cell->spec.backward);
    assert_true(last->cell->spec.clip == 0.5f && shown->cell->spec.clip == 0);
    assert_int_equal(shown->cell->spec.projection, 2);
    assert_float_equal(shown->cell->weights[LSTM_W_HR][5], 6, 0);
    assert_float_equal(shown->cell->weights[weight_find(CELL_LSTM, "W_hf")][5], 7, 0);
    assert_float_equal(shown->cell->h0[1], 2, 0);
    int rnn = lesson->cells[2].cell->spec.hidden;
    assert_int_equal(last->source_count, 3);
    assert_int_equal(last->cell->spec.inputs, 2 + lesson->inputs + rnn);
    assert_int_equal(last->sources[0].cell, 4);
    assert_int_equal(last->sources[1].cell, CELL_READS_INPUTS);
    assert_int_equal(last->sources[1].column, 2);
    assert_int_equal(last->sources[2].column, 2 + lesson->inputs);
    lesson_free(lesson);
    free(text.text);
}

static void assert_edit(const Lesson *lesson, const Edit *edit, const char *expected) {
    char text[128];
    edit_format(edit, lesson, text, sizeof text);
    assert_string_equal(text, expected);
}

static void test_beats(void **state) {
    static const char *const DO[] = {"free lstm.f",        "set lstm.b_f[0] -1",
                                     "set lstm.b_f[1] -1", "activation lstm.gate hard_sigmoid",
                                     "coupled pair false", "set pair.b_i[0] 3",
                                     "reset gru before"};
    (void)state;
    Marked text = lesson_with("{f}", "{f}");
    Lesson *lesson = parse_good(text.text);
    assert_int_equal(lesson->beat_count, 2);
    const Beat *first = &lesson->beats[0], *second = &lesson->beats[1];
    assert_int_equal(first->line, 29);
    assert_true(first->has_at && first->at_t == 1 && first->at_phase == PHASE_FORGET);
    assert_int_equal(first->show_count, 2);
    assert_int_equal(first->show[1], 1);
    assert_int_equal(first->highlight_count, 2);
    assert_int_equal(first->highlights[0].target.index, LSTM_F);
    assert_int_equal(first->highlights[1].target.kind, TARGET_CELL);
    assert_int_equal(first->edit_count, 2);
    assert_edit(lesson, &first->edits[0], "hold lstm.f 1 @ 1..3");
    assert_edit(lesson, &first->edits[1], "input 3 0 0.75");
    assert_int_equal(first->claim_count, 2);
    assert_string_equal(first->claims[1].source,
                        "min(lstm.f @ 1..3) >= 1 and not (gru.h[2] @ 4 > 2)");
    assert_null(first->question);
    assert_string_equal(text_in(&second->say, &SAMPLE_CHINESE), "第二步。");
    assert_true(second->at_t == -1 && second->at_phase == PHASE_SHOW && second->show_count == 0);
    assert_true(second->open_gradients && !first->open_gradients);
    assert_true(second->has_near && !first->has_near);
    assert_int_equal(second->near.cell, 1);
    assert_int_equal(second->near.index, GRU_Z);
    assert_int_equal(second->near.row, 1);
    assert_string_equal(text_in(&lesson->misconception, LANGUAGE_EN), "That nothing is read.");
    assert_string_equal(text_in(&lesson->next, &SAMPLE_CHINESE), "没有了。");
    assert_int_equal(second->edit_count, 7);
    for (int k = 0; k < 7; k++)
        assert_edit(lesson, &second->edits[k], DO[k]);
    assert_int_equal(second->question->choice_count, 2);
    assert_true(second->question->choices[0].right && !second->question->choices[1].right);
    assert_string_equal(text_in(&second->question->choices[1].why, LANGUAGE_EN), "");
    assert_non_null(second->question->because.condition);
    assert_int_equal(second->task->may_count, 1);
    assert_edit(lesson, &second->task->solution[0], "set lstm.b_f[0] 6");
    lesson_free(lesson);
    free(text.text);
}

/* The claims of the good lesson hold, and its task is done by its solution: the reader's values
 * run. */
static void test_runs(void **state) {
    (void)state;
    Marked text = lesson_with("{f}", "{f}");
    Lesson *lesson = parse_good(text.text);
    Run *run = run_new(lesson, NULL);
    assert_non_null(run);
    for (int beat = 0; beat < 2; beat++) {
        const Beat *now = &lesson->beats[beat];
        for (int k = 0; k < now->edit_count; k++)
            assert_true(run_edit(run, &now->edits[k], NULL));
        run_update(run);
        for (int k = 0; k < now->claim_count; k++)
            assert_true(condition_holds(now->claims[k].condition, run));
    }
    const Task *task = lesson->beats[1].task;
    assert_false(condition_holds(task->until.condition, run));
    assert_true(run_edit(run, &task->solution[0], NULL));
    run_update(run);
    assert_true(condition_holds(task->until.condition, run));
    run_free(run);
    lesson_free(lesson);
    free(text.text);
}

/* The rules that leave a choice: a mark before the text, other white space, "may" left out. */
static void test_leniency(void **state) {
    static const char *const CHANGES[][2] = {
        {"{\n  \"$schema\"", "\xef\xbb\xbf \r\n\t{\n  \"$schema\""},
        {"\"may\": [\"lstm.b_f\"],", ""},
        {"\"may\": [\"lstm.b_f\"]", "\"may\": [\"lstm\"]"},
        {"\"value\"", "\"\\ud83d\\ude00 \\\"x\\\" \\/\""},
        {"\"t\": -1", "\"t\": 4"},
        {"\"minutes\": 2.5", "\"minutes\": 1E+1"},
        {"\"hidden\": 3", "\"hidden\": 3e0"}};
    (void)state;
    for (size_t k = 0; k < sizeof CHANGES / sizeof *CHANGES; k++) {
        Marked text = lesson_with(CHANGES[k][0], CHANGES[k][1]);
        lesson_free(parse_good(text.text));
        free(text.text);
    }
}

static void test_many_errors(void **state) {
    static const struct {
        int line, column;
        const char *member_path;
    } EXPECTED[] = {{1, 1, ""},
                    {3, 27, "titel"},
                    {4, 12, "level"},
                    {5, 54, "inputs.sequence[2]"},
                    {7, 46, "cells[0].hidden"},
                    {8, 68, "cells[1].weights.b_z"},
                    {10, 23, "beats[0].say"},
                    {11, 23, "beats[0].claims[1]"},
                    {11, 47, "beats[0].claims[2]"}};
    enum { COUNT = sizeof EXPECTED / sizeof *EXPECTED };
    Errors errors = {0};
    (void)state;
    assert_null(lesson_read("tests/samples/broken-many.json", &errors));
    if (errors.count != COUNT)
        print_errors(&errors);
    assert_int_equal(errors.count, COUNT);
    for (size_t k = 0; k < errors.count; k++) {
        assert_int_equal(errors.items[k].line, EXPECTED[k].line);
        assert_int_equal(errors.items[k].column, EXPECTED[k].column);
        assert_string_equal(errors.items[k].member_path, EXPECTED[k].member_path);
    }
    errors_free(&errors);
}

/* Of a file that is no JSON only the first fault can be told. */
static void test_no_json(void **state) {
    Errors errors = {0};
    char text[1024];
    (void)state;
    assert_null(lesson_read("tests/samples/broken-syntax.json", &errors));
    assert_int_equal(errors.count, 1);
    error_format(&errors.items[0], text, sizeof text);
    assert_string_equal(text, "tests/samples/broken-syntax.json:5:3: a comma is missing; expected "
                              "\",\" or \"}\", found \"");
    errors_free(&errors);
}

/* A file of nothing but errors is not listed for ever. */
static void test_error_limit(void **state) {
    enum { ROWS = 1000 };
    Errors errors = {0};
    char rows[ROWS * 2 + 32] = "\"sequence\": [";
    (void)state;
    for (int k = 0; k < ROWS; k++)
        strcat(rows, "7,");
    strcat(rows, "7]");
    Marked text = lesson_with("\"sequence\": [[0, 0], [1, 0], [0, 0.5], [-1e-1, 0], [0, 0]]", rows);
    assert_null(lesson_parse(text.text, strlen(text.text), NULL, &errors));
    assert_int_equal(errors.count, READER_ERRORS);
    assert_non_null(strstr(errors.items[READER_ERRORS - 1].what, "more errors"));
    errors_free(&errors);
    free(text.text);
}

static void test_cut_anywhere(void **state) {
    (void)state;
    Marked text = lesson_with("{f}", "{f}");
    size_t length = strlen(text.text);
    while (length && text.text[length - 1] != '}')
        length--;
    for (size_t cut = 0; cut < length; cut++) {
        Errors errors = {0};
        char *exact = malloc(cut ? cut : 1); /* so that reading past the end is seen */
        assert_non_null(exact);
        memcpy(exact, text.text, cut);
        assert_null(lesson_parse(exact, cut, "cut.json", &errors));
        assert_int_equal(errors.count, 1);
        assert_true(errors.items[0].line >= 1 && errors.items[0].column >= 1);
        assert_true(errors.items[0].what[0] != '\0');
        errors_free(&errors);
        free(exact);
    }
    free(text.text);
}

/* One byte changed anywhere: whatever comes of it, no crash, and an error exactly where there is no
 * lesson. */
static void test_changed_anywhere(void **state) {
    static const char BYTES[] = "\"[]{},:0-x \n\\\xff";
    (void)state;
    Marked text = lesson_with("{f}", "{f}");
    size_t length = strlen(text.text);
    for (size_t at = 0; at < length; at++) {
        Errors errors = {0};
        char kept = text.text[at];
        text.text[at] = BYTES[at % (sizeof BYTES - 1)];
        Lesson *lesson = lesson_parse(text.text, length, "changed.json", &errors);
        assert_true((lesson == NULL) == (errors.count > 0));
        lesson_free(lesson);
        errors_free(&errors);
        text.text[at] = kept;
    }
    free(text.text);
}

static void test_no_file(void **state) {
    Errors errors = {0};
    (void)state;
    assert_null(lesson_read("tests/samples/there-is-none.json", &errors));
    assert_int_equal(errors.count, 1);
    assert_non_null(strstr(errors.items[0].what, "No such file"));
    assert_string_equal(errors.items[0].file, "tests/samples/there-is-none.json");
    assert_null(lesson_read("tests/samples", &errors));
    assert_non_null(strstr(errors.items[1].what, "folder"));
    errors_free(&errors);
}

static const cJSON *schema_object(const cJSON *schema, const char *name) {
    if (strcmp(name, "lesson") == 0)
        return schema;
    const cJSON *object = cJSON_GetObjectItem(cJSON_GetObjectItem(schema, "$defs"), name);
    if (strcmp(name, "text") == 0) /* a string or an object */
        object = cJSON_GetArrayItem(cJSON_GetObjectItem(object, "anyOf"), 1);
    return object;
}

static bool lists(const cJSON *array, const char *name) {
    const cJSON *item;
    cJSON_ArrayForEach(item, array) {
        if (strcmp(item->valuestring, name) == 0)
            return true;
    }
    return false;
}

static void compare_keys(const cJSON *object, const JsonKey *keys, int count) {
    const cJSON *properties = cJSON_GetObjectItem(object, "properties");
    const cJSON *required = cJSON_GetObjectItem(object, "required");
    int must = 0;
    assert_non_null(object);
    assert_int_equal(cJSON_GetArraySize(properties), count);
    assert_true(cJSON_IsFalse(cJSON_GetObjectItem(object, "additionalProperties")));
    for (int k = 0; k < count; k++) {
        if (!cJSON_GetObjectItemCaseSensitive(properties, keys[k].name))
            fail_msg("the schema does not have %s", keys[k].name);
        assert_int_equal(lists(required, keys[k].name), keys[k].required);
        must += keys[k].required;
    }
    assert_int_equal(cJSON_GetArraySize(required), must);
}

/* The weights of a cell with those variants on that say more of its keys (apart: those that stand
 * under that variant's key). */
static void compare_weights(const cJSON *schema, CellKind kind, const char *name,
                            const VariantInfo *apart) {
    CellSpec spec = cell_spec(kind, 1, 2);
    KeyRoom room;
    spec.projection = cell_kind_projects(kind);
    for (int k = 0; k < cell_kind(kind)->variant_count; k++)
        variant_set(&spec, k, cell_kind(kind)->variants[k].adds != 0);
    const JsonKeys *keys = lesson_weight_keys(&spec, apart, &room);
    compare_keys(schema_object(schema, name), keys->keys, keys->count);
}

/* What a cell has for its other direction. Weights must be there but of a file, which the schema says
 * with a condition. */
static void compare_backward(const cJSON *schema, CellKind kind) {
    char name[32];
    KeyRoom room, file;
    const JsonKeys *keys = lesson_backward_keys(kind, false, &room);
    snprintf(name, sizeof name, "backward_%s", cell_kind(kind)->name);
    for (int k = 0; k < keys->count; k++)
        if (strcmp(room.list[k].name, "weights") == 0) {
            assert_true(room.list[k].required);
            room.list[k].required = false;
        }
    compare_keys(schema_object(schema, name), keys->keys, keys->count);
    assert_int_equal(lesson_backward_keys(kind, true, &file)->count, keys->count - 1);
}

/* What a kind's table says is what the schema says: the cell, its weights, its variants' edits. */
static void compare_kind(const cJSON *schema, CellKind kind) {
    char name[32];
    KeyRoom room;
    const CellKindInfo *info = cell_kind(kind);
    const JsonKeys *keys = lesson_cell_keys(kind, &room);
    compare_keys(schema_object(schema, info->name), keys->keys, keys->count);
    compare_backward(schema, kind);
    snprintf(name, sizeof name, "weights_%s", info->name);
    compare_weights(schema, kind, name, NULL);
    for (int k = 0; k < info->variant_count; k++) {
        const VariantInfo *variant = &info->variants[k];
        if (variant->form == VARIANT_WEIGHTS)
            compare_weights(schema, kind, variant->key, variant);
        if (variant->fixed)
            continue;
        snprintf(name, sizeof name, "edit_%s", variant->key);
        keys = lesson_variant_keys(variant, &room);
        compare_keys(schema_object(schema, name), keys->keys, keys->count);
    }
}

/* The value at a path of keys, in $defs. */
static double limit(const cJSON *schema, const char *object, const char *key, const char *which) {
    const cJSON *properties = cJSON_GetObjectItem(schema_object(schema, object), "properties");
    const cJSON *number = cJSON_GetObjectItem(cJSON_GetObjectItem(properties, key), which);
    assert_non_null(number);
    return number->valuedouble;
}

/* A beat asks in each of the forms that there are. */
static void questions_in_beats(const cJSON *schema) {
    const cJSON *beat = cJSON_GetObjectItem(schema_object(schema, "beat"), "properties");
    const cJSON *forms = cJSON_GetObjectItem(cJSON_GetObjectItem(beat, "ask"), "anyOf"), *form;
    assert_int_equal(cJSON_GetArraySize(forms), QUESTION_FORMS);
    int object = OBJECT_ASK;
    cJSON_ArrayForEach(form, forms) {
        char wanted[64];
        snprintf(wanted, sizeof wanted, "#/$defs/%s", lesson_object_name((LessonObject)object++));
        assert_string_equal(cJSON_GetStringValue(cJSON_GetObjectItem(form, "$ref")), wanted);
    }
}

static void test_schema(void **state) {
    size_t length;
    (void)state;
    char *text = bytes_read("lessons/lesson.schema.json", 1 << 20, &length, NULL);
    assert_non_null(text);
    cJSON *schema = cJSON_Parse(text);
    assert_non_null(schema);
    for (int k = 0; k < OBJECT_COUNT; k++) {
        const JsonKeys *keys = lesson_keys((LessonObject)k);
        compare_keys(schema_object(schema, lesson_object_name((LessonObject)k)), keys->keys,
                     keys->count);
    }
    for (int kind = 0; kind < cell_kind_count(); kind++)
        compare_kind(schema, (CellKind)kind);
    const cJSON *text_object = schema_object(schema, "text"); /* by tags */
    assert_non_null(cJSON_GetObjectItem(cJSON_GetObjectItem(text_object, "patternProperties"),
                                        "^[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*$"));
    assert_non_null(cJSON_GetObjectItem(cJSON_GetObjectItem(text_object, "properties"), "//"));
    questions_in_beats(schema);
    const cJSON *activations = cJSON_GetObjectItem(
        cJSON_GetObjectItem(cJSON_GetObjectItem(schema, "$defs"), "activation"), "enum");
    assert_int_equal(cJSON_GetArraySize(activations), ACTIVATION_COUNT);
    for (int k = 0; k < ACTIVATION_COUNT; k++)
        assert_true(lists(activations, activation_name((Activation)k)));
    assert_true(limit(schema, "lesson", "cells", "maxItems") == LESSON_CELLS);
    assert_true(limit(schema, "lesson", "beats", "maxItems") == LESSON_BEATS);
    assert_true(limit(schema, "lesson", "level", "maximum") == LESSON_LEVELS);
    assert_true(limit(schema, "lesson", "requires", "maxItems") == LESSON_REQUIRES);
    assert_true(limit(schema, "lesson", "teaches", "maxItems") == LESSON_TEACHES);
    assert_true(limit(schema, "lesson", "sources", "maxItems") == LESSON_SOURCES);
    assert_true(limit(schema, "inputs", "names", "maxItems") == LESSON_INPUTS);
    assert_true(limit(schema, "inputs", "sequence", "maxItems") == LESSON_STEPS);
    assert_true(limit(schema, "gru", "hidden", "maximum") == LESSON_HIDDEN);
    assert_true(limit(schema, "gru", "layer", "maximum") == LESSON_LAYERS - 1);
    assert_true(limit(schema, "beat", "claims", "maxItems") == BEAT_CLAIMS);
    assert_true(limit(schema, "beat", "highlight", "maxItems") == BEAT_HIGHLIGHTS);
    assert_true(limit(schema, "ask", "choices", "maxItems") == ASK_CHOICES);
    assert_true(limit(schema, "task", "may", "maxItems") == TASK_MAY);
    cJSON_Delete(schema);
    free(text);
}

/* Behind every opening brace, as one string and as several. */
static char *with_remarks(const char *text) {
    static const char *const REMARKS[] = {"\"//\": \"a {remark}\", ",
                                          "\"//\": [\"two\", \"\\u006cines\"], "};
    size_t size = 64 * strlen(text), length = 0, count = 0;
    char *more = malloc(size);
    bool inside = false;
    assert_non_null(more);
    for (const char *c = text; *c; c++) {
        inside ^= *c == '"';
        more[length++] = *c;
        if (*c == '{' && !inside)
            length += (size_t)snprintf(more + length, size - length, "%s", REMARKS[count++ % 2]);
    }
    more[length] = '\0';
    assert_true(count > 30);
    return more;
}

/* Remarks are read over, in every object. */
static void test_remarks(void **state) {
    size_t length;
    Errors errors = {0};
    (void)state;
    char *text = bytes_read("tests/samples/good.json", 1 << 20, &length, NULL);
    assert_non_null(text);
    char *more = with_remarks(text);
    Lesson *plain = lesson_parse(text, length, NULL, &errors);
    Lesson *remarked = lesson_parse(more, strlen(more), NULL, &errors);
    print_errors(&errors);
    assert_true(plain && remarked);
    assert_true(lesson_version(plain) == lesson_version(remarked));
    lesson_free(plain);
    lesson_free(remarked);
    errors_free(&errors);
    free(text);
    free(more);
}

/* The largest that is allowed is read. */
static void test_large(void **state) {
    Errors errors = {0};
    FILE *file = tmpfile();
    (void)state;
    assert_non_null(file);
    fprintf(file,
            "{\"format\": 1, \"id\": \"l\", \"title\": \"L\", \"track\": \"t\", \"level\": 1, "
            "\"minutes\": 1, \"goal\": \"g\", \"inputs\": {\"names\": [\"x\"], \"sequence\": [");
    for (int k = 0; k < LESSON_STEPS; k++)
        fprintf(file, "%s[%d.5]", k ? "," : "", k % 7);
    fprintf(file,
            "]}, \"cells\": [{\"id\": \"r\", \"kind\": \"rnn\", \"hidden\": 1, \"weights\": {}}], "
            "\"beats\": [{\"say\": \"s\", \"claims\": [\"r.h @ 999999 == 0\"]}]}");
    long length = ftell(file);
    char *text = malloc((size_t)length);
    assert_non_null(text);
    rewind(file);
    assert_int_equal(fread(text, 1, (size_t)length, file), length);
    Lesson *lesson = lesson_parse(text, (size_t)length, NULL, &errors);
    print_errors(&errors);
    assert_non_null(lesson);
    assert_int_equal(lesson->steps, LESSON_STEPS);
    assert_float_equal(lesson->sequence[LESSON_STEPS - 1], (float)((LESSON_STEPS - 1) % 7) + 0.5f,
                       0);
    lesson_free(lesson);
    errors_free(&errors);
    free(text);
    fclose(file);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_head),
                                       cmocka_unit_test(test_course),
                                       cmocka_unit_test(test_cells),
                                       cmocka_unit_test(test_activation_numbers),
                                       cmocka_unit_test(test_directions),
                                       cmocka_unit_test(test_beats),
                                       cmocka_unit_test(test_runs),
                                       cmocka_unit_test(test_leniency),
                                       cmocka_unit_test(test_many_errors),
                                       cmocka_unit_test(test_no_json),
                                       cmocka_unit_test(test_error_limit),
                                       cmocka_unit_test(test_cut_anywhere),
                                       cmocka_unit_test(test_changed_anywhere),
                                       cmocka_unit_test(test_no_file),
                                       cmocka_unit_test(test_schema),
                                       cmocka_unit_test(test_large),
                                       cmocka_unit_test(test_remarks)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
