# Compile options and the target helpers that every folder uses.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)
set(CMAKE_ARCHIVE_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/lib)
set(CMAKE_POSITION_INDEPENDENT_CODE OFF)

option(DXPY_ASSERTIONS "Keep assertions and the verifiers" OFF)
option(DXPY_STATIC_LLVM "Link LLVM into dxpyc instead of using the shared libLLVM" OFF)
option(DXPY_PIE "Build the runtime a second time, for dxpyc --pie" OFF)
set(DXPY_SANITIZE "" CACHE STRING "address,undefined or thread: build everything with that sanitizer")
set(DXPY_PYTHON "/usr/bin/python3" CACHE FILEPATH
    "CPython whose pure-Python library is embedded and which tests compare with")

# What both halves share.
add_library(dxpy_options INTERFACE)
target_include_directories(dxpy_options INTERFACE ${CMAKE_SOURCE_DIR} ${CMAKE_BINARY_DIR})
target_compile_options(dxpy_options INTERFACE
  -fno-exceptions $<IF:$<BOOL:$<TARGET_PROPERTY:DXPY_PIE>>,-fPIE,-fno-pie> -fvisibility=hidden -fvisibility-inlines-hidden -ffunction-sections -fdata-sections
  -Wall -Wextra -Werror=return-type -Wno-unused-parameter -Wno-invalid-offsetof)
if(NOT DXPY_ASSERTIONS)
  target_compile_definitions(dxpy_options INTERFACE NDEBUG)
endif()
if(DXPY_SANITIZE)
  target_compile_options(dxpy_options INTERFACE -fsanitize=${DXPY_SANITIZE} -fno-sanitize-recover=all -g1)
  target_link_options(dxpy_options INTERFACE -fsanitize=${DXPY_SANITIZE})
endif()
# Plain lld: the tests' executables link in a fraction of a second.
add_link_options(-no-pie --ld-path=/usr/lib/llvm-22/bin/ld.lld -Wl,--gc-sections -Wl,--as-needed)

# generated/abi_fingerprint.h, written before anything is compiled.
file(GLOB abi_files CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/runtime-support/abi/*.h
     ${CMAKE_SOURCE_DIR}/runtime-support/abi/*.def)
add_custom_command(OUTPUT ${CMAKE_BINARY_DIR}/generated/abi_fingerprint.h
  COMMAND ${CMAKE_COMMAND} -DABI=${CMAKE_SOURCE_DIR}/runtime-support/abi
          -DOUTPUT=${CMAKE_BINARY_DIR}/generated/abi_fingerprint.h
          -P ${CMAKE_SOURCE_DIR}/utils/cmake/abi_fingerprint.cmake
  DEPENDS ${abi_files} ${CMAKE_SOURCE_DIR}/utils/cmake/abi_fingerprint.cmake VERBATIM)
add_custom_target(dxpy_abi_fingerprint DEPENDS ${CMAKE_BINARY_DIR}/generated/abi_fingerprint.h)
add_dependencies(dxpy_options dxpy_abi_fingerprint)

# Code that runs inside users' executables: the runtime and the shared front end. The tuning that comes with x86-64-v2
# makes rotations (float tags) double shifts, which are slow on other makers' processors.
add_library(dxpy_runtime_options INTERFACE)
target_link_libraries(dxpy_runtime_options INTERFACE dxpy_options)
target_compile_options(dxpy_runtime_options INTERFACE
  $<$<COMPILE_LANGUAGE:CXX>:-fno-rtti> -march=x86-64-v2 -mtune=generic -fno-omit-frame-pointer -ftls-model=local-exec
  -ffp-contract=off -fno-math-errno -fno-strict-aliasing -fno-asynchronous-unwind-tables)
if(DXPY_SANITIZE)
  target_compile_definitions(dxpy_runtime_options INTERFACE DXPY_SANITIZED)
endif()

# The compiler from dxir on; LLVM's headers are not ours to warn about.
find_package(LLVM 22.1 REQUIRED CONFIG HINTS /usr/lib/llvm-22/lib/cmake/llvm)
add_library(dxpy_compiler_options INTERFACE)
target_link_libraries(dxpy_compiler_options INTERFACE dxpy_options)
target_include_directories(dxpy_compiler_options SYSTEM INTERFACE ${LLVM_INCLUDE_DIRS})
separate_arguments(llvm_definitions UNIX_COMMAND "${LLVM_DEFINITIONS}")
target_compile_options(dxpy_compiler_options INTERFACE ${llvm_definitions})
include(DxPyLLVM)

# _dxpy_folder_library(<target> <options target> [libraries ...]): every source of this folder.
function(_dxpy_folder_library target options)
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp)
  if(sources)
    add_library(${target} STATIC ${sources})
    # Each half keeps its own flags: what uses a folder does not inherit them.
    target_link_libraries(${target} PRIVATE ${options} PUBLIC ${ARGN})
  else()
    add_library(${target} INTERFACE)
    target_link_libraries(${target} INTERFACE ${ARGN})
  endif()
endfunction()

# dxpy_library(<target> [libraries it may use ...]): a folder that runs in users' executables.
function(dxpy_library target)
  _dxpy_folder_library(${target} dxpy_runtime_options ${ARGN})
  dxpy_in_executables(${target})
endfunction()

# dxpy_in_executables(<target>): a library that dxpyc links into programs.
function(dxpy_in_executables target)
  set_property(GLOBAL APPEND PROPERTY dxpy_runtime_libraries ${target})
endfunction()

# dxpy_compiler_library(<target> [libraries it may use ...]): a folder of the compiler from dxir on.
function(dxpy_compiler_library target)
  _dxpy_folder_library(${target} dxpy_compiler_options ${ARGN})
endfunction()

# dxpy_unit_test([libraries ...]): one doctest program of this folder's *_test.cpp, named after the folder.
function(dxpy_unit_test)
  get_filename_component(folder ${CMAKE_CURRENT_SOURCE_DIR} NAME)
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*_test.cpp)
  if(NOT sources)
    return()
  endif()
  add_executable(unit_${folder} ${sources})
  target_link_libraries(unit_${folder} PRIVATE dxpy_unit_main dxpy_options ${ARGN})
  # Folders built without exceptions pass that on to their tests.
  target_compile_definitions(unit_${folder} PRIVATE DOCTEST_CONFIG_NO_EXCEPTIONS_BUT_WITH_ALL_ASSERTS)
  add_test(NAME unit.${folder} COMMAND unit_${folder})
  set_tests_properties(unit.${folder} PROPERTIES TIMEOUT 300 LABELS unit)
  if(DXPY_SANITIZE) # running out of memory is tested
    set_tests_properties(unit.${folder} PROPERTIES ENVIRONMENT
      "ASAN_OPTIONS=allocator_may_return_null=1;TSAN_OPTIONS=allocator_may_return_null=1")
  endif()
endfunction()
