/* timeline.c: proves that the timeline shows the seen steps and only these, that scrubbing
 * and dragging a past input do what they show, and that a run of a million steps costs no more than
 * pixels. */
#include "scene/timeline/timeline.h"
#include "engine/kinds/lstm.h"
#include "scene_play.h"

static const char CELLS[] =
    "[{\"id\":\"lstm\",\"kind\":\"lstm\",\"hidden\":2,\"weights\":{\"b_i\":[1,1],\"b_f\":[2,2],"
    "\"b_o\":[1,1],\"W_xc\":[[2,0],[0,-2]]}},"
    "{\"id\":\"gru\",\"kind\":\"gru\",\"hidden\":2,\"weights\":{\"W_xh\":[[2,0],[0,2]]}}]";
static const char INPUTS[] = "[[0,0],[1,0.5],[0,-1],[0.5,0],[0,0],[1,1],[0,0],[0,0]]";
static const Rect STRIP = {300, 670, 1006, 230};

static int dashed_frames(const Play *play) {
    int count = 0;
    for (int k = 0; k < play->list.shape_count; k++)
        count += play->list.shapes[k].kind == SHAPE_FRAME && play->list.shapes[k].dash > 0;
    return count;
}

static void the_future_is_outlined_only(void **state) {
    (void)state;
    enum { ROWS = 5, STEPS = 8 }; /* two inputs; c and h; h */
    Play play;
    play_start(&play, CELLS, INPUTS);
    for (long t = -1; t < STEPS; t++) {
        play_go(&play, t, PHASE_SHOW);
        play_draw(&play, scene_timeline, STRIP, 1, 1);
        assert_int_equal(dashed_frames(&play), ROWS * (STEPS - 1 - (int)t));
    }
    play_go(&play, 2, PHASE_SHOW); /* what was seen stays */
    play_draw(&play, scene_timeline, STRIP, 1, 1);
    assert_int_equal(dashed_frames(&play), 0);
    play_stop(&play);
}

static void nothing_unseen_is_drawn(void **state) {
    (void)state;
    Play one, other;
    play_start(&one, CELLS, INPUTS);
    play_start(&other, CELLS, "[[0,0],[1,0.5],[0,-1],[-9,9],[9,9],[0,-5],[7,7],[0,8]]");
    for (int phase = 0; phase < PHASE_COUNT; phase++) {
        play_go(&one, 2, (Phase)phase);
        play_go(&other, 2, (Phase)phase);
        play_draw(&one, scene_timeline, STRIP, 1, 1);
        play_draw(&other, scene_timeline, STRIP, 1, 1);
        assert_same_list(&one.list, &other.list);
    }
    play_stop(&one);
    play_stop(&other);
}

/* Frames that are neither dashed nor the cursor: a step's numbers that its phase has not reached.
 */
static int waiting_frames(const Play *play) {
    int count = 0;
    for (int k = 0; k < play->list.shape_count; k++) {
        const Shape *s = &play->list.shapes[k];
        count += s->kind == SHAPE_FRAME && s->dash <= 0 && s->color == play->painter.theme->line;
    }
    return count;
}

static void a_step_in_progress_hides_its_end(void **state) {
    (void)state;
    static const int WAITING[PHASE_COUNT] = {3, 3, 2, 0}; /* of c, h and h */
    Play play;
    play_start(&play, CELLS, INPUTS);
    for (int phase = 0; phase < PHASE_COUNT; phase++) {
        play_go(&play, 3, (Phase)phase);
        play_draw(&play, scene_timeline, STRIP, 1, 1);
        assert_int_equal(waiting_frames(&play), WAITING[phase]);
    }
    play_stop(&play);
}

static void scrubbing_goes_to_the_column(void **state) {
    (void)state;
    Play play;
    play_start(&play, CELLS, INPUTS);
    for (long t = 0; t < 8; t++) {
        play_draw(&play, scene_timeline, STRIP, 1, 1);
        const Region *strip = play_region(&play, "timeline.steps", 0);
        assert_non_null(strip);
        float x = strip->rect.x + strip->rect.w * ((float)t + 0.4f) / 8;
        Action go = region_drag(strip, x, strip->rect.y + strip->rect.h - 2);
        assert_ptr_equal(region_at(&play.list, x, strip->rect.y + strip->rect.h - 2), strip);
        assert_true(play_do(&play, go));
        assert_int_equal(session_moment(play.session).t, t);
    }
    play_stop(&play);
}

