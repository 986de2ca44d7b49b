/* look_work.c: see look_work.h. */
#include "session/kinds/look_work.h"

#include <math.h>
#include <stdlib.h>

#include "lesson/run/watch.h"
#include "session/kinds/look_window.h"
#include "session/rebuild.h"

/* Of a number that is gone through, and of a step in float64, beside a multiplication in float32. */
static const double A_NUMBER = 12, EXACT = 6;

struct LookWork {
    double run, fold, trust; /* what each costs, in multiplications */
    int cell;                /* of a run that is held: what is gone through next; */
    long slice;              /* its so many-th, in its own direction */
    StackLayer *layers;      /* of one that is not; owned, as all below */
    StackSource *sources;
    Stack stack;
    StackWork *slices;
    Horizons *exact; /* NULL: it takes too long */
    Trust *twin;
    Session *session; /* for the taker of slices */
    Look *look;
};

static const CellSpec *spec_of(const Session *session, int cell) {
    return &session->run->cells[cell]->spec;
}

/* ---- what there is ---- */

void look_work_free_cells(Look *look) {
    for (int k = 0; look->cells && k < look->lesson->cell_count; k++) {
        LookCell *cell = &look->cells[k];
        figures_free(&cell->figures);
        for (int map = 0; map < LOOK_MAPS; map++)
            look_map_free(&cell->maps[map]);
        cell->map_count = 0;
    }
}

void look_work_name(const Session *session, Look *look) {
    for (int k = 0; k < session->lesson->cell_count; k++) {
        LookCell *cell = &look->cells[k];
        int signals[LOOK_MAPS];
        cell->map_count = look_map_signals(spec_of(session, k), signals);
        for (int map = 0; map < cell->map_count; map++)
            cell->maps[map] = (LookMap){.signal = signals[map],
                                        .rows = signal_width(spec_of(session, k), signals[map])};
    }
}

/* ---- a cell ---- */

/* The columns that units are compared with. */
static int columns_of(const Session *session, const Look *look) {
    int left = session->lesson->inputs - look->block;
    return left < ALONG_COLUMNS ? left : ALONG_COLUMNS;
}

static bool begin_cell(const Session *session, Look *look, int index, Error *error) {
    LookCell *cell = &look->cells[index];
    const CellSpec *spec = spec_of(session, index);
    cell->readout = cell_reads_out(session->run->cells[index]);
    cell->lost = (Lost){.by = LOST_NOT};
    cell->horizon = (Horizon){.known = false, .from = -1, .growth = NAN};
    bool good = figures_begin(&cell->figures, spec, error);
    for (int k = 0; good && k < cell->map_count; k++)
        good = look_map_begin(&cell->maps[k], spec, cell->maps[k].signal, look->steps,
                              columns_of(session, look), error);
    return good;
}

/* Steps from .. from + count - 1 of the run, which stand in the trace from `at` on. */
static void take(const Session *session, Look *look, int index, const Trace *trace, long at,
                 long from, long count) {
    LookCell *cell = &look->cells[index];
    size_t inputs = (size_t)session->lesson->inputs;
    const float *data = look_data(session) + (size_t)from * inputs + look->block;
    figures_take(&cell->figures, trace, at, count);
    for (int k = 0; k < cell->map_count; k++)
        look_map_take(&cell->maps[k], trace, at, from, count, data, inputs);
}

static void end_cell(LookCell *cell) {
    figures_end(&cell->figures);
    for (int k = 0; k < cell->map_count; k++)
        look_map_end(&cell->maps[k]);
}

static double numbers_of_step(const Look *look, int index) {
    double numbers = 0;
    for (int k = 0; k < look->cells[index].map_count; k++)
        numbers += look->cells[index].maps[k].rows;
    return numbers + 1;
}

/* ---- a run that is held ---- */

/* A slice of it, as a run that is not held comes, so that sums are the same. */
static double fold_some(const Session *session, Look *look, Error *error) {
    LookWork *work = look->work;
    const Trace *trace = session->run->traces[work->cell];
    long slices = (look->steps + STACK_SLICE - 1) / STACK_SLICE;
    if (work->slice == 0 && !begin_cell(session, look, work->cell, error))
        return -1;
    long from = (trace->spec.backward ? slices - 1 - work->slice : work->slice) * STACK_SLICE;
    long left = look->steps - from, count = left < STACK_SLICE ? left : STACK_SLICE;
    double cost = numbers_of_step(look, work->cell) * A_NUMBER * (double)count;
    take(session, look, work->cell, trace, from, from, count);
    if (++work->slice == slices) {
        end_cell(&look->cells[work->cell]);
        look->cells[work->cell].lost = trust_lost(session->run, work->cell);
        work->cell++;
        work->slice = 0;
    }
    return cost;
}

static double trust_some(const Session *session, Look *look, Error *error) {
    LookWork *work = look->work;
    if (!work->twin && !(work->twin = trust_begin(session->run, error)))
        return -1;
    double before = trust_share(work->twin);
    if (trust_more(work->twin)) {
        bool good = trust_go(work->twin, WORK_PART / EXACT, error);
        return good ? (trust_share(work->twin) - before) * work->trust : -1;
    }
    for (int k = 0; k < session->lesson->cell_count; k++)
        look->cells[k].horizon = trust_horizon(work->twin, k);
    look->made = true;
    return 0;
}

/* ---- one that is not ---- */

/* Where the first number that is none came from: the earliest in the cell's own direction, since slices
 * follow each other in it. */
