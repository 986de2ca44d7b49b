/* table.c: see table.h. */
#include "commands/table.h"

#include <stddef.h>

#include "commands/bench/bench.h"
#include "commands/lesson/commands.h"
#include "commands/models/commands.h"
#include "commands/models/data.h"
#include "commands/models/options.h"
#include "commands/progress/progress.h"
#include "commands/train/train.h"
#include "commands/window/open.h"
#include "commands/window/tool.h"

#define LANG_OPTION                                                                                \
    {                                                                                              \
        "--lang", "LANGUAGE",                                                                      \
            "the language shown, by its tag (default: as last time, else the locale's)"            \
    }

static const Option open_options[] = {
    {"--beat", "N", "at beat N (from 1; default: where one was)"},
    {"--theme", "dark|light|contrast", "colours (default: as last time)"},
    {"--motion", "full|reduced", "whether things move on their way (default: as last time)"},
    LANG_OPTION,
    {"--once", NULL, "one frame, then it closes: to see that it starts, and how fast"},
    {NULL, NULL, NULL}};

static const Option new_options[] = {
    {"--cells", "KINDS", "lstm, gru, rnn, with commas between (default lstm)"},
    {"--weights", "FILE", "a lesson that looks into a model (see layers): a file beside it"},
    MODEL_OPTIONS,
    {NULL, NULL, NULL}};

static const Option progress_options[] = {
    {"--csv", NULL,
     "as CSV, a row a lesson: lesson,done,beats,questions,first_try,later,open,"
     "tasks,by_hand,shown,minutes,first,last,finished"},
    {"--answers", NULL, "a row a question: lesson,beat,first,answer,tries,right"},
    {"--items", NULL,
     "with --collect: a row an item, of what was answered first: item,beat,level,version,learners,"
     "right,right_low,right_high,discrimination,discrimination_low,discrimination_high,choices"},
    {"--export", "FILE", "write what was done into a file to hand in; with --name"},
    {"--name", "NAME", "whose results they are: all that the file says of a person"},
    {"--collect", NULL,
     "the words are such files, of a class: a column \"student\" before, and "
     "\"version,exercises,exercises_right\" behind"},
    {"--lesson", "LESSON", "the file that was handed out, to compare the results' version with"},
    {NULL, NULL, NULL}};

static const Option list_options[] = {{"--json", NULL, "as JSON"}, {NULL, NULL, NULL}};

static const Option check_options[] = {
    {"--quiet", NULL, "only the errors"},
    {"--strict", NULL, "also what the lessons of the course keep to"},
    {"--language", "LANGUAGE", "instead: what of the program and the lessons is there in it"},
    {"--all", NULL, "with --language: also which texts are missing or no longer said"},
    {NULL, NULL, NULL}};

static const Option trace_options[] = {
    DATA_OPTIONS,
    MODEL_OPTIONS,
    {"--signal", "LIST", "only these signals: f,c; of one cell: layer0.f (default all)"},
    {"--unit", "LIST", "only these units: 0-15,20, ends included (default all)"},
    {"--from", "T", "from that step on (default 0)"},
    {"--to", "T", "up to that step, which is included (default the last)"},
    {"--format", "npz|npy|csv|json|table", "how (default as FILE ends, else csv)"},
    {"--beat", "N", "after the changes that beats 1 to N make (default: as the file gives it)"},
    {"--gradients", NULL,
     "also the derivatives of the sum of each cell's last hidden state (json)"},
    {"--state", "STATE", "of the run that a shared state has (see open)"},
    {"--trust", NULL, "of a model: also from which step on rounding decides (on standard error)"},
    {"--beside", "FILE",
     "nothing is written: where another export of the model, over the same data, differs"},
    {"--within", "X", "there, how far numbers may be apart (default 0.0001)"},
    {"-o", "FILE", "into a file, not to standard output"},
    {NULL, NULL, NULL}};

static const Option layers_options[] = {
    {"--json", NULL, "as JSON"}, MODEL_OPTIONS, {NULL, NULL, NULL}};

