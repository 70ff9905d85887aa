/**
 * The text of each issue, rendered from its code and parameters: what was expected and what was found.
 *
 * Nothing but parameters enters a text, so what parameters keep out of sight stays out of sight.
 *
 * @module
 */
import type { IssueCode, IssueParam } from './issue.js';
import type { IssueParameters, ParametersOf } from './parameters.js';

type Templates = { readonly [C in keyof IssueParameters]: (p: IssueParameters[C]) => string };

/** Longest list that a text spells out; the rest is counted. */
const LIST_LIMIT = 8;

function list(items: string | readonly string[], conjunction: 'and' | 'or'): string {
  if (typeof items === 'string') return items;
  if (items.length === 0) return 'none';
  const shown = items.slice(0, LIST_LIMIT);
  const rest = items.length - shown.length;
  if (rest > 0) return `${shown.join(', ')} ${conjunction} ${rest} more`;
  if (shown.length === 1) return shown[0]!;
  return `${shown.slice(0, -1).join(', ')} ${conjunction} ${shown[shown.length - 1]!}`;
}

function count(n: number, noun: string): string {
  return n === 1 ? `1 ${noun}` : `${n} ${noun}s`;
}

function there(n: number): string {
  return n === 0 ? 'there is none' : n === 1 ? 'there is 1' : `there are ${n}`;
}

function siblingLength(n: number): string {
  return n < 0 ? 'is not an array' : `has ${count(n, 'item')}`;
}

