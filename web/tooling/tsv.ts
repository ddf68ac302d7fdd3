export type Language = 'vi' | 'en';
export type Row = { id: string } & Record<Language, string>;

// The server reads all message tables into one space of ids, so each id of the app's own table begins with this. The
// app itself leaves it out.
export const prefix = 'office.';

// Reads the app's message table (id, vi, en, tab-separated, one heading line). Promises every row complete and every id
// once; throws with the line number otherwise, so that a broken table stops the build and not a screen.
export function parseTsv(text: string): Row[] {
  const lines = text.replace(/\r/g, '').split('\n');
  if (lines[0] !== 'id\tvi\ten') throw new Error('line 1: the heading must be id, vi, en');
  const rows: Row[] = [];
  const seen = new Set<string>();
  for (let at = 1; at < lines.length; at++) {
    const line = lines[at]!;
    if (line === '') continue;
    const [id, vi, en, more] = line.split('\t');
    if (!id || !vi || !en || more !== undefined) throw new Error(`line ${at + 1}: needs exactly id, vi and en`);
    if (!id.startsWith(prefix)) throw new Error(`line ${at + 1}: ${id} must begin with ${prefix}`);
    if (seen.has(id)) throw new Error(`line ${at + 1}: ${id} stands twice`);
    if (holes(vi) !== holes(en)) throw new Error(`line ${at + 1}: ${id} has other {holes} in en than in vi`);
    seen.add(id);
    rows.push({ id: id.slice(prefix.length), vi, en });
  }
  return rows;
}

function holes(text: string): string {
  return [...new Set(text.match(/\{\w+\}/g) ?? [])].sort().join();
}
