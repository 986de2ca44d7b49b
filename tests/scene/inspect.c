/* inspect.c: proves that the inspector shows the run's own numbers and leads from each to the
 * right ones: its rows add up to the trace's pre-activation, a click on a row goes to where that
 * share came from and the trail leads back, what follows is the derivative, the future stays
 * hidden; and that nothing of it overlaps, is cut or too faint at any size of window and type. */
#include "engine/kinds/gru.h"
#include "engine/kinds/lstm.h"
#include "scene/words/number.h"
#include "scene_screen.h"

enum { TEXTS_MOST = 4096, ROWS_MOST = 256 };

static const Size SIZES[] = {{1024, 640, 1}, {1280, 720, 1}, {1600, 900, 1}, {2048, 1280, 2}};
static const float TEXTS[] = {1, 1.3f, 1.5f, 2};

/* Cells of every kind, one of them upon another, wide enough that shares are left out. */
static const char CELLS[] =
    "{\"format\":1,\"id\":\"i\",\"title\":\"Inspect\",\"track\":\"tests\",\"level\":1,"
    "\"minutes\":1,\"goal\":\"Ask.\",\"inputs\":{\"names\":[\"value\",\"other\"],\"sequence\":"
    "[[0.5,0],[1,0.25],[0,-0.5],[0.5,1],[-1,0.5],[0.25,0],[1,1],[0,0]]},\"cells\":["
    "{\"id\":\"lstm\",\"kind\":\"lstm\",\"hidden\":3,\"weights\":{},"
    "\"peepholes\":{\"p_i\":[1,0.5,0.25],\"p_f\":[-1,0.5,1],\"p_o\":[0.5,0.5,0.5]}},"
    "{\"id\":\"gru\",\"kind\":\"gru\",\"hidden\":16,\"reset\":\"before\",\"weights\":{}},"
    "{\"id\":\"top\",\"kind\":\"rnn\",\"hidden\":4,\"weights\":{},\"input\":\"gru\"}],"
    "\"beats\":[{\"say\":\"Look.\",\"at\":{\"t\":5}}]}";

static float dice(unsigned *seed) {
    *seed = *seed * 1664525u + 1013904223u;
    return (float)(*seed >> 8) / 8388608.0f - 1.0f;
}

/* All weights at random, but the same in every run. */
static void start(Play *play) {
    unsigned seed = 11;
    screen_start(play, CELLS);
    for (int k = 0; k < play->lesson->cell_count; k++) {
        Cell *cell = play->lesson->cells[k].cell;
        for (int w = 0; w < cell_kind(cell->spec.kind)->weight_count; w++)
            for (int n = 0; cell->weights[w] && n < weight_rows(&cell->spec, w) * cell->spec.hidden;
                 n++)
                cell->weights[w][n] = dice(&seed);
    }
    assert_true(run_reset(play->session->run, NULL));
    run_update(play->session->run);
    play_go(play, 5, PHASE_SHOW);
}

static bool look(Play *play, int cell, const char *signal, int unit, long t) {
    int index = signal_find(play->lesson->cells[cell].cell->spec.kind, signal);
    assert_true(index >= 0);
    return play_do(
        play,
        (Action){.kind = ACTION_INSPECT, .cell = cell, .number = index, .unit = unit, .step = t});
}

static Place end_of(const Play *play) {
    assert_non_null(session_inspected(play->session));
    return *session_inspected(play->session);
}

static Place aim(const Region *region) {
    assert_int_equal(region->action.kind, ACTION_INSPECT);
    return (Place){region->action.cell, region->action.number, region->action.unit,
                   region->action.step};
}

/* The rows that lead somewhere, in order; returns how many. */
static int rows_of(const Play *play, const Region *rows[ROWS_MOST]) {
    int count = 0;
    for (int k = 0; k < ROWS_MOST; k++) {
        const Region *region = play_region(play, "inspect.row", k);
        if (region)
            rows[count++] = region;
    }
    return count;
}

/* ---- what it says ---- */

static bool is_total(const char *text) {
    return strcmp(text, "pre-activation") == 0 || strcmp(text, "sum") == 0 ||
           strcmp(text, "product") == 0;
}

