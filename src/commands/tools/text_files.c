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

static const char SHIPPED[] = "sbcl";

static bool shipped(char *path, size_t size, const char *ending, Error *error) {
    char folder[PATH_SIZE];
    if (!library_assets("text", folder, sizeof folder)) {
        error_set(error, "the folder of texts, assets/text, was not found");
        error_hint(error, "name the folder of text in GATESCOPE_ASSETS");
        return false;
    }
    snprintf(path, size, "%s/%s%s", folder, SHIPPED, ending);
    return true;
}

static Model *read_model(const char *name, Alphabet *alphabet, Error *error) {
    char path[PATH_SIZE + NAME_SIZE];
    ModelNotes notes;
    if (!name && !shipped(path, sizeof path, ".safetensors", error))
        return NULL;
    name = name ? name : path;
    Model *model = model_file_read(name, &notes, error);
    if (model && !alphabet_make(alphabet, notes.character_of, notes.characters)) {
        error_set(error, "the file does not say which characters the model reads");
        error_hint(error, "gatescope train text FILE makes models that do");
        error_in_file(error, name);
        model_free(model);
        return NULL;
    }
    return model;
}

static bool read_passages(const char *file, const Alphabet *alphabet, PassageSet *set,
                          Error *error) {
    char path[PATH_SIZE + NAME_SIZE];
    if (!file && !shipped(path, sizeof path, ".txt", error))
        return false;
    if (!passages_read(set, alphabet, file ? file : path, error))
        return false;
    for (int k = 0; k < set->count; k++)
        if (!translate_text(&set->items[k].title, CONTEXT_PASSAGE, languages_here()))
            return error_memory(error, sizeof(Text), "the titles of texts");
    return true;
}

Session *text_files_session(const char *name, const char *file, PassageSet *set, Error *error) {
    Alphabet alphabet;
    *set = (PassageSet){0};
    Model *model = read_model(name, &alphabet, error);
    if (model && read_passages(file, &alphabet, set, error))
        return session_new_text(model, &alphabet, set, error);
    model_free(model);
    return NULL;
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
