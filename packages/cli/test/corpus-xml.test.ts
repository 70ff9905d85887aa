/** Reads, judges and converts what is in the shared corpus. Skipped where it is absent. */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import * as html from '@gpconnect/access-record-html/0.7.4';
import * as structured from '@gpconnect/access-record-structured/1.6.1';
import { types as dstu2 } from '@gpconnect/dstu2/base/types';
import { convertText, type Conversion } from '@gpconnect/runtime';
import { types as stu3 } from '@gpconnect/stu3/base/types';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '..', '..', '..');
const corpus = resolve(process.env['GPCONNECT_SHARED'] ?? join(root, '..', 'shared'), 'corpus');

interface Entry {
  readonly file: string;
  readonly fhir: string;
  readonly format: string;
  readonly wellFormed: boolean;
}

const entries = existsSync(corpus)
  ? (JSON.parse(readFileSync(join(corpus, 'index.json'), 'utf8')) as Entry[]).filter(
      (entry) => entry.wellFormed,
    )
  : [];
const textOf = ({ file }: Entry): string => readFileSync(join(corpus, file), 'utf8').replace(/^\uFEFF/, '');

/** What is wrong with those that are refused: no FHIR JSON or no FHIR XML, or a type that GP Connect does not use. */
const STU3_FAULTS = [
  'convert.not-carried',
  'input.duplicate-key',
  'structure.empty',
  'structure.not-an-array',
  'structure.null',
  'structure.unexpected-array',
  'structure.unknown-property',
  'structure.xml-text',
  'value.json-type',
];

const RELEASES = [
  { fhir: 'stu3', validator: structured, types: stu3, xml: 145, json: 526, refused: 99, why: STU3_FAULTS },
  {
    fhir: 'dstu2',
    validator: html,
    types: dstu2,
    xml: 46,
    json: 1,
    refused: 1,
    why: ['convert.not-carried'],
  },
] as const;

/** Numbers as a JSON text has them. */
function numbersOf(text: string): string[] {
  const withoutStrings = text.replace(/"(?:[^"\\]|\\.)*"/g, '""');
  return (withoutStrings.match(/-?[0-9][0-9.eE+-]*/g) ?? []).sort();
}

describe.skipIf(entries.length === 0).each(RELEASES)(
  'the corpus of $fhir (skipped where it is absent)',
  ({ fhir, validator, types, xml, json, refused, why }) => {
    const ofFormat = (format: string): Entry[] =>
      entries.filter((entry) => entry.fhir === fhir && entry.format === format);
    const spec = { ...validator.spec, types };
    const convert = (text: string, to: 'json' | 'xml'): Conversion => convertText(text, spec, { to });

    /** What is found, wherever in the text. The order of elements is a matter of XML, the type of a value of JSON. */
    const found = (text: string): string[] =>
      validator
        .validateText(text, { maxIssues: 1_000_000 })
        .issues.filter(({ code }) => code !== 'structure.xml-order')
        .map(({ code, path, source }) => `${code.replace('json-type', 'format')} ${path} ${source}`)
        .sort();

    it('has XML of which every payload gets a report, with a place for every issue', () => {
      expect(ofFormat('xml').length).toBe(xml);
      for (const entry of ofFormat('xml')) {
        const report = validator.validateText(textOf(entry));
        expect(report.issues.filter(({ code }) => code.startsWith('input.'))).toEqual([]);
        let last = 1;
        for (const { code, line = 0, column = 0, message, source } of report.issues) {
          expect(line, `${entry.file} ${code}`).toBeGreaterThanOrEqual(last);
          expect(column).toBeGreaterThan(0);
          expect(message).not.toBe('');
          expect(source).not.toBe('');
          last = line;
        }
      }
    }, 120_000);

    it('goes to the other format and back without loss and is judged alike in both, or is refused for what is wrong with it', () => {
      const codes = new Set<string>();
      let refusals = 0;
      expect(ofFormat('json').length).toBe(json);
      for (const entry of [...ofFormat('json'), ...ofFormat('xml')]) {
        const [there, back] =
          entry.format === 'json' ? (['xml', 'json'] as const) : (['json', 'xml'] as const);
        const text = textOf(entry);
        const first = convert(text, there);
        if (!first.ok) {
          refusals++;
          for (const { code } of first.issues) codes.add(code);
          expect(first.issues.every(({ line = 0 }) => line > 0)).toBe(true);
          // What is refused is invalid: no valid payload is.
          expect(validator.validateText(text).valid, entry.file).toBe(false);
          continue;
        }
        expect(found(first.text), entry.file).toEqual(found(text));
        const second = convert(first.text, back);
        if (!second.ok) throw new Error(`${entry.file}: ${second.issues[0]?.message}`);
        const again = convert(second.text, there);
        if (!again.ok) throw new Error(`${entry.file}: ${again.issues[0]?.message}`);
        if (entry.format === 'json') {
          expect(JSON.parse(second.text)).toEqual(JSON.parse(text));
          expect(numbersOf(second.text)).toEqual(numbersOf(text));
          expect(again.text).toBe(first.text);
        } else {
          // The order of properties is that of the elements, which the writer puts right.
          expect(JSON.parse(again.text)).toEqual(JSON.parse(first.text));
          expect(numbersOf(again.text)).toEqual(numbersOf(first.text));
        }
      }
      expect(refusals).toBe(refused);
      expect([...codes].sort()).toEqual(why);
    }, 300_000);
  },
);
