/**
 * Where every generated thing lives and what it is called.
 *
 * @module
 */
import type { ElementNode, Model, ProfileModel, TypeModel, ValueSetModel } from '../model/types.js';
import { byText, camelCase, pascalCase, unique } from './naming.js';

/** The module all table types come from. */
export const TABLES = '@gpconnect/runtime/tables';

/** FHIR's primitives: TypeScript name, representation, and what the text looks like. */
export const PRIMITIVES: Readonly<
  Record<string, { readonly name: string; readonly json: string; readonly doc: string }>
> = {
  base64Binary: { name: 'Base64Binary', json: 'string', doc: 'Bytes in base64 (RFC 4648).' },
  boolean: { name: 'boolean', json: 'boolean', doc: '' },
  code: { name: 'Code', json: 'string', doc: 'A code: no white space at either end, single blanks inside.' },
  date: {
    name: 'FhirDate',
    json: 'string',
    doc: 'A date, possibly partial: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.',
  },
  dateTime: {
    name: 'DateTime',
    json: 'string',
    doc: 'A date, possibly partial, or a date and time of day with a zone: `YYYY-MM-DDThh:mm:ss+zz:zz`.',
  },
  decimal: { name: 'Decimal', json: 'number', doc: 'A decimal number.' },
  id: { name: 'Id', json: 'string', doc: 'One to 64 of `A-Z`, `a-z`, `0-9`, `-` and `.`.' },
  instant: { name: 'Instant', json: 'string', doc: 'A point in time with a zone, at least to the second.' },
  integer: { name: 'Integer', json: 'number', doc: 'A whole number of 32 bits.' },
  markdown: { name: 'Markdown', json: 'string', doc: 'Text in Markdown.' },
  oid: { name: 'Oid', json: 'string', doc: 'An object identifier as a URN: `urn:oid:1.2.3`.' },
  positiveInt: { name: 'PositiveInt', json: 'number', doc: 'A whole number of at least 1.' },
  string: { name: 'string', json: 'string', doc: '' },
  time: { name: 'Time', json: 'string', doc: 'A time of day: `hh:mm:ss`.' },
  unsignedInt: { name: 'UnsignedInt', json: 'number', doc: 'A whole number of at least 0.' },
  uri: { name: 'Uri', json: 'string', doc: 'A URI (RFC 3986).' },
  uuid: { name: 'Uuid', json: 'string', doc: 'A UUID as a URN: `urn:uuid:` and the UUID in lower case.' },
  xhtml: { name: 'Xhtml', json: 'string', doc: 'XHTML: one `div` element, as text.' },
};

/** Whether a FHIR type is a primitive. */
export function isPrimitive(code: string): boolean {
  return Object.hasOwn(PRIMITIVES, code);
}

/** Where a value set's type and table are. */
export interface ValueSetPlace {
  readonly name: string;
  readonly path: string;
  /** False where the members cannot be listed: there is a table and no type. */
  readonly enumerable: boolean;
}

/** Most codes a literal union holds; beyond it a union is slow to check and says nothing to a reader. */
const MOST_CODES = 500;
/** Codes from which a value set has a file of its own. */
const OWN_FILE = 120;

/** Names and places of everything, derived from the model alone. */
export class Layout {
  readonly #valueSets = new Map<string, ValueSetPlace>();
  readonly #backbones = new Map<string, string>();
  readonly #baseNames = new Set<string>();

  /** The FHIR version as folders have it. */
  readonly folder: string;
  /** Name of the package that holds what specification versions of the model's FHIR version share. */
  readonly package: string;
  /** Its generated code, from the repository's root. */
  readonly root: string;

  constructor(readonly model: Model) {
    this.folder = model.fhirVersion.toLowerCase();
    this.package = `@gpconnect/${this.folder}`;
    this.root = `packages/${this.folder}/src/generated`;
    for (const type of sortedTypes(model)) this.#baseNames.add(this.typeName(type.name));
    for (const type of sortedTypes(model)) this.#nameBackbones(type.root, type.name);
    this.#placeValueSets();
  }

  /** The module of data types. */
  get datatypes(): string {
    return `${this.root}/base/datatypes.ts`;
  }

  /** The module of the `Resource` union. */
  get resources(): string {
    return `${this.root}/base/resources.ts`;
  }

  /** The module that exports every base type, and no value. */
  get base(): string {
    return `${this.root}/base/index.ts`;
  }

  /** The module of what all profiles of the FHIR version rest on, which exports it by the folder's name. */
  get release(): string {
    return `${this.root}/base/${this.folder}.ts`;
  }

  /** The specifier under which other packages import one of the modules. */
  specifier(path: string): string {
    return path.replace(this.root, this.package).replace(/\.ts$/, '');
  }

