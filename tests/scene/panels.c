/* panels.c: proves that the panels say and do what they should: rich text is set as written;
 * questions take answers and tell why; tasks show how far they are; tweaks change what they name,
 * only where the task allows it; equations show the numbers of the run and never those to come. */
#include "lesson/condition/condition.h"
#include "scene_screen.h"

#include "engine/kinds/gru.h"
#include "engine/kinds/lstm.h"
#include "engine/kinds/rnn.h"
#include "scene/paint/rich_text.h"
#include "scene/scene.h"
#include "scene/words/describe.h"
#include "scene/words/keys.h"
#include "scene/words/number.h"

static const Size WIDE = {1600, 900, 1}, HIGH = {1600, 2400, 1};

static void start(Play *play, int beat) {
    screen_start(play, SCREEN_LESSON);
    screen_beat(play, beat);
    screen_draw(play, HIGH);
}

static void press(Play *play, const char *name, int index) {
    const Region *region = play_region(play, name, index);
    if (!region)
        fail_msg("there is no region \"%s\" %d", name, index);
    if (region->disabled)
        fail_msg("\"%s\" %d is disabled", name, index);
    Action action = region->action;
    play_do(play, action);
    screen_draw(play, HIGH);
}

/* ---- rich text ---- */

static float set(Play *play, const char *markdown, float width) {
    screen_draw(play, WIDE); /* fills in the viewport */
    play->painter = (Painter){.list = &play->list,
                              .session = play->session,
                              .theme = theme_get(THEME_DARK),
                              .fonts = &PLAY_FONTS,
                              .viewport = &play->viewport,
                              .u = 1,
                              .small = 13,
                              .body = 16,
                              .large = 20};
    display_clear(&play->list);
    const RichStyle style = {.px = 16, .color = play->painter.theme->text};
    return rich_text(&play->painter, 100, 50, width, markdown, style);
}

static const Shape *find_text(const Play *play, const char *text) {
    for (int k = 0; k < play->list.shape_count; k++) {
        const Shape *s = &play->list.shapes[k];
        if (s->kind == SHAPE_TEXT && s->length == strlen(text) &&
            memcmp(play->list.texts + s->text, text, s->length) == 0)
            return s;
    }
    return NULL;
}

static void assert_look(const Play *play, const char *text, Face face, Color color) {
    const Shape *shape = find_text(play, text);
    if (!shape)
        fail_msg("\"%s\" was not set", text);
    assert_int_equal(shape->face, face);
    assert_int_equal(shape->color, color);
}

static void spans_have_their_looks(void **state) {
    (void)state;
    Play play;
    screen_start(&play, SCREEN_LESSON);
    const Theme *theme = theme_get(THEME_DARK);
    set(&play, "plain **bold** *slanted* `code` [link](http://x.y) &amp; &#x2192; end", 2000);
    assert_look(&play, "plain", FACE_TEXT, theme->text);
    assert_look(&play, "bold", FACE_TEXT_BOLD, theme->text);
    assert_look(&play, "slanted", FACE_TEXT_ITALIC, theme->text);
    assert_look(&play, "code", FACE_NUMBER, theme->text);
    assert_non_null(find_text(&play, "link"));
    assert_non_null(find_text(&play, "&"));
    assert_non_null(find_text(&play, "\u2192"));
    assert_non_null(find_text(&play, "end"));
    play_stop(&play);
}

static void symbols_have_their_roles(void **state) {
    (void)state;
    Play play;
    screen_start(&play, SCREEN_LESSON);
    const Theme *theme = theme_get(THEME_DARK);
    set(&play, "{f} and {z:update gate} and {r} with {{f}} and {what}, {g}", 2000);
    assert_look(&play, "f", FACE_SYMBOL, theme->role[ROLE_FORGET]);
    assert_look(&play, "update gate", FACE_TEXT_BOLD, theme->role[ROLE_UPDATE]);
    assert_look(&play, "r", FACE_SYMBOL, theme->role[ROLE_RESET]);
    assert_look(&play, cell_kind(CELL_LSTM)->signals[LSTM_G].symbol, FACE_SYMBOL,
                theme->role[ROLE_CANDIDATE]);
    assert_true(screen_says(&play, "{f"));
    assert_true(screen_says(&play, "{what},"));
    play.session->view.notation = 1;
    set(&play, "{g}", 2000);
    assert_look(&play, "g", FACE_SYMBOL, theme->role[ROLE_CANDIDATE]);
    play_stop(&play);
}

static void a_line_holds_what_fits(void **state) {
    (void)state;
    static const char TEXT[] =
        "# Heading\n\nA paragraph of words that are long and short and {f:coloured}, with "
        "Averylongwordthatdoesnotfitintoanylineofthepanelatallandgoeson inside.\n\n"
        "- first, also longer than a line is wide\n  - below it\n- second\n\n"
        "> quoted words of some length\n\n3. three\n4. four\n\n---\n\n```\ncode  with spaces\n"
        "second\n```\n\nlast";
    Play play;
    screen_start(&play, SCREEN_LESSON);
    for (float width = 120; width < 700; width += 37) {
        float height = set(&play, TEXT, width);
        Rect room = {100, 50, width, height};
        assert_tidy(&play, room, "rich text");
        assert_non_null(find_text(&play, "last"));
        assert_non_null(find_text(&play, "4."));
    }
    const Shape *code = find_text(&play, "code  with spaces"), *second = find_text(&play, "second");
    assert_non_null(code);
    assert_true(second->rect.y > find_text(&play, "Heading")->rect.y);
    assert_true(find_text(&play, "Heading")->px > find_text(&play, "last")->px);
    assert_true(find_text(&play, "below it")->rect.x > find_text(&play, "second")->rect.x);
    play_stop(&play);
}

