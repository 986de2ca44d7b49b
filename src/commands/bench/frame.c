/* frame.c: what a frame costs, and which part of the screen costs what. See bench.h. */
#include "commands/bench/frame.h"

#include <string.h>

#include "commands/bench/lesson.h"
#include "commands/bench/measure.h"
#include "commands/bench/roof.h"
#include "commands/library/shelf.h"
#include "commands/picture/studio.h"
#include "session/session.h"

enum { CELLS = 2, STEPS = 24, FRAMES = 4, PLAYED = 60, MARKS = 32, TURNS = 3 };

static const int screens[FRAME_SCREENS][2] = {{1280, 720}, {1600, 900}, {2560, 1440}};
static const int units[FRAME_UNITS] = {4, 32, 256, 1024};

/* Where each part begins in the list that is built, and when. */
typedef struct Marks {
    int count;
    ScenePart part[MARKS];
    int shapes[MARKS + 1];
    double at[MARKS + 1];
} Marks;

typedef struct Stand {
    Studio studio;
    Lesson *lesson;
    Session *session;
    Marks marks;
    SceneProbe probe;
} Stand;

static void mark(void *context, ScenePart part, int shapes) {
    Marks *marks = context;
    if (marks->count == MARKS)
        return;
    marks->part[marks->count] = part;
    marks->shapes[marks->count] = shapes;
    marks->at[marks->count++] = measure_cpu();
}

static void build(Stand *stand) {
    Studio *studio = &stand->studio;
    stand->marks.count = 0;
    scene_build(&studio->list, stand->session, fonts_measure(studio->fonts), &studio->viewport);
    stand->marks.shapes[stand->marks.count] = studio->list.shape_count;
    stand->marks.at[stand->marks.count] = measure_cpu();
}

/* ms of drawing all of these shapes upon nothing. */
static double draw_ms(Stand *stand, const DisplayList *list) {
    double least = 0;
    for (int turn = 0; turn < TURNS; turn++) {
        canvas_invalidate(stand->studio.canvas);
        double start = measure_cpu();
        canvas_draw(stand->studio.canvas, list, NULL);
        bench_keep(&least, (measure_cpu() - start) / 1e6);
    }
    return least;
}

/* What each part adds to the list and to the drawing; the bare picture counts as ground. */
static void measure_parts(Stand *stand, double part[SCENE_COUNT]) {
    const Marks *marks = &stand->marks;
    DisplayList some = stand->studio.list;
    some.shape_count = 0;
    double bare = draw_ms(stand, &some), now[SCENE_COUNT] = {[SCENE_GROUND] = bare};
    for (int k = 0; k < marks->count; k++) {
        some.shapes = stand->studio.list.shapes + marks->shapes[k];
        some.shape_count = marks->shapes[k + 1] - marks->shapes[k];
        now[marks->part[k]] += (marks->at[k + 1] - marks->at[k]) / 1e6;
        if (some.shape_count)
            now[marks->part[k]] += draw_ms(stand, &some) - bare;
    }
    for (int k = 0; k < SCENE_COUNT; k++)
        bench_keep(&part[k], now[k]);
}

static void go_to(Stand *stand, long step, Phase phase) {
    session_apply(stand->session, &(Action){.kind = ACTION_GO, .step = step, .phase = phase});
}

/* One view of the session, at several places in time. */
static void measure_view(Stand *stand, double part[SCENE_COUNT], double *whole, double *list) {
    for (int k = -1; k < FRAMES; k++) { /* the first fills the caches of words and shapes */
        go_to(stand, STEPS / 2 + k, (Phase)((k + 1) % PHASE_COUNT));
        double start = measure_cpu();
        build(stand);
        double built = (measure_cpu() - start) / 1e6;
        double drawn = draw_ms(stand, &stand->studio.list);
        if (k < 0)
            continue;
        bench_keep(whole, built + drawn);
        bench_keep(list, built);
        measure_parts(stand, part);
    }
}

static void measure_other(Stand *stand, const Action *open, const Action *close, ScenePart part,
                          double *ms) {
    double parts[SCENE_COUNT] = {0}, whole = 0, list = 0;
    session_apply(stand->session, open);
    measure_view(stand, parts, &whole, &list);
    session_apply(stand->session, close);
    bench_keep(ms, parts[part]);
}

