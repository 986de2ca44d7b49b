/* torch_code.c: what a TorchScript program's own code tells of its RNNs, see torch_parts.h. torch.jit
 * writes each class as text below code/, and there stands which curve an RNN has: as a constant where
 * it was scripted, and as what it calls where it was traced. The text is searched, nothing more. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "files/tensors/torch_parts.h"

/* A class of PyTorch's own is some kilobytes of text. */
enum { CODE_MOST = 1 << 18, CODES_MOST = 1 << 24, NAME = 256 };

static const char RNNS[] = "__torch__.torch.nn.modules.rnn";

/* "__torch__.torch.nn.modules.rnn.___torch_mangle_3" stands in
 * "code/__torch__/torch/nn/modules/rnn/___torch_mangle_3.py". */
static bool path_of(const PickleValue *module, char path[NAME]) {
    if (module->length < sizeof RNNS - 1 || memcmp(module->text, RNNS, sizeof RNNS - 1) != 0 ||
        module->length > NAME / 2)
        return false;
    snprintf(path, NAME, "code/%.*s", (int)module->length, module->text);
    for (char *at = path; *at; at++)
        if (*at == '.')
            *at = '/';
    strcat(path, ".py");
    return true;
}

/* The member's text, the caller's; NULL: there is none of such a size. */
static char *read_code(TorchFile *file, const char *path) {
    zip_stat_t stat;
    zip_int64_t member = torch_member(file, path, strlen(path));
    if (member < 0 || zip_stat_index(file->zip, (zip_uint64_t)member, 0, &stat) != 0 ||
        !(stat.valid & ZIP_STAT_SIZE) || stat.size > CODE_MOST ||
        stat.size > CODES_MOST - file->code_read)
        return NULL;
    file->code_read += (size_t)stat.size;
    char *text = calloc((size_t)stat.size + 1, 1);
    zip_file_t *in = text ? zip_fopen_index(file->zip, (zip_uint64_t)member, 0) : NULL;
    bool good = in && zip_fread(in, text, stat.size) == (zip_int64_t)stat.size;
    if (in)
        zip_fclose(in);
    if (good)
        return text;
    free(text);
    return NULL;
}

/* The class's own part of the text, cut off behind it; NULL: it is not there. */
static char *find_class(char *text, const PickleValue *name) {
    char head[NAME];
    if (name->length > NAME / 2)
        return NULL;
    snprintf(head, sizeof head, "class %.*s(Module):\n", (int)name->length, name->text);
    char *class = strstr(text, head);
    char *next = class ? strstr(class + 1, "\nclass ") : NULL;
    if (next)
        *next = '\0';
    return class;
}

/* One of the curves where the code knows no other. */
static const char *curve_in(const char *code) {
    static const struct {
        const char *name, *marks[5];
    } CURVES[] = {{"relu", {"_RELU\"", "\"relu\"", "_relu(", "_relu_cell(", "torch.relu("}},
                  {"tanh", {"_TANH\"", "\"tanh\"", "_tanh(", "_tanh_cell(", "torch.tanh("}}};
    const char *found = NULL;
    for (int k = 0; k < 2; k++) {
        bool marked = false;
        for (int n = 0; n < 5; n++)
            marked = marked || strstr(code, CURVES[k].marks[n]);
        if (marked && found)
            return NULL;
        found = marked ? CURVES[k].name : found;
    }
    return found;
}

const char *torch_code_curve(TorchFile *file, const PickleNode *class) {
    char path[NAME];
    if (!file->zip || !class || class->of.kind != PICKLE_TEXT || class->name.kind != PICKLE_TEXT)
        return NULL;
    if (class == file->code_asked)
        return file->code_curve;
    char *text = path_of(&class->of, path) ? read_code(file, path) : NULL;
    char *code = text ? find_class(text, &class->name) : NULL;
    file->code_asked = class;
    file->code_curve = code ? curve_in(code) : NULL;
    free(text);
    return file->code_curve;
}
