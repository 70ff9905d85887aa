/**
 * The keys of the objects that are open during a scan, to tell a repeated one.
 *
 * @module
 */
import { unescape } from './strings.js';

/**
 * Up to this many keys are compared one by one, by a hash and then by text; an object with more gets a set.
 * FHIR objects have three or four keys on average.
 */
const SMALL = 16;

/** Doubles an array of integers. */
export function doubled(array: Int32Array): Int32Array {
  const larger = new Int32Array(array.length * 2);
  larger.set(array);
  return larger;
}

/**
 * Keys by level of nesting, in flat arrays that grow with the depth reached; no object is made for a key.
 * Linear in the length of keys, whatever they are: at most {@link SMALL} comparisons a key, then a set.
 */
export class OpenKeys {
  private count: Int32Array = new Int32Array(32);
  private starts: Int32Array = new Int32Array(32 * SMALL);
  private ends: Int32Array = new Int32Array(32 * SMALL);
  private hashes: Int32Array = new Int32Array(32 * SMALL);
  private readonly sets: (Set<string> | undefined)[] = [];

  constructor(private readonly text: string) {}

  /** Begins an object at a level. */
  open(level: number): void {
    // Arrays take levels too, but no keys: an object may lie many levels below the last one.
    while (level >= this.count.length) {
      this.count = doubled(this.count);
      this.starts = doubled(this.starts);
      this.ends = doubled(this.ends);
      this.hashes = doubled(this.hashes);
    }
    this.count[level] = 0;
    if (level < this.sets.length) this.sets[level] = undefined;
  }

  /** Adds the key between two quotes to the object of a level; true when it was there before. */
  add(level: number, start: number, end: number, escaped: boolean): boolean {
    const { text } = this;
    const set = this.sets[level];
    if (set !== undefined) {
      const size = set.size;
      return set.add(unescape(text, start, end)).size === size;
    }
    const hash = escaped ? hashOfText(unescape(text, start, end)) : hashInPlace(text, start, end);
    const count = this.count[level]!;
    const from = level * SMALL;
    const { hashes } = this;
    for (let k = from; k < from + count; k++) {
      if (hashes[k] === hash && this.isSame(k, start, end)) return true;
    }
    if (count === SMALL) this.toSet(level, start, end);
    else {
      this.starts[from + count] = start;
      this.ends[from + count] = end;
      hashes[from + count] = hash;
      this.count[level] = count + 1;
    }
    return false;
  }

  private isSame(slot: number, start: number, end: number): boolean {
    return unescape(this.text, this.starts[slot]!, this.ends[slot]!) === unescape(this.text, start, end);
  }

  private toSet(level: number, start: number, end: number): void {
    const set = new Set<string>();
    for (let k = level * SMALL; k < (level + 1) * SMALL; k++) {
      set.add(unescape(this.text, this.starts[k]!, this.ends[k]!));
    }
    set.add(unescape(this.text, start, end));
    while (this.sets.length < level) this.sets.push(undefined);
    this.sets[level] = set;
  }
}

/** Length and three characters: enough to tell the keys of one FHIR object apart; a collision costs a comparison. */
function mix(length: number, first: number, middle: number, last: number): number {
  return (Math.imul(length, 0x9e3779b1) ^ (first << 20) ^ (middle << 10) ^ last) | 0;
}

function hashInPlace(text: string, start: number, end: number): number {
  const length = end - start;
  if (length === 0) return 0;
  return mix(
    length,
    text.charCodeAt(start),
    text.charCodeAt(start + (length >> 1)),
    text.charCodeAt(end - 1),
  );
}

function hashOfText(key: string): number {
  return hashInPlace(key, 0, key.length);
}