const TEMPLATES: Templates = {
  'input.syntax': (p) =>
    `This is not well-formed ${p.format ?? 'JSON'}: expected ${p.expected}, found ${p.found}.`,
  'input.encoding': (p) => `Expected text in UTF-8; found ${p.found}.`,
  'input.empty': () => 'Expected a FHIR resource; the input is empty.',
  'input.too-large': (p) => `The text has ${p.length} characters; at most ${p.limit} are accepted.`,
  'input.too-deep': (p) =>
    `Elements are nested more than ${p.limit} levels deep here; nothing below was read.`,
  'input.duplicate-key': (p) =>
    `Property ${p.property} occurs more than once in this object; only its last value is used.`,
  'input.format': (p) => `Expected ${p.expected}; found ${p.found}.`,
  'input.xml-construct': (p) => `FHIR XML has no use for this, and it is not read: found ${p.found}.`,

  'structure.not-a-resource': (p) => `Expected an object with a resourceType; found ${p.found}.`,
  'structure.unknown-resource-type': (p) => `${p.found} is not a resource type of this FHIR version.`,
  'structure.unused-resource-type': (p) =>
    `${p.found} is a resource type of FHIR that ${p.spec} does not use; nothing of it was checked.`,
  'structure.wrong-resource-type': (p) =>
    `Expected a resource of type ${list(p.expected, 'or')}; found ${p.found}.`,
  'structure.unknown-property': (p) =>
    `${p.type} has no property ${p.property}` +
    (p.suggestion === undefined ? '.' : `; there is one named ${p.suggestion}.`),
  'structure.not-an-object': (p) => `Expected an object (${p.type}); found ${p.found}.`,
  'structure.not-an-array': (p) =>
    `${p.element} may repeat, so JSON writes it as an array even for one value; found ${p.found}.`,
  'structure.unexpected-array': (p) =>
    `${p.element} does not repeat, so JSON writes it without an array; found an array.`,
  'structure.not-a-primitive': (p) => `Expected a single ${p.type} value; found ${p.found}.`,
  'structure.empty': (p) =>
    `Expected some content or nothing at all; found ${p.what === 'object with an id only' ? `an ${p.what}` : `an empty ${p.what}`}.`,
  'structure.null': (p) =>
    `${p.element} is null. FHIR allows null only as a placeholder in arrays of primitive values with a sibling.`,
  'structure.choice-conflict': (p) =>
    `Expected one form of ${p.choice}; found ${p.properties.length}: ${list(p.properties, 'and')}.`,
  'structure.sibling-mismatch': (p) =>
    `Expected ${p.property} and _${p.property} to have the same shape and length; ` +
    `${p.property} ${siblingLength(p.length)}, _${p.property} ${siblingLength(p.siblingLength)}.`,
  'structure.minimum': (p) =>
    p.min === 1 && p.found === 0
      ? `${p.element} is required but missing.`
      : `Expected at least ${p.min} of ${p.element}; ${there(p.found)}.`,
  'structure.maximum': (p) => `Expected at most ${p.max} of ${p.element}; ${there(p.found)}.`,
  'structure.prohibited': (p) => `${p.element} must not be present here.`,
  'structure.type-not-allowed': (p) =>
    `Expected ${p.element} to be of type ${list(p.allowed, 'or')}; found ${p.found}.`,
  'structure.nested-contained': () =>
    'A contained resource must not contain resources itself; put them into the outer resource.',
  'structure.xml-namespace': (p) => `Expected ${p.element} in the namespace ${p.expected}; found ${p.found}.`,
  'structure.xml-attribute': (p) =>
    p.isElement === true
      ? `In XML, ${p.attribute} of ${p.element} is an attribute; found an element.`
      : `${p.element} has no attribute ${p.attribute}.`,
  'structure.xml-text': (p) => `Expected no text in ${p.element}, whose value is an attribute; found some.`,
  'structure.xml-order': (p) =>
    `XML has a fixed order: expected ${p.element} before ${p.after}, found it after.`,
  'structure.xml-resource': (p) => `Expected one resource in ${p.element}; found ${p.found}.`,

  'structure.duplicate-contained-id': (p) =>
    `Expected an id of its own for each contained resource; ${p.first} has this one.`,

  'value.json-type': (p) => `Expected ${p.expected} (type ${p.type}); found ${p.found}.`,
  'value.format': (p) => `Expected ${p.expected} (type ${p.type}); found ${p.found}.`,
  'value.too-long': (p) => `The value has ${p.length} characters; at most ${p.limit} are allowed.`,
  'value.whitespace': (p) => `White space is wrong in this value of type ${p.type}: expected ${p.expected}.`,
  'value.fixed': (p) => `Expected exactly ${p.expected}; found ${p.found}.`,
  'value.pattern': (p) => `Expected a value that includes ${p.expected}; found ${p.found}.`,
  'value.narrative': (p) => `The narrative is not permitted XHTML: expected ${p.expected}.`,
  'value.relative-system': (p) =>
    `Expected a system that is an absolute URI, which means the same everywhere; found ${p.found}.`,

  'slicing.minimum': (p) =>
    p.min === 1 && p.found === 0
      ? `Slice ${p.slice} of ${p.element} is required but missing.`
      : `Expected at least ${p.min} of slice ${p.slice} of ${p.element}; ${there(p.found)}.`,
  'slicing.maximum': (p) =>
    p.max === 0
      ? `Slice ${p.slice} of ${p.element} must not be present; ${there(p.found)}.`
      : `Expected at most ${p.max} of slice ${p.slice} of ${p.element}; ${there(p.found)}.`,
  'slicing.closed': (p) =>
    `Only the slices ${list(p.slices, 'and')} of ${p.element} are allowed; this item is in none of them` +
    (p.nearest === undefined ? '.' : ` (nearest: ${p.nearest}).`),
  'slicing.order': (p) =>
    `Slices of ${p.element} have a fixed order; expected ${p.slice} before ${p.after}, found it after.`,
  'slicing.open-at-end': (p) =>
    `Items of ${p.element} that are in no slice must come after those that are; found one before.`,
  'slicing.ambiguous': (p) =>
    `This item of ${p.element} is in more than one slice: ${list(p.slices, 'and')}.`,
  'extension.context': (p) =>
    `Extension ${p.url} may stand in ${list(p.allowed, 'or')}; found it in ${p.element}.`,
  'extension.modifier': (p) =>
    `Extension ${p.url} changes the meaning of what it stands in: expected it in modifierExtension, found it in extension.`,
  'extension.not-modifier': (p) =>
    `Extension ${p.url} is not a modifier: expected it in extension, found it in modifierExtension.`,
  'extension.undeclared-part': (p) => `Extension ${p.url} has no part named ${p.part}.`,

  'binding.required': (p) =>
    `Expected a code from value set ${p.valueSet} (required); found ${list(p.found, 'and')}.`,
  'binding.extensible': (p) =>
    `Expected a code from value set ${p.valueSet}, unless none of its codes fits (extensible); found ${list(p.found, 'and')}.`,
  'binding.preferred': (p) =>
    `Value set ${p.valueSet} is preferred here; found ${list(p.found, 'and')}, which is not in it.`,
  'binding.no-code': (p) => `Expected a code from value set ${p.valueSet} (required); found no code.`,
  'binding.unknown-code': (p) =>
    `Expected a code that its code system has, as value set ${p.valueSet} does; found ${list(p.found, 'and')}.`,

  'reference.format': (p) => `Expected ${p.expected}; found ${p.found}.`,
  'reference.target-type': (p) => `Expected a reference to ${list(p.allowed, 'or')}; found ${p.found}.`,
  'reference.target-profile': (p) =>
    `Expected the referenced ${p.type} to satisfy ${list(p.profiles, 'or')}; it satisfies none of them.`,
  'reference.unresolved': (p) =>
    p.reason === undefined
      ? `Could not check the target: nothing in this payload answers to ${p.found}.`
      : `No entry of this Bundle answers to ${p.found}: ${p.reason}`,
  'reference.ambiguous': (p) =>
    `Expected one target; ${count(p.count, 'resource')} of this payload answer to ${p.found}.`,
  'bundle.first-entry': (p) =>
    `Expected the first resource of a ${p.kind} to be its ${p.expected}; found ${p.found}.`,
  'bundle.full-url': (p) => `Expected ${p.expected}; found ${p.found}.`,
  'bundle.duplicate-entry': (p) =>
    `Expected every entry to be a different resource version; this one repeats ${p.first}.`,

  'invariant.failed': (p) => `Rule ${p.key} of ${p.on} does not hold: ${p.requirement}`,

  'convert.not-carried': (p) => `${p.format} cannot carry ${p.what}.`,

  'cannot-check.profile': (p) => `Not checked against profile ${p.profile}: ${p.reason}`,
  'cannot-check.extension': (p) => `Content of extension ${p.url} was not checked: ${p.reason}`,
  'cannot-check.terminology': (p) =>
    p.system === undefined
      ? `Membership in value set ${p.valueSet} was not checked: ${p.reason}`
      : `Membership of codes of ${p.system} in value set ${p.valueSet} was not checked: ${p.reason}`,
  'cannot-check.slicing': (p) => `Slices of ${p.element} were not checked: ${p.reason}`,
  'cannot-check.resource-type': (p) => `Content of ${p.type} was not checked: ${p.reason}`,
};

// What repeats throughout a payload has one object of parameters, and so one text.
let lastCode: IssueCode | undefined;
let lastParams: object | undefined;
let lastText = '';

/**
 * The text of an issue.
 *
 * @param code - The issue's code.
 * @param params - The parameters that {@link IssueParameters} lists for the code.
 */
export function renderMessage<C extends IssueCode>(code: C, params: ParametersOf<C>): string {
  if (params === lastParams && code === lastCode) return lastText;
  const template = TEMPLATES[code] as (p: ParametersOf<C>) => string;
  const text = template(params);
  lastCode = code;
  lastParams = params;
  lastText = text;
  return text;
}

/**
 * The text of an issue whose parameters come from elsewhere, such as a report read from a file. A parameter
 * that is missing or of another type shows as `undefined` or as it is; it never throws for codes that exist.
 */
export function renderStored(code: IssueCode, params: Readonly<Record<string, IssueParam>>): string {
  try {
    return (TEMPLATES[code] as (p: Readonly<Record<string, IssueParam>>) => string)(params);
  } catch {
    return code;
  }
}
