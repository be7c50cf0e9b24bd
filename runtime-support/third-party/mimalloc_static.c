// The whole of mimalloc as one object, for executables that start with little
// resident memory: without transparent huge pages, which round the first
// segment up to 2 MiB. MI_MALLOC_OVERRIDE stays undefined, whatever its value
// it would replace malloc.
#define _DEFAULT_SOURCE
#include <sys/mman.h>
#undef MADV_HUGEPAGE
#undef MADV_COLLAPSE
#ifdef MI_MALLOC_OVERRIDE
#error "the executable's malloc belongs to libc"
#endif
#define MI_DEFAULT_ALLOW_THP 0
#include "static.c"
