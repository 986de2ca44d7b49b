/* scene_lessons.h: for tests that go through all lessons that come with the program. */
#ifndef GATESCOPE_TESTS_SCENE_LESSONS_H
#define GATESCOPE_TESTS_SCENE_LESSONS_H

#include "scene_screen.h"

#include <dirent.h>

enum { LESSONS_MOST = 64 };

/* The names of the lessons' files, in no order; returns how many. */
static inline int lesson_paths(char paths[LESSONS_MOST][300]) {
    DIR *folder = opendir("lessons");
    int count = 0;
    assert_non_null(folder);
    for (struct dirent *entry; (entry = readdir(folder)) != NULL;) {
        size_t length = strlen(entry->d_name);
        bool lesson = entry->d_name[0] >= '0' && entry->d_name[0] <= '9' && length > 5 &&
                      strcmp(entry->d_name + length - 5, ".json") == 0;
        if (lesson && count < LESSONS_MOST)
            snprintf(paths[count++], 300, "lessons/%s", entry->d_name);
    }
    closedir(folder);
    assert_true(count > 0);
    return count;
}

static inline void lesson_start(Play *play, const char *path) {
    Errors errors = {0};
    Error error = {0};
    *play = (Play){0};
    play->lesson = lesson_read(path, &errors);
    errors_free(&errors);
    assert_non_null(play->lesson);
    play->session = session_new(play->lesson, &error);
    assert_non_null(play->session);
    session_apply(play->session, &(Action){.kind = ACTION_EXPLORE, .number = 1});
}

#endif
