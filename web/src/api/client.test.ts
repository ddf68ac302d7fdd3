import { afterEach, expect, it, vi } from 'vitest';
import { Attempt, address, get, post, surroundings } from './client';

afterEach(() => vi.unstubAllGlobals());

const answer = (status: number, body: unknown) => new Response(JSON.stringify(body), { status });
const sent = (fetched: ReturnType<typeof vi.fn>, call: number) => fetched.mock.calls[call]![1].headers as Record<string, string>;

it('fills addresses', () => {
  expect(address('/api/dossiers/{id}', { id: 'a/b' })).toBe('/api/dossiers/a%2Fb');
  expect(address('/api/search', {}, { q: 'Lò Thị', page: undefined })).toBe('/api/search?q=L%C3%B2+Th%E1%BB%8B');
});

it('keeps the key of an act while no one answers, and takes a new one after an answer', async () => {
  const fetched = vi.fn().mockRejectedValueOnce(new TypeError()).mockImplementation(async () => answer(422, { problems: [{ code: 'x', field: '', message: 'm' }] }));
  vi.stubGlobal('fetch', fetched);
  const attempt = new Attempt();
  const act = () => post('/api/dossiers/{id}/taking', { seen_version: 1 }, { holes: { id: '1' }, attempt });
  await expect(act()).rejects.toMatchObject({ kind: 'offline' });
  await expect(act()).rejects.toMatchObject({ kind: 'problems' });
  await expect(act()).rejects.toMatchObject({ kind: 'problems' });
  expect(sent(fetched, 0)['Idempotency-Key']).toBe(sent(fetched, 1)['Idempotency-Key']);
  expect(sent(fetched, 2)['Idempotency-Key']).not.toBe(sent(fetched, 1)['Idempotency-Key']);
});

it('repeats the request after signing in again', async () => {
  vi.stubGlobal('fetch', vi.fn().mockResolvedValueOnce(answer(401, {})).mockResolvedValueOnce(answer(200, { demo: true })));
  surroundings.signInAgain = async () => true;
  expect(await get('/api/about')).toEqual({ demo: true });
});

it('gives edited content a key of its own', () => {
  const attempt = new Attempt();
  const first = attempt.header('a');
  expect(attempt.header('a')).toBe(first);
  expect(attempt.header('b')).not.toBe(first);
});

it('reads a stale token again, once', async () => {
  const stale = () => answer(403, { problems: [{ code: 'identity.csrf_wrong', field: '', message: 'm' }] });
  vi.stubGlobal('fetch', vi.fn().mockImplementation(async () => stale()));
  const refresh = vi.fn().mockResolvedValue(true);
  surroundings.refresh = refresh;
  await expect(post('/api/dossiers/{id}/taking', { seen_version: 1 }, { holes: { id: '1' } })).rejects.toMatchObject({ kind: 'problems' });
  expect(refresh).toHaveBeenCalledOnce();
});
