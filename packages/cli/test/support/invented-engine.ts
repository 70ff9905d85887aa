/**
 * A registry of three invented specification versions and a validator that
 * finds what a payload's `defects` property lists. It lets tests of reports and
 * exit codes choose findings freely.
 */
import {
  createIssue,
  type Issue,
  type Report,
  type SpecTable,
  type TypeTable,
  type ValidateTextOptions,
  type Validator,
} from '@gpconnect/runtime';
import type { Engine } from '../../src/engine.js';

/** A payload with these defects: `minimum`, `binding`, `slice`, `note`, `odd`, `crash`. */
export function payload(...defects: readonly string[]): {
  readonly resourceType: string;
  readonly defects: readonly string[];
} {
  return { resourceType: 'Patient', defects };
}

const SOURCE = 'https://example.org/StructureDefinition/Example-Patient-1|1.0.0#Patient.name';

/** The engine. What `validateText` was last called with is in `calls`. */
export function inventedEngine(calls: ValidateTextOptions[] = []): Engine {
  const specs = [specTable('alpha', '1.0.0', []), specTable('alpha', '2.0.0', ['minimum'])].map((table) => ({
    table: table.spec,
    validator: validatorOf(table.spec, table.tolerated, calls),
  }));
  return {
    specs: [
      ...specs.map(({ table, validator }) => ({
        id: table.id,
        capability: table.capability,
        version: table.version,
        fhirVersion: 'STU3',
        status: 'published',
        published: '2020-01-31',
        profiles: 1,
        aliases: [`${table.id}-beta`],
        load: () => Promise.resolve(validator),
      })),
      {
        id: 'beta@1.0.0',
        capability: 'beta',
        version: '1.0.0',
        fhirVersion: 'R4',
        status: 'draft',
        profiles: 3,
        notModelled: 'its payloads are R4',
      },
    ],
    detect: (text) => {
      const found = unreadable(text);
      return found === undefined
        ? {
            readable: true,
            spec: 'alpha@2.0.0',
            chosen: [{ what: 'specification', value: 'alpha@2.0.0', reason: 'the latest version of alpha' }],
          }
        : { readable: false, issues: [found] };
    },
    types: () => Promise.resolve({}),
    explain: (code) => ({
      title: `The title of ${code}`,
      meaning: `What ${code} means.`,
      usualCause: `What leads to ${code}.`,
      remedy: `What to do about ${code}.`,
    }),
    errata: () =>
      Promise.resolve([
        {
          id: 'name-optional',
          fhirVersion: 'STU3',
          canonicals: ['https://example.org/StructureDefinition/Example-Patient-1'],
          versions: ['1.0.0', '2.0.0'],
          changes: [
            { at: 'Patient.name', property: 'min', published: '1', corrected: '0' },
            {
              at: 'https://example.org/StructureDefinition/Example-Patient-1',
              property: 'context',
              corrected: '["Patient"]',
            },
          ],
          why: 'The definition asks for a name that nobody has.',
          evidence: ['A page says so.', 'So do payloads.'],
          releases: ['first', 'second'],
          specs: ['alpha@1.0.0', 'beta@1.0.0'],
        },
      ]),
  };
}

