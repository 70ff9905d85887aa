import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { Ajv } from 'ajv';
import { parse } from 'junit2json';
import { pathToFileURL } from 'node:url';
import type { Log } from 'sarif';
import { beforeAll, describe, expect, it } from 'vitest';
import { folderWith, gpconnect } from './support/harness.js';
import { payload } from './support/invented-engine.js';

let cwd = '';
beforeAll(async () => {
  cwd = await folderWith({
    'good.json': payload(),
    'sub dir/bad, 100%.json': payload('minimum', 'slice', 'binding', 'note', 'odd'),
    'broken.json': '{',
  });
});
const validate = (...words: readonly string[]) =>
  gpconnect(['validate', '.', 'missing.json', '--spec', 'alpha@1.0.0', ...words], { cwd });

describe('pretty', () => {
  it('shows place, severity, path, code, text and source, with reasons indented below', async () => {
    const { stdout } = await validate();
    expect(stdout).toContain(
      [
        '  sub dir/bad, 100%.json:3:5  error  Patient.name  slicing.minimum',
        '      Slice official of Patient.name is required but missing.',
        '      source: https://example.org/StructureDefinition/Example-Patient-1|1.0.0#Patient.name',
        '      because',
        '        sub dir/bad, 100%.json:3:5  error  Patient.name  structure.minimum',
        '            Patient.name is required but missing.',
      ].join('\n'),
    );
  });

  it('names what judged each file and says what was chosen and why', async () => {
    const { stdout } = await gpconnect(['validate', 'good.json'], { cwd });
    expect(stdout).toBe(
      [
        'good.json  alpha@2.0.0, https://example.org/StructureDefinition/Example-Patient-1|2.0.0',
        '  chosen specification: alpha@2.0.0 (the latest version of alpha)',
        '  ok',
        '',
        '1 file, 0 errors, 0 warnings, 0 information',
        '',
      ].join('\n'),
    );
  });

  it('prints control and reordering characters from payloads as text', async () => {
    const { stdout } = await validate();
    expect(stdout).toContain('Patient.<a>&"\\u{1b}[31m\\u{202e}\\u{d800}\\u{a}::error::');
    // eslint-disable-next-line no-control-regex
    expect(stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
  });
});

describe('colour', () => {
  const ESCAPE = '\u001b[';
  const words = ['validate', 'good.json'];
  it('is used on a terminal only', async () => {
    expect((await gpconnect(words, { cwd, stdoutIsTerminal: true })).stdout).toContain(ESCAPE);
    expect((await gpconnect(words, { cwd })).stdout).not.toContain(ESCAPE);
    expect((await gpconnect(words, { cwd, env: { CI: 'true' } })).stdout).not.toContain(ESCAPE);
  });
  it('is off with NO_COLOR and on with FORCE_COLOR', async () => {
    expect(
      (await gpconnect(words, { cwd, stdoutIsTerminal: true, env: { NO_COLOR: '1' } })).stdout,
    ).not.toContain(ESCAPE);
    expect(
      (await gpconnect(words, { cwd, stdoutIsTerminal: true, env: { TERM: 'dumb' } })).stdout,
    ).not.toContain(ESCAPE);
    expect((await gpconnect(words, { cwd, env: { FORCE_COLOR: '1' } })).stdout).toContain(ESCAPE);
    expect(
      (await gpconnect(words, { cwd, stdoutIsTerminal: true, env: { FORCE_COLOR: '0' } })).stdout,
    ).not.toContain(ESCAPE);
  });
  it('never enters a format for programs', async () => {
    for (const format of ['json', 'junit', 'sarif', 'github']) {
      const { stdout } = await gpconnect([...words, '--format', format], {
        cwd,
        stdoutIsTerminal: true,
        env: { FORCE_COLOR: '1' },
      });
      expect(stdout).not.toContain(ESCAPE);
    }
  });
});

describe('progress', () => {
  it('is shown on a terminal beside a report that goes elsewhere, not in CI and not in pipes', async () => {
    const words = ['validate', 'good.json', '--format', 'json'];
    expect((await gpconnect(words, { cwd, stderrIsTerminal: true })).stderr).toContain('good.json');
    expect((await gpconnect(words, { cwd, stderrIsTerminal: true, env: { CI: 'true' } })).stderr).toBe('');
    expect((await gpconnect(words, { cwd })).stderr).toBe('');
  });
});

describe('matrix', () => {
  it('has a row for each file and a column for each specification version', async () => {
    const { code, stdout } = await gpconnect(['validate', '.', '--spec', 'alpha@1.0.0,alpha@2.0.0-beta'], {
      cwd: await folderWith({ 'a.json': payload('minimum'), 'b.json': payload(), 'c.json': '{' }),
    });
    expect(code).toBe(2);
    expect(stdout.split('\n').slice(0, 4)).toEqual([
      'file    alpha@1.0.0  alpha@2.0.0',
      'a.json  1 error      passes',
      'b.json  passes       passes',
      'c.json  unreadable   unreadable',
    ]);
  });

  it('gives full results in json: one entry for each file and version', async () => {
    const { stdout } = await gpconnect(
      ['validate', 'good.json', '--spec', 'alpha@1.0.0,alpha@2.0.0', '--format', 'json'],
      { cwd },
    );
    const report = JSON.parse(stdout) as {
      summary: { files: number };
      files: { file: string; spec: string }[];
    };
    expect(report.summary.files).toBe(1);
    expect(report.files.map(({ file, spec }) => [file, spec])).toEqual([
      ['good.json', 'alpha@1.0.0'],
      ['good.json', 'alpha@2.0.0'],
    ]);
  });
});

describe('json', () => {
  const schema = JSON.parse(
    readFileSync(new URL('../schema/report-v1.schema.json', import.meta.url), 'utf8'),
  ) as object;
  const matches = new Ajv2020({ strict: true, allowUnionTypes: true, allErrors: true }).compile(schema);

  it('follows the published schema', async () => {
    const { code, stdout } = await validate('--format', 'json');
    expect(code).toBe(2);
    const report = JSON.parse(stdout) as unknown;
    matches(report);
    expect(matches.errors ?? []).toEqual([]);
    expect(report).toMatchObject({
      version: 1,
      summary: { files: 4, errors: 4, warnings: 1, information: 1, unreadable: 2 },
    });
  });

  it('carries every property of a finding', async () => {
    const { stdout } = await validate('--format', 'json');
    const report = JSON.parse(stdout) as { files: { file: string; issues: unknown[] }[] };
    const bad = report.files.find((file) => file.file === 'sub dir/bad, 100%.json');
    expect(bad?.issues[1]).toEqual({
      code: 'slicing.minimum',
      severity: 'error',
      path: 'Patient.name',
      pointer: '/name',
      line: 3,
      column: 5,
      message: 'Slice official of Patient.name is required but missing.',
      source: 'https://example.org/StructureDefinition/Example-Patient-1|1.0.0#Patient.name',
      params: { element: 'Patient.name', slice: 'official', min: 1, found: 0 },
      because: [expect.objectContaining({ code: 'structure.minimum' })],
    });
  });

  it('has a schema that notices a wrong report', () => {
    expect(matches({ version: 2, summary: {}, files: [] })).toBe(false);
    expect(
      matches({
        version: 1,
        summary: { files: 0, errors: 0, warnings: 0, information: 0, unreadable: 0 },
        files: [{}],
      }),
    ).toBe(false);
  });
});

describe('junit', () => {
  it('is read by a consumer: one test case a file, with failures and errors', async () => {
    const { stdout } = await validate('--format', 'junit');
    const read = await parse(stdout);
    if (read === undefined || read === null || !('testsuite' in read))
      throw new Error('no test suites were read');
    expect(read).toMatchObject({ name: 'gpconnect', tests: 4, failures: 1, errors: 2 });
    const cases = read.testsuite?.[0]?.testcase ?? [];
    expect(
      cases.map((each) => [each.name, each.classname, each.failure?.length ?? 0, each.error?.length ?? 0]),
    ).toEqual([
      ['broken.json', 'alpha@1.0.0', 0, 1],
      ['good.json', 'alpha@1.0.0', 0, 0],
      ['sub dir/bad, 100%.json', 'alpha@1.0.0', 1, 0],
      ['missing.json', 'not judged', 0, 1],
    ]);
    const failure = cases[2]?.failure?.[0];
    expect(failure?.message).toBe('3 errors, 1 warning');
    expect(failure?.inner).toContain('sub dir/bad, 100%.json:3:5: error slicing.minimum at Patient.name');
    expect(failure?.inner).toContain('<a>&"\\u{1b}[31m');
  });
});

describe('sarif', () => {
  // The schema of SARIF 2.1.0 is written in draft 4; what this asks of the validator is the older name of `$id`.
  const path = createRequire(import.meta.url)
    .resolve('@microsoft/jest-sarif')
    .replace(/index\.js$/, 'schemas/sarif-2.1.0-rtm.5.json');
  const { id, $schema, ...schema } = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
  const matches = new Ajv({
    strict: false,
    allErrors: true,
    validateFormats: false,
    unicodeRegExp: false,
  }).compile({ ...schema, $id: String(id) });
  const read = async (...words: readonly string[]): Promise<Log> =>
    JSON.parse((await validate('--format', 'sarif', ...words)).stdout) as Log;

  it('follows the schema of SARIF 2.1.0, which is the one meant', async () => {
    expect([id, $schema]).toEqual([
      expect.stringContaining('sarif-2.1.0'),
      expect.stringContaining('draft-04'),
    ]);
    matches(await read());
    expect(matches.errors ?? []).toEqual([]);
    expect(matches({ version: '2.1.0', runs: [{}] })).toBe(false);
  });

  it('names rules by issue code, with help text, each once', async () => {
    const driver = (await read()).runs[0]?.tool.driver;
    expect(driver?.name).toBe('gpconnect');
    expect(driver?.rules?.map((rule) => rule.id)).toEqual([
      'input.syntax',
      'structure.unknown-property',
      'structure.minimum',
      'slicing.minimum',
      'binding.extensible',
      'cannot-check.profile',
    ]);
    expect(driver?.rules?.[2]).toMatchObject({
      help: { text: expect.stringContaining('structure.minimum') as string },
      defaultConfiguration: { level: 'error' },
    });
  });

  it('places results by relative URIs that are escaped', async () => {
    const result = (await read()).runs[0]?.results?.find((each) => each.ruleId === 'structure.minimum');
    expect(result?.locations?.[0]?.physicalLocation).toEqual({
      artifactLocation: { uri: 'sub%20dir/bad%2C%20100%25.json' },
      region: { startLine: 3, startColumn: 5 },
    });
    expect(result?.level).toBe('error');
  });

  it('places results in files outside the current directory by file URLs', async () => {
    const folder = await folderWith({
      'here/x': '',
      'there/a b.json': payload('slice'),
      'there/c.json': '{',
    });
    const outcome = await gpconnect(
      ['validate', '../there/a b.json', `${folder}/there/c.json`, '../there/none.json', '--format', 'sarif'],
      { cwd: `${folder}/here` },
    );
    const [run] = (JSON.parse(outcome.stdout) as Log).runs;
    const uris = [...(run?.results ?? []), ...(run?.invocations?.[0]?.toolExecutionNotifications ?? [])].map(
      (each) => each.locations?.[0]?.physicalLocation?.artifactLocation?.uri,
    );
    expect(new Set(uris)).toEqual(
      new Set(
        ['a%20b.json', 'c.json', 'none.json'].map((name) => `${pathToFileURL(folder).href}/there/${name}`),
      ),
    );
  });

  it('keeps fingerprints when a finding moves, and tells like findings apart', async () => {
    const prints = async (file: unknown): Promise<string[]> => {
      const folder = await folderWith({ 'a.json': file });
      const { stdout } = await gpconnect(['validate', 'a.json', '--format', 'sarif'], { cwd: folder });
      return ((JSON.parse(stdout) as Log).runs[0]?.results ?? []).map(
        (each) => each.partialFingerprints?.['gpconnectIssue/v1'] ?? '',
      );
    };
    const one = await prints(payload('slice'));
    const three = await prints(payload('binding', 'slice', 'slice'));
    expect(three).toContain(one[0]);
    expect(new Set(three).size).toBe(3);
  });

  it('reports files that could not be read as notifications of a run that did not succeed', async () => {
    const invocation = (await read()).runs[0]?.invocations?.[0];
    expect(invocation?.executionSuccessful).toBe(false);
    expect(invocation?.toolExecutionNotifications?.[0]?.message.text).toBe('no such file or directory');
  });
});

describe('github', () => {
  it('writes one workflow command a finding, escaped as the runner reads it', async () => {
    const { stdout } = await validate('--format', 'github');
    const lines = stdout.trimEnd().split('\n');
    expect(lines.slice(0, -1).every((line) => /^::(error|warning|notice) file=/.test(line))).toBe(true);
    expect(lines).toHaveLength(8);
    expect(stdout).toContain(
      '::warning file=sub dir/bad%2C 100%25.json,line=3,col=5,title=binding.extensible::Patient.name: ' +
        'Expected a code from value set http://example.org/ValueSet/a,b, unless none of its codes fits (extensible); found code "x:y%25z".%0A' +
        'source: https://example.org/StructureDefinition/Example-Patient-1|1.0.0#Patient.name%0Aalpha@1.0.0',
    );
    expect(stdout).toContain('::error file=missing.json,title=unreadable::no such file or directory');
  });
});
