/**
 * Follows a tree of pointers through a text, and jumps over every object and array that none leads into.
 *
 * @module
 */
import type { PointerTree, Step } from './pointer-tree.js';
import { closingQuote, find } from './strings.js';
import type { ContainerIndex } from './structure.js';

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

/** Finds the offset of every step of the tree; of its nearest ancestor where it leads nowhere. */
export function findInText(text: string, tree: PointerTree, containers: ContainerIndex, start: number): void {
  new Walk(text, containers, start).run(tree.root);
  for (const step of tree.steps) {
    const { parent } = step;
    if (parent === undefined) continue;
    if (step.offset < 0 || parent.visit === 0 || step.parentVisit !== parent.visit) {
      // Not there, or below a key that was repeated since: the nearest ancestor stands for it.
      step.offset = parent.offset;
      step.visit = 0;
    }
  }
}
