/* new_file.c: see new_file.h. A signal may interrupt each call to the system: it is then made
 * again. */
#include "base/new_file.h"

#include <assert.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/half.h"
#include "base/utf8.h"

enum {
    TRIES_MOST = 100, /* of a call that is interrupted */
    LINKS_MOST = 40,
    NUMBERS_MOST = 100,  /* of temporary files of one process and target */
    ASIDES_MOST = 10000, /* of files that were set aside */
    STEM_MOST = 200,     /* bytes of a name: with what is put behind it stays a name */
    MARK_SIZE = 48,      /* what is put behind a name */
    READER_TRIES = 250   /* of 20 ms, until a pipe has a reader */
};

/* ---- what is wrong ---- */

static bool blame(Error *error, const char *path) {
    if (error && !error->file[0] && path)
        error_in_file(error, path);
    return false;
}

/* "cannot write the file: ", and why. */
static bool fail(Error *error, const char *path, int number) {
    error_set(error, "cannot write the file: %s", strerror(number ? number : EIO));
    return blame(error, path);
}

static bool refuse(Error *error, const char *path, const char *why) {
    error_set(error, "%s", why);
    return blame(error, path);
}

/* ---- calls that a signal interrupts ---- */

/* tries: 0 before the first. A signal may come, but not each time. */
static bool again(long result, int *tries) {
    return result < 0 && errno == EINTR && ++*tries < TRIES_MOST;
}

static int open_again(const char *path, int flags) {
    int file, tries = 0;
    do
        file = open(path, flags | O_CLOEXEC, 0666);
    while (again(file, &tries));
    return file;
}

static int stat_again(const char *path, struct stat *status) {
    int result, tries = 0;
    do
        result = stat(path, status);
    while (again(result, &tries));
    return result;
}

/* Some file systems have nothing to do for it, and say so. */
static bool sync_again(int file) {
    int result, tries = 0;
    do
        result = fsync(file);
    while (again(result, &tries));
    return result == 0 || errno == EINVAL || errno == ENOSYS || errno == ENOTSUP;
}

static int rename_again(const char *from, const char *to) {
    int result, tries = 0;
    do
        result = rename(from, to);
    while (again(result, &tries));
    return result;
}

static int link_again(const char *from, const char *to) {
    int result, tries = 0;
    do
        result = link(from, to);
    while (again(result, &tries));
    return result;
}

static int unlink_again(const char *path) {
    int result, tries = 0;
    do
        result = unlink(path);
    while (again(result, &tries));
    return result;
}

/* ---- names ---- */

static char *copy(const char *string) {
    size_t size = strlen(string) + 1;
    char *same = malloc(size);
    return same ? memcpy(same, string, size) : NULL;
}

/* The length of the folder's part, with its slash. */
static size_t folder_length(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash ? (size_t)(slash - path) + 1 : 0;
}

/* The folder that it lies in; the caller's (free). */
static char *folder_of(const char *path) {
    size_t length = folder_length(path);
    char *folder = copy(length ? path : ".");
    if (folder && length)
        folder[length > 1 ? length - 1 : 1] = '\0';
    return folder;
}

/* Where a link in `path` leads to. */
static char *beside(const char *path, const char *target) {
    size_t folder = target[0] == '/' ? 0 : folder_length(path), length = strlen(target);
    char *name = malloc(folder + length + 1);
    if (!name)
        return NULL;
    memcpy(name, path, folder);
    memcpy(name + folder, target, length + 1);
    return name;
}

/* One link on; NULL with errno 0: it is none. */
static char *follow_once(const char *path) {
    char target[PATH_MAX];
    ssize_t length;
    int tries = 0;
    do
        length = readlink(path, target, sizeof target - 1);
    while (again(length, &tries));
    if (length < 0) {
        if (errno == EINVAL || errno == ENOENT)
            errno = 0;
        return NULL;
    }
    target[length] = '\0';
    errno = ENOMEM;
    return beside(path, target);
}

/* What the links of its last part lead to, whether that is there or not; the caller's (free). NULL
 * with errno where they lead nowhere. */
static char *follow(const char *path) {
    char *at = copy(path);
    errno = ENOMEM;
    for (int links = 0; at; links++) {
        char *next = links < LINKS_MOST ? follow_once(at) : NULL;
        int number = links < LINKS_MOST ? errno : ELOOP;
        if (!next && number == 0)
            return at;
        free(at);
        at = next;
        errno = number;
    }
    return NULL;
}

/* ---- what a killed process has left ---- */

