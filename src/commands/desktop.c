/* desktop.c: see desktop.h. */
#include "commands/desktop.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "commands/completion.h"
#include "commands/line/command.h"
#include "commands/line/say.h"
#include "commands/line/words.h"
#include "ui/draw/icon.h"
#include "ui/draw/picture.h"

static int version(char **words) {
    (void)words;
    puts("gatescope " GATESCOPE_VERSION);
    return EXIT_GOOD;
}

static int icon(char **words) {
    Error error = {0};
    const char *end = words[0];
    long size;
    if (!whole_at(&end, &size) || *end || size < 0 || size > INT_MAX)
        return say(EXIT_USAGE, "--icon: expected a size in pixels, found \"%s\"", words[0]);
    SDL_Surface *picture = icon_new((int)size, &error);
    bool saved = picture && picture_save_alpha(picture, words[1], &error);
    SDL_FreeSurface(picture);
    return saved ? EXIT_GOOD : say_error(picture ? EXIT_ENVIRONMENT : EXIT_USAGE, &error);
}

static int completion(char **words) {
    if (completion_script(stdout, words[0]))
        return EXIT_GOOD;
    return say(EXIT_USAGE, "--completion: expected bash, zsh or fish, found \"%s\"", words[0]);
}

static const struct {
    const char *word, *arguments;
    int count;
    int (*run)(char **words);
} words_of_desktop[] = {{"--version", "", 0, version},
                        {"--icon", " SIZE FILE", 2, icon},
                        {"--completion", " SHELL", 1, completion}};

bool desktop_word(int count, char **words, int *status) {
    for (size_t k = 0; k < sizeof words_of_desktop / sizeof *words_of_desktop; k++) {
        if (strcmp(words[0], words_of_desktop[k].word) != 0)
            continue;
        *status = count - 1 == words_of_desktop[k].count
                      ? words_of_desktop[k].run(words + 1)
                      : say(EXIT_USAGE, "usage: gatescope %s%s", words_of_desktop[k].word,
                            words_of_desktop[k].arguments);
        return true;
    }
    return false;
}
