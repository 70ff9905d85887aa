import { canonicalUrl } from '../facts/canonical.js';
import type { Facts } from '../facts/load.js';
import type { Scope } from '../facts/scope.js';
import type { Draft } from './draft.js';
import type { Resolver } from './resolve.js';
import type { Snapshots } from './snapshot.js';
import type { TypeModel, Unchecked } from './types.js';

/** A type before it is known what of it cannot be checked. */
export type UnsearchedType = Omit<TypeModel, 'unchecked'> & { unchecked: readonly Unchecked[] };

/** The types of the base specification, by name, in name order. */
export function baseTypes(
  facts: Facts,
  scope: Scope,
  snapshots: Snapshots,
  resolver: Resolver,
): ReadonlyMap<string, UnsearchedType> {
  const types = new Map<string, UnsearchedType>();
  const located = [...facts.base.structures.values()].filter(
    ({ facts }) => facts.derivation !== 'constraint',
  );
  located.sort((left, right) => (left.facts.type < right.facts.type ? -1 : 1));
  for (const structure of located) {
    const { kind, type, abstract, baseDefinition } = structure.facts;
    const snapshot = snapshots.snapshot(structure, scope);
    const base = baseDefinition === undefined ? undefined : scope.structure(canonicalUrl(baseDefinition));
    const own: Draft = {
      ...snapshot,
      constraints: snapshot.constraints.filter((constraint) => constraint.on === type),
      children: snapshot.children.filter((child) => child.declaredBy === type),
    };
    types.set(type, {
      name: type,
      kind,
      abstract: abstract === true,
      ...(base === undefined ? {} : { base: base.facts.type }),
      facts: structure.facts,
      root: resolver.node(own, scope),
      unchecked: [],
    });
  }
  return types;
}
