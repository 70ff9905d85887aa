/**
 * Makes values from the tables: of every type and profile, minimal or full, mostly right.
 *
 * @module
 */
import type {
  ConstrainedType,
  ElementTable,
  JsonValue,
  ProfileTable,
  SpecTable,
  TypeTable,
  ValueSetTable,
} from '@gpconnect/runtime/tables';
import { copy, put, type Json, type JsonMap } from './json.js';
import { MARKERS } from './mutate/strings.js';
import type { Random } from './random.js';

const PRIMITIVES: Readonly<Record<string, readonly Json[]>> = {
  boolean: [true, false],
  integer: [0, -3],
  positiveInt: [1],
  unsignedInt: [0],
  decimal: [0.5, 12],
  date: ['1970-01-01', '1980', MARKERS[2]],
  dateTime: ['2020-01-01T10:00:00+00:00', '2020-02'],
  instant: ['2020-01-01T10:00:00Z'],
  time: ['10:00:00'],
  base64Binary: ['AAAA'],
  id: ['a1', MARKERS[3]],
  oid: ['urn:oid:1.2.3'],
  uri: ['https://example.invalid/x', `urn:uuid:${MARKERS[3]}`],
  code: ['final', 'active', 'en'],
  markdown: ['Made up', MARKERS[0]],
  xhtml: [`<div xmlns="http://www.w3.org/1999/xhtml"><p>${MARKERS[0]}</p></div>`],
  string: ['Made up', MARKERS[0], MARKERS[1]],
};

/** Levels below a resource that get more than their required elements. */
const FULL_DEPTH = 3;
/** Levels below which not even required elements are made. */
const MOST_DEPTH = 12;

type Elements = Readonly<Record<string, ElementTable>>;

/** Makes values of one specification version. */
export class Synthesis {
  private readonly extensions: readonly ProfileTable[];
  readonly resourceTypes: readonly string[];
  readonly profiles: readonly ProfileTable[];

  constructor(
    private readonly spec: SpecTable,
    private random: Random,
  ) {
    this.profiles = Object.values(spec.profiles);
    this.extensions = this.profiles.filter(({ type }) => type === 'Extension');
    this.resourceTypes = Object.keys(spec.types);
  }

  /** Takes its chances from other random numbers from now on. */
  use(random: Random): void {
    this.random = random;
  }

  /** A resource of a type, by chance with a claimed profile of that type. */
  resource(type = this.random.pick(this.resourceTypes), fullness = this.random.below(4), level = 0): JsonMap {
    const profile = this.random.pick(this.profiles);
    const overlay = profile.type === type ? profile : this.profiles.find((one) => one.type === type);
    const claims = overlay !== undefined && !this.random.oneIn(4);
    return {
      resourceType: type,
      id: `s${this.random.below(6)}`,
      ...(claims ? { meta: { profile: [overlay.url] } } : {}),
      ...this.object(this.elementsOf(type), claims ? overlay.elements() : {}, fullness, level),
    };
  }

  /** A Bundle of some resources that refer to one another by chance. */
  bundle(): JsonMap {
    const bundle = this.resource('Bundle', 0);
    const entry = Array.from({ length: 1 + this.random.below(5) }, () => {
      const resource = this.resource();
      const fullUrl = this.random.oneIn(2)
        ? { fullUrl: `https://example.invalid/${String(resource['resourceType'])}/s0` }
        : {};
      return { ...fullUrl, resource };
    });
    return { ...bundle, entry };
  }

  /** A value for some element of a type, with the element's name. */
  element(type: string): [string, Json] | undefined {
    const names = Object.entries(this.elementsOf(type));
    if (names.length === 0) return undefined;
    const [name, element] = this.random.pick(names);
    return this.property(name, element, undefined, 1, 0);
  }

  /** An extension that this version defines. */
  extension(level = 0): JsonMap {
    if (this.extensions.length === 0) return { url: 'https://example.invalid/x', valueString: 'x' };
    return this.extensionOf(this.random.pick(this.extensions), level);
  }

  private extensionOf(profile: ProfileTable, level: number): JsonMap {
    return {
      ...this.object(this.elementsOf('Extension'), profile.elements(), 2, level + 1),
      url: profile.url,
    };
  }

  private elementsOf(type: string): Elements {
    const found: Record<string, ElementTable> = {};
    const chain: TypeTable[] = [];
    for (let name: string | undefined = type; name !== undefined;) {
      const table: TypeTable | undefined = own(this.spec.types, name) ?? own(this.spec.fhir.datatypes, name);
      if (table === undefined) break;
      chain.unshift(table);
      name = table.base;
    }
    for (const table of chain) Object.assign(found, table.elements());
    return found;
  }

