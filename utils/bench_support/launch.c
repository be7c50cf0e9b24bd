// Runs programs from a process so small that its own size does not show in
// their peak.
//   launch rounds <n> <program>...            prints "<median us> <minimum us>
//   <peak KiB> <program>" for each, run in turn launch once <stdout file>
//   <program> <argument>...
//                                             prints "<wall us> <user us>
//                                             <system us> <peak KiB> <wait
//                                             status>"
#define _GNU_SOURCE
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>

extern char **environ;

struct Result {
  double wall;
  struct rusage usage;
  int status;
};

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

static double microseconds(struct timeval t) {
  return (double)t.tv_sec * 1e6 + (double)t.tv_usec;
}

static struct Result run(const char *output, char **arguments) {
  struct Result result;
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&actions, 1, output,
                                   O_WRONLY | O_CREAT | O_TRUNC, 0666);
  pid_t child;
  double start = now();
  if (posix_spawn(&child, arguments[0], &actions, NULL, arguments, environ)) {
    fprintf(stderr, "launch: %s does not start\n", arguments[0]);
    exit(1);
  }
  wait4(child, &result.status, 0, &result.usage);
  result.wall = now() - start;
  posix_spawn_file_actions_destroy(&actions);
  return result;
}

static int compare(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

static void runRounds(int rounds, char **programs, int count) {
  double *times = malloc(sizeof(double) * (size_t)(rounds * count));
  long *peaks = calloc((size_t)count, sizeof(long));
  for (int round = 0; round < rounds; ++round)
    for (int i = 0; i < count; ++i) {
      char *arguments[] = {programs[i], NULL};
      struct Result result = run("/dev/null", arguments);
      times[i * rounds + round] = result.wall;
      if (result.usage.ru_maxrss > peaks[i])
        peaks[i] = result.usage.ru_maxrss;
    }
  for (int i = 0; i < count; ++i) {
    qsort(times + i * rounds, (size_t)rounds, sizeof(double), compare);
    printf("%.0f %.0f %ld %s\n", times[i * rounds + rounds / 2],
           times[i * rounds], peaks[i], programs[i]);
  }
}

int main(int argc, char **argv) {
  if (argc > 3 && !strcmp(argv[1], "rounds") && atoi(argv[2]) > 0) {
    runRounds(atoi(argv[2]), argv + 3, argc - 3);
    return 0;
  }
  if (argc > 3 && !strcmp(argv[1], "once")) {
    struct Result result = run(argv[2], argv + 3);
    printf("%.0f %.0f %.0f %ld %d\n", result.wall,
           microseconds(result.usage.ru_utime),
           microseconds(result.usage.ru_stime), result.usage.ru_maxrss,
           result.status);
    return 0;
  }
  return 2;
}
