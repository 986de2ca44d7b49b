/* twin.c: the picture's twin in words: the exact lines of what can be pressed, set and chosen, their states and
 * values; headings and parts; what is hidden, scrolled away or open; and that every thing of every screen can be
 * come to by its id, is called something, and does what its region does. */
#include "scene_stand.h"

#include "scene/twin.h"
#include "session/asked.h"

enum { MOST = 1 << 17 };

static char text[MOST];

static void tell(Play *play, const Session *session, const Viewport *viewport) {
    scene_build(&play->list, session, &PLAY_FONTS, viewport);
    size_t length =
        scene_twin(&play->list, session, viewport, "Gates \u2013 Gatescope", text, MOST);
    assert_true(length < MOST);
    assert_int_equal(length, strlen(text));
}

static void tell_lesson(Play *play) {
    screen_draw(play, (Size){1280, 720, 1});
    tell(play, play->session, &play->viewport);
}

/* The first line with the words in it, without its places; fails where there is none. */
static const char *line_with(const char *words) {
    static char found[512];
    const char *at = strstr(text, words);
    if (!at)
        fail_msg("\"%s\" is not told", words);
    while (at > text && at[-1] != '\n')
        at--;
    snprintf(found, sizeof found, "%.*s", (int)strcspn(at, "\n"), at);
    return found;
}

/* A field of a line, from 0. */
static const char *field_of(const char *line, int field) {
    static char found[8][256];
    static int next;
    char *to = found[next++ % 8];
    for (; field > 0; field--)
        line += strcspn(line, "\t") + 1;
    snprintf(to, sizeof found[0], "%.*s", (int)strcspn(line, "\t"), line);
    return to;
}

enum { KEY = 1, ID, STATE, RECT, BUTTON_LABEL = 6, STEP = 5, VALUE, LOW, HIGH, BY, LABEL, TOLD };

static void assert_slider(const char *label, const char *value, const char *low, const char *high,
                          const char *by, const char *told) {
    const char *line = line_with(label);
    assert_string_equal(field_of(line, 0), "slider");
    assert_string_equal(field_of(line, LABEL), label);
    assert_string_equal(field_of(line, VALUE), value);
    assert_string_equal(field_of(line, LOW), low);
    assert_string_equal(field_of(line, HIGH), high);
    assert_string_equal(field_of(line, BY), by);
    assert_string_equal(field_of(line, TOLD), told);
}

static void assert_state(const char *words, const char *state) {
    assert_string_equal(field_of(line_with(words), STATE), state);
}

/* ---- a lesson ---- */

static void test_lesson(void **state) {
    Stand *stand = *state;
    Play *play = &stand->play;
    play_do(play, (Action){.kind = ACTION_EXPLORE, .number = 0});
    tell_lesson(play);
    assert_true(strncmp(text, "title\tGates\ntext\tBeat 1 of 4.\n", 30) == 0);
    assert_non_null(strstr(text, "\npart\tTools\nbutton\t"));
    assert_non_null(strstr(text, "\npart\tWhat to do\nbutton\t"));
    assert_non_null(strstr(text, "\npart\tStage\nslider\t"));
    assert_non_null(strstr(text, "\npart\tTime\n"));
    assert_slider("Input \u201cvalue\u201d", "1", "-0.5", "1", "0.05", "1.00");
    assert_slider("LSTM b_i, unit 1", "-1", "-4", "4", "0.05", "\u22121.00");
    assert_slider("Time: drag to any step", "1", "0", "2", "1", "step 1");
    assert_string_equal(field_of(line_with("To the next beat"), BUTTON_LABEL),
                        "To the next beat (Enter)");
    assert_string_equal(field_of(line_with("To the next beat"), KEY), "f8eb8468");
    assert_string_equal(field_of(line_with("To the next beat"), ID), "4176184424");
    assert_string_equal(field_of(line_with("To the next beat"), RECT), "205,674,169,35");
}

