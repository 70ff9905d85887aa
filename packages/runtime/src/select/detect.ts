/**
 * Chooses a specification version for a payload when the user names none.
 *
 * For each capability two versions stand for election: the one suppliers
 * adopted, and the latest that is neither a draft nor withdrawn. The payload's
 * type, what it claims and what it carries decide between them.
 *
 * @module
 */
import type { Choice } from '../api.js';
import { checkCandidates } from '../misuse/arguments.js';
import { MisuseError } from '../misuse/error.js';
import type { JsonValue, SpecTable } from '../tables/index.js';
import { candidateOf, settledCandidates, type LoadableCandidate, type SpecCandidate } from './candidates.js';
import type { Claim } from './claims.js';
import { featuresOf, type Features } from './features.js';
import { claimedVersion, type FhirVersion } from './fhir-version.js';

/** What detection found. */
export type Detection =
  | {
      /** Id of the specification version to judge by. */
      readonly spec: string;
      /** Why this one, in a sentence. */
      readonly reason: string;
      /** The FHIR version, where it is known, and the specification version, as a report lists choices. */
      readonly chosen: readonly Choice[];
    }
  /** None: what the payload claims is of a FHIR version that no settled candidate with tables has. */
  | { readonly spec?: undefined; readonly fhirVersion: FhirVersion; readonly reason: string };

/**
 * Tells which specification version a payload follows, when nobody names one: by the profiles that it and the resources
 * in it claim, by its type, and by what it carries. There is an answer for every value, so that it gets a report, save
 * where the payload certainly is of a FHIR version that no candidate has: judging it by another would mislead.
 *
 * Of each capability and FHIR version only two versions are weighed: the one that suppliers adopted, and the latest
 * that is neither a draft nor withdrawn. Those of the payload's FHIR version are, where its claims tell that.
 *
 * @param value - A FHIR JSON value that is parsed; of any shape.
 * @param candidates - Specification versions to choose from, of each capability the oldest first: their tables, or
 * summaries that load the tables when they are needed.
 * @throws MisuseError when `candidates` is no list, or none of them is settled and has tables. What loading throws is
 * passed on.
 * @example
 * ```ts
 * import { detectSpecification } from '@gpconnect/runtime';
 * import * as appointments from '@gpconnect/appointment-management/1.2.7';
 * import * as foundations from '@gpconnect/foundations/1.2.7';
 *
 * const known = [foundations, appointments];
 * const detection = await detectSpecification(
 *   value,
 *   known.map(({ spec }) => spec),
 * );
 * if (detection.spec === undefined) {
 *   console.log(`not judged: ${detection.reason}`);
 * } else {
 *   const report = known.find(({ spec }) => spec.id === detection.spec)!.validate(value);
 *   console.log([...detection.chosen, ...report.chosen]);
 * }
 * ```
 */
export async function detectSpecification(
  value: unknown,
  candidates: readonly (SpecCandidate | SpecTable)[],
): Promise<Detection> {
  checkCandidates(candidates);
  const features = featuresOf(value as JsonValue | undefined);
  const settled = settledCandidates(features, candidates.map(candidateOf));
  if (settled.length === 0) {
    const expected = 'one at least that is settled and has tables';
    throw new MisuseError('candidates', expected, `${candidates.length} of which none is`);
  }
  const claimed = claimedVersion(features.claims) ?? claimedVersion(features.carriedClaims);
  let best: { readonly candidate: LoadableCandidate; readonly fit: Fit } | undefined;
  for (const candidate of settled) {
    if (claimed !== undefined && candidate.fhirVersion !== claimed) continue;
    const fit = fitOf(features, (await candidate.load()).spec);
    if (best === undefined || fit.score > best.fit.score) best = { candidate, fit };
    // Nothing can fit better than what explains everything; the others need not be loaded.
    if (fit.perfect) break;
  }
  if (best !== undefined) return detectionOf(best.candidate, best.fit, claimed);
  // Candidates of other FHIR versions are there, so only a claimed version can have left none.
  const fhirVersion = claimed!;
  const reason = `it claims profiles of FHIR ${fhirVersion}, and no specification version with FHIR ${fhirVersion} is modelled`;
  return { fhirVersion, reason };
}

function detectionOf(candidate: LoadableCandidate, fit: Fit, claimed: FhirVersion | undefined): Detection {
  const reason = `${fit.reason}; ${standing(candidate)}`;
  const chosen: Choice[] = [];
  const fhirVersion = claimed ?? candidate.fhirVersion;
  if (fhirVersion !== undefined) {
    const why =
      claimed === undefined
        ? 'no claim tells; the specification version chosen is of it'
        : 'profiles that the payload claims belong to it';
    chosen.push({ what: 'fhir-version', value: fhirVersion, reason: why });
  }
  chosen.push({ what: 'specification', value: candidate.id, reason });
  return { spec: candidate.id, reason, chosen };
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
  if (rootClaims[0] !== undefined)
    return `it pins ${lastSegment(rootClaims[0].url)}, which the payload claims`;
  if (carriedClaims[0] !== undefined) {
    return `it pins ${lastSegment(carriedClaims[0].url)}, which a resource in the payload claims`;
  }
  if (carried) return `one of its interactions carries ${features.type}`;
  if (pinsType) return `it pins a profile of ${features.type}`;
  // What no version knows is not repeated: it could be anything.
  return 'no version has a profile of its type, so only the base specification applies';
}

function standing({ status }: SpecCandidate): string {
  return status.includes('adopted') ? 'the version that suppliers adopted' : 'the latest settled version';
}

function lastSegment(url: string): string {
  return url.slice(url.lastIndexOf('/') + 1);
}
