# Instrumented builds, by clang: it compiles them in half of GCC's time and brings libFuzzer.
#   address: AddressSanitizer + UndefinedBehaviorSanitizer, with the coverage counters that the fuzz targets need.
#   thread:  ThreadSanitizer.
# Both stop at the first fault. Debian's own libraries are not instrumented.
set(MOTCUA_SANITIZE "" CACHE STRING "empty, address or thread")
if(NOT MOTCUA_SANITIZE)
  return()
endif()
if(NOT CMAKE_CXX_COMPILER_ID STREQUAL Clang)
  message(FATAL_ERROR "MOTCUA_SANITIZE wants -DCMAKE_CXX_COMPILER=clang++-14")
endif()

# Without NDEBUG, so that the assertions of Boost and of the standard library speak too.
set(CMAKE_CXX_FLAGS_RELEASE "-O1 -fno-omit-frame-pointer -D_GLIBCXX_ASSERTIONS")
if(MOTCUA_SANITIZE STREQUAL address)
  add_compile_options($<$<COMPILE_LANGUAGE:CXX>:-fsanitize=address,undefined,fuzzer-no-link>
                      $<$<COMPILE_LANGUAGE:CXX>:-fno-sanitize-recover=all>)
  # clang 14 cannot put the mark of -fsanitize=function before a coroutine: "Cannot represent a difference across sections".
  add_compile_options($<$<COMPILE_LANGUAGE:CXX>:-fno-sanitize=function>)
  add_link_options(-fsanitize=address,undefined)
elseif(MOTCUA_SANITIZE STREQUAL thread)
  add_compile_options($<$<COMPILE_LANGUAGE:CXX>:-fsanitize=thread>)
  add_link_options(-fsanitize=thread)
else()
  message(FATAL_ERROR "MOTCUA_SANITIZE is address or thread, not ${MOTCUA_SANITIZE}")
endif()
