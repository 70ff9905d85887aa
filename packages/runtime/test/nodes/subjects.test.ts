import { describe, expect, it } from 'vitest';
import { holdsFor } from '../../src/nodes/subjects.js';
import { get, hasPrimitive, has, type Invariant } from '../../src/tables/index.js';

const rule = (test: Invariant['test']): Invariant => ({
  key: 'test-1',
  on: 'Test',
  severity: 'error',
  requirement: 'A rule made up for this test.',
  expression: 'true',
  test,
});

describe('what a rule is about', () => {
  it('is the properties it asks for before it holds: without them no test is needed', () => {
    const conditional = rule((self) => !has(self, 'value') || has(self, 'code'));
    expect(holdsFor(conditional, ['id', 'code'])).toBe(true);
    expect(holdsFor(conditional, ['id', 'value'])).toBe(false);
  });

  it('includes the sibling of a primitive', () => {
    const conditional = rule((self) => !hasPrimitive(self, 'value'));
    expect(holdsFor(conditional, ['_value'])).toBe(false);
    expect(holdsFor(conditional, ['other'])).toBe(true);
  });

  it('is unknown where the rule does not hold of nothing', () => {
    expect(
      holdsFor(
        rule((self) => has(self, 'name') || has(self, 'telecom')),
        ['other'],
      ),
    ).toBe(false);
  });

  it('is unknown where the rule looks at all properties, or beyond the object', () => {
    expect(
      holdsFor(
        rule((self) => Object.keys(self as object).length === 0),
        ['other'],
      ),
    ).toBe(false);
    expect(
      holdsFor(
        rule((_, context) => get(context.resource, 'status') === null || true),
        ['other'],
      ),
    ).toBe(false);
  });
});
