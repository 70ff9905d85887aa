/**
 * `node tools/generator/dist/compare-snapshots.js --definitions DIR`: compares
 * the model's snapshots with the published ones, and writes the table.
 *
 * @module
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { FactsError } from './facts/error.js';
import { compareAll } from './model/compare-snapshots/run.js';
import { comparisonJson, comparisonPage, sum } from './model/compare-snapshots/table.js';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../../..');

const USAGE = `usage: node tools/generator/dist/compare-snapshots.js --definitions DIR [options]

  --definitions DIR   folder of published definitions with its index.json
  --profiles DIR      read facts from DIR instead of profiles/
  --out DIR           write to DIR instead of docs/conformance
`;

function main(args: readonly string[]): number {
  const { values } = parseArgs({
    args: [...args],
    options: {
      definitions: { type: 'string' },
      profiles: { type: 'string' },
      out: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help || values.definitions === undefined) {
    process.stderr.write(USAGE);
    return values.help ? 0 : 2;
  }
  const comparisons = compareAll(
    resolve(values.profiles ?? join(ROOT, 'profiles')),
    resolve(values.definitions),
  );
  const out = resolve(values.out ?? join(ROOT, 'docs', 'conformance'));
  mkdirSync(out, { recursive: true });
  writeFileSync(join(out, 'snapshots.md'), comparisonPage(comparisons));
  writeFileSync(join(out, 'snapshots.json'), comparisonJson(comparisons));
  const { facts, equal } = sum(comparisons.releases);
  process.stdout.write(
    `${equal} of ${facts} element facts equal (${((100 * equal) / facts).toFixed(2)} %)\n`,
  );
  return 0;
}

try {
  process.exitCode = main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof FactsError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
