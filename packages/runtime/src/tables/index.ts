/**
 * The table format: what generated code says and what the walker reads.
 *
 * A base type (`TypeTable`) lists every element it declares. A profile
 * (`ProfileTable`) is an overlay: only what it says differently from its base
 * type, as a tree of the same shape. Bodies are functions so that a table costs
 * nothing until a payload needs it.
 *
 * @module
 */

export * from './fhirpath.js';
export type { Profile, SliceDescriptor } from '../api.js';

/** A JSON value, as `JSON.parse` yields it. */
export type JsonValue = null | boolean | number | string | readonly JsonValue[] | JsonObject;
/** A JSON object, as `JSON.parse` yields it. */
export interface JsonObject {
  readonly [property: string]: JsonValue | undefined;
}

/** FHIR's four binding strengths. */
export type BindingStrength = 'required' | 'extensible' | 'preferred' | 'example';

/**
 * A value set, expanded as far as the shipped code systems allow.
 *
 * `systems` maps a code system's URL to its member codes. The word `'unlisted'`
 * in place of codes means that the value set draws on that system but its
 * members are not shipped, so that membership can be neither shown nor denied.
 */
export interface ValueSetTable {
  readonly url: string;
  readonly version?: string;
  readonly systems: () => Readonly<Record<string, readonly string[] | 'unlisted'>>;
  /** Value sets that it includes and that are not published: whatever `systems` lacks may be a member by them. */
  readonly unpublished?: readonly string[];
  /**
   * Code systems of which every code that any published version has is a member, each with whether case tells its codes
   * apart: a code that is not here does not exist. Said only where some element is bound to the value set and need not
   * have a code of it.
   */
  readonly whole?: Readonly<Record<string, boolean>>;
}

/** How an element is bound. `valueSet` is absent when no definition of `url` is published. */
export interface Binding {
  readonly strength: BindingStrength;
  readonly url: string;
  readonly valueSet?: ValueSetTable;
}

/** A type that an element may have. A bare string is a type without further constraint. */
export type ElementType = string | ConstrainedType;

/** A type narrowed by profiles or, for `Reference`, by targets. */
export interface ConstrainedType {
  readonly code: string;
  /** The value must satisfy one of these profiles. Functions, because profiles can refer to each other. */
  readonly profiles?: readonly (() => ProfileTable)[];
  /** Profiles named by the definition for which none is published: reported as not checked. */
  readonly unresolved?: readonly string[];
  /** Resource types a reference may point at; absent when any may be. */
  readonly targets?: readonly string[];
  /** Profiles a referenced resource should satisfy (canonicals), looked up through the specification version. */
  readonly targetProfiles?: readonly string[];
}

/** One way in which slices are told apart. `path` is relative to the element; `$this` is the element itself. */
export interface Discriminator {
  readonly type: 'value' | 'pattern' | 'type' | 'exists' | 'profile';
  readonly path: string;
}

/** How a repeating element, an extension list or a choice is sliced. */
export interface Slicing {
  readonly by: readonly Discriminator[];
  readonly rules: 'open' | 'closed' | 'openAtEnd';
  readonly ordered?: true;
}

/**
 * One element. In a base type it is complete: `min` 0 and `max` 1 when absent.
 * In a profile it holds only what the profile says; what is absent is as below.
 */
export interface ElementTable {
  readonly min?: number;
  readonly max?: number | '*';
  readonly types?: readonly ElementType[];
  readonly binding?: Binding;
  readonly fixed?: JsonValue;
  readonly pattern?: JsonValue;
  readonly maxLength?: number;
  readonly mustSupport?: true;
  readonly isModifier?: true;
  /** Path of the element whose children this one has (`Bundle.link`). */
  readonly contentOf?: string;
  readonly slicing?: Slicing;
  /** Slices by name, each an overlay of the sliced element. Definition order is slice order. */
  readonly slices?: Readonly<Record<string, ElementTable>>;
  /** Child elements by FHIR name; a choice keeps its `[x]`: `value[x]`. */
  readonly children?: Readonly<Record<string, ElementTable>>;
  readonly invariants?: readonly Invariant[];
}

