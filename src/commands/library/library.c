/* library.c: see library.h. */
#include "commands/library/library.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "commands/library/languages.h"
#include "commands/line/say.h"
#include "commands/line/words.h"
#include "files/lesson/file.h"
#include "files/lesson/folder.h"
#include "files/lesson/glossary.h"
#include "session/words/translate.h"

enum { PATH_SIZE = 4096 };

static bool is_folder(const char *path) {
    struct stat status;
    return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

/* The folder that the program lies in, without a slash at its end. Where the system does not say
 * (there is no /proc), the one that it was to be installed in. */
static bool own_folder(char *folder, size_t size) {
    ssize_t length = readlink("/proc/self/exe", folder, size - 1);
    if (length <= 0)
        return snprintf(folder, size, "%s", GATESCOPE_BIN) < (int)size;
    folder[length] = '\0';
    char *slash = strrchr(folder, '/');
    if (!slash)
        return false;
    *slash = '\0';
    return true;
}

static bool find_folder(char *folder, size_t size) {
    const char *named = getenv("GATESCOPE_LESSONS");
    if (named && named[0])
        return (size_t)snprintf(folder, size, "%s", named) < size;
    static const char *const beside[] = {"../lessons", "../share/gatescope/lessons"};
    char own[PATH_SIZE];
    if (own_folder(own, sizeof own))
        for (int k = 0; k < 2; k++) {
            int length = snprintf(folder, size, "%s/%s", own, beside[k]);
            char plain[PATH_MAX];
            if (length < 0 || (size_t)length >= size || !is_folder(folder))
                continue;
            if (realpath(folder, plain) && strlen(plain) < size)
                memcpy(folder, plain, strlen(plain) + 1);
            return true;
        }
    snprintf(folder, size, "lessons");
    return is_folder(folder);
}

bool library_folder(char *folder, size_t size) {
    return find_folder(folder, size);
}

bool library_assets(const char *name, char *folder, size_t size) {
    static const char *const beside[] = {"../assets", "../share/gatescope/assets"};
    const char *named = getenv("GATESCOPE_ASSETS");
    char own[PATH_SIZE];
    if (named && named[0])
        return (size_t)snprintf(folder, size, "%s/%s", named, name) < size && is_folder(folder);
    if (own_folder(own, sizeof own))
        for (int k = 0; k < 2; k++)
            if ((size_t)snprintf(folder, size, "%s/%s/%s", own, beside[k], name) < size &&
                is_folder(folder))
                return true;
    return (size_t)snprintf(folder, size, "assets/%s", name) < size && is_folder(folder);
}

bool library_open(Library *library, Error *error) {
    char folder[PATH_SIZE];
    *library = (Library){0};
    if (!find_folder(folder, sizeof folder)) {
        error_set(error, "the folder of lessons was not found");
        error_hint(error, "name it in GATESCOPE_LESSONS");
        return false;
    }
    return folder_lessons(folder, &library->paths, &library->count, error);
}

void library_close(Library *library) {
    folder_free(library->paths, library->count);
    *library = (Library){0};
}

int library_find(const Library *library, const char *path) {
    struct stat wanted, here;
    if (stat(path, &wanted) != 0)
        return -1;
    for (int k = 0; k < library->count; k++)
        if (stat(library->paths[k], &here) == 0 && here.st_dev == wanted.st_dev &&
            here.st_ino == wanted.st_ino)
            return k;
    return -1;
}

/* Whether the path's file is called that, with its ending or without. */
static bool is_called(const char *path, const char *name) {
    const char *slash = strrchr(path, '/'), *file = slash ? slash + 1 : path;
    size_t length = strlen(name);
    return strncmp(file, name, length) == 0 &&
           (!file[length] || strcmp(file + length, ".json") == 0);
}

int library_called(const Library *library, const char *name) {
    for (int k = 0; k < library->count; k++)
        if (is_called(library->paths[k], name))
            return k;
    return library_named(library, name);
}

int library_named(const Library *library, const char *id) {
    for (int k = 0; k < library->count; k++) {
        Errors errors = {0};
        Lesson *lesson = lesson_read(library->paths[k], &errors);
        bool found = lesson && strcmp(lesson->id, id) == 0;
        lesson_free(lesson);
        errors_free(&errors);
        if (found)
            return k;
    }
    return -1;
}

bool library_beside(const char *name, char *path, size_t size) {
    char folder[PATH_SIZE];
    return find_folder(folder, sizeof folder) &&
           (size_t)snprintf(path, size, "%s/%s", folder, name) < size && access(path, F_OK) == 0;
}

Glossary library_glossary(void) {
    char path[PATH_SIZE + sizeof GLOSSARY_FILE];
    Glossary glossary = {0};
    Errors errors = {0};
    if (library_beside(GLOSSARY_FILE, path, sizeof path) &&
        !glossary_read(path, &glossary, &errors))
        for (size_t k = 0; k < errors.count; k++)
            say_error(0, &errors.items[k]);
    errors_free(&errors);
    if (!translate_glossary(&glossary, languages_here()))
        say(0, "out of memory: the glossary stays in the languages of its file");
    return glossary;
}

void library_whole_name(const char *name, char *path, size_t size) {
    char folder[PATH_SIZE];
    bool known = name[0] != '/' && getcwd(folder, sizeof folder) && strcmp(folder, "/") != 0;
    snprintf(path, size, "%s%s%s", known ? folder : "", known ? "/" : "", name);
}
