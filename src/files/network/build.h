/* build.h: what those who read a kind of file make a network with. Private to this folder.
 *
 * Each reader takes a network whose tensors are listed and unused, adds its layers in order and says
 * of each array what became of it. Readers: torch.c (names of PyTorch), keras.c (names and
 * configuration of Keras and TensorFlow.js), onnx.c (a graph). */
#ifndef GATESCOPE_FILES_NETWORK_BUILD_H
#define GATESCOPE_FILES_NETWORK_BUILD_H

#include "files/network/network.h"

/* A network with the set's arrays listed, all unused. NULL where memory lacks. */
Network *network_new(const char *path, const char *format, Error *error);
bool network_list(Network *network, const TensorSet *set, Error *error);

/* A layer with a cell of the spec, all numbers zero, behind those there are; NULL and an error (also
 * above NETWORK_LAYERS, with how many the file has). The pointer holds until the next is added. */
NetworkLayer *network_add(Network *network, const char *module, const char *name, int index,
                          const CellSpec *spec, Error *error);
bool network_reads(NetworkLayer *layer, int from_layer, int from, int count, Error *error);

void network_used(Network *network, const char *tensor, const char *format, ...) ERROR_FORMAT(3, 4);
void network_left(Network *network, const char *tensor, const char *format, ...) ERROR_FORMAT(3, 4);
void network_guess(Network *network, const char *option, const char *format, ...)
    ERROR_FORMAT(3, 4);
/* An array's numbers, the caller's; looked at (network_look). columns 0: a vector;
 * rows 0 too: one number. NULL and an error
 * that names the array, with what was expected and found, where it has another shape, or no
 * numbers. */
float *network_numbers(Network *network, TensorSet *set, int index, size_t rows, size_t columns,
                       Error *error);
/* "16 x 3" of an array's sides. */
enum { SHAPE_TEXT = 96 };
const char *network_shape(const TensorInfo *info, char text[SHAPE_TEXT]);
/* Something to be known of the file, beside numbers that are none. */
void network_warn(Network *network, const char *format, ...) ERROR_FORMAT(2, 3);
/* An error of this file; false. */
bool network_fails(const Network *network, Error *error, const char *format, ...)
    ERROR_FORMAT(3, 4);

/* A linear readout behind the layers there are, as a cell that remembers nothing: h = x W_xh + b_h
 * without an activation. Its numbers are 0, and it reads nothing yet. NULL and an error. */
NetworkLayer *network_readout(Network *network, const char *module, const char *name, int index,
                              int inputs, int outputs, Error *error);
/* The columns of the data that the layers there are read. */
int network_columns(const Network *network);
/* Takes the matrix for the embedding that the layers read. False and an error. */
bool network_take_embedding(Network *network, TensorSet *set, int array, Error *error);
/* Whether there is room for a readout of so many outputs: as a cell it has a matrix of outputs by
 * outputs, of zeros. */
bool network_readout_fits(const Network *network, size_t outputs);

/* Warns of numbers that are none, once for each array, with its name and the place of the first. */
void network_look(Network *network, const char *tensor, const float *numbers,
                  const TensorInfo *info);

/* The readers. False and an error where the file is not what it seems. */
bool network_read_torch(Network *network, TensorSet *set, const NetworkOptions *options,
                        Error *error);
bool network_read_keras(Network *network, TensorSet *set, const NetworkOptions *options,
                        Error *error);
bool network_read_onnx(Network *network, const NetworkOptions *options, Error *error);

#endif
