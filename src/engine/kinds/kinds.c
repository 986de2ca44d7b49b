/* kinds.c: the list of the kinds' tables, in the order of engine/kind_list.h. */
#include "engine/spec.h"

#define DECLARE(NAME, name) extern const CellKindInfo name##_kind;
CELL_KINDS(DECLARE)

#define ROW(NAME, name) [CELL_##NAME] = &name##_kind,
const CellKindInfo *const CELL_KIND_LIST[CELL_KIND_MOST] = {CELL_KINDS(ROW)};
const int CELL_KIND_LIST_COUNT = CELL_KIND_COUNT;
