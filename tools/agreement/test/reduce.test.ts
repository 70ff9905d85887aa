import { describe, expect, it } from 'vitest';
import { type Exclusion, exclusionOf } from '../src/excluded.js';
import { reduceOurs } from '../src/ours.js';
import { type Told, findingOf, toldOf } from '../src/theirs.js';

const theirs = (id: string | undefined, at: string, text: string) => {
  const told = toldOf({ severity: 'error', ...(id === undefined ? {} : { id }), at, text });
  return told && findingOf(told);
};

describe('their findings', () => {
  it('name the missing element, not its parent', () => {
    expect(
      theirs(
        'Validation_VAL_Profile_Minimum',
        'Bundle.entry[1].resource/*List/null*/',
        'List.id: minimum required = 1, but only found 0 (from x)',
      ),
    ).toMatchObject({ kind: 'minimum', path: 'Bundle.entry[1].resource.id' });
  });
  it('name the missing slice at its list', () => {
    expect(
      theirs(
        'Validation_VAL_Profile_Minimum_SLICE',
        'Patient',
        "Slice 'Patient.identifier:nhsNumber': a matching slice is required, but not found (from x)",
      ),
    ).toMatchObject({ kind: 'slice minimum', path: 'Patient.identifier', detail: 'nhsNumber' });
  });
  it('tell how often a slice may come from how often an element may', () => {
    expect(
      theirs(
        'Validation_VAL_Profile_Maximum',
        'Patient.extension[0]',
        'Extension.extension:language: max allowed = 1, but found 2 (from x)',
      ),
    ).toMatchObject({ kind: 'slice maximum', path: 'Patient.extension.extension', detail: 'language' });
    expect(
      theirs('Validation_VAL_Profile_Maximum', 'Patient', 'Patient.photo: max allowed = 0, but found 1'),
    ).toMatchObject({ kind: 'maximum', path: 'Patient.photo' });
  });
  it('keep apart what the profile of a Bundle is said to forbid in its resources', () => {
    const forbidden = (profile: string) =>
      toldOf({
        severity: 'error',
        id: 'Validation_VAL_Profile_NotAllowed',
        at: 'Bundle.entry[1].resource/*Patient/a*/.name',
        text: `This element is not allowed by the profile https://example.org/${profile}|1.0.0`,
      })?.id;
    expect(forbidden('GPConnect-Searchset-Bundle-1')).toBe('Validation_VAL_Profile_NotAllowed by a Bundle');
    expect(forbidden('CareConnect-GPC-Patient-1')).toBe('Validation_VAL_Profile_NotAllowed');
  });
  it('take a value where there may be none for one too many', () => {
    const text = (types: string) =>
      `The Extension 'x' definition allows for the types [${types}] but found type code`;
    expect(theirs('Extension_EXT_Type', 'Patient.extension[0]', text(''))).toMatchObject({
      kind: 'maximum',
      path: 'Patient.extension.value[x]',
    });
    expect(theirs('Extension_EXT_Type', 'Patient.extension[0]', text('string'))).toMatchObject({
      kind: 'type not allowed',
    });
  });
  it('name the key of a rule, wherever the rule comes from', () => {
    expect(
      theirs('http://hl7.org/fhir/StructureDefinition/Condition#con-4', 'Condition', 'Constraint failed'),
    ).toMatchObject({ kind: 'failed rule', detail: 'con-4' });
    expect(theirs('CONTAINED_ORPHAN_DOM3', 'List.contained[1]', '')).toMatchObject({
      path: 'List',
      detail: 'dom-3',
    });
  });
  it('are errors only', () => {
    expect(toldOf({ severity: 'warning', at: 'Patient', text: 'anything' })).toBeUndefined();
  });
  it('must be of a known kind, so that nothing new is left out in silence', () => {
    expect(() => theirs('Never_Seen', 'Patient', 'new')).toThrow(/no kind/);
  });
});

describe('our issues', () => {
  const ours = (code: Parameters<typeof reduceOurs>[0]['code'], path: string, params = {}) =>
    reduceOurs({ code, severity: 'error', path, params });

  it('name a missing slice at its list, whether the list is there or not', () => {
    const params = { element: 'Patient.identifier', slice: 'nhsNumber' };
    const expected = { kind: 'slice minimum', path: 'Patient.identifier', detail: 'nhsNumber' };
    expect(ours('slicing.minimum', 'Patient', params)).toMatchObject(expected);
    expect(ours('slicing.minimum', 'Patient.identifier', params)).toMatchObject(expected);
  });
  it('name a prohibited slice at its list, though it is reported at its item', () => {
    const params = { element: 'Patient.extension', slice: 'barred', max: 0, found: 1 };
    expect(ours('slicing.maximum', 'Patient.extension[1]', params)).toMatchObject({
      kind: 'slice maximum',
      path: 'Patient.extension',
      detail: 'barred',
    });
  });
  it('tell a missing extension of an extension from a missing extension', () => {
    const params = { element: 'Coding.extension.extension', slice: 'descriptionId' };
    expect(ours('slicing.minimum', 'Coding.extension[0]', params)).toMatchObject({
      path: 'Coding.extension.extension',
    });
  });
  it('name too many items of a slice at their list, and a prohibited one where it is', () => {
    const params = { element: 'Patient.identifier', slice: 'nhsNumber' };
    const expected = { kind: 'slice maximum', path: 'Patient.identifier', detail: 'nhsNumber' };
    expect(ours('slicing.maximum', 'Patient.identifier', params)).toMatchObject(expected);
    expect(ours('slicing.maximum', 'Patient.identifier[1]', params)).toMatchObject(expected);
  });
  it('stand where the reference puts a misplaced extension: at what holds it', () => {
    expect(ours('extension.context', 'List.code.extension[2]', { url: 'http://x' })).toMatchObject({
      path: 'List.code',
      detail: 'http://x',
    });
  });
  it('are errors only', () => {
    expect(
      reduceOurs({ code: 'binding.extensible', severity: 'warning', path: 'x', params: {} }),
    ).toBeUndefined();
  });
});

describe('what is not compared', () => {
  const exclusions: Exclusion[] = [
    { id: 'Slice', step: 'value\\[x\\]', why: 'a consequence' },
    { id: 'Unknown', why: 'no finding about the payload' },
  ];
  const excluded = (told: Told) => exclusionOf(exclusions, told);

  it('is told by the whole id, and by the last step where only some are meant', () => {
    expect(excluded({ id: 'Unknown', path: 'Patient' })).toBe(exclusions[1]);
    expect(excluded({ id: 'Unknown_More', path: 'Patient' })).toBeUndefined();
    expect(excluded({ id: 'Slice', path: 'Patient.extension.value[x]' })).toBe(exclusions[0]);
    expect(excluded({ id: 'Slice', path: 'Patient.identifier' })).toBeUndefined();
  });
});
