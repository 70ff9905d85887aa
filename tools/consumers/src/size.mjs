/**
 * Measures what an application bundles, and writes the table into docs/size.md.
 *
 * usage: node tools/consumers/src/size.mjs (all packages built)
 */
import console from 'node:console';
import { readFileSync, writeFileSync } from 'node:fs';
import process from 'node:process';
import { fileURLToPath, URL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const here = fileURLToPath(new URL('.', import.meta.url));
const page = fileURLToPath(new URL('../../../docs/size.md', import.meta.url));
const BEGIN = '<!-- sizes: written by tools/consumers/src/size.mjs -->';
const END = '<!-- end of sizes -->';

/** What is imported: one version of each capability, and pieces of one. */
const ENTRIES = [
  ['validate', '@gpconnect/foundations/1.2.7'],
  ['validate', '@gpconnect/appointment-management/1.2.7'],
  ['validate, validateText', '@gpconnect/appointment-management/1.2.7'],
  ['slice, Appointment', '@gpconnect/appointment-management/1.2.7'],
  ['validate', '@gpconnect/access-record-structured/1.5.1'],
  ['validate', '@gpconnect/access-document/1.6.2'],
  ['validate', '@gpconnect/send-document/2.0.1'],
  ['validate', '@gpconnect/update-record/1.2.1'],
];

/** Minified and gzipped bytes of a bundle that holds what is imported and what that needs. */
export async function sizeOf(names, specifier) {
  const result = await build({
    stdin: { contents: `export { ${names} } from '${specifier}';`, resolveDir: here },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    write: false,
    logLevel: 'silent',
  });
  const { contents } = result.outputFiles[0];
  return { minified: contents.length, gzipped: gzipSync(contents, { level: 9 }).length };
}

/** The rows of the table, measured. */
export async function measure() {
  const rows = [];
  for (const [names, specifier] of ENTRIES)
    rows.push({ names, specifier, ...(await sizeOf(names, specifier)) });
  return rows;
}

/** The rows that the page has, in kB. */
export function written() {
  return [
    ...readFileSync(page, 'utf8').matchAll(/^\| `([^`]+)` +\| `([^`]+)` +\| +([\d.]+) +\| +([\d.]+) +\|$/gm),
  ].map(([, names, specifier, minified, gzipped]) => ({
    names,
    specifier,
    minified: Number(minified) * 1000,
    gzipped: Number(gzipped) * 1000,
  }));
}

function table(rows) {
  const cells = [
    ['imported', 'from', 'minified, kB', 'and gzipped, kB'],
    ...rows.map(({ names, specifier, minified, gzipped }) => [
      `\`${names}\``,
      `\`${specifier}\``,
      (minified / 1000).toFixed(1),
      (gzipped / 1000).toFixed(1),
    ]),
  ];
  const widths = cells[0].map((_, column) => Math.max(...cells.map((row) => row[column].length)));
  const line = (row) =>
    `| ${row.map((cell, i) => (i < 2 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]))).join(' | ')} |`;
  const rule = `| ${widths.map((width, i) => (i < 2 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)).join(' | ')} |`;
  return [line(cells[0]), rule, ...cells.slice(1).map(line)].join('\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const text = readFileSync(page, 'utf8');
  const sizes = table(await measure());
  const before = text.slice(0, text.indexOf(BEGIN));
  const after = text.slice(text.indexOf(END));
  writeFileSync(page, `${before}${BEGIN}\n\n${sizes}\n\n${after}`);
  console.log(sizes);
}
