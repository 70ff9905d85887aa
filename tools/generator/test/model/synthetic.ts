import type { Facts, Located, Release } from '../../src/facts/load.js';
import type {
  CodeSystemFacts,
  ElementFacts,
  SpecificationEntry,
  StructureFacts,
  ValueSetFacts,
} from '../../src/facts/types.js';
import { releaseScope } from '../../src/facts/scope.js';
import type { Draft } from '../../src/model/draft.js';
import { engineOf } from '../../src/model/engine.js';

const HL7 = 'http://hl7.org/fhir/StructureDefinition/';
/** Home of the profiles of these tests. */
export const HERE = 'https://example.org/StructureDefinition/';

export type Element = Omit<ElementFacts, 'id'> & { readonly id?: string };

/** An element of a differential; its id is its path unless given. */
function element(facts: Element): ElementFacts {
  return { id: facts.path, ...facts };
}

function type(
  name: string,
  base: string | undefined,
  elements: readonly Element[],
  more: Partial<StructureFacts> = {},
) {
  return {
    resourceType: 'StructureDefinition',
    url: HL7 + name,
    name,
    fhirVersion: 'STU3',
    kind: 'complex-type',
    type: name,
    ...(base === undefined ? {} : { baseDefinition: HL7 + base, derivation: 'specialization' }),
    differential: { element: [{ path: name, min: 0, max: '*' }, ...elements].map(element) },
    ...more,
  } as StructureFacts;
}

/** A profile over a base type or another profile. */
export function profile(
  name: string,
  on: string,
  elements: readonly Element[],
  more: Partial<StructureFacts> = {},
): StructureFacts {
  return {
    resourceType: 'StructureDefinition',
    url: HERE + name,
    version: '1.0.0',
    name,
    fhirVersion: 'STU3',
    kind: on === 'Extension' ? 'complex-type' : 'resource',
    type: on,
    baseDefinition: HL7 + on,
    derivation: 'constraint',
    differential: { element: elements.map(element) },
    ...more,
  };
}

const one = (path: string, code: string, more: Partial<Element> = {}): Element => ({
  path,
  min: 0,
  max: '1',
  type: [{ code }],
  ...more,
});
const many = (path: string, code: string, more: Partial<Element> = {}): Element =>
  one(path, code, { max: '*', ...more });

/** A base specification of a few types, in the manner of STU3. */
export const BASE: readonly StructureFacts[] = [
  type('Element', undefined, [
    one('Element.id', 'string'),
    many('Element.extension', 'Extension', {
      slicing: { discriminator: [{ type: 'value', path: 'url' }], rules: 'open' },
    }),
  ]),
  type('BackboneElement', 'Element', [
    many('BackboneElement.modifierExtension', 'Extension', { isModifier: true }),
  ]),
  type('Extension', 'Element', [
    one('Extension.url', 'uri', { min: 1 }),
    {
      path: 'Extension.value[x]',
      min: 0,
      max: '1',
      type: [{ code: 'string' }, { code: 'boolean' }, { code: 'CodeableConcept' }, { code: 'Reference' }],
    },
  ]),
  type('Coding', 'Element', [
    one('Coding.system', 'uri'),
    one('Coding.code', 'code'),
    one('Coding.display', 'string'),
  ]),
  type('CodeableConcept', 'Element', [
    many('CodeableConcept.coding', 'Coding'),
    one('CodeableConcept.text', 'string'),
  ]),
  type('Identifier', 'Element', [
    one('Identifier.use', 'code', {
      binding: { strength: 'required', valueSet: 'http://hl7.org/fhir/ValueSet/identifier-use' },
    }),
    one('Identifier.system', 'uri'),
    one('Identifier.value', 'string'),
  ]),
  type('Reference', 'Element', [one('Reference.reference', 'string'), one('Reference.display', 'string')]),
  type('Period', 'Element', [one('Period.start', 'dateTime')], {}),
  type('Quantity', 'Element', [one('Quantity.value', 'decimal'), one('Quantity.unit', 'string')]),
  type('Resource', undefined, [one('Resource.id', 'id')], { kind: 'resource', abstract: true }),
  type('DomainResource', 'Resource', [many('DomainResource.extension', 'Extension')], {
    kind: 'resource',
    abstract: true,
  }),
  type(
    'Patient',
    'DomainResource',
    [
      { path: 'Patient', min: 0, max: '*', constraint: [{ key: 'pat-0', severity: 'error' }] },
      many('Patient.identifier', 'Identifier'),
      one('Patient.gender', 'code', {
        binding: { strength: 'required', valueSet: 'http://hl7.org/fhir/ValueSet/administrative-gender' },
      }),
      one('Patient.deceased[x]', '', { type: [{ code: 'boolean' }, { code: 'dateTime' }] }),
      many('Patient.contact', 'BackboneElement', { constraint: [{ key: 'pat-1', severity: 'error' }] }),
      one('Patient.contact.gender', 'code'),
      one('Patient.managingOrganization', '', {
        type: [{ code: 'Reference', targetProfile: [`${HL7}Organization`] }],
      }),
      many('Patient.generalPractitioner', '', {
        type: [
          { code: 'Reference', targetProfile: [`${HL7}Organization`] },
          { code: 'Reference', targetProfile: [`${HL7}Practitioner`] },
        ],
      }),
    ],
    { kind: 'resource' },
  ),
  type(
    'Observation',
    'DomainResource',
    [
      one('Observation.code', 'CodeableConcept', { min: 1 }),
      {
        path: 'Observation.value[x]',
        min: 0,
        max: '1',
        type: [{ code: 'Quantity' }, { code: 'CodeableConcept' }, { code: 'string' }],
      },
      many('Observation.category', 'CodeableConcept', { min: 1 }),
    ],
    { kind: 'resource' },
  ),
  type(
    'Composition',
    'DomainResource',
    [
      many('Composition.section', 'BackboneElement'),
      one('Composition.section.title', 'string'),
      { path: 'Composition.section.section', min: 0, max: '*', contentReference: '#Composition.section' },
    ],
    { kind: 'resource' },
  ),
  type('Organization', 'DomainResource', [one('Organization.name', 'string')], { kind: 'resource' }),
  type('Practitioner', 'DomainResource', [one('Practitioner.active', 'boolean')], { kind: 'resource' }),
];

