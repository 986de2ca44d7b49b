/* arrays.c: exports as npz and npy: a zip archive of stored .npy files, or one of those alone.
 *
 * All lengths are known before the first number is, so every array has its place in the file, and a
 * part's steps are written there as they come, forward or backward. An archive has a check sum of
 * each member; those of joined parts are combined. (APPNOTE.TXT 6.3, sections 4.3 to 4.5; numpy's
 * format 1.0.) */
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include "engine/memory.h"
#include "files/export/arrays.h"
#include "files/export/plan.h"
#include "files/export/zip.h"

enum {
    NPY_HEAD = 128,  /* bytes of an array's header: those of any shape fit */
    BUFFER = 1 << 18 /* bytes */
};

/* The steps of one array and sequence that are written, and their check sum. */
typedef struct Written {
    uint32_t sum;
    long from, to;
} Written;

typedef struct Member {
    ZipMember zip;       /* "layer0.f.npy"; of npy: at 0 */
    char head[NPY_HEAD]; /* with which it begins */
    uint64_t begin;      /* of its numbers in the file */
} Member;

typedef struct Arrays {
    ExportPlan *plan;
    NewFile *file;
    char *memory; /* where the output is no regular file: all of it; owned */
    int descriptor;
    uint64_t total; /* bytes in front of the archive's directory */
    bool archive;
    Member *members;  /* owned */
    Written *written; /* sequences of an array after another; owned */
    float *rows;      /* BUFFER bytes, or a row; owned */
    size_t row_most;  /* rows of the widest array that fit */
} Arrays;

/* ---- places ---- */

static bool is_big_endian(void) {
    const unsigned one = 1;
    return *(const unsigned char *)&one == 0;
}

static long steps_of(const Arrays *arrays) {
    return arrays->plan->to - arrays->plan->from;
}

/* The dict, then spaces and a line end, so that numbers begin at a multiple of 64. */
static void make_head(const Arrays *arrays, const ExportArray *array, char head[NPY_HEAD]) {
    char dict[NPY_HEAD], batch[24] = "";
    const ExportRun *run = arrays->plan->run;
    if (run->many)
        snprintf(batch, sizeof batch, "%d, ", run->sequences);
    int length = snprintf(dict, sizeof dict,
                          "{'descr': '%cf4', 'fortran_order': False, 'shape': (%s%ld, %d), }",
                          is_big_endian() ? '>' : '<', batch, steps_of(arrays), array->columns);
    memset(head, ' ', NPY_HEAD);
    memcpy(head, "\x93NUMPY\1\0", 8);
    head[8] = (char)(NPY_HEAD - 10);
    head[9] = 0;
    memcpy(head + 10, dict, (size_t)length);
    head[NPY_HEAD - 1] = '\n';
}

static void place_members(Arrays *arrays) {
    const ExportPlan *plan = arrays->plan;
    for (int k = 0; k < plan->count; k++) {
        const ExportArray *array = &plan->arrays[k];
        Member *member = &arrays->members[k];
        make_head(arrays, array, member->head);
        snprintf(member->zip.name, sizeof member->zip.name, "%.200s.%s.npy",
                 plan->run->cells[array->cell].name, export_signal(plan, array));
        member->zip.offset = arrays->total;
        member->zip.size = NPY_HEAD + (uint64_t)plan->run->sequences * (uint64_t)steps_of(arrays) *
                                          (uint64_t)array->columns * sizeof(float);
        member->begin = member->zip.offset + NPY_HEAD;
        if (arrays->archive)
            member->begin += ZIP_LOCAL + strlen(member->zip.name);
        arrays->total = member->begin - NPY_HEAD + member->zip.size;
    }
}

static uint64_t place_of(const Arrays *arrays, int index, int sequence, long step) {
    uint64_t row =
        (uint64_t)sequence * (uint64_t)steps_of(arrays) + (uint64_t)(step - arrays->plan->from);
    return arrays->members[index].begin +
           row * (uint64_t)arrays->plan->arrays[index].columns * sizeof(float);
}

/* ---- bytes ---- */

static bool put(const Arrays *arrays, const void *bytes, size_t length, uint64_t at, Error *error) {
    const char *from = bytes;
    if (arrays->memory) {
        memcpy(arrays->memory + at, bytes, length);
        return true;
    }
    for (ssize_t done; length; length -= (size_t)done, from += done, at += (uint64_t)done) {
        done = pwrite(arrays->descriptor, from, length, (off_t)at);
        if (done < 0 && errno == EINTR)
            done = 0;
        else if (done <= 0)
            return error_set(error, "cannot write the trace: %s", strerror(done ? errno : ENOSPC));
    }
    return true;
}

