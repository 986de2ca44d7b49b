/* screens.c: proves the table of screens: each kind of session has one row, whose name is its own;
 * what lies over others does so only where it may; every row draws, with every part that it names,
 * and says in sentences what it shows; and the home screen has a tile for each row that is opened
 * from there, which opens that one. */
#include "scene_stand.h"

enum { ROWS_MOST = 32, TEXT_SIZE = 1 << 14 };

/* ---- which one ---- */

static void test_each_kind_has_one_row(void **state) {
    Stand *stand = *state;
    const Viewport viewport = {.width = 1600, .height = 900};
    int count, of_kind[SESSION_KIND_COUNT] = {0};
    const Screen *rows = screen_rows(&count);
    for (int k = 0; k < count; k++) {
        for (int other = 0; other < k; other++)
            assert_string_not_equal(rows[k].name, rows[other].name);
        if (!rows[k].lies_over)
            of_kind[rows[k].kind]++;
    }
    for (int kind = 0; kind < SESSION_KIND_COUNT; kind++) {
        assert_int_equal(of_kind[kind], 1);
        assert_int_equal(session_kind(stand->sessions[kind]), kind);
        assert_int_equal(screen_of(kind)->kind, kind);
        assert_null(screen_of(kind)->lies_over);
        assert_ptr_equal(screen_now(stand->sessions[kind], &viewport), screen_of(kind));
    }
}

/* Over the screen of a run, and over digits and texts each its own; not where the class has a
 * display of its own. */
static void test_presentation_lies_over(void **state) {
    Stand *stand = *state;
    const Viewport viewport = {.width = 1600, .height = 900}, lectern = {.lectern = true};
    for (int kind = 0; kind < SESSION_KIND_COUNT; kind++) {
        Session *session = stand->sessions[kind];
        static const char *const NAMES[SESSION_KIND_COUNT] = {
            [SESSION_LESSON] = "presentation",
            [SESSION_SANDBOX] = "presentation",
            [SESSION_DIGITS] = "digits before a class",
            [SESSION_TEXT] = "text before a class",
            [SESSION_TRAINING] = "training before a class",
            [SESSION_OPENING] = "opening",
            [SESSION_PRACTISE] = "practise",
            [SESSION_LOOK] = "look"};
        session_apply(session, &(Action){.kind = ACTION_PRESENT, .number = 1});
        const Screen *screen = screen_now(session, &viewport);
        assert_string_equal(screen->name, NAMES[kind]);
        assert_ptr_equal(screen_now(session, &lectern), screen_of(kind));
    }
}

static void test_home_needs_a_catalogue(void **state) {
    Stand *stand = *state;
    const Viewport with = {.catalogue = &stand->catalogue}, without = {0};
    Session *session = stand->play.session;
    session_apply(session, &(Action){.kind = ACTION_HOME, .number = 1});
    assert_string_equal(screen_now(session, &with)->name, "home");
    assert_true(screen_now(session, &with)->library);
    assert_ptr_equal(screen_now(session, &without), screen_of(SESSION_LESSON));
    assert_false(screen_of(SESSION_LESSON)->library);
    session_apply(session, &(Action){.kind = ACTION_HOME, .number = 0});
    assert_ptr_equal(screen_now(session, &with), screen_of(SESSION_LESSON));
}

/* ---- what it draws ---- */

static void draw(Stand *stand, const Session *session, int width, int height, bool film) {
    stand->play.viewport = (Viewport){
        .width = width, .height = height, .scale = 1, .catalogue = &stand->catalogue, .film = film};
    scene_build(&stand->play.list, session, &PLAY_FONTS, &stand->play.viewport);
    assert_false(stand->play.list.full);
}

/* A shape of the list begins in the rectangle. */
static bool drawn_in(const Play *play, Rect rect) {
    for (int k = 1; k < play->list.shape_count; k++) { /* the first is the ground of all */
        Rect r = play->list.shapes[k].rect;
        if (rect_contains(rect, r.x + 1, r.y + 1))
            return true;
    }
    return false;
}

static Painter painter_of(Stand *stand, const Session *session) {
    return (Painter){.session = session,
                     .list = &stand->play.list,
                     .fonts = &PLAY_FONTS,
                     .theme = theme_get(THEME_DARK),
                     .viewport = &stand->play.viewport,
                     .u = 1,
                     .small = 13,
                     .body = 16,
                     .large = 20};
}

