/**
 * Which specification versions stand for election when none is named.
 *
 * @module
 */
import { isModelled, type ModelledSpec, type SpecEntry } from '../registry.js';
import type { Features } from './features.js';

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
  'send-document',
  'update-record',
];

/**
 * The modelled versions that a payload with these features may follow, the likeliest capability first; of each
 * capability the version that suppliers adopted, then the latest that is neither a draft nor withdrawn.
 */
export function candidates(
  features: Pick<Features, 'type' | 'bundleType' | 'carriedTypes'>,
  entries: readonly SpecEntry[],
): ModelledSpec[] {
  const capabilities = new Set([...order(features), ...entries.map((entry) => entry.capability)]);
  return [...capabilities].flatMap((capability) => {
    const settled = entries
      .filter((entry) => entry.capability === capability && isSettled(entry))
      .filter(isModelled);
    const adopted = settled.find((entry) => entry.status.includes('adopted'));
    const latest = settled[settled.length - 1];
    return [...new Set([adopted, latest].filter((entry) => entry !== undefined))];
  });
}

const UNSETTLED =
  /draft|unversioned|prerelease|withdrawn|unfinished|abandoned|placeholder|reverted|development|empty/;

function isSettled(entry: SpecEntry): boolean {
  return !UNSETTLED.test(entry.status);
}
