/**
 * Writes `profiles/specs/` from the specification map.
 *
 * usage: node dist/main.js [FOLDER]    FOLDER holds spec/ and definitions/; default ../shared beside the repository
 *
 * @module
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { aliases, registries } from './registry.js';
import { readSources } from './source.js';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../../..');
const all = registries(readSources(resolve(process.argv[2] ?? join(root, '../shared'))));
const target = join(root, 'profiles', 'specs');
const write = (name: string, value: unknown): void => {
  writeFileSync(join(target, name), `${JSON.stringify(value, null, 2)}\n`);
};

mkdirSync(target, { recursive: true });
for (const registry of all) write(`${registry.capability}.json`, registry);
write('aliases.json', aliases(all));

const entries = all.flatMap(({ versions }) => versions);
const pins = entries.flatMap((entry) => entry.pins);
process.stdout.write(
  `${entries.length} entries, ${pins.length} pins (${pins.filter((pin) => pin.unresolved).length} unresolved), ` +
    `${entries.flatMap((entry) => entry.interactions).length} interactions\n`,
);
