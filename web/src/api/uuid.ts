// A UUIDv7 (RFC 9562): the id of a dossier is made where it is first written, so that a repeat after a lost line is the
// same dossier. Milliseconds in front keep ids in the order of making. Not crypto.randomUUID: browsers withhold it
// where an office has no TLS.
export function uuid7(now = Date.now(), random = crypto.getRandomValues(new Uint8Array(10))): string {
  const time = now.toString(16).padStart(12, '0');
  const bytes = [...random];
  bytes[0] = 0x70 | (bytes[0]! & 0x0f);
  bytes[2] = 0x80 | (bytes[2]! & 0x3f);
  const rest = bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${time.slice(0, 8)}-${time.slice(8)}-${rest.slice(0, 4)}-${rest.slice(4, 8)}-${rest.slice(8)}`;
}
