import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folders below `profiles/` that an import owns. Everything else there is kept by hand. */
const OWNED: readonly string[] = [
  'fhir/stu3/structures',
  'fhir/stu3/value-sets',
  'fhir/stu3/code-systems',
  'gpconnect/structures',
  'gpconnect/value-sets',
  'gpconnect/code-systems',
  'gpconnect/releases',
];

/** What writing changed. */
export interface Written {
  readonly written: number;
  readonly removed: number;
  readonly unchanged: number;
}

/** Makes the owned folders hold exactly these files. */
export function writeFolder(to: string, files: ReadonlyMap<string, string>): Written {
  const written = writeFiles(to, files);
  const stale = OWNED.flatMap((folder) => filesIn(to, folder)).filter((path) => !files.has(path));
  for (const path of stale) rmSync(join(to, path));
  return { written, removed: stale.length, unchanged: files.size - written };
}

/** Writes files by path below a folder, and says how many; one whose text is already there is not touched. */
export function writeFiles(to: string, files: ReadonlyMap<string, string>): number {
  let written = 0;
  for (const [path, text] of files) {
    const target = join(to, path);
    if (existsSync(target) && readFileSync(target, 'utf8') === text) continue;
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text);
    written += 1;
  }
  return written;
}

function filesIn(to: string, folder: string): readonly string[] {
  const path = join(to, folder);
  return existsSync(path) ? readdirSync(path).map((name) => `${folder}/${name}`) : [];
}