static const Option render_options[] = {
    {"-o", "FILE", "the picture (.png) or film (.gif, .mp4) to write"},
    {"--home", NULL, "the home screen with all lessons, as a picture; no LESSON"},
    {"--search", "WORDS", "there, what was searched for"},
    {"--beat", "N", "a picture of beat N (from 1; default 1)"},
    {"--t", "T", "the step on stage (default: the beat's)"},
    {"--cell", "ID", "the cell that is selected (default: the beat's)"},
    {"--unit", "N", "its unit that is selected, whose rows the timeline shows, from 1"},
    {"--phase", "PHASE",
     "gates, forget, write or show (default: the beat's, with --t show: the step complete)"},
    {"--size", "WxH", "in pixels (default 1600x900; films 1280x720)"},
    {"--theme", "dark|light|contrast", "colours (default dark)"},
    LANG_OPTION,
    {"--text-scale", "S", "size of text, 1 to 2"},
    {"--scale", "S", "of the display, 0.5 to 4"},
    {"--explore", NULL, "the workbench, not the guided stage"},
    {"--unroll", NULL, "on the guided stage, the last steps side by side"},
    {"--word", "ID", "with the meaning of a word of the glossary open"},
    {"--fps", "N", "frames a second of a film, 1 to 50 (default 25; GIF 12)"},
    {"--seconds", "S", "the film's longest duration (default: the whole lesson)"},
    {NULL, NULL, NULL}};

static const Option describe_options[] = {
    {"--home", NULL, "all lessons and what was done; no LESSON"},
    {"--beat", "N", "only beat N (from 1)"},
    LANG_OPTION,
    {"-o", "FILE", "into a file, not to standard output"},
    {NULL, NULL, NULL}};

static const Option sandbox_options[] = {
    {"--cells", "KINDS", "lstm, gru, rnn, with commas between (default: all three)"},
    {"--units", "N", "hidden units of each, 1 to 64 (default 4)"},
    {"--inputs", "N", "1 to 4 (default 2)"},
    {"--start", "HOW", "by-hand, random, or a lesson's file, whose cells are taken"},
    {"--seed", "N", "of random weights, 1 to 999 (default 1)"},
    {"--rate", "N", "steps a second, 1 to 60 (default 8)"},
    LANG_OPTION,
    {"-o", "FILE", "no window: a picture (.png) or lesson (.json) after some steps"},
    {"--steps", "N", "so many, 1 to 16384 (default 160)"},
    {NULL, NULL, NULL}};

static const Option text_options[] = {
    {"--model", "english|lisp", "which of the shipped ones (default english)"},
    {"--characters", "TEXT",
     "what the inputs and outputs of MODEL stand for, in their order (default: what its file "
     "says)"},
    {"--file", "TEXT", "read this file (default: passages of the shipped text)"},
    {"--passage", "N", "passage N of it, from 1"},
    {"--unit", "N", "the unit that is selected (default: one that counts something)"},
    {"--t", "T", "the last character that is read, from 0; -1: none (default: all)"},
    {"--write", "N", "let the model write N characters behind it"},
    {"--temperature", "X", "0 to 2 (default 0.9)"},
    {"--seed", "N", "of what it writes, 1 to 999 (default 1)"},
    LANG_OPTION,
    {"-o", "FILE", "no window: a picture (.png)"},
    {"--describe", NULL, "no window: in sentences, for a screen reader"},
    {"--size", "WxH", "of the picture, in pixels (default 1600x900)"},
    {"--theme", "dark|light|contrast", "its colours (default dark)"},
    {"--text-scale", "S", "its size of text, 1 to 2"},
    {NULL, NULL, NULL}};

