// C++ read as far as the checks need it: what is a comment, what a string, where a function begins and ends.

const token = /\/\/[^\n]*|\/\*[\s\S]*?\*\/|R"([^(\s]*)\([\s\S]*?\)\1"|"(?:\\.|[^"\\\n])*"|(?<![0-9a-fA-F])'(?:\\.|[^'\\\n])+'/g;
const blank = (text) => text.replace(/[^\n]/g, ' ');

// Comments become blanks; lines stay where they are.
export function withoutComments(text) {
  return text.replace(token, (part) => (part.startsWith('//') || part.startsWith('/*') ? blank(part) : part));
}

// Comments and the insides of strings become blanks.
export function bare(text) {
  return text.replace(token, (part) => blank(part));
}

// The functions of a file as {name, line, lines}: from the first line of the signature to the closing brace. A lambda
// inside a function belongs to it.
export function functionsOf(text) {
  const code = bare(text).replace(/^[ \t]*#.*$/gm, blank);
  const found = [];
  const open = []; // one entry for each open brace: the function it begins, or null
  let from = 0; // where the statement before the brace begins
  let inside = 0;
  for (let at = 0; at < code.length; at++) {
    const c = code[at];
    if (c === '{') {
      const head = code.slice(from, at);
      const name = inside === 0 ? functionName(head) : undefined;
      open.push(name ? { name, start: from + head.search(/\S/) } : null);
      if (name) inside++;
      if (!/[(=,]\s*[^;]*$/.test(head) || name) from = at + 1;
    } else if (c === '}') {
      const begun = open.pop();
      if (begun) {
        inside--;
        const first = lineOf(code, begun.start);
        found.push({ name: begun.name, line: first, lines: lineOf(code, at) - first + 1 });
      }
      from = at + 1;
    } else if (c === ';' || (c === ':' && /\b(public|private|protected)\s*$/.test(code.slice(from, at)))) {
      from = at + 1;
    }
  }
  return found;
}

function functionName(head) {
  const text = head.trim();
  if (/^(namespace|class|struct|enum|union|extern)\b/.test(text) || /^template\s*<[^>]*>\s*(class|struct)\b/.test(text)) {
    return undefined;
  }
  if (!text.includes('(') || /=\s*$/.test(text)) return undefined;
  return /([~\w:]+|operator\s*\S+)\s*\(/.exec(text.replace(/^template\s*<.*?>\s*(requires[^;{]*?>)?/s, ''))?.[1] ?? 'function';
}

function lineOf(text, index) {
  return text.slice(0, index).split('\n').length;
}

export function includesOf(text) {
  const list = [];
  withoutComments(text).split('\n').forEach((line, at) => {
    const found = /^\s*#\s*include\s+(["<])([^">]+)[">]/.exec(line);
    if (found) list.push({ line: at + 1, path: found[2], quoted: found[1] === '"' });
  });
  return list;
}

// String literals (not raw ones) as {text, line}.
export function stringsOf(text) {
  const list = [];
  for (const part of text.matchAll(token)) {
    if (part[0].startsWith('"')) list.push({ text: part[0].slice(1, -1), line: lineOf(text, part.index) });
  }
  return list;
}
