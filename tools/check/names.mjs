// A file is called by what it is about. These names are about nothing, and such a file only grows.
import { stemOf } from './tree.mjs';

const empty = /^(utils?|helpers?|commons?|misc|managers?)$/;

export default function names(tree) {
  return tree.files
    .filter((path) => /^(src|apps|bench|fuzz|sim|web|tools|data)\//.test(path))
    .filter((path) => stemOf(path).toLowerCase().split(/[_-]/).some((word) => empty.test(word)))
    .map((file) => ({ file, line: 1, text: 'is called by no subject: name it by what its content is about, or move each part to where it belongs' }));
}