static void paragraphs_take_room(void **state) {
    (void)state;
    Play play;
    screen_start(&play, SCREEN_LESSON);
    float one = set(&play, "a", 300), two = set(&play, "a\n\nb", 300),
          broken = set(&play, "a\\\nb", 300);
    assert_true(one > 16 && two > 2 * one && broken > 1.9f * one && broken < two);
    assert_true(set(&play, "", 300) == 0);
    assert_true(set(&play, "***\n{\n}\n**{f}", 300) > 0); /* broken marks break nothing */
    play_stop(&play);
}

/* ---- the lesson panel ---- */

static void answers_are_taken_and_told_why(void **state) {
    (void)state;
    Play play;
    start(&play, 1);
    assert_true(screen_says(&play, "BEAT 2 OF 4"));
    assert_true(screen_says(&play, "PREDICT"));
    assert_false(screen_says(&play, "mix it"));
    press(&play, "choice", 1);
    assert_int_equal(session_beat_state(play.session)->answer, 1);
    assert_true(screen_says(&play, "mix it"));
    assert_false(play_region(&play, "choice", 0)->disabled);
    press(&play, "choice", 0);
    assert_true(screen_says(&play, "forget gate stayed"));
    assert_false(screen_says(&play, "mix it")); /* told once, when it was chosen */
    for (int k = 0; k < 3; k++)
        assert_true(play_region(&play, "choice", k)->disabled);
    play_stop(&play);
}

static int count_shapes(const Play *play, ShapeKind kind, Color color) {
    int count = 0;
    for (int k = 0; k < play->list.shape_count; k++)
        count += play->list.shapes[k].kind == kind && play->list.shapes[k].color == color;
    return count;
}

static void right_and_wrong_differ_in_shape(void **state) {
    (void)state;
    Play play;
    start(&play, 1);
    const Theme *theme = theme_get(THEME_DARK);
    assert_int_equal(count_shapes(&play, SHAPE_CROSS, theme->bad), 0);
    press(&play, "choice", 2);
    assert_int_equal(count_shapes(&play, SHAPE_CROSS, theme->bad), 1);
    assert_int_equal(count_shapes(&play, SHAPE_LINE, theme->good), 0);
    press(&play, "choice", 0);
    assert_int_equal(count_shapes(&play, SHAPE_CROSS, theme->bad), 1); /* still to be seen */
    assert_int_equal(count_shapes(&play, SHAPE_LINE, theme->good), 2);
    play_stop(&play);
}

static void the_way_on(void **state) {
    (void)state;
    Play play;
    start(&play, 0);
    assert_true(play_region(&play, "back", 0)->disabled);
    press(&play, "next", 0);
    assert_int_equal(play.session->beat, 1);
    press(&play, "next", 0); /* an open question holds back once, and says so */
    assert_int_equal(play.session->beat, 1);
    assert_true(screen_says(&play, "Predict first"));
    press(&play, "next", 0);
    assert_int_equal(play.session->beat, 2);
    assert_false(screen_says(&play, "Predict first"));
    press(&play, "back", 0);
    assert_int_equal(play.session->beat, 1);
    screen_beat(&play, 3);
    screen_draw(&play, WIDE);
    assert_true(play_region(&play, "next", 0)->disabled); /* no lesson is known to follow */
    play.viewport.lesson_number = 2;
    play.viewport.lesson_total = 3;
    screen_draw(&play, WIDE);
    assert_int_equal(play_region(&play, "next", 0)->action.kind, ACTION_OPEN_LESSON);
    assert_true(screen_says(&play, "Next lesson"));
    play_stop(&play);
}

/* Numbers that are not of this run yet are said to be so above the stage, with the step, and to who
 * listens; while they are computed, Escape and a press on the words stop that. */
