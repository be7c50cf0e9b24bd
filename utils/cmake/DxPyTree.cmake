# lib/dxpy: what dxpyc links programs with and embeds in them, in the build tree
# in the same shape as installed, so that dxpyc finds it relative to itself.
set(tree ${CMAKE_BINARY_DIR}/lib/dxpy)

# The C++ library, libgcc and the start files that belong to them come from the
# compiler that builds us; a user's machine needs libc6-dev only.
set(toolchain_files crtbegin.o crtbeginS.o crtbeginT.o crtend.o crtendS.o libstdc++.a libgcc.a libgcc_eh.a)
# Libraries under native modules: a program has of them what it reaches.
set(module_libraries libbz2.a libexpat.a liblzma.a libz.a)
set(tree_files)
foreach(name ${toolchain_files} ${module_libraries})
  execute_process(COMMAND ${CMAKE_CXX_COMPILER} -print-file-name=${name}
                  OUTPUT_VARIABLE path OUTPUT_STRIP_TRAILING_WHITESPACE)
  if(NOT IS_ABSOLUTE "${path}")
    message(FATAL_ERROR "${name} is missing: run utils/setup")
  endif()
  file(REAL_PATH ${path} path)
  add_custom_command(OUTPUT ${tree}/${name} COMMAND ${CMAKE_COMMAND} -E copy ${path} ${tree}/${name}
                     DEPENDS ${path} VERBATIM)
  list(APPEND tree_files ${tree}/${name})
endforeach()

# dxpy_position_independent(<target>): <target>_pie, made of the same sources in the same way.
function(dxpy_position_independent target)
  get_target_property(type ${target} TYPE)
  if(NOT type STREQUAL STATIC_LIBRARY)
    return()
  endif()
  foreach(property SOURCES SOURCE_DIR LINK_LIBRARIES COMPILE_OPTIONS INCLUDE_DIRECTORIES COMPILE_DEFINITIONS
          C_STANDARD MANUALLY_ADDED_DEPENDENCIES)
    get_target_property(${property} ${target} ${property})
    if(NOT ${property})
      set(${property})
    endif()
  endforeach()
  list(TRANSFORM SOURCES PREPEND ${SOURCE_DIR}/ REGEX "^[^/]")
  add_library(${target}_pie STATIC EXCLUDE_FROM_ALL ${SOURCES})
  target_link_libraries(${target}_pie PRIVATE ${LINK_LIBRARIES})
  target_include_directories(${target}_pie PRIVATE ${INCLUDE_DIRECTORIES})
  target_compile_options(${target}_pie PRIVATE ${COMPILE_OPTIONS})
  target_compile_definitions(${target}_pie PRIVATE ${COMPILE_DEFINITIONS})
  set_target_properties(${target}_pie PROPERTIES DXPY_PIE ON C_STANDARD "${C_STANDARD}")
  if(MANUALLY_ADDED_DEPENDENCIES)
    add_dependencies(${target}_pie ${MANUALLY_ADDED_DEPENDENCIES})
  endif()
endfunction()

# All folders of the runtime, the shared front end and third parties in one archive; lld takes what
# is reached. libdxrt.pie.a is the same for --pie.
get_property(runtime_libraries GLOBAL PROPERTY dxpy_runtime_libraries)
function(dxpy_runtime_archive name suffix)
  set(archives)
  set(targets dxpy_blake3_archive)
  foreach(library ${runtime_libraries})
    if(TARGET ${library}${suffix})
      get_target_property(type ${library}${suffix} TYPE)
      if(type STREQUAL STATIC_LIBRARY)
        list(APPEND archives $<TARGET_FILE:${library}${suffix}>)
        list(APPEND targets ${library}${suffix})
      endif()
    endif()
  endforeach()
  list(APPEND archives $<TARGET_FILE:dxpy_blake3>)
  add_custom_command(OUTPUT ${tree}/${name}
    COMMAND ${CMAKE_COMMAND} -E rm -f ${tree}/${name}
    COMMAND ${LLVM_TOOLS_BINARY_DIR}/llvm-ar qcLS ${tree}/${name} ${archives}
    COMMAND ${LLVM_TOOLS_BINARY_DIR}/llvm-ranlib ${tree}/${name}
    DEPENDS ${targets} ${archives} VERBATIM)
  set(tree_files ${tree_files} ${tree}/${name} PARENT_SCOPE)
