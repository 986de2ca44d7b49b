/* share.c: shared states come back from their text as they were, however their letters are
 * broken into lines; a text that was damaged at any byte, cut off, or made by hand to do harm gives
 * an error and nothing else. */
#include "testing.h"

#include <stdlib.h>
#include <string.h>

#include "files/state/share_bytes.h"
#include "files/state/share_text.h"

enum { PREFIX = sizeof "gatescope:1:" - 1, ROUNDS = 200 };

static unsigned next_random(unsigned *seed, unsigned below) {
    *seed = *seed * 1664525u + 1013904223u;
    return (unsigned)((unsigned long long)(*seed >> 4) * below >> 28);
}

static char *copy(const char *string) {
    char *same = strdup(string);
    assert_non_null(same);
    return same;
}

/* A state with some tweaks in some of its beats. */
static SharedState random_state(unsigned *seed) {
    static const char *const ids[] = {"a", "keep-through-noise", "x_9-"};
    static const char *const tags[] = {"en", "zh", "sl-rozaj-biske-1994"};
    SharedState state = {.lesson = {.id = copy(ids[next_random(seed, 3)])}};
    SavedLesson *lesson = &state.lesson;
    lesson->beat = (int)next_random(seed, 12);
    lesson->tick = next_random(seed, 4000);
    lesson->seen = (long)next_random(seed, 1000) - 1;
    assert_true(saved_lesson_beats(lesson, (int)next_random(seed, 12)));
    for (int beat = 0; beat < lesson->beat_count; beat++)
        for (unsigned k = next_random(seed, 4); k > 0; k--) {
            char edit[64];
            snprintf(edit, sizeof edit, "set lstm.W_xf[%u][%u] -%u.5", next_random(seed, 9),
                     next_random(seed, 70), next_random(seed, 99));
            assert_true(saved_beat_edit(&lesson->beats[beat], edit));
        }
    state.version = (uint64_t)next_random(seed, 1u << 28) << 36 | next_random(seed, 1u << 28);
    snprintf(state.cell, sizeof state.cell, "%s", ids[next_random(seed, 3)]);
    state.unit = (int)next_random(seed, 1024);
    state.notation = (int)next_random(seed, 2);
    snprintf(state.language, sizeof state.language, "%s", tags[next_random(seed, 3)]);
    return state;
}

static void assert_same_beats(const SavedLesson *a, const SavedLesson *b) {
    assert_int_equal(a->beat_count, b->beat_count);
    for (int beat = 0; beat < a->beat_count; beat++) {
        assert_int_equal(a->beats[beat].edit_count, b->beats[beat].edit_count);
        for (int k = 0; k < a->beats[beat].edit_count; k++)
            assert_string_equal(a->beats[beat].edits[k], b->beats[beat].edits[k]);
    }
}

static void assert_same(const SharedState *a, const SharedState *b) {
    assert_string_equal(a->lesson.id, b->lesson.id);
    assert_int_equal(a->lesson.beat, b->lesson.beat);
    assert_int_equal(a->lesson.tick, b->lesson.tick);
    assert_int_equal(a->lesson.seen, b->lesson.seen);
    assert_true(a->version == b->version);
    assert_string_equal(a->cell, b->cell);
    assert_int_equal(a->unit, b->unit);
    assert_int_equal(a->notation, b->notation);
    assert_string_equal(a->language, b->language);
    assert_same_beats(&a->lesson, &b->lesson);
}

static char *text_of(const SharedState *state) {
    Error error = {0};
    char *text = share_write(state, &error);
    if (!text)
        fail_msg("%s", error.what);
    return text;
}

/* Refused with a message, and nothing is left to free. */
static void assert_refused(const char *text, const char *why) {
    SharedState state;
    Error error = {0};
    if (share_read(&state, text, &error))
        fail_msg("accepted: %.60s", text);
    assert_true(error.what[0]);
    if (why && !strstr(error.what, why))
        fail_msg("\"%s\" does not say \"%s\"", error.what, why);
    assert_null(state.lesson.id);
    assert_null(state.lesson.beats);
}