static void old_numbers_are_said_to_be_old(void **state) {
    (void)state;
    Play play;
    char told[4096];
    char computing[100];
    const char *const notes[] = {
        computing,
        "Stopped: the steps from t = 2 on were not computed. The next change goes on with it."};
    screen_start(&play, SCREEN_LESSON);
    Session *session = play.session;
    screen_draw(&play, (Size){1600, 900, 1});
    assert_false(region_find(&play.list, region_id("computing", 0)));
    for (int k = 0; k < session->lesson->cell_count; k++)
        session->run->dirty[k] = 2;
    session->behind = 0.2;
    snprintf(computing, sizeof computing,
             "Computing: %.0f %%, right up to t = 1. Escape, or a press here, stops it.",
             200.0 / (double)session->lesson->steps);
    for (int stopped = 0; stopped < 2; stopped++) {
        screen_draw(&play, (Size){1600, 900, 1});
        assert_true(screen_says(&play, notes[stopped]));
        describe_beat(session, NULL, told, sizeof told);
        assert_non_null(strstr(told, notes[stopped]));
        const Region *region = region_find(&play.list, region_id("computing", 0));
        assert_int_equal(region == NULL, stopped);
        if (!stopped)
            play_do(&play, region->action);
    }
    for (int k = 0; k < session->lesson->cell_count; k++)
        session->run->dirty[k] = session->lesson->steps;
    screen_draw(&play, (Size){1600, 900, 1});
    assert_false(screen_says(&play, notes[1]));
    describe_beat(session, NULL, told, sizeof told);
    assert_null(strstr(told, notes[1]));
    play_stop(&play);
}

static void a_notice_is_seen_without_the_panel(void **state) {
    (void)state;
    Play play;
    start(&play, 1);
    play.session->view.folded[PANEL_LESSON] = true;
    play_do(&play, (Action){.kind = ACTION_BEAT, .number = 1});
    screen_draw(&play, WIDE);
    assert_true(screen_says(&play, "Predict first"));
    play_stop(&play);
}

static void a_task_goes_from_progress_to_done(void **state) {
    (void)state;
    Play play;
    start(&play, 2);
    assert_true(screen_says(&play, "YOUR TURN"));
    assert_false(screen_says(&play, "done"));
    int done, total;
    condition_progress(session_beat(play.session)->task->until.condition, play.session->run, &done,
                       &total);
    char text[64];
    snprintf(text, sizeof text, "held for %d of %d steps", done, total);
    assert_true(screen_says(&play, text));
    press(&play, "solution", 0);
    assert_true(session_task_holds(play.session));
    assert_true(screen_says(&play, "done"));
    assert_null(play_region(&play, "solution", 0));
    play_stop(&play);
}

/* ---- the top bar ---- */

static void the_top_bar_acts(void **state) {
    (void)state;
    Play play;
    start(&play, 0);
    press(&play, "show", CELL_GRU);
    assert_true(play.session->view.kind_hidden[CELL_GRU]);
    press(&play, "theme", 0);
    assert_int_equal(play.session->view.theme, THEME_LIGHT);
    for (int k = 0; k < 5; k++)
        press(&play, "text", 0);
    assert_float_equal(play.session->view.text_scale, 2, 0.01f);
    press(&play, "text", 0); /* after the largest the normal size */
    assert_float_equal(play.session->view.text_scale, 1, 0.01f);
    press(&play, "beat", 3);
    assert_int_equal(play.session->beat, 3);
    assert_true(play_region(&play, "undo", 0)->disabled);
    press(&play, "help", 0);
    assert_true(screen_says(&play, "play, pause"));
    press(&play, "help.close", 0);
    assert_false(play.session->view.help);
    play_stop(&play);
}

static void kinds_that_the_lesson_lacks_are_not_offered(void **state) {
    (void)state;
    Play play;
    play_start(&play, "[{\"id\":\"l\",\"kind\":\"lstm\",\"hidden\":1,\"weights\":{}}]", "[[0,1]]");
    screen_draw(&play, WIDE);
    assert_non_null(play_region(&play, "show", CELL_LSTM));
    assert_null(play_region(&play, "show", CELL_GRU));
    assert_null(play_region(&play, "show", CELL_RNN));
    play_stop(&play);
}

/* ---- the end of a lesson ---- */

static void assert_told(const Play *play, const char *part) {
    static char text[1 << 14];
    assert_true(scene_describe(play->session, &play->viewport, text, sizeof text) < sizeof text);
    if (!strstr(text, part))
        fail_msg("\"%s\" is not told in: %s", part, text);
}

