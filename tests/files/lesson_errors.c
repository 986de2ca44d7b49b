/* lesson_errors.c: one fault in a lesson file gives one error, with the exact line and column
 * of the value at fault, its place in the document, and a message that names the fault. Several
 * faults give several errors in the order of the text. A file that ends anywhere gives an error and
 * never a crash. */
#include "lesson_text.h"

typedef struct Fault {
    const char *from, *to;   /* in tests/samples/good.json; ^ marks the place of the error */
    const char *member_path; /* as the error must give it */
    const char *message;     /* must be a part of the formatted message */
} Fault;

/* Faults of the text: no JSON at all. */
static const Fault SYNTAX[] = {
    {"\"format\": 1,", "\"format\": 1 ^\"x\": 2,", "",
     "a comma is missing; expected \",\" or \"}\""},
    {"\"format\": 1,", "\"format\": ^01,", "", "no number in JSON; expected a number such as"},
    {"\"format\": 1,", "\"format\": ^+1,", "", "no number in JSON"},
    {"\"format\": 1,", "\"format\": ^.5,", "", "no number in JSON"},
    {"\"format\": 1,", "\"format\": ^1.,", "", "no number in JSON"},
    {"\"format\": 1,", "\"format\": ^1e,", "", "no number in JSON"},
    {"\"format\": 1,", "\"format\": ^NaN,", "", "unknown word"},
    {"\"format\": 1,", "\"format\": ^True,", "", "did you mean true?"},
    {"\"format\": 1,", "\"format\": ^'a',", "", "strings stand in double quotes"},
    {"\"format\": 1,", "\"format\": ^,", "", "a value is missing"},
    {"\"format\": 1,", "^// no\n\"format\": 1,", "", "JSON has no comments"},
    {"\"format\": 1,", "^format: 1,", "", "a key is missing; expected a key in double quotes"},
    {"\"format\": 1,", "\"format\" ^1,", "", "a colon is missing after a key"},
    {"\"tests\"", "\"tests^\n\"", "", "a line ends inside a string"},
    {"\"tests\"", "\"te^\tsts\"", "", "a control character inside a string"},
    {"\"tests\"", "\"te^\\xsts\"", "", "unknown escape in a string"},
    {"\"tests\"", "\"te^\\u00g0\"", "", "four hexadecimal digits"},
    {"\"tests\"", "\"te^\\u0000\"", "", "the character NUL"},
    {"\"tests\"", "\"te^\\ud800x\"", "", "half of a surrogate pair"},
    {"\"tests\"", "\"te^\xff\"", "", "not valid UTF-8"},
    {"\"tests\"", "\"te^\xc0\xaf\"", "", "not valid UTF-8"},
    {"\"tests\"", "\"te^\xed\xa0\x80\"", "", "not valid UTF-8"},
    {"[0, 0.5]", "[0, 0.5^,]", "", "a comma stands before the closing bracket"},
    {"[0, 0.5]", "[0, 0.5^}", "", "the wrong closing bracket; expected \",\" or \"]\""},
    {"[0, 0.5]", "[0, ^0.50000000000000000000000000000000000000000000000000000000000000]", "",
     "the number is too long"},
    {"[0, 0.5]", "[0, [[[[[[[[[[[[[[[[[[[[[[[[[[[[^[[1]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]", "",
     "nested too deep; expected at most 32 levels"},
    {"\n}\n", "\n}\n^}", "", "the text goes on after its end"},
};

