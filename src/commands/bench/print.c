/* print.c: what was measured, as tables and as JSON. See bench.h. */
#include "commands/bench/print.h"

#include <stdio.h>

#include "commands/line/say.h"
#include "files/json/text.h"

/* In percent; 0: not known. */
static double share(double roof, double value) {
    return value > 0 ? 100 * roof / value : 0;
}

static void put_or_none(double value, int width, int decimals) {
    if (value > 0)
        printf(" %*.*f", width, decimals, value);
    else
        printf(" %*s", width, "-");
}

/* ---- tables ---- */

static void table_steps(const StepCase *cases, const char *peer) {
    printf("One step of one sequence, every signal kept, ns:\n%6s %9s %10s %10s %7s %10s\n", "",
           "d-h", "gatescope", "roof", "share", *peer ? "peer" : "no peer");
    for (int k = 0; k < STEP_CASES; k++) {
        char size[24];
        snprintf(size, sizeof size, "%d-%d", cases[k].inputs, cases[k].hidden);
        printf("%6s %9s %10.0f %10.0f %5.0f %%", cell_kind(cases[k].kind)->title, size,
               cases[k].own, cases[k].roof, share(cases[k].roof, cases[k].own));
        put_or_none(cases[k].peer, 10, 0);
        putchar('\n');
    }
}

static void table_training(const TrainingCase *cases) {
    printf("\nTraining %d-%d, %d steps, batches of %d, sequences a second:\n%6s %9s %10s %10s %7s "
           "%10s\n",
           LEARN_INPUTS, LEARN_HIDDEN, LEARN_STEPS, LEARN_BATCH, "", "threads", "gatescope", "roof",
           "share", "peer");
    for (int k = 0; k < TRAINING_CASES; k++) {
        printf("%6s %9d %10.0f %10.0f %5.0f %%", cell_kind(cases[k].kind)->title, cases[k].threads,
               cases[k].own, cases[k].roof, share(cases[k].own, cases[k].roof));
        put_or_none(cases[k].peer, 10, 0);
        putchar('\n');
    }
}

static void table_frames(const FrameCase *cases) {
    static const char *const names[] = {"ground", "topbar",   "lesson",
                                        "stage",  "timeline", "tweaks"};
    printf("\nA frame of an LSTM above a GRU on the guided stage, nothing presented, ms:\n"
           "%9s %5s %7s %6s",
           "", "units", "whole", "list");
    for (int k = 0; k < SCENE_HOME; k++)
        printf(" %8s", names[k]);
    printf(" %9s %9s %6s %8s %8s %9s %9s %6s\n", "inspector", "gradients", "home", "playing",
           "by value", "workbench", "it plays", "roof");
    for (int k = 0; k < FRAME_CASES; k++) {
        const FrameCase *frame = &cases[k];
        char size[24];
        snprintf(size, sizeof size, "%dx%d", frame->width, frame->height);
        printf("%9s %5d %7.2f %6.2f", size, frame->units, frame->whole, frame->list);
        for (int part = 0; part < SCENE_HOME; part++)
            printf(" %8.2f", frame->part[part]);
        printf(" %9.2f %9.2f", frame->inspector, frame->gradients);
        put_or_none(frame->home, 6, 2);
        printf(" %8.2f %8.2f %9.2f %9.2f %4.0f %%\n", frame->playing, frame->by_value,
               frame->workbench, frame->workbench_playing, share(frame->roof, frame->whole));
    }
    puts("whole: everything anew, of it the display list; parts: their list and drawing; playing: "
         "the "
         "median frame\nof a run that plays, only what changed; by value: whole, with the units by "
         "their value; workbench: whole,\nand playing, of the workbench; roof: writing each pixel "
         "once, of whole");
}

static void table_edit(const EditTimes *edit) {
    printf("\nAn input dragged at step 0 of %d, three cells of %d units, to its picture of %dx%d, "
           "ms:\n"
           "%10s %10s %10s %10s %10s\n%10.2f %10.2f %10.2f %10.2f %8.0f %%\n",
           EDIT_RUN_STEPS, EDIT_RUN_UNITS, EDIT_RUN_WIDTH, EDIT_RUN_HEIGHT, "median", "95 of 100",
           "recompute", "draw", "roof", edit->median, edit->percentile_95, edit->recompute,
           edit->draw, share(edit->roof, edit->median));
}

static void table_race(const RaceCase *race) {
    const struct {
        const char *name;
        const FrameTimes *times;
    } ROWS[] = {{"drawn", &race->drawn},
                {"computed", &race->computed},
                {"others", &race->others},
                {"pace", &race->pace}};
    printf("\nFrames of a window of %dx%d while three cells learn digits in two threads, ms:\n"
           "%9s %9s %9s %12s %9s\n",
           race->width, race->height, "", "frames", "median", "99 of 100", "worst");
    for (int k = 0; k < 4; k++)
        printf("%9s %9d %9.2f %12.2f %9.2f\n", ROWS[k].name, ROWS[k].times->count,
               ROWS[k].times->median, ROWS[k].times->percentile_99, ROWS[k].times->worst);
    printf("drawn: frames that show something new; computed: the same, by the time of the "
           "processor; pace: from the start of one to that of the "
           "next; meanwhile\n%s, %s and %s each learnt from %.0f, %.0f and %.0f sequences a "
           "second\n",
           cell_kind(0)->title, cell_kind(1)->title, cell_kind(2)->title, race->sequences[0],
           race->sequences[1], race->sequences[2]);
}

