/* table.c: rows of fields become steps of inputs.
 *
 * Three walks over the text: the first row and the one below it say whether there are names; the
 * second walk counts rows and finds out which columns are numbers, by the first value of each; the
 * third reads the numbers, and a value that is none in a column of numbers is an error. So nothing
 * is kept of a table but its numbers. */
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "files/inputs/fields.h"
#include "files/inputs/groups.h"
#include "files/inputs/table.h"

enum { TEXT_SIZE = 128 };

typedef enum ColumnState { COLUMN_EMPTY, COLUMN_NUMBERS, COLUMN_TEXTS } ColumnState;

typedef struct Column {
    char name[TEXT_SIZE];
    ColumnState state;
    int input;     /* where its numbers go; -1: nowhere */
    bool counts;   /* so far its numbers are those of the rows */
    bool sequence; /* it names the sequence */
} Column;

typedef struct Table {
    InputData *data;
    const char *path, *text;
    size_t length;
    const InputOptions *options;
    char separator;
    bool named;      /* the first row has names */
    Column *columns; /* owned */
    int column_count, column_capacity;
    long rows;
    Groups groups;   /* the sequences, where a column names them */
    float *previous; /* the last row of each sequence is a row of data->numbers; of one: this */
    long holes, dropped;
    bool comma;
} Table;

static bool fail_field(const Table *table, const Field *field, Error *error, const char *what) {
    char found[TEXT_SIZE];
    field_copy(field, found, sizeof found);
    inputs_fail(error, table->path, "%s", what);
    if (error) {
        error->line = field->line;
        error->column = field->column;
    }
    error_found(error, "\"%.100s\"", found);
    return false;
}

/* A walk has ended: with an error that is set, or not. */
static bool ended_well(const Table *table, Error *error) {
    return !error->what[0] || error_in_file(error, table->path);
}

static Fields walk(const Table *table) {
    return fields_begin(table->text, table->length, table->separator);
}

/* ---- names ---- */

static bool add_column(Table *table, const Field *field, Error *error) {
    if (table->column_count == INPUT_COLUMNS) {
        inputs_fail(error, table->path, "the table has too many columns");
        error_expected(error, "at most %d", INPUT_COLUMNS);
        return false;
    }
    Column *columns = array_room(table->columns, &table->column_capacity, table->column_count, 1,
                                 sizeof *columns);
    if (!columns)
        return error_memory(error, sizeof *columns, "a table's columns");
    table->columns = columns;
    Column *column = &columns[table->column_count++];
    *column = (Column){.input = -1, .counts = true};
    field_copy(field, column->name, sizeof column->name);
    return true;
}

/* The columns are those of the first row, with what stands there as their names. */
static bool read_first(Table *table, Error *error) {
    Fields fields = walk(table);
    Field field = {.last = false};
    while (!field.last && fields_next(&fields, &field, error))
        if (!add_column(table, &field, error))
            return false;
    return table->column_count
               ? ended_well(table, error)
               : ended_well(table, error) && inputs_fail(error, table->path, "the table is empty");
}

/* Whether the first row has names: it has no number, or a text where the second has one. */
static bool has_names(const Table *table) {
    Error error = {0};
    Fields first = walk(table), second = first;
    Field above = {.last = false}, below = {.last = false};
    bool any_number = false, any_text = false, comma = false;
    while (!below.last && fields_next(&second, &below, &error))
        continue;
    below.last = false;
    while (!above.last && fields_next(&first, &above, &error)) {
        float number;
        bool is_number = field_number(&above, table->separator, &number, &comma);
        bool is_text = !is_number && !field_missing(&above);
        any_number |= is_number;
        any_text |= is_text;
        if (!below.last && fields_next(&second, &below, &error) && is_text &&
            field_number(&below, table->separator, &number, &comma))
            return true;
    }
    return any_text && !any_number;
}

/* Columns without a name are called by their numbers. */
static void find_names(Table *table) {
    table->named = has_names(table);
    for (int k = 0; !table->named && k < table->column_count; k++)
        snprintf(table->columns[k].name, TEXT_SIZE, "%d", k);
}

/* ---- what the columns are ---- */

/* pandas writes the rows' numbers in front, below no name. */
static void look_at_count(Column *column, const Table *table, const Field *field) {
    float number;
    bool comma = false;
    if (column->counts)
        column->counts = field_number(field, table->separator, &number, &comma) &&
                         number == (float)table->rows; /* NOLINT: whole numbers */
}

static void look_at(Column *column, const Table *table, const Field *field) {
    float number;
    bool comma = false;
    if (!column->name[0])
        look_at_count(column, table, field);
    if (column->state == COLUMN_EMPTY && !field_missing(field))
        column->state =
            field_number(field, table->separator, &number, &comma) ? COLUMN_NUMBERS : COLUMN_TEXTS;
}

/* Where the field is that is one too many, else where one is missing: behind the row's last, which stands
 * on one line, as a rule. */
