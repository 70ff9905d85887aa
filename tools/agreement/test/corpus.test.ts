import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Compared, compareCorpus } from '../src/corpus.js';
import { agreement, renderTable } from '../src/table.js';

const root = resolve(import.meta.dirname, '..', '..', '..');
const shared = resolve(process.env['GPCONNECT_SHARED'] ?? join(root, '..', 'shared'));
const present = existsSync(join(shared, 'oracle', 'verdicts'));

describe.skipIf(!present)(
  'agreement with the reference validator (skipped where its verdicts are absent)',
  () => {
    let compared: Compared[];
    beforeAll(async () => {
      compared = await compareCorpus(shared, join(root, 'profiles'));
    }, 300_000);

    it('compares every STU3 JSON payload that has a verdict', () => {
      expect(compared.length).toBe(526);
    });

    it('has at least 95 per cent of its findings', () => {
      expect(agreement(compared)).toBeGreaterThanOrEqual(95);
    });

    it('is as the committed table says', () => {
      const explanations = readFileSync(join(root, 'tools', 'agreement', 'explanations.md'), 'utf8');
      const committed = readFileSync(join(root, 'docs', 'conformance', 'agreement.md'), 'utf8');
      expect(renderTable(compared, explanations)).toBe(committed);
    });
  },
);
