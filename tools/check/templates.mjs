// Pages never print raw values, and every sentence they ask for exists.
import { messageIds } from './message_tables.mjs';
import { matches } from './tree.mjs';

export default function templates(tree) {
  const faults = [];
  const ids = messageIds(tree);
  for (const file of tree.matching(/^src\/[^/]+\/pages\/.*\.html$/)) {
    const text = tree.read(file);
    for (const { line } of matches(text, /\{\{\{|\{\{\s*&/g)) {
      faults.push({ file, line, text: '{{{ and {{& print a value raw, and a name may hold a tag: write {{name}}' });
    }
    for (const { match, line } of matches(text, /\{\{@\s*([\w.]+)\s*\}\}/g)) {
      if (!ids.has(match[1])) faults.push({ file, line, text: `no table in data/messages has ${match[1]}: add the row, vi and en` });
    }
    for (const { match, line } of matches(text, /\{\{>\s*([\w./-]+)\s*\}\}/g)) {
      if (!tree.has(`src/${match[1]}`)) faults.push({ file, line, text: `there is no page src/${match[1]}` });
    }
  }
  return faults;
}
