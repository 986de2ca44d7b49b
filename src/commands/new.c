/* new.c: `gatescope new`: a lesson file to begin from. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "commands/library.h"
#include "commands/words.h"
#include "files/starter.h"

enum { PATH_SIZE = 4096 };

static const char ENDING[] = ".json";

/* The path with the ending of lessons; false where it is too long. */
static bool with_ending(char *path, size_t size, const char *word) {
    size_t length = strlen(word), own = sizeof ENDING - 1;
    bool there = length > own && strcmp(word + length - own, ENDING) == 0;
    int needed = snprintf(path, size, "%s%s", word, there ? "" : ENDING);
    return needed >= 0 && (size_t)needed < size;
}

static int write_new(const char *path, const char *id, const CellKind *kinds, int count) {
    FILE *out = fopen(path, "wx"); /* fails where there is a file, also one that came just now */
    if (!out && errno == EEXIST)
        return say(EXIT_USAGE, "%s: there is a file of that name already; it stays as it is", path);
    if (!out)
        return say(EXIT_ENVIRONMENT, "%s: cannot be created: %s", path, strerror(errno));
    starter_write(out, id, kinds, count);
    bool failed = fflush(out) != 0 || ferror(out);
    int why = errno;
    failed |= fclose(out) != 0;
    if (!failed)
        return EXIT_GOOD;
    remove(path);
    return say(EXIT_ENVIRONMENT, "%s: cannot be written: %s", path, strerror(why));
}

/* What was done of a lesson is kept under its id: two lessons of one id would share it. */
static void warn_of_id(const char *id) {
    Library library;
    if (!library_open(&library, NULL))
        return;
    int place = library_named(&library, id);
    if (place >= 0)
        printf("Give it an id of its own: %s is called \"%s\" too, and both would keep their "
               "answers in one place.\n",
               library.paths[place], id);
    library_close(&library);
}

static void tell(const char *path) {
    const char *quote = strchr(path, ' ') ? "\"" : "";
    static const char *const NEXT[][2] = {
        {"", "play it, and keep it open: each saved change shows at once"},
        {"trace ", "its numbers, to write about"},
        {"check ", "whether what it says is true"}};
    printf("%s is a lesson: it plays and passes its check.\n", path);
    for (int k = 0; k < 3; k++)
        printf("  gatescope %s%s%s%s   %s\n", NEXT[k][0], quote, path, quote, NEXT[k][1]);
    puts("What stands after \"//\" in it says what each part is for.");
}

int command_new(const Command *command, int count, char **line) {
    Words words;
    CellKind kinds[CELL_KIND_COUNT] = {CELL_LSTM};
    int kind_count = 1, status;
    char path[PATH_SIZE], id[STARTER_ID + 1];
    if (!words_read(&words, command, count, line, &status))
        return status;
    if (words.rest_count != 1)
        return say(EXIT_USAGE, "expected the name of one file, found %d", words.rest_count);
    if (!words_kinds(&words, "--cells", kinds, &kind_count))
        return EXIT_USAGE;
    if (!with_ending(path, sizeof path, words.rest[0]))
        return say(EXIT_USAGE, "the path is too long");
    if (!starter_id(path, id))
        return say(EXIT_USAGE,
                   "%s: no id can be made of this name: it has neither a to z nor digits", path);
    status = write_new(path, id, kinds, kind_count);
    if (status == EXIT_GOOD)
        tell(path);
    if (status == EXIT_GOOD)
        warn_of_id(id);
    return status;
}
