import { createValidator } from '@gpconnect/runtime';
import type { SpecTable } from '@gpconnect/runtime/tables';
import { expect, it } from 'vitest';
import { stu3 } from '../src/generated/base/stu3.js';
import { types } from '../src/generated/base/types.js';

const spec: SpecTable = {
  id: 'test@1',
  capability: 'test',
  version: '1',
  status: 'test',
  fhir: stu3,
  types,
  profiles: {},
  pins: [],
  interactions: [],
};

/** Keys of the invariants that fail on an Observation with these properties. */
function failing(more: object): unknown[] {
  const observation = { resourceType: 'Observation', status: 'final', code: { text: 'synthetic' }, ...more };
  return createValidator(spec)
    .validate(observation)
    .issues.filter((issue) => issue.code === 'invariant.failed')
    .map((issue) => issue.params['key']);
}

it('an invariant of a data type profile holds where the profile is asked for, and nowhere else', () => {
  const quantity = { value: 5, comparator: '<' };
  expect(failing({ valueQuantity: quantity })).toEqual([]);
  expect(failing({ referenceRange: [{ low: quantity }] })).toEqual(['sqty-1']);
  expect(failing({ referenceRange: [{ low: { value: 5 } }] })).toEqual([]);
});
