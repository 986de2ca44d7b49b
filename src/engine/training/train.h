/* train.h: training a model on a task, one minibatch a call, so that a window or a thread of its
 * own can train in slices, stop at any time, save and go on.
 *
 * A minibatch is split in two fixed halves, one a core; their derivatives are added in a fixed
 * order. Everything random depends on the seed, the epoch and the example alone. So the same seed
 * gives the same numbers on the same machine, with one thread or two, stopped and resumed or not.
 * The learning rate falls as half a cosine from its first value to 0 at the end of the last epoch
 * (Loshchilov and Hutter 2017, equation 5 there, without restarts). */
#ifndef GATESCOPE_ENGINE_TRAINING_TRAIN_H
#define GATESCOPE_ENGINE_TRAINING_TRAIN_H

#include "engine/model.h"
#include "engine/training/loss.h"
#include "engine/training/optimizer.h"

/* Which example is wanted, and where it goes: the step's inputs to inputs + t * step, the target of
 * readout r (0 where only the last step is read) to targets + r * target. */
typedef struct Example {
    bool test;
    long index;      /* 0..train_count-1, or 0..test_count-1 */
    uint64_t random; /* a seed for what is random about it: another in every epoch */
    float *inputs, *targets;
    size_t step, target;
} Example;

/* What is to be learnt. */
typedef struct TrainTask {
    const char *name;
    int inputs, outputs;
    long steps;
    bool every; /* the readout is of every step, else of the last */
    LossKind loss;
    long train_count, test_count;
    const unsigned char *characters; /* that the classes are, of a text; NULL: they are others */
    const void *data;                /* for `example`; outlives the trainer, as characters do */
    /* Writes one example; called from two threads at once. */
    void (*example)(const void *data, const Example *example);
} TrainTask;

typedef struct TrainSettings {
    OptimizerKind optimizer;
    float momentum;    /* of OPTIMIZER_MOMENTUM: 0..TRAIN_MOMENTUM_MOST */
    float rate;        /* the first; it falls to 0: TRAIN_RATE_LEAST..TRAIN_RATE_MOST */
    float clip;        /* the gradient's norm at most, to TRAIN_CLIP_MOST; 0: not clipped */
    int batch;         /* even: 2..TRAIN_BATCH_MOST */
    float forget_bias; /* of an LSTM before it learns anything, but for what is random:
                          model_begin_from; -TRAIN_FORGET_MOST..TRAIN_FORGET_MOST */
    long epochs;
    uint64_t seed;
    int threads; /* 1 or 2 */
} TrainSettings;

/* A text's sequences are long: fewer of them in a minibatch, and more steps of learning. */
enum { TRAIN_BATCH_MOST = 4096, TRAIN_TEXT_BATCH = 32, TRAIN_EPOCHS_MOST = 100000 };
#define TRAIN_RATE_LEAST    1e-6f
#define TRAIN_RATE_MOST     10.0f
#define TRAIN_MOMENTUM_MOST 0.999f
#define TRAIN_CLIP_MOST     1e6f
#define TRAIN_FORGET_BIAS   1.0f /* as the LSTM's table has it */
#define TRAIN_FORGET_MOST   20.0f
#define TRAIN_MOMENTUM      0.9f /* what suits OPTIMIZER_MOMENTUM, and a rate for it */
#define TRAIN_MOMENTUM_RATE 0.1f

/* Adam, rate 4e-3, clipped at 1, batches of 64, both cores; no momentum. */
TrainSettings train_settings(long epochs, uint64_t seed);

typedef struct Trainer Trainer;

typedef struct TrainProgress {
    long epoch, epochs;  /* done, of all */
    long batch, batches; /* done in this epoch, of an epoch */
    LossSum sum;         /* of this epoch so far; after its last batch still there */
    double last_loss;    /* mean of the last minibatch */
    double norm;         /* of its gradient, before clipping */
    double seconds;      /* spent in trainer_step so far by this trainer */
    long sequences;      /* trained on by this trainer */
} TrainProgress;

/* A trainer of the model, which the caller keeps and does not change meanwhile. NULL and an error
 * for settings out of range, fewer examples than a batch, and where memory lacks. */
Trainer *trainer_new(Model *model, const TrainTask *task, const TrainSettings *settings,
                     Error *error);
void trainer_free(Trainer *trainer); /* NULL is allowed */

/* One minibatch. False, and nothing done, where all epochs are. */
bool trainer_step(Trainer *trainer);
const TrainProgress *trainer_progress(const Trainer *trainer);
const TrainSettings *trainer_settings(const Trainer *trainer);
/* The loss and right answers of the task's test examples, with the model as it is. */
LossSum trainer_test(Trainer *trainer);
/* The same in parts, as large as a minibatch: adds that of the examples from `first` on, and
 * returns where the next part begins, at the latest the task's test_count. */
long trainer_test_part(Trainer *trainer, long first, LossSum *sum);

/* One of the task's test examples: its inputs, steps x inputs, and its targets, a row a readout. */
void trainer_example(const Trainer *trainer, long index, float *inputs, float *targets);

/* What a file keeps beside the model and the settings, to go on later: the optimizer's moments and
 * steps, which say the epoch and batch too. */
Optimizer *trainer_optimizer(Trainer *trainer);
/* After the model and the optimizer (its moments, its steps) were filled from a file. False where
 * so many steps are more than the settings' epochs have. */
bool trainer_resume(Trainer *trainer);

#endif
