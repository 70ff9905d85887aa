/**
 * Mutates values: structure-aware changes at places of a record.
 *
 * @module
 */
import { isMap, slotsOf, type Json, type Slot } from '../json.js';
import type { Random } from '../random.js';
import type { Synthesis } from '../synthesis.js';
import type { Dictionary } from './dictionary.js';
import { MEANING_MUTATIONS } from './meaning.js';
import { SHAPE_MUTATIONS } from './shape.js';

/** What a mutation may draw on. */
export interface MutationContext {
  readonly random: Random;
  readonly root: Json;
  /** Places of the root; some may be gone by now. */
  readonly slots: readonly Slot[];
  /** The place to change, which is there. */
  readonly slot: Slot;
  readonly dictionary: Dictionary;
  readonly synthesis: Synthesis;
  /** Longest string to make. */
  readonly longest: number;
}

/** Changes a value in place. */
export type Mutation = (context: MutationContext) => void;

const ALL: readonly Mutation[] = [...SHAPE_MUTATIONS, ...MEANING_MUTATIONS];

/** Changes a value in place, once or a few times. */
export function mutateValue(random: Random, root: Json, dictionary: Dictionary, synthesis: Synthesis): void {
  const longest = random.oneIn(50) ? 200_000 : 300;
  for (let rounds = random.size(8); rounds > 0; rounds--) {
    const slots = slotsOf(root);
    if (slots.length === 0) return;
    const slot = pickSlot(random, slots);
    random.pick(ALL)({ random, root, slots, slot, dictionary, synthesis, longest });
  }
}

/** Any place; by half of the chances one near the root, which a long record would else leave alone. */
function pickSlot(random: Random, slots: readonly Slot[]): Slot {
  const slot = random.oneIn(2) ? random.pick(slots) : slots[random.below(random.size(slots.length))]!;
  // The type of the root decides all: it is changed by the mutations meant for it.
  return slot.key === 'resourceType' && isMap(slot.holder) && random.below(4) > 0 ? random.pick(slots) : slot;
}
