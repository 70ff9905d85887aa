import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { validateText } from '@gpconnect/access-record-structured/1.6.1';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '..', '..', '..');
const corpus = resolve(process.env['GPCONNECT_SHARED'] ?? join(root, '..', 'shared'), 'corpus');

interface Entry {
  readonly file: string;
  readonly fhir: string;
  readonly format: string;
  readonly wellFormed: boolean;
}

describe.skipIf(!existsSync(corpus))(
  'every payload of the corpus gets a report (skipped where it is absent)',
  () => {
    const entries = existsSync(corpus)
      ? (JSON.parse(readFileSync(join(corpus, 'index.json'), 'utf8')) as Entry[]).filter(
          ({ fhir, format }) => fhir === 'stu3' && format === 'json',
        )
      : [];

    it('reads every well-formed payload, and every issue has a place', () => {
      const wellFormed = entries.filter((entry) => entry.wellFormed);
      expect(wellFormed.length).toBe(526);
      for (const { file } of wellFormed) {
        const report = validateText(readFileSync(join(corpus, file), 'utf8'));
        expect(
          report.issues.filter(({ code }) => code.startsWith('input.') && code !== 'input.duplicate-key'),
        ).toEqual([]);
        for (const issue of report.issues) {
          expect(issue.line, `${file} ${issue.code}`).toBeGreaterThan(0);
          expect(issue.message).not.toBe('');
          expect(issue.source).not.toBe('');
        }
      }
    }, 120_000);

    it('says where the others break', () => {
      const broken = entries.filter((entry) => !entry.wellFormed);
      expect(broken.length).toBe(17);
      for (const { file } of broken) {
        const { valid, issues } = validateText(readFileSync(join(corpus, file), 'utf8'));
        expect(valid, file).toBe(false);
        expect(issues[0]?.code.startsWith('input.'), file).toBe(true);
        expect(issues[0]?.line, file).toBeGreaterThan(0);
        expect(issues[0]?.column, file).toBeGreaterThan(0);
      }
    });
  },
);
