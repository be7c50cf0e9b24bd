# Compile options and the target helpers that every folder uses.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

option(DXPY_ASSERTIONS "Keep assertions and the verifiers" OFF)
set(DXPY_SANITIZE "" CACHE STRING "address or thread: build everything with that sanitizer")
set(DXPY_PYTHON "/usr/bin/python3" CACHE FILEPATH
    "CPython whose pure-Python library is embedded and which tests compare with")

# Code that runs inside users' executables: the runtime and the shared front end.
add_library(dxpy_runtime_options INTERFACE)
target_include_directories(dxpy_runtime_options INTERFACE ${CMAKE_SOURCE_DIR} ${CMAKE_BINARY_DIR})
target_compile_options(dxpy_runtime_options INTERFACE
  -fno-exceptions -fno-rtti -fno-pie -march=x86-64-v2 -fvisibility=hidden -fno-omit-frame-pointer
  -ftls-model=local-exec -ffunction-sections -fdata-sections -ffp-contract=off -fno-math-errno
  -fno-strict-aliasing -Wall -Wextra -Werror=return-type -Wno-unused-parameter)
if(NOT DXPY_ASSERTIONS)
  target_compile_definitions(dxpy_runtime_options INTERFACE NDEBUG)
endif()
if(DXPY_SANITIZE)
  add_compile_options(-fsanitize=${DXPY_SANITIZE} -g1)
  add_link_options(-fsanitize=${DXPY_SANITIZE})
endif()
add_link_options(-no-pie)

# dxpy_library(<target> [folder libraries it may use ...]): every source of this folder.
function(dxpy_library target)
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp)
  if(sources)
    add_library(${target} STATIC ${sources})
    target_link_libraries(${target} PUBLIC dxpy_runtime_options ${ARGN})
  else()
    add_library(${target} INTERFACE)
    target_link_libraries(${target} INTERFACE dxpy_runtime_options ${ARGN})
  endif()
endfunction()

# dxpy_unit_test(<folder> [libraries ...]): one doctest program of test/unit/<folder>/*_test.cpp.
function(dxpy_unit_test folder)
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${folder}/*_test.cpp)
  if(NOT sources)
    return()
  endif()
  add_executable(unit_${folder} ${sources} ${CMAKE_SOURCE_DIR}/test/unit/main.cpp)
  target_include_directories(unit_${folder} PRIVATE ${CMAKE_SOURCE_DIR} ${CMAKE_BINARY_DIR})
  target_link_libraries(unit_${folder} PRIVATE ${ARGN})
  add_test(NAME unit.${folder} COMMAND unit_${folder})
endfunction()
