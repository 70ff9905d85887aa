import type { IssueCode } from '../../src/issues/issue.js';
import type { ParametersOf } from '../../src/issues/parameters.js';

const VALUE_SET = 'https://example.invalid/ValueSet/a';
const EXTENSION = 'https://example.invalid/StructureDefinition/Extension-a';

/** Parameters for every code: a code without a sample does not compile. */
export const SAMPLES: { readonly [C in IssueCode]: ParametersOf<C> } = {
  'input.syntax': { expected: 'a comma or `}`', found: 'the end of the text' },
  'input.encoding': { found: 'NUL characters' },
  'input.empty': {},
  'input.too-large': { limit: 10, length: 11 },
  'input.too-deep': { limit: 200 },
  'input.duplicate-key': { property: 'status' },
  'input.format': { expected: 'JSON', found: 'XML' },
  'structure.not-a-resource': { found: 'a whole number' },
  'structure.unknown-resource-type': { found: '"Appointement"' },
  'structure.wrong-resource-type': { expected: ['Slot', 'Schedule'], found: 'Patient' },
  'structure.unknown-property': { property: 'satus', type: 'Appointment', suggestion: 'status' },
  'structure.not-an-object': { type: 'CodeableConcept', found: 'a string of at most 10 characters' },
  'structure.not-an-array': { element: 'Patient.name', found: 'an object' },
  'structure.unexpected-array': { element: 'Patient.gender' },
  'structure.not-a-primitive': { type: 'date', found: 'an object' },
  'structure.empty': { what: 'array' },
  'structure.null': { element: 'Patient.gender' },
  'structure.choice-conflict': { choice: 'value[x]', properties: ['valueString', 'valueCode'] },
  'structure.sibling-mismatch': { property: 'given', length: 2, siblingLength: -1 },
  'structure.minimum': { element: 'Appointment.status', min: 1, found: 0 },
  'structure.maximum': { element: 'Patient.name', max: 1, found: 2 },
  'structure.prohibited': { element: 'Bundle.total' },
  'structure.type-not-allowed': { element: 'Extension.value[x]', allowed: ['code'], found: 'string' },
  'structure.nested-contained': {},
  'value.json-type': {
    type: 'boolean',
    expected: 'true or false, without quotes',
    found: 'a string of at most 10 characters',
  },
  'value.format': {
    type: 'date',
    expected: 'a date that exists in the calendar',
    found: 'a value of the form "9999-99-99"',
  },
  'value.too-long': { limit: 64, length: 72 },
  'value.whitespace': { type: 'code', expected: 'a code that neither begins nor ends with white space' },
  'value.fixed': { expected: '"https://example.invalid/Id/a"', found: 'https://example.invalid/Id/b' },
  'value.pattern': { expected: '{"code":"a"}', found: 'an object' },
  'value.narrative': { expected: 'a single div element' },
  'slicing.minimum': { element: 'Patient.identifier', slice: 'nhsNumber', min: 1, found: 0 },
  'slicing.maximum': { element: 'Patient.identifier', slice: 'nhsNumber', max: 1, found: 2 },
  'slicing.closed': { element: 'Patient.identifier', slices: ['a', 'b'], nearest: 'a' },
  'slicing.order': { element: 'Patient.identifier', slice: 'a', after: 'b' },
  'slicing.open-at-end': { element: 'Patient.identifier' },
  'slicing.ambiguous': { element: 'Patient.identifier', slices: ['a', 'b'] },
  'extension.context': { url: EXTENSION, element: 'Patient', allowed: ['Slot', 'Appointment'] },
  'extension.modifier': { url: EXTENSION },
  'extension.not-modifier': { url: EXTENSION },
  'extension.undeclared-part': { url: EXTENSION, part: 'part-b' },
  'binding.required': { valueSet: VALUE_SET, found: ['"a" of https://example.invalid/b'] },
  'binding.extensible': { valueSet: VALUE_SET, found: '"a"' },
  'binding.preferred': { valueSet: VALUE_SET, found: '"a"' },
  'binding.no-code': { valueSet: VALUE_SET },
  'reference.format': {
    expected: 'a type and id, a URL or a fragment',
    found: 'a string of at most 10 characters',
  },
  'reference.target-type': { allowed: ['Patient'], found: 'a relative reference to Slot' },
  'reference.target-profile': {
    type: 'Patient',
    profiles: ['https://example.invalid/StructureDefinition/Patient-1'],
  },
  'reference.unresolved': { found: 'a relative reference to Patient' },
  'reference.ambiguous': { found: 'a relative reference to Patient', count: 2 },
  'bundle.full-url': { expected: 'an absolute URL', found: 'a relative reference to Patient' },
  'bundle.duplicate-entry': { first: 'Bundle.entry[0]' },
  'invariant.failed': {
    key: 'per-1',
    on: 'Period',
    requirement: 'The start is not after the end.',
    expression: 'start <= end',
  },
  'cannot-check.profile': { profile: EXTENSION, reason: 'no definition is known.' },
  'cannot-check.extension': { url: EXTENSION, reason: 'no definition is known.' },
  'cannot-check.terminology': {
    valueSet: VALUE_SET,
    system: 'http://snomed.info/sct',
    reason: 'its codes are not shipped.',
    count: 2,
  },
  'cannot-check.slicing': { element: 'Patient.identifier', reason: 'no slice has a fixed value.' },
  'cannot-check.resource-type': { type: 'Account', reason: 'GP Connect does not use it.' },
};

/** Every code with its sample. */
export const SAMPLE_ENTRIES = Object.entries(SAMPLES) as [IssueCode, ParametersOf<IssueCode>][];
