/* notation.c: proves that one choice of notation rules everything that can be read: with that
 * of PyTorch no letter of the textbooks' is left on any screen, in any label or message, and with
 * the textbooks' none of PyTorch's, in every beat of every lesson. */
#include "scene_lessons.h"

#include <ctype.h>

#include "session/words/notation.h"

static const Size HIGH = {1600, 2600, 1};

static const char TILDE[] = "\u0303"; /* only a candidate has one */

/* The texts of a weight that leads to a candidate, in the LSTM and the GRU. */
static const char *const SUBSCRIPTS[NOTATION_COUNT][8] = {{"xc", "hc", "c", "xh", "hh", "h", NULL},
                                                          {"xg", "hg", "g", "xn", "hn", "n", NULL}};
static const char *const NAMES[NOTATION_COUNT][8] = {
    {"W_xc", "W_hc", "b_c", "W_xh", "W_hh", "b_h", NULL},
    {"W_xg", "W_hg", "b_g", "W_xn", "W_hn", "b_n", NULL}};

static bool is_one_of(const char *text, const char *const *list) {
    char stem[16]; /* "xc" of "xc,2" */
    snprintf(stem, sizeof stem, "%.*s", (int)strcspn(text, ","), text);
    for (; *list; list++)
        if (strcmp(stem, *list) == 0)
            return true;
    return false;
}

/* A letter or subscript in the candidate's colour is in the chosen notation. */
static void check_symbol(const Play *play, const Shape *shape, const char *text, const char *path) {
    int notation = play->session->view.notation, other = 1 - notation;
    const Theme *theme = theme_get(play->session->view.theme);
    if (shape->face != FACE_SYMBOL || shape->color != theme->role[ROLE_CANDIDATE])
        return;
    if (is_one_of(text, SUBSCRIPTS[other]))
        fail_msg("%s, beat %d: \"%s\" is not of notation %d", path, play->session->beat, text,
                 notation);
}

static void check_texts(const Play *play, const char *path) {
    const DisplayList *list = &play->list;
    for (int k = 0; k < list->shape_count; k++) {
        const Shape *shape = &list->shapes[k];
        if (shape->kind != SHAPE_TEXT)
            continue;
        char text[600];
        snprintf(text, sizeof text, "%.*s", (int)shape->length, list->texts + shape->text);
        if (play->session->view.notation == NOTATION_TORCH && strstr(text, TILDE))
            fail_msg("%s, beat %d: \"%s\" has a tilde", path, play->session->beat, text);
        check_symbol(play, shape, text, path);
    }
}

/* Of the LSTM's and the GRU's: the RNN's W_xh leads to no candidate. */
static bool names_other(const Play *play, const char *label) {
    const CellSpec *spec = &play->session->run->cells[play->session->cell]->spec;
    for (const char *const *name = NAMES[1 - play->session->view.notation]; *name; name++)
        if (spec->kind != CELL_RNN && strncmp(label, *name, strlen(*name)) == 0 &&
            !isalnum((unsigned char)label[strlen(*name)])) /* b_h is not b_hn */
            return true;
    return false;
}

static void check_labels(const Play *play, const char *path) {
    const DisplayList *list = &play->list;
    for (int k = 0; k < list->region_count; k++) {
        size_t length;
        const char *label = region_label(list, &list->regions[k], &length);
        bool tilde = strstr(label, TILDE) != NULL;
        if (strchr(label, '{') || names_other(play, label) ||
            (tilde && play->session->view.notation == NOTATION_TORCH))
            fail_msg("%s, beat %d: the label \"%s\"", path, play->session->beat, label);
    }
}

static void check_screen(Play *play, const char *path) {
    for (int notation = 0; notation < NOTATION_COUNT; notation++) {
        play_do(play, (Action){.kind = ACTION_NOTATION, .number = notation});
        assert_int_equal(play->session->view.notation, notation);
        screen_draw(play, HIGH);
        check_texts(play, path);
        check_labels(play, path);
    }
}

static void test_lessons(void **state) {
    (void)state;
    static char paths[LESSONS_MOST][300];
    int count = lesson_paths(paths);
    for (int k = 0; k < count; k++) {
        Play play;
        lesson_start(&play, paths[k]);
        play_do(&play, (Action){.kind = ACTION_PANEL, .number = PANEL_EQUATION});
        for (int beat = 0; beat < play.lesson->beat_count; beat++) {
            screen_beat(&play, beat);
            for (int cell = 0; cell < play.lesson->cell_count; cell++) {
                play_do(&play, (Action){.kind = ACTION_SELECT, .cell = cell});
                check_screen(&play, paths[k]);
            }
        }
        play_stop(&play);
    }
}

