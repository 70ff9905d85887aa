import { beforeAll, describe, expect, it } from 'vitest';
import { FHIR_VERSIONS } from '../../src/model/load.js';
import { baseTypes, compileToFunctions, contextOf, interpreter, registryOf } from './registry.js';
import type { Test } from './registry.js';
import { compileInvariants } from '../../src/fhirpath/index.js';
import type { JsonValue } from '../../../../packages/runtime/src/tables/index.js';

describe.each(FHIR_VERSIONS)('every invariant of %s', (version) => {
  const registry = registryOf(version);
  const types = baseTypes(version);
  const compiled = compileInvariants(registry, types);
  let functions: ReadonlyMap<string, Test>;

  beforeAll(async () => {
    functions = await compileToFunctions(registry, types);
  });

  registry.forEach((facts, index) => {
    const name = compiled[index]?.name ?? '';
    const interpret = interpreter(facts, version);
    describe(`${facts.on} ${facts.key}: ${facts.requirement}`, () => {
      for (const outcome of ['pass', 'fail'] as const) {
        for (const example of facts[outcome]) {
          it(`${outcome}: ${example.about}`, () => {
            expect(functions.get(name)?.(example.value as JsonValue, contextOf(example))).toBe(
              outcome === 'pass',
            );
            expect(interpret(example)).toEqual([outcome === 'pass']);
          });
        }
      }
    });
  });
});
