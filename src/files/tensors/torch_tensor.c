/* torch_tensor.c: the calls in a pickle by which PyTorch makes tensors (torch/_utils.py,
 * torch/_tensor.py), see torch_parts.h. */
#include <stdio.h>
#include <string.h>

#include "files/tensors/torch_parts.h"

static const TorchType TYPES[] = {
    {"DoubleStorage", "float64", NUMBER_F64, 8},
    {"FloatStorage", "float32", NUMBER_F32, 4},
    {"HalfStorage", "float16", NUMBER_F16, 2},
    {"BFloat16Storage", "bfloat16", NUMBER_BF16, 2},
    {"", "float8_e4m3fn", NUMBER_F8_E4M3, 1},
    {"", "float8_e5m2", NUMBER_F8_E5M2, 1},
    {"LongStorage", "int64", NUMBER_NONE, 8},
    {"IntStorage", "int32", NUMBER_NONE, 4},
    {"ShortStorage", "int16", NUMBER_NONE, 2},
    {"CharStorage", "int8", NUMBER_NONE, 1},
    {"ByteStorage", "uint8", NUMBER_NONE, 1},
    {"BoolStorage", "bool", NUMBER_NONE, 1},
    {"ComplexFloatStorage", "complex64", NUMBER_NONE, 8},
    {"ComplexDoubleStorage", "complex128", NUMBER_NONE, 16},
    {"QInt8Storage", "qint8", NUMBER_NONE, 1},
    {"QUInt8Storage", "quint8", NUMBER_NONE, 1},
    {"QInt32Storage", "qint32", NUMBER_NONE, 4},
    {"UntypedStorage", "bytes", NUMBER_NONE, 1},
};

enum { TYPE_COUNT = sizeof TYPES / sizeof *TYPES };

/* What is made in another way than of a storage, a shape and strides. */
static const TorchType OTHER = {"", "tensor", NUMBER_NONE, 0};

/* By the name of the storage, or of the numbers (where that is asked for). */
static const TorchType *find_type(const PickleValue *global, bool numbers) {
    if (!global || global->kind != PICKLE_GLOBAL)
        return NULL;
    for (int k = 0; k < TYPE_COUNT; k++)
        if (pickle_is_text(&global->node->name, numbers ? TYPES[k].name : TYPES[k].storage))
            return &TYPES[k];
    return NULL;
}

bool torch_storage(const PickleValue *value, TorchStorage *storage) {
    if (value->kind != PICKLE_PERSISTENT)
        return false;
    const PickleValue *id = &value->node->of, *kind = pickle_item(id, 0), *key = pickle_item(id, 2);
    const PickleValue *view = pickle_item(id, 5);
    if (!kind || !pickle_is_text(kind, "storage") || !key || key->kind != PICKLE_TEXT)
        return false;
    storage->key = *key;
    storage->type = find_type(pickle_item(id, 1), false);
    storage->offset = 0;
    if (view && view->kind == PICKLE_TUPLE && !pickle_size(pickle_item(view, 1), &storage->offset))
        return false;
    return storage->type && pickle_size(pickle_item(id, 4), &storage->count);
}

/* A tuple of at most TENSOR_SIDES sizes; returns how many, or -1. */
static int read_sizes(const PickleValue *tuple, size_t sizes[TENSOR_SIDES]) {
    if (!tuple || (tuple->kind != PICKLE_TUPLE && tuple->kind != PICKLE_LIST) ||
        tuple->node->count > TENSOR_SIDES)
        return -1;
    for (size_t k = 0; k < tuple->node->count; k++)
        if (!pickle_size(&tuple->node->items[k], &sizes[k]))
            return -1;
    return (int)tuple->node->count;
}

/* torch.Size is called with a tuple. */
static const PickleValue *plain_sizes(const PickleValue *value) {
    return value && pickle_is_call(value, "torch", "Size") ? pickle_argument(value, 0) : value;
}

