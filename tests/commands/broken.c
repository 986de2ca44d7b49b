/* broken.c: lessons that are broken on purpose. Every value of a lesson that holds all
 * that a lesson can is broken in every way below, and a seeded choice of values in the lessons that
 * come with the program. `gatescope check` must end with status 1 and say exactly one error: in the
 * file, at the line, column and place where the fault was made, in words that name it. A lesson
 * that was cut off at any byte gets a located error too. */
#include "broken_ways.h"

#include <dirent.h>
#include <stdint.h>
#include <unistd.h>

#include "base/bytes.h"
#include "commands/commands.h"
#include "files/lesson/folder.h"

enum { OF_EACH_LESSON = 24, OUTPUT = 1 << 16 };

static char broken_folder[] = "/tmp/gatescope-broken-XXXXXX";
static char broken_path[sizeof broken_folder + 8];
static char output[OUTPUT];

/* ---- the program ---- */

/* Its exit status; what it said on standard error is in output. */
static int check_text(const char *text, size_t length) {
    char check[] = "check", quiet[] = "--quiet";
    char *words[] = {check, quiet, broken_path};
    FILE *file = fopen(broken_path, "wb"), *said = tmpfile();
    assert_non_null(file);
    assert_non_null(said);
    assert_int_equal(fwrite(text, 1, length, file), length);
    fclose(file);
    fflush(stderr);
    int kept = dup(STDERR_FILENO);
    dup2(fileno(said), STDERR_FILENO);
    int status = commands_main(3, words);
    fflush(stderr);
    dup2(kept, STDERR_FILENO);
    close(kept);
    rewind(said);
    output[fread(output, 1, OUTPUT - 1, said)] = '\0';
    fclose(said);
    return status;
}

/* The first line that was said: "FILE:LINE:COLUMN: REST". */
static const char *first_line(int *line, int *column) {
    size_t length = strlen(broken_path);
    int used = 0;
    if (strncmp(output, broken_path, length) != 0 ||
        sscanf(output + length, ":%d:%d: %n", line, column, &used) != 2 || !used)
        return NULL;
    return output + length + used;
}

static int lines_said(void) {
    int lines = 0;
    for (const char *at = output; *at; at++)
        lines += *at == '\n';
    return lines;
}

/* ---- holding the program to it ---- */

static char *broken_text(const char *text, const Broken *broken) {
    size_t size = strlen(text) + strlen(broken->by) + 1;
    char *made = malloc(size);
    assert_non_null(made);
    snprintf(made, size, "%.*s%s%s", (int)broken->from, text, broken->by, text + broken->to);
    return made;
}

static bool names_fault(const Broken *broken, const char *rest) {
    size_t length = strlen(broken->member_path);
    bool named = false;
    if (length && (strncmp(rest, broken->member_path, length) != 0 || rest[length] != ':'))
        return false;
    for (int k = 0; k < 3; k++)
        named |= broken->says[k] && strstr(rest, broken->says[k]);
    return named;
}

static int wrong;

static void try_broken(const char *text, const Way *way, const JsonValue *value,
                       const Broken *broken) {
    char *made = broken_text(text, broken);
    int line = 0, column = 0, wanted_line, wanted_column;
    line_column_of(made, broken->at, &wanted_line, &wanted_column);
    int status = check_text(made, strlen(made));
    const char *rest = first_line(&line, &column);
    bool good = status == EXIT_FAILED_CHECK && rest &&
                (lines_said() == 1 || broken->has_consequences) && line == wanted_line &&
                column == wanted_column && names_fault(broken, rest);
    if (!good)
        print_message("%s at %s: status %d, wanted %d:%d: %s: ...%s..., said\n%s\n", way->name,
                      value->member_path, status, wanted_line, wanted_column, broken->member_path,
                      broken->says[0], output);
    wrong += !good;
    free(made);
}

static char *read_text(const char *path) {
    size_t length;
    Error error;
    char *text = bytes_read(path, 1 << 20, &length, &error);
    assert_non_null(text);
    return text;
}

static void every_value_in_every_way(void **state) {
    (void)state;
    char *text = read_text("tests/samples/good.json");
    JsonWalk walk = json_walk(text);
    int made = 0;
    wrong = 0;
    assert_int_equal(check_text(text, strlen(text)), EXIT_GOOD);
    for (int k = 0; k < walk.count; k++)
        for (int way = 0; way < WAY_COUNT; way++) {
            Broken broken;
            if (!WAYS[way].make(&walk, &walk.values[k], &broken))
                continue;
            try_broken(text, &WAYS[way], &walk.values[k], &broken);
            made++;
        }
    print_message("%d broken lessons\n", made);
    assert_int_equal(wrong, 0);
    assert_true(made > 2000);
    free(walk.values);
    free(text);
}

