/**
 * Where the base types and those of `@types/fhir` r3 differ on purpose. A test shows that nothing else
 * differs, and that each of these does.
 */

import type { Exception } from './correspondence.js';

export const EXCEPTIONS: readonly Exception[] = [
  {
    name: 'nulls',
    direction: 'to',
    reason:
      'A list of primitives holds null where an item has only an id or extensions (FHIR 3.0.2, JSON format). Theirs cannot say so.',
  },
  {
    name: 'literals',
    direction: 'from',
    reason:
      'Codes of required bindings are unions, and references name the types of their targets. Theirs are plain strings.',
  },
  {
    name: 'resources',
    direction: 'from',
    reason:
      'A resource inside another is one of the union told apart by resourceType. Theirs is the abstract Resource.',
  },
  {
    name: 'lists',
    direction: 'from',
    reason:
      'A repeating reference is always a list. Theirs is `Reference | Reference[]` where the definition names several targets.',
  },
];

/** Interfaces that have no counterpart in theirs, and why. */
export const WITHOUT_COUNTERPART: Readonly<Record<string, string>> = {
  ResourceBase: 'Theirs calls the abstract type Resource; here that is the union of all resources.',
};
