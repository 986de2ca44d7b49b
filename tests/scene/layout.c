/* layout.c: proves that the whole screen stays whole at every size of window and type: no
 * text on another, none cut or outside, none too small or too faint to be read; every control has a
 * name of its own, a label, a place and the keyboard's reach; panels fold, scroll and follow the
 * focus. */
#include "look_sample.h"
#include "scene/words/describe_look.h"
#include "scene_screen.h"
#include "session/asked.h"
#include "session/kinds/look_parts.h"
#include "session/kinds/look_work.h"
#include "session/kinds/sandbox.h"
#include "training_sample.h"

static const Size SIZES[] = {{1024, 640, 1},  {1280, 720, 1},  {1600, 900, 1}, {1366, 768, 1},
                             {1920, 1080, 1}, {2560, 1440, 1}, {2048, 1280, 2}};
static const float TEXTS[] = {1, 1.3f, 1.5f, 2};
enum { SIZE_COUNT = sizeof SIZES / sizeof *SIZES, TEXT_COUNT = sizeof TEXTS / sizeof *TEXTS };

static char *words_of(const Play *play, const Shape *shape, char *text, size_t size) {
    snprintf(text, size, "%.*s", (int)shape->length, play->list.texts + shape->text);
    return text;
}

static void describe(const Play *play, Size size, char *text, size_t room) {
    snprintf(text, room, "%dx%d at %g, text %g, beat %d, theme %d", size.w, size.h,
             (double)size.scale, (double)play->session->view.text_scale, play->session->beat + 1,
             play->session->view.theme);
}

/* ---- texts ---- */

/* What the fills below a text make together, where its middle is. */
static Color ground(const Play *play, const Seen *seen) {
    Color color = 0x000000ff;
    Rect clip = {0, 0, -1, 0};
    float x = seen->rect.x + seen->rect.w / 2, y = seen->rect.y + seen->rect.h / 2;
    for (int k = 0; k < seen->index; k++) {
        const Shape *shape = &play->list.shapes[k];
        if (shape->kind == SHAPE_CLIP)
            clip = shape->rect;
        if (shape->kind == SHAPE_FILL && rect_contains(shape->rect, x, y) &&
            (clip.w < 0 || rect_contains(clip, x, y)))
            color = color_mix(color, shape->color | 0xff, (float)(shape->color & 0xff) / 255);
    }
    return color;
}

static bool is_disabled(const Play *play, Rect r) {
    const Region *region = region_at(&play->list, r.x + r.w / 2, r.y + r.h / 2);
    return region && region->disabled;
}

static void check_contrast(const Play *play, const char *where, const Seen *seen, int count) {
    for (int k = 0; k < count; k++) {
        Color below = ground(play, &seen[k]);
        float contrast = color_contrast(seen[k].shape->color | 0xff, below);
        char text[256];
        if (contrast < 4.5f && !is_disabled(play, seen[k].rect))
            fail_msg("%s: \"%s\" has a contrast of %.2f (%08x on %08x)", where,
                     words_of(play, seen[k].shape, text, sizeof text), (double)contrast,
                     seen[k].shape->color, below);
    }
}

/* ---- regions ---- */

static void check_regions(const Play *play, Size size, const char *where) {
    const DisplayList *list = &play->list;
    Rect window = {0, 0, (float)size.w, (float)size.h};
    for (int k = 0; k < list->region_count; k++) {
        const Region *region = &list->regions[k];
        size_t length;
        const char *label = region_label(list, region, &length);
        if (!length)
            fail_msg("%s: region %d has no label", where, k);
        if (region->id == 0)
            fail_msg("%s: \"%s\" has no id", where, label);
        if (region->rect.w > 0 && !rect_inside(window, region->rect))
            fail_msg("%s: \"%s\" leaves the window", where, label);
        for (int j = 0; j < k; j++)
            if (list->regions[j].id == region->id)
                fail_msg("%s: \"%s\" and \"%s\" have one id", where, label,
                         region_label(list, &list->regions[j], NULL));
    }
}