static void table_program(const ProgramCase *program) {
    printf("\nStart to first frame and end %.1f ms (a start that does nothing %.1f ms); an open "
           "lesson at "
           "rest takes\n%.2f %% of a core, %.1f MiB resident, %.1f of it its own; code and data "
           "%.2f MiB\n",
           program->start, program->floor, program->idle, program->resident, program->own,
           program->image);
}

void bench_print_table(const BenchResults *results) {
    if (results->peer[0]) {
        say_line(stdout, "The peer is %s, one thread where nothing else is said.", results->peer);
        putchar('\n');
    }
    if (results->measured[BENCH_STEPS])
        table_steps(results->steps, results->peer);
    if (results->measured[BENCH_TRAINING])
        table_training(results->training);
    if (results->measured[BENCH_FRAMES])
        table_frames(results->frames);
    if (results->measured[BENCH_EDIT])
        table_edit(&results->edit);
    if (results->measured[BENCH_RACE])
        table_race(&results->race);
    if (results->measured[BENCH_PROGRAM])
        table_program(&results->program);
}

/* ---- JSON ---- */

static void json_steps(const StepCase *cases) {
    printf(",\n\"step_ns\": [");
    for (int k = 0; k < STEP_CASES; k++)
        printf("%s\n  {\"kind\": \"%s\", \"inputs\": %d, \"hidden\": %d, \"own\": %.1f, \"roof\": "
               "%.1f, "
               "\"peer\": %.1f}",
               k ? "," : "", cell_kind(cases[k].kind)->name, cases[k].inputs, cases[k].hidden,
               cases[k].own, cases[k].roof, cases[k].peer);
    putchar(']');
}

static void json_training(const TrainingCase *cases) {
    printf(",\n\"training_sequences_per_second\": [");
    for (int k = 0; k < TRAINING_CASES; k++)
        printf("%s\n  {\"kind\": \"%s\", \"threads\": %d, \"own\": %.1f, \"roof\": %.1f, \"peer\": "
               "%.1f}",
               k ? "," : "", cell_kind(cases[k].kind)->name, cases[k].threads, cases[k].own,
               cases[k].roof, cases[k].peer);
    putchar(']');
}

static void json_frames(const FrameCase *cases) {
    static const char *const names[] = {"ground", "topbar",   "lesson",
                                        "stage",  "timeline", "tweaks"};
    printf(",\n\"frame_ms\": [");
    for (int k = 0; k < FRAME_CASES; k++) {
        const FrameCase *frame = &cases[k];
        printf(
            "%s\n  {\"width\": %d, \"height\": %d, \"units\": %d, \"whole\": %.3f, \"list\": %.3f",
            k ? "," : "", frame->width, frame->height, frame->units, frame->whole, frame->list);
        for (int part = 0; part < SCENE_HOME; part++)
            printf(", \"%s\": %.3f", names[part], frame->part[part]);
        printf(
            ", \"inspector\": %.3f, \"gradients\": %.3f, \"home\": %.3f, \"playing\": %.3f, "
            "\"by_value\": %.3f, \"workbench\": %.3f, \"workbench_playing\": %.3f, \"roof\": %.3f}",
            frame->inspector, frame->gradients, frame->home, frame->playing, frame->by_value,
            frame->workbench, frame->workbench_playing, frame->roof);
    }
    putchar(']');
}

static void json_edit(const EditTimes *edit) {
    printf(",\n\"edit_ms\": {\"median\": %.3f, \"percentile_95\": %.3f, \"recompute\": %.3f, "
           "\"draw\": %.3f, "
           "\"roof\": %.3f}",
           edit->median, edit->percentile_95, edit->recompute, edit->draw, edit->roof);
}

static void json_times(const char *name, const FrameTimes *times) {
    printf(", \"%s\": {\"count\": %d, \"median\": %.3f, \"percentile_99\": %.3f, \"worst\": %.3f}",
           name, times->count, times->median, times->percentile_99, times->worst);
}

static void json_race(const RaceCase *race) {
    printf(",\n\"race_frames_ms\": {\"width\": %d, \"height\": %d", race->width, race->height);
    json_times("drawn", &race->drawn);
    json_times("computed", &race->computed);
    json_times("others", &race->others);
    json_times("pace", &race->pace);
    printf(", \"sequences\": {");
    for (int kind = 0; kind < CELL_KIND_COUNT; kind++)
        printf("%s\"%s\": %.1f", kind ? ", " : "", cell_kind((CellKind)kind)->name,
               race->sequences[kind]);
    printf("}}");
}

static void json_program(const ProgramCase *program) {
    printf(",\n\"program\": {\"start_ms\": %.2f, \"floor_ms\": %.2f, \"idle_percent\": %.3f, "
           "\"resident_mib\": %.2f, \"own_mib\": %.2f, \"image_mib\": %.3f}",
           program->start, program->floor, program->idle, program->resident, program->own,
           program->image);
}

void bench_print_json(const BenchResults *results) {
    printf("{\"peer\": ");
    json_string_write(stdout, results->peer);
    if (results->measured[BENCH_STEPS])
        json_steps(results->steps);
    if (results->measured[BENCH_TRAINING])
        json_training(results->training);
    if (results->measured[BENCH_FRAMES])
        json_frames(results->frames);
    if (results->measured[BENCH_EDIT])
        json_edit(&results->edit);
    if (results->measured[BENCH_RACE])
        json_race(&results->race);
    if (results->measured[BENCH_PROGRAM])
        json_program(&results->program);
    puts("}");
}
