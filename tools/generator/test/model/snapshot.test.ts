import { describe, expect, it } from 'vitest';
import { FactsError } from '../../src/facts/error.js';
import { HERE, profile, snapshotOf } from './synthetic.js';

const codes = (types: readonly { readonly code: string }[]): string[] => types.map(({ code }) => code);

describe('what a differential says is laid over the base, property by property', () => {
  it('keeps what the differential leaves out', () => {
    const { at } = snapshotOf(profile('P', 'Patient', [{ path: 'Patient.gender', min: 1 }]));
    expect(at('Patient.gender')).toMatchObject({
      min: 1,
      max: 1,
      types: [{ code: 'code' }],
      constrained: true,
    });
    expect(at('Patient.gender').binding?.valueSet).toBe('http://hl7.org/fhir/ValueSet/administrative-gender');
  });

  it('inherits the value set of a binding that only gives a strength', () => {
    const { at } = snapshotOf(
      profile('P', 'Patient', [{ path: 'Patient.gender', binding: { strength: 'example' } }]),
    );
    expect(at('Patient.gender').binding).toEqual({
      strength: 'example',
      valueSet: 'http://hl7.org/fhir/ValueSet/administrative-gender',
    });
  });

  it('keeps the strength of a binding that only gives a value set', () => {
    const { at } = snapshotOf(
      profile('P', 'Patient', [{ path: 'Patient.gender', binding: { valueSet: 'urn:mine' } }]),
    );
    expect(at('Patient.gender').binding).toEqual({ strength: 'required', valueSet: 'urn:mine' });
  });

  it('takes max 0, fixed values and narrowed types', () => {
    const { at } = snapshotOf(
      profile('P', 'Patient', [
        { path: 'Patient.contact', max: '0' },
        { path: 'Patient.gender', fixed: { type: 'Code', value: 'female' } },
        { path: 'Patient.deceased[x]', type: [{ code: 'boolean' }] },
      ]),
    );
    expect(at('Patient.contact').max).toBe(0);
    expect(at('Patient.gender').fixed).toEqual({ type: 'Code', value: 'female' });
    expect(codes(at('Patient.deceased[x]').types)).toEqual(['boolean']);
  });

  it('remembers whether the base type repeats, whatever the profile allows', () => {
    const { at } = snapshotOf(profile('P', 'Patient', [{ path: 'Patient.identifier', max: '1' }]));
    expect(at('Patient.identifier')).toMatchObject({ max: 1, baseMax: Infinity });
  });

  it('leaves what the profile does not mention unconstrained and unexpanded', () => {
    const { at } = snapshotOf(profile('P', 'Patient', [{ path: 'Patient.gender', min: 1 }]));
    expect(at('Patient.identifier')).toMatchObject({ constrained: false, children: [] });
    expect(at('Patient.contact').children.map(({ name }) => name)).toEqual([
      'id',
      'extension',
      'modifierExtension',
      'gender',
    ]);
  });
});

describe('constraints below a data type', () => {
  it('expand the type and constrain the part', () => {
    const { at } = snapshotOf(profile('P', 'Patient', [{ path: 'Patient.identifier.system', min: 1 }]));
    expect(at('Patient.identifier').children.map(({ name }) => name)).toEqual([
      'id',
      'extension',
      'use',
      'system',
      'value',
    ]);
    expect(at('Patient.identifier.system')).toMatchObject({ min: 1, constrained: true });
    expect(at('Patient.identifier.value')).toMatchObject({ min: 0, constrained: false });
    expect(at('Patient.identifier').constrained).toBe(true);
  });

  it('reach through a reference whose type is repeated for each target', () => {
    const { at, problems } = snapshotOf(
      profile('P', 'Patient', [{ path: 'Patient.generalPractitioner.reference', min: 1 }]),
    );
    expect(problems).toEqual([]);
    expect(at('Patient.generalPractitioner.reference').min).toBe(1);
  });

  it('reach through a content reference', () => {
    const { at } = snapshotOf(
      profile('P', 'Composition', [{ path: 'Composition.section.section.title', min: 1 }]),
    );
    expect(at('Composition.section.section.title').min).toBe(1);
    expect(at('Composition.section.title').min).toBe(0);
  });

  it('start from the profile that the type names', () => {
    const { at } = snapshotOf(
      profile('P', 'Patient', [
        { path: 'Patient.identifier', type: [{ code: 'Identifier', profile: [`${HERE}I`] }] },
        { path: 'Patient.identifier.value', min: 1 },
      ]),
      profile('I', 'Identifier', [{ path: 'Identifier.system', min: 1 }], { kind: 'complex-type' }),
    );
    expect(at('Patient.identifier.system')).toMatchObject({ min: 1, constrained: false });
    expect(at('Patient.identifier.value')).toMatchObject({ min: 1, constrained: true });
  });
});