/* The numbers at the right of the rows under WHERE FROM, up to the total; how many. */
static int read_shares(const Play *play, float *shares, float *total) {
    bool inside = false, ends = false;
    int count = 0;
    for (int k = 0; k < play->list.shape_count; k++) {
        const Shape *s = &play->list.shapes[k];
        if (s->kind != SHAPE_TEXT)
            continue;
        const char *text = play->list.texts + s->text;
        inside = inside || strcmp(text, "WHERE FROM") == 0;
        ends = ends || (inside && (is_total(text)));
        bool number = s->face == FACE_NUMBER || s->face == FACE_NUMBER_BOLD;
        bool share = number && (text[0] == '+' || text[0] == ' ');
        if (inside && share && ends) {
            *total = strtof(text, NULL);
            return count;
        }
        if (inside && share)
            shares[count++] = strtof(text, NULL);
    }
    fail_msg("no sum is shown");
    return 0;
}

static void check_sum(Play *play, int cell, const char *signal, int unit, long t) {
    float shares[32], total = 0, sum = 0;
    look(play, cell, signal, unit, t);
    screen_draw(play, (Size){1600, 1400, 1});
    int count = read_shares(play, shares, &total);
    assert_in_range(count, 1, 13);
    for (int k = 0; k < count; k++)
        sum += shares[k];
    const Place place = end_of(play);
    const Trace *trace = play->session->run->traces[cell];
    const SignalInfo *info = &cell_kind(trace->spec.kind)->signals[place.signal];
    float made = trace_at(trace, info->pre < 0 ? place.signal : info->pre, t, 0)[unit];
    if (fabsf(total - made) > 0.0051f || fabsf(sum - made) > 0.0051f * (float)(count + 1))
        fail_msg("%s[%d] @ %ld: rows %g, total %g, trace %g", signal, unit, t, (double)sum,
                 (double)total, (double)made);
}

static void shares_add_up_to_the_traces_number(void **state) {
    (void)state;
    static const char *const LSTM[] = {"f", "i", "o", "g", "c", "h"};
    static const char *const GRU[] = {"z", "r", "n", "h"};
    Play play;
    start(&play);
    for (int after = 0; after < 2; after++) {
        for (long t = 1; t < 6; t += 2) {
            for (int k = 0; k < 6; k++)
                for (int unit = 0; unit < 3; unit++)
                    check_sum(&play, 0, LSTM[k], unit, t);
            for (int k = 0; k < 4; k++)
                for (int unit = 0; unit < 16; unit += 5)
                    check_sum(&play, 1, GRU[k], unit, t);
            check_sum(&play, 2, "h", 1, t);
        }
        play_do(
            &play,
            (Action){.kind = ACTION_EDIT,
                     .edit = {.kind = EDIT_VARIANT, .index = GRU_RESET, .cell = 1, .flag = true}});
        assert_true(play.session->run->cells[1]->spec.reset_after);
    }
    play_stop(&play);
}

static void many_shares_are_summed_up(void **state) {
    (void)state;
    Play play;
    start(&play);
    look(&play, 1, "z", 3, 5);
    screen_draw(&play, (Size){1600, 1400, 1});
    assert_true(screen_says(&play, "and 7 more")); /* 2 inputs, 16 units, a bias: 19 of which 12 */
    look(&play, 0, "f", 1, 5);
    screen_draw(&play, (Size){1600, 1400, 1});
    assert_false(screen_says(&play, "more"));
    play_stop(&play);
}

static void notation_and_numbers_follow_the_session(void **state) {
    (void)state;
    Play play;
    start(&play);
    look(&play, 0, "g", 1, 5);
    screen_draw(&play, (Size){1600, 900, 1});
    assert_true(screen_says(&play, "candidate of unit 2"));
    assert_true(screen_says(&play, "LSTM, t = 5"));
    assert_true(screen_says(&play, "c\u0303"));
    char value[32];
    format_value(value, sizeof value, trace_at(play.session->run->traces[0], LSTM_G, 5, 0)[1], 3);
    assert_true(screen_says(&play, value));
    play_do(&play, (Action){.kind = ACTION_NOTATION, .number = 1});
    play.session->view.kind_hidden[CELL_GRU] = true;
    screen_draw(&play, (Size){1600, 900, 1});
    bool tilde = false;
    for (int k = 0; k < play.list.shape_count; k++)
        if (play.list.shapes[k].kind == SHAPE_TEXT)
            tilde = tilde || strstr(play.list.texts + play.list.shapes[k].text, "\u0303");
    assert_false(tilde);
    play_stop(&play);
}

