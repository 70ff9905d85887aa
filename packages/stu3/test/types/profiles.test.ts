import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { typeErrors } from './compile.js';

const TEXT = readFileSync(join(dirname(fileURLToPath(import.meta.url)), 'profiles.ts'), 'utf8');

describe('types of profiles', () => {
  it('refuse what the profile refuses and accept what it accepts', () => {
    const errors = typeErrors({ 'profiles.ts': TEXT });
    expect(errors.map((one) => `${one.line}: ${one.message}`)).toEqual([]);
  }, 60_000);

  it.each(
    [...TEXT.matchAll(/^\/\/ @ts-expect-error (.*)$/gm)].map(
      (match) => [match[1] ?? '', match.index] as const,
    ),
  )(
    'the compiler finds the error: %s',
    (_what, index) => {
      // Without its comment, the line below must be an error, and the only one.
      const text = TEXT.slice(0, index) + '//' + TEXT.slice(TEXT.indexOf('\n', index));
      const line = TEXT.slice(0, index).split('\n').length;
      const errors = typeErrors({ 'profiles.ts': text });
      expect(errors).toHaveLength(1);
      expect(errors[0]?.line).toBeGreaterThan(line);
    },
    60_000,
  );
});

describe('generated code', () => {
  it('holds no any and no unknown', () => {
    // The listed places of unknown: none.
    const packages = join(dirname(fileURLToPath(import.meta.url)), '../../..');
    const found = readdirSync(packages).flatMap((name) => {
      const folder = join(packages, name, 'src/generated');
      if (!existsSync(folder)) return [];
      return readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((file) => file.endsWith('.ts'))
        .filter((file) => {
          const code = readFileSync(join(folder, file), 'utf8')
            .replace(/\/\*[\s\S]*?\*\//g, '')
            .replace(/'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"/g, "''");
          return /\b(any|unknown)\b(?!\.)/.test(code);
        })
        .map((file) => `${name}/${file}`);
    });
    expect(found).toEqual([]);
  });
});
