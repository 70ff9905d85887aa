/**
 * Generated files as a whole: written, compared, and cleared of what is stale.
 *
 * @module
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { byText } from './naming.js';

/** Text of every generated file, by path from the repository's root. */
export type Files = ReadonlyMap<string, string>;

/** How the files below a root differ from those generated. */
export interface Difference {
  readonly path: string;
  readonly kind: 'changed' | 'missing' | 'stale';
}

/** Files below the roots that generated code owns. */
function existing(root: string): string[] {
  const out: string[] = [];
  for (const name of list(join(root, 'packages'))) collect(root, `packages/${name}/src/generated`, out);
  collect(root, 'docs/ledger', out);
  return out;
}

function list(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder).sort(byText) : [];
}

function collect(root: string, folder: string, out: string[]): void {
  const full = join(root, folder);
  if (!existsSync(full)) return;
  for (const entry of readdirSync(full, { withFileTypes: true })) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) collect(root, path, out);
    else out.push(path);
  }
}

/** Compares what is below `root` with what was generated. */
export function compare(root: string, files: Files): Difference[] {
  const out: Difference[] = [];
  for (const [path, text] of files) {
    const full = join(root, path);
    if (!existsSync(full)) out.push({ path, kind: 'missing' });
    else if (readFileSync(full, 'utf8') !== text) out.push({ path, kind: 'changed' });
  }
  for (const path of existing(root)) if (!files.has(path)) out.push({ path, kind: 'stale' });
  return out.sort((a, b) => byText(a.path, b.path));
}

/** Writes what differs, and removes what is stale. */
export function write(root: string, files: Files): Difference[] {
  const differences = compare(root, files);
  for (const { path, kind } of differences) {
    const full = join(root, path);
    if (kind === 'stale') {
      rmSync(full);
      continue;
    }
    mkdirSync(dirname(full), { recursive: true });
    writeFileSync(full, files.get(path) ?? '');
  }
  return differences;
}