endfunction()
dxpy_runtime_archive(libdxrt.a "")
if(DXPY_PIE)
  foreach(library ${runtime_libraries})
    dxpy_position_independent(${library})
  endforeach()
  dxpy_runtime_archive(libdxrt.pie.a _pie)
endif()

# What is linked, in this order, one a line.
set(libraries libdxrt.a ${module_libraries} libstdc++.a libgcc.a libgcc_eh.a)
if(DXPY_SANITIZE)
  # Programs of a sanitized build run under the same sanitizer.
  foreach(sanitizer asan asan_cxx ubsan_standalone ubsan_standalone_cxx tsan tsan_cxx)
    string(REGEX MATCH "^[a-z]*" kind ${sanitizer})
    execute_process(COMMAND ${CMAKE_CXX_COMPILER} -print-file-name=libclang_rt.${sanitizer}-x86_64.a
                    OUTPUT_VARIABLE path OUTPUT_STRIP_TRAILING_WHITESPACE)
    # The address and thread runtimes bring UBSan's with them.
    if((kind STREQUAL "asan" AND DXPY_SANITIZE MATCHES "address") OR
       (kind STREQUAL "tsan" AND DXPY_SANITIZE MATCHES "thread") OR
       (kind STREQUAL "ubsan" AND DXPY_SANITIZE STREQUAL "undefined"))
      list(PREPEND libraries --whole-archive ${path} --no-whole-archive)
    endif()
  endforeach()
  list(APPEND libraries --export-dynamic -lpthread -lrt -ldl -lresolv)
endif()
list(JOIN libraries "\n" text)
file(CONFIGURE OUTPUT ${tree}/libraries CONTENT "${text}\n")
if(DXPY_PIE)
  string(REPLACE libdxrt.a libdxrt.pie.a text "${text}")
  file(CONFIGURE OUTPUT ${tree}/libraries.pie CONTENT "${text}\n")
endif()

# The runtime's hot half as bitcode, which dxpyc inlines into native code.
set(inline_source ${CMAKE_SOURCE_DIR}/runtime-support/inline/bitcode.cpp)
set(inline_definitions)
if(NOT DXPY_ASSERTIONS)
  list(APPEND inline_definitions -DNDEBUG)
endif()
if(DXPY_SANITIZE)
  list(APPEND inline_definitions -DDXPY_SANITIZED)
endif()
add_custom_command(OUTPUT ${tree}/inline.bc
  COMMAND ${CMAKE_CXX_COMPILER} -std=c++20 -O2 -emit-llvm -c ${inline_source} -o ${tree}/inline.bc -I${CMAKE_SOURCE_DIR}
          -fno-exceptions -fno-rtti -fno-pie -march=x86-64-v2 -mtune=generic -ffp-contract=off -fno-strict-aliasing ${inline_definitions}
          -MD -MF ${tree}/inline.bc.d -MT ${tree}/inline.bc
  DEPENDS ${inline_source} DEPFILE ${tree}/inline.bc.d VERBATIM)
list(APPEND tree_files ${tree}/inline.bc)

# The pure-Python library: the host's, with our replacements on top.
file(GLOB_RECURSE own_modules CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/stdlib/python/*.py)
add_custom_command(OUTPUT ${tree}/stdlib.stamp
  COMMAND ${DXPY_PYTHON} ${CMAKE_SOURCE_DIR}/utils/copy_stdlib.py --own ${CMAKE_SOURCE_DIR}/stdlib/python ${tree}
  COMMAND ${CMAKE_COMMAND} -E touch ${tree}/stdlib.stamp
  DEPENDS ${own_modules} ${CMAKE_SOURCE_DIR}/utils/copy_stdlib.py ${DXPY_PYTHON} VERBATIM)
list(APPEND tree_files ${tree}/stdlib.stamp)

# Everything that compiling a program takes, without and with the compiler.
add_custom_target(dxpyc-runtime DEPENDS ${tree_files})
add_custom_target(dxpyc-tree ALL)
add_dependencies(dxpyc-tree dxpyc-runtime)
if(TARGET dxpyc)
  add_dependencies(dxpyc-tree dxpyc)
endif()
