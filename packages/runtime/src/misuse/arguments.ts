/**
 * Checks the arguments of public functions, once a call.
 *
 * @module
 */
import type { SliceDescriptor, ValidateOptions, ValidateTextOptions } from '../api.js';
import { canonicalOf } from '../nodes/layer.js';
import { checkInstant } from '../primitives/dates.js';
import { fhirVersionOf } from '../select/fhir-version.js';
import type { Interaction, ProfileTable, SpecTable } from '../tables/index.js';
import { kindOf, MisuseError } from './error.js';

type Members = Readonly<Record<string, unknown>>;

/** Checks the options of `validate` against a specification version. */
export function checkOptions(options: unknown, spec: SpecTable): asserts options is ValidateOptions<never> {
  const given = objectOf('options', options);
  oneOf(given, 'profiles', ['claimed', 'spec', 'both']);
  oneOf(given, 'direction', ['request', 'response']);
  flag(given, 'asPublished');
  flag(given, 'showValues');
  count(given, 'maxIssues');
  const { now, profile, interaction } = given;
  // Calendar-valid, as every instant of a payload.
  if (now !== undefined && (typeof now !== 'string' || checkInstant(now) !== undefined)) {
    const expected = 'an instant with a zone, of a day that exists, such as 2024-06-03T09:00:00Z';
    throw new MisuseError('options.now', expected, kindOf(now));
  }
  if (profile !== undefined) checkProfile(profile, spec);
  if (interaction !== undefined) checkInteraction(interaction, spec);
}

/** Checks the arguments of `validateText` against a specification version. */
export function checkTextArguments(
  text: unknown,
  options: unknown,
  spec: SpecTable,
): asserts options is ValidateTextOptions<never> {
  checkText(text);
  checkOptions(options, spec);
  checkReadOptions(options);
}

/** Checks that what is to be read is text. */
export function checkText(text: unknown): asserts text is string {
  if (typeof text !== 'string') throw new MisuseError('text', 'a string (bytes decoded first)', kindOf(text));
}

/** Checks the options of readers. */
export function checkReadOptions(options: unknown): void {
  const given = objectOf('options', options);
  oneOf(given, 'format', ['json', 'xml']);
  count(given, 'maxLength');
  count(given, 'maxDepth');
  count(given, 'maxIssues');
}

/** Checks the options of a conversion. */
export function checkConvertOptions(options: unknown): void {
  const given = objectOf('options', options);
  if (given['to'] === undefined) throw new MisuseError('options.to', "'json' or 'xml'", 'nothing');
  oneOf(given, 'to', ['json', 'xml']);
  checkReadOptions(options);
}

/** Checks that something is the table of a specification version. */
export function checkSpec(spec: unknown): asserts spec is SpecTable {
  const { pins, profiles } = isMembers(spec) ? spec : {};
  if (Array.isArray(pins) && isMembers(profiles)) return;
  const expected = "the spec that a specification version's module exports";
  throw new MisuseError('spec', expected, kindOf(spec));
}

/** Checks that something is a list of specification versions, or of summaries of them. */
export function checkCandidates(candidates: unknown): void {
  const isListed = (one: unknown): boolean => isMembers(one) && typeof one['capability'] === 'string';
  if (Array.isArray(candidates) && candidates.every(isListed)) return;
  throw new MisuseError('candidates', 'a list of specification versions', kindOf(candidates));
}

/** Checks that something can be a resource. */
export function checkResource(resource: unknown): void {
  if (!isMembers(resource) || Array.isArray(resource))
    throw new MisuseError('resource', 'an object', kindOf(resource));
}

/** Checks that something is a report. */
export function checkReport(report: unknown): void {
  const issues = isMembers(report) ? report['issues'] : undefined;
  if (!Array.isArray(issues)) {
    throw new MisuseError('report', 'what validate or validateText gives', kindOf(report));
  }
}

/** Checks that something is a descriptor of a slice. */
export function checkDescriptor(
  descriptor: unknown,
): asserts descriptor is SliceDescriptor<unknown, unknown, boolean> {
  const { profile, path, name } = isMembers(descriptor) ? descriptor : {};
  if (typeof profile === 'function' && typeof path === 'string' && typeof name === 'string') return;
  throw new MisuseError('descriptor', "one of a profile's slices", kindOf(descriptor));
}

function checkProfile(profile: unknown, spec: SpecTable): asserts profile is ProfileTable {
  const argument = 'options.profile';
  const { url, type, elements } = isMembers(profile) ? profile : {};
  if (typeof url !== 'string' || typeof type !== 'string' || typeof elements !== 'function') {
    const expected = "a profile, as a specification version's module exports it";
    throw new MisuseError(argument, expected, kindOf(profile));
  }
  const release = fhirVersionOf(url);
  if (release !== undefined && release !== spec.fhir.version) {
    throw new MisuseError(argument, `a profile of FHIR ${spec.fhir.version}`, `one of FHIR ${release}`);
  }
  // A profile is an overlay: without the table of its type there is nothing to lay it over.
  if (Object.hasOwn(spec.types, type)) return;
  const found = `${canonicalOf({ url })}, of type ${type}`;
  const expected = `a profile of a resource type that ${spec.id} has (its own module judges any profile)`;
  throw new MisuseError(argument, expected, found);
}

function checkInteraction(interaction: unknown, spec: SpecTable): asserts interaction is Interaction['id'] {
  if (spec.interactions.some(({ id }) => id === interaction)) return;
  const known = spec.interactions.map(({ id }) => id).join(', ');
  const expected = known === '' ? `none, for ${spec.id} has none` : `one of ${spec.id}, which are: ${known}`;
  const found = typeof interaction === 'string' ? 'the name of no interaction of it' : kindOf(interaction);
  throw new MisuseError('options.interaction', expected, found);
}

function objectOf(argument: string, value: unknown): Members {
  if (isMembers(value) && !Array.isArray(value)) return value;
  throw new MisuseError(argument, 'an object or nothing', kindOf(value));
}

function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null;
}

function oneOf(given: Members, name: string, allowed: readonly string[]): void {
  const value = given[name];
  if (value === undefined || (typeof value === 'string' && allowed.includes(value))) return;
  const found = typeof value === 'string' ? 'another string' : kindOf(value);
  throw new MisuseError(`options.${name}`, allowed.map((word) => `'${word}'`).join(' or '), found);
}

function flag(given: Members, name: string): void {
  const value = given[name];
  if (value === undefined || typeof value === 'boolean') return;
  throw new MisuseError(`options.${name}`, 'true or false', kindOf(value));
}

function count(given: Members, name: string): void {
  const value = given[name];
  if (value === undefined || (Number.isSafeInteger(value) && (value as number) > 0)) return;
  throw new MisuseError(`options.${name}`, 'a whole number of 1 or more', kindOf(value));
}
