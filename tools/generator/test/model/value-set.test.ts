import { describe, expect, it } from 'vitest';
import { releaseScope } from '../../src/facts/scope.js';
import type { CodeSystemFacts, ValueSetFacts, ValueSetPart } from '../../src/facts/types.js';
import { ValueSets } from '../../src/model/value-set.js';
import { factsOf } from './synthetic.js';

const COLOURS: CodeSystemFacts = {
  resourceType: 'CodeSystem',
  url: 'urn:colours',
  name: 'colours',
  content: 'complete',
  concept: [
    {
      code: 'warm',
      concept: [{ code: 'red', display: 'Red', concept: [{ code: 'pink' }] }, { code: 'amber' }],
    },
    { code: 'cold', concept: [{ code: 'blue' }] },
  ],
};
const REMOTE: CodeSystemFacts = {
  ...COLOURS,
  url: 'urn:remote',
  name: 'remote',
  content: 'not-present',
  concept: [],
};

function set(
  name: string,
  include: readonly ValueSetPart[],
  exclude: readonly ValueSetPart[] = [],
): ValueSetFacts {
  return {
    resourceType: 'ValueSet',
    url: `urn:${name}`,
    name,
    compose: { include, ...(exclude.length > 0 ? { exclude } : {}) },
  };
}

/** Codes by system of the first of some value sets, or the reason why there are none. */
function expand(
  ...valueSets: readonly ValueSetFacts[]
): Record<string, readonly string[] | string | undefined> {
  const facts = factsOf({ here: { valueSets, codeSystems: [COLOURS, REMOTE] } });
  const model = new ValueSets().expand(valueSets[0]?.url ?? '', releaseScope(facts, ['here']));
  return Object.fromEntries(
    (model?.systems ?? []).map(({ system, concepts, reason }) => [
      system,
      concepts?.map(({ code }) => code) ?? reason,
    ]),
  );
}

const filtered = (property: string, op: string, value: string): ValueSetFacts =>
  set('v', [{ system: 'urn:colours', filter: [{ property, op, value }] }]);

describe('the expansion of a value set', () => {
  it('has the codes that are listed, also of a system that is not shipped', () => {
    expect(expand(set('v', [{ system: 'urn:far', concept: [{ code: 'x' }, { code: 'y' }] }]))).toEqual({
      'urn:far': ['x', 'y'],
    });
  });

  it('has all codes of a whole system, in order of definition', () => {
    expect(expand(set('v', [{ system: 'urn:colours' }]))).toEqual({
      'urn:colours': ['warm', 'red', 'pink', 'amber', 'cold', 'blue'],
    });
  });

  it('says why a system is not there', () => {
    expect(expand(set('v', [{ system: 'urn:far' }, { system: 'urn:remote' }]))).toEqual({
      'urn:far': 'the code system urn:far is not shipped',
      'urn:remote': 'the code system urn:remote is published with content not-present',
    });
  });

  it.each([
    ['concept', 'is-a', 'warm', ['warm', 'red', 'pink', 'amber']],
    ['concept', 'descendent-of', 'warm', ['red', 'pink', 'amber']],
    ['code', '=', 'blue', ['blue']],
    ['concept', 'in', 'red, blue', ['red', 'blue']],
    ['code', 'regex', '.*e.*', ['red', 'amber', 'blue']],
  ])('follows the filter %s %s %s', (property, op, value, codes) => {
    expect(expand(filtered(property, op, value))).toEqual({ 'urn:colours': codes });
  });

  it.each([
    ['constraint', '=', '<<1'],
    ['concept', 'generalizes', 'red'],
    ['code', 'regex', '('],
  ])('does not guess at the filter %s %s %s', (property, op, value) => {
    expect(expand(filtered(property, op, value))['urn:colours']).toMatch(
      /^the filter .* cannot be evaluated$/,
    );
  });

  it('leaves out what is excluded', () => {
    expect(
      expand(
        set(
          'v',
          [{ system: 'urn:colours' }],
          [{ system: 'urn:colours', filter: [{ property: 'concept', op: 'is-a', value: 'warm' }] }],
        ),
      ),
    ).toEqual({ 'urn:colours': ['cold', 'blue'] });
  });

  it('knows nothing of a system when it does not know what is excluded', () => {
    expect(
      expand(
        set(
          'v',
          [{ system: 'urn:colours' }],
          [{ system: 'urn:colours', filter: [{ property: 'p', op: '=', value: 'x' }] }],
        ),
      ),
    ).toEqual({ 'urn:colours': 'the filter p = x cannot be evaluated' });
  });

  it('knows nothing of a system of which it knows a part only', () => {
    expect(
      expand(
        set('v', [
          { system: 'urn:colours', concept: [{ code: 'red' }] },
          { system: 'urn:colours', filter: [{ property: 'p', op: '=', value: 'x' }] },
        ]),
      ),
    ).toEqual({ 'urn:colours': 'the filter p = x cannot be evaluated' });
  });

  it('holds what other value sets hold; several in one part hold at once', () => {
    const warm = { ...filtered('concept', 'is-a', 'warm'), url: 'urn:warm' };
    const some = set('some', [{ system: 'urn:colours', concept: [{ code: 'red' }, { code: 'blue' }] }]);
    expect(expand(set('v', [{ valueSet: ['urn:warm|1.0', 'urn:some'] }]), warm, some)).toEqual({
      'urn:colours': ['red'],
    });
    expect(
      expand(set('v', [{ valueSet: ['urn:some'] }, { system: 'urn:far', concept: [{ code: 'x' }] }]), some),
    ).toEqual({
      'urn:colours': ['red', 'blue'],
      'urn:far': ['x'],
    });
  });

  it('may not include itself', () => {
    expect(() => expand(set('v', [{ valueSet: ['urn:w'] }]), set('w', [{ valueSet: ['urn:v'] }]))).toThrow(
      /#urn:v: the value set includes itself/,
    );
  });

  it('is one object for equal contents, whatever release they come from', () => {
    const valueSets = [set('v', [{ system: 'urn:colours' }])];
    const other = { ...COLOURS, concept: [{ code: 'green' }] };
    const facts = factsOf({
      a: { valueSets, codeSystems: [COLOURS] },
      b: { valueSets, codeSystems: [COLOURS] },
      c: { valueSets, codeSystems: [other] },
    });
    const sets = new ValueSets();
    const [a, b, c] = ['a', 'b', 'c'].map((name) => sets.expand('urn:v', releaseScope(facts, [name])));
    expect(a).toBe(b);
    expect(a?.hash).not.toBe(c?.hash);
  });
});
