/** Packs the packages as they would be published and installs them in projects outside the repository. */
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

export const root = fileURLToPath(new URL('../../..', import.meta.url));
const projects = fileURLToPath(new URL('../projects', import.meta.url));

/** What a command said, and whether it ended well. */
export interface Result {
  readonly ok: boolean;
  readonly output: string;
}

const execute = promisify(execFile);

/** Runs node with arguments. */
export async function node(args: readonly string[], cwd: string): Promise<Result> {
  try {
    const { stdout, stderr } = await execute(process.execPath, args, { cwd, maxBuffer: 64 * 1024 * 1024 });
    return { ok: true, output: stdout + stderr };
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    return { ok: false, output: stdout + stderr };
  }
}

/** The packages that the projects install; each brings its own dependencies among them. */
export const PACKAGES = [
  'runtime',
  'dstu2',
  'stu3',
  'foundations',
  'appointment-management',
  'access-record-structured',
] as const;

/** Path of a tool's script below the root's `node_modules`. */
export const tool = (path: string): string => join(root, 'node_modules', path);

async function npm(args: readonly string[], cwd: string): Promise<void> {
  // npm's own variables would point a nested npm at this repository.
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name)));
  const path = [dirname(process.execPath), env['PATH'] ?? ''].join(delimiter);
  await execute('npm', [...args], { cwd, env: { ...env, PATH: path }, maxBuffer: 64 * 1024 * 1024 });
}

/** Packs packages of the repository, or of another folder; gives the tarballs. */
export async function pack(
  names: readonly string[],
  folder: string,
  from = join(root, 'packages'),
): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  for (const name of names) {
    await npm(['pack', '--silent', '--ignore-scripts', '--pack-destination', folder], join(from, name));
  }
  return (await readdir(folder))
    .filter((name) => name.endsWith('.tgz'))
    .sort()
    .map((name) => join(folder, name));
}

/** What packages depend on beside each other, from this repository's own installation: nothing is downloaded. */
const DEPENDENCIES = ['saxes', 'xmlchars'] as const;

/** A new folder outside the repository with each project, the packages installed in all of them. */
export async function install(): Promise<{ folder: string; tarballs: string[] }> {
  const folder = await mkdtemp(join(tmpdir(), 'gpconnect-consumers-'));
  const tarballs = await pack(PACKAGES, join(folder, 'tarballs'));
  const others = await pack(DEPENDENCIES, join(folder, 'others'), join(root, 'node_modules'));
  for (const project of ['nodenext', 'bundler', 'commonjs']) {
    const target = join(folder, project);
    await cp(join(projects, project), target, { recursive: true });
    for (const file of ['versions.ts', 'main.ts', 'browser.ts', 'one-profile.ts']) {
      await cp(join(projects, file), join(target, file));
    }
    await npm(
      [
        'install',
        '--offline',
        '--no-audit',
        '--no-fund',
        '--silent',
        '--no-package-lock',
        ...tarballs,
        ...others,
      ],
      target,
    );
    await mkdir(join(target, 'node_modules/@types'), { recursive: true });
    await symlink(tool('@types/node'), join(target, 'node_modules/@types/node'), 'dir');
    await symlink(tool('undici-types'), join(target, 'node_modules/undici-types'), 'dir');
  }
  return { folder, tarballs };
}
