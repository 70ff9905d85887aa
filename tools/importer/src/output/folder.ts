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

/** Makes the owned folders hold exactly these files; a file whose text is already there is not touched. */
export function writeFolder(to: string, files: ReadonlyMap<string, string>): Written {
  let written = 0;
  let unchanged = 0;
  for (const [path, text] of files) {
    const target = join(to, path);
    if (existsSync(target) && readFileSync(target, 'utf8') === text) {
      unchanged += 1;
      continue;
    }
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text);
    written += 1;
  }
  let removed = 0;
  for (const folder of OWNED) {
    const path = join(to, folder);
    if (!existsSync(path)) continue;
    for (const name of readdirSync(path)) {
      if (files.has(`${folder}/${name}`)) continue;
      rmSync(join(path, name));
      removed += 1;
    }
  }
  return { written, removed, unchanged };
}
