import { webcrypto } from 'node:crypto';

// Browsers and Node.js 20 have it; the tests must run on Debian's Node.js 18 as well.
globalThis.crypto ??= webcrypto as Crypto;
