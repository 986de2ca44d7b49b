/* document.c: see document.h. */
#include "files/json/document.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/bytes.h"
#include "files/json/syntax.h"

static bool add(Errors *errors, Error *error, const char *file) {
    if (file)
        error_in_file(error, file);
    errors_add(errors, error);
    return false;
}

bool json_document_parse(const JsonDocument *document, const char *text, size_t length,
                         const char *file, void *context, Errors *errors) {
    Error error;
    if (!json_check(text, length, document->depth, &error))
        return add(errors, &error, file);
    cJSON *json = cJSON_ParseWithLength(text, length);
    if (!json) {
        error_memory(&error, length, document->what);
        return add(errors, &error, file);
    }
    JsonReader reader = {.text = text, .file = file, .errors = errors, .before = errors->count};
    Node root = node_root(json);
    document->read(&reader, &root, context);
    cJSON_Delete(json);
    if (reader_good(&reader))
        return true;
    reader_sort(&reader);
    return false;
}

bool json_document_read(const JsonDocument *document, const char *path, void *context,
                        Errors *errors) {
    Error error;
    size_t length;
    char *text = bytes_read(path, document->bytes, &length, &error);
    if (!text) {
        errors_add(errors, &error);
        return false;
    }
    bool good = json_document_parse(document, text, length, path, context, errors);
    free(text);
    return good;
}
