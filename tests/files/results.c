/* results.c: results come back as they were written; a file of somebody else's is read
 * strictly: each fault is told with its place, and no damage to a file does harm. */
#include "testing.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/bytes.h"
#include "files/state/result.h"

enum { PATH = 64 };

static void temporary(char path[PATH], const char *text, size_t length) {
    snprintf(path, PATH, "/tmp/gatescope-results-XXXXXX");
    int file = mkstemp(path);
    assert_true(file >= 0);
    assert_int_equal(write(file, text, length), length);
    close(file);
}

/* A question of one's second try, one that is open, tasks done each way. */
static SavedLesson sample(void) {
    static char id[] = "forget-gate";
    SavedLesson lesson = {.version = UINT64_C(0xfedcba9876543210),
                          .seconds = 390,
                          .first = 1700000000,
                          .last = 1750000000};
    lesson.id = malloc(sizeof id);
    assert_non_null(lesson.id);
    memcpy(lesson.id, id, sizeof id);
    assert_true(saved_lesson_beats(&lesson, 4));
    SavedBeat *beats = lesson.beats;
    beats[0] = (SavedBeat){
        .visited = true, .asked = true, .answer = 0, .first = 2, .tries = 3, .right = true};
    beats[1] = (SavedBeat){.visited = true, .asked = true, .answer = -1, .first = -1};
    beats[2] =
        (SavedBeat){.visited = true, .tasked = true, .task_done = true, .answer = -1, .first = -1};
    beats[3] = beats[2];
    beats[3].task_shown = true;
    return lesson;
}

static const PractiseAnswer PRACTISED[2] = {
    {"keep", "gate-bars", UINT32_MAX, 3, CHOSEN_UNSURE, 1700000000, 12.5f, 0, {0}, ""},
    {"let-in", "order", 0, 0, 4, 1750000000, 0, 0, {0}, ""}};

static void write_sample(char path[PATH], const char *name) {
    SavedLesson lesson = sample();
    const SavedLesson *lessons[] = {&lesson};
    Error error = {0};
    temporary(path, "", 0);
    if (!results_write(path, name, lessons, 1, &(Practised){PRACTISED, 2}, &error))
        fail_msg("%s", error.what);
    saved_lesson_free(&lesson);
}

static void test_back(void **unused) {
    (void)unused;
    char path[PATH], date[DATE_SIZE], same[DATE_SIZE];
    Results results;
    Errors errors = {0};
    write_sample(path, "Ada \"王\" L\\");
    assert_true(results_read(path, &results, &errors));
    assert_string_equal(results.name, "Ada \"王\" L\\");
    assert_int_equal(results.count, 1);
    const SavedLesson *lesson = &results.lessons[0];
    assert_string_equal(lesson->id, "forget-gate");
    assert_true(lesson->version == UINT64_C(0xfedcba9876543210) && lesson->seconds == 390);
    assert_string_equal(date_text(lesson->first, date), date_text(1700000000, same));
    assert_string_equal(date_text(lesson->last, date), date_text(1750000000, same));
    assert_int_equal(lesson->beat_count, 4);
    SavedProgress sum = saved_progress(lesson);
    assert_true(sum.done == 3 && sum.questions == 2 && sum.later == 1 && sum.first_try == 0);
    assert_true(sum.by_hand == 1 && sum.shown == 1 && !sum.finished);
    const SavedBeat *beat = &lesson->beats[0];
    assert_true(beat->answer == 0 && beat->first == 2 && beat->tries == 3 && beat->right);
    assert_true(lesson->beats[1].answer == -1 && lesson->beats[1].tries == 0);
    assert_int_equal(results.answer_count, 2);
    for (int k = 0; k < 2; k++) {
        const PractiseAnswer *answer = &results.answers[k], *given = &PRACTISED[k];
        assert_string_equal(answer->idea, given->idea);
        assert_string_equal(answer->item, given->item);
        assert_true(answer->seed == given->seed && answer->level == given->level);
        assert_true(answer->chosen == given->chosen && answer->seconds == given->seconds);
        assert_string_equal(date_text(answer->when, date), date_text(given->when, same));
    }
    results_free(&results);
    unlink(path);
}

