/**
 * Where an extension may stand.
 *
 * @module
 */
import { EXTENSION, RESOURCE, type PropertyNode } from '../nodes/property.js';
import type { ProfileTable } from '../tables/index.js';
import type { Run } from '../walk/run.js';

/** Verdicts by profile and host, so that an extension that comes thousands of times is placed once. */
const VERDICTS = new WeakMap<ProfileTable, WeakMap<PropertyNode, boolean>>();

/** Whether the contexts of an extension include the element that holds it; without a host, the root resource. */
export function allows(run: Run, profile: ProfileTable, host: PropertyNode | null): boolean {
  const contexts = profile.context ?? [];
  // A resource's place says nothing of its type, which comes from the payload.
  if (host === null || host.kind === RESOURCE) {
    const type = String(run.context.resource['resourceType']);
    return contexts.some((context) => isAbout(context, type, type));
  }
  let verdicts = VERDICTS.get(profile);
  if (verdicts === undefined) VERDICTS.set(profile, (verdicts = new WeakMap()));
  let verdict = verdicts.get(host);
  if (verdict === undefined) {
    verdict = contexts.some(
      (context) =>
        isAbout(context, host.element, host.type) || (host.kind === EXTENSION && context.includes('://')),
    );
    verdicts.set(host, verdict);
  }
  return verdict;
}

const ANYWHERE: ReadonlySet<string> = new Set(['*', 'Element', 'Any']);
const ANY_RESOURCE: ReadonlySet<string> = new Set(['Resource', 'DomainResource']);

function isAbout(context: string, element: string, type: string): boolean {
  const stated = plain(context.trim());
  const own = plain(element);
  if (ANYWHERE.has(stated) || stated === own || stated === type) return true;
  if (element.endsWith('[x]') && stated === own + type.charAt(0).toUpperCase() + type.slice(1)) return true;
  if (ANY_RESOURCE.has(stated)) return !element.includes('.');
  // Elements of a shared data type are known by the type's own path (Identifier.assigner), contexts also by the
  // whole one (Patient.identifier.assigner): the last step decides, because a false alarm is worse than a miss.
  const depth = stated.split('.').length;
  return depth > own.split('.').length && depth > 2 && lastStep(stated) === lastStep(own);
}

/** Choices are written `value[x]`, `value` or `valueQuantity`. */
function plain(path: string): string {
  return path.replace(/\[x\]/g, '');
}

function lastStep(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}
