import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { explain } from '../src/explained.js';
import { scoreAll } from '../src/score.js';
import { renderPage } from '../src/table.js';
import { failing, noInstance, root, survivors, versions } from './setting.js';

const scores = scoreAll(versions, failing, noInstance);
const explained = explain(scores, survivors);

describe('mutants of every profile and data type', () => {
  it('are reported with the code and the place expected, and no unrelated error, or explained one by one', () => {
    expect(explained.unexplained).toEqual([]);
  });

  it('need every explanation', () => {
    expect(explained.stale).toEqual([]);
  });

  it('break every kind of constraint', () => {
    const kinds = new Set(scores.flatMap(({ counts }) => [...counts.keys()]));
    for (const kind of [
      'minimum',
      'fixed',
      'binding',
      'slice-minimum',
      'closed-slicing',
      'target-type',
      'invariant',
    ] as const)
      expect(kinds).toContain(kind);
  });

  it('stand in the committed page', () => {
    const page = readFileSync(join(root, 'docs', 'conformance', 'mutation.md'), 'utf8');
    expect(page === renderPage(scores, explained, noInstance), 'npm run mutation writes the page').toBe(true);
  });
});
