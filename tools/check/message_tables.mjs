// The tables of data/messages as rows {id, status, vi, en, file, line}; what a row lacks is empty.

const problemTable = /^data\/messages\/problems\/[a-z_]+\.tsv$/;
const sentenceTable = /^data\/messages\/[a-z_]+\.tsv$/;

export function problemRows(tree) {
  return rowsOf(tree, problemTable, ['code', 'status', 'vi', 'en']);
}

export function sentenceRows(tree) {
  return rowsOf(tree, sentenceTable, ['id', 'vi', 'en']);
}

export function messageIds(tree) {
  return new Set(sentenceRows(tree).map((row) => row.id));
}

function rowsOf(tree, pattern, columns) {
  return tree.matching(pattern).flatMap((file) => {
    const lines = tree.read(file).split('\n');
    const head = lines.findIndex((line) => line !== '' && !line.startsWith('#'));
    const rows = head === -1 ? [] : lines.map((line, at) => ({ line, at })).slice(head + 1);
    return rows
      .filter(({ line }) => line !== '' && !line.startsWith('#'))
      .map(({ line, at }) => {
        const cells = line.split('\t');
        const row = { file, line: at + 1, cells: cells.length, wanted: columns.length, head: lines[head] };
        columns.forEach((name, i) => (row[name === 'code' ? 'id' : name] = cells[i] ?? ''));
        return row;
      });
  });
}

export const headOf = (row) => (row.wanted === 4 ? 'code\tstatus\tvi\ten' : 'id\tvi\ten');
