/* Files of texts: titles in two languages, texts without empty lines at their ends, what is cut,
 * and what is refused with the file's name. */
#include "language_sample.h"
#include "text_fixture.h"

#include <stdlib.h>
#include <unistd.h>

#include "files/data/passages.h"
#include "files/weights/model.h"

static char path[] = "/tmp/gatescope-passages-XXXXXX";

static int set_up(void **state) {
    (void)state;
    int file = mkstemp(path);
    return file < 0 ? -1 : close(file);
}

static int tear_down(void **state) {
    (void)state;
    return unlink(path);
}

static bool read_text(const char *text, PassageSet *set, Error *error) {
    Alphabet alphabet = fixture_alphabet();
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
    return passages_read(set, &alphabet, path, error);
}

static void assert_text(const Passage *passage, const char *wanted) {
    assert_int_equal(passage->length, strlen(wanted));
    assert_memory_equal(passage->text, wanted, strlen(wanted));
}

static void test_titled(void **state) {
    (void)state;
    PassageSet set;
    assert_true(read_text(
        "Where it is from.\n\n== One | \u4e00\n\na \u201cb\u201d\n\n  c\n\n\n== Two\r\nd\n", &set,
        NULL));
    assert_int_equal(set.count, 2);
    assert_string_equal(text_own(&set.items[0].title, "en"), "One");
    assert_string_equal(text_own(&set.items[0].title, "zh"), "\u4e00");
    assert_text(&set.items[0], "a \"b\"\n\n  c");
    assert_string_equal(text_in(&set.items[1].title, &SAMPLE_CHINESE), "Two");
    assert_text(&set.items[1], "d");
    passages_free(&set);
    assert_int_equal(set.count, 0);
}

static void test_untitled(void **state) {
    (void)state;
    PassageSet set;
    assert_true(read_text("a == b", &set, NULL)); /* unknown signs are left out */
    assert_int_equal(set.count, 1);
    assert_text(&set.items[0], "a  b");
    assert_string_equal(text_own(&set.items[0].title, "en"), strrchr(path, '/') + 1);
    passages_free(&set);
}

static void test_long(void **state) {
    (void)state;
    static char text[3 * CHARACTERS_MOST];
    PassageSet set;
    memset(text, 'a', sizeof text - 1);
    assert_true(read_text(text, &set, NULL));
    assert_int_equal(set.items[0].length, CHARACTERS_MOST);
    passages_free(&set);
}

static void test_refused(void **state) {
    (void)state;
    static char many[PASSAGES_MOST * 16 + 64];
    static const char *const WRONG[] = {"", "== Empty\n\n\n== Two\na\n", "\x01\x02", many};
    for (int k = 0; k <= PASSAGES_MOST; k++)
        strcat(many, "== T\na\n");
    for (size_t k = 0; k < sizeof WRONG / sizeof *WRONG; k++) {
        PassageSet set;
        Error error = {0};
        assert_false(read_text(WRONG[k], &set, &error));
        assert_int_equal(set.count, 0);
        assert_string_equal(error.file, path);
        assert_true(error.what[0]);
    }
}

/* The shipped passages are within the alphabet of their model: nothing of them is lost. */
static void check_shipped(const char *name, int count) {
    static unsigned char bytes[ALPHABET_MOST];
    char paths[2][64];
    Alphabet all, known;
    PassageSet whole, set;
    ModelNotes notes;
    Error error = {0};
    for (int k = 0; k < ALPHABET_MOST; k++)
        bytes[k] = (unsigned char)k;
    snprintf(paths[0], sizeof paths[0], "assets/text/%s.safetensors", name);
    snprintf(paths[1], sizeof paths[1], "assets/text/%s.txt", name);
    assert_true(alphabet_make(&all, bytes, ALPHABET_MOST));
    Model *model = model_file_read(paths[0], &notes, &error);
    if (!model || !passages_read(&whole, &all, paths[1], &error))
        fail_msg("%s", error.what);
    assert_true(alphabet_make(&known, notes.character_of, notes.characters));
    assert_true(passages_read(&set, &known, paths[1], &error));
    assert_int_equal(set.count, count);
    for (int k = 0; k < set.count; k++) {
        assert_true(set.items[k].length > 1000 && set.items[k].length < CHARACTERS_MOST);
        assert_int_equal(set.items[k].length, whole.items[k].length);
        assert_true(text_own(&set.items[k].title, "en") != NULL);
    }
    passages_free(&whole);
    passages_free(&set);
    model_free(model);
}

static void test_shipped(void **state) {
    (void)state;
    check_shipped("english", 5);
    check_shipped("sbcl", 4);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_titled), cmocka_unit_test(test_untitled), cmocka_unit_test(test_long),
        cmocka_unit_test(test_refused), cmocka_unit_test(test_shipped)};
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
