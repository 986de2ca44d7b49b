/* translate.c: proves that what the files beside the lessons say in English is there in the
 * languages of the program, whole for those that it is built with, that what a file gives itself
 * stays, and that a term's other forms are found in texts. */
#include "languages.h"
#include "testing.h"

#include <string.h>

#include "files/lesson/glossary.h"
#include "files/lesson/tracks.h"
#include "session/words/translate.h"

static const char WORDS[] = "{\"format\":1,\"terms\":["
                            "{\"id\":\"gate\",\"term\":\"gate\",\"means\":\"It opens.\"},"
                            "{\"id\":\"cell\",\"term\":{\"en\":\"cell\",\"fr\":\"la cellule\"},"
                            "\"means\":\"It keeps.\",\"also\":{\"fr\":[\"cellules\"]}},"
                            "{\"id\":\"unit\",\"term\":{\"zh\":\"单元\"},\"means\":\"One.\"}]}";

/* In the order of strcmp: what ends a context is less than any letter. */
static const Phrase FRENCH[] = {{"glossary\004It opens.", "Elle s'ouvre."},
                                {"glossary\004cell", "cellule"},
                                {"glossary\004gate", "porte"},
                                {"glossary forms\004cell", "autre"},
                                {"glossary forms\004gate", "portes | la porte |a|b|cinq"},
                                {"track\004gate", "?"}};
static const LanguageInfo TONGUES[] = {{.tag = "en"},
                                       {.tag = "fr", .phrases = FRENCH, .phrase_count = 6}};
static const Languages BOTH = {TONGUES, 2};

static int match(const Glossary *glossary, const char *text, size_t *matched) {
    return glossary_match(glossary, &TONGUES[1], text, strlen(text), 0, matched);
}

static void words_are_added_and_own_ones_stay(void **state) {
    (void)state;
    Glossary glossary;
    Errors errors = {0};
    size_t matched;
    assert_true(glossary_parse(WORDS, sizeof WORDS - 1, NULL, &glossary, &errors));
    assert_true(translate_glossary(&glossary, &BOTH));
    const GlossaryTerm *gate = &glossary.items[0], *cell = &glossary.items[1];
    assert_string_equal(text_own(&gate->term, "fr"), "porte");
    assert_string_equal(text_own(&gate->means, "fr"), "Elle s'ouvre.");
    assert_string_equal(text_own(&cell->term, "fr"), "la cellule");
    assert_null(text_own(&cell->means, "fr"));
    assert_null(text_own(&glossary.items[2].term, "fr"));
    assert_int_equal(match(&glossary, "portes", &matched), 0);
    assert_int_equal(matched, 6);
    assert_int_equal(match(&glossary, "la porte s'ouvre", &matched), 0);
    assert_int_equal(matched, 8);
    assert_int_equal(match(&glossary, "b c", &matched), 0);
    assert_int_equal(match(&glossary, "cinq", &matched), -1); /* there is room for four */
    assert_int_equal(match(&glossary, "cellules", &matched), 1);
    assert_int_equal(match(&glossary, "autre", &matched), -1);
    assert_int_equal(match(&glossary, "gate", &matched), -1);
    assert_true(translate_glossary(&glossary, &BOTH)); /* nothing is added twice */
    assert_int_equal(gate->term.count, 2);
    assert_int_equal(gate->also_count, 1);
    glossary_free(&glossary);
}

static bool is_whole(const Text *text, Language language) {
    const char *said = text_own(text, language->tag);
    return said && said[0];
}

/* Of every language that the program is built with. */
static void the_course_is_whole(void **state) {
    (void)state;
    Glossary glossary;
    Tracks tracks;
    Errors errors = {0};
    assert_true(glossary_read("lessons/" GLOSSARY_FILE, &glossary, &errors));
    assert_true(tracks_read("lessons/" TRACKS_FILE, &tracks, &errors));
    assert_true(translate_glossary(&glossary, &languages_built_in));
    assert_true(translate_tracks(&tracks, &languages_built_in));
    for (int language = 0; language < languages_built_in.count; language++) {
        Language shown = &languages_built_in.items[language];
        for (int k = 0; k < glossary.count; k++)
            if (!is_whole(&glossary.items[k].term, shown) ||
                !is_whole(&glossary.items[k].means, shown))
                fail_msg("%s is not there in \"%s\"", glossary.items[k].id, shown->tag);
        for (int k = 0; k < tracks.count; k++)
            if (!is_whole(&tracks.items[k].title, shown) ||
                !is_whole(&tracks.items[k].about, shown))
                fail_msg("%s is not there in \"%s\"", tracks.items[k].id, shown->tag);
    }
    size_t matched;
    int gate =
        glossary_match(&glossary, LANGUAGE_ZH, "候选隐状态", strlen("候选隐状态"), 0, &matched);
    assert_int_equal(gate, glossary_find(&glossary, "candidate"));
    assert_int_equal(matched, strlen("候选隐状态"));
    glossary_free(&glossary);
    tracks_free(&tracks);
}

static void titles_of_passages_are_whole(void **state) {
    (void)state;
    Text title = {0}, other = {0};
    assert_true(text_set(&title, "en", "Comments") && text_set(&other, "en", "no such text"));
    assert_true(translate_text(&title, CONTEXT_PASSAGE, &languages_built_in));
    assert_true(translate_text(&other, CONTEXT_PASSAGE, &languages_built_in));
    assert_string_equal(text_in(&title, LANGUAGE_ZH), "注释");
    assert_int_equal(other.count, 1);
    text_free(&title);
    text_free(&other);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(words_are_added_and_own_ones_stay),
                                       cmocka_unit_test(the_course_is_whole),
                                       cmocka_unit_test(titles_of_passages_are_whole)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
