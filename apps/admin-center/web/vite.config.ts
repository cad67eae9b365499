import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';

import optimizeLocales from '@react-aria/optimize-locales-plugin';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/** Of a running stack, for `npm run dev:web`. */
const stack = process.env['MAILYARD_WEB_URL'] ?? 'http://127.0.0.1:8080';
const ofServer = ['/api', '/health', '/metrics', '/queues', '/sign-in', '/sign-out'];

export default defineConfig({
  // React Aria speaks the languages that our own texts are in, and no other.
  plugins: [
    { ...optimizeLocales.vite({ locales: ['en-US', 'de-DE'] }), enforce: 'pre' },
    react(),
    compressed(),
  ],
  build: {
    target: 'es2023',
    // Images are files of our own: the policy has no data: in it.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 700,
    reportCompressedSize: false,
    rolldownOptions: {
      treeshake: {
        // What only some pages use of ui/ is in their files: but for the keys, nothing happens there when it is loaded.
        moduleSideEffects: [
          { test: /[/\\]web[/\\]src[/\\]ui[/\\](?!index\.ts|shortcuts\.ts).+\.tsx?$/, sideEffects: false },
        ],
      },
    },
  },
  worker: { format: 'es' },
  server: { proxy: Object.fromEntries(ofServer.map((path) => [path, { target: stack, ws: false }])) },
});

/** Writes `.br` and `.gz` beside each asset, so that the server has nothing to compress. */
function compressed(): Plugin {
  let folder = '';
  return {
    name: 'compressed',
    apply: 'build',
    configResolved: ({ root, build }) => {
      folder = join(root, build.outDir, 'assets');
    },
    closeBundle: () => {
      for (const name of readdirSync(folder)) {
        const content = readFileSync(join(folder, name));
        writeFileSync(join(folder, `${name}.br`), brotliCompressSync(content));
        writeFileSync(join(folder, `${name}.gz`), gzipSync(content, { level: 9 }));
      }
    },
  };
}