static void check(Play *play, Size size) {
    static Seen seen[FIT_TEXTS_MOST];
    char where[160];
    screen_draw(play, size);
    describe(play, size, where, sizeof where);
    Error error;
    Rect window = {0, 0, (float)size.w, (float)size.h};
    if (!fit_check(&play->list, &PLAY_FONTS, window, size.scale, seen, &error))
        fail_msg("%s: %s %s", where, error.what, error.found);
    int count = screen_texts(play, seen, FIT_TEXTS_MOST);
    assert_true(count > 20);
    check_contrast(play, where, seen, count);
    check_regions(play, size, where);
}

/* ---- tests ---- */

static void every_size_is_tidy(void **state) {
    (void)state;
    Play play;
    screen_start(&play, SCREEN_LESSON);
    play.viewport.lesson_number = 1;
    play.viewport.lesson_total = 12;
    for (int beat = 0; beat < play.lesson->beat_count; beat++) {
        screen_beat(&play, beat);
        for (int size = 0; size < SIZE_COUNT; size++)
            for (int text = 0; text < TEXT_COUNT; text++) {
                play.session->view.text_scale = TEXTS[text];
                play.session->view.theme = (size + text + beat) % 2;
                check(&play, SIZES[size]);
            }
    }
    play_stop(&play);
}

/* The middle of a control. */
static float height_of(const Play *play, const char *name) {
    const Region *region = region_find(&play->list, region_id(name, 0));
    if (!region)
        fail_msg("there is no \"%s\"", name);
    return region->rect.y + region->rect.h / 2;
}

/* A phone, a tablet held upright, a phone's own pixels: the stage above, the lesson below it. */
static void an_upright_window_has_the_stage_above_the_lesson(void **state) {
    (void)state;
    static const Size upright[] = {{390, 844, 1},  {768, 1024, 1}, {1170, 2532, 3},
                                   {900, 1600, 1}, {700, 720, 1},  {390, 640, 1}};
    Play play;
    screen_start(&play, SCREEN_LESSON);
    for (size_t size = 0; size < sizeof upright / sizeof *upright; size++)
        for (int beat = 0; beat < play.session->lesson->beat_count; beat++) {
            screen_beat(&play, beat);
            for (int panel = 0; panel < 3; panel++) { /* both open, lesson folded, tweaks folded */
                play.session->view.folded[PANEL_LESSON] = panel == 1;
                play.session->view.folded[PANEL_TWEAKS] = panel == 2;
                check(&play, upright[size]);
                if (panel != 1)
                    assert_true(height_of(&play, "next") > height_of(&play, "time.play"));
            }
        }
    play_stop(&play);
}

/* The panel of the sandbox in its states: nothing recorded yet, live with the pad, paused with as
 * much in it as there can be. */
static void the_sandbox_is_tidy(void **state) {
    (void)state;
    static const SandboxSetup setup = {.kinds = {true, true, true}, .units = 2, .inputs = 2};
    static const Action changes[] = {
        {.kind = ACTION_NONE},
        {.kind = ACTION_LIVE_SOURCE, .number = 0, .unit = LIVE_PAD_X},
        {.kind = ACTION_LIVE_KEY, .number = 1, .value = 1},
        {.kind = ACTION_SANDBOX, .number = SANDBOX_WIDTH, .value = 4},
        {.kind = ACTION_SANDBOX, .number = SANDBOX_START, .value = START_RANDOM},
        {.kind = ACTION_LIVE_SOURCE, .number = 0, .unit = LIVE_WAVES + WAVE_TWO_PULSES},
        {.kind = ACTION_SANDBOX, .number = SANDBOX_SIZE, .value = 64},
        {.kind = ACTION_PLAY}};
    Play play = {.session = session_new_sandbox(&setup, NULL, NULL)};
    assert_non_null(play.session);
    for (size_t k = 0; k < sizeof changes / sizeof *changes; k++) {
        assert_true(k == 0 || play_do(&play, changes[k]));
        for (int size = 0; size < SIZE_COUNT; size++) {
            play.session->view.text_scale = TEXTS[(size + (int)k) % TEXT_COUNT];
            play.session->view.theme = (size + (int)k) % THEME_COUNT;
            check(&play, SIZES[size]);
        }
        for (int frame = 0; frame < 200; frame++)
            session_advance(play.session, 1.0 / 60);
    }
    play_stop(&play);
}

