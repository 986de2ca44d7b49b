/* scene_screen.h: for tests of the panels: a lesson with beats, the whole screen drawn at a size,
 * and what of it can be seen. Type is that of scene_play.h, of known widths. */
#ifndef GATESCOPE_TESTS_SCENE_SCREEN_H
#define GATESCOPE_TESTS_SCENE_SCREEN_H

#include "languages.h"
#include "scene_play.h"

typedef struct Size {
    int w, h;
    float scale;
} Size;

/* Two cells of two units, a beat with long text, a question, a task, an end. */
static const char SCREEN_LESSON[] =
    "{\"format\":1,\"id\":\"screen\",\"title\":\"What survives a distraction that comes late?\","
    "\"track\":\"tests\",\"level\":1,\"minutes\":1,\"goal\":\"See which one keeps a value.\","
    "\"sources\":[{\"text\":\"Gers 2000\",\"where\":\"page 3\",\"doi\":\"10.1/x\"},{\"text\":\"A "
    "book\"}],"
    "\"inputs\":{\"names\":[\"value\",\"distractor\"],\"sequence\":[[0.5,0],[1,0.25],[0,-0.5]]},"
    "\"cells\":["
    "{\"id\":\"lstm\",\"kind\":\"lstm\",\"hidden\":2,\"weights\":{"
    "\"W_xi\":[[1,2],[0.5,-1]],\"W_hi\":[[0.25,0],[0,0.5]],\"b_i\":[-1,1],"
    "\"W_xf\":[[1.5,-2],[0.75,1]],\"W_hf\":[[0.5,0.25],[0.125,1]],\"b_f\":[2,3],"
    "\"W_xc\":[[2,1],[1,1]],\"W_hc\":[[0.5,0],[0.5,0]],\"b_c\":[0.25,0],"
    "\"W_xo\":[[1,1],[1,1]],\"b_o\":[1,-1]}},"
    "{\"id\":\"gru\",\"kind\":\"gru\",\"hidden\":2,\"reset\":\"before\",\"weights\":{"
    "\"W_xz\":[[1,2],[0.5,-1]],\"b_z\":[1,2],\"W_xr\":[[1,0],[0,1]],\"b_r\":[0.5,0.5],"
    "\"W_xh\":[[1.5,1],[0.5,1]],\"W_hh\":[[0.75,0.5],[0.25,1]],\"b_h\":[0.125,0]}},"
    "{\"id\":\"rnn\",\"kind\":\"rnn\",\"hidden\":2,\"weights\":{\"W_xh\":[[1,1],[0.5,1]],"
    "\"W_hh\":[[0.5,0],[0,0.5]],\"b_h\":[0.25,0]}}],"
    "\"beats\":["
    "{\"say\":\"The {f:forget gate} {f} keeps what {i} wrote into the **memory cell** {c}.\\n\\n"
    "- It is *near* 1.\\n- Then `c` stays.\\n\\n1. First this, which is a text that takes more "
    "than one line.\\n2. Then that.\\n\\nIn the end {h} shows it, and nothing else does so.\","
    "\"at\":{\"t\":1},\"show\":[\"lstm\",\"gru\"],\"highlight\":[\"lstm.f[0]\"]},"
    "{\"say\":\"Now look at t = 2. The value came at t = 1, and something else has come since. "
    "Nothing has been shown of it yet: think first.\",\"ask\":{\"question\":\"Which of the two "
    "still knows the "
    "first value?\",\"choices\":[{\"text\":\"The LSTM, because its gate is open\",\"right\":true,"
    "\"why\":\"Its forget gate stayed near 1.\"},{\"text\":\"The GRU\",\"why\":\"It had to mix it "
    "with the new one.\"},{\"text\":\"Neither of them\",\"why\":\"One of them does know.\"}],"
    "\"because\":\"lstm.c[0] @ 2 > 0\"}},"
    "{\"say\":\"Now you.\",\"at\":{\"t\":2},\"task\":{\"text\":\"Change the {f:forget bias} so "
    "that "
    "{c} of unit 1 stays below 0.84.\",\"may\":[\"lstm.b_f\"],\"until\":"
    "\"max(lstm.c[0] @ 0..2) < 0.84\",\"solution\":[{\"set\":\"lstm.b_f[0]\",\"to\":-9},"
    "{\"set\":\"lstm.b_f[1]\",\"to\":-9}]}},"
    "{\"say\":\"That was it.\",\"show\":[\"lstm\",\"gru\",\"rnn\"]}]}";

