// What has no place in the tree: paths of one machine, and marks of unfinished work.
import { matches } from './tree.mjs';

const text = /\.(cpp|h|md|txt|tsv|csv|sql|json|mjs|ts|svelte|css|html|sh|cmake)$|^(dev|\.ci\/run)$/;
// Brackets keep the patterns from finding themselves.
const banned = [
  [/(?<![\w.])\/(?:wor[k]|hom[e]\/\w+|roo[t])\/\S*/g, 'is a path of one machine: write it relative to the repository'],
  [/\b(?:TOD[O]|FIXM[E]|XX[X]|HAC[K])\b/g, 'marks unfinished work: finish it, or say in the issue what is left'],
  [/https?:\/\/[a-z.]*(?:npmj[s]|pyp[i]|debia[n])\.\w+/g, 'names a package server: the machine decides which one it uses'],
];

export default function words(tree) {
  const faults = [];
  for (const file of tree.files.filter((path) => text.test(path))) {
    for (const [pattern, why] of banned) {
      for (const { match, line } of matches(tree.read(file), pattern)) faults.push({ file, line, text: `${match[0]} ${why}` });
    }
  }
  return faults;
}
