import { describe, expect, it } from 'vitest';
import { payloadOf } from '../src/payload.js';

const pins = [
  { canonical: 'https://example.org/GPConnect-Searchset-Bundle-1', type: 'Bundle' },
  { canonical: 'https://example.org/CareConnect-GPC-Patient-1', type: 'Patient' },
  { canonical: 'https://example.org/GPConnect-Slot-1', type: 'Slot' },
  { canonical: 'https://example.org/GPConnect-OperationOutcome-1', type: 'OperationOutcome' },
];
const operations = ['https://example.org/GPConnect-RegisterPatient-Operation-1'];

describe('the words for a body', () => {
  it('mean no payload where there are none', () => {
    expect(payloadOf(null, pins, operations)).toBeUndefined();
  });

  it('bring in the searchset profile beside the profile of the entries', () => {
    expect(
      payloadOf('Bundle searchset of GPConnect-Slot-1 (+ Patient by _include)', pins, operations),
    ).toEqual({
      type: 'Bundle',
      profiles: [pins[0]?.canonical, pins[2]?.canonical, pins[1]?.canonical],
    });
  });

  it('mean the resource type alone where no profile is pinned for it', () => {
    expect(payloadOf('Binary', pins, operations)).toEqual({ type: 'Binary', profiles: [] });
  });

  it('keep an operation apart from the profile of its parameter', () => {
    const words =
      'Parameters (GPConnect-RegisterPatient-Operation-1): registerPatient = CareConnect-GPC-Patient-1';
    expect(payloadOf(words, pins, operations)).toEqual({
      type: 'Parameters',
      profiles: [pins[1]?.canonical],
    });
  });

  it('are refused where they name a profile that is not pinned', () => {
    expect(() => payloadOf('GPConnect-Schedule-1', pins, operations)).toThrow(/not pinned/);
  });
});
