/* glossary.c: proves that the glossary that comes with the program is whole, that its reader
 * names every fault and its place, and that terms are found in texts as words, in both languages.
 */
#include "language_sample.h"
#include "testing.h"

#include <string.h>

#include "files/json/reader.h"
#include "files/lesson/file.h"
#include "files/lesson/folder.h"
#include "files/lesson/glossary.h"

static Glossary shipped(void) {
    Glossary glossary;
    Errors errors = {0};
    if (!glossary_read("lessons/glossary.json", &glossary, &errors))
        fail_msg("%s: %s", errors.items[0].member_path, errors.items[0].what);
    errors_free(&errors);
    return glossary;
}

enum { LESSONS_MOST = 200 };

/* The ids of the lessons that come with the program. */
typedef struct Shelf {
    Lesson *lessons[LESSONS_MOST];
    int count;
} Shelf;

static void read_shelf(Shelf *shelf) {
    char **paths;
    int count;
    Error error;
    shelf->count = 0;
    assert_true(folder_lessons("lessons", &paths, &count, &error));
    assert_true(count <= LESSONS_MOST);
    for (int k = 0; k < count; k++) {
        Errors errors = {0};
        Lesson *lesson = lesson_read(paths[k], &errors);
        assert_non_null(lesson);
        shelf->lessons[shelf->count++] = lesson;
        errors_free(&errors);
    }
    folder_free(paths, count);
}

static void free_shelf(Shelf *shelf) {
    for (int k = 0; k < shelf->count; k++)
        lesson_free(shelf->lessons[k]);
}

static const Lesson *find_lesson(const Shelf *shelf, const char *id) {
    for (int k = 0; k < shelf->count; k++)
        if (strcmp(shelf->lessons[k]->id, id) == 0)
            return shelf->lessons[k];
    return NULL;
}

static bool teaches(const Lesson *lesson, const char *term) {
    for (int k = 0; k < lesson->teach_count; k++)
        if (strcmp(lesson->teaches[k], term) == 0)
            return true;
    return false;
}

/* Both languages everywhere; every lesson that is named is there; every signal has its term. */
static void the_glossary_is_whole(void **state) {
    (void)state;
    static Shelf shelf;
    Glossary glossary = shipped();
    read_shelf(&shelf);
    assert_true(glossary.count > 40);
    for (int k = 0; k < glossary.count; k++) {
        const GlossaryTerm *term = &glossary.items[k];
        if (!text_own(&term->term, "en") || !text_own(&term->means, "en"))
            fail_msg("%s is not there", term->id);
        const Lesson *lesson = term->lesson ? find_lesson(&shelf, term->lesson) : NULL;
        if (term->lesson && !lesson)
            fail_msg("%s names a lesson that is not there: %s", term->id, term->lesson);
        if (lesson && !teaches(lesson, text_own(&term->term, "en")))
            fail_msg("%s does not teach %s", lesson->id, term->id);
        assert_true(term->see_count > 0 || term->lesson);
    }
    static const char *const LETTERS[] = {"x", "f", "i", "o", "g", "c", "h", "z", "r", "n"};
    for (size_t k = 0; k < sizeof LETTERS / sizeof *LETTERS; k++)
        if (glossary_signal(&glossary, LETTERS[k], 1) < 0)
            fail_msg("no term for {%s}", LETTERS[k]);
    assert_int_equal(glossary_signal(&glossary, "q", 1), -1);
    free_shelf(&shelf);
    glossary_free(&glossary);
}

static void give_chinese(Glossary *glossary, const char *id, const char *word) {
    assert_true(text_set(&glossary->items[glossary_find(glossary, id)].term, "zh", word));
}

static void terms_are_found_as_words(void **state) {
    (void)state;
    static const struct {
        const char *text, *term, *matched; /* the first term of the text; NULL: none */
        Language language;
    } CASES[] = {
        {"The Forget gate shuts", "forget-gate", "Forget gate", LANGUAGE_EN},
        {"Both gates are open", "gate", "gates", LANGUAGE_EN},
        {"its pre-activations rise", "pre-activation", "pre-activations", LANGUAGE_EN},
        {"a propagated castanet", NULL, "", LANGUAGE_EN},
        {"non-gate", NULL, "", LANGUAGE_EN},
        {"a gate.", "gate", "gate", LANGUAGE_EN},
        {"关上遗忘门以后", "forget-gate", "遗忘门", &SAMPLE_CHINESE},
        {"它是 LSTM 的", "lstm", "LSTM", &SAMPLE_CHINESE},
        {"The gate", NULL, "", &SAMPLE_CHINESE},
    };
    Glossary glossary = shipped();
    give_chinese(&glossary, "forget-gate", "遗忘门");
    give_chinese(&glossary, "lstm", "LSTM");
    for (size_t k = 0; k < sizeof CASES / sizeof *CASES; k++) {
        const char *text = CASES[k].text;
        size_t length = strlen(text), matched = 0, at = 0;
        int found = -1;
        for (; at < length && found < 0; at++)
            found = glossary_match(&glossary, CASES[k].language, text, length, at, &matched);
        if ((found < 0) != (CASES[k].term == NULL))
            fail_msg("\"%s\": found %d", text, found);
        if (found < 0)
            continue;
        assert_string_equal(glossary.items[found].id, CASES[k].term);
        assert_int_equal(matched, strlen(CASES[k].matched));
        assert_memory_equal(text + at - 1, CASES[k].matched, matched);
    }
    glossary_free(&glossary);
}

static void faults_are_named_with_their_place(void **state) {
    (void)state;
    static const struct {
        const char *text, *member_path, *part;
        int column;
    } FAULTS[] = {
        {"{\"format\":1,\"terms\":[{\"id\":\"a\",\"term\":\"A\"}]}", "terms[0]", "means", 22},
        {"{\"format\":2,\"terms\":[]}", "format", "", 11},
        {"{\"format\":1,\"terms\":[{\"id\":\"a\",\"term\":\"A\",\"means\":\"M\",\"see\":[\"b\"]}]}",
         "terms[0].see[0]", "no term \"b\"", 62},
        {"{\"format\":1,\"terms\":[{\"id\":\"a\",\"term\":\"A\",\"means\":\"M\",\"also\":"
         "{\"en\":[\"1\",\"2\",\"3\",\"4\",\"5\"]}}]}",
         "terms[0].also.en", "too many forms", 68},
        {"{\"format\":1,\"terms\":[{\"id\":\"a\",\"term\":\"A\",\"means\":\"M\"},"
         "{\"id\":\"a\",\"term\":\"B\",\"means\":\"N\"}]}",
         "terms[1].id", "two terms have one id", 62},
        {"{\"format\":1,\"terms\":", "", "", 21},
    };
    for (size_t k = 0; k < sizeof FAULTS / sizeof *FAULTS; k++) {
        Glossary glossary;
        Errors errors = {0};
        const char *text = FAULTS[k].text;
        assert_false(glossary_parse(text, strlen(text), "g.json", &glossary, &errors));
        assert_int_equal(glossary.count, 0);
        const Error *first = &errors.items[0];
        if (strcmp(first->member_path, FAULTS[k].member_path) != 0 ||
            !strstr(first->what, FAULTS[k].part) || first->column != FAULTS[k].column)
            fail_msg("%zu: %s: %s, column %d", k, first->member_path, first->what, first->column);
        assert_string_equal(first->file, "g.json");
        errors_free(&errors);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_glossary_is_whole),
        cmocka_unit_test(terms_are_found_as_words),
        cmocka_unit_test(faults_are_named_with_their_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
