/**
 * Finds the places of JSON pointers in a text, for findings only.
 *
 * The pointers form a tree; the scan follows it and jumps over every container that no pointer leads into, by
 * the index that reading the text left. Without the index it makes one, which is one pass over the text,
 * whatever the number of pointers.
 *
 * @module
 */
import { pointerSegments } from '../issues/names.js';
import { contentStart } from './detect.js';
import { positionsOf } from './position.js';
import type { Position } from './result.js';
import { closingQuote, find, unescape } from './strings.js';
import { scanStructure, type ContainerIndex } from './structure.js';

/** Up to this many children of a step are compared one by one. */
const FEW = 8;

/** A step of the pointers looked for. */
class Step {
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

/** A container that a pointer leads into. */
interface Level {
  readonly step: Step;
  readonly isObject: boolean;
  /** Index of the next item of an array. */
  index: number;
}

/** A walk along the tree of pointers. */
class Walk {
  private i: number;
  private visits = 0;
  /** Number of the next container, in the order of {@link ContainerIndex}. */
  private container = 0;
  private readonly open: Level[] = [];

  constructor(
    private readonly text: string,
    private readonly containers: ContainerIndex,
    start: number,
  ) {
    this.i = start;
  }

  /** The next character that is neither blank nor a colon; NaN at the end. */
  private next(): number {
    const { text } = this;
    let c = text.charCodeAt(this.i);
    while (c <= 32 || c === 58) c = text.charCodeAt(++this.i);
    return c;
  }

  private mark(step: Step, offset: number, parentVisit: number): void {
    step.offset = offset;
    step.visit = ++this.visits;
    step.parentVisit = parentVisit;
  }

  /** Enters the value that begins here where a pointer goes on into it; goes past it otherwise. */
  private value(step: Step | undefined): void {
    const { text } = this;
    const c = this.next();
    if (c === 34) {
      this.i = closingQuote(text, this.i + 1) + 1;
    } else if (c === 123 || c === 91) {
      if (step !== undefined && step.children.length > 0) {
        this.i++;
        this.container++;
        this.open.push({ step, isObject: c === 123, index: 0 });
      } else {
        const end = this.containers.ends[this.container] ?? 0;
        // Text that is not JSON has containers without an end; going to the end of the text ends the walk.
        this.i = end > this.i ? end : text.length;
        this.container = this.containers.nexts[this.container] ?? this.container;
      }
    } else {
      let d = c;
      while (d > 32 && d !== 44 && d !== 125 && d !== 93) d = text.charCodeAt(++this.i);
    }
  }

  run(root: Step): void {
    const { text, open } = this;
    this.mark(root, this.i, 0);
    this.value(root);
    while (open.length > 0) {
      const top = open[open.length - 1]!;
      const c = this.next();
      if (c === 44) {
        this.i++;
      } else if (c === 125 || c === 93) {
        this.i++;
        open.pop();
      } else if (!(c >= 0)) {
        return;
      } else if (top.isObject) {
        const from = this.i;
        const close = c === 34 ? closingQuote(text, from + 1) : find(text, ':', from);
        const child = top.step.property(text, from + 1, close);
        if (child !== undefined) this.mark(child, from, top.step.visit);
        this.i = close + 1;
        this.value(child);
      } else {
        const child = top.step.item(top.index++);
        if (child !== undefined) this.mark(child, this.i, top.step.visit);
        this.value(child);
      }
    }
  }
}

/**
 * Line and column of each pointer: of the property's key, or of the value where it is an array item or the
 * root. A pointer that leads nowhere gets the place of its nearest ancestor, so that a missing element is told
 * at the object that lacks it. Where a key is repeated, the last one counts. One scan, whatever the number of
 * pointers.
 *
 * @param text - Text that {@link readJson} has read.
 * @param pointers - RFC 6901 pointers; repeated ones cost nothing.
 * @param containers - `ReadResult.containers` of the same text, which spares a pass over it.
 */
export function locate(
  text: string,
  pointers: Iterable<string>,
  containers?: ContainerIndex,
): Map<string, Position> {
  const root = new Step(undefined, '', -1);
  /** Every step, parents first. */
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
  const places = new Map<string, Position>();
  if (wanted.size === 0) return places;

  const start = contentStart(text);
  const index = containers ?? scanStructure(text, start, Infinity, 0).containers;
  new Walk(text, index, start).run(root);

  for (const step of steps) {
    const { parent } = step;
    if (parent === undefined) continue;
    if (step.offset < 0 || parent.visit === 0 || step.parentVisit !== parent.visit) {
      // Not there, or below a key that was repeated since: the nearest ancestor stands for it.
      step.offset = parent.offset;
      step.visit = 0;
    }
  }
  const ascending = [...new Set([...wanted.values()].map((step) => step.offset))].sort((a, b) => a - b);
  const positions = positionsOf(text, ascending);
  const byOffset = new Map(ascending.map((offset, n) => [offset, positions[n]!]));
  for (const [pointer, step] of wanted) places.set(pointer, byOffset.get(step.offset)!);
  return places;
}
