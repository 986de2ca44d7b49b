/* folder.c: see folder.h. */
#include "files/lesson/folder.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/array.h"
#include "files/lesson/glossary.h"
#include "files/lesson/tracks.h"

typedef struct Paths {
    char **items;
    int count, capacity;
} Paths;

static bool ends_with(const char *name, const char *end) {
    size_t length = strlen(name), part = strlen(end);
    return length > part && strcmp(name + length - part, end) == 0;
}

static bool is_lesson_name(const char *name) {
    return name[0] != '.' && ends_with(name, ".json") && !ends_with(name, ".schema.json") &&
           strcmp(name, TRACKS_FILE) != 0 && strcmp(name, GLOSSARY_FILE) != 0;
}

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/* Digits at the same place are compared as numbers, all else byte by byte. */
static int compare_paths(const void *a, const void *b) {
    const char *first = *(const char *const *)a, *second = *(const char *const *)b;
    const char *whole_first = first, *whole_second = second;
    while (*first && *second) {
        if (is_digit(*first) && is_digit(*second)) {
            char *end_first, *end_second;
            unsigned long x = strtoul(first, &end_first, 10), y = strtoul(second, &end_second, 10);
            if (x != y)
                return x < y ? -1 : 1;
            first = end_first;
            second = end_second;
        } else if (*first != *second) {
            return (unsigned char)*first < (unsigned char)*second ? -1 : 1;
        } else {
            first++;
            second++;
        }
    }
    return *first || *second ? (*first ? 1 : -1) : strcmp(whole_first, whole_second);
}

static bool make_room(Paths *paths) {
    char **items = array_room(paths->items, &paths->capacity, paths->count, 1, sizeof *items);
    if (items)
        paths->items = items;
    return items != NULL;
}

/* Adds folder/name if it is a file (a link to one is, too). */
static bool add(Paths *paths, const char *folder, const char *name, Error *error) {
    struct stat status;
    size_t size = strlen(folder) + strlen(name) + 2;
    char *path = make_room(paths) ? malloc(size) : NULL;
    if (!path)
        return error_memory(error, size, "the names of lessons");
    snprintf(path, size, "%s%s%s", folder, ends_with(folder, "/") ? "" : "/", name);
    if (stat(path, &status) == 0 && S_ISREG(status.st_mode))
        paths->items[paths->count++] = path;
    else
        free(path);
    return true;
}

bool folder_lessons(const char *folder, char ***paths, int *count, Error *error) {
    Paths found = {0};
    bool good = true;
    const struct dirent *entry;
    DIR *directory = opendir(folder);
    *paths = NULL;
    *count = 0;
    if (!directory) {
        error_set(error, "cannot read the folder: %s", strerror(errno));
        error_in_file(error, folder);
        return false;
    }
    while (good && (entry = readdir(directory)) != NULL)
        good = !is_lesson_name(entry->d_name) || add(&found, folder, entry->d_name, error);
    closedir(directory);
    if (!good) {
        folder_free(found.items, found.count);
        return false;
    }
    if (found.count)
        qsort(found.items, (size_t)found.count, sizeof *found.items, compare_paths);
    *paths = found.items;
    *count = found.count;
    return true;
}

void folder_free(char **paths, int count) {
    for (int k = 0; k < count; k++)
        free(paths[k]);
    free(paths);
}
