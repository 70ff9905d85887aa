/**
 * Reports end up in CI logs. A patient is marked: every value that could be a
 * patient's holds a mark. Whatever is wrong with the payload, no mark may appear
 * in any format, unless values are asked for.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { defaultEngine } from '../src/default-engine.js';
import { specNamed } from '../src/registry.js';
import { FORMATS } from '../src/validate/options.js';
import { folderWith, gpconnect } from './support/harness.js';

const samples = fileURLToPath(new URL('../../../samples', import.meta.url));
const files = readdirSync(samples, { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.json'),
);

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** What a patient's data look like, in the forms that could pass for a code, a URL or a name of something. */
const FORMS = [
  'Zyxwvson',
  'ZYXWVSON',
  '999-867-5309',
  '07700-8675309',
  'ZY86753',
  '13/11/1951',
  '1951-11-13',
  'urn:zyxwvson:8675309',
  'https://fhir.nhs.uk/Id/zyxwvson',
  'https://fhir.nhs.uk/STU3/StructureDefinition/zyxwvson/8675309',
  'https://fhir.nhs.uk/Id/nhs-number#8675309',
  'https://fhir.nhs.uk/Id/nhs-number?name=zyxwvson',
  'https://zyxwvson.example.invalid/Patient/8675309',
  'Patient/zyxwvson-8675309',
  '#zyxwvson',
  'MARKED zyxwvson 1951-11-13 8675309',
] as const;
const MARKS = /MARKED|zyxwvson|1951-?11-?13|13\/11\/1951|867.?5309|8_675_309|ZY86753/i;

/** The value with every leaf replaced that `chosen` chooses; each gets another form. */
function marked(value: Json, chosen: (key: string) => boolean, key = '', state = { n: 0 }): Json {
  if (Array.isArray(value)) return value.map((item) => marked(item, chosen, key, state));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => [name, marked(inner, chosen, name, state)]),
    );
  }
  if (value === null || typeof value === 'boolean' || !chosen(key)) return value;
  return typeof value === 'number' ? 8_675_309 : FORMS[state.n++ % FORMS.length]!;
}

/** The value with a further property of each form in every object. */
function withNames(value: Json, state = { n: 0 }): Json {
  if (Array.isArray(value)) return value.map((item) => withNames(item, state));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([name, inner]): [string, Json] => [
    name,
    withNames(inner, state),
  ]);
  const form = FORMS[state.n++ % FORMS.length]!;
  return Object.fromEntries([
    ...entries,
    [form, form],
    [`_${form}`, { [form]: form }],
    [`value${form}`, form],
  ]);
}

/** Places of the string and number leaves of a value. */
function leaves(value: Json, place: readonly (string | number)[] = []): (readonly (string | number)[])[] {
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([key, inner]) =>
      leaves(inner, [...place, Array.isArray(value) ? Number(key) : key]),
    );
  }
  return typeof value === 'string' || typeof value === 'number' ? [place] : [];
}

function replaced(value: Json, place: readonly (string | number)[], leaf: Json): Json {
  const [step, ...rest] = place;
  if (step === undefined) return leaf;
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<
    string | number,
    Json
  >;
  copy[step] = replaced(copy[step]!, rest, leaf);
  return copy as Json;
}

/** A patient whose every element is wrong in one way or another. */
const wrong = {
  resourceType: 'Patient',
  id: 'MARKED id with blanks',
  meta: { lastUpdated: '1951-11-13 MARKED', versionId: 'MARKED version' },
  language: 7,
  text: {
    status: 'generated',
    div: '<div xmlns="http://www.w3.org/1999/xhtml"><script>MARKED 8675309</script></div>',
  },
  identifier: [
    {
      system: 'https://fhir.nhs.uk/Id/nhs-number',
      value: 'MARKED 8675309',
      period: { start: '1951-11-13T25:00' },
    },
    { system: 'https://fhir.nhs.uk/Id/nhs-number', value: 8675309 },
  ],
  active: 'MARKED',
  name: { family: ['MARKED'], given: 'MARKED' },
  telecom: [{ system: 'phone', value: '', extension: 'MARKED' }],
  gender: ['MARKED'],
  birthDate: '1951-11-31 MARKED',
  _birthDate: {
    extension: [{ url: 'http://example.org/unknown', valueDate: '1951-11-13 MARKED', valueString: 'MARKED' }],
  },
  deceasedBoolean: 'MARKED',
  deceasedDateTime: '1951-11-13 MARKED',
  address: [{ line: 'MARKED', postalCode: 8675309, state: 'MARKED' }, null, 'MARKED'],
  maritalStatus: { text: 'MARKED', coding: [{ display: 'MARKED' }] },
  multipleBirthInteger: 86753.09,
  photo: [{ data: 'MARKED!', title: 'MARKED' }],
  contact: [{ name: { use: 'MARKED name' } }],
  generalPractitioner: [{ reference: 'MARKED not a reference', display: 'MARKED' }],
  managingOrganization: { reference: '#MARKED' },
  contained: [{ resourceType: 'Organization', id: 'o', name: 8675309 }, 'MARKED'],
};

function sample(name: string): Json {
  return JSON.parse(readFileSync(`${samples}/${name}`, 'utf8')) as Json;
}

