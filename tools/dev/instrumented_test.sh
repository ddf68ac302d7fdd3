#!/usr/bin/env bash
# instrumented_test.sh asan|tsan PROGRAM REPORTS: runs one test program and prints what it said only when it failed.
set -u
kind=$1 program=$2 reports=$3 filter='*' status=0
# Under the thread sanitizer the capabilities' own cases are left to the other builds: they run on one thread. The crowd
# meets the server, the background jobs and the log.
[ "$kind/$program" != tsan/motcua_app_test ] || filter='*Crowd*:*Log*'
log=$reports/$program.log
timeout 1200 nice -n 10 "build/$kind/tests/$program" --gtest_brief=1 --gtest_filter="$filter" \
  --gtest_output="json:$reports/$program.json" >"$log" 2>&1 || status=$?
if [ "$status" = 0 ]; then
  echo "$program ok"
else
  echo "$program FAILED (exit $status); again: build/$kind/tests/$program --gtest_filter='$filter'"
  tail -n 120 "$log"
  exit 1
fi
