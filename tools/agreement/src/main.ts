/**
 * `npm run agreement`: writes `docs/conformance/agreement.md`; with `--list`, prints the differences instead.
 *
 * @module
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { compareCorpus } from './corpus.js';
import { agreement, renderTable } from './table.js';

const root = resolve(import.meta.dirname, '..', '..', '..');
const shared = resolve(process.env['GPCONNECT_SHARED'] ?? join(root, '..', 'shared'));
const compared = await compareCorpus(shared, join(root, 'profiles'));
if (process.argv.includes('--list')) {
  for (const { file, onlyTheirs, onlyOurs } of compared) {
    for (const { kind, path } of onlyTheirs) console.log(`theirs\t${kind}\t${path}\t${file}`);
    for (const { kind, path } of onlyOurs) console.log(`ours\t${kind}\t${path}\t${file}`);
  }
} else {
  const explanations = readFileSync(join(root, 'tools', 'agreement', 'explanations.md'), 'utf8');
  mkdirSync(join(root, 'docs', 'conformance'), { recursive: true });
  writeFileSync(join(root, 'docs', 'conformance', 'agreement.md'), renderTable(compared, explanations));
}
console.log(`${compared.length} payloads, ${agreement(compared).toFixed(2)} % of theirs are ours too`);
