/**
 * The `div` of a narrative, which JSON has as text: as the XML has it, character by character.
 *
 * @module
 */
import { namespaceOf, XHTML_NAMESPACE, type Scope } from './namespaces.js';

/** A `div` that is being read. */
export class Narrative {
  /** Open elements, the `div` among them; 0 where none is being read. */
  depth = 0;
  start = 0;
  private prefix = '';
  private needsNamespace = false;
  /** Offsets of tag names with the prefix of the `div`. */
  private readonly names: number[] = [];

  /** Begins with the tag of the `div`. `scope` is its own, `isDeclared` true where it declares its own namespace. */
  begin(start: number, name: string, scope: Scope, isDeclared: boolean): void {
    this.depth = 1;
    this.start = start;
    this.names.length = 0;
    const colon = name.indexOf(':');
    const isXhtml = namespaceOf(scope, name, colon) === XHTML_NAMESPACE;
    // JSON has the `div` by itself, so what it takes from around it has to be written into it.
    this.prefix = isXhtml && colon > 0 ? name.slice(0, colon + 1) : '';
    this.needsNamespace = isXhtml && (colon > 0 || !isDeclared);
    if (this.prefix !== '') this.names.push(start + 1);
  }

  /** Notes the name of a tag inside the `div`. */
  tag(name: string, offset: number): void {
    if (this.prefix !== '' && name.startsWith(this.prefix)) this.names.push(offset);
  }

  /** The `div` that ends at `end`. */
  text(text: string, end: number): string {
    if (!this.needsNamespace) return text.slice(this.start, end);
    let written = '';
    let from = this.start;
    for (const offset of this.names) {
      written += text.slice(from, offset);
      from = offset + this.prefix.length;
    }
    written += text.slice(from, end);
    // The declaration of the prefix goes with it; what is left is `<div` and its attributes.
    if (this.prefix !== '') {
      const declaration = new RegExp(
        `\\sxmlns:${escape(this.prefix.slice(0, -1))}\\s*=\\s*("[^"]*"|'[^']*')`,
      );
      const tagEnd = written.indexOf('>');
      written = written.slice(0, tagEnd).replace(declaration, '') + written.slice(tagEnd);
    }
    return `<div xmlns="${XHTML_NAMESPACE}"${written.slice(4)}`;
  }
}

function escape(name: string): string {
  return name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
