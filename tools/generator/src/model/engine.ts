import type { Facts } from '../facts/load.js';
import { baseScope, type Scope } from '../facts/scope.js';
import { Closures } from './closure.js';
import { Resolver } from './resolve.js';
import { Snapshots } from './snapshot.js';
import { Targets } from './target.js';
import { ValueSets } from './value-set.js';

/** The parts that turn facts into a model, put together. */
export interface Engine {
  readonly base: Scope;
  /** Every resource type name of the FHIR version, sorted. */
  readonly resourceTypes: readonly string[];
  readonly closures: Closures;
  readonly snapshots: Snapshots;
  readonly resolver: Resolver;
}

/** Makes an engine over facts. */
export function engineOf(facts: Facts): Engine {
  const base = baseScope(facts);
  const resourceTypes = resourceTypesOf(facts);
  const valueSets = new ValueSets();
  const targets = new Targets(new Set(resourceTypes));
  const closures = new Closures(valueSets, targets);
  const snapshots = new Snapshots(base, closures);
  const resolver = new Resolver(snapshots, closures, valueSets, targets);
  return { base, resourceTypes, closures, snapshots, resolver };
}

function resourceTypesOf(facts: Facts): readonly string[] {
  const defined = [...facts.base.structures.values()]
    .filter(
      ({ facts }) =>
        facts.kind === 'resource' && facts.derivation !== 'constraint' && facts.abstract !== true,
    )
    .map(({ facts }) => facts.type);
  return [...new Set([...facts.resourceTypes, ...defined])].sort();
}
