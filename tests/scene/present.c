/* present.c: proves that the pen's strokes before a class lie where they were drawn: a line from each
 * point to the next of its stroke, in parts of the stage, and none between two strokes. */
#include "scene_lessons.h"

#include "engine/kinds/gru.h"
#include "scene/flow/flow.h"

enum { POINTS = 5, LINES_MOST = 64 };

static const Size SIZE = {1280, 720, 1};

/* Three points of a stroke, two of another one. */
static const PenPoint DRAWN[POINTS] = {{0.1f, 0.9f, true},
                                       {0.2f, 0.8f, false},
                                       {0.4f, 0.5f, false},
                                       {0.6f, 0.5f, true},
                                       {0.75f, 0.25f, false}};

/* The lines in the pen's colour and width; returns how many. */
static int pen_lines(const Play *play, const Shape *lines[LINES_MOST]) {
    Color color = theme_get(play->session->view.theme)->bad;
    int count = 0;
    for (int k = 0; k < play->list.shape_count && count < LINES_MOST; k++) {
        const Shape *shape = &play->list.shapes[k];
        if (shape->kind == SHAPE_LINE && shape->color == color)
            lines[count++] = shape;
    }
    return count;
}

static void strokes_lie_where_they_were_drawn(void **state) {
    (void)state;
    Play play;
    const Shape *lines[LINES_MOST];
    screen_start(&play, SCREEN_LESSON);
    assert_true(play_do(&play, (Action){.kind = ACTION_PRESENT, .number = 1}));
    assert_true(play_do(&play, (Action){.kind = ACTION_PEN, .number = 1}));
    screen_draw(&play, SIZE);
    const Region *pad = play_region(&play, "pen", 0);
    assert_non_null(pad);
    Rect stage = pad->rect;
    int before = pen_lines(&play, lines);
    for (int k = 0; k < POINTS; k++)
        play_do(&play, (Action){.kind = ACTION_PEN_POINT,
                                .value = DRAWN[k].x,
                                .value_y = DRAWN[k].y,
                                .flag = !DRAWN[k].starts});
    assert_int_equal(play.session->present.point_count, POINTS);
    for (int k = 0; k < POINTS; k++)
        assert_true(play.session->present.points[k].starts == DRAWN[k].starts);
    screen_draw(&play, SIZE);
    assert_int_equal(pen_lines(&play, lines), before + 3);
    static const int ENDS[3] = {1, 2, 4};
    for (int k = 0; k < 3; k++) {
        PenPoint a = DRAWN[ENDS[k] - 1], b = DRAWN[ENDS[k]];
        Rect r = lines[before + k]->rect;
        assert_true(fabsf(r.x - (stage.x + a.x * stage.w)) < 0.01f);
        assert_true(fabsf(r.y - (stage.y + (1 - a.y) * stage.h)) < 0.01f);
        assert_true(fabsf(fabsf(r.w) - (b.x - a.x) * stage.w) < 0.01f);
        assert_true(fabsf(fabsf(r.h) - (a.y - b.y) * stage.h) < 0.01f);
    }
    play_stop(&play);
}

/* At 1080p: what plays the run is there, and the numbers that the sentence is about can be read from the
 * last row. */
static void the_last_row_can_read_it(void **state) {
    static Seen seen[FIT_TEXTS_MOST];
    static const Size CLASS = {1920, 1080, 1};
    (void)state;
    Play play;
    lesson_start(&play, "lessons/22-reset-gate.json");
    play_do(&play, (Action){.kind = ACTION_EXPLORE, .number = 0});
    screen_beat(&play, 0); /* the reset gate, the candidate and the state */
    play_do(&play, (Action){.kind = ACTION_PRESENT, .number = 1});
    screen_draw(&play, CLASS);
    assert_true(screen_says(&play, "t = 4 of 8"));
    assert_non_null(play_region(&play, "time.play", 0));
    const Trace *trace = play.session->run->traces[0];
    static const int NAMED[] = {GRU_R, GRU_N, GRU_H};
    int count = screen_texts(&play, seen, FIT_TEXTS_MOST);
    for (int n = 0; n < 3; n++) {
        char number[24];
        Color color =
            n == 2 ? theme_get(play.session->view.theme)->text
                   : theme_get(play.session->view.theme)->role[n ? ROLE_CANDIDATE : ROLE_RESET];
        flow_number_text(trace_at(trace, NAMED[n], 4, 0)[play.session->unit], false, number);
        float largest = 0;
        for (int k = 0; k < count; k++) {
            const Shape *shape = seen[k].shape;
            if (shape->length == strlen(number) && shape->color == color &&
                memcmp(play.list.texts + shape->text, number, shape->length) == 0)
                largest = fmaxf(largest, shape->px);
        }
        if (largest < 28)
            fail_msg("signal %d: %s is %g pixels high", NAMED[n], number, (double)largest);
    }
    play_stop(&play);
}

