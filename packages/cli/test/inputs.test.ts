import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ValidateTextOptions } from '@gpconnect/runtime';
import { folderWith, gpconnect, type Surroundings } from './support/harness.js';
import { inventedEngine, payload } from './support/invented-engine.js';

/** Files of a run, in order, each with its failure when it has one. */
async function judged(words: readonly string[], around: Surroundings): Promise<string[]> {
  const { stdout } = await gpconnect(['validate', '--format', 'json', ...words], around);
  const { files } = JSON.parse(stdout) as { files: { file: string; failure?: string }[] };
  return files.map(({ file, failure }) => (failure === undefined ? file : `${file}: ${failure}`));
}

describe('what is judged', () => {
  it('a directory means the *.json and *.xml below it, in order, without hidden directories and node_modules', async () => {
    const cwd = await folderWith({
      'b.json': payload(),
      'a.JSON': payload(),
      'notes.txt': 'x',
      'sub/c.json': payload(),
      '.git/d.json': payload(),
      'node_modules/e.json': payload(),
    });
    expect(await judged(['.'], { cwd })).toEqual(['a.JSON', 'b.json', 'sub/c.json']);
  });

  it('a pattern means the files it matches', async () => {
    const cwd = await folderWith({
      'a.json': payload(),
      'sub/b.json': payload(),
      'sub/c.txt': payload(),
      'sub/d.xml': payload(),
    });
    expect(await judged(['**/*.{json,xml}'], { cwd })).toEqual(['a.json', 'sub/b.json', 'sub/d.xml']);
  });

  it('a file is read whatever its extension, and when its name looks like a pattern', async () => {
    const cwd = await folderWith({ 'a.txt': payload(), 'b[1].json': payload() });
    expect(await judged(['a.txt', 'b[1].json'], { cwd })).toEqual(['a.txt', 'b[1].json']);
  });

  it('each file is judged once, however often it is named', async () => {
    const cwd = await folderWith({ 'a.json': payload() });
    expect(await judged(['a.json', './a.json', '*.json', '.'], { cwd })).toEqual(['a.json']);
  });

  it('- means standard input', async () => {
    expect(await judged(['-'], { stdin: JSON.stringify(payload()) })).toEqual(['stdin']);
  });

  it('a directory that links to itself ends', async () => {
    const cwd = await folderWith({ 'a.json': payload() });
    symlinkSync(cwd, join(cwd, 'loop'));
    symlinkSync(cwd, join(cwd, 'loop.json'));
    symlinkSync(join(cwd, 'round.json'), join(cwd, 'round.json'));
    symlinkSync(join(cwd, 'a.json'), join(cwd, 'link.json'));
    expect(await judged(['.'], { cwd })).toEqual([
      'a.json',
      'link.json',
      'round.json: too many symbolic links',
    ]);
    expect(await judged(['**/*.json'], { cwd })).toContain('a.json');
  });
});

