/**
 * Bundles the command line into dist/bundle: what the published package runs.
 *
 * Only @gpconnect packages are bundled; other dependencies stay imports, as the
 * manifest declares them. Every dynamic import becomes a chunk that is loaded
 * when it is needed: one for each specification version, and the parts that
 * versions share.
 */
import console from 'node:console';
import { readFile, rm } from 'node:fs/promises';
import { fileURLToPath, URL } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const manifest = JSON.parse(await readFile(`${root}/package.json`, 'utf8'));
const external = Object.keys(manifest.dependencies).filter((name) => !name.startsWith('@gpconnect/'));

await rm(`${root}/dist/bundle`, { recursive: true, force: true });
const result = await build({
  absWorkingDir: root,
  entryPoints: ['src/index.ts'],
  outdir: 'dist/bundle',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  minifySyntax: true,
  minifyWhitespace: true,
  // Names stay: an internal error names the place it comes from.
  minifyIdentifiers: false,
  legalComments: 'none',
  charset: 'utf8',
  chunkNames: 'chunks/[name]-[hash]',
  external,
  define: { GPCONNECT_VERSION: JSON.stringify(manifest.version) },
  metafile: true,
  logLevel: 'warning',
});
const outputs = Object.entries(result.metafile.outputs);
const bytes = outputs.reduce((sum, [, output]) => sum + output.bytes, 0);
console.log(`bundled ${outputs.length} files, ${Math.round(bytes / 1024)} kB`);
