/* door.h: what a door is given and what it gives back. Private to this folder.
 *
 * A new door is a function that knows its files by how they begin, one that opens them, and a row in
 * DOORS in tensors.c. */
#ifndef GATESCOPE_FILES_TENSORS_DOOR_H
#define GATESCOPE_FILES_TENSORS_DOOR_H

#include <zip.h>

#include "files/tensors/tensors.h"

enum { HEAD_BYTES = 4096 };

/* What can be told of a file before it is opened. */
typedef struct FileHead {
    const char *path;
    bool folder; /* then there are no bytes */
    uint64_t size;
    size_t length; /* of bytes, behind which stands a NUL */
    unsigned char bytes[HEAD_BYTES + 1];
    zip_t *zip; /* NULL: it is no archive that can be read */
} FileHead;

/* False and an error where the file is not there, or is a pipe, a device or a socket. */
bool head_read(FileHead *head, const char *path, Error *error);
void head_end(FileHead *head);

bool head_begins(const FileHead *head, const char *bytes, size_t length);
/* Whether it begins as JSON with an object, and the key stands in its first bytes. */
bool head_json(const FileHead *head, const char *key);
/* Whether the archive has a member whose name ends so ("data.pkl" also finds "archive/data.pkl"). */
bool head_member(const FileHead *head, const char *ending);

/* Names the format that the file has, in the error of tensors_open. Returns false. */
bool head_refuse(const FileHead *head, const char *expected, Error *error);

/* An archive whose list of members is not larger than memory should be, and the bytes of the file.
 * NULL and an error. */
zip_t *zip_open_bounded(const char *path, uint64_t *bytes, Error *error);

/* Fills the set's format, tensors, count, door and file; its path is there. False and an error: what
 * is filled is freed by tensors_close, door->close is called where door is set. */
typedef bool OpenTensors(TensorSet *set, Error *error);

OpenTensors safetensors_tensors, sharded_tensors, npz_tensors, torch_zip_tensors,
    torch_legacy_tensors, hdf5_tensors, keras_tensors, tfjs_tensors;
bool sharded_begins(const FileHead *head);
bool safetensors_begins(const FileHead *head);
bool npz_begins(const FileHead *head);
bool hdf5_begins(const FileHead *head);
bool keras_begins(const FileHead *head);
bool tfjs_begins(const FileHead *head);
bool torch_zip_begins(const FileHead *head);
bool torch_legacy_begins(const FileHead *head);

/* Room for so many arrays, their names still NULL. False and an error. */
bool tensors_list(TensorSet *set, size_t count, Error *error);
/* A copy that the set owns. False and an error. */
bool tensors_name(TensorInfo *info, const char *name, Error *error);
/* False, and an error that names the set's file: what, and of which array (may be NULL). */
bool tensors_fail(const TensorSet *set, Error *error, const char *what, const char *array);

/* Whether so many numbers as float32 are more than a file of that size should make of itself:
 * packed numbers and strides of 0 would make much of little. */
bool tensors_bloat(size_t count, uint64_t file_size);

#endif
