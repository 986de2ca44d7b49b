/* text_files.h: a session that reads a text, out of files: a model and passages. */
#ifndef GATESCOPE_COMMANDS_TOOLS_TEXT_FILES_H
#define GATESCOPE_COMMANDS_TOOLS_TEXT_FILES_H

#include "lesson/reading/passage.h"
#include "session/kinds/text.h"
#include "session/session.h"

/* Passages of the session that is open, and room for those of the one that follows it. */
typedef struct TextShelf {
    PassageSet sets[2];
    int at; /* which are read */
} TextShelf;

/* Frees what is in it, after the sessions. */
void text_shelf_free(TextShelf *shelf);

/* A model's file, and what its inputs and outputs stand for, a byte each; NULL: what the file says. */
typedef struct TextGiven {
    const char *model, *characters;
} TextGiven;

/* which: a shipped model with its passages; given, file: in place of these, or NULL. NULL and an
 * error where files or memory lack; a session that is open goes on with its passages. */
Session *text_files_session(TextShelf *shelf, TextModel which, const TextGiven *given,
                            const char *file, Error *error);
/* A model that was just trained on the first passages of the English text, with all of them; it
 * reads the last one, which it was tested with. The model is taken, also where it fails. */
Session *text_files_trained(TextShelf *shelf, Model *model, const Alphabet *alphabet, Error *error);
/* The session that follows `from` when a model is chosen, a TextModel, -1: the next one. It has
 * the look, the own text, temperature and seed of the one before. NULL and an error alike. */
Session *text_files_turn(TextShelf *shelf, const Session *from, int which, Error *error);
const char *text_files_name(TextModel model); /* for the command line: "english" */

/* What is pasted goes to the end of the own text, as if it were typed; what could not be taken is
 * said in the session's notice. */
void text_paste(Session *session, const char *text);

#endif
