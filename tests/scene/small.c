/* small.c: proves that phones and tablets have the whole program: at their sizes, both ways up, nothing
 * leaves the window, is cut or lies on anything, on all screens and in all lessons; what is pressed is as
 * large as a fingertip and covers nothing else; what is drawn too close together for that is had by the
 * nearest finger; and home, undo, how things look and help are there on every screen, in the bar or in the
 * list behind its last button, which is a layer of its own. */
#include "scene_lessons.h"
#include "scene_stand.h"

static const Size SIZES[] = {{320, 568, 1},  {568, 320, 1},   {390, 844, 1},   {844, 390, 1},
                             {768, 1024, 1}, {1024, 1366, 1}, {1170, 2532, 3}, {1366, 600, 2}};
enum { SIZE_COUNT = sizeof SIZES / sizeof *SIZES, REACH = TOUCH_POINTS / 2 };

static void draw_touched(Play *play, const Session *session, Size size, const Catalogue *catalogue,
                         bool film) {
    play->viewport = (Viewport){.width = size.w,
                                .height = size.h,
                                .scale = size.scale,
                                .catalogue = catalogue,
                                .film = film,
                                .touch = true};
    scene_build(&play->list, session, &PLAY_FONTS, &play->viewport);
    assert_false(play->list.full);
}

/* ---- whole ---- */

static void assert_whole(const Play *play, const char *name, Size size) {
    static Seen seen[FIT_TEXTS_MOST];
    Error error = {0};
    const Rect window = {0, 0, (float)size.w, (float)size.h};
    if (!fit_check(&play->list, &PLAY_FONTS, window, size.scale, seen, &error))
        fail_msg("%s at %dx%d: %s; %s", name, size.w, size.h, error.what, error.found);
}

static void assert_inside(const Play *play, const char *name, Size size) {
    const Rect window = {0, 0, (float)size.w, (float)size.h};
    for (int k = 0; k < play->list.region_count; k++) {
        const Region *region = &play->list.regions[k];
        if (region->rect.w > 0 && !rect_inside(window, region->rect))
            fail_msg("%s at %dx%d: \"%.*s\" leaves the window", name, size.w, size.h,
                     (int)region->label_length, play->list.texts + region->label);
    }
}

/* ---- fingers ---- */

/* What leads from place to place and plays: a button on every screen that has it, and never smaller than a
 * finger. All else is an object of the picture, a row of a table or a word in a text. */
static bool is_way(const Region *region) {
    if (region->kind != REGION_BUTTON || region->disabled)
        return false;
    switch (region->action.kind) {
    case ACTION_STEP:
    case ACTION_PLAY:
    case ACTION_SHOW_PHASE:
    case ACTION_BEAT:
    case ACTION_ANSWER:
    case ACTION_GIVE:
    case ACTION_MOMENT:
    case ACTION_SHOW_SOLUTION:
    case ACTION_UNDO:
    case ACTION_REDO:
    case ACTION_HOME:
    case ACTION_SEARCH:
    case ACTION_HELP:
    case ACTION_THEME:
    case ACTION_TEXT_SIZE:
    case ACTION_LANGUAGE:
    case ACTION_COPY_STATE:
    case ACTION_EXPLORE:
    case ACTION_UNROLL:
    case ACTION_PRESENT:
    case ACTION_OPEN_LESSON:
    case ACTION_OPEN_TOOL:
    case ACTION_PRACTISE:
    case ACTION_DIGIT_LIST:
    case ACTION_DIGIT_LABEL:
    case ACTION_DIGIT_TURN:
    case ACTION_DIGIT_DRAW:
    case ACTION_TEXT_PICK:
    case ACTION_TEXT_WRITE_ON:
    case ACTION_TRAINING:
    case ACTION_LIVE_SOURCE:
        return true;
    default:
        return region->id == region_id("more", 0);
    }
}

