/**
 * The definitions of one specification version, compiled as payloads ask for them.
 *
 * @module
 */
import type { Vocabulary } from '../issues/vocabulary.js';
import {
  isPrimitiveName,
  primitiveChecks,
  type PrimitiveCheck,
  type PrimitiveChecks,
} from '../primitives/index.js';
import type {
  ElementTable,
  FhirTables,
  Invariant,
  ProfileTable,
  SpecTable,
  TypeTable,
} from '../tables/index.js';
import { profileContent, profileInvariants } from './content.js';
import { own, type Content, type Origin, type Stated } from './layer.js';
import { ObjectNode } from './object.js';
import { vocabularyOf } from './vocabulary.js';

const RELEASES: Readonly<Record<FhirTables['version'], string>> = { DSTU2: '1.0.2', STU3: '3.0.2' };

/** Nodes kept of several profiles at once: payloads claim few combinations, but can claim any. */
const COMBINED = 50;

/** Nodes by type and profiles. Grows with what payloads use, and no further than the definitions go. */
export class Catalog {
  readonly spec: SpecTable;
  readonly resourceTypes: ReadonlySet<string>;
  /** The words that reports may repeat from payloads. */
  readonly vocabulary: Vocabulary;
  private readonly judged = new Set<string>();
  private readonly checks: PrimitiveChecks;
  private readonly origins = new Map<string, Origin>();
  private readonly elements = new Map<string, Readonly<Record<string, ElementTable>>>();
  private readonly numbers = new WeakMap<ProfileTable, number>();
  private lastNumber = 0;
  /** Null before there is one: '' is no type, but a payload can name it. */
  private lastJudged: string | null = null;
  private lastList: readonly ProfileTable[] | null = null;
  private lastNode: ObjectNode | null = null;
  private readonly byList = new WeakMap<readonly ProfileTable[], ObjectNode>();
  private readonly nodes = new Map<string, ObjectNode>();
  /** Of several profiles at once, the oldest first. */
  private readonly combined = new Map<string, ObjectNode>();

  /**
   * @param published - profiles that stand in for those of `spec` with the same canonical: definitions without errata
   */
  constructor(
    spec: SpecTable,
    private readonly published: Readonly<Record<string, ProfileTable>> = {},
  ) {
    this.spec = spec;
    this.resourceTypes = new Set(spec.fhir.resourceTypes);
    this.vocabulary = vocabularyOf(spec);
    this.checks = primitiveChecks(spec.fhir.version);
  }

  /** The table of a type, where this version has one. */
  type(name: string): TypeTable | undefined {
    return own(this.spec.types, name) ?? own(this.spec.fhir.datatypes, name);
  }

  /** True for resource types that this version has a table of. */
  isJudged(name: string): boolean {
    // Resources of a type stand together.
    if (name === this.lastJudged) return true;
    if (!this.judged.has(name)) {
      if (!this.resourceTypes.has(name) || this.type(name) === undefined) return false;
      this.judged.add(name);
    }
    this.lastJudged = name;
    return true;
  }

  /** The profile of a canonical, where this version has one. */
  profile(url: string): ProfileTable | undefined {
    return own(this.published, url) ?? own(this.spec.profiles, url);
  }

  /** The table to judge by where a definition or a caller brings one: without errata it is another. */
  named(table: ProfileTable): ProfileTable {
    return own(this.published, table.url) ?? table;
  }

  /** The check of a primitive type; null for other types. */
  primitive(type: string): PrimitiveCheck | null {
    return isPrimitiveName(type) ? this.checks[type] : null;
  }

  /** True for resource types and the abstract types above them. */
  isResource(type: string): boolean {
    return type === 'Resource' || type === 'DomainResource' || this.resourceTypes.has(type);
  }

  /** Types that an element of any type may have: primitives, and complex types that stand by themselves. */
  get openTypes(): string[] {
    const abstract = new Set([
      'Element',
      'BackboneElement',
      'Resource',
      'DomainResource',
      'Extension',
      'Narrative',
    ]);
    const complex = Object.keys(this.spec.fhir.datatypes).filter((name) => !abstract.has(name));
    return [...Object.keys(this.checks).filter((name) => name !== 'xhtml'), ...complex];
  }