describe('what cannot be read', () => {
  it.skipIf(process.platform === 'win32')('an unreadable file', async () => {
    const cwd = await folderWith({ 'a.json': payload() });
    chmodSync(cwd, 0o755);
    chmodSync(join(cwd, 'a.json'), 0);
    // The superuser may read everything: become nobody for a moment.
    const superuser = process.geteuid?.() === 0;
    if (superuser) process.seteuid?.(65_534);
    try {
      expect(await judged(['a.json'], { cwd })).toEqual(['a.json: permission denied']);
    } finally {
      if (superuser) process.seteuid?.(0);
    }
  });

  it('a path through a file, and a name that is too long', async () => {
    const cwd = await folderWith({ 'a.json': payload() });
    expect(await judged(['a.json/b.json'], { cwd })).toEqual(['a.json/b.json: no such file or directory']);
    expect((await judged(['x'.repeat(300)], { cwd }))[0]).toMatch(/: the name is too long$/);
  });

  it('a file or standard input above the size limit, before it is read whole', async () => {
    const cwd = await folderWith({ 'big.json': ' '.repeat(2_000_000) });
    const around = { cwd, limits: { maxBytes: 1024 * 1024 }, stdin: ' '.repeat(2_000_000) };
    expect(await judged(['big.json', '-'], around)).toEqual([
      'big.json: larger than 1 MiB, the most that is read',
      'stdin: larger than 1 MiB, the most that is read',
    ]);
  });

  it.skipIf(process.platform === 'win32')(
    'a pipe below a directory is left alone, an endless device is bounded',
    async () => {
      const cwd = await folderWith({ 'a.json': payload() });
      execFileSync('mkfifo', [join(cwd, 'pipe.json')]);
      expect(await judged(['.'], { cwd })).toEqual(['a.json']);
      const [endless] = await judged(['/dev/zero'], { cwd, limits: { maxBytes: 1024 * 1024 } });
      expect(endless).toBe('/dev/zero: larger than 1 MiB, the most that is read');
    },
  );

  it.skipIf(process.platform === 'win32')(
    'a named pipe is read until its writer has gone, however late and slowly it writes',
    async () => {
      const cwd = await folderWith({ 'a.json': payload() });
      const pipe = join(cwd, 'pipe.json');
      execFileSync('mkfifo', [pipe]);
      const writer = spawn('sh', [
        '-c',
        'sleep 0.3; exec >"$1"; sleep 0.3; head -c 20 "$2"; sleep 0.3; tail -c +21 "$2"',
        'sh',
        pipe,
        join(cwd, 'a.json'),
      ]);
      expect(await judged(['pipe.json'], { cwd })).toEqual(['pipe.json']);
      writer.kill();
    },
  );

  it.skipIf(process.platform === 'win32')(
    'a named pipe to which nothing writes is given up, with 2',
    async () => {
      const cwd = await folderWith({});
      execFileSync('mkfifo', [join(cwd, 'pipe.json')]);
      const started = performance.now();
      const { code, stdout } = await gpconnect(['validate', 'pipe.json'], { cwd });
      expect(code).toBe(2);
      expect(stdout).toContain(
        'a named pipe to which nothing was written for 4 s; standard input is read as -',
      );
      expect(performance.now() - started).toBeLessThan(15_000);
    },
  );

  const encodings: readonly (readonly [string, Uint8Array, string])[] = [
    ['a byte that is not UTF-8', Buffer.from('{\n  "é": "\u{1f600}\xff"}', 'latin1'), 'a.json:2:4'],
    [
      'a surrogate encoded in UTF-8',
      Buffer.concat([Buffer.from('{"é😀": "'), Buffer.from([0xed, 0xa0, 0x80])]),
      'a.json:1:10',
    ],
    ['a sequence cut short', Buffer.concat([Buffer.from('{}\n'), Buffer.from([0xe2, 0x82])]), 'a.json:2:1'],
    ['UTF-16', Buffer.from('\ufeff{}', 'utf16le'), 'a.json:1:1'],
  ];
  it.each(encodings)('%s, with its place', async (_what, bytes, place) => {
    const cwd = await folderWith({ 'a.json': bytes });
    const { code, stdout } = await gpconnect(['validate', 'a.json'], { cwd });
    expect(code).toBe(2);
    expect(stdout).toContain(`${place}  error`);
    expect(stdout).toContain('input.encoding');
  });

  it('a byte-order mark before UTF-8 is no fault', async () => {
    const cwd = await folderWith({ 'a.json': `\ufeff${JSON.stringify(payload())}` });
    expect((await gpconnect(['validate', 'a.json'], { cwd })).code).toBe(0);
  });
});

describe('options reach the validator', () => {
  it('as it names them', async () => {
    const calls: ValidateTextOptions[] = [];
    const cwd = await folderWith({ 'a.json': payload() });
    const words = [
      '--profile',
      'Example-Patient-1',
      '--profiles',
      'claimed',
      '--interaction',
      'read:patient-1',
      '--direction',
      'request',
    ];
    const more = ['--as-published', '--max-issues', '7', '--now', '2024-06-03T09:00:00Z', '--show-values'];
    await gpconnect(['validate', 'a.json', ...words, ...more], { cwd, engine: inventedEngine(calls) });
    expect(calls).toEqual([
      {
        profile: expect.objectContaining({
          url: 'https://example.org/StructureDefinition/Example-Patient-1',
          version: '2.0.0',
        }) as object,
        profiles: 'claimed',
        interaction: 'urn:example:read:patient-1',
        direction: 'request',
        asPublished: true,
        maxIssues: 7,
        now: '2024-06-03T09:00:00Z',
        showValues: true,
      },
    ]);
  });

  it('with a profile that the detected version lacks, the latest that holds it is used and said', async () => {
    const cwd = await folderWith({ 'a.json': payload() });
    const { stdout } = await gpconnect(['validate', 'a.json', '--profile', 'Example-Patient-1|1.0.0'], {
      cwd,
    });
    expect(stdout).toContain(
      'chosen specification: alpha@1.0.0 (latest version that holds the profile asked for)',
    );
  });
});
