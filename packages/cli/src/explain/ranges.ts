/**
 * What the ranges of issue codes mean: the part before the dot.
 *
 * @module
 */
import type { IssueCode } from '@gpconnect/runtime';
import type { CodeExplanation } from '../engine.js';

/** The part of an issue code before the dot. */
export type IssueRange = IssueCode extends `${infer Range}.${string}` ? Range : never;

const RANGES: Readonly<Record<IssueRange, CodeExplanation>> = {
  input: {
    meaning: 'The text could not be read as a FHIR value.',
    remedy: 'Correct the text at the place named; nothing beyond it was judged.',
  },
  structure: {
    meaning: 'The JSON shape or the set of properties is not what the definition asks for.',
    remedy: 'Compare the place with "gpconnect explain PATH", which lists cardinality and types.',
  },
  value: {
    meaning: 'A value does not have the form, or is not the value, that the definition asks for.',
    remedy: 'Compare the place with "gpconnect explain PATH", which lists type, fixed value and pattern.',
  },
  slicing: {
    meaning: 'Items of a sliced element are missing, too many, or in the wrong order.',
    remedy: 'The reasons below the finding say which slice an item nearly matched, and why it did not.',
  },
  extension: {
    meaning: 'An extension stands where it may not, or holds a part that it does not declare.',
    remedy: 'Compare it with "gpconnect explain" and the extension\'s canonical.',
  },
  binding: {
    meaning: 'A code is not in the value set that its element is bound to.',
    remedy: '"gpconnect explain PATH" lists the codes, as far as they are shipped.',
  },
  reference: {
    meaning: 'A reference is malformed, leads nowhere, or leads to the wrong kind of resource.',
    remedy: 'References inside a Bundle resolve by fullUrl, by type and id, and to contained resources.',
  },
  bundle: {
    meaning: 'Entries of a Bundle are not identified as the specification asks.',
    remedy: 'Compare the entry with those named in the finding.',
  },
  invariant: {
    meaning: 'A rule of the base FHIR specification does not hold.',
    remedy: 'The finding states the rule and its FHIRPath expression.',
  },
  rule: {
    meaning: 'A rule of the GP Connect specification does not hold.',
    remedy: 'The finding states the rule and the page it comes from.',
  },
  definition: {
    meaning: 'A published definition is at fault, not the payload.',
    remedy: 'Nothing needs to change in the payload.',
  },
  'cannot-check': {
    meaning: 'Something could not be checked, because what it needs is not published or not modelled.',
    remedy: 'Nothing needs to change in the payload; check this part in another way.',
  },
};

/** What the range of a code means. */
export function explainRange(code: IssueCode): CodeExplanation {
  return RANGES[code.slice(0, code.indexOf('.')) as IssueRange];
}