function specTable(
  capability: string,
  version: string,
  tolerated: readonly string[],
): { spec: SpecTable; tolerated: readonly string[] } {
  const status = {
    systems: () => ({ 'http://example.org/status': ['here', 'gone'] }),
    url: 'http://example.org/ValueSet/status',
  };
  const types: Record<string, TypeTable> = {
    Patient: {
      name: 'Patient',
      kind: 'resource',
      base: 'Resource',
      elements: () => ({
        status: { types: ['code'], binding: { strength: 'required', url: status.url, valueSet: status } },
        name: { max: '*', types: ['HumanName'] },
        'deceased[x]': { types: ['boolean', 'dateTime'] },
        contact: { max: '*', types: ['BackboneElement'], children: { name: { types: ['HumanName'] } } },
      }),
    },
  };
  return {
    tolerated,
    spec: {
      id: `${capability}@${version}`,
      capability,
      version,
      status: 'published',
      fhir: {
        version: 'STU3',
        resourceTypes: ['Patient'],
        datatypes: {
          Resource: {
            name: 'Resource',
            kind: 'resource',
            abstract: true,
            elements: () => ({ id: { types: ['id'] } }),
          },
          HumanName: {
            name: 'HumanName',
            kind: 'complex-type',
            elements: () => ({ family: { types: ['string'] } }),
          },
        },
      },
      types,
      profiles: {
        'https://example.org/StructureDefinition/Example-Patient-1': {
          url: 'https://example.org/StructureDefinition/Example-Patient-1',
          version,
          type: 'Patient',
          elements: () => ({
            name: {
              min: 1,
              mustSupport: true,
              slicing: { by: [{ type: 'value', path: 'use' }], rules: 'open' },
              slices: { official: { min: 1, max: 1, children: { family: { min: 1 } } } },
            },
          }),
        },
      },
      pins: [{ canonical: 'https://example.org/StructureDefinition/Example-Patient-1', version }],
      interactions: [{ id: 'urn:example:read:patient-1', name: 'Read a patient' }],
    },
  };
}

function validatorOf(spec: SpecTable, tolerated: readonly string[], calls: ValidateTextOptions[]): Validator {
  const validateText = <T>(text: string, options: ValidateTextOptions<T> = {}): Report<T> => {
    calls.push(options as ValidateTextOptions);
    const found = unreadable(text);
    const issues = found === undefined ? findings(JSON.parse(text) as unknown, tolerated) : [found];
    const shown = issues.slice(0, options.maxIssues ?? 1000);
    return {
      spec: spec.id,
      profile: `https://example.org/StructureDefinition/Example-Patient-1|${spec.version}`,
      issues: shown,
      counts: { error: 0, warning: 0, information: 0 },
      truncated: shown.length < issues.length,
      chosen: [],
      valid: false,
      value: undefined,
    };
  };
  return { spec, validateText, validate: (value, options) => validateText(JSON.stringify(value), options) };
}

function unreadable(text: string): Issue | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch {
    return createIssue(
      'input.syntax',
      { expected: 'a value', found: 'something else' },
      { path: '', pointer: '', source: '', line: 1, column: 1 },
    );
  }
}

function findings(value: unknown, tolerated: readonly string[]): Issue[] {
  if (typeof value !== 'object' || value === null || !('resourceType' in value)) {
    return [
      createIssue(
        'structure.not-a-resource',
        { found: 'something else' },
        { path: '', pointer: '', source: '', line: 1, column: 1 },
      ),
    ];
  }
  const defects = 'defects' in value && Array.isArray(value.defects) ? value.defects : [];
  return defects
    .filter((defect) => !tolerated.includes(String(defect)))
    .map((defect) => finding(String(defect)));
}

function finding(defect: string): Issue {
  const place = { path: 'Patient.name', pointer: '/name', source: SOURCE, line: 3, column: 5 };
  const missing = createIssue('structure.minimum', { element: 'Patient.name', min: 1, found: 0 }, place);
  switch (defect) {
    case 'minimum':
      return missing;
    case 'binding':
      return createIssue(
        'binding.extensible',
        { valueSet: 'http://example.org/ValueSet/a,b', found: 'code "x:y%z"' },
        place,
      );
    case 'slice':
      return createIssue(
        'slicing.minimum',
        { element: 'Patient.name', slice: 'official', min: 1, found: 0 },
        { ...place, because: [missing] },
      );
    case 'note':
      return createIssue(
        'cannot-check.profile',
        { profile: 'http://example.org/p', reason: 'it is not published.' },
        place,
      );
    case 'odd':
      return createIssue(
        'structure.unknown-property',
        { property: '<a>&"\u001b[31m\u202e\ud800\n::error::', type: 'Patient' },
        { path: 'Patient.<a>&"\u001b[31m\u202e\ud800\n::error::', pointer: '/x', source: SOURCE },
      );
    default:
      throw new TypeError('Cannot read JANE MARKER-SMITH');
  }
}