/* What a panel's edge cuts through is whole when it is scrolled to. */
static bool is_cut(const Region *region) {
    return region->rect.w <= 0 || region->rect.h < region->whole.h - 0.5f;
}

static bool covers(const Region *above, const Region *below) {
    Rect r = below->rect;
    return above->kind != REGION_PANEL && above->overlay == below->overlay &&
           rects_meet(above->rect, r, 1) && is_way(above) && !is_cut(above);
}

static void assert_ways(const Play *play, const char *name, Size size) {
    const float least = TOUCH_POINTS * size.scale - 1;
    const DisplayList *list = &play->list;
    for (int k = 0; k < list->region_count; k++) {
        const Region *region = &list->regions[k];
        if (!is_way(region) || is_cut(region))
            continue;
        const char *label = list->texts + region->label;
        int length = (int)region->label_length;
        if (region->rect.w < least || region->rect.h < least)
            fail_msg("%s at %dx%d: \"%.*s\" is %g x %g pixels large", name, size.w, size.h, length,
                     label, (double)region->rect.w, (double)region->rect.h);
        for (int above = k + 1; above < list->region_count; above++)
            if (covers(&list->regions[above], region))
                fail_msg("%s at %dx%d: \"%.*s\" lies under \"%.*s\"", name, size.w, size.h, length,
                         label, (int)list->regions[above].label_length,
                         list->texts + list->regions[above].label);
    }
}

/* A finger on the middle of one, or a little beside it, presses that one. */
static void assert_had(const Play *play, const char *name, Size size) {
    const DisplayList *list = &play->list;
    const float around = REACH * size.scale;
    for (int k = 0; k < list->region_count; k++) {
        const Region *region = &list->regions[k];
        Rect r = region->rect;
        if (!is_way(region) || is_cut(region))
            continue;
        for (int corner = 0; corner < 5; corner++) {
            float x = r.x + r.w / 2 + (corner < 4 ? (corner % 2 ? 0.4f : -0.4f) * r.w : 0),
                  y = r.y + r.h / 2 + (corner < 4 ? (corner / 2 ? 0.4f : -0.4f) * r.h : 0);
            const Region *meant = region_near(list, x, y, around);
            if (meant != region && !(meant && meant->overlay > region->overlay))
                fail_msg("%s at %dx%d: a finger on \"%.*s\" means \"%.*s\"", name, size.w, size.h,
                         (int)region->label_length, list->texts + region->label,
                         meant ? (int)meant->label_length : 0,
                         meant ? list->texts + meant->label : "");
        }
    }
}

static void assert_small(const Play *play, const char *name, Size size) {
    assert_inside(play, name, size);
    assert_ways(play, name, size);
    assert_had(play, name, size);
}

static bool is_film(const Screen *screen) {
    return strcmp(screen->name, "film") == 0;
}

static void test_screens(void **state) {
    Stand *stand = *state;
    int count;
    const Screen *rows = screen_rows(&count);
    for (int k = 0; k < count; k++)
        for (int size = 0; size < SIZE_COUNT; size++) {
            Session *session = stand_on(stand, &rows[k]);
            draw_touched(&stand->play, session, SIZES[size], &stand->catalogue, is_film(&rows[k]));
            assert_whole(&stand->play, rows[k].name, SIZES[size]);
            assert_small(&stand->play, rows[k].name, SIZES[size]);
            stand_back(session);
        }
}

/* Three cells have no room for all of their numbers on a small phone. */
static bool too_many(const Session *session, Size size) {
    int cells[3];
    return session_shown_cells(session, cells, 3) > 2 &&
           fminf((float)size.w, (float)size.h) < 400 * size.scale;
}