static void look_for_lost(const Session *session, Look *look, const StackSlice *slice) {
    LookCell *cell = &look->cells[slice->layer];
    if (cell->lost.by != LOST_NOT)
        return;
    Lost lost = lost_find(session->run->cells[slice->layer], slice->trace, slice->count);
    if (lost.by == LOST_NOT)
        return;
    cell->lost = lost;
    cell->lost.t += slice->from;
    if (cell->lost.by == LOST_INPUT &&
        lesson_cell_input(&session->lesson->cells[slice->layer], cell->lost.unit).cell >= 0)
        cell->lost.by = LOST_CELL;
}

static bool take_slice(void *context, const StackSlice *slice, Error *error) {
    LookWork *work = context;
    (void)error;
    look_window_take(work->look->window, slice);
    look_for_lost(work->session, work->look, slice);
    if (work->exact)
        horizons_take(work->exact, slice);
    take(work->session, work->look, slice->layer, slice->trace, 0, slice->from, slice->count);
    return true;
}

static void read_sources(const Lesson *lesson, LookWork *work, int index) {
    const LessonCell *cell = &lesson->cells[index];
    StackSource *sources = work->sources + (size_t)index * CELL_SOURCES;
    int count = cell->source_count ? cell->source_count : 1;
    sources[0] = (StackSource){-1, 0, cell->cell->spec.inputs};
    for (int k = 0; k < cell->source_count; k++) {
        const CellSource *source = &cell->sources[k];
        sources[k] = (StackSource){source->cell, source->from,
                                   source->count ? source->count : cell->cell->spec.inputs};
    }
    work->layers[index] = (StackLayer){cell->cell, sources, count};
}

static bool begin_slices(const Session *session, Look *look, Error *error) {
    LookWork *work = look->work;
    const Lesson *lesson = session->lesson;
    size_t count = (size_t)lesson->cell_count;
    work->layers = calloc(count, sizeof *work->layers);
    work->sources = calloc(count * CELL_SOURCES, sizeof *work->sources);
    if (!work->layers || !work->sources)
        return error_memory(error, count * sizeof *work->layers, "the layers of a run");
    look_window_rewind(look->window, look->lesson);
    for (int k = 0; k < lesson->cell_count; k++) {
        read_sources(lesson, work, k);
        if (!begin_cell(session, look, k, error))
            return false;
    }
    const StackTaker taker = {take_slice, NULL, work};
    work->stack = (Stack){work->layers, lesson->cell_count};
    work->slices = stack_begin(&work->stack, look_data(session), lesson->inputs, look->steps,
                               look->steps, &taker, error);
    if (!work->slices || work->trust <= 0)
        return work->slices != NULL;
    work->exact =
        horizons_begin(&work->stack, look_data(session), lesson->inputs, look->steps, error);
    return work->exact != NULL;
}

static double slices_some(const Session *session, Look *look, Error *error) {
    LookWork *work = look->work;
    double before = stack_share(work->slices);
    if (!stack_go(work->slices, error))
        return -1;
    double part = stack_share(work->slices) - before;
    if (stack_more(work->slices))
        return part * (work->run + work->fold + work->trust);
    for (int k = 0; k < session->lesson->cell_count; k++) {
        end_cell(&look->cells[k]);
        if (work->exact)
            look->cells[k].horizon = horizons_of(work->exact, k);
    }
    look->made = true;
    return 0;
}

/* ---- all of it ---- */

void look_work_end(Look *look) {
    LookWork *work = look->work;
    if (!work)
        return;
    stack_end(work->slices);
    trust_end(work->twin);
    horizons_end(work->exact);
    free(work->layers);
    free(work->sources);
    free(work);
    look->work = NULL;
}

bool look_work_begin(Session *session, Look *look, Error *error) {
    LookWork *work = calloc(1, sizeof *work);
    look_work_end(look);
    look_work_free_cells(look);
    look->made = false;
    look->work = work;
    if (!work)
        return error_memory(error, sizeof *work, "the maps of a run");
    look_work_name(session, look);
    *work = (LookWork){.session = session, .look = look};
    work->run = run_cost(session->lesson) / (double)session->lesson->steps * (double)look->steps;
    for (int k = 0; k < session->lesson->cell_count; k++) {
        work->fold += numbers_of_step(look, k) * A_NUMBER * (double)look->steps;
        work->trust +=
            EXACT * (double)cell_parameter_count(spec_of(session, k)) * (double)look->steps;
    }
    if (work->trust > EXACT * TRUST_COST)
        work->trust = 0;
    if (!look->window || begin_slices(session, look, error))
        return true;
    look_work_end(look);
    return false;
}

static double go_some(Session *session, Look *look, Error *error) {
    if (look->window)
        return slices_some(session, look, error);
    if (session_behind(session) >= 0) {
        double before = run_share(session->run);
        rebuild_more(session);
        return (run_share(session->run) - before) * look->work->run;
    }
    return look->work->cell < session->lesson->cell_count ? fold_some(session, look, error)
                                                          : trust_some(session, look, error);
}

bool look_work_go(Session *session, Look *look, double cost, Error *error) {
    double spent = 0;
    while (look->work && !look->made && spent >= 0 && cost > 0) {
        spent = go_some(session, look, error);
        cost -= spent;
    }
    if (look->made || spent < 0)
        look_work_end(look);
    return spent >= 0;
}

double look_work_share(const Session *session, const Look *look) {
    const LookWork *work = look->work;
    if (!work)
        return look->made ? 1 : 0;
    double all = work->run + work->fold + work->trust;
    if (look->window)
        return stack_share(work->slices);
    double done = run_share(session->run) * work->run;
    for (int k = 0; k <= work->cell && k < session->lesson->cell_count; k++)
        done += numbers_of_step(look, k) * A_NUMBER *
                (double)(k < work->cell ? look->steps : work->slice * STACK_SLICE);
    done += work->twin ? trust_share(work->twin) * work->trust : 0;
    return done / all;
}
