/* tracks.h: tracks.json, which says how the lessons of a folder belong together:
 *
 *     { "format": 1, "tracks": [ { "id": "one-cell", "title": TEXT, "about": TEXT }, ... ] }
 *
 * where TEXT is a string or { "en": "...", "zh": "..." }. Tracks stand in the order of the path. */
#ifndef GATESCOPE_FILES_LESSON_TRACKS_H
#define GATESCOPE_FILES_LESSON_TRACKS_H

#include "base/error.h"
#include "lesson/track.h"

#define TRACKS_FILE "tracks.json" /* in the folder of lessons, and no lesson */

/* False with every error of the file; *tracks is empty then. Free with tracks_free. */
bool tracks_read(const char *path, Tracks *tracks, Errors *errors);
/* The same from memory; `file` names the source in errors, NULL: no name. */
bool tracks_parse(const char *text, size_t length, const char *file, Tracks *tracks,
                  Errors *errors);

#endif