/* Three cells, each order and signal, the first step and the last. */
static void the_maps_are_tidy(void **state) {
    (void)state;
    for (int k = 0; k < 4; k++) {
        Play play = {.session = stand_look()};
        play_do(&play, (Action){.kind = ACTION_SELECT, .cell = k % 3, .unit = k % 2});
        play_do(&play, (Action){.kind = ACTION_LOOK, .number = LOOK_ORDER, .unit = k});
        play_do(&play, (Action){.kind = ACTION_LOOK, .number = LOOK_SIGNAL, .unit = k + 1});
        screen_go_to(&play, k % 2 ? 0 : 2);
        for (int size = 0; size < SIZE_COUNT; size++)
            for (int text = 0; text < TEXT_COUNT; text++) {
                play.session->view.text_scale = TEXTS[text];
                play.session->view.theme = (size + text + k) % THEME_COUNT;
                check(&play, SIZES[size]);
            }
        play_stop(&play);
    }
}

/* Texts that end so. */
static int texts_with(const Play *play, const char *end) {
    int count = 0;
    size_t length = strlen(end);
    for (int k = 0; k < play->list.shape_count; k++) {
        const Shape *s = &play->list.shapes[k];
        count += s->kind == SHAPE_TEXT && s->length >= length &&
                 memcmp(play->list.texts + s->text + s->length - length, end, length) == 0;
    }
    return count;
}

/* A cell without a past is a readout in the line about the file, and reads in no direction. */
static void a_readout_is_called_so(void **state) {
    (void)state;
    Errors errors = {0};
    Lesson *lesson = lesson_parse(SCREEN_LESSON, strlen(SCREEN_LESSON), NULL, &errors);
    assert_non_null(lesson);
    int past = weight_find(CELL_RNN, "W_hh");
    memset(lesson->cells[2].cell->weights[past], 0, 4 * sizeof(float));
    cell_touch(lesson->cells[2].cell);
    Play play = {.session = session_new_look(lesson, &(LookFile){.format = NULL}, NULL)};
    screen_draw(&play, SIZES[2]);
    assert_true(play_says(&play, "LSTM 2 \u2192 2; GRU 2 \u2192 2; readout 2 \u2192 2"));
    assert_int_equal(texts_with(&play, "forwards"), 2);
    play_stop(&play);
    play = (Play){.session = stand_look()};
    screen_draw(&play, SIZES[2]);
    assert_int_equal(texts_with(&play, "forwards"), 3);
    play_stop(&play);
}

/* The x of the only dashed line through the whole map. */
static float mark_at(const Play *play, Rect area) {
    float x = -1;
    for (int k = 0; k < play->list.shape_count; k++) {
        const Shape *s = &play->list.shapes[k];
        if (s->kind == SHAPE_LINE && s->dash > 0 && s->rect.y == area.y && s->rect.h > area.h) {
            assert_true(x < 0);
            x = s->rect.x;
        }
    }
    return x;
}

/* Beside another export: where they part is marked in the map, and each card and sentence tells it. */
static void another_export_stands_beside(void **state) {
    (void)state;
    char text[2048];
    Play play = {.session = stand_look()};
    LookBeside cells[3] = {{.there = true,
                            .parting = {.there = true,
                                        .signal = signal_find(CELL_LSTM, "c"),
                                        .unit = 1,
                                        .t = 2,
                                        .one = 0.5f,
                                        .other = 0.25f,
                                        .most = 0.5f}},
                           {.there = true, .parting = {.most = 0}},
                           {.there = false}};
    assert_true(session_look_beside(play.session, "model.onnx", cells, NULL));
    for (int size = 0; size < SIZE_COUNT; size++)
        check(&play, SIZES[size]);
    screen_draw(&play, SIZES[2]);
    const Region *area = play_region(&play, "look.area", 0);
    float step = area->rect.w / (float)play.session->lesson->steps;
    assert_float_equal(mark_at(&play, area->rect), roundf(area->rect.x + 2 * step), 0.01f);
    assert_true(play_says(&play, "from t = 2 on they differ: c of unit 2 is 0.5, there 0.25"));
    assert_true(play_says(&play, "differs from t = 2, up to 0.5"));
    assert_true(play_says(&play, "the same in both, to 0"));
    assert_true(play_says(&play, "the other has no such layer"));
    assert_int_equal(texts_with(&play, "; beside model.onnx"), 1);
    describe_look(play.session, text, sizeof text);
    assert_non_null(strstr(text, "Beside it: model.onnx.\n"));
    assert_non_null(strstr(text, "From step 2 on the other differs: memory cell of unit 2 is 0.5, "
                                 "there 0.25; 0.5 apart at most. "));
    assert_non_null(strstr(text, "The other is the same; 0 apart at most. "));
    assert_non_null(strstr(text, "The other has no such layer. "));
    play_do(&play, (Action){.kind = ACTION_SELECT, .cell = 1, .unit = 0});
    screen_draw(&play, SIZES[2]);
    assert_float_equal(mark_at(&play, play_region(&play, "look.area", 0)->rect), -1, 0);
    play_stop(&play);
}