/** A base FHIR type: a resource, or a complex data type. */
export interface TypeTable {
  readonly name: string;
  readonly kind: 'resource' | 'complex-type';
  /** Name of the type whose elements come first (`DomainResource`, `Element`). */
  readonly base?: string;
  readonly abstract?: true;
  readonly elements: () => Readonly<Record<string, ElementTable>>;
  readonly invariants?: () => readonly Invariant[];
}

/** A profile or an extension, as an overlay over its base type. */
export interface ProfileTable {
  readonly url: string;
  readonly version?: string;
  /** Name of the base type: `Patient`, `Extension`, `Quantity`. */
  readonly type: string;
  readonly elements: () => Readonly<Record<string, ElementTable>>;
  /** Rules that the profile adds to those of its base type. */
  readonly invariants?: () => readonly Invariant[];
  /** Where an extension may stand: element paths; absent when anywhere. */
  readonly context?: readonly string[];
  /** True for an extension that changes the meaning of what it stands in. */
  readonly isModifier?: true;
}

/** What a FHIR release has in common for all profiles. */
export interface FhirTables {
  readonly version: 'DSTU2' | 'STU3';
  /** Complex data types and the abstract resources, by name. */
  readonly datatypes: Readonly<Record<string, TypeTable>>;
  /** Every resource type name of the release, modelled here or not. */
  readonly resourceTypes: readonly string[];
}

/** What an invariant can see beside the element it stands on. */
export interface InvariantContext {
  /** The resource that holds the element (FHIRPath `%resource`). */
  readonly resource: JsonObject;
  /** The outermost resource that is not a Bundle entry's container (FHIRPath `%rootResource`). */
  readonly rootResource: JsonObject;
}

/** A rule of the base specification, compiled from FHIRPath. */
export interface Invariant {
  /** Key and defining type, such as `per-1` on `Period`. */
  readonly key: string;
  readonly on: string;
  readonly severity: 'error' | 'warning';
  /** What the rule asks, in words of this project. */
  readonly requirement: string;
  /** The FHIRPath expression that `test` was compiled from. */
  readonly expression: string;
  /** True when the rule holds. Total: never throws, whatever the shape of `self`. */
  readonly test: (self: JsonValue, context: InvariantContext) => boolean;
}

/** A payload that an interaction carries in one direction. */
export interface Payload {
  /** Resource type of the body. */
  readonly type: string;
  /** Canonicals of the profiles the body, or its entries, follow. */
  readonly profiles: readonly string[];
}

/** One interaction of a specification version. */
export interface Interaction {
  /** Its id as the specification writes it, or the MESH workflow id. */
  readonly id: string;
  readonly name: string;
  readonly method?: string;
  readonly path?: string;
  readonly successStatus?: number;
  readonly request?: Payload;
  readonly response?: Payload;
}

/** A pinned profile of a specification version. */
export interface Pin {
  readonly canonical: string;
  /** Version that the facts behind this pin have. */
  readonly version?: string;
}

/** One specification version of one capability: an index over profiles. */
export interface SpecTable {
  /** `capability@version`. */
  readonly id: string;
  readonly capability: string;
  readonly version: string;
  /** Publication stage, as the specification's own site has it. */
  readonly status: string;
  /** ISO date of publication, when there is one. */
  readonly published?: string;
  readonly fhir: FhirTables;
  /** Base resource types this version's payloads can hold, by name. */
  readonly types: Readonly<Record<string, TypeTable>>;
  /** Every profile and extension reachable from the pins, by canonical. */
  readonly profiles: Readonly<Record<string, ProfileTable>>;
  /** Those of `profiles` that errata correct, as they were published. */
  readonly asPublished?: Readonly<Record<string, ProfileTable>>;
  readonly pins: readonly Pin[];
  readonly interactions: readonly Interaction[];
}
