/* run.c: see run.h. */
#include "commands/models/run.h"

#include <stdio.h>
#include <stdlib.h>

static void make_layer(ModelRun *run, int index) {
    const NetworkLayer *layer = &run->network->layers[index];
    StackSource *sources = run->sources + (size_t)index * NETWORK_SOURCES;
    for (int k = 0; k < layer->source_count; k++)
        sources[k] =
            (StackSource){layer->sources[k].layer, layer->sources[k].from, layer->sources[k].count};
    run->layers[index] = (StackLayer){layer->cell, sources, layer->source_count};
    run->cells[index] = (ExportCell){layer->name, layer->cell->spec};
}

/* ---- computing ---- */

/* A sequence while it is computed. */
typedef struct Pass {
    ModelRun *run;
    int sequence, first, count;
    ExportTake *take;
    void *taker;
} Pass;

/* Layers come after those that they read, so the first that is found is where it began; an earlier
 * step counts where it did not come from another layer. */
static void look_for_lost(ModelRun *run, int sequence, const StackSlice *slice) {
    ModelLost *found = &run->lost;
    const StackLayer *layer = &run->stack.layers[slice->layer];
    if (found->lost.by != LOST_NOT &&
        (found->sequence != sequence || slice->from > found->lost.t || layer->cell->spec.backward))
        return;
    Lost lost = lost_find(layer->cell, slice->trace, slice->count);
    lost.t += slice->from;
    bool earlier = found->lost.by == LOST_NOT || lost.t < found->lost.t;
    if (lost.by == LOST_NOT || !earlier)
        return;
    *found = (ModelLost){lost, slice->layer, sequence};
}

static bool take_slice(void *context, const StackSlice *slice, Error *error) {
    const Pass *pass = context;
    look_for_lost(pass->run, pass->sequence, slice);
    const ExportPart part = {.cell = slice->layer,
                             .sequence = pass->sequence,
                             .from = slice->from,
                             .count = slice->count,
                             .trace = slice->trace};
    return pass->take(pass->taker, &part, error);
}

static void tell(void *context, double done) {
    const Pass *pass = context;
    if (pass->run->tell)
        pass->run->tell(pass->run->export.steps,
                        (pass->sequence - pass->first + done) / pass->count);
}

static bool compute(void *context, int first, int count, long until, ExportTake *take, void *taker,
                    Error *error) {
    ModelRun *run = context;
    Pass pass = {run, first, first, count, take, taker};
    const StackTaker to = {take_slice, tell, &pass};
    for (; pass.sequence < first + count; pass.sequence++) {
        const InputSequence *sequence = &run->data->sequences[pass.sequence];
        if (!stack_run(&run->stack, sequence->numbers, run->data->inputs, sequence->steps, until,
                       &to, error))
            return false;
    }
    if (run->tell)
        run->tell(run->export.steps, 1);
    return true;
}

/* ---- the run ---- */

static void make_export(ModelRun *run) {
    const InputData *data = run->data;
    run->export = (ExportRun){.key = "model",
                              .name = run->network->path,
                              .cells = run->cells,
                              .cell_count = run->network->layer_count,
                              .sequences = data->count,
                              .many = data->many,
                              .lengths = run->lengths,
                              .compute = compute,
                              .context = run};
    for (int k = 0; k < data->count; k++) {
        run->lengths[k] = data->sequences[k].steps;
        if (run->lengths[k] > run->export.steps)
            run->export.steps = run->lengths[k];
    }
}

bool model_run_open(ModelRun *run, const Network *network, const InputData *data, Error *error) {
    size_t count = (size_t)network->layer_count;
    *run = (ModelRun){.network = network, .data = data};
    run->layers = calloc(count, sizeof *run->layers);
    run->sources = calloc(count * NETWORK_SOURCES, sizeof *run->sources);
    run->cells = calloc(count, sizeof *run->cells);
    run->lengths = calloc((size_t)data->count, sizeof *run->lengths);
    if (!run->layers || !run->sources || !run->cells || !run->lengths) {
        model_run_close(run);
        return error_memory(error, count * sizeof *run->layers, "the layers of a model");
    }
    for (int k = 0; k < network->layer_count; k++)
        make_layer(run, k);
    run->stack = (Stack){run->layers, network->layer_count};
    make_export(run);
    return true;
}

