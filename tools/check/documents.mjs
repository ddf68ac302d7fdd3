// Pages for readers point at what exists, and every folder says what it owns.
import { dirname, join, normalize } from 'node:path';
import { matches } from './tree.mjs';

const roots = ['README.md', 'ARCHITECTURE.md', 'STYLE.md', 'GLOSSARY.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'LICENSE'];
const fileLike = /^[\w./-]*[\w-](?:\.\{[\w,]+\}|\.(?:cpp|h|tsv|csv|sql|md|mjs|ts|svelte|html|css|json|sh|txt|cmake))$/;

export default function documents(tree) {
  const faults = [];
  for (const layer of tree.layers) {
    if (tree.files.some((path) => path.startsWith(`src/${layer}/`)) && !tree.has(`src/${layer}/README.md`)) {
      faults.push({ file: `src/${layer}`, line: 1, text: 'has no README.md: what it owns, what not, to change X edit Y' });
    }
  }
  for (const page of roots.filter((path) => !tree.has(path))) {
    faults.push({ file: page, line: 1, text: 'is missing' });
  }
  for (const file of tree.matching(/\.md$/)) faults.push(...links(tree, file), ...mentions(tree, file));
  return faults;
}

function links(tree, file) {
  const faults = [];
  for (const { match, line } of matches(prose(tree.read(file)), /\]\(([^)\s]+)\)/g)) {
    const target = match[1].replace(/#.*$/, '');
    if (target === '' || /^[a-z]+:/.test(target)) continue;
    if (!tree.has(normalize(join(dirname(file), target)))) {
      faults.push({ file, line, text: `links to ${target}, which is not there` });
    }
  }
  return faults;
}

// `deadline.cpp`, `shape.{h,cpp}`: beside the page, or the end of a path somewhere in the tree.
function mentions(tree, file) {
  const faults = [];
  const folder = dirname(file);
  for (const { match, line } of matches(prose(tree.read(file)), /`([^`\n]+)`/g)) {
    const name = match[1];
    if (!fileLike.test(name) || name.startsWith('/') || name.startsWith('var/') || name.startsWith('build/')) continue;
    for (const path of spread(name)) {
      if (!tree.has(normalize(join(folder, path))) && !tree.files.some((known) => `/${known}`.endsWith(`/${path}`))) {
        faults.push({ file, line, text: `names ${path}, which is not there: mend or remove the mention` });
      }
    }
  }
  return faults;
}

const prose = (text) => text.replace(/```[\s\S]*?```/g, (part) => part.replace(/[^\n]/g, ' '));

function spread(name) {
  const found = /^(.*)\{([\w,]+)\}$/.exec(name);
  return found ? found[2].split(',').map((end) => found[1] + end) : [name];
}
