/* look_files.c: see look_files.h. */
#include "commands/tools/look_files.h"

#include "commands/line/say.h"
#include "files/lesson/file.h"
#include "session/kinds/look.h"

bool look_files_wish(const Words *words, LookWish *wish) {
    *wish = (LookWish){.path = words->operand_count ? words->operands[0] : NULL};
    if (words->operand_count == 1)
        return true;
    say(EXIT_USAGE,
        words->operand_count ? "expected one file, found %d words" : "name a file to look into",
        words->operand_count);
    return false;
}

/* The first thing that is wrong with it, in *error. */
static Lesson *read_lesson_file(const char *path, Error *error) {
    Errors errors = {0};
    Lesson *lesson = lesson_read(path, &errors);
    if (!lesson && errors.count)
        *error = errors.items[0];
    else if (!lesson)
        error_memory(error, 1, "a lesson");
    errors_free(&errors);
    return lesson;
}

Session *look_files_session(const LookWish *wish, Error *error) {
    Lesson *lesson = read_lesson_file(wish->path, error);
    return lesson ? session_new_look(lesson, &(LookFile){.format = NULL}, error) : NULL;
}