/* A heading ends with what it stands over. */
static void test_headings(void **state) {
    Stand *stand = *state;
    tell_lesson(&stand->play);
    assert_non_null(strstr(text, "\nhead\tLSTM ACTIVATIONS\n"));
    assert_true(region_find(&stand->play.list, region_id("menu", 0))->heading_length > 0);
    assert_int_equal(region_find(&stand->play.list, region_id("next", 0))->heading_length, 0);
}

static void test_states(void **state) {
    Stand *stand = *state;
    Play *play = &stand->play;
    tell_lesson(play);
    assert_state("Beat 1 of 4\n", "h");
    assert_state("Beat 2 of 4\n", "-");
    assert_state("Undo the last change", "-d");
    assert_state("Redo", "-d");
    assert_state("Activation of gates", "s");
    play_do(play, (Action){.kind = ACTION_OPEN_MENU, .id = region_id("menu", 0)});
    tell_lesson(play);
    assert_state("Activation of gates", "o");
    const char *box = strstr(text, "Activation of gates"),
               *list = strstr(text, "part\tOpen list\n");
    assert_true(list == box + strcspn(box, "\n") + 1); /* right behind it */
    assert_state("\tsigmoid\n", "p");
    assert_state("\ttanh\n", "n");
    play_do(play, (Action){.kind = ACTION_OPEN_MENU, .id = 0});
    screen_beat(play, 1);
    tell_lesson(play);
    assert_state(": The GRU\n", "u");
    play_do(play, (Action){.kind = ACTION_ANSWER, .number = 1});
    tell_lesson(play);
    assert_state(": The GRU\n", "c");
    assert_state(": Neither of them\n", "u");
}

/* The keys lie over all: nothing else can be come to. */
static void test_keys(void **state) {
    Stand *stand = *state;
    play_do(&stand->play, (Action){.kind = ACTION_HELP, .number = 1});
    tell_lesson(&stand->play);
    assert_ptr_equal(strstr(text, "part\t"), strstr(text, "part\tKeys\n"));
    assert_null(strstr(text, "To the next beat"));
    assert_non_null(strstr(text, "Close the keys"));
}

static void test_glossary(void **state) {
    Stand *stand = *state;
    Play *play = &stand->play;
    GlossaryTerm term = {.id = "gate",
                         .term = sample_text("gate", NULL),
                         .means = sample_text("A number that lets {c} through.", NULL)};
    const Glossary glossary = {.items = &term, .count = 1};
    play_do(play, (Action){.kind = ACTION_GLOSSARY, .number = 0});
    const Viewport view = {.width = 1280, .height = 720, .scale = 1, .glossary = &glossary};
    tell(play, play->session, &view);
    assert_non_null(
        strstr(text, "part\tGlossary\ntext\tgate: A number that lets the memory cell through.\n"));
}

/* ---- a drawing ---- */

static Play asked(int beat) {
    static char lesson[1 << 16];
    Play play;
    FILE *file = fopen("tests/samples/questions.json", "r");
    assert_non_null(file);
    lesson[fread(lesson, 1, sizeof lesson - 1, file)] = '\0';
    fclose(file);
    screen_start(&play, lesson);
    screen_beat(&play, beat);
    play_do(&play, (Action){.kind = ACTION_EXPLORE, .number = 0});
    return play;
}

/* A slider a step, each with its value in words, in a group. */
static void test_curve(void **unused) {
    (void)unused;
    Play play = asked(0);
    const Question *question = asked_guess(play.session);
    play_do(&play, (Action){.kind = ACTION_GUESS, .step = question->from + 1, .value = 0.6f});
    tell_lesson(&play);
    const char *group = strstr(text, "group\tDraw ");
    assert_non_null(group);
    assert_null(strstr(group + 1, "group\t"));
    const char *end = strstr(group, "\nclose\n");
    assert_non_null(end);
    int sliders = 0;
    for (const char *at = group; (at = strstr(at, "\nslider\t")) && at < end; at++)
        sliders++;
    assert_int_equal(sliders, question->to - question->from + 1);
    char first[32], second[32];
    snprintf(first, sizeof first, "\tstep %ld\t", question->from);
    snprintf(second, sizeof second, "\tstep %ld\t", question->from + 1);
    memmove(text, group, strlen(group) + 1);
    assert_string_equal(field_of(line_with(first), TOLD), "nothing yet");
    assert_string_equal(field_of(line_with(second), TOLD), "0.60");
    assert_string_equal(field_of(line_with(second), VALUE), "0.6");
    const Region *region = region_find(&play.list, region_id("predict", 0));
    Action action = region_set(region, 0.31f, question->from);
    assert_int_equal(action.kind, ACTION_GUESS);
    assert_int_equal(action.step, question->from);
    assert_true(fabsf(action.value - 0.31f) <= region->step / 2 + 1e-6f);
    assert_int_equal(region_set(region, 9, question->to + 5).step, question->to);
    assert_true(region_set(region, 1e9f, 0).value == region->high);
    play_stop(&play);
}

