/* spoken.h: the texts of a lesson as words for a voice: CommonMark without its marks, and the
 * symbols of signals as what they mean: "{f} is 1" becomes "The forget gate is 1". */
#ifndef GATESCOPE_SCENE_WORDS_SPOKEN_H
#define GATESCOPE_SCENE_WORDS_SPOKEN_H

#include "scene/words/prose.h"

/* Adds the text; paragraphs and items of lists stand on lines of their own, and no line end is
 * added behind the last. {x} with a subscript digit becomes "input 2"; other signals get an article
 * where none stands before them, with a capital where a sentence begins. {{ and }} are braces. */
void spoken_text(Prose *prose, const char *markdown);
/* The same in one line: a title, which ends no line of its own. */
void spoken_line(Prose *prose, const char *markdown);

#endif
