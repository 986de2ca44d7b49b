/* show.c: see show.h. */
#include "commands/train/show.h"

#include <string.h>

enum { BAR = 24 };

static long done(const TrainProgress *progress) {
    return progress->epoch * progress->batches + progress->batch;
}

TrainShow train_show(const TrainProgress *progress, FILE *out, bool terminal) {
    return (TrainShow){
        .progress = progress, .out = out, .terminal = terminal, .from = done(progress)};
}

static double part(double of, double all) {
    return all > 0 ? of / all : 0;
}

/* "3:05", of seconds. */
static void print_time(FILE *out, double seconds) {
    long whole = (long)(seconds + 0.5);
    fprintf(out, "%ld:%02ld", whole / 60, whole % 60);
}

static double left(const TrainShow *show) {
    const TrainProgress *progress = show->progress;
    double left = (double)(progress->epochs * progress->batches - done(progress));
    return left * part(progress->seconds, (double)(done(progress) - show->from));
}

static void print_bar(const TrainShow *show) {
    static const char FULL[] = "########################", EMPTY[] = "........................";
    const TrainProgress *progress = show->progress;
    double share = part((double)done(progress), (double)(progress->epochs * progress->batches));
    int full = (int)(share * BAR);
    fprintf(show->out, "\r[%.*s%.*s] epoch %ld of %ld  loss %.4f  accuracy %.1f %%  ", full, FULL,
            BAR - full, EMPTY, progress->epoch + (progress->batch > 0), progress->epochs,
            part(progress->sum.loss, (double)progress->sum.rows),
            100 * part((double)progress->sum.right, (double)progress->sum.rows));
    print_time(show->out, left(show));
    fprintf(show->out, " left\033[K");
    fflush(show->out);
}

static void print_epoch(const TrainShow *show, const LossSum *test) {
    const TrainProgress *progress = show->progress;
    const LossSum *sum = &progress->sum;
    fprintf(show->out,
            "%sepoch %ld of %ld: loss %.4f, accuracy %.2f %%; test: loss %.4f, accuracy %.2f %%; "
            "%.0f sequences/s, ",
            show->terminal ? "\r\033[K" : "", progress->epoch, progress->epochs,
            part(sum->loss, (double)sum->rows), 100 * part((double)sum->right, (double)sum->rows),
            part(test->loss, (double)test->rows),
            100 * part((double)test->right, (double)test->rows),
            part((double)progress->sequences, progress->seconds));
    print_time(show->out, left(show));
    fputs(" left\n", show->out);
    fflush(show->out);
}

void train_show_step(TrainShow *show, const LossSum *test) {
    double now = show->progress->seconds;
    if (test)
        print_epoch(show, test);
    if (!show->terminal || (!test && now - show->shown < 0.1))
        return;
    show->shown = now;
    print_bar(show);
}

void train_show_end(TrainShow *show) {
    if (show->terminal)
        fputs("\r\033[K", show->out);
    fflush(show->out);
}