/* While maps are made the screen says how far that is, and shows nothing that is not there. */
static void maps_come_by_parts(void **state) {
    (void)state;
    char text[1024], said[48];
    Play play = {.session = stand_look()};
    Look *look = look_of(play.session);
    snprintf(said, sizeof said, "Computing %ld steps: ", play.session->lesson->steps);
    assert_true(look_work_begin(play.session, look, NULL));
    for (int size = 0; size < SIZE_COUNT; size++) {
        screen_draw(&play, SIZES[size]);
        screen_assert_whole(&play, SIZES[size]);
        assert_true(screen_says(&play, said));
        assert_null(play_region(&play, "look.area", 0));
    }
    describe_look(play.session, text, sizeof text);
    assert_non_null(strstr(text, "Computing: "));
    assert_null(strstr(text, "Unit 1 "));
    assert_true(session_finish_look(play.session, NULL, NULL));
    screen_draw(&play, SIZES[2]);
    assert_non_null(play_region(&play, "look.area", 0));
    describe_look(play.session, text, sizeof text);
    assert_non_null(strstr(text, "Unit 1 "));
    play_stop(&play);
}

/* Waiting, at the start, with all curves, and with one cell only; the panel folded in between. */
static void the_training_is_tidy(void **state) {
    (void)state;
    static const TrainingTask tasks[] = {TRAINING_RECALL, TRAINING_ADDING, TRAINING_COUNTING,
                                         TRAINING_TEXT};
    for (int k = 0; k < 5; k++) {
        Play play = {.session = training_begin(tasks[k % 4], 4)};
        if (k == 4) {
            play_do(&play, (Action){.kind = ACTION_TRAINING, .number = TRAINING_KIND});
            play_do(&play, (Action){.kind = ACTION_TRAINING, .number = TRAINING_KIND, .unit = 1});
        }
        training_report(play.session, k == 0 ? 0 : 120 * k);
        for (int size = 0; size < SIZE_COUNT; size++)
            for (int text = 0; text < TEXT_COUNT; text++) {
                play.session->view.text_scale = TEXTS[text];
                play.session->view.theme = (size + text + k) % THEME_COUNT;
                play.session->view.folded[PANEL_LESSON] = k == 2 && text == 1;
                check(&play, SIZES[size]);
            }
        play_stop(&play);
    }
}

static void every_state_is_tidy(void **state) {
    (void)state;
    Play play;
    screen_start(&play, SCREEN_LESSON);
    screen_beat(&play, 1);
    play_do(&play, (Action){.kind = ACTION_ANSWER, .number = 1});
    for (int folded = 0; folded < 8; folded++)
        for (int theme = 0; theme < 2; theme++)
            for (int text = 0; text < TEXT_COUNT; text++) {
                View *view = &play.session->view;
                view->folded[PANEL_LESSON] = folded & 1;
                view->folded[PANEL_TWEAKS] = folded & 2;
                view->folded[PANEL_EQUATION] = folded & 4;
                view->theme = theme;
                view->text_scale = TEXTS[text];
                view->help = text == 2;
                check(&play, SIZES[folded % SIZE_COUNT]);
            }
    play_stop(&play);
}

static void a_reading_error_has_its_own_room(void **state) {
    (void)state;
    Play play;
    Error error = {0};
    screen_start(&play, SCREEN_LESSON);
    error_set(&error, "unknown key \"W_fx\" in a place that has a rather long name, to fill lines");
    error_hint(&error, "did you mean \"W_xf\"?");
    play.viewport.reading = &error;
    for (int text = 0; text < TEXT_COUNT; text++) {
        play.session->view.text_scale = TEXTS[text];
        check(&play, SIZES[0]);
        assert_true(screen_says(&play, "unknown key"));
        assert_false(screen_says(&play, "errors"));
    }
    play.viewport.reading_count = 3;
    check(&play, SIZES[0]);
    assert_true(screen_says(&play, "3 errors. unknown key"));
    play_stop(&play);
}

