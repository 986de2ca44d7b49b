/* folder.h: which lessons lie in a folder. */
#ifndef GATESCOPE_FILES_LESSON_FOLDER_H
#define GATESCOPE_FILES_LESSON_FOLDER_H

#include "base/error.h"

/* The paths (folder and name) of all lessons in the folder: *.json, neither schemas (*.schema.json)
 * nor tracks.json nor hidden files, in the order of their names, numbers as numbers (2-b.json
 * before 10-a.json). False and an error where the folder cannot be read; none found is no error.
 * Free with folder_free. */
bool folder_lessons(const char *folder, char ***paths, int *count, Error *error);
void folder_free(char **paths, int count);

#endif
