/**
 * The model: facts resolved and merged, independent of any target language.
 *
 * @module
 */
import type { Unchecked as RuntimeUnchecked } from '@gpconnect/runtime/unchecked';
import type { FhirVersion, SpecificationEntry, StructureFacts } from '../facts/types.js';

/** One element of a snapshot, with its children and slices below it. */
export interface ElementNode {
  /** FHIR element id: `Patient.identifier:nhsNumber.system`. */
  readonly id: string;
  readonly path: string;
  /** Last path segment, with `[x]` for a choice. */
  readonly name: string;
  readonly sliceName?: string;
  readonly min: number;
  /** `Infinity` for `*`. */
  readonly max: number;
  /** Cardinality in the base type, which decides whether JSON has an array here. */
  readonly baseMax: number;
  readonly types: readonly TypeUse[];
  readonly binding?: BindingUse;
  readonly fixed?: { readonly type: string; readonly value: unknown };
  readonly pattern?: { readonly type: string; readonly value: unknown };
  readonly maxLength?: number;
  readonly mustSupport: boolean;
  readonly isModifier: boolean;
  readonly contentReference?: string;
  readonly constraints: readonly {
    readonly key: string;
    readonly severity: 'error' | 'warning';
    readonly on: string;
  }[];
  readonly slicing?: {
    readonly by: readonly { readonly type: string; readonly path: string }[];
    readonly rules: 'open' | 'closed' | 'openAtEnd';
    readonly ordered: boolean;
  };
  readonly slices: readonly ElementNode[];
  /** Child elements: own ones of a backbone element, or those of the data type where the profile constrains below it; empty otherwise. */
  readonly children: readonly ElementNode[];
  /** Whether this profile (and not its base type) says anything at this element or below. */
  readonly constrained: boolean;
}

/** A type of an element, its canonicals resolved. */
export interface TypeUse {
  readonly code: string;
  readonly profiles: readonly (ProfileModel | { readonly unresolved: string })[];
  /** Canonicals of all targets that the definition names, base types included. */
  readonly targetProfiles: readonly string[];
  /**
   * Those of `targetProfiles` that a target has to satisfy: profiles, unless their base type is a
   * target as well. Absent when there are none.
   */
  readonly enforcedTargets?: readonly string[];
  /** Resource types that the target profiles are about, in order, without repetition; empty when any. */
  readonly targets: readonly string[];
}

/** A binding and the expansion behind it. */
export interface BindingUse {
  readonly strength: 'required' | 'extensible' | 'preferred' | 'example';
  readonly url: string;
  /** Absent where no definition is published, or where the strength asks for none (example). */
  readonly valueSet?: ValueSetModel;
  readonly maxValueSet?: string;
}

/** A value set, expanded. Identity is `hash`: one url and version can have several contents. */
export interface ValueSetModel {
  readonly url: string;
  readonly version?: string;
  readonly name: string;
  readonly hash: string;
  readonly systems: readonly {
    readonly system: string;
    /** Absent: the members of this system are not shipped, and `reason` says why. */
    readonly concepts?: readonly { readonly code: string; readonly display?: string }[];
    readonly reason?: string;
    /** True where `system` is a value set that is included and not published: its codes can be of any system. */
    readonly isValueSet?: true;
  }[];
  /**
   * Systems of which every code of every published version is a member, each with whether case tells codes apart.
   * Only where a binding to the value set is weaker than required: there a code that does not exist has to be told.
   */
  readonly whole?: Readonly<Record<string, boolean>>;
}

/** A base type: resource or complex data type. */
export interface TypeModel {
  readonly name: string;
  readonly kind: 'resource' | 'complex-type' | 'primitive-type';
  readonly abstract: boolean;
  /** Name of the type it specialises. */
  readonly base?: string;
  readonly facts: StructureFacts;
  /** Root element; `children` are the elements declared by this type itself, not inherited ones. */
  readonly root: ElementNode;
  /** What of this type itself cannot be checked, and why. */
  readonly unchecked: readonly Unchecked[];
}

/** A profile or extension in one resolved closure. */
export interface ProfileModel {
  readonly url: string;
  readonly version?: string;
  readonly facts: StructureFacts;
  /** Path of the facts below `profiles/`. */
  readonly file: string;
  /** Base FHIR type: `Patient`, `Extension`. */
  readonly type: string;
  /** SHA-256 of everything in the closure, hexadecimal. */
  readonly hash: string;
  /** Full snapshot tree, inherited elements included. */
  readonly root: ElementNode;
  /** Exported TypeScript name, and module file name. */
  readonly name: string;
  readonly module: string;
  /** What of this profile cannot be checked, and why. */
  readonly unchecked: readonly Unchecked[];
}

/** Something that a validator will not be able to tell. */
export interface Unchecked extends Omit<RuntimeUnchecked, 'kind'> {
  /** A constraint without an expression is in no table, so that only the model knows of it. */
  readonly kind: RuntimeUnchecked['kind'] | 'constraint-unknown';
}

/** A specification version with its profiles resolved. */
export interface SpecModel {
  readonly capability: string;
  readonly version: string;
  readonly entry: SpecificationEntry;
  /** Profile of every pin, in pin order; absent where a pin is unresolved. */
  readonly pins: readonly { readonly canonical: string; readonly profile?: ProfileModel }[];
  /** Everything reachable from the pins, by canonical: extensions, data type profiles, reference target profiles. */
  readonly profiles: ReadonlyMap<string, ProfileModel>;
  /** Those of `profiles` that errata changed themselves, as published. */
  readonly asPublished: ReadonlyMap<string, ProfileModel>;
  /** Names of resource types that the payloads can hold. */
  readonly resourceTypes: readonly string[];
  /** What of the version as a whole cannot be checked, and why. */
  readonly unchecked: readonly Unchecked[];
}

/** Everything the emitter reads of one FHIR version. */
export interface Model {
  readonly fhirVersion: FhirVersion;
  readonly types: ReadonlyMap<string, TypeModel>;
  /** Every resource type name of the FHIR version. */
  readonly resourceTypes: readonly string[];
  /** Distinct profile closures, sorted by module name. */
  readonly profiles: readonly ProfileModel[];
  /** Distinct value set contents, sorted by url then hash. */
  readonly valueSets: readonly ValueSetModel[];
  readonly specs: readonly SpecModel[];
}
