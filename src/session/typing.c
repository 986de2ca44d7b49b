/* typing.c: see typing.h. */
#include "session/typing.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lesson/number.h"
#include "session/edits.h"
#include "session/guess.h"
#include "session/may.h"
#include "session/words/phrase.h"

static bool close_field(Session *session) {
    bool open = session->view.typing.id != 0;
    session->view.typing = (Typing){0};
    return open;
}

bool typing_leave(Session *session, ActionKind kind) {
    bool stays = kind == ACTION_TYPE_OPEN || kind == ACTION_TYPE_KEY || kind == ACTION_SCROLL;
    return !stays && close_field(session);
}

static bool open_field(Session *session, const Action *action) {
    Typing *typing = &session->view.typing;
    char text[NUMBER_SIZE];
    if (!action->flag && !may_change(session, &action->edit))
        return close_field(session);
    *typing =
        (Typing){.id = action->id, .edit = action->edit, .guess = action->flag, .fresh = true};
    int length = number_format(action->edit.value, text);
    if (isfinite(action->edit.value) && length < TYPING_MOST) {
        memcpy(typing->text, text, (size_t)length + 1);
        typing->length = length;
    }
    return true;
}

/* What a number can have in it; a comma is a point where people write it so. */
static bool put_character(Typing *typing, int character) {
    char c = character == ',' ? '.' : (char)character;
    if (character <= 0 || character > 'z' || !strchr("0123456789.-+eE", c))
        return false;
    if (typing->fresh)
        typing->length = 0;
    typing->fresh = typing->wrong = false;
    if (typing->length + 1 >= TYPING_MOST)
        return false;
    typing->text[typing->length++] = c;
    typing->text[typing->length] = '\0';
    return true;
}

static bool erase(Typing *typing) {
    if (typing->length == 0)
        return false;
    typing->length = typing->fresh ? 0 : typing->length - 1;
    typing->text[typing->length] = '\0';
    typing->fresh = typing->wrong = false;
    return true;
}

/* ".5" and "+3" are numbers for people, if not for files. */
static bool read_number(const Typing *typing, float *value) {
    char text[TYPING_MOST + 2];
    bool minus = typing->text[0] == '-', sign = minus || typing->text[0] == '+';
    const char *from = typing->text + sign;
    if (from[0] == '-' || from[0] == '+')
        return false;
    text[0] = '0';
    snprintf(text + 1, sizeof text - 1, "%s", from);
    const char *number = from[0] == '.' ? text : from;
    if (!number[0] || number_length(number) != strlen(number))
        return false;
    *value = strtof(number, NULL);
    *value = minus ? -*value : *value;
    return isfinite(*value);
}

/* Holds are levels; what is larger than the other limit only makes infinities. */
static bool in_range(Session *session, const Edit *edit) {
    bool hold = edit->kind == EDIT_HOLD && !session->view.typing.guess;
    const float low = hold ? 0 : -1e6f, high = hold ? 1 : 1e6f;
    if (edit->value >= low && edit->value <= high)
        return true;
    session->view.typing.wrong = true;
    error_set(&session->notice, phrase_in(session->view.language, "This goes from %g to %g"),
              (double)low, (double)high);
    return false;
}

static bool take(Session *session) {
    Typing *typing = &session->view.typing;
    if (typing->length == 0 || typing->fresh)
        return close_field(session);
    Action action = {.kind = ACTION_EDIT, .edit = typing->edit};
    if (!read_number(typing, &action.edit.value)) {
        typing->wrong = true;
        error_set(&session->notice,
                  phrase_in(session->view.language,
                            "\"%s\" is no number; one is such as 2, -0.5 or 1e-3"),
                  typing->text);
        return true;
    }
    if (!in_range(session, &action.edit))
        return true;
    if (typing->guess)
        guess_number(session, action.edit.value);
    else
        edits_apply(session, &action);
    close_field(session);
    return true;
}

static bool key(Session *session, const Action *action) {
    Typing *typing = &session->view.typing;
    if (!typing->id)
        return false;
    switch ((TypeKey)action->number) {
    case TYPE_CHARACTER:
        return put_character(typing, action->unit);
    case TYPE_BACKSPACE:
        return erase(typing);
    case TYPE_TAKE:
        return take(session);
    case TYPE_DROP:
        return close_field(session);
    }
    return false;
}

bool typing_apply(Session *session, const Action *action) {
    return action->kind == ACTION_TYPE_OPEN ? open_field(session, action) : key(session, action);
}
