/* drawn.c: what is drawn, shape by shape, and what answers to a press, region by region: every screen,
 * and a lesson's in many states, are compared with lists that were looked at and kept (tests/drawn),
 * lengths within a tenth of a pixel. `make golden` keeps them anew; what differs from a list is left in
 * build/drawn, where `diff` shows it. That these lists have every kind of shape and region is tried
 * too. */
#include "scene_stand.h"

#include "engine/kinds/lstm.h"

#include <ctype.h>
#include <sys/stat.h>

enum { LONGEST = 4000, ACTIONS = 4, PATH_SIZE = 300 };

/* ---- a list, written down ---- */

static const char *const SHAPE_NAMES[] = {"fill",     "frame", "line",  "disc",  "ring",
                                          "triangle", "cross", "plus",  "text",  "clip",
                                          "heat",     "hatch", "curve", "raster"};
static const char *const REGION_NAMES[] = {"button", "slider", "bar", "scrub",
                                           "panel",  "paint",  "pad"};
enum {
    SHAPE_KINDS = sizeof SHAPE_NAMES / sizeof *SHAPE_NAMES,
    REGION_KINDS = sizeof REGION_NAMES / sizeof *REGION_NAMES
};

/* " number", with a digit behind the point where that is not 0. */
static void write_length(FILE *out, float length) {
    char text[32];
    snprintf(text, sizeof text, "%.1f", (double)length);
    size_t end = strlen(text) - 2;
    if (strcmp(text + end, ".0") == 0)
        text[end] = '\0';
    fprintf(out, " %s", strcmp(text, "-0") == 0 ? "0" : text);
}

static void write_rect(FILE *out, const char *name, Rect r) {
    fputs(name, out);
    write_length(out, r.x);
    write_length(out, r.y);
    write_length(out, r.w);
    write_length(out, r.h);
}

/* A number that says something: " what number". */
static void write_number(FILE *out, const char *what, float number) {
    if (number != 0)
        fprintf(out, " %s %.2f", what, (double)number);
}

/* First, last and mean: where a curve begins and ends, and how high it is. */
static void write_values(FILE *out, const DisplayList *list, const Shape *shape) {
    int count = shape->rows > 0 ? shape->rows * shape->columns : shape->columns;
    const float *values = list->values + shape->values;
    double sum = 0;
    for (int k = 0; k < count; k++)
        sum += (double)values[k];
    fprintf(out, " of %d x %d, =%.3f =%.3f =%.3f in =%.3f..=%.3f", shape->rows, shape->columns,
            (double)values[0], (double)values[count - 1], sum / count, (double)shape->low,
            (double)shape->high);
}

/* The middle of the scale in its colour, the mean of all levels and of the first row. */
static void write_raster(FILE *out, const DisplayList *list, const Shape *shape) {
    const unsigned char *levels = raster_levels(list, shape);
    double sum = 0, first = 0;
    for (int k = 0; k < shape->rows * shape->columns; k++) {
        sum += levels[k];
        first += k < shape->columns ? levels[k] : 0;
    }
    fprintf(out, " of %d x %d, =%.2f =%.2f #%08x", shape->rows, shape->columns,
            sum / (shape->rows * shape->columns), first / shape->columns,
            raster_color(list, shape, RASTER_COLORS / 2));
}

static void write_shape(FILE *out, const DisplayList *list, const Shape *shape) {
    write_rect(out, SHAPE_NAMES[shape->kind], shape->rect);
    write_number(out, "round", shape->radius);
    write_number(out, "wide", shape->width);
    write_number(out, "dash", shape->dash);
    if (shape->kind == SHAPE_TRIANGLE)
        fprintf(out, " turn %d", shape->turn);
    if (shape->kind == SHAPE_TEXT)
        fprintf(out, " face %d of %.1f \"%.*s\"", (int)shape->face, (double)shape->px,
                (int)shape->length, list->texts + shape->text);
    if ((shape->kind == SHAPE_HEAT || shape->kind == SHAPE_CURVE) && shape->columns > 0)
        write_values(out, list, shape);
    if (shape->kind == SHAPE_HEAT)
        fprintf(out, " #%08x", shape->color2);
    if (shape->kind == SHAPE_RASTER)
        write_raster(out, list, shape);
    fprintf(out, shape->kind == SHAPE_CLIP ? "\n" : " #%08x\n", shape->color);
}

static void write_action(FILE *out, const char *what, const Action *action) {
    if (action->kind != ACTION_NONE)
        fprintf(out, " %s %d", what, action->number);
}