static void a_held_gate_says_what_it_would_be(void **state) {
    (void)state;
    Play play;
    start(&play);
    Edit hold = {.kind = EDIT_HOLD, .cell = 0, .index = LSTM_F, .row = 1, .value = 0.75f, .to = 7};
    assert_true(play_do(&play, (Action){.kind = ACTION_EDIT, .edit = hold}));
    look(&play, 0, "f", 1, 5);
    screen_draw(&play, (Size){1600, 900, 1});
    assert_true(screen_says(&play, "Held at 0.75"));
    play_stop(&play);
}

static void inputs_say_who_gave_them(void **state) {
    (void)state;
    Play play;
    start(&play);
    look(&play, 0, "x", 1, 4);
    screen_draw(&play, (Size){1600, 900, 1});
    assert_true(screen_says(&play, "input 2 (other)"));
    assert_true(screen_says(&play, "Given by the lesson's inputs."));
    Edit edit = {.kind = EDIT_INPUT, .step = 4, .column = 1, .value = 0.875f};
    assert_true(play_do(&play, (Action){.kind = ACTION_EDIT, .edit = edit}));
    screen_draw(&play, (Size){1600, 900, 1});
    assert_true(screen_says(&play, "Changed by you."));
    assert_true(screen_says(&play, "0.875"));
    look(&play, 0, "c", 1, -1);
    screen_draw(&play, (Size){1600, 900, 1});
    assert_true(screen_says(&play, "initial state"));
    play_stop(&play);
}

/* ---- where it leads ---- */

/* Follows every row of a number, forwards and back: each is another known number which explains the
 * one it came from, and the trail leads back to it. */
static void follow_all(Play *play, Place from) {
    const Region *rows[ROWS_MOST];
    screen_draw(play, (Size){1600, 1400, 1});
    int count = rows_of(play, rows);
    assert_true(count > 0);
    for (int k = 0; k < count; k++) {
        screen_draw(play, (Size){1600, 1400, 1});
        assert_int_equal(rows_of(play, rows), count);
        const Place to = aim(rows[k]);
        Action action = rows[k]->action;
        assert_true(session_known(play->session, &to));
        assert_false(place_same(&to, &from));
        int length = play->session->view.trail.count;
        assert_true(play_do(play, action));
        assert_true(place_same(session_inspected(play->session), &to));
        screen_draw(play, (Size){1600, 1400, 1});
        if (play->session->view.trail.count > length) {
            const Region *crumb = play_region(play, "inspect.crumb", length - 1);
            assert_non_null(crumb);
            assert_true(play_do(play, crumb->action));
        } else {
            play_do(play, (Action){.kind = ACTION_INSPECT,
                                   .cell = from.cell,
                                   .number = from.signal,
                                   .unit = from.unit,
                                   .step = from.t});
        }
        assert_true(place_same(session_inspected(play->session), &from));
    }
}

static void rows_lead_there_and_crumbs_back(void **state) {
    (void)state;
    static const struct {
        int cell;
        const char *signal;
    } CASES[] = {{0, "f"}, {0, "c"}, {0, "h"}, {1, "n"}, {1, "h"}, {2, "h"}, {2, "x"}};
    Play play;
    start(&play);
    for (size_t k = 0; k < sizeof CASES / sizeof *CASES; k++) {
        play_do(&play, (Action){.kind = ACTION_TRAIL, .number = -1});
        assert_true(look(&play, CASES[k].cell, CASES[k].signal, 1, 3));
        follow_all(&play, end_of(&play));
    }
    play_stop(&play);
}

