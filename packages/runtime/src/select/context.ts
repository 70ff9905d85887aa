/**
 * Where an extension may stand.
 *
 * @module
 */
import { EXTENSION, type PropertyNode } from '../nodes/property.js';
import type { ProfileTable } from '../tables/index.js';

/** Whether the contexts of an extension include the element that holds it, or the resource of a type. */
export function allows({ context }: ProfileTable, place: PropertyNode | string): boolean {
  if (context === undefined || context.length === 0) return true;
  if (typeof place === 'string') return context.some((stated) => isAbout(stated, place, place));
  return context.some(
    (stated) =>
      isAbout(stated, place.element, place.type) || (place.kind === EXTENSION && stated.includes('://')),
  );
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