static void round_trip(void **unused) {
    (void)unused;
    unsigned seed = 7;
    for (int round = 0; round < ROUNDS; round++) {
        SharedState state = random_state(&seed), back;
        char *text = text_of(&state);
        Error error = {0};
        assert_true(share_looks_like(text));
        assert_int_equal(strspn(text + PREFIX, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuv"
                                               "wxyz0123456789-_"),
                         strlen(text) - PREFIX);
        if (!share_read(&back, text, &error))
            fail_msg("%s", error.what);
        assert_same(&state, &back);
        free(text);
        share_free(&state);
        share_free(&back);
    }
}

static void white_space_does_not_count(void **unused) {
    (void)unused;
    unsigned seed = 20;
    SharedState state = random_state(&seed), back;
    char *text = text_of(&state), *broken = malloc(3 * strlen(text) + 16), *to = broken;
    assert_non_null(broken);
    to += sprintf(to, " \t\n%.*s", PREFIX, text);
    for (const char *from = text + PREFIX; *from; from++)
        to += sprintf(to, "%c%s", *from, (from - text) % 20 == 0 ? "\r\n" : "");
    sprintf(to, "\n");
    assert_true(share_read(&back, broken, NULL));
    assert_same(&state, &back);
    free(broken);
    free(text);
    share_free(&state);
    share_free(&back);
}

static void damage_at_every_byte(void **unused) {
    (void)unused;
    unsigned seed = 5;
    SharedState state = random_state(&seed);
    char *text = text_of(&state);
    for (char *at = text; *at; at++) {
        char whole = *at;
        for (int byte = 33; byte < 256; byte += byte < 126 ? 1 : 43) {
            if ((char)byte == whole)
                continue;
            *at = (char)byte;
            assert_refused(text, NULL);
        }
        *at = '\0'; /* cut off here */
        assert_refused(text, NULL);
        *at = ' '; /* a letter lost */
        if (at > text)
            assert_refused(text, NULL);
        *at = whole;
    }
    free(text);
    share_free(&state);
}

static void damage_at_random(void **unused) {
    (void)unused;
    unsigned seed = 11;
    SharedState state = random_state(&seed);
    char *text = text_of(&state), *broken = copy(text);
    size_t length = strlen(text);
    for (int round = 0; round < 20 * ROUNDS; round++) {
        memcpy(broken, text, length);
        for (unsigned k = 1 + next_random(&seed, 8); k > 0; k--)
            broken[next_random(&seed, (unsigned)length)] = (char)(1 + next_random(&seed, 255));
        if (strcmp(broken, text) != 0)
            assert_refused(broken, NULL);
    }
    free(broken);
    free(text);
    share_free(&state);
}

/* ---- made by hand, with a right checksum ---- */

static char *wrap(const char *plain, size_t length) {
    char *text = share_letters("gatescope:1:", plain, length, NULL);
    assert_non_null(text);
    return text;
}

static void assert_plain_refused(const char *plain) {
    char *text = wrap(plain, strlen(plain));
    assert_refused(text, "makes no sense");
    free(text);
}

#define HEAD "lesson a 0123456789abcdef\nplace 1 2 3\nselect lstm 0\nview 0 en\n"

