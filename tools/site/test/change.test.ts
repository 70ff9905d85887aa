/** A fact is changed, once: what a reviewer, a compiler, a payload and a reader then see. */
import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import type { ReleaseManifest, StructureFacts } from '@gpconnect-tools/generator/facts';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const copy = mkdtempSync(join(tmpdir(), 'gpconnect-change-'));
const profiles = join(copy, 'profiles');
const MODULE = 'packages/stu3/src/generated/profiles/Appointment-1.6.0.ts';

const node = (script: string, ...args: string[]): Promise<{ stdout: string }> =>
  promisify(execFile)(process.execPath, [join(root, script), ...args], { maxBuffer: 64 * 1024 * 1024 });

/** Everything that is not generated, built or tested, and the generated code as committed. */
function copyRepository(): void {
  for (const path of [
    'profiles',
    'docs',
    'package.json',
    'tsconfig.base.json',
    'tools/site/site.css',
    'tools/site/tsconfig.docs.json',
  ]) {
    cpSync(join(root, path), join(copy, path), { recursive: true });
  }
  for (const name of readdirSync(join(root, 'packages'))) {
    for (const path of ['src', 'package.json']) {
      cpSync(join(root, 'packages', name, path), join(copy, 'packages', name, path), { recursive: true });
    }
  }
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'), 'dir');
}

/** Makes `Appointment.comment` required in the appointment profile of 1.2.7. */
function requireComment(): void {
  const manifest = JSON.parse(
    readFileSync(join(profiles, 'gpconnect/releases/1.2.7.json'), 'utf8'),
  ) as ReleaseManifest;
  const { file } = manifest.definitions.find(({ url }) => url.endsWith('/GPConnect-Appointment-1')) ?? {
    file: '',
  };
  const facts = JSON.parse(readFileSync(join(profiles, file), 'utf8')) as StructureFacts;
  const element = facts.differential.element.map((one) =>
    one.id === 'Appointment.comment' ? { ...one, min: 1 } : one,
  );
  expect(element.some(({ id }) => id === 'Appointment.comment')).toBe(true);
  writeFileSync(
    join(profiles, file),
    `${JSON.stringify({ ...facts, differential: { element } }, null, 2)}\n`,
  );
}

/** Generated files that differ from the committed ones. */
function changed(): string[] {
  const folder = 'packages';
  return readdirSync(join(copy, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.includes('generated') && path.endsWith('.ts'))
    .map((path) => join(folder, path))
    .filter((path) => readFileSync(join(copy, path), 'utf8') !== readFileSync(join(root, path), 'utf8'))
    .sort();
}

beforeAll(async () => {
  copyRepository();
  requireComment();
  await node('tools/generator/dist/main.js', '--profiles', profiles, '--out', copy);
}, 120_000);

afterAll(() => {
  rmSync(copy, { recursive: true, force: true });
});

describe('Appointment.comment of 1.2.7 made required in profiles/', () => {
  it('shows in the diff: the module of that profile, and the list of which versions are alike', () => {
    expect(changed()).toEqual(['packages/appointment-management/src/generated/any.ts', MODULE]);
    const names = [join(root, 'profiles'), profiles].map((folder) => readFileSync(join(folder, 'names.json'), 'utf8'));
    expect(names[1]).not.toBe(names[0]);
    const [before, after] = [root, copy].map(
      (folder) => new Set(readFileSync(join(folder, MODULE), 'utf8').split('\n')),
    );
    const added = [...(after ?? [])].filter((line) => !before?.has(line)).map((line) => line.trim());
    expect(added).toContain('* Comment: a `string`, required (1..1).');
    expect(added).toContain('comment: string;');
  });

  it('shows in the types: an appointment without a comment does not compile', async () => {
    writeFileSync(
      join(copy, 'probe.ts'),
      [
        "import type { Appointment } from '@gpconnect/appointment-management/1.2.7';",
        "import type { Appointment as Other } from '@gpconnect/appointment-management/1.2.1';",
        'export const comment = (one: Appointment): string => one.comment;',
        'export const other = (one: Other): string => one.comment;',
        '',
      ].join('\n'),
    );
    const docs = JSON.parse(readFileSync(join(copy, 'tools/site/tsconfig.docs.json'), 'utf8')) as {
      compilerOptions: { paths: Record<string, string[]> };
    };
    const paths = Object.fromEntries(
      Object.entries(docs.compilerOptions.paths).map(([name, [path = '']]) => [
        name,
        [path.replace('../../', './')],
      ]),
    );
    writeFileSync(
      join(copy, 'tsconfig.json'),
      JSON.stringify({
        extends: './tsconfig.base.json',
        // The paths lead to sources, and with them to the declarations of what these depend on.
        compilerOptions: { noEmit: true, skipLibCheck: true, paths },
        files: ['probe.ts'],
      }),
    );
    const result = await promisify(execFile)(process.execPath, [
      join(root, 'node_modules/typescript/bin/tsc'),
      '-p',
      join(copy, 'tsconfig.json'),
    ]).catch((error: unknown) => error as { stdout: string });
    const errors = result.stdout.split('\n').filter((line) => line.includes('error TS'));
    expect(errors).toEqual([expect.stringMatching(/probe\.ts\(4,\d+\): error TS2322/)]);
  }, 120_000);

  it('shows in the validator: a payload without a comment is refused, by 1.2.7 alone', async () => {
    const bundled = await build({
      stdin: {
        contents: [
          "export { validate } from '@gpconnect/appointment-management/1.2.7';",
          "export { validate as other } from '@gpconnect/appointment-management/1.2.1';",
        ].join('\n'),
        resolveDir: copy,
      },
      tsconfig: join(copy, 'tsconfig.json'),
      bundle: true,
      format: 'esm',
      outfile: join(copy, 'probe.mjs'),
      write: true,
    });
    expect(bundled.errors).toEqual([]);
    const { validate, other } = (await import(pathToFileURL(join(copy, 'probe.mjs')).href)) as Record<
      'validate' | 'other',
      (value: unknown) => { issues: { code: string; message: string }[] }
    >;
    const sample = join(root, 'samples/appointment-management/good/book-an-appointment.json');
    const booking = JSON.parse(readFileSync(sample, 'utf8')) as Record<string, unknown>;
    delete booking['comment'];
    const about = ({ issues }: { issues: { message: string }[] }): string[] =>
      issues.map(({ message }) => message).filter((message) => message.includes('Appointment.comment'));
    expect(about(validate(booking))).toEqual(['Appointment.comment is required but missing.']);
    expect(about(other(booking))).toEqual([]);
  }, 60_000);

  it('shows in the reference', async () => {
    await node('tools/site/dist/main.js', '--root', copy, '--out', join(copy, 'site'));
    const html = readFileSync(
      join(copy, 'site/modules/_gpconnect_stu3_profiles_Appointment-1.6.0.html'),
      'utf8',
    );
    const row = /<tr id="appointmentcomment">[^]*?<\/tr>/.exec(html)?.[0] ?? '';
    expect(row).toContain('required (1..1)');
  }, 240_000);

  it('is noticed where the generated code is not regenerated', async () => {
    const check = node('tools/generator/dist/main.js', '--check', '--profiles', profiles, '--out', root);
    await expect(check).rejects.toMatchObject({ code: 1 });
  }, 60_000);
});
