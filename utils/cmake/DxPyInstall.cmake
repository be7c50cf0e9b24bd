# The installed tree works from anywhere: bin/dxpyc finds lib/dxpy next to it.
include(CMakePackageConfigHelpers)
if(TARGET dxpyc)
  install(TARGETS dxpyc RUNTIME DESTINATION bin)
  install(CODE "file(CREATE_LINK dxpyc \$ENV{DESTDIR}\${CMAKE_INSTALL_PREFIX}/bin/dxpy SYMBOLIC)")
endif()
install(DIRECTORY ${CMAKE_BINARY_DIR}/lib/dxpy/ DESTINATION lib/dxpy PATTERN *.stamp EXCLUDE PATTERN *.d EXCLUDE)
write_basic_package_version_file(${CMAKE_BINARY_DIR}/generated/DxPyConfigVersion.cmake
                                 COMPATIBILITY SameMinorVersion ARCH_INDEPENDENT)
install(FILES ${CMAKE_SOURCE_DIR}/utils/cmake/DxPyConfig.cmake ${CMAKE_BINARY_DIR}/generated/DxPyConfigVersion.cmake
        DESTINATION lib/cmake/DxPy)
install(FILES LICENSE DESTINATION share/doc/dxpy)
