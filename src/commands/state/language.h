/* language.h: which language is shown: what --lang says, else what was shown last (the saved
 * state), else the locale's (LC_ALL, LC_MESSAGES, LANG: the first that is set) if there are words
 * for it, else English. */
#ifndef GATESCOPE_COMMANDS_STATE_LANGUAGE_H
#define GATESCOPE_COMMANDS_STATE_LANGUAGE_H

#include "commands/line/words.h"
#include "files/state/state.h"
#include "lesson/language.h"

/* state NULL: it is read from its file. False after saying what is wrong with --lang. */
bool language_choose(const Words *words, const SavedState *state, Language *language);

#endif
