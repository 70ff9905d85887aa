/**
 * The pointers whose places are looked for, as a tree.
 *
 * @module
 */
import { pointerSegments } from '../issues/names.js';
import { unescape } from './strings.js';

/** Up to this many children of a step are compared one by one. */
const FEW = 8;

/** A step of the pointers looked for. */
export class Step {
  readonly children: Step[] = [];
  /** The children by name, and by index in an array; made where there are many. */
  private byName: Map<string, Step> | undefined;
  private byIndex: Map<number, Step> | undefined;
  /** Offset of the key, or of the value in arrays; -1 until found. */
  offset = -1;
  /** Number of the visit that set the offset. */
  visit = 0;
  /** Visit of the parent at that time: a repeated key makes what was found below the earlier one void. */
  parentVisit = 0;

  constructor(
    readonly parent: Step | undefined,
    readonly name: string,
    /** The name as an array index, or -1. */
    private readonly index: number,
  ) {}

  child(name: string): Step | undefined {
    if (this.byName !== undefined) return this.byName.get(name);
    for (const child of this.children) if (child.name === name) return child;
    return undefined;
  }

  item(index: number): Step | undefined {
    if (this.children.length <= FEW) {
      for (const child of this.children) if (child.index === index) return child;
      return undefined;
    }
    this.byIndex ??= new Map(this.children.map((child) => [child.index, child]));
    return this.byIndex.get(index);
  }

  /** The child whose name stands, as JSON writes it, between `start` and `end`. */
  property(text: string, start: number, end: number): Step | undefined {
    const { children } = this;
    if (children.length > FEW) return this.child(unescape(text, start, end));
    for (const child of children) {
      const { name } = child;
      // A name with a backslash is never written as it is.
      if (name.length === end - start && text.startsWith(name, start) && !name.includes('\\')) return child;
    }
    return text.slice(start, end).includes('\\') ? this.child(unescape(text, start, end)) : undefined;
  }

  add(name: string): Step {
    const child = new Step(this, name, isIndex(name) ? Number(name) : -1);
    this.children.push(child);
    if (this.byName !== undefined) this.byName.set(name, child);
    else if (this.children.length > FEW) this.byName = new Map(this.children.map((c) => [c.name, c]));
    return child;
  }
}

function isIndex(segment: string): boolean {
  if (segment.length === 0 || segment.length > 9) return false;
  for (let i = 0; i < segment.length; i++) {
    const c = segment.charCodeAt(i);
    if (c < 48 || c > 57) return false;
  }
  return segment.length === 1 || segment.charCodeAt(0) !== 48;
}

/** A tree of pointers. */
export interface PointerTree {
  readonly root: Step;
  /** Every step, parents first. */
  readonly steps: readonly Step[];
  /** The last step of each pointer. */
  readonly wanted: ReadonlyMap<string, Step>;
}

/** The tree of some pointers; repeated ones cost nothing. */
export function pointerTree(pointers: Iterable<string>): PointerTree {
  const root = new Step(undefined, '', -1);
  const steps: Step[] = [root];
  const wanted = new Map<string, Step>();
  for (const pointer of pointers) {
    if (wanted.has(pointer)) continue;
    let step = root;
    for (const segment of pointerSegments(pointer)) {
      let child = step.child(segment);
      if (child === undefined) {
        child = step.add(segment);
        steps.push(child);
      }
      step = child;
    }
    wanted.set(pointer, step);
  }
  return { root, steps, wanted };
}
