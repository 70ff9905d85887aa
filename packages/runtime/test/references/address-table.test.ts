import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AddressTable } from '../../src/references/address-table.js';

const item = (type: string, id: string) => ({ type, id, address: '' });

describe('resources by address', () => {
  it('finds what was added, by the text of a reference', () => {
    const table = new AddressTable(2);
    const patient = item('Patient', 'test-1');
    const practitioner = item('Practitioner', 'test-1');
    expect(table.add(patient)).toBeUndefined();
    expect(table.add(practitioner)).toBeUndefined();
    expect(table.get('Patient/test-1')).toBe(patient);
    expect(table.get('Practitioner/test-1')).toBe(practitioner);
    expect(table.get('Patient/test-1')).toBe(patient);
  });

  it('finds nothing by a text that only ends alike, or is as long', () => {
    const table = new AddressTable(1);
    table.add(item('Patient', 'test-1'));
    for (const text of [
      'Patient/xest-1',
      'patient/test-1',
      'PatientXtest-1',
      'test-1',
      '/test-1',
      '',
      'Patient/',
    ])
      expect(table.get(text)).toBeUndefined();
  });

  it('keeps the first of an address and answers it to the second', () => {
    const table = new AddressTable(2);
    const first = item('Patient', '1');
    table.add(first);
    expect(table.add(item('Patient', '1'))).toBe(first);
    expect(table.get('Patient/1')).toBe(first);
  });

  it('stays quick and right when all ids end alike', () => {
    const count = 20_000;
    const table = new AddressTable<ReturnType<typeof item>>(count);
    const items = Array.from({ length: count }, (_, n) => item('Patient', `${100000 + n}-the-same-end`));
    for (const one of items) expect(table.add(one)).toBeUndefined();
    expect(table.add(item('Patient', `${100000 + count - 1}-the-same-end`))).toBe(items[count - 1]);
    for (const one of items) expect(table.get(`Patient/${one.id}`)).toBe(one);
    expect(table.get('Patient/999999-the-same-end')).toBeUndefined();
  }, 2000);

  it('finds each of any resources by its address, and nothing by another', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', '-', '/', 'é'), maxLength: 60 });
    const resources = fc.uniqueArray(
      fc.tuple(fc.constantFrom('A', 'Patient', 'MedicationRequest'), letters),
      {
        selector: ([type, id]) => `${type}/${id}`,
      },
    );
    fc.assert(
      fc.property(resources, letters, (list, other) => {
        const table = new AddressTable<ReturnType<typeof item>>(list.length);
        const items = list.map(([type, id]) => item(type, id));
        for (const one of items) expect(table.add(one)).toBeUndefined();
        for (const one of [...items, ...items]) expect(table.get(`${one.type}/${one.id}`)).toBe(one);
        const known = items.find(({ type, id }) => `${type}/${id}` === `A/${other}`);
        expect(table.get(`A/${other}`)).toBe(known);
      }),
    );
  });
});