static void test_names(void **unused) {
    (void)unused;
    static const char *const BAD[] = {"",
                                      "a\nb",
                                      "\x1b[2J",
                                      "a\x7f",
                                      "\xc2\x9b"
                                      "2J",
                                      "a\xff",
                                      "\xe0\x80\x80",
                                      "\xed\xa0\x80",
                                      "\xe9\x97"};
    char path[PATH], name[RESULT_NAME + 2];
    Error error = {0};
    temporary(path, "", 0);
    for (size_t k = 0; k < sizeof BAD / sizeof *BAD; k++)
        assert_false(results_write(path, BAD[k], NULL, 0, NULL, &error));
    memset(name, 'a', sizeof name);
    name[RESULT_NAME + 1] = '\0';
    assert_false(results_write(path, name, NULL, 0, NULL, &error));
    assert_non_null(strstr(error.expected, "100 bytes"));
    name[RESULT_NAME] = '\0';
    assert_true(results_write(path, name, NULL, 0, NULL, &error));
    assert_false(results_write(path, "a", NULL, RESULT_LESSONS + 1, NULL, &error));
    assert_false(results_write("/nowhere/at/all.json", "a", NULL, 0, NULL, &error));
    unlink(path);
}

/* Each stands for one fault in a good file; ^ marks where it must be told. */
static const struct {
    const char *lesson, *member_path, *message;
} FAULTS[] = {
    {"\"id\": ^\"A b\"", "lessons[0].id", "cannot be an id"},
    {"\"version\": ^\"0123\"", "lessons[0].version", "16 hexadecimal digits"},
    {"\"version\": ^\"0123456789abcdeg\"", "lessons[0].version", "no version"},
    {"\"minutes\": ^-1", "lessons[0].minutes", "so long nobody takes"},
    {"\"minutes\": ^1e30", "lessons[0].minutes", "so long nobody takes"},
    {"\"first\": ^\"2026-02-30\"", "lessons[0].first", "no date"},
    {"\"first\": ^\"2026-2-3\"", "lessons[0].first", "no date"},
    {"\"last\": ^\"99999999999\"", "lessons[0].last", "no date"},
    {"\"last\": ^17", "lessons[0].last", "is no string"},
    {"\"finished\": ^\"yes\"", "lessons[0].finished", "neither true nor false"},
    {"\"beats\": ^{}", "lessons[0].beats", "no array"},
    {"\"beats\": [{\"visited\": true, \"task\": ^\"hands\"}]", "lessons[0].beats[0].task",
     "did you mean \"hand\"?"},
    {"\"beats\": [{\"visited\": true, \"question\": ^{\"tries\": 1}}]",
     "lessons[0].beats[0].question", "tries without an answer"},
    {"\"beats\": [{\"visited\": true, \"question\": {\"tries\": 0, \"answer\": ^1}}]",
     "lessons[0].beats[0].question.answer", "but no try"},
    {"\"beats\": [{\"visited\": true, \"question\": ^{\"tries\": 0, \"right\": true}}]",
     "lessons[0].beats[0].question", "has no answer"},
    {"\"beats\": [{\"visited\": true, \"question\": {\"tries\": 1, \"answer\": ^17}}]",
     "lessons[0].beats[0].question.answer", "from 1 to 16"},
    {"\"beats\": [{\"visited\": true, \"question\": {\"tries\": ^-1}}]",
     "lessons[0].beats[0].question.tries", "out of range"},
    {"\"beats\": [{^\"seen\": true, \"visited\": true}]", "lessons[0].beats[0].seen",
     "unknown key \"seen\" in a beat"},
};