/* One step is picked: a slider over all of them. */
static void test_step(void **unused) {
    (void)unused;
    Play play = asked(3);
    tell_lesson(&play);
    assert_string_equal(field_of(line_with("Pick a step"), TOLD), "no step yet");
    play_do(&play, (Action){.kind = ACTION_GUESS, .step = 2});
    tell_lesson(&play);
    assert_string_equal(field_of(line_with("Pick a step"), TOLD), "step 2");
    assert_string_equal(field_of(line_with("Pick a step"), VALUE), "2");
    play_stop(&play);
}

/* ---- every screen ---- */

static int count_of(const char *line) {
    int count = 0;
    for (const char *other = text; other; other = strchr(other, '\n'), other += other != NULL)
        count += strncmp(other, line, strcspn(line, "\n") + 1) == 0;
    return count;
}

/* Each key is there once, each id is that of a region that is not empty of words. */
static void check(const DisplayList *list, const char *screen) {
    int things = 0;
    for (char *line = text; *line; line += strcspn(line, "\n") + 1) {
        const char *kind = field_of(line, 0);
        bool slider = strcmp(kind, "slider") == 0;
        if (!slider && strcmp(kind, "button") != 0 && strcmp(kind, "keys") != 0)
            continue;
        unsigned id = (unsigned)strtoul(field_of(line, ID), NULL, 10);
        const Region *region = region_find(list, id);
        char one[600];
        snprintf(one, sizeof one, "%.*s", (int)strcspn(line, "\n"), line);
        if (!region || !field_of(one, slider ? LABEL : BUTTON_LABEL)[0] || count_of(line) != 1)
            fail_msg("%s: %s", screen, one);
        things++;
    }
    assert_true(things > 2);
}

static void test_screens(void **state) {
    Stand *stand = *state;
    int count;
    const Screen *rows = screen_rows(&count);
    for (int k = 0; k < count; k++) {
        Session *session = stand_on(stand, &rows[k]);
        bool film = strcmp(rows[k].name, "film") == 0;
        const Viewport view = {
            .width = 1280, .height = 720, .scale = 1, .catalogue = &stand->catalogue, .film = film};
        tell(&stand->play, session, &view);
        if (!rows[k].for_class)
            check(&stand->play.list, rows[k].name);
        stand_back(session);
    }
}

/* Cut where it does not fit, and its length told all the same. */
static void test_short(void **state) {
    Stand *stand = *state;
    char small[16], whole[MOST];
    tell_lesson(&stand->play);
    memcpy(whole, text, sizeof whole);
    size_t length = scene_twin(&stand->play.list, stand->play.session, &stand->play.viewport,
                               "Gates \u2013 Gatescope", small, sizeof small);
    assert_int_equal(length, strlen(whole));
    assert_memory_equal(small, whole, sizeof small - 1);
    assert_int_equal(small[sizeof small - 1], '\0');
}

#define ON_STAND(test) cmocka_unit_test_setup_teardown(test, stand_up, stand_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        ON_STAND(test_lesson),       ON_STAND(test_headings), ON_STAND(test_states),
        ON_STAND(test_keys),         ON_STAND(test_glossary), cmocka_unit_test(test_curve),
        cmocka_unit_test(test_step), ON_STAND(test_screens),  ON_STAND(test_short),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