  /** The interface of a base type. The abstract `Resource` cedes its name to the union of all resources. */
  typeName(code: string): string {
    const primitive = PRIMITIVES[code];
    if (primitive !== undefined) return primitive.name;
    return code === 'Resource' ? 'ResourceBase' : code;
  }

  /** The file that holds a base type. */
  typePath(type: TypeModel): string {
    return type.kind === 'resource' && !type.abstract ? `${this.root}/base/${type.name}.ts` : this.datatypes;
  }

  /** The interface of a backbone element, by its path: `Patient.contact` → `PatientContact`. */
  backboneName(path: string): string | undefined {
    return this.#backbones.get(path);
  }

  /** Whether base types already use this name. */
  isBaseName(name: string): boolean {
    return this.#baseNames.has(name);
  }

  /** Where a profile's module is. */
  profilePath(profile: ProfileModel): string {
    return `${this.root}/profiles/${profile.module}.ts`;
  }

  /** Where a value set's table is. */
  valueSet(valueSet: ValueSetModel): ValueSetPlace {
    const place = this.#valueSets.get(valueSet.hash);
    if (place === undefined)
      throw new Error(`value set outside the model: ${valueSet.url} (${valueSet.hash})`);
    return place;
  }

  #nameBackbones(node: ElementNode, prefix: string): void {
    for (const child of node.children) {
      if (child.children.length === 0) continue;
      const name = unique(prefix + pascalCase(child.name), this.#baseNames);
      this.#backbones.set(child.path, name);
      this.#nameBackbones(child, name);
    }
  }

  #placeValueSets(): void {
    const claims = new Map<string, ValueSetModel[]>();
    for (const valueSet of this.model.valueSets) {
      const name = pascalCase(valueSet.name);
      claims.set(name, [...(claims.get(name) ?? []), valueSet]);
    }
    const taken = new Set([...this.#baseNames, ...this.model.profiles.map((profile) => profile.name)]);
    for (const [name, all] of [...claims].sort(([a], [b]) => byText(a, b))) {
      for (const valueSet of all) {
        const wanted = name + suffix(valueSet, all);
        const local = unique(taken.has(wanted) ? `${wanted}Codes` : wanted, taken);
        const size = valueSet.systems.reduce((sum, system) => sum + (system.concepts?.length ?? 0), 0);
        const file =
          size >= OWN_FILE ? `${publisher(valueSet.url)}-${camelCase(local)}` : publisher(valueSet.url);
        this.#valueSets.set(valueSet.hash, {
          name: local,
          path: `${this.root}/terminology/${file}.ts`,
          enumerable:
            size > 0 &&
            size <= MOST_CODES &&
            valueSet.systems.every((system) => system.concepts !== undefined),
        });
      }
    }
  }
}

/**
 * What tells a value set from its namesakes. FHIR's own needs nothing; for others the publisher,
 * then the version, then a piece of the content's hash, as far as it takes.
 */
function suffix(valueSet: ValueSetModel, all: readonly ValueSetModel[]): string {
  const host = publisher(valueSet.url);
  const sameHost = all.filter((other) => publisher(other.url) === host);
  if (sameHost.length === 1 && (all.length === 1 || host === 'fhir')) return '';
  const own = all.length === sameHost.length ? '' : pascalCase(host);
  if (sameHost.length === 1) return own;
  const { version } = valueSet;
  const sameVersion = sameHost.filter((other) => other.version === version && other.url === valueSet.url);
  const oneUrl = sameHost.every((other) => other.url === valueSet.url);
  if (oneUrl && sameVersion.length === 1 && version !== undefined)
    return `${own}_${version.replace(/[^A-Za-z0-9]+/g, '_')}`;
  return `${own}_${valueSet.hash.slice(0, 6)}`;
}

/** Short name of who publishes a canonical: `fhir`, `hl7-uk`, `nhs`, `v2`, `v3`. */
export function publisher(url: string): string {
  if (/^http:\/\/hl7\.org\/fhir\/.*\bv2\b/.test(url) || url.includes('/v2-')) return 'v2';
  if (/^http:\/\/hl7\.org\/fhir\/.*\bv3\b/.test(url) || url.includes('/v3-')) return 'v3';
  if (/^https?:\/\/(www\.)?hl7\.org\//.test(url)) return 'fhir';
  if (/^https?:\/\/fhir\.hl7\.org\.uk\//.test(url)) return 'hl7-uk';
  if (/^https?:\/\/fhir\.nhs\.(uk|net)\//.test(url)) return 'nhs';
  return 'other';
}

/** Types in the order of their names. */
export function sortedTypes(model: Model): TypeModel[] {
  return [...model.types.values()]
    .filter((type) => type.kind !== 'primitive-type')
    .sort((a, b) => byText(a.name, b.name));
}