static void test_lessons(void **state) {
    (void)state;
    static char paths[LESSONS_MOST][300];
    int count = lesson_paths(paths);
    for (int k = 0; k < count; k++) {
        Play play;
        lesson_start(&play, paths[k]);
        for (int beat = 0; beat < play.lesson->beat_count; beat++) {
            screen_beat(&play, beat);
            for (int size = 0; size < SIZE_COUNT; size++) {
                char name[320];
                snprintf(name, sizeof name, "%.280s, beat %d", paths[k], beat + 1);
                play_do(&play, (Action){.kind = ACTION_EXPLORE, .number = (beat + size) % 2});
                if ((beat + size) % 2 == 0 && too_many(play.session, SIZES[size]))
                    continue;
                draw_touched(&play, play.session, SIZES[size], NULL, false);
                assert_whole(&play, name, SIZES[size]);
                assert_small(&play, name, SIZES[size]);
            }
        }
        play_stop(&play);
    }
}

/* ---- the nearest ---- */

static void test_nearest(void **state) {
    (void)state;
    DisplayList list = {0};
    region_add(&list, REGION_PANEL, (Rect){0, 0, 400, 400}, "panel", 0, "p");
    region_add(&list, REGION_BUTTON, (Rect){100, 100, 200, 100}, "large", 0, "l");
    region_add(&list, REGION_BUTTON, (Rect){200, 140, 10, 10}, "on it", 0, "o");
    region_add(&list, REGION_BUTTON, (Rect){310, 100, 10, 10}, "small", 0, "s");
    region_add(&list, REGION_BUTTON, (Rect){330, 100, 10, 10}, "small", 1, "t");
    region_add(&list, REGION_BUTTON, (Rect){20, 20, 10, 10}, "off", 0, "d")->disabled = true;
    static const struct {
        float x, y;
        const char *label;
    } AT[] = {{205, 145, "o"}, {220, 150, "o"}, {230, 150, "l"}, {315, 85, "s"},  {324, 105, "s"},
              {326, 105, "t"}, {355, 105, "t"}, {360, 105, "p"}, {309, 105, "s"}, {280, 150, "l"},
              {150, 90, "p"},  {25, 25, "d"},   {35, 25, "p"},   {25, 45, "p"}};
    for (size_t k = 0; k < sizeof AT / sizeof *AT; k++) {
        const Region *region = region_near(&list, AT[k].x, AT[k].y, REACH);
        assert_non_null(region);
        if (list.texts[region->label] != AT[k].label[0])
            fail_msg("at %g, %g: %c, not %s", (double)AT[k].x, (double)AT[k].y,
                     list.texts[region->label], AT[k].label);
    }
    assert_null(region_near(&list, 500, 500, REACH));
    list.overlay = OVERLAY_MENU;
    region_add(&list, REGION_BUTTON, (Rect){90, 90, 60, 60}, "over", 0, "v");
    assert_int_equal(list.texts[region_near(&list, 140, 140, REACH)->label], 'v');
    display_free(&list);
}

/* ---- what is behind the last button ---- */

static const Region *find_by(const Play *play, ActionKind kind) {
    for (int k = play->list.region_count - 1; k >= 0; k--)
        if (play->list.regions[k].action.kind == kind)
            return &play->list.regions[k];
    return NULL;
}

static bool open_more(Stand *stand, Session *session, Size size) {
    draw_touched(&stand->play, session, size, &stand->catalogue, false);
    const Region *more = play_region(&stand->play, "more", 0);
    if (!more)
        return false;
    session_apply(session, &more->action);
    draw_touched(&stand->play, session, size, &stand->catalogue, false);
    return true;
}

