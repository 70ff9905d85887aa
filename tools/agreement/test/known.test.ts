import { describe, expect, it } from 'vitest';
import type { Difference } from '../src/comparison.js';
import { type KnownDifference, sortDifferences, staleIds } from '../src/known.js';

const difference: Difference = {
  side: 'ours',
  kind: 'failed rule',
  id: 'invariant.failed',
  path: 'Condition',
  element: 'Condition',
  detail: 'con-4',
  source: 'corpus',
  name: 'a.json',
};
const known: KnownDifference = {
  id: 'abated',
  side: 'ours',
  ids: ['invariant.failed'],
  element: 'Condition',
  detail: 'con-4',
  cause: 'their defect',
  why: 'because',
};

describe('known differences', () => {
  it('take a difference by side, id, element and detail', () => {
    expect(sortDifferences([known], [difference]).classes.get(known)).toEqual([difference]);
  });
  it.each([{ side: 'theirs' as const }, { id: 'binding.required' }, { detail: 'con-44' }])(
    'leave unexplained what differs in %o',
    (change) => {
      expect(sortDifferences([known], [{ ...difference, ...change }]).unexplained).toHaveLength(1);
    },
  );
  it('are of the corpus, unless they name where they come', () => {
    const mutant: Difference = { ...difference, source: 'mutants', mutation: 'invariant' };
    expect(sortDifferences([known], [mutant]).unexplained).toHaveLength(1);
    const wide: KnownDifference = { ...known, in: ['mutants'] };
    expect(sortDifferences([wide], [mutant]).unexplained).toEqual([]);
    expect(sortDifferences([wide], [difference]).unexplained).toHaveLength(1);
    expect(sortDifferences([{ ...wide, mutation: 'minimum' }], [mutant]).unexplained).toHaveLength(1);
  });
  it('match an element as a whole', () => {
    const narrow = { ...known, element: 'Condition\\.code' };
    expect(
      sortDifferences([narrow], [{ ...difference, element: 'Condition.code.coding' }]).unexplained,
    ).toHaveLength(1);
  });
  it('take no detail where they name none', () => {
    const general: KnownDifference = { ...known, detail: '' };
    expect(sortDifferences([general], [difference]).unexplained).toHaveLength(1);
  });
  it('are stale when an id of theirs has no difference any more', () => {
    const wide = { ...known, ids: ['invariant.failed', 'value.fixed'] };
    expect(staleIds(sortDifferences([wide], [difference]))).toEqual(['abated: value.fixed']);
  });
});
