/**
 * Compares a release's base types with those of `@types/fhir`, by asking the compiler.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { typeErrors } from './compile.js';

/** One way in which the two differ on purpose. */
export interface Exception {
  readonly name: 'nulls' | 'literals' | 'resources' | 'lists';
  /** `to`: ours is assigned to theirs; `from`: theirs is assigned to ours. */
  readonly direction: 'to' | 'from';
  readonly reason: string;
}

/** What is compared. */
export interface Correspondence {
  /** Folder of the generated base types. */
  readonly base: string;
  /** The release as `@types/fhir` names it. */
  readonly release: 'r2' | 'r3';
  readonly exceptions: readonly Exception[];
  /** Interfaces that have no counterpart in theirs, and why. */
  readonly withoutCounterpart: Readonly<Record<string, string>>;
  /** How many interfaces the two have in common, at least. */
  readonly shared: number;
}

const HERE = dirname(fileURLToPath(import.meta.url));

const interfacesOf = (text: string): string[] =>
  [...text.matchAll(/^export interface (\w+)/gm)].map((match) => match[1] ?? '');

/** The tests of one release. */
export function describeCorrespondence(of: Correspondence): void {
  const { base, release, exceptions } = of;
  const types = dirname(createRequire(import.meta.url).resolve('@types/fhir/package.json'));
  const ours = readdirSync(base)
    .flatMap((file) => interfacesOf(readFileSync(join(base, file), 'utf8')))
    .sort();
  const theirs = new Set(interfacesOf(readFileSync(join(types, `${release}.d.ts`), 'utf8')));
  const shared = ours.filter((name) => theirs.has(name));

  /** One assignment a line, the exceptions in `allowed` set aside; line 20 + n is the n-th shared interface. */
  const assignments = (direction: 'to' | 'from', allowed: readonly Exception['name'][]): string => {
    const has = (name: Exception['name']): boolean => allowed.includes(name);
    const head = [
      `import type * as ours from '${relative(HERE, base).replaceAll('\\', '/')}/index.js';`,
      `import type * as theirs from 'fhir/${release}.js';`,
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
  };
  const names = (direction: 'to' | 'from'): Exception['name'][] =>
    exceptions.filter((one) => one.direction === direction).map((one) => one.name);

  describe(`base types and @types/fhir ${release}`, () => {
    it('have the same interfaces, save the listed ones', () => {
      expect(ours.filter((name) => !theirs.has(name))).toEqual(Object.keys(of.withoutCounterpart));
      expect(shared.length).toBeGreaterThan(of.shared);
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

    it.each(exceptions)(
      'differ by $name: without that exception some type does not compile',
      ({ name, direction }) => {
        const others = names(direction).filter((other) => other !== name);
        expect(typeErrors({ 'one.ts': assignments(direction, others) }).length).toBeGreaterThan(0);
      },
      120_000,
    );
  });
}
