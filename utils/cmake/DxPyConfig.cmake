# find_package(DxPy): compile Python programs as a part of a CMake build.
#
#   dxpy_add_executable(<target> MAIN <file.py>
#                       [MODULES <name or target> ...]  modules that no import statement names
#                       [PATHS <folder> ...]            where imported modules are looked for
#                       [DATA <file>[=<name>] ...]      files to embed
#                       [OPTIONS <option> ...])         further options of dxpyc
#       Builds the executable dxpy/<target> in the current binary folder; its path
#       is the target's property DXPY_LOCATION. It is built again when any Python
#       file that went into it changes.
#
#   dxpy_add_module(<target> SOURCE <file.py> [NAME <dotted name>])
#       Compiles a module to the DPM that is the target's property DXPY_LOCATION.
#       Naming <target> in MODULES of an executable embeds it there, as native
#       code; put on sys.path of a program that imports computed names, it is
#       found when the program runs.
get_filename_component(DXPY_PREFIX ${CMAKE_CURRENT_LIST_DIR}/../../.. REALPATH)
set(DXPY_COMPILER ${DXPY_PREFIX}/bin/dxpyc)
if(NOT TARGET DxPy::dxpyc)
  add_executable(DxPy::dxpyc IMPORTED GLOBAL)
  set_target_properties(DxPy::dxpyc PROPERTIES IMPORTED_LOCATION ${DXPY_COMPILER})
endif()

# One rule: dxpyc on a source, with a dependency file.
function(_dxpy_compile target source output options depends)
  get_filename_component(source ${source} ABSOLUTE)
  get_filename_component(folder ${output} DIRECTORY)
  file(MAKE_DIRECTORY ${folder})
  add_custom_command(OUTPUT ${output}
    COMMAND DxPy::dxpyc ${source} -o ${output} --depfile=${output}.d ${options}
    DEPENDS ${source} ${DXPY_COMPILER} ${depends}
    DEPFILE ${output}.d
    COMMENT "Compiling ${target} with dxpyc"
    VERBATIM)
  add_custom_target(${target} ALL DEPENDS ${output})
  set_target_properties(${target} PROPERTIES DXPY_LOCATION ${output})
endfunction()

function(dxpy_add_executable target)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "MAIN" "MODULES;PATHS;DATA;OPTIONS")
  if(NOT arg_MAIN OR arg_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "dxpy_add_executable(<target> MAIN <file.py> [MODULES ...] [PATHS ...] [DATA ...] [OPTIONS ...])")
  endif()
  set(options ${arg_OPTIONS})
  set(depends)
  foreach(module ${arg_MODULES})
    if(TARGET ${module})
      get_target_property(location ${module} DXPY_LOCATION)
      get_target_property(folder ${module} DXPY_MODULE_FOLDER)
      get_target_property(name ${module} DXPY_MODULE_NAME)
      # The packages of a dotted name are found in the folder.
      list(APPEND options -I ${folder} --module=${name}=${location})
      list(APPEND depends ${module} ${location})
    else()
      list(APPEND options --module=${module})
    endif()
  endforeach()
  foreach(folder ${arg_PATHS})
    get_filename_component(folder ${folder} ABSOLUTE)
    list(APPEND options -I ${folder})
  endforeach()
  foreach(file ${arg_DATA})
    string(REGEX MATCH "^([^=]*)=?(.*)$" all "${file}")
    get_filename_component(path ${CMAKE_MATCH_1} ABSOLUTE)
    set(name ${CMAKE_MATCH_2})
    if(NOT name)
      set(name ${CMAKE_MATCH_1})
    endif()
    list(APPEND options --data=${path}=${name})
    list(APPEND depends ${path})
  endforeach()
  _dxpy_compile(${target} ${arg_MAIN} ${CMAKE_CURRENT_BINARY_DIR}/dxpy/${target} "${options}" "${depends}")
endfunction()

function(dxpy_add_module target)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "SOURCE;NAME" "")
  if(NOT arg_SOURCE OR arg_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "dxpy_add_module(<target> SOURCE <file.py> [NAME <dotted name>])")
  endif()
  get_filename_component(source ${arg_SOURCE} ABSOLUTE)
  get_filename_component(folder ${source} DIRECTORY)
  get_filename_component(stem ${source} NAME_WE)
  if(stem STREQUAL "__init__")
    get_filename_component(stem ${folder} NAME)
    get_filename_component(folder ${folder} DIRECTORY)
  endif()
  if(NOT arg_NAME)
    set(arg_NAME ${stem})
  endif()
  # The folder that the dotted name starts in.
  string(REGEX MATCHALL "\\." dots ${arg_NAME})
  foreach(dot ${dots})
    get_filename_component(folder ${folder} DIRECTORY)
  endforeach()
  _dxpy_compile(${target} ${source} ${CMAKE_CURRENT_BINARY_DIR}/dxpy/${arg_NAME}.dpm "-c;--name=${arg_NAME}" "")
  set_target_properties(${target} PROPERTIES DXPY_MODULE_FOLDER ${folder} DXPY_MODULE_NAME ${arg_NAME})
endfunction()
