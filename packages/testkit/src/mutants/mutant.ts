/**
 * Payloads that break one constraint each, and what a validator has to say of them.
 *
 * @module
 */
import type { IssueCode, Severity } from '@gpconnect/runtime';
import type { JsonObject } from '@gpconnect/runtime/tables';

/** Kinds of constraints that can be broken. */
export const CONSTRAINTS = [
  'minimum',
  'maximum',
  'prohibited',
  'type',
  'choice',
  'shape',
  'unknown-property',
  'primitive',
  'length',
  'fixed',
  'pattern',
  'binding',
  'slice-minimum',
  'slice-maximum',
  'closed-slicing',
  'slice-order',
  'target-type',
  'reference-form',
  'extension',
  'invariant',
] as const;

/** A kind of constraint. */
export type Constraint = (typeof CONSTRAINTS)[number];

/** A finding that has to be reported. */
export interface Expectation {
  readonly code: IssueCode;
  readonly severity: Severity;
  /** RFC 6901 pointer of the place. */
  readonly pointer: string;
  /** The place as findings write it where values are shown: names of properties that are not defined are masked otherwise. */
  readonly path: string;
  /** Of a rule: its key. */
  readonly key?: string;
}

/** A payload that breaks one constraint. */
export interface Mutant {
  readonly constraint: Constraint;
  /** The element whose constraint is broken, with slice names: `Patient.identifier:nhsNumber.system`. */
  readonly element: string;
  /** What was done to break it. */
  readonly about: string;
  /** The payload before. */
  readonly base: JsonObject;
  readonly value: JsonObject;
  readonly expected: Expectation;
  /** What else is wrong with the payload for the same change: a rule that no longer holds, a slice that is now empty. */
  readonly also: readonly Expectation[];
}