/* The rows of one gate, in the order of its terms. */
static void a_gates_rows_are_its_sources(void **state) {
    (void)state;
    Play play;
    start(&play);
    look(&play, 0, "f", 1, 3);
    screen_draw(&play, (Size){1600, 1400, 1});
    const Region *rows[ROWS_MOST];
    int count = rows_of(&play, rows);
    const Place sources[] = {{0, LSTM_X, 0, 3}, {0, LSTM_X, 1, 3}, {0, LSTM_H, 0, 2},
                             {0, LSTM_H, 1, 2}, {0, LSTM_H, 2, 2}, {0, LSTM_C, 1, 2}};
    assert_true(count > 6);
    for (int k = 0; k < 6; k++) {
        Place to = aim(rows[k]);
        assert_true(place_same(&to, &sources[k]));
    }
    /* an input of a stacked cell leads into the cell below */
    look(&play, 2, "x", 7, 3);
    screen_draw(&play, (Size){1600, 1400, 1});
    const Place below = {1, GRU_H, 7, 3};
    Place to = aim(play_region(&play, "inspect.row", 0));
    assert_true(place_same(&to, &below));
    play_stop(&play);
}

/* ---- what follows ---- */

static int texts_that_are(const Play *play, const char *words) {
    int count = 0;
    for (int k = 0; k < play->list.shape_count; k++) {
        const Shape *shape = &play->list.shapes[k];
        count += shape->kind == SHAPE_TEXT && shape->length == strlen(words) &&
                 memcmp(play->list.texts + shape->text, words, shape->length) == 0;
    }
    return count;
}

/* Of a gate c and h of its own step come first, "now"; of the hidden state all comes at the next. */
static void when_it_follows_is_said(void **state) {
    (void)state;
    Play play;
    start(&play);
    assert_true(look(&play, 0, "f", 1, 3));
    screen_draw(&play, SIZES[2]);
    assert_in_range(texts_that_are(&play, "now"), 2, 4);
    assert_true(look(&play, 0, "h", 1, 3));
    screen_draw(&play, SIZES[2]);
    assert_int_equal(texts_that_are(&play, "now"), 0);
    assert_in_range(texts_that_are(&play, "t = 4"), 2, 6);
    play_stop(&play);
}

static void what_follows_is_the_derivative(void **state) {
    (void)state;
    Play play;
    start(&play);
    look(&play, 0, "f", 1, 3);
    screen_draw(&play, (Size){1600, 1400, 1});
    const Trace *trace = play.session->run->traces[0];
    char text[32]; /* dc = df c' */
    snprintf(text, sizeof text, "%+.2f", (double)trace_at(trace, LSTM_C, 2, 0)[1]);
    assert_true(screen_says(&play, text));
    assert_true(screen_says(&play, "FOR EACH +1"));
    play_stop(&play);
}

static bool leads_to(const Play *play, long t) {
    for (int k = 0; k < play->list.region_count; k++) {
        const Region *region = &play->list.regions[k];
        bool inspector = region->id != 0 && region->action.kind == ACTION_INSPECT;
        if (inspector && region->action.number >= 0 && region->action.step == t)
            return true;
    }
    return false;
}

/* Steps not yet seen have no bar and no row: predict, then observe. */
static void the_future_stays_hidden(void **state) {
    (void)state;
    Play play;
    start(&play);
    look(&play, 0, "f", 1, 3);
    screen_draw(&play, (Size){1600, 1400, 1});
    assert_true(leads_to(&play, 5));
    assert_false(leads_to(&play, 6));
    assert_true(screen_says(&play, "Later steps show once"));
    play_go(&play, 7, PHASE_SHOW);
    screen_draw(&play, (Size){1600, 1400, 1});
    assert_true(leads_to(&play, 7));
    assert_false(screen_says(&play, "Later steps show once"));
    play_stop(&play);
}

/* Of a long run only so many steps are computed; the panel says how to go on. */
static void a_long_run_is_followed_in_parts(void **state) {
    (void)state;
    static char text[8192];
    size_t at = (size_t)snprintf(
        text, sizeof text,
        "{\"format\":1,\"id\":\"l\",\"title\":\"L\",\"track\":\"tests\",\"level\":1,"
        "\"minutes\":1,\"goal\":\"Go.\",\"cells\":[{\"id\":\"rnn\",\"kind\":\"rnn\","
        "\"hidden\":2,\"weights\":{\"W_hh\":[[1,0],[0,1]]}}],\"beats\":[{\"say\":\"a\"}],"
        "\"inputs\":{\"names\":[\"x\"],\"sequence\":[[0]");
    for (int k = 1; k < INFLUENCE_STEPS + 50; k++)
        at += (size_t)snprintf(text + at, sizeof text - at, ",[0]");
    snprintf(text + at, sizeof text - at, "]}}");
    Play play;
    screen_start(&play, text);
    play_go(&play, INFLUENCE_STEPS + 49, PHASE_SHOW);
    look(&play, 0, "h", 0, 2);
    screen_draw(&play, (Size){1600, 1400, 1});
    assert_true(screen_says(&play, "For later steps follow"));
    look(&play, 0, "h", 0, 60);
    screen_draw(&play, (Size){1600, 1400, 1});
    assert_false(screen_says(&play, "For later steps follow"));
    assert_false(screen_says(&play, "Later steps show"));
    play_stop(&play);
}

