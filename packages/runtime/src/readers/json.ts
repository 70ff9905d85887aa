/**
 * Reads JSON text.
 *
 * @module
 */
import type { JsonValue } from '../tables/index.js';
import type { ReadOptions, ReadResult } from './result.js';

/** Reads JSON text into a value. */
export function readJson(text: string, options: ReadOptions = {}): ReadResult {
  void options;
  return { ok: true, value: JSON.parse(text) as JsonValue, issues: [] };
}