/* The run plays, frame by frame: the list, and what of the picture changed. */
static void measure_playing(Stand *stand, double *ms) {
    double times[PLAYED];
    go_to(stand, 0, PHASE_SHOW);
    session_apply(stand->session, &(Action){.kind = ACTION_PLAY, .number = 1});
    studio_draw(&stand->studio, stand->session);
    for (int k = 0; k < PLAYED; k++) {
        session_advance(stand->session, 1.0 / 60);
        double start = measure_cpu();
        studio_draw(&stand->studio, stand->session);
        times[k] = (measure_cpu() - start) / 1e6;
    }
    session_apply(stand->session, &(Action){.kind = ACTION_PLAY, .number = 0});
    bench_keep(ms, measure_part(times, PLAYED, 0.5));
}

/* The whole of the screen in another view. */
static void measure_whole(Stand *stand, const Action *open, const Action *close, double *ms) {
    double parts[SCENE_COUNT] = {0}, list = 0;
    session_apply(stand->session, open);
    measure_view(stand, parts, ms, &list);
    session_apply(stand->session, close);
}

static void measure_workbench(Stand *stand, FrameCase *frame) {
    static const Action open = {.kind = ACTION_EXPLORE, .number = 1};
    static const Action close = {.kind = ACTION_EXPLORE, .number = 0};
    measure_whole(stand, &open, &close, &frame->workbench);
    session_apply(stand->session, &open);
    stand->studio.viewport.probe = NULL;
    measure_playing(stand, &frame->workbench_playing);
    stand->studio.viewport.probe = &stand->probe;
    session_apply(stand->session, &close);
}

static void measure_round(Stand *stand, FrameCase *frame) {
    static const Action by_value = {.kind = ACTION_ORDER, .number = 1};
    static const Action by_number = {.kind = ACTION_ORDER, .number = 0};
    static const Action open_gradients = {.kind = ACTION_GRADIENTS, .number = 1};
    static const Action shut_gradients = {.kind = ACTION_GRADIENTS, .number = 0};
    static const Action inspect = {.kind = ACTION_INSPECT, .number = -1};
    static const Action shut_inspector = {.kind = ACTION_TRAIL, .number = -1};
    static const Action home = {.kind = ACTION_HOME, .number = 1};
    static const Action back = {.kind = ACTION_HOME, .number = 0};
    stand->studio.viewport.probe = &stand->probe;
    measure_view(stand, frame->part, &frame->whole, &frame->list);
    measure_whole(stand, &by_value, &by_number, &frame->by_value);
    measure_workbench(stand, frame);
    measure_other(stand, &inspect, &shut_inspector, SCENE_TWEAKS, &frame->inspector);
    measure_other(stand, &open_gradients, &shut_gradients, SCENE_TIMELINE, &frame->gradients);
    if (stand->studio.viewport.catalogue)
        measure_other(stand, &home, &back, SCENE_HOME, &frame->home);
    stand->studio.viewport.probe = NULL;
    measure_playing(stand, &frame->playing);
    bench_keep(&frame->roof,
               bench_write_ns(4 * (size_t)frame->width * (size_t)frame->height) / 1e6);
}

static bool measure_frame(FrameCase *frame, const Catalogue *catalogue, int rounds, Error *error) {
    Stand stand = {.probe = {&stand.marks, mark}};
    stand.lesson = measure_lesson(CELLS, frame->units, STEPS, error);
    stand.session = stand.lesson ? session_new(stand.lesson, error) : NULL;
    bool good = stand.session && studio_open(&stand.studio, frame->width, frame->height, 1, error);
    stand.studio.viewport.catalogue = catalogue;
    if (good)
        go_to(&stand, STEPS - 1, PHASE_SHOW); /* nothing of it is hidden any more */
    for (int round = 0; good && round < rounds; round++)
        measure_round(&stand, frame);
    studio_close(&stand.studio);
    session_free(stand.session);
    lesson_free(stand.lesson);
    return good;
}

bool bench_frames(FrameCase cases[FRAME_CASES], int rounds, Error *error) {
    Library library = {0};
    Shelf shelf = {0};
    bool shelved = library_open(&library, NULL) && shelf_fill(&shelf, &library, NULL), good = true;
    while (shelved && shelf_draw_more(&shelf, 1))
        continue;
    for (int k = 0; good && k < FRAME_CASES; k++) {
        const int *screen = screens[k / FRAME_UNITS];
        cases[k] =
            (FrameCase){.width = screen[0], .height = screen[1], .units = units[k % FRAME_UNITS]};
        bool home = shelved && k % FRAME_UNITS == 0; /* which is the same for all units */
        good = measure_frame(&cases[k], home ? &shelf.catalogue : NULL, rounds, error);
    }
    shelf_free(&shelf);
    library_close(&library);
    return good;
}
