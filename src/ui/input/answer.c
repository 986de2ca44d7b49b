/* answer.c: what the pointer and the keys both can ask for. */
#include "ui/input/parts.h"

void answer_give(Answer *answer, Action action) {
    if (action.kind != ACTION_NONE && answer->count < INPUT_ACTIONS)
        answer->actions[answer->count++] = action;
}

void answer_press(Answer *answer, const Region *region, const Session *session) {
    Action action = region && !region->disabled ? region->action : (Action){.kind = ACTION_NONE};
    bool opens = action.kind == ACTION_OPEN_MENU;
    if (opens && action.id == session->view.menu)
        action.id = 0;
    answer_give(answer, action);
    bool stays = action.kind == ACTION_RESET_ONE; /* in the list of changes */
    if (session->view.menu && !opens && !stays)
        answer_give(answer, (Action){.kind = ACTION_OPEN_MENU, .id = 0});
}

bool answer_has_value(const Region *region) {
    return region->kind == REGION_SLIDER || region->kind == REGION_BAR;
}

bool answer_can_type(const Region *region) {
    ActionKind kind = region->action.kind;
    return answer_has_value(region) && (kind == ACTION_EDIT || kind == ACTION_GUESS) &&
           !region->disabled;
}

void answer_open_field(Answer *answer, const Region *region) {
    Action open = {.kind = ACTION_TYPE_OPEN,
                   .id = region->id,
                   .edit = region->action.edit,
                   .flag = region->action.kind == ACTION_GUESS};
    open.edit.value = region->value;
    answer_give(answer, open);
}

void answer_type(Answer *answer, TypeKey key, int character) {
    answer_give(answer, (Action){.kind = ACTION_TYPE_KEY, .number = (int)key, .unit = character});
}
