/* operations.c: every operator and every way of the guided stage answers: it tells what it does with
 * its terms, in the order in which a step goes, and a press leads to where its number came from. */
#include "scene_lessons.h"

#include "engine/kinds/gru.h"
#include "engine/kinds/lstm.h"
#include "engine/kinds/rnn.h"
#include "scene/flow/flow.h"

static const char CELLS[] =
    "[{\"id\":\"lstm\",\"kind\":\"lstm\",\"hidden\":1,\"weights\":{\"W_xi\":[[2],[1]],\"b_i\":[1],"
    "\"W_xf\":[[0.5],[-1]],\"b_f\":[2],\"W_xc\":[[1.5],[0.5]],\"b_o\":[1],\"W_xo\":[[1],[0]]}},"
    "{\"id\":\"gru\",\"kind\":\"gru\",\"hidden\":1,\"weights\":{\"W_xz\":[[0.5],[-1]],\"b_z\":[0.5]"
    ",\"W_xr\":[[1],[0]],\"W_xh\":[[2],[1]],\"W_hh\":[[1]]}},"
    "{\"id\":\"rnn\",\"kind\":\"rnn\",\"hidden\":1,\"weights\":{\"W_xh\":[[1.5],[-1]],"
    "\"W_hh\":[[0.9]],\"b_h\":[-0.3]}}]";
static const char INPUTS[] = "[[1,0.5],[0.8,1],[-1.5,0.2],[-1,-0.5],[0.3,0.9],[1,1]]";
static const Size WIDE = {1600, 900, 1};

static void start(Play *play) {
    play_start(play, CELLS, INPUTS);
    play_do(play, (Action){.kind = ACTION_EXPLORE, .number = 0});
}

static void look(Play *play, int cell, long t, Phase phase) {
    play_do(play, (Action){.kind = ACTION_SELECT, .cell = cell, .unit = 0});
    play_do(play, (Action){.kind = ACTION_GO, .step = t, .phase = phase});
    screen_draw(play, WIDE);
}

static const Region *find(const Play *play, const char *name) {
    const Region *region = play_region(play, name, 0);
    if (!region)
        fail_msg("no region %s", name);
    return region;
}

static void assert_says(const Play *play, const char *name, const char *wanted) {
    size_t length;
    const char *label = region_label(&play->list, find(play, name), &length);
    if (strlen(wanted) != length || memcmp(label, wanted, length) != 0)
        fail_msg("%s says \"%.*s\" and not \"%s\"", name, (int)length, label, wanted);
}

static float at(const Play *play, int cell, int signal, long t) {
    return trace_at(play->session->run->traces[cell], signal, t, 0)[0];
}

/* A number as the stage writes it; eight at a time. */
static const char *say(float value) {
    static char texts[8][24];
    static int next;
    char *text = texts[next++ % 8];
    flow_number_text(value, false, text);
    return text;
}

/* "0.87 - 0.35" */
static const char *sum_of(float a, float b) {
    static char text[64];
    snprintf(text, sizeof text, "%s %s %s", say(a), b < 0 ? "\u2212" : "+", say(fabsf(b)));
    return text;
}

#define SAYS(name, ...)                                                                            \
    do {                                                                                           \
        char wanted_[256];                                                                         \
        snprintf(wanted_, sizeof wanted_, __VA_ARGS__);                                            \
        assert_says(&play, name, wanted_);                                                         \
    } while (0)

/* ---- what they say ---- */

