/* passages.c: see passages.h. */
#include "files/data/passages.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/bytes.h"
#include "lesson/reading/characters.h"

enum { FILE_MOST = 16 << 20 };

static const char MARK[] = "== ";

static bool fail(Error *error, const char *path, const char *what) {
    error_set(error, "%s", what);
    error_in_file(error, path);
    return false;
}

void passages_free(PassageSet *set) {
    for (int k = 0; k < set->count; k++) {
        text_free(&set->items[k].title);
        free(set->items[k].text);
    }
    *set = (PassageSet){0};
}

/* The next line that begins with the mark, from a line's beginning on; NULL: there is none. */
static const char *find_title(const char *text) {
    while (text && *text && strncmp(text, MARK, strlen(MARK)) != 0) {
        text = strchr(text, '\n');
        text += text != NULL;
    }
    return text && *text ? text : NULL;
}

static bool give_title(Passage *passage, const char *tag, const char *text, size_t length) {
    char *title = strndup(text, length);
    bool good = title && text_set(&passage->title, tag, title);
    free(title);
    return good;
}

static bool set_title(Passage *passage, const char *line, size_t length) {
    const char *bar = memchr(line, '|', length);
    size_t first = bar ? (size_t)(bar - line) : length;
    while (first > 0 && line[first - 1] == ' ')
        first--;
    if (!give_title(passage, "en", line, first) || !bar)
        return !bar && passage->title.count;
    const char *second = bar + 1;
    while (second < line + length && *second == ' ')
        second++;
    return give_title(passage, "zh", second, (size_t)(line + length - second));
}

/* Blank lines at the ends are no part of the text. */
static bool set_text(Passage *passage, const Alphabet *alphabet, const char *text, size_t length) {
    while (length > 0 && (text[length - 1] == '\n' || text[length - 1] == '\r'))
        length--;
    while (length > 0 && (*text == '\n' || *text == '\r'))
        text++, length--;
    passage->text = malloc(CHARACTERS_MOST);
    if (passage->text)
        passage->length =
            alphabet_write(alphabet, text, length, passage->text, CHARACTERS_MOST, NULL);
    return passage->text;
}

static bool add(PassageSet *set, const Alphabet *alphabet, const char *title, size_t title_length,
                const char *text, size_t length, const char *path, Error *error) {
    if (set->count >= PASSAGES_MOST)
        return fail(error, path, "there are too many texts in one file");
    Passage *passage = &set->items[set->count++];
    *passage = (Passage){0};
    if (!set_title(passage, title, title_length) || !set_text(passage, alphabet, text, length))
        return error_memory(error, length + CHARACTERS_MOST, "a text");
    return passage->length > 0 || fail(error, path, "a text has no character that the model knows");
}

static bool read_titled(PassageSet *set, const Alphabet *alphabet, const char *title,
                        const char *path, Error *error) {
    while (title) {
        const char *name = title + strlen(MARK), *text = name + strcspn(name, "\r\n");
        const char *next = find_title(text);
        size_t length = next ? (size_t)(next - text) : strlen(text);
        if (!add(set, alphabet, name, (size_t)(text - name), text, length, path, error))
            return false;
        title = next;
    }
    return true;
}

static bool read_all(PassageSet *set, const Alphabet *alphabet, const char *content,
                     const char *path, Error *error) {
    const char *title = find_title(content), *slash = strrchr(path, '/');
    const char *name = slash ? slash + 1 : path;
    return title ? read_titled(set, alphabet, title, path, error)
                 : add(set, alphabet, name, strlen(name), content, strlen(content), path, error);
}

bool passages_read(PassageSet *set, const Alphabet *alphabet, const char *path, Error *error) {
    size_t length;
    *set = (PassageSet){0};
    char *content = bytes_read(path, FILE_MOST, &length, error);
    if (!content)
        return false;
    bool good = read_all(set, alphabet, content, path, error);
    free(content);
    if (!good)
        passages_free(set);
    return good;
}
