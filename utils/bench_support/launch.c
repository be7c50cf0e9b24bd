// Measures how long programs take from posix_spawn to their end, in turn, and
// their peak resident size: launch <rounds> <program>...
// Prints "<median us> <minimum us> <peak KiB> <program>" for each.
#define _GNU_SOURCE
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>

extern char **environ;

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

static int compare(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

int main(int argc, char **argv) {
  if (argc < 3)
    return 2;
  int rounds = atoi(argv[1]), programs = argc - 2;
  double *times = malloc(sizeof(double) * (size_t)(rounds * programs));
  long *peaks = calloc((size_t)programs, sizeof(long));
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
  for (int round = 0; round < rounds; ++round)
    for (int i = 0; i < programs; ++i) {
      char *arguments[] = {argv[i + 2], NULL};
      struct rusage usage;
      pid_t child;
      int status;
      double start = now();
      if (posix_spawn(&child, arguments[0], &actions, NULL, arguments, environ))
        return 1;
      wait4(child, &status, 0, &usage);
      times[i * rounds + round] = now() - start;
      if (usage.ru_maxrss > peaks[i])
        peaks[i] = usage.ru_maxrss;
    }
  for (int i = 0; i < programs; ++i) {
    qsort(times + i * rounds, (size_t)rounds, sizeof(double), compare);
    printf("%.0f %.0f %ld %s\n", times[i * rounds + rounds / 2],
           times[i * rounds], peaks[i], argv[i + 2]);
  }
  return 0;
}
