/** The whole site, built once, as its readers meet it. */
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import type { CapabilityRegistry } from '@gpconnect-tools/generator/facts';
import { chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findChromium } from '../../consumers/test/browser.js';

const here = fileURLToPath(new URL('..', import.meta.url));
const root = join(here, '../..');
const out = mkdtempSync(join(tmpdir(), 'gpconnect-site-'));
const browser = findChromium();
const registries = readdirSync(join(root, 'profiles/specs'))
  .filter((name) => name !== 'aliases.json')
  .map((name) => JSON.parse(readFileSync(join(root, 'profiles/specs', name), 'utf8')) as CapabilityRegistry);

let seconds = 0;
let failure: string | undefined;

beforeAll(async () => {
  const start = Date.now();
  try {
    await promisify(execFile)(process.execPath, [join(here, 'dist/main.js'), '--out', out], {
      maxBuffer: 64 * 1024 * 1024,
    });
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    failure = stdout + stderr;
  }
  seconds = (Date.now() - start) / 1000;
}, 240_000);

afterAll(() => {
  rmSync(out, { recursive: true, force: true });
});

const files = (folder: string): string[] =>
  readdirSync(join(out, folder)).filter((name) => name.endsWith('.html'));
const moduleFiles = (name: string): string[] =>
  files('modules').filter((file) => file === `_gpconnect_${name}.html`);

describe('the reference site', () => {
  it('builds without a warning, in less than three minutes', () => {
    expect(failure).toBeUndefined();
    expect(seconds).toBeLessThan(180);
  });

  it('documents each profile module once', () => {
    const modules = readdirSync(join(root, 'packages/stu3/src/generated/profiles')).map((name) =>
      name.replace(/\.ts$/, ''),
    );
    expect(modules.length).toBeGreaterThan(150);
    for (const module of modules) expect(moduleFiles(`stu3_profiles_${module}`), module).toHaveLength(1);
  });

  it('has a page of errata, and their list on a page that they concern', () => {
    const errata = readFileSync(join(out, 'documents/Errata.html'), 'utf8');
    expect(errata).toContain('searchset-may-be-empty');
    const page = readFileSync(join(out, 'documents/Appointment_Management.1.2.7.html'), 'utf8');
    expect(page).toContain('searchset-may-be-empty');
    expect(page).toContain('Errata.html');
  });

  it('has a page for every specification version of the registry', () => {
    const versions = registries.reduce((sum, { versions: { length } }) => sum + length, 0);
    const pages = files('documents').filter((name) =>
      registries.some(({ versions }) => versions.some(({ version }) => name.endsWith(`.${version}.html`))),
    );
    expect(pages.length).toBe(versions);
  });

  it('has no link that leads nowhere', () => {
    const missing = new Set<string>();
    for (const file of [
      'index.html',
      ...files('modules').map((name) => `modules/${name}`),
      ...files('documents').map((name) => `documents/${name}`),
    ]) {
      const html = readFileSync(join(out, file), 'utf8');
      for (const [, href = ''] of html.matchAll(/href="([^"]+)"/g)) {
        if (/^(https?:|mailto:|#)/.test(href)) continue;
        const target = join(out, dirname(file), decodeURIComponent(href.replace(/[?#].*$/, '')));
        if (!existsSync(target)) missing.add(`${file} → ${href}`);
      }
    }
    expect([...missing]).toEqual([]);
  });

  it('shows the cardinality of a required element and what it is made from', () => {
    const html = readFileSync(join(out, 'modules/_gpconnect_stu3_profiles_Appointment-1.6.0.html'), 'utf8');
    const row = /<tr id="appointmentdescription">[^]*?<\/tr>/.exec(html)?.[0] ?? '';
    expect(row).toContain('required (1..1)');
    expect(row).toContain('from Appointment.description');
  });
});

describe.skipIf(browser === undefined)('in a browser (needs Chromium on PATH or CHROMIUM_PATH)', () => {
  it('leads from the landing page to a profile of a version, without an error', async () => {
    const instance = await chromium.launch({ executablePath: browser ?? '', args: ['--no-sandbox'] });
    try {
      const page = await instance.newPage();
      const errors: string[] = [];
      page.on('pageerror', (error) => errors.push(error.message));
      await page.goto(pathToFileURL(join(out, 'index.html')).href);
      const row = page.locator('tr', { hasText: '@gpconnect/appointment-management' });
      await row.getByRole('link', { name: '1.2.9', exact: true }).click();
      await page.getByRole('heading', { name: 'Appointment Management 1.2.9' }).waitFor();
      await page.locator('td').getByRole('link', { name: 'Appointment', exact: true }).first().click();
      await page.getByRole('rowheader', { name: 'status' }).first().waitFor();
      expect(page.url()).toContain('profiles_Appointment-1.7.0');
      expect(errors).toEqual([]);
    } finally {
      await instance.close();
    }
  }, 60_000);
});