/* Where numbers came from: the candidate's own sum, and a state that it went into. */
static void test_inspector(void **state) {
    (void)state;
    Play play;
    screen_start(&play, SCREEN_LESSON);
    screen_beat(&play, 3);
    for (int cell = 0; cell < 2; cell++)
        for (int signal = 0; signal < cell_kind(cell ? CELL_GRU : CELL_LSTM)->signal_count;
             signal++) {
            Action action = {.kind = ACTION_INSPECT, .cell = cell, .number = signal, .step = 2};
            play_do(&play, action);
            assert_non_null(session_inspected(play.session));
            check_screen(&play, "inspector");
        }
    play_stop(&play);
}

/* Before a class the line of text and the choices follow too. */
static void test_presentation(void **state) {
    (void)state;
    static char paths[LESSONS_MOST][300];
    int count = lesson_paths(paths);
    for (int k = 0; k < count; k++) {
        Play play;
        lesson_start(&play, paths[k]);
        play_do(&play, (Action){.kind = ACTION_PRESENT, .number = 1});
        for (int beat = 0; beat < play.lesson->beat_count; beat++) {
            screen_beat(&play, beat);
            play_do(&play, (Action){.kind = ACTION_REVEAL});
            check_screen(&play, paths[k]);
        }
        play_stop(&play);
    }
}

/* What has to be there: the candidate's letter on its card, in the equation, and below its weights.
 */
static void test_letters_are_there(void **state) {
    (void)state;
    static const char *const LETTERS[NOTATION_COUNT][2] = {{"c\u0303", "h\u0303"}, {"g", "n"}};
    Play play;
    screen_start(&play, SCREEN_LESSON);
    for (int notation = 0; notation < NOTATION_COUNT; notation++)
        for (int cell = 0; cell < 2; cell++) {
            play_do(&play, (Action){.kind = ACTION_NOTATION, .number = notation});
            play_do(&play, (Action){.kind = ACTION_SELECT, .cell = cell});
            screen_draw(&play, HIGH);
            int letters = 0;
            for (int k = 0; k < play.list.shape_count; k++) {
                const Shape *shape = &play.list.shapes[k];
                const char *letter = LETTERS[notation][cell];
                letters += shape->kind == SHAPE_TEXT && shape->length == strlen(letter) &&
                           memcmp(play.list.texts + shape->text, letter, shape->length) == 0;
            }
            assert_true(letters >= 2); /* the card and the equation */
            const char *const *subscripts = SUBSCRIPTS[notation] + 3 * cell;
            char first[16], second[16];
            snprintf(first, sizeof first, "%s,1", subscripts[0]);
            snprintf(second, sizeof second, "%s,2", subscripts[1]);
            assert_true(screen_says(&play, first));
            assert_true(screen_says(&play, second));
        }
    play_stop(&play);
}

/* A task that lets only the candidate's bias be changed says so in the reader's letters. */
static void test_messages(void **state) {
    (void)state;
    Play play;
    screen_start(&play, SCREEN_LESSON);
    screen_beat(&play, 2);
    Task *task = play.lesson->beats[2].task;
    int weight = 0;
    while (strcmp(cell_kind(CELL_LSTM)->weights[weight].name, "b_c") != 0)
        weight++;
    task->may[0].index = weight;
    const Edit edit = {.kind = EDIT_WEIGHT, .cell = 0, .index = 0, .value = 1};
    for (int notation = 0; notation < NOTATION_COUNT; notation++) {
        play_do(&play, (Action){.kind = ACTION_NOTATION, .number = notation});
        assert_false(play_do(&play, (Action){.kind = ACTION_EDIT, .edit = edit}));
        assert_non_null(strstr(play.session->notice.what, NAMES[notation][2]));
        assert_null(strstr(play.session->notice.what, NAMES[1 - notation][2]));
    }
    play_stop(&play);
}

/* Every name, as the table in session/words/notation.h has it; those of other kinds stay. */
static void test_names(void **state) {
    (void)state;
    for (int kind = 0; kind < CELL_KIND_COUNT; kind++) {
        const CellKindInfo *info = cell_kind((CellKind)kind);
        for (int k = 0; k < info->weight_count; k++) {
            char name[NOTATION_NAME], torch[NOTATION_NAME];
            notation_weight(NOTATION_TEXTBOOK, (CellKind)kind, k, name);
            notation_weight(NOTATION_TORCH, (CellKind)kind, k, torch);
            assert_string_equal(name, info->weights[k].name);
            bool candidate = info->weights[k].role == ROLE_CANDIDATE;
            assert_int_equal(strcmp(name, torch) != 0, candidate);
            if (candidate)
                assert_int_equal(torch[strlen(torch) - 1], kind == CELL_LSTM ? 'g' : 'n');
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lessons),      cmocka_unit_test(test_inspector),
        cmocka_unit_test(test_presentation), cmocka_unit_test(test_letters_are_there),
        cmocka_unit_test(test_messages),     cmocka_unit_test(test_names)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
