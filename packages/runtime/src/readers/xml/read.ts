/**
 * Reads FHIR XML into the value that FHIR JSON has.
 *
 * @module
 */
import { SaxesParser } from 'saxes';
import type { Issue, IssueCode } from '../../issues/issue.js';
import type { ParametersOf } from '../../issues/parameters.js';
import type { JsonObject } from '../../tables/index.js';
import { contentStart } from '../detect.js';
import { limitsOf, type ReadOptions } from '../result.js';
import { refuse } from '../refuse.js';
import { Builder, Stop } from './builder.js';
import type { ElementIndex } from './elements.js';
import { Findings, XML_SOURCE, xmlFormatSource } from './findings.js';
import { FHIR } from './namespaces.js';
import type { NumberTexts } from './numbers.js';
import type { XmlPlans } from './plan.js';
import { describeFault, isBlank, skipProlog } from './syntax.js';

/** Options of {@link readXml}. */
export interface ReadXmlOptions extends ReadOptions {
  /** Keep the text of numbers whose value says less, for conversion. Default false. */
  readonly keepNumbers?: boolean;
  /** Report what the tables do not describe, for conversion: a validator reports it by itself. Default false. */
  readonly isStrict?: boolean;
}

/** What {@link readXml} gives back. */
export type ReadXmlResult =
  | {
      readonly ok: true;
      readonly value: JsonObject;
      readonly issues: readonly Issue[];
      /** Where the elements stand: hand it to `locateElements`. */
      readonly elements: ElementIndex;
      /** Empty unless `keepNumbers` is set. */
      readonly numbers: NumberTexts;
      /** How many comments were left out. */
      readonly comments: number;
    }
  | { readonly ok: false; readonly issues: readonly Issue[] };

/** Encodings that may be named in findings. */
const ENCODINGS = ['ISO-8859-1', 'ISO-8859-15', 'US-ASCII', 'UTF-16', 'UTF-32', 'WINDOWS-1252'];

/** Thrown through the parser at the first thing that makes the text no FHIR XML. */
class Refusal extends Error {
  constructor(readonly make: () => ReadXmlResult) {
    super('refused');
  }
}

/**
 * Reads XML text into the value that FHIR JSON has, with types and lists as the tables have them.
 *
 * No value comes of text that is too long, nested too deep or no well-formed XML, and of document types, entities and
 * processing instructions, which FHIR XML does not need; nothing is expanded or fetched. Whatever else is wrong with
 * the XML form is told in `issues`, beside the value.
 *
 * @param text - The text, decoded.
 * @param plans - How the types are written; without it every element is read by its looks, which is enough to see
 * what resources there are.
 */
export function readXml(
  text: string,
  plans: XmlPlans | undefined,
  options: ReadXmlOptions = {},
): ReadXmlResult {
  const { maxLength, maxDepth, maxIssues, shows } = limitsOf(options);
  if (text.length > maxLength) {
    return refuse(text, 0, 'input.too-large', { limit: maxLength, length: text.length }, '');
  }
  const start = contentStart(text);
  if (start === text.length) return refuse(text, 0, 'input.empty', {}, XML_SOURCE);
  const formatSource = xmlFormatSource(plans?.catalog.spec.fhir.version ?? 'STU3');
  const first = skipProlog(text, start);
  if (text.startsWith('<!DOCTYPE', first)) {
    return refuse(text, first, 'input.xml-construct', { found: 'a document type declaration' }, formatSource);
  }
  const findings = new Findings(text, maxIssues, formatSource);
  const numbers = options.keepNumbers === true ? new Map<object, Map<string, string>>() : null;
  const builder = new Builder({
    text,
    plans,
    findings,
    maxDepth,
    numbers,
    isStrict: options.isStrict === true,
    shows,
  });
  const fail = <C extends IssueCode>(
    offset: number,
    code: C,
    params: ParametersOf<C>,
    source = formatSource,
  ): never => {
    throw new Refusal(() => refuse(text, Math.max(0, Math.min(offset, text.length)), code, params, source));
  };
  const parser = new SaxesParser({ position: false, forceXMLVersion: true, defaultXMLVersion: '1.0' });
  // A leading blank line would make the parser refuse a declaration that follows it; so does XML.
  let tagStart = 0;
  parser.on('opentagstart', ({ name }) => {
    // The parser is past the character that ends the name, or past the two of a line end.
    tagStart = text.lastIndexOf('<', parser.position - name.length - 2);
  });
  parser.on('attribute', ({ name, value }) => builder.attributes.add(name, value));
  parser.on('opentag', ({ name }) => builder.open(name, tagStart));
  parser.on('closetag', ({ name, isSelfClosing }) => builder.close(name, isSelfClosing, parser.position));
  parser.on('text', (data) => {
    if (!isBlank(data)) builder.text(parser.position - 1);
  });
  parser.on('cdata', (data) => {
    if (!isBlank(data)) builder.text(text.lastIndexOf('<![CDATA[', parser.position) + 1);
  });
  parser.on('comment', () => builder.comment());
  parser.on('xmldecl', ({ encoding }) => {
    if (encoding === undefined || /^utf-?8$/i.test(encoding)) return;
    const known = ENCODINGS.find((name) => name === encoding.toUpperCase());
    fail(start, 'input.encoding', { found: `a declaration of ${known ?? 'another encoding'}` });
  });
  parser.on('processinginstruction', () =>
    fail(text.lastIndexOf('<?', parser.position - 1), 'input.xml-construct', {
      found: 'a processing instruction',
    }),
  );
  parser.on('doctype', () =>
    fail(parser.position - 1, 'input.xml-construct', { found: 'a document type declaration' }),
  );
  parser.on('error', ({ message }) => {
    const isAtEnd = message.startsWith('unclosed') || message.startsWith('unexpected end');
    const at = isAtEnd ? text.length : parser.position - 1;
    if (message.startsWith('undefined entity')) {
      const params = { found: 'a reference to an entity that XML does not have by itself' };
      fail(text.lastIndexOf('&', at), 'input.xml-construct', params);
    }
    if (message.includes('clos') && message.includes('tag') && !message.startsWith('unclosed')) {
      const from = text.lastIndexOf('</', at);
      fail(from, 'input.syntax', { format: 'XML', ...describeFault(message, '') }, XML_SOURCE);
    }
    const fault = describeFault(message, text.charAt(at));
    fail(at, 'input.syntax', { format: 'XML', ...fault }, XML_SOURCE);
  });
  try {
    parser.write(text).close();
  } catch (error) {
    if (error instanceof Refusal) return error.make();
    if (error instanceof Stop) {
      return error.reason === 'depth'
        ? refuse(text, error.offset, 'input.too-deep', { limit: maxDepth }, XML_SOURCE)
        : refuse(
            text,
            error.offset,
            'input.format',
            {
              expected: `FHIR XML, whose root element is a resource in ${FHIR}`,
              found: `a root element in ${error.found === 'no namespace' ? error.found : `the namespace ${error.found}`}`,
            },
            formatSource,
          );
    }
    throw error;
  }
  const value = builder.root;
  // The parser refuses a text without a root.
  if (value === null) return refuse(text, start, 'input.empty', {}, XML_SOURCE);
  return {
    ok: true,
    value,
    issues: findings.issues(),
    elements: builder.elements,
    numbers: (numbers ?? new Map()) as NumberTexts,
    comments: builder.comments,
  };
}
