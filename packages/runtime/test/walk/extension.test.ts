import { describe, expect, test } from 'vitest';
import type { ProfileTable } from '../../src/tables/index.js';
import { findings, issuesOf } from '../helpers/findings.js';
import { uncheckedOf } from '../../src/nodes/unchecked.js';
import { extension, miniSpec, profile } from '../helpers/mini.js';

const patient = (...list: object[]): object => ({ resourceType: 'Patient', extension: list });
const flag = extension('flag', { types: ['boolean'] });

const registration: ProfileTable = {
  url: 'http://example.org/ext/registration',
  version: '1.0.0',
  type: 'Extension',
  elements: () => ({
    extension: {
      slicing: { by: [{ type: 'value', path: 'url' }], rules: 'open' },
      slices: {
        period: { min: 1, max: 1, children: { url: { fixed: 'period' }, 'value[x]': { types: ['Period'] } } },
        kind: { max: 1, children: { url: { fixed: 'kind' }, 'value[x]': { types: ['code'] } } },
      },
    },
    url: { fixed: 'http://example.org/ext/registration' },
    'value[x]': { max: 0 },
  }),
};

describe('extensions by definition', () => {
  test('a known extension is judged by its definition wherever it stands', () => {
    const wrong = { url: flag.url, valueString: 'x' };
    expect(findings(patient({ url: flag.url, valueBoolean: true }), [flag])).toEqual([]);
    expect(findings(patient(wrong), [flag])).toEqual([
      'structure.type-not-allowed Patient.extension[0].valueString',
    ]);
    expect(
      findings(
        {
          resourceType: 'Patient',
          name: [{ family: 'E', extension: [wrong] }],
          _birthDate: { extension: [wrong] },
        },
        [flag],
      ),
    ).toEqual([
      'structure.type-not-allowed Patient.name[0].extension[0].valueString',
      'structure.type-not-allowed Patient.birthDate.extension[0].valueString',
    ]);
  });

  test('a slice has its extension, however many others follow it in the list', () => {
    const others = Array.from({ length: 40 }, (_, i) => extension(`other-${i}`, { types: ['boolean'] }));
    const slices = { flag: { min: 1, max: 1, types: [{ code: 'Extension', profiles: [() => flag] }] } };
    const table = profile('Patient', { extension: { slices } });
    const list = [flag, ...others].map(({ url }) => ({ url, valueBoolean: true }));
    expect(findings(patient(...list), [table, flag, ...others])).toEqual([]);
    expect(findings(patient(...list.slice(1)), [table, flag, ...others])).toEqual([
      'slicing.minimum Patient.extension',
    ]);
  });

  test('a slice of alternatives takes the extension of any of their URLs, each by its own definition', () => {
    const count = extension('count', { types: ['string'] });
    const unknown = 'http://example.org/ext/nowhere';
    const table = profile('Patient', {
      extension: {
        slices: {
          either: {
            min: 1,
            max: 1,
            types: [{ code: 'Extension', profiles: [() => flag, () => count], unresolved: [unknown] }],
          },
        },
      },
    });
    const found = (...list: object[]): string[] => findings(patient(...list), [table, flag, count]);
    const yes = { url: flag.url, valueBoolean: true };
    const one = { url: count.url, valueString: 'x' };
    expect(found(yes)).toEqual([]);
    expect(found(one)).toEqual([]);
    expect(found({ url: unknown, valueString: 'x' })).toEqual([
      'cannot-check.extension Patient.extension[0]',
    ]);
    expect(found({ url: count.url, valueBoolean: true })).toEqual([
      'structure.type-not-allowed Patient.extension[0].valueBoolean',
    ]);
    expect(found(yes, one)).toEqual(['slicing.maximum Patient.extension']);
    expect(findings({ resourceType: 'Patient' }, [table])).toEqual(['slicing.minimum Patient']);
    expect(uncheckedOf(miniSpec([table, flag, count]), table)).toEqual([
      { kind: 'extension-undefined', element: 'Patient.extension:either', detail: unknown },
    ]);
  });

  test('a prohibited extension is told by its URL alone, with or without a definition', () => {
    const barring = profile('Patient', {
      extension: { slices: { flag: { max: 0, children: { url: { fixed: flag.url } } } } },
    });
    const item = { url: flag.url, valueBoolean: true };
    for (const known of [[barring], [barring, flag]]) {
      expect(findings(patient(item), known)).toEqual(['slicing.maximum Patient.extension[0]']);
      expect(findings({ resourceType: 'Patient' }, known)).toEqual([]);
    }
  });

  test('a prohibited part is prohibited, not undeclared', () => {
    const strict: ProfileTable = {
      url: 'http://example.org/ext/strict',
      type: 'Extension',
      elements: () => ({
        extension: {
          slicing: { by: [{ type: 'value', path: 'url' }], rules: 'open' },
          slices: {
            kind: { max: 1, children: { url: { fixed: 'kind' } } },
            status: { max: 0, children: { url: { fixed: 'status' } } },
          },
        },
      }),
    };
    const item = (...parts: string[]): object => ({
      url: strict.url,
      extension: parts.map((url) => ({ url, valueCode: 'x' })),
    });
    expect(findings(patient(item('kind')), [strict])).toEqual([]);
    expect(findings(patient(item('kind', 'status')), [strict])).toEqual([
      'slicing.maximum Patient.extension[0].extension[1]',
    ]);
    expect(findings(patient(item('kind', 'other')), [strict])).toEqual([
      'extension.undeclared-part Patient.extension[0].extension[1]',
    ]);
  });

  test('the definition is the source', () => {
    const [issue] = issuesOf(patient({ url: flag.url, valueString: 'x' }), [flag]);
    expect(issue!.source).toBe('http://example.org/ext/flag|1.0.0#Extension.value[x]');
  });

  test('an unknown extension is reported once a URL, with a count', () => {
    const url = 'http://example.org/ext/unknown';
    const issues = issuesOf(
      patient({ url, valueString: 'x' }, { url, valueString: 'y' }, { url: `${url}2`, valueString: 'z' }),
    );
    expect(
      issues.map(({ code, pointer, params }) => [code, pointer, params['url'], params['count']]),
    ).toEqual([
      ['cannot-check.extension', '/extension/0', 'http://example.org/…', 2],
      ['cannot-check.extension', '/extension/2', 'http://example.org/…', 1],
    ]);
  });

  test('an extension has an absolute URL', () => {
    expect(findings(patient({ valueString: 'x' }))).toEqual(['structure.minimum Patient.extension[0]']);
    expect(findings(patient({ url: 'flag', valueString: 'x' }))).toEqual([
      'value.format Patient.extension[0].url',
    ]);
  });

  test('value and extensions exclude each other by ext-1', () => {
    const url = 'http://example.org/ext/unknown';
    expect(findings(patient({ url }))).toContain('invariant.failed Patient.extension[0]');
  });
});

