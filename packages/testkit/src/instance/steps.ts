/**
 * Ways from a resource to an element, through slices.
 *
 * @module
 */
import type { ObjectNode, PropertyNode, SliceNode } from '@gpconnect/runtime/nodes';
import type { JsonObject } from '@gpconnect/runtime/tables';
import type { Place } from './json.js';

/** One step of the way to an element. */
export interface Step {
  /** JSON name of the property: `valueQuantity`. */
  readonly name: string;
  /** The slice that the item is in; of several slicings, one each. */
  readonly slices?: readonly SliceNode[];
  /** Of a list of extensions: the URL of the extension. */
  readonly url?: string;
  /** True where the way goes to the extensions of a primitive (`_birthDate`). */
  readonly sibling?: true;
}

/** An object on the way, with what is expected of it. */
export interface Passed {
  readonly node: ObjectNode;
  readonly place: Place;
  /** The property that it is a value of; null of the root, and of what stands beside a primitive. */
  readonly property: PropertyNode | null;
}

/** A list on the way that is sliced. */
export interface PassedList {
  readonly property: PropertyNode;
  readonly place: Place;
}

/** What could not be made as definitions ask, because they ask for what excludes itself. */
export interface Contradiction {
  /** Path of the element. */
  readonly element: string;
  readonly reason: string;
  /** Key and defining type of the rule of the base specification that is in the way: `ext-1 Extension`. */
  readonly rule?: string;
}

/** A payload made for the sake of one element in it. */
export interface Instance {
  readonly value: JsonObject;
  /** Where the element is: the last step of the way. */
  readonly place: Place;
  /** Objects from the root to the element. */
  readonly objects: readonly Passed[];
  /** Lists from the root to the element that are sliced. */
  readonly lists: readonly PassedList[];
  readonly contradictions: readonly Contradiction[];
}
