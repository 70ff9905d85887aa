import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '..', '..', '..');
const ERRATA = join(ROOT, 'profiles', 'errata');
const page = readFileSync(join(ROOT, 'docs', 'errata.md'), 'utf8');

/** Cells of the table's rows. */
const rows = page
  .split('\n')
  .filter((line) => /^\| +\d+ +\|/.test(line))
  .map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );

describe('the page on errata', () => {
  it('says of every known trap where it is handled', () => {
    expect(rows.map(([number]) => Number(number))).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
    expect(rows.filter(([, what = '', where = '']) => what === '' || where === '')).toEqual([]);
  });

  it('names errata that exist', () => {
    const ids = new Set(
      readdirSync(ERRATA).flatMap((file) =>
        (JSON.parse(readFileSync(join(ERRATA, file), 'utf8')) as { readonly id: string }[]).map(
          ({ id }) => id,
        ),
      ),
    );
    const named = rows.flatMap(([, , , errata = '']) =>
      [...errata.matchAll(/`([^`]+)`/g)].map((one) => one[1] ?? ''),
    );
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter((id) => !ids.has(id))).toEqual([]);
  });
});