/* Parts fill the window below the top bar, and those that the row has draw there. */
static void check_parts(Stand *stand, const Screen *screen, const Session *session) {
    Painter painter = painter_of(stand, session);
    Layout layout = screen->layout(&painter);
    const float width = (float)stand->play.viewport.width,
                height = (float)stand->play.viewport.height;
    const Rect parts[] = {layout.topbar, layout.lesson, layout.stage, layout.timeline,
                          layout.tweaks};
    const bool there[] = {true, screen->panel, screen->stage, screen->timeline, screen->beside};
    float area = 0;
    for (int k = 0; k < 5; k++) {
        assert_int_equal(parts[k].w > 0, there[k]);
        area += parts[k].w * parts[k].h;
        if (there[k] && !drawn_in(&stand->play, parts[k]))
            fail_msg("%s: nothing is drawn in part %d", screen->name, k);
    }
    assert_true(fabsf(area - width * height) < 1);
}

static void test_every_row_draws(void **state) {
    Stand *stand = *state;
    static const int SIZES[][2] = {{1600, 900}, {390, 844}};
    int count;
    const Screen *rows = screen_rows(&count);
    for (int k = 0; k < count; k++)
        for (int size = 0; size < 2; size++) {
            Session *session = stand_on(stand, &rows[k]);
            draw(stand, session, SIZES[size][0], SIZES[size][1], strcmp(rows[k].name, "film") == 0);
            assert_ptr_equal(screen_now(session, &stand->play.viewport), &rows[k]);
            assert_true(stand->play.list.shape_count > 5);
            if (!rows[k].whole && size == 0)
                check_parts(stand, &rows[k], session);
            stand_back(session);
        }
}

/* What the top bar has is what the row says. */
static void test_topbar(void **state) {
    Stand *stand = *state;
    for (int kind = 0; kind < SESSION_KIND_COUNT; kind++) {
        const TopbarItems *items = &screen_of(kind)->topbar;
        draw(stand, stand->sessions[kind], 1920, 1080, false);
        assert_int_equal(play_region(&stand->play, "undo", 0) != NULL, items->changes);
        assert_int_equal(play_region(&stand->play, "show", CELL_LSTM) != NULL, items->kinds);
        bool bar = !screen_of(kind)->whole; /* every one shares its place */
        assert_int_equal(play_region(&stand->play, "share", 0) != NULL, bar);
        assert_int_equal(play_region(&stand->play, "beat", 0) != NULL, items->course);
        if (items->title)
            assert_true(play_says(&stand->play, items->title));
    }
}

/* Keys lie over every screen; a class does not see them on a display of its own. */
static void test_help_lies_over_all(void **state) {
    Stand *stand = *state;
    int count;
    const Screen *rows = screen_rows(&count);
    for (int k = 0; k < count; k++) {
        Session *session = stand_on(stand, &rows[k]);
        session_apply(session, &(Action){.kind = ACTION_HELP, .number = 1});
        draw(stand, session, 1600, 900, strcmp(rows[k].name, "film") == 0);
        assert_non_null(play_region(&stand->play, "help.close", 0));
        stand->play.viewport.class_only = true;
        scene_build(&stand->play.list, session, &PLAY_FONTS, &stand->play.viewport);
        assert_int_equal(play_region(&stand->play, "help.close", 0) == NULL, rows[k].for_class);
        session_apply(session, &(Action){.kind = ACTION_HELP, .number = 0});
        stand_back(session);
    }
}

/* ---- what it says ---- */

static void test_every_row_describes(void **state) {
    Stand *stand = *state;
    static char texts[ROWS_MOST][TEXT_SIZE];
    int count;
    const Screen *rows = screen_rows(&count);
    assert_true(count <= ROWS_MOST);
    for (int k = 0; k < count; k++) {
        Session *session = stand_on(stand, &rows[k]);
        const Viewport viewport = {.catalogue = &stand->catalogue};
        size_t length = scene_describe(session, &viewport, texts[k], TEXT_SIZE);
        assert_true(length > 20 && length < TEXT_SIZE);
        assert_int_equal(strlen(texts[k]), length);
        assert_int_equal(scene_describe(session, &viewport, NULL, 0), length);
        stand_back(session);
    }
    for (int a = 0; a < count; a++)
        for (int b = 0; b < a; b++)
            if (rows[a].kind != rows[b].kind) /* a presentation is told as its lesson is */
                assert_string_not_equal(texts[a], texts[b]);
    assert_non_null(strstr(texts[0], "\nAll lessons: "));
}