static const Option train_options[] = {
    {"-o", "FILE", "the model to write (.safetensors); with --resume by default the same file"},
    {"--cell", "lstm|gru|rnn", "the kind of cell (default lstm)"},
    {"--hidden", "N", "hidden units, 1 to 4096 (default 64)"},
    {"--layers", "N", "layers, each reading the one below, 1 to 4 (default 1)"},
    {"--epochs", "N", "how often the examples are gone through (default 30)"},
    {"--seed", "N", "of all that is random, 0 to 999999 (default 1)"},
    {"--optimizer", "adam|sgd", "how the numbers follow the gradient (default adam)"},
    {"--momentum", "X", "of sgd, 0 to 0.999 (default 0.9)"},
    {"--rate", "X", "the learning rate at first, falling to 0 (default 0.004; sgd: 0.1)"},
    {"--clip", "X", "the gradient's norm at most; 0: as it is (default 1)"},
    {"--batch", "N", "examples in a minibatch, even, 2 to 4096 (default 64; text: 32)"},
    {"--forget-bias", "X", "where an LSTM's forget bias begins, -20 to 20 (default 1)"},
    {"--threads", "N", "1 or 2 (default 2); the result is the same"},
    {"--resume", "FILE", "go on with a training that was stopped; all but --epochs stays"},
    {NULL, NULL, NULL}};

static const Option digits_options[] = {
    {"--digit", "N", "test digit N, from 1 to 2000 (default 1)"},
    LANG_OPTION,
    {"-o", "FILE", "no window: a picture (.png)"},
    {"--describe", NULL, "no window: in sentences, for a screen reader"},
    {"--list", "all|hardest|wrong", "there: the first of that list, for the selected network"},
    {"--draw", "POINTS",
     "a drawing: 0.2,0.1 0.8,0.1;0.5,0.9 and so on, strokes behind ; ('' is an empty one)"},
    {"--cell", "lstm|gru|rnn", "the network that is selected (default lstm)"},
    {"--unit", "N", "its unit that is selected (default 1)"},
    {"--t", "T", "the last row that is read, -1 to 27 (default 27)"},
    {"--erase", "A-B", "with rows A to B rubbed out"},
    {"--size", "WxH", "in pixels (default 1600x900)"},
    {"--theme", "dark|light|contrast", "colours (default dark)"},
    {"--text-scale", "S", "size of text, 1 to 2"},
    {NULL, NULL, NULL}};

static const Option training_options[] = {
    {"--task", "TASK", "digits, adding, recall, counting or text (default digits)"},
    {"--cells", "KINDS", "lstm, gru, rnn, with commas between (default: all three)"},
    {"--hidden", "N", "hidden units of each, 1 to 128 (default 64 for digits and text, else 32)"},
    {"--epochs", "N", "1 to 100 (default 15 for digits, 20 for text, else 40)"},
    {"--seed", "N", "of all that is random, 1 to 99 (default 1)"},
    LANG_OPTION,
    {"-o", "FILE", "no window: a picture (.png) after some minibatches"},
    {"--describe", NULL, "no window: in sentences, for a screen reader"},
    {"--batches", "N", "there, so many of each cell (default 200)"},
    {"--example", "N", "the test example that is shown, from 1 (default 1)"},
    {"--size", "WxH", "in pixels (default 1600x900)"},
    {"--theme", "dark|light|contrast", "colours (default dark)"},
    {"--text-scale", "S", "size of text, 1 to 2"},
    {NULL, NULL, NULL}};

static const Option opening_options[] = {
    {"--motion", "full|reduced", "whether it plays by itself (default: as last time)"},
    LANG_OPTION,
    {"-o", "FILE", "no window: a picture (.png)"},
    {"--describe", NULL, "no window: in sentences, for a screen reader"},
    {"--part", "N", "there, only part N, from 1 to 8 (default: of a picture 1, else all)"},
    {"--size", "WxH", "in pixels (default 1600x900)"},
    {"--theme", "dark|light|contrast", "colours (default: as last time; of a picture dark)"},
    {"--text-scale", "S", "size of text, 1 to 2"},
    {NULL, NULL, NULL}};

