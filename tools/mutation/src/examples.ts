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
 * Failing examples by rule.
 *
 * @param profilesFolder - the repository's `profiles/`
 */
export function failingExamples(profilesFolder: string): FailingExamples {
  const text = readFileSync(join(profilesFolder, 'fhir', 'stu3', 'invariants.json'), 'utf8');
  const byRule = new Map<string, JsonValue[]>();
  for (const { key, on, fail } of JSON.parse(text) as readonly Fact[]) {
    byRule.set(
      `${key} ${on}`,
      fail.map(({ value }) => value),
    );
  }
  return ({ key, on }) => byRule.get(`${key} ${on}`) ?? [];
}
