/* program.c: what starting the program and leaving it open costs. See bench.h.
 *
 * It starts itself: with one frame; with nothing to do; and as a window, which is looked at through
 * /proc. Without a display its windows are SDL's that show nothing. */
#include "commands/bench/program.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "commands/bench/measure.h"
#include "commands/library/library.h"

enum { SETTLE_SECONDS = 3, IDLE_SECONDS = 4 };

extern char **environ;
#ifdef __linux__
extern char __executable_start, edata; /* the linker's */
#endif

static pid_t start(const char *const *words) {
    posix_spawn_file_actions_t actions;
    pid_t pid;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    int failed = posix_spawn(&pid, "/proc/self/exe", &actions, NULL, (char *const *)words, environ);
    posix_spawn_file_actions_destroy(&actions);
    return failed ? -1 : pid;
}

/* ms from the start to the end of a program; 0: it failed. */
static double run_ms(const char *const *words) {
    double begun = measure_now();
    pid_t pid = start(words);
    int status = 0;
    if (pid < 0 || waitpid(pid, &status, 0) != pid || status != 0)
        return 0;
    return (measure_now() - begun) / 1e6;
}

/* CPU nanoseconds of a process; below 0: it is no more. */
static double cpu_ns(pid_t pid) {
    clockid_t clock;
    struct timespec time;
    if (clock_getcpuclockid(pid, &clock) != 0 || clock_gettime(clock, &time) != 0)
        return -1;
    return (double)time.tv_sec * 1e9 + (double)time.tv_nsec;
}

/* A line of /proc/PID/status, in MiB. */
static double status_mib(pid_t pid, const char *name) {
    char path[64], line[256];
    double kib = 0;
    snprintf(path, sizeof path, "/proc/%d/status", (int)pid);
    FILE *file = fopen(path, "r");
    while (file && fgets(line, sizeof line, file))
        if (strncmp(line, name, strlen(name)) == 0)
            kib = strtod(line + strlen(name) + 1, NULL);
    if (file)
        fclose(file);
    return kib / 1024;
}

static void stay_idle(long seconds) {
    struct timespec left = {.tv_sec = seconds};
    while (nanosleep(&left, &left) != 0 && errno == EINTR)
        continue;
}

static void measure_window(ProgramCase *program, const char *lesson) {
    const char *words[] = {"gatescope", lesson, NULL};
    pid_t pid = start(words);
    if (pid < 0)
        return;
    stay_idle(SETTLE_SECONDS);
    double before = cpu_ns(pid);
    stay_idle(IDLE_SECONDS);
    double after = cpu_ns(pid);
    program->idle = before < 0 || after < 0 ? -1 : (after - before) / (IDLE_SECONDS * 1e7);
    program->resident = status_mib(pid, "VmRSS:");
    program->own = status_mib(pid, "RssAnon:");
    kill(pid, SIGTERM); /* SDL takes it for the window's closing */
    waitpid(pid, NULL, 0);
}

void bench_without_display(void) {
    if (!getenv("DISPLAY") && !getenv("WAYLAND_DISPLAY"))
        setenv("SDL_VIDEODRIVER", "dummy", 1);
}

/* What the started windows keep goes into a folder of its own. */
static bool set_apart(char *folder) {
    if (!mkdtemp(folder))
        return false;
    setenv("XDG_STATE_HOME", folder, 1);
    bench_without_display();
    return true;
}

static void clear_away(const char *folder) {
    static const char *const kept[] = {"/gatescope/state.json", "/gatescope", ""};
    char path[256];
    for (int k = 0; k < 3; k++) {
        snprintf(path, sizeof path, "%s%s", folder, kept[k]);
        remove(path);
    }
}

bool bench_program(ProgramCase *program, int rounds, Error *error) {
    Library library;
    char folder[] = "/tmp/gatescope-bench-XXXXXX";
    if (!library_open(&library, error))
        return false;
    bool good = library.count && set_apart(folder);
    const char *nothing[] = {"gatescope", "--version", NULL};
    const char *once[] = {"gatescope", "--once", good ? library.paths[0] : NULL, NULL};
    *program = (ProgramCase){.idle = -1};
    for (int k = 0; good && k < 2 * rounds; k++) {
        bench_keep(&program->floor, run_ms(nothing));
        bench_keep(&program->start, run_ms(once));
    }
    if (good) {
        measure_window(program, library.paths[0]);
        clear_away(folder);
    }
#ifdef __linux__
    /* cppcheck-suppress comparePointers ; the linker puts both into one place */
    program->image = (double)(&edata - &__executable_start) / (1 << 20);
#endif
    library_close(&library);
    return good || error_set(error, "there is no lesson to open, or no folder for its state");
}
