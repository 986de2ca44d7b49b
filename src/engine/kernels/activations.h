/* activations.h: the activation functions that there are; engine/activation.h says more of them. */
#ifndef GATESCOPE_ENGINE_KERNELS_ACTIVATIONS_H
#define GATESCOPE_ENGINE_KERNELS_ACTIVATIONS_H

typedef enum Activation {
    ACTIVATION_SIGMOID,      /* 1 / (1 + exp(-v)) */
    ACTIVATION_HARD_SIGMOID, /* clamp(v / 6 + 1/2, 0, 1) */
    ACTIVATION_TANH,
    ACTIVATION_RELU,     /* max(v, 0) */
    ACTIVATION_SOFTSIGN, /* v / (1 + |v|) */
    ACTIVATION_IDENTITY,
    ACTIVATION_COUNT
} Activation;

#endif