/* ---- numbers ---- */

/* The steps join those that are there: at their end, or at their beginning. */
static void join(Written *written, const float *rows, size_t bytes, size_t row, long from,
                 long to) {
    if (written->from == written->to || from == written->to) {
        written->from = written->from == written->to ? from : written->from;
        written->sum = (uint32_t)crc32_z(written->sum, (const Bytef *)rows, bytes);
        written->to = to;
        return;
    }
    uLong sum = crc32_z(0, (const Bytef *)rows, bytes);
    written->sum = (uint32_t)crc32_combine(sum, written->sum,
                                           (z_off_t)((size_t)(written->to - written->from) * row));
    written->from = from;
}

static Written *written_of(const Arrays *arrays, int index, int sequence) {
    return &arrays
                ->written[(size_t)index * (size_t)arrays->plan->run->sequences + (size_t)sequence];
}

/* Steps of `rows` that stand one behind the other. */
static bool put_rows(const Arrays *arrays, int index, int sequence, long from, long to,
                     Error *error) {
    size_t row = (size_t)arrays->plan->arrays[index].columns * sizeof(float);
    size_t bytes = (size_t)(to - from) * row;
    if (arrays->archive)
        join(written_of(arrays, index, sequence), arrays->rows, bytes, row, from, to);
    return put(arrays, arrays->rows, bytes, place_of(arrays, index, sequence, from), error);
}

/* Rows of the array that fit into `rows`. */
static long rows_at_once(const Arrays *arrays, int index) {
    size_t row = (size_t)arrays->plan->arrays[index].columns * sizeof(float);
    return row < BUFFER ? (long)(BUFFER / row) : 1;
}

static bool put_forward(const Arrays *arrays, int index, const ExportPart *part, long first,
                        long count, Error *error) {
    const ExportArray *array = &arrays->plan->arrays[index];
    long most = rows_at_once(arrays, index), end = first + count;
    for (long from = first; from < end; from += most) {
        long to = from + most < end ? from + most : end;
        for (long step = from; step < to; step++)
            export_row(array, part, step,
                       arrays->rows + (size_t)(step - from) * (size_t)array->columns);
        if (!put_rows(arrays, index, part->sequence, from, to, error))
            return false;
    }
    return true;
}

/* The same from the end on, so that what is written stays joined. */
static bool put_backward(const Arrays *arrays, int index, const ExportPart *part, long first,
                         long count, Error *error) {
    long most = rows_at_once(arrays, index);
    for (long to = first + count; to > first; to -= most) {
        long from = to - most > first ? to - most : first;
        if (!put_forward(arrays, index, part, from, to - from, error))
            return false;
    }
    return true;
}

static bool take(void *taker, const ExportPart *part, Error *error) {
    const Arrays *arrays = taker;
    const ExportPlan *plan = arrays->plan;
    long first, count;
    export_steps(plan, part, &first, &count);
    for (int k = 0; count && k < plan->count; k++) {
        if (plan->arrays[k].cell != part->cell)
            continue;
        const Written *written = written_of(arrays, k, part->sequence);
        bool before = written->to > written->from && first < written->from;
        if (!(before ? put_backward : put_forward)(arrays, k, part, first, count, error))
            return false;
    }
    return true;
}

/* Behind the end of a sequence that is shorter than the longest there are no numbers. */
static bool put_ends(const Arrays *arrays, Error *error) {
    const ExportPlan *plan = arrays->plan;
    for (size_t k = 0; k < BUFFER / sizeof(float) || k < arrays->row_most; k++)
        arrays->rows[k] = NAN;
    for (int index = 0; index < plan->count; index++)
        for (int sequence = 0; sequence < plan->run->sequences; sequence++) {
            long at = export_length(plan, sequence), most = rows_at_once(arrays, index);
            at = at > plan->from ? at : plan->from;
            for (long to; at < plan->to; at = to) {
                to = at + most < plan->to ? at + most : plan->to;
                if (!put_rows(arrays, index, sequence, at, to, error))
                    return false;
            }
        }
    return true;
}

/* ---- the archive ---- */

