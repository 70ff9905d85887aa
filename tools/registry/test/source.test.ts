/** The committed registry against the sources it is made from, where they are at hand. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { aliases, registries } from '../src/registry.js';
import { readSources } from '../src/source.js';

const shared = fileURLToPath(new URL('../../../../shared', import.meta.url));
const folder = fileURLToPath(new URL('../../../profiles/specs/', import.meta.url));
const available = existsSync(`${shared}/spec/spec-map.json`);

describe.skipIf(!available)('profiles/specs (needs ../shared/spec and ../shared/definitions)', () => {
  it('is what the sources give, byte for byte', () => {
    const all = registries(readSources(shared));
    const text = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
    for (const registry of all) {
      expect(readFileSync(`${folder}${registry.capability}.json`, 'utf8')).toBe(text(registry));
    }
    expect(readFileSync(`${folder}aliases.json`, 'utf8')).toBe(text(aliases(all)));
  });

  it('has every entry of the map', () => {
    const { map } = readSources(shared);
    const expected = Object.entries(map.capabilities).flatMap(([capability, { versions }]) =>
      Object.keys(versions).map((version) => `${capability}@${version}`),
    );
    const actual = registries(readSources(shared)).flatMap(({ capability, versions }) =>
      versions.map(({ version }) => `${capability}@${version}`),
    );
    expect(actual.sort()).toEqual(expected.sort());
  });
});
