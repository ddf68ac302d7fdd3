// Measures what a first visit downloads and fails when it is over the budget: the page, the entry script with
// everything it imports at once, its styles and the four font files. Compressed sizes (gzip, the larger of the two).
import { readFileSync, statSync } from 'node:fs';

const budget = 200_000; // bytes
const dist = new URL('../dist/', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('manifest.json', dist), 'utf8'));

const files = new Set(['index.html']);
function take(key) {
  const chunk = manifest[key];
  if (files.has(chunk.file)) return;
  files.add(chunk.file);
  chunk.css?.forEach((file) => files.add(file));
  chunk.assets?.forEach((file) => files.add(file));
  chunk.imports?.forEach(take);
}
take('index.html');
for (const chunk of Object.values(manifest)) if (chunk.file.endsWith('.woff2')) files.add(chunk.file);

// The first screen after signing in is the work list, loaded when opened: it counts as well.
take('src/workflow/WorkList.svelte');

let total = 0;
for (const file of files) {
  const path = new URL(file.endsWith('.woff2') ? file : `${file}.gz`, dist);
  const bytes = statSync(path).size;
  total += bytes;
  console.log(`${String(bytes).padStart(8)}  ${file}`);
}
console.log(`${String(total).padStart(8)}  of ${budget} bytes allowed`);
if (total > budget) {
  console.error('The first load is over its budget: load something later or leave it out.');
  process.exit(1);
}
