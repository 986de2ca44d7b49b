/* check_language.h: how much of the program and of its lessons is there in a language. */
#ifndef GATESCOPE_COMMANDS_LESSON_CHECK_LANGUAGE_H
#define GATESCOPE_COMMANDS_LESSON_CHECK_LANGUAGE_H

#include "commands/line/words.h"

/* `gatescope check --language TAG [--all] [LESSON...]`: prints how many of the program's phrases,
 * of the entries of the glossary, of tracks' texts and of lessons' texts are there, and how many
 * entries of the language's file nothing says any more; with --all also which. The exit status. */
int check_language(const Words *words, const char *tag);

#endif
