/** A seeded slice of what `npm run fuzz` does: some thousand cases, the same every time. */
import { describe, expect, test } from 'vitest';
import { Campaign } from '../src/campaign/campaign.js';
import { parse } from '../src/json.js';
import { chooseSpecs } from '../src/specs.js';
import { root } from './support/root.js';

const SPECS = ['access-record-structured/1.6.2', 'appointment-management/1.2.7', 'send-document/1.4.0'];
const SLICE = 2500;
/** Milliseconds of processor time. */
const ENOUGH = 12_000;

describe('a seeded slice', () => {
  test('breaks no rule', { timeout: 120_000 }, async () => {
    const campaign = await Campaign.start({ root, seed: 20_180_301, specs: SPECS });
    const failures: object[] = [];
    let checked = 0;
    const begun = process.cpuUsage();
    for (let number = 1; number <= SLICE; number++) {
      const one = campaign.make(number);
      const { failures: found } = campaign.check(number, one);
      checked++;
      if (found.length > 0) failures.push({ number, one, found });
      const { user, system } = process.cpuUsage(begun);
      if ((user + system) / 1000 > ENOUGH) break;
    }
    expect(failures).toEqual([]);
    expect(checked).toBeGreaterThan(campaign.seeds.length + 1000);
    expect(campaign.pool.added).toBeGreaterThan(300);
  });

  test('is the same for the same seed, and another for another', async () => {
    const texts = async (seed: number): Promise<string[]> => {
      const campaign = await Campaign.start({ root, seed, specs: ['foundations/1.2.7'] });
      return Array.from({ length: 400 }, (_, i) => {
        const one = campaign.make(i + 1);
        campaign.check(i + 1, one);
        return JSON.stringify(one);
      });
    };
    const first = await texts(5);
    expect(await texts(5)).toEqual(first);
    expect(await texts(6)).not.toEqual(first);
  });

  test('holds JSON, XML and text that is neither', async () => {
    const campaign = await Campaign.start({ root, seed: 7, specs: ['foundations/1.2.7'] });
    const kinds = { json: 0, xml: 0, none: 0, seeds: campaign.seeds.length };
    for (let number = kinds.seeds + 1; number <= kinds.seeds + 500; number++) {
      const { text } = campaign.make(number);
      if (parse(text) !== undefined) kinds.json++;
      else if (text.startsWith('<')) kinds.xml++;
      else kinds.none++;
    }
    expect(kinds.json).toBeGreaterThan(250);
    expect(kinds.xml).toBeGreaterThan(5);
    expect(kinds.none).toBeGreaterThan(30);
  });
});

describe('specification versions', () => {
  test('are three of each capability, all, or those named', () => {
    const some = chooseSpecs(root, 'some');
    expect(some.filter((id) => id.startsWith('foundations/'))).toHaveLength(3);
    expect(chooseSpecs(root, 'all').length).toBeGreaterThan(80);
    expect(chooseSpecs(root, 'foundations/1.2.7,send-document/1.4.0')).toHaveLength(2);
  });

  test('that do not exist are refused', () => {
    expect(() => chooseSpecs(root, 'foundations/9.9.9')).toThrow('foundations/9.9.9');
  });
});
