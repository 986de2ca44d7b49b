/* lanes.c: the list of the kinds' lanes, in the order of engine/kind_list.h. */
#include "scene/stage/lane.h"

#define DECLARE(NAME, name) extern const LaneInfo lane_##name;
CELL_KINDS(DECLARE)

#define ROW(NAME, name) [CELL_##NAME] = &lane_##name,
const LaneInfo *const LANES[CELL_KIND_MOST] = {CELL_KINDS(ROW)};
