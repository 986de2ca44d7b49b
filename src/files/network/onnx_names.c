/* onnx_names.c: see onnx_names.h. */
#include "files/network/onnx_names.h"

#include <stdio.h>
#include <string.h>

/* The scope before the last one of "['', 'encoder', 'lstm']"; empty: there is none. */
static void module_of_scopes(char *text, char module[NETWORK_NAME]) {
    char *comma = strrchr(text, ',');
    if (comma)
        *comma = '\0';
    comma = comma ? strrchr(text, ',') : NULL;
    char *begin = comma ? strchr(comma, '\'') : NULL;
    char *end = begin ? strchr(begin + 1, '\'') : NULL;
    if (end)
        snprintf(module, NETWORK_NAME, "%.*s", (int)(end - begin - 1), begin + 1);
}

void onnx_module(const OnnxNode *node, char module[NETWORK_NAME]) {
    char text[512];
    Wire scopes = onnx_node_note(node, "pkg.torch.onnx.name_scopes");
    wire_copy(scopes.length ? scopes : onnx_node_name(node), text, sizeof text);
    module[0] = '\0';
    if (scopes.length) {
        module_of_scopes(text, module);
        return;
    }
    char *slash = strrchr(text, '/');
    if (!slash)
        return;
    *slash = '\0';
    const char *own = strncmp(text, "fused ", 6) == 0 ? text + 6 : text; /* by onnxruntime */
    snprintf(module, NETWORK_NAME, "%.100s", own + strspn(own, "/"));
    /* PyTorch repeats the names around: "head/head.0". */
    while ((slash = strchr(module, '/'))) {
        size_t length = (size_t)(slash - module);
        bool repeats = strncmp(slash + 1, module, length) == 0 && slash[1 + length] == '.';
        if (repeats)
            memmove(module, slash + 1, strlen(slash + 1) + 1);
        else
            *slash = '.';
    }
}

bool onnx_listed(const Onnx *onnx, Wire name) {
    return scope_find(&onnx->listed, name) != NULL;
}

bool onnx_is_cell(const OnnxNode *node, CellKind *kind) {
    for (int k = 0; k < cell_kind_count(); k++)
        if (cell_kind((CellKind)k)->onnx && wire_is(node->op, cell_kind((CellKind)k)->title) &&
            (!node->domain.length || wire_is(node->domain, "ai.onnx"))) {
            *kind = (CellKind)k;
            return true;
        }
    return false;
}
