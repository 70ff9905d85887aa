import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ranked } from '../src/rank.js';
import { writeInstances, type Written } from '../src/write.js';
import { failing, versions } from './setting.js';

const some = versions.filter(({ spec }) => spec.capability === 'appointment-management').slice(-6);
const folders = [1, 2].map(() => mkdtempSync(join(tmpdir(), 'gpconnect-mutation-')));
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));

function written(folder: string): readonly Written[] {
  return JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8')) as readonly Written[];
}

describe('instances and mutants as files', () => {
  const counts = folders.map((folder) => writeInstances(folder, some, failing, 60, 7));
  const index = written(folders[0]!);

  it('are as many as asked for, over every release', () => {
    expect(counts[0]?.mutants).toBe(60);
    const releases = new Set(some.filter(({ isWhole }) => isWhole).map(({ releases: [first] }) => first));
    const mutants = index.filter(({ kind }) => kind === 'mutant');
    expect(new Set(mutants.map((one) => one.releases[0]))).toEqual(releases);
  });

  it('are the same for the same seed', () => {
    const [first, second] = folders.map((folder) =>
      written(folder).map(({ file }) => readFileSync(join(folder, file), 'utf8')),
    );
    expect(first).toEqual(second);
    expect(written(folders[1]!)).toEqual(index);
  });

  it('say what has to be found in each mutant', () => {
    for (const { kind, expected, file } of index) {
      if (kind === 'instance') expect(expected).toBeUndefined();
      else expect(expected, file).toMatchObject({ code: expect.any(String), pointer: expect.any(String) });
    }
  });
});

describe('the choice of mutants', () => {
  const order = (items: string[], seed: number) => ranked(items, seed, (item) => item);
  const letters = [...'abcdefgh'];

  it('is by the seed', () => {
    expect(order(letters, 1)).toEqual(order([...letters].reverse(), 1));
    expect(order(letters, 1)).not.toEqual(order(letters, 2));
  });
  it('keeps its order when there is one more', () => {
    expect(order([...letters, 'i'], 1).filter((letter) => letter !== 'i')).toEqual(order(letters, 1));
  });
});