static inline void screen_start(Play *play, const char *lesson) {
    Errors errors = {0};
    Error error = {0};
    *play = (Play){0};
    play->lesson = lesson_parse(lesson, strlen(lesson), NULL, &errors);
    for (size_t k = 0; k < errors.count; k++) {
        char text[1024];
        error_format(&errors.items[k], text, sizeof text);
        print_message("%s\n", text);
    }
    errors_free(&errors);
    assert_non_null(play->lesson);
    play->session = session_new(play->lesson, &error);
    assert_non_null(play->session);
    session_apply(play->session, &(Action){.kind = ACTION_EXPLORE, .number = 1});
}

static inline void screen_wait(Play *play) {
    for (int k = 0; k < 1000 && session_moving(play->session); k++)
        session_advance(play->session, 0.1);
}

/* Goes to the beat and waits until nothing moves. */
static inline void screen_beat(Play *play, int beat) {
    if (play->session->beat != beat) {
        play->session->nudged = true; /* no question holds back */
        play_do(play, (Action){.kind = ACTION_GO_BEAT, .number = beat});
    }
    assert_int_equal(play->session->beat, beat);
    screen_wait(play);
}

static inline void screen_draw(Play *play, Size size) {
    play->viewport = (Viewport){.width = size.w,
                                .height = size.h,
                                .scale = size.scale,
                                .page = play->viewport.page,
                                .lesson_number = play->viewport.lesson_number,
                                .lesson_total = play->viewport.lesson_total,
                                .reading = play->viewport.reading,
                                .reading_count = play->viewport.reading_count};
    scene_build(&play->list, play->session, &PLAY_FONTS, &play->viewport);
    assert_false(play->list.full);
}

/* Drawn at the size, nothing leaves the window, is cut or lies on something else. */
static inline void screen_assert_whole(Play *play, Size size) {
    static Seen seen[FIT_TEXTS_MOST];
    Error error = {0};
    screen_draw(play, size);
    const Rect window = {0, 0, (float)size.w, (float)size.h};
    if (!fit_check(&play->list, &PLAY_FONTS, window, size.scale, seen, &error))
        fail_msg("%dx%d, text %.2f, language %s, cell %d, t %ld: %s; %s", size.w, size.h,
                 (double)play->session->view.text_scale, language_tag(play->session->view.language),
                 play->session->cell, session_moment(play->session).t, error.what, error.found);
}

static inline void screen_go_to(Play *play, long t) {
    play_do(play, (Action){.kind = ACTION_GO, .step = t, .phase = PHASE_SHOW});
}

/* The texts that are seen; returns how many. */
static inline int screen_texts(const Play *play, Seen *seen, int most) {
    int count = fit_texts(&play->list, &PLAY_FONTS, seen, most);
    assert_true(count <= most);
    return count;
}

/* Whether a text that contains `part` can be seen. */
static inline bool screen_says(const Play *play, const char *part) {
    static Seen seen[2048];
    int count = screen_texts(play, seen, 2048);
    for (int k = 0; k < count; k++) {
        char text[512];
        snprintf(text, sizeof text, "%.*s", (int)seen[k].shape->length,
                 play->list.texts + seen[k].shape->text);
        if (strstr(text, part))
            return true;
    }
    return false;
}

#endif
