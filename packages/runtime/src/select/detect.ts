/**
 * Tells which specification version a payload follows, when the caller names none.
 *
 * @module
 */
import type { Choice } from '../api.js';
import { isArray, isObject } from '../nodes/values.js';
import type { JsonObject, JsonValue } from '../tables/index.js';
import { claimsOf } from './claims.js';

/** What detection has to know of a specification version: cheap to hold for all of them. */
export interface SpecSummary {
  /** `capability@version`. */
  readonly id: string;
  readonly capability: string;
  readonly version: string;
  readonly fhirVersion: 'DSTU2' | 'STU3' | 'R4';
  /** Publication stage as the specification's site has it. */
  readonly status?: string;
  /** ISO date; the newest published version is preferred. */
  readonly published?: string;
  /** Canonicals of its pins. */
  readonly profiles: readonly string[];
  /** Resource types of the payloads it exchanges. */
  readonly resourceTypes?: readonly string[];
  /** `Bundle.type` of its responses. */
  readonly bundleTypes?: readonly string[];
}

/** What detection found. */
export interface Detection {
  /** Id of the specification version to judge by; absent when none fits. */
  readonly spec?: string;
  /** Told from the claimed canonicals; absent when the payload does not say. */
  readonly fhirVersion?: 'DSTU2' | 'STU3' | 'R4';
  /** All candidates that fit equally well, the preferred first. */
  readonly candidates: readonly string[];
  readonly chosen: readonly Choice[];
}

/** Most resources of a payload whose claims are read. */
const READ = 500;

/** Tells which specification version a value follows, by claimed profiles, resource type and Bundle type. */
export function detectSpecification(value: unknown, candidates: readonly SpecSummary[]): Detection {
  const chosen: Choice[] = [];
  const root = value as JsonValue | undefined;
  if (!isObject(root)) return { candidates: [], chosen };
  const claims = collectClaims(root);
  const fhirVersion = fhirVersionOf(claims);
  if (fhirVersion !== undefined) {
    const reason = `the canonical ${fhirVersion.because} belongs to it`;
    chosen.push({ what: 'fhir-version', value: fhirVersion.version, reason });
  }
  const eligible = candidates.filter(
    (spec) => fhirVersion === undefined || spec.fhirVersion === fhirVersion.version,
  );
  const scored = eligible.map((spec) => ({ spec, score: scoreOf(spec, root, claims) }));
  const highest = scored.reduce((best, { score }) => Math.max(best, score), 0);
  const best = scored.filter(({ score }) => score === highest && score > 0).map(({ spec }) => spec);
  best.sort(preferred);
  const known = fhirVersion === undefined ? {} : { fhirVersion: fhirVersion.version };
  const first = best[0];
  if (first === undefined) return { ...known, candidates: [], chosen };
  chosen.push({ what: 'specification', value: first.id, reason: reasonFor(first, root, claims, best) });
  return { ...known, spec: first.id, candidates: best.map(({ id }) => id), chosen };
}

/** Claimed canonicals of the root and of what it holds, with how often each is claimed. */
function collectClaims(root: JsonObject): Map<string, number> {
  const claims = new Map<string, number>();
  let read = 0;
  const add = (resource: JsonValue | undefined): void => {
    if (!isObject(resource) || read++ > READ) return;
    for (const { url } of claimsOf(resource)) claims.set(url, (claims.get(url) ?? 0) + 1);
  };
  add(root);
  for (const list of [root['entry'], root['parameter']]) {
    if (isArray(list))
      for (const item of list.slice(0, READ)) add(isObject(item) ? item['resource'] : undefined);
  }
  if (isArray(root['contained'])) for (const item of root['contained'].slice(0, READ)) add(item);
  return claims;
}

function fhirVersionOf(
  claims: ReadonlyMap<string, number>,
): { readonly version: 'DSTU2' | 'STU3' | 'R4'; readonly because: string } | undefined {
  const votes = new Map<'DSTU2' | 'STU3' | 'R4', { count: number; because: string }>();
  for (const [because, count] of claims) {
    const version = familyOf(because);
    if (version === undefined) continue;
    const vote = votes.get(version);
    if (vote === undefined) votes.set(version, { count, because });
    else vote.count += count;
  }
  const [winner] = [...votes].sort(([, a], [, b]) => b.count - a.count);
  return winner === undefined ? undefined : { version: winner[0], because: winner[1].because };
}

/** The FHIR release that a canonical of the NHS or of HL7 UK belongs to. */
function familyOf(canonical: string): 'DSTU2' | 'STU3' | 'R4' | undefined {
  if (/^https?:\/\/fhir\.nhs\.net\//.test(canonical)) return 'DSTU2';
  if (/^https?:\/\/(fhir\.nhs\.uk|fhir\.hl7\.org\.uk)\/STU3\//.test(canonical)) return 'STU3';
  if (/^https?:\/\/(fhir\.nhs\.uk|fhir\.hl7\.org\.uk)\/(R4\/)?StructureDefinition\//.test(canonical))
    return 'R4';
  return undefined;
}

/** Claims weigh most, then the type of Bundle, then that the resource type is exchanged at all. */
function scoreOf(spec: SpecSummary, root: JsonObject, claims: ReadonlyMap<string, number>): number {
  let matched = 0;
  for (const url of claims.keys()) if (spec.profiles.includes(url)) matched++;
  let score = matched * 100;
  const isType =
    typeof root['resourceType'] === 'string' && spec.resourceTypes?.includes(root['resourceType']) === true;
  if (isType) score += 10;
  if (isBundleOf(spec, root)) score += 20;
  return matched > 0 || claims.size === 0 ? score : 0;
}

function isBundleOf(spec: SpecSummary, root: JsonObject): boolean {
  const { type } = root;
  return (
    root['resourceType'] === 'Bundle' && typeof type === 'string' && spec.bundleTypes?.includes(type) === true
  );
}

/** Published before drafts, then the newest, then the highest version. */
function preferred(a: SpecSummary, b: SpecSummary): number {
  const published = Number(isPublished(b)) - Number(isPublished(a));
  if (published !== 0) return published;
  const date = (b.published ?? '').localeCompare(a.published ?? '');
  return date !== 0 ? date : b.version.localeCompare(a.version, 'en', { numeric: true });
}

function isPublished(spec: SpecSummary): boolean {
  return spec.published !== undefined && !/draft|beta|retired|withdrawn|alpha/i.test(spec.status ?? '');
}

function reasonFor(
  spec: SpecSummary,
  root: JsonObject,
  claims: ReadonlyMap<string, number>,
  best: readonly SpecSummary[],
): string {
  const reasons: string[] = [];
  const matched = [...claims.keys()].filter((url) => spec.profiles.includes(url));
  if (matched.length > 0) reasons.push(`it pins ${matched.length} of the ${claims.size} claimed profiles`);
  if (isBundleOf(spec, root)) reasons.push(`its Bundles are of type ${String(root['type'])}`);
  else if (matched.length === 0)
    reasons.push(`it exchanges resources of type ${String(root['resourceType'])}`);
  if (best.length > 1) reasons.push(`of ${best.length} versions that fit alike it is the newest published`);
  return reasons.join('; ');
}