static int column_of(const Field *field, bool surplus) {
    bool lines = memchr(field->text, '\n', field->length) != NULL;
    return field->column + (surplus || lines ? 0 : (int)field->length + 2 * field->quoted);
}

/* `found` fields up to this one; those behind it count, too. */
static bool wrong_width(const Table *table, Fields *fields, const Field *at, int found,
                        Error *error) {
    Error passed = {0};
    Field field = *at;
    while (!field.last && fields_next(fields, &field, &passed))
        found++;
    inputs_fail(error, table->path, "a row has another number of fields than the first");
    if (error) {
        error->line = at->line;
        error->column = column_of(at, found > table->column_count);
    }
    error_expected(error, "%d", table->column_count);
    error_found(error, "%d", found);
    return false;
}

static bool look_at_rows(Table *table, Error *error) {
    Fields fields = walk(table);
    Field field;
    int column = 0;
    for (bool names = table->named; fields_next(&fields, &field, error);) {
        if (column == table->column_count)
            return wrong_width(table, &fields, &field, column + 1, error);
        if (!names)
            look_at(&table->columns[column], table, &field);
        column++;
        if (!field.last)
            continue;
        if (column != table->column_count)
            return wrong_width(table, &fields, &field, column, error);
        table->rows += !names;
        names = false;
        column = 0;
    }
    if (!ended_well(table, error))
        return false;
    return table->rows || inputs_fail(error, table->path, "the table has names but no rows");
}

/* ---- which are inputs ---- */

static int find_column(const Table *table, const char *name) {
    for (int k = 0; k < table->column_count; k++)
        if (strcmp(table->columns[k].name, name) == 0)
            return k;
    return -1;
}

/* The column of that name; -1 and an error that says which there are. */
static int need_column(const Table *table, const char *name, Error *error) {
    int found = find_column(table, name);
    if (found >= 0)
        return found;
    char known[160] = "";
    for (int k = 0; k < table->column_count && strlen(known) < sizeof known - TEXT_SIZE / 2; k++)
        snprintf(known + strlen(known), sizeof known - strlen(known), "%s%.40s", k ? ", " : "",
                 table->columns[k].name);
    inputs_fail(error, table->path, "there is no column \"%.80s\"", name);
    error_expected(error, "one of %s", known);
    return -1;
}

static bool take_column(Table *table, const char *name, Error *error) {
    int index = need_column(table, name, error);
    if (index < 0)
        return false;
    Column *column = &table->columns[index];
    if (column->input >= 0)
        return inputs_fail(error, table->path, "the column \"%.80s\" is named twice", name);
    if (column->state != COLUMN_NUMBERS)
        return inputs_fail(error, table->path, "the column \"%.80s\" has no numbers", name);
    column->input = table->data->inputs++;
    return true;
}

static bool take_named(Table *table, const char *list, Error *error) {
    for (bool more = true; more;) {
        char name[TEXT_SIZE];
        size_t length = strcspn(list, ",");
        snprintf(name, sizeof name, "%.*s", (int)(length < sizeof name ? length : sizeof name),
                 list);
        if (!take_column(table, name, error))
            return false;
        more = list[length] == ',';
        list += length + more;
    }
    return true;
}

/* All that are numbers; of the others it is said that they are left. */
static bool take_all(Table *table, Error *error) {
    for (int k = 0; k < table->column_count; k++) {
        Column *column = &table->columns[k];
        if (column->sequence)
            continue;
        if (column->state != COLUMN_NUMBERS)
            inputs_left(table->data, table->path, "the column \"%.60s\" is left out: it has %s",
                        column->name,
                        column->state == COLUMN_TEXTS ? "texts, not numbers" : "no values");
        else if (!column->name[0] && column->counts)
            inputs_left(table->data, table->path,
                        "the column without a name is left out: it counts the rows");
        else
            column->input = table->data->inputs++;
    }
    return table->data->inputs ||
           inputs_fail(error, table->path, "no column of the table has numbers");
}

static bool choose_columns(Table *table, Error *error) {
    if (table->options->sequence) {
        int index = need_column(table, table->options->sequence, error);
        if (index < 0)
            return false;
        table->columns[index].sequence = true;
    }
    return table->options->columns ? take_named(table, table->options->columns, error)
                                   : take_all(table, error);
}

static bool keep_names(Table *table, Error *error) {
    InputData *data = table->data;
    if (!table->named)
        return true;
    data->columns = calloc((size_t)data->inputs, sizeof *data->columns);
    for (int k = 0; data->columns && k < table->column_count; k++)
        if (table->columns[k].input >= 0 &&
            !(data->columns[table->columns[k].input] = strdup(table->columns[k].name)))
            return error_memory(error, TEXT_SIZE, "a column's name");
    return data->columns || error_memory(error, sizeof *data->columns, "names of columns");
}

/* ---- numbers ---- */

/* A row as it is read. */
typedef struct Row {
    float *numbers;
    const float *before; /* the row before it of the same sequence, where it is asked for */
    bool hole;           /* something is missing that leaves the row out */
} Row;

