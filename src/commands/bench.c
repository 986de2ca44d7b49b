/* bench.c: `gatescope bench`: what a step, a frame and a training cost on this machine.
 *
 * Each figure is the median of repeated runs; a step's time is that of a run divided by its steps.
 * Times of different machines, or of one machine on different days, do not compare; ratios within
 * one output do. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "commands/measure.h"
#include "commands/words.h"
#include "files/lesson_file.h"

enum { REPEATS = 15, FRAMES = 100, UNITS = 4, INPUTS = 2, STEPS = 24 };

typedef struct Size {
    int inputs, hidden;
    long steps;
} Size;

static const Size step_sizes[] = {{4, 8, 20000}, {28, 128, 1000}, {64, 512, 100}, {512, 1024, 20}};
enum { SIZE_COUNT = sizeof step_sizes / sizeof *step_sizes };

typedef struct Screen {
    int width, height;
} Screen;

static const Screen screens[] = {{1280, 720}, {1600, 900}, {2560, 1440}};
enum { SCREEN_COUNT = sizeof screens / sizeof *screens };

typedef struct FrameTimes {
    double median, worst; /* scene and drawing of everything */
    double scene;         /* the display list alone, median */
    double edit;          /* a change at step 0, to its picture, median */
} FrameTimes;

/* ---- steps ---- */

static bool measure_step(CellKind kind, const Size *size, double *ns, Error *error) {
    const CellSpec spec = cell_spec(kind, size->inputs, size->hidden);
    Cell *cell = cell_new(&spec, error);
    Trace *trace = cell ? trace_new(&spec, size->steps, 1, error) : NULL;
    size_t numbers = (size_t)size->steps * (size_t)size->inputs;
    float *inputs = trace ? malloc(numbers * sizeof *inputs) : NULL;
    if (inputs) {
        double times[REPEATS];
        unsigned seed = 2;
        for (size_t k = 0; k < numbers; k++)
            inputs[k] = measure_number(&seed);
        measure_weights(cell, 1, 1 / sqrtf((float)size->hidden));
        const Inputs from = {inputs, (size_t)size->inputs, 0};
        trace_run(trace, cell, from, 0, size->steps); /* brings memory and caches to life */
        for (int k = 0; k < REPEATS; k++) {
            double start = measure_now();
            trace_run(trace, cell, from, 0, size->steps);
            times[k] = (measure_now() - start) / (double)size->steps;
        }
        *ns = measure_part(times, REPEATS, 0.5);
    } else if (trace) {
        error_memory(error, numbers * sizeof *inputs, "inputs");
    }
    bool whole = inputs != NULL;
    free(inputs);
    trace_free(trace);
    cell_free(cell);
    return whole;
}

/* ---- frames ---- */

/* A lesson of two lanes with four units each. */
static Lesson *make_lesson(Error *error) {
    char text[8192];
    int length = snprintf(text, sizeof text,
                          "{\"format\":1,\"id\":\"bench\",\"title\":\"What a frame "
                          "costs\",\"track\":\"bench\",\"level\":1,"
                          "\"minutes\":1,\"goal\":\"Measure.\",\"inputs\":{\"names\":[\"value\","
                          "\"write\"],\"sequence\":[");
    unsigned seed = 3;
    for (int t = 0; t < STEPS; t++) {
        double a = (double)measure_number(&seed), b = (double)measure_number(&seed);
        length += snprintf(text + length, sizeof text - (size_t)length, "%s[%.3f,%.3f]",
                           t ? "," : "", a, b);
    }
    snprintf(text + length, sizeof text - (size_t)length,
             "]},\"cells\":[{\"id\":\"lstm\",\"kind\":\"lstm\",\"hidden\":%d,\"weights\":{\"b_f\":["
             "3,2,1,0]}},"
             "{\"id\":\"gru\",\"kind\":\"gru\",\"hidden\":%d,\"weights\":{\"b_z\":[3,2,1,0]}}],"
             "\"beats\":[{\"say\":\"Two cells on **one input**: the memory cell {c} and the hidden "
             "state {h}, step by "
             "step, with the forget gate {f} and the update gate {z}.\"}]}",
             UNITS, UNITS);
    Errors errors = {0};
    Lesson *lesson = lesson_parse(text, strlen(text), "bench", &errors);
    if (!lesson && errors.count)
        *error = errors.items[0];
    errors_free(&errors);
    for (int k = 0; lesson && k < lesson->cell_count; k++) {
        Cell *cell = lesson->cells[k].cell;
        for (int w = 0; w < cell_kind(cell->spec.kind)->weight_count; w++)
            for (long n = 0; cell->weights[w] && n < (long)weight_rows(&cell->spec, w) * UNITS; n++)
                cell->weights[w][n] += 2 * measure_number(&seed);
        cell_touch(cell);
    }
    return lesson;
}

