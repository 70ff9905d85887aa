/**
 * Chooses a specification version for a payload when the user names none.
 *
 * For each capability two versions stand for election: the one suppliers
 * adopted, and the latest that is neither a draft nor withdrawn. The payload's
 * type, what it claims and what it carries decide between them.
 *
 * @module
 */
import type { JsonValue, SpecTable } from '../tables/index.js';
import { isLoadable, settledCandidates, type LoadableCandidate, type SpecCandidate } from './candidates.js';
import type { Claim } from './claims.js';
import { featuresOf, type Features } from './features.js';

/** What detection found. */
export type Detection =
  /** The specification version to judge by, and why this one, in a sentence. */
  | { readonly spec: string; readonly reason: string }
  /** None: the payload claims profiles of a FHIR version that no candidate with tables has. */
  | { readonly spec?: undefined; readonly fhirVersion: 'DSTU2' | 'R4'; readonly reason: string };

/**
 * Tells which specification version a payload follows, when nobody names one: by the profiles that it and the resources
 * in it claim, by its type, and by what it carries. There is an answer for every value, so that it gets a report.
 *
 * @param value - A FHIR JSON value that is parsed; of any shape.
 * @param candidates - Specification versions to choose from, of each capability the oldest first.
 * @throws RangeError when no candidate is settled and has tables.
 * @example
 * ```ts
 * import { detectSpecification } from '@gpconnect/runtime';
 * import { spec as foundations } from '@gpconnect/foundations/1.2.7';
 * import { spec as appointments } from '@gpconnect/appointment-management/1.2.7';
 *
 * const candidates = [foundations, appointments].map((spec) => ({
 *   id: spec.id,
 *   capability: spec.capability,
 *   status: spec.status,
 *   fhirVersion: spec.fhir.version,
 *   load: () => Promise.resolve({ spec }),
 * }));
 * const { spec, reason } = await detectSpecification(value, candidates);
 * ```
 */
export async function detectSpecification(
  value: unknown,
  candidates: readonly SpecCandidate[],
): Promise<Detection> {
  const features = featuresOf(value as JsonValue | undefined);
  const fhirVersion = foreignVersion(features);
  if (
    fhirVersion !== undefined &&
    !candidates.some((one) => isLoadable(one) && one.fhirVersion === fhirVersion)
  ) {
    const reason = `it claims profiles of FHIR ${fhirVersion}, and no specification version with FHIR ${fhirVersion} is modelled`;
    return { fhirVersion, reason };
  }
  let best: { readonly candidate: LoadableCandidate; readonly fit: Fit } | undefined;
  for (const candidate of settledCandidates(features, candidates)) {
    const fit = fitOf(features, (await candidate.load()).spec);
    if (best === undefined || fit.score > best.fit.score) best = { candidate, fit };
    // Nothing can fit better than what explains everything; the others need not be loaded.
    if (fit.perfect) break;
  }
  if (best === undefined) throw new RangeError('no candidate is settled and has tables');
  return { spec: best.candidate.id, reason: `${best.fit.reason}; ${standing(best.candidate)}` };
}

/**
 * The FHIR version of claims that only another version than STU3 has. A bare `fhir.nhs.uk` canonical is no such
 * claim: STU3 payloads carry some, left over from before `/STU3/` was part of them.
 */
function foreignVersion(features: Features): 'DSTU2' | 'R4' | undefined {
  const claims = [...features.claims, ...features.carriedClaims];
  if (claims.some(({ url }) => url.startsWith('http://fhir.nhs.net/'))) return 'DSTU2';
  return claims.some(({ url }) => /\/R4\/|\/UKCore-/.test(url)) ? 'R4' : undefined;
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
  const rootClaims = features.claims.filter(({ url }) => pins.has(url));
  const carriedClaims = features.carriedClaims.filter(({ url }) => pins.has(url));
  const strangers = [...features.carriedTypes].filter((type) => !Object.hasOwn(spec.types, type));
  const strangeClaims = features.carriedClaims.filter(({ url }) => !Object.hasOwn(spec.profiles, url));
  const otherVersions = [...features.claims, ...features.carriedClaims].filter(({ url, version }) => {
    const known = Object.hasOwn(spec.profiles, url) ? spec.profiles[url]?.version : undefined;
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
    carriedClaims.length === features.carriedClaims.length &&
    strangers.length + otherVersions.length === 0;
  return {
    score,
    perfect,
    reason: reasonOf(features, rootClaims, carriedClaims, carriedBy.length > 0, pinsType),
  };
}

function reasonOf(
  features: Features,
  rootClaims: readonly Claim[],
  carriedClaims: readonly Claim[],
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

function standing({ status }: SpecCandidate): string {
  return status.includes('adopted') ? 'the version that suppliers adopted' : 'the latest settled version';
}

function lastSegment({ url }: Claim): string {
  return url.slice(url.lastIndexOf('/') + 1);
}
