/* po.c: see po.h. */
#include "files/language/po.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/bytes.h"
#include "base/utf8.h"

enum { FILE_MOST = 16 << 20, VALUES_MOST = 16, CONVERSION_SIZE = 8 };

/* ---- formats ---- */

/* The conversions of a format, each at the number of the value that it takes. */
typedef struct Values {
    char of[VALUES_MOST][CONVERSION_SIZE];
    int count;
    bool numbered, in_order; /* "%2$d", "%d" */
    bool wrong;
} Values;

/* Reads "2$" at *at, which goes on behind it. */
static int value_number(Values *values, const char **at) {
    size_t digits = strspn(*at, "0123456789");
    bool numbered = digits > 0 && digits < 3 && (*at)[digits] == '$';
    int number = numbered ? atoi(*at) - 1 : values->count;
    values->numbered = values->numbered || numbered;
    values->in_order = values->in_order || !numbered;
    *at += numbered ? digits + 1 : 0;
    return number;
}

/* The conversion at *at, behind its percent sign. */
static void take_conversion(Values *values, const char **at) {
    int number = value_number(values, at);
    size_t length = strcspn(*at, "diuoxXfFeEgGaAcspn%");
    bool known = (*at)[length] && (*at)[length] != '%' && ++length < CONVERSION_SIZE;
    if (!known || number < 0 || number >= VALUES_MOST || values->of[number][0]) {
        values->wrong = true;
        return;
    }
    memcpy(values->of[number], *at, length);
    values->count++;
    *at += length;
}

static Values values_of(const char *format) {
    Values values = {.count = 0};
    for (const char *c = strchr(format, '%'); c && !values.wrong; c = strchr(c, '%')) {
        c++;
        if (*c == '%')
            c++;
        else
            take_conversion(&values, &c);
    }
    values.wrong = values.wrong || (values.numbered && values.in_order);
    return values;
}

bool po_same_values(const char *format, const char *other) {
    Values a = values_of(format), b = values_of(other);
    return !a.wrong && !b.wrong && memcmp(a.of, b.of, sizeof a.of) == 0;
}

/* ---- the file's lines ---- */

/* What the lines of an entry are about. */
typedef enum Field { FIELD_NONE, FIELD_CONTEXT, FIELD_ENGLISH, FIELD_SAID, FIELD_COUNT } Field;

/* An entry while it is read: its strings lie in the reader's text. */
typedef struct Entry {
    const char *fields[FIELD_COUNT]; /* NULL: not given */
    bool fuzzy;
    int line; /* of its English */
} Entry;

typedef struct PoReader {
    const char *at, *file;
    int line;
    Field field; /* that a line of nothing but a string goes on with */
    Entry entry;
    char *end; /* of what is used of po->text */
    PoFile *po;
    int capacity;
    bool headed;
    Error *error;
} PoReader;

static bool fault_at(PoReader *reader, int line, const char *what) {
    error_set(reader->error, "%s", what);
    if (reader->error) {
        snprintf(reader->error->file, sizeof reader->error->file, "%s", reader->file);
        reader->error->line = line;
        reader->error->column = 1;
    }
    return false;
}

static bool fault(PoReader *reader, const char *what) {
    return fault_at(reader, reader->line, what);
}

/* What a letter behind a backslash stands for; 0: nothing. */
static char escaped(char c) {
    static const char letters[] = "nt\"\\rabfv", meant[] = "\n\t\"\\\r\a\b\f\v";
    const char *found = c ? strchr(letters, c) : NULL;
    return found ? meant[found - letters] : '\0';
}

/* Reads the string at reader->at into the text, behind what is there of its field. */
static bool take_string(PoReader *reader) {
    const char *c = reader->at;
    if (*c++ != '"')
        return fault(reader, "a string in quotation marks is missing");
    for (; *c != '"'; c++) {
        if (!*c || *c == '\n')
            return fault(reader, "a string does not end in its line");
        char byte = *c == '\\' ? escaped(*++c) : *c;
        if (!byte)
            return fault(reader, "a backslash stands before what it does not change");
        *reader->end++ = byte;
    }
    *reader->end = '\0';
    reader->at = c + 1;
    return true;
}

/* Ends a string, so that the next one begins behind it. */
static void end_field(PoReader *reader) {
    if (reader->field != FIELD_NONE)
        reader->end++;
    reader->field = FIELD_NONE;
}

