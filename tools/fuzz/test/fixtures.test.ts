/** Cases that once failed, made small. Each says what was wrong. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { subjectOf } from '../src/campaign/campaign.js';
import { checkCase } from '../src/check/check.js';
import { readCase } from '../src/failures.js';
import { loadSpec } from '../src/specs.js';

const folder = join(import.meta.dirname, '..', 'fixtures');
const files = readdirSync(folder).filter((file) => file.endsWith('.json'));

describe('what once failed holds', () => {
  test('there are such cases', () => expect(files.length).toBeGreaterThan(2));

  test.each(files)('%s', async (file) => {
    const one = readCase(join(folder, file));
    const subject = subjectOf(await loadSpec(one.spec));
    expect(checkCase(subject, one, { cold: true, thorough: true, xml: true }).failures).toEqual([]);
  });
});
