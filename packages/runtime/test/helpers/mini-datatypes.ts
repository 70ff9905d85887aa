/** Complex types of a small FHIR STU3, in the table format. */
import type { Binding, ElementTable, Invariant, TypeTable } from '../../src/tables/index.js';

const ele1: Invariant = {
  key: 'ele-1',
  on: 'Element',
  severity: 'error',
  requirement: 'An element has a value or children.',
  expression: 'hasValue() or children().exists()',
  // The walker has this rule built in; reaching it here would fail every element.
  test: () => false,
};

export const ext1: Invariant = {
  key: 'ext-1',
  on: 'Extension',
  severity: 'error',
  requirement: 'An extension has a value or extensions, not both.',
  expression: 'extension.exists() != value.exists()',
  test: (self) => {
    if (typeof self !== 'object' || self === null) return true;
    const keys = Object.keys(self);
    return keys.some((key) => key.startsWith('value')) !== keys.includes('extension');
  },
};

export const per1: Invariant = {
  key: 'per-1',
  on: 'Period',
  severity: 'error',
  requirement: 'A period starts before it ends.',
  expression: 'start <= end',
  test: (self) => {
    const { start, end } = self as { start?: unknown; end?: unknown };
    return typeof start !== 'string' || typeof end !== 'string' || start <= end;
  },
};

export const code = (url: string, systems: Record<string, readonly string[] | 'unlisted'>): Binding => ({
  strength: 'required',
  url,
  valueSet: { url, systems: () => systems },
});

const type = (
  name: string,
  elements: Record<string, ElementTable>,
  base = 'Element',
  invariants?: readonly Invariant[],
): TypeTable => ({
  name,
  kind: 'complex-type',
  ...(name === 'Element' ? {} : { base }),
  elements: () => elements,
  ...(invariants === undefined ? {} : { invariants: () => invariants }),
});

const IDENTIFIER_USE = { 'http://hl7.org/fhir/identifier-use': ['usual', 'official', 'temp', 'secondary'] };
const NAME_USE = {
  'http://hl7.org/fhir/name-use': ['usual', 'official', 'temp', 'nickname', 'anonymous', 'old', 'maiden'],
};

const OPEN_TYPES = [
  'boolean', 'integer', 'string', 'code', 'uri', 'date', 'dateTime', 'CodeableConcept', 'Coding', 'Identifier',
  'Period', 'Quantity', 'Reference',
]; // prettier-ignore

export const datatypes: Record<string, TypeTable> = {
  Element: type(
    'Element',
    { id: { types: ['string'] }, extension: { max: '*', types: ['Extension'] } },
    undefined,
    [ele1],
  ),
  BackboneElement: type('BackboneElement', {
    modifierExtension: { max: '*', types: ['Extension'], isModifier: true },
  }),
  Extension: type(
    'Extension',
    { url: { min: 1, types: ['uri'] }, 'value[x]': { types: OPEN_TYPES } },
    'Element',
    [ext1],
  ),
  Identifier: type('Identifier', {
    use: { types: ['code'], binding: code('http://hl7.org/fhir/ValueSet/identifier-use', IDENTIFIER_USE) },
    type: { types: ['CodeableConcept'] },
    system: { types: ['uri'] },
    value: { types: ['string'] },
    period: { types: ['Period'] },
    assigner: { types: [{ code: 'Reference', targets: ['Organization'] }] },
  }),
  HumanName: type('HumanName', {
    use: { types: ['code'], binding: code('http://hl7.org/fhir/ValueSet/name-use', NAME_USE) },
    text: { types: ['string'] },
    family: { types: ['string'] },
    given: { max: '*', types: ['string'] },
    period: { types: ['Period'] },
  }),
  Coding: type('Coding', {
    system: { types: ['uri'] },
    version: { types: ['string'] },
    code: { types: ['code'] },
    display: { types: ['string'] },
    userSelected: { types: ['boolean'] },
  }),
  CodeableConcept: type('CodeableConcept', {
    coding: { max: '*', types: ['Coding'] },
    text: { types: ['string'] },
  }),
  Period: type('Period', { start: { types: ['dateTime'] }, end: { types: ['dateTime'] } }, 'Element', [per1]),
  Quantity: type('Quantity', {
    value: { types: ['decimal'] },
    unit: { types: ['string'] },
    system: { types: ['uri'] },
    code: { types: ['code'] },
  }),
  Reference: type('Reference', {
    reference: { types: ['string'] },
    identifier: { types: ['Identifier'] },
    display: { types: ['string'] },
  }),
  Meta: type('Meta', {
    versionId: { types: ['id'] },
    lastUpdated: { types: ['instant'] },
    profile: { max: '*', types: ['uri'] },
    tag: { max: '*', types: ['Coding'] },
  }),
  Narrative: type('Narrative', { status: { min: 1, types: ['code'] }, div: { min: 1, types: ['xhtml'] } }),
  Resource: {
    name: 'Resource',
    kind: 'resource',
    abstract: true,
    elements: () => ({
      id: { types: ['id'] },
      meta: { types: ['Meta'] },
      implicitRules: { types: ['uri'], isModifier: true },
      language: { types: ['code'] },
    }),
  },
  DomainResource: {
    name: 'DomainResource',
    kind: 'resource',
    base: 'Resource',
    abstract: true,
    elements: () => ({
      text: { types: ['Narrative'] },
      contained: { max: '*', types: ['Resource'] },
      extension: { max: '*', types: ['Extension'] },
      modifierExtension: { max: '*', types: ['Extension'], isModifier: true },
    }),
  },
};
