/* train_text.c: see train_text.h. */
#include "commands/train/train_text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "commands/library/library.h"
#include "files/data/passages.h"
#include "lesson/reading/characters.h"

enum { PATH_SIZE = 4096, NAME_SIZE = 64, EPOCH_EXAMPLES = 640 };

static bool find(char path[PATH_SIZE + NAME_SIZE], Error *error) {
    char folder[PATH_SIZE];
    if (!library_assets("text", folder, sizeof folder)) {
        error_set(error, "the folder of texts, assets/text, was not found");
        error_hint(error, "name the folder of text in GATESCOPE_ASSETS");
        return false;
    }
    snprintf(path, PATH_SIZE + NAME_SIZE, "%s/english.txt", folder);
    return true;
}

/* Plain characters, which is what a text is written in. */
static Alphabet plain_characters(void) {
    unsigned char characters[ALPHABET_MOST] = {'\n'};
    int count = 1;
    for (int c = ' '; c <= '~'; c++)
        characters[count++] = (unsigned char)c;
    Alphabet alphabet;
    alphabet_make(&alphabet, characters, count);
    return alphabet;
}

/* With an empty line between two of them. Returns where the last one begins; *length: of all. */
static long join(const PassageSet *set, unsigned char *to, long *length) {
    long last = 0;
    *length = 0;
    for (int k = 0; k < set->count; k++) {
        const Passage *passage = &set->items[k];
        last = *length;
        memcpy(to + *length, passage->text, (size_t)passage->length);
        *length += passage->length;
        to[(*length)++] = '\n';
        to[(*length)++] = '\n';
    }
    return last;
}

static bool divide(TrainText *text, long length, long last, const char *path, Error *error) {
    TextData *data = &text->data;
    bool good = text_data(data, text->text, length, error);
    data->split = last;
    if (good && (last <= data->steps || (length - last - 1) / data->steps < 1))
        good = error_set(error, "there is too little to learn from, or to test with");
    if (!good)
        error_in_file(error, path);
    return good;
}

static bool take(TrainText *text, const PassageSet *set, const char *path, Error *error) {
    size_t room = (size_t)set->count * (CHARACTERS_MOST + 2);
    long length, last;
    text->text = malloc(room);
    if (!text->text)
        return error_memory(error, room, "a text");
    last = join(set, text->text, &length);
    return divide(text, length, last, path, error);
}

bool train_text_read(TrainText *text, Error *error) {
    char path[PATH_SIZE + NAME_SIZE];
    const Alphabet alphabet = plain_characters();
    PassageSet set;
    if (!find(path, error) || !passages_read(&set, &alphabet, path, error))
        return false;
    bool good = take(text, &set, path, error);
    passages_free(&set);
    if (!good)
        train_text_free(text);
    return good;
}

void train_text_free(TrainText *text) {
    free(text->text);
    *text = (TrainText){0};
}

TrainTask train_text_task(const TrainText *text) {
    TrainTask task = task_text(&text->data);
    task.train_count = EPOCH_EXAMPLES;
    return task;
}

void train_text_note(const TrainText *text, ModelNotes *notes) {
    notes->characters = text->data.symbols;
    memcpy(notes->character_of, text->data.character_of, sizeof notes->character_of);
    model_text_mark(notes->text, (const char *)text->text, (size_t)text->data.length);
}
