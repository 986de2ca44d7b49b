/* look_beside.c: see look_beside.h. */
#include "commands/tools/look_beside.h"

#include "commands/line/command.h"
#include "commands/line/say.h"
#include "commands/models/beside.h"
#include "session/session.h"

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
    bool same = other && beside_compare(one->run, other->run, within);
    session_free(one);
    session_free(other);
    return same ? EXIT_GOOD : EXIT_FAILED_CHECK;
}
