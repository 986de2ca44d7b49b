/* path.c: see path.h. */
#define _XOPEN_SOURCE 700 /* realpath */
#include "files/tensors/path.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Whether ".." is one of the names between slashes. */
static bool climbs(const char *name) {
    for (const char *part = name; part; part = strchr(part, '/')) {
        part += *part == '/';
        if (strncmp(part, "..", 2) == 0 && (part[2] == '/' || !part[2]))
            return true;
    }
    return false;
}

static char *join(const char *folder, size_t folder_length, const char *name) {
    size_t size = folder_length + strlen(name) + 2;
    char *path = malloc(size);
    if (path)
        snprintf(path, size, "%.*s%s", (int)folder_length, folder, name);
    return path;
}

/* Whether a path, free of links and dots, lies below a folder that is so as well. */
static bool is_below(const char *path, const char *folder) {
    size_t length = strlen(folder);
    if (length && folder[length - 1] == '/')
        length--; /* the root */
    return strncmp(path, folder, length) == 0 && path[length] == '/';
}

static bool check_inside(const char *path, const char *folder, const char *whose, Error *error) {
    char *real_path = realpath(path, NULL);
    int number = errno;
    char *real_folder = realpath(folder, NULL);
    bool good = real_path && real_folder && is_below(real_path, real_folder);
    if (!real_path)
        error_set(error, "%s", strerror(number));
    else if (!good)
        error_set(error, "the file lies outside the %s's folder", whose);
    free(real_path);
    free(real_folder);
    return good;
}

char *path_beside(const char *file, const char *name, const char *whose, Error *error) {
    const char *slash = file ? strrchr(file, '/') : NULL;
    size_t length = slash ? (size_t)(slash - file) + 1 : 0;
    if (name[0] == '/' || climbs(name)) {
        error_set(error, "the file must lie in the %s's folder", whose);
        error_expected(error, "a name without \"..\" that does not begin with \"/\"");
        return NULL;
    }
    char *path = join(file, length, name);
    char *folder = length ? join(file, length, "") : join(".", 1, "");
    bool good = path && folder ? check_inside(path, folder, whose, error)
                               : error_memory(error, strlen(name), "the name of a file");
    free(folder);
    if (good)
        return path;
    free(path);
    return NULL;
}
