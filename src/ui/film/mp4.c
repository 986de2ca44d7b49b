/* mp4.c: an MP4: raw frames go through a pipe to ffmpeg, a process of its own. */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/new_file.h"
#include "ui/film/kind.h"

extern char **environ; /* POSIX leaves it to the program to declare this */

typedef struct Mp4 {
    NewFile to;
    pid_t process;
    int pipe;         /* its end for writing */
    uint32_t *pixels; /* one frame without padding; owned */
    size_t bytes;
} Mp4;

static int run_ffmpeg(pid_t *process, int input, const char *const *arguments) {
    posix_spawn_file_actions_t files;
    posix_spawnattr_t attributes;
    sigset_t signals;
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_adddup2(&files, input, STDIN_FILENO);
    posix_spawnattr_init(&attributes);
    sigemptyset(&signals);
    sigaddset(&signals, SIGPIPE);
    posix_spawnattr_setsigdefault(&attributes, &signals);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
    int failed = posix_spawnp(process, arguments[0], &files, &attributes,
                              (char *const *)(uintptr_t)arguments, environ);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&files);
    return failed;
}

/* Reads raw frames, pads the picture to even sides (H.264 needs them), writes a file that any
 * player plays while it still loads. "file:" keeps odd names from being read as options or
 * addresses. */
static int spawn(pid_t *process, int input, const char *path, int width, int height) {
    char size[32], rate[16], output[PATH_MAX + 64];
    snprintf(size, sizeof size, "%dx%d", width, height);
    snprintf(rate, sizeof rate, "%d", FILM_RATE);
    if (snprintf(output, sizeof output, "file:%s", path) >= (int)sizeof output)
        return ENAMETOOLONG;
    const char *const arguments[] = {"ffmpeg",    "-hide_banner", "-loglevel",
                                     "error",     "-xerror",      "-y",
                                     "-f",        "rawvideo",     "-pix_fmt",
                                     "bgr0",      "-s",           size,
                                     "-r",        rate,           "-i",
                                     "pipe:0",    "-vf",          "pad=ceil(iw/2)*2:ceil(ih/2)*2",
                                     "-c:v",      "libx264",      "-crf",
                                     "18",        "-pix_fmt",     "yuv420p",
                                     "-movflags", "+faststart",   "-f",
                                     "mp4",       output,         NULL};
    return run_ffmpeg(process, input, arguments);
}

static bool start(Mp4 *mp4, const char *path, int width, int height, Error *error) {
    int ends[2];
    if (pipe(ends) != 0)
        return error_set(error, "cannot start ffmpeg: %s", strerror(errno));
    /* Were the child to inherit the end for writing, it would never see the end of its input. */
    bool private =
        fcntl(ends[0], F_SETFD, FD_CLOEXEC) == 0 && fcntl(ends[1], F_SETFD, FD_CLOEXEC) == 0;
    int failed = private ? spawn(&mp4->process, ends[0], path, width, height) : errno;
    close(ends[0]);
    mp4->pipe = ends[1];
    if (failed == 0)
        return true;
    close(ends[1]);
    error_set(error, "cannot start ffmpeg: %s", strerror(failed));
    if (private)
        error_hint(error, "install ffmpeg, or name a .gif file, which needs no other program");
    return false;
}

/* ffmpeg writes by name, and goes back in what it has written. */
static bool open_file(Mp4 *mp4, const char *path, Error *error) {
    if (!new_file_open(&mp4->to, path, error))
        return false;
    if (mp4->to.temporary)
        return true;
    error_set(error, "an MP4 film cannot be written to a pipe or a device");
    error_hint(error, "name a file, or a .gif");
    return new_file_close(&mp4->to, false, error);
}

static void *mp4_open(const char *path, int width, int height, const Theme *theme, Error *error) {
    (void)theme; /* all colours can be written */
    Mp4 *mp4 = calloc(1, sizeof *mp4);
    size_t bytes = 4 * (size_t)width * (size_t)height;
    uint32_t *pixels = malloc(bytes);
    bool ready = mp4 && pixels;
    if (!ready)
        error_memory(error, bytes, "a film's frame");
    bool opened = ready && open_file(mp4, path, error);
    if (opened && !start(mp4, mp4->to.temporary, width, height, error))
        opened = new_file_close(&mp4->to, false, error);
    if (!opened) {
        free(pixels);
        free(mp4);
        return NULL;
    }
    mp4->pixels = pixels;
    mp4->bytes = bytes;
    return mp4;
}

