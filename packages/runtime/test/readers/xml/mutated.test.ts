import fc from 'fast-check';
import { expect, test } from 'vitest';
import { convertText, createValidator } from '../../../src/index.js';
import { Catalog } from '../../../src/nodes/catalog.js';
import { miniSpec, types } from '../../helpers/mini.js';
import { Values } from '../../helpers/values.js';

const spec = miniSpec();
const { validateText } = createValidator(spec);
const values = new Values(new Catalog(spec), Object.keys(types));

/** Pieces that change what XML means. */
const PIECES = [
  '<', '>', '/', '"', "'", '=', '&', ';', '&#0;', '&amp;', '<!--', '-->', '<![CDATA[', ']]>', '<?x?>', '<!DOCTYPE a>', '<a>', '</a>',
  '<a/>', ' xmlns="urn:x"', ' xmlns:f="http://hl7.org/fhir"', 'f:', ' id="a"', ' url="b"', ' value="c"', 'text', '\n', '\u0000', '\uFEFF',
  '\uD800', '<div xmlns="http://www.w3.org/1999/xhtml">', '</div>', '<resourceType value="x"/>', '<__proto__/>', '<_id value="x"/>',
]; // prettier-ignore

interface Change {
  readonly at: number;
  readonly remove: number;
  readonly insert: string;
}

const change = fc.record<Change>({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  remove: fc.constantFrom(0, 0, 1, 2, 5, 20, 100),
  insert: fc.constantFrom('', ...PIECES),
});

test('whatever is done to a text, it gets a report in which everything has a place', () => {
  fc.assert(
    fc.property(values.resource(), fc.array(change, { minLength: 1, maxLength: 4 }), (value, changes) => {
      const converted = convertText(JSON.stringify(value), spec, { to: 'xml' });
      if (!converted.ok) throw new Error('not converted');
      let { text } = converted;
      for (const { at, remove, insert } of changes) {
        const from = Math.floor(at * text.length);
        text = text.slice(0, from) + insert + text.slice(from + remove);
      }
      const lines = text.split('\n');
      const report = validateText(text, { format: 'xml' });
      let last = 1;
      for (const { code, line = 0, column = 0, message } of report.issues) {
        expect(line, code).toBeGreaterThanOrEqual(last);
        expect(line).toBeLessThanOrEqual(lines.length);
        expect(column).toBeGreaterThan(0);
        expect(column).toBeLessThanOrEqual(lines[line - 1]!.length + 1);
        expect(message).not.toMatch(/undefined|\[object/);
        last = line;
      }
      // What can be converted after all loses nothing.
      const json = convertText(text, spec, { to: 'json', format: 'xml' });
      if (!json.ok) {
        expect(json.issues.length).toBeGreaterThan(0);
        return;
      }
      const again = convertText(json.text, spec, { to: 'xml' });
      if (!again.ok) throw new Error(`${text}\n${again.issues.map((issue) => issue.message).join('\n')}`);
      const back = convertText(again.text, spec, { to: 'json' });
      expect(back.ok && JSON.parse(back.text)).toEqual(JSON.parse(json.text));
    }),
    { seed: 11, numRuns: 3000 },
  );
});
