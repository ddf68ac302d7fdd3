import { get, post, remove, surroundings } from '../api/client';
import { Fault } from '../api/problems';
import type { components } from '../api/schema';

export type Session = components['schemas']['Session'];
export type About = components['schemas']['About'];

let session = $state.raw<Session | null>(null);
let about = $state.raw<About | null>(null);
let expired = $state(false);
let waiting: ((again: boolean) => void)[] = [];

export const current = () => session;
export const installation = () => about;
// True while the session has ended under open work: the sign-in then lies over the screen and nothing is lost.
export const mustSignInAgain = () => expired;

// The post a person acts in. Someone with several posts begins with the first; the server checks each act anyway.
export const post0 = () => session?.posts[0];
export const may = (permission: string) => session?.permissions.includes(permission) ?? false;

export async function begin(): Promise<void> {
  surroundings.csrf = () => session?.csrf ?? '';
  surroundings.signInAgain = () => {
    if (!session) return Promise.resolve(false);
    expired = true;
    return new Promise((resolve) => waiting.push(resolve));
  };
  surroundings.refresh = refresh;
  const asked = await Promise.allSettled([get('/api/about'), get('/api/session')]);
  if (asked[0].status === 'fulfilled') about = asked[0].value;
  if (asked[1].status === 'fulfilled') session = asked[1].value;
}

// Reads the session again, also after a change of password. A stranger's session in the same browser starts afresh.
export async function refresh(): Promise<boolean> {
  const now = await get('/api/session');
  if (session && session.official.id !== now.official.id) {
    startAfresh();
    return false;
  }
  session = now;
  return true;
}

// Throws the Fault of the server: wrong password, or locked and until when.
export async function signIn(account: string, password: string): Promise<void> {
  const before = session;
  const next = await post('/api/session', { account, password });
  if (before && before.official.id !== next.official.id) return startAfresh();
  session = next;
  expired = false;
  waiting.forEach((resume) => resume(true));
  waiting = [];
}

export async function signOut(): Promise<void> {
  try {
    await remove('/api/session');
  } catch (fault) {
    if (!(fault instanceof Fault) || fault.kind === 'offline') throw fault;
  }
  startAfresh();
}

// Another person at the same computer must find nothing of the one before: drafts go, and memory with the page.
export function startAfresh(): void {
  sessionStorage.clear();
  location.hash = '';
  location.reload();
}
