/**
 * The order of places in a document: key order of the value, parents before their children.
 *
 * @module
 */
import type { JsonValue } from '../tables/index.js';
import { shared, type Place } from './place.js';

/** Objects with fewer keys than this are searched, which is quicker than to index them. */
const FEW = 40;

/** The keys of an object, and the positions of as many of them as were asked for: an object can have any number. */
interface Index {
  readonly keys: readonly string[];
  readonly positions: Map<string, number>;
}

/** Compares places of one document. */
export class DocumentOrder {
  /** Made once an object, however many places stand below it. */
  private readonly indexes = new Map<object, Index>();

  constructor(private readonly root: JsonValue | undefined) {}

  /** Negative where `a` comes before `b`, 0 where they are the same. Only where they part do positions matter. */
  compare(a: Place, b: Place): number {
    const length = Math.min(a.length, b.length);
    const parting = shared(a, b, length);
    const [x, y] = [a[parting], b[parting]];
    // Items of one array, which is how most places part.
    if (typeof x === 'number' && typeof y === 'number') return x - y;
    let value: unknown = this.root;
    for (let i = 0; i < parting; i++) {
      const key = a[i]!;
      // Steps below what is no object, or not there, do not count.
      if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return 0;
      value = (value as Readonly<Record<string | number, unknown>>)[key];
    }
    if (typeof value !== 'object' || value === null) return 0;
    if (parting === length) return a.length - b.length;
    return this.positionOf(value, a[parting]!) - this.positionOf(value, b[parting]!);
  }

  private positionOf(object: object, key: string | number): number {
    if (typeof key === 'number') return key;
    let indexed = this.indexes.get(object);
    if (indexed === undefined) {
      const keys = Object.keys(object);
      if (keys.length < FEW) {
        const index = keys.indexOf(key);
        return index < 0 ? keys.length : index;
      }
      indexed = { keys, positions: new Map() };
      this.indexes.set(object, indexed);
    }
    const { keys, positions } = indexed;
    for (let next = positions.size; next < keys.length && !positions.has(key); next++) {
      positions.set(keys[next]!, next);
    }
    // What is not there, such as a key that was cut, comes after what is.
    return positions.get(key) ?? keys.length;
  }
}
