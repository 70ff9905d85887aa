/**
 * Finds what stands below an element: its type's own properties, inline ones, those of profiles.
 *
 * @module
 */
import type { Invariant, ProfileTable } from '../tables/index.js';
import type { Catalog } from './catalog.js';
import { canonicalOf, contentsOf, sourceOf, type Content, type Stated } from './layer.js';
import { ObjectNode } from './object.js';
import { PRIMITIVE, type PropertyNode } from './property.js';

/** Where a node is compiled: the definitions at hand, and the root that content references start from. */
export interface Scope {
  readonly catalog: Catalog;
  readonly root: ObjectNode | null;
}

/** The content of a property's value, with further profiles on top. */
export function compileContent(property: PropertyNode, further: readonly ProfileTable[]): ObjectNode {
  const { layers, scope, type, element } = property;
  const { catalog } = scope;
  if (property.kind === PRIMITIVE) {
    const overlays = contentsOf(layers);
    if (overlays.length === 0) return catalog.baseNode('Element');
    const base = { children: catalog.elementsOf('Element'), origin: layers[0]!.origin, id: layers[0]!.id };
    return new ObjectNode({
      type: 'Element',
      path: element,
      contents: [base, ...overlays],
      invariants: [],
      scope,
    });
  }
  const profiles = [...property.profiles, ...soleProfiles(property), ...further];
  const demanded = profiles.map(profileContent);
  const inline = inlineContents(property);
  const target = contentTarget(property);
  const overlays = contentsOf(target === null ? layers.filter(({ origin }) => !origin.isBase) : layers);
  const invariants = elementInvariants(property);
  if (demanded.length + overlays.length + inline.length + invariants.length === 0) {
    return target === null ? catalog.baseNode(type) : target.content;
  }
  // Extensions stand in extensions without end: a node for each path would let payloads make nodes without end.
  const isProfileAlone = overlays.length + inline.length + invariants.length === 0 && target === null;
  if (isProfileAlone && profiles.length === 1) return catalog.profileNode(type, profiles[0]!);
  return new ObjectNode({
    type,
    path: element,
    contents: [
      ...(target === null
        ? inline.length > 0
          ? inline
          : [catalog.typeContent(type)]
        : target.content.contents),
      ...demanded,
      ...overlays,
    ],
    invariants: [
      ...(target === null ? catalog.invariantsOf(type) : target.content.invariants),
      ...profiles.flatMap(profileInvariants),
      ...invariants,
    ],
    scope,
  });
}

/** The content that a profile states. */
export function profileContent(profile: ProfileTable): Content {
  return {
    children: profile.elements(),
    origin: { source: canonicalOf(profile), isBase: false },
    id: profile.type,
  };
}

/** Rules that a profile adds to those of its type. */
export function profileInvariants(profile: ProfileTable): Stated<Invariant>[] {
  const source = `${canonicalOf(profile)}#${profile.type}`;
  return (profile.invariants?.() ?? []).map((value) => ({ value, source }));
}

/** Profiles that leave no choice: demands of exactly one. */
function soleProfiles(property: PropertyNode): ProfileTable[] {
  return property.demands
    .filter(({ value }) => value.profiles.length === 1)
    .map(({ value }) => property.scope.catalog.named(value.profiles[0]!()))
    .filter((profile) => !property.profiles.some(({ url }) => url === profile.url));
}

/** Content of an element that declares its children itself: those of its abstract type, then its own. */
function inlineContents(property: PropertyNode): Content[] {
  const inline = property.layers.filter(({ table, origin }) => origin.isBase && table.children !== undefined);
  if (inline.length === 0) return [];
  const { origin, id } = inline[0]!;
  return [
    { children: property.scope.catalog.elementsOf(property.type), origin, id },
    ...inline.map((layer) => ({ children: layer.table.children!, origin: layer.origin, id: layer.id })),
  ];
}

/** The property whose content this one shares: `Bundle.link` for `Bundle.entry.link`. */
function contentTarget(property: PropertyNode): PropertyNode | null {
  const path = property.layers.find(({ table }) => table.contentOf !== undefined)?.table.contentOf;
  if (path === undefined) return null;
  let node = property.scope.root;
  let target: PropertyNode | null = null;
  for (const name of path.split('.').slice(1)) {
    target = node?.properties.get(name) ?? null;
    if (target === null) return null;
    if (target === property) return null;
    node = target.content;
  }
  return target;
}

/** Rules that stand on the element itself, each once. `ele-1` is the walker's own: no empty element. */
function elementInvariants(property: PropertyNode): Stated<Invariant>[] {
  const found = new Map<string, Stated<Invariant>>();
  for (const layer of property.layers) {
    for (const value of layer.table.invariants ?? []) {
      const id = `${value.on} ${value.key}`;
      if (value.on !== 'Element' && !found.has(id)) found.set(id, { value, source: sourceOf(layer) });
    }
  }
  return [...found.values()];
}