static void the_lstm_tells_its_terms(void **state) {
    (void)state;
    Play play;
    start(&play);
    int taken = 0;
    for (long t = 1; t < 6; t++) {
        look(&play, 0, t, PHASE_SHOW);
        float f = at(&play, 0, LSTM_F, t), c0 = at(&play, 0, LSTM_C, t - 1);
        float i = at(&play, 0, LSTM_I, t), g = at(&play, 0, LSTM_G, t);
        float c = at(&play, 0, LSTM_C, t), o = at(&play, 0, LSTM_O, t);
        float th = at(&play, 0, LSTM_TANH_C, t), h = at(&play, 0, LSTM_H, t);
        taken += i * g < 0;
        SAYS("guided.lstm.before", "LSTM memory cell before this step, %s \u2192 forget gate",
             say(c0));
        SAYS("guided.lstm.f.shutter", "LSTM forget gate, %s \u00d7 %s = %s", say(f), say(c0),
             say(f * c0));
        SAYS("guided.lstm.kept", "LSTM kept: f \u00d7 c\u2032 = %s \u00d7 %s = %s", say(f), say(c0),
             say(f * c0));
        SAYS("guided.lstm.written", "LSTM written: i \u00d7 c\u0303 = %s \u00d7 %s = %s", say(i),
             say(g), say(i * g));
        SAYS("guided.lstm.block", "LSTM kept and written: %s = %s", sum_of(f * c0, i * g), say(c));
        SAYS("guided.lstm.stored", "LSTM memory cell: c = f c\u2032 + i c\u0303 = %s = %s",
             sum_of(f * c0, i * g), say(c));
        SAYS("guided.lstm.to.curve", "LSTM memory cell, %s \u2192 tanh", say(c));
        SAYS("guided.lstm.curve", "LSTM output activation of the cell: tanh(%s) = %s", say(c),
             say(th));
        SAYS("guided.lstm.to.show", "LSTM output activation of the cell, %s \u2192 output gate",
             say(th));
        SAYS("guided.lstm.o.shutter", "LSTM output gate, %s \u00d7 %s = %s", say(o), say(th),
             say(o * th));
        SAYS("guided.lstm.shown", "LSTM hidden state: o \u00d7 tanh c = %s \u00d7 %s = %s", say(o),
             say(th), say(h));
        SAYS("guided.lstm.loop", "LSTM memory cell, %s \u2192 becomes the memory of the next step",
             say(c));
        SAYS("guided.lstm.feedback", "LSTM hidden state before this step, %s \u2192 gates",
             say(at(&play, 0, LSTM_H, t - 1)));
        SAYS("guided.lstm.lift.f", "LSTM forget gate, %s \u2192 kept", say(f));
        SAYS("guided.lstm.wire.i", "LSTM input gate, %s \u2192 written", say(i));
        SAYS("guided.lstm.wire.g", "LSTM candidate, %s \u2192 written", say(g));
        SAYS("guided.lstm.lift.o", "LSTM output gate, %s \u2192 hidden state", say(o));
    }
    assert_true(taken > 0);
    play_stop(&play);
}

static void the_gru_tells_its_terms(void **state) {
    (void)state;
    Play play;
    start(&play);
    for (long t = 1; t < 6; t++) {
        look(&play, 1, t, PHASE_SHOW);
        float z = at(&play, 1, GRU_Z, t), past = at(&play, 1, GRU_H, t - 1);
        float n = at(&play, 1, GRU_N, t), h = at(&play, 1, GRU_H, t);
        SAYS("guided.gru.before", "GRU hidden state before this step, %s \u2192 update gate",
             say(past));
        SAYS("guided.gru.z.shutter", "GRU update gate, %s \u00d7 %s = %s", say(z), say(past),
             say(z * past));
        SAYS("guided.gru.kept", "GRU kept: z \u00d7 h\u2032 = %s \u00d7 %s = %s", say(z), say(past),
             say(z * past));
        SAYS("guided.gru.written", "GRU written: (1 \u2212 z) \u00d7 h\u0303 = %s \u00d7 %s = %s",
             say(1 - z), say(n), say((1 - z) * n));
        SAYS("guided.gru.block", "GRU kept and written: %s = %s", sum_of(z * past, (1 - z) * n),
             say(h));
        SAYS("guided.gru.stored",
             "GRU hidden state: h = z h\u2032 + (1 \u2212 z) h\u0303 = %s = %s",
             sum_of(z * past, (1 - z) * n), say(h));
        float r = at(&play, 1, GRU_R, t);
        SAYS("guided.gru.reset",
             "GRU what the candidate sees of the past: r \u00d7 h\u2032 = %s \u00d7 %s = %s",
             say(r), say(past), say(r * past));
        SAYS("guided.gru.r.shutter", "GRU reset gate, %s \u00d7 %s = %s", say(r), say(past),
             say(r * past));
        SAYS("guided.gru.loop", "GRU hidden state, %s \u2192 becomes the state of the next step",
             say(h));
        SAYS("guided.gru.lift.z", "GRU update gate, %s \u2192 kept", say(z));
    }
    play_stop(&play);
}

