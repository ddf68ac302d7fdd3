import { defineConfig } from 'vitest/config';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { messages } from './tooling/messages';
import { compressed } from './tooling/compressed';

// The server to develop against; `npm run mock` starts an invented one on 8090.
const api = process.env.MOTCUA_API ?? 'http://127.0.0.1:8080';

export default defineConfig({
  base: '/app/',
  plugins: [svelte(), messages('../data/messages/office.tsv'), compressed()],
  build: {
    target: 'es2022',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0, // the content security policy allows files only, no data: addresses
    manifest: 'manifest.json',
  },
  server: {
    port: 5173,
    fs: { allow: ['..'] },
    proxy: { '/api': api },
  },
  test: { include: ['src/**/*.test.ts', 'tooling/**/*.test.ts'], environment: 'node', setupFiles: ['tooling/node18.ts'] },
});
