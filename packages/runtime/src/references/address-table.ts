/**
 * Resources by their address, `Type/id`.
 *
 * A Map has to hash every letter of a string that it has not met, and each reference of a record is a string of its
 * own. This table hashes the last letters only, and compares the rest once.
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

/** Letters that enter the hash, from the end. */
const LETTERS = 5;
/** Longest search; ids that are made to collide go to a Map instead. */
const MAX_PROBES = 32;
const SLASH = 47;

/** Resources by address. The first of an address stays. */
export class AddressTable<T extends Addressed> {
  private readonly items: T[] = [];
  /** Index in `items` plus one, by hash; 0 where there is none. Its length is a power of two. */
  private readonly slots: Int32Array;
  private overflow: Map<string, T> | null = null;

  /** @param capacity - most resources that will be added */
  constructor(capacity: number) {
    let length = 16;
    while (length < capacity * 2) length *= 2;
    this.slots = new Int32Array(length);
  }

  /** What stands at the address that a reference writes. */
  get(address: string): T | undefined {
    const { slots, items } = this;
    const mask = slots.length - 1;
    let slot = hashOf(address) & mask;
    for (let probes = 0; probes < MAX_PROBES; probes++) {
      const n = slots[slot]!;
      if (n === 0) return undefined;
      const item = items[n - 1]!;
      if (item.address === address) return item;
      if (item.address === '' && isAddress(item, address)) {
        item.address = address;
        return item;
      }
      slot = (slot + 1) & mask;
    }
    return this.overflow?.get(address);
  }

  /** Adds a resource; answers what has its address already, and adds nothing then. */
  add(item: T): T | undefined {
    const { slots, items } = this;
    const { type, id } = item;
    const mask = slots.length - 1;
    let slot = hashOfParts(type, id) & mask;
    for (let probes = 0; probes < MAX_PROBES; probes++) {
      const n = slots[slot]!;
      if (n === 0) {
        slots[slot] = items.push(item);
        return undefined;
      }
      const other = items[n - 1]!;
      if (other.id === id && other.type === type) return other;
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
  for (let i = Math.max(0, length - LETTERS); i < length; i++) {
    hash = (Math.imul(hash, 31) + address.charCodeAt(i)) | 0;
  }
  return spread(hash);
}

/** The hash of an address that is not put together. */
function hashOfParts(type: string, id: string): number {
  const length = type.length + 1 + id.length;
  let hash = length;
  for (let i = Math.max(0, length - LETTERS); i < length; i++) {
    const inId = i - type.length - 1;
    const letter = inId >= 0 ? id.charCodeAt(inId) : inId === -1 ? SLASH : type.charCodeAt(i);
    hash = (Math.imul(hash, 31) + letter) | 0;
  }
  return spread(hash);
}

function spread(hash: number): number {
  return Math.imul(hash ^ (hash >>> 15), 0x9e3779b1) >>> 8;
}