describe('slices', () => {
  const sliced = [
    {
      path: 'Patient.identifier',
      min: 2,
      slicing: { discriminator: [{ type: 'value', path: 'system' }], rules: 'openAtEnd' as const },
    },
    { path: 'Patient.identifier.value', min: 1 },
    { path: 'Patient.identifier', sliceName: 'a', max: '1' },
    { path: 'Patient.identifier.system', fixed: { type: 'Uri', value: 'urn:a' } },
    { path: 'Patient.identifier', sliceName: 'b' },
    { path: 'Patient.identifier.system', fixed: { type: 'Uri', value: 'urn:b' } },
  ];

  it('own the elements that follow them when ids say nothing', () => {
    const { at } = snapshotOf(profile('P', 'Patient', sliced));
    expect(at('Patient.identifier:a.system').fixed?.value).toBe('urn:a');
    expect(at('Patient.identifier:b.system').fixed?.value).toBe('urn:b');
    expect(at('Patient.identifier.system').fixed).toBeUndefined();
  });

  it('inherit what is said about the sliced element, but are optional', () => {
    const { at } = snapshotOf(profile('P', 'Patient', sliced));
    expect(at('Patient.identifier:a')).toMatchObject({ min: 0, max: 1, sliceName: 'a' });
    expect(at('Patient.identifier:b')).toMatchObject({ min: 0, max: Infinity });
    expect(at('Patient.identifier:a.value').min).toBe(1);
    expect(at('Patient.identifier').min).toBe(2);
  });

  it('inherit what is said about the sliced element after them', () => {
    const [list, value, ...slices] = sliced;
    if (!list || !value) throw new Error('the example has changed');
    const after = { ...value, id: 'Patient.identifier.value' };
    const { at } = snapshotOf(
      profile('P', 'Patient', [list, { path: 'Patient.identifier.id' }, after, ...slices]),
    );
    expect(at('Patient.identifier:b.value').min).toBe(1);
  });

  it('keep openAtEnd and their order', () => {
    const { at } = snapshotOf(profile('P', 'Patient', sliced));
    expect(at('Patient.identifier').slicing).toEqual({
      by: [{ type: 'value', path: 'system' }],
      rules: 'openAtEnd',
      ordered: false,
    });
    expect(at('Patient.identifier').slices.map(({ sliceName }) => sliceName)).toEqual(['a', 'b']);
  });

  it('are found by id where a base profile defines them', () => {
    const { at } = snapshotOf(
      profile(
        'P',
        'Patient',
        [{ path: 'Patient.identifier.value', id: 'Patient.identifier:b.value', min: 1 }],
        {
          baseDefinition: `${HERE}Base`,
        },
      ),
      profile(
        'Base',
        'Patient',
        sliced.filter(({ path }) => path !== 'Patient.identifier.value'),
      ),
    );
    expect(at('Patient.identifier:b.value').min).toBe(1);
    expect(at('Patient.identifier:b.system').fixed?.value).toBe('urn:b');
    expect(at('Patient.identifier:a').children.find(({ name }) => name === 'value')?.min).toBe(0);
  });

  it('of extensions are told apart by url where no slicing is given', () => {
    const { at } = snapshotOf(
      profile('P', 'Patient', [
        { path: 'Patient.extension', sliceName: 'e', type: [{ code: 'Extension', profile: [`${HERE}E`] }] },
      ]),
    );
    expect(at('Patient.extension').slicing).toEqual({
      by: [{ type: 'value', path: 'url' }],
      rules: 'open',
      ordered: false,
    });
  });

  it('of other lists without a slicing are told apart by nothing', () => {
    const { at } = snapshotOf(profile('P', 'Patient', [{ path: 'Patient.identifier', sliceName: 'a' }]));
    expect(at('Patient.identifier').slicing).toEqual({ by: [], rules: 'open', ordered: false });
  });

  it('of slices start from the outer slice', () => {
    const { at } = snapshotOf(
      profile('P', 'Patient', [
        ...sliced,
        { path: 'Patient.identifier', sliceName: 'a/one' },
        { path: 'Patient.identifier.value', fixed: { type: 'String', value: '1' } },
      ]),
    );
    expect(at('Patient.identifier:a/one.system').fixed?.value).toBe('urn:a');
    expect(at('Patient.identifier:a/one.value').fixed?.value).toBe('1');
  });

  it('take the cardinality of the one extension that they name, unless they give their own', () => {
    const extension = profile('E', 'Extension', [{ path: 'Extension', min: 1, max: '1' }]);
    const type = [{ code: 'Extension', profile: [`${HERE}E`] }];
    const { at } = snapshotOf(
      profile('P', 'Patient', [
        { path: 'Patient.extension', sliceName: 'plain', type },
        { path: 'Patient.extension', sliceName: 'own', type, min: 0, max: '3' },
      ]),
      extension,
    );
    expect(at('Patient.extension:plain')).toMatchObject({ min: 1, max: 1 });
    expect(at('Patient.extension:own')).toMatchObject({ min: 0, max: 3 });
  });
});

