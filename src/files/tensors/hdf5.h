/* hdf5.h: HDF5 files in memory, as far as h5py and Keras write them. Private to this folder.
 *
 * Read by the format's specification, version 3.0 of The HDF Group, without their library: superblocks
 * 0 to 3; groups as symbol tables, and as links in their header; arrays in one piece, in the header or
 * in chunks, packed by deflate and shuffle; texts in attributes. No link leads out of the file: soft
 * and external ones are passed over, external storage is refused. Every address and length is held
 * against the file's end before anything is read, and what is gone through is counted. */
#ifndef GATESCOPE_FILES_TENSORS_HDF5_H
#define GATESCOPE_FILES_TENSORS_HDF5_H

#include <stdint.h>

#include "base/error.h"
#include "files/tensors/numbers.h"

enum { HDF5_SIDES = 8, HDF5_NAME = 1024, HDF5_FILTERS = 4 };

typedef struct Hdf5 {
    const unsigned char *bytes;
    size_t length;
    uint64_t base; /* what addresses are counted from */
    uint64_t root; /* where the header of the root group is */
    int visits;    /* headers, nodes and blocks that were gone through */
} Hdf5;

/* Bytes of the file, or of a part of it. */
typedef struct Hdf5Part {
    const unsigned char *bytes;
    size_t length;
} Hdf5Part;

typedef enum Hdf5Class { HDF5_WHOLE, HDF5_FLOAT, HDF5_TEXT, HDF5_OTHER } Hdf5Class;

typedef struct Hdf5Type {
    Hdf5Class class;
    NumberType number; /* of HDF5_FLOAT; NUMBER_NONE: one that is not read here */
    bool big_endian;
    bool variable; /* a text that lies elsewhere, in the file's global heap */
    size_t size;
} Hdf5Type;

/* An object's header. */
typedef struct Hdf5Object {
    bool is_array, is_group;
    Hdf5Type type;
    int rank;
    size_t shape[HDF5_SIDES];
    size_t count;
    Hdf5Part layout; /* the message; see hdf5_load */
    int filters[HDF5_FILTERS], filter_count;
    bool external;       /* its numbers lie in another file */
    uint64_t tree, heap; /* of a group's symbol table */
    bool has_table;
} Hdf5Object;

/* False: it is none. */
bool hdf5_open(Hdf5 *file, const unsigned char *bytes, size_t length);

/* False where the header is broken. */
bool hdf5_object(Hdf5 *file, uint64_t address, Hdf5Object *object);
/* An attribute that is one text; empty where there is none of that name. */
Hdf5Part hdf5_attribute(Hdf5 *file, uint64_t address, const char *name);

/* Calls `found` for each object of the group, in the order of their names, with the address of its
 * header. Stops, and returns false, where that does, or where the group is broken. */
typedef bool Hdf5Found(void *context, Hdf5Part name, uint64_t address);
bool hdf5_group(Hdf5 *file, uint64_t address, const Hdf5Object *object, Hdf5Found *found,
                void *context);

/* Reads the array's numbers as float32. NULL, or why they cannot be read. */
const char *hdf5_load(Hdf5 *file, const Hdf5Object *object, float *numbers);

/* For the files hdf5*.c. A part of the file; false where it leads out of it, or too much was gone
 * through. */
bool hdf5_part(Hdf5 *file, uint64_t address, uint64_t length, Hdf5Part *part);
/* Takes whole numbers from the beginning of a part; 0 where there are too few bytes, and then it is
 * empty. */
uint64_t hdf5_take(Hdf5Part *part, size_t size);
/* Takes bytes; false where there are too few. */
bool hdf5_skip(Hdf5Part *part, uint64_t size);

/* Calls `message` for each message of a header, in its blocks. */
typedef bool Hdf5Message(void *context, int type, int flags, Hdf5Part body);
bool hdf5_messages(Hdf5 *file, uint64_t address, Hdf5Message *message, void *context);

#endif
