/* pass.c: see pass.h. */
#include "engine/training/pass.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "engine/memory.h"

static size_t readout_rows(const PassSpec *spec) {
    return (size_t)(spec->every ? spec->steps : 1) * (size_t)spec->rows;
}

static bool make_layers(Pass *pass, Error *error) {
    for (int k = 0; k < pass->model->spec.layers; k++) {
        const CellSpec *spec = &pass->model->layers[k]->spec;
        BackwardKeep keep = k ? BACKWARD_INPUTS : BACKWARD_STATES;
        pass->traces[k] = trace_new_lean(spec, pass->spec.steps, pass->spec.rows, error);
        if (!pass->traces[k])
            return false;
        pass->backwards[k] = backward_new(spec, pass->spec.steps, pass->spec.rows, keep, error);
        pass->gradients[k] = pass->backwards[k] ? gradients_new(spec, error) : NULL;
        if (!pass->gradients[k])
            return false;
    }
    return true;
}

static bool make_ends(Pass *pass, Error *error) {
    const ModelSpec *spec = &pass->model->spec;
    size_t hidden = (size_t)spec->hidden, outputs = (size_t)spec->outputs;
    size_t inputs = (size_t)pass->spec.steps * (size_t)pass->spec.rows * (size_t)spec->inputs;
    size_t results = readout_rows(&pass->spec) * outputs;
    double bytes =
        ((double)inputs + 2 * (double)results + 2 * (double)hidden * (double)outputs) * 4;
    if (!memory_fits(bytes, "a minibatch", error))
        return false;
    pass->inputs = calloc(inputs, sizeof(float));
    pass->targets = calloc(results, sizeof(float));
    pass->outputs = calloc(results, sizeof(float));
    pass->weight_gradient = calloc(hidden * outputs, sizeof(float));
    pass->bias_gradient = calloc(outputs, sizeof(float));
    pass->transposed = calloc(hidden * outputs, sizeof(float));
    return (pass->inputs && pass->targets && pass->outputs && pass->weight_gradient &&
            pass->bias_gradient && pass->transposed) ||
           error_memory(error, (size_t)bytes, "a minibatch");
}

Pass *pass_new(const Model *model, const PassSpec *spec, Error *error) {
    assert(spec->steps > 0 && spec->rows > 0);
    Pass *pass = calloc(1, sizeof *pass);
    if (!pass) {
        error_memory(error, sizeof *pass, "a minibatch");
        return NULL;
    }
    pass->model = model;
    pass->spec = *spec;
    if (make_layers(pass, error) && make_ends(pass, error))
        return pass;
    pass_free(pass);
    return NULL;
}

void pass_free(Pass *pass) {
    if (!pass)
        return;
    for (int k = 0; k < MODEL_LAYERS; k++) {
        trace_free(pass->traces[k]);
        backward_free(pass->backwards[k]);
        gradients_free(pass->gradients[k]);
    }
    free(pass->inputs);
    free(pass->targets);
    free(pass->outputs);
    free(pass->weight_gradient);
    free(pass->bias_gradient);
    free(pass->transposed);
    free(pass);
}

/* The hidden states that are read out, or the derivatives by them: a row a record. */
static Matrix read_states(const Pass *pass, const float *first, size_t record) {
    int rows = (int)readout_rows(&pass->spec);
    return (Matrix){(float *)first, rows, pass->model->spec.hidden, record};
}

static long first_readout(const Pass *pass) {
    return pass->spec.every ? 0 : pass->spec.steps - 1;
}

static Matrix states(const Pass *pass) {
    const Trace *top = pass->traces[pass->model->spec.layers - 1];
    return read_states(pass, trace_at(top, SIGNAL_H, first_readout(pass), 0), top->record);
}

static Matrix outputs(const Pass *pass) {
    int columns = pass->model->spec.outputs;
    return (Matrix){pass->outputs, (int)readout_rows(&pass->spec), columns, (size_t)columns};
}

static Matrix dense(float *numbers, int rows, int columns) {
    return (Matrix){numbers, rows, columns, (size_t)columns};
}

/* Y = H W + b */
static void read_out(Pass *pass) {
    const Model *model = pass->model;
    Matrix y = outputs(pass);
    for (int row = 0; row < y.rows; row++)
        memcpy(y.data + (size_t)row * y.stride, model->bias, y.stride * sizeof(float));
    matmul_add(y, states(pass), dense(model->weight, model->spec.hidden, model->spec.outputs));
}

void pass_forward(Pass *pass) {
    size_t d = (size_t)pass->model->spec.inputs;
    Inputs inputs = {pass->inputs, (size_t)pass->spec.rows * d, d};
    for (int k = 0; k < pass->model->spec.layers; k++) {
        trace_run(pass->traces[k], pass->model->layers[k], inputs, 0, pass->spec.steps);
        inputs = inputs_from_trace(pass->traces[k], SIGNAL_H);
    }
    read_out(pass);
}

void pass_loss(Pass *pass, int rows, float share, LossSum *sum) {
    assert(rows >= 0 && rows <= pass->spec.rows);
    Matrix y = outputs(pass);
    int every = pass->spec.rows, width = loss_target_width(pass->spec.loss, y.columns);
    for (int first = 0; first < y.rows; first += every) {
        Matrix step = {y.data + (size_t)first * y.stride, rows, y.columns, y.stride};
        loss_rows(pass->spec.loss, step, pass->targets + (size_t)first * (size_t)width, share, sum);
    }
}

/* dW = H^T dY, db = the sum of dY, dH = dY W^T */
static void read_back(Pass *pass) {
    const Model *model = pass->model;
    int hidden = model->spec.hidden, count = model->spec.outputs;
    Backward *top = pass->backwards[model->spec.layers - 1];
    Matrix dy = outputs(pass);
    memset(pass->weight_gradient, 0, (size_t)hidden * (size_t)count * sizeof(float));
    memset(pass->bias_gradient, 0, (size_t)count * sizeof(float));
    matmul_add_transposed(dense(pass->weight_gradient, hidden, count), states(pass), dy);
    for (int row = 0; row < dy.rows; row++)
        for (int k = 0; k < count; k++)
            pass->bias_gradient[k] += dy.data[(size_t)row * dy.stride + (size_t)k];
    for (int unit = 0; unit < hidden; unit++)
        for (int k = 0; k < count; k++)
            pass->transposed[k * hidden + unit] = model->weight[unit * count + k];
    const float *first = backward_at(top, SIGNAL_H, first_readout(pass), 0);
    matmul_add(read_states(pass, first, top->record), dy, dense(pass->transposed, count, hidden));
}

void pass_run(Pass *pass, float share, LossSum *sum) {
    int layers = pass->model->spec.layers;
    pass_forward(pass);
    pass_loss(pass, pass->spec.rows, share, sum);
    for (int k = 0; k < layers; k++) {
        backward_begin(pass->backwards[k], 0, pass->spec.steps);
        gradients_clear(pass->gradients[k]);
    }
    read_back(pass);
    for (int k = layers - 1; k >= 0; k--) {
        backward_run(pass->backwards[k], pass->traces[k], pass->model->layers[k],
                     pass->gradients[k]);
        if (k)
            backward_feed(pass->backwards[k - 1], pass->backwards[k], 0);
    }
}

float *pass_gradient(const Pass *pass, const ModelPart *part) {
    if (part->layer >= 0)
        return pass->gradients[part->layer]->weights[part->weight];
    return part->weight ? pass->bias_gradient : pass->weight_gradient;
}
