/**
 * Which specification versions stand for election when none is named.
 *
 * @module
 */
import type { SpecTable } from '../tables/index.js';
import type { Features } from './features.js';

/** A specification version that a payload may be judged by: cheap to list, its tables loaded when they are needed. */
export interface SpecCandidate {
  /** `capability@version`. */
  readonly id: string;
  readonly capability: string;
  /** `DSTU2`, `STU3` or `R4`; without it, payloads that say theirs are not judged by this candidate. */
  readonly fhirVersion?: string;
  /** Publication stage; `adopted` in it marks the version that suppliers deployed. */
  readonly status: string;
  /** The module of the version, or anything that holds its `spec`; absent when there is nothing to judge by. */
  readonly load?: () => Promise<{ readonly spec: SpecTable }>;
}

/** A candidate that can be judged by. */
export type LoadableCandidate = SpecCandidate & { readonly load: NonNullable<SpecCandidate['load']> };

/** True when the candidate can be judged by. */
export function isLoadable<C extends SpecCandidate>(candidate: C): candidate is C & LoadableCandidate {
  return candidate.load !== undefined;
}

/** A candidate from tables that are loaded already; a candidate stays as it is. */
export function candidateOf(from: SpecCandidate | SpecTable): SpecCandidate {
  if (!('pins' in from)) return from;
  const { id, capability, status, fhir } = from;
  return { id, capability, status, fhirVersion: fhir.version, load: () => Promise.resolve({ spec: from }) };
}

/** Capabilities in the order in which a payload of this kind is likeliest to belong to them. */
function order(features: Pick<Features, 'type' | 'bundleType' | 'carriedTypes'>): readonly string[] {
  switch (features.type) {
    case 'Appointment':
    case 'Slot':
    case 'Schedule':
      return ['appointment-management', ...REST];
    case 'DocumentReference':
    case 'Binary':
      return ['access-document', ...REST];
    case 'Bundle':
      if (features.bundleType === 'collection') return ['access-record-structured', ...REST];
      if (features.bundleType === 'message' || features.bundleType === 'document')
        return ['send-document', 'update-record', ...REST];
      if (features.carriedTypes.has('Slot') || features.carriedTypes.has('Appointment'))
        return ['appointment-management', ...REST];
      if (features.carriedTypes.has('DocumentReference')) return ['access-document', ...REST];
      if (features.carriedTypes.has('Composition')) return ['access-record-html', ...REST];
      return REST;
    default:
      return REST;
  }
}

const REST = [
  'foundations',
  'access-record-structured',
  'appointment-management',
  'access-document',
  'access-record-html',
  'send-document',
  'update-record',
];

/**
 * The versions that a payload with these features may follow, the likeliest capability first; of each capability and
 * FHIR version the one that suppliers adopted, then the latest that is neither a draft nor withdrawn.
 *
 * @param all - in the registry's order: of each capability, the oldest first
 */
export function settledCandidates<C extends SpecCandidate>(
  features: Pick<Features, 'type' | 'bundleType' | 'carriedTypes'>,
  all: readonly C[],
): (C & LoadableCandidate)[] {
  const settled = all.filter(isSettled).filter(isLoadable);
  const capabilities = new Set([...order(features), ...settled.map(({ capability }) => capability)]);
  return [...capabilities].flatMap((capability) => {
    const own = settled.filter((one) => one.capability === capability);
    // The newest FHIR version first: it is the likeliest of a payload that does not say its own.
    const versions = [...new Set(own.map(({ fhirVersion }) => fhirVersion))].reverse();
    return versions.flatMap((version) => standing(own.filter(({ fhirVersion }) => fhirVersion === version)));
  });
}

/** Of the settled versions of a capability and FHIR version, those that stand for election. */
function standing<C extends SpecCandidate>(own: readonly C[]): C[] {
  const adopted = own.find(({ status }) => status.includes('adopted'));
  return [...new Set([adopted, own[own.length - 1]].filter((one) => one !== undefined))];
}

const UNSETTLED =
  /draft|unversioned|prerelease|withdrawn|unfinished|abandoned|placeholder|reverted|development|empty/;

function isSettled({ status }: SpecCandidate): boolean {
  return !UNSETTLED.test(status);
}