static void write_region(FILE *out, const DisplayList *list, const Region *region) {
    write_rect(out, REGION_NAMES[region->kind], region->rect);
    if (region->kind != REGION_BUTTON)
        fprintf(out, " =%.3f in =%.3f..=%.3f by =%.4f", (double)region->value, (double)region->low,
                (double)region->high, (double)region->step);
    write_action(out, "does", &region->action);
    write_action(out, "resets", &region->reset);
    write_action(out, "inspects", &region->inspect);
    fprintf(out, "%s%s%s #%08x \"%.*s\"\n", region->overlay ? " over" : "",
            region->focusable ? " focusable" : "", region->disabled ? " disabled" : "", region->id,
            (int)region->label_length, list->texts + region->label);
}

/* ---- what is drawn ---- */

typedef struct Shot {
    const char *name;
    int w, h, beat;
    Action actions[ACTIONS];
} Shot;

#define DO(what, ...)                                                                              \
    { .kind = ACTION_##what, __VA_ARGS__ }
/* Of a lesson; beats count from 0. Beyond QUESTIONS_FROM, of tests/samples/questions.json. */
static const Shot SHOTS[] = {
    {"workbench", 1280, 720, 0, {DO(THEME, .number = 0), DO(PAINTING, .number = 0)}},
    {"workbench-small", 1024, 640, 3, {DO(THEME, .number = 1)}},
    {"workbench-phone", 390, 844, 0, {DO(SELECT, .cell = 1, .unit = 1)}},
    {"workbench-upright", 700, 1000, 0, {DO(PANEL, .number = PANEL_LESSON)}},
    {"workbench-wide", 1920, 1080, 2, {DO(INSPECT, .number = -1)}},
    {"question", 1280, 720, 1, {DO(ANSWER, .number = 1)}},
    {"task", 1280, 720, 2, {DO(PANEL, .number = PANEL_EQUATION)}},
    {"end", 1280, 720, 3, {DO(THEME, .number = 2)}},
    {"inspector", 1280, 720, 0, {DO(INSPECT, .number = -1)}},
    {"gradients", 1280, 720, 3, {DO(GRADIENTS, .number = 1)}},
    {"help", 1280, 720, 0, {DO(HELP, .number = 1)}},
    {"guided-lstm", 1280, 720, 0, {DO(EXPLORE), DO(PHASE, .number = -1)}},
    {"guided-gru", 1600, 900, 0, {DO(EXPLORE), DO(SELECT, .cell = 1), DO(THEME, .number = 1)}},
    {"guided-three", 1280, 720, 3, {DO(EXPLORE), DO(SELECT, .cell = 2)}},
    {"guided-task", 1280, 720, 2, {DO(EXPLORE), DO(SHOW_SOLUTION)}},
    {"guided-unrolled", 1280, 720, 3, {DO(EXPLORE), DO(UNROLL, .number = 1)}},
    {"guided-phone", 390, 844, 0, {DO(EXPLORE)}},
    {"guided-large-type",
     1280,
     720,
     0,
     {DO(EXPLORE), DO(TEXT_SIZE, .number = 1), DO(TEXT_SIZE, .number = 1)}},
    {"presentation", 1920, 1080, 0, {DO(PRESENT, .number = 1)}},
    {"changed",
     1600,
     900,
     3,
     {DO(EDIT, .edit = {.kind = EDIT_WEIGHT, .index = 0, .value = 2.5f}),
      DO(EDIT, .edit = {.kind = EDIT_INPUT, .step = 1, .value = -1}),
      DO(EDIT, .edit = {.kind = EDIT_HOLD, .index = LSTM_F, .row = 1, .to = 2, .value = 0.25f})}},
    {"changed-guided",
     1280,
     720,
     3,
     {DO(EXPLORE), DO(EDIT, .edit = {.kind = EDIT_INPUT, .step = 1, .value = -1})}},
    {"asked-curve", 1280, 720, 0, {DO(EXPLORE), DO(GUESS, .step = 3, .value = 0.6f)}},
    {"asked-bar", 1280, 720, 1, {DO(EXPLORE), DO(GIVE, .number = 2)}},
    {"asked-number", 1280, 720, 2, {DO(EXPLORE), DO(GUESS, .value = 0.3f), DO(GIVE)}},
    {"asked-step", 1280, 720, 3, {DO(EXPLORE), DO(GUESS, .step = 2), DO(GIVE)}},
    {"asked-order", 1280, 720, 4, {DO(EXPLORE), DO(GUESS_ORDER, .unit = 1)}},
    {"told-order", 1024, 640, 4, {DO(EXPLORE), DO(GIVE, .number = 1)}},
    {"told-curve", 390, 844, 0, {DO(EXPLORE), DO(GIVE, .number = 1)}},
};
enum { SHOT_COUNT = sizeof SHOTS / sizeof *SHOTS, QUESTIONS_FROM = SHOT_COUNT - 7 };

static void start_on_questions(Play *play) {
    static char text[1 << 16];
    FILE *file = fopen("tests/samples/questions.json", "r");
    assert_non_null(file);
    text[fread(text, 1, sizeof text - 1, file)] = '\0';
    fclose(file);
    screen_start(play, text);
}

static void shoot(Play *play, const Shot *shot) {
    if (shot >= SHOTS + QUESTIONS_FROM)
        start_on_questions(play);
    else
        screen_start(play, SCREEN_LESSON);
    play->viewport.lesson_number = 2;
    play->viewport.lesson_total = 3;
    screen_beat(play, shot->beat);
    for (int k = 0; k < ACTIONS; k++)
        play_do(play, shot->actions[k]);
    screen_wait(play);
    screen_draw(play, (Size){shot->w, shot->h, 1});
}

/* ---- keeping and comparing ---- */

static bool is_number(const char *at) {
    return isdigit((unsigned char)*at) || (*at == '-' && isdigit((unsigned char)at[1]));
}

/* Whether both lines say the same: lengths within a tenth of a pixel, what stands behind = within a
 * thousandth; colours and ids, which begin with #, and all from a text on, to the letter. */
static bool same_line(const char *a, const char *b) {
    bool text = false, exact = false;
    double most = 0.101;
    while (*a && *b) {
        text |= *a == '"';
        exact = *a == '#' || (exact && *a != ' ');
        if (!text && !exact && is_number(a) && is_number(b)) {
            char *after_a, *after_b;
            if (fabs(strtod(a, &after_a) - strtod(b, &after_b)) > most)
                return false;
            a = after_a;
            b = after_b;
            continue;
        }
        most = *a == '=' ? 0.00101 : 0.101;
        if (*a++ != *b++)
            return false;
    }
    return *a == *b;
}

/* What is told of it, where that is another way to see the same. */
static void write_told(FILE *out, const Session *session, const Viewport *viewport) {
    static char text[1 << 15];
    assert_true(scene_describe(session, viewport, text, sizeof text) < sizeof text);
    for (const char *line = text; *line;) {
        size_t length = strcspn(line, "\n");
        fprintf(out, "told \"%.*s\"\n", (int)length, line);
        line += length + (line[length] != '\0');
    }
}

/* All of it, as the caller's. */
static char *write_list(const Play *play, const Session *session) {
    const DisplayList *list = &play->list;
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    assert_non_null(out);
    for (int k = 0; k < list->shape_count; k++)
        write_shape(out, list, &list->shapes[k]);
    for (int k = 0; k < list->region_count; k++)
        write_region(out, list, &list->regions[k]);
    write_told(out, session, &play->viewport);
    assert_int_equal(fclose(out), 0);
    return text;
}

static void keep(const char *folder, const char *name, const char *text) {
    char path[PATH_SIZE];
    mkdir("build", 0777);
    mkdir(folder, 0777);
    snprintf(path, sizeof path, "%s/%s.txt", folder, name);
    FILE *out = fopen(path, "w");
    assert_non_null(out);
    assert_true(fputs(text, out) >= 0 && fclose(out) == 0);
}

/* The first line in which the text differs from what the file has, from 1; 0: none. */
static int difference(FILE *file, const char *text) {
    char kept[LONGEST], found[LONGEST];
    for (int line = 1;; line++) {
        size_t length = strcspn(text, "\n");
        bool more = fgets(kept, sizeof kept, file) != NULL;
        if (!more || !*text)
            return more || *text ? line : 0;
        snprintf(found, sizeof found, "%.*s\n", (int)length, text);
        if (!same_line(kept, found))
            return line;
        text += length + 1;
    }
}

/* Whether the list is the one that was kept. */
static bool is_kept(const char *name, const Play *play, const Session *session) {
    char path[PATH_SIZE];
    char *text = write_list(play, session);
    snprintf(path, sizeof path, "tests/drawn/%s.txt", name);
    FILE *file = fopen(path, "r");
    int line = file ? difference(file, text) : 1;
    if (file)
        fclose(file);
    if (getenv("GOLDEN")) {
        keep("tests/drawn", name, text);
        line = 0;
    } else if (line) {
        print_message("%s differs at line %d: diff it with build/drawn/%s.txt\n", path, line, name);
        keep("build/drawn", name, text);
    }
    free(text);
    return line == 0;
}

/* ---- the tests ---- */

static void note(const DisplayList *list, bool shapes[SHAPE_KINDS], bool regions[REGION_KINDS]) {
    for (int k = 0; k < list->shape_count; k++)
        shapes[list->shapes[k].kind] = true;
    for (int k = 0; k < list->region_count; k++)
        regions[list->regions[k].kind] = true;
}

/* A lesson's screen in each state of the table; among them is every kind of shape and region. */
static void test_lessons(void **state) {
    (void)state;
    bool shapes[SHAPE_KINDS] = {false}, regions[REGION_KINDS] = {false}, good = true;
    for (int k = 0; k < SHOT_COUNT; k++) {
        Play play;
        shoot(&play, &SHOTS[k]);
        note(&play.list, shapes, regions);
        good &= is_kept(SHOTS[k].name, &play, play.session);
        play_stop(&play);
    }
    assert_true(good);
    for (int k = 0; k < SHAPE_KINDS; k++)
        if (!shapes[k] && k != SHAPE_HEAT && k != SHAPE_RASTER)
            fail_msg("no list has a %s", SHAPE_NAMES[k]);
    for (int k = 0; k < REGION_KINDS; k++)
        if (!regions[k] && k != REGION_PAD)
            fail_msg("no list has a %s", REGION_NAMES[k]);
}

/* Every other screen of the table, at its fourth step; and upright on a phone, as it begins. */
static void test_screens(void **state) {
    Stand *stand = *state;
    Play *play = &stand->play;
    static const int SIZES[][2] = {{1280, 720}, {390, 844}};
    bool good = true;
    int count;
    const Screen *rows = screen_rows(&count);
    for (int k = 0; k < 2 * count; k++) {
        const Screen *row = &rows[k / 2];
        char name[80];
        if (row->kind == SESSION_LESSON && !row->library && !row->for_class)
            continue; /* a lesson's */
        Session *session = stand_on(stand, row);
        if (k % 2 == 0)
            session_apply(session, &(Action){.kind = ACTION_GO, .step = 3, .phase = PHASE_SHOW});
        play->viewport = (Viewport){.width = SIZES[k % 2][0],
                                    .height = SIZES[k % 2][1],
                                    .scale = 1,
                                    .catalogue = &stand->catalogue,
                                    .film = strcmp(row->name, "film") == 0};
        scene_build(&play->list, session, &PLAY_FONTS, &play->viewport);
        snprintf(name, sizeof name, "screen-%s%s", row->name, k % 2 ? "-phone" : "");
        for (char *at = name; *at; at++)
            *at = *at == ' ' ? '-' : *at;
        good &= is_kept(name, play, session);
        stand_back(session);
    }
    assert_true(good);
}

/* A tenth of a pixel is none; a letter, a colour and a digit of a text are. */
static void test_comparing(void **state) {
    (void)state;
    static const char *const SAME[][2] = {{"fill 1.0 -2.5 #00ff00ff", "fill 1.1 -2.4 #00ff00ff"},
                                          {"bar by =0.05 #1 7.0", "bar by =0.051 #1 7.1"}},
                             *const OTHER[][2] = {{"fill 1.0 2.0", "fill 1.2 2.0"},
                                                  {"fill 1.0", "fill 1.0 2.0"},
                                                  {"text 3 \"0.25\"", "text 3 \"0.26\""},
                                                  {"text 3 \"a\"", "text 3 \"b\""},
                                                  {"fill 1 #00ff00ff", "fill 1 #00ff01ff"},
                                                  {"bar by =0.05", "bar by =0.052"},
                                                  {"bar #01 1.0", "bar #02 1.0"},
                                                  {"bar #01 1.0", "bar #01 1.3"},
                                                  {"fill 1", "disc 1"}};
    for (size_t k = 0; k < sizeof SAME / sizeof *SAME; k++)
        assert_true(same_line(SAME[k][0], SAME[k][1]));
    for (size_t k = 0; k < sizeof OTHER / sizeof *OTHER; k++)
        assert_false(same_line(OTHER[k][0], OTHER[k][1]));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_comparing),
        cmocka_unit_test(test_lessons),
        cmocka_unit_test_setup_teardown(test_screens, stand_up, stand_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