static void go_to(Session *session, int frame) {
    const Action go = {
        .kind = ACTION_GO, .step = frame % STEPS, .phase = (Phase)(frame / STEPS % PHASE_COUNT)};
    session_apply(session, &go);
}

static void measure_redraws(Studio *studio, Session *session, FrameTimes *times) {
    double whole[FRAMES], scene[FRAMES];
    for (int k = -10; k < FRAMES;
         k++) { /* the first fill the caches, as a program that has begun has */
        go_to(session, k + 20);
        canvas_invalidate(studio->canvas);
        double start = measure_now();
        scene_build(&studio->list, session, fonts_measure(studio->fonts), &studio->viewport);
        double built = measure_now();
        canvas_draw(studio->canvas, &studio->list, NULL);
        if (k < 0)
            continue;
        scene[k] = (built - start) / 1e6;
        whole[k] = (measure_now() - start) / 1e6;
    }
    times->scene = measure_part(scene, FRAMES, 0.5);
    times->median = measure_part(whole, FRAMES, 0.5);
    times->worst = whole[FRAMES - 1];
}

static void measure_edits(Studio *studio, Session *session, FrameTimes *times) {
    double edits[FRAMES];
    for (int k = 0; k < FRAMES; k++) {
        const Action edit = {
            .kind = ACTION_EDIT,
            .flag = true,
            .edit = {.kind = EDIT_INPUT, .step = 0, .column = 0, .value = (float)(k + 1) / FRAMES}};
        double start = measure_now();
        session_apply(session, &edit);
        studio_draw(studio, session);
        edits[k] = (measure_now() - start) / 1e6;
    }
    times->edit = measure_part(edits, FRAMES, 0.5);
}

static bool measure_frames(const Screen *screen, FrameTimes *times, Error *error) {
    Studio studio = {0};
    Lesson *lesson = make_lesson(error);
    Session *session = lesson ? session_new(lesson, error) : NULL;
    bool whole = session && studio_open(&studio, screen->width, screen->height, 1, error);
    if (whole) {
        measure_redraws(&studio, session, times);
        measure_edits(&studio, session, times);
    }
    studio_close(&studio);
    session_free(session);
    lesson_free(lesson);
    return whole;
}

/* ---- output ---- */

static const int train_sizes[] = {64, 128};
enum { TRAIN_SIZES = sizeof train_sizes / sizeof *train_sizes };

typedef struct Results {
    double step[CELL_KIND_COUNT][SIZE_COUNT];
    FrameTimes frame[SCREEN_COUNT];
    EditTimes edit;
    double training[CELL_KIND_COUNT][TRAIN_SIZES][TRAIN_THREADS];
} Results;

static void print_json(const Results *results) {
    printf("{\"step_ns\": {");
    for (int kind = 0; kind < CELL_KIND_COUNT; kind++)
        for (int k = 0; k < SIZE_COUNT; k++)
            printf("%s\"%s-%d-%d\": %.1f", kind || k ? ", " : "", cell_kind((CellKind)kind)->name,
                   step_sizes[k].inputs, step_sizes[k].hidden, results->step[kind][k]);
    printf("},\n \"frame_ms\": {");
    for (int k = 0; k < SCREEN_COUNT; k++)
        printf("%s\"%dx%d\": {\"median\": %.3f, \"worst\": %.3f}", k ? ", " : "", screens[k].width,
               screens[k].height, results->frame[k].median, results->frame[k].worst);
    printf("},\n \"scene_ms\": {");
    for (int k = 0; k < SCREEN_COUNT; k++)
        printf("%s\"%dx%d\": %.3f", k ? ", " : "", screens[k].width, screens[k].height,
               results->frame[k].scene);
    printf("},\n \"edit_to_picture_ms\": {");
    for (int k = 0; k < SCREEN_COUNT; k++)
        printf("%s\"%dx%d\": %.3f", k ? ", " : "", screens[k].width, screens[k].height,
               results->frame[k].edit);
    printf("},\n \"training_sequences_per_second\": {");
    for (int kind = 0; kind < CELL_KIND_COUNT; kind++)
        for (int k = 0; k < TRAIN_SIZES; k++)
            printf("%s\"%s-28-%d\": [%.0f, %.0f]", kind || k ? ", " : "",
                   cell_kind((CellKind)kind)->name, train_sizes[k], results->training[kind][k][0],
                   results->training[kind][k][1]);
    printf("},\n \"edit_ms\": {\"median\": %.3f, \"percentile_95\": %.3f, \"recompute\": %.3f, "
           "\"draw\": %.3f}}\n",
           results->edit.median, results->edit.percentile_95, results->edit.recompute,
           results->edit.draw);
}

