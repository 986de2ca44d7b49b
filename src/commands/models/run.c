/* run.c: see run.h. */
#include "commands/models/run.h"

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
    const ModelRun *run;
    int sequence, first, count;
    ExportTake *take;
    void *taker;
} Pass;

static bool take_slice(void *context, const StackSlice *slice, Error *error) {
    const Pass *pass = context;
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
    const ModelRun *run = context;
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
