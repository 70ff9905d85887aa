import { Slot, spec, validate } from '@gpconnect/appointment-management/1.2.7';
import type { ProfileTable } from '@gpconnect/runtime/tables';
import { describe, expect, it } from 'vitest';
import { dataTypes, mutants, typeMutants, type Mutant } from '../src/index.js';

function mutantsWith(elements: ReturnType<ProfileTable['elements']>): Mutant[] {
  const url = 'https://example.org/fhir/StructureDefinition/slot';
  return [...mutants(spec, { url, type: 'Slot', elements: () => elements })];
}

function of(made: readonly Mutant[], constraint: Mutant['constraint'], element: string): Mutant[] {
  return made.filter((one) => one.constraint === constraint && one.element === element);
}

describe('mutants', () => {
  const made = [...mutants(spec, Slot)];

  it('are reported as they expect', () => {
    for (const { value, expected, element, about } of made) {
      const { issues } = validate(value, { profile: Slot, profiles: 'claimed', showValues: true });
      const found = issues.map(({ code, path }) => `${code} ${path}`);
      expect(found, `${element}: ${about}`).toContain(`${expected.code} ${expected.path}`);
    }
  });

  it('differ from a payload that is valid', () => {
    for (const { base, value } of made) {
      expect(validate(base, { profile: Slot, profiles: 'claimed' }).valid).toBe(true);
      expect(value).not.toEqual(base);
    }
  });

  it('are the same on every call', () => {
    expect([...mutants(spec, Slot)]).toEqual(made);
  });

  it('reach what is optional by adding it first', () => {
    const [wrong] = of(made, 'primitive', 'Slot.comment');
    expect(wrong?.base).toMatchObject({ comment: 'Example' });
    expect(wrong?.expected).toMatchObject({
      code: 'value.json-type',
      path: 'Slot.comment',
      pointer: '/comment',
    });
  });

  it('take away what is required', () => {
    const [missing] = of(made, 'minimum', 'Slot.schedule');
    expect(missing?.value).not.toHaveProperty('schedule');
    expect(missing?.expected).toMatchObject({ code: 'structure.minimum', path: 'Slot' });
  });

  it('write other values than those fixed', () => {
    const [other] = of(mutantsWith({ comment: { fixed: 'By telephone' } }), 'fixed', 'Slot.comment');
    expect(other?.value['comment']).not.toBe('By telephone');
    expect(other?.expected.code).toBe('value.fixed');
  });

  it('expect a slice to be missing where its item no longer has what tells it', () => {
    const slices = {
      nhs: { min: 1, children: { system: { min: 1, fixed: 'https://example.org/nhs' } } },
    } as const;
    const slicing = { by: [{ type: 'value', path: 'system' }], rules: 'open' } as const;
    const [other] = of(
      mutantsWith({ identifier: { slicing, slices } }),
      'fixed',
      'Slot.identifier:nhs.system',
    );
    expect(other?.expected).toMatchObject({ code: 'slicing.minimum', path: 'Slot.identifier' });
  });

  it('leave out changes that move an item from one slice to none, where both are allowed', () => {
    const slices = { nhs: { children: { system: { min: 1, fixed: 'https://example.org/nhs' } } } } as const;
    const slicing = { by: [{ type: 'value', path: 'system' }], rules: 'open' } as const;
    expect(
      of(mutantsWith({ identifier: { slicing, slices } }), 'fixed', 'Slot.identifier:nhs.system'),
    ).toEqual([]);
  });

  it('know what else is wrong for the same change', () => {
    const [missing] = of(made, 'minimum', 'Slot.extension:deliveryChannel.url');
    expect(missing ?? of(made, 'minimum', 'Slot.status')[0]).toBeDefined();
  });

  it('name elements that no valid payload has', () => {
    const unreachable: string[] = [];
    const profile: ProfileTable = {
      url: 'https://example.org/fhir/StructureDefinition/bundle',
      type: 'Bundle',
      elements: () => ({ type: { fixed: 'collection' } }),
    };
    const found = [...mutants(spec, profile, { onUnreachable: (element) => unreachable.push(element) })];
    expect(unreachable).toContain('Bundle.total');
    expect(of(found, 'primitive', 'Bundle.total')).toEqual([]);
  });
});

describe('mutants of data types', () => {
  it('are made for every type that an element can have', () => {
    expect(dataTypes(spec)).toEqual(
      expect.arrayContaining(['Coding', 'Extension', 'Narrative', 'Timing', 'date']),
    );
    for (const type of dataTypes(spec)) expect([...typeMutants(spec, type)].length, type).toBeGreaterThan(0);
  });

  it('are refused for other types', () => {
    expect(() => [...typeMutants(spec, 'Patient')]).toThrow(TypeError);
  });
});
