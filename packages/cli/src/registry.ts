/**
 * The registry of specification versions, as the command line uses it.
 * `src/generated/specs.ts` holds the entries.
 *
 * @module
 */
import type { Validator } from '@gpconnect/runtime';
import { didYouMean } from './did-you-mean.js';
import { UsageError } from './usage-error.js';

/** One specification version of one capability. */
export interface SpecEntry {
  /** `capability@version`. */
  readonly id: string;
  readonly capability: string;
  readonly version: string;
  /** Absent when the entry describes no FHIR payload. */
  readonly fhirVersion?: string;
  readonly status: string;
  /** Other ids that mean this entry, such as `foundations@1.2.4-beta`. */
  readonly aliases?: readonly string[];
  /** ISO date. */
  readonly published?: string;
  /** How many profiles the version pins, those without facts included. */
  readonly profiles: number;
  /** Pins for which there are no facts, with the reason. */
  readonly unresolved?: readonly { readonly canonical: string; readonly reason: string }[];
  /** Why there is nothing to validate by; then `load` is absent. */
  readonly notModelled?: string;
  /** Loads the version's tables. Every call gives the same module. */
  readonly load?: () => Promise<Validator>;
}

/** An entry that can be validated by. */
export type ModelledSpec = SpecEntry & { readonly load: () => Promise<Validator> };

/** True when `entry` can be validated by. */
export function isModelled(entry: SpecEntry): entry is ModelledSpec {
  return entry.load !== undefined;
}

/**
 * The entries that `--spec` names: ids separated by commas, in the order given, each once.
 *
 * @throws UsageError when an id is unknown or its version is not modelled.
 */
export function specsNamed(list: string, entries: readonly SpecEntry[]): ModelledSpec[] {
  const named = new Map<string, ModelledSpec>();
  for (const id of list.split(',').map((part) => part.trim())) {
    if (id === '') throw new UsageError(`--spec: an empty name in "${list}".`);
    const entry = specNamed(id, entries);
    named.set(entry.id, entry);
  }
  return [...named.values()];
}

/**
 * The entry with this id.
 *
 * @throws UsageError when it is unknown or not modelled.
 */
export function specNamed(id: string, entries: readonly SpecEntry[]): ModelledSpec {
  const entry = entries.find((candidate) => candidate.id === id || candidate.aliases?.includes(id) === true);
  if (entry === undefined) throw new UsageError(unknownSpec(id, entries));
  if (!isModelled(entry))
    throw new UsageError(`${id} is not modelled: ${entry.notModelled ?? 'no tables exist for it'}.`);
  return entry;
}

function unknownSpec(id: string, entries: readonly SpecEntry[]): string {
  const versions = entries.filter((entry) => entry.capability === id);
  if (versions.length > 0) {
    const list = versions.filter(isModelled).map((entry) => entry.version);
    return `${id} needs a version, such as ${id}@${list[list.length - 1] ?? 'version'}; known: ${list.join(', ')}.`;
  }
  const known = entries.map((entry) => entry.id);
  return `Unknown specification "${id}".${didYouMean(id, known)} "gpconnect specs" lists them.`;
}
