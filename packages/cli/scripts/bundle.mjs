/**
 * Bundles the command line into dist/bundle: what the published package runs.
 *
 * What the manifest declares as a dependency stays an import; everything else is
 * bundled: @gpconnect packages, and the CommonJS packages that every start needs
 * (to import one costs Node more than an empty process does). Every dynamic import
 * becomes a chunk that is loaded when it is needed: one for each specification
 * version, and the parts that versions share.
 */
import console from 'node:console';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath, URL } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const manifest = JSON.parse(await readFile(`${root}/package.json`, 'utf8'));
const external = Object.keys(manifest.dependencies);

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
  // Bundled CommonJS asks for Node's own modules by `require`, which ES modules lack.
  banner: { js: "import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);" },
  define: { GPCONNECT_VERSION: JSON.stringify(manifest.version) },
  metafile: true,
  logLevel: 'warning',
});

/** The licences of the packages that the bundle holds. */
const packages = new Set(
  Object.keys(result.metafile.inputs).flatMap((path) => {
    const [, folder] = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path) ?? [];
    return folder === undefined ? [] : [folder];
  }),
);
const notices = [];
for (const folder of [...packages].sort()) {
  const { name, version, license, author } = JSON.parse(
    await readFile(`${root}/${folder}/package.json`, 'utf8'),
  );
  const text = await readFile(`${root}/${folder}/LICENSE`, 'utf8').catch(() => '');
  notices.push(`${name} ${version} (${license})\n\n${text.trim() || (author.name ?? author)}\n`);
}
await writeFile(`${root}/dist/bundle/LICENSES.txt`, notices.join('\n---\n\n'));

const outputs = Object.entries(result.metafile.outputs);
const bytes = outputs.reduce((sum, [, output]) => sum + output.bytes, 0);
console.log(`bundled ${outputs.length} files, ${Math.round(bytes / 1024)} kB`);
