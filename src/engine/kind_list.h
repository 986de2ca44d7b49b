/* kind_list.h: the kinds of cells that there are, a row each: KIND(NAME, name) stands for the
 * number CELL_NAME, the table name_kind (engine/kinds/name.c) and the lane lane_name
 * (scene/stage/lane_name.c). The order is that of menus and of what is kept.
 *
 * More rows can be given from without (-D'MORE_KINDS(KIND)=...'): a test adds a kind so, and only
 * engine/kinds/kinds.c and scene/stage/lanes.c are compiled anew for it. */
#ifndef GATESCOPE_ENGINE_KIND_LIST_H
#define GATESCOPE_ENGINE_KIND_LIST_H

#ifndef MORE_KINDS
#define MORE_KINDS(KIND)
#endif

#define CELL_KINDS(KIND)                                                                           \
    KIND(LSTM, lstm)                                                                               \
    KIND(GRU, gru)                                                                                 \
    KIND(RNN, rnn)                                                                                 \
    MORE_KINDS(KIND)

#endif
