import { describe, expect, it } from 'vitest';
import { folderWith, gpconnect } from './support/harness.js';
import { payload } from './support/invented-engine.js';

describe('exit codes of validate', () => {
  it('is 0 when nothing is wrong, and when there is only information', async () => {
    const cwd = await folderWith({ 'good.json': payload(), 'noted.json': payload('note') });
    expect((await gpconnect(['validate', 'good.json', 'noted.json'], { cwd })).code).toBe(0);
    expect((await gpconnect(['validate', 'noted.json', '--fail-on', 'warning'], { cwd })).code).toBe(0);
  });

  it('is 1 for an error, and for a warning when --fail-on asks for it', async () => {
    const cwd = await folderWith({ 'error.json': payload('slice'), 'warning.json': payload('binding') });
    expect((await gpconnect(['validate', 'error.json'], { cwd })).code).toBe(1);
    expect((await gpconnect(['validate', 'warning.json'], { cwd })).code).toBe(0);
    expect((await gpconnect(['validate', 'warning.json', '--fail-on', 'warning'], { cwd })).code).toBe(1);
  });

  it('is 1 when checking stopped early, whatever was found by then', async () => {
    const cwd = await folderWith({ 'a.json': payload('note', 'note') });
    const { code, stdout } = await gpconnect(['validate', 'a.json', '--max-issues', '1'], { cwd });
    expect(code).toBe(1);
    expect(stdout).toContain('raise --max-issues');
  });

  it('is 2 when any input cannot be read, and the others are still judged', async () => {
    const cwd = await folderWith({ 'good.json': payload(), 'broken.json': '{"resourceType": "Patient"' });
    const { code, stdout } = await gpconnect(['validate', 'broken.json', 'missing.json', 'good.json'], {
      cwd,
    });
    expect(code).toBe(2);
    expect(stdout).toContain('broken.json:1:1');
    expect(stdout).toContain('missing.json\n  unreadable  no such file or directory');
    expect(stdout).toMatch(/good\.json .*\n.*\n {2}ok/);
    expect(stdout).toContain('3 files, 1 error, 0 warnings, 0 information, 2 unreadable');
  });

  it('is 1 for JSON that is not a resource: that is a finding', async () => {
    const cwd = await folderWith({
      'array.json': '[]',
      'number.json': '1',
      'string.json': '"x"',
      'null.json': 'null',
    });
    const { code, stdout } = await gpconnect(['validate', '.'], { cwd });
    expect(code).toBe(1);
    expect(stdout.match(/structure\.not-a-resource/g)).toHaveLength(4);
  });

  it('is 2 for a directory without payloads, and for a pattern that matches nothing', async () => {
    const cwd = await folderWith({ 'docs/readme.txt': 'no payload' });
    const directory = await gpconnect(['validate', 'docs'], { cwd });
    expect(directory).toMatchObject({ code: 2 });
    expect(directory.stdout).toContain('no *.json or *.xml files');
    const pattern = await gpconnect(['validate', 'docs/*.json'], { cwd });
    expect(pattern).toMatchObject({ code: 2 });
    expect(pattern.stdout).toContain('no file matches this pattern');
  });
});

describe('wrong usage ends with 2 and one line that says what was meant', () => {
  const cases: readonly (readonly [string, readonly string[], RegExp])[] = [
    [
      'an unknown specification',
      ['--spec', 'alpha@1.0.1'],
      /Unknown specification "alpha@1\.0\.1"\. Did you mean alpha@1\.0\.0/,
    ],
    ['a capability without a version', ['--spec', 'alpha'], /alpha needs a version.*known: 1\.0\.0, 2\.0\.0/],
    [
      'a version that is not modelled',
      ['--spec', 'beta@1.0.0'],
      /beta@1\.0\.0 is not modelled: its payloads are R4/,
    ],
    ['an empty file name, as an unset variable leaves it', [''], /An empty name is no file/],
    ['an empty name among several', ['--spec', 'alpha@1.0.0,'], /an empty name/],
    [
      'an unknown format',
      ['--format', 'sarrif'],
      /expected pretty, json, junit, sarif, github; found "sarrif"\. Did you mean sarif\?/,
    ],
    ['an unknown severity', ['--fail-on', 'info'], /--fail-on: expected error, warning/],
    ['an issue limit of 0', ['--max-issues', '0'], /whole number of 1 or more; found "0"/],
    ['an instant without a zone', ['--now', '2024-06-03T09:00:00'], /expected an instant/],
    ['an instant that is no date', ['--now', '2024-13-40T09:00:00Z'], /expected an instant/],
    ['an instant of a day that does not exist', ['--now', '2019-02-30T09:00:00Z'], /of a day that exists/],
    [
      'an unknown profile',
      ['--spec', 'alpha@1.0.0', '--profile', 'Exmple-Patient-1'],
      /no profile "Exmple-Patient-1"\. Did you mean Example-Patient-1\?/,
    ],
    [
      'another version of a profile',
      ['--spec', 'alpha@1.0.0', '--profile', 'Example-Patient-1|9'],
      /in version 1\.0\.0, not "Example-Patient-1\|9"/,
    ],
    [
      'an unknown interaction',
      ['--spec', 'alpha@1.0.0', '--interaction', 'read:patient-2'],
      /no interaction "read:patient-2"/,
    ],
    [
      'a profile that no version holds',
      ['--profile', 'http://example.org/none'],
      /No specification version holds profile/,
    ],
    ['an unknown option', ['--formt', 'json'], /unknown option '--formt'/],
  ];
  it.each(cases)('%s', async (_what, options, expected) => {
    const cwd = await folderWith({ 'a.json': payload() });
    const { code, stdout, stderr } = await gpconnect(['validate', 'a.json', ...options], { cwd });
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(expected);
    expect(stderr).toMatch(/^gpconnect: /);
  });

  it('no input at all', async () => {
    const { code, stderr } = await gpconnect(['validate']);
    expect(code).toBe(2);
    expect(stderr).toContain("missing required argument 'inputs'");
  });

  it('an unknown command', async () => {
    const { code, stderr } = await gpconnect(['valdate', 'a.json']);
    expect(code).toBe(2);
    expect(stderr).toContain('Did you mean validate?');
  });
});

describe('help and version', () => {
  it('go to standard output and end with 0', async () => {
    const help = await gpconnect(['--help']);
    expect(help).toMatchObject({ code: 0, stderr: '' });
    expect(help.stdout).toContain('Exit codes: 0 clean');
    expect(await gpconnect(['--version'])).toEqual({ code: 0, stdout: '0.0.0\n', stderr: '' });
  });

  it('no command at all is wrong usage', async () => {
    const { code, stderr } = await gpconnect([]);
    expect(code).toBe(2);
    expect(stderr).toContain('Usage: gpconnect');
  });
});

describe('a fault of the program itself', () => {
  it('is one line with the file, without a stack trace and without the payload', async () => {
    const cwd = await folderWith({ 'crash.json': payload('crash'), 'good.json': payload() });
    const { code, stdout, stderr } = await gpconnect(['validate', '.', '--spec', 'alpha@1.0.0'], { cwd });
    expect(code).toBe(2);
    expect(stdout).toMatch(
      /crash\.json\n {2}unreadable {2}internal error \(TypeError in invented-engine\.ts:\d+\)/,
    );
    expect(stdout).toMatch(/good\.json/);
    expect(stdout + stderr).not.toContain('MARKER');
    expect(stdout + stderr).not.toMatch(/^\s+at /m);
  });
});
