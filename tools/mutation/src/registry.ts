/**
 * Reads the registry of specification versions.
 *
 * @module
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What is read of one specification version. */
export interface RegistryEntry {
  readonly version: string;
  /** Releases in which its definitions are looked up, in order. */
  readonly releases: readonly string[];
  readonly overlays?: readonly unknown[];
  readonly notModelled?: string;
}

/** The versions of one capability, oldest first. */
export function readRegistry(profilesFolder: string, capability: string): readonly RegistryEntry[] {
  const text = readFileSync(join(profilesFolder, 'specs', `${capability}.json`), 'utf8');
  return (JSON.parse(text) as { readonly versions: readonly RegistryEntry[] }).versions;
}