/* splitmix64 (Steele, Lea, Flood 2014) */
static int below(uint64_t *dice, int count) {
    uint64_t z = *dice += 0x9e3779b97f4a7c15u;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
    z = (z ^ z >> 27) * 0x94d049bb133111ebu;
    return (int)((z ^ z >> 31) % (uint64_t)count);
}

static void break_some(const char *path, uint64_t *dice) {
    char *text = read_text(path);
    if (strstr(text, ".safetensors")) { /* its weights lie beside it, not beside what is broken */
        free(text);
        return;
    }
    JsonWalk walk = json_walk(text);
    assert_int_equal(check_text(text, strlen(text)), EXIT_GOOD);
    for (int made = 0; made < OF_EACH_LESSON;) {
        const Way *way = &WAYS[below(dice, WAY_COUNT)];
        const JsonValue *value = &walk.values[below(dice, walk.count)];
        Broken broken;
        if (!way->make(&walk, value, &broken))
            continue;
        try_broken(text, way, value, &broken);
        made++;
    }
    free(walk.values);
    free(text);
}

static void some_of_each_lesson(void **state) {
    (void)state;
    uint64_t dice = 20240607;
    char **paths;
    int count;
    Error error;
    wrong = 0;
    assert_true(folder_lessons("lessons", &paths, &count, &error));
    for (int k = 0; k < count; k++)
        break_some(paths[k], &dice);
    print_message("%d broken lessons\n", count * OF_EACH_LESSON);
    assert_true(count * OF_EACH_LESSON >= 300);
    assert_int_equal(wrong, 0);
    folder_free(paths, count);
}

/* What a text that was cut off may be told: it ends too early, or in the middle of something. */
static bool names_the_cut(const char *rest) {
    static const char *const CUTS[] = {"the file ends too early", "a string does not end",
                                       "a colon is missing",      "unknown word",
                                       "no number in JSON",       "not valid UTF-8",
                                       "unknown escape",          "four hexadecimal digits",
                                       "a value is missing",      "a key is missing"};
    for (size_t k = 0; k < sizeof CUTS / sizeof *CUTS; k++)
        if (strstr(rest, CUTS[k]))
            return true;
    return false;
}

static void cut_off_at_every_byte(void **state) {
    (void)state;
    char *text = read_text("tests/samples/good.json");
    size_t last = strlen(text);
    while (text[last - 1] != '}')
        last--;
    for (size_t length = 0; length < last; length++) {
        int line = 0, column = 0, end_line, end_column;
        line_column_of(text, length, &end_line, &end_column);
        assert_int_equal(check_text(text, length), EXIT_FAILED_CHECK);
        const char *rest = first_line(&line, &column);
        bool good = rest && lines_said() == 1 && names_the_cut(rest) &&
                    (line < end_line || (line == end_line && column <= end_column));
        if (!good)
            fail_msg("cut off at byte %zu (%d:%d): %s", length, end_line, end_column, output);
    }
    free(text);
}

/* The trained weights that some lessons name are to lie beside the broken ones too: as files, for a
 * link would lead out of the lesson's folder. */
static int each_weights(int (*act)(const char *from, const char *to)) {
    static const char *const NAMES[] = {"digits-lstm", "digits-gru", "digits-rnn"};
    int status = 0;
    for (size_t k = 0; k < sizeof NAMES / sizeof *NAMES; k++) {
        char from[64], to[96];
        snprintf(from, sizeof from, "lessons/%s.safetensors", NAMES[k]);
        snprintf(to, sizeof to, "%s/%s.safetensors", broken_folder, NAMES[k]);
        status |= act(from, to);
    }
    return status;
}

static int copy_file(const char *from, const char *to) {
    size_t length;
    Error error;
    char *bytes = bytes_read(from, 1 << 20, &length, &error);
    FILE *file = bytes ? fopen(to, "wb") : NULL;
    bool good = file && fwrite(bytes, 1, length, file) == length;
    if (file)
        good &= fclose(file) == 0;
    free(bytes);
    return good ? 0 : -1;
}

static int take_away(const char *from, const char *to) {
    (void)from;
    return unlink(to);
}

static int make_folder(void **state) {
    (void)state;
    if (!mkdtemp(broken_folder))
        return -1;
    snprintf(broken_path, sizeof broken_path, "%s/broken", broken_folder);
    return each_weights(copy_file);
}

static int remove_folder(void **state) {
    (void)state;
    return unlink(broken_path) | each_weights(take_away) | rmdir(broken_folder);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_value_in_every_way),
                                       cmocka_unit_test(some_of_each_lesson),
                                       cmocka_unit_test(cut_off_at_every_byte)};
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
