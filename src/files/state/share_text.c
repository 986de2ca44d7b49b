/* share_text.c: see share_text.h. */
#include "files/state/share_text.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "files/state/share_bytes.h"

static const char PREFIX[] = "gatescope:", FORMAT[] = "1:";
enum {
    EDIT_MOST = 256,    /* bytes of a tweak's line */
    BEATS_MOST = 10000, /* of a lesson: more than any has */
    UNITS_MOST = 65536,
};

void share_free(SharedState *state) {
    saved_lesson_free(&state->lesson);
    *state = (SharedState){.lesson = {.seen = -1}};
}

/* ---- writing ---- */

typedef struct Lines {
    char *text; /* owned */
    size_t length, capacity;
    bool failed;
} Lines;

static bool make_room(Lines *lines, size_t more) {
    char *text = array_room_large(lines->text, &lines->capacity, lines->length, more, 1);
    if (text)
        lines->text = text;
    return text != NULL;
}

static void add_line(Lines *lines, const char *format, ...) ERROR_FORMAT(2, 3);

static void add_line(Lines *lines, const char *format, ...) {
    char line[EDIT_MOST + SHARE_NAME];
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(line, sizeof line - 1, format, arguments);
    va_end(arguments);
    if (length < 0 || (size_t)length >= sizeof line - 1 || lines->failed ||
        !make_room(lines, (size_t)length + 1)) {
        lines->failed = true;
        return;
    }
    line[length] = '\n';
    memcpy(lines->text + lines->length, line, (size_t)length + 1);
    lines->length += (size_t)length + 1;
}

static void add_beats(Lines *lines, const SavedLesson *lesson) {
    add_line(lines, "beats %d", lesson->beat_count);
    for (int beat = 0; beat < lesson->beat_count; beat++) {
        const SavedBeat *saved = &lesson->beats[beat];
        if (saved->edit_count)
            add_line(lines, "beat %d", beat);
        for (int k = 0; k < saved->edit_count; k++)
            add_line(lines, "%s", saved->edits[k]);
    }
}

char *share_write(const SharedState *state, Error *error) {
    const SavedLesson *lesson = &state->lesson;
    Lines lines = {0};
    char prefix[32], *text = NULL;
    add_line(&lines, "lesson %s %016llx", lesson->id, (unsigned long long)state->version);
    add_line(&lines, "place %d %ld %ld", lesson->beat, lesson->tick, lesson->seen);
    add_line(&lines, "select %s %d", state->cell, state->unit);
    add_line(&lines, "view %d %s", state->notation, state->language[0] ? state->language : "en");
    add_beats(&lines, lesson);
    snprintf(prefix, sizeof prefix, "%s%s", PREFIX, FORMAT);
    if (lines.failed)
        error_memory(error, lines.length, "a shared state");
    else
        text = share_letters(prefix, lines.text, lines.length, error);
    free(lines.text);
    return text;
}

/* ---- reading ---- */

/* Takes the next line off *text, and ends it; NULL: there is none. */
static char *next_line(char **text) {
    char *line = *text, *end = strchr(line, '\n');
    if (!end)
        return NULL;
    *end = '\0';
    *text = end + 1;
    return line;
}

/* The words of a line that begins with `name`, split at single blanks; false where there are not
 * `count` of them. */
static bool take_words(char *line, const char *name, char **words, int count) {
    size_t length = strlen(name);
    if (!line || strncmp(line, name, length) != 0)
        return false;
    char *at = line + length;
    for (int k = 0; k < count; k++) {
        if (*at != ' ')
            return false;
        *at++ = '\0';
        words[k] = at;
        at += strcspn(at, " ");
        if (at == words[k])
            return false;
    }
    return !*at;
}

static bool take_number(const char *word, long low, long high, long *number) {
    char *end;
    if (*word != '-' && (*word < '0' || *word > '9'))
        return false;
    errno = 0;
    *number = strtol(word, &end, 10);
    return !*end && !errno && *number >= low && *number <= high;
}

static bool take_int(const char *word, int low, int high, int *number) {
    long value;
    if (!take_number(word, low, high, &value))
        return false;
    *number = (int)value;
    return true;
}