/* How much of the target's name the names of temporary files have; whole characters. */
static int stem_length(const char *name) {
    size_t length = strlen(name);
    return (int)(length <= STEM_MOST ? length : utf8_whole(name, STEM_MOST));
}

/* Of "STEM.PROCESS-NUMBER.new" the process; 0: it is no such name. */
static long maker_of(const char *entry, const char *name) {
    size_t stem = (size_t)stem_length(name);
    char *end;
    if (strncmp(entry, name, stem) != 0 || entry[stem] != '.' || entry[stem + 1] < '1' ||
        entry[stem + 1] > '9')
        return 0;
    long process = strtol(entry + stem + 1, &end, 10);
    if (*end != '-' || end[1] < '0' || end[1] > '9' || process > INT_MAX)
        return 0;
    strtol(end + 1, &end, 10);
    return strcmp(end, ".new") == 0 ? process : 0;
}

static void remove_leftover(const char *target, const char *entry) {
    long process = maker_of(entry, target + folder_length(target));
    if (!process || kill((pid_t)process, 0) == 0 || errno != ESRCH)
        return;
    char *path = beside(target, entry);
    if (path)
        unlink_again(path);
    free(path);
}

static void remove_leftovers(const char *target) {
    char *name = folder_of(target);
    DIR *folder = name ? opendir(name) : NULL;
    const struct dirent *entry;
    while (folder && (entry = readdir(folder)))
        remove_leftover(target, entry->d_name);
    if (folder)
        closedir(folder);
    free(name);
}

/* ---- opening ---- */

static void forget(NewFile *file) {
    free(file->path);
    free(file->target);
    half_done(file->temporary);
    *file = (NewFile){0};
}

/* What the program was handed open, by its name; -1: it names something else. */
static int handed(const char *path) {
    static const char *const FOLDERS[] = {"/dev/fd/", "/proc/self/fd/"};
    if (strcmp(path, "/dev/stdout") == 0)
        return STDOUT_FILENO;
    if (strcmp(path, "/dev/stderr") == 0)
        return STDERR_FILENO;
    for (int k = 0; k < 2; k++) {
        size_t length = strlen(FOLDERS[k]);
        char *end;
        if (strncmp(path, FOLDERS[k], length) != 0 || path[length] < '0' || path[length] > '9')
            continue;
        long number = strtol(path + length, &end, 10);
        if (!*end && number <= INT_MAX)
            return (int)number;
    }
    return -1;
}

/* Until somebody reads it, and some seconds at most. */
static int open_pipe(const char *path) {
    const struct timespec pause = {.tv_nsec = 20000000};
    int file = open_again(path, O_WRONLY | O_NONBLOCK);
    for (int tries = 1; file < 0 && errno == ENXIO && tries < READER_TRIES; tries++) {
        nanosleep(&pause, NULL);
        file = open_again(path, O_WRONLY | O_NONBLOCK);
    }
    if (file >= 0)
        fcntl(file, F_SETFL, fcntl(file, F_GETFL) & ~O_NONBLOCK);
    return file;
}

static bool open_stream(NewFile *file, int descriptor, Error *error) {
    file->out = descriptor >= 0 ? fdopen(descriptor, "wb") : NULL;
    if (file->out)
        return true;
    int number = errno;
    if (descriptor >= 0)
        close(descriptor);
    return fail(error, file->path, number);
}

/* A duplicate: what is open stays so for others. */
static bool open_handed(NewFile *file, int descriptor, Error *error) {
    fflush(stdout);
    return open_stream(file, fcntl(descriptor, F_DUPFD_CLOEXEC, 3), error);
}

static bool open_special(NewFile *file, const struct stat *status, Error *error) {
    if (S_ISDIR(status->st_mode))
        return refuse(error, file->path, "this is a folder, not a file");
    if (S_ISSOCK(status->st_mode))
        return refuse(error, file->path, "this is a socket, not a file");
    if (!S_ISFIFO(status->st_mode))
        return open_stream(file, open_again(file->path, O_WRONLY | O_NOCTTY), error);
    int pipe = open_pipe(file->path);
    if (pipe < 0 && errno == ENXIO)
        return refuse(error, file->path, "nobody reads from this pipe");
    return open_stream(file, pipe, error);
}

/* A new file with a name that nobody has, so that two programs saving at once do not mix. */
static int create_beside(const NewFile *file, size_t size) {
    const char *name = file->target + folder_length(file->target);
    int length = (int)folder_length(file->target) + stem_length(name), created = -1;
    for (int number = 0; number < NUMBERS_MOST; number++) {
        snprintf(file->temporary, size, "%.*s.%ld-%d.new", length, file->target, (long)getpid(),
                 number);
        created = open_again(file->temporary, O_WRONLY | O_CREAT | O_EXCL);
        if (created >= 0)
            half_begin(file->temporary);
        if (created >= 0 || errno != EEXIST)
            return created;
    }
    return created;
}

