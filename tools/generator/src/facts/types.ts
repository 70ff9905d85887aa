/**
 * The facts: what `profiles/` holds, and all that the generator knows.
 *
 * One file a definition. JSON, two-space indent, keys in the order below, LF, a
 * final newline. Nothing a person wrote as prose in the source is kept.
 *
 * @module
 */

/** The FHIR versions that are modelled. */
export type FhirVersion = 'DSTU2' | 'STU3';

/** `profiles/{fhir/<version>,gpconnect}/structures/*.json` */
export interface StructureFacts {
  readonly resourceType: 'StructureDefinition';
  readonly url: string;
  readonly version?: string;
  readonly name: string;
  readonly fhirVersion: FhirVersion;
  readonly date?: string;
  readonly kind: 'primitive-type' | 'complex-type' | 'resource';
  readonly abstract?: true;
  readonly type: string;
  readonly baseDefinition?: string;
  readonly derivation?: 'specialization' | 'constraint';
  readonly contextType?: string;
  readonly context?: readonly string[];
  readonly differential: { readonly element: readonly ElementFacts[] };
}

/** One element of a differential; properties keep FHIR's names. */
export interface ElementFacts {
  readonly id: string;
  readonly path: string;
  /** `xmlAttr` where the XML form has an attribute, `xhtml` for narrative; absent for an element. */
  readonly representation?: readonly string[];
  readonly sliceName?: string;
  readonly slicing?: {
    readonly discriminator?: readonly { readonly type: string; readonly path: string }[];
    readonly ordered?: boolean;
    readonly rules?: 'open' | 'closed' | 'openAtEnd';
  };
  readonly min?: number;
  /** A number in decimal, or `*`. */
  readonly max?: string;
  readonly contentReference?: string;
  readonly type?: readonly {
    /** A type's name; the XML type (`xsd:string`) for the value of a primitive, which has no other. */
    readonly code: string;
    /** A list, also where a release has a single one. */
    readonly profile?: readonly string[];
    readonly targetProfile?: readonly string[];
  }[];
  /** The one fixed or pattern value, as `{ "type": "Uri", "value": … }` where the source has `fixedUri`. */
  readonly fixed?: { readonly type: string; readonly value: unknown };
  readonly pattern?: { readonly type: string; readonly value: unknown };
  readonly maxLength?: number;
  readonly binding?: {
    readonly strength?: 'required' | 'extensible' | 'preferred' | 'example';
    /** Canonical of the value set, from either form the source has; a version after `|` is kept. */
    readonly valueSet?: string;
    /** Canonical of the elementdefinition-maxValueSet extension. */
    readonly maxValueSet?: string;
  };
  readonly mustSupport?: boolean;
  readonly isModifier?: boolean;
  readonly isSummary?: boolean;
  readonly constraint?: readonly { readonly key: string; readonly severity: 'error' | 'warning' }[];
}

/** `profiles/{fhir/<version>,gpconnect}/value-sets/*.json` */
export interface ValueSetFacts {
  readonly resourceType: 'ValueSet';
  readonly url: string;
  readonly version?: string;
  readonly name: string;
  readonly compose?: {
    readonly include: readonly ValueSetPart[];
    readonly exclude?: readonly ValueSetPart[];
  };
}

/** One include or exclude of a value set. */
export interface ValueSetPart {
  readonly system?: string;
  readonly version?: string;
  readonly concept?: readonly ConceptFacts[];
  readonly filter?: readonly { readonly property: string; readonly op: string; readonly value: string }[];
  readonly valueSet?: readonly string[];
}

/** A code and its display. */
export interface ConceptFacts {
  readonly code: string;
  readonly display?: string;
  readonly concept?: readonly ConceptFacts[];
}

/** `profiles/{fhir/<version>,gpconnect}/code-systems/*.json` */
export interface CodeSystemFacts {
  readonly resourceType: 'CodeSystem';
  readonly url: string;
  readonly version?: string;
  readonly name: string;
  readonly content?: string;
  readonly caseSensitive?: boolean;
  readonly valueSet?: string;
  readonly concept?: readonly ConceptFacts[];
}

/** `profiles/gpconnect/releases/<release>.json`, and `profiles/fhir/<version>/release.json`: what a release holds. */
export interface ReleaseManifest {
  readonly release: string;
  readonly fhirVersion: FhirVersion;
  readonly definitions: readonly {
    /** Path below `profiles/`. */
    readonly file: string;
    readonly url: string;
    readonly version?: string;
    /** `owner/repository@branch:path` of the published file. */
    readonly source: string;
    /** SHA-256 of the published file's bytes, hexadecimal. */
    readonly sha256: string;
  }[];
  /** What the importer had to tolerate in this release's files. */
  readonly findings: readonly {
    readonly code: string;
    readonly url: string;
    readonly source: string;
    readonly detail?: string;
  }[];
}

/** `profiles/specs/<capability>.json`: the registry. */
export interface CapabilityRegistry {
  readonly capability: string;
  readonly title: string;
  /** Oldest first. */
  readonly versions: readonly SpecificationEntry[];
  /** Version names that exist in the published sources and hold nothing of their own. */
  readonly placeholders?: readonly { readonly version: string; readonly reason: string }[];
}

