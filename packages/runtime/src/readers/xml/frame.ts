/**
 * Open elements.
 *
 * @module
 */
import { pathStep, pointerStep } from '../../issues/names.js';
import type { JsonValue } from '../../tables/index.js';
import { NOWHERE } from './elements.js';
import { OUTSIDE, type Scope } from './namespaces.js';
import { HOLDER, OBJECT, VALUE, type XmlContent, type XmlElement } from './plan.js';

/** A JSON object that is being made. */
export type Building = Record<string, JsonValue>;

/** A resource inside its holder, or the root: it adds no step to paths. */
export const RESOURCE_ELEMENT = 4;

/** An open element. Frames are used again for every element of their depth. */
export class Frame {
  plan: XmlElement | null = null;
  kind: typeof VALUE | typeof OBJECT | typeof HOLDER | typeof RESOURCE_ELEMENT = OBJECT;
  name = '';
  /** What stands inside, by the tables; null where they do not say. */
  content: XmlContent | null = null;
  /** The object that has this element. */
  host: Building = {};
  /** The object that children go to: of a primitive its sibling, null until one is needed. */
  object: Building | null = null;
  /** Index in a list; -1 where the element does not repeat. */
  index = -1;
  /** Number in the element index. */
  number: number = NOWHERE;
  offset = 0;
  /** JSON objects and arrays around the children. */
  levels = 0;
  /** Place in the order of the tables of the child met last, and its element. */
  order = -1;
  last = '';
  /** True when the element has a `value`; of a holder, when it has a resource. */
  isFilled = false;
  scope: Scope = OUTSIDE;
  isForeign = false;
  /** Elements that stand again though they do not repeat, with the times they stand. */
  again: Map<XmlElement, { count: number; readonly offset: number }> | null = null;
}

/**
 * Path and pointer of the element on top of the first `depth` frames, or of a child of it. Below a name that is not
 * shown they go no further; line and column do.
 */
export function placeOf(
  frames: readonly Frame[],
  depth: number,
  shows: (name: string) => boolean,
  child?: string,
): { readonly path: string; readonly pointer: string } {
  const type = frames[0]?.name ?? '';
  let path = /^[A-Za-z]{1,64}$/.test(type) && shows(type) ? type : '$';
  let pointer = '';
  for (let n = 1; n < depth; n++) {
    const { kind, name, index, plan } = frames[n]!;
    if (kind === RESOURCE_ELEMENT) continue;
    if (plan === null && !shows(name)) return { path, pointer };
    path += pathStep(name);
    // What stands inside a primitive is in the object beside it.
    pointer += pointerStep(kind === VALUE && (n < depth - 1 || child !== undefined) ? '_' + name : name);
    if (index >= 0) {
      path += `[${index}]`;
      pointer += `/${index}`;
    }
  }
  if (child === undefined || !shows(child)) return { path, pointer };
  return { path: path + pathStep(child), pointer: pointer + pointerStep(child) };
}
