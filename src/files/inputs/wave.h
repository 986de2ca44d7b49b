/* wave.h: sound as WAV files have it, uncompressed. Private to this folder. */
#ifndef GATESCOPE_FILES_INPUTS_WAVE_H
#define GATESCOPE_FILES_INPUTS_WAVE_H

#include "files/inputs/data.h"
#include "files/inputs/source.h"

bool inputs_read_wave(InputData *data, const char *path, ByteSource *source,
                      const InputOptions *options, Error *error);

#endif
