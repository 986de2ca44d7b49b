/* embed.h: data for a network, which may have a table in front of it (NetworkEmbedding). */
#ifndef GATESCOPE_COMMANDS_MODELS_EMBED_H
#define GATESCOPE_COMMANDS_MODELS_EMBED_H

#include "files/inputs/inputs.h"
#include "files/network/network.h"

/* Whether the network reads so many columns. Where it has an embedding and the data have one column
 * only, they are numbers of entries, and become what the embedding gives. False and an error with
 * the place (path names the file): another number of columns; a number that names no entry; too much
 * for memory. The data stay the caller's. */
bool data_fit(const Network *network, InputData *data, const char *path, Error *error);

#endif