/* The goal, and whether it was reached; what is open, with a way there; the next lesson. */
static void the_end_sums_up(void **state) {
    (void)state;
    Play play;
    start(&play, 0);
    Lesson next = *play.lesson;
    next.title = sample_text("What stays?", "什么留下来？");
    screen_beat(&play, 3);
    screen_draw(&play, WIDE);
    assert_true(screen_says(&play, "THE GOAL"));
    assert_true(screen_says(&play, "See which one keeps a value."));
    assert_true(screen_says(&play, "STILL OPEN"));
    assert_true(screen_says(&play, "Question in beat 2"));
    assert_true(screen_says(&play, "Task in beat 3"));
    assert_false(screen_says(&play, "Next lesson"));
    assert_told(&play,
                "The goal of this lesson. See which one keeps a value.\n"
                "Still open is the question of beat 2. Which of the two still knows the first "
                "value?\nStill open is the task of beat 3. Change the forget bias");
    assert_true(play_label_has(&play, play_region(&play, "left", 2 * 1 + 1),
                               "Back to beat 2: Which of the two still knows"));
    press(&play, "left", 2 * 2);
    assert_int_equal(play.session->beat, 2);
    play_do(&play, (Action){.kind = ACTION_SHOW_SOLUTION});
    screen_beat(&play, 1);
    play_do(&play, (Action){.kind = ACTION_ANSWER, .number = 1}); /* wrong: it stays open */
    screen_beat(&play, 3);
    screen_draw(&play, WIDE);
    assert_non_null(play_region(&play, "left", 3));
    assert_null(play_region(&play, "left", 4));
    screen_beat(&play, 1);
    play_do(&play, (Action){.kind = ACTION_ANSWER, .number = 0});
    screen_beat(&play, 3);
    play.viewport.next_lesson = &next;
    scene_build(&play.list, play.session, &PLAY_FONTS, &play.viewport);
    assert_true(screen_says(&play, "GOAL REACHED"));
    assert_told(&play, "The goal of this lesson is reached. See which one keeps a value.\n");
    assert_false(screen_says(&play, "STILL OPEN"));
    assert_null(play_region(&play, "left", 3));
    assert_true(screen_says(&play, "Next lesson: What stays?"));
    assert_true(screen_says(&play, "Sources: Gers 2000, "));
    assert_told(&play, "It rests on these sources. Gers 2000, page 3, doi:10.1/x; A book.\n");
    play.viewport.film = true; /* who watches a film is not told, nor a class */
    scene_build(&play.list, play.session, &PLAY_FONTS, &play.viewport);
    assert_false(screen_says(&play, "GOAL REACHED"));
    assert_false(screen_says(&play, "Sources"));
    play.viewport.film = false;
    play_do(&play, (Action){.kind = ACTION_PRESENT, .number = 1});
    scene_build(&play.list, play.session, &PLAY_FONTS, &play.viewport);
    assert_false(screen_says(&play, "GOAL REACHED"));
    play_stop(&play);
}

/* In every size and language, on the workbench and under the guided stage. */
static void the_end_fits(void **state) {
    (void)state;
    static const Size SIZES[] = {
        {1024, 640, 1}, {1280, 720, 1}, {1600, 900, 1}, {2560, 1440, 1}, {390, 844, 1}};
    Play play;
    start(&play, 0);
    screen_beat(&play, 3);
    for (size_t size = 0; size < sizeof SIZES / sizeof *SIZES; size++)
        for (int variant = 0; variant < 2 * 2 * 2 * THEME_CHOICES; variant++) {
            play.session->view.language = variant & 1 ? LANGUAGE_ZH : LANGUAGE_EN;
            play.session->view.text_scale = variant & 2 ? 1.5f : 1;
            play.session->view.explore = variant & 4;
            play.session->view.theme = variant / 8;
            if ((variant & 6) == 2) /* lessons as they are: tests/scene/guided.c */
                continue;
            screen_assert_whole(&play, SIZES[size]);
        }
    play_stop(&play);
}

static void help_tells_every_key(void **state) {
    (void)state;
    Play play;
    start(&play, 0);
    play.session->view.help = true;
    screen_draw(&play, WIDE);
    int count;
    const KeyRow *rows = key_rows(&count);
    for (int k = 0; k < count; k++) {
        bool here = rows[k].words && key_told(&rows[k], 1u << LAYER_LESSON, false);
        assert_true(!here || screen_says(&play, rows[k].keys));
        assert_true(!here || screen_says(&play, rows[k].words));
        for (int j = k + 2; j < count; j++) /* what is told of a group is in one piece */
            if (rows[k].words && rows[j].words && rows[j].group == rows[k].group)
                assert_int_equal(rows[j - 1].group, rows[k].group);
    }
    play_stop(&play);
}

/* ---- tweaks ---- */

static void a_slider_changes_what_it_names(void **state) {
    (void)state;
    Play play;
    start(&play, 0);
    const Region *dial = play_region(&play, "dial.input", 1);
    assert_true(play_label_has(&play, dial, "distractor"));
    assert_float_equal(dial->value, 0.25f, 1e-6);
    assert_false(screen_says(&play, "change"));
    Rect before = dial->rect;
    Action drag = region_drag(dial, dial->rect.x + dial->rect.w, dial->rect.y);
    play_do(&play, drag);
    screen_draw(&play, HIGH);
    assert_float_equal(play.session->run->sequence[3], 1, 1e-6);
    assert_true(screen_says(&play, "1 change"));
    dial = play_region(&play, "dial.input", 1);
    assert_float_equal(dial->value, 1, 1e-6);
    assert_memory_equal(&before, &dial->rect, sizeof before); /* it stays under the hand */
    play_do(&play, dial->reset);
    assert_float_equal(play.session->run->sequence[3], 0.25f, 1e-6);
    play_do(&play, drag);
    screen_draw(&play, HIGH);
    press(&play, "reset", 0);
    assert_float_equal(play.session->run->sequence[3], 0.25f, 1e-6);
    play_stop(&play);
}