export interface Definitions {
  readonly structures?: readonly StructureFacts[];
  readonly valueSets?: readonly ValueSetFacts[];
  readonly codeSystems?: readonly CodeSystemFacts[];
}

/** Facts with the base specification above, and one list of definitions a release. */
export function factsOf(
  releases: Readonly<Record<string, Definitions>>,
  entries: readonly SpecificationEntry[] = [],
): Facts {
  return {
    base: release('base', { structures: withLast(BASE) }),
    releases: new Map(Object.entries(releases).map(([name, held]) => [name, release(name, held)])),
    structures: new Map(),
    fhirVersion: 'STU3',
    resourceTypes: [],
    manifests: [],
    specs: entries.length === 0 ? [] : [{ capability: 'example', title: 'Example', versions: entries }],
    invariants: [],
    names: { types: {}, modules: {} },
    errata: [],
  };
}

/** A later root element replaces the one that `type` puts first. */
function withLast(structures: readonly StructureFacts[]): readonly StructureFacts[] {
  return structures.map((structure) => {
    const elements = structure.differential.element;
    const roots = elements.filter(({ path }) => path === structure.type);
    return {
      ...structure,
      differential: {
        element: [...roots.slice(-1), ...elements.filter(({ path }) => path !== structure.type)],
      },
    };
  });
}

function release(name: string, held: Definitions): Release {
  return {
    name,
    structures: index(name, held.structures ?? []),
    valueSets: index(name, held.valueSets ?? []),
    codeSystems: index(name, held.codeSystems ?? []),
  };
}

function index<T extends { readonly url: string; readonly name: string }>(
  release: string,
  list: readonly T[],
): ReadonlyMap<string, Located<T>> {
  return new Map(list.map((facts) => [facts.url, { file: `${release}/${facts.name}.json`, facts }]));
}

/** What came of making one snapshot. */
export interface Made {
  readonly root: Draft;
  readonly problems: readonly string[];
  /** The element with an id. */
  readonly at: (id: string) => Draft;
  readonly has: (id: string) => boolean;
}

/** Makes the snapshot of the first of some structures, in a release that holds them all. */
export function snapshotOf(...structures: readonly StructureFacts[]): Made {
  const facts = factsOf({ here: { structures } });
  const engine = engineOf(facts);
  const scope = releaseScope(facts, ['here']);
  const located = scope.structure(structures[0]?.url ?? '');
  if (located === undefined) throw new Error('no structure given');
  const root = engine.snapshots.snapshot(located, scope);
  const byId = new Map<string, Draft>();
  const visit = (draft: Draft): void => {
    byId.set(draft.id, draft);
    draft.children.forEach(visit);
    draft.slices.forEach(visit);
  };
  visit(root);
  return {
    root,
    problems: engine.snapshots.problems.map(({ at, message }) => `${at ?? ''}: ${message}`),
    at: (id) => {
      const draft = byId.get(id);
      if (draft === undefined) throw new Error(`no element ${id}; there are ${[...byId.keys()].join(', ')}`);
      return draft;
    },
    has: (id) => byId.has(id),
  };
}