static void the_rnn_tells_its_terms(void **state) {
    (void)state;
    Play play;
    start(&play);
    for (long t = 1; t < 6; t++) {
        look(&play, 2, t, PHASE_SHOW);
        float past = at(&play, 2, RNN_H, t - 1), pre = at(&play, 2, RNN_H_PRE, t);
        float h = at(&play, 2, RNN_H, t), kept = 0.9f * past;
        SAYS("guided.rnn.before", "RNN hidden state before this step, %s \u2192 sum", say(past));
        SAYS("guided.rnn.kept", "RNN kept: W_hh \u00d7 h\u2032 = 0.90 \u00d7 %s = %s", say(past),
             say(kept));
        SAYS("guided.rnn.block", "RNN sum: h\u2032 W_hh + x W_xh + b_h = %s \u2212 0.30 = %s",
             sum_of(kept, pre - kept + 0.3f), say(pre));
        SAYS("guided.rnn.curve", "RNN hidden state: tanh(%s) = %s", say(pre), say(h));
        SAYS("guided.rnn.stored", "RNN hidden state: tanh(%s) = %s", say(pre), say(h));
        SAYS("guided.rnn.loop", "RNN hidden state, %s \u2192 becomes the state of the next step",
             say(h));
        const float *x = trace_at(play.session->run->traces[2], RNN_X, t, 0);
        SAYS("guided.rnn.input", "RNN input, %s, %s \u2192 RNN", say(x[0]), say(x[1]));
    }
    play_stop(&play);
}

/* A card's sum, and its curve. */
static void a_gate_tells_its_sum(void **state) {
    (void)state;
    Play play;
    start(&play);
    look(&play, 0, 2, PHASE_SHOW);
    const float *x = trace_at(play.session->run->traces[0], LSTM_X, 2, 0);
    float pre = at(&play, 0, LSTM_F_PRE, 2), f = at(&play, 0, LSTM_F, 2);
    char sum[256];
    size_t length;
    const char *label = region_label(&play.list, find(&play, "guided.lstm.f.sum"), &length);
    snprintf(sum, sizeof sum, "%.*s", (int)length, label);
    snprintf(sum + length, sizeof sum - length, "%s", "");
    char wanted[256];
    float a = 0.5f * x[0], b = -x[1];
    bool each = play_region(&play, "guided.lstm.f.share", 0) == NULL;
    if (each)
        snprintf(wanted, sizeof wanted, "LSTM forget gate: %s + 0.00 + 2.00 = %s", sum_of(a, b),
                 say(pre));
    else
        snprintf(wanted, sizeof wanted, "LSTM forget gate: %s + 0.00 + 2.00 = %s", say(a + b),
                 say(pre));
    assert_string_equal(sum, wanted);
    SAYS("guided.lstm.f.curve", "LSTM forget gate: sigmoid(%s) = %s", say(pre), say(f));
    play_stop(&play);
}