/* Dragged from end to end and back, a slider keeps its ends. */
static void a_slider_keeps_its_ends(void **state) {
    (void)state;
    Play play;
    start(&play, 2);
    int weight = weight_find(CELL_LSTM, "b_f");
    const Region *dial = play_region(&play, "dial.weight", weight * 8);
    assert_non_null(dial);
    assert_false(dial->disabled);
    float low = dial->low, high = dial->high;
    assert_true(low <= -9 && high >= 9); /* the solution is within reach */
    for (int k = 0; k <= 10; k++) {
        Action drag = region_drag(dial, dial->rect.x + dial->rect.w * (float)k / 10, dial->rect.y);
        play_do(&play, drag);
        screen_draw(&play, HIGH);
        dial = play_region(&play, "dial.weight", weight * 8);
        assert_float_equal(dial->value, low + (high - low) * (float)k / 10, 0.11f);
        assert_true(dial->low == low && dial->high == high);
    }
    play_stop(&play);
}

static void gates_are_held_and_freed(void **state) {
    (void)state;
    Play play;
    start(&play, 0);
    const Cell *cell = play.session->run->cells[0];
    int gate = LSTM_I * 4;
    assert_null(play_region(&play, "dial.gate", LSTM_I));
    press(&play, "gate", gate + 1);
    assert_float_equal(cell_hold_at(cell, LSTM_I, 0, 1)->value, 0, 1e-6);
    press(&play, "gate", gate + 2);
    assert_float_equal(cell_hold_at(cell, LSTM_I, 1, 2)->value, 1, 1e-6);
    press(&play, "gate", gate + 0);
    assert_null(cell_hold_at(cell, LSTM_I, 0, 1));
    float now = trace_at(play.session->run->traces[0], LSTM_I, 1, 0)[0];
    press(&play, "gate", gate + 3); /* set: at what it is */
    assert_float_equal(cell_hold_at(cell, LSTM_I, 0, 1)->value, now, 0.026f);
    const Region *dial = play_region(&play, "dial.gate", LSTM_I);
    assert_non_null(dial);
    play_do(&play, region_drag(dial, dial->rect.x, dial->rect.y));
    screen_draw(&play, HIGH);
    assert_non_null(play_region(&play, "dial.gate", LSTM_I)); /* its low end is not "0" */
    play_stop(&play);
}

static void a_task_disables_the_rest(void **state) {
    (void)state;
    Play play;
    start(&play, 2);
    int allowed = 0;
    for (int k = 0; k < play.list.region_count; k++) {
        const Region *region = &play.list.regions[k];
        if (region->action.kind != ACTION_EDIT)
            continue;
        bool may = session_may(play.session, &region->action.edit);
        allowed += may;
        if (region->disabled == may)
            fail_msg("\"%s\" is %s", region_label(&play.list, region, NULL),
                     may ? "disabled" : "not disabled");
    }
    assert_true(allowed > 0);
    /* what the task is about stands first */
    int weight = weight_find(CELL_LSTM, "b_f");
    assert_true(play_region(&play, "dial.weight", weight * 8)->rect.y <
                play_region(&play, "dial.input", 0)->rect.y);
    play_stop(&play);
}

static void activations_are_chosen_from_a_list(void **state) {
    (void)state;
    Play play;
    start(&play, 0);
    assert_null(play_region(&play, "menu.entry", SLOT_CANDIDATE * ACTIVATION_COUNT));
    press(&play, "menu", SLOT_CANDIDATE);
    const Region *entry =
        play_region(&play, "menu.entry", SLOT_CANDIDATE * ACTIVATION_COUNT + ACTIVATION_SOFTSIGN);
    assert_non_null(entry);
    /* it lies above everything else */
    Rect r = entry->rect;
    assert_ptr_equal(region_at(&play.list, r.x + r.w / 2, r.y + r.h / 2), entry);
    press(&play, "menu.entry", SLOT_CANDIDATE * ACTIVATION_COUNT + ACTIVATION_SOFTSIGN);
    assert_int_equal(play.session->run->cells[0]->spec.candidate, ACTIVATION_SOFTSIGN);
    assert_null(play_region(&play, "menu.entry", SLOT_CANDIDATE * ACTIVATION_COUNT));
    assert_true(screen_says(&play, "softsign"));
    play_stop(&play);
}

static void variants_are_switched(void **state) {
    (void)state;
    Play play;
    start(&play, 0);
    press(&play, "variant", 1);
    assert_true(play.session->run->cells[0]->spec.coupled);
    assert_null(play_region(&play, "gate", LSTM_I * 4)); /* it follows f */
    assert_true(screen_says(&play, "follows f"));
    play_do(&play, (Action){.kind = ACTION_SELECT, .cell = 1});
    screen_draw(&play, HIGH);
    press(&play, "variant", 1);
    assert_true(play.session->run->cells[1]->spec.reset_after);
    assert_true(screen_says(&play, "GRU BIASES OF UNIT 1"));
    play_stop(&play);
}

