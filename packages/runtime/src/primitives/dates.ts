/**
 * Checks of `date`, `dateTime`, `instant` and `time`.
 *
 * Formats are those of FHIR 3.0.2; beyond its patterns, a day must exist in its month.
 *
 * @module
 */
import type { JsonValue } from '../tables/index.js';
import { EMPTY_STRING, notAString, type PrimitiveFault } from './fault.js';

const DATE_FORM = 'a year, a month or a day, as in YYYY, YYYY-MM or YYYY-MM-DD';
const DATE_TIME_FORM = 'a date, or a date with time and zone, as in YYYY-MM-DDThh:mm:ss+zz:zz';
const INSTANT_FORM = 'a date with time, seconds and zone, as in YYYY-MM-DDThh:mm:ss+zz:zz';
const TIME_FORM = 'a time of day with seconds and without zone, as in hh:mm:ss';

const format = (expected: string): PrimitiveFault => ({ code: 'value.format', expected });

const DATE = format(DATE_FORM);
const DATE_TIME = format(DATE_TIME_FORM);
const INSTANT = format(INSTANT_FORM);
const TIME = format(TIME_FORM);
const NO_TIME_IN_DATE = format('a date without a time (the type is date, not dateTime)');
const NO_SUCH_DAY = format('a date that exists in the calendar');
const ZONE_MISSING = format('a time zone after the time (Z or an offset such as +01:00)');
const SECONDS_MISSING = format('seconds in the time');
const NO_24 = format('an hour from 00 to 23');
const WHITE_SPACE: PrimitiveFault = {
  code: 'value.whitespace',
  expected: 'a date or time without white space',
};

const NOT_A_STRING = {
  date: notAString('a JSON string with a date'),
  dateTime: notAString('a JSON string with a date or a date and time'),
  instant: notAString('a JSON string with an instant'),
  time: notAString('a JSON string with a time of day'),
} as const;

