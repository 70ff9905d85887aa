import { describe, expect, it } from 'vitest';
import { FHIR_VERSIONS } from '../../src/model/load.js';
import { registryOf, structures } from './registry.js';

interface Use {
  readonly on: string;
  readonly key: string;
  readonly path: string;
  readonly severity: string;
}

const identity = ({ on, key }: { readonly on: string; readonly key: string }): string => `${on} ${key}`;

describe.each(FHIR_VERSIONS)('the registry of invariants of %s', (version) => {
  const registry = registryOf(version);
  /** Constraints that base structures declare. */
  const declared: readonly Use[] = structures(`fhir/${version.toLowerCase()}`).flatMap(
    ({ type, differential }) =>
      differential.element.flatMap(({ path, constraint = [] }) =>
        constraint.map(({ key, severity }) => ({ on: type, key, path, severity })),
      ),
  );

  it('has every constraint that a base structure declares, and no other', () => {
    expect(registry.map(identity).sort()).toEqual([...new Set(declared.map(identity))].sort());
  });

  it('gives each the place and the severity it is declared with', () => {
    const uses = registry.map(({ on, key, path, severity }) => ({ on, key, path, severity }));
    expect(uses).toEqual(expect.arrayContaining([...declared]));
  });

  it('knows every key that a profile of GP Connect carries', () => {
    const known = new Set(registry.map(({ key }) => key));
    const ours = structures('gpconnect').filter(({ fhirVersion }) => fhirVersion === version);
    const unknown = ours.flatMap(({ url, differential }) =>
      differential.element.flatMap(({ path, constraint = [] }) =>
        constraint.filter(({ key }) => !known.has(key)).map(({ key }) => `${url} ${path} ${key}`),
      ),
    );
    expect(unknown).toEqual([]);
  });

  it('has a passing and a failing example of each', () => {
    const without = registry.filter(({ pass, fail }) => pass.length === 0 || fail.length === 0);
    expect(without.map(identity)).toEqual([]);
  });

  it('stands in the order of type and key', () => {
    const order = registry.map(
      ({ on, key }) => `${on} ${key.replace(/\d+/, (digits) => digits.padStart(4, '0'))}`,
    );
    expect(order).toEqual([...order].sort());
  });
});
