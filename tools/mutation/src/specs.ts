/**
 * The specification versions that are modelled.
 *
 * @module
 */
import type { SpecTable } from '@gpconnect/runtime/tables';
import { readRegistry } from './registry.js';

/** Capabilities whose versions are generated. */
export const CAPABILITIES = [
  'foundations',
  'access-record-html',
  'appointment-management',
  'access-record-structured',
  'access-document',
  'send-document',
  'update-record',
  'patient-facing',
] as const;

/** A specification version, and where its definitions come from. */
export interface Version {
  readonly spec: SpecTable;
  /** The releases in which its definitions are looked up, in order. */
  readonly releases: readonly string[];
  /** False where single definitions come from elsewhere, so that no release has exactly these. */
  readonly isWhole: boolean;
}

/**
 * All modelled versions, in the registry's order.
 *
 * @param profilesFolder - the repository's `profiles/`
 */
export async function loadVersions(profilesFolder: string): Promise<Version[]> {
  const versions: Version[] = [];
  for (const capability of CAPABILITIES) {
    const registry = readRegistry(profilesFolder, capability);
    for (const { version, releases, overlays, notModelled } of registry) {
      if (notModelled !== undefined) continue;
      const module = (await import(`@gpconnect/${capability}/${version}`)) as { readonly spec: SpecTable };
      versions.push({
        spec: module.spec,
        releases,
        isWhole: overlays === undefined,
      });
    }
  }
  return versions;
}
