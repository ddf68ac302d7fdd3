import type { paths } from './schema';
import { Fault, readFault } from './problems';
import { uuid7 } from './uuid';

type Verb = 'get' | 'post' | 'delete';
type PathOf<M extends Verb> = { [P in keyof paths]: paths[P][M] extends { responses: object } ? P : never }[keyof paths];
type Operation<P extends keyof paths, M extends Verb> = paths[P][M];
type Json<R> = R extends { content: { 'application/json': infer Body } } ? Body : void;
type Answer<P extends keyof paths, M extends Verb> =
  Operation<P, M> extends { responses: infer R }
    ? R extends { 200: infer Ok } ? Json<Ok> : R extends { 201: infer Made } ? Json<Made> : void
    : never;
type Sent<P extends keyof paths, M extends Verb> =
  Operation<P, M> extends { requestBody: { content: { 'application/json': infer Body } } } ? Body : undefined;

type Holes = Record<string, string>;
type Query = Record<string, string | number | undefined>;

// One act of a person. Its key goes with every try, so that a repeat after a lost line is answered by the first one.
export class Attempt {
  private key = uuid7();
  private content: string | Blob | undefined;

  // The key for this content. Edited content is another act, since the server holds a key to what came with it first.
  header(content: string | Blob | undefined): string {
    if (this.content !== undefined && this.content !== content) this.answered();
    this.content = content;
    return this.key;
  }
  // Called when a definite answer came: pressing the button again is then a new act.
  answered(): void {
    this.key = uuid7();
    this.content = undefined;
  }
}

// What the app tells the client about its session and the line; set once in main.ts.
export const surroundings = {
  csrf: () => '',
  // Resolves when someone has signed in again: true if the request may be repeated for the same person.
  signInAgain: async (): Promise<boolean> => false,
  // Reads the session's token again: another tab may have signed in meanwhile. False when it is another person's.
  refresh: async (): Promise<boolean> => false,
  reached: (_: boolean): void => {},
};

export async function get<P extends PathOf<'get'>>(path: P, holes: Holes = {}, query: Query = {}): Promise<Answer<P, 'get'>> {
  return (await send('GET', address(path, holes, query))) as Answer<P, 'get'>;
}

export async function post<P extends PathOf<'post'>>(
  path: P,
  body: Sent<P, 'post'>,
  options: { holes?: Holes; attempt?: Attempt } = {},
): Promise<Answer<P, 'post'>> {
  const content = { body: JSON.stringify(body), type: 'application/json' };
  return (await send('POST', address(path, options.holes ?? {}, {}), content, options.attempt)) as Answer<P, 'post'>;
}

export async function remove<P extends PathOf<'delete'>>(
  path: P,
  options: { holes?: Holes; body?: Record<string, unknown>; attempt?: Attempt } = {},
): Promise<void> {
  const content = options.body && { body: JSON.stringify(options.body), type: 'application/json' };
  await send('DELETE', address(path, options.holes ?? {}, {}), content, options.attempt);
}

// Sends a file as it is; the server reads its kind from its bytes.
export async function upload<P extends PathOf<'post'>>(
  path: P,
  holes: Holes,
  query: Query,
  file: Blob,
  attempt: Attempt,
): Promise<Answer<P, 'post'>> {
  const content = { body: file, type: 'application/octet-stream' };
  return (await send('POST', address(path, holes, query), content, attempt)) as Answer<P, 'post'>;
}

export function address(path: string, holes: Holes, query: Query = {}): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(holes[name] ?? ''));
  const asked = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
  if (asked.length === 0) return filled;
  return `${filled}?${new URLSearchParams(asked.map(([name, value]) => [name, String(value)]))}`;
}

type Content = { body: string | Blob; type: string };

async function send(method: string, url: string, content?: Content, attempt = new Attempt(), refreshed = false): Promise<unknown> {
  const response = await reach(method, url, content, attempt);
  const ownSession = method === 'POST' && url === '/api/session';
  if (response.status === 401 && !ownSession && (await surroundings.signInAgain()))
    return send(method, url, content, attempt);
  if (response.status < 500) attempt.answered();
  const body = await response.json().catch(() => null);
  if (response.ok) return body;
  const fault = readFault(response.status, body);
  const stale = fault.problems.some((problem) => problem.code === 'identity.csrf_wrong');
  if (stale && !refreshed && (await surroundings.refresh())) return send(method, url, content, attempt, true);
  throw fault;
}

async function reach(method: string, url: string, content: Content | undefined, attempt: Attempt): Promise<Response> {
  const headers: Record<string, string> = { Accept: 'application/json, application/problem+json' };
  if (method !== 'GET') {
    headers['Idempotency-Key'] = attempt.header(content?.body);
    headers['X-CSRF-Token'] = surroundings.csrf();
  }
  if (content) headers['Content-Type'] = content.type;
  try {
    const response = await fetch(url, { method, headers, body: content?.body ?? null, credentials: 'same-origin' });
    surroundings.reached(true);
    return response;
  } catch {
    surroundings.reached(false);
    throw new Fault('offline', []);
  }
}
