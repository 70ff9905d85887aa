import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { typeErrors } from './compile.js';
import { type Exception, EXCEPTIONS, WITHOUT_COUNTERPART } from './fhir-r3-exceptions.js';

const BASE = join(dirname(fileURLToPath(import.meta.url)), '../../src/generated/base');
const R3 = join(dirname(createRequire(import.meta.url).resolve('@types/fhir/package.json')), 'r3.d.ts');

const interfacesOf = (text: string): string[] =>
  [...text.matchAll(/^export interface (\w+)/gm)].map((match) => match[1] ?? '');
const ours = readdirSync(BASE)
  .flatMap((file) => interfacesOf(readFileSync(join(BASE, file), 'utf8')))
  .sort();
const theirs = new Set(interfacesOf(readFileSync(R3, 'utf8')));
const shared = ours.filter((name) => theirs.has(name));

/** One assignment a line, the exceptions in `allowed` set aside; line 20 + n is the n-th shared interface. */
function assignments(direction: 'to' | 'from', allowed: readonly Exception['name'][]): string {
  const has = (name: Exception['name']): boolean => allowed.includes(name);
  const head = [
    "import type * as ours from '../../src/generated/base/index.js';",
    "import type * as theirs from 'fhir/r3.js';",
    `type Item<T> = ${has('nulls') ? 'NonNullable<T>' : 'T'};`,
    `type Text<T> = ${has('literals') ? 'string' : 'T'};`,
    `type Inner<K, T> = ${has('resources') ? "K extends 'contained' | 'resource' | 'outcome' ? unknown : T" : 'T'};`,
    `type List<T> = ${has('lists') ? 'T extends readonly unknown[] ? T | T[number] : T' : 'T'};`,
    'type Ours<T> = T extends string ? Text<T>',
    '  : T extends readonly (infer U)[] ? List<Ours<Item<U>>[]>',
    "  : T extends object ? { [K in keyof T]: K extends 'resourceType' ? T[K] : Inner<K, Ours<T[K]>> }",
    '  : T;',
  ];
  while (head.length < 20) head.push('');
  const lines = shared.map((name) =>
    direction === 'to'
      ? `export const to${name} = (value: Ours<ours.${name}>): theirs.${name} => value;`
      : `export const from${name} = (value: theirs.${name}): Ours<ours.${name}> => value;`,
  );
  return [...head, ...lines].join('\n');
}

const names = (direction: 'to' | 'from'): Exception['name'][] =>
  EXCEPTIONS.filter((one) => one.direction === direction).map((one) => one.name);

describe('base types and @types/fhir r3', () => {
  it('have the same interfaces, save the listed ones', () => {
    expect(ours.filter((name) => !theirs.has(name))).toEqual(Object.keys(WITHOUT_COUNTERPART));
    expect(shared.length).toBeGreaterThan(200);
  });

  it('are assignable to and from each other, type by type, save the listed differences', () => {
    const errors = typeErrors({
      'to.ts': assignments('to', names('to')),
      'from.ts': assignments('from', names('from')),
    });
    expect(errors.map((one) => `${one.file} ${shared[one.line - 21] ?? one.line}: ${one.message}`)).toEqual(
      [],
    );
  }, 120_000);

  it.each(EXCEPTIONS)(
    'differ by $name: without that exception some type does not compile',
    ({ name, direction }) => {
      const others = names(direction).filter((other) => other !== name);
      expect(typeErrors({ 'one.ts': assignments(direction, others) }).length).toBeGreaterThan(0);
    },
    120_000,
  );
});
