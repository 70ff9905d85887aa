import { describe, expect, test } from 'vitest';
import {
  createValidator,
  detectSpecification,
  MisuseError,
  readJson,
  readText,
  slice,
  toOperationOutcome,
} from '../../src/index.js';
import { miniSpec, profile } from '../helpers/mini.js';

const strict = profile('Patient', { gender: { min: 1 } });
const interactions = [{ id: 'urn:x:read-1', name: 'Read', response: { type: 'Patient', profiles: [] } }];
const spec = miniSpec([strict], { interactions });
const { validate, validateText } = createValidator(spec);
const PATIENT = { resourceType: 'Patient', gender: 'male' };

/** Calls a function as code without types can. */
function call(f: unknown, ...given: readonly unknown[]): unknown {
  return (f as (...given: readonly unknown[]) => unknown)(...given);
}

/** The error of a call, which must be misuse. */
function misuse(f: unknown, ...given: readonly unknown[]): MisuseError {
  try {
    call(f, ...given);
  } catch (error) {
    expect(error).toBeInstanceOf(MisuseError);
    return error as MisuseError;
  }
  throw new Error('nothing was thrown');
}

describe('options of validate', () => {
  test.each([
    ['maxIssues', 0, 'expected a whole number of 1 or more; found zero'],
    ['maxIssues', -1, 'found a negative number'],
    ['maxIssues', 1.5, 'found a fraction'],
    ['maxIssues', Number.NaN, 'found NaN'],
    ['maxIssues', Infinity, 'found infinity'],
    ['maxIssues', '10', 'found a string'],
    ['profiles', 'x', "expected 'claimed' or 'spec' or 'both'; found another string"],
    ['profiles', ['claimed'], 'found an array'],
    ['direction', 'x', "expected 'request' or 'response'; found another string"],
    ['asPublished', 'yes', 'expected true or false; found a string'],
    ['showValues', 1, 'expected true or false; found a whole number'],
    ['now', 'yesterday', 'expected an instant with a zone'],
    ['now', '2019-02-30T09:00:00Z', 'of a day that exists'],
    ['now', '2019-02-28T09:00:00', 'expected an instant with a zone'],
    ['now', new Date(0), 'found a Date'],
    ['interaction', 'read-1', 'expected one of mini@1.0.0, which are: urn:x:read-1'],
    ['interaction', 5, 'found a whole number'],
    [
      'profile',
      'Patient',
      "expected a profile, as a specification version's module exports it; found a string",
    ],
    ['profile', {}, 'found an object'],
    ['profile', null, 'found null'],
  ])('%s: %j is misuse that the message explains', (name, value, message) => {
    const error = misuse(validate, PATIENT, { [name]: value });
    expect(error.argument).toBe(`options.${name}`);
    expect(error.message).toContain(`options.${name}: `);
    expect(error.message).toContain(message);
  });

  test.each([
    [null, 'null'],
    ['json', 'a string'],
    [5, 'a whole number'],
    [[], 'an array'],
  ])('%j are no options', (options, kind) => {
    const message = `options: expected an object or nothing; found ${kind}.`;
    expect(misuse(validate, PATIENT, options).message).toBe(message);
    expect(misuse(validateText, '{}', options).message).toBe(message);
  });

  test('options that are undefined are options left out', () => {
    const none = { profile: undefined, profiles: undefined, direction: undefined, now: undefined };
    const others = { asPublished: undefined, maxIssues: undefined, interaction: undefined };
    expect(call(validate, PATIENT, { ...none, ...others })).toEqual(validate(PATIENT));
  });

  test('options that are allowed are taken', () => {
    const options = { profile: strict, profiles: 'both', interaction: 'urn:x:read-1', direction: 'response' };
    const now = '2024-02-29T09:00:00.5+01:00';
    const more = { now, asPublished: true, maxIssues: 1, showValues: false };
    expect(call(validate, PATIENT, { ...options, ...more })).toMatchObject({ valid: true });
  });

  test('an error of misuse holds no value', () => {
    const secret = 'Zyxwvut';
    for (const name of ['profile', 'profiles', 'interaction', 'direction', 'now', 'asPublished', 'maxIssues'])
      expect(misuse(validate, PATIENT, { [name]: secret }).message).not.toContain(secret);
  });
});

