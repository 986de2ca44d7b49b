/* look_beside.c: see look_beside.h. */
#include "commands/tools/look_beside.h"

#include <stdio.h>

#include "commands/line/command.h"
#include "commands/line/say.h"
#include "lesson/run/parting.h"
#include "session/session.h"

/* Of a cell that both have under one name; whether it is the same in both. */
static bool compare(const Session *one, int a, const Session *other, int b, float within) {
    const Trace *first = one->run->traces[a], *second = other->run->traces[b];
    const char *name = one->lesson->cells[a].id;
    if (!parting_fits(first, second)) {
        say_line(stdout, "%s: it is another cell in the second file", name);
        return false;
    }
    Parting parting = parting_of(first, second, within);
    if (!parting.there) {
        say_line(stdout, "%s: the same within %g, %.3g apart at most", name, (double)within,
                 (double)parting.most);
        return true;
    }
    say_line(stdout,
             "%s: apart from step %ld on: %s of unit %d is %.6g and %.6g; %.3g apart at most", name,
             parting.t, cell_kind(first->spec.kind)->signals[parting.signal].name, parting.unit + 1,
             (double)parting.one, (double)parting.other, (double)parting.most);
    return false;
}

static bool compare_all(const Session *one, const Session *other, float within) {
    bool same = true;
    for (int a = 0; a < one->lesson->cell_count; a++) {
        const char *name = one->lesson->cells[a].id;
        int b = lesson_cell_find(other->lesson, name);
        if (b < 0)
            say_line(stdout, "%s: only in the first file", name);
        same = b >= 0 && compare(one, a, other, b, within) && same;
    }
    for (int b = 0; b < other->lesson->cell_count; b++)
        if (lesson_cell_find(one->lesson, other->lesson->cells[b].id) < 0) {
            say_line(stdout, "%s: only in the second file", other->lesson->cells[b].id);
            same = false;
        }
    return same;
}

/* NULL after saying what is wrong. */
static Session *open_one(const LookWish *wish) {
    Error error = {0};
    Errors said = {0};
    Session *session = look_files_session(wish, &said, &error);
    say_errors(&said);
    errors_free(&said);
    if (!session)
        say_error(0, &error);
    return session;
}

int look_beside(const LookWish *wish, const char *beside, float within) {
    LookWish second = *wish;
    second.path = beside;
    Session *one = open_one(wish), *other = one ? open_one(&second) : NULL;
    bool same = other && compare_all(one, other, within);
    session_free(one);
    session_free(other);
    return same ? EXIT_GOOD : EXIT_FAILED_CHECK;
}
