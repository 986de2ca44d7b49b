/* refuse.c: what a file is that no door can read, and the way from there, see door.h. */
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "base/bytes.h"
#include "base/utf8.h"
#include "files/tensors/door.h"

typedef struct Format {
    const char *name, *hint;
} Format;

/* Formats that begin with bytes of their own. */
static const struct {
    size_t at;
    const char *bytes;
    size_t length;
    Format format;
} MARKS[] = {
    {0, "\x1f\x8b", 2, {"a gzip file", "unpack it with gunzip"}},
    {0, "BZh", 3, {"a bzip2 file", "unpack it with bunzip2"}},
    {0,
     "\xfd"
     "7zXZ",
     5,
     {"an xz file", "unpack it with unxz"}},
    {0, "\x28\xb5\x2f\xfd", 4, {"a Zstandard file", "unpack it with unzstd"}},
    {0, "7z\xbc\xaf", 4, {"a 7-Zip archive", "unpack it"}},
    {0, "Rar!", 4, {"a RAR archive", "unpack it"}},
    {0,
     "GGUF",
     4,
     {"a GGUF file, as language models have", "no recurrent layers are known in that format"}},
    {4, "TFL3", 4, {"a TensorFlow Lite model", "open the Keras model that it was made from"}},
    {4, "ET12", 4, {"an ExecuTorch program", "open the PyTorch file that it was made from"}},
    {0,
     "\x93NUMPY",
     6,
     {"one NumPy array without a name (.npy)",
      "np.savez(\"model.npz\", kernel=..., recurrent_kernel=..., bias=...)"}},
    {0,
     "MATLAB",
     6,
     {"a MATLAB file", "in Python: np.savez(\"model.npz\", **scipy.io.loadmat(file))"}},
    {0,
     "version https://git-lfs",
     23,
     {"a pointer of Git LFS, not the file itself", "git lfs pull"}},
    {0, "RIFF", 4, {"a sound or film (RIFF)", "a sound is data: --inputs takes it"}},
    {0, "%PDF", 4, {"a PDF document", ""}},
    {0, "\x89PNG", 4, {"a picture (PNG)", ""}},
    {0, "\xff\xd8\xff", 3, {"a picture (JPEG)", ""}},
    {0,
     "\x7f"
     "ELF",
     4,
     {"a program or library", ""}},
    {0, "PAR1", 4, {"a Parquet table", ""}},
    {0, "PK\5\6", 4, {"an empty zip archive", ""}},
};

static bool has_mark(const FileHead *head, int k) {
    size_t end = MARKS[k].at + MARKS[k].length;
    return head->length >= end &&
           memcmp(head->bytes + MARKS[k].at, MARKS[k].bytes, MARKS[k].length) == 0;
}

static bool ends_in(const char *path, const char *ending) {
    size_t whole = strlen(path), part = strlen(ending);
    return whole >= part && strcmp(path + whole - part, ending) == 0;
}

/* A protocol buffer whose first field is the version of the format, 3 or more since
 * there are recurrent layers, and the second the name of
 * whoever wrote it or the graph itself. */
static bool is_onnx(const FileHead *head) {
    const unsigned char *bytes = head->bytes;
    return head->length > 4 && bytes[0] == 0x08 && bytes[1] >= 3 && bytes[1] < 32 &&
           (bytes[2] == 0x12 || bytes[2] == 0x1a || bytes[2] == 0x22 || bytes[2] == 0x3a ||
            bytes[2] == 0x42);
}

/* Its version, then what a dict, a list, a tuple, a class, a number or a frame begins with. */
static bool is_pickle(const FileHead *head) {
    return head->length > 2 && head->bytes[0] == 0x80 && head->bytes[1] >= 2 &&
           head->bytes[1] <= 5 && strchr("}](cXK\x8a\x8c\x95", head->bytes[2]);
}

/* ---- texts ---- */

/* Only what a text in UTF-8 has; its last character may be cut off. */
static bool is_text(const FileHead *head) {
    const char *text = (const char *)head->bytes;
    size_t length = utf8_whole(text, head->length), k = 0;
    while (k < length) {
        size_t size = utf8_length(text + k, length - k);
        if (!size || (head->bytes[k] < ' ' && !strchr("\t\n\r\f", text[k])))
            return false;
        k += size;
    }
    return length > 0;
}