static bool write_all(int pipe, const void *bytes, size_t size) {
    const char *at = bytes;
    while (size > 0) {
        ssize_t written = write(pipe, at, size);
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return false;
        at += written;
        size -= (size_t)written;
    }
    return true;
}

/* Writes with SIGPIPE ignored: that ffmpeg has ended is an error here, not the end of this program.
 */
static bool write_frames(const Mp4 *mp4, int count) {
    struct sigaction ignore = {.sa_handler = SIG_IGN}, before;
    bool written = true;
    sigaction(SIGPIPE, &ignore, &before);
    for (int k = 0; k < count && written; k++)
        written = write_all(mp4->pipe, mp4->pixels, mp4->bytes);
    int reason = errno;
    sigaction(SIGPIPE, &before, NULL);
    errno = reason;
    return written;
}

static bool mp4_add(void *state, const SDL_Surface *frame, SDL_Rect changed, int ticks,
                    Error *error) {
    Mp4 *mp4 = state;
    (void)changed; /* raw frames are whole */
    for (int y = 0; y < frame->h; y++)
        memcpy(mp4->pixels + (size_t)y * (size_t)frame->w,
               (const uint8_t *)frame->pixels + y * frame->pitch, 4 * (size_t)frame->w);
    if (write_frames(mp4, ticks))
        return true;
    return error_set(error, "ffmpeg stopped taking frames: %s", strerror(errno));
}

/* Whether ffmpeg has ended and is content. */
static bool wait_for_ffmpeg(const Mp4 *mp4, Error *error) {
    int status = 0;
    pid_t ended;
    do
        ended = waitpid(mp4->process, &status, 0);
    while (ended < 0 && errno == EINTR);
    if (ended < 0)
        return error_set(error, "lost track of ffmpeg: %s", strerror(errno));
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
        return true;
    if (WIFEXITED(status))
        return error_set(error, "ffmpeg failed with exit status %d", WEXITSTATUS(status));
    return error_set(error, "ffmpeg was ended by signal %d", WTERMSIG(status));
}

/* The size that a box at the file's place says it has; 0: there is none. */
static uint64_t box_size(FILE *in, char type[4]) {
    unsigned char head[16];
    uint64_t size = 0;
    if (fread(head, 1, 8, in) != 8)
        return 0;
    memcpy(type, head + 4, 4);
    for (int k = 0; k < 4; k++)
        size = size << 8 | head[k];
    if (size != 1)
        return size;
    if (fread(head + 8, 1, 8, in) != 8)
        return 0;
    for (int k = 8; k < 16; k++)
        size = size << 8 | head[k];
    return size;
}

/* The boxes fill the file to its last byte, and pictures and their index are among them. */
static bool has_all_boxes(FILE *in, uint64_t length) {
    bool index = false, pictures = false;
    uint64_t at = 0, size = 0;
    for (; at < length; at += size) {
        char type[4];
        if (fseeko(in, (off_t)at, SEEK_SET) != 0 || (size = box_size(in, type)) < 8 ||
            size > length - at)
            return false;
        index |= memcmp(type, "moov", 4) == 0;
        pictures |= memcmp(type, "mdat", 4) == 0 && size > 8;
    }
    return index && pictures;
}

/* On a full disk ffmpeg may end as if all were well. */
static bool is_whole(const char *path, Error *error) {
    struct stat status;
    FILE *in = fopen(path, "rb");
    bool whole =
        in && fstat(fileno(in), &status) == 0 && has_all_boxes(in, (uint64_t)status.st_size);
    if (in)
        fclose(in);
    return whole || error_set(error, "ffmpeg has not written the whole film: is the disk full?");
}

static bool mp4_close(void *state, bool good, Error *error) {
    Mp4 *mp4 = state;
    if (close(mp4->pipe) != 0) /* else it would wait for more for ever */
        kill(mp4->process, SIGTERM);
    bool content = wait_for_ffmpeg(mp4, good ? error : NULL);
    bool whole = good && content && is_whole(mp4->to.temporary, error);
    whole = new_file_close(&mp4->to, whole, error);
    free(mp4->pixels);
    free(mp4);
    return whole;
}

const FilmKind FILM_MP4 = {".mp4", mp4_open, mp4_add, mp4_close, FILM_RATE};