/* Faults of keys, kinds of value, and limits: what the schema says as well. */
static const Fault SHAPE[] = {
    {"\"id\": \"good-lesson\"", "^\"idd\": \"x\", \"id\": \"good-lesson\"", "idd",
     "unknown key \"idd\" in a lesson"},
    {"\"W_xf\":", "^\"W_fx\": [[1], [1]], \"W_xf\":", "cells[3].weights.W_fx",
     "found \"W_fx\" (did you mean \"W_xf\"?)"},
    {"\"level\": 2", "\"level\": 2, ^\"level\": 3", "level", "a second key \"level\" in a lesson"},
    {"\"level\": 2", "\"level\": 2, ^\"lev\\u0065l\": 3", "level", "a second key \"level\""},
    {"\"format\": 1", "\"format\": ^2", "format", "unknown format; expected 1, found 2"},
    {"[\"first\", \"second\"]", "[\"first\", ^\"first\"]", "requires[1]",
     "a lesson is required twice; expected ids that differ"},
    {"[\"first\", \"second\"]", "[\"first\", ^\"A lesson\"]", "requires[1]",
     "this cannot be an id"},
    {"[\"first\", \"second\"]", "^[]", "requires",
     "too few ids of lessons; expected an array of 1"},
    {"[\"forget gate\", \"latch\"]", "[\"latch\", ^\"latch\"]", "teaches[1]",
     "a term is taught twice; expected terms that differ"},
    {"[\"forget gate\", \"latch\"]", "^\"latch\"", "teaches", "this is no array"},
    {"{ \"text\": \"A book\" }", "{ \"text\": \"A book\", ^\"page\": 7 }", "sources[1].page",
     "unknown key \"page\" in a source"},
    {"{ \"text\": \"A book\" }", "^{ \"where\": \"page 7\" }", "sources[1]", "\"text\""},
    {"{ \"text\": \"A book\" }", "{ \"text\": \"A book\", \"doi\": ^\"https://doi.org/10.1/x\" }",
     "sources[1].doi", "this is no DOI; expected a number such as"},
    {"\"good-lesson\"", "^\"Good Lesson\"", "id", "this cannot be an id"},
    {"\"good-lesson\"", "^7", "id", "the id is no string; expected a string, found 7"},
    {"\"good-lesson\"", "^\"\"", "id", "the id is empty"},
    {"\"Everything that a lesson can hold\"", "^[1]", "title", "the title is no text"},
    {"\"zh\": \"全部读懂。\"", "^\"d\": \"Lies alles.\"", "goal.d",
     "unknown key \"d\" in a text by language; expected a language's tag, such as \"en\" or "
     "\"pt-BR\", found \"d\""},
    {"\"zh\": \"全部读懂。\"", "^\"de_AT\": \"Lies alles.\"", "goal.de_AT",
     "unknown key \"de_AT\" in a text by language"},
    {"\"zh\": \"全部读懂。\"", "\"zh\": \"全部读懂。\", ^\"ZH\": \"全部\"", "goal.ZH",
     "a second key \"ZH\" for one language; expected a tag that is not there yet, found \"ZH\""},
    {"\"zh\": \"全部读懂。\"", "\"zh\": \"全部读懂。\", \"//\": ^1", "goal.//",
     "this is no remark"},
    {"{ \"en\": \"Read it all.\", \"zh\": \"全部读懂。\" }", "^{}", "goal",
     "the goal has no language"},
    {"\"zh\": \"全部读懂。\"", "\"zh\": ^true", "goal.zh", "the goal is no string"},
    {"\"level\": 2", "\"level\": ^6", "level",
     "out of range; expected a whole number from 1 to 5, found 6"},
    {"\"level\": 2", "\"level\": ^1.5", "level", "no whole number"},
    {"\"level\": 2", "\"level\": ^\"2\"", "level", "found the string \"2\""},
    {"\"minutes\": 2.5", "\"minutes\": ^0", "minutes", "a lesson takes some time"},
    {"\"names\": [{ \"en\": \"value\", \"zh\": \"值\" }, \"distractor\"],", "\"names\": ^[],",
     "inputs.names", "too few names; expected an array of 1 to 1024 names, found an empty array"},
    {"\"names\": [{ \"en\": \"value\", \"zh\": \"值\" }, \"distractor\"]",
     "\"names\": [\"value\", ^\"value\"]", "inputs.names[1]", "two inputs have one name"},
    {"[1, 0],", "^[1],", "inputs.sequence[1]",
     "expected 2 numbers, one for each of inputs.names, found an array of 1"},
    {"[1, 0],", "^7,", "inputs.sequence[1]", "found 7"},
    {"[1, 0],", "[1, ^null],", "inputs.sequence[1][1]", "no number; expected a number, found null"},
    {"[1, 0],", "[1, ^1e39],", "inputs.sequence[1][1]", "beyond the range of a float"},
    {"[1, 0],", "[1, ^-1e999],", "inputs.sequence[1][1]", "beyond the range of a float"},
    {"\"kind\": \"rnn\"", "\"kind\": ^\"rnm\"", "cells[2].kind",
     "unknown kind \"rnm\"; expected one of lstm, gru, rnn"},
    {"{ \"id\": \"pair\", \"kind\": \"lstm\"", "^{ \"id\": \"pair\"", "cells[3]",
     "missing key \"kind\""},
    {"\"hidden\": 3", "\"hidden\": ^0", "cells[1].hidden", "from 1 to 1024, found 0"},
    {"\"id\": \"pair\"", "\"id\": ^\"lstm\"", "cells[3].id", "two cells have one id"},
    {"\"reset\": \"after\",", "\"reset\": ^\"afterwards\",", "cells[1].reset", "unknown reset"},
    {"\"coupled\": true", "\"coupled\": ^1", "cells[3].coupled", "expected true or false, found 1"},
    {"\"output\": \"relu\"", "\"output\": ^\"rely\"", "cells[2].activations.output",
     "(did you mean \"relu\"?)"},
    {"\"output\": \"relu\"", "\"output\": { \"name\": \"relu\", ^\"alpha\": 1 }",
     "cells[2].activations.output.alpha", "this activation has no alpha"},
    {"\"output\": \"relu\"", "\"output\": { \"name\": \"elu\", ^\"beta\": 1 }",
     "cells[2].activations.output.beta", "this activation has no beta"},
    {"\"output\": \"relu\"", "\"output\": ^{ \"alpha\": 1 }", "cells[2].activations.output",
     "missing key \"name\""},
    {"\"output\": \"relu\"", "\"output\": { \"name\": \"elu\", \"alpha\": ^1e99 }",
     "cells[2].activations.output.alpha", "beyond the range of a float"},
    {"\"input\": \"gru\",", "\"input\": [\"gru\", ^\"gur\"],", "cells[2].input[1]",
     "(did you mean \"gru\"?)"},
    {"\"input\": \"gru\",", "\"input\": ^[],", "cells[2].input", "too few cells"},
    {"\"input\": \"gru\",", "\"input\": ^[\"inputs\", \"upper\"],", "cells[2].input",
     "the cell would be its own input"},
    {"\"input\": \"gru\",", "\"input\": \"gru\", \"direction\": ^\"backwards\",",
     "cells[2].direction", "(did you mean \"backward\"?)"},
    {"\"input\": \"gru\",", "\"input\": \"gru\", \"clip\": ^0,", "cells[2].clip",
     "pre-activations cannot be kept within it"},
    {"\"input\": \"gru\",", "\"input\": \"gru\", ^\"projection\": 1,", "cells[2].projection",
     "unknown key \"projection\""},
    {"\"coupled\": true", "\"coupled\": true, \"projection\": ^0", "cells[3].projection",
     "a cell of one unit has nothing to project"},
    {"\"hidden\": 2, \"title\"", "\"hidden\": 2, \"projection\": ^2, \"title\"",
     "cells[0].projection", "from 1 to 1, found 2"},
    {"\"output\": \"relu\"", "^\"gate\": \"relu\"", "cells[2].activations.gate",
     "unknown key \"gate\" in the activations of this kind"},
    {"\"W_xf\": [[1], [1]]", "^\"W_xi\": [[1], [1]]", "cells[3].weights.W_xi",
     "unknown key \"W_xi\" in the weights of this cell"},
    {"\"p_f\": [0, 0.125]", "^\"p_c\": [0, 0]", "cells[0].peepholes.p_c", "unknown key \"p_c\""},
    {"\"input\": \"gru\",", "\"input\": \"gru\", \"layer\": ^0,", "cells[2].layer",
     "a layer only with a file of weights"},
    {"\"phase\": \"forget\"", "\"phase\": ^\"forgte\"", "beats[0].at.phase",
     "(did you mean \"forget\"?)"},
    {"\"t\": 1,", "\"t\": ^5,", "beats[0].at.t", "a whole number from -1 to 4, found 5"},
    {"\"right\": true,", "\"right\": ^1,", "beats[1].ask.choices[0].right",
     "neither true nor false"},
    {"\"choices\": [ { \"text\": \"This\", \"right\": true,",
     "\"choices\": ^[ { \"text\": \"This\",", "beats[1].ask.choices", "no choice is right"},
    {"\"text\": \"Do it.\", ", "\"text\": ^\"\", ", "beats[1].task.text", "the task is empty"},
    {"{ \"say\": \"A **first** beat with {f}.\",", "^{", "beats[0]",
     "missing key \"say\" in a beat"},
    {"{ \"free\": \"lstm.f\" }", "^7", "beats[1].do[0]", "this should be an edit"},
    {"{ \"free\": \"lstm.f\" }", "{ \"fre\": ^\"lstm.f\" }", "beats[1].do[0].fre",
     "(did you mean \"free\"?)"},
    {"{ \"free\": \"lstm.f\" }", "^{ \"to\": 1 }", "beats[1].do[0]", "what this edit changes"},
    {"{ \"free\": \"lstm.f\" }", "{ \"free\": \"lstm.f\", ^\"to\": 1 }", "beats[1].do[0].to",
     "unknown key \"to\" in a free"},
    {"{ \"set\": \"lstm.b_f\", \"to\": -1 }", "^{ \"set\": \"lstm.b_f\" }", "beats[1].do[1]",
     "missing key \"to\" in a set"},
    {"\"steps\": [1, 3]", "\"steps\": ^[1]", "beats[0].do[0].steps", "too few steps"},
    {"\"t\": 1,", "\"t\": 1, \"//\": ^1,", "beats[0].at.//",
     "this is no remark; expected a string, or an array of strings, found 1"},
    {"\"t\": 1,", "\"t\": 1, \"//\": ^[\"a\", {}],", "beats[0].at.//", "this is no remark"},
    {"\"t\": 1,", "\"//\": \"a\", \"t\": 1, ^\"//\": \"b\",", "beats[0].at.//",
     "a second key \"//\" in a place in time"},
    {"{ \"en\": \"Nothing more.\", \"zh\": \"没有了。\" }", "^{ \"//\": \"later\" }", "next",
     "the closing line has no language"},
    {"{ \"free\": \"lstm.f\" }", "{ \"//\": \"a\", \"fre\": ^\"lstm.f\" }", "beats[1].do[0].fre",
     "(did you mean \"free\"?)"},
};