/* What has not happened yet is not told, and leads to nothing but its unit. */
static void what_is_to_come_is_not_told(void **state) {
    (void)state;
    Play play;
    start(&play);
    look(&play, 0, 2, PHASE_GATES);
    static const char *const LATER[] = {"kept", "written", "block", "stored", "curve", "shown"};
    for (size_t k = 0; k < sizeof LATER / sizeof *LATER; k++) {
        char name[64];
        size_t length;
        snprintf(name, sizeof name, "guided.lstm.%s", LATER[k]);
        const Region *region = find(&play, name);
        const char *label = region_label(&play.list, region, &length);
        assert_true(length > 13 && memcmp(label + length - 13, "not known yet", 13) == 0);
        assert_int_equal(region->action.kind, ACTION_SELECT);
    }
    SAYS("guided.lstm.before", "LSTM memory cell before this step, %s \u2192 forget gate",
         say(at(&play, 0, LSTM_C, 1)));
    assert_says(&play, "guided.lstm.loop", "LSTM memory cell, not known yet");
    play_stop(&play);
}

static void they_speak_chinese(void **state) {
    (void)state;
    Play play;
    start(&play);
    play.session->view.language = LANGUAGE_ZH;
    look(&play, 0, 2, PHASE_SHOW);
    float f = at(&play, 0, LSTM_F, 2), c0 = at(&play, 0, LSTM_C, 1);
    SAYS("guided.lstm.kept", "LSTM 保留：f \u00d7 c\u2032 = %s \u00d7 %s = %s", say(f), say(c0),
         say(f * c0));
    SAYS("guided.lstm.block", "LSTM 保留加写入：%s = %s",
         sum_of(f * c0, at(&play, 0, LSTM_C, 2) - f * c0), say(at(&play, 0, LSTM_C, 2)));
    play_stop(&play);
}

/* ---- a press ---- */

static void press(Play *play, const char *name, int cell, int signal, long t) {
    const Region *region = find(play, name);
    float x = region->rect.x + region->rect.w / 2, y = region->rect.y + region->rect.h / 2;
    if (region_at(&play->list, x, y) != region)
        fail_msg("%s cannot be hit in its middle", name);
    assert_int_equal(region->inspect.kind, ACTION_INSPECT);
    play_do(play, region->action);
    const Place *place = session_inspected(play->session);
    assert_non_null(place);
    const Place wanted = {cell, signal, 0, t};
    if (!place_same(place, &wanted))
        fail_msg("%s leads to cell %d, signal %d, t = %ld", name, place->cell, place->signal,
                 place->t);
    play_do(play, (Action){.kind = ACTION_TRAIL, .number = -1});
}

static void a_press_leads_to_the_number(void **state) {
    (void)state;
    Play play;
    start(&play);
    const struct {
        const char *name;
        int cell, signal;
        long t;
    } presses[] = {
        {"guided.lstm.before", 0, LSTM_C, 2},     {"guided.lstm.kept", 0, LSTM_C, 3},
        {"guided.lstm.written", 0, LSTM_C, 3},    {"guided.lstm.block", 0, LSTM_C, 3},
        {"guided.lstm.stored", 0, LSTM_C, 3},     {"guided.lstm.to.curve", 0, LSTM_C, 3},
        {"guided.lstm.curve", 0, LSTM_TANH_C, 3}, {"guided.lstm.to.show", 0, LSTM_TANH_C, 3},
        {"guided.lstm.shown", 0, LSTM_H, 3},      {"guided.lstm.loop", 0, LSTM_C, 3},
        {"guided.lstm.feedback", 0, LSTM_H, 2},   {"guided.lstm.lift.f", 0, LSTM_F, 3},
        {"guided.lstm.wire.i", 0, LSTM_I, 3},     {"guided.lstm.wire.g", 0, LSTM_G, 3},
        {"guided.lstm.lift.o", 0, LSTM_O, 3},     {"guided.lstm.f.sum", 0, LSTM_F_PRE, 3},
        {"guided.lstm.f.curve", 0, LSTM_F, 3},    {"guided.lstm.input", 0, LSTM_X, 3},
        {"guided.gru.before", 1, GRU_H, 2},       {"guided.gru.kept", 1, GRU_H, 3},
        {"guided.gru.written", 1, GRU_H, 3},      {"guided.gru.block", 1, GRU_H, 3},
        {"guided.gru.stored", 1, GRU_H, 3},       {"guided.gru.reset", 1, GRU_N_REC, 3},
        {"guided.gru.loop", 1, GRU_H, 3},         {"guided.gru.lift.z", 1, GRU_Z, 3},
        {"guided.rnn.before", 2, RNN_H, 2},       {"guided.rnn.kept", 2, RNN_H_PRE, 3},
        {"guided.rnn.block", 2, RNN_H_PRE, 3},    {"guided.rnn.to.curve", 2, RNN_H_PRE, 3},
        {"guided.rnn.curve", 2, RNN_H, 3},        {"guided.rnn.stored", 2, RNN_H, 3},
        {"guided.rnn.loop", 2, RNN_H, 3},
    };
    for (size_t k = 0; k < sizeof presses / sizeof *presses; k++) {
        look(&play, presses[k].cell, 3, PHASE_SHOW);
        press(&play, presses[k].name, presses[k].cell, presses[k].signal, presses[k].t);
    }
    play_stop(&play);
}