static void the_same_session_gives_the_same_picture(void **state) {
    (void)state;
    Play play;
    DisplayList first;
    screen_start(&play, SCREEN_LESSON);
    screen_draw(&play, SIZES[2]);
    first = play.list;
    play.list = (DisplayList){0};
    screen_draw(&play, SIZES[2]);
    assert_same_list(&first, &play.list);
    display_free(&first);
    play_stop(&play);
}

static void tweaks_make_way_for_the_stage(void **state) {
    (void)state;
    Play play;
    screen_start(&play, SCREEN_LESSON);
    screen_draw(&play, SIZES[0]);
    assert_null(play_region(&play, "unfold", PANEL_TWEAKS));
    assert_non_null(play_region(&play, "dial.input", 0));
    play.session->view.text_scale = 2;
    screen_draw(&play, SIZES[0]);
    const Region *strip = play_region(&play, "unfold", PANEL_TWEAKS);
    assert_non_null(strip);
    assert_false(strip->disabled);
    assert_null(play_region(&play, "dial.input", 0));
    /* its button gives them the lesson's room */
    play_do(&play, strip->action);
    screen_draw(&play, SIZES[0]);
    assert_non_null(play_region(&play, "dial.input", 0));
    const Region *lesson = play_region(&play, "unfold", PANEL_LESSON);
    assert_non_null(lesson);
    play_do(&play, lesson->action);
    screen_draw(&play, SIZES[0]);
    assert_non_null(play_region(&play, "next", 0));
    play_stop(&play);
}

static void panels_fold_and_unfold(void **state) {
    (void)state;
    Play play;
    screen_start(&play, SCREEN_LESSON);
    for (int panel = 0; panel <= PANEL_TWEAKS; panel++) {
        screen_draw(&play, SIZES[2]);
        const Region *fold = play_region(&play, "fold", panel);
        assert_non_null(fold);
        assert_null(play_region(&play, "unfold", panel));
        play_do(&play, fold->action);
        screen_draw(&play, SIZES[2]);
        const Region *unfold = play_region(&play, "unfold", panel);
        assert_non_null(unfold);
        assert_null(play_region(&play, "fold", panel));
        play_do(&play, unfold->action);
        assert_false(play.session->view.folded[panel]);
    }
    play_stop(&play);
}

/* The region inside the room of the panel that scrolls. */
static bool in_room(const Play *play, const Region *region, Panel panel) {
    const Region *room = play_region(play, "scroll", panel);
    return region && region->rect.h > 8 && rect_inside(room->rect, region->rect);
}

static void scrolling_reaches_the_end_and_stops(void **state) {
    (void)state;
    Play play;
    screen_start(&play, SCREEN_LESSON);
    screen_beat(&play, 1);
    play.session->view.text_scale = 2;
    screen_draw(&play, SIZES[0]);
    const Region *room = play_region(&play, "scroll", PANEL_LESSON);
    assert_non_null(room);
    assert_true(room->high > 0);
    int last = asked_choice(play.session, 1, 2);
    assert_false(in_room(&play, play_region(&play, "choice", last), PANEL_LESSON));
    play_do(&play, region_scroll(room, 100000));
    screen_draw(&play, SIZES[0]);
    room = play_region(&play, "scroll", PANEL_LESSON);
    assert_true(in_room(&play, play_region(&play, "choice", last), PANEL_LESSON));
    assert_float_equal(room->value, room->high, 0.5f);
    assert_int_equal(region_scroll(room, 10).value, 0);
    /* a value that is too large (the window grew) is as good as the end */
    float y = play_region(&play, "choice", last)->rect.y;
    play.session->view.scroll[PANEL_LESSON] = 90000;
    screen_draw(&play, SIZES[0]);
    assert_float_equal(play_region(&play, "choice", last)->rect.y, y, 1);
    play_stop(&play);
}

