// The built app with an invented server behind it: enough of the API to look at every screen. `npm run mock` serves it
// at http://127.0.0.1:8090/app/ ; `npm run dev` can use it with MOTCUA_API=http://127.0.0.1:8090.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as world from '../fixtures/world.mjs';

const dist = new URL('../../dist/', import.meta.url);
const types = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.woff2': 'font/woff2', '.json': 'application/json' };
// The policy of the real server, so that a forbidden script or style is found here.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

export class Answer {
  constructor(status, body) {
    Object.assign(this, { status, body });
  }
}
export const problem = (status, ...problems) => new Answer(status, { type: 'about:blank', title: '', status, problems: problems.map(([code, field, message]) => ({ code, field, message })) });
const conflict = new Answer(409, { status: 409, problems: [{ code: 'dossier.version_conflict', field: '', message: 'Hồ sơ đã đổi.' }], changed: [{ version: 5, type: 'assign', at: '2026-11-20T09:41:00+07:00', by: 'Mùa A Dình' }] });

// Starts it on a free port, or the one given. `state.fail` makes the next changing request fail in a chosen way.
export async function start(port = 0) {
  const state = { account: null, fail: null, requests: [] };
  const server = createServer(async (request, response) => {
    const url = new URL(request.url, 'http://mock');
    if (!url.pathname.startsWith('/api/')) return sendFile(url.pathname, response);
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const raw = Buffer.concat(chunks);
    const json = request.headers['content-type'] === 'application/json' ? JSON.parse(raw.toString() || 'null') : null;
    state.requests.push({ method: request.method, path: url.pathname, headers: request.headers, json });
    const answer = api(state, request.method, url, json);
    const { status, body } = answer instanceof Answer ? answer : { status: 200, body: answer };
    response.writeHead(status, { 'content-type': status >= 400 ? 'application/problem+json' : 'application/json' });
    response.end(body === undefined ? '' : JSON.stringify(body));
  });
  await new Promise((resolve) => server.listen(port, '127.0.0.1', resolve));
  return { state, address: `http://127.0.0.1:${server.address().port}`, stop: () => server.close() };
}

async function sendFile(path, response) {
  const name = path === '/app/' ? 'index.html' : path.replace(/^\/app\//, '');
  try {
    const content = await readFile(new URL(name, dist));
    response.writeHead(200, { 'content-type': types[extname(name)] ?? 'application/octet-stream', 'content-security-policy': policy });
    response.end(content);
  } catch {
    response.writeHead(404).end();
  }
}

function api(state, method, url, json) {
  const path = url.pathname;
  const key = `${method} ${path}`;
  if (key === 'GET /api/about') return world.about;
  if (key === 'POST /api/session') {
    if (json.password !== 'mat-khau') return problem(401, ['identity.sign_in_wrong', '', 'Tên đăng nhập hoặc mật khẩu chưa đúng. Gõ lại, chú ý phím chữ hoa và bộ gõ tiếng Việt.']);
    state.account = json.account;
    return world.session(json.account);
  }
  if (!state.account) return problem(401, ['identity.sign_in_needed', '', 'Cần đăng nhập.']);
  if (key === 'GET /api/session') return world.session(state.account);
  if (key === 'DELETE /api/session') {
    state.account = null;
    return new Answer(204);
  }
  if (method !== 'GET' && state.fail && !path.endsWith('/deadline') && !path.endsWith('/idcard')) {
    const fail = state.fail;
    state.fail = null;
    if (fail === 'session') {
      state.account = null;
      return problem(401, ['identity.sign_in_needed', '', 'Cần đăng nhập.']);
    }
    return fail === 'conflict' ? conflict : fail;
  }
  return resource(state, method, url, json);
}

function resource(state, method, url, json) {
  const path = url.pathname;
  const [, , first, id, last] = path.split('/');
  if (first === 'work') return world.work(url.searchParams.get('view'));
  if (first === 'search') return { items: world.mine.filter((item) => item.owner_name.startsWith(url.searchParams.get('q'))), reason: 'theo họ tên' };
  if (first === 'procedures') return id ? world.procedure(id) : { procedures: world.procedures };
  if (first === 'idcard') return json.text.includes('|') ? world.card : problem(422, ['intake.idcard_fields', '/text', 'Mã này không phải mã trên thẻ căn cước. Quét mặt có mã QR.']);
  if (first === 'deadline') return { due_at: '2026-11-26T09:42:00+07:00', due_text: 'Thứ Năm 26/11/2026, 09:42', limit_text: '3 ngày làm việc', explanation: world.explanation };
  if (first === 'colleagues') return { officials: world.colleagues };
  if (first === 'dossiers' && !id) return new Answer(201, { id: json.id, code: 'H18.036-261120-0018', version: 1, status: 2, received_at: world.now, due_at: '2026-11-26T09:42:00+07:00', secret: 'K7MX', explanation: world.explanation, receipt: `/api/dossiers/${json.id}/receipt.pdf` });
  if (first === 'dossiers' && !last) return world.dossier(id, state.account);
  if (last === 'scans') return new Answer(201, { id: 's9', version: 5, media_type: 'application/pdf', bytes: 10, pages: 1 });
  if (method === 'POST') return { version: 5, status: 4, state: 'running' };
  return problem(404, ['http.not_found', '', 'Không có trang này.']);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const running = await start(8090);
  console.log(`${running.address}/app/  (accounts: ${Object.keys(world.officials).join(', ')}; password mat-khau)`);
}
