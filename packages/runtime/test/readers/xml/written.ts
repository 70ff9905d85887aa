/** Reads XML by the mini types. */
import { expect } from 'vitest';
import { Catalog } from '../../../src/nodes/catalog.js';
import { plansOf } from '../../../src/readers/xml/plan.js';
import { readXml, type ReadXmlOptions, type ReadXmlResult } from '../../../src/readers/xml/read.js';
import type { Issue } from '../../../src/index.js';
import { miniSpec } from '../../helpers/mini.js';

export const plans = plansOf(new Catalog(miniSpec()));

/** Reads XML by the mini types. */
export function read(text: string, options: ReadXmlOptions = {}): ReadXmlResult {
  return readXml(text, plans, { shows: (name) => plans.catalog.vocabulary.hasName(name), ...options });
}

/** A resource in the FHIR namespace. */
export function resource(type: string, content: string): string {
  return `<${type} xmlns="http://hl7.org/fhir">${content}</${type}>`;
}

/** The value of XML in which nothing is wrong. */
export function valueOf(text: string, options: ReadXmlOptions = {}): unknown {
  const result = read(text, options);
  expect(result.issues).toEqual([]);
  return result.ok ? result.value : undefined;
}

/** `code path line:column`, one an issue. */
export function placed(issues: readonly Issue[]): string[] {
  return issues.map(({ code, path, line, column }) => `${code} ${path} ${line}:${column}`);
}

/** Issues of XML, whether or not it has a value. */
export function issuesOf(text: string, options: ReadXmlOptions = {}): string[] {
  return placed(read(text, options).issues);
}
