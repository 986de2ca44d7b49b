/* starter.c: see starter.h. What differs between the kinds stands in a table; the numbers in its
 * texts are those of its weights, and the claims beside them hold them to it. */
#include "files/lesson/starter.h"

#include <assert.h>
#include <string.h>

#include "files/json/reader.h"

_Static_assert((int)STARTER_ID == (int)ID_MOST, "an id of a starter is an id");

typedef struct Words {
    const char *en, *zh;
} Words;

typedef struct StarterKind {
    const char *remarks, *weights; /* of the cell, as JSON */
    Words title, goal, misconception;
    Words set, quiet, clear, nothing, still, after, task;
    const char *set_by, *clear_by, *memory; /* signals, with their cell */
    const char *set_claims, *quiet_claims, *clear_claims;
    const char *may, *solution;
    const char *source; /* where the cell comes from, as JSON */
} StarterKind;

static const StarterKind KINDS[CELL_KIND_MOST] = {
    [CELL_LSTM] =
        {.remarks =
             "[\"Row k of W_x* belongs to input k, column j to unit j. A weight left out is "
             "0.\",\n              \"A bias of -6 shuts a gate; a weight of 12 lets one input "
             "open it.\"]",
         .weights = "\"W_xi\": [[12], [0]], \"b_i\": [-6],\n"
                    "        \"W_xf\": [[0], [-12]], \"b_f\": [6],\n"
                    "        \"b_o\": [6],\n"
                    "        \"W_xc\": [[3], [0]]",
         .title = {"A switch that remembers", "会记忆的开关"},
         .goal = {"See one input open the input gate and another shut the forget gate.",
                  "看一个输入如何打开输入门，另一个如何关上遗忘门。"},
         .misconception = {"To forget a value, something else must be written over it.",
                           "要忘记一个值，就必须用别的东西盖住它。"},
         .set = {"At t = 1 *set* came: the {i:input gate} opened, and {c} rose to 0.99.",
                 "t = 1 时 *set* 到来：{i:输入门}打开，{c} 升到 0.99。"},
         .quiet = {"Two steps without input. {f} stands near 1, {i} near 0, and {c} is still 0.99.",
                   "两步没有输入。{f} 接近 1，{i} 接近 0，{c} 仍是 0.99。"},
         .clear = {"At t = 4 *clear* comes. The {f:forget gate} is at 0.00 already.",
                   "t = 4 时 *clear* 到来。{f:遗忘门}已经是 0.00。"},
         .nothing = {"The old memory is multiplied by {f}, and that is 0.",
                     "旧的记忆要乘以 {f}，而它是 0。"},
         .still = {"Forgetting needs nothing new: {f} alone does it.",
                   "遗忘不需要新的东西：{f} 自己就够了。"},
         .after = {"Nothing: {f} let the old memory go, and {i} let nothing in.",
                   "什么也没有：{f} 放走了旧的记忆，{i} 什么也没让进来。"},
         .task = {"Lower {f:b_f} until {c} is between 0.4 and 0.6 at t = 3.",
                  "调低 {f:b_f}，直到 t = 3 时 {c} 在 0.4 和 0.6 之间。"},
         .set_by = "lstm.i[0]",
         .clear_by = "lstm.f[0]",
         .memory = "lstm.c",
         .set_claims = "\"abs(lstm.c @ 1 - 0.99) < 0.005\", \"lstm.i @ 1 > 0.99\"",
         .quiet_claims =
             "\"abs(lstm.c @ 3 - 0.99) < 0.005\", \"lstm.f @ 3 > 0.99\", \"lstm.i @ 3 < "
             "0.01\"",
         .clear_claims = "\"lstm.f @ 4 < 0.005\"",
         .may = "lstm.b_f[0]",
         .solution = "{ \"set\": \"lstm.b_f[0]\", \"to\": 0.9 }",
         .source = "\"text\": \"Gers, Schmidhuber and Cummins 2000\", \"doi\": "
                   "\"10.1162/089976600300015015\""},
    [CELL_GRU] =
        {.remarks =
             "[\"Row k of W_x* belongs to input k, column j to unit j. A weight left out is "
             "0.\",\n              \"Either input drives the update gate to 0; only 'set' has a "
             "candidate to offer.\"]",
         .weights = "\"W_xz\": [[-12], [-12]], \"b_z\": [6],\n"
                    "        \"W_xh\": [[3], [0]]",
         .title = {"A switch with one gate", "只有一个门的开关"},
         .goal = {"See one update gate both write a value and clear it.",
                  "看同一个更新门如何既写入一个值，又清除它。"},
         .misconception = {"A GRU can let go of a value without taking anything in.",
                           "GRU 可以只放走一个值，而不让任何东西进来。"},
         .set = {"At t = 1 *set* came: the {z:update gate} fell to 0.00 and let the candidate in. "
                 "{h} rose to 0.99.",
                 "t = 1 时 *set* 到来：{z:更新门}降到 0.00，让候选值进来。{h} 升到 0.99。"},
         .quiet = {"Two steps without input. {z} stands near 1, and {h} is still 0.99.",
                   "两步没有输入。{z} 接近 1，{h} 仍是 0.99。"},
         .clear = {"At t = 4 *clear* comes. The {z:update gate} is at 0.00 already.",
                   "t = 4 时 *clear* 到来。{z:更新门}已经是 0.00。"},
         .nothing = {"What is new is the candidate alone, and that is 0.",
                     "新的值只是候选值，而它是 0。"},
         .still = {"A GRU takes in as much as it lets go: here, a candidate of 0.",
                   "GRU 放走多少，就让多少进来：这里进来的是候选值 0。"},
         .after = {"Nothing: {z} let the old value go, and a candidate of 0 took its place.",
                   "什么也没有：{z} 放走了旧的值，候选值 0 取代了它。"},
         .task = {"Lower {z:b_z} until {h} is between 0.4 and 0.6 at t = 3.",
                  "调低 {z:b_z}，直到 t = 3 时 {h} 在 0.4 和 0.6 之间。"},
         .set_by = "gru.z[0]",
         .clear_by = "gru.z[0]",
         .memory = "gru.h",
         .set_claims = "\"abs(gru.h @ 1 - 0.99) < 0.005\", \"gru.z @ 1 < 0.005\"",
         .quiet_claims = "\"abs(gru.h @ 3 - 0.99) < 0.005\", \"gru.z @ 3 > 0.99\"",
         .clear_claims = "\"gru.z @ 4 < 0.005\", \"abs(gru.n @ 4) < 0.005\"",
         .may = "gru.b_z[0]",
         .solution = "{ \"set\": \"gru.b_z[0]\", \"to\": 0.9 }",
         .source = "\"text\": \"Cho et al. 2014\", \"doi\": \"10.3115/v1/D14-1179\""},
    [CELL_RNN] =
        {.remarks =
             "[\"Row k of W_x* belongs to input k, column j to unit j. A weight left out is "
             "0.\",\n              \"No gate clears here: -0.64 takes away just what is left.\"]",
         .weights = "\"W_xh\": [[2.7], [-0.64]],\n"
                    "        \"W_hh\": [[1]]",
         .title = {"A switch that leaks", "会漏的开关"},
         .goal = {"See a value leak away that no gate holds.", "看一个没有门守住的值如何漏掉。"},
         .misconception = {"Without gates a cell forgets everything at once.",
                           "没有门，单元会立刻忘掉一切。"},
         .set = {"At t = 1 *set* came, and {h} rose to 0.99.",
                 "t = 1 时 *set* 到来，{h} 升到 0.99。"},
         .quiet = {"Two steps without input. Nothing holds the value: {h} is down to 0.64.",
                   "两步没有输入。没有什么守住这个值：{h} 降到了 0.64。"},
         .clear = {"At t = 4 *clear* comes, with a weight of its own.",
                   "t = 4 时 *clear* 到来，它有自己的权重。"},
         .nothing = {"The weight was chosen to take away just what is left.",
                     "这个权重正好取走剩下的值。"},
         .still = {"All that comes in is added up: *clear* counts too.",
                   "进来的一切都会相加：*clear* 也算在内。"},
         .after = {"Nothing, because the weight of *clear* fits what was left, and only that.",
                   "什么也没有：*clear* 的权重恰好等于剩下的值，而且只对它合适。"},
         .task = {"Lower W_hh until {h} is between 0.4 and 0.6 at t = 3.",
                  "调低 W_hh，直到 t = 3 时 {h} 在 0.4 和 0.6 之间。"},
         .set_by = "rnn.h[0]",
         .clear_by = "rnn.h[0]",
         .memory = "rnn.h",
         .set_claims = "\"abs(rnn.h @ 1 - 0.99) < 0.005\"",
         .quiet_claims = "\"abs(rnn.h @ 3 - 0.64) < 0.005\"",
         .clear_claims = "\"abs(rnn.h @ 3 - 0.64) < 0.005\"",
         .may = "rnn.W_hh[0][0]",
         .solution = "{ \"set\": \"rnn.W_hh[0][0]\", \"to\": 0.8 }",
         .source = "\"text\": \"Elman 1990\", \"doi\": \"10.1207/s15516709cog1402_1\""},
};