/** Two digits at `i` as a number, or -1. */
function pair(s: string, i: number): number {
  const a = s.charCodeAt(i) - 48;
  const b = s.charCodeAt(i + 1) - 48;
  // `charCodeAt` past the end is NaN, for which every comparison is false.
  return a >= 0 && a <= 9 && b >= 0 && b <= 9 ? a * 10 + b : -1;
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** What a scan of the date part found: where it ended and how precise it is, or a fault. */
const enum Precision {
  Year = 1,
  Month = 2,
  Day = 3,
}

/** Result of {@link scanDate}, in module variables so that a check allocates nothing. */
let end = 0;
let precision = Precision.Year;

function scanDate(s: string, signAllowed: boolean, form: PrimitiveFault): PrimitiveFault | undefined {
  let i = 0;
  if (signAllowed && s.charCodeAt(0) === 45) i = 1;
  const century = pair(s, i);
  const rest = pair(s, i + 2);
  if (century < 0 || rest < 0) return form;
  const year = century * 100 + rest;
  if (year === 0) return form;
  i += 4;
  end = i;
  precision = Precision.Year;
  if (s.charCodeAt(i) !== 45) return undefined;
  const month = pair(s, i + 1);
  if (month < 1 || month > 12) return month < 0 ? form : NO_SUCH_DAY;
  i += 3;
  end = i;
  precision = Precision.Month;
  if (s.charCodeAt(i) !== 45) return undefined;
  const day = pair(s, i + 1);
  if (day < 1 || day > daysIn(year, month)) return day < 0 ? form : NO_SUCH_DAY;
  end = i + 3;
  precision = Precision.Day;
  return undefined;
}

/** Scans `hh:mm:ss[.f+]` from `i`; leaves where it ended in `end`. */
function scanTime(
  s: string,
  i: number,
  lastSecond: number,
  form: PrimitiveFault,
): PrimitiveFault | undefined {
  const hour = pair(s, i);
  if (hour < 0 || s.charCodeAt(i + 2) !== 58) return form;
  if (hour > 23) return NO_24;
  const minute = pair(s, i + 3);
  if (minute < 0 || minute > 59) return form;
  if (s.charCodeAt(i + 5) !== 58) return SECONDS_MISSING;
  const second = pair(s, i + 6);
  if (second < 0 || second > lastSecond) return form;
  i += 8;
  if (s.charCodeAt(i) === 46) {
    const from = ++i;
    let c = s.charCodeAt(i);
    while (c >= 48 && c <= 57) c = s.charCodeAt(++i);
    if (i === from) return form;
  }
  end = i;
  return undefined;
}

/** Scans the zone that must end the text: `Z` or an offset from -14:00 to +14:00. */
function scanZone(s: string, i: number, form: PrimitiveFault): PrimitiveFault | undefined {
  const c = s.charCodeAt(i);
  if (c === 90) return i + 1 === s.length ? undefined : form;
  if (i === s.length) return ZONE_MISSING;
  if (c !== 43 && c !== 45) return form;
  const hour = pair(s, i + 1);
  const minute = pair(s, i + 4);
  if (hour < 0 || minute < 0 || s.charCodeAt(i + 3) !== 58 || i + 6 !== s.length) return form;
  return hour < 14 ? (minute < 60 ? undefined : form) : hour === 14 && minute === 0 ? undefined : form;
}

function isBlank(c: number): boolean {
  return c === 32 || (c >= 9 && c <= 13);
}

/** Blanks at the ends are a fault of their own: it says better what to mend. */
function hasOuterBlank(s: string): boolean {
  return isBlank(s.charCodeAt(0)) || isBlank(s.charCodeAt(s.length - 1));
}

/** `date`: YYYY, YYYY-MM or YYYY-MM-DD, a day of the calendar. */
export function checkDate(value: JsonValue): PrimitiveFault | undefined {
  if (typeof value !== 'string') return NOT_A_STRING.date;
  if (value.length === 0) return EMPTY_STRING;
  const fault = scanDate(value, true, DATE);
  if (fault === undefined && end === value.length) return undefined;
  if (hasOuterBlank(value)) return WHITE_SPACE;
  if (fault !== undefined) return fault;
  return precision === Precision.Day && value.charCodeAt(end) === 84 ? NO_TIME_IN_DATE : DATE;
}

/** `dateTime`: a date, or a full date with time, seconds and zone. */
export function checkDateTime(value: JsonValue): PrimitiveFault | undefined {
  if (typeof value !== 'string') return NOT_A_STRING.dateTime;
  if (value.length === 0) return EMPTY_STRING;
  let fault = scanDate(value, true, DATE_TIME);
  if (fault === undefined) {
    if (end === value.length) return undefined;
    fault = timePart(value, DATE_TIME);
    if (fault === undefined) return undefined;
  }
  return hasOuterBlank(value) ? WHITE_SPACE : fault;
}

/** `instant`: a full date with time, seconds and zone. */
export function checkInstant(value: JsonValue): PrimitiveFault | undefined {
  if (typeof value !== 'string') return NOT_A_STRING.instant;
  if (value.length === 0) return EMPTY_STRING;
  const fault = scanDate(value, false, INSTANT) ?? timePart(value, INSTANT);
  return fault !== undefined && hasOuterBlank(value) ? WHITE_SPACE : fault;
}

/** The part after a date that {@link scanDate} has just scanned. A leap second is let through, as FHIR's pattern does. */
function timePart(value: string, form: PrimitiveFault): PrimitiveFault | undefined {
  if (precision !== Precision.Day || value.charCodeAt(end) !== 84) return form;
  return scanTime(value, end + 1, 60, form) ?? scanZone(value, end, form);
}

/** `time`: hh:mm:ss with optional fraction, no zone, no 24:00. */
export function checkTime(value: JsonValue): PrimitiveFault | undefined {
  if (typeof value !== 'string') return NOT_A_STRING.time;
  if (value.length === 0) return EMPTY_STRING;
  const fault = scanTime(value, 0, 59, TIME);
  if (fault === undefined && end === value.length) return undefined;
  return hasOuterBlank(value) ? WHITE_SPACE : (fault ?? TIME);
}
