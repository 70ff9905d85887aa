/**
 * What a reader gives back.
 *
 * @module
 */
import type { Issue } from '../issues/issue.js';
import type { JsonValue } from '../tables/index.js';
import type { TextIndex } from './locate.js';

/** Limits of a reader. */
export interface ReadOptions {
  /** Longest text accepted, in UTF-16 code units. Default 256 Mi. */
  readonly maxLength?: number;
  /** Deepest nesting of objects and arrays accepted. Default 200. */
  readonly maxDepth?: number;
  /** Most issues reported for one text. Default 1000. */
  readonly maxIssues?: number;
  /**
   * Which names of properties and types may stand in issues. Default: none, because a name can be anybody's; `{2}`
   * stands for the second property of its object.
   */
  readonly shows?: (name: string) => boolean;
}

/** Limits where the caller sets none, or sets one to undefined, as callers without types do. FHIR payloads are some 20 levels deep. */
const DEFAULT_LIMITS = {
  maxLength: 268_435_456,
  maxDepth: 200,
  maxIssues: 1000,
  shows: () => false,
} as const satisfies Required<ReadOptions>;

/** The options with defaults for what they leave out. */
export function limitsOf(options: ReadOptions): Required<ReadOptions> {
  return {
    maxLength: options.maxLength ?? DEFAULT_LIMITS.maxLength,
    maxDepth: options.maxDepth ?? DEFAULT_LIMITS.maxDepth,
    maxIssues: options.maxIssues ?? DEFAULT_LIMITS.maxIssues,
    shows: options.shows ?? DEFAULT_LIMITS.shows,
  };
}

/**
 * A value that was read, with what was wrong about its text (duplicate keys: errors that leave a value), or
 * the reason why there is none.
 */
export type ReadResult =
  | {
      readonly ok: true;
      readonly value: JsonValue;
      readonly issues: readonly Issue[];
      /** Where things are in the text: hand it to `locate`, which then need not scan the text again. */
      readonly index: TextIndex;
    }
  | { readonly ok: false; readonly issues: readonly Issue[] };

/** A place in a text: line and column from 1, the column in UTF-16 code units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}