static bool begin_field(PoReader *reader, Field field) {
    end_field(reader);
    if (reader->entry.fields[field])
        return fault(reader, "an entry has something twice");
    *reader->end = '\0';
    reader->entry.fields[field] = reader->end;
    reader->field = field;
    if (field == FIELD_ENGLISH)
        reader->entry.line = reader->line;
    return true;
}

static void skip_blanks(PoReader *reader) {
    reader->at += strspn(reader->at, " \t\r");
}

/* ---- the header ---- */

/* The value of a field of the header, up to the line's end, which becomes its own string; NULL: it
 * is not there. */
static const char *header_value(char *header, const char *name) {
    size_t length = strlen(name);
    for (char *line = header; line; line = strchr(line, '\n')) {
        line += *line == '\n';
        if (strncmp(line, name, length) == 0 && strncmp(line + length, ": ", 2) == 0)
            return line + length + 2;
    }
    return NULL;
}

static const char *header_copy(PoReader *reader, const char *value) {
    size_t length = value ? strcspn(value, "\n") : 0;
    char *copy = reader->end;
    if (!length)
        return NULL;
    memcpy(copy, value, length);
    copy[length] = '\0';
    reader->end += length + 1;
    return copy;
}

static bool take_header(PoReader *reader, char *header) {
    LanguageInfo *language = &reader->po->language;
    const char *content = header_value(header, "Content-Type");
    const char *sentences = header_value(header, "X-Sentences");
    language->tag = header_copy(reader, header_value(header, "Language"));
    language->name = header_copy(reader, header_value(header, "X-Language-Name"));
    language->unspaced = sentences && strncmp(sentences, "unspaced", 8) == 0;
    reader->headed = true;
    if (!content || strncmp(content, "text/plain; charset=UTF-8", 25) != 0)
        return fault(reader, "the header does not say that the file is text in UTF-8");
    if (!language->tag || !tag_well_formed(language->tag))
        return fault(reader, "the header has no language, as a tag such as pt-BR");
    return language->name || fault(reader, "the header has no X-Language-Name");
}

/* ---- entries ---- */

static bool add_phrase(PoReader *reader, const char *english, const char *said) {
    LanguageInfo *language = &reader->po->language;
    Phrase *phrases = array_room(reader->po->phrases, &reader->capacity, language->phrase_count, 1,
                                 sizeof *phrases);
    if (!phrases)
        return error_memory(reader->error, sizeof *phrases, "a language");
    reader->po->phrases = phrases;
    reader->po->phrases[language->phrase_count++] = (Phrase){english, said};
    return true;
}

/* The English behind its context, as it is looked for. */
static const char *key_of(PoReader *reader, const Entry *entry) {
    const char *context = entry->fields[FIELD_CONTEXT], *english = entry->fields[FIELD_ENGLISH];
    if (!context)
        return english;
    char *key = reader->end;
    reader->end += sprintf(key, "%s%c%s", context, PHRASE_CONTEXT_END, english) + 1;
    return key;
}

static bool take_entry(PoReader *reader, const Entry *entry) {
    const char *english = entry->fields[FIELD_ENGLISH], *said = entry->fields[FIELD_SAID];
    if (!english || !said)
        return fault(reader, "an entry lacks its msgid or msgstr");
    if (!english[0] && !entry->fields[FIELD_CONTEXT])
        return reader->headed ? fault(reader, "there are two headers")
                              : take_header(reader, (char *)said);
    if (!reader->headed)
        return fault(reader, "the file does not begin with its header");
    if (!said[0] || entry->fuzzy)
        return true;
    if (!entry->fields[FIELD_CONTEXT] && !po_same_values(english, said))
        return fault_at(reader, entry->line, "the translation does not take the same values");
    return add_phrase(reader, key_of(reader, entry), said);
}

/* Where an entry has been read it is kept, and the next one begins. */
static bool finish_entry(PoReader *reader) {
    end_field(reader);
    Entry entry = reader->entry;
    bool any = entry.fields[FIELD_CONTEXT] || entry.fields[FIELD_ENGLISH];
    if (any || entry.fields[FIELD_SAID])
        reader->entry = (Entry){.line = 0};
    return !any || take_entry(reader, &entry);
}

