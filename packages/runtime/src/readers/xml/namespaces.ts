/**
 * Namespaces of XML names.
 *
 * The parser is not asked to resolve them: it would make an object for every attribute.
 *
 * @module
 */
import { describeShape } from '../../issues/mask.js';

export const FHIR = 'http://hl7.org/fhir';
export const XHTML_NAMESPACE = 'http://www.w3.org/1999/xhtml';
const XSI = 'http://www.w3.org/2001/XMLSchema-instance';

/** Namespaces that may be named in findings; any other could hold anything. */
const KNOWN: ReadonlySet<string> = new Set([FHIR, XHTML_NAMESPACE, XSI, 'urn:hl7-org:v3']);

/** The declarations in force in an element. */
export interface Scope {
  /** Namespace of names without a prefix. */
  readonly own: string;
  readonly prefixes: ReadonlyMap<string, string>;
}

const NO_PREFIXES: ReadonlyMap<string, string> = new Map([['xml', 'http://www.w3.org/XML/1998/namespace']]);

/** The scope outside the root. */
export const OUTSIDE: Scope = { own: '', prefixes: NO_PREFIXES };

/** True for an attribute that declares a namespace. */
export function isDeclaration(name: string): boolean {
  return name.startsWith('xmlns') && (name.length === 5 || name.charCodeAt(5) === 58);
}

/** The scope with an element's declarations: names and values in turn. */
export function declare(scope: Scope, declarations: readonly string[]): Scope {
  let { own } = scope;
  let prefixes: Map<string, string> | undefined;
  for (let i = 0; i < declarations.length; i += 2) {
    const name = declarations[i]!;
    const uri = declarations[i + 1]!;
    if (name.length === 5) own = uri;
    else (prefixes ??= new Map(scope.prefixes)).set(name.slice(6), uri);
  }
  return { own, prefixes: prefixes ?? scope.prefixes };
}

/** The namespace of an element; undefined where its prefix has none. `colon` is where the prefix ends, or -1. */
export function namespaceOf(scope: Scope, name: string, colon: number): string | undefined {
  return colon < 0 ? scope.own : scope.prefixes.get(name.slice(0, colon));
}

/** True for attributes that name a schema, which every XML format lets through. */
export function isSchemaLocation(scope: Scope, name: string): boolean {
  const colon = name.indexOf(':');
  if (colon < 0 || scope.prefixes.get(name.slice(0, colon)) !== XSI) return false;
  const local = name.slice(colon + 1);
  return local === 'schemaLocation' || local === 'noNamespaceSchemaLocation';
}

/** A namespace for texts of findings. */
export function describeNamespace(uri: string | undefined): string {
  if (uri === undefined) return 'a prefix that is not declared';
  if (uri === '') return 'no namespace';
  return KNOWN.has(uri) ? uri : describeShape(uri);
}
