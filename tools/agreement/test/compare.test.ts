import { describe, expect, it } from 'vitest';
import { compare } from '../src/compare.js';
import type { Finding } from '../src/finding.js';
import { commonPath, elementOf, samePlace } from '../src/place.js';

describe('paths of both sides in one form', () => {
  it('drops comments, type functions and first indices', () => {
    expect(
      commonPath(
        'Bundle.entry[3].resource/*Patient/x*/.identifier[0].extension[1].value.ofType(CodeableConcept)',
      ),
    ).toBe('Bundle.entry[3].resource.identifier.extension[1].valueCodeableConcept');
  });
  it('lets [x] stand for any of a choice, and for nothing else', () => {
    expect(samePlace('Observation.value[x].value', 'Observation.valueQuantity.value')).toBe(true);
    expect(samePlace('Observation.value[x].value', 'Observation.values.value')).toBe(false);
    expect(samePlace('Observation.valueBoolean', 'Observation.value[x]')).toBe(true);
  });
});

describe('the element of a path', () => {
  const bundle = {
    resourceType: 'Bundle',
    entry: [{}, { resource: { resourceType: 'List', entry: [{ item: {} }, { item: {} }] } }],
  };
  it('starts at the innermost resource and has no indices', () => {
    expect(elementOf(bundle, 'Bundle.entry[1].resource.entry[1].item')).toBe('List.entry.item');
    expect(elementOf(bundle, 'Bundle.entry[1]')).toBe('Bundle.entry');
  });
  it('needs no value at the place: what is missing has an element too', () => {
    expect(elementOf(bundle, 'Bundle.entry[1].resource.code.coding')).toBe('List.code.coding');
  });
});

describe('comparing', () => {
  const missing: Finding = { kind: 'minimum', path: 'Patient.id', id: 'a' };
  const unknown: Finding = { kind: 'unknown property', path: 'Patient.x', id: 'b' };

  it('counts a repeated finding once and keeps what only one side has', () => {
    const { tallies, onlyTheirs, onlyOurs } = compare([missing, missing], [missing, unknown]);
    expect(tallies.cardinality).toEqual({ agreed: 1, onlyTheirs: 0, onlyOurs: 0 });
    expect(tallies.structure).toEqual({ agreed: 0, onlyTheirs: 0, onlyOurs: 1 });
    expect(onlyTheirs).toEqual([]);
    expect(onlyOurs).toEqual([unknown]);
  });
  it('takes no kind for another, but a wrong shape for a bad primitive', () => {
    expect(compare([{ ...missing, path: 'Patient.x' }], [unknown]).onlyTheirs).toHaveLength(1);
    const shape: Finding = { kind: 'JSON shape', path: 'Patient.active', id: 'c' };
    expect(compare([shape], [{ ...shape, kind: 'bad primitive' }]).onlyTheirs).toEqual([]);
  });
  it('keeps rules, slices and extensions of one place apart', () => {
    const rule: Finding = { kind: 'failed rule', path: 'Patient', detail: 'dom-2', id: 'd' };
    const { onlyTheirs, onlyOurs } = compare([rule], [{ ...rule, detail: 'dom-3' }]);
    expect([onlyTheirs.length, onlyOurs.length]).toEqual([1, 1]);
  });
});
