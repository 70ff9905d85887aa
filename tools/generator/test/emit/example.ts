import { generate } from '../../src/emit/generate.js';
import type { Files } from '../../src/emit/output.js';
import type { ValueSetFacts } from '../../src/facts/types.js';
import { errataOf } from '../../src/model/errata.js';
import { makeModel } from '../../src/model/load.js';
import { factsOf, HERE, profile } from '../model/synthetic.js';

const GENDER: ValueSetFacts = {
  resourceType: 'ValueSet',
  url: 'https://example.org/ValueSet/gender',
  version: '1.0.0',
  name: 'Example Gender',
  compose: {
    include: [
      {
        system: 'https://example.org/gender',
        concept: [
          { code: 'f', display: 'Female' },
          { code: 'm', display: 'Male */ {not a tag}' },
        ],
      },
    ],
  },
};

/** A profile of Patient with a bit of everything, and an extension. */
const STRUCTURES = [
  profile('ExamplePatient-1', 'Patient', [
    { path: 'Patient' },
    {
      path: 'Patient.extension',
      slicing: { discriminator: [{ type: 'value', path: 'url' }], rules: 'open' },
    },
    {
      id: 'Patient.extension:nickname',
      path: 'Patient.extension',
      sliceName: 'nickname',
      max: '1',
      type: [{ code: 'Extension', profile: [`${HERE}Extension-Nickname-1`] }],
    },
    {
      path: 'Patient.identifier',
      min: 1,
      slicing: { discriminator: [{ type: 'value', path: 'system' }], rules: 'openAtEnd' },
    },
    {
      id: 'Patient.identifier:localNumber',
      path: 'Patient.identifier',
      sliceName: 'localNumber',
      min: 1,
      max: '1',
    },
    {
      id: 'Patient.identifier:localNumber.system',
      path: 'Patient.identifier.system',
      min: 1,
      fixed: { type: 'Uri', value: 'https://example.org/Id/local' },
    },
    { id: 'Patient.identifier:localNumber.value', path: 'Patient.identifier.value', min: 1 },
    {
      path: 'Patient.gender',
      min: 1,
      mustSupport: true,
      binding: { strength: 'required', valueSet: GENDER.url },
    },
    { path: 'Patient.deceased[x]', type: [{ code: 'dateTime' }] },
    { path: 'Patient.contact.gender', min: 1 },
    { path: 'Patient.managingOrganization', max: '0' },
  ]),
  profile('Extension-Nickname-1', 'Extension', [
    { path: 'Extension.url', fixed: { type: 'Uri', value: `${HERE}Extension-Nickname-1` } },
    { path: 'Extension.value[x]', min: 1, type: [{ code: 'string' }] },
  ]),
];

/** What is generated for the profile above in two versions of one capability. */
export function exampleFiles(): Files {
  const version = (name: string, status: string) => ({
    version: name,
    fhirVersion: 'STU3' as const,
    status,
    published: '2020-01-31',
    releases: ['a'],
    pins: [{ canonical: `${HERE}ExamplePatient-1` }],
    interactions: [
      {
        id: 'urn:example:read:patient',
        name: 'Read a patient',
        method: 'GET',
        path: '/Patient/[id]',
        response: { type: 'Patient', profiles: [`${HERE}ExamplePatient-1`] },
      },
    ],
  });
  const facts = factsOf({ a: { structures: STRUCTURES, valueSets: [GENDER] } }, [
    version('1.0.0', 'beta'),
    version('1.1.0', 'published'),
  ]);
  const model = makeModel(facts, { names: 'assign' });
  return generate({
    releases: [{ model, invariants: [] }],
    registries: facts.specs,
    aliases: { example: { '1.0.0-beta': '1.0.0' } },
    errata: errataOf(model),
  });
}

/** The file whose path ends so. */
export function fileOf(files: Files, end: string): string {
  const found = [...files].filter(([path]) => path.endsWith(end));
  const [only] = found;
  if (only === undefined || found.length > 1) throw new Error(`${found.length} files end in ${end}`);
  return only[1];
}
