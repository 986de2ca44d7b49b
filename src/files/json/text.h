/* text.h: a text written as a JSON string. */
#ifndef GATESCOPE_FILES_JSON_TEXT_H
#define GATESCOPE_FILES_JSON_TEXT_H

#include <stdio.h>

/* What stands between the quotation marks. JSON is UTF-8: a byte that is none, as names of files
 * may have, becomes U+FFFD. */
void json_text_write(FILE *out, const char *text);
/* With the quotation marks. */
void json_string_write(FILE *out, const char *text);

#endif
