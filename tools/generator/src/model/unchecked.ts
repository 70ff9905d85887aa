import type { ProfileTable, SpecTable } from '@gpconnect/runtime/tables';
import { uncheckedOf, uncheckedOfSpecification } from '@gpconnect/runtime/unchecked';
import type { FhirVersion, InvariantFacts } from '../facts/types.js';
import { Tables } from './tables.js';
import type { ElementNode, ProfileModel, SpecModel, TypeModel, Unchecked } from './types.js';

/** Lists what validators cannot check, by asking the runtime what it makes of the tables that it will be given. */
export class UncheckedThings {
  private readonly tables: Tables;
  private readonly spec: SpecTable;
  private readonly invariants: ReadonlySet<string>;

  constructor(
    fhirVersion: FhirVersion,
    types: ReadonlyMap<string, TypeModel>,
    resourceTypes: readonly string[],
    invariants: readonly InvariantFacts[],
  ) {
    this.tables = new Tables(types);
    this.invariants = new Set(invariants.map(({ on, key }) => `${on} ${key}`));
    this.spec = {
      id: '',
      capability: '',
      version: '',
      status: '',
      fhir: { version: fhirVersion, datatypes: this.tables.datatypes, resourceTypes },
      types: this.tables.resources,
      profiles: {},
      pins: [],
      interactions: [],
    };
  }

  /** What a profile says that cannot be checked; what its base type says is the base type's. */
  ofProfile(profile: ProfileModel): readonly Unchecked[] {
    return [
      ...uncheckedOf(this.spec, this.tables.profile(profile)),
      ...this.unknownConstraints(profile.root),
    ];
  }

  ofType(name: string): readonly Unchecked[] {
    return uncheckedOf(this.spec, name);
  }

  ofSpecification({
    profiles,
    pins,
    entry,
  }: Pick<SpecModel, 'profiles' | 'pins' | 'entry'>): readonly Unchecked[] {
    return uncheckedOfSpecification({
      ...this.spec,
      profiles: Object.fromEntries(
        [...profiles].map(([url, profile]): [string, ProfileTable] => [url, this.tables.profile(profile)]),
      ),
      pins,
      interactions: entry.interactions,
    });
  }

  /** A constraint without an expression is in no table. */
  private unknownConstraints(node: ElementNode): Unchecked[] {
    if (this.invariants.size === 0 || !node.constrained || node.max === 0) return [];
    const own = node.constraints
      .filter(({ key, on }) => !this.invariants.has(`${on} ${key}`))
      .map(({ key }) => ({ element: node.id, kind: 'constraint-unknown' as const, detail: key }));
    return [...own, ...[...node.children, ...node.slices].flatMap((below) => this.unknownConstraints(below))];
  }
}
