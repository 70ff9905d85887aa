/**
 * Chooses a specification version for a text when the user names none.
 *
 * @module
 */
import { detectSpecification, readText } from '@gpconnect/runtime';
import type { JsonValue } from '@gpconnect/runtime/tables';
import type { Detection } from './engine.js';
import type { SpecEntry } from './registry.js';

/** Chooses a version for a text among `entries`. */
export async function detect(text: string, entries: readonly SpecEntry[]): Promise<Detection> {
  const reading = plainObject(text) ?? readText(text);
  if (!reading.ok) return { readable: false, issues: reading.issues };
  const detection = await detectSpecification(reading.value, entries);
  if (detection.spec === undefined) return { readable: false, issues: [], failure: detection.reason };
  return { readable: true, spec: detection.spec, chosen: detection.chosen };
}

/** Longest text that is parsed without a look at what it is. */
const PLAIN_LIMIT = 1 << 26;

/**
 * Reads the usual text, one JSON object, by the engine alone: validation reads it again, and finds what is wrong with it.
 * Undefined for everything else, and for brackets that could nest without end.
 */
function plainObject(text: string): { readonly ok: true; readonly value: JsonValue } | undefined {
  if (!text.startsWith('{') || text.length > PLAIN_LIMIT || text.includes('[[')) return undefined;
  try {
    return { ok: true, value: JSON.parse(text) as JsonValue };
  } catch {
    return undefined;
  }
}
