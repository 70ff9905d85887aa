/**
 * Reads slices from resources.
 *
 * @module
 */
import type { ReadSlice, SliceDescriptor } from './api.js';
import { checkDescriptor, checkResource } from './misuse/arguments.js';
import { MisuseError } from './misuse/error.js';
import { childLayers, contentsOf, own, type Layer } from './nodes/layer.js';
import type { Matcher } from './nodes/matcher.js';
import { compileSlicings, type SliceNode } from './nodes/slicing.js';
import { codeOf } from './nodes/types.js';
import { isArray, isObject } from './nodes/values.js';
import { profileContent } from './nodes/content.js';
import type { JsonObject, JsonValue, ProfileTable } from './tables/index.js';

/** One step of a path: a property and, where the path goes through a slice, what tells the slice's items. */
interface Step {
  readonly property: string;
  readonly matcher?: Matcher | null;
}

/** A slice, and the way to the items it is told from. */
interface Found {
  readonly steps: readonly Step[];
  readonly slice: SliceNode;
}

/** Slices already compiled, by profile and place. */
const SLICES = new WeakMap<ProfileTable, Map<string, Found | null>>();

/**
 * Reads a slice: the items of the sliced element that are the slice's by its discriminator.
 *
 * @param resource - A resource of the profile the descriptor belongs to.
 * @param descriptor - From a profile's `slices`.
 * @returns One value or `undefined` where at most one may occur, a list otherwise.
 * @throws MisuseError when the resource is no object, or the descriptor none of a profile's slices.
 */
export const slice = ((resource: unknown, descriptor: SliceDescriptor<unknown, unknown, boolean>) => {
  checkResource(resource);
  checkDescriptor(descriptor);
  const { steps, slice } = foundSlice(descriptor);
  const items = valuesAt(resource as JsonObject, steps).filter((item) => slice.matcher?.matches(item));
  return descriptor.many ? items : items[0];
}) as ReadSlice;

function foundSlice({ profile, path, name }: SliceDescriptor<unknown, unknown, boolean>): Found {
  const table = profile();
  let known = SLICES.get(table);
  if (known === undefined) SLICES.set(table, (known = new Map()));
  const key = `${path}:${name}`;
  let found = known.get(key);
  if (found === undefined) {
    found = findSlice(table, path.split('.'), name);
    known.set(key, found);
  }
  if (found === null)
    throw new MisuseError(
      'descriptor',
      `a slice that ${table.url} has`,
      `${name} of ${path}, which it has not`,
    );
  return found;
}

function findSlice(table: ProfileTable, path: readonly string[], name: string): Found | null {
  const steps: Step[] = [];
  let contents = [profileContent(table)];
  for (const [index, step] of path.entries()) {
    const [property = '', within] = step.split(':');
    const layers = childLayers(contents, property);
    const wanted = index === path.length - 1 ? name : within;
    if (wanted === undefined) {
      steps.push({ property });
      contents = contentsOf(layers);
      continue;
    }
    const slice = sliceOf(layers, property, wanted);
    if (slice === undefined) return null;
    if (index === path.length - 1) return { steps: [...steps, { property }], slice };
    steps.push({ property, matcher: slice.matcher });
    contents = contentsOf([slice.layer]);
  }
  return null;
}

function sliceOf(layers: readonly Layer[], property: string, name: string): SliceNode | undefined {
  const isExtension = property === 'extension' || property === 'modifierExtension';
  const type = isExtension ? 'Extension' : codeOf(layers[0]?.table.types?.[0] ?? '');
  const slices = compileSlicings(layers, type).flatMap((slicing) => slicing.slices);
  return slices.find((candidate) => candidate.name === name);
}

/** All values at a path, lists flattened. */
function valuesAt(root: JsonObject, steps: readonly Step[]): JsonValue[] {
  let values: JsonValue[] = [root];
  for (const { property, matcher } of steps) {
    values = values.flatMap((value) => {
      const next = isObject(value) ? own(value, property) : undefined;
      const items = next === undefined || next === null ? [] : isArray(next) ? [...next] : [next];
      return matcher === undefined ? items : items.filter((item) => matcher?.matches(item));
    });
  }
  return values;
}