static bool fill_hole(Table *table, const Field *field, int input, Row *row, Error *error) {
    table->holes++;
    row->numbers[input] = 0;
    switch (table->options->missing) {
    case INPUT_ZERO:
        return true;
    case INPUT_DROP:
        row->hole = true;
        return true;
    case INPUT_PREVIOUS:
        if (row->before)
            row->numbers[input] = row->before[input];
        return row->before ||
               fail_field(table, field, error, "a value is missing, and there is no row before it");
    default:
        fail_field(table, field, error, "a value is missing");
        error_expected(error, "a number");
        error_hint(error, "--missing zero, previous or drop says what to do about it");
        return false;
    }
}

static bool read_value(Table *table, const Field *field, int input, Row *row, Error *error) {
    if (field_number(field, table->separator, &row->numbers[input], &table->comma))
        return true;
    if (field_missing(field))
        return fill_hole(table, field, input, row, error);
    fail_field(table, field, error, "this is no number that float32 has");
    error_expected(error, "a number, as in the rows above");
    return false;
}

/* Reads the fields of a row; the column that names the sequence is looked for first, since the row
 * before is that of the sequence. */
static bool read_row(Table *table, Fields *fields, Row *row, int *group, Error *error) {
    Fields ahead = *fields;
    Field field = {.last = false};
    long last = -1;
    for (int k = 0; table->options->sequence && !field.last; k++) {
        if (!fields_next(&ahead, &field, error))
            return false;
        if (!table->columns[k].sequence)
            continue;
        char name[TEXT_SIZE];
        field_copy(&field, name, sizeof name);
        *group = groups_find(&table->groups, name, error);
        if (*group < 0)
            return false;
        last = table->groups.items[*group].last;
    }
    if (!table->options->sequence)
        last = (row->numbers - table->data->numbers) / table->data->inputs - 1;
    row->before = last < 0 ? NULL : table->data->numbers + last * table->data->inputs;
    field.last = false;
    for (int k = 0; !field.last; k++) {
        if (!fields_next(fields, &field, error))
            return false;
        if (table->columns[k].input >= 0 &&
            !read_value(table, &field, table->columns[k].input, row, error))
            return false;
    }
    return true;
}

/* All rows, one behind the other as the file has them; of_row gets the sequence of each. */
static bool read_rows(Table *table, int *of_row, long *kept, Error *error) {
    Fields fields = walk(table);
    Field name = {.last = false};
    while (table->named && !name.last && fields_next(&fields, &name, error))
        continue;
    for (long row = 0; row < table->rows; row++) {
        Row now = {.numbers = table->data->numbers + *kept * table->data->inputs};
        int group = 0;
        if (!read_row(table, &fields, &now, &group, error))
            return error->file[0] ? false : error_in_file(error, table->path);
        table->dropped += now.hole;
        if (now.hole)
            continue;
        if (of_row) {
            of_row[*kept] = group;
            table->groups.items[group].last = *kept;
            table->groups.items[group].rows++;
        }
        ++*kept;
    }
    return true;
}

static void tell_holes(const Table *table) {
    const char *are = table->options->missing == INPUT_ZERO ? "are 0"
                                                            : "are those of the step "
                                                              "before";
    if (table->dropped)
        inputs_left(table->data, table->path, "%ld of %ld rows are left out: values are missing",
                    table->dropped, table->rows);
    else if (table->holes)
        inputs_left(table->data, table->path, "%ld missing values %s", table->holes, are);
    if (table->comma)
        inputs_left(table->data, table->path, "commas in numbers are taken for their points");
}

static bool read_numbers(Table *table, Error *error) {
    InputData *data = table->data;
    bool grouped = table->options->sequence != NULL;
    long kept = 0;
    if (!inputs_room(data, table->path, 1, (uint64_t)table->rows * (uint64_t)data->inputs, error))
        return false;
    int *of_row = grouped ? calloc((size_t)table->rows, sizeof *of_row) : NULL;
    if (grouped && !of_row)
        return error_memory(error, (size_t)table->rows * sizeof *of_row, "a table's sequences");
    bool good = read_rows(table, of_row, &kept, error);
    if (good && !kept)
        good = inputs_fail(error, table->path, "every row has a missing value");
    data->sequences[0].steps = kept;
    if (good && grouped)
        good = groups_sort(&table->groups, data, of_row, kept, error);
    free(of_row);
    if (good)
        tell_holes(table);
    return good;
}

bool inputs_read_table(InputData *data, const char *path, const char *text, size_t length,
                       const InputOptions *options, Error *error) {
    Table table = {.data = data, .path = path, .text = text, .length = length, .options = options};
    Error fault = {0};
    table.separator = fields_separator(text, length);
    data->format = table.separator == '\t' ? "TSV" : "CSV";
    bool good = read_first(&table, &fault);
    if (good)
        find_names(&table);
    good = good && look_at_rows(&table, &fault) && choose_columns(&table, &fault) &&
           keep_names(&table, &fault) && read_numbers(&table, &fault);
    if (!good && error)
        *error = fault;
    groups_free(&table.groups);
    free(table.columns);
    return good;
}