/* Before its number is known a press goes to the lane. */
static void a_press_goes_to_the_lane(void **state) {
    (void)state;
    Play play;
    start(&play);
    look(&play, 0, 2, PHASE_GATES);
    play_do(&play, find(&play, "guided.gru.kept")->action);
    assert_int_equal(play.session->cell, 1);
    assert_null(session_inspected(play.session));
    play_stop(&play);
}

/* ---- the keyboard ---- */

/* Tab comes to all of them, in the order in which the step goes. */
static void assert_order(const Play *play, const char *cell, const char *const *names, int count) {
    char name[64];
    snprintf(name, sizeof name, "guided.%s.%s", cell, names[0]);
    const Region *region = find(play, name);
    assert_true(region->focusable);
    for (int k = 1; k < count; k++) {
        snprintf(name, sizeof name, "guided.%s.%s", cell, names[k]);
        const Region *wanted = find(play, name);
        for (int steps = 0; region != wanted && steps < 40; steps++)
            region = region_next(&play->list, region->id, 1);
        if (region != wanted)
            fail_msg("%s does not come behind %s", name, names[k - 1]);
    }
}

static void tab_goes_as_the_step_goes(void **state) {
    (void)state;
    Play play;
    start(&play);
    static const char *const LSTM[] = {
        "f.sum",   "f.curve", "f",         "i.sum",  "i.curve", "i",      "g.sum",
        "o.curve", "o",       "feedback",  "lift.f", "wire.i",  "wire.g", "written",
        "lift.o",  "before",  "f.shutter", "kept",   "block",   "stored", "to.curve",
        "curve",   "to.show", "o.shutter", "shown",  "loop"};
    static const char *const GRU[] = {"z.sum",  "r.sum",   "reset",  "r.shutter", "n.sum",
                                      "lift.z", "written", "before", "z.shutter", "kept",
                                      "block",  "stored",  "loop"};
    static const char *const RNN[] = {"h.sum",    "before", "kept",   "block",
                                      "to.curve", "curve",  "stored", "loop"};
    look(&play, 0, 3, PHASE_SHOW);
    assert_order(&play, "lstm", LSTM, sizeof LSTM / sizeof *LSTM);
    assert_false(find(&play, "guided.gru.kept")->focusable); /* one press moves the focus there */
    look(&play, 1, 3, PHASE_SHOW);
    assert_order(&play, "gru", GRU, sizeof GRU / sizeof *GRU);
    look(&play, 2, 3, PHASE_SHOW);
    assert_order(&play, "rnn", RNN, sizeof RNN / sizeof *RNN);
    assert_false(find(&play, "guided.lstm.kept")->focusable);
    play_stop(&play);
}