/* Where the ending of a file's name begins: ".gatescope.json" (the desktop's, see
 * lessons/README.md) is one. */
static const char *name_end(const char *name) {
    static const char DESKTOP[] = ".gatescope.json";
    size_t length = strlen(name), own = sizeof DESKTOP - 1;
    if (length > own && strcmp(name + length - own, DESKTOP) == 0)
        return name + length - own;
    const char *dot = strrchr(name, '.');
    return dot && dot > name ? dot : name + length;
}

bool starter_id_of(const char *name, const char *end, char id[STARTER_ID + 1]) {
    int length = 0;
    for (; name < end && length < STARTER_ID; name++) {
        char c = *name >= 'A' && *name <= 'Z' ? (char)(*name - 'A' + 'a') : *name;
        bool fits = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
        if (fits && (length || c != '_'))
            id[length++] = c;
        else if (length && id[length - 1] != '-')
            id[length++] = '-';
    }
    while (length && id[length - 1] == '-')
        length--;
    id[length] = '\0';
    return length > 0;
}

bool starter_id(const char *path, char id[STARTER_ID + 1]) {
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    const char *end = name_end(name);
    const char *after = name + strspn(name, "0123456789");
    if (after > name && *after == '-') /* track and place */
        name = after + 1;
    return starter_id_of(name, end, id);
}

