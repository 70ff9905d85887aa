import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Issue, Validator } from '@gpconnect/runtime';
import { mutants } from '@gpconnect/testkit';
import { describe, expect, it } from 'vitest';
import { explain } from '../src/explained.js';
import { Judge, validatorOf } from '../src/judge.js';
import { scoreAll } from '../src/score.js';
import { renderPage } from '../src/table.js';
import { failing, known, root, versions } from './setting.js';

const scores = scoreAll(versions, failing, known.noInstance);
const explained = explain(scores, known);

const { spec } = versions[0]!;
const [profile] = Object.values(spec.profiles);

/** What becomes of the mutants of one profile where the validator says this of each. */
function verdictsOf(issues: readonly Issue[]): Set<string> {
  const { counts, chosen, truncated } = validatorOf(spec).validate({});
  const silent = {
    spec,
    validate: () => ({ spec: spec.id, valid: true, issues, counts, chosen, truncated }),
  };
  const judge = new Judge(silent as unknown as Validator, {});
  return new Set([...mutants(spec, profile!)].map((mutant) => judge.verdictOn(mutant).is));
}

describe('a mutant', () => {
  it('survives a validator that finds nothing', () => {
    expect(verdictsOf([])).toEqual(new Set(['missed']));
  });

  it('is not judged where the payload was wrong before', () => {
    const { issues } = validatorOf(spec).validate({});
    expect(verdictsOf(issues)).toEqual(new Set(['unsound']));
  });
});

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
    expect(page === renderPage(scores, explained, known), 'npm run mutation writes the page').toBe(true);
  });
});