describe('extensions with parts', () => {
  const of = (...parts: object[]): object => patient({ url: registration.url, extension: parts });
  const period = { url: 'period', valuePeriod: { start: '2020' } };

  test('parts are judged as the definition has them', () => {
    expect(findings(of(period, { url: 'kind', valueCode: 'x' }), [registration])).toEqual([]);
    expect(findings(of({ url: 'period', valueString: 'x' }), [registration])).toEqual([
      'structure.type-not-allowed Patient.extension[0].extension[0].valueString',
    ]);
    expect(findings(of({ url: 'kind', valueCode: 'x' }), [registration])).toEqual([
      'slicing.minimum Patient.extension[0].extension',
    ]);
    expect(findings(of(period, period), [registration])).toEqual([
      'slicing.maximum Patient.extension[0].extension',
    ]);
  });

  test('a part that the definition does not name is reported', () => {
    const [issue] = issuesOf(of(period, { url: 'periods', valueString: 'x' }), [registration]);
    expect(issue).toMatchObject({
      code: 'extension.undeclared-part',
      pointer: '/extension/0/extension/1',
      params: { url: registration.url, part: 'a string of at most 10 characters, like period' },
    });
  });

  test('parts of an extension without a definition are unknown with it', () => {
    expect(
      findings(patient({ url: 'http://example.org/ext/x', extension: [{ url: 'a', valueString: 'x' }] })),
    ).toEqual(['cannot-check.extension Patient.extension[0]']);
  });

  test('an extension of a part may be one with a definition of its own', () => {
    expect(findings(of(period, { url: flag.url, valueBoolean: true }), [registration, flag])).toEqual([]);
  });
});

