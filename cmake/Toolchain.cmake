set(CMAKE_CXX_FLAGS_RELEASE "-O2 -DNDEBUG")

find_program(MOTCUA_CCACHE ccache)
if(MOTCUA_CCACHE)
  # pch_defines and time_macros: without them ccache never hits a file that uses a precompiled header.
  set(launcher ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros
               CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} ${MOTCUA_CCACHE})
  set(CMAKE_CXX_COMPILER_LAUNCHER ${launcher})
endif()

find_program(MOTCUA_MOLD mold)
if(MOTCUA_MOLD)
  add_link_options(-fuse-ld=mold)
endif()

add_library(motcua_options INTERFACE)
target_compile_options(motcua_options INTERFACE
  $<$<COMPILE_LANGUAGE:CXX>:-Wall;-Wextra;-Wpedantic;-Wswitch;-Werror;-g1>
  # GCC 12 raises these five on its own std::string and std::variant (its bugs 105651, 105329).
  $<$<AND:$<CXX_COMPILER_ID:GNU>,$<COMPILE_LANGUAGE:CXX>>:-fpch-preprocess;-Wno-restrict;-Wno-stringop-overflow;-Wno-stringop-overread;-Wno-array-bounds;-Wno-maybe-uninitialized>)
target_include_directories(motcua_options INTERFACE ${CMAKE_SOURCE_DIR}/src ${CMAKE_BINARY_DIR}/generated)