static void a_past_input_can_be_dragged(void **state) {
    (void)state;
    Play play;
    play_start(&play, CELLS, INPUTS);
    play_go(&play, 4, PHASE_SHOW);
    play_draw(&play, scene_timeline, STRIP, 1, 1);
    float before = trace_at(play.session->run->traces[0], LSTM_C, 4, 0)[0];
    const Region *bar = play_region(&play, "timeline.x0", 2);
    assert_non_null(bar);
    assert_null(play_region(&play, "timeline.x0", 5)); /* not seen yet */
    Region copy = *bar;
    assert_ptr_equal(region_at(&play.list, copy.rect.x + 2, copy.rect.y + 2), bar);
    assert_true(play_do(&play, region_drag(&copy, copy.rect.x + 2, copy.rect.y)));
    assert_true(play.session->run->sequence[2 * 2] == copy.high);
    assert_true(trace_at(play.session->run->traces[0], LSTM_C, 4, 0)[0] != before);
    assert_int_equal(session_moment(play.session).t, 4);
    assert_true(play_do(&play, copy.reset));
    assert_true(play.session->run->sequence[2 * 2] == 0);
    play_stop(&play);
}

/* The phases of the cells on stage: an RNN alone has two. */
static void phases_are_the_kinds_own(void **state) {
    (void)state;
    Play play;
    size_t length;
    play_start(&play,
               "[{\"id\":\"lstm\",\"kind\":\"lstm\",\"hidden\":1,\"weights\":{\"b_f\":[2]}},"
               "{\"id\":\"rnn\",\"kind\":\"rnn\",\"hidden\":1,\"weights\":{\"W_xh\":[[2],[1]]}}]",
               INPUTS);
    play_go(&play, 3, PHASE_SHOW);
    play_draw(&play, scene_timeline, STRIP, 1, 1);
    for (int phase = 0; phase < PHASE_COUNT; phase++)
        assert_non_null(play_region(&play, "time.phase", phase));
    for (int kind = 0; kind < cell_kind_count(); kind++)
        play.session->view.kind_hidden[kind] = kind != CELL_RNN;
    play_draw(&play, scene_timeline, STRIP, 1, 1);
    const Region *last = play_region(&play, "time.phase", PHASE_SHOW);
    assert_non_null(play_region(&play, "time.phase", PHASE_GATES));
    assert_null(play_region(&play, "time.phase", PHASE_FORGET));
    assert_null(play_region(&play, "time.phase", PHASE_WRITE));
    assert_non_null(last);
    assert_non_null(strstr(region_label(&play.list, last, &length), "squash"));
    play_stop(&play);
}

static void phases_and_transport_do_what_they_say(void **state) {
    (void)state;
    Play play;
    play_start(&play, CELLS, INPUTS);
    play_go(&play, 3, PHASE_SHOW);
    play_draw(&play, scene_timeline, STRIP, 1, 1);
    assert_true(play_do(&play, play_region(&play, "time.phase", PHASE_FORGET)->action));
    while (session_advance(play.session, 0.1))
        ;
    Moment m = session_moment(play.session);
    assert_int_equal(m.t, 3);
    assert_int_equal(m.phase, PHASE_FORGET);
    assert_true(play_do(&play, play_region(&play, "time.first", 0)->action));
    assert_int_equal(session_moment(play.session).t, -1);
    assert_true(play_do(&play, play_region(&play, "time.last", 0)->action));
    assert_int_equal(session_moment(play.session).t, 7);
    assert_true(play_do(&play, play_region(&play, "time.back", 0)->action));
    while (session_advance(play.session, 0.1))
        ;
    assert_int_equal(session_moment(play.session).t, 6);
    assert_true(play_do(&play, play_region(&play, "time.play", 0)->action));
    assert_true(play.session->playing);
    float speed = play.session->speed;
    assert_true(play_do(&play, play_region(&play, "time.speed", 0)->action));
    assert_true(play.session->speed > speed);
    play_stop(&play);
}

static void everything_fits(void **state) {
    (void)state;
    static const float WIDTHS[] = {320, 420, 560, 720, 1006, 1966}, TEXTS[] = {1, 1.4f, 2};
    static const float HEIGHTS[] = {120, 160, 230, 300};
    char what[96];
    Play play;
    play_start(&play, CELLS, INPUTS);
    for (long t = -1; t < 8; t += 4) {
        play_go(&play, t, PHASE_SHOW);
        for (size_t w = 0; w < sizeof WIDTHS / sizeof *WIDTHS; w++)
            for (size_t h = 0; h < sizeof HEIGHTS / sizeof *HEIGHTS; h++)
                for (size_t k = 0; k < 3; k++) {
                    Rect rect = {0, 0, WIDTHS[w], HEIGHTS[h]};
                    snprintf(what, sizeof what, "%gx%g, text %g", (double)rect.w, (double)rect.h,
                             (double)TEXTS[k]);
                    play_draw(&play, scene_timeline, rect, 1, TEXTS[k]);
                    assert_tidy(&play, rect, what);
                    assert_non_null(play_region(&play, "time.play", 0));
                    assert_non_null(play_region(&play, "time.phase", PHASE_SHOW));
                }
    }
    play_stop(&play);
}