/* Faults that only a reader can see: shapes, names, steps, conditions. */
static const Fault MEANING[] = {
    {"[\"first\", \"second\"]", "[\"first\", ^\"good-lesson\"]", "requires[1]",
     "the lesson requires itself; expected the id of another lesson"},
    {"\"W_xi\": [[8, 8], [0, 0]]", "\"W_xi\": ^[[8, 8], [0, 0], [0, 0]]", "cells[0].weights.W_xi",
     "W_xi has the wrong shape; expected 2 rows of 2 numbers, found 3 rows"},
    {"\"W_xi\": [[8, 8], [0, 0]]", "\"W_xi\": [[8, 8], ^[0]]", "cells[0].weights.W_xi[1]",
     "wrong length; expected 2 numbers, found an array of 1"},
    {"\"W_xi\": [[8, 8], [0, 0]]", "\"W_xi\": [[8, 8], [0, ^\"0\"]]", "cells[0].weights.W_xi[1][1]",
     "expected a number, found the string \"0\""},
    {"\"W_xi\": [[8, 8], [0, 0]]", "\"W_xi\": ^[]", "cells[0].weights.W_xi",
     "expected 2 rows of 2 numbers, found 0 rows"},
    {"\"b_f\": [6, 6]", "\"b_f\": ^[6]", "cells[0].weights.b_f", "expected 2 numbers"},
    {"\"W_xh\": [[1], [2], [3]]", "\"W_xh\": ^[[1], [2]]", "cells[2].weights.W_xh",
     "expected 3 rows of 1 number, found 2 rows"},
    {"\"h0\": [0, 0.5]", "\"h0\": ^[0]", "cells[0].h0", "expected 2 numbers, found an array of 1"},
    {"\"p_f\": [0, 0.125]", "\"p_f\": ^[0, 0, 0]", "cells[0].peepholes.p_f", "expected 2 numbers"},
    {"\"input\": \"gru\"", "\"input\": ^\"grv\"", "cells[2].input",
     "unknown cell \"grv\"; expected one of lstm, gru, pair"},
    {"\"input\": \"gru\"", "\"input\": ^\"upper\"", "cells[2].input", "its own input"},
    {"\"weights\": { \"W_xf\"",
     "\"weights\": ^\"none.safetensors\", \"h0\": [0] }, { \"id\": "
     "\"five\", \"kind\": \"lstm\", \"hidden\": 1, \"coupled\": true, \"weights\": { \"W_xf\"",
     "cells[3].weights", "none.safetensors: No such file"},
    {"\"weights\": { \"W_xf\": [[1], [1]], \"W_hf\": [[1]], \"b_f\": [2] }",
     "\"weights\": ^\"../good.json\"", "cells[3].weights", "must lie in the lesson's folder"},
    {"\"weights\": { \"W_xf\": [[1], [1]], \"W_hf\": [[1]], \"b_f\": [2] }",
     "\"weights\": ^\"/etc/passwd\"", "cells[3].weights", "must lie in the lesson's folder"},
    {"[\"lstm\", \"gru\"]", "[\"lstm\", \"^gruu\"]", "beats[0].show[1]", "(did you mean \"gru\"?)"},
    {"[\"lstm\", \"gru\"]", "[\"lstm\", ^\"lstm\"]", "beats[0].show[1]", "the cell is shown twice"},
    {"[\"lstm.f[0]\", \"gru\"]", "[\"lstm.^ff[0]\", \"gru\"]", "beats[0].highlight[0]",
     "unknown signal or weight \"ff\""},
    {"[\"lstm.f[0]\", \"gru\"]", "[\"lstm.f[^2]\", \"gru\"]", "beats[0].highlight[0]",
     "there is no unit 2; expected 0 to 1, found \"2\""},
    {"[\"lstm.f[0]\", \"gru\"]", "[^\"lstm.b_f\", \"gru\"]", "beats[0].highlight[0]",
     "this cannot be highlighted"},
    {"[\"lstm.f[0]\", \"gru\"]", "[\"lstm.f[0]\", \"gru\"], \"near\": ^\"lstm.b_f\"",
     "beats[0].near", "the picture cannot be near this"},
    {"[\"lstm.f[0]\", \"gru\"]", "[\"lstm.f[0]\", \"gru\"], \"near\": \"lstm.f[^2]\"",
     "beats[0].near", "there is no unit 2; expected 0 to 1, found \"2\""},
    {"\"hold\": \"lstm.f\"", "\"hold\": ^\"lstm.c\"", "beats[0].do[0].hold", "this is no gate"},
    {"\"steps\": [1, 3]", "\"steps\": ^[3, 1]", "beats[0].do[0].steps",
     "the hold ends before it begins"},
    {"\"steps\": [1, 3]", "\"steps\": [1, ^5]", "beats[0].do[0].steps[1]", "from 0 to 4, found 5"},
    {"\"input\": [3, 0]", "\"input\": [3, ^2]", "beats[0].do[1].input[1]", "from 0 to 1, found 2"},
    {"\"set\": \"lstm.b_f\"", "\"set\": \"lstm.^b_g\"", "beats[1].do[1].set",
     "unknown signal or weight"},
    {"\"set\": \"lstm.b_f\"", "\"set\": ^\"lstm.f\"", "beats[1].do[1].set", "this cannot be set"},
    {"\"set\": \"pair.b_i[0]\"", "\"set\": \"pair.W_xi[^2][0]\"", "beats[1].do[4].set",
     "there is no row 2"},
    {"{ \"coupled\": \"pair\", \"to\": false }, { \"set\": \"pair.b_i[0]\", \"to\": 3 }",
     "{ \"set\": ^\"pair.b_i[0]\", \"to\": 3 }", "beats[1].do[3].set",
     "no such weight in its present variant"},
    {"{ \"coupled\": \"pair\", \"to\": false }, { \"set\": \"pair.b_i[0]\", \"to\": 3 }",
     "{ \"coupled\": ^\"gru\", \"to\": false }", "beats[1].do[3].coupled",
     "expected the id of an LSTM"},
    {"\"activation\": \"lstm.gate\"", "\"activation\": ^\"lstm.f\"", "beats[1].do[2].activation",
     "no place of an activation"},
    {"{ \"set\": \"lstm.b_f[0]\", \"to\": 6 }", "^{ \"set\": \"lstm.b_i[0]\", \"to\": 6 }",
     "beats[1].task.solution[0]", "the solution does what the learner may not"},
    {"\"lstm.f[0] @ 1 == 1\"", "\"lstm.f[0] @ ^9 == 1\"", "beats[0].claims[0]",
     "f has no step 9; expected 0 to 4"},
    {"\"lstm.f[0] @ 1 == 1\"", "\"lstm.f[0] @ 1 ^= 1\"", "beats[0].claims[0]",
     "goes on where it should end"},
    {"\"lstm.f[0] @ 1 == 1\"", "\"lstm.f[0] ^== 1\"", "beats[0].claims[0]",
     "the step is missing; expected \"@\" and a step"},
    {"\"lstm.f[0] @ 1 == 1\"", "\"^ltsm.f[0] @ 1 == 1\"", "beats[0].claims[0]",
     "(did you mean \"lstm\"?)"},
    {"gru.h[2] @ 4", "gru.h[^3] @ 4", "beats[0].claims[1]", "there is no unit 3"},
    {"gru.h[2] @ 4", "gru.\\u0068[^3] @ 4", "beats[0].claims[1]", "there is no unit 3"},
    {"\"lstm.c[0] @ 4 > -5\"", "\"^lstm.c[0] @ 4\"", "beats[1].ask.because", "compares nothing"},
    {"\"min(lstm.c[0] @ 1..4) > 0.5\"", "\"^mim(lstm.c[0] @ 1..4) > 0.5\"", "beats[1].task.until",
     "unknown function \"mim\""},
};