/* The members of a good lesson; the fault takes the place of the one with its key. */
static size_t faulty(char *text, size_t size, const char *fault) {
    static const char *const MEMBERS[] = {
        "\"id\": \"a\"",   "\"version\": \"0123456789abcdef\"", "\"minutes\": 1",
        "\"first\": \"\"", "\"last\": \"2026-11-25\"",          "\"finished\": false",
        "\"beats\": []"};
    size_t length = (size_t)snprintf(text, size,
                                     "{\"gatescope\": \"results\", \"format\": 1, \"name\": "
                                     "\"Ada\",\n  \"lessons\": [ {\n");
    for (size_t k = 0; k < 7; k++) {
        bool here = strncmp(MEMBERS[k], fault, strcspn(fault, ":")) == 0;
        length += (size_t)snprintf(text + length, size - length, "    %s%s\n",
                                   here ? fault : MEMBERS[k], k < 6 ? "," : "");
    }
    return length + (size_t)snprintf(text + length, size - length, "  } ] }\n");
}

static Errors faults_of(const char *text, size_t length) {
    char path[PATH];
    Results results;
    Errors errors = {0};
    temporary(path, text, length);
    bool read = results_read(path, &results, &errors);
    assert_int_equal(read, errors.count == 0);
    for (size_t k = 0; k < errors.count; k++)
        assert_string_equal(errors.items[k].file, path);
    results_free(&results);
    unlink(path);
    return errors;
}

/* The text has one fault, where ^ stands. */
static void assert_fault(char *text, const char *fault, const char *member_path,
                         const char *expected) {
    char message[1024], *mark = strchr(text, '^');
    assert_non_null(mark);
    memmove(mark, mark + 1, strlen(mark));
    int line = 1, column = 1;
    for (const char *c = text; c < mark; c++) {
        column = *c == '\n' ? 1 : column + 1;
        line += *c == '\n';
    }
    Errors errors = faults_of(text, strlen(text));
    if (errors.count != 1)
        fail_msg("%s: %zu errors", fault, errors.count);
    error_format(&errors.items[0], message, sizeof message);
    assert_string_equal(errors.items[0].member_path, member_path);
    if (!strstr(message, expected))
        fail_msg("%s: %s", fault, message);
    assert_int_equal(errors.items[0].line, line);
    assert_int_equal(errors.items[0].column, column);
    errors_free(&errors);
}

static void test_faults(void **unused) {
    (void)unused;
    char text[1024];
    for (size_t k = 0; k < sizeof FAULTS / sizeof *FAULTS; k++) {
        faulty(text, sizeof text, FAULTS[k].lesson);
        assert_fault(text, FAULTS[k].lesson, FAULTS[k].member_path, FAULTS[k].message);
    }
    Errors errors = faults_of(text, faulty(text, sizeof text, "\"none\": 1"));
    assert_int_equal(errors.count, 0); /* without a fault it is good */
}

