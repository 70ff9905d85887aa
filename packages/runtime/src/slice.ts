/**
 * Reads slices from resources.
 *
 * @module
 */
import type { ReadSlice, SliceDescriptor } from './api.js';
import { childLayers, contentsOf, own } from './nodes/layer.js';
import { compileSlicings, type SliceNode } from './nodes/slicing.js';
import { codeOf } from './nodes/types.js';
import { isArray, isObject } from './nodes/values.js';
import { profileContent } from './nodes/content.js';
import type { JsonObject, JsonValue, ProfileTable } from './tables/index.js';

/** Slices already compiled, by profile and place. */
const SLICES = new WeakMap<ProfileTable, Map<string, SliceNode | null>>();

/**
 * Reads a slice: the items of the sliced element that are the slice's by its discriminator.
 *
 * @param resource - A resource of the profile the descriptor belongs to.
 * @param descriptor - From a profile's `slices`.
 * @returns One value or `undefined` where at most one may occur, a list otherwise.
 * @throws TypeError when the descriptor names a slice that its profile does not have.
 */
export const slice = ((resource: unknown, descriptor: SliceDescriptor<unknown, unknown, boolean>) => {
  const node = sliceNode(descriptor);
  const items = isObject(resource as JsonValue)
    ? valuesAt(resource as JsonObject, descriptor.path.split('.')).filter((item) =>
        node?.matcher?.matches(item),
      )
    : [];
  return descriptor.many ? items : items[0];
}) as ReadSlice;

function sliceNode({ profile, path, name }: SliceDescriptor<unknown, unknown, boolean>): SliceNode | null {
  const table = profile();
  let known = SLICES.get(table);
  if (known === undefined) SLICES.set(table, (known = new Map()));
  const key = `${path}:${name}`;
  let node = known.get(key);
  if (node === undefined) {
    node = findSlice(table, path.split('.'), name);
    known.set(key, node);
  }
  if (node === null) throw new TypeError(`Profile ${table.url} has no slice ${name} of ${path}`);
  return node;
}

function findSlice(table: ProfileTable, steps: readonly string[], name: string): SliceNode | null {
  let contents = [profileContent(table)];
  let layers = childLayers(contents, steps[0]!);
  for (const step of steps.slice(1)) {
    contents = contentsOf(layers);
    layers = childLayers(contents, step);
  }
  const last = steps[steps.length - 1]!;
  const isExtension = last === 'extension' || last === 'modifierExtension';
  const type = isExtension ? 'Extension' : codeOf(layers[0]?.table.types?.[0] ?? '');
  const slices = compileSlicings(layers, type).flatMap((slicing) => slicing.slices);
  return slices.find((candidate) => candidate.name === name) ?? null;
}

/** All values at a path, lists flattened. */
function valuesAt(root: JsonObject, steps: readonly string[]): JsonValue[] {
  let values: JsonValue[] = [root];
  for (const step of steps) {
    values = values.flatMap((value) => {
      const next = isObject(value) ? own(value, step) : undefined;
      return next === undefined || next === null ? [] : isArray(next) ? [...next] : [next];
    });
  }
  return values;
}