static const char *skip_space(const FileHead *head) {
    const char *text = (const char *)head->bytes;
    text += strncmp(text, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
    return text + strspn(text, " \t\r\n");
}

static Format text_format(const FileHead *head) {
    const char *text = skip_space(head);
    if (bytes_are_page((const char *)head->bytes, head->length))
        return (Format){"a web page (HTML), not a model",
                        "fetch the file itself, not the page that shows it"};
    if (strncmp(text, "<?xml", 5) == 0)
        return (Format){"an XML file", "open the model that it was made from"};
    if (*text == '{' || *text == '[')
        return (Format){"a JSON file without a network's numbers", ""};
    return (Format){"a text", "numbers of data are what --inputs takes"};
}

/* Archives by what is in them. */
static Format archive_format(const FileHead *head) {
    if (!head->zip)
        return (Format){"a zip archive that cannot be read", "it may be cut off: fetch it again"};
    if (head_member(head, ".data/version") || head_member(head, "archive_format"))
        return (Format){"a program that torch.export or torch.package wrote",
                        "torch.save(model.state_dict(), \"model.pt\")"};
    if (head_member(head, "saved_model.pb"))
        return (Format){"a TensorFlow SavedModel in a zip archive",
                        "in Python: model.save(\"model.keras\")"};
    return (Format){"a zip archive without a network's numbers",
                    "unpack it, then open the file in it"};
}

/* A tar archive begins with its first member's name. */
static Format tar_format(const FileHead *head) {
    static const char *const OLD[] = {"sys_info", "pickle", "storages", "tensors"};
    for (int k = 0; k < 4; k++)
        if (head_begins(head, OLD[k], strlen(OLD[k]) + 1))
            return (Format){"a file of PyTorch before 0.1.12 (tar)",
                            "load and save it again in PyTorch"};
    return (Format){"a tar archive", "unpack it with tar xf, then open the file in it"};
}

/* Formats of which a name or a few bytes tell; NULL: it is none of these. */
static const Format *message_format(const FileHead *head) {
    static const Format SAVED = {"a TensorFlow SavedModel",
                                 "in Python: model.save(\"model.keras\")"};
    static const Format CHECKPOINT = {"a part of a TensorFlow checkpoint",
                                      "in Python: model.save(\"model.keras\")"};
    static const Format APPLE = {"a Core ML model", "open the model that it was made from"};
    static const Format ONNX = {"an ONNX model, whose numbers stand in a graph", ""};
    if (head_begins(head, "\x08\x01\x12", 3) || ends_in(head->path, "saved_model.pb"))
        return &SAVED;
    if (strstr(head->path, ".data-0") || head_begins(head, "model_checkpoint_path", 21))
        return &CHECKPOINT;
    return ends_in(head->path, ".mlmodel") ? &APPLE : is_onnx(head) ? &ONNX : NULL;
}

static bool is_tar(const FileHead *head) {
    return head->length > 262 && memcmp(head->bytes + 257, "ustar", 5) == 0;
}

static Format format_of(const FileHead *head) {
    if (head->folder)
        return (Format){"a folder", "name the file in it"};
    if (!head->length)
        return (Format){"an empty file", ""};
    if (head_begins(head, "PK\3\4", 4))
        return archive_format(head);
    if (is_tar(head))
        return tar_format(head);
    for (int k = 0; k < (int)(sizeof MARKS / sizeof *MARKS); k++)
        if (has_mark(head, k))
            return MARKS[k].format;
    const Format *message = message_format(head);
    if (message)
        return *message;
    if (is_pickle(head))
        return (Format){"a Python pickle that PyTorch did not write",
                        "torch.save(model.state_dict(), \"model.pt\")"};
    if (is_text(head))
        return text_format(head);
    return (Format){"bytes of no format that is known", ""};
}

bool head_refuse(const FileHead *head, const char *expected, Error *error) {
    Format format = format_of(head);
    error_set(error, "the file has no weights that can be read");
    error_expected(error, "%s", expected);
    error_found(error, "%s", format.name);
    if (format.hint[0])
        error_hint(error, "%s", format.hint);
    return error_in_file(error, head->path);
}
