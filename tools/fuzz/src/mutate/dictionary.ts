/**
 * What stands under which key in the records that a campaign starts from, so that a mutant can take a fitting value
 * from another record.
 *
 * @module
 */
import { copy, getAt, slotsOf, type Json } from '../json.js';
import type { Random } from '../random.js';

/** Values kept a key, and the longest kept. */
const KEPT = 24;
const LONGEST = 4000;

export class Dictionary {
  private readonly values = new Map<string, Json[]>();
  private keys: string[] = [];

  /** Takes up what stands in a record. */
  add(record: Json): void {
    for (const slot of slotsOf(record)) {
      if (Array.isArray(slot.holder)) continue;
      const value = getAt(slot)!;
      let known = this.values.get(slot.key);
      if (known === undefined) this.values.set(slot.key, (known = []));
      if (known.length < KEPT && JSON.stringify(value).length <= LONGEST) known.push(value);
    }
    this.keys = [...this.values.keys()];
  }

  key(random: Random): string {
    return random.pick(this.keys);
  }

  /** A copy of a value that stands under a key somewhere; under any key where none does. */
  value(random: Random, key: string): Json {
    const known = this.values.get(key) ?? this.values.get(this.key(random)) ?? [];
    return known.length > 0 ? copy(random.pick(known)) : null;
  }
}