static void the_focus_is_scrolled_into_sight(void **state) {
    (void)state;
    Play play;
    screen_start(&play, SCREEN_LESSON);
    screen_draw(&play, SIZES[0]);
    const Region *scroll = play_region(&play, "scroll", PANEL_TWEAKS);
    assert_true(scroll->high > 0);
    unsigned id = 0;
    int reached = 0;
    for (int k = 0; k < play.list.region_count; k++) {
        const Region *next = region_next(&play.list, id, 1);
        id = next->id;
        play_do(&play, (Action){.kind = ACTION_FOCUS, .id = id, .flag = true});
        screen_draw(&play, SIZES[0]);
        const Region *now = region_find(&play.list, id);
        assert_non_null(now);
        if (now->rect.w <= 0 || now->rect.h <= 0)
            fail_msg("the focus is on \"%s\", which is not seen",
                     region_label(&play.list, now, NULL));
        reached += now->kind == REGION_SLIDER;
    }
    assert_true(reached > 20);
    play_stop(&play);
}

static void controls_are_for_the_keyboard_too(void **state) {
    (void)state;
    Play play;
    screen_start(&play, SCREEN_LESSON);
    screen_beat(&play, 1);
    screen_draw(&play, SIZES[2]);
    static const char *const NAMES[] = {
        "next", "back", "choice",     "show", "undo",        "theme", "text",    "help",
        "beat", "fold", "dial.input", "gate", "dial.weight", "menu",  "variant", "equation"};
    for (size_t k = 0; k < sizeof NAMES / sizeof *NAMES; k++) {
        const Region *region = NULL;
        for (int index = 0; index < 64 && !region; index++)
            region = play_region(&play, NAMES[k], index);
        if (!region || !region->focusable)
            fail_msg("\"%s\" cannot have the focus", NAMES[k]);
    }
    play_stop(&play);
}

static void many_beats_and_a_long_title_fit(void **state) {
    (void)state;
    enum { BEATS = 120 };
    static char text[32768];
    size_t at = (size_t)snprintf(
        text, sizeof text,
        "{\"format\":1,\"id\":\"long\",\"title\":\"A lesson whose title is so long that it "
        "could never stand in one line of a window, however wide that window may ever be "
        "made by anybody\",\"track\":\"tests\",\"level\":1,\"minutes\":1,\"goal\":\"Go on.\","
        "\"inputs\":{\"names\":[\"x\"],\"sequence\":[[0],[1]]},\"cells\":[{\"id\":\"rnn\","
        "\"kind\":\"rnn\",\"hidden\":1,\"weights\":{}}],\"beats\":[{\"say\":\"a\"}");
    for (int k = 1; k < BEATS; k++)
        at += (size_t)snprintf(text + at, sizeof text - at, ",{\"say\":\"b\"}");
    snprintf(text + at, sizeof text - at, "]}");
    Play play;
    screen_start(&play, text);
    play.viewport.lesson_number = 100;
    play.viewport.lesson_total = 240;
    screen_beat(&play, 60);
    for (int size = 0; size < SIZE_COUNT; size++)
        for (int scale = 0; scale < TEXT_COUNT; scale++) {
            play.session->view.text_scale = TEXTS[scale];
            check(&play, SIZES[size]);
            bool help = play_region(&play, "help", 0), more = play_region(&play, "more", 0);
            assert_true(help != more);
        }
    play_stop(&play);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_size_is_tidy),
        cmocka_unit_test(an_upright_window_has_the_stage_above_the_lesson),
        cmocka_unit_test(the_sandbox_is_tidy),
        cmocka_unit_test(the_training_is_tidy),
        cmocka_unit_test(the_maps_are_tidy),
        cmocka_unit_test(a_readout_is_called_so),
        cmocka_unit_test(maps_come_by_parts),
        cmocka_unit_test(another_export_stands_beside),
        cmocka_unit_test(every_state_is_tidy),
        cmocka_unit_test(a_reading_error_has_its_own_room),
        cmocka_unit_test(the_same_session_gives_the_same_picture),
        cmocka_unit_test(tweaks_make_way_for_the_stage),
        cmocka_unit_test(panels_fold_and_unfold),
        cmocka_unit_test(scrolling_reaches_the_end_and_stops),
        cmocka_unit_test(the_focus_is_scrolled_into_sight),
        cmocka_unit_test(controls_are_for_the_keyboard_too),
        cmocka_unit_test(many_beats_and_a_long_title_fit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
