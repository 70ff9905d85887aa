/** The packed packages in projects outside the repository: as types, in Node, and in a browser. */
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findChromium } from './browser.js';
import { install, node, PACKAGES, root, tool } from './install.js';

const booking = join(root, 'samples/appointment-management/good/book-an-appointment.json');
const patient = join(root, 'samples/foundations/good/patient.json');
const tsc = tool('typescript/bin/tsc');
const browser = findChromium();

let folder: string;
let tarballs: string[];

beforeAll(async () => {
  ({ folder, tarballs } = await install());
}, 240_000);

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** What every project's run must say. */
const EXPECTED = {
  valid: true,
  status: 'booked',
  codes: expect.arrayContaining(['structure.minimum', 'structure.unknown-property']) as string[],
  line: expect.any(Number) as number,
  nhsNumber: expect.stringMatching(/^999\d{7}$/) as string,
};

describe.each(['nodenext', 'commonjs'])('a %s project', (project) => {
  it('compiles with strict types and library checks', async () => {
    const { ok, output } = await node([tsc, '-p', 'tsconfig.json'], join(folder, project));
    expect(output).toBe('');
    expect(ok).toBe(true);
  }, 120_000);

  it('validates in Node', async () => {
    const { ok, output } = await node(['dist/main.js', booking, patient], join(folder, project));
    expect({ ok, output }).toMatchObject({ ok: true });
    expect(JSON.parse(output.split('\n')[0] ?? '')).toEqual(EXPECTED);
  });
});

describe('a bundler project', () => {
  const bundle = async (entry: string): Promise<string> => {
    const result = await build({
      entryPoints: [join(folder, 'bundler', entry)],
      bundle: true,
      format: 'iife',
      platform: 'browser',
      minify: true,
      write: false,
      logLevel: 'silent',
    });
    return result.outputFiles[0]?.text ?? '';
  };

  it('compiles with strict types and library checks', async () => {
    const { ok, output } = await node([tsc, '-p', 'tsconfig.json'], join(folder, 'bundler'));
    expect(output).toBe('');
    expect(ok).toBe(true);
  }, 120_000);

  it('bundles the closure of the one profile it imports, and no other', async () => {
    const [one, all] = [await bundle('one-profile.ts'), await bundle('browser.ts')];
    expect(one).toContain('CareConnect-GPC-Location-1');
    expect(all).toContain('CareConnect-GPC-Patient-1');
    expect(one).not.toContain('CareConnect-GPC-Patient-1');
    expect(one.length).toBeLessThan(all.length / 4);
  });

  it('bundles without anything that a content security policy forbids', async () => {
    const text = await bundle('browser.ts');
    expect(text).not.toMatch(/\bnew Function\b|\beval\(/);
  });

  it.skipIf(browser === undefined)(
    'validates in a headless browser (needs Chromium on PATH or CHROMIUM_PATH)',
    async () => {
      const script = await bundle('browser.ts');
      const instance = await chromium.launch({ executablePath: browser ?? '', args: ['--no-sandbox'] });
      try {
        const page = await instance.newPage();
        const csp = "default-src 'none'; script-src 'nonce-x'";
        await page.setContent(
          `<meta http-equiv="Content-Security-Policy" content="${csp}"><script nonce="x">${script.replaceAll('</', '<\\/')}</script>`,
        );
        const outcome: unknown = await page.evaluate(
          `run(${JSON.stringify(readFileSync(booking, 'utf8'))}, ${JSON.stringify(readFileSync(patient, 'utf8'))})`,
        );
        expect(outcome).toEqual(EXPECTED);
      } finally {
        await instance.close();
      }
    },
    60_000,
  );
});

describe.each(PACKAGES)('@gpconnect/%s as packed', (name) => {
  const tarball = (): string => tarballs.find((path) => path.includes(`gpconnect-${name}-`)) ?? '';

  it('passes publint', async () => {
    const { ok, output } = await node([tool('publint/src/cli.js'), 'run', tarball(), '--strict'], folder);
    expect({ ok, output }).toMatchObject({ ok: true });
  }, 60_000);

  it('has types that resolve as its code does', async () => {
    const entrypoints =
      name === 'runtime'
        ? ['.', 'tables']
        : /^(dstu2|stu3)$/.test(name)
          ? ['base/index', 'base/Patient']
          : ['1.2.7'];
    const args = ['--profile', 'esm-only', '--no-emoji', '--no-color', '--entrypoints', ...entrypoints];
    const { ok, output } = await node(
      [tool('@arethetypeswrong/cli/dist/index.js'), tarball(), ...args],
      folder,
    );
    expect({ ok, output }).toMatchObject({ ok: true });
  }, 120_000);
});
