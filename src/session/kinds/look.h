/* look.h: a session that looks into a network over a whole run: every unit of a cell over all steps,
 * in an order that one chooses, beside the data that was read; and what is said of each cell.
 *
 * The session's lesson is made of a file that somebody else wrote, or it is any lesson. What is seen
 * of it are maps (look_map.h) and figures (lesson/run/figures.h, trust.h), made anew when the run
 * has changed. A unit that is brought to the stage is there in a lesson like any other, and the
 * session says that it is one, until the way leads back to the maps. */
#ifndef GATESCOPE_SESSION_KINDS_LOOK_H
#define GATESCOPE_SESSION_KINDS_LOOK_H

#include "lesson/run/figures.h"
#include "lesson/run/parting.h"
#include "lesson/run/trust.h"
#include "session/kinds/look_map.h"
#include "session/state.h"

/* In which order units stand. */
typedef enum LookOrder {
    LOOK_BY_MEMORY,     /* how long they keep; who keeps longest is on top */
    LOOK_BY_SATURATION, /* how often the chosen signal is at an end */
    LOOK_BY_INPUT,      /* correlation of the chosen signal with the chosen input, from 1 to -1 */
    LOOK_BY_NUMBER,
    LOOK_ORDERS
} LookOrder;

/* What ACTION_LOOK does: its number. */
typedef enum LookDeed {
    LOOK_SIGNAL,   /* unit: which of the maps is the large one, from 0; flag: so many on */
    LOOK_ORDER,    /* unit: a LookOrder; flag: so many on */
    LOOK_INPUT,    /* unit: an input's column; flag: so many on */
    LOOK_POINT,    /* value, value_y: of the large map, 0..1 from its lower left: unit and step */
    LOOK_ON_STAGE, /* unit 1: the chosen unit on stage; 0: back to the maps */
    LOOK_WHY, /* unit: what is not shown is told, 1, or no longer, 0; flag: the other. Of an example,
                      how to open one's own */
    LOOK_DEEDS
} LookDeed;

/* What is said of the file that the network came from; nothing of it need outlive the call. */
typedef struct LookFile {
    const char *format; /* "PyTorch checkpoint"; NULL: it is a lesson */
    const char *left;   /* what is not shown: "decoder.*"; NULL: all is */
    int left_count;     /* tensors of it */
    int guesses;        /* what the file does not tell, and was guessed */
    const char *why;    /* of all this, a line each; NULL: nothing to say */
    bool pulse;         /* there were no inputs: it reads a pulse */
    bool example;       /* it came with the program, for those who have opened nothing yet */
} LookFile;

/* A cell beside the same of another export, over the same data (lesson/run/parting.h). */
typedef struct LookBeside {
    bool there; /* the other has such a cell; else there is no parting */
    Parting parting;
} LookBeside;

typedef struct LookCell {
    bool readout; /* a linear readout: cell_reads_out */
    CellFigures figures;
    LookMap maps[LOOK_MAPS]; /* gates, candidate, memory, hidden state */
    int map_count;
    Lost lost;
    Horizon horizon;
    LookBeside beside; /* where Look.beside is */
} LookCell;

typedef struct LookWindow LookWindow; /* look_window.h */
typedef struct LookWork LookWork;     /* look_work.h */

typedef struct Look {
    Lesson *lesson;            /* the session's; owned */
    Text title;                /* of the lesson, where its window is called otherwise; owned */
    char *format, *left, *why; /* as in LookFile; owned */
    char *beside;              /* another export, that it stands beside; NULL: none; owned */
    int left_count, guesses;
    bool pulse, example;
    bool telling;       /* why is told; of an example, how to open what one has */
    LookCell *cells;    /* one of each cell of the lesson; owned */
    double part;        /* how much of it is computed at a time, in multiplications */
    bool made;          /* all that stands in them; else it is computed, a part at a time */
    LookWork *work;     /* what computes it; NULL: it is made, or memory lacked; owned */
    LookWindow *window; /* the run is too long to be held: some steps of it; NULL: all is; owned */
    long steps, t;      /* of the whole run; under the cursor */
    LookMap *maps;      /* of the selected cell */
    int map_count;
    int map; /* the large one */
    LookOrder order;
    int input;        /* the chosen column */
    int *rows;        /* units of the large map from the top; owned */
    float *keys, *r;  /* of each unit, what it is sorted by; its correlation; owned */
    unsigned version; /* of the run that all this is of; */
    int cell;         /* the cell that is shown; */
    int block;        /* the first of the columns that its units are compared with */
} Look;

/* The lesson is the session's from then on, also where it fails. What takes longer than a moment is not
 * there yet (Look.made): it comes as time passes, or with session_finish_look. A run that would take
 * too much memory is computed once and not held (look_window.h). NULL and an error where memory lacks,
 * or the run has more steps than are shown (look_fit.h). */
Session *session_new_look(Lesson *lesson, const LookFile *file, Error *error);
/* Makes the rest; tell (NULL: nobody asks) is told how far it is, 0 to 1. False and an error where memory
 * lacks. */
bool session_finish_look(Session *session, void (*tell)(long steps, double done), Error *error);
/* That it stands beside another export of that name, with one of cells for each cell of its own. False
 * and an error where memory lacks. */
bool session_look_beside(Session *session, const char *name, const LookBeside *cells, Error *error);
/* How much is made, 0 to 1. */
double look_share(const Session *session);

/* NULL: the session is of another kind. Also while a unit is on stage. */
const Look *session_look_into(const Session *session);

/* Of such a session. The step under the cursor; where the selected unit stands, from the top. */
long look_step(const Session *session);
/* A number of the selected cell there. The data of the whole run, as many columns a row as the lesson has
 * inputs. */
float look_value(const Session *session, int signal, int unit);
const float *look_data(const Session *session);
int look_rank(const Session *session);
/* The map of that signal's role in the selected cell's list; -1. */
const LookMap *look_map(const Look *look);
/* What the order is really by: a kind without a gate that keeps has no memory time. */
LookOrder look_order(const Session *session);

#endif
