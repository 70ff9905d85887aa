/**
 * Tells whether XML can carry a narrative's text as it is.
 *
 * @module
 */
import { SaxesParser } from 'saxes';
import { XHTML_NAMESPACE } from '../readers/xml/namespaces.js';

/** Ends the parser, which goes on otherwise. */
class NotCarried extends Error {}

/**
 * True for a single well-formed `div` that declares its namespace. Rules about its content are the validator's.
 *
 * @param maxDepth - Deepest nesting that a reader would take.
 */
export function isCarried(div: string, maxDepth: number): boolean {
  if (!/^<div[\s/>]/.test(div) || !div.endsWith('>')) return false;
  const refuse = (): never => {
    throw new NotCarried();
  };
  const parser = new SaxesParser({ position: false, forceXMLVersion: true, defaultXMLVersion: '1.0' });
  let depth = 0;
  for (const event of ['error', 'doctype', 'processinginstruction'] as const) parser.on(event, refuse);
  parser.on('opentag', ({ attributes }) => {
    if (depth === 0 && attributes['xmlns'] !== XHTML_NAMESPACE) refuse();
    if (++depth > maxDepth) refuse();
  });
  parser.on('closetag', () => {
    // What follows the end of the `div` would not come back.
    if (--depth === 0 && parser.position !== div.length) refuse();
  });
  try {
    parser.write(div).close();
    return true;
  } catch (error) {
    if (error instanceof NotCarried) return false;
    throw error;
  }
}