/* A lesson of ten inputs and six units: the sliders that would be too many are named instead. */
static void too_many_are_not_listed(void **state) {
    (void)state;
    static const char LESSON[] =
        "{\"format\":1,\"id\":\"m\",\"title\":\"M\",\"track\":\"tests\",\"level\":1,\"minutes\":1,"
        "\"goal\":\"Many.\",\"inputs\":{\"names\":[\"a\",\"b\",\"c\",\"d\",\"e\",\"f\",\"g\",\"h\","
        "\"i\",\"j\"],\"sequence\":[[0,1,2,3,4,5,6,7,8,9]]},\"cells\":[{\"id\":\"rnn\","
        "\"kind\":\"rnn\",\"hidden\":6,\"weights\":{}}],\"beats\":[{\"say\":\"M\"}]}";
    Play play;
    screen_start(&play, LESSON);
    screen_draw(&play, HIGH);
    assert_non_null(play_region(&play, "dial.input", 7));
    assert_null(play_region(&play, "dial.input", 8));
    assert_true(screen_says(&play, "and 2 more"));
    assert_true(screen_says(&play, "From x, 10"));
    assert_true(screen_says(&play, "From h, 6"));
    play_stop(&play);
}

/* ---- equations ---- */

static void assert_shows(const Play *play, float value, int decimals) {
    char text[32];
    format_value(text, sizeof text, value, decimals);
    if (!screen_says(play, text))
        fail_msg("%s is not shown", text);
}

static void an_equation_shows_the_numbers_of_the_run(void **state) {
    (void)state;
    Play play;
    start(&play, 0);
    const Trace *trace = play.session->run->traces[0];
    play_do(&play, (Action){.kind = ACTION_SELECT, .unit = 1});
    screen_draw(&play, WIDE);
    static const int SIGNALS[] = {LSTM_F, LSTM_I, LSTM_G, LSTM_O, LSTM_TANH_C};
    for (size_t k = 0; k < sizeof SIGNALS / sizeof *SIGNALS; k++)
        assert_shows(&play, trace_at(trace, SIGNALS[k], 1, 0)[1], 3);
    assert_shows(&play, trace_at(trace, LSTM_C, 0, 0)[1], 3);
    assert_shows(&play, trace_at(trace, LSTM_C, 1, 0)[1], 4);
    assert_shows(&play, trace_at(trace, LSTM_H, 1, 0)[1], 4);
    play_stop(&play);
}

/* Nor those that were not computed, of the step before either. */
static void an_equation_waits_for_what_is_computed(void **state) {
    (void)state;
    Play play;
    start(&play, 0);
    char before[32];
    play_do(&play, (Action){.kind = ACTION_SELECT, .unit = 1});
    format_value(before, sizeof before, trace_at(play.session->run->traces[0], LSTM_C, 0, 0)[1], 3);
    for (long done = 1; done >= 0; done--) {
        for (int k = 0; k < play.lesson->cell_count; k++)
            play.session->run->dirty[k] = done;
        screen_draw(&play, WIDE);
        assert_true(screen_says(&play, before) == (done == 1));
    }
    play_stop(&play);
}

static void an_equation_waits_for_its_phase(void **state) {
    (void)state;
    Play play;
    start(&play, 0);
    const Trace *trace = play.session->run->traces[0];
    char cell[32], hidden[32];
    format_value(cell, sizeof cell, trace_at(trace, LSTM_C, 1, 0)[0], 4);
    format_value(hidden, sizeof hidden, trace_at(trace, LSTM_H, 1, 0)[0], 4);
    play_go(&play, 1, PHASE_GATES);
    screen_draw(&play, WIDE);
    assert_shows(&play, trace_at(trace, LSTM_F, 1, 0)[0], 3);
    assert_false(screen_says(&play, cell));
    play_go(&play, 1, PHASE_WRITE);
    screen_draw(&play, WIDE);
    assert_true(screen_says(&play, cell));
    assert_false(screen_says(&play, hidden));
    play_go(&play, -1, PHASE_SHOW);
    screen_draw(&play, WIDE);
    assert_false(screen_says(&play, cell));
    play_stop(&play);
}

/* The numbers between "What made" and "sum": the products, which are signed and stand at the right
 * edge. */
static float sum_of_products(const Play *play, float *sum) {
    bool inside = false;
    float total = 0;
    for (int k = 0; k < play->list.shape_count; k++) {
        const Shape *s = &play->list.shapes[k];
        char text[64];
        if (s->kind != SHAPE_TEXT)
            continue;
        snprintf(text, sizeof text, "%.*s", (int)s->length, play->list.texts + s->text);
        if (strcmp(text, "What made") == 0)
            inside = true;
        bool product = s->face == FACE_NUMBER && (text[0] == '+' || text[0] == ' ');
        if (inside && strcmp(text, "sum") == 0) {
            const Shape *next = s + 1;
            *sum = strtof(play->list.texts + next->text, NULL);
            return total;
        }
        if (inside && product)
            total += strtof(text, NULL);
    }
    fail_msg("no sum is shown");
    return 0;
}

static void terms_add_up_to_the_pre_activation(void **state) {
    (void)state;
    static const struct {
        int cell, pre;
    } CASES[] = {{0, LSTM_F_PRE}, {1, GRU_Z_PRE}, {2, RNN_H_PRE}};
    Play play;
    screen_start(&play, SCREEN_LESSON);
    screen_beat(&play, 3);
    play_go(&play, 2, PHASE_SHOW);
    play.session->view.folded[PANEL_EQUATION] = false;
    for (size_t k = 0; k < sizeof CASES / sizeof *CASES; k++)
        for (int unit = 0; unit < 2; unit++) {
            play_do(&play, (Action){.kind = ACTION_SELECT, .cell = CASES[k].cell, .unit = unit});
            screen_draw(&play, HIGH);
            float sum = 0, products = sum_of_products(&play, &sum);
            float pre =
                trace_at(play.session->run->traces[CASES[k].cell], CASES[k].pre, 2, 0)[unit];
            assert_float_equal(sum, pre, 0.0051f);
            assert_float_equal(products, pre, 0.03f);
        }
    play_stop(&play);
}