  /** @param fullness - 0: required elements only; else about one in as many of the others as well */
  private object(elements: Elements, overlay: Elements, fullness: number, level: number): JsonMap {
    const made: JsonMap = {};
    for (const [name, element] of Object.entries(elements)) {
      const own = overlay[name];
      if ((own?.max ?? element.max) === 0) continue;
      const isRequired = (own?.min ?? element.min ?? 0) > 0;
      const isWished = fullness > 0 && level < FULL_DEPTH && this.random.oneIn(fullness + 2 + level * 3);
      if (level > MOST_DEPTH || (!isRequired && !isWished)) continue;
      const property = this.property(name, element, own, fullness, level);
      if (property !== undefined) put(made, property[0], property[1]);
    }
    return made;
  }

  private property(
    name: string,
    element: ElementTable,
    overlay: ElementTable | undefined,
    fullness: number,
    level: number,
  ): [string, Json] | undefined {
    const types = overlay?.types ?? element.types ?? [];
    const chosen = types.length > 0 ? this.random.pick(types) : 'BackboneElement';
    const type = typeof chosen === 'string' ? chosen : chosen.code;
    const key = name.endsWith('[x]')
      ? name.slice(0, -3) + type.charAt(0).toUpperCase() + type.slice(1)
      : name;
    const make = (slice?: ElementTable) =>
      this.value(
        type,
        typeof chosen === 'string' ? undefined : chosen,
        element,
        slice ?? overlay,
        fullness,
        level,
      );
    if ((element.max ?? 1) === 1) return [key, make()];
    const items: Json[] = Object.values(overlay?.slices ?? {})
      .filter(({ min }) => (min ?? 0) > 0 || this.random.oneIn(3))
      .map((slice) => make(slice));
    while (items.length === 0 || this.random.oneIn(4)) items.push(make());
    return [key, items];
  }

  private value(
    type: string,
    constrained: ConstrainedType | undefined,
    element: ElementTable,
    overlay: ElementTable | undefined,
    fullness: number,
    level: number,
  ): Json {
    const given: JsonValue | undefined =
      overlay?.fixed ?? overlay?.pattern ?? element.fixed ?? element.pattern;
    if (given !== undefined) return copy(given as Json);
    const ownType = overlay?.types?.find((one) => typeof one !== 'string' && one.code === type);
    const profiles = (typeof ownType === 'object' ? ownType : constrained)?.profiles ?? [];
    if (type === 'Extension') {
      return profiles.length > 0
        ? this.extensionOf(this.random.pick(profiles)(), level)
        : level > 2
          ? { url: 'https://example.invalid/x', valueCode: 'x' }
          : this.extension(level);
    }
    const codes = codesOf(overlay?.binding?.valueSet ?? element.binding?.valueSet);
    const primitive = PRIMITIVES[type];
    if (primitive !== undefined) {
      if (type === 'code' && codes.length > 0) return this.random.pick(codes)[1];
      return this.random.pick(primitive);
    }
    if (type === 'Reference') return this.reference(constrained?.targets);
    if (type === 'Resource' || own(this.spec.types, type) !== undefined)
      return this.resource(undefined, 0, level + 4);
    const children = { ...this.elementsOf(type), ...element.children };
    const made = this.object(children, overlay?.children ?? {}, fullness, level + 1);
    if (codes.length > 0) {
      const [system, code] = this.random.pick(codes);
      if (type === 'Coding') Object.assign(made, { system, code });
      if (type === 'CodeableConcept') made['coding'] = [{ system, code, display: MARKERS[0] }];
    }
    if (Object.keys(made).length === 0) made['id'] = 'x';
    return made;
  }

  private reference(targets: readonly string[] | undefined): JsonMap {
    const type = this.random.pick(targets ?? this.resourceTypes);
    const id = `s${this.random.below(6)}`;
    const reference = this.random.pick([`${type}/${id}`, `#${id}`, `https://example.invalid/${type}/${id}`]);
    return { reference };
  }
}

/** A mutated resource may say that its type is `constructor`. */
function own<T>(tables: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(tables, name) ? tables[name] : undefined;
}

/** Some codes of a value set, with their systems. */
function codesOf(valueSet: ValueSetTable | undefined): readonly [string, string][] {
  if (valueSet === undefined) return [];
  return Object.entries(valueSet.systems()).flatMap(([system, codes]) =>
    codes === 'unlisted' ? [] : codes.slice(0, 5).map((code): [string, string] => [system, code]),
  );
}
