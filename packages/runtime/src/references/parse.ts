/**
 * Reads literal references.
 *
 * @module
 */

import { ID_LETTERS } from '../primitives/identifiers.js';

/** What a reference is. */
export type ReferenceForm =
  'relative' | 'conditional' | 'absolute' | 'uuid' | 'oid' | 'fragment' | 'other-uri' | 'malformed';

/** A reference, taken apart. */
export interface ParsedReference {
  readonly form: ReferenceForm;
  /** Resource type that the reference names; absent where it names none. */
  readonly type?: string;
  /** `Type/id`, without version and fragment; of relative references and of absolute ones that end so. */
  readonly local?: string;
  /** What a `fullUrl` would have to be: the reference without version and fragment. */
  readonly url: string;
}

// An id may have any form here: the resource that has it is where its form is judged, once.
const LOCAL = /^([A-Z][A-Za-z]{2,39})\/([^\s/?#]+)(?:\/_history\/[^\s/?#]+)?$/;
const CONDITIONAL = /^([A-Z][A-Za-z]{2,39})\?[^\s]+$/;
const REST = /\/([A-Z][A-Za-z]{2,39})\/([^\s/?#]+)$/;
const UUID = /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const OID = /^urn:oid:[0-2](?:\.(?:0|[1-9][0-9]*))+$/;
const SCHEME = /^[A-Za-z][A-Za-z0-9+.-]*:[^\s]+$/;
/** Longest reference taken apart; a longer one is a URI at best. */
const LIMIT = 2000;

/** Takes a reference apart. `types` are the resource types of the FHIR release. */
export function parseReference(text: string, types: ReadonlySet<string>): ParsedReference {
  const plain = readPlain(text, types);
  if (plain !== undefined) return plain;
  if (text.startsWith('#')) return { form: 'fragment', url: text };
  if (text.length > LIMIT) return { form: SCHEME.test(text) ? 'other-uri' : 'malformed', url: text };
  const hash = text.indexOf('#');
  const bare = hash < 0 ? text : text.slice(0, hash);
  if (bare.startsWith('urn:uuid:')) return { form: UUID.test(bare) ? 'uuid' : 'malformed', url: bare };
  if (bare.startsWith('urn:oid:')) return { form: OID.test(bare) ? 'oid' : 'malformed', url: bare };
  if (bare.startsWith('http://') || bare.startsWith('https://')) return absolute(bare, types);
  const local = LOCAL.exec(bare);
  if (local !== null && types.has(local[1]!)) {
    const name = `${local[1]!}/${local[2]!}`;
    return { form: 'relative', type: local[1]!, local: name, url: name };
  }
  const conditional = CONDITIONAL.exec(bare);
  if (conditional !== null && types.has(conditional[1]!))
    return { form: 'conditional', type: conditional[1]!, url: bare };
  return { form: SCHEME.test(bare) ? 'other-uri' : 'malformed', url: bare };
}

/** `Type/id` as nearly all references are: read letter by letter, because a record holds thousands of them. */
function readPlain(text: string, types: ReadonlySet<string>): ParsedReference | undefined {
  const slash = text.indexOf('/');
  if (slash < 2 || slash === text.length - 1 || text.length > LIMIT) return undefined;
  for (let i = slash + 1; i < text.length; i++) if (ID_LETTERS[text.charCodeAt(i)] !== 1) return undefined;
  const type = text.slice(0, slash);
  return types.has(type) ? { form: 'relative', type, local: text, url: text } : undefined;
}

function absolute(text: string, types: ReadonlySet<string>): ParsedReference {
  if (/\s/.test(text)) return { form: 'malformed', url: text };
  const version = text.indexOf('/_history/');
  const url = version < 0 ? text : text.slice(0, version);
  const rest = REST.exec(url);
  if (rest === null || !types.has(rest[1]!)) return { form: 'absolute', url };
  return { form: 'absolute', type: rest[1]!, local: `${rest[1]!}/${rest[2]!}`, url };
}
