/* text_files.h: a session that reads a text, out of files: a model and passages. */
#ifndef GATESCOPE_COMMANDS_TOOLS_TEXT_FILES_H
#define GATESCOPE_COMMANDS_TOOLS_TEXT_FILES_H

#include "lesson/reading/passage.h"
#include "session/session.h"

/* model, file: NULL for the shipped ones. Fills the set, which the caller frees (passages_free)
 * after the session, also where it fails: NULL and an error. */
Session *text_files_session(const char *model, const char *file, PassageSet *set, Error *error);

/* What is pasted goes to the end of the own text, as if it were typed; what could not be taken is
 * said in the session's notice. */
void text_paste(Session *session, const char *text);

#endif