/* "key": { "en": ..., "zh": ... } */
static void put_words(FILE *out, const char *indent, const char *key, Words words) {
    fprintf(out, "%s\"%s\": {\n%s  \"en\": \"%s\",\n%s  \"zh\": \"%s\"\n%s}", indent, key, indent,
            words.en, indent, words.zh, indent);
}

static void put_head(FILE *out, const char *id, const StarterKind *kind) {
    static const Words NEXT = {"Next: what would a second unit remember?",
                               "接下来：第二个单元会记住什么？"};
    fprintf(out,
            "{\n"
            "  \"$schema\": \"lesson.schema.json\",\n"
            "  \"//\": [\"A lesson to begin from. What stands after // is for you; Gatescope reads "
            "over it.\",\n"
            "         \"Keep the file open in Gatescope while you edit: each saved change shows at "
            "once.\",\n"
            "         \"'sources' are shown at the end; 'requires' and 'teaches' order the lessons "
            "of a course.\"],\n"
            "  \"format\": 1,\n"
            "  \"id\": \"%s\",\n",
            id);
    put_words(out, "  ", "title", kind->title);
    fputs(",\n  \"track\": \"examples\", \"level\": 1, \"minutes\": 3,\n", out);
    put_words(out, "  ", "goal", kind->goal);
    fputs(",\n", out);
    put_words(out, "  ", "misconception", kind->misconception);
    fputs(",\n", out);
    put_words(out, "  ", "next", NEXT);
    fprintf(out,
            ",\n"
            "  \"sources\": [{ %s }],\n",
            kind->source);
    fputs("  \"inputs\": {\n"
          "    \"//\": \"A row a step, a number an input. Steps count from 0.\",\n"
          "    \"names\": [\"set\", \"clear\"],\n"
          "    \"sequence\": [[0, 0], [1, 0], [0, 0], [0, 0], [0, 1], [0, 0], [0, 0], [1, 0], [0, "
          "0]]\n"
          "  },\n",
          out);
}

static void put_cells(FILE *out, const CellKind *kinds, int count) {
    fputs("  \"cells\": [", out);
    for (int k = 0; k < count; k++) {
        const char *name = cell_kind(kinds[k])->name;
        fprintf(out,
                "%s\n    {\n      \"id\": \"%s\", \"kind\": \"%s\", \"hidden\": 1,\n"
                "      \"//\": %s,\n      \"weights\": {\n        %s\n      }\n    }",
                k ? "," : "", name, name, KINDS[kinds[k]].remarks, KINDS[kinds[k]].weights);
    }
    fputs("\n  ],\n", out);
}

static void begin_beat(FILE *out, const char *remark, const char *at, Words say) {
    fprintf(out, "    {\n      \"//\": \"%s\",\n      \"at\": { %s },\n", remark, at);
    put_words(out, "      ", "say", say);
}

static void put_told(FILE *out, const CellKind *kinds, int count) {
    const StarterKind *kind = &KINDS[kinds[0]];
    static const Words BEGIN = {
        "Two inputs, *set* and *clear*, and a memory of one unit. Nothing has happened yet.",
        "两个输入，*set*（置位）和 *clear*（清除），以及一个单元的记忆。现在还什么都没有发生。"};
    begin_beat(out, "t = -1 is the initial state; what comes later is hidden.", "\"t\": -1", BEGIN);
    fputs("\n    },\n", out);
    begin_beat(out, "A number that is said has a claim; gatescope check computes it.", "\"t\": 1",
               kind->set);
    fprintf(out, ",\n      \"highlight\": [\"%s\"],\n      \"claims\": [%s", kind->set_by,
            kind->set_claims);
    for (int k = 1; k < count; k++)
        fprintf(out, ",\n                 %s", KINDS[kinds[k]].set_claims);
    fputs("]\n    },\n", out);
    begin_beat(out, "The numbers to write about: gatescope trace and the name of this file.",
               "\"t\": 3", kind->quiet);
    fprintf(out, ",\n      \"claims\": [%s]\n    },\n", kind->quiet_claims);
}

