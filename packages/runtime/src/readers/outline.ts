/**
 * Which string of a text belongs to which key or value: a value that was parsed has its strings in the order of the
 * text. So a pass from quote to quote tells the places of all keys; and where the text has more strings than the value,
 * a key was repeated and its first value lost.
 *
 * @module
 */
import type { JsonValue } from '../tables/index.js';
import { doubled } from './keys.js';
import type { PointerTree, Step } from './pointer-tree.js';
import { closingQuote, find } from './strings.js';

/** Counts the strings of a value, keys included, by the objects and arrays that they stand in. */
class Count {
  strings = 0;
  containers = 0;
  /** How many strings there are up to the end of the n-th object or array, in the order in which they begin. */
  ends: Int32Array;
  /** The number of the first object or array that begins after the n-th. */
  nexts: Int32Array;
  isTooDeep = false;
  /** True when keys may have another order in the value than in the text: the engine puts numbers first. */
  isReordered = false;

  constructor(
    expected: number,
    private readonly maxDepth: number,
  ) {
    this.ends = new Int32Array(expected);
    this.nexts = new Int32Array(expected);
  }

  /** Counts a value of which `depth` levels are above. */
  add(value: object, depth: number): void {
    if (depth >= this.maxDepth) {
      this.isTooDeep = true;
      return;
    }
    const number = this.containers++;
    if (number === this.ends.length) {
      this.ends = doubled(this.ends);
      this.nexts = doubled(this.nexts);
    }
    if (Array.isArray(value)) {
      const items = value as readonly JsonValue[];
      for (let i = 0; i < items.length; i++) {
        const item = items[i]!;
        if (typeof item === 'string') this.strings++;
        else if (typeof item === 'object' && item !== null) this.add(item, depth + 1);
      }
    } else {
      for (const key in value) {
        this.strings++;
        const first = key.charCodeAt(0);
        if (first <= 57 && first >= 48) this.isReordered = true;
        const child = (value as Readonly<Record<string, JsonValue>>)[key]!;
        if (typeof child === 'string') this.strings++;
        else if (typeof child === 'object' && child !== null) this.add(child, depth + 1);
      }
    }
    this.ends[number] = this.strings;
    this.nexts[number] = this.containers;
  }
}

/** Offsets of the opening quotes of all strings; undefined where there are not as many as expected. */
function offsetsOfStrings(text: string, start: number, expected: number): Int32Array | undefined {
  const { length } = text;
  const offsets = new Int32Array(expected);
  let count = 0;
  let backslash = find(text, '\\', start);
  for (let quote = find(text, '"', start); quote < length;) {
    if (count === expected) return undefined;
    offsets[count++] = quote;
    let close = find(text, '"', quote + 1);
    if (backslash < close) {
      close = closingQuote(text, quote + 1);
      backslash = find(text, '\\', close);
    }
    quote = find(text, '"', close + 1);
  }
  return count === expected ? offsets : undefined;
}

/** The strings of a text, and where in its value they stand. */
export class Outline {
  private isFound = true;

  private constructor(
    private readonly text: string,
    private readonly start: number,
    private readonly value: JsonValue,
    /** Offsets of the opening quotes of all strings. */
    private readonly strings: Int32Array,
    private readonly ends: Int32Array,
    private readonly nexts: Int32Array,
  ) {}

  /**
   * The outline of a text that was parsed.
   *
   * @param start - Where its content begins.
   * @returns `'too-deep'` where the value has more levels than `maxDepth`; undefined where the value does not tell:
   * keys are repeated, or may have another order.
   */
  static of(
    text: string,
    start: number,
    value: JsonValue,
    maxDepth: number,
  ): Outline | 'too-deep' | undefined {
    const count = new Count(Math.max(16, text.length >> 7), maxDepth);
    if (typeof value === 'string') count.strings++;
    else if (typeof value === 'object' && value !== null) count.add(value, 0);
    if (count.isTooDeep) return 'too-deep';
    if (count.isReordered) return undefined;
    const strings = offsetsOfStrings(text, start, count.strings);
    return strings && new Outline(text, start, value, strings, count.ends, count.nexts);
  }

  /** Finds the offset of every step of a tree; of its nearest ancestor where it leads nowhere. False where it cannot. */
  find(tree: PointerTree): boolean {
    this.isFound = true;
    tree.root.offset = this.start;
    if (tree.root.children.length > 0) this.enter(tree.root, this.value, 0, 0);
    for (const step of tree.steps) if (step.offset < 0) step.offset = step.parent!.offset;
    return this.isFound;
  }

  /**
   * Goes on into a value.
   *
   * @param string - Number of the first string in it.
   * @param container - Its own number, if it is an object or array.
   */
  private enter(step: Step, value: JsonValue, string: number, container: number): void {
    if (typeof value !== 'object' || value === null) return;
    let next = container + 1;
    if (Array.isArray(value)) {
      const items = value as readonly JsonValue[];
      for (let i = 0; i < items.length; i++) {
        const item = items[i]!;
        const child = step.item(i);
        if (child !== undefined) child.offset = this.offsetOfItem(item, string);
        if (typeof item === 'string') string++;
        else if (typeof item === 'object' && item !== null) {
          if (child !== undefined && child.children.length > 0) this.enter(child, item, string, next);
          string = this.ends[next]!;
          next = this.nexts[next]!;
        }
      }
      return;
    }
    const object = value as Readonly<Record<string, JsonValue>>;
    for (const key in object) {
      const child = step.child(key);
      if (child !== undefined) child.offset = this.strings[string]!;
      string++;
      const property = object[key]!;
      if (typeof property === 'string') string++;
      else if (typeof property === 'object' && property !== null) {
        if (child !== undefined && child.children.length > 0) this.enter(child, property, string, next);
        string = this.ends[next]!;
        next = this.nexts[next]!;
      }
    }
  }

  /** Offset of an item of an array: of a string, or of an object that has a key. Others are not among the strings. */
  private offsetOfItem(item: JsonValue, string: number): number {
    if (typeof item === 'string') return this.strings[string]!;
    if (typeof item === 'object' && item !== null && !Array.isArray(item) && hasKeys(item)) {
      let at = this.strings[string]! - 1;
      // Between the bracket and the first key there are only blanks.
      while (at > 0 && this.text.charCodeAt(at) <= 32) at--;
      return at;
    }
    this.isFound = false;
    return 0;
  }
}

function hasKeys(object: object): boolean {
  for (const key in object) return key.length >= 0;
  return false;
}