/* What one is at with the keyboard says it beside itself, and so does what the pointer is at. */
static void focus_and_pointer_show_it(void **state) {
    (void)state;
    Play play;
    start(&play);
    look(&play, 0, 3, PHASE_SHOW);
    assert_false(screen_says(&play, "f \u00d7 c\u2032 = "));
    play_do(&play,
            (Action){.kind = ACTION_FOCUS, .id = region_id("guided.lstm.kept", 0), .flag = true});
    screen_draw(&play, WIDE);
    assert_true(screen_says(&play, "LSTM kept: f \u00d7 c\u2032 = "));
    play_do(&play, (Action){.kind = ACTION_HOVER, .id = region_id("guided.lstm.curve", 0)});
    screen_draw(&play, WIDE);
    assert_true(screen_says(&play, "LSTM output activation of the cell: tanh("));
    play_stop(&play);
}

/* ---- where they are ---- */

/* Every one of every lesson can be hit in its middle, and stays inside the window. */
static void check_places(Play *play, Size size, const char *path) {
    static const char *const PARTS[] = {"before", "kept",     "block",   "stored", "curve",
                                        "shown",  "to.curve", "to.show", "loop",   "feedback",
                                        "lift.f", "lift.o",   "lift.z",  "written"};
    screen_draw(play, size);
    for (int cell = 0; cell < play->lesson->cell_count; cell++)
        for (size_t k = 0; k < sizeof PARTS / sizeof *PARTS; k++) {
            char name[96];
            snprintf(name, sizeof name, "guided.%s.%s", play->lesson->cells[cell].id, PARTS[k]);
            const Region *region = play_region(play, name, 0);
            if (!region)
                continue;
            Rect r = region->rect;
            if (region_at(&play->list, r.x + r.w / 2, r.y + r.h / 2) != region)
                fail_msg("%s, %dx%d: %s lies under something", path, size.w, size.h, name);
            assert_true(r.x >= 0 && r.y >= 0 && r.x + r.w <= (float)size.w &&
                        r.y + r.h <= (float)size.h);
            if (r.w < 10 || r.h < 12)
                fail_msg("%s, %dx%d: %s is %gx%g", path, size.w, size.h, name, (double)r.w,
                         (double)r.h);
        }
}

static void they_can_be_hit(void **state) {
    static const Size SIZES[] = {
        {1600, 900, 1}, {1280, 720, 1}, {1024, 640, 1}, {2560, 1440, 1}, {390, 844, 1}};
    static char paths[LESSONS_MOST][300];
    (void)state;
    int count = lesson_paths(paths);
    for (int k = 0; k < count; k++) {
        Play play;
        lesson_start(&play, paths[k]);
        play_do(&play, (Action){.kind = ACTION_EXPLORE, .number = 0});
        for (int beat = 0; beat < play.lesson->beat_count; beat++) {
            screen_beat(&play, beat);
            for (size_t s = 0; s < sizeof SIZES / sizeof *SIZES; s++)
                check_places(&play, SIZES[s], paths[k]);
        }
        play_stop(&play);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(the_lstm_tells_its_terms),
                                       cmocka_unit_test(the_gru_tells_its_terms),
                                       cmocka_unit_test(the_rnn_tells_its_terms),
                                       cmocka_unit_test(a_gate_tells_its_sum),
                                       cmocka_unit_test(what_is_to_come_is_not_told),
                                       cmocka_unit_test(they_speak_chinese),
                                       cmocka_unit_test(a_press_leads_to_the_number),
                                       cmocka_unit_test(a_press_goes_to_the_lane),
                                       cmocka_unit_test(tab_goes_as_the_step_goes),
                                       cmocka_unit_test(focus_and_pointer_show_it),
                                       cmocka_unit_test(they_can_be_hit)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
