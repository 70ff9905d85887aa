import { Slot, spec, validate } from '@gpconnect/appointment-management/1.2.7';
import type { JsonValue, ProfileTable } from '@gpconnect/runtime/tables';
import { describe, expect, it } from 'vitest';
import { judgeOf, minimalInstance } from '../src/index.js';

function profileOf(name: string): ProfileTable {
  const url = Object.keys(spec.profiles).find((one) => one.endsWith(`/${name}`));
  return spec.profiles[url ?? '']!;
}

/** A profile of Slot that says something more than its base type. */
function slotProfile(elements: ReturnType<ProfileTable['elements']>): ProfileTable {
  return { url: 'https://example.org/fhir/StructureDefinition/slot', type: 'Slot', elements: () => elements };
}

function slotWith(
  elements: ReturnType<ProfileTable['elements']>,
): Readonly<Record<string, JsonValue | undefined>> {
  const profile = slotProfile(elements);
  const { value, contradictions } = minimalInstance(spec, profile);
  expect(contradictions).toEqual([]);
  expect(
    validate(value, { profile, profiles: 'claimed' }).issues.filter(({ severity }) => severity === 'error'),
  ).toEqual([]);
  return value;
}

describe('a minimal instance', () => {
  it('of a resource profile is valid and claims the profile', () => {
    const { value, place } = minimalInstance(spec, Slot);
    expect(validate(value).issues).toEqual([]);
    expect(value).toMatchObject({ resourceType: 'Slot', meta: { profile: [Slot.url] } });
    expect(place).toEqual([]);
  });

  it('is the same on every call, and nobody else has it', () => {
    const first = minimalInstance(spec, Slot).value;
    const second = minimalInstance(spec, Slot).value;
    expect(first).toEqual(second);
    expect(first['meta']).not.toBe(second['meta']);
  });

  it('has its properties in the order of the definition', () => {
    const { value } = minimalInstance(spec, profileOf('GPConnect-Appointment-1'));
    const keys = Object.keys(value);
    expect(keys[0]).toBe('resourceType');
    expect(keys.indexOf('meta')).toBeLessThan(keys.indexOf('status'));
    expect(keys.indexOf('status')).toBeLessThan(keys.indexOf('participant'));
  });

  it('of an extension stands in a resource that its context allows', () => {
    const extension = profileOf('Extension-GPConnect-DeliveryChannel-2');
    const { value, place } = minimalInstance(spec, extension);
    expect(value).toMatchObject({ resourceType: 'Slot', extension: [{ url: extension.url }] });
    expect(place).toEqual(['extension', 0]);
    expect(judgeOf(spec, extension)).toBeUndefined();
  });

  it('of a data type stands in an extension that asks for it', () => {
    const quantity: ProfileTable = {
      url: 'https://example.org/fhir/StructureDefinition/quantity',
      type: 'Quantity',
      elements: () => ({ unit: { min: 1 } }),
    };
    const { value, place } = minimalInstance(spec, quantity);
    const judge = judgeOf(spec, quantity)!;
    expect(validate(value, { profile: judge, profiles: 'claimed' }).valid).toBe(true);
    expect(place.at(-1)).toBe('valueQuantity');
  });

  it('has what is required, and nothing else', () => {
    expect(Object.keys(slotWith({ comment: { min: 1 } }))).toEqual([
      'resourceType',
      'meta',
      'schedule',
      'status',
      'start',
      'end',
      'comment',
    ]);
  });

  it('has fixed values, and patterns with more around them where more is required', () => {
    const value = slotWith({
      comment: { min: 1, fixed: 'By telephone' },
      serviceCategory: {
        min: 1,
        pattern: { text: 'General' },
        children: { coding: { min: 1, children: { display: { min: 1 } } } },
      },
    });
    expect(value['comment']).toBe('By telephone');
    expect(value['serviceCategory']).toMatchObject({ text: 'General', coding: [{ display: 'Example' }] });
  });

  it('has as many items as slices ask for, each with what tells it', () => {
    const value = slotWith({
      identifier: {
        slicing: { by: [{ type: 'value', path: 'system' }], rules: 'closed' },
        slices: {
          first: { min: 1, children: { system: { min: 1, fixed: 'https://example.org/first' } } },
          second: { min: 2, children: { system: { fixed: 'https://example.org/second' } } },
        },
      },
    });
    const systems = (value['identifier'] as { system: string }[]).map(({ system }) => system);
    expect(systems).toEqual([
      'https://example.org/first',
      'https://example.org/second',
      'https://example.org/second',
    ]);
  });

  it('refers to a type that is allowed', () => {
    expect(
      slotWith({ schedule: { types: [{ code: 'Reference', targets: ['Schedule'] }] } })['schedule'],
    ).toEqual({
      reference: 'Schedule/example',
    });
  });

  it('says which definitions contradict each other', () => {
    const { contradictions } = minimalInstance(spec, slotProfile({ schedule: { max: 0 } }));
    expect(contradictions).toEqual([
      { element: 'Slot.schedule', reason: 'it is required by one definition and prohibited by another' },
    ]);
  });

  it('is refused where an extension may stand in nothing that the version has', () => {
    const extension: ProfileTable = {
      url: 'https://example.org/fhir/StructureDefinition/extension',
      type: 'Extension',
      context: ['Nothing.at.all'],
      elements: () => ({}),
    };
    expect(() => minimalInstance(spec, extension)).toThrow(TypeError);
  });
});