static bool lack(TorchTensor *tensor, const char *why) {
    tensor->type = &OTHER;
    tensor->lacks = why;
    return true;
}

/* storage, offset, sizes, strides; `typed`: and the type of the numbers, of a storage of bytes. */
static bool rebuild(const PickleValue *args, bool typed, TorchTensor *tensor) {
    const PickleValue *storage = pickle_item(args, 0);
    Strided *array = &tensor->array;
    if (!storage || !torch_storage(storage, &tensor->storage))
        return lack(tensor, "a tensor without a storage that is known");
    tensor->type = typed ? find_type(pickle_item(args, 6), true) : tensor->storage.type;
    if (!tensor->type)
        return lack(tensor, "a tensor of numbers that are not known");
    array->rank = read_sizes(plain_sizes(pickle_item(args, 2)), array->shape);
    int strides = read_sizes(plain_sizes(pickle_item(args, 3)), array->stride);
    if (!pickle_size(pickle_item(args, 1), &array->offset) || array->rank < 0 ||
        strides != array->rank) {
        array->rank = 0;
        return lack(tensor, "a tensor whose shape cannot be used");
    }
    array->type = tensor->type->type;
    tensor->lacks = array->type == NUMBER_NONE ? "no floats" : NULL;
    return true;
}

/* ---- what wraps or replaces them ---- */

static bool starts(const PickleValue *text, const char *start) {
    size_t length = strlen(start);
    return text->kind == PICKLE_TEXT && text->length >= length &&
           memcmp(text->text, start, length) == 0;
}

/* What the function makes of the arguments. */
static bool by_function(const PickleValue *function, const PickleValue *args, TorchTensor *tensor) {
    if (function->kind != PICKLE_GLOBAL)
        return false;
    const PickleValue *module = &function->node->of, *name = &function->node->name;
    if (!pickle_is_text(module, "torch._utils"))
        return false;
    if (pickle_is_text(name, "_rebuild_tensor_v2") || pickle_is_text(name, "_rebuild_tensor"))
        return rebuild(args, false, tensor);
    if (pickle_is_text(name, "_rebuild_tensor_v3"))
        return rebuild(args, true, tensor);
    if (pickle_is_text(name, "_rebuild_qtensor"))
        return lack(tensor, "a quantized tensor");
    if (pickle_is_text(name, "_rebuild_sparse_tensor"))
        return lack(tensor, "a sparse tensor");
    return starts(name, "_rebuild_") && lack(tensor, "a tensor in a form that is not read");
}

static bool numpy_array(const PickleValue *value, TorchTensor *tensor) {
    if (!pickle_is_call(value, "numpy.core.multiarray", "_reconstruct") &&
        !pickle_is_call(value, "numpy._core.multiarray", "_reconstruct"))
        return false;
    int rank = read_sizes(pickle_item(&value->node->state, 1), tensor->array.shape);
    tensor->array.rank = rank < 0 ? 0 : rank;
    return lack(tensor, "a NumPy array inside a pickle");
}

bool torch_tensor(const PickleValue *value, TorchTensor *tensor) {
    enum { WRAPS_MOST = 8 };
    if (value->kind != PICKLE_CALL)
        return false;
    memset(tensor, 0, sizeof *tensor);
    for (int k = 0; value && value->kind == PICKLE_CALL && k < WRAPS_MOST; k++) {
        if (pickle_is_call(value, "torch._utils", "_rebuild_parameter") ||
            pickle_is_call(value, "torch._utils", "_rebuild_parameter_with_state") ||
            pickle_is_call(value, "torch.nn.parameter", "Parameter")) {
            value = pickle_argument(value, 0);
            continue;
        }
        if (pickle_is_call(value, "torch._tensor", "_rebuild_from_type_v2")) {
            const PickleValue *function = pickle_argument(value, 0),
                              *args = pickle_argument(value, 2);
            return function && args && by_function(function, args, tensor);
        }
        return numpy_array(value, tensor) ||
               by_function(&value->node->of, &value->node->args, tensor);
    }
    return false;
}
