# Who may include whom, as a test.
#
#   cmake [-DROOT=DIR] -P tests/layering.cmake
#
# Every #include under include/, lib/, tools/, examples/ and bench/ must be allowed by the rule of
# its folder. A folder of lib/ without a rule is an error, so that a new one has to choose its place.
cmake_minimum_required(VERSION 3.25)

if(NOT DEFINED ROOT)
  cmake_path(GET CMAKE_CURRENT_LIST_DIR PARENT_PATH ROOT)
endif()

# What an include may look like, with its brackets or quotes; each must match as a whole.
set(std "<[a-z_0-9]+>")
set(face "<whensaid/[a-z_]+\\.hpp>")
set(model "<whensaid/(export|model|result)\\.hpp>")
set(os "<(unistd|fcntl|poll|sys/[a-z_]+)\\.h>")
set(beside "\"[a-z_0-9]+\\.hpp\"")  # in the same folder: outside lib/ only, which writes "folder/file.hpp"

set(rule_include "${std}" "${face}")
set(rule_lib "${std}" "${model}")
set(rule_lib/text "${std}" "<whensaid/result\\.hpp>" "<unicode/.+>" "<libstemmer\\.h>" "<re2/re2\\.h>" "\"text/.+\"")
set(rule_lib/source "${std}" "${model}" "<whensaid/source\\.hpp>" "\"(source|text)/.+\"" "<(simdjson|fmt/.+)\\.h>")
set(rule_lib/query "${std}" "<whensaid/(model|query|source|synonyms)\\.hpp>" "\"query/.+\"" "\"text/utf8\\.hpp\"")
set(rule_lib/timeline "${std}" "${model}" "<whensaid/search\\.hpp>" "\"(timeline|text)/.+\""
  "\"query/tree\\.hpp\"" "<xxhash\\.h>")
set(rule_lib/index "${std}" "${face}" "${os}" "\"(index|timeline|query|text)/.+\"" "<(xapian|zstd|xxhash|fmt/.+)\\.h>")
set(rule_tools "${std}" "${face}" "${os}" "${beside}" "<(fmt|nlohmann|CLI)/.+>")
set(rule_examples "${std}" "${face}")
# The library is measured through its face; the peers are libraries of their own. Only a benchmark of
# one part (micro_*) may reach in.
set(rule_bench "<.+>" "${beside}" "\"peers/[a-z_0-9]+\\.hpp\"")
set(rule_bench_micro ".+")

# The rule that a file, named relative to ROOT, is under.
function(rule_of file result)
  if(file MATCHES "^lib/([^/]+)/")
    set(rule "rule_lib/${CMAKE_MATCH_1}")
  elseif(file MATCHES "^bench/micro_")
    set(rule rule_bench_micro)
  else()
    string(REGEX REPLACE "/.*" "" top "${file}")
    set(rule "rule_${top}")
  endif()
  set(${result} ${rule} PARENT_SCOPE)
endfunction()

# Appends to `violations` of the caller.
function(check_file file)
  rule_of(${file} rule)
  if(NOT DEFINED ${rule})
    set(violations ${violations} "${file}: no rule for this folder in tests/layering.cmake" PARENT_SCOPE)
    return()
  endif()
  file(STRINGS ${ROOT}/${file} includes REGEX "^[ \t]*#[ \t]*include")
  foreach(line IN LISTS includes)
    set(allowed NO)
    string(REGEX MATCH "<[^>]*>|\"[^\"]*\"" name "${line}")
    foreach(pattern IN LISTS ${rule})
      if(name MATCHES "^(${pattern})$" AND NOT name MATCHES "\\.\\./")
        set(allowed YES)
      endif()
    endforeach()
    if(NOT allowed)
      list(APPEND violations "${file} must not include ${name}")
    endif()
  endforeach()
  set(violations ${violations} PARENT_SCOPE)
endfunction()

set(patterns)
foreach(folder IN ITEMS include lib tools examples bench)
  foreach(ending IN ITEMS hpp cpp h cc cxx ipp inl)
    list(APPEND patterns ${ROOT}/${folder}/*.${ending})
  endforeach()
endforeach()
file(GLOB_RECURSE files RELATIVE ${ROOT} ${patterns})
list(LENGTH files count)
if(count EQUAL 0)
  message(FATAL_ERROR "no sources under ${ROOT}: nothing was checked")
endif()

set(violations)
foreach(file IN LISTS files)
  check_file(${file})
endforeach()
if(violations)
  list(JOIN violations "\n  " text)
  message(FATAL_ERROR "layering is broken:\n  ${text}")
endif()
message(STATUS "layering: ${count} files keep to their layers")
