/** Values made from the tables. */
import { describe, expect, test } from 'vitest';
import { subjectOf } from '../src/campaign/campaign.js';
import { Random } from '../src/random.js';
import { loadSpec } from '../src/specs.js';
import { Synthesis } from '../src/synthesis.js';

const spec = await loadSpec('foundations/1.2.7');

describe('a value made from the tables', () => {
  test('has the properties of its type and nothing that the type does not know', () => {
    const { validate } = subjectOf(spec);
    for (let n = 0; n < 200; n++) {
      const synthesis = new Synthesis(spec, new Random(1, n));
      const value = synthesis.resource();
      const codes = validate(value, { profiles: 'claimed' }).issues.map(({ code }) => code);
      expect(codes).not.toContain('structure.unknown-property');
      expect(codes).not.toContain('structure.not-an-array');
      expect(codes).not.toContain('structure.unknown-resource-type');
    }
  });

  test('is asked for by name, and a name that is no type makes nothing', () => {
    const synthesis = new Synthesis(spec, new Random(1));
    expect(synthesis.element('Patient')).toHaveLength(2);
    for (const name of ['constructor', '__proto__', 'toString', 'Nothing']) {
      expect(synthesis.element(name)).toBeUndefined();
    }
  });
});
