/* activations.h: the activation functions that there are; engine/activation.h says more of them. */
#ifndef GATESCOPE_ENGINE_KERNELS_ACTIVATIONS_H
#define GATESCOPE_ENGINE_KERNELS_ACTIVATIONS_H

/* As ONNX names and defines them, where it has them; a and b stand for alpha and beta. */
typedef enum Activation {
    ACTIVATION_SIGMOID,      /* 1 / (1 + exp(-v)) */
    ACTIVATION_HARD_SIGMOID, /* clamp(a v + b, 0, 1) */
    ACTIVATION_TANH,
    ACTIVATION_RELU,     /* max(v, 0) */
    ACTIVATION_SOFTSIGN, /* v / (1 + |v|) */
    ACTIVATION_IDENTITY,
    ACTIVATION_SCALED_TANH,      /* a tanh(b v) */
    ACTIVATION_LEAKY_RELU,       /* v, below 0: a v */
    ACTIVATION_THRESHOLDED_RELU, /* v above a, else 0 */
    ACTIVATION_ELU,              /* v, below 0: a (exp(v) - 1) */
    ACTIVATION_SOFTPLUS,         /* log(1 + exp(v)) */
    ACTIVATION_AFFINE,           /* a v + b */
    ACTIVATION_COUNT
} Activation;

/* One of them with its two numbers; those without alpha or beta do not look at them. */
typedef struct Curve {
    Activation activation;
    float alpha, beta;
} Curve;

#endif