/* The check sum of a member: of its header, and of its sequences, one behind the other. */
static void sum_up(const Arrays *arrays, int index) {
    Member *member = &arrays->members[index];
    size_t row = (size_t)arrays->plan->arrays[index].columns * sizeof(float);
    uLong sum = crc32_z(0, (const Bytef *)member->head, NPY_HEAD);
    for (int sequence = 0; sequence < arrays->plan->run->sequences; sequence++) {
        const Written *written = written_of(arrays, index, sequence);
        sum = crc32_combine(sum, written->sum,
                            (z_off_t)((size_t)(written->to - written->from) * row));
    }
    member->zip.sum = (uint32_t)sum;
}

static uint64_t directory_size(const Arrays *arrays) {
    uint64_t size = 0;
    for (int k = 0; arrays->archive && k < arrays->plan->count; k++)
        size += ZIP_CENTRAL + strlen(arrays->members[k].zip.name);
    return arrays->archive ? size + ZIP_END : 0;
}

static bool put_member(const Arrays *arrays, int index, uint64_t at, Error *error) {
    char head[ZIP_CENTRAL + ZIP_NAME];
    const Member *member = &arrays->members[index];
    sum_up(arrays, index);
    return put(arrays, head, zip_local(&member->zip, head), member->zip.offset, error) &&
           put(arrays, member->head, NPY_HEAD, member->begin - NPY_HEAD, error) &&
           put(arrays, head, zip_central(&member->zip, head), at, error);
}

static bool put_directory(const Arrays *arrays, Error *error) {
    char head[ZIP_END];
    uint64_t at = arrays->total;
    for (int k = 0; k < arrays->plan->count; k++) {
        if (!put_member(arrays, k, at, error))
            return false;
        at += ZIP_CENTRAL + strlen(arrays->members[k].zip.name);
    }
    size_t length = zip_end((uint64_t)arrays->plan->count, arrays->total, at - arrays->total, head);
    return put(arrays, head, length, at, error);
}

static bool put_heads(const Arrays *arrays, Error *error) {
    return arrays->archive ? put_directory(arrays, error)
                           : put(arrays, arrays->members[0].head, NPY_HEAD, 0, error);
}

/* ---- all of it ---- */

static bool make_room(Arrays *arrays, Error *error) {
    const ExportPlan *plan = arrays->plan;
    size_t written = (size_t)plan->count * (size_t)plan->run->sequences;
    for (int k = 0; k < plan->count; k++)
        if ((size_t)plan->arrays[k].columns > arrays->row_most)
            arrays->row_most = (size_t)plan->arrays[k].columns;
    arrays->members = calloc((size_t)plan->count, sizeof *arrays->members);
    arrays->written = calloc(written, sizeof *arrays->written);
    arrays->rows = malloc(BUFFER + arrays->row_most * sizeof(float));
    return (arrays->members && arrays->written && arrays->rows) ||
           error_memory(error, written * sizeof *arrays->written, "the arrays of an export");
}

/* A pipe cannot be written to out of order: the whole is made in memory. */
static bool find_output(Arrays *arrays, Error *error) {
    struct stat status;
    uint64_t size = arrays->total + directory_size(arrays);
    arrays->descriptor = fileno(arrays->file->out);
    if (arrays->file->temporary && fstat(arrays->descriptor, &status) == 0 &&
        S_ISREG(status.st_mode))
        return true;
    if (!memory_fits((double)size, "an export that is written to no file", error))
        return false;
    arrays->memory = malloc((size_t)size);
    return arrays->memory || error_memory(error, (size_t)size, "an export");
}

static bool put_memory(const Arrays *arrays, Error *error) {
    size_t size = (size_t)(arrays->total + directory_size(arrays));
    errno = 0;
    if (!arrays->memory || (fwrite(arrays->memory, 1, size, arrays->file->out) == size &&
                            fflush(arrays->file->out) == 0))
        return true;
    return error_set(error, "cannot write the trace: %s", strerror(errno ? errno : EIO));
}

bool export_write_arrays(NewFile *file, ExportPlan *plan, Error *error) {
    const ExportRun *run = plan->run;
    Arrays arrays = {.plan = plan, .file = file, .archive = plan->choice->format == EXPORT_NPZ};
    bool good = make_room(&arrays, error);
    if (good) {
        place_members(&arrays);
        good = find_output(&arrays, error) &&
               run->compute(run->context, 0, run->sequences, plan->to, take, &arrays, error) &&
               put_ends(&arrays, error) && put_heads(&arrays, error) && put_memory(&arrays, error);
    }
    free(arrays.members);
    free(arrays.written);
    free(arrays.rows);
    free(arrays.memory);
    return good;
}
