/**
 * Compares a record with itself in XML.
 *
 * @module
 */
import type { Report } from '@gpconnect/runtime';
import { isMap, parse, type Json } from '../json.js';
import type { Case, Subject } from './case.js';
import type { Fail } from './report.js';

type Timed = (name: string, job: () => Report<unknown>) => Report<unknown> | undefined;

/** What converts to XML has the same findings there, and comes back as it was. */
export function checkConversion(
  subject: Subject,
  { text, options }: Case,
  report: Report<unknown>,
  timed: Timed,
  fail: Fail,
): void {
  const value = parse(text);
  if (value === undefined || report.value === undefined) return;
  let xml: string | undefined;
  let back: string | undefined;
  try {
    xml = subject.toXml(text);
    if (xml === undefined) return;
    back = subject.toJson(xml);
  } catch (error) {
    fail('throws', `conversion: ${String(error instanceof Error ? error.stack : error)}`);
    return;
  }
  if (back === undefined) fail('convert', 'does not come back from XML');
  else if (sorted(parse(back)!) !== sorted(value)) fail('convert', `comes back as ${back.slice(0, 300)}`);
  const fromXml = timed('validateText of XML', () => subject.validateText(xml, options));
  if (fromXml === undefined || fromXml.truncated || report.truncated) return;
  const [ofText, ofXml] = [codesOf(report), codesOf(fromXml)];
  const more = ofText.find((code) => !ofXml.includes(code));
  const fewer = ofXml.find((code) => !ofText.includes(code));
  if (more !== undefined || fewer !== undefined) fail('xml', `JSON: ${more}, XML: ${fewer}`);
}

/** Codes that are told at the first of several places: which one is first, the order of properties decides. */
const AT_FIRST = /^cannot-check\.|^reference\.ambiguous$/;

/** Codes and places. A wrong type of JSON is a wrong text in XML. */
function codesOf({ issues }: Report<unknown>): string[] {
  return issues.map(({ code, pointer }) => {
    if (AT_FIRST.test(code)) return code;
    return `${code === 'value.json-type' ? 'value.format' : code} ${pointer}`;
  });
}

/** JSON text with sorted keys: XML has an order of its own. */
function sorted(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(sorted).join(',')}]`;
  if (!isMap(value)) return JSON.stringify(value);
  return `{${Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${sorted(value[key]!)}`)
    .join(',')}}`;
}
