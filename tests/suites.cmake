# CTest runs the suites by name, so a suite under another name than its file's would never run.
#
#   cmake -DPROGRAM=whensaid_tests -DSUITES=a,b -P tests/suites.cmake
cmake_minimum_required(VERSION 3.25)

execute_process(COMMAND ${PROGRAM} --list_content ERROR_VARIABLE content COMMAND_ERROR_IS_FATAL ANY)
string(REPLACE "," ";" expected "${SUITES}")
string(REGEX MATCHALL "[^\n]+" lines "${content}")
list(FILTER lines EXCLUDE REGEX "^ ")  # cases and nested suites are indented
list(TRANSFORM lines REPLACE "\\*$" "")
list(SORT expected)
list(SORT lines)
if(NOT lines STREQUAL expected)
  message(FATAL_ERROR "The program has the suites\n  ${lines}\nand CTest runs\n  ${expected}")
endif()
