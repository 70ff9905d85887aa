import { readFile } from 'node:fs/promises';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { defaultEngine } from '../src/default-engine.js';
import { folderWith, gpconnect, type Outcome } from './support/harness.js';

const samples = fileURLToPath(new URL('../../../samples', import.meta.url));
const engine = defaultEngine();

const json = `{
  "resourceType": "Observation",
  "id": "o",
  "status": "final",
  "valueQuantity": {
    "value": 1.10
  }
}
`;
const xml = `<?xml version="1.0" encoding="UTF-8"?>
<Observation xmlns="http://hl7.org/fhir">
  <id value="o"/>
  <status value="final"/>
  <valueQuantity>
    <value value="1.10"/>
  </valueQuantity>
</Observation>
`;

async function convert(
  files: Readonly<Record<string, string>>,
  ...words: string[]
): Promise<Outcome & { cwd: string }> {
  const cwd = await folderWith(files);
  return { ...(await gpconnect(['convert', ...words], { cwd, engine })), cwd };
}

describe('gpconnect convert', () => {
  it('writes JSON as XML and XML as JSON, to standard output', async () => {
    expect(await convert({ 'a.json': json }, 'a.json', '--to', 'xml')).toMatchObject({
      code: 0,
      stdout: xml,
      stderr: '',
    });
    expect(await convert({ 'a.xml': xml }, 'a.xml', '--to', 'json')).toMatchObject({
      code: 0,
      stdout: json,
      stderr: '',
    });
  });

  it('writes to a file, and never over the one that it reads', async () => {
    const { code, stdout, cwd } = await convert(
      { 'a.json': json },
      'a.json',
      '--to',
      'xml',
      '--out',
      'b.xml',
    );
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(await readFile(join(cwd, 'b.xml'), 'utf8')).toBe(xml);
    const onto = await convert({ 'a.json': json }, 'a.json', '--to', 'xml', '--out', './a.json');
    expect(onto).toMatchObject({ code: 2, stdout: '' });
    expect(onto.stderr).toContain('another file');
    const nowhere = await convert({ 'a.json': json }, 'a.json', '--to', 'xml', '--out', 'no/b.xml');
    expect(nowhere.code).toBe(2);
    expect(nowhere.stderr).toContain('could not be written');
  });

  it('reads standard input', async () => {
    const outcome = await gpconnect(['convert', '-', '--to', 'json'], { stdin: xml, engine });
    expect(outcome).toEqual({ code: 0, stdout: json, stderr: '' });
  });

  it('takes the types of the version that is named', async () => {
    const named = await convert({ 'a.json': json }, 'a.json', '--to', 'xml', '--spec', 'foundations@1.2.7');
    expect(named).toMatchObject({ code: 0, stdout: xml });
    const unknown = await convert({ 'a.json': json }, 'a.json', '--to', 'xml', '--spec', 'foundations@9');
    expect(unknown).toMatchObject({ code: 2, stdout: '' });
  });

  it('says how many comments it left out', async () => {
    const text = xml.replace('  <id', '  <!-- a -->\n  <!-- b -->\n  <id');
    expect(await convert({ 'a.xml': text }, 'a.xml', '--to', 'json')).toMatchObject({
      code: 0,
      stdout: json,
      stderr: 'gpconnect: 2 comments left out: FHIR JSON has none.\n',
    });
  });

  it.each([
    [
      'what XML cannot carry',
      json.replace('"o"', 'null'),
      'xml',
      /a:3:3 +error +Observation\.id +structure\.null/,
    ],
    [
      'what JSON cannot carry',
      xml.replace('<id', 'MARKED<id'),
      'json',
      /a:3:3 +error +Observation +structure\.xml-text/,
    ],
    ['malformed text', xml.replace('</valueQ', '</MARKED'), 'json', /a:7:3 .*input\.syntax/],
    [
      'an unknown property',
      json.replace('"status"', '"MARKED"'),
      'xml',
      /a:4:3 .*structure\.unknown-property/,
    ],
    ['a repeated key', json.replace('"status"', '"id"'), 'xml', /a:4:3 .*input\.duplicate-key/],
    [
      'a type that FHIR DSTU2 has no table of',
      json.replace(
        '"id": "o"',
        '"meta": {"profile": ["http://fhir.nhs.net/StructureDefinition/gpconnect-x-1"]}',
      ),
      'xml',
      /DSTU2/,
    ],
  ])('refuses %s, says where, and shows nothing of it', async (_, text, to, finding) => {
    const { code, stdout, stderr } = await convert({ a: text }, 'a', '--to', to);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(finding);
    expect(stderr).toContain('gpconnect: a was not converted.');
    expect(stderr).not.toContain('MARKED');
  });

  it('refuses wrong usage', async () => {
    for (const words of [
      ['a.json'],
      ['a.json', '--to', 'yaml'],
      ['none.json', '--to', 'xml'],
      ['--to', 'xml'],
    ]) {
      const { code, stdout, stderr } = await convert({ 'a.json': json }, ...words);
      expect(code).toBe(2);
      expect(stdout).toBe('');
      expect(stderr).not.toBe('');
      expect(stderr).not.toContain('internal error');
    }
  });
});

describe('every sample', () => {
  const files = readdirSync(samples, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.json') && name.includes('good'))
    .sort();

  it.each(files)('%s goes to XML and back, and is judged alike in both', async (name) => {
    const text = readFileSync(join(samples, name), 'utf8');
    const cwd = await folderWith({ 'a.json': text });
    const run = (...words: string[]) => gpconnect(words, { cwd, engine });
    expect((await run('convert', 'a.json', '--to', 'xml', '--out', 'a.xml')).stderr).toBe('');
    const back = await run('convert', 'a.xml', '--to', 'json');
    expect(JSON.parse(back.stdout)).toEqual(JSON.parse(text));
    const { files: reports } = JSON.parse((await run('validate', '.', '--format', 'json')).stdout) as {
      files: { spec: string; issues: { code: string; path: string }[] }[];
    };
    const [ofJson, ofXml] = reports.map(({ spec, issues }) => ({
      spec,
      issues: issues.map(({ code, path }) => `${code} ${path}`).sort(),
    }));
    expect(ofXml).toEqual(ofJson);
  });
});
