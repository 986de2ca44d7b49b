/* search.h: which lessons have some words in them, and where they have them. */
#ifndef GATESCOPE_SESSION_SEARCH_H
#define GATESCOPE_SESSION_SEARCH_H

#include "session/catalogue.h"

/* Lessons in which every word of `words` is found, best first: words count most in a title, then in
 * the track's, the goal, the misconception, in every language. Case makes no difference for Latin
 * letters; words of one or two of them must begin a word. Returns how many were put into found,
 * which has room for all lessons; no words: none. */
int catalogue_search(const Catalogue *catalogue, const char *words, int *found);

#endif
