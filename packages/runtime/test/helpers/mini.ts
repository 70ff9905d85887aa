/** A small specification version in the table format: what the walker's tests validate by. */
import type { ElementTable, Invariant, ProfileTable, SpecTable, TypeTable } from '../../src/tables/index.js';
import { code, datatypes } from './mini-datatypes.js';

const resource = (
  name: string,
  elements: Record<string, ElementTable>,
  base = 'DomainResource',
  invariants?: readonly Invariant[],
): TypeTable => ({
  name,
  kind: 'resource',
  base,
  elements: () => elements,
  ...(invariants === undefined ? {} : { invariants: () => invariants }),
});

const GENDER = { 'http://hl7.org/fhir/administrative-gender': ['male', 'female', 'other', 'unknown'] };
const STATUS = { 'http://hl7.org/fhir/observation-status': ['registered', 'preliminary', 'final'] };

export const pat1: Invariant = {
  key: 'pat-1',
  on: 'Patient',
  severity: 'error',
  requirement: 'A contact has details or an organization.',
  expression: 'name.exists() or organization.exists()',
  test: (self) => {
    const { name, organization } = self as { name?: unknown; organization?: unknown };
    return name !== undefined || organization !== undefined;
  },
};

/** Sees the resource and the root resource, to show what the walker passes on. */
export const org9: Invariant = {
  key: 'org-9',
  on: 'Organization',
  severity: 'warning',
  requirement: 'A contained organization stands in a Patient.',
  expression: '%rootResource is Patient',
  test: (_self, { resource: own, rootResource }) =>
    own === rootResource || rootResource['resourceType'] === 'Patient',
};

export const types: Record<string, TypeTable> = {
  Patient: resource('Patient', {
    identifier: { max: '*', types: ['Identifier'] },
    active: { types: ['boolean'] },
    name: { max: '*', types: ['HumanName'] },
    gender: { types: ['code'], binding: code('http://hl7.org/fhir/ValueSet/administrative-gender', GENDER) },
    birthDate: { types: ['date'] },
    'deceased[x]': { types: ['boolean', 'dateTime'] },
    maritalStatus: {
      types: ['CodeableConcept'],
      binding: {
        strength: 'extensible',
        url: 'http://example.org/ValueSet/marital',
        valueSet: {
          url: 'http://example.org/ValueSet/marital',
          systems: () => ({ 'http://example.org/marital': ['M', 'S'] }),
        },
      },
    },
    contact: {
      max: '*',
      types: ['BackboneElement'],
      invariants: [pat1],
      children: {
        relationship: { max: '*', types: ['CodeableConcept'] },
        name: { types: ['HumanName'] },
        organization: { types: [{ code: 'Reference', targets: ['Organization'] }] },
      },
    },
    generalPractitioner: {
      max: '*',
      types: [{ code: 'Reference', targets: ['Organization', 'Practitioner'] }],
    },
    managingOrganization: { types: [{ code: 'Reference', targets: ['Organization'] }] },
  }),
  Organization: resource(
    'Organization',
    {
      identifier: { max: '*', types: ['Identifier'] },
      name: { types: ['string'] },
      alias: { max: '*', types: ['string'] },
      partOf: { types: [{ code: 'Reference', targets: ['Organization'] }] },
    },
    'DomainResource',
    [org9],
  ),
  Practitioner: resource('Practitioner', {
    identifier: { max: '*', types: ['Identifier'] },
    name: { max: '*', types: ['HumanName'] },
  }),
  Observation: resource('Observation', {
    status: {
      min: 1,
      types: ['code'],
      binding: code('http://hl7.org/fhir/ValueSet/observation-status', STATUS),
    },
    category: { max: '*', types: ['CodeableConcept'] },
    code: {
      min: 1,
      types: ['CodeableConcept'],
      binding: {
        strength: 'preferred',
        url: 'http://example.org/ValueSet/codes',
        valueSet: {
          url: 'http://example.org/ValueSet/codes',
          systems: () => ({ 'http://snomed.info/sct': 'unlisted' }),
        },
      },
    },
    subject: { types: [{ code: 'Reference', targets: ['Patient', 'Group'] }] },
    'value[x]': { types: ['Quantity', 'CodeableConcept', 'string', 'dateTime'] },
    component: {
      max: '*',
      types: ['BackboneElement'],
      children: {
        code: { min: 1, types: ['CodeableConcept'] },
        'value[x]': { types: ['Quantity', 'CodeableConcept', 'string'] },
      },
    },
  }),
  Questionnaire: resource('Questionnaire', {
    status: { min: 1, types: ['code'] },
    item: {
      max: '*',
      types: ['BackboneElement'],
      children: {
        linkId: { min: 1, types: ['string'] },
        item: { max: '*', contentOf: 'Questionnaire.item' },
      },
    },
  }),
  Bundle: resource(
    'Bundle',
    {
      type: { min: 1, types: ['code'] },
      total: { types: ['unsignedInt'] },
      link: {
        max: '*',
        types: ['BackboneElement'],
        children: { relation: { min: 1, types: ['string'] }, url: { min: 1, types: ['uri'] } },
      },
      entry: {
        max: '*',
        types: ['BackboneElement'],
        children: {
          link: { max: '*', contentOf: 'Bundle.link' },
          fullUrl: { types: ['uri'] },
          resource: { types: ['Resource'] },
        },
      },
    },
    'Resource',
  ),
  Parameters: resource(
    'Parameters',
    {
      parameter: {
        max: '*',
        types: ['BackboneElement'],
        children: {
          name: { min: 1, types: ['string'] },
          'value[x]': { types: ['string', 'Identifier'] },
          resource: { types: ['Resource'] },
          part: { max: '*', contentOf: 'Parameters.parameter' },
        },
      },
    },
    'Resource',
  ),
};

const RESOURCE_TYPES = [...Object.keys(types), 'OperationOutcome', 'Group', 'Slot', 'Binary'];

/** A specification version over the mini types with the given profiles, all of them pinned unless said otherwise. */
export function miniSpec(profiles: readonly ProfileTable[] = [], more: Partial<SpecTable> = {}): SpecTable {
  return {
    id: 'mini@1.0.0',
    capability: 'mini',
    version: '1.0.0',
    status: 'active',
    fhir: { version: 'STU3', datatypes, resourceTypes: RESOURCE_TYPES },
    types,
    profiles: Object.fromEntries(profiles.map((profile) => [profile.url, profile])),
    pins: profiles.filter(({ type }) => type !== 'Extension').map(({ url }) => ({ canonical: url })),
    interactions: [],
    ...more,
  };
}

/** A profile of the mini types. */
export function profile(
  type: string,
  elements: Record<string, ElementTable>,
  more: Partial<ProfileTable> = {},
): ProfileTable {
  return { url: `http://example.org/${type}-1`, version: '1.0.0', type, elements: () => elements, ...more };
}

/** An extension with a single value. */
export function extension(name: string, value: ElementTable, more: Partial<ProfileTable> = {}): ProfileTable {
  const url = `http://example.org/ext/${name}`;
  return {
    url,
    version: '1.0.0',
    type: 'Extension',
    elements: () => ({ extension: { max: 0 }, url: { fixed: url }, 'value[x]': { min: 1, ...value } }),
    ...more,
  };
}
