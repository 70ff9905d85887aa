import { describe, expect, it } from 'vitest';
import { compare } from '../src/compare.js';
import { commonPath, samePlace } from '../src/finding.js';
import { reduceVerdict } from '../src/verdicts.js';

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
  });
});

describe('reading a verdict', () => {
  it('names the missing element, not its parent', () => {
    expect(
      reduceVerdict({
        severity: 'error',
        id: 'Validation_VAL_Profile_Minimum',
        at: 'Bundle.entry[1].resource/*List/null*/',
        text: 'List.id: minimum required = 1, but only found 0 (from x)',
      }),
    ).toEqual({ kind: 'missing required element', path: 'Bundle.entry[1].resource.id' });
  });
  it('leaves out warnings and kinds that are not compared', () => {
    expect(
      reduceVerdict({ severity: 'warning', at: 'Patient', text: "Unrecognized property 'x'" }),
    ).toBeUndefined();
    expect(
      reduceVerdict({ severity: 'error', id: 'SLICING_CANNOT_BE_EVALUATED', at: 'Patient', text: '' }),
    ).toBeUndefined();
  });
});

describe('comparing', () => {
  const missing = { kind: 'missing required element', path: 'Patient.id' } as const;
  const unknown = { kind: 'unknown property', path: 'Patient.x' } as const;
  it('counts a repeated finding once and keeps what only one side has', () => {
    const { tallies, onlyTheirs, onlyOurs } = compare([missing, missing], [missing, unknown]);
    expect(tallies['missing required element']).toEqual({ agreed: 1, onlyTheirs: 0, onlyOurs: 0 });
    expect(onlyTheirs).toEqual([]);
    expect(onlyOurs).toEqual([unknown]);
  });
  it('does not take one kind for another', () => {
    expect(compare([{ ...missing, path: 'Patient.x' }], [unknown]).onlyTheirs).toHaveLength(1);
  });
});
