/**
 * The parameters of each issue code: what a finding has to say so that its text can be rendered.
 *
 * Conventions: `found` is always a description made by {@link Mask}, never a raw value of the payload;
 * `expected`, `element`, `slice`, `type` and canonicals come from definitions and are shown as they are;
 * counts are numbers.
 *
 * @module
 */
import type { IssueCode } from './issue.js';

/** No parameters. */
type None = { readonly [parameter: string]: never };

/** Of what is reported once a run, at its first place. */
interface Counted {
  /** Places of the payload that this one issue stands for, the first included; present once the run has ended. */
  readonly count?: number;
}

/** Parameters by issue code. */
export interface IssueParameters {
  /** `expected` and `found` are phrases: "a comma or `}`", "the end of the text". */
  'input.syntax': { readonly expected: string; readonly found: string; readonly format?: 'JSON' | 'XML' };
  /** `found` says what the text looks like: "NUL characters, as in UTF-16 read as UTF-8". */
  'input.encoding': { readonly found: string };
  'input.empty': None;
  /** In UTF-16 code units. */
  'input.too-large': { readonly limit: number; readonly length: number };
  /** In nested objects and arrays. */
  'input.too-deep': { readonly limit: number };
  /** `property` through {@link Mask.property}. */
  'input.duplicate-key': { readonly property: string };
  'input.format': { readonly expected: string; readonly found: string };
  /** `found` says what of XML it is: "a processing instruction". */
  'input.xml-construct': { readonly found: string };

  'structure.not-a-resource': { readonly found: string };
  /** `found` through {@link Mask.type}. */
  'structure.unknown-resource-type': { readonly found: string };
  /** `found` is a resource type of FHIR; `spec` the specification version. */
  'structure.unused-resource-type': { readonly found: string; readonly spec: string };
  'structure.wrong-resource-type': { readonly expected: string | readonly string[]; readonly found: string };
  /** `type` is the type or path that lacks the property; `suggestion` a near name. */
  'structure.unknown-property': {
    readonly property: string;
    readonly type: string;
    readonly suggestion?: string;
  };
  /** `type` is the FHIR type that JSON writes as an object. */
  'structure.not-an-object': { readonly type: string; readonly found: string };
  'structure.not-an-array': { readonly element: string; readonly found: string };
  'structure.unexpected-array': { readonly element: string };
  /** `type` is the primitive type that JSON writes as a string, number or boolean. */
  'structure.not-a-primitive': { readonly type: string; readonly found: string };
  'structure.empty': { readonly what: 'object' | 'array' | 'string' | 'element' | 'object with an id only' };
  'structure.null': { readonly element: string };
  /** `choice` keeps its `[x]`; `properties` are the names present. */
  'structure.choice-conflict': { readonly choice: string; readonly properties: readonly string[] };
  /** Lengths of `property` and of `_property`; -1 where one of the two is not an array. */
  'structure.sibling-mismatch': {
    readonly property: string;
    readonly length: number;
    readonly siblingLength: number;
  };
  'structure.minimum': { readonly element: string; readonly min: number; readonly found: number };
  'structure.maximum': { readonly element: string; readonly max: number; readonly found: number };
  'structure.prohibited': { readonly element: string };
  'structure.type-not-allowed': {
    readonly element: string;
    readonly allowed: readonly string[];
    readonly found: string;
  };
  'structure.nested-contained': None;
  /** `first` is the contained resource that has the id: `contained[0]`. */
  'structure.duplicate-contained-id': { readonly first: string };
  /** `expected` is the namespace's URL; `found` through {@link Mask.url}. */
  'structure.xml-namespace': { readonly element: string; readonly expected: string; readonly found: string };
  /** `isElement` is true for an attribute that was written as an element. */
  'structure.xml-attribute': {
    readonly attribute: string;
    readonly element: string;
    readonly isElement?: boolean;
  };
  'structure.xml-text': { readonly element: string };
  /** `element` was found after `after`, which the definition puts later. */
  'structure.xml-order': { readonly element: string; readonly after: string };
  /** `found` is "none" or "another". */
  'structure.xml-resource': { readonly element: string; readonly found: string };