static void print_table(const Results *results) {
    printf("One step, every signal kept, ns (inputs-hidden):\n%8s", "");
    for (int k = 0; k < SIZE_COUNT; k++) {
        char name[24];
        snprintf(name, sizeof name, "%d-%d", step_sizes[k].inputs, step_sizes[k].hidden);
        printf(" %10s", name);
    }
    for (int kind = 0; kind < CELL_KIND_COUNT; kind++) {
        printf("\n%8s", cell_kind((CellKind)kind)->title);
        for (int k = 0; k < SIZE_COUNT; k++)
            printf(" %10.0f", results->step[kind][k]);
    }
    printf("\n\nOne frame of the main screen, two lanes of %d units, ms:\n%10s %9s %9s %9s %9s\n",
           UNITS, "", "median", "worst", "scene", "edit");
    for (int k = 0; k < SCREEN_COUNT; k++) {
        char name[24];
        snprintf(name, sizeof name, "%dx%d", screens[k].width, screens[k].height);
        printf("%10s %9.2f %9.2f %9.2f %9.2f\n", name, results->frame[k].median,
               results->frame[k].worst, results->frame[k].scene, results->frame[k].edit);
    }
    printf("median and worst of %d full redraws, nothing presented; scene: the display list alone; "
           "edit: from a change "
           "at step 0 to its picture\n",
           FRAMES);
    printf(
        "\nAn input dragged at step 0 of %d steps, LSTM, GRU and RNN of %d units, to its picture "
        "of %dx%d, ms:\n%10s %9s %9s %9s\n%10.2f %9.2f %9.2f %9.2f\n",
        EDIT_RUN_STEPS, EDIT_RUN_UNITS, EDIT_RUN_WIDTH, EDIT_RUN_HEIGHT, "median", "95 of 100",
        "recompute", "draw", results->edit.median, results->edit.percentile_95,
        results->edit.recompute, results->edit.draw);
}

static void print_training(const Results *results) {
    printf(
        "\nTraining on sequences of 28 steps of 28 inputs, batches of 64, Adam, sequences/s with "
        "one thread and two:\n%8s",
        "");
    for (int k = 0; k < TRAIN_SIZES; k++)
        printf(" %13d units", train_sizes[k]);
    for (int kind = 0; kind < CELL_KIND_COUNT; kind++) {
        printf("\n%8s", cell_kind((CellKind)kind)->title);
        for (int k = 0; k < TRAIN_SIZES; k++)
            printf(" %9.0f %9.0f", results->training[kind][k][0], results->training[kind][k][1]);
    }
    puts("");
}

static bool measure_trainings(Results *results, Error *error) {
    for (int kind = 0; kind < CELL_KIND_COUNT; kind++)
        for (int k = 0; k < TRAIN_SIZES; k++)
            if (!measure_training((CellKind)kind, train_sizes[k], results->training[kind][k],
                                  error))
                return false;
    return true;
}

int command_bench(const Command *command, int count, char **line) {
    Words words;
    Results results = {0};
    Error error = {0};
    int status;
    if (!words_read(&words, command, count, line, &status))
        return status;
    for (int kind = 0; kind < CELL_KIND_COUNT; kind++)
        for (int k = 0; k < SIZE_COUNT; k++)
            if (!measure_step((CellKind)kind, &step_sizes[k], &results.step[kind][k], &error))
                return say_error(EXIT_ENVIRONMENT, &error);
    for (int k = 0; k < SCREEN_COUNT; k++)
        if (!measure_frames(&screens[k], &results.frame[k], &error))
            return say_error(EXIT_ENVIRONMENT, &error);
    if (!measure_edit(&results.edit, &error) || !measure_trainings(&results, &error))
        return say_error(EXIT_ENVIRONMENT, &error);
    if (words_value(&words, "--json")) {
        print_json(&results);
        return EXIT_GOOD;
    }
    print_table(&results);
    print_training(&results);
    return EXIT_GOOD;
}
