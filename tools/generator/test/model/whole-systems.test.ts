import { describe, expect, it } from 'vitest';
import type { CodeSystemFacts, ElementFacts } from '../../src/facts/types.js';
import { makeModel } from '../../src/model/load.js';
import { type Definitions, factsOf, HERE, profile } from './synthetic.js';

const system = (codes: readonly string[], more: Partial<CodeSystemFacts> = {}): CodeSystemFacts => ({
  resourceType: 'CodeSystem',
  url: 'urn:colours',
  name: 'colours',
  content: 'complete',
  caseSensitive: true,
  concept: codes.map((code) => ({ code })),
  ...more,
});

/** What the model says of a value set of all codes of a system, or of those given. */
function wholeOf(
  codeSystem: CodeSystemFacts,
  {
    codes,
    strength = 'extensible',
    on = 'Observation.code',
    others = {},
  }: {
    readonly codes?: readonly string[];
    readonly strength?: NonNullable<ElementFacts['binding']>['strength'];
    readonly on?: string;
    readonly others?: Readonly<Record<string, Definitions>>;
  } = {},
): Readonly<Record<string, boolean>> | undefined {
  const type = on.slice(0, on.indexOf('.'));
  const bound = profile('P', type, [{ path: on, binding: { strength, valueSet: 'urn:set' } }]);
  const concept = codes?.map((code) => ({ code }));
  const valueSet = {
    resourceType: 'ValueSet',
    url: 'urn:set',
    name: 'set',
    compose: { include: [{ system: 'urn:colours', ...(concept === undefined ? {} : { concept }) }] },
  } as const;
  const facts = factsOf(
    { here: { structures: [bound], valueSets: [valueSet], codeSystems: [codeSystem] }, ...others },
    [
      {
        version: '1',
        fhirVersion: 'STU3',
        status: 'published',
        releases: ['here'],
        pins: [{ canonical: `${HERE}P` }],
        interactions: [],
      },
    ],
  );
  const found = makeModel(facts, { names: 'assign' }).valueSets.find(({ url }) => url === 'urn:set');
  expect(found).toBeDefined();
  return found?.whole;
}

describe('a value set that holds a code system whole', () => {
  it('says so, with whether case tells codes apart', () => {
    expect(wholeOf(system(['red', 'blue']))).toEqual({ 'urn:colours': true });
    expect(wholeOf(system(['red', 'blue'], { caseSensitive: false }))).toEqual({ 'urn:colours': false });
    expect(wholeOf(system(['red', 'blue']), { codes: ['red', 'blue'] })).toEqual({ 'urn:colours': true });
  });

  it('says nothing when it holds a part', () => {
    expect(wholeOf(system(['red', 'blue']), { codes: ['red'] })).toBeUndefined();
  });

  it('says nothing when the system is not published with all its codes', () => {
    expect(wholeOf(system(['red'], { content: 'fragment' }), { codes: ['red'] })).toBeUndefined();
  });

  it('says nothing when another version of the system has more codes, or is incomplete', () => {
    const later = (more: CodeSystemFacts) => ({ others: { later: { codeSystems: [more] } } });
    expect(wholeOf(system(['red']), later(system(['red', 'blue'])))).toBeUndefined();
    expect(wholeOf(system(['red']), later(system(['red'], { content: 'example' })))).toBeUndefined();
    expect(wholeOf(system(['red', 'blue']), later(system(['red'])))).toEqual({ 'urn:colours': true });
  });

  it('says nothing where every binding is required, or of plain codes, which name no system', () => {
    expect(wholeOf(system(['red']), { strength: 'required' })).toBeUndefined();
    expect(wholeOf(system(['red']), { strength: 'preferred' })).toEqual({ 'urn:colours': true });
    expect(wholeOf(system(['red']), { on: 'Patient.contact.gender' })).toBeUndefined();
  });
});
