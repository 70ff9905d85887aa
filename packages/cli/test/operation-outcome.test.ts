/**
 * Every specification version's own validator judges the outcomes that reports by it become. The test is here
 * because only the command line knows all versions.
 */
import { createIssue, toOperationOutcome, type Issue, type SpecTable } from '@gpconnect/runtime';
import { describe, expect, it } from 'vitest';
import { specs } from '../src/generated/specs.js';

const MARK = 'ZZMARKERZZ';

const place = { path: 'Patient.communication[0]', pointer: '/communication/0', source: 'x#Patient' };
const WARNING = createIssue(
  'binding.extensible',
  { valueSet: 'http://example.org/vs', found: '"zz"' },
  place,
);
const UNCHECKED = createIssue(
  'cannot-check.profile',
  { profile: 'http://example.org/p', reason: 'Unknown.' },
  place,
);

const CUT_OFF = `{"resourceType":"Patient","name":[{"family":"${MARK}"`;
const FAULTY = JSON.stringify({
  resourceType: 'Patient',
  name: { family: MARK },
  birthDate: `${MARK}-02-03`,
  gender: `${MARK} or so`,
  unheardOf: MARK,
  identifier: [{ system: `https://example.org/Patient/${MARK}`, value: '9990000018' }],
});
const FAULTY_PARAMETERS = JSON.stringify({
  resourceType: 'Parameters',
  parameter: [{ name: 'patientNHSNumber', valueIdentifier: { system: `${MARK}`, value: 5 } }],
});

const modelled = specs.filter((entry) => entry.load !== undefined);

function pinnedOutcome(spec: SpecTable): SpecTable['profiles'][string] | undefined {
  return spec.pins
    .map(({ canonical }) => spec.profiles[canonical])
    .find((profile) => profile?.type === 'OperationOutcome');
}

describe.each(modelled.map((entry) => [entry.id, entry] as const))('%s', (_, entry) => {
  it('finds nothing wrong with the outcome of any report, by the profile that it pins', async () => {
    const { spec, validate, validateText } = await entry.load!();
    const profile = pinnedOutcome(spec);
    if (profile === undefined) throw new Error(`${spec.id} pins no OperationOutcome profile`);
    const reports: Readonly<Record<string, readonly Issue[]>> = {
      unreadable: validateText(CUT_OFF).issues,
      empty: validateText('').issues,
      faulty: validateText(FAULTY).issues,
      parameters: validateText(FAULTY_PARAMETERS).issues,
      warnings: [WARNING, UNCHECKED],
    };
    for (const [name, issues] of Object.entries(reports)) {
      expect(issues, name).not.toEqual([]);
      const outcome = toOperationOutcome({ issues }, spec);
      expect(outcome.meta?.profile, name).toEqual([profile.url]);
      expect(outcome.issue, name).toHaveLength(issues.length);
      expect(JSON.stringify(outcome), name).not.toContain(MARK);
      expect(validate(outcome, { profile }).issues, name).toEqual([]);
      // Detection and pins alone lead to the same.
      expect(validate(outcome).issues, name).toEqual([]);
    }
    // The profile does ask for something: without it the same outcome is found wanting.
    const [issue] = toOperationOutcome({ issues: [WARNING] }, spec).issue;
    const { details, ...bare } = issue;
    expect(details.coding).toHaveLength(1);
    expect(validate({ resourceType: 'OperationOutcome', issue: [bare] }, { profile }).valid).toBe(false);
  });

  it('finds nothing wrong with the outcome of a clean report, by the profile that it claims', async () => {
    const { spec, validate } = await entry.load!();
    const outcome = toOperationOutcome({ issues: [] }, spec);
    expect(outcome.issue).toHaveLength(1);
    // Only ITK has a code for success: where there is none, the outcome cannot claim the profile.
    expect(outcome.meta !== undefined).toBe(outcome.issue[0].details.coding !== undefined);
    expect(validate(outcome, { profiles: 'claimed' }).issues).toEqual([]);
  });
});

it('every specification version that is modelled was judged', () => {
  expect(modelled.length).toBeGreaterThan(90);
});
