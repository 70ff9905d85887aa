/**
 * Findings about the XML form, each with its place in the text and in the value.
 *
 * @module
 */
import { createIssue } from '../../issues/create.js';
import type { Issue, IssueCode } from '../../issues/issue.js';
import type { ParametersOf } from '../../issues/parameters.js';
import { positionsOf } from '../position.js';

/** What asks for well-formed XML. */
export const XML_SOURCE = 'https://www.w3.org/TR/xml/';

/** What asks for FHIR's XML form, by FHIR version. */
export function xmlFormatSource(version: string): string {
  return `http://hl7.org/fhir/${version}/xml.html`;
}

/** A finding whose place in the text is still an offset. */
interface Found {
  readonly offset: number;
  readonly make: (position: { readonly line: number; readonly column: number }) => Issue;
}

/** Collects findings up to a limit. */
export class Findings {
  private readonly found: Found[] = [];

  constructor(
    private readonly text: string,
    private readonly limit: number,
    private readonly source: string,
  ) {}

  /** True where no more is taken. */
  get isFull(): boolean {
    return this.found.length >= this.limit;
  }

  report<C extends IssueCode>(
    code: C,
    params: ParametersOf<C>,
    place: { readonly path: string; readonly pointer: string },
    offset: number,
    source = this.source,
  ): void {
    if (this.isFull) return;
    this.found.push({
      offset,
      make: (position) => createIssue(code, params, { ...place, source, ...position }),
    });
  }

  /** The findings, in the order of the text. */
  issues(): Issue[] {
    if (this.found.length === 0) return [];
    const found = this.found.sort((a, b) => a.offset - b.offset);
    const positions = positionsOf(
      this.text,
      found.map(({ offset }) => offset),
    );
    return found.map(({ make }, n) => make(positions[n]!));
  }
}
