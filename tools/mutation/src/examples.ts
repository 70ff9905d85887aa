/**
 * Values for which rules of the base specification do not hold, from the facts.
 *
 * @module
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonValue } from '@gpconnect/runtime/tables';
import type { FailingExamples } from '@gpconnect/testkit';

interface Fact {
  readonly key: string;
  readonly on: string;
  readonly fail: readonly { readonly value: JsonValue }[];
}

/**
 * Failing examples by rule, of all FHIR versions: what fails a rule of one may fail that of the other.
 *
 * @param profilesFolder - the repository's `profiles/`
 */
export function failingExamples(profilesFolder: string): FailingExamples {
  const byRule = new Map<string, JsonValue[]>();
  for (const version of ['stu3', 'dstu2']) {
    const text = readFileSync(join(profilesFolder, 'fhir', version, 'invariants.json'), 'utf8');
    for (const { key, on, fail } of JSON.parse(text) as readonly Fact[]) {
      const id = `${key} ${on}`;
      byRule.set(id, [...(byRule.get(id) ?? []), ...fail.map(({ value }) => value)]);
    }
  }
  return ({ key, on }) => byRule.get(`${key} ${on}`) ?? [];
}