/* No number of that step is told, neither in a picture nor in a hint: "..." stands for it. */
static void assert_untold(Play *play, long t) {
    char number[24];
    const Session *session = play->session;
    flow_number_text(trace_at(session->run->traces[session->cell], SIGNAL_H, t, 0)[session->unit],
                     false, number);
    assert_false(screen_says(play, number));
    for (int k = 0; k < play->list.region_count; k++) {
        char label[256];
        size_t length;
        const char *said = region_label(&play->list, &play->list.regions[k], &length);
        snprintf(label, sizeof label, "%.*s", (int)length, said);
        if (strstr(label, number))
            fail_msg("%s is told: %s", number, label);
    }
}

/* Before a class and on both stages: a step that was not computed, or not again, looks as one that is
 * still to come; before a class, too, it is said, and a press stops it. */
static void what_is_not_computed_is_not_shown(void **state) {
    (void)state;
    Play play;
    lesson_start(&play, "lessons/22-reset-gate.json");
    Session *session = play.session;
    session->seen = session->lesson->steps - 1;
    screen_go_to(&play, 3);
    for (int k = 0; k < session->lesson->cell_count; k++)
        session->run->dirty[k] = 2;
    session->behind = 0.2;
    for (int view = 0; view < 3; view++) {
        play_do(&play, (Action){.kind = ACTION_EXPLORE, .number = view == 1});
        play_do(&play, (Action){.kind = ACTION_PRESENT, .number = view == 2});
        screen_draw(&play, SIZE);
        assert_true(screen_says(&play, "right up to t = 1."));
        assert_untold(&play, 3);
        assert_true(view == 1 || screen_says(&play, "\u2026"));
    }
    const Region *region = play_region(&play, "computing", 0);
    assert_non_null(region);
    play_do(&play, region->action);
    screen_draw(&play, SIZE);
    assert_true(screen_says(&play, "Stopped: the steps from t = 2 on were not computed."));
    play_do(&play, (Action){.kind = ACTION_BLANK, .number = 1});
    screen_draw(&play, SIZE);
    assert_false(screen_says(&play, "Stopped"));
    play_stop(&play);
}

/* The smallest and the largest of the numbers on stage, in pixels. */
static void number_sizes(Play *play, float *least, float *most) {
    static Seen seen[FIT_TEXTS_MOST];
    screen_draw(play, (Size){1280, 800, 1});
    int count = screen_texts(play, seen, FIT_TEXTS_MOST);
    *least = INFINITY;
    *most = 0;
    for (int k = 0; k < count; k++)
        if (seen[k].shape->face == FACE_NUMBER_BOLD) {
            *least = fminf(*least, seen[k].shape->px);
            *most = fmaxf(*most, seen[k].shape->px);
        }
}

/* Larger text makes no number smaller, though its words leave the stage less room. */
static void large_text_shrinks_no_number(void **state) {
    (void)state;
    Play play;
    float least, most, large_least, large_most;
    lesson_start(&play, "lessons/33-forget-bias.json");
    play_do(&play, (Action){.kind = ACTION_EXPLORE, .number = 0});
    screen_beat(&play, 1);
    play_do(&play, (Action){.kind = ACTION_PRESENT, .number = 1});
    number_sizes(&play, &least, &most);
    for (int half = 0; half <= 1; half++) {
        play.session->view.text_scale = half ? 1.5f : 2;
        number_sizes(&play, &large_least, &large_most);
        if (large_least < least - 0.01f || large_most < most - 0.01f)
            fail_msg("numbers of %g to %g pixels became %g to %g", (double)least, (double)most,
                     (double)large_least, (double)large_most);
    }
    play_stop(&play);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(strokes_lie_where_they_were_drawn),
                                       cmocka_unit_test(the_last_row_can_read_it),
                                       cmocka_unit_test(what_is_not_computed_is_not_shown),
                                       cmocka_unit_test(large_text_shrinks_no_number)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
