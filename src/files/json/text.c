/* text.c: see text.h. */
#include "files/json/text.h"

#include <string.h>

#include "base/utf8.h"

void json_text_write(FILE *out, const char *text) {
    for (size_t at = 0, size, length = strlen(text); at < length; at += size) {
        uint32_t character;
        size = utf8_decode(text + at, length - at, &character);
        if (character == '"' || character == '\\')
            fprintf(out, "\\%c", (int)character);
        else if (utf8_control(character) || !utf8_length(text + at, length - at))
            fprintf(out, "\\u%04x", (unsigned)character);
        else
            fwrite(text + at, 1, size, out);
    }
}

void json_string_write(FILE *out, const char *text) {
    fputc('"', out);
    json_text_write(out, text);
    fputc('"', out);
}
