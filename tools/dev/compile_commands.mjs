// The compile commands of some folders of src/, without their tests, in a form clang-tidy can read.
import { execFileSync } from 'node:child_process';

const folders = process.argv.slice(2);
const database = execFileSync('ninja', ['-C', 'build/release', '-t', 'compdb'], {
  encoding: 'utf8',
  maxBuffer: 1 << 28,
});
// ccache, the precompiled header and GCC's own warnings mean nothing to clang.
const foreign =
  /-W(?:all|extra|pedantic|switch|error|invalid-pch)\b|-fpch-preprocess|-Wno-(?:restrict|stringop-\w+|maybe-uninitialized)/g;
const wanted = new RegExp(`/src/(${folders.join('|')})/[a-z_]+\\.cpp$`);
const entries = JSON.parse(database.replace(/^ninja: .*\n/, ''))
  .filter((entry) => wanted.test(entry.file) && !entry.file.endsWith('_test.cpp') && entry.output.endsWith('.o'))
  .map((entry) => ({
    ...entry,
    command: entry.command
      .replace(/^.*?(\S*\/(?:c|g)\+\+)/, '$1')
      .replace(/-include \S+cmake_pch\.hxx/, `-include ${process.cwd()}/src/base/precompiled.h`)
      .replace(foreign, ''),
  }));
console.log(JSON.stringify(entries));