/* The same of what was practised: the values of an answer after "[{". */
static void test_practised_faults(void **unused) {
    (void)unused;
    static const struct {
        const char *key, *value, *message;
    } BAD[] = {{"idea", "^5", "is no string"},
               {"idea", "^\"A b\"", "cannot be an id"},
               {"idea", "^\"an-idea-of-twenty-four-by\"", "cannot be an id"},
               {"item", "^\"an-item-of-no-less-than-32-bytes\"", "cannot be an id"},
               {"seed", "^4294967296", "out of range"},
               {"level", "^4", "out of range"},
               {"chosen", "^-2", "out of range"},
               {"chosen", "^100", "out of range"},
               {"date", "^\"yesterday\"", "no date"},
               {"seconds", "^-1", "so long nobody takes"},
               {"seconds", "^1e9", "so long nobody takes"}};
    static const char *const GOOD[][2] = {
        {"idea", "\"keep\""}, {"item", "\"bars\""}, {"seed", "1"},     {"level", "3"},
        {"chosen", "-1"},     {"date", "\"\""},     {"seconds", "2.5"}};
    char text[1024], member_path[64];
    for (size_t k = 0; k < sizeof BAD / sizeof *BAD; k++) {
        size_t length = (size_t)snprintf(text, sizeof text,
                                         "{\"gatescope\": \"results\", \"format\": 1,\n\"name\": "
                                         "\"Ada\", \"lessons\": [], \"practised\": [{");
        for (int key = 0; key < 7; key++)
            length += (size_t)snprintf(
                text + length, sizeof text - length, "%s\"%s\": %s", key ? ",\n" : "", GOOD[key][0],
                strcmp(BAD[k].key, GOOD[key][0]) == 0 ? BAD[k].value : GOOD[key][1]);
        snprintf(text + length, sizeof text - length, "}]}");
        snprintf(member_path, sizeof member_path, "practised[0].%s", BAD[k].key);
        assert_fault(text, BAD[k].value, member_path, BAD[k].message);
    }
}

static void test_other_files(void **unused) {
    (void)unused;
    static const char *const OTHER[] = {
        "{}",
        "[]",
        "7",
        "",
        "{\"format\": 1, \"id\": \"x\", \"beats\": []}",
        "PK\x03\x04",
        "{\"gatescope\": \"lesson\", \"format\": 1, \"name\": \"a\", \"lessons\": []}",
        "{\"gatescope\": \"results\", \"format\": 2, \"name\": \"a\", \"lessons\": []}",
        "{\"gatescope\": \"results\", \"format\": 1, \"name\": \"a\\u001b\", \"lessons\": []}"};
    for (size_t k = 0; k < sizeof OTHER / sizeof *OTHER; k++) {
        Errors errors = faults_of(OTHER[k], strlen(OTHER[k]));
        if (errors.count != 1)
            fail_msg("%s: %zu errors", OTHER[k], errors.count);
        errors_free(&errors);
    }
}

static void test_damage(void **unused) {
    (void)unused;
    char path[PATH];
    size_t length;
    write_sample(path, "Ada");
    char *text = bytes_read(path, 1 << 20, &length, NULL);
    assert_non_null(text);
    for (size_t cut = 0; cut + 2 < length; cut++) {
        Errors errors = faults_of(text, cut);
        assert_int_equal(errors.count, 1);
        errors_free(&errors);
    }
    for (size_t k = 0; k < length; k++) {
        char was = text[k];
        for (int bit = 0; bit < 8; bit++) {
            text[k] = (char)(was ^ (1 << bit));
            Errors errors = faults_of(text, length); /* whatever it says, no harm is done */
            errors_free(&errors);
        }
        text[k] = was;
    }
    free(text);
    unlink(path);
}

/* A list longer than is allowed is told, not read. */
static void test_long(void **unused) {
    (void)unused;
    size_t size = 64 + 24 * (STATE_BEATS + 1), length = 0;
    char *beats = malloc(size), *text = malloc(size + 1024);
    assert_true(beats && text);
    length += (size_t)snprintf(beats, size, "\"beats\": [");
    for (int k = 0; k <= STATE_BEATS; k++)
        length +=
            (size_t)snprintf(beats + length, size - length, "%s{\"visited\": true}", k ? "," : "");
    snprintf(beats + length, size - length, "]");
    Errors errors = faults_of(text, faulty(text, size + 1024, beats));
    assert_int_equal(errors.count, 1);
    assert_string_equal(errors.items[0].what, "too many beats");
    errors_free(&errors);
    free(beats);
    free(text);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_back),        cmocka_unit_test(test_names),
        cmocka_unit_test(test_faults),      cmocka_unit_test(test_practised_faults),
        cmocka_unit_test(test_other_files), cmocka_unit_test(test_damage),
        cmocka_unit_test(test_long)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