static void forged_lines(void **unused) {
    (void)unused;
    static const char *const forged[] = {
        "",
        "\n",
        "lesson a 0123456789abcdef\n",
        "lesson ../x 0123456789abcdef\nplace 1 2 3\nselect lstm 0\nview 0 en\nbeats 0\n",
        "lesson A 0123456789abcdef\nplace 1 2 3\nselect lstm 0\nview 0 en\nbeats 0\n",
        "lesson a 0123\nplace 1 2 3\nselect lstm 0\nview 0 en\nbeats 0\n",
        "lesson a 0123456789abcdef\nplace -1 2 3\nselect lstm 0\nview 0 en\nbeats 0\n",
        "lesson a 0123456789abcdef\nplace 1 2 99999999999999999999\nselect l 0\nview 0 en\nbeats "
        "0\n",
        "lesson a 0123456789abcdef\nplace 1 2 3\nselect lstm 70000\nview 0 en\nbeats 0\n",
        "lesson a 0123456789abcdef\nplace 1 2 3\nselect lstm 0\nview 7 en\nbeats 0\n",
        "lesson a 0123456789abcdef\nplace 1 2 3\nselect lstm 0\nview 0 x_x\nbeats 0\n",
        HEAD,
        /* and ends with the line that is wrong */
        "lesson a 0123\n",
        "lesson a 0123456789abcdef\nplace -1 2 3\n",
        "lesson a 0123456789abcdef\nplace 1 2 3\nselect lstm 70000\n",
        "lesson a 0123456789abcdef\nplace 1 2 3\nselect lstm 0\nview 7 en\n",
        HEAD "beats 2000000000\n",
        HEAD "beats -1\n",
        HEAD "beats  1\n",
        HEAD "beats 1 \n",
        HEAD "beats 1\nset lstm.b_f[0] 1\n",
        HEAD "beats 1\nbeat 1\n",
        HEAD "beats 2\nbeat 1\nbeat 0\n",
        HEAD "beats 2\nbeat 1\nbeat 1\n",
        HEAD "beats 1\nbeat 0\nset lstm.b_f[0] 1",
    };
    for (size_t k = 0; k < sizeof forged / sizeof *forged; k++)
        assert_plain_refused(forged[k]);
    char zero[] = HEAD "beats 1\nbeat 0\nset lstm\0.b_f[0] 1\n";
    char *text = wrap(zero, sizeof zero - 1);
    assert_refused(text, "makes no sense");
    free(text);
}

static void forged_long_line(void **unused) {
    (void)unused;
    char plain[1000] = HEAD "beats 1\nbeat 0\n";
    size_t length = strlen(plain);
    memset(plain + length, 'x', 300);
    memcpy(plain + length + 300, "\n", 2);
    assert_plain_refused(plain);
}

/* A megabyte of letters at most, whatever it would become. */
static void sizes_are_bounded(void **unused) {
    (void)unused;
    char *large = malloc(SHARE_PLAIN_MOST + 2);
    assert_non_null(large);
    memset(large, 'x', SHARE_PLAIN_MOST + 1);
    large[SHARE_PLAIN_MOST + 1] = '\0';
    Error error = {0};
    assert_null(share_letters("", large, SHARE_PLAIN_MOST + 1, &error));
    assert_non_null(strstr(error.what, "too much"));
    memcpy(large, "gatescope:1:", PREFIX);
    assert_refused(large, "too long");
    free(large);
}

/* Seven thousand letters that would become 5 MB: "x" so many times, compressed by Python's zlib,
 * with the checksum that it needs. */
static void bomb_is_refused(void **unused) {
    (void)unused;
    FILE *file = fopen("tests/reference/share-bomb.txt", "r");
    assert_non_null(file);
    char *text = calloc(1, 1 << 20);
    assert_non_null(text);
    assert_true(fread(text, 1, (1 << 20) - 1, file) > 1000);
    fclose(file);
    assert_refused(text, "too large");
    free(text);
}

static void other_texts(void **unused) {
    (void)unused;
    assert_refused("", "not a shared state");
    assert_refused("hello", "not a shared state");
    assert_refused("gatescope", "not a shared state");
    assert_refused("gatescope:", "another version");
    assert_refused("gatescope:2:AAAA", "another version");
    assert_refused("gatescope:1:", "damaged");
    assert_refused("gatescope:1:AAAAAAAA", "damaged");
    assert_false(share_looks_like("lessons/gatescope:1:.json"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(round_trip),           cmocka_unit_test(white_space_does_not_count),
        cmocka_unit_test(damage_at_every_byte), cmocka_unit_test(damage_at_random),
        cmocka_unit_test(forged_lines),         cmocka_unit_test(forged_long_line),
        cmocka_unit_test(sizes_are_bounded),    cmocka_unit_test(bomb_is_refused),
        cmocka_unit_test(other_texts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
