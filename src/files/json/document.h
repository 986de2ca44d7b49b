/* document.h: reads a small JSON file from beginning to end, for the files beside the
 * lessons. */
#ifndef GATESCOPE_FILES_JSON_DOCUMENT_H
#define GATESCOPE_FILES_JSON_DOCUMENT_H

#include "files/json/reader.h"

typedef struct JsonDocument {
    const char *what; /* "the list of tracks", for messages */
    size_t bytes;     /* the most that is read */
    int depth;        /* of brackets */
    /* Takes what it is for out of the document, and adds errors to the reader. */
    void (*read)(JsonReader *reader, const Node *root, void *context);
} JsonDocument;

/* Parses a text and reads it into context. False where errors were added, in the order of the text;
 * what was read until then is the caller's to free. `file` names the source in them; NULL: no name.
 */
bool json_document_parse(const JsonDocument *document, const char *text, size_t length,
                         const char *file, void *context, Errors *errors);
/* The same with a file's text. */
bool json_document_read(const JsonDocument *document, const char *path, void *context,
                        Errors *errors);

#endif