  /** `canonical|version` of a base type, as the source of findings. */
  origin(type: string): Origin {
    let origin = this.origins.get(type);
    if (origin === undefined) {
      const release = RELEASES[this.spec.fhir.version];
      origin = { source: `http://hl7.org/fhir/StructureDefinition/${type}|${release}`, isBase: true };
      this.origins.set(type, origin);
    }
    return origin;
  }

  /** The elements of a type, those of its base types first. */
  elementsOf(type: string): Readonly<Record<string, ElementTable>> {
    let elements = this.elements.get(type);
    if (elements === undefined) {
      const merged: Record<string, ElementTable> = {};
      for (const table of this.lineage(type)) Object.assign(merged, table.elements());
      elements = merged;
      this.elements.set(type, elements);
    }
    return elements;
  }

  /** What a base type states about its children. */
  typeContent(type: string): Content {
    return { children: this.elementsOf(type), origin: this.origin(type), id: type };
  }

  /**
   * Rules of a type and its base types. Two are checked apart, where they are told in more detail: `ele-1` (no empty
   * element) by the walker, `bdl-7` (no full URL twice) where a Bundle's entries are indexed.
   */
  invariantsOf(type: string): Stated<Invariant>[] {
    const source = `${this.origin(type).source}#${type}`;
    return this.lineage(type)
      .flatMap((table) => table.invariants?.() ?? [])
      .filter(({ on, key }) => on !== 'Element' && !(on === 'Bundle' && key === 'bdl-7'))
      .map((value) => ({ value, source }));
  }

  /** A type and its base types, the most general first. */
  private lineage(type: string): TypeTable[] {
    const lineage: TypeTable[] = [];
    for (let name: string | undefined = type; name !== undefined;) {
      const table = this.type(name);
      if (table === undefined || lineage.includes(table)) break;
      lineage.unshift(table);
      name = table.base;
    }
    return lineage;
  }

  /** A data type as it is, shared by every element that adds nothing to it. */
  baseNode(type: string): ObjectNode {
    return this.compile(this.nodes, type, type, []);
  }

  /** A data type as one profile has it, shared by every element that adds nothing to it. */
  profileNode(type: string, profile: ProfileTable): ObjectNode {
    return this.compile(this.nodes, `${type} ${this.numberOf(profile)}`, type, [profile]);
  }

  /** A resource type, with the profiles that judge it on top. */
  resourceNode(type: string, profiles: readonly ProfileTable[]): ObjectNode {
    // The list of a selection is the same for all resources of one claim.
    if (profiles === this.lastList && this.lastNode!.type === type) return this.lastNode!;
    const known = this.byList.get(profiles);
    const node = known?.type === type ? known : this.compileResource(type, profiles);
    this.lastList = profiles;
    this.lastNode = node;
    return node;
  }

  private compileResource(type: string, profiles: readonly ProfileTable[]): ObjectNode {
    const key = `resource ${type} ${profiles.map((profile) => this.numberOf(profile)).join(' ')}`;
    const node = this.compile(profiles.length > 1 ? this.combined : this.nodes, key, type, profiles, true);
    const { combined } = this;
    if (combined.size > COMBINED) combined.delete(combined.keys().next().value!);
    this.byList.set(profiles, node);
    return node;
  }

  private compile(
    nodes: Map<string, ObjectNode>,
    key: string,
    type: string,
    profiles: readonly ProfileTable[],
    isResource = false,
  ): ObjectNode {
    let node = nodes.get(key);
    if (node === undefined) {
      node = new ObjectNode({
        type,
        path: type,
        contents: [this.typeContent(type), ...profiles.map(profileContent)],
        invariants: [...this.invariantsOf(type), ...profiles.flatMap(profileInvariants)],
        scope: { catalog: this, root: null },
        isResource,
      });
      nodes.set(key, node);
    }
    return node;
  }

  /** A number for a profile: callers may bring profiles of their own, and two can share a URL. */
  private numberOf(profile: ProfileTable): number {
    let number = this.numbers.get(profile);
    if (number === undefined) {
      number = this.lastNumber++;
      this.numbers.set(profile, number);
    }
    return number;
  }
}