static const Option practise_options[] = {
    {"--idea", "ID", "of one idea only, such as keep, gate-sum or fading (default: what is due)"},
    {"--seed", "N", "of the first question, 1 to 99999 (default: another one each time)"},
    {"--exam", "DAY", "all is to be known on that day, such as 2027-01-31; none: on no day; kept"},
    LANG_OPTION,
    {"-o", "FILE", "no window: a picture (.png)"},
    {"--describe", NULL, "no window: in sentences, for a screen reader"},
    {"--answer", "N", "there, choice N is the answer, from 1 to 4 (default: none is given)"},
    {"--draw", "V,V,V", "there, the answer is drawn so, where the question asks for a drawing"},
    {"--size", "WxH", "in pixels (default 1600x900)"},
    {"--theme", "dark|light|contrast", "colours (default dark)"},
    {"--text-scale", "S", "size of text, 1 to 2"},
    {NULL, NULL, NULL}};

static const Option look_options[] = {
    DATA_OPTIONS,
    MODEL_OPTIONS,
    {"--pick", "N", "sequence N of the data, from 1 (default 1)"},
    {"--beside", "FILE",
     "another export of the model, over the same data: where they differ is marked"},
    {"--within", "X", "there, how far numbers may be apart (default 0.0001)"},
    {"--cell", "N", "the layer whose maps are shown, from 1 (default 1)"},
    {"--signal", "NAME", "the large map: f, i, o, g, c, h; z, r, n (default: the gate that keeps)"},
    {"--order", "memory|saturation|input|number", "in what order units stand (default memory)"},
    {"--input", "N", "the column that units are compared with, from 1 (default 1)"},
    {"--unit", "N", "the unit that is selected, from 1 (default 1)"},
    {"--t", "T", "the step under the cursor, from 0 (default: the middle)"},
    LANG_OPTION,
    {"-o", "FILE", "no window: a picture (.png)"},
    {"--describe", NULL, "no window: in sentences, for a screen reader"},
    {"--size", "WxH", "in pixels (default 1600x900)"},
    {"--theme", "dark|light|contrast", "colours (default dark)"},
    {"--text-scale", "S", "size of text, 1 to 2"},
    {NULL, NULL, NULL}};

static const Option bench_options[] = {
    {"--json", NULL, "as JSON"},
    {"--only", "steps|training|frames|edit|race|program", "one part of it"},
    {"--rounds", "N", "how often all is measured, 1 to 100 (default 5)"},
    {"--peer", "FILE", "a program that measures another library in turns with this one"},
    {NULL, NULL, NULL}};

