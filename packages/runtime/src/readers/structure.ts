/**
 * Scans a text for its brackets and keys: where objects and arrays end, how deep they are nested, which keys are repeated.
 *
 * The pass goes from quote to quote and from bracket to bracket with the engine's search for a character; what
 * lies between, mostly indentation, is never looked at. It does not check syntax: the engine's parser does. On
 * text that is not JSON it ends all the same, and what it found is of no use.
 *
 * @module
 */
import { doubled, OpenKeys } from './keys.js';
import { closingQuote, find } from './strings.js';

/**
 * Objects and arrays in the order in which they begin. `ends[n]` is the offset after the n-th; `nexts[n]` is
 * the number of the first container that begins after it, so that `n + 1` is its first inner one or, where
 * that equals `nexts[n]`, it has none.
 */
export interface ContainerIndex {
  readonly ends: Int32Array;
  readonly nexts: Int32Array;
}

/** What the pass found. */
export interface Structure {
  /** Offsets of the opening quotes of keys that their object had before, ascending. */
  readonly duplicates: readonly number[];
  /** True where nesting went beyond the limit; the pass stopped there. */
  readonly tooDeep: boolean;
  readonly containers: ContainerIndex;
}

/** Offsets of the next bracket of each kind, at or after the scan. */
class Brackets {
  /** The nearest. */
  next = 0;
  private openObject = 0;
  private closeObject = 0;
  private openArray = 0;
  private closeArray = 0;

  constructor(
    private readonly text: string,
    from: number,
  ) {
    this.openObject = find(text, '{', from);
    this.closeObject = find(text, '}', from);
    this.openArray = find(text, '[', from);
    this.closeArray = find(text, ']', from);
    this.update();
  }

  private update(): void {
    const objects = this.openObject < this.closeObject ? this.openObject : this.closeObject;
    const arrays = this.openArray < this.closeArray ? this.openArray : this.closeArray;
    this.next = objects < arrays ? objects : arrays;
  }

  /** Forgets brackets before `from`: they were taken, or are text in a string. */
  passTo(from: number): void {
    const { text } = this;
    if (this.openObject < from) this.openObject = find(text, '{', from);
    if (this.closeObject < from) this.closeObject = find(text, '}', from);
    if (this.openArray < from) this.openArray = find(text, '[', from);
    if (this.closeArray < from) this.closeArray = find(text, ']', from);
    this.update();
  }
}

/** The number of containers a text of a length is first expected to have. */
function expectedContainers(length: number): number {
  return Math.max(64, length >> 7);
}

function isBlank(c: number): boolean {
  return c <= 32;
}

/** Offset of the first character of the value after a key that ends before `i`. */
function valueStart(text: string, i: number): number {
  while (isBlank(text.charCodeAt(i))) i++;
  if (text.charCodeAt(i) === 58) i++;
  while (isBlank(text.charCodeAt(i))) i++;
  return i;
}

/**
 * Scans the text once.
 *
 * @param start - Where to begin: after a byte-order mark.
 * @param maxDepth - Deepest nesting accepted.
 * @param limit - Most duplicates reported; with 0, keys are not compared.
 */
export function scanStructure(text: string, start: number, maxDepth: number, limit: number): Structure {
  const { length } = text;
  const keys = new OpenKeys(text);
  const compare = limit > 0;
  const brackets = new Brackets(text, start);
  const duplicates: number[] = [];
  let ends: Int32Array = new Int32Array(expectedContainers(length));
  let nexts: Int32Array = new Int32Array(expectedContainers(length));
  let count = 0;
  /** The open containers: their number, negated and less one where they are arrays. */
  const open: number[] = [];
  let quote = find(text, '"', start);
  let backslash = find(text, '\\', start);
  let keyNext = false;
  for (;;) {
    const at = brackets.next;
    if (at < quote) {
      const c = text.charCodeAt(at);
      if (c === 123 || c === 91) {
        if (open.length >= maxDepth) {
          return { duplicates, tooDeep: true, containers: { ends, nexts } };
        }
        if (count === ends.length) {
          ends = doubled(ends);
          nexts = doubled(nexts);
        }
        keyNext = c === 123;
        open.push(keyNext ? count : -1 - count);
        if (keyNext && compare) keys.open(open.length);
        count++;
      } else {
        const closed = open.pop();
        // More closing than opening brackets: not JSON, which the parser will say.
        if (closed === undefined) break;
        const number = closed < 0 ? -1 - closed : closed;
        ends[number] = at + 1;
        nexts[number] = count;
        keyNext = open.length > 0 && open[open.length - 1]! >= 0;
      }
      brackets.passTo(at + 1);
      continue;
    }
    if (quote === length) break;
    const from = quote + 1;
    let close = find(text, '"', from);
    let escaped = false;
    if (backslash < close) {
      if (backslash < from) backslash = find(text, '\\', from);
      if (backslash < close) {
        escaped = true;
        close = closingQuote(text, from);
        backslash = find(text, '\\', close);
      }
    }
    if (brackets.next < close) brackets.passTo(close);
    const opening = quote;
    quote = find(text, '"', close + 1);
    if (!keyNext) {
      keyNext = open.length > 0 && open[open.length - 1]! >= 0;
    } else {
      if (compare && keys.add(open.length, from, close, escaped) && duplicates.length < limit) {
        duplicates.push(opening);
      }
      // After a number or a word, too, the next string is a key; brackets set it for themselves.
      keyNext = valueStart(text, close + 1) !== quote;
    }
  }
  return { duplicates, tooDeep: false, containers: { ends, nexts } };
}
