/* loss.c: see loss.h. */
#include "engine/training/loss.h"

#include <assert.h>
#include <math.h>

int loss_target_width(LossKind kind, int outputs) {
    return kind == LOSS_CLASSES ? 1 : outputs;
}

static int largest(const float *numbers, int count) {
    int best = 0;
    for (int k = 1; k < count; k++)
        if (numbers[k] > numbers[best])
            best = k;
    return best;
}

void loss_softmax(const float *outputs, int count, float *probabilities) {
    assert(count > 0);
    float most = outputs[largest(outputs, count)], sum = 0;
    for (int k = 0; k < count; k++)
        sum += probabilities[k] = expf(outputs[k] - most);
    for (int k = 0; k < count; k++)
        probabilities[k] /= sum;
}

static void classes_row(float *y, int count, int class, float share, LossSum *sum) {
    sum->right += largest(y, count) == class;
    loss_softmax(y, count, y);
    sum->loss -= log(fmax((double)y[class], 1e-30));
    y[class] -= 1;
    for (int k = 0; k < count; k++)
        y[k] *= share;
}

static void squares_row(float *y, int count, const float *target, float share, LossSum *sum) {
    float worst = 0;
    for (int k = 0; k < count; k++) {
        float error = y[k] - target[k];
        worst = fmaxf(worst, fabsf(error));
        sum->loss += (double)error * (double)error / count;
        y[k] = 2 * share * error / (float)count;
    }
    sum->right += worst < LOSS_NEAR;
}

void loss_rows(LossKind kind, Matrix outputs, const float *targets, float share, LossSum *sum) {
    assert(outputs.columns > 0);
    int width = loss_target_width(kind, outputs.columns);
    for (int row = 0; row < outputs.rows; row++) {
        float *y = outputs.data + (size_t)row * outputs.stride;
        const float *target = targets + (size_t)row * (size_t)width;
        if (kind == LOSS_CLASSES)
            classes_row(y, outputs.columns, (int)*target, share, sum);
        else
            squares_row(y, outputs.columns, target, share, sum);
    }
    sum->rows += outputs.rows;
}