static void put_choice(FILE *out, Words text, bool right, Words why) {
    fputs("          {\n", out);
    put_words(out, "            ", "text", text);
    fprintf(out, ",\n%s", right ? "            \"right\": true,\n" : "");
    put_words(out, "            ", "why", why);
    fputs("\n          }", out);
}

static void put_question(FILE *out, const StarterKind *kind) {
    static const Words ASK = {"What is left in the memory after this step?",
                              "这一步之后，记忆里还剩下什么？"};
    static const Words NOTHING = {"Nothing", "什么都没有"};
    static const Words STILL = {"What was there, for nothing new came in",
                                "原来的值，因为没有新的东西进来"};
    begin_beat(out,
               "Ask before the answer shows: at phase gates the memory of this step has not moved.",
               "\"t\": 4, \"phase\": \"gates\"", kind->clear);
    fprintf(out, ",\n      \"highlight\": [\"%s\"],\n      \"claims\": [%s],\n      \"ask\": {\n",
            kind->clear_by, kind->clear_claims);
    put_words(out, "        ", "question", ASK);
    fputs(",\n        \"choices\": [\n", out);
    put_choice(out, NOTHING, true, kind->nothing);
    fputs(",\n", out);
    put_choice(out, STILL, false, kind->still);
    fprintf(out, "\n        ],\n        \"because\": \"abs(%s @ 4) < 0.01\"\n      }\n    },\n",
            kind->memory);
    begin_beat(out, "Say why, in one sentence.", "\"t\": 4", kind->after);
    fprintf(out, ",\n      \"claims\": [\"abs(%s @ 4) < 0.005\"]\n    },\n", kind->memory);
}

/* An answer that is drawn. */
static void put_drawing(FILE *out, const StarterKind *kind) {
    static const Words SAY = {"Two steps without input follow, and then *set* comes once more.",
                              "接下来两步没有输入，然后 *set* 又来一次。"};
    static const Words ASK = {"Draw what the memory will be, to the last step.",
                              "画出记忆接下来的样子，直到最后一步。"};
    static const Words WHY = {"Nothing comes in until t = 7. There *set* brings it near 1 again.",
                              "t = 7 之前什么也没有进来，那时 *set* 又让它接近 1。"};
    begin_beat(out,
               "Nobody writes this answer down: Gatescope computes it. near: what the picture is "
               "near.",
               "\"t\": 4", SAY);
    fprintf(out,
            ",\n      \"near\": \"%s[0]\",\n      \"claims\": [\"abs(%s @ 6) < 0.005\", \"%s @ 7 > "
            "0.95\"],\n      \"ask\": {\n",
            kind->memory, kind->memory, kind->memory);
    put_words(out, "        ", "question", ASK);
    fprintf(out, ",\n        \"draw\": \"%s[0]\", \"from\": 5, \"to\": 8, \"within\": 0.25,\n",
            kind->memory);
    put_words(out, "        ", "why", WHY);
    fputs("\n      }\n    },\n", out);
}

static void put_task(FILE *out, const StarterKind *kind) {
    static const Words SAY = {"Now make the switch let go of half by itself, in two steps.",
                              "现在让开关在两步之内自己放开一半。"};
    begin_beat(
        out,
        "until is false before and true after solution, and no end of what may be changed does it.",
        "\"t\": 3", SAY);
    fputs(",\n      \"task\": {\n", out);
    put_words(out, "        ", "text", kind->task);
    fprintf(out,
            ",\n        \"may\": [\"%s\"],\n        \"until\": \"abs(%s @ 3 - 0.5) < 0.1\",\n"
            "        \"solution\": [%s]\n      }\n    }\n",
            kind->may, kind->memory, kind->solution);
}

bool starter_has(CellKind kind) {
    return KINDS[kind].weights != NULL;
}

void starter_write(FILE *out, const char *id, const CellKind *kinds, int count) {
    assert(count >= 1);
    const StarterKind *kind = &KINDS[kinds[0]];
    put_head(out, id, kind);
    put_cells(out, kinds, count);
    fputs("  \"beats\": [\n", out);
    put_told(out, kinds, count);
    put_question(out, kind);
    put_drawing(out, kind);
    put_task(out, kind);
    fputs("  ]\n}\n", out);
}
