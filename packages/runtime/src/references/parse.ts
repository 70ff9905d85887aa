/**
 * Reads literal references.
 *
 * @module
 */

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

const LOCAL = /^([A-Z][A-Za-z]{2,39})\/([A-Za-z0-9\-.]{1,64})(?:\/_history\/[A-Za-z0-9\-.]{1,64})?$/;
const CONDITIONAL = /^([A-Z][A-Za-z]{2,39})\?[^\s]+$/;
const REST = /\/([A-Z][A-Za-z]{2,39})\/([A-Za-z0-9\-.]{1,64})$/;
const UUID = /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const OID = /^urn:oid:[0-2](?:\.(?:0|[1-9][0-9]*))+$/;
const SCHEME = /^[A-Za-z][A-Za-z0-9+.-]*:[^\s]+$/;
/** Longest reference taken apart; a longer one is a URI at best. */
const LIMIT = 2000;

/** Takes a reference apart. `isType` tells the resource types of the FHIR release. */
export function parseReference(text: string, isType: (name: string) => boolean): ParsedReference {
  if (text.startsWith('#')) return { form: 'fragment', url: text };
  if (text.length > LIMIT) return { form: SCHEME.test(text) ? 'other-uri' : 'malformed', url: text };
  const hash = text.indexOf('#');
  const bare = hash < 0 ? text : text.slice(0, hash);
  if (bare.startsWith('urn:uuid:')) return { form: UUID.test(bare) ? 'uuid' : 'malformed', url: bare };
  if (bare.startsWith('urn:oid:')) return { form: OID.test(bare) ? 'oid' : 'malformed', url: bare };
  if (bare.startsWith('http://') || bare.startsWith('https://')) return absolute(bare, isType);
  const local = LOCAL.exec(bare);
  if (local !== null && isType(local[1]!)) {
    const name = `${local[1]!}/${local[2]!}`;
    return { form: 'relative', type: local[1]!, local: name, url: name };
  }
  const conditional = CONDITIONAL.exec(bare);
  if (conditional !== null && isType(conditional[1]!))
    return { form: 'conditional', type: conditional[1]!, url: bare };
  return { form: SCHEME.test(bare) ? 'other-uri' : 'malformed', url: bare };
}

function absolute(text: string, isType: (name: string) => boolean): ParsedReference {
  if (/\s/.test(text)) return { form: 'malformed', url: text };
  const version = text.indexOf('/_history/');
  const url = version < 0 ? text : text.slice(0, version);
  const rest = REST.exec(url);
  if (rest === null || !isType(rest[1]!)) return { form: 'absolute', url };
  return { form: 'absolute', type: rest[1]!, local: `${rest[1]!}/${rest[2]!}`, url };
}