  /** `type` is the primitive type; `expected` the fault's own words. */
  'value.json-type': { readonly type: string; readonly expected: string; readonly found: string };
  'value.format': { readonly type: string; readonly expected: string; readonly found: string };
  'value.too-long': { readonly limit: number; readonly length: number };
  'value.whitespace': { readonly type: string; readonly expected: string };
  /** `expected` is the definition's value as JSON text. */
  'value.fixed': { readonly expected: string; readonly found: string };
  'value.pattern': { readonly expected: string; readonly found: string };
  'value.narrative': { readonly expected: string };
  'value.relative-system': { readonly found: string };

  'slicing.minimum': {
    readonly element: string;
    readonly slice: string;
    readonly min: number;
    readonly found: number;
  };
  'slicing.maximum': {
    readonly element: string;
    readonly slice: string;
    readonly max: number;
    readonly found: number;
  };
  /** `slices` are the slices there are; `nearest` the one that came closest. */
  'slicing.closed': {
    readonly element: string;
    readonly slices: readonly string[];
    readonly nearest?: string;
  };
  /** `slice` was found after `after`, which the definition puts later. */
  'slicing.order': { readonly element: string; readonly slice: string; readonly after: string };
  'slicing.open-at-end': { readonly element: string };
  'slicing.ambiguous': { readonly element: string; readonly slices: readonly string[] };
  /** `url` is the extension's canonical; `allowed` the paths where it may stand. */
  'extension.context': {
    readonly url: string;
    readonly element: string;
    readonly allowed: readonly string[];
  };
  'extension.modifier': { readonly url: string };
  'extension.not-modifier': { readonly url: string };
  /** `part` through {@link Mask.code}. */
  'extension.undeclared-part': { readonly url: string; readonly part: string };

  /** `found` describes the codes present, through {@link Mask.coding}. */
  'binding.required': { readonly valueSet: string; readonly found: string | readonly string[] };
  'binding.extensible': { readonly valueSet: string; readonly found: string | readonly string[] };
  'binding.preferred': { readonly valueSet: string; readonly found: string | readonly string[] };
  'binding.no-code': { readonly valueSet: string };
  'binding.unknown-code': { readonly valueSet: string; readonly found: readonly string[] };

  'reference.format': { readonly expected: string; readonly found: string };
  'reference.target-type': { readonly allowed: readonly string[]; readonly found: string };
  'reference.target-profile': { readonly type: string; readonly profiles: readonly string[] };
  /** `reason` says why the Bundle must hold the target; absent where it need not. */
  'reference.unresolved': { readonly found: string; readonly reason?: string };
  /** `count` resources of this payload answer to the reference. */
  'reference.ambiguous': { readonly found: string; readonly count: number };
  /** `kind` is the Bundle's type; `expected` a resource type. */
  'bundle.first-entry': {
    readonly kind: 'document' | 'message';
    readonly expected: string;
    readonly found: string;
  };
  'bundle.full-url': { readonly expected: string; readonly found: string };
  /** `first` is the path of the entry that came first. */
  'bundle.duplicate-entry': { readonly first: string };

  'invariant.failed': {
    readonly key: string;
    readonly on: string;
    readonly requirement: string;
    readonly expression: string;
  };

  /** `format` is the one converted to; `what` is a phrase. */
  'convert.not-carried': { readonly format: 'JSON' | 'XML'; readonly what: string };

  'cannot-check.profile': Counted & { readonly profile: string; readonly reason: string };
  'cannot-check.extension': Counted & { readonly url: string; readonly reason: string };
  /** `system` is absent when the value set as a whole is not shipped. */
  'cannot-check.terminology': Counted & {
    readonly valueSet: string;
    readonly system?: string;
    readonly reason: string;
  };
  'cannot-check.slicing': Counted & { readonly element: string; readonly reason: string };
  'cannot-check.resource-type': Counted & { readonly type: string; readonly reason: string };
}

/** Every code has an entry above: a code without one does not compile. */
export type ParametersOf<C extends IssueCode> = IssueParameters[C];
