#include "files/network/build.h"
bool network_read_torch(Network *network, TensorSet *set, const NetworkOptions *options,
                        Error *error) {
    (void)set;
    (void)options;
    return network_fails(network, error, "PyTorch's names cannot be read yet");
}
