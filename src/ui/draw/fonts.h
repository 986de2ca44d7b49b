/* fonts.h: the program's faces: finds their files, opens them at sizes, measures and draws lines.
 *
 * Files are looked for in $GATESCOPE_FONTS and in the usual folders of Debian, Fedora, Arch, macOS.
 * A face that is not there is replaced by a near one (Inter by DejaVu Sans). A character that a
 * face lacks is taken from another one, so a line is made of runs. Letters of Hebrew and Arabic run
 * from right to left (scene/paint/bidi.h), those of Arabic and Devanagari are shaped by their
 * neighbours; what no font has is drawn as a box. Sizes are kept in half pixels.
 */
#ifndef GATESCOPE_UI_DRAW_FONTS_H
#define GATESCOPE_UI_DRAW_FONTS_H

#include "base/error.h"
#include "scene/display/display.h"
#include "ui/draw/mask.h"

typedef struct FontSet FontSet;

/* NULL and an error that names the packages where no face at all was found. No display is needed.
 */
FontSet *fonts_new(Error *error);
void fonts_free(FontSet *fonts);

/* How scene functions measure text; belongs to the set. */
const Fonts *fonts_measure(FontSet *fonts);

/* The size that a text of `px` really has. */
float fonts_size(float px);

/* Called when a text first has a letter of a group (font_letters) that no font here has. */
typedef void (*FontsMissing)(const char *letters);
void fonts_tell_missing(FontSet *fonts, FontsMissing missing);

/* Files of fonts may have come: looks for them again, and forgets what was measured and read. False where
 * memory lacks: the set stays as it was. */
bool fonts_find_again(FontSet *fonts);
/* Another one when it did. */
unsigned fonts_version(const FontSet *fonts);

/* Draws one line. The mask's place is seen from the left end and top of the line box. False where
 * memory lacks or the font cannot be opened. */
bool fonts_draw(FontSet *fonts, Face face, float px, const char *text, size_t length, Mask *mask);

#endif
