import { describe, expect, it } from 'vitest';
import { defaultEngine } from '../src/default-engine.js';
import { folderWith, gpconnect, type Outcome } from './support/harness.js';

const SPECS: readonly (readonly string[])[] = [[], ['--spec', 'foundations@1.2.7']];

async function validate(
  content: string | Uint8Array,
  ...words: readonly string[]
): Promise<Outcome & { readonly seconds: number }> {
  const cwd = await folderWith({ 'hostile.json': content });
  // Processor time, because the machine may be busy with other tests.
  const started = process.cpuUsage();
  const outcome = await gpconnect(['validate', 'hostile.json', ...words], { cwd, engine: defaultEngine() });
  const used = process.cpuUsage(started);
  return { ...outcome, seconds: (used.user + used.system) / 1_000_000 };
}

const patient = '{"resourceType":"Patient","id":"p"';
const xml = '<Patient xmlns="http://hl7.org/fhir"><id value="p"/>';
const cases: readonly (readonly [
  what: string,
  content: string | Uint8Array,
  code: 1 | 2,
  finding: RegExp,
])[] = [
  ['nothing', '', 2, /input\.empty/],
  ['white space only', ' \n\t ', 2, /input\.empty/],
  ['a truncated object', `${patient},"name":[{"use":"off`, 2, /hostile\.json:1:\d+ .*input\.syntax/],
  ['malformed JSON', `${patient},\n  "active": tru}`, 2, /hostile\.json:2:\d+ .*input\.syntax/],
  ['a trailing comma', `${patient},}`, 2, /hostile\.json:1:\d+ .*input\.syntax/],
  ['two values', `${patient}} ${patient}}`, 2, /hostile\.json:1:\d+ .*input\.syntax/],
  [
    'arrays 100,000 levels deep',
    '['.repeat(100_000) + ']'.repeat(100_000),
    2,
    /hostile\.json:1:\d+ .*input\.too-deep/,
  ],
  [
    'objects 100,000 levels deep',
    `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`,
    2,
    /hostile\.json:1:\d+ .*input\.too-deep/,
  ],
  ['100,000 opening brackets', '['.repeat(100_000), 2, /hostile\.json:1:\d+ .*input\./],
  [
    'extensions 100,000 levels deep',
    `${patient},${'"extension":[{'.repeat(100_000)}${'}]'.repeat(100_000)}}`,
    2,
    /input\.too-deep/,
  ],
  ['an array at the root', '[{"resourceType":"Patient"}]', 1, /structure\.not-a-resource/],
  ['an object without a type', '{}', 1, /structure\.not-a-resource/],
  ['a type that is no string', '{"resourceType":{"a":1}}', 1, /structure\./],
  ['an unknown type', '{"resourceType":"__proto__"}', 1, /structure\.unknown-resource-type/],
  ['a type named like a method', '{"resourceType":"constructor"}', 1, /structure\.unknown-resource-type/],
  ['duplicate keys', `${patient},"id":"q","id":"r"}`, 1, /input\.duplicate-key/],
  ['a __proto__ key', `${patient},"__proto__":{"polluted":true}}`, 1, /structure\.unknown-property/],
  [
    'method names as keys',
    `${patient},"constructor":{},"toString":1,"hasOwnProperty":[]}`,
    1,
    /structure\.unknown-property/,
  ],
  [
    'an array of a million numbers',
    `${patient},"name":[${'1,'.repeat(999_999)}1]}`,
    1,
    /structure\.not-an-object/,
  ],
  [
    'an array of a million nulls',
    `${patient},"name":[${'null,'.repeat(999_999)}null]}`,
    1,
    /structure\.null/,
  ],
  [
    'a million unknown keys',
    `${patient},${Array.from({ length: 1_000_000 }, (_, n) => `"k${n}":1`).join(',')}}`,
    1,
    /unknown-property/,
  ],
  ['a string of 20 MB', `${patient},"birthDate":"${'9'.repeat(20_000_000)}"}`, 1, /value\./],
  [
    'a base64 value of 20 MB that is wrong at its end',
    `{"resourceType":"Binary","contentType":"a/b","content":"${'QUJD'.repeat(5_000_000)}!"}`,
    1,
    /value\.format/,
  ],
  ['binary', Buffer.from(Array.from({ length: 4096 }, (_, n) => (n * 37) % 256)), 2, /input\.encoding/],
  ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 2, /input\.encoding/],
  ['NUL characters', `{"resourceType":"Patient","id":"\u0000"}`, 2, /input\./],
  [
    'invalid UTF-8 in a value',
    Buffer.concat([Buffer.from(`${patient},"language":"`), Buffer.from([0xc3, 0x28]), Buffer.from('"}')]),
    2,
    /hostile\.json:1:\d+ .*input\.encoding/,
  ],
  ['a page in HTML', '<html><body>Bad gateway</body></html>', 2, /hostile\.json:1:1 .*input\.format/],
  ['malformed XML', `${xml}\n<name></nam></Patient>`, 2, /hostile\.json:2:7 .*input\.syntax/],
  ['a truncated document', `${xml}<name><family value="a`, 2, /hostile\.json:1:\d+ .*input\.syntax/],
  ['a document type', `<!DOCTYPE a [<!ENTITY b "c">]>${xml}</Patient>`, 2, /:1:1 .*input\.xml-construct/],
  ['a million open elements', xml + '<a>'.repeat(1_000_000), 2, /hostile\.json:1:\d+ .*input\.too-deep/],
  [
    'an attribute of 10 MB',
    `${xml}<birthDate value="${'9'.repeat(10_000_000)}"/></Patient>`,
    1,
    /value\.format/,
  ],
  ['XML of an unknown type', '<Pateint xmlns="http://hl7.org/fhir"/>', 1, /structure\.unknown-resource-type/],
  ['XML with method names', `${xml}<constructor/><toString value="1"/></Patient>`, 1, /unknown-property/],
];

describe.each(SPECS)('hostile input is reported, within 5 s, without a stack trace %s', (...spec) => {
  it.each(cases)('%s', async (_what, content, code, finding) => {
    const {
      code: found,
      stdout,
      stderr,
      seconds,
    } = await validate(content, ...spec.filter((word) => word !== undefined));
    expect(stdout).toMatch(finding);
    expect(found).toBe(code);
    expect(stdout + stderr).not.toMatch(/internal error|^\s+at .*:\d+:\d+/m);
    expect(seconds).toBeLessThan(5);
  });

  it.each(['1', '"text"', 'null', 'true'])('a lone %s', async (content) => {
    const { code, stdout } = await validate(content, ...spec.filter((word) => word !== undefined));
    expect(code).toBeGreaterThan(0);
    expect(stdout).toMatch(/structure\.not-a-resource|input\.format/);
  });
});

describe('hostile input in every format', () => {
  it.each(['pretty', 'json', 'junit', 'sarif', 'github'])('%s', async (format) => {
    for (const content of [
      `${patient},"\\u0000\\ud800<]]>&\\"":1}`,
      `${patient},"x":"`,
      '['.repeat(100_000),
    ]) {
      const { code, stdout, stderr } = await validate(content, '--format', format);
      expect(code).toBeGreaterThan(0);
      expect(stderr).toBe('');
      expect(stdout).not.toContain('\u0000');
      if (format === 'json' || format === 'sarif') JSON.parse(stdout);
    }
  });
});

it('leaves no trace of __proto__ behind', async () => {
  await validate(`${patient},"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}`);
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
});