/* Whoever could read what was there can read what comes; whose it is only some may say. */
static bool take_after(int descriptor, const struct stat *there) {
    bool given = fchown(descriptor, there->st_uid, there->st_gid) == 0 ||
                 fchown(descriptor, (uid_t)-1, there->st_gid) == 0;
    mode_t mode = there->st_mode & (given ? 07777 : 0777);
    int result, tries = 0;
    do
        result = fchmod(descriptor, mode);
    while (again(result, &tries));
    return result == 0;
}

/* there NULL: nothing has its name so far. */
static bool open_beside(NewFile *file, const struct stat *there, Error *error) {
    size_t size = strlen(file->target) + MARK_SIZE;
    file->temporary = malloc(size);
    if (!file->temporary)
        return error_memory(error, size, "the name of a file");
    remove_leftovers(file->target);
    int created = create_beside(file, size);
    if (created < 0)
        return fail(error, file->path, errno);
    if (!there || take_after(created, there)) {
        if (open_stream(file, created, error))
            return true;
    } else {
        fail(error, file->path, errno);
        close(created);
    }
    unlink_again(file->temporary);
    return false;
}

static bool open_regular(NewFile *file, const struct stat *there, Error *error) {
    if (there && faccessat(AT_FDCWD, file->path, W_OK, AT_EACCESS) != 0)
        return fail(error, file->path, errno);
    file->target = follow(file->path);
    return file->target ? open_beside(file, there, error) : fail(error, file->path, errno);
}

/* What a link leads to may have been handed open, too. */
static int handed_at(const char *path) {
    int descriptor = handed(path);
    char *target = descriptor < 0 ? follow_once(path) : NULL;
    if (target)
        descriptor = handed(target);
    free(target);
    return descriptor;
}

static bool open_any(NewFile *file, Error *error) {
    struct stat there;
    if (!file->path[0])
        return fail(error, file->path, ENOENT);
    int descriptor = handed_at(file->path);
    if (descriptor >= 0)
        return open_handed(file, descriptor, error);
    if (stat_again(file->path, &there) != 0)
        return errno == ENOENT ? open_regular(file, NULL, error) : fail(error, file->path, errno);
    if (!S_ISREG(there.st_mode))
        return open_special(file, &there, error);
    return open_regular(file, &there, error);
}

bool new_file_open(NewFile *file, const char *path, Error *error) {
    *file = (NewFile){.out = path ? NULL : stdout, .path = path ? copy(path) : NULL};
    if (!path)
        return true;
    if (!file->path)
        return error_memory(error, strlen(path), "the name of a file");
    if (open_any(file, error))
        return true;
    blame(error, path);
    forget(file);
    return false;
}

bool new_file_open_only(NewFile *file, const char *path, Error *error) {
    struct stat there;
    if (lstat(path, &there) == 0 && !S_ISFIFO(there.st_mode) && !S_ISCHR(there.st_mode))
        return refuse(error, path, "there is a file of that name already");
    bool opened = new_file_open(file, path, error);
    file->only_new = opened;
    return opened;
}

/* ---- closing ---- */

void new_file_put(NewFile *file, const char *bytes, size_t length) {
    assert(file->out);
    while (length > 0 && !file->fault) {
        ssize_t written;
        int tries = 0;
        do
            written = write(fileno(file->out), bytes, length);
        while (again(written, &tries));
        if (written <= 0) {
            file->fault = written ? errno : EIO;
            return;
        }
        bytes += written;
        length -= (size_t)written;
    }
}

/* Why the stream could not write: that was some time ago, so a file that goes away anyhow is asked
 * once more. errno is what it was when the closing began. */
static int stream_fault(const NewFile *file) {
    ssize_t written = -1;
    int number = errno, tries = 0;
    do
        written = file->temporary ? write(fileno(file->out), "", 1) : 1;
    while (again(written, &tries));
    if (written < 0)
        number = errno;
    return number ? number : EIO;
}

/* 0, or why not. */
static int flush(const NewFile *file) {
    if (ferror(file->out))
        return stream_fault(file);
    return fflush(file->out) == 0 ? 0 : errno;
}

/* 0, or why not. Standard output stays open; what cannot be flushed to the disk, as a pipe, is
 * not. */
