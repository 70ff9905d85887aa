import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  createIssue,
  spineErrorOf,
  SPINE_ERROR_SYSTEM,
  toOperationOutcome,
  type Issue,
} from '../../src/index.js';
import { DSTU2_OUTCOME_PROFILE, xpathOf } from '../../src/operation-outcome/dstu2.js';
import { ITK_RESPONSE_SYSTEM } from '../../src/operation-outcome/itk.js';
import type { ProfileTable, SpecTable } from '../../src/tables/index.js';

const SPINE_PROFILE = 'https://fhir.nhs.uk/STU3/StructureDefinition/GPConnect-OperationOutcome-1';
const ITK_PROFILE = 'https://fhir.nhs.uk/STU3/StructureDefinition/ITK-Response-OperationOutcome-1';

/** A specification version that pins a Patient profile and, where named, an OperationOutcome profile. */
function pinning(canonical?: string): Pick<SpecTable, 'pins' | 'profiles'> {
  const table = (url: string, type: string): ProfileTable => ({ url, type, elements: () => ({}) });
  const patient = 'https://example.org/StructureDefinition/Patient';
  const profiles: Record<string, ProfileTable> = { [patient]: table(patient, 'Patient') };
  if (canonical !== undefined) profiles[canonical] = table(canonical, 'OperationOutcome');
  return { pins: Object.keys(profiles).map((url) => ({ canonical: url })), profiles };
}

const place = { path: 'Patient.gender', pointer: '/gender', source: 'x#Patient.gender' };
const missing = createIssue('structure.minimum', { element: 'Patient.gender', min: 1, found: 0 }, place);
const unreadable = createIssue(
  'input.syntax',
  { expected: 'a comma', found: 'the end of the text' },
  { path: '', pointer: '', source: 'RFC 8259', line: 1, column: 9 },
);
const unfit = createIssue('binding.extensible', { valueSet: 'http://example.org/vs', found: '"x"' }, place);
const unchecked = createIssue(
  'cannot-check.profile',
  { profile: 'http://example.org/p', reason: 'Unknown.' },
  place,
);

describe('an outcome', () => {
  it('has an issue for each finding: severity, type, Spine error, message and path', () => {
    expect(toOperationOutcome({ issues: [missing] }, pinning(SPINE_PROFILE))).toEqual({
      resourceType: 'OperationOutcome',
      meta: { profile: [SPINE_PROFILE] },
      issue: [
        {
          severity: 'error',
          code: 'required',
          details: {
            coding: [
              {
                system: SPINE_ERROR_SYSTEM,
                code: 'INVALID_RESOURCE',
                display: 'Invalid validation of resource',
              },
            ],
          },
          diagnostics: missing.message,
          expression: ['Patient.gender'],
        },
      ],
    });
  });

  it('keeps the order of the report and the severity of each finding', () => {
    const { issue } = toOperationOutcome({ issues: [unchecked, missing, unfit] }, pinning(SPINE_PROFILE));
    expect(issue.map(({ severity, code }) => [severity, code])).toEqual([
      ['information', 'informational'],
      ['error', 'required'],
      ['warning', 'value'],
    ]);
  });

  it('has the codes and places of FHIR DSTU2 where its profile is pinned', () => {
    const spec = pinning(DSTU2_OUTCOME_PROFILE);
    const { meta, issue } = toOperationOutcome(
      { issues: [missing, unfit, unreadable], truncated: true },
      spec,
    );
    expect(meta).toEqual({ profile: [DSTU2_OUTCOME_PROFILE] });
    expect(issue.map(({ details }) => details.coding?.[0].code)).toEqual([
      'GPC-003',
      'GPC-002',
      'GPC-002',
      'GPC-002',
    ]);
    expect(issue.map(({ location }) => location)).toEqual([
      ['/f:Patient/f:gender'],
      ['/f:Patient/f:gender'],
      undefined,
      undefined,
    ]);
    expect(issue.every((one) => !('expression' in one))).toBe(true);
    expect(toOperationOutcome({ issues: [] }, spec)).not.toHaveProperty('meta');
  });

  it.each([
    ['Patient', '/f:Patient'],
    ['Patient.name[1].given[0]', '/f:Patient/f:name[2]/f:given[1]'],
    ['Bundle.entry[0].resource', '/f:Bundle/f:entry[1]/f:resource'],
    ['Bundle.entry[0].resource.contained[1].id', '/f:Bundle/f:entry[1]/f:resource/*/f:contained[2]/*/f:id'],
    [
      'Parameters.parameter[0].part[1].resource.id',
      '/f:Parameters/f:parameter[1]/f:part[2]/f:resource/*/f:id',
    ],
    ['Conformance.rest[0].resource[0].type', '/f:Conformance/f:rest[1]/f:resource[1]/f:type'],
    ['Patient.`{3}`', '/f:Patient/*'],
    ['$this', '/*'],
  ])('%s is %s as XPath', (path, xpath) => expect(xpathOf(path)).toBe(xpath));

  it('leaves out the expression of a finding that has no place in a value', () => {
    const { issue } = toOperationOutcome({ issues: [unreadable] }, pinning(SPINE_PROFILE));
    expect(issue[0]).not.toHaveProperty('expression');
    expect(issue[0].details.coding?.[0].code).toBe('BAD_REQUEST');
  });

  it('has neither code nor profile for a clean report where Spine codes are asked for: there is none for success', () => {
    const outcome = toOperationOutcome({ issues: [] }, pinning(SPINE_PROFILE));
    expect(outcome).not.toHaveProperty('meta');
    expect(outcome.issue).toEqual([
      expect.objectContaining({
        severity: 'information',
        code: 'informational',
        details: { text: expect.any(String) },
      }),
    ]);
  });

  it('claims no profile where the specification version pins none', () => {
    const outcome = toOperationOutcome({ issues: [missing] }, pinning());
    expect(outcome).not.toHaveProperty('meta');
    expect(outcome.issue[0].details.coding?.[0].system).toBe(SPINE_ERROR_SYSTEM);
  });

  it('has ITK response codes where the specification version pins the profile of ITK responses', () => {
    const codes = (issues: readonly Issue[]): (string | undefined)[] => {
      const outcome = toOperationOutcome({ issues }, pinning(ITK_PROFILE));
      expect(outcome.meta?.profile).toEqual([ITK_PROFILE]);
      return outcome.issue.map(({ details: { coding } }) => coding?.[0].code);
    };
    expect(codes([unreadable])).toEqual(['10009']);
    expect(codes([missing, unfit])).toEqual(['20009', '20009']);
    expect(codes([])).toEqual(['20013']);
  });

  it('of a report without findings is one informational issue that says so', () => {
    const { issue } = toOperationOutcome({ issues: [] }, pinning(SPINE_PROFILE));
    expect(issue).toHaveLength(1);
    expect(issue[0]).toMatchObject({
      severity: 'information',
      code: 'informational',
      details: { text: 'No issues were found.' },
      diagnostics: 'No issues were found.',
    });
  });

  it('of a report that ended early says that there may be more', () => {
    const { issue } = toOperationOutcome({ issues: [missing], truncated: true }, pinning(SPINE_PROFILE));
    expect(issue.map(({ severity, code }) => [severity, code])).toEqual([
      ['error', 'required'],
      ['information', 'incomplete'],
    ]);
  });

  it('has no control characters, whatever the message has', () => {
    const { issue } = toOperationOutcome(
      { issues: [{ ...missing, message: 'a\u001b[31m\u202e\nb' }] },
      pinning(),
    );
    expect(issue[0].diagnostics).toBe('a\\u001b[31m\\u202e\\u000ab');
  });

  it('is not confused by a pin named like a member of every object', () => {
    const spec = { ...pinning(), pins: [{ canonical: '__proto__' }, { canonical: 'constructor' }] };
    expect(toOperationOutcome({ issues: [] }, spec)).not.toHaveProperty('meta');
  });
});

