import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { type ComparedCorpus, compareCorpus } from '../src/corpus.js';
import { readExclusions } from '../src/excluded.js';
import { type Sorted, readKnown, sortDifferences, staleIds } from '../src/known.js';
import { agreement, renderPage } from '../src/table.js';

const root = resolve(import.meta.dirname, '..', '..', '..');
const shared = resolve(process.env['GPCONNECT_SHARED'] ?? join(root, '..', 'shared'));
const present = existsSync(join(shared, 'oracle', 'verdicts'));
const folder = join(root, 'tools', 'agreement');

describe.skipIf(!present)(
  'agreement with the reference validator (skipped where its verdicts are absent)',
  () => {
    const exclusions = readExclusions(folder);
    const known = readKnown(folder);
    let compared: ComparedCorpus;
    let sorted: Sorted;
    beforeAll(async () => {
      compared = await compareCorpus(shared, join(root, 'profiles'), exclusions);
      sorted = sortDifferences(
        known,
        compared.modes['as published'].flatMap(({ differences }) => differences),
      );
    }, 300_000);

    it('compares every STU3 JSON payload that has a verdict', () => {
      expect(compared.modes['as published'].length).toBe(526);
      expect(compared.modes.default.length).toBe(526);
      expect(compared.skipped).toEqual([]);
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
