/**
 * Chooses a specification version for a text when the user names none.
 *
 * @module
 */
import { detectSpecification, readText } from '@gpconnect/runtime';
import type { Detection } from './engine.js';
import type { SpecEntry } from './registry.js';

/** Chooses a version for a text among `entries`. */
export async function detect(text: string, entries: readonly SpecEntry[]): Promise<Detection> {
  const reading = readText(text);
  if (!reading.ok) return { readable: false, issues: reading.issues };
  const detection = await detectSpecification(reading.value, entries);
  if (detection.spec === undefined) return { readable: false, issues: [], failure: detection.reason };
  return { readable: true, spec: detection.spec, chosen: detection.chosen };
}