/* The GRU's candidate, whose past goes through the reset gate, before and after the product. */
static void terms_of_the_candidate_add_up(void **state) {
    (void)state;
    static const char LESSON[] =
        "{\"format\":1,\"id\":\"n\",\"title\":\"N\",\"track\":\"tests\",\"level\":1,\"minutes\":1,"
        "\"goal\":\"Sum.\",\"inputs\":{\"names\":[\"x\"],\"sequence\":[[1],[0.5],[-1]]},"
        "\"cells\":[{\"id\":\"gru\",\"kind\":\"gru\",\"hidden\":8,\"reset\":\"%s\",\"weights\":{"
        "\"W_xh\":[[1,2,1,1,1,1,1,1]],\"b_r\":[-0.5,0.5,0.25,0,0,1,1,1],%s"
        "\"W_hh\":[[1,2,1,1,1,1,1,1],[2,2,1,1,1,1,1,1],[1,1,1,1,1,1,1,1],[1,-3,1,1,1,1,1,1],"
        "[1,1,1,1,1,1,1,1],[1,1,1,1,1,1,1,1],[1,1,1,1,1,1,1,1],[1,1,1,1,1,1,1,1]]}}],"
        "\"beats\":[{\"say\":\"N\",\"at\":{\"t\":2},\"highlight\":[\"gru.n\"]}]}";
    for (int after = 0; after < 2; after++) {
        char text[2048];
        snprintf(text, sizeof text, LESSON, after ? "after" : "before",
                 after ? "\"b_hh\":[0.5,0.75,1,1,1,1,1,1]," : "");
        Play play;
        screen_start(&play, text);
        screen_beat(&play, 0);
        play_go(&play, 2, PHASE_SHOW);
        play.session->view.folded[PANEL_EQUATION] = false;
        for (int unit = 0; unit < 2; unit++) {
            play_do(&play, (Action){.kind = ACTION_SELECT, .unit = unit});
            screen_draw(&play, HIGH);
            float sum = 0, products = sum_of_products(&play, &sum);
            float pre = trace_at(play.session->run->traces[0], GRU_N_PRE, 2, 0)[unit];
            assert_float_equal(sum, pre, 0.0051f);
            assert_float_equal(products, pre, 0.04f);
            /* some are summed up; reset after, the past is one number, which has its own sum */
            assert_int_equal(screen_says(&play, "smaller"), !after);
        }
        play_stop(&play);
    }
}

/* ---- the list of changes ---- */

static void changes_are_taken_back_one_by_one(void **state) {
    (void)state;
    Play play;
    start(&play, 0);
    static const char *const EDITS[] = {"input 0 0 0.75", "set lstm.b_f[0] -1", "input 1 0 0.5",
                                        "activation lstm.gate relu"};
    for (size_t k = 0; k < sizeof EDITS / sizeof *EDITS; k++) {
        Action action = {.kind = ACTION_EDIT};
        assert_true(edit_parse(&action.edit, play.lesson, EDITS[k], NULL));
        assert_true(play_do(&play, action));
    }
    screen_draw(&play, HIGH);
    assert_true(screen_says(&play, "3 changes")); /* an input's steps are one */
    assert_false(screen_says(&play, "The gates"));
    press(&play, "changes", 0);
    assert_true(screen_says(&play, "The gates"));
    assert_true(screen_says(&play, "it was"));
    assert_true(screen_says(&play, "Input 1 (value)"));
    press(&play, "change.back", 0); /* the newest, the activation; the list stays open */
    assert_true(screen_says(&play, "2 changes"));
    assert_false(screen_says(&play, "The gates"));
    assert_true(play.session->run->cells[0]->spec.gate == ACTIVATION_SIGMOID);
    press(&play, "change.back", 0);
    assert_true(screen_says(&play, "1 change"));
    assert_true(play.session->run->sequence[0] == 0.5f && play.session->run->sequence[2] == 1);
    press(&play, "change.back", 0);
    assert_null(play_region(&play, "changes", 0));
    assert_int_equal(play.session->view.menu, 0);
    play_stop(&play);
}

/* ---- the matrix and the initial state ---- */

