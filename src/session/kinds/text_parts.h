/* text_parts.h: what the files of reading a text share. Private to them. */
#ifndef GATESCOPE_SESSION_KINDS_TEXT_PARTS_H
#define GATESCOPE_SESSION_KINDS_TEXT_PARTS_H

#include <assert.h>

#include "session/kinds/text.h"

/* What the session has besides, which reads a text. */
static inline TextReading *text_of(const Session *session) {
    assert(session->kind->id == SESSION_TEXT);
    return session->own;
}

/* text.c */
long text_length(const Session *session);
/* Known characters from place `from` on; what stood there is gone. The last one is on stage. */
void text_put(Session *session, long from, const unsigned char *characters, long count);

/* text_write.c */
bool text_write_apply(Session *session, const Action *action);
bool text_speed(Session *session, const Action *action);
bool text_advance(Session *session, double seconds);
void text_keep(Session *session); /* correlations and their order fit what is read */

#endif
