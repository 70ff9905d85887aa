import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  // Unit tests run on the sources of the runtime, so that they need no build.
  resolve: {
    alias: [
      {
        find: /^@gpconnect\/runtime$/,
        replacement: fileURLToPath(new URL('../runtime/src/index.ts', import.meta.url)),
      },
      {
        find: /^@gpconnect\/runtime\/explain$/,
        replacement: fileURLToPath(new URL('../runtime/src/issues/explain.ts', import.meta.url)),
      },
    ],
  },
  test: { include: ['test/**/*.test.ts'], testTimeout: 30_000 },
});
