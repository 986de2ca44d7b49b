/* open.c: network_open: which reader a file is for. */
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/bytes.h"
#include "files/network/build.h"

static const NetworkOptions NOTHING;

/* ---- ONNX, whose arrays are parts of a graph ---- */

/* A protobuf message that begins as ONNX' writers begin theirs: ir_version (field 1), a small
 * number, then another field of a model (2: producer_name ... 7: graph, 8: opset_import). */
static bool is_onnx(const char *path) {
    unsigned char head[3] = {0};
    int in = bytes_open(path, NULL);
    bool whole = in >= 0 && read(in, head, sizeof head) == (ssize_t)sizeof head;
    if (in >= 0)
        close(in);
    int field = head[2] >> 3, wire = head[2] & 7;
    return whole && head[0] == 0x08 && head[1] > 0 && head[1] < 0x40 &&
           (wire == 2 || (wire == 0 && field == 5)) && field >= 2 && field <= 25;
}

/* ---- which names ---- */

static bool ends_with(const char *name, const char *end) {
    size_t length = strlen(name), own = strlen(end);
    return length >= own && strcmp(name + length - own, end) == 0;
}

static bool is_keras(const TensorSet *set) {
    for (int k = 0; k < set->count; k++)
        if (ends_with(set->tensors[k].name, "recurrent_kernel") ||
            ends_with(set->tensors[k].name, "recurrent_kernel:0") ||
            ends_with(set->tensors[k].name, "cell/vars/1"))
            return true;
    return set->config != NULL;
}

static bool read_set(Network *network, TensorSet *set, const NetworkOptions *options,
                     Error *error) {
    return network_list(network, set, error) &&
           (is_keras(set) ? network_read_keras(network, set, options, error)
                          : network_read_torch(network, set, options, error));
}

/* "model-00001-of-00003.safetensors" */
static void warn_of_shard(Network *network) {
    const char *slash = strrchr(network->path, '/'), *name = slash ? slash + 1 : network->path;
    const char *of = strstr(name, "-of-");
    int number = 0, count = 0, length = 0;
    while (of > name && of[-1] >= '0' && of[-1] <= '9')
        of--;
    if (!of || sscanf(of, "%d-of-%d.%n", &number, &count, &length) != 2 || !length || count < 2)
        return;
    network_warn(network,
                 "its name says that it is file %d of %d: what is in the others is not shown; open "
                 "their index (.index.json)",
                 number, count);
    network->whole = false;
}

static void finish(Network *network) {
    network->whole = !network->partial;
    warn_of_shard(network);
    for (int k = 0; k < network->tensor_count; k++)
        network->whole = network->whole && network->tensors[k].used;
    network->inputs = network_columns(network);
}

static Network *open_onnx(const char *path, const NetworkOptions *options, Error *error) {
    Network *network = network_new(path, "ONNX model", error);
    if (network && network_read_onnx(network, options, error))
        return network;
    network_free(network);
    return NULL;
}

static Network *open_set(const char *path, const NetworkOptions *options, Error *error) {
    TensorSet *set = tensors_open(path, error);
    Network *network = set ? network_new(path, set->format, error) : NULL;
    if (network && !read_set(network, set, options, error)) {
        network_free(network);
        network = NULL;
    }
    tensors_close(set);
    return network;
}

Network *network_open(const char *path, const NetworkOptions *options, Error *error) {
    Network *network = is_onnx(path) ? open_onnx(path, options ? options : &NOTHING, error)
                                     : open_set(path, options ? options : &NOTHING, error);
    if (network)
        finish(network);
    return network;
}
