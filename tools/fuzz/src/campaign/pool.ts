/**
 * The texts that mutants are made of: the records a campaign starts from, and mutants that made the validator say
 * something it had not said before.
 *
 * @module
 */
import type { Report } from '@gpconnect/runtime';
import type { Random } from '../random.js';

/** Mutants kept, and the longest. Bounded, so that a long campaign needs no more memory than a short one. */
const KEPT = 1500;
const LONGEST = 4000;
/** Signals that are told apart. */
const SIGNALS = 1 << 20;

/** A text and the specification version that it is meant for. */
export interface Entry {
  readonly spec: string;
  readonly text: string;
}

export class Pool {
  private readonly kept: Entry[] = [];
  private readonly seen = new Uint8Array(SIGNALS);
  /** Different signals so far. */
  signals = 0;
  /** Mutants ever kept. */
  added = 0;
  /** Characters of the mutants that are kept now: about the bytes that they take. */
  size = 0;

  constructor(private readonly seeds: readonly Entry[]) {}

  pick(random: Random): Entry {
    return this.kept.length > 0 && random.below(3) > 0 ? random.pick(this.kept) : random.pick(this.seeds);
  }

  /**
   * Notes what a report says: which codes, asked for by which elements of which definitions, how often by order of
   * magnitude. True where some of it is new.
   */
  notes(report: Report<unknown>): boolean {
    const counts = new Map<number, number>();
    for (const { code, source, severity } of report.issues) {
      const signal = hash(`${code} ${severity} ${source}`);
      counts.set(signal, (counts.get(signal) ?? 0) + 1);
    }
    let isNew = false;
    for (const [signal, count] of counts) {
      const at = (signal + Math.min(3, Math.floor(Math.log10(count)))) & (SIGNALS - 1);
      if (this.seen[at] !== 0) continue;
      this.seen[at] = 1;
      this.signals++;
      isNew = true;
    }
    return isNew;
  }

  /** Keeps a mutant; where there is no room, in place of another one. */
  keep(random: Random, entry: Entry): void {
    if (entry.text.length > LONGEST) return;
    this.added++;
    const at = this.kept.length < KEPT ? this.kept.length : random.below(KEPT);
    this.size += entry.text.length - (this.kept[at]?.text.length ?? 0);
    this.kept[at] = entry;
  }
}

function hash(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return h >>> 0;
}
