/**
 * What a primitive check says.
 *
 * @module
 */
import type { JsonValue } from '../tables/index.js';

/** Codes that a fault of a primitive value can have; each is an issue code. */
export type PrimitiveFaultCode =
  | 'value.json-type'
  | 'value.format'
  | 'value.whitespace'
  | 'value.too-long'
  | 'value.narrative'
  | 'structure.empty';

/** Why a value is not a value of its primitive type. Faults are shared constants: compare, do not change. */
export interface PrimitiveFault {
  readonly code: PrimitiveFaultCode;
  /** What was expected, as a phrase that follows "expected". Never holds a part of the value. */
  readonly expected: string;
  /** For `value.too-long`: the longest length allowed, in characters. */
  readonly limit?: number;
}

/** Checks one value. Total: any JSON value may come in; never throws; linear in the value's length. */
export type PrimitiveCheck = (value: JsonValue) => PrimitiveFault | undefined;

/** The fault of an empty string: FHIR has no empty values, an absent value is left out. */
export const EMPTY_STRING: PrimitiveFault = { code: 'structure.empty', expected: 'some text' };

/** The fault of a value that is not a JSON string. */
export function notAString(expected: string): PrimitiveFault {
  return { code: 'value.json-type', expected };
}
