/* mp4.c: an MP4: raw frames go through a pipe to ffmpeg, a process of its own. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "ui/film/kind.h"

extern char **environ; /* POSIX leaves it to the program to declare this */

typedef struct Mp4 {
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
    char size[32], rate[16], output[1024];
    snprintf(size, sizeof size, "%dx%d", width, height);
    snprintf(rate, sizeof rate, "%d", FILM_RATE);
    if (snprintf(output, sizeof output, "file:%s", path) >= (int)sizeof output)
        return ENAMETOOLONG;
    const char *const arguments[] = {"ffmpeg",
                                     "-hide_banner",
                                     "-loglevel",
                                     "error",
                                     "-y",
                                     "-f",
                                     "rawvideo",
                                     "-pix_fmt",
                                     "bgr0",
                                     "-s",
                                     size,
                                     "-r",
                                     rate,
                                     "-i",
                                     "pipe:0",
                                     "-vf",
                                     "pad=ceil(iw/2)*2:ceil(ih/2)*2",
                                     "-c:v",
                                     "libx264",
                                     "-crf",
                                     "18",
                                     "-pix_fmt",
                                     "yuv420p",
                                     "-movflags",
                                     "+faststart",
                                     "-f",
                                     "mp4",
                                     output,
                                     NULL};
    return run_ffmpeg(process, input, arguments);
}

static bool start(Mp4 *mp4, const char *path, int width, int height, Error *error) {
    int ends[2];
    if (pipe(ends) != 0)
        return error_set(error, "cannot start ffmpeg: %s", strerror(errno));
    /* Were the child to inherit the end for writing, it would never see the end of its input. */
    fcntl(ends[0], F_SETFD, FD_CLOEXEC);
    fcntl(ends[1], F_SETFD, FD_CLOEXEC);
    int failed = spawn(&mp4->process, ends[0], path, width, height);
    close(ends[0]);
    mp4->pipe = ends[1];
    if (failed == 0)
        return true;
    close(ends[1]);
    error_set(error, "cannot start ffmpeg: %s", strerror(failed));
    error_hint(error, "install ffmpeg, or name a .gif file, which needs no other program");
    return false;
}

/* ffmpeg finds out that a file cannot be written only when it is fed; the reason is clearer here.
 */
static bool writable(const char *path, Error *error) {
    int file = open(path, O_WRONLY | O_CREAT, 0666);
    if (file < 0)
        return error_set(error, "cannot write the film: %s", strerror(errno));
    close(file);
    return true;
}

static void *mp4_open(const char *path, int width, int height, const Theme *theme, Error *error) {
    (void)theme; /* all colours can be written */
    Mp4 *mp4 = calloc(1, sizeof *mp4);
    size_t bytes = 4 * (size_t)width * (size_t)height;
    uint32_t *pixels = malloc(bytes);
    bool ready = mp4 && pixels;
    if (!ready)
        error_memory(error, bytes, "a film's frame");
    if (!ready || !writable(path, error) || !start(mp4, path, width, height, error)) {
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

static bool mp4_close(void *state, Error *error) {
    Mp4 *mp4 = state;
    int status = 0;
    close(mp4->pipe);
    pid_t ended;
    do
        ended = waitpid(mp4->process, &status, 0);
    while (ended < 0 && errno == EINTR);
    free(mp4->pixels);
    free(mp4);
    if (ended < 0)
        return error_set(error, "lost track of ffmpeg: %s", strerror(errno));
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
        return true;
    if (WIFEXITED(status))
        return error_set(error, "ffmpeg failed with exit status %d", WEXITSTATUS(status));
    return error_set(error, "ffmpeg was ended by signal %d", WTERMSIG(status));
}

const FilmKind FILM_MP4 = {".mp4", mp4_open, mp4_add, mp4_close, FILM_RATE};
