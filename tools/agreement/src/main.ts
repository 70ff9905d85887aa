/**
 * `npm run agreement`: writes `docs/conformance/agreement.md` and `corpus.md`; with `--list`, prints the differences
 * instead, with `--unexplained` those of no known class. `--reference` first asks the reference validator about made
 * payloads that have no verdict.
 *
 * @module
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Difference, comparePayloads } from './comparison.js';
import { renderCorpusPage } from './corpus-page.js';
import { readExclusions } from './excluded.js';
import { judgeCorpus } from './judged-corpus.js';
import { readJudgements, sortFindings } from './judgements.js';
import { readKnown, sortDifferences, staleIds } from './known.js';
import { judgedPayloads, makePayloads } from './made.js';
import { corpusPayloads } from './payload.js';
import { askReference } from './reference.js';
import { agreement } from './sums.js';
import { renderPage } from './table.js';
import { readStore, writeStore } from './verdict-store.js';

const root = resolve(import.meta.dirname, '..', '..', '..');
const shared = resolve(process.env['GPCONNECT_SHARED'] ?? join(root, '..', 'shared'));
const folder = join(root, 'tools', 'agreement');
const profiles = join(root, 'profiles');
const verdicts = join(folder, 'verdicts');
const asked = (option: string): boolean => process.argv.includes(option);

const made = await makePayloads(profiles);
const store = readStore(verdicts);
if (asked('--reference')) {
  const missing = made.filter(({ key }) => !store.has(key));
  console.log(`${missing.length} payloads to judge`);
  const releaseOf = new Map(made.map(({ key, releases }) => [key, releases[0] ?? '']));
  askReference(join(shared, 'oracle', 'run'), missing, (releases, told) => {
    for (const [key, verdict] of told) store.set(key, verdict);
    // Kept at once: the whole takes long.
    writeStore(verdicts, store, releaseOf);
    console.log(`${releases}: ${told.size}`);
  });
}
const { payloads, missing } = judgedPayloads(made, store);
if (missing.length > 0)
  console.log(`${missing.length} made payloads have no verdict: npm run agreement -- --reference`);

const exclusions = readExclusions(folder);
const known = readKnown(folder);
const compared = await comparePayloads([...corpusPayloads(shared), ...payloads], profiles, exclusions);
const published = compared.modes['as published'];
const differences = published.flatMap((one) => one.differences);
const sorted = sortDifferences(known, differences);

function line({ side, source, kind, id, element, detail, path, mutation, name }: Difference): string {
  return [side, source, kind, id, element, detail ?? '', path, mutation ?? '', name].join('\t');
}

if (asked('--list')) for (const one of differences) console.log(line(one));
else if (asked('--unexplained')) for (const one of sorted.unexplained) console.log(line(one));
else {
  const pages = join(root, 'docs', 'conformance');
  mkdirSync(pages, { recursive: true });
  writeFileSync(join(pages, 'agreement.md'), renderPage(compared, exclusions, known));
  const corpus = await judgeCorpus(shared, profiles);
  const judgements = readJudgements(folder);
  writeFileSync(join(pages, 'corpus.md'), renderCorpusPage(corpus, judgements));
  for (const { code, element, detail, file } of sortFindings(judgements, corpus.findings).unjudged)
    console.log(['unjudged', code, element, detail, file].join('\t'));
}
for (const stale of staleIds(sorted)) console.log(`stale\t${stale}`);
for (const name of compared.skipped) console.log(`skipped\t${name}`);
console.log(`${published.length} payloads, ${agreement(published).toFixed(2)} % of theirs are ours too`);
