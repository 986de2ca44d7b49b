/* scene_play.h: for tests of the scene: a session on a lesson given as text, type of a known width,
 * and questions about display lists. */
#ifndef GATESCOPE_TESTS_SCENE_PLAY_H
#define GATESCOPE_TESTS_SCENE_PLAY_H

#include "testing.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "files/lesson/file.h"
#include "scene/display/fit.h"
#include "scene/scene.h"
#include "session/session.h"

typedef struct Play {
    Lesson *lesson;
    Session *session;
    DisplayList list;
    Viewport viewport;
    Painter painter;
} Play;

/* Every letter has the same width, wider than real type on the whole; a wide one is a square. */
static inline float play_width(void *context, Face face, float px, const char *text,
                               size_t length) {
    (void)context;
    size_t letters = 0, wide = 0;
    for (size_t at = 0; at < length;) {
        uint32_t character;
        at += utf8_decode(text + at, length - at, &character);
        if (utf8_wide(character))
            wide++;
        else
            letters++;
    }
    return (face == FACE_NUMBER || face == FACE_NUMBER_BOLD ? 0.61f : 0.56f) * px * (float)letters +
           px * (float)wide;
}

static inline float play_ascent(void *context, Face face, float px) {
    (void)context, (void)face;
    return 0.95f * px;
}

static inline float play_height(void *context, Face face, float px) {
    (void)context, (void)face;
    return 1.2f * px;
}

static const Fonts PLAY_FONTS = {NULL, play_width, play_ascent, play_height};

/* cells: the lesson's "cells", sequence its inputs, both JSON. */
static inline void play_start(Play *play, const char *cells, const char *sequence) {
    size_t size = strlen(cells) + strlen(sequence) + 512;
    char *text = malloc(size);
    Errors errors = {0};
    Error error = {0};
    *play = (Play){0};
    assert_non_null(text);
    snprintf(text, size,
             "{\"format\":1,\"id\":\"play\",\"title\":\"Play\",\"track\":\"tests\",\"level\":1,"
             "\"minutes\":1,\"goal\":\"Test.\",\"inputs\":{\"names\":[\"value\",\"other\"],"
             "\"sequence\":%s},\"cells\":%s,\"beats\":[{\"say\":\"Look.\",\"at\":{\"t\":-1}}]}",
             sequence, cells);
    play->lesson = lesson_parse(text, strlen(text), NULL, &errors);
    for (size_t k = 0; k < errors.count; k++) {
        error_format(&errors.items[k], text, size);
        print_message("%s\n", text);
    }
    free(text);
    errors_free(&errors);
    assert_non_null(play->lesson);
    play->session = session_new(play->lesson, &error);
    assert_non_null(play->session);
    session_apply(play->session, &(Action){.kind = ACTION_EXPLORE, .number = 1});
}

static inline void play_stop(Play *play) {
    display_free(&play->list);
    session_free(play->session);
    lesson_free(play->lesson);
}

static inline bool play_do(Play *play, Action action) {
    return session_apply(play->session, &action);
}

static inline void play_go(Play *play, long t, Phase phase) {
    play_do(play, (Action){.kind = ACTION_GO, .step = t, .phase = phase});
    Moment m = session_moment(play->session);
    assert_int_equal(m.t, t);
}

typedef void (*PlayPart)(Painter *, Rect);

/* Draws a part into rect, as the whole screen would. */
static inline void play_draw(Play *play, PlayPart part, Rect rect, float scale, float text) {
    play->viewport = (Viewport){
        .width = (int)(rect.x + rect.w), .height = (int)(rect.y + rect.h), .scale = scale};
    play->painter = (Painter){.list = &play->list,
                              .session = play->session,
                              .theme = theme_get(THEME_DARK),
                              .fonts = &PLAY_FONTS,
                              .viewport = &play->viewport,
                              .moment = session_moment(play->session),
                              .u = scale,
                              .small = 12 * scale * text,
                              .body = 15 * scale * text,
                              .large = 19 * scale * text};
    display_clear(&play->list);
    part(&play->painter, rect);
    assert_false(play->list.full);
}

static inline const Region *play_region(const Play *play, const char *name, int index) {
    return region_find(&play->list, region_id(name, index));
}

static inline bool play_label_has(const Play *play, const Region *region, const char *part) {
    char text[256];
    size_t length;
    const char *label = region_label(&play->list, region, &length);
    snprintf(text, sizeof text, "%.*s", (int)length, label);
    return strstr(text, part) != NULL;
}

static inline bool play_says(const Play *play, const char *text) {
    for (int k = 0; k < play->list.shape_count; k++) {
        const Shape *s = &play->list.shapes[k];
        if (s->kind == SHAPE_TEXT && s->length == strlen(text) &&
            memcmp(play->list.texts + s->text, text, s->length) == 0)
            return true;
    }
    return false;
}

static inline Rect play_text_rect(const Play *play, const Shape *s) {
    return fit_text_rect(&play->list, &PLAY_FONTS, s);
}

static inline Rect play_bounds(const Play *play, const Shape *s) {
    if (s->kind == SHAPE_TEXT)
        return play_text_rect(play, s);
    Rect r = s->rect;
    if (r.w < 0)
        r = (Rect){r.x + r.w, r.y, -r.w, r.h};
    if (r.h < 0)
        r = (Rect){r.x, r.y + r.h, r.w, -r.h};
    return r;
}

/* Nothing stands out of rect, and no text lies on another. */
static inline void assert_tidy(const Play *play, Rect rect, const char *what) {
    const DisplayList *list = &play->list;
    for (int a = 0; a < list->shape_count; a++) {
        Rect first = play_bounds(play, &list->shapes[a]);
        if (!rect_inside(rect, first))
            fail_msg("%s: shape %d of kind %d stands out: %g %g %g %g", what, a,
                     (int)list->shapes[a].kind, (double)first.x, (double)first.y, (double)first.w,
                     (double)first.h);
        for (int b = 0; b < a && list->shapes[a].kind == SHAPE_TEXT; b++)
            if (list->shapes[b].kind == SHAPE_TEXT &&
                rects_meet(first, play_bounds(play, &list->shapes[b]), 2))
                fail_msg("%s: \"%.*s\" lies on \"%.*s\"", what, (int)list->shapes[a].length,
                         list->texts + list->shapes[a].text, (int)list->shapes[b].length,
                         list->texts + list->shapes[b].text);
    }
}

/* Two lists are the same picture with the same regions. */
static inline void assert_same_list(const DisplayList *a, const DisplayList *b) {
    assert_int_equal(a->shape_count, b->shape_count);
    assert_int_equal(a->region_count, b->region_count);
    assert_int_equal(a->text_length, b->text_length);
    assert_int_equal(a->value_count, b->value_count);
    assert_memory_equal(a->texts, b->texts, a->text_length);
    if (a->value_count)
        assert_memory_equal(a->values, b->values, a->value_count * sizeof *a->values);
    for (int k = 0; k < a->shape_count; k++)
        assert_memory_equal(&a->shapes[k].rect, &b->shapes[k].rect, sizeof(Rect));
    for (int k = 0; k < a->region_count; k++)
        assert_true(a->regions[k].value == b->regions[k].value);
}

#endif
