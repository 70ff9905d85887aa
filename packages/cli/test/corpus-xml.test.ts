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
}

describe.skipIf(!existsSync(corpus))(
  'every XML payload of the corpus gets a report (skipped where it is absent)',
  () => {
    it('reads every STU3 payload, and every issue has a place', () => {
      const entries = (JSON.parse(readFileSync(join(corpus, 'index.json'), 'utf8')) as Entry[]).filter(
        ({ fhir, format }) => fhir === 'stu3' && format === 'xml',
      );
      expect(entries.length).toBe(145);
      for (const { file } of entries) {
        const report = validateText(readFileSync(join(corpus, file), 'utf8'));
        expect(report.issues.filter(({ code }) => code.startsWith('input.'))).toEqual([]);
        let last = 0;
        for (const { code, line = 0, column = 0, message, source } of report.issues) {
          expect(line, `${file} ${code}`).toBeGreaterThanOrEqual(Math.max(1, last));
          expect(column).toBeGreaterThan(0);
          expect(message).not.toBe('');
          expect(source).not.toBe('');
          last = line;
        }
      }
    }, 120_000);
  },
);