/* ---- looks ---- */

static Rect panel_of(const Play *play) {
    const Region *close = play_region(play, "inspect.close", 0);
    const Region *scroll = play_region(play, "scroll", PANEL_INSPECT);
    assert_non_null(close);
    assert_non_null(scroll);
    float top = close->rect.y;
    return (Rect){scroll->rect.x - 8, top, scroll->rect.w + 12,
                  scroll->rect.y + scroll->rect.h - top};
}

/* Where the inspector lies over the stage: the shape that is its ground, below which lies what it
 * covers in part; NULL: it has a place of its own. */
static const Shape *ground_of(const Play *play) {
    const Region *card = play_region(play, "inspect", 0);
    for (int k = 0; card && k < play->list.shape_count; k++) {
        const Shape *shape = &play->list.shapes[k];
        if (shape->kind == SHAPE_FILL && memcmp(&shape->rect, &card->rect, sizeof(Rect)) == 0)
            return shape;
    }
    assert_null(card);
    return NULL;
}

static void check_texts(const Play *play, Size size, const char *where) {
    static Seen seen[TEXTS_MOST];
    const Shape *ground = ground_of(play);
    Rect panel = panel_of(play), window = {0, 0, (float)size.w, (float)size.h};
    int count = screen_texts(play, seen, TEXTS_MOST), inside = 0;
    for (int k = 0; k < count; k++) {
        const Shape *shape = seen[k].shape;
        const char *text = play->list.texts + shape->text;
        if (!rect_inside(window, seen[k].rect))
            fail_msg("%s: \"%s\" leaves the window", where, text);
        if (!rects_meet(panel, seen[k].rect, 0) || (ground && shape < ground))
            continue;
        inside++;
        if (seen[k].rect.x < panel.x - 1 || seen[k].rect.x + seen[k].rect.w > panel.x + panel.w)
            fail_msg("%s: \"%s\" stands out of the inspector", where, text);
        if (shape->px < 11 * size.scale - 0.01f)
            fail_msg("%s: \"%s\" is set in %g px", where, text, (double)shape->px);
        if (color_contrast(shape->color | 0xff, theme_get(play->session->view.theme)->track) < 3.0f)
            fail_msg("%s: \"%s\" is too faint", where, text);
        for (int j = 0; j < k; j++)
            if (rects_meet(seen[k].rect, seen[j].rect, 2) && !(ground && seen[j].shape < ground))
                fail_msg("%s: \"%s\" lies on \"%s\"", where, text,
                         play->list.texts + seen[j].shape->text);
    }
    assert_true(inside > 8);
}

static void check_regions(const Play *play, const char *where) {
    for (int k = 0; k < play->list.region_count; k++) {
        size_t length;
        const char *label = region_label(&play->list, &play->list.regions[k], &length);
        if (!length)
            fail_msg("%s: region %d has no label", where, k);
        for (int j = 0; j < k; j++)
            if (play->list.regions[j].id == play->list.regions[k].id)
                fail_msg("%s: \"%s\" has the id of another", where, label);
    }
}

