// A folder of src/ uses only folders above it in layers.txt, of another capability only its public face, and no table
// of a folder it may not use. So no cycle can be written.
import { includesOf } from './cpp_text.mjs';
import { isCpp, isTest, matches } from './tree.mjs';

const wholePublic = new Set(['base', 'store', 'http']); // they know no domain: every header is public

export default function direction(tree) {
  return [...folders(tree), ...includes(tree), ...tables(tree)];
}

function folders(tree) {
  const faults = [];
  const present = new Set(tree.files.map((path) => /^src\/([^/]+)\/[^/]+/.exec(path)?.[1]).filter(Boolean));
  for (const folder of present) {
    if (!tree.layers.includes(folder)) {
      faults.push({ file: `src/${folder}`, line: 1, text: `is not in src/layers.txt: give it a line there, above everyone who uses it` });
    }
  }
  return faults;
}

function includes(tree) {
  const faults = [];
  for (const file of tree.files.filter((path) => isCpp(path) && path.startsWith('src/'))) {
    for (const include of includesOf(tree.read(file))) {
      const fault = include.quoted && judge(tree, file, include.path);
      if (fault) faults.push({ file, line: include.line, text: fault });
    }
  }
  return faults;
}

function judge(tree, file, path) {
  const own = tree.layerOf(file);
  if (path === 'all_sql.h' || /^\w+\/testing(\/|\.h$)/.test(path)) {
    return isTest(file) ? null : `"${path}" is for tests only`;
  }
  const [folder, ...rest] = path.split('/');
  if (rest.length === 0) return `"${path}": write the folder too, as in "${own}/${path}"`;
  if (folder === own) return null;
  const at = tree.layers.indexOf(folder);
  if (at === -1) return `"${path}" is in no folder of src/layers.txt: only apps/ may know it`;
  if (path.endsWith('/sql.h')) return `"${path}": a capability's statements are its own; call its public face`;
  if (at > tree.layers.indexOf(own)) {
    return `"${path}": ${own} stands above ${folder} in src/layers.txt and may not use it; react to its events in ${folder} or declare an interface here`;
  }
  if (!wholePublic.has(folder) && path !== `${folder}/${folder}.h`) {
    return `"${path}" is private to ${folder}: include "${folder}/${folder}.h"`;
  }
  return null;
}

const named = /\b(?:FROM|JOIN|INTO|UPDATE|TABLE(?:\s+IF\s+(?:NOT\s+)?EXISTS)?|REFERENCES|ON)\s+([a-z]+_[a-z0-9_]+|[a-z]+)\b/g;

function tables(tree) {
  const faults = [];
  for (const file of tree.matching(/^src\/[^/]+\/(queries|migrations)\/.*\.sql$/)) {
    const own = tree.layerOf(file);
    const text = tree.read(file).replace(/--[^\n]*/g, (part) => ' '.repeat(part.length));
    for (const { match, line } of matches(text, named)) {
      const owner = ownerOf(tree, match[1]);
      if (!owner || owner === own) continue;
      if (tree.layers.indexOf(owner) > tree.layers.indexOf(own)) {
        faults.push({ file, line, text: `${match[1]} belongs to ${owner}, which ${own} may not use: ask its public face from a folder below it` });
      }
    }
    for (const { match, line } of matches(text, /CREATE\s+TABLE\s+(?:IF\s+NOT\s+EXISTS\s+)?(\w+)/g)) {
      if (ownerOf(tree, match[1]) !== own) {
        faults.push({ file, line, text: `table ${match[1]} must be called ${own}_…, so that everyone sees whose it is` });
      }
    }
  }
  return faults;
}

function ownerOf(tree, table) {
  return tree.layers.find((layer) => table === layer || table.startsWith(`${layer}_`));
}