describe('a choice under a renamed path', () => {
  it('is narrowed to the one type that is named, with a slice name or without', () => {
    for (const more of [{}, { sliceName: 'valueCodeableConcept' }]) {
      const { at, has } = snapshotOf(
        profile('E', 'Extension', [
          { path: 'Extension.valueCodeableConcept', min: 1, type: [{ code: 'CodeableConcept' }], ...more },
          { path: 'Extension.valueCodeableConcept.text', min: 1 },
        ]),
      );
      expect(codes(at('Extension.value[x]').types)).toEqual(['CodeableConcept']);
      expect(at('Extension.value[x]')).toMatchObject({ min: 1, max: 1, slices: [] });
      expect(at('Extension.value[x].text').min).toBe(1);
      expect(has('Extension.valueCodeableConcept')).toBe(false);
    }
  });

  it('is sliced by type where several are named', () => {
    const { at } = snapshotOf(
      profile('P', 'Observation', [
        { path: 'Observation.valueQuantity', sliceName: 'valueQuantity' },
        { path: 'Observation.valueQuantity.unit', min: 1 },
        { path: 'Observation.valueString', sliceName: 'valueString' },
      ]),
    );
    const choice = at('Observation.value[x]');
    expect(codes(choice.types)).toEqual(['Quantity', 'string']);
    expect(choice.slicing?.by).toEqual([{ type: 'type', path: '$this' }]);
    expect(choice.slices.map(({ sliceName, types }) => [sliceName, ...codes(types)])).toEqual([
      ['valueQuantity', 'Quantity'],
      ['valueString', 'string'],
    ]);
    expect(at('Observation.value[x]:valueQuantity.unit').min).toBe(1);
  });

  it('is a slice beside a choice that keeps several types', () => {
    const { at } = snapshotOf(
      profile('P', 'Observation', [
        { path: 'Observation.value[x]', type: [{ code: 'Quantity' }, { code: 'string' }] },
        { path: 'Observation.valueQuantity', sliceName: 'q' },
        { path: 'Observation.valueQuantity.unit', min: 1 },
      ]),
    );
    expect(codes(at('Observation.value[x]').types)).toEqual(['Quantity', 'string']);
    expect(codes(at('Observation.value[x]:q').types)).toEqual(['Quantity']);
  });

  it('is not mistaken for an element that is really called so', () => {
    const { problems } = snapshotOf(profile('P', 'Patient', [{ path: 'Patient.deceasedQuantity' }]));
    expect(problems).toEqual(['Patient.deceasedQuantity: the base definition has no such element']);
  });
});