static void it_is_tidy_everywhere(void **state) {
    (void)state;
    static const struct {
        int cell;
        const char *signal;
        int unit;
    } CASES[] = {{0, "o", 1}, {0, "c", 2}, {0, "tanh_c", 0}, {1, "z", 12},
                 {1, "n", 9}, {2, "h", 3}, {2, "x", 15},     {0, "x", 1}};
    Play play;
    start(&play);
    for (size_t k = 0; k < sizeof CASES / sizeof *CASES; k++) {
        assert_true(look(&play, CASES[k].cell, CASES[k].signal, CASES[k].unit, 3));
        for (int size = 0; size < 4; size++)
            for (int text = 0; text < 4; text++)
                for (int present = 0; present < 2; present++) {
                    char where[128];
                    snprintf(where, sizeof where, "%s at %dx%d, text %g, present %d",
                             CASES[k].signal, SIZES[size].w, SIZES[size].h, (double)TEXTS[text],
                             present);
                    play.session->view.text_scale = TEXTS[text];
                    play.session->view.theme = (size + text) % THEME_COUNT;
                    play.session->present.on = present;
                    screen_draw(&play, SIZES[size]);
                    check_texts(&play, SIZES[size], where);
                    check_regions(&play, where);
                }
    }
    play_stop(&play);
}

/* A trail as long as it gets: its end is seen, in the room that it has. */
static void a_long_trail_keeps_its_end(void **state) {
    (void)state;
    Play play;
    start(&play);
    for (int k = 0; k < 40; k++)
        look(&play, 1, k % 2 ? "z" : "r", k % 16, k % 6);
    int count = play.session->view.trail.count;
    assert_true(count > 20);
    for (int text = 0; text < 4; text++) {
        play.session->view.text_scale = TEXTS[text];
        screen_draw(&play, SIZES[1]);
        check_texts(&play, SIZES[1], "a long trail");
        const Region *last = play_region(&play, "inspect.crumb", count - 2);
        assert_non_null(last);
        assert_null(play_region(&play, "inspect.crumb", 0));
        assert_true(last->action.kind == ACTION_TRAIL && last->action.number == count - 2);
    }
    play_stop(&play);
}

static void the_lesson_makes_way_and_comes_back(void **state) {
    (void)state;
    Play play;
    start(&play);
    play.session->view.text_scale = 2;
    look(&play, 0, "h", 1, 3);
    screen_draw(&play, SIZES[0]);
    const Region *strip = play_region(&play, "unfold", PANEL_LESSON);
    assert_non_null(strip);
    assert_true(play_do(&play, strip->action));
    assert_null(session_inspected(play.session));
    screen_draw(&play, SIZES[0]);
    assert_non_null(play_region(&play, "next", 0));
    /* the ways in: the equation's heading and its numbers */
    play.session->view.text_scale = 1;
    screen_draw(&play, SIZES[2]);
    assert_true(play_do(&play, play_region(&play, "equation.inspect", 0)->action));
    assert_int_equal(end_of(&play).signal, LSTM_H);
    play_do(&play, (Action){.kind = ACTION_TRAIL, .number = -1});
    assert_true(play_do(&play, play_region(&play, "equation.number", 0)->action));
    assert_int_equal(end_of(&play).signal, LSTM_F);
    play_stop(&play);
}

/* Infinity and NaN are said and break nothing. */
static void no_numbers(void **state) {
    (void)state;
    Play play;
    start(&play);
    Edit endless = {.kind = EDIT_ACTIVATION,
                    .cell = 0,
                    .index = SLOT_CANDIDATE,
                    .activation = ACTIVATION_IDENTITY};
    Edit huge = {.kind = EDIT_WEIGHT, .cell = 0, .value = 3e38f};
    huge.index = weight_find(CELL_LSTM, "W_xc");
    assert_true(play_do(&play, (Action){.kind = ACTION_EDIT, .edit = endless}));
    assert_true(play_do(&play, (Action){.kind = ACTION_EDIT, .edit = huge}));
    huge.index = weight_find(CELL_LSTM, "W_hc");
    assert_true(play_do(&play, (Action){.kind = ACTION_EDIT, .edit = huge}));
    for (long t = 0; t < 6; t++)
        for (int signal = LSTM_F; signal <= LSTM_TANH_C; signal++) {
            look(&play, 0, cell_kind(CELL_LSTM)->signals[signal].name, 0, t);
            screen_draw(&play, SIZES[2]);
            for (int k = 0; k < play.list.shape_count; k++) {
                Rect r = play.list.shapes[k].rect;
                if (!isfinite(r.x) || !isfinite(r.y) || !isfinite(r.w) || !isfinite(r.h))
                    fail_msg("signal %d at t = %ld: shape %d of kind %d is nowhere", signal, t, k,
                             (int)play.list.shapes[k].kind);
            }
        }
    play_stop(&play);
}

