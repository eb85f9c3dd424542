# Installation: the library, its headers, a CMake package and a pkg-config file. What whensaid is
# built on shows only to those who link the static library, because the linker then needs it.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

set(whensaid_package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/whensaid)
install(TARGETS whensaid EXPORT whensaid-targets
  FILE_SET HEADERS DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}
  INCLUDES DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(EXPORT whensaid-targets NAMESPACE whensaid:: DESTINATION ${whensaid_package_dir})

configure_package_config_file(whensaid-config.cmake.in whensaid-config.cmake
  INSTALL_DESTINATION ${whensaid_package_dir} NO_SET_AND_CHECK_MACRO)
write_basic_package_version_file(whensaid-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/whensaid-config.cmake
  ${CMAKE_CURRENT_BINARY_DIR}/whensaid-config-version.cmake DESTINATION ${whensaid_package_dir})

if(BUILD_SHARED_LIBS)
  set(pc_requires_private "")
  set(pc_libs_private "")
else()
  set(pc_requires_private "xapian-core >= 1.4.22, libzstd, simdjson, libxxhash, re2, icu-uc, icu-i18n, fmt")
  set(pc_libs_private "-lstemmer -pthread")
endif()
# The prefix is said relative to the file, so that `cmake --install --prefix` may choose another.
file(RELATIVE_PATH pc_prefix "/${CMAKE_INSTALL_LIBDIR}/pkgconfig" "/")
string(REGEX REPLACE "/$" "" pc_prefix "${pc_prefix}")
configure_file(whensaid.pc.in whensaid.pc @ONLY)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/whensaid.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