describe('extensions in slices', () => {
  const strict = (more: object = {}): ProfileTable =>
    profile('Patient', {
      extension: {
        slices: { flag: { max: 1, types: [{ code: 'Extension', profiles: [() => flag] }], ...more } },
      },
    });

  test('a slice without a slicing entry is told by the URL of its definition', () => {
    const right = { url: flag.url, valueBoolean: true };
    expect(findings(patient(right), [strict(), flag])).toEqual([]);
    expect(findings(patient(right, right), [strict(), flag])).toEqual(['slicing.maximum Patient.extension']);
  });

  test('what the slice says stands with what the definition says', () => {
    const fixed = strict({ children: { 'value[x]': { fixed: true } } });
    expect(findings(patient({ url: flag.url, valueBoolean: false }), [fixed, flag])).toEqual([
      'value.fixed Patient.extension[0].valueBoolean',
    ]);
  });

  test('a part under a name that nearly is right is told by that', () => {
    const value = {
      url: registration.url,
      extension: [{ url: 'Period', valuePeriod: { start: '2020-01-01' } }],
    };
    const missing = issuesOf(patient(value), [registration]).find(({ code }) => code === 'slicing.minimum');
    expect(missing?.because?.[0]?.params).toEqual({
      expected: '"period"',
      found: 'a string of at most 10 characters, period but for upper and lower case',
    });
  });

  test('a required extension is missed, and a near one named', () => {
    expect(findings({ resourceType: 'Patient' }, [strict({ min: 1 }), flag])).toEqual([
      'slicing.minimum Patient',
    ]);
    const [issue] = issuesOf(patient({ url: 'http://example.org/ext/Flag', valueBoolean: true }), [
      strict({ min: 1 }),
      flag,
    ]);
    expect(issue).toMatchObject({ code: 'slicing.minimum', because: [{ pointer: '/extension/0/url' }] });
  });

  test('a slice whose definition is not published is counted, and its content not checked', () => {
    const url = 'http://example.org/ext/unpublished';
    const open = profile('Patient', {
      extension: { slices: { gone: { min: 1, types: [{ code: 'Extension', unresolved: [url] }] } } },
    });
    expect(findings(patient({ url, valueString: 'x' }), [open])).toEqual([
      'cannot-check.extension Patient.extension[0]',
    ]);
    expect(findings({ resourceType: 'Patient' }, [open])).toEqual(['slicing.minimum Patient']);
  });
});

describe('where extensions stand', () => {
  const placed = (...context: string[]): ProfileTable =>
    extension('placed', { types: ['string'] }, { context });
  const item = { url: 'http://example.org/ext/placed', valueString: 'x' };
  const onName = { resourceType: 'Patient', name: [{ family: 'E', extension: [item] }] };

  test.each([['Patient'], ['DomainResource'], ['Resource'], ['*'], ['Organization', 'Patient']])(
    'an extension of %s may stand in a Patient',
    (...context) => expect(findings(patient(item), [placed(...context)])).toEqual([]),
  );

  test.each([['Patient.name'], ['HumanName'], ['Element']])(
    'an extension of %s may stand in a name of a Patient',
    (context) => expect(findings(onName, [placed(context)])).toEqual([]),
  );

  test.each([['Organization'], ['Patient.name']])(
    'an extension of %s may not stand in a Patient',
    (context) => {
      const [issue] = issuesOf(patient(item), [placed(context)]);
      expect(issue).toMatchObject({
        code: 'extension.context',
        pointer: '/extension/0',
        params: { allowed: [context] },
      });
    },
  );

  test('primitives and choices are places too', () => {
    const inBirthDate = {
      resourceType: 'Patient',
      birthDate: '1970-01-01',
      _birthDate: { extension: [item] },
    };
    expect(findings(inBirthDate, [placed('Patient.birthDate')])).toEqual([]);
    expect(findings(inBirthDate, [placed('date')])).toEqual([]);
    expect(findings(inBirthDate, [placed('Patient.gender')])).toEqual([
      'extension.context Patient.birthDate.extension[0]',
    ]);
    const inValue = {
      resourceType: 'Observation',
      status: 'final',
      code: { text: 'x' },
      valueQuantity: { value: 1, extension: [item] },
    };
    for (const context of ['Observation.value[x]', 'Observation.valueQuantity', 'Quantity']) {
      expect(findings(inValue, [placed(context)])).toEqual([]);
    }
    expect(findings(inValue, [placed('Observation.valueString')])).toEqual([
      'extension.context Observation.valueQuantity.extension[0]',
    ]);
  });

  test('modifiers stand in modifierExtension, others do not', () => {
    const modifier = extension('modifier', { types: ['boolean'] }, { isModifier: true });
    const use = (url: string): object => ({ url, valueBoolean: true });
    expect(findings({ resourceType: 'Patient', modifierExtension: [use(modifier.url)] }, [modifier])).toEqual(
      [],
    );
    expect(findings(patient(use(modifier.url)), [modifier])).toEqual([
      'extension.modifier Patient.extension[0]',
    ]);
    expect(findings({ resourceType: 'Patient', modifierExtension: [use(flag.url)] }, [flag])).toEqual([
      'extension.not-modifier Patient.modifierExtension[0]',
    ]);
  });
});
