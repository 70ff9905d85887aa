import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { compileInvariants } from '../../src/fhirpath/index.js';
import { Pool, mutate, stepKinds, valueOf } from './mutate.js';
import type { Step } from './mutate.js';
import { FHIR_VERSIONS } from '../../src/model/load.js';
import { baseTypes, compileToFunctions, contextOf, interpreter, registryOf } from './registry.js';
import type { Test } from './registry.js';
import type { JsonObject, JsonValue } from '../../../../packages/runtime/src/tables/index.js';

// fhirpath.js gives a date without time the zone of the machine.
process.env['TZ'] = 'UTC';

/**
 * Where fhirpath.js is known to answer otherwise, and by which mutations one gets there.
 *
 * - It compares two primitive elements by their ids and extensions as well; for FHIRPath their values count.
 * - Of a choice that is there in two types it sees the first; whether that is so is not an invariant's business.
 */
const notAsked: Readonly<Record<string, readonly Step['kind'][]>> = {
  'CapabilityStatement cpb-8': ['sibling', 'hollow'],
  'CapabilityStatement cpb-9': ['sibling', 'hollow'],
  'CapabilityStatement cpb-12': ['sibling', 'hollow'],
  'Conformance cnf-8': ['sibling', 'hollow'],
  'Conformance cnf-9': ['sibling', 'hollow'],
  'Conformance cnf-12': ['sibling', 'hollow'],
  'Questionnaire que-2': ['sibling', 'hollow'],
  'Range rng-2': ['sibling', 'hollow'],
  'Condition con-4': ['borrow'],
};

const RUNS = Number(process.env['AGREEMENT_RUNS'] ?? 200);

function stepsFor(name: string): fc.Arbitrary<Step[]> {
  const kinds = stepKinds.filter((kind) => !notAsked[name]?.includes(kind));
  const step = fc.record({ kind: fc.constantFrom(...kinds), where: fc.nat(99), what: fc.nat(99) });
  return fc.array(step, { minLength: 1, maxLength: 4 });
}

describe.each(FHIR_VERSIONS)('compiled invariants of %s', (version) => {
  const registry = registryOf(version);
  const types = baseTypes(version);
  const compiled = compileInvariants(registry, types);
  const pool = new Pool(registry);
  let functions: ReadonlyMap<string, Test>;

  beforeAll(async () => {
    functions = await compileToFunctions(registry, types);
  });

  describe('agree with interpreted ones on mutated examples', () => {
    registry.forEach((facts, index) => {
      const name = `${facts.on} ${facts.key}`;
      it(name, () => {
        const test = functions.get(compiled[index]?.name ?? '');
        if (test === undefined) throw new Error('not compiled');
        const interpret = interpreter(facts, version);
        const examples = [...facts.pass, ...facts.fail];
        const differences: unknown[] = [];
        fc.assert(
          fc.property(fc.constantFrom(...examples), stepsFor(name), (example, changes) => {
            const mutant = mutate(example, examples, changes, pool);
            const result = interpret(mutant) as unknown[];
            const holds = result.length === 1 && result[0] === true;
            if (test(valueOf(mutant), contextOf(mutant)) !== holds) differences.push({ mutant, result });
          }),
          { seed: 20180501, numRuns: RUNS },
        );
        expect(differences).toEqual([]);
      });
    });
  });

  describe('answer for any JSON at all', () => {
    const propertyNames = [
      ...new Set(
        [...JSON.stringify(registry).matchAll(/"([a-zA-Z]+)":/g)]
          .map(([, name = '']) => name)
          .concat('__proto__', 'length', '_value'),
      ),
    ];
    const json: fc.Arbitrary<JsonValue> = fc.letrec<{ value: JsonValue }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        fc.constantFrom<JsonValue>(
          null,
          true,
          false,
          0,
          -1,
          1e300,
          '',
          '#',
          '#gp',
          'group',
          '2018-05-01',
          '2018-99-99T',
          '<div>',
        ),
        fc.string(),
        fc.array(tie('value'), { maxLength: 3 }),
        fc.dictionary(fc.constantFrom(...propertyNames), tie('value'), { maxKeys: 5 }),
      ),
    })).value;

    registry.forEach((facts, index) => {
      it(`${facts.on} ${facts.key}`, () => {
        const test = functions.get(compiled[index]?.name ?? '');
        fc.assert(
          fc.property(json, json, (self, around) => {
            const resource = { resourceType: 'Basic', contained: around } as unknown as JsonObject;
            expect(test?.(self, { resource, rootResource: resource })).toBeTypeOf('boolean');
          }),
          { seed: 20180502, numRuns: 200 },
        );
      });
    });

    it('however deep it is', () => {
      let deep: JsonValue = { reference: '#gp' };
      for (let i = 0; i < 100_000; i++) deep = i % 2 === 0 ? [deep] : { code: deep, linkId: 'a' };
      const self: JsonObject = {
        resourceType: 'Observation',
        code: deep,
        valueString: 'a',
        component: [{ code: deep }],
        contained: [{ id: 'gp' }],
      };
      for (const test of functions.values()) {
        expect(test(self, { resource: self, rootResource: self })).toBeTypeOf('boolean');
        expect(test(deep, { resource: self, rootResource: self })).toBeTypeOf('boolean');
      }
    });
  });
});
