/* notes.h: what the metadata of a model's file say of its training, read. Private to this folder.
 *
 * What a file does not say is as it was when files did not say it (files/weights/model.h). What it
 * says is used or refused: a training that goes on with a rate of NaN, or one that seems to be at
 * another step than it is, comes to nothing and nobody knows why. */
#ifndef GATESCOPE_FILES_WEIGHTS_NOTES_H
#define GATESCOPE_FILES_WEIGHTS_NOTES_H

#include "files/tensors/safetensors.h"
#include "files/weights/model.h"

/* False and an error that names the note where one says what cannot be, or differs from what the
 * tensors are. */
bool notes_read(const TensorFile *file, const char *path, const ModelSpec *spec, ModelNotes *notes,
                Error *error);

#endif
