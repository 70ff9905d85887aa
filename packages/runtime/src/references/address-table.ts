/**
 * Resources by their address, `Type/id`.
 *
 * A Map has to hash every letter of a string that it has not met, and each reference of a record is a string of its
 * own. This table hashes some letters only, and compares the whole once.
 *
 * @module
 */

/** What an {@link AddressTable} holds. */
export interface Addressed {
  readonly type: string;
  readonly id: string;
  /** `Type/id` as a reference last wrote it; '' until one did. */
  address: string;
}

/**
 * Letters that enter the hash, counted from the end. Suppliers make ids from ids: they share beginnings or ends, and
 * differ in a digit or two in the middle.
 */
const LETTERS = [1, 2, 4, 8, 11, 12, 13, 14, 16, 18, 25, 33, 36] as const;
/** Longest search; ids that are made to collide go to a Map instead. */
const MAX_PROBES = 32;
const SLASH = 47;

/** Resources by address. The first of an address stays. */
export class AddressTable<T extends Addressed> {
  private readonly items: T[] = [];
  /** Pairs by hash: index in `items` plus one, or 0 where there is none; and the hash. */
  private readonly slots: Int32Array;
  /** The number of pairs, a power of two, less one. */
  private readonly mask: number;
  private overflow: Map<string, T> | null = null;

  /** @param capacity - most resources that will be added */
  constructor(capacity: number) {
    let length = 16;
    while (length < capacity * 2) length *= 2;
    this.slots = new Int32Array(length * 2);
    this.mask = length - 1;
  }

  /** What stands at the address that a reference writes. */
  get(address: string): T | undefined {
    const { slots, items, mask } = this;
    const hash = hashOf(address);
    let slot = hash & mask;
    for (let probes = 0; probes < MAX_PROBES; probes++) {
      const n = slots[slot * 2]!;
      if (n === 0) return undefined;
      if (slots[slot * 2 + 1] === hash) {
        const item = items[n - 1]!;
        if (item.address === address) return item;
        if (item.address === '' && isAddress(item, address)) {
          item.address = address;
          return item;
        }
      }
      slot = (slot + 1) & mask;
    }
    return this.overflow?.get(address);
  }

  /** Adds a resource; answers what has its address already, and adds nothing then. */
  add(item: T): T | undefined {
    const { slots, items, mask } = this;
    const { type, id } = item;
    const hash = hashOfParts(type, id);
    let slot = hash & mask;
    for (let probes = 0; probes < MAX_PROBES; probes++) {
      const n = slots[slot * 2]!;
      if (n === 0) {
        slots[slot * 2] = items.push(item);
        slots[slot * 2 + 1] = hash;
        return undefined;
      }
      if (slots[slot * 2 + 1] === hash) {
        const other = items[n - 1]!;
        if (other.id === id && other.type === type) return other;
      }
      slot = (slot + 1) & mask;
    }
    const address = `${type}/${id}`;
    const known = this.overflow?.get(address);
    if (known === undefined) (this.overflow ??= new Map()).set(address, item);
    return known;
  }
}

function isAddress({ type, id }: Addressed, address: string): boolean {
  return (
    address.length === type.length + 1 + id.length &&
    address.charCodeAt(type.length) === SLASH &&
    address.endsWith(id) &&
    address.startsWith(type)
  );
}

function hashOf(address: string): number {
  const { length } = address;
  let hash = length;
  for (let i = 0; i < LETTERS.length; i++) {
    const at = length - LETTERS[i]!;
    if (at < 0) break;
    hash = (Math.imul(hash, 31) + address.charCodeAt(at)) | 0;
  }
  return spread(hash);
}

/** The hash of an address that is not put together. */
function hashOfParts(type: string, id: string): number {
  const before = type.length + 1;
  const length = before + id.length;
  let hash = length;
  for (let i = 0; i < LETTERS.length; i++) {
    const at = length - LETTERS[i]!;
    if (at < 0) break;
    const letter =
      at >= before ? id.charCodeAt(at - before) : at === before - 1 ? SLASH : type.charCodeAt(at);
    hash = (Math.imul(hash, 31) + letter) | 0;
  }
  return spread(hash);
}

function spread(hash: number): number {
  return Math.imul(hash ^ (hash >>> 15), 0x9e3779b1) >>> 8;
}
