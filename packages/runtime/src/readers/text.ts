/**
 * Reads text of any supported format.
 *
 * @module
 */
import { checkReadOptions, checkText } from '../misuse/arguments.js';
import { contentStart, detectFormat } from './detect.js';
import { describeEncoding, readJson, refuse } from './json.js';
import { limitsOf, type ReadOptions, type ReadResult } from './result.js';

/** Options of {@link readText}. */
export interface ReadTextOptions extends ReadOptions {
  /** Default: told from the text. */
  readonly format?: 'json' | 'xml';
}

/** A {@link ReadResult} with the format that was read, or that the text looked like. */
export type ReadTextResult = ReadResult & { readonly format: 'json' | 'xml' | undefined };

const SOURCE = 'http://hl7.org/fhir/STU3/formats.html';

/**
 * Reads a text as the given format, or as what it looks like. See {@link readJson} for JSON. XML is told as
 * `input.format`: this version does not read it.
 *
 * @throws MisuseError when `text` is no string, or an option has a value that is not allowed.
 */
export function readText(text: string, options: ReadTextOptions = {}): ReadTextResult {
  checkText(text);
  checkReadOptions(options);
  const { maxLength } = limitsOf(options);
  // Long texts are refused before anything looks at them; which format they have no longer matters.
  if (text.length > maxLength) return { ...readJson(text, options), format: options.format };
  const detected = options.format ?? detectFormat(text);
  const start = contentStart(text);
  switch (detected) {
    case 'json':
      return { ...readJson(text, options), format: 'json' };
    case 'xml':
      return {
        ...refuse(
          text,
          start,
          'input.format',
          { expected: 'JSON (XML is not read yet; a coming version reads it)', found: 'XML' },
          SOURCE,
        ),
        format: 'xml',
      };
    case 'empty':
      return { ...refuse(text, 0, 'input.empty', {}, SOURCE), format: undefined };
    case 'binary':
      return {
        ...refuse(text, start, 'input.encoding', { found: describeEncoding(text) }, SOURCE),
        format: undefined,
      };
    case 'unknown':
      return {
        ...refuse(
          text,
          start,
          'input.format',
          {
            expected: 'FHIR JSON, which begins with `{`, or FHIR XML, which begins with `<`',
            found: 'text that begins otherwise',
          },
          SOURCE,
        ),
        format: undefined,
      };
  }
}
