/**
 * Chooses a specification version for a payload when the user names none.
 *
 * For each capability two versions stand for election: the one suppliers
 * adopted, and the latest that is neither a draft nor withdrawn. The payload's
 * type, what it claims and what it carries decide between them.
 *
 * @module
 */
import { readText, type SpecTable } from '@gpconnect/runtime';
import type { Detection } from '../engine.js';
import { isModelled, type ModelledSpec, type SpecEntry } from '../registry.js';
import { candidates } from './candidates.js';
import { featuresOf, type Features } from './features.js';

/** Chooses a version for a text among `entries`. */
export async function detect(text: string, entries: readonly SpecEntry[]): Promise<Detection> {
  const reading = readText(text);
  if (!reading.ok) return { readable: false, issues: reading.issues };
  const features = featuresOf(reading.value);
  const fhirVersion = foreignVersion(features);
  if (
    fhirVersion !== undefined &&
    !entries.some((entry) => isModelled(entry) && entry.fhirVersion === fhirVersion)
  ) {
    return {
      readable: false,
      issues: [],
      failure: `it claims profiles of FHIR ${fhirVersion}, and no specification version with FHIR ${fhirVersion} is modelled`,
    };
  }
  let best: { readonly entry: ModelledSpec; readonly fit: Fit } | undefined;
  for (const entry of candidates(features, entries)) {
    const fit = fitOf(features, (await entry.load()).spec);
    if (best === undefined || fit.score > best.fit.score) best = { entry, fit };
    // Nothing can fit better than what explains everything; the others need not be loaded.
    if (fit.perfect) break;
  }
  if (best === undefined) throw new Error('the registry holds no modelled version');
  return { readable: true, spec: best.entry.id, reason: `${best.fit.reason}; ${standing(best.entry)}` };
}

/**
 * The FHIR version of claims that only another version than STU3 has. A bare `fhir.nhs.uk` canonical is no such
 * claim: STU3 payloads carry some, left over from before `/STU3/` was part of them.
 */
function foreignVersion(features: Features): 'DSTU2' | 'R4' | undefined {
  const claims = [...features.claims, ...features.carriedClaims];
  if (claims.some((claim) => claim.startsWith('http://fhir.nhs.net/'))) return 'DSTU2';
  return claims.some((claim) => /\/R4\/|\/UKCore-/.test(claim)) ? 'R4' : undefined;
}

/** How well a version explains a payload. */
interface Fit {
  readonly score: number;
  /** Everything that the payload is, claims and carries is known to the version. */
  readonly perfect: boolean;
  readonly reason: string;
}

function fitOf(features: Features, spec: SpecTable): Fit {
  const pins = new Set(spec.pins.map((pin) => pin.canonical));
  const payloads = spec.interactions.flatMap((interaction) =>
    [interaction.request, interaction.response].filter((payload) => payload !== undefined),
  );
  const carriedBy = payloads.filter((payload) => payload.type === features.type);
  const rootClaims = features.claims.filter((claim) => pins.has(canonical(claim)));
  const carriedClaims = [...features.carriedClaims].filter((claim) => pins.has(canonical(claim)));
  const strangers = [...features.carriedTypes].filter((type) => !Object.hasOwn(spec.types, type));
  const strangeClaims = [...features.carriedClaims].filter(
    (claim) => !Object.hasOwn(spec.profiles, canonical(claim)),
  );
  const otherVersions = [...features.claims, ...features.carriedClaims].filter((claim) => {
    const version = claim.split('|')[1];
    const known = spec.profiles[canonical(claim)]?.version;
    return version !== undefined && known !== undefined && version !== known;
  });
  // A request that has no profile of its own is told from one whose content is profiled by what it carries.
  const plain = features.carriedTypes.size === 0;
  const alike = carriedBy.some((payload) => (payload.profiles.length === 0) === plain);

  const pinsType = [...pins].some((url) => spec.profiles[url]?.type === features.type);

  const score =
    8 * rootClaims.length +
    (pinsType ? 2 : 0) +
    (carriedBy.length > 0 ? 6 : 0) +
    (alike ? 1 : 0) +
    2 * carriedClaims.length -
    2 * (strangers.length + strangeClaims.length) -
    otherVersions.length;
  const perfect =
    carriedBy.length > 0 &&
    rootClaims.length === features.claims.length &&
    rootClaims.length > 0 &&
    carriedClaims.length === features.carriedClaims.size &&
    strangers.length + otherVersions.length === 0;
  return {
    score,
    perfect,
    reason: reasonOf(features, rootClaims, carriedClaims, carriedBy.length > 0, pinsType),
  };
}

function reasonOf(
  features: Features,
  rootClaims: readonly string[],
  carriedClaims: readonly string[],
  carried: boolean,
  pinsType: boolean,
): string {
  if (features.type === undefined) return 'nothing in the payload tells';
  if (rootClaims[0] !== undefined) return `it pins ${lastSegment(rootClaims[0])}, which the payload claims`;
  if (carriedClaims[0] !== undefined) {
    return `it pins ${lastSegment(carriedClaims[0])}, which a resource in the payload claims`;
  }
  const type = /^[A-Za-z]{1,40}$/.test(features.type) ? features.type : 'this type';
  if (carried) return `one of its interactions carries ${type}`;
  if (pinsType) return `it pins a profile of ${type}`;
  return `no version has a profile of ${type}, so only the base specification applies`;
}

function standing(entry: SpecEntry): string {
  return entry.status.includes('adopted')
    ? 'the version that suppliers adopted'
    : 'the latest settled version';
}

function canonical(claim: string): string {
  const bar = claim.indexOf('|');
  return bar < 0 ? claim : claim.slice(0, bar);
}

function lastSegment(claim: string): string {
  const plain = canonical(claim);
  return plain.slice(plain.lastIndexOf('/') + 1);
}
