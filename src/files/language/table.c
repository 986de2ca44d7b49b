/* table.c: a program of the build, not of Gatescope: writes the languages of some PO files as a
 * table in C (session/words/phrase.h), so that nothing is read and nothing can fail at the start.
 *
 *     table FILE.po... > languages.c */
#include <stdio.h>
#include <string.h>

#include "base/shown.h"
#include "files/language/po.h"

static void put_string(const char *text) {
    putchar('"');
    for (const unsigned char *c = (const unsigned char *)text; *c; c++) {
        if (*c == '"' || *c == '\\' || *c == '?') /* ??= would be a trigraph */
            printf("\\%c", *c);
        else if (*c < ' ' || *c == 0x7f)
            printf("\\%03o", *c);
        else
            putchar(*c);
    }
    putchar('"');
}

static void put_phrases(const PoFile *po, int number) {
    printf("\nstatic const Phrase PHRASES_%d[] = {\n", number);
    for (int k = 0; k < po->language.phrase_count; k++) {
        printf("    {");
        put_string(po->phrases[k].english);
        printf(", ");
        put_string(po->phrases[k].said);
        printf("},\n");
    }
    printf("};\n");
}

static void put_language(const LanguageInfo *language, int number) {
    printf("    {.tag = ");
    put_string(language->tag);
    printf(", .name = ");
    put_string(language->name);
    if (language->phrases)
        printf(", .unspaced = %d, .phrases = PHRASES_%d, .phrase_count = %d", language->unspaced,
               number, language->phrase_count);
    printf("},\n");
}

/* 64: more languages than the course will see; a file each. */
enum { FILES_MOST = 64 };

static bool read_all(PoFile *files, char **paths, int count) {
    Error error;
    char text[1024];
    for (int k = 0; k < count; k++)
        if (!po_read(paths[k], &files[k], &error)) {
            error_format(&error, text, sizeof text);
            shown_write(stderr, text, strlen(text), false);
            fputc('\n', stderr);
            return false;
        }
    return true;
}

int main(int count, char **words) {
    static PoFile files[FILES_MOST];
    int languages = count - 1;
    if (languages > FILES_MOST || !read_all(files, words + 1, languages))
        return 1;
    printf("/* Made of the translations in session/words by files/language/table.c. */\n"
           "#include \"session/words/phrase.h\"\n");
    for (int k = 0; k < languages; k++)
        put_phrases(&files[k], k);
    printf("\nstatic const LanguageInfo LANGUAGES[] = {\n");
    put_language(&(LanguageInfo){.tag = "en", .name = "EN"}, 0);
    for (int k = 0; k < languages; k++)
        put_language(&files[k].language, k);
    printf("};\n\nconst Languages languages_built_in = {LANGUAGES, %d};\n", languages + 1);
    for (int k = 0; k < languages; k++)
        po_free(&files[k]);
    return fflush(stdout) == 0 ? 0 : 1;
}