const Command commands[] = {
    {"", "[LESSON]", "open a window on a lesson",
     "Without a name it opens the lesson that was open last; all lessons, where none was begun. "
     "Place, answers and "
     "tweaks come back. A "
     "lesson that is edited while it is open is read again at once. F1 shows the keys.",
     open_options, command_open},
    {"open", "[STATE] [LESSON]", "open what somebody has copied",
     "STATE is the text that Ctrl+C copies in the window: which lesson, where in it, and all that "
     "was changed. The lesson is looked for among the lessons here; name its file where it lies "
     "elsewhere. A lesson alone, by its id or its file, opens too; so does a link such as "
     "'#digits' or '#lesson=forget-gate&beat=3' (docs/browser.md).",
     open_options, command_open},
    {"new", "LESSON", "a lesson file to begin from",
     "LESSON is the file to write; it must not be there yet, and its name gives the lesson's id. "
     "The lesson is small and complete: it claims, asks and has a task, in English and Chinese, "
     "and passes its check. Remarks after \"//\" say what each part is for. The first of the "
     "cells is told about, the others stand beside it.",
     new_options, command_new},
    {"progress", "[LESSON...]", "what was done and answered",
     "Of each lesson that was played, named by its id or its file: beats done of all, questions "
     "answered rightly at the first try, after more, or open, tasks done by hand or by the shown "
     "solution, minutes without pauses, dates. Beats and choices count from 1. With --collect each "
     "row also says whether the version that was played is the \"same\" as the lesson here, an "
     "\"other\" one, or \"unknown\"; a file that cannot be read is told and the others are "
     "listed all the same. With --items each question of a lesson and each kind of exercise at "
     "each "
     "level has a row: the share of learners who were right, how well that goes with being right "
     "in "
     "everything else (discrimination: a correlation), and the share of each choice, all with 95 % "
     "intervals.",
     progress_options, command_progress},
    {"list", "", "the lessons there are", "", list_options, command_list},
    {"check", "[LESSON...]", "check lessons: format, claims, questions, tasks",
     "Every claim is computed, every question's \"because\" too; a task's \"until\" is false "
     "before its solution and "
     "true after it, and the solution changes only what the task allows; an answer that is "
     "computed "
     "is one, and hidden while it is asked for. Without a name all "
     "lessons are checked. Strictly, a lesson also has a misconception, a closing line, 5 to 9 "
     "beats, a question and a task, texts within their limits in every language, and every beat "
     "fits on the screen at 1280x720 and 1600x900; it is told which tasks dragging to an end does, "
     "and of several lessons how often rules that ignore the question (the longest choice, the one "
     "without a colon and the like) find the right one, and fails where one beats chance by more "
     "than a tenth and by two standard errors. With --language, by its tag (pt-BR), it counts "
     "the program's phrases, the glossary's and the tracks' texts and those of the lessons that "
     "are there; status 1: something is missing. To try a language without building it in, name a "
     "folder of .po files in GATESCOPE_LANGUAGES.",
     check_options, command_check},
    {"trace", "LESSON|MODEL", "every number of a run, of a lesson or of a model over data",
     "MODEL is a file that another program wrote (see layers), and --inputs the data that it "
     "reads: "
     "a step a row, and what is left of either is said on standard error. "
     "All numbers, or the signals, units and steps that are asked for. npz has an array of "
     "float32 for each signal of each cell, layer0.f of shape (steps, units); several sequences "
     "add a first axis, with NaN behind those that are shorter; npy is one array alone. "
     "csv has a line for each number: t,cell,signal,unit,value. json has {\"lesson\", \"steps\", "
     "\"cells\": {cell: "
     "{signal: [step][unit]}}}, and with --gradients \"gradients\": {cell: {\"x\": [step][input], "
     "\"h\": [step][unit], \"c\": the same, and each weight}}: h and c are total derivatives by "
     "that step's value. table is for reading. With a shared state the lesson is looked for "
     "where it is not named. With --beside it says of each layer where two models part: the first "
     "signal, unit and step, in the order of computation; the status is 1 then.",
     trace_options, command_trace},
    {"layers", "MODEL", "what is in a model's file",
     "MODEL is a file that another program wrote: safetensors, PyTorch's, ONNX', Keras', "
     "TensorFlow.js', NumPy's .npz. Told are the recurrent layers and linear readouts, what each "
     "reads, "
     "what the file does not tell and was guessed, with the option that changes it, and of every "
     "tensor what it was taken for, or why it was left. The first line says so where not all of "
     "the file is shown.",
     layers_options, command_layers},
    {"render", "LESSON", "a picture or film of a lesson, without a display",
     "A film plays the whole lesson beat by beat, gives each question's right answer and each "
     "task's solution. MP4 "
     "needs ffmpeg.",
     render_options, command_render},
    {"describe", "LESSON", "a lesson in sentences, for a screen reader",
     "Each beat tells what is said, what is on stage, what the script changes, the numbers of its "
     "step, what has changed since the beat before, the question and the task. Numbers are rounded "
     "to two digits; units count from 1.",
     describe_options, command_describe},
    {"opening", "", "ninety seconds before the first lesson",
     "A digit is read row by row, what was read is gone, and one of two networks still knows it: "
     "from there to one number that remembers, the gate that guards it, and its name. It plays by "
     "itself, in eight parts; Space pauses, Enter and Left go on and back, Escape leads to all "
     "lessons. A picture shows a part as it ends.",
     opening_options, command_opening},
    {"practise", "", "five questions, made anew each time",
     "Each question is a cell with weights and inputs drawn from a seed and run; the wrong choices "
     "are "
     "what a mistaken belief makes of the same numbers, and it is told which. What was answered "
     "comes "
     "back when it is about to be forgotten (FSRS-6), mixed, at a level that follows the learner; "
     "before an exam more often. Keys 1 to 4 choose; every other curve is drawn, with the arrow "
     "keys "
     "or by hand, and the gap and the gate that made it are told. Enter answers and goes on, N is "
     "not sure, A asks another one like it, W plays the cell on stage. Answers are kept. With "
     "--idea "
     "all five are on that idea, whatever is due.",
     practise_options, command_practise},
    {"sandbox", "", "cells without a script, inputs that come live",
     "Inputs come at a steady rate, from sliders, held keys, a pad, or waves; pause at any time, "
     "scrub back, change what was. What was recorded is saved as a lesson file in the current "
     "folder.",
     sandbox_options, command_sandbox},
    {"training", "", "watch cells learn, side by side",
     "An LSTM, a GRU and an RNN learn one task from the same minibatches: their curves of loss and "
     "accuracy, and what each makes of a test example, its gates and its answer, before training "
     "and now. Start, pause and stop at any time; the models are saved as files that train "
     "--resume takes.",
     training_options, command_training},
    {"text", "[MODEL]", "a text, read character by character",
     "A trained model reads a text; one sees each unit's memory after every character, which unit "
     "follows quotes, brackets or the place in the line most closely, and what the model thinks "
     "comes next. It writes on, by chance, at a temperature; or type and paste a text of your own. "
     "MODEL is a file that gatescope train text has made, or another program's (see layers): cells "
     "on each other that read a one for the character of each step, and a readout. Two come along: "
     "one has read novels by "
     "Jane Austen, the other sources of SBCL, a Lisp.",
     text_options, command_text},
    {"look", "[FILE]", "maps of a network's units over its whole run",
     "Every unit of a layer over all steps, as a map for each gate, the candidate, the memory and "
     "the hidden state, sorted by how long units keep, by saturation, by correlation with a column "
     "of the data or by number; beside it what is said of each layer: gates that are shut and "
     "open, "
     "dead units, the reach of its memory, the first number that is none with what it came from, "
     "and from which step on rounding decides. A press chooses a unit and a step, Enter brings it "
     "to the stage. FILE is a model that somebody else wrote (gatescope layers says what is in "
     "it), or "
     "a lesson; without it an example is shown, and how one's own is opened. In the window files "
     "are "
     "opened by dropping them on it, several at once.",
     look_options, command_look},
    {"train", "TASK [FILE]", "train a model, as a safetensors file",
     "TASK is digits (handwritten, read row by row), adding (the sum of two marked numbers), "
     "recall "
     "(the first symbol, at the end), counting (pulses so far) or text FILE (which character comes "
     "next). Softmax and cross-entropy or squared error; the learning rate falls as half a cosine. "
     "The file has PyTorch's names: weight_ih_l0 "
     "and so on, and fc.weight and fc.bias of the readout. It is written after every epoch, "
     "with all settings. "
     "Ctrl-C writes what there is and exits with 130; --resume goes on from it, with the result "
     "that an uninterrupted training has.",
     train_options, command_train},
    {"digits", "", "handwritten digits, read row by row",
     "A trained LSTM, GRU and RNN read a test digit, or one that is drawn by hand, row by row; "
     "after every row one sees what each takes it for, and which rows opened which gates. Rows can "
     "be rubbed out. The models and the test digits are the shipped ones.",
     digits_options, command_digits},
    {"bench", "", "how long a step, a frame, an edit and a training take here",
     "Each beside what this machine could do at most, measured in the same run. Everything is "
     "measured in several rounds, in the time that it computed where it is one thread, and the "
     "least is kept: the machine may be busy.",
     bench_options, command_bench},
    {NULL, NULL, NULL, NULL, NULL, NULL}};