void model_run_close(ModelRun *run) {
    free(run->layers);
    free(run->sources);
    free(run->cells);
    free(run->lengths);
    *run = (ModelRun){0};
}

/* ---- how far they are the network's ---- */

typedef struct Trusted {
    ModelRun *run;
    int sequence;
    Horizons *horizons;
} Trusted;

static bool take_exactly(void *context, const StackSlice *slice, Error *error) {
    const Trusted *trusted = context;
    (void)error;
    horizons_take(trusted->horizons, slice);
    return true;
}

static void tell_exactly(void *context, double done) {
    const Trusted *trusted = context;
    const ModelRun *run = trusted->run;
    if (run->tell)
        run->tell(run->export.steps, (trusted->sequence + done) / run->data->count);
}

static bool trust_sequence(Trusted *trusted, Horizon *horizons, Error *error) {
    const ModelRun *run = trusted->run;
    const InputSequence *sequence = &run->data->sequences[trusted->sequence];
    const StackTaker to = {take_exactly, tell_exactly, trusted};
    trusted->horizons =
        horizons_begin(&run->stack, sequence->numbers, run->data->inputs, sequence->steps, error);
    bool good = trusted->horizons && stack_run(&run->stack, sequence->numbers, run->data->inputs,
                                               sequence->steps, sequence->steps, &to, error);
    for (int k = 0; good && k < run->stack.count; k++)
        horizons[k] = horizons_of(trusted->horizons, k);
    horizons_end(trusted->horizons);
    return good;
}

bool model_run_trust(ModelRun *run, Horizon *horizons, Error *error) {
    Trusted trusted = {.run = run};
    bool good = true;
    for (; good && trusted.sequence < run->data->count; trusted.sequence++)
        good = trust_sequence(&trusted, horizons + trusted.sequence * run->stack.count, error);
    if (run->tell)
        run->tell(run->export.steps, 1);
    return good;
}

/* ---- where the numbers end ---- */

/* The column of the data that is the layer's input; -1: another layer's. */
static int data_column(const ModelRun *run, int layer, int input) {
    const StackLayer *of = &run->stack.layers[layer];
    for (int k = 0; k < of->source_count; input -= of->sources[k++].count)
        if (input < of->sources[k].count)
            return of->sources[k].layer < 0 ? of->sources[k].from + input : -1;
    return -1;
}

static void say_cause(const ModelRun *run, char *text, size_t size) {
    const ModelLost *found = &run->lost;
    const CellSpec *spec = &run->cells[found->layer].spec;
    int column = data_column(run, found->layer, found->lost.unit);
    if (found->lost.by == LOST_WEIGHT)
        snprintf(text, size, "since its weight %s[%d][%d] is none",
                 cell_kind(spec->kind)->weights[found->lost.weight].name, found->lost.row,
                 found->lost.column);
    else if (found->lost.by == LOST_INPUT && column >= 0 && run->data->columns)
        snprintf(text, size, "since the input \"%.40s\" is none there", run->data->columns[column]);
    else if (found->lost.by == LOST_INPUT)
        snprintf(text, size, "since input %d is none there", column);
    else
        snprintf(text, size, "of finite numbers that grew too large");
}

bool model_run_lost(const ModelRun *run, Error *warning) {
    const ModelLost *found = &run->lost;
    char cause[96], sequence[32] = "";
    if (found->lost.by == LOST_NOT)
        return false;
    const ExportCell *cell = &run->cells[found->layer];
    if (run->data->many)
        snprintf(sequence, sizeof sequence, " of sequence %d", found->sequence);
    say_cause(run, cause, sizeof cause);
    error_set(warning, "the run leaves the numbers at step %ld%s: %.40s.%s[%d] is none, %s",
              found->lost.t, sequence, cell->name,
              cell_kind(cell->spec.kind)->signals[found->lost.signal].name, found->lost.unit,
              cause);
    warning->warning = true;
    return true;
}
