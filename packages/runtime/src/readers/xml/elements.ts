/**
 * Where the elements of a text stand, and from that where the pointers of findings lead.
 *
 * @module
 */
import { pointerSegments } from '../../issues/names.js';
import { positionsOf } from '../position.js';
import type { Position } from '../result.js';

/** Number that stands for "below nothing that the value has". */
export const NOWHERE = -1;

/** The elements of a text in document order: parallel arrays, because there are many. */
export class ElementIndex {
  /** Twice the parent's number, plus one where the parent is a primitive, whose children stand in its sibling. */
  readonly parents: number[] = [];
  readonly names: string[] = [];
  /** Index in a list; -1 where the element does not repeat. */
  readonly indexes: number[] = [];
  readonly offsets: number[] = [];

  /** Adds an element and gives its number. */
  add(parent: number, isInSibling: boolean, name: string, index: number, offset: number): number {
    const { parents } = this;
    parents.push(parent * 2 + (isInSibling ? 1 : 0));
    this.names.push(name);
    this.indexes.push(index);
    this.offsets.push(offset);
    return parents.length - 1;
  }
}

/** A step of the pointers looked for. */
class Step {
  offset = -1;
  children: Map<string, Step> | null = null;

  constructor(readonly parent: Step | null) {}

  child(name: string): Step | undefined {
    return this.children?.get(name);
  }

  add(name: string): Step {
    this.children ??= new Map();
    let child = this.children.get(name);
    if (child === undefined) {
      child = new Step(this);
      this.children.set(name, child);
    }
    return child;
  }

  /** Marks the step, or its item; gives what was marked last. */
  reach(index: number, offset: number): Step | undefined {
    // A list stands where its first item stands.
    if (this.offset < 0) this.offset = offset;
    if (index < 0) return this;
    const item = this.child(String(index));
    if (item !== undefined) item.offset = offset;
    return item;
  }
}

/**
 * Line and column of each pointer: of the element's opening tag. A pointer that leads to no element gets the place of
 * its nearest ancestor, so that a missing element is told at the element that lacks it. One pass over the elements,
 * whatever the number of pointers.
 */
export function locateElements(
  text: string,
  pointers: Iterable<string>,
  elements: ElementIndex,
): Map<string, Position> {
  const root = new Step(null);
  const wanted = new Map<string, Step>();
  for (const pointer of pointers) {
    if (wanted.has(pointer)) continue;
    let step = root;
    for (const segment of pointerSegments(pointer)) step = step.add(segment);
    wanted.set(pointer, step);
  }
  const places = new Map<string, Position>();
  if (wanted.size === 0) return places;
  mark(root, elements);
  const offsets = new Map<string, number>();
  for (const [pointer, found] of wanted) {
    let step = found;
    while (step.offset < 0 && step.parent !== null) step = step.parent;
    offsets.set(pointer, Math.max(0, step.offset));
  }
  const ascending = [...new Set(offsets.values())].sort((a, b) => a - b);
  const positions = positionsOf(text, ascending);
  const byOffset = new Map(ascending.map((offset, n) => [offset, positions[n]!]));
  for (const [pointer, offset] of offsets) places.set(pointer, byOffset.get(offset)!);
  return places;
}

function mark(root: Step, { parents, names, indexes, offsets }: ElementIndex): void {
  /** The step of each element, and that of the sibling of a primitive. */
  const own: (Step | undefined)[] = [];
  const siblings: (Step | undefined)[] = [];
  for (let n = 0; n < parents.length; n++) {
    const code = parents[n]!;
    const offset = offsets[n]!;
    if (n === 0) {
      root.offset = offset;
      own.push(root);
      siblings.push(undefined);
      continue;
    }
    const parent = code >> 1;
    const container = code < 0 ? undefined : (code & 1) === 0 ? own[parent] : siblings[parent];
    if (container === undefined || container.children === null) {
      own.push(undefined);
      siblings.push(undefined);
      continue;
    }
    const name = names[n]!;
    const index = indexes[n]!;
    own.push(container.child(name)?.reach(index, offset));
    siblings.push(container.child('_' + name)?.reach(index, offset));
  }
}