describe('a profile over a profile', () => {
  const base = profile('Base', 'Patient', [
    { path: 'Patient.gender', min: 1 },
    { path: 'Patient.identifier.system', min: 1 },
  ]);

  it('says what the other says, and more', () => {
    const { at } = snapshotOf(
      profile('P', 'Patient', [{ path: 'Patient.identifier.value', min: 1 }], {
        baseDefinition: `${HERE}Base`,
      }),
      base,
    );
    expect(at('Patient.gender')).toMatchObject({ min: 1, constrained: true });
    expect(at('Patient.identifier.system').min).toBe(1);
    expect(at('Patient.identifier.value').min).toBe(1);
  });

  it('rests on the base type where the other is published nowhere', () => {
    const { at, problems } = snapshotOf(
      profile('P', 'Patient', [{ path: 'Patient.gender', min: 1 }], { baseDefinition: `${HERE}Nowhere` }),
    );
    expect(problems).toEqual([]);
    expect(at('Patient.gender')).toMatchObject({ min: 1, max: 1 });
  });

  it('may not rest on itself', () => {
    const circle = [
      profile('A', 'Patient', [], { baseDefinition: `${HERE}B` }),
      profile('B', 'Patient', [], { baseDefinition: `${HERE}A` }),
    ];
    expect(() => snapshotOf(...circle)).toThrow(FactsError);
    expect(() => snapshotOf(...circle)).toThrow(/here\/A\.json#.*rests on itself/);
  });
});

describe('constraints', () => {
  it('belong to the type that defines them', () => {
    const { at, root } = snapshotOf(
      profile('P', 'Patient', [
        { path: 'Patient.contact', constraint: [{ key: 'pat-1', severity: 'warning' }] },
        { path: 'Patient.gender', constraint: [{ key: 'own-1', severity: 'error' }] },
      ]),
    );
    expect(root.constraints).toEqual([{ key: 'pat-0', severity: 'error', on: 'Patient' }]);
    expect(at('Patient.contact').constraints).toEqual([{ key: 'pat-1', severity: 'warning', on: 'Patient' }]);
    expect(at('Patient.gender').constraints).toEqual([{ key: 'own-1', severity: 'error', on: 'Patient' }]);
  });
});

describe('a differential that cannot be laid over its base', () => {
  it('is reported with the element', () => {
    const { problems } = snapshotOf(profile('P', 'Patient', [{ path: 'Patient.shoeSize', min: 1 }]));
    expect(problems).toEqual(['Patient.shoeSize: the base definition has no such element']);
  });

  it('is reported when it has an element twice', () => {
    const { problems } = snapshotOf(
      profile('P', 'Patient', [
        { path: 'Patient.gender', min: 1 },
        { path: 'Patient.gender', max: '1' },
      ]),
    );
    expect(problems).toEqual(['Patient.gender: the differential has Patient.gender twice']);
  });

  it('is reported when it is deeper than any definition', () => {
    const path = `Patient${'.extension'.repeat(60)}`;
    expect(snapshotOf(profile('P', 'Patient', [{ path }])).problems[0]).toMatch(/more than 32 segments/);
  });
});
