/**
 * The issue model: what a validator says about a payload.
 *
 * A code is stable across releases; text is rendered from code and parameters.
 * The part before the dot is the range: `cannot-check` separates what could
 * not be told from what is wrong.
 *
 * @module
 */

/** How much an issue weighs. Only `error` makes a report invalid. */
export type Severity = 'error' | 'warning' | 'information';

/** Every code an issue can have, with its default severity. The order is the order of the reference. */
export const ISSUE_CODES = {
  // The text could not be read as a FHIR value.
  'input.syntax': 'error',
  'input.encoding': 'error',
  'input.empty': 'error',
  'input.too-large': 'error',
  'input.too-deep': 'error',
  'input.duplicate-key': 'error',
  'input.format': 'error',
  'input.xml-construct': 'error',
  // The JSON shape or the set of properties is wrong.
  'structure.not-a-resource': 'error',
  'structure.unknown-resource-type': 'error',
  'structure.unused-resource-type': 'error',
  'structure.wrong-resource-type': 'error',
  'structure.unknown-property': 'error',
  'structure.not-an-object': 'error',
  'structure.not-an-array': 'error',
  'structure.unexpected-array': 'error',
  'structure.not-a-primitive': 'error',
  'structure.empty': 'error',
  'structure.null': 'error',
  'structure.choice-conflict': 'error',
  'structure.sibling-mismatch': 'error',
  'structure.minimum': 'error',
  'structure.maximum': 'error',
  'structure.prohibited': 'error',
  'structure.type-not-allowed': 'error',
  'structure.nested-contained': 'error',
  'structure.duplicate-contained-id': 'error',
  // The XML form is wrong in a way that JSON has no counterpart of.
  'structure.xml-namespace': 'error',
  'structure.xml-attribute': 'error',
  'structure.xml-text': 'error',
  'structure.xml-order': 'error',
  'structure.xml-resource': 'error',
  // A value is wrong.
  'value.json-type': 'error',
  'value.format': 'error',
  'value.too-long': 'error',
  'value.whitespace': 'error',
  'value.fixed': 'error',
  'value.pattern': 'error',
  'value.narrative': 'error',
  'value.relative-system': 'warning',
  // Slices and extensions.
  'slicing.minimum': 'error',
  'slicing.maximum': 'error',
  'slicing.closed': 'error',
  'slicing.order': 'error',
  'slicing.open-at-end': 'error',
  'slicing.ambiguous': 'error',
  'extension.context': 'error',
  'extension.modifier': 'error',
  'extension.not-modifier': 'error',
  'extension.undeclared-part': 'error',
  // Terminology.
  'binding.required': 'error',
  'binding.extensible': 'warning',
  'binding.preferred': 'information',
  'binding.no-code': 'error',
  'binding.unknown-code': 'error',
  // References and Bundles.
  'reference.format': 'error',
  'reference.target-type': 'error',
  'reference.target-profile': 'error',
  'reference.unresolved': 'information',
  'reference.ambiguous': 'error',
  'bundle.first-entry': 'error',
  'bundle.full-url': 'error',
  'bundle.duplicate-entry': 'error',
  // Rules of the base specification.
  'invariant.failed': 'error',
  // What a conversion between JSON and XML would lose.
  'convert.not-carried': 'error',
  // What this version of the project cannot tell, and why.
  'cannot-check.profile': 'information',
  'cannot-check.extension': 'information',
  'cannot-check.terminology': 'information',
  'cannot-check.slicing': 'information',
  'cannot-check.resource-type': 'information',
} as const satisfies Readonly<Record<string, Severity>>;

/** A stable issue code, such as `structure.minimum`. */
export type IssueCode = keyof typeof ISSUE_CODES;

/**
 * A parameter of an issue. Values that could be a patient's are replaced by a
 * description of their shape before they get here, unless `showValues` is set.
 */
export type IssueParam = string | number | boolean | readonly string[];

/** One finding, placed in the payload. */
export interface Issue {
  readonly code: IssueCode;
  readonly severity: Severity;
  /** FHIRPath-like location: `Bundle.entry[3].resource.code`. */
  readonly path: string;
  /**
   * RFC 6901 pointer into the JSON value: `/entry/3/resource/code`. Here and in `path`, `{3}` stands for the third
   * property of its object where the name is not one of the specification's and values are not shown.
   */
  readonly pointer: string;
  /** Line in the text, from 1; only where text was validated. */
  readonly line?: number;
  /** Column in the text, from 1, in UTF-16 code units; only where text was validated. */
  readonly column?: number;
  /** Text rendered from `code` and `params`. */
  readonly message: string;
  /** What asks for it: `canonical|version#element.id`. */
  readonly source: string;
  readonly params: Readonly<Record<string, IssueParam>>;
  /** Findings that led to this one: why a near miss did not match a slice, why a target does not satisfy a profile. */
  readonly because?: readonly Issue[];
}
