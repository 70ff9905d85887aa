import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { type ComparedPayloads, comparePayloads } from '../src/comparison.js';
import { readExclusions } from '../src/excluded.js';
import { type Sorted, readKnown, sortDifferences, staleIds } from '../src/known.js';
import { judgedPayloads, makePayloads } from '../src/made.js';
import { type Payload, corpusPayloads } from '../src/payload.js';
import { agreement } from '../src/sums.js';
import { renderPage } from '../src/table.js';
import { readStore } from '../src/verdict-store.js';

const root = resolve(import.meta.dirname, '..', '..', '..');
const shared = resolve(process.env['GPCONNECT_SHARED'] ?? join(root, '..', 'shared'));
const present = existsSync(join(shared, 'oracle', 'verdicts'));
const folder = join(root, 'tools', 'agreement');
const profiles = join(root, 'profiles');
const exclusions = readExclusions(folder);
const known = readKnown(folder);

let made: readonly Payload[];
let unjudged: readonly string[];
beforeAll(async () => {
  const { payloads, missing } = judgedPayloads(
    await makePayloads(profiles),
    readStore(join(folder, 'verdicts')),
  );
  made = payloads;
  unjudged = missing.map(({ name }) => name);
}, 300_000);

/** Differences of made payloads and of the corpus, where it is there. */
async function compareAll(payloads: readonly Payload[]): Promise<[ComparedPayloads, Sorted]> {
  const compared = await comparePayloads(payloads, profiles, exclusions);
  const differences = compared.modes['as published'].flatMap((one) => one.differences);
  return [compared, sortDifferences(known, differences)];
}

describe('agreement with the reference validator on made payloads', () => {
  it('has a verdict on each; npm run agreement -- --reference asks for those that are missing', () => {
    expect(unjudged).toEqual([]);
    expect(made.filter(({ source }) => source === 'mutants').length).toBeGreaterThanOrEqual(2000);
  });
  it('has no difference that is not explained', async () => {
    const [, { unexplained }] = await compareAll(made);
    expect(unexplained).toEqual([]);
  }, 300_000);
});

describe.skipIf(!present)(
  'agreement with the reference validator on all payloads (skipped where the corpus is absent)',
  () => {
    let compared: ComparedPayloads;
    let sorted: Sorted;
    beforeAll(async () => {
      [compared, sorted] = await compareAll([...corpusPayloads(shared), ...made]);
    }, 300_000);

    it('compares every STU3 JSON payload of the corpus, and every one that the reference did not fail on', () => {
      const { modes, skipped } = compared;
      expect(modes['as published'].filter(({ source }) => source === 'corpus').length).toBe(526);
      expect(skipped).toEqual(made.filter(({ told }) => told === undefined).map(({ name }) => name));
      expect(skipped.length).toBeLessThan(10);
    });
    it('has at least 97 per cent of its findings by the definitions as published', () => {
      expect(agreement(compared.modes['as published'])).toBeGreaterThanOrEqual(97);
    });
    it('has no difference that is not explained', () => {
      expect(sorted.unexplained).toEqual([]);
    });
    it('explains no difference that is gone', () => {
      expect(staleIds(sorted)).toEqual([]);
    });
    it('excludes no message that never comes', () => {
      expect(exclusions.filter((_, i) => compared.excluded[i] === 0)).toEqual([]);
    });
    it('is as the committed page says', () => {
      const committed = readFileSync(join(root, 'docs', 'conformance', 'agreement.md'), 'utf8');
      expect(renderPage(compared, exclusions, known)).toBe(committed);
    });
  },
);
