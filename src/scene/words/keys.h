/* keys.h: the keys and what they do, in one place for the help overlay and the manual page.
 * ui/keys.c turns the same keys into actions. */
#ifndef GATESCOPE_SCENE_WORDS_KEYS_H
#define GATESCOPE_SCENE_WORDS_KEYS_H

typedef struct KeyHelp {
    const char *group, *keys, *what;
} KeyHelp;

enum { KEYS_MOST = 96 };
/* At most KEYS_MOST. Entries of a group follow each other. */
const KeyHelp *key_help(int *count);

#endif
