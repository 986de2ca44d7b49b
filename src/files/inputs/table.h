/* table.h: CSV and TSV. Private to this folder. */
#ifndef GATESCOPE_FILES_INPUTS_TABLE_H
#define GATESCOPE_FILES_INPUTS_TABLE_H

#include "files/inputs/data.h"

bool inputs_read_table(InputData *data, const char *path, const char *text, size_t length,
                       const InputOptions *options, Error *error);

#endif
