/**
 * Order of FHIR dates, times and instants under FHIRPath's rule: two values are
 * compared only as far as both are precise.
 *
 * @module
 */
import type { JsonValue } from './index.js';

const dateTime =
  /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d)(?::(\d\d)(?::(\d\d)(\.\d+)?)?)?(Z|[+-]\d\d:\d\d)?)?)?)?$/;

/** A date split into numbers, as far as it goes. */
interface Moment {
  /** Year, month, day, hour, minute, second with its fraction. */
  readonly parts: readonly number[];
  /** Minutes that the written time is ahead of UTC; absent when nothing says so. */
  readonly offset?: number;
}

/**
 * Compares two dates, date-times or instants.
 *
 * A value without a time is compared by the calendar day that the other one
 * prints, whatever its offset. Of two values with a time, one without offset
 * counts as UTC.
 *
 * @param left - a FHIR date, date-time or instant
 * @param right - likewise
 * @returns negative, zero or positive; `NaN` where either is no date, or where
 *   they agree as far as the less precise one goes
 */
export function compareDates(left: JsonValue | undefined, right: JsonValue | undefined): number {
  if (typeof left === 'string' && typeof right === 'string' && inOneForm(left, right)) {
    return left === right ? 0 : left < right ? -1 : 1;
  }
  const a = momentOf(left);
  const b = momentOf(right);
  if (a === undefined || b === undefined) return NaN;
  const shared = Math.min(a.parts.length, b.parts.length);
  const aParts = shared > 3 ? inUtc(a) : a.parts;
  const bParts = shared > 3 ? inUtc(b) : b.parts;
  for (let i = 0; i < shared; i++) {
    const difference = (aParts[i] ?? 0) - (bParts[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.parts.length === b.parts.length ? 0 : NaN;
}

/** Whether two dates are equally precise and equally far from UTC, so that their text sorts as they do. */
function inOneForm(left: string, right: string): boolean {
  const { length } = left;
  if (length !== right.length) return false;
  if (length === 10) return isDay(left) && isDay(right);
  if (!dateTime.test(left) || !dateTime.test(right)) return false;
  if (length < 10) return true;
  const zone = left.endsWith('Z') ? 1 : 6;
  return left.slice(-zone) === right.slice(-zone) && (zone === 1 || /[+-]/.test(left.charAt(length - 6)));
}

/** Whether ten characters are a date; what most dates are, and a pattern takes three times as long. */
function isDay(text: string): boolean {
  for (let i = 0; i < 10; i++) {
    const code = text.charCodeAt(i);
    if (i === 4 || i === 7 ? code !== 45 : code < 48 || code > 57) return false;
  }
  return true;
}

function momentOf(value: JsonValue | undefined): Moment | undefined {
  const match = typeof value === 'string' ? dateTime.exec(value) : null;
  if (match === null) return undefined;
  const parts: number[] = [];
  for (let i = 1; i <= 6; i++) {
    const part = match[i];
    if (part === undefined) break;
    parts.push(Number(part));
  }
  if (parts.length === 6 && match[7] !== undefined) parts[5] = Number(`${match[6]}${match[7]}`);
  const zone = match[8];
  if (zone === undefined) return { parts };
  if (zone === 'Z') return { parts, offset: 0 };
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4));
  return { parts, offset: zone.startsWith('-') ? -minutes : minutes };
}

/** The same moment written in UTC, as precise as before. */
function inUtc(moment: Moment): readonly number[] {
  const { parts, offset } = moment;
  if (offset === undefined || offset === 0) return parts;
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0] = parts;
  const shifted = new Date(Date.UTC(year, month - 1, day, hour, minute - offset));
  if (year < 100) shifted.setUTCFullYear(shifted.getUTCFullYear() - 1900);
  const utc = [
    shifted.getUTCFullYear(),
    shifted.getUTCMonth() + 1,
    shifted.getUTCDate(),
    shifted.getUTCHours(),
    shifted.getUTCMinutes(),
  ];
  return parts.length > 5 ? [...utc, parts[5] ?? 0] : utc.slice(0, parts.length);
}