/* In the bar or in the list, whatever the size. */
static void test_all_is_there(void **state) {
    Stand *stand = *state;
    static const ActionKind EVERYWHERE[] = {ACTION_THEME, ACTION_TEXT_SIZE, ACTION_LANGUAGE,
                                            ACTION_HELP, ACTION_HOME};
    int count;
    const Screen *rows = screen_rows(&count);
    for (int k = 0; k < count; k++)
        for (int size = 0; size < SIZE_COUNT && !is_film(&rows[k]); size++) {
            Session *session = stand_on(stand, &rows[k]);
            const TopbarItems *items = &rows[k].topbar;
            open_more(stand, session, SIZES[size]);
            bool own_home = rows[k].library; /* it is home */
            for (size_t a = 0; a < sizeof EVERYWHERE / sizeof *EVERYWHERE - own_home; a++)
                if (!find_by(&stand->play, EVERYWHERE[a]))
                    fail_msg("%s at %dx%d: action %d is not there", rows[k].name, SIZES[size].w,
                             SIZES[size].h, (int)EVERYWHERE[a]);
            assert_true(!items->changes || find_by(&stand->play, ACTION_UNDO));
            assert_non_null(find_by(&stand->play, ACTION_COPY_STATE));
            assert_true(!items->presents || find_by(&stand->play, ACTION_PRESENT));
            assert_true(!items->guides || find_by(&stand->play, ACTION_EXPLORE));
            assert_small(&stand->play, rows[k].name, SIZES[size]);
            session_apply(session, &(Action){.kind = ACTION_OPEN_MENU, .id = 0});
            stand_back(session);
        }
}

/* Its rows are a layer: Tab stays among them, and what lies under the card is not had. */
static void test_the_list_is_a_layer(void **state) {
    Stand *stand = *state;
    Session *session = stand_on(stand, screen_of(SESSION_LESSON));
    assert_true(open_more(stand, session, SIZES[2]));
    const DisplayList *list = &stand->play.list;
    const Region *theme = play_region(&stand->play, "theme", 0);
    assert_non_null(theme);
    assert_int_equal(theme->overlay, OVERLAY_MENU);
    assert_ptr_equal(region_near(list, theme->rect.x + 5, theme->rect.y + 5, REACH), theme);
    int themes = 0;
    for (int k = 0; k < list->region_count; k++)
        themes += list->regions[k].action.kind == ACTION_THEME;
    assert_int_equal(themes, 1); /* not told twice */
    session_apply(session, &theme->action);
    assert_int_equal(session->view.menu, 0); /* done, and away */
    stand_back(session);
}

/* ---- the keys ---- */

/* All of them are had at every size: what has no room scrolls, and a press closes. */
static void test_help(void **state) {
    Stand *stand = *state;
    Play *play = &stand->play;
    for (int kind = 0; kind < SESSION_KIND_COUNT; kind++)
        for (int size = 0; size < SIZE_COUNT; size++) {
            Session *session = stand->sessions[kind];
            session->view.scroll[PANEL_HELP] = 0;
            session_apply(session, &(Action){.kind = ACTION_HELP, .number = 1});
            draw_touched(play, session, SIZES[size], &stand->catalogue, false);
            const Region *panel = play_region(play, "scroll", PANEL_HELP);
            assert_non_null(panel);
            Action down = region_scroll(panel, 100000);
            bool scrolls = panel->high > 0;
            assert_whole(play, "keys", SIZES[size]);
            assert_true(SIZES[size].h < 700 * SIZES[size].scale || kind != SESSION_LESSON ||
                        SIZES[size].w > 700 * SIZES[size].scale || scrolls);
            assert_int_equal(session_apply(session, &down), scrolls);
            draw_touched(play, session, SIZES[size], &stand->catalogue, false);
            panel = play_region(play, "scroll", PANEL_HELP);
            assert_float_equal(fminf(panel->value, panel->high), panel->high, 0.5f);
            assert_whole(play, "keys, their end", SIZES[size]);
            assert_ptr_equal(region_find(&play->list, region_id("help.close", 0)),
                             region_at(&play->list, 2, 2));
            session_apply(session, &(Action){.kind = ACTION_HELP, .number = 0});
        }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_nearest),
        cmocka_unit_test_setup_teardown(test_screens, stand_up, stand_down),
        cmocka_unit_test_setup_teardown(test_all_is_there, stand_up, stand_down),
        cmocka_unit_test_setup_teardown(test_the_list_is_a_layer, stand_up, stand_down),
        cmocka_unit_test_setup_teardown(test_help, stand_up, stand_down),
        cmocka_unit_test(test_lessons),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
