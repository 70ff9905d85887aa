import { SaxesParser } from 'saxes';
import type { Finding } from '../findings.js';
import { decode } from './decode.js';
import type { XmlNode } from './node.js';

/** A document and what was tolerated in it. */
export interface ParsedXml {
  readonly root: XmlNode;
  readonly findings: readonly Finding[];
}

/**
 * Elements that hold only what people wrote. They are left out while reading: the facts must not hold
 * them, and they are most of the bytes.
 */
const PROSE: ReadonlySet<string> = new Set([
  'alias',
  'comment',
  'comments',
  'contact',
  'copyright',
  'definition',
  'description',
  'designation',
  'example',
  'human',
  'label',
  'mapping',
  'meaningWhenMissing',
  'meta',
  'orderMeaning',
  'publisher',
  'purpose',
  'requirements',
  'short',
  'title',
  'xpath',
]);

/** No FHIR definition nests deeper; a file that does is not one. */
const MAX_DEPTH = 100;

/**
 * Reads one published file. `skip` names further elements to leave out with all they hold.
 *
 * @throws Error with line and column when the file is not well formed even after the one repair.
 */
export function parseXml(bytes: Uint8Array, skip: readonly string[] = []): ParsedXml {
  const { text, findings } = decode(bytes);
  const left = new Set([...PROSE, ...skip]);
  const first = tryParse(text, left);
  if ('root' in first) return { root: first.root, findings };
  const repaired = escapeValues(text);
  if (repaired === text) throw new Error(first.problem);
  const second = tryParse(repaired, left);
  if (!('root' in second)) throw new Error(second.problem);
  return { root: second.root, findings: [...findings, { code: 'unescaped-markup', detail: first.problem }] };
}

/**
 * The one repair: in a line that is wholly `<name value="…"/>`, a quote, `<` or bare `&` inside the value is
 * escaped. Only tried on files that do not parse.
 */
export function escapeValues(text: string): string {
  return text.replace(
    /^([ \t]*<[A-Za-z]+ value=")(.*)("[ \t]*\/>[ \t]*\r?)$/gm,
    (_line, open: string, value: string, close: string) =>
      open +
      value
        .replace(/&(?!#?[A-Za-z0-9]+;)/g, '&amp;')
        .replace(/</g, '&lt;')
        .replace(/"/g, '&quot;') +
      close,
  );
}

interface OpenNode {
  readonly name: string;
  readonly attributes: Record<string, string>;
  readonly children: OpenNode[];
}

function tryParse(text: string, left: ReadonlySet<string>): { root: XmlNode } | { problem: string } {
  const parser = new SaxesParser();
  const open: OpenNode[] = [];
  let root: OpenNode | undefined;
  let skipping = 0;
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('doctype', () => {
    throw new Error('a document type declaration is not accepted');
  });
  parser.on('opentag', (tag) => {
    const parent = open.at(-1);
    // `text` is the narrative below the root, and a value of CodeableConcept elsewhere.
    if (skipping > 0 || left.has(tag.name) || (tag.name === 'text' && open.length === 1)) {
      skipping += 1;
      return;
    }
    if (open.length >= MAX_DEPTH) throw new Error(`nested deeper than ${MAX_DEPTH}`);
    const node: OpenNode = {
      name: tag.name,
      attributes: tag.attributes as Record<string, string>,
      children: [],
    };
    if (parent) parent.children.push(node);
    else root = node;
    open.push(node);
  });
  parser.on('closetag', () => {
    if (skipping > 0) skipping -= 1;
    else open.pop();
  });
  try {
    parser.write(text).close();
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
  return root ? { root } : { problem: 'no element' };
}
