/**
 * What a validator will not be able to tell, found in the nodes that it judges by rather than in a payload.
 *
 * @module
 */
import type { ElementTable, ProfileTable, SpecTable } from '../tables/index.js';
import type { BindingNode } from './binding.js';
import { Catalog } from './catalog.js';
import { profileContent } from './content.js';
import { canonicalOf, type Layer } from './layer.js';
import { ObjectNode } from './object.js';
import type { PropertyNode } from './property.js';
import { sliceOfUrl, type SlicingNode } from './slicing.js';

/** Something that a validator reports as not checked where a payload meets it. */
export interface Unchecked {
  /** Why: each comes out as one of the `cannot-check` codes. */
  readonly kind:
    | 'extension-undefined'
    | 'profile-undefined'
    | 'value-set-undefined'
    | 'terminology-not-shipped'
    | 'slice-undiscriminated'
    | 'pins-undecided';
  /** Id of the element or slice that says what cannot be checked: `Patient.identifier:nhsNumber`; '' of a specification version. */
  readonly element: string;
  /** Canonical of what is not defined; of a value set with the system whose codes are not shipped; or what slices are told by. */
  readonly detail: string;
}

/**
 * What of a definition cannot be checked, as far as the definition says it itself: what its base type or another
 * profile says is theirs.
 *
 * @param definition - a profile of the specification version, or the name of a base type
 */
export function uncheckedOf(spec: SpecTable, definition: ProfileTable | string): readonly Unchecked[] {
  const catalog = new Catalog(spec);
  const type = typeof definition === 'string' ? definition : definition.type;
  const base = catalog.typeContent(type);
  const node = new ObjectNode({
    type,
    path: type,
    contents: typeof definition === 'string' ? [base] : [base, profileContent(definition)],
    invariants: [],
    scope: { catalog, root: null },
    isResource: catalog.isResource(type),
  });
  if (typeof definition !== 'string') return new Search(canonicalOf(definition)).from(node);
  const declared = catalog.type(type)?.elements() ?? {};
  return new Search(base.origin.source).from(node, (name) => Object.hasOwn(declared, name));
}

/**
 * What of a specification version as a whole cannot be checked: profiles that it names and that nothing defines, and
 * resource types with several pins, of which a resource without a claim may follow any.
 */
export function uncheckedOfSpecification(spec: SpecTable): readonly Unchecked[] {
  const named = new Set<string>();
  for (const { canonical } of spec.pins) named.add(canonical);
  for (const { request, response } of spec.interactions) {
    for (const payload of [request, response]) for (const url of payload?.profiles ?? []) named.add(url);
  }
  for (const profile of Object.values(spec.profiles)) targetsOf(profile.elements(), named);
  const isBase = (url: string): boolean =>
    spec.fhir.resourceTypes.some((type) => url === `http://hl7.org/fhir/StructureDefinition/${type}`);
  const undefinedOnes = [...named]
    .filter((url) => !Object.hasOwn(spec.profiles, url) && !isBase(url))
    .sort()
    .map((detail): Unchecked => ({ kind: 'profile-undefined', element: '', detail }));
  return [...undefinedOnes, ...undecided(spec)];
}

function targetsOf(elements: Readonly<Record<string, ElementTable>>, named: Set<string>): void {
  for (const { types = [], children = {}, slices = {} } of Object.values(elements)) {
    for (const type of types) {
      if (typeof type !== 'string') for (const url of type.targetProfiles ?? []) named.add(url);
    }
    targetsOf(children, named);
    targetsOf(slices, named);
  }
}

function undecided({ pins, profiles }: SpecTable): Unchecked[] {
  const byType = new Map<string, Set<string>>();
  for (const { canonical } of pins) {
    const type = profiles[canonical]?.type;
    if (type !== undefined) byType.set(type, (byType.get(type) ?? new Set()).add(canonical));
  }
  return [...byType]
    .filter(([, urls]) => urls.size > 1)
    .map(([type, urls]) => ({ kind: 'pins-undecided', element: type, detail: [...urls].sort().join(', ') }));
}

class Search {
  private readonly found = new Map<string, Unchecked>();

  constructor(private readonly source: string) {}

  from(node: ObjectNode, isDeclared: (element: string) => boolean = () => true): readonly Unchecked[] {
    for (const property of node.properties.values()) {
      if (isDeclared(property.element.slice(node.path.length + 1))) this.property(property);
    }
    return [...this.found.values()];
  }

  private property(property: PropertyNode): void {
    // Where this definition says nothing, others speak for themselves; what must not be there needs no check.
    if (!property.layers.some((layer) => this.isOwn(layer)) || property.cardinality.max === 0) return;
    for (const { value, source } of property.demands) {
      // With a published profile beside it, the value may be meant for that one.
      if (value.profiles.length > 0) continue;
      const kind = property.type === 'Extension' ? 'extension-undefined' : 'profile-undefined';
      for (const detail of value.unresolved) this.add(source, kind, detail);
    }
    for (const binding of property.bindings) this.binding(binding);
    for (const slicing of property.slicings) this.slicing(property, slicing);
    // Below lies what is said here, as deep as it is written, or what others say of the value's type.
    if (!property.layers.some((layer) => this.isOwn(layer) && layer.table.children !== undefined)) return;
    for (const child of property.content.properties.values()) this.property(child);
  }

  private binding(binding: BindingNode): void {
    const { source, url } = binding;
    if (!binding.isPublished) this.add(source, 'value-set-undefined', url);
    for (const system of binding.unlistedSystems)
      this.add(source, 'terminology-not-shipped', `${url}: ${system}`);
  }

  private slicing(property: PropertyNode, slicing: SlicingNode): void {
    for (const slice of slicing.slices) {
      if (!this.isOwn(slice.layer)) continue;
      if (slice.matcher === null) this.add(slice.source, 'slice-undiscriminated', slicing.by);
      if (slice.max === 0) continue;
      if (slice.urls.length < 2) this.property(property.inSlice(slice));
      else for (const url of slice.urls) this.property(property.inSlices([sliceOfUrl(slice, url)]));
    }
  }

  private isOwn({ origin }: Layer): boolean {
    return origin.source === this.source;
  }

  private add(source: string, kind: Unchecked['kind'], detail: string): void {
    const prefix = `${this.source}#`;
    if (!source.startsWith(prefix)) return;
    const one = { kind, element: source.slice(prefix.length), detail };
    this.found.set(`${kind} ${one.element} ${detail}`, one);
  }
}
