/**
 * The published command line, as a user gets it: packed, installed from
 * tarballs into a folder outside the monorepo, and run as a process.
 * It needs the packages built.
 */
import { execFile, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const execute = promisify(execFile);
const root = fileURLToPath(new URL('../../../..', import.meta.url));
const samples = join(root, 'samples');
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}
const manifestAt = (folder: string): Manifest =>
  JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;

let folder = '';
let tarballs = '';

/** Packs a package, and what of this repository or of its installed modules it depends on. */
async function pack(source: string, packed: Map<string, string>): Promise<void> {
  const { name, dependencies } = manifestAt(source);
  if (packed.has(name)) return;
  packed.set(name, '');
  const { stdout } = await execute(
    npm,
    ['pack', '--silent', '--ignore-scripts', '--pack-destination', tarballs],
    { cwd: source },
  );
  packed.set(name, join(tarballs, stdout.trim().split('\n').pop() ?? ''));
  for (const dependency of Object.keys(dependencies ?? {})) {
    const nested = join(source, 'node_modules', dependency);
    await pack(existsSync(nested) ? nested : join(root, 'node_modules', dependency), packed);
  }
}

beforeAll(async () => {
  if (!existsSync(join(root, 'packages/cli/dist/bundle/index.js')))
    throw new Error('The command line is not built: run "npm run build" first.');
  folder = await mkdtemp(join(tmpdir(), 'gpconnect-e2e-'));
  tarballs = join(folder, 'tarballs');
  await mkdir(tarballs);
  const packed = new Map<string, string>();
  await pack(join(root, 'packages/cli'), packed);
  const files = Object.fromEntries([...packed].map(([name, tarball]) => [name, `file:${tarball}`]));
  const consumer = join(folder, 'consumer');
  await mkdir(consumer);
  // Overrides, because a dependency of a dependency is to come from its tarball as well.
  await writeFile(
    join(consumer, 'package.json'),
    JSON.stringify({
      name: 'consumer',
      private: true,
      type: 'module',
      dependencies: files,
      overrides: Object.fromEntries([...packed.keys()].map((name) => [name, `$${name}`])),
    }),
  );
  await execute(npm, ['install', '--offline', '--no-audit', '--no-fund', '--ignore-scripts', '--silent'], {
    cwd: consumer,
  });
  folder = consumer;
}, 300_000);

afterAll(async () => {
  await rm(join(folder, '..'), { recursive: true, force: true });
});

function gpconnect(
  words: readonly string[],
  input = '',
): Promise<{ code: number | null; stdout: string; stderr: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      [join(folder, 'node_modules/@gpconnect/cli/bin/gpconnect.js'), ...words],
      { cwd: folder, env: { PATH: process.env['PATH'] } },
    );
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.on('error', reject).on('close', (code) => resolve({ code, stdout, stderr }));
    child.stdin.on('error', () => undefined).end(input);
  });
}

describe('the packed command line', () => {
  it('installs its declared dependencies and nothing else of this repository', async () => {
    expect(await readdir(join(folder, 'node_modules/@gpconnect'))).toEqual(['cli']);
    expect(existsSync(join(folder, 'node_modules/.bin/gpconnect'))).toBe(true);
  });

  it('ends with 0, 1 and 2 as it should', async () => {
    const good = await gpconnect([
      'validate',
      join(samples, 'foundations/good'),
      '--spec',
      'foundations@1.2.7',
    ]);
    expect(good).toMatchObject({ code: 0, stderr: '' });
    const bad = await gpconnect(['validate', samples]);
    expect(bad).toMatchObject({ code: 1, stderr: '' });
    expect(bad.stdout).toContain('structure.minimum');
    const missing = await gpconnect(['validate', 'missing.json']);
    expect(missing).toMatchObject({ code: 2, stderr: '' });
    const usage = await gpconnect(['validate', samples, '--spec', 'foundation@1.2.7']);
    expect(usage).toMatchObject({ code: 2, stdout: '' });
    expect(usage.stderr).toBe(
      'gpconnect: Unknown specification "foundation@1.2.7". Did you mean foundations@1.2.7, foundations@1.2.0 or foundations@1.2.1? "gpconnect specs" lists them.\n',
    );
  });

  it('reads standard input, and writes no more than asked for', async () => {
    const patient = readFileSync(join(samples, 'foundations/good/patient.json'), 'utf8');
    const { code, stdout } = await gpconnect(['validate', '-', '--format', 'json'], patient);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      files: [{ file: 'stdin', spec: 'foundations@1.2.7', issues: [] }],
    });
  });

  it('loads and validates by every modelled version', async () => {
    const { stdout } = await gpconnect(['specs', '--format', 'json']);
    const { specifications } = JSON.parse(stdout) as { specifications: { id: string; modelled: boolean }[] };
    const modelled = specifications.filter((spec) => spec.modelled).map((spec) => spec.id);
    expect(modelled.length).toBeGreaterThan(80);
    const report = await gpconnect([
      'validate',
      join(samples, 'foundations/good/patient.json'),
      '--spec',
      modelled.join(','),
      '--format',
      'json',
    ]);
    const { files } = JSON.parse(report.stdout) as { files: { spec: string; failure?: string }[] };
    expect(files.map((file) => file.spec)).toEqual(modelled);
    expect(files.filter((file) => file.failure !== undefined)).toEqual([]);
  }, 120_000);

  it('explains', async () => {
    expect((await gpconnect(['explain', 'structure.minimum'])).code).toBe(0);
    expect((await gpconnect(['explain', 'GPConnect-Appointment-1'])).stdout).toContain(
      'appointment-management@1.2.7',
    );
    expect(
      (await gpconnect(['explain', 'Appointment.status', '--spec', 'appointment-management@1.2.7'])).stdout,
    ).toContain('booked');
  });

  it('stops quietly when its reader goes away', async () => {
    const child = spawn(
      process.execPath,
      [join(folder, 'node_modules/@gpconnect/cli/bin/gpconnect.js'), 'validate', samples],
      { cwd: folder },
    );
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.stdout.once('data', () => child.stdout.destroy());
    await new Promise((resolve) => child.on('close', resolve));
    expect(stderr).toBe('');
  });

  it('is usable from a program', async () => {
    const program = "import { run } from '@gpconnect/cli'; process.exitCode = await run(['--version']);";
    const { stdout } = await execute(process.execPath, ['--input-type=module', '-e', program], {
      cwd: folder,
    });
    expect(stdout).toBe(`${manifestAt(join(root, 'packages/cli')).version}\n`);
  });
});
