/**
 * `npm run agreement`: writes `docs/conformance/agreement.md` and `corpus.md`; with `--list`, prints the differences instead, with
 * `--unexplained` those of no known class.
 *
 * @module
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { renderCorpusPage } from './corpus-page.js';
import { type Difference, compareCorpus } from './corpus.js';
import { readExclusions } from './excluded.js';
import { judgeCorpus } from './judged-corpus.js';
import { readJudgements, sortFindings } from './judgements.js';
import { readKnown, sortDifferences, staleIds } from './known.js';
import { agreement, renderPage } from './table.js';

const root = resolve(import.meta.dirname, '..', '..', '..');
const shared = resolve(process.env['GPCONNECT_SHARED'] ?? join(root, '..', 'shared'));
const folder = join(root, 'tools', 'agreement');
const exclusions = readExclusions(folder);
const known = readKnown(folder);
const compared = await compareCorpus(shared, join(root, 'profiles'), exclusions);
const published = compared.modes['as published'];
const differences = published.flatMap((one) => one.differences);
const sorted = sortDifferences(known, differences);

function line({ side, kind, id, element, detail, path, file }: Difference): string {
  return [side, kind, id, element, detail ?? '', path, file].join('\t');
}

if (process.argv.includes('--list')) for (const one of differences) console.log(line(one));
else if (process.argv.includes('--unexplained')) for (const one of sorted.unexplained) console.log(line(one));
else {
  const pages = join(root, 'docs', 'conformance');
  mkdirSync(pages, { recursive: true });
  writeFileSync(join(pages, 'agreement.md'), renderPage(compared, exclusions, known));
  const corpus = await judgeCorpus(shared, join(root, 'profiles'));
  const judgements = readJudgements(folder);
  writeFileSync(join(pages, 'corpus.md'), renderCorpusPage(corpus, judgements));
  for (const { code, element, detail, file } of sortFindings(judgements, corpus.findings).unjudged)
    console.log(['unjudged', code, element, detail, file].join('\t'));
}
for (const stale of staleIds(sorted)) console.log(`stale\t${stale}`);
console.log(`${published.length} payloads, ${agreement(published).toFixed(2)} % of theirs are ours too`);
