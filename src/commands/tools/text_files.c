/* text_files.c: see text_files.h. */
#include "commands/tools/text_files.h"

#include <stdio.h>
#include <string.h>

#include "commands/library/languages.h"
#include "commands/library/library.h"
#include "files/data/passages.h"
#include "files/weights/model.h"
#include "session/kinds/text.h"
#include "session/words/phrase.h"
#include "session/words/translate.h"

enum { PATH_SIZE = 4096, NAME_SIZE = 64 };

/* The names of their files in assets/text, and on the command line. */
static const struct {
    const char *name, *file;
} SHIPPED[TEXT_MODELS] = {[TEXT_ENGLISH] = {"english", "english"}, [TEXT_LISP] = {"lisp", "sbcl"}};

const char *text_files_name(TextModel model) {
    return SHIPPED[model].name;
}

static bool shipped(char *path, size_t size, TextModel which, const char *ending, Error *error) {
    char folder[PATH_SIZE];
    if (!library_assets("text", folder, sizeof folder)) {
        error_set(error, "the folder of texts, assets/text, was not found");
        error_hint(error, "name the folder of text in GATESCOPE_ASSETS");
        return false;
    }
    snprintf(path, size, "%s/%s%s", folder, SHIPPED[which].file, ending);
    return true;
}

static bool make_alphabet(Alphabet *alphabet, const Model *model, const ModelNotes *notes,
                          const TextGiven *given, Error *error) {
    const char *characters = given ? given->characters : NULL;
    size_t count = characters ? strlen(characters) : (size_t)notes->characters;
    const unsigned char *bytes =
        characters ? (const unsigned char *)characters : notes->character_of;
    const ModelSpec *spec = &model->spec;
    if (!count) {
        error_set(error, "the file does not say which characters the model reads");
        error_hint(error,
                   "name them: --characters; or gatescope train text FILE makes models that say");
    } else if (count != (size_t)spec->inputs || count != (size_t)spec->outputs) {
        error_set(error, "the model does not read and write these characters");
        error_expected(error, "an input and an output for each of %zu", count);
        error_found(error, "%d inputs, %d outputs%s", spec->inputs, spec->outputs,
                    spec->inputs < spec->outputs ? ": behind an embedding?" : "");
    } else if (alphabet_make(alphabet, bytes, (int)count)) {
        return true;
    } else {
        error_set(error, "one of the characters stands there twice");
    }
    return false;
}

static Model *read_model(TextModel which, const TextGiven *given, Alphabet *alphabet,
                         Error *error) {
    char path[PATH_SIZE + NAME_SIZE];
    ModelNotes notes;
    if (!given && !shipped(path, sizeof path, which, ".safetensors", error))
        return NULL;
    const char *name = given ? given->model : path;
    Model *model = model_file_read(name, &notes, error);
    if (model && !make_alphabet(alphabet, model, &notes, given, error)) {
        error_in_file(error, name);
        model_free(model);
        return NULL;
    }
    return model;
}

static bool read_passages(TextModel which, const char *file, const Alphabet *alphabet,
                          PassageSet *set, Error *error) {
    char path[PATH_SIZE + NAME_SIZE];
    if (!file && !shipped(path, sizeof path, which, ".txt", error))
        return false;
    if (!passages_read(set, alphabet, file ? file : path, error))
        return false;
    for (int k = 0; k < set->count; k++)
        if (!translate_text(&set->items[k].title, CONTEXT_PASSAGE, languages_here()))
            return error_memory(error, sizeof(Text), "the titles of texts");
    return true;
}

void text_shelf_free(TextShelf *shelf) {
    for (int k = 0; k < 2; k++)
        passages_free(&shelf->sets[k]);
}

Session *text_files_session(TextShelf *shelf, TextModel which, const TextGiven *given,
                            const char *file, Error *error) {
    Alphabet alphabet;
    int next = 1 - shelf->at;
    PassageSet *set = &shelf->sets[next];
    passages_free(set);
    Model *model = read_model(which, given, &alphabet, error);
    if (!model || !read_passages(which, file, &alphabet, set, error)) {
        model_free(model);
        return NULL;
    }
    Session *session = session_new_text(model, &alphabet, set, error);
    if (!session)
        return NULL;
    shelf->at = next;
    session_text_is(session, given ? TEXT_OTHER : which);
    return session;
}

Session *text_files_trained(TextShelf *shelf, Model *model, const Alphabet *alphabet,
                            Error *error) {
    int next = 1 - shelf->at;
    PassageSet *set = &shelf->sets[next];
    passages_free(set);
    if (!read_passages(TEXT_ENGLISH, NULL, alphabet, set, error)) {
        model_free(model);
        return NULL;
    }
    Session *session = session_new_text(model, alphabet, set, error);
    if (!session)
        return NULL;
    shelf->at = next;
    session_text_is(session, TEXT_TRAINED);
    session_apply(session, &(Action){.kind = ACTION_TEXT_PICK, .number = set->count - 1});
    return session;
}

void text_paste(Session *session, const char *text) {
    static unsigned char characters[CHARACTERS_MOST];
    int lost, count = alphabet_write(&session_text(session)->alphabet, text, strlen(text),
                                     characters, CHARACTERS_MOST, &lost);
    bool typing = session_text(session)->typing;
    session_apply(session, &(Action){.kind = ACTION_TEXT_PICK, .number = TEXT_OWN});
    for (int k = 0; k < count; k++)
        if (!session_apply(session, &(Action){.kind = ACTION_TEXT_KEY,
                                              .number = TYPE_CHARACTER,
                                              .unit = characters[k]}))
            break;
    session_apply(session, &(Action){.kind = ACTION_TEXT_TYPE, .number = typing});
    Error notice;
    if (lost) {
        error_set(&notice,
                  phrase_in(session->view.language,
                            "%d characters that the model does not know were left out"),
                  lost);
        session_tell(session, &notice);
    } else {
        session_redraw(session);
    }
}

static void take_over(Session *session, const TextReading *from) {
    char own[CHARACTERS_MOST + 1] = "";
    memcpy(own, from->own, (size_t)from->own_length);
    if (from->own_length)
        text_paste(session, own);
    if (from->passage != TEXT_OWN)
        session_apply(session, &(Action){.kind = ACTION_TEXT_PICK, .number = 0});
    session_apply(session, &(Action){.kind = ACTION_TEXT_TEMPERATURE, .value = from->temperature});
    session_apply(session, &(Action){.kind = ACTION_TEXT_SEED, .value = (float)from->seed});
}

Session *text_files_turn(TextShelf *shelf, const Session *from, int which, Error *error) {
    const TextReading *reading = session_text(from);
    int after = reading->model < 0 ? 0 : ((int)reading->model + 1) % TEXT_MODELS;
    int wanted = which < 0 ? after : which % TEXT_MODELS;
    Session *session = text_files_session(shelf, (TextModel)wanted, NULL, NULL, error);
    if (!session)
        return NULL;
    SessionLook look = session_look(from);
    session_set_look(session, &look);
    take_over(session, reading);
    return session;
}
