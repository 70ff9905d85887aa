import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generate } from '../../src/emit/generate.js';
import { type Ledger, ledgerDifferences, ledgerOf } from '../../src/emit/ledger.js';
import { compare, type Files, write } from '../../src/emit/output.js';
import { readInput } from '../../src/emit/read-input.js';
import { fileOf } from './example.js';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../../../..');
const PROFILES = join(ROOT, 'profiles');

describe('the committed facts', () => {
  let files: Files;
  let seconds: number;
  beforeAll(() => {
    const started = performance.now();
    files = generate(readInput(PROFILES, 'committed').input);
    seconds = (performance.now() - started) / 1000;
  }, 120_000);

  it('give the committed code, byte for byte', () => {
    expect(compare(ROOT, files)).toEqual([]);
  });

  it('give the same bytes twice', () => {
    expect(generate(readInput(PROFILES, 'committed').input)).toEqual(files);
  }, 120_000);

  it('take under a minute, and less than 15 MB', () => {
    expect(seconds).toBeLessThan(60);
    expect([...files.values()].reduce((sum, text) => sum + Buffer.byteLength(text), 0)).toBeLessThan(15e6);
  });

  it('put every invariant where a type or profile declares it', () => {
    const all = [...files].flatMap(([path, text]) =>
      path.includes('/invariants/')
        ? [...text.matchAll(/^export const (\w+): Invariant/gm)].map((one) => one[1] ?? '')
        : [],
    );
    const tables = [...files].filter(([path]) => /\/(base|profiles)\//.test(path)).map(([, text]) => text);
    const used = new Set(
      tables.flatMap((text) => [...text.matchAll(/\b\w+On[A-Z]\w*\b/g)].map((one) => one[0])),
    );
    expect(all.length).toBeGreaterThan(90);
    expect(all.filter((name) => !used.has(name))).toEqual([]);
    // A comparator is what a Quantity may have and a SimpleQuantity may not.
    const quantity = fileOf(files, '/stu3/src/generated/base/datatypes.ts');
    expect(quantity).not.toContain('sqty1OnQuantity');
    expect(fileOf(files, '/stu3/src/generated/profiles/SimpleQuantity.ts')).toContain(
      'invariants: () => [sqty1OnQuantity]',
    );
  });

  it('leave nothing unchecked but what profiles/ledger.json accepts', () => {
    const accepted = JSON.parse(readFileSync(join(PROFILES, 'ledger.json'), 'utf8')) as Ledger;
    expect(
      ledgerDifferences(
        accepted,
        ledgerOf(readInput(PROFILES, 'committed').input.releases.map(({ model }) => model)),
      ),
    ).toEqual([]);
  });
});

describe('a changed fact', () => {
  const folder = mkdtempSync(join(tmpdir(), 'facts-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('shows in types, tables and documentation of the profile, and nowhere else', () => {
    cpSync(PROFILES, folder, { recursive: true });
    const before = generate(readInput(folder, 'assign').input);
    const slot = [...before.keys()].find((path) => path.endsWith('/profiles/Slot-1.5.0.ts')) ?? '';
    const file = /\(profiles\/(.*)\)/.exec(before.get(slot) ?? '')?.[1] ?? '';
    expect(before.get(slot)).toContain('Comment: a `string`, optional (0..1).');
    expect(before.get(slot)).toContain('  comment?: string | undefined;');

    const facts = JSON.parse(readFileSync(join(folder, file), 'utf8')) as {
      differential: { element: { id: string; min?: number; binding?: object }[] };
    };
    const comment = facts.differential.element.find((element) => element.id === 'Slot.comment');
    if (comment === undefined) throw new Error('Slot.comment is not in the facts');
    comment.min = 1;
    writeFileSync(join(folder, file), JSON.stringify(facts));

    const { input } = readInput(folder, 'assign');
    const after = generate(input);
    const text = after.get(slot) ?? '';
    expect(text).toContain('Comment: a `string`, required (1..1).');
    expect(text).toContain('  comment: string;');
    expect(text.slice(text.indexOf('elements:'))).toMatch(/comment: \{ min: 1/);
    const changed = [...after].filter(([path, now]) => before.get(path) !== now).map(([path]) => path);
    expect(changed.filter((path) => path.includes('/profiles/'))).toEqual([slot]);
    expect(changed.filter((path) => path.includes('/base/') || path.includes('/terminology/'))).toEqual([]);
    expect([...after.keys()]).toEqual([...before.keys()]);
  }, 120_000);

  it('that cannot be used is told with its file, and nothing is generated', () => {
    writeFileSync(join(folder, 'specs/foundations.json'), '{ "capability": "foundations", ');
    expect(() => readInput(folder, 'assign')).toThrow(/specs\/foundations\.json/);
  }, 60_000);
});

describe('the ledger', () => {
  const accepted: Ledger = { a: { 'value-set-undefined: P#P.x: u': ['1.0.0'] } };

  it('names what is not accepted and what is no longer so', () => {
    expect(ledgerDifferences(accepted, accepted)).toEqual([]);
    expect(
      ledgerDifferences(accepted, { a: { 'value-set-undefined: P#P.x: u': ['1.0.0', '1.1.0'] } }),
    ).toEqual(['not accepted  a@1.1.0  value-set-undefined: P#P.x: u']);
    expect(ledgerDifferences(accepted, {})).toEqual(['no longer so  a@1.0.0  value-set-undefined: P#P.x: u']);
  });
});

describe('writing', () => {
  const folder = mkdtempSync(join(tmpdir(), 'out-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const path = (name: string): string => `packages/p/src/generated/${name}`;

  it('changes what differs, removes what is stale, and touches nothing else', () => {
    expect(
      write(
        folder,
        new Map([
          [path('a.ts'), 'a'],
          [path('b/c.ts'), 'c'],
        ]),
      ).map((one) => one.kind),
    ).toEqual(['missing', 'missing']);
    writeFileSync(join(folder, 'packages/p/src/hand.ts'), 'by hand');
    const files: Files = new Map([
      [path('a.ts'), 'A'],
      [path('d.ts'), 'd'],
    ]);
    const differences = [
      { path: path('a.ts'), kind: 'changed' },
      { path: path('b/c.ts'), kind: 'stale' },
      { path: path('d.ts'), kind: 'missing' },
    ];
    expect(compare(folder, files)).toEqual(differences);
    expect(write(folder, files)).toEqual(differences);
    expect(compare(folder, files)).toEqual([]);
    expect(readFileSync(join(folder, 'packages/p/src/hand.ts'), 'utf8')).toBe('by hand');
    expect(fileOf(files, 'd.ts')).toBe('d');
  });
});