/* A sum that the clip cuts is told with both numbers: what the terms come to, and what is kept. */
static void a_clipped_sum_says_so(void **state) {
    (void)state;
    Play play;
    play_start(&play,
               "[{\"id\":\"c\",\"kind\":\"lstm\",\"hidden\":1,\"clip\":0.5,\"weights\":{"
               "\"W_xf\":[[2],[0.25]],\"W_xi\":[[0.25],[0]],\"b_f\":[1]}}]",
               "[[1,1]]");
    play_go(&play, 0, PHASE_SHOW);
    assert_true(look(&play, 0, "f", 0, 0));
    screen_draw(&play, (Size){1600, 900, 1});
    assert_true(screen_says(&play, "\u00b10.50.") && play_says(&play, "kept"));
    assert_true(play_says(&play, "+3.25") && play_says(&play, "+0.50"));
    assert_false(play_says(&play, "pre-activation"));
    assert_true(look(&play, 0, "i", 0, 0)); /* within it */
    screen_draw(&play, (Size){1600, 900, 1});
    assert_false(play_says(&play, "kept"));
    assert_true(play_says(&play, "pre-activation"));
    play_do(&play, (Action){.kind = ACTION_TRAIL, .number = -1});
    play_do(&play, (Action){.kind = ACTION_EXPLORE, .number = 0});
    screen_draw(&play,
                (Size){1600, 900, 1}); /* the sum of the rows above, on the guided stage too */
    assert_true(play_says(&play, "+3.25"));
    assert_false(play_says(&play, "+0.50"));
    play_stop(&play);
}

/* h of a cell with a projection: what it is is said, and each term leads to a unit's m. */
static void a_projection_is_a_sum(void **state) {
    (void)state;
    const Region *rows[ROWS_MOST];
    Play play;
    play_start(&play,
               "[{\"id\":\"c\",\"kind\":\"lstm\",\"hidden\":3,\"projection\":2,\"weights\":{"
               "\"b_i\":[1,1,1],\"b_c\":[1,-1,2],\"b_o\":[1,1,1],"
               "\"W_hr\":[[1,2],[3,0],[5,6]]}}]",
               "[[1,1],[0,0]]");
    play_go(&play, 1, PHASE_SHOW);
    assert_true(look(&play, 0, "h", 0, 0));
    screen_draw(&play, (Size){1600, 900, 1});
    assert_true(screen_says(&play, "projection"));
    int m = signal_find(CELL_LSTM, "m");
    int count = rows_of(&play, rows);
    assert_true(count >= 3);
    for (int k = 0; k < 3; k++) {
        Place to = aim(rows[k]);
        assert_true(to.signal == m && to.unit == k && to.t == 0);
    }
    assert_true(look(&play, 0, "h", 1, 0)); /* the second unit's weight is 0 there */
    screen_draw(&play, (Size){1600, 900, 1});
    rows_of(&play, rows);
    assert_int_equal(aim(rows[1]).unit, 2);
    play_stop(&play);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shares_add_up_to_the_traces_number),
        cmocka_unit_test(many_shares_are_summed_up),
        cmocka_unit_test(notation_and_numbers_follow_the_session),
        cmocka_unit_test(a_held_gate_says_what_it_would_be),
        cmocka_unit_test(inputs_say_who_gave_them),
        cmocka_unit_test(rows_lead_there_and_crumbs_back),
        cmocka_unit_test(a_gates_rows_are_its_sources),
        cmocka_unit_test(when_it_follows_is_said),
        cmocka_unit_test(what_follows_is_the_derivative),
        cmocka_unit_test(the_future_stays_hidden),
        cmocka_unit_test(a_long_run_is_followed_in_parts),
        cmocka_unit_test(it_is_tidy_everywhere),
        cmocka_unit_test(a_long_trail_keeps_its_end),
        cmocka_unit_test(the_lesson_makes_way_and_comes_back),
        cmocka_unit_test(no_numbers),
        cmocka_unit_test(a_clipped_sum_says_so),
        cmocka_unit_test(a_projection_is_a_sum),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