/** Leaves that decide what a payload is judged by. */
const STRUCTURE = new Set([
  'resourceType', 'system', 'url', 'code', 'status', 'use', 'profile', 'fullUrl', 'contentType', 'type', 'mode',
  'intent', 'reference',
]); // prettier-ignore

async function outputs(payload: unknown, format: string, ...words: readonly string[]): Promise<string> {
  const cwd = await folderWith({ 'payload.json': payload });
  const { stdout, stderr } = await gpconnect(['validate', 'payload.json', '--format', format, ...words], {
    cwd,
    engine: defaultEngine(),
  });
  return stdout + stderr;
}
/** The places where a mark shows, with some text before it. */
function shown(output: string): string[] {
  return output.split('\n').filter((line) => MARKS.test(line));
}

describe.each(FORMATS)('%s', (format) => {
  it('shows nothing of a patient who is wrong throughout', async () => {
    const output = await outputs(wrong, format, '--spec', 'foundations@1.2.7');
    expect(shown(output)).toEqual([]);
    expect(output).toContain(format === 'pretty' || format === 'github' ? 'error' : 'structure.');
  });

  // Which leaves are marked decides what is walked: without its type a resource is not, without its url an extension.
  it.each([
    ['what could be a patient', (key: string) => !STRUCTURE.has(key)],
    [
      'everything but types, systems and urls',
      (key: string) => !['resourceType', 'system', 'url'].includes(key),
    ],
    ['everything but types', (key: string) => key !== 'resourceType'],
    ['everything', () => true],
  ])('shows nothing of samples in which %s is marked', async (_, chosen) => {
    for (const name of files) expect(shown(await outputs(marked(sample(name), chosen), format))).toEqual([]);
  });

  it('shows nothing of samples with further properties everywhere', async () => {
    for (const name of files) expect(shown(await outputs(withNames(sample(name)), format))).toEqual([]);
  });

  it('shows nothing of names that come twice', async () => {
    for (const form of FORMS) {
      const text = `{"resourceType":"${form}","name":[{"${form}":{"${form}":1,"${form}":2}}],"${form}":1,"${form}":2}`;
      expect(shown(await outputs(text, format))).toEqual([]);
      const patient = text.replace(`"resourceType":"${form}"`, '"resourceType":"Patient"');
      expect(shown(await outputs(patient, format))).toEqual([]);
    }
  });

  it('shows nothing of text that cannot be read', async () => {
    const text = JSON.stringify(
      marked(sample('foundations/good/patient.json'), (key) => key !== 'resourceType'),
      null,
      2,
    );
    for (const at of [30, 200, 400, 600, 900]) {
      expect(shown(await outputs(text.slice(0, at), format))).toEqual([]);
      expect(shown(await outputs(`${text.slice(0, at)}"MARKED"${text.slice(at)}`, format))).toEqual([]);
    }
    expect(shown(await outputs('MARKED', format))).toEqual([]);
    expect(shown(await outputs('"MARKED"', format))).toEqual([]);
    for (const form of FORMS) {
      for (const cut of [
        `{"${form}":`,
        `{"${form}`,
        `["${form}",`,
        `{"a":"${form}"`,
        `${form}`,
        `{${form}:1}`,
        `{"a":${form}}`,
      ])
        expect(shown(await outputs(cut, format))).toEqual([]);
    }
  });

  it('shows nothing of XML, well formed or not', async () => {
    const body =
      '<id value="zyxwvson"/><Zyxwvson value="MARKED"/><name><family value="MARKED"/><zyxwvson MARKED="1"/></name>' +
      '<gender value="MARKED"/><identifier><system value="https://fhir.nhs.uk/Id/zyxwvson"/></identifier>';
    for (const text of [
      `<Patient xmlns="http://hl7.org/fhir">${body}</Patient>`,
      `<Patient xmlns="http://hl7.org/fhir">${body}`,
      `<Patient xmlns="http://hl7.org/fhir"><MARKED>${body}</Patient>`,
      '<MARKED xmlns="http://hl7.org/fhir"/>',
      '<Patient xmlns="MARKED"/>',
      '<!DOCTYPE MARKED><Patient/>',
      '<Patient xmlns="http://hl7.org/fhir">&MARKED;</Patient>',
      '<Patient xmlns="http://hl7.org/fhir" MARKED="a" MARKED="MARKED"/>',
    ]) {
      expect(shown(await outputs(text, format))).toEqual([]);
    }
  });

  it('shows values when they are asked for', async () => {
    expect(shown(await outputs(wrong, format, '--spec', 'foundations@1.2.7', '--show-values'))).not.toEqual(
      [],
    );
  });
});

describe('each leaf of each sample', () => {
  it.each(files)('shows in no issue of %s when it is what could be a patient', async (name) => {
    const payload = sample(name);
    const detection = await defaultEngine().detect(JSON.stringify(payload));
    if (!detection.readable) throw new Error('a sample is readable');
    const { validate } = await specNamed(detection.spec, defaultEngine().specs).load();
    const leaking: string[] = [];
    leaves(payload).forEach((place, n) => {
      for (const form of [FORMS[0], FORMS[n % FORMS.length]!]) {
        const { issues, chosen } = validate(replaced(payload, place, form));
        if (MARKS.test(JSON.stringify([issues, chosen]))) leaking.push(`${place.join('/')}: ${form}`);
      }
    });
    expect(leaking).toEqual([]);
  });
});
