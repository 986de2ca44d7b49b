/* check_course.c: see check_course.h. */
#include "commands/lesson/check_course.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "commands/library/languages.h"
#include "files/lesson/file.h"
#include "files/lesson/folder.h"
#include "files/lesson/glossary.h"
#include "files/lesson/tracks.h"
#include "session/words/translate.h"

enum { PATH_ROOM = 4096 };

static const char *name_in_folder(const char *path) {
    const char *stroke = strrchr(path, '/');
    return stroke ? stroke + 1 : path;
}

void met_course_free(MetCourse *met) {
    for (int k = 0; k < met->course.count; k++)
        lesson_free(met->course.lessons[k]);
    free(met->course.lessons);
    glossary_free(&met->glossary);
    free(met->folder);
    *met = (MetCourse){0};
}

static bool lies_in(const char *folder, const char *name) {
    char path[PATH_ROOM];
    struct stat there;
    int length = snprintf(path, sizeof path, "%s%s", folder, name);
    return length > 0 && (size_t)length < sizeof path && stat(path, &there) == 0;
}

/* What is wrong with the glossary is said where that is checked: without one nothing is a term. */
static bool read_glossary(MetCourse *met) {
    char path[PATH_ROOM];
    Errors errors = {0};
    snprintf(path, sizeof path, "%s%s", met->folder, GLOSSARY_FILE);
    glossary_read(path, &met->glossary, &errors);
    errors_free(&errors);
    return translate_glossary(&met->glossary, languages_here());
}

/* A lesson that cannot be read leaves a gap; it is said where that one is checked. */
static bool read_lessons(MetCourse *met, Error *error) {
    char **paths;
    int count;
    if (!folder_lessons(met->folder, &paths, &count, error))
        return false;
    met->course.lessons = calloc((size_t)count + 1, sizeof *met->course.lessons);
    for (int k = 0; met->course.lessons && k < count; k++) {
        Errors errors = {0};
        met->course.lessons[met->course.count++] = lesson_read(paths[k], &errors);
        errors_free(&errors);
    }
    folder_free(paths, count);
    if (!met->course.lessons)
        error_memory(error, (size_t)count * sizeof(Lesson *), "the lessons of a course");
    return met->course.lessons != NULL;
}

/* Meets the folder of the lesson; one that is no course has no lessons. */
static bool meet(MetCourse *met, const char *path, Error *error) {
    size_t length = (size_t)(name_in_folder(path) - path);
    char *folder = length ? strndup(path, length) : strdup("./");
    if (folder && met->folder && strcmp(folder, met->folder) == 0) {
        free(folder);
        return true;
    }
    met_course_free(met);
    met->folder = folder;
    if (!folder || (lies_in(folder, TRACKS_FILE) && !read_glossary(met))) {
        error_memory(error, strlen(path), "a course");
        return false;
    }
    return !lies_in(folder, TRACKS_FILE) || read_lessons(met, error);
}

bool check_course(MetCourse *met, const Lesson *lesson, Errors *errors, Error *error) {
    if (!lesson->path)
        return true;
    if (!meet(met, lesson->path, error)) {
        met_course_free(met);
        return false;
    }
    met->course.glossary = &met->glossary;
    for (int k = 0; k < met->course.count; k++)
        if (met->course.lessons[k] &&
            strcmp(name_in_folder(met->course.lessons[k]->path), name_in_folder(lesson->path)) == 0)
            course_check(&met->course, k, lesson, languages_here(), errors);
    return true;
}
