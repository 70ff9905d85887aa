/** The sizes that docs/size.md tells are those of the packages as they are. */
import { describe, expect, it } from 'vitest';
import { measure, written } from '../src/size.mjs';

/** A change that is smaller is not worth a commit of its own. */
const TOLERANCE = 0.05;

describe('the page on sizes', () => {
  it('tells what bundles weigh', async () => {
    const rows = await measure();
    const page = written();
    expect(page.map(({ names, specifier }) => [names, specifier])).toEqual(
      rows.map(({ names, specifier }) => [names, specifier]),
    );
    rows.forEach(({ minified, gzipped, specifier }, i) => {
      expect(Math.abs(page[i]!.minified / minified - 1), specifier).toBeLessThan(TOLERANCE);
      expect(Math.abs(page[i]!.gzipped / gzipped - 1), specifier).toBeLessThan(TOLERANCE);
    });
  }, 120_000);

  it('shows that a profile weighs less than half of a validator, and that values need no readers of text', async () => {
    const rows = await measure();
    const of = (names: string) =>
      rows.find((row) => row.names === names && row.specifier.includes('appointment'))!.gzipped;
    expect(of('validate, validateText')).toBeGreaterThan(of('validate') + 10_000);
    expect(of('slice, Appointment')).toBeLessThan(of('validate') / 2);
  }, 120_000);
});