/* Remarks stand before the entry that they are about. */
static bool take_remark(PoReader *reader) {
    const char *end = reader->at + strcspn(reader->at, "\n");
    if (reader->entry.fields[FIELD_SAID] && !finish_entry(reader))
        return false;
    if (reader->at[1] == ',') {
        const char *fuzzy = strstr(reader->at, "fuzzy");
        reader->entry.fuzzy = reader->entry.fuzzy || (fuzzy && fuzzy < end);
    }
    reader->at = end;
    return true;
}

static bool take_keyword(PoReader *reader) {
    static const char *const words[FIELD_COUNT] = {
        [FIELD_CONTEXT] = "msgctxt", [FIELD_ENGLISH] = "msgid", [FIELD_SAID] = "msgstr"};
    for (int k = FIELD_CONTEXT; k < FIELD_COUNT; k++) {
        size_t length = strlen(words[k]);
        if (strncmp(reader->at, words[k], length) != 0 || !strchr(" \t\"", reader->at[length]))
            continue;
        if (k != FIELD_SAID && reader->entry.fields[FIELD_SAID] && !finish_entry(reader))
            return false;
        reader->at += length;
        skip_blanks(reader);
        return begin_field(reader, (Field)k) && take_string(reader);
    }
    return fault(reader, "this is neither a remark nor msgctxt, msgid, msgstr or a string; there "
                         "are no plural forms here");
}

static bool take_line(PoReader *reader) {
    skip_blanks(reader);
    if (*reader->at == '\n' || !*reader->at)
        return true;
    if (*reader->at == '#')
        return take_remark(reader);
    if (*reader->at != '"')
        return take_keyword(reader);
    return reader->field == FIELD_NONE ? fault(reader, "a string belongs to nothing")
                                       : take_string(reader);
}

static bool take_lines(PoReader *reader) {
    for (reader->line = 1; *reader->at; reader->line++) {
        if (!take_line(reader))
            return false;
        skip_blanks(reader);
        if (*reader->at && *reader->at != '\n')
            return fault(reader, "something stands behind the string");
        reader->at += *reader->at == '\n';
    }
    return finish_entry(reader) && (reader->headed || fault(reader, "the file has no header"));
}

/* ---- the whole ---- */

static int by_english(const void *a, const void *b) {
    return strcmp(((const Phrase *)a)->english, ((const Phrase *)b)->english);
}

static bool sort(PoReader *reader) {
    PoFile *po = reader->po;
    int count = po->language.phrase_count;
    if (count)
        qsort(po->phrases, (size_t)count, sizeof *po->phrases, by_english);
    po->language.phrases = po->phrases;
    for (int k = 1; k < count; k++)
        if (strcmp(po->phrases[k - 1].english, po->phrases[k].english) == 0) {
            fault_at(reader, 0, "an entry is there twice");
            error_found(reader->error, "\"%.100s\"", po->phrases[k].english);
            return false;
        }
    return count > 0 || fault(reader, "nothing is translated");
}

static bool is_utf8(const char *text) {
    uint32_t c;
    for (size_t at = 0, length = strlen(text); at < length;) {
        size_t bytes = utf8_decode(text + at, length - at, &c);
        if (c == UTF8_BAD && bytes == 1)
            return false;
        at += bytes;
    }
    return true;
}

bool po_parse(const char *text, const char *file, PoFile *po, Error *error) {
    /* Strings become shorter without their quotation marks; a key has both of its strings anew,
     * and the header's values are copied. */
    size_t size = 2 * strlen(text) + 16;
    *po = (PoFile){.text = malloc(size)};
    PoReader reader = {.at = text, .file = file, .end = po->text, .po = po, .error = error};
    if (!po->text)
        return error_memory(error, size, "a language");
    if ((is_utf8(text) || fault(&reader, "the file is not UTF-8")) && take_lines(&reader) &&
        sort(&reader))
        return true;
    po_free(po);
    return false;
}

bool po_read(const char *path, PoFile *po, Error *error) {
    size_t length;
    *po = (PoFile){.text = NULL};
    char *text = bytes_read(path, FILE_MOST, &length, error);
    if (!text)
        return false;
    bool good = po_parse(text, path, po, error);
    free(text);
    return good;
}

void po_free(PoFile *po) {
    free(po->phrases);
    free(po->text);
    *po = (PoFile){.text = NULL};
}
