/**
 * Tells FHIR versions apart by the canonicals that payloads claim.
 *
 * @module
 */
import type { Claim } from './claims.js';

/** The FHIR versions that GP Connect has used. */
export type FhirVersion = 'DSTU2' | 'STU3' | 'R4';

/**
 * The FHIR version that a canonical certainly belongs to; undefined where it does not say. A bare `fhir.nhs.uk`
 * canonical does not: STU3 payloads carry some, left over from before `/STU3/` was part of them.
 */
export function fhirVersionOf(canonical: string): FhirVersion | undefined {
  if (/^https?:\/\/fhir\.nhs\.net\//.test(canonical)) return 'DSTU2';
  if (canonical.includes('/STU3/')) return 'STU3';
  return /\/R4\/|\/UKCore-/.test(canonical) ? 'R4' : undefined;
}

/** The one FHIR version of all claims that say any; undefined where none does, or where they contradict each other. */
export function claimedVersion(claims: readonly Claim[]): FhirVersion | undefined {
  const versions = new Set(claims.map(({ url }) => fhirVersionOf(url)));
  versions.delete(undefined);
  const [only] = versions;
  return versions.size === 1 ? only : undefined;
}