static int finish_stream(NewFile *file, bool good) {
    int number = good ? file->fault : 0;
    if (good && !number)
        number = flush(file);
    if (good && !number && file->temporary && !sync_again(fileno(file->out)))
        number = errno;
    if (file->path && fclose(file->out) != 0 && errno != EINTR && !number)
        number = errno ? errno : EIO;
    return number;
}

/* Takes the name if that is free. Where the file system has no second names for a file, there is a
 * moment in which another program could come first. */
static int take_free_target(const NewFile *file) {
    struct stat there;
    if (link_again(file->temporary, file->target) == 0) {
        unlink_again(file->temporary);
        return 0;
    }
    if (errno == EEXIST || lstat(file->target, &there) == 0) {
        errno = EEXIST;
        return -1;
    }
    return rename_again(file->temporary, file->target);
}

/* 0, or why not. The folder is opened before, so that what can fail fails while nothing is changed;
 * one that may be written but not read cannot be opened. */
static int take_target(const NewFile *file) {
    char *name = folder_of(file->target);
    int folder = name ? open_again(name, O_RDONLY) : -1, number = 0;
    if (!name || (folder < 0 && errno != EACCES && errno != EISDIR && errno != EPERM))
        number = name ? errno : ENOMEM;
    else if ((file->only_new ? take_free_target(file)
                             : rename_again(file->temporary, file->target)) != 0)
        number = errno;
    else if (folder >= 0 && !sync_again(folder))
        number = errno;
    if (folder >= 0)
        close(folder);
    free(name);
    return number;
}

bool new_file_close(NewFile *file, bool good, Error *error) {
    int number = finish_stream(file, good);
    if (good && !number && file->temporary)
        number = take_target(file);
    if (good && number)
        fail(error, file->path, number);
    good = good && !number;
    if (!good) {
        blame(error, file->path);
        if (file->temporary)
            unlink_again(file->temporary);
    }
    forget(file);
    return good;
}

/* ---- beside it ---- */

/* Through a second name, which never takes another file's place. */
static bool move_to_free(const char *from, const char *to) {
    struct stat there;
    if (link_again(from, to) == 0) {
        if (unlink_again(from) == 0)
            return true;
        int number = errno;
        unlink_again(to);
        errno = number;
        return false;
    }
    if (errno == EEXIST || errno == ENOENT)
        return false;
    if (lstat(to, &there) == 0) { /* no second names here */
        errno = EEXIST;
        return false;
    }
    return errno == ENOENT && rename_again(from, to) == 0;
}

bool file_set_aside(const char *path, const char *ending, char *aside, size_t size, Error *error) {
    char *target = follow(path);
    bool moved = false;
    int number = 0, why = target ? EEXIST : errno;
    for (; target && !moved && why == EEXIST && number < ASIDES_MOST; number++) {
        char mark[16] = "";
        if (number)
            snprintf(mark, sizeof mark, "-%d", number);
        bool fits = (size_t)snprintf(aside, size, "%s%s%s", target, ending, mark) < size;
        moved = fits && move_to_free(target, aside);
        why = fits ? errno : ENAMETOOLONG;
    }
    free(target);
    if (moved)
        return true;
    error_set(error, "cannot set the file aside: %s", strerror(why));
    return blame(error, path);
}

int file_lock(const char *path) {
    enum { ATTEMPTS = 500 };
    const struct timespec pause = {.tv_nsec = 2000000};
    struct flock whole = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    char name[4096];
    int length = snprintf(name, sizeof name, "%s.lock", path);
    int lock = length > 0 && (size_t)length < sizeof name ? open_again(name, O_RDWR | O_CREAT) : -1;
    for (int attempt = 0; lock >= 0 && attempt < ATTEMPTS; attempt++) {
        if (fcntl(lock, F_SETLK, &whole) == 0)
            return lock;
        if (errno != EACCES && errno != EAGAIN && errno != EINTR)
            break; /* this file system has none */
        nanosleep(&pause, NULL);
    }
    file_unlock(lock);
    return -1;
}

void file_unlock(int lock) {
    if (lock >= 0)
        close(lock);
}

bool folder_create_for(const char *path, Error *error) {
    char *folder = copy(path);
    bool good = true;
    if (!folder)
        return error_memory(error, strlen(path), "the name of a folder");
    for (char *slash = strchr(folder + 1, '/'); slash && good; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        if (mkdir(folder, 0777) != 0 && errno != EEXIST) {
            error_set(error, "cannot create the folder: %s", strerror(errno));
            good = blame(error, folder);
        }
        *slash = '/';
    }
    free(folder);
    return good;
}
