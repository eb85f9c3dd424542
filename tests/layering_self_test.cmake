# Proves that layering.cmake catches what it is for: each planted include is tried alone.
#
#   cmake -DSCRATCH=DIR -P tests/layering_self_test.cmake
cmake_minimum_required(VERSION 3.25)

function(try file include outcome)
  file(REMOVE_RECURSE ${SCRATCH})
  file(WRITE ${SCRATCH}/${file} "#pragma once\n\n#include <string>\n  #  include ${include} // why\n")
  execute_process(COMMAND ${CMAKE_COMMAND} -DROOT=${SCRATCH} -P ${CMAKE_CURRENT_LIST_DIR}/layering.cmake
    RESULT_VARIABLE status OUTPUT_QUIET ERROR_VARIABLE errors)
  if(outcome STREQUAL "allowed")
    if(NOT status EQUAL 0)
      message(SEND_ERROR "${file} may include ${include}, but: ${errors}")
    endif()
  elseif(status EQUAL 0)
    message(SEND_ERROR "not caught: ${file} including ${include}")
  else()
    string(REGEX REPLACE "[ \n]+" " " errors "${errors}")
    string(FIND "${errors}" "${file}" at)
    if(at EQUAL -1)
      message(SEND_ERROR "caught without naming ${file}: ${errors}")
    endif()
  endif()
endfunction()

foreach(planted IN ITEMS
    "include/whensaid/a.hpp|<xapian.h>" "include/whensaid/a.hpp|\"text/utf8.hpp\"" "include/whensaid/a.hpp|<boost/any.hpp>"
    "lib/a.cpp|\"index/schema.hpp\""
    "lib/text/a.cpp|<whensaid/query.hpp>" "lib/text/a.cpp|<whensaid/model.hpp>" "lib/text/a.cpp|<xapian.h>"
    "lib/text/a.cpp|\"query/tree.hpp\"" "lib/text/a.cpp|\"text/../query/tree.hpp\""
    "lib/source/a.cpp|<whensaid/query.hpp>" "lib/source/a.cpp|\"index/schema.hpp\"" "lib/source/a.cpp|<unicode/uchar.h>"
    "lib/query/a.cpp|<xapian.h>" "lib/query/a.cpp|<unicode/uchar.h>" "lib/query/a.hpp|\"text/analyzer.hpp\""
    "lib/query/a.cpp|<whensaid/search.hpp>"
    "lib/timeline/a.cpp|<xapian.h>" "lib/timeline/a.cpp|\"query/parser.hpp\"" "lib/timeline/a.cpp|<unicode/uchar.h>"
    "lib/timeline/a.cpp|\"index/schema.hpp\"" "lib/timeline/a.cpp|<fcntl.h>"
    "lib/index/a.cpp|\"source/readers.hpp\"" "lib/index/a.cpp|<simdjson.h>" "lib/index/deep/a.cpp|<unicode/uchar.h>"
    "lib/other/a.cpp|<vector>"
    "tools/a.cpp|\"text/utf8.hpp\"" "tools/a.cpp|<xapian.h>" "tools/a.cpp|\"../lib/text/utf8.hpp\""
    "examples/a.cpp|\"query/tree.hpp\"" "examples/a.cpp|<fmt/format.h>"
    "bench/macro.cpp|\"timeline/timeline.hpp\"" "bench/peers/a.cpp|\"index/schema.hpp\"")
  string(REPLACE "|" ";" pair "${planted}")
  try(${pair} caught)
endforeach()

foreach(honest IN ITEMS
    "include/whensaid/a.hpp|<whensaid/model.hpp>" "include/whensaid/a.hpp|<string_view>"
    "lib/text/a.cpp|<unicode/uchar.h>" "lib/text/a.cpp|<libstemmer.h>" "lib/source/a.cpp|<simdjson.h>"
    "lib/query/a.cpp|\"text/utf8.hpp\"" "lib/timeline/a.cpp|\"query/tree.hpp\"" "lib/index/a.cpp|<xapian.h>"
    "lib/index/a.cpp|\"query/parser.hpp\"" "tools/a.cpp|<whensaid/search.hpp>" "tools/a.cpp|\"render.hpp\""
    "examples/a.cpp|<whensaid/whensaid.hpp>" "bench/peers/a.cpp|<xapian.h>" "bench/micro_a.cpp|\"query/parser.hpp\"")
  string(REPLACE "|" ";" pair "${honest}")
  try(${pair} allowed)
endforeach()
file(REMOVE_RECURSE ${SCRATCH})

# A folder without sources is a wrong ROOT, not a clean tree.
execute_process(COMMAND ${CMAKE_COMMAND} -DROOT=${SCRATCH} -P ${CMAKE_CURRENT_LIST_DIR}/layering.cmake
  RESULT_VARIABLE status OUTPUT_QUIET ERROR_QUIET)
if(status EQUAL 0)
  message(SEND_ERROR "not caught: a tree without sources")
endif()
