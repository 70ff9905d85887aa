#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { findingCounts, importDefinitions } from './import.js';
import { writeFiles, writeFolder } from './output/folder.js';
import { startSet } from './reach/start.js';
import { Library } from './sources/library.js';

const USAGE = 'usage: main.js --from DEFINITIONS --to PROFILES [--specs PROFILES/specs] [--snapshots FOLDER]';

/** Runs an import; the exit code is 0 when it is done, 2 when it cannot be. */
function main(): number {
  const { values } = parseArgs({
    options: {
      from: { type: 'string' },
      to: { type: 'string' },
      specs: { type: 'string' },
      snapshots: { type: 'string' },
    },
  });
  const { from, to } = values;
  if (from === undefined || to === undefined) return fail(USAGE);
  if (!existsSync(join(from, 'index.json'))) return fail(`no index.json in ${from}`);
  const specs = values.specs ?? join(to, 'specs');
  if (!existsSync(specs)) return fail(`no registry in ${specs}: it says which profiles to start from`);
  const { files, manifests, snapshots } = importDefinitions(
    Library.open(from),
    startSet(specs, join(to, 'errata')),
  );
  const { written, removed, unchanged } = writeFolder(to, files);
  for (const { release, definitions, findings } of manifests) {
    const structures = definitions.filter(({ file }) => file.includes('/structures/')).length;
    const sets = definitions.filter(({ file }) => file.includes('/value-sets/')).length;
    const systems = definitions.length - structures - sets;
    console.log(
      `${release}: ${structures} structures, ${sets} value sets, ${systems} code systems, ${findings.length} findings`,
    );
  }
  for (const [code, count] of findingCounts(manifests)) console.log(`${code}: ${count}`);
  console.log(`${files.size} files: ${written} written, ${unchanged} unchanged, ${removed} removed`);
  if (values.snapshots !== undefined) {
    const published = snapshots();
    writeFiles(values.snapshots, published);
    console.log(`${published.size} published snapshots in ${values.snapshots}`);
  }
  return 0;
}

function fail(message: string): number {
  console.error(message);
  return 2;
}

try {
  process.exitCode = main();
} catch (error) {
  process.exitCode = fail(error instanceof Error ? error.message : String(error));
}
