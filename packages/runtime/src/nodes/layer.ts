/**
 * Layers: what several definitions say about one element, kept apart so that a finding can name its source.
 *
 * @module
 */
import type { ElementTable, ProfileTable } from '../tables/index.js';

/** A definition that says something: a base type or a profile. */
export interface Origin {
  /** `canonical|version`. */
  readonly source: string;
  readonly isBase: boolean;
}

/** What one definition says about one element. */
export interface Layer {
  readonly table: ElementTable;
  readonly origin: Origin;
  /** Element id with slice names: `Patient.identifier:nhsNumber`. */
  readonly id: string;
}

/** What one definition says about the children of one element. */
export interface Content {
  readonly children: Readonly<Record<string, ElementTable>>;
  readonly origin: Origin;
  readonly id: string;
}

/** A statement of a definition, with where it stands. */
export interface Stated<T> {
  readonly value: T;
  /** `canonical|version#element.id`. */
  readonly source: string;
}

/** `canonical|version#element.id` of a layer. */
export function sourceOf(layer: Pick<Layer, 'origin' | 'id'>): string {
  return `${layer.origin.source}#${layer.id}`;
}

/** `canonical|version` of a profile. */
export function canonicalOf(profile: Pick<ProfileTable, 'url' | 'version'>): string {
  return profile.version === undefined ? profile.url : `${profile.url}|${profile.version}`;
}

/** A property that is the object's own, so that hostile names such as `constructor` find nothing. */
export function own<T>(record: Readonly<Record<string, T>> | undefined, name: string): T | undefined {
  return record !== undefined && Object.hasOwn(record, name) ? record[name] : undefined;
}

/** The layers of the children called `name`. */
export function childLayers(contents: readonly Content[], name: string): Layer[] {
  const layers: Layer[] = [];
  for (const content of contents) {
    const table = own(content.children, name);
    if (table !== undefined) layers.push({ table, origin: content.origin, id: `${content.id}.${name}` });
  }
  return layers;
}

/** The contents that layers state below themselves. */
export function contentsOf(layers: readonly Layer[]): Content[] {
  const contents: Content[] = [];
  for (const { table, origin, id } of layers) {
    if (table.children !== undefined) contents.push({ children: table.children, origin, id });
  }
  return contents;
}

/**
 * What is in force of a property that a definition restates rather than adds to: a later layer of one origin
 * replaces an earlier one, and any profile's statement replaces the base type's, which is the weaker.
 */
export function inForce<T>(
  layers: readonly Layer[],
  pick: (table: ElementTable) => T | undefined,
): Stated<T>[] {
  const byOrigin = new Map<Origin, Stated<T>>();
  let base: Stated<T> | undefined;
  for (const layer of layers) {
    const value = pick(layer.table);
    if (value === undefined) continue;
    const stated = { value, source: sourceOf(layer) };
    if (layer.origin.isBase) base = stated;
    else byOrigin.set(layer.origin, stated);
  }
  if (byOrigin.size > 0) return [...byOrigin.values()];
  return base === undefined ? [] : [base];
}
