/**
 * Checks of `boolean`, `integer`, `unsignedInt`, `positiveInt` and `decimal`.
 *
 * A parsed JSON number no longer tells how it was written, so that `1.0` passes as an integer and `1e5` as a
 * decimal; a reader that keeps the text can be stricter.
 *
 * @module
 */
import type { JsonValue } from '../tables/index.js';
import type { PrimitiveCheck, PrimitiveFault } from './fault.js';

const LARGEST = 2_147_483_647;

const format = (expected: string): PrimitiveFault => ({ code: 'value.format', expected });
const jsonType = (expected: string): PrimitiveFault => ({ code: 'value.json-type', expected });

const BOOLEAN = jsonType('true or false, without quotes');
const NUMBER = jsonType('a JSON number, without quotes');
const INTEGER = format(`a whole number from -2147483648 to ${LARGEST}`);
const UNSIGNED = format(`a whole number from 0 to ${LARGEST}`);
const POSITIVE = format(`a whole number from 1 to ${LARGEST}`);
const DECIMAL = format('a number that fits a double');

/** `boolean`: JSON true or false. */
export const checkBoolean: PrimitiveCheck = (value: JsonValue) =>
  typeof value === 'boolean' ? undefined : BOOLEAN;

function inRange(lowest: number, fault: PrimitiveFault): PrimitiveCheck {
  return (value: JsonValue) => {
    if (typeof value !== 'number') return NUMBER;
    return Number.isInteger(value) && value >= lowest && value <= LARGEST ? undefined : fault;
  };
}

/** `integer`: 32 bits, signed. */
export const checkInteger: PrimitiveCheck = inRange(-2_147_483_648, INTEGER);
/** `unsignedInt`: 0 to 2,147,483,647. */
export const checkUnsignedInt: PrimitiveCheck = inRange(0, UNSIGNED);
/** `positiveInt`: 1 to 2,147,483,647. */
export const checkPositiveInt: PrimitiveCheck = inRange(1, POSITIVE);

/** `decimal`: any JSON number; one too large for a double has been read as infinite and is refused. */
export const checkDecimal: PrimitiveCheck = (value: JsonValue) => {
  if (typeof value !== 'number') return NUMBER;
  return Number.isFinite(value) ? undefined : DECIMAL;
};
