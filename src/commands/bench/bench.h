/* bench.h: what `gatescope bench` measures; private to bench*.c.
 *
 * The machine may be busy with other things: what one thread does is measured by the time that it
 * computed, not by the clock on the wall; everything in several rounds, what is compared in turns,
 * and of each the least is kept. Times of different machines, or of one machine on different days,
 * do not compare; ratios within one run do. So each figure stands beside its roof, what this
 * machine could do at most, measured in the same run.
 *
 * A step's roof, and that of training, is its multiplications at the rate of registers, or its
 * weights at the rate at which so many bytes are read again and again, whichever is slower. (A step
 * can be a little faster: every other one goes through its weights backwards, and finds the last
 * ones in a cache.) A frame's is writing each of its pixels once. A start's is a process that loads
 * the same libraries and does nothing. */
#ifndef GATESCOPE_COMMANDS_BENCH_BENCH_H
#define GATESCOPE_COMMANDS_BENCH_BENCH_H

#include "commands/bench/measure.h"

enum { BENCH_ROUNDS = 5 };

typedef enum BenchPart {
    BENCH_STEPS,
    BENCH_TRAINING,
    BENCH_FRAMES,
    BENCH_EDIT,
    BENCH_RACE,
    BENCH_PROGRAM,
    BENCH_PARTS
} BenchPart;

/* The least so far; 0: there is none yet. */
static inline void bench_keep(double *least, double value) {
    if (value > 0 && (*least <= 0 || value < *least))
        *least = value;
}

/* ---- bench_roof.c ---- */

double bench_multiply_ns(void);      /* of one multiplication with its addition, on one core */
double bench_read_ns(size_t bytes);  /* of reading so many bytes, again and again */
double bench_write_ns(size_t bytes); /* of writing them; both 0 where memory lacks */

/* ---- bench_peer.c: another library, measured in turns by a program of its own. It is asked in
 * lines, "step lstm 28 128", and answers each with a number, 0: it cannot; at first with its name.
 * ---- */

typedef struct Peer {
    int pid; /* 0: there is none */
    FILE *to, *from;
    char name[80];
} Peer;

bool peer_start(Peer *peer, const char *program); /* false: it is not here; all else works */
double peer_ask(Peer *peer, const char *format, ...) ERROR_FORMAT(2, 3); /* 0: no answer */
void peer_stop(Peer *peer);

/* ---- bench_step.c ---- */

typedef struct StepCase {
    CellKind kind;
    int inputs, hidden;
    long weights;
    double own, peer, roof; /* ns a step */
} StepCase;

typedef struct TrainingCase {
    CellKind kind;
    int threads;
    double own, peer, roof; /* sequences a second */
} TrainingCase;

enum {
    STEP_SIZES = 4,
    STEP_CASES = CELL_KIND_COUNT * STEP_SIZES,
    TRAINING_CASES = 2 * CELL_KIND_COUNT
};
enum { LEARN_INPUTS = 28, LEARN_HIDDEN = 128, LEARN_STEPS = 28, LEARN_BATCH = 64 };

bool bench_steps(StepCase cases[STEP_CASES], Peer *peer, int rounds, Error *error);
bool bench_training(TrainingCase cases[TRAINING_CASES], Peer *peer, int rounds, Error *error);

/* ---- bench_frame.c: ms ---- */

typedef struct FrameCase {
    int width, height, units;
    double part[SCENE_COUNT];          /* list and drawing, of the main screen */
    double inspector, gradients, home; /* of these parts, where they are open */
    double whole, list;                /* everything redrawn; the display list alone */
    double playing;                    /* what changes from one frame to the next, median */
    double roof;                       /* writing each pixel once */
} FrameCase;

enum { FRAME_SCREENS = 3, FRAME_UNITS = 4, FRAME_CASES = FRAME_SCREENS * FRAME_UNITS };

bool bench_frames(FrameCase cases[FRAME_CASES], int rounds, Error *error);

/* ---- bench_race.c: a window while three cells learn, by the clock on the wall unless it is said
 * ---- */

/* ms */
typedef struct FrameTimes {
    int count;
    double median, percentile_99, worst;
} FrameTimes;

typedef struct RaceCase {
    int width, height;                 /* of the window */
    FrameTimes drawn, others;          /* frames that show something new, and the rest */
    FrameTimes computed;               /* of those drawn, by the time of the processor */
    FrameTimes pace;                   /* from the start of a frame to that of the next */
    double sequences[CELL_KIND_COUNT]; /* that each cell learnt from meanwhile, a second */
} RaceCase;

bool bench_race(RaceCase *result, int rounds, Error *error);

/* ---- bench_program.c ---- */

/* Where there is no display: SDL's, which shows nothing. */
void bench_without_display(void);

typedef struct ProgramCase {
    double start, floor;  /* ms: to the first frame and its end; a start that does nothing */
    double idle;          /* percent of a core, a lesson open, nothing moving */
    double resident, own; /* MiB of such a window: all, and what is not shared with files */
    double image;         /* MiB of code and data */
} ProgramCase;

bool bench_program(ProgramCase *program, int rounds, Error *error);

/* ---- bench_print.c ---- */

typedef struct BenchResults {
    StepCase steps[STEP_CASES];
    TrainingCase training[TRAINING_CASES];
    FrameCase frames[FRAME_CASES];
    EditTimes edit;
    RaceCase race;
    ProgramCase program;
    const char *peer;           /* its name; "": none */
    bool measured[BENCH_PARTS]; /* what of these there is */
} BenchResults;

void bench_print_table(const BenchResults *results);
void bench_print_json(const BenchResults *results);

#endif