describe('profile of another specification version', () => {
  test('judges where this version has its resource type', () => {
    const other = { ...strict, url: 'http://example.org/other' };
    expect(validate({ resourceType: 'Patient' }, { profile: other })).toMatchObject({
      valid: false,
      profile: 'http://example.org/other|1.0.0',
    });
  });

  test('is misuse where this version does not: nothing could be judged by it', () => {
    const slot = profile('Slot', {});
    const message =
      'options.profile: expected a profile of a resource type that mini@1.0.0 has ' +
      '(its own module judges any profile); found http://example.org/Slot-1, of type Slot.';
    expect(misuse(validate, { resourceType: 'Slot' }, { profile: slot }).message).toBe(message);
  });

  test('is misuse where it is of a data type', () => {
    expect(misuse(validate, PATIENT, { profile: profile('Extension', {}) }).message).toContain(
      'of type Extension',
    );
  });

  test('is misuse where it is of another FHIR version', () => {
    const older = { ...strict, url: 'http://fhir.nhs.net/StructureDefinition/gpconnect-patient-1' };
    expect(misuse(validate, PATIENT, { profile: older }).message).toBe(
      'options.profile: expected a profile of FHIR STU3; found one of FHIR DSTU2.',
    );
  });
});

describe('text', () => {
  test.each([
    [undefined, 'nothing'],
    [null, 'null'],
    [5, 'a whole number'],
    [{}, 'an object'],
    [new TextEncoder().encode('{}'), 'bytes'],
    [Promise.resolve('{}'), 'a promise'],
  ])('%o is no text', (text, kind) => {
    const message = `text: expected a string (bytes decoded first); found ${kind}.`;
    for (const f of [validateText, readText, readJson]) expect(misuse(f, text).message).toBe(message);
  });

  test.each([
    ['format', 'yaml', "expected 'json' or 'xml'; found another string"],
    ['maxLength', -1, 'expected a whole number of 1 or more; found a negative number'],
  ])('%s: %j is misuse', (name, value, message) => {
    for (const f of [validateText, readText])
      expect(misuse(f, '{}', { [name]: value }).message).toContain(`options.${name}: ${message}`);
  });

  test('limits of readers are checked likewise', () => {
    expect(misuse(readJson, '{}', { maxDepth: 0 }).argument).toBe('options.maxDepth');
    expect(misuse(readJson, '{}', null).argument).toBe('options');
  });
});

describe('other functions', () => {
  test('createValidator takes a specification version', () => {
    expect(misuse(createValidator, undefined).message).toBe(
      "spec: expected the spec that a specification version's module exports; found nothing.",
    );
  });

  test('toOperationOutcome takes a report and a specification version', () => {
    const report = validate(PATIENT);
    expect(misuse(toOperationOutcome, report).argument).toBe('spec');
    expect(misuse(toOperationOutcome, undefined, spec).argument).toBe('report');
  });

  test('slice takes a resource and a descriptor', () => {
    const descriptor = { profile: () => strict, path: 'identifier', name: 'x', many: true };
    expect(misuse(slice, undefined, descriptor).message).toBe('resource: expected an object; found nothing.');
    expect(misuse(slice, PATIENT, undefined).message).toBe(
      "descriptor: expected one of a profile's slices; found nothing.",
    );
    expect(misuse(slice, PATIENT, descriptor).argument).toBe('descriptor');
  });

  test('detectSpecification takes a list of specification versions', async () => {
    for (const candidates of [undefined, spec, [undefined], ['mini@1.0.0'], []])
      await expect(call(detectSpecification, PATIENT, candidates)).rejects.toBeInstanceOf(MisuseError);
  });
});
