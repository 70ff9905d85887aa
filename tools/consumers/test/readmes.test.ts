/** The README that each published package carries: it is there, and what its examples import exists. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from './install.js';

const packages = readdirSync(join(root, 'packages')).filter((name) => {
  const manifest = join(root, 'packages', name, 'package.json');
  if (!existsSync(manifest)) return false;
  return (JSON.parse(readFileSync(manifest, 'utf8')) as { private?: boolean }).private !== true;
});
const IMPORT = /import (type )?\{ ([^}]+) \} from '(@gpconnect\/[^']+)';/g;

describe.each(packages)('the README of %s', (name) => {
  const file = join(root, 'packages', name, 'README.md');

  it('begins with the name of the package', () => {
    expect(readFileSync(file, 'utf8').split('\n')[0]).toBe(`# @gpconnect/${name}`);
  });

  it('imports what there is', async () => {
    const readme = readFileSync(file, 'utf8');
    for (const [, isType, names = '', specifier = ''] of readme.matchAll(IMPORT)) {
      // The command line's entry is a bundle, which its own tests run.
      if (specifier === '@gpconnect/cli') continue;
      const module = (await import(specifier)) as Readonly<Record<string, unknown>>;
      for (const each of names.split(',').map((one) => one.trim())) {
        // Base types have a table beside the type, profiles have the name of their type.
        const value = isType === undefined || specifier.includes('/profiles/') ? each : `${each}Table`;
        expect(Object.keys(module), `${specifier} of ${name}`).toContain(value);
      }
    }
  });
});