/* An id as lessons have them: it will be looked up, and named in messages. */
static bool take_id(const char *word, char id[SHARE_NAME]) {
    static const char signs[] = "abcdefghijklmnopqrstuvwxyz0123456789-_";
    size_t length = strlen(word);
    if (length >= SHARE_NAME || strspn(word, signs) != length)
        return false;
    memcpy(id, word, length + 1);
    return true;
}

static bool take_version(const char *word, uint64_t *version) {
    if (strlen(word) != 16 || strspn(word, "0123456789abcdef") != 16)
        return false;
    *version = strtoull(word, NULL, 16);
    return true;
}

static bool take_language(const char *word, char language[TAG_SIZE]) {
    bool good = tag_well_formed(word);
    if (good)
        memcpy(language, word, strlen(word) + 1);
    return good;
}

/* The lines before the tweaks. *memory false: only memory lacked. */
static bool take_head(SharedState *state, char **text, int *beats, bool *memory) {
    SavedLesson *lesson = &state->lesson;
    char *words[3], id[SHARE_NAME];
    if (!take_words(next_line(text), "lesson", words, 2) || !take_id(words[0], id) ||
        !take_version(words[1], &state->version))
        return false;
    if (!take_words(next_line(text), "place", words, 3) ||
        !take_int(words[0], 0, BEATS_MOST, &lesson->beat) ||
        !take_number(words[1], 0, 1L << 30, &lesson->tick) ||
        !take_number(words[2], -1, 1L << 30, &lesson->seen))
        return false;
    if (!take_words(next_line(text), "select", words, 2) || !take_id(words[0], state->cell) ||
        !take_int(words[1], 0, UNITS_MOST, &state->unit))
        return false;
    if (!take_words(next_line(text), "view", words, 2) ||
        !take_int(words[0], 0, 1, &state->notation) || !take_language(words[1], state->language))
        return false;
    if (!take_words(next_line(text), "beats", words, 1) ||
        !take_int(words[0], 0, BEATS_MOST, beats))
        return false;
    lesson->id = strdup(id);
    *memory = lesson->id && saved_lesson_beats(lesson, *beats);
    return *memory;
}

/* Beats in order, each with its tweaks; whether those fit the lesson is not known here. */
static bool take_beats(SharedState *state, char *text, bool *memory) {
    SavedLesson *lesson = &state->lesson;
    char *line, *word;
    int beat = -1;
    while ((line = next_line(&text))) {
        if (take_words(line, "beat", &word, 1)) {
            if (!take_int(word, beat + 1, lesson->beat_count - 1, &beat))
                return false;
            continue;
        }
        if (beat < 0 || strlen(line) >= EDIT_MOST)
            return false;
        *memory = saved_beat_edit(&lesson->beats[beat], line);
        if (!*memory)
            return false;
    }
    return !*text;
}

static bool take_all(SharedState *state, char *plain, size_t length, Error *error) {
    bool memory = true;
    int beats;
    if (strlen(plain) == length && take_head(state, &plain, &beats, &memory) &&
        take_beats(state, plain, &memory))
        return true;
    share_free(state);
    if (!memory)
        return error_memory(error, length, "a shared state");
    return error_set(error, "the shared state makes no sense to this version of Gatescope");
}

static const char *after_prefix(const char *text) {
    text += strspn(text, " \t\r\n\v\f");
    return strncmp(text, PREFIX, sizeof PREFIX - 1) == 0 ? text + sizeof PREFIX - 1 : NULL;
}

bool share_looks_like(const char *text) {
    return after_prefix(text) != NULL;
}

bool share_read(SharedState *state, const char *text, Error *error) {
    const char *rest = after_prefix(text);
    size_t length;
    *state = (SharedState){.lesson = {.seen = -1}};
    if (!rest) {
        error_set(error, "this is not a shared state");
        error_expected(error, "a text that begins with \"%s%s\"", PREFIX, FORMAT);
        return false;
    }
    if (strncmp(rest, FORMAT, sizeof FORMAT - 1) != 0) {
        error_set(error, "the shared state is damaged, or from another version of Gatescope");
        error_expected(error, "a text that begins with \"%s%s\"", PREFIX, FORMAT);
        return false;
    }
    char *plain = share_plain(rest + sizeof FORMAT - 1, &length, error);
    bool good = plain && take_all(state, plain, length, error);
    free(plain);
    return good;
}