/* A sequence of steps of one input pair, as JSON; the caller frees it. */
static char *long_sequence(long steps) {
    char *text = malloc((size_t)steps * 6 + 3), *at = text;
    assert_non_null(text);
    *at++ = '[';
    for (long t = 0; t < steps; t++)
        at += sprintf(at, "%s[%d,0]", t ? "," : "", (int)(t % 2));
    strcpy(at, "]");
    return text;
}

static void a_long_run_costs_pixels(void **state) {
    (void)state;
    enum { STEPS = 100000 };
    static const long PLACES[] = {0, 1, 500, 50000, STEPS - 2, STEPS - 1};
    char *sequence = long_sequence(STEPS);
    Play play;
    play_start(&play, CELLS, sequence);
    for (size_t k = 0; k < sizeof PLACES / sizeof *PLACES; k++) {
        long t = PLACES[k];
        play_go(&play, t, PHASE_SHOW);
        play_draw(&play, scene_timeline, STRIP, 1, 1);
        assert_tidy(&play, STRIP, "a long run");
        assert_true(play.list.shape_count < 3000);
        assert_true(play.list.region_count < 40);
        const Region *strip = play_region(&play, "timeline.steps", 0);
        const Region *all = play_region(&play, "timeline.overview", 0);
        assert_true((float)t >= strip->low && (float)t <= strip->high);
        assert_non_null(all);
        assert_int_equal(region_drag(all, all->rect.x + all->rect.w, 0).step, STEPS - 1);
    }
    play_stop(&play);
    free(sequence);
}

/* Of the rows of states, from the top, "0c 0h 1c": cell and signal. */
static void rows_of(const Play *play, char *text, size_t size) {
    text[0] = '\0';
    for (int k = 0; k < 24; k++) {
        const Region *row = play_region(play, "timeline.row", k);
        if (!row || row->inspect.kind == ACTION_NONE || row->inspect.number == SIGNAL_X)
            continue;
        CellKind kind = play->lesson->cells[row->inspect.cell].cell->spec.kind;
        size_t length = strlen(text);
        snprintf(text + length, size - length, "%s%d%s", length ? " " : "", row->inspect.cell,
                 cell_kind(kind)->signals[row->inspect.number].name);
    }
}

/* Rows stand in the cells' order. The less room there is, the fewer they are: what the cells that are
 * not selected show besides their memory goes first, so that each keeps a row as long as it can. */
static void each_cell_keeps_a_row(void **state) {
    (void)state;
    static const char THREE[] =
        "[{\"id\":\"one\",\"kind\":\"lstm\",\"hidden\":2,\"weights\":{\"b_i\":[1,1]}},"
        "{\"id\":\"two\",\"kind\":\"lstm\",\"hidden\":2,\"weights\":{\"b_i\":[1,1]}},"
        "{\"id\":\"gru\",\"kind\":\"gru\",\"hidden\":2,\"weights\":{\"b_z\":[1,1]}}]";
    static const char *const FEWER[2][6] = {
        {"0c 0h 1c 1h 2h", "0c 0h 1c 2h", "0c 0h 1c", "0c 0h", "0c", ""},
        {"0c 0h 1c 1h 2h", "0c 1c 1h 2h", "0c 1c 1h", "1c 1h", "1c", ""}};
    for (int selected = 0; selected < 2; selected++) {
        Play play;
        char rows[64];
        int at = 0;
        play_start(&play, THREE, INPUTS);
        play_do(&play, (Action){.kind = ACTION_SELECT, .cell = selected});
        play_go(&play, 3, PHASE_SHOW);
        for (float h = 260; h > 60; h -= 1) {
            play_draw(&play, scene_timeline, (Rect){300, 670, 1006, h}, 1, 1);
            rows_of(&play, rows, sizeof rows);
            if (at < 5 && strcmp(rows, FEWER[selected][at + 1]) == 0)
                at++;
            assert_string_equal(rows, FEWER[selected][at]);
        }
        assert_true(at >= 3);
        play_stop(&play);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_future_is_outlined_only),
        cmocka_unit_test(nothing_unseen_is_drawn),
        cmocka_unit_test(a_step_in_progress_hides_its_end),
        cmocka_unit_test(scrubbing_goes_to_the_column),
        cmocka_unit_test(a_past_input_can_be_dragged),
        cmocka_unit_test(phases_are_the_kinds_own),
        cmocka_unit_test(phases_and_transport_do_what_they_say),
        cmocka_unit_test(everything_fits),
        cmocka_unit_test(a_long_run_costs_pixels),
        cmocka_unit_test(each_cell_keeps_a_row),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
