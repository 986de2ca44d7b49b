/* torch_names.h: PyTorch's names of the parts of recurrent layers, put together by module, layer and
 * direction. Private to this folder.
 *
 *     weight_ih_l0, weight_hh_l1_reverse, bias_ih_l0, weight_hr_l0 (projection)     nn.LSTM, GRU, RNN
 *     weight_ih, weight_hh, bias_ih, bias_hh                                        nn.LSTMCell ...
 *     weight_hh_l0_raw                                                  weights that are dropped
 *     weight_ih_l0_g, weight_ih_l0_v; parametrizations.weight_ih_l0.original0, 1    weight norm
 *
 * behind any prefix, which is the module: "encoder.weight_ih_l0". */
#ifndef GATESCOPE_FILES_NETWORK_TORCH_NAMES_H
#define GATESCOPE_FILES_NETWORK_TORCH_NAMES_H

#include "files/network/build.h"

typedef enum TorchStem {
    STEM_IH,
    STEM_HH,
    STEM_BIAS_IH,
    STEM_BIAS_HH,
    STEM_HR,
    STEM_COUNT
} TorchStem;

/* NORM_G and NORM_V: length and direction of weight norm. */
typedef enum TorchForm { FORM_PLAIN, FORM_RAW, FORM_NORM_G, FORM_NORM_V, FORM_COUNT } TorchForm;

/* One direction of one layer. */
typedef struct TorchPart {
    char module[NETWORK_NAME]; /* the prefix without its last full stop */
    int layer;                 /* from 0 */
    bool backward;
    bool cell;                          /* of an LSTMCell or its like */
    int arrays[STEM_COUNT][FORM_COUNT]; /* indices in the set; -1: there is none */
    int first;                          /* the first of them */
} TorchPart;

/* Those of one module, in the order of layers, the forward direction first. */
typedef struct TorchModule {
    const TorchPart *parts;
    int part_count;
} TorchModule;

typedef struct TorchNames {
    TorchPart *parts; /* owned */
    int part_count, part_capacity;
    TorchModule *modules; /* owned; in the order of the file */
    int module_count;
} TorchNames;

/* False and an error where memory lacks, an array is there twice, or there are more than a file of
 * recurrent layers has. Without any: no modules. */
bool torch_names_read(TorchNames *names, const Network *network, const TensorSet *set,
                      Error *error);
void torch_names_free(TorchNames *names);

/* "weight_ih_l0_reverse", "weight_ih": the stem's name in this part. */
enum { TORCH_NAME = 64 };
const char *torch_name(const TorchPart *part, TorchStem stem, char text[TORCH_NAME]);

/* The array that says how large the part's matrix or bias is; -1: there is none. */
int torch_array(const TorchPart *part, TorchStem stem);

#endif