/* ---- the tiles ---- */

static void test_tiles(void **state) {
    Stand *stand = *state;
    int count;
    const Screen *rows = screen_rows(&count);
    session_apply(stand->play.session, &(Action){.kind = ACTION_HOME, .number = 1});
    draw(stand, stand->play.session, 1600, 900, false);
    int tiles = 0;
    for (int k = 0; k < count; k++) {
        const Tile *tile = rows[k].tile;
        const Region *region = play_region(&stand->play, "home.tool", (int)rows[k].kind);
        assert_int_equal(tile != NULL, !rows[k].lies_over && rows[k].kind != SESSION_LESSON &&
                                           rows[k].kind != SESSION_OPENING);
        if (!tile)
            continue;
        assert_non_null(region);
        assert_true(play_label_has(&stand->play, region, tile->title));
        assert_true(play_label_has(&stand->play, region, tile->about));
        assert_int_equal(region->action.kind, ACTION_OPEN_TOOL);
        assert_int_equal(region->action.number, rows[k].kind);
        assert_true(drawn_in(&stand->play, region->rect));
        tiles++;
    }
    assert_int_equal(tiles, 6);
    assert_null(play_region(&stand->play, "home.tool", SESSION_LESSON));
    assert_null(play_region(&stand->play, "home.tool", SESSION_OPENING)); /* the hero opens it */
}

/* What is wrong comes first, on every screen, and takes nothing of the rest; each by itself too. */
static void test_faults_are_told_first(void **state) {
    Stand *stand = *state;
    static char plain[TEXT_SIZE], text[TEXT_SIZE];
    const Error reading = {.what = "no number", .file = "a.json", .line = 3, .column = 7},
                unkept = {.what = "Nothing is kept."};
    int count;
    const Screen *rows = screen_rows(&count);
    for (int k = 0; k < count; k++) {
        Session *session = stand_on(stand, &rows[k]);
        const Viewport without = {.catalogue = &stand->catalogue};
        const Viewport with = {.catalogue = &stand->catalogue,
                               .reading = &reading,
                               .reading_count = 2,
                               .unkept = &unkept};
        const Error notice = session->notice;
        session->notice = (Error){0};
        size_t rest = scene_describe(session, &without, plain, TEXT_SIZE);
        session->notice = (Error){.what = "Predict first."};
        size_t length = scene_describe(session, &with, text, TEXT_SIZE);
        const char *head = "2 errors. a.json:3:7: no number\nNothing is kept.\nPredict first.\n";
        assert_memory_equal(text, head, strlen(head));
        assert_string_equal(text + strlen(head), plain);
        assert_int_equal(length, strlen(head) + rest);
        assert_int_equal(scene_describe(session, &with, NULL, 0), length);
        assert_int_equal(scene_describe(session, &with, text, 12), length);
        assert_string_equal(text, "2 errors. a");
        session->notice = notice;
        stand_back(session);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_each_kind_has_one_row, stand_up, stand_down),
        cmocka_unit_test_setup_teardown(test_presentation_lies_over, stand_up, stand_down),
        cmocka_unit_test_setup_teardown(test_home_needs_a_catalogue, stand_up, stand_down),
        cmocka_unit_test_setup_teardown(test_every_row_draws, stand_up, stand_down),
        cmocka_unit_test_setup_teardown(test_topbar, stand_up, stand_down),
        cmocka_unit_test_setup_teardown(test_help_lies_over_all, stand_up, stand_down),
        cmocka_unit_test_setup_teardown(test_every_row_describes, stand_up, stand_down),
        cmocka_unit_test_setup_teardown(test_faults_are_told_first, stand_up, stand_down),
        cmocka_unit_test_setup_teardown(test_tiles, stand_up, stand_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
