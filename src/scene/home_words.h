/* home_words.h: the words of the home screen in every language. */
#ifndef GATESCOPE_SCENE_HOME_WORDS_H
#define GATESCOPE_SCENE_HOME_WORDS_H

#include "lesson/text.h"

typedef enum HomeWord {
    HOME_TAGLINE,
    HOME_BEGIN,    /* before the first lesson is begun: over it */
    HOME_CONTINUE, /* over a lesson that was begun */
    HOME_NEXT,     /* over the next lesson of the path */
    HOME_ALL_DONE,
    HOME_ALL_DONE_LONG,
    HOME_BEGIN_BUTTON,
    HOME_CONTINUE_BUTTON,
    HOME_SUMMARY,      /* lessons done, of lessons, hours and minutes left */
    HOME_SUMMARY_DONE, /* lessons */
    HOME_HOURS,        /* hours, minutes */
    HOME_MINUTES,      /* minutes */
    HOME_TRACK_DONE,   /* lessons done, of lessons */
    HOME_LEVEL,        /* level */
    HOME_NOT_BEGUN,
    HOME_AT_BEAT, /* beat, of beats */
    HOME_DONE,
    HOME_DONE_RIGHT, /* questions right at the first try, of questions */
    HOME_CANNOT_READ,
    HOME_SEARCH,       /* in the empty field */
    HOME_SEARCH_LABEL, /* what the field is */
    HOME_SEARCH_EMPTY, /* empties it */
    HOME_FOUND_ONE,    /* the words */
    HOME_FOUND,        /* how many, the words */
    HOME_FOUND_NONE,   /* the words */
    HOME_FOUND_HINT,
    HOME_BACK,
    HOME_BACK_LABEL,
    HOME_THEME,
    HOME_THEME_LABEL,
    HOME_TEXT,
    HOME_TEXT_LABEL,
    HOME_TEXT_NORMAL,
    HOME_TEXT_NORMAL_LABEL,
    HOME_LANGUAGE, /* in the language that it leads to */
    HOME_LANGUAGE_LABEL,
    HOME_HELP,
    HOME_HELP_LABEL,
    HOME_OPEN_LABEL, /* number, title, minutes, what was done */
    HOME_WORD_COUNT
} HomeWord;

/* A word, or the format of a sentence, whose numbers and words come in one order in all. */
const char *home_word(HomeWord word, Language language);

#endif
