/**
 * The definitions of one release as one specification, since a verdict names releases and not a capability.
 *
 * @module
 */
import type { ProfileTable, SpecTable } from '@gpconnect/runtime/tables';
import { types } from '@gpconnect/stu3/base/types';
import { readRegistry } from '@gpconnect-tools/mutation/dist/registry.js';

/** Capabilities whose versions are generated, in the order in which their profiles are taken. */
const CAPABILITIES = [
  'foundations',
  'appointment-management',
  'access-record-structured',
  'access-document',
  'send-document',
  'update-record',
] as const;

/**
 * Merges every specification version that takes its definitions first from `release`, and knows every base type,
 * as the reference validator does.
 *
 * @param profilesFolder - the repository's `profiles/`
 */
export async function releaseSpec(release: string, profilesFolder: string): Promise<SpecTable | undefined> {
  const specs: SpecTable[] = [];
  for (const capability of CAPABILITIES) {
    for (const entry of readRegistry(profilesFolder, capability)) {
      if (entry.notModelled !== undefined || entry.overlays !== undefined || entry.releases[0] !== release)
        continue;
      const module = (await import(`@gpconnect/${capability}/${entry.version}`)) as {
        readonly spec: SpecTable;
      };
      specs.push(module.spec);
    }
  }
  const [first] = specs;
  if (first === undefined) return undefined;
  const profiles: Record<string, ProfileTable> = {};
  const asPublished: Record<string, ProfileTable> = {};
  for (const spec of specs) {
    for (const [canonical, profile] of Object.entries(spec.profiles)) profiles[canonical] ??= profile;
    for (const [canonical, profile] of Object.entries(spec.asPublished ?? {}))
      asPublished[canonical] ??= profile;
  }
  const id = `release@${release}`;
  return { ...first, id, capability: 'release', version: release, types, profiles, asPublished };
}
