/**
 * The registry: one file a capability, and the aliases of version names.
 *
 * @module
 */
import type { CapabilityRegistry, SpecificationEntry } from '@gpconnect-tools/generator/facts';
import { entryOf, type Sources } from './entry.js';

const API_CAPABILITIES = new Set([
  'foundations',
  'appointment-management',
  'access-record-structured',
  'access-document',
]);

/** Branches of the specification that repeat a version. */
const PLACEHOLDERS = [
  { version: '1.7.0', reason: 'a version banner over 1.6.0; nothing to implement' },
] as const;

/** Named versions first, in the map's order; then by number. */
function byVersion(a: string, b: string): number {
  const numbers = (version: string): number[] => (/^\d/.test(version) ? version.split('.').map(Number) : []);
  const [left, right] = [numbers(a), numbers(b)];
  for (let i = 0; i < Math.max(left.length, right.length); i += 1) {
    const difference = (left[i] ?? -1) - (right[i] ?? -1);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Every capability of the map, in its order. */
export function registries(sources: Sources): CapabilityRegistry[] {
  return Object.entries(sources.map.capabilities).map(([capability, { title, versions }]) => ({
    capability,
    title: title.replace(/ \(messaging\)$/, ''),
    versions: Object.keys(versions)
      .sort(byVersion)
      .map((version) => entryOf(capability, version, sources)),
    ...(API_CAPABILITIES.has(capability) && { placeholders: PLACEHOLDERS }),
  }));
}

/** Other names that the specification's own pages use for a version, by capability. */
export function aliases(all: readonly CapabilityRegistry[]): Record<string, Record<string, string>> {
  const result: Record<string, Record<string, string>> = {};
  for (const { capability, versions } of all) {
    const names: Record<string, string> = {};
    for (const entry of versions)
      for (const name of aliasesOf(capability, entry)) names[name] = entry.version;
    for (const { version } of versions) {
      if (version in names) throw new Error(`${capability}: ${version} is a version and an alias`);
    }
    if (Object.keys(names).length > 0) result[capability] = names;
  }
  return result;
}

function aliasesOf(capability: string, { version, status }: SpecificationEntry): string[] {
  if (status === 'public beta') return [`${version}-public-beta`];
  if (capability === 'patient-facing')
    return version.endsWith('-fhir') ? [version.replace(/-fhir$/, '')] : [];
  const beta =
    status.includes('beta') || (capability === 'send-document' && /^1\.(3\.0|6\.0)$/.test(version));
  const names = beta ? [`${version}-beta`] : [];
  if (version.startsWith('documents-'))
    return [...names, ...[version, ...names].map((name) => name.replace('documents-', ''))];
  return names;
}