enum { MOST = 8192 };

static void check(const Fault *fault) {
    Marked lesson = lesson_with(fault->from, fault->to);
    Errors errors = {0};
    char message[MOST];
    Lesson *read = lesson_parse(lesson.text, strlen(lesson.text), "tests/samples/x.json", &errors);
    assert_null(read);
    assert_true(errors.count >= 1);
    const Error *error = &errors.items[0];
    error_format(error, message, sizeof message);
    bool good = errors.count == 1 && error->line == lesson.line && error->column == lesson.column &&
                strcmp(error->member_path, fault->member_path) == 0 &&
                strstr(message, fault->message) && strcmp(error->file, "tests/samples/x.json") == 0;
    if (!good) {
        print_message("%s -> %s\n  wanted %d:%d: %s: ...%s...\n  found\n", fault->from, fault->to,
                      lesson.line, lesson.column, fault->member_path, fault->message);
        print_errors(&errors);
    }
    assert_true(good);
    errors_free(&errors);
    free(lesson.text);
}

static void test_syntax(void **state) {
    (void)state;
    for (size_t k = 0; k < sizeof SYNTAX / sizeof *SYNTAX; k++)
        check(&SYNTAX[k]);
}

static void test_shape(void **state) {
    (void)state;
    for (size_t k = 0; k < sizeof SHAPE / sizeof *SHAPE; k++)
        check(&SHAPE[k]);
}

static void test_meaning(void **state) {
    (void)state;
    for (size_t k = 0; k < sizeof MEANING / sizeof *MEANING; k++)
        check(&MEANING[k]);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_syntax), cmocka_unit_test(test_shape),
                                       cmocka_unit_test(test_meaning)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