/** One specification version of a capability. */
export interface SpecificationEntry {
  readonly version: string;
  /** Absent when the entry describes no FHIR payload. */
  readonly fhirVersion?: FhirVersion | 'R4';
  /** Publication stage in a word or two: `published`, `beta`, `draft`, `withdrawn beta`. */
  readonly status: string;
  /** ISO date. */
  readonly published?: string;
  /** ISO date of the last amendment under the same version. */
  readonly amended?: string;
  /** Releases that its canonicals are looked up in, first match wins; then `careconnect-hl7uk`, then the FHIR base. */
  readonly releases: readonly string[];
  /**
   * Single definitions that come from another release than `releases` say. Looked up before
   * `releases`; everything else such a definition refers to is still looked up in the entry's own scope.
   */
  readonly overlays?: readonly { readonly release: string; readonly canonicals: readonly string[] }[];
  /** What a reader has to know about this entry's facts. */
  readonly note?: string;
  /** When present, nothing is generated for this entry, and this says why. */
  readonly notModelled?: string;
  readonly pins: readonly PinFacts[];
  /** Operation definitions that the specification version pins. They describe parameters, not a payload. */
  readonly operations?: readonly { readonly canonical: string; readonly printedVersion?: string }[];
  readonly interactions: readonly InteractionFacts[];
}

/** A profile that a specification version names. */
export interface PinFacts {
  /** As the specification writes it. */
  readonly canonical: string;
  /** The version it prints, if it prints one. */
  readonly printedVersion?: string;
  /** Where the canonical is misprinted: the one that is meant. */
  readonly meant?: string;
  /** Release that the pin resolves to: the first of the entry's scope that holds the canonical. Its manifest names the file. */
  readonly release?: string;
  /** When there is no `release`: why. */
  readonly unresolved?: string;
}

/**
 * One interaction. Payload profiles are canonicals of pins: first those of the body
 * itself (their type is `type`), then those of what the body carries.
 */
export interface InteractionFacts {
  /**
   * Unique within its entry. The Spine interaction id or the MESH workflow id; where a workflow
   * serves several documents, `workflow:document`; where neither is published, `METHOD /path` or a name.
   */
  readonly id: string;
  readonly name: string;
  /** MESH workflow id, for messages. */
  readonly workflow?: string;
  /** Code of `MessageHeader.event`, for messages. */
  readonly event?: string;
  /** Value of the MessageDefinition key in the message handling extension. */
  readonly messageDefinition?: string;
  /** Value of the LocalExtension key in the message handling extension. */
  readonly localExtension?: string;
  /** Canonical of the operation definition behind a FHIR operation. */
  readonly operation?: string;
  readonly method?: string;
  readonly path?: string;
  readonly successStatus?: number;
  readonly request?: { readonly type: string; readonly profiles: readonly string[] };
  readonly response?: { readonly type: string; readonly profiles: readonly string[] };
  /** Where the specification says so: repository, branch and page. */
  readonly page?: string;
}

/** `profiles/fhir/<version>/invariants.json`: every base invariant, worded and written here. */
export interface InvariantFacts {
  readonly key: string;
  /** Defining type: `Period`, `Bundle`. */
  readonly on: string;
  /** Element path it stands on when not the type itself: `Bundle.entry`. */
  readonly path: string;
  readonly severity: 'error' | 'warning';
  readonly requirement: string;
  readonly expression: string;
  readonly pass: readonly InvariantExample[];
  readonly fail: readonly InvariantExample[];
}

/** An element on which an invariant is tried; `resource` where it looks beyond the element. */
export interface InvariantExample {
  readonly about: string;
  readonly value: unknown;
  readonly resource?: unknown;
}

/** TypeScript names of one FHIR version, committed so that they never move. */
export interface NameFacts {
  /** Canonical → exported name. */
  readonly types: Readonly<Record<string, string>>;
  /** Closure hash → module file name without extension. */
  readonly modules: Readonly<Record<string, string>>;
}

/** `profiles/names.json`: the names of each FHIR version. */
export type NamesFile = Readonly<Partial<Record<FhirVersion, NameFacts>>>;

/**
 * `profiles/errata/*.json`, each a list: a correction of a published definition.
 *
 * The facts stay as published. What a correction changes is merged into the
 * differential element when a validator is made that heeds errata, which is the
 * default; `--as-published` leaves it out.
 */
export interface Erratum {
  /** Stable, and what messages name: `problem-header-actual-problem-host`. */
  readonly id: string;
  /** The FHIR version of the definition; STU3 when absent. */
  readonly fhirVersion?: FhirVersion;
  readonly canonical: string;
  /** Versions of the definition that are wrong; absent when all are. */
  readonly versions?: readonly string[];
  /** The differential element that is wrong, by its id, and the properties that take the place of the published ones. */
  readonly element?: { readonly id: string } & Omit<Partial<ElementFacts>, 'id' | 'path' | 'sliceName'>;
  /** Differential elements that fall away, by id, with everything below them. */
  readonly remove?: readonly string[];
  /** The places that an extension may stand in, where those published are wrong. */
  readonly context?: readonly string[];
  /** Canonicals of definitions that the correction needs: a release without one of them takes that of the last release that has it. */
  readonly definitions?: readonly string[];
  /** What is wrong with the published definition, and what is meant. */
  readonly why: string;
  /** Where that can be seen: pages, definitions, counts over payloads. */
  readonly evidence: readonly string[];
}
