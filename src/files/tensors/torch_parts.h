/* torch_parts.h: what PyTorch's pickles describe. Private to this folder.
 *
 * torch_tensor.c knows the calls that make tensors, torch_walk.c finds them in whatever holds them,
 * torch_zip.c and torch_legacy.c know where their storages lie, torch_code.c searches the text of a
 * program, torch_set.c makes a TensorSet. */
#ifndef GATESCOPE_FILES_TENSORS_TORCH_PARTS_H
#define GATESCOPE_FILES_TENSORS_TORCH_PARTS_H

#include "files/tensors/door.h"
#include "files/tensors/pickle.h"
#include "files/tensors/strided.h"

/* A kind of storage, or of numbers: "float32". */
typedef struct TorchType {
    const char *storage, *name;
    NumberType type;
    size_t size; /* bytes */
} TorchType;

/* A persistent id: ("storage", kind, key, device, numbers[, view]). */
typedef struct TorchStorage {
    PickleValue key; /* a text */
    const TorchType *type;
    size_t count;  /* numbers */
    size_t offset; /* of a view into it: numbers */
} TorchStorage;

/* False: it is no storage, or of a kind that is not known. */
bool torch_storage(const PickleValue *value, TorchStorage *storage);

typedef struct TorchTensor {
    TorchStorage storage; /* not where lacks is set */
    const TorchType *type;
    Strided array;
    const char *lacks; /* why it is not read, in words; NULL */
} TorchTensor;

/* Whether the value is a tensor, or something that PyTorch would make one of. */
bool torch_tensor(const PickleValue *value, TorchTensor *tensor);

/* ---- finding ---- */

typedef struct TorchFound {
    char *name; /* owned */
    TorchTensor tensor;
    const PickleNode *home;  /* the dict or object that it belongs to */
    size_t prefix;           /* bytes of the home's own path, with its dot */
    bool optimizer;          /* an optimizer's */
    bool aside;              /* that, or a lone number: such tell of no state dict */
    const char *curve;       /* as TensorInfo has it, where the pickle says it */
    const PickleNode *class; /* of the module that it belongs to; NULL: of none */
} TorchFound;

typedef struct TorchWalk {
    TorchFound *found; /* owned */
    int count, capacity;
    const TorchFound *first; /* that is not aside; NULL: there is none */
    size_t prefix;           /* bytes of the path that was taken off */
    bool module;             /* a whole module was saved */
} TorchWalk;

/* All tensors below the value, named by their path with dots, as a state dict would name them: a
 * module's parameters without the tables in which they stand. Where all weights belong to one state
 * dict inside a checkpoint, its own path is taken off their names; where there are several, the path
 * that they have in common: {"epoch", "model_state_dict": {"lstm.weight_ih_l0"}, "optimizer"} gives
 * "lstm.weight_ih_l0". What belongs to an optimizer keeps its whole path. False and an error without
 * a file's name. torch_walk_free is to be called in any case. */
bool torch_walk(TorchWalk *walk, const PickleValue *root, Error *error);
void torch_walk_free(TorchWalk *walk);

/* ---- sets ---- */

/* Where a storage's bytes lie. */
typedef struct TorchBytes {
    uint64_t at; /* a member of the archive, or an offset in the file */
    uint64_t bytes;
    bool packed;
} TorchBytes;

typedef struct TorchArray {
    Strided array;
    TorchBytes where;
    size_t stored; /* numbers */
} TorchArray;

typedef struct TorchFile {
    zip_t *zip; /* NULL: the legacy form */
    FILE *in;
    uint64_t bytes; /* of the file */
    bool big_endian;
    TorchArray *arrays; /* of each of the set; owned */
    /* False: there is no such storage. */
    bool (*locate)(struct TorchFile *file, const TorchStorage *storage, TorchBytes *where);
    char *members;                    /* of an archive: what stands before their names; owned */
    struct TorchLegacyStorage *parts; /* of the legacy form, by key; owned */
    int part_count;
    size_t code_read; /* of torch_code.c: bytes, and the last answer */
    const PickleNode *code_asked;
    const char *code_curve;
} TorchFile;

/* The index of the member of that name beside an archive's pickle; -1: there is none. */
zip_int64_t torch_member(const TorchFile *file, const char *name, size_t length);
/* The curve of the RNNs of a class, as a TorchScript archive's code has it; NULL: it does not tell. */
const char *torch_code_curve(TorchFile *file, const PickleNode *class);

/* Reads the pickle and fills the set with what it describes. */
bool torch_file_fill(TensorSet *set, const Pickle *pickle, const char *format, Error *error);
void torch_file_close(void *file);
/* Makes the set one of PyTorch's. NULL and an error. */
TorchFile *torch_file_begin(TensorSet *set, Error *error);
/* Bytes that a pickle of such a file may describe. */
size_t torch_file_budget(const TorchFile *file);

#endif
