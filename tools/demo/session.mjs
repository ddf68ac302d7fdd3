// One browser's worth of talking to the server: cookie, CSRF token, idempotency keys, and problems as sentences.
import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';

// account → password
export function readAccounts(file) {
  if (!existsSync(file)) {
    throw new Error(`there is no ${file}: ./dev run makes it; or name another with --accounts FILE.`);
  }
  const lines = readFileSync(file, 'utf8').split('\n').filter((line) => line && !line.startsWith('#'));
  return new Map(lines.map((line) => line.split('\t')));
}

export class Session {
  constructor(url) {
    this.url = url;
    this.cookies = new Map();
    this.who = null;
  }

  static anonymous(url) {
    return new Session(url);
  }

  static async open(url, account, accounts) {
    const session = new Session(url);
    if (!accounts.has(account)) throw new Error(`the accounts file knows no ${account}.`);
    session.who = await session.post('/api/session', { account, password: accounts.get(account) });
    return session;
  }

  async send(method, path, { body, headers = {} } = {}) {
    const sent = { 'Accept-Language': 'vi', ...headers };
    if (this.cookies.size) sent.Cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    if (this.who) sent['X-CSRF-Token'] = this.who.csrf;
    let answer;
    try {
      answer = await fetch(this.url + path, { method, body, headers: sent, redirect: 'manual' });
    } catch {
      throw new Error(`no server answers at ${this.url}. Start one with ./dev run, then try again.`);
    }
    for (const line of answer.headers.getSetCookie?.() ?? [answer.headers.get('set-cookie')].filter(Boolean)) {
      const [name, value] = line.split(';')[0].split('=');
      this.cookies.set(name, value);
    }
    return answer;
  }

  async json(method, path, asked) {
    const answer = await this.send(method, path, asked);
    const text = await answer.text();
    if (answer.ok) return text ? JSON.parse(text) : null;
    throw new Error(`${method} ${path}: ${answer.status}\n${sentences(text)}`);
  }

  get(path) {
    return this.json('GET', path);
  }

  post(path, value) {
    return this.json('POST', path, {
      body: JSON.stringify(value),
      headers: { 'Content-Type': 'application/json', 'Idempotency-Key': randomUUID() },
    });
  }

  upload(path, bytes) {
    return this.json('POST', path, {
      body: bytes,
      headers: { 'Content-Type': 'application/pdf', 'Idempotency-Key': randomUUID() },
    });
  }

  async file(path) {
    const answer = await this.send('GET', path);
    if (!answer.ok) throw new Error(`GET ${path}: ${answer.status}\n${sentences(await answer.text())}`);
    return Buffer.from(await answer.arrayBuffer());
  }

  // A page as a browser reads it: redirects followed, cookies kept.
  async page(path) {
    for (let hops = 0; hops < 5; ++hops) {
      const answer = await this.send('GET', path, { headers: { Accept: 'text/html' } });
      if (answer.status >= 300 && answer.status < 400) {
        path = answer.headers.get('location');
        continue;
      }
      if (!answer.ok) throw new Error(`GET ${path}: ${answer.status}`);
      return answer.text();
    }
    throw new Error(`GET ${path}: too many redirects`);
  }
}

function sentences(text) {
  try {
    const { problems = [], title } = JSON.parse(text);
    return problems.map((one) => `  ${one.field ?? ''} ${one.message} [${one.code}]`).join('\n') || `  ${title}`;
  } catch {
    return `  ${text.slice(0, 300)}`;
  }
}
