/**
 * Reports end up in CI logs. A patient is marked: every value that could be a
 * patient's holds a mark. Whatever is wrong with the payload, no mark may appear
 * in any format, unless values are asked for.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { defaultEngine } from '../src/default-engine.js';
import { FORMATS } from '../src/validate/options.js';
import { folderWith, gpconnect } from './support/harness.js';

const samples = fileURLToPath(new URL('../../../samples', import.meta.url));
const files = readdirSync(samples, { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.json'),
);

/** Codes, URLs, systems and formats may be shown; everything else is marked. */
const SHOWN = new Set([
  'resourceType',
  'system',
  'url',
  'code',
  'status',
  'use',
  'profile',
  'fullUrl',
  'contentType',
  'type',
  'mode',
  'intent',
]);

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** Replaces values that could be a patient's, each in a way that makes some of them wrong. */
function marked(value: Json, key = ''): Json {
  if (Array.isArray(value)) return value.map((item) => marked(item, key));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, marked(inner, name)]));
  }
  if (SHOWN.has(key) || value === null || typeof value === 'boolean') return value;
  if (typeof value === 'number') return 8_675_309;
  if (key === 'reference') return value;
  return `MARKED ${value} 1951-11-13 8675309`;
}
const MARKS = /MARKED|1951-11-13|8675309|8_675_309/;

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

  it.each(files)('shows nothing of a marked %s', async (name) => {
    const payload = marked(JSON.parse(readFileSync(`${samples}/${name}`, 'utf8')) as Json);
    expect(shown(await outputs(payload, format))).toEqual([]);
  });

  it('shows nothing of text that cannot be read', async () => {
    const text = JSON.stringify(
      marked(JSON.parse(readFileSync(`${samples}/foundations/good/patient.json`, 'utf8')) as Json),
      null,
      2,
    );
    for (const at of [30, 200, 400, 600, 900]) {
      expect(shown(await outputs(text.slice(0, at), format))).toEqual([]);
      expect(shown(await outputs(`${text.slice(0, at)}"MARKED"${text.slice(at)}`, format))).toEqual([]);
    }
    expect(shown(await outputs('MARKED', format))).toEqual([]);
    expect(shown(await outputs('"MARKED"', format))).toEqual([]);
    expect(shown(await outputs('{"MARKED":"a","MARKED":"b"}', format)).join()).not.toContain('"b"');
  });

  it('shows values when they are asked for', async () => {
    expect(shown(await outputs(wrong, format, '--spec', 'foundations@1.2.7', '--show-values'))).not.toEqual(
      [],
    );
  });
});