static void a_number_of_the_matrix_is_picked_and_changed(void **state) {
    (void)state;
    Play play;
    start(&play, 0);
    int weight = weight_find(CELL_LSTM, "W_xi");
    press(&play, "matrix", weight);
    const Region *pad = play_region(&play, "matrix.pad", 0);
    assert_non_null(pad);
    Rect r = pad->rect;
    play_do(&play, region_drag(pad, r.x + 0.9f * r.w, r.y + 0.1f * r.h)); /* right, at the top */
    Pick pick = session_pick(play.session);
    assert_true(pick.weight == weight && pick.row == 0 && pick.column == 1);
    screen_draw(&play, HIGH);
    assert_true(screen_says(&play, "from input 1 to unit 2"));
    const Region *dial = play_region(&play, "dial.picked", 0);
    assert_non_null(dial);
    assert_true(dial->value == 2); /* W_xi[0][1] of the lesson */
    play_do(&play, region_nudge(dial, 1));
    assert_true(play.session->run->cells[0]->weights[weight][1] > 2);
    screen_draw(&play, HIGH);
    play_do(&play, play_region(&play, "matrix.pad", 0)->reset);
    assert_true(play.session->run->cells[0]->weights[weight][1] == 2);
    play_do(&play, (Action){.kind = ACTION_PICK, .flag = true, .unit = -1, .step = 1});
    pick = session_pick(play.session);
    assert_true(pick.row == 1 && pick.column == 0);
    assert_false(
        play_do(&play, (Action){.kind = ACTION_PICK, .flag = true, .unit = -1, .step = 1}));
    assert_false(play_do(&play, (Action){.kind = ACTION_MATRIX, .number = 99}));
    assert_false(
        play_do(&play, (Action){.kind = ACTION_MATRIX, .number = weight_find(CELL_LSTM, "b_i")}));
    play_stop(&play);
}

/* Scrolled half out of its panel a matrix still gives the number under the pointer, and a right
 * click there takes back that one. */
static void a_cut_matrix_gives_the_number_under_the_pointer(void **state) {
    (void)state;
    Play play;
    start(&play, 0);
    press(&play, "matrix", weight_find(CELL_LSTM, "W_hi"));
    const Region *pad = play_region(&play, "matrix.pad", 0);
    assert_true(pad->rect.h == pad->whole.h);
    Size low = HIGH;
    for (low.h = HIGH.h; low.h > 400 && pad->rect.h > 0.5f * pad->whole.h; low.h -= 5) {
        screen_draw(&play, low);
        pad = play_region(&play, "matrix.pad", 0);
    }
    assert_true(pad->rect.h > 0 && pad->rect.h <= 0.5f * pad->whole.h); /* cut at its foot */
    Rect whole = pad->whole;
    play_do(&play, region_drag(pad, whole.x + 1, whole.y + 0.3f * whole.h));
    assert_int_equal(session_pick(play.session).row, 0);
    play_do(&play, region_drag(pad, whole.x + 1, whole.y + 0.7f * whole.h));
    assert_int_equal(session_pick(play.session).row, 1);
    play_stop(&play);
}

static void the_initial_state_is_changed(void **state) {
    (void)state;
    Play play;
    start(&play, 0);
    const Region *dial = play_region(&play, "dial.initial", LSTM_C);
    assert_non_null(dial);
    play_do(&play, region_nudge(dial, 4));
    assert_true(play.session->run->cells[0]->c0[play.session->unit] > 0);
    assert_true(trace_at(play.session->run->traces[0], LSTM_C, -1, 0)[play.session->unit] > 0);
    play_stop(&play);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(spans_have_their_looks),
        cmocka_unit_test(symbols_have_their_roles),
        cmocka_unit_test(a_line_holds_what_fits),
        cmocka_unit_test(paragraphs_take_room),
        cmocka_unit_test(answers_are_taken_and_told_why),
        cmocka_unit_test(right_and_wrong_differ_in_shape),
        cmocka_unit_test(the_way_on),
        cmocka_unit_test(a_notice_is_seen_without_the_panel),
        cmocka_unit_test(old_numbers_are_said_to_be_old),
        cmocka_unit_test(a_task_goes_from_progress_to_done),
        cmocka_unit_test(the_top_bar_acts),
        cmocka_unit_test(kinds_that_the_lesson_lacks_are_not_offered),
        cmocka_unit_test(help_tells_every_key),
        cmocka_unit_test(the_end_sums_up),
        cmocka_unit_test(the_end_fits),
        cmocka_unit_test(a_slider_changes_what_it_names),
        cmocka_unit_test(a_slider_keeps_its_ends),
        cmocka_unit_test(gates_are_held_and_freed),
        cmocka_unit_test(a_task_disables_the_rest),
        cmocka_unit_test(activations_are_chosen_from_a_list),
        cmocka_unit_test(variants_are_switched),
        cmocka_unit_test(too_many_are_not_listed),
        cmocka_unit_test(an_equation_shows_the_numbers_of_the_run),
        cmocka_unit_test(an_equation_waits_for_its_phase),
        cmocka_unit_test(an_equation_waits_for_what_is_computed),
        cmocka_unit_test(terms_add_up_to_the_pre_activation),
        cmocka_unit_test(terms_of_the_candidate_add_up),
        cmocka_unit_test(changes_are_taken_back_one_by_one),
        cmocka_unit_test(a_number_of_the_matrix_is_picked_and_changed),
        cmocka_unit_test(a_cut_matrix_gives_the_number_under_the_pointer),
        cmocka_unit_test(the_initial_state_is_changed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
