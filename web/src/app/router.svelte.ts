// Addresses live behind the "#", which a browser never sends: a name typed into the search stays out of every server
// log, and the server needs to know one page only.
export type Place = { path: string[]; query: URLSearchParams };

function read(): Place {
  const [path = '', query = ''] = location.hash.replace(/^#\/?/, '').split('?');
  return { path: path.split('/').filter(Boolean).map(decodeURIComponent), query: new URLSearchParams(query) };
}

let current = $state.raw<Place>({ path: [], query: new URLSearchParams() });

export function place(): Place {
  return current;
}

export function listenToAddress(): void {
  current = read();
  window.addEventListener('hashchange', () => (current = read()));
}

export const routes = {
  start: () => '#/',
  work: (view?: string) => (view ? `#/viec?xem=${view}` : '#/viec'),
  intake: () => '#/tiep-nhan',
  // `act`: opened with the form of an act.
  dossier: (id: string, act?: string) => `#/ho-so/${encodeURIComponent(id)}${act ? `?lam=${act}` : ''}`,
  calls: () => '#/nhac-viec',
  centre: () => '#/dieu-hanh',
  register: () => '#/so-theo-doi',
  catalogue: (missing?: string) => (missing ? `#/danh-muc?xem=${missing}` : '#/danh-muc'),
  feedback: () => '#/gop-y',
  figures: () => '#/so-lieu',
  accounts: (id?: string) => (id ? `#/tai-khoan/${encodeURIComponent(id)}` : '#/tai-khoan'),
  unanswered: () => '#/cau-hoi',
  password: () => '#/mat-khau',
  sessions: () => '#/phien',
  covers: () => '#/lam-thay',
  search: (words: string) => `#/tim?${new URLSearchParams({ q: words })}`,
};

export function go(address: string): void {
  location.hash = address;
}
