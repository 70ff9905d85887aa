/**
 * What a reader gives back.
 *
 * @module
 */
import type { Issue } from '../issues/issue.js';
import type { JsonValue } from '../tables/index.js';

/** Limits of a reader. */
export interface ReadOptions {
  /** Longest text accepted, in UTF-16 code units. Default 256 Mi. */
  readonly maxLength?: number;
  /** Deepest nesting of objects and arrays accepted. Default 200. */
  readonly maxDepth?: number;
  /** Most issues reported for one text. Default 1000. */
  readonly maxIssues?: number;
}

/**
 * A value that was read, with what was wrong about its text (duplicate keys: errors that leave a value), or
 * the reason why there is none.
 */
export type ReadResult =
  | { readonly ok: true; readonly value: JsonValue; readonly issues: readonly Issue[] }
  | { readonly ok: false; readonly issues: readonly Issue[] };

/** A place in a text: line and column from 1, the column in UTF-16 code units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}
