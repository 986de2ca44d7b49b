/* torch.h: what the files that read PyTorch's names share. Private to this folder. */
#ifndef GATESCOPE_FILES_NETWORK_TORCH_H
#define GATESCOPE_FILES_NETWORK_TORCH_H

#include "files/network/linear.h"
#include "files/network/torch_names.h"

typedef struct Torch {
    Network *network;
    TensorSet *set;
    const NetworkOptions *options;
    Error *error;
    TorchNames names;
    NetworkTop tops[NETWORK_LAYERS];
    int top_count;
} Torch;

/* What the part's cell is, by the shapes of its arrays: its kind by how many gates there are. False
 * and an error where an array is not there, or the shapes are those of no kind. */
bool torch_spec(const Torch *torch, const TorchPart *part, CellSpec *spec);

/* The part's numbers into the layer's cell. biases: other parts of its module have them, so that this
 * one must. PyTorch keeps the gates of a layer below each other (LSTM i, f, g, o; GRU r, z, n), a row
 * for each destination; here a matrix has a row for each source. Its two biases are one here, except
 * in the GRU's candidate. The update gate means the same in both: z keeps the old state. */
bool torch_fill(const Torch *torch, const TorchPart *part, NetworkLayer *layer, bool biases);

bool torch_has_bias(const TorchPart *part);

/* Linear readouts, and why all else is left. */
bool torch_read_rest(Torch *torch);

#endif