describe('the Spine error of a finding', () => {
  it.each([
    ['input.syntax', '', '', 'BAD_REQUEST'],
    ['structure.not-a-resource', '', '', 'INVALID_RESOURCE'],
    ['value.format', 'Patient.birthDate', '/birthDate', 'INVALID_RESOURCE'],
    ['structure.minimum', 'Parameters', '', 'INVALID_PARAMETER'],
    ['structure.minimum', 'Parameters.parameter[0].name', '/parameter/0', 'INVALID_PARAMETER'],
    [
      'value.fixed',
      'Parameters.parameter[0].value.system',
      '/parameter/0/valueIdentifier/system',
      'INVALID_IDENTIFIER_SYSTEM',
    ],
    [
      'value.fixed',
      'Parameters.parameter[0].value.system',
      '/parameter/0/valueCoding/system',
      'INVALID_PARAMETER',
    ],
    [
      'value.whitespace',
      'Parameters.parameter[0].value.system',
      '/parameter/0/valueIdentifier/system',
      'INVALID_PARAMETER',
    ],
    [
      'value.format',
      'Parameters.parameter[0].value.value',
      '/parameter/0/valueIdentifier/value',
      'INVALID_PARAMETER',
    ],
    ['value.fixed', 'Bundle.entry[0].resource.parameter[0].value.system', '/entry/0', 'INVALID_RESOURCE'],
    ['value.fixed', 'ParametersLike.x', '/x', 'INVALID_RESOURCE'],
  ] as const)('%s at %s (%s): %s', (code, path, pointer, expected) => {
    expect(spineErrorOf({ code, path, pointer }).code).toBe(expected);
  });
});

/** Published concepts of every release of a code system. */
function releases(name: string): readonly (readonly { code: string; display: string }[])[] {
  const folder = new URL('../../../../profiles/gpconnect/code-systems/', import.meta.url);
  return readdirSync(folder)
    .filter((file) => file.startsWith(name))
    .map((file) => {
      const facts = JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as {
        concept: { code: string; display: string }[];
      };
      return facts.concept;
    });
}

describe('codes and displays are those of every release of the code system', () => {
  const findings = [
    unreadable,
    missing,
    { ...missing, path: 'Parameters' },
    {
      ...missing,
      code: 'value.fixed' as const,
      path: 'Parameters.parameter[0].value.system',
      pointer: '/parameter/0/valueIdentifier/system',
    },
  ];
  it.each([
    ['Spine-ErrorOrWarningCode-1', SPINE_PROFILE, SPINE_ERROR_SYSTEM, 4],
    ['ITK-ResponseCodes-1', ITK_PROFILE, ITK_RESPONSE_SYSTEM, 3],
  ])('%s', (name, profile, system, distinct) => {
    const used = [findings, []]
      .flatMap(
        (issues) => toOperationOutcome({ issues, truncated: issues.length > 0 }, pinning(profile)).issue,
      )
      // Spine has no code for success: a clean outcome has no coding.
      .flatMap(({ details }) => details.coding ?? []);
    expect(new Set(used.map(({ code }) => code)).size).toBe(distinct);
    expect(new Set(used.map((coding) => coding.system))).toEqual(new Set([system]));
    const published = releases(name);
    expect(published.length).toBeGreaterThan(1);
    for (const concepts of published)
      for (const { code, display } of used) expect(concepts).toContainEqual({ code, display });
  });
});
