/**
 * Collects the words of a specification version: what a report may repeat from a payload.
 *
 * @module
 */
import type { Vocabulary } from '../issues/vocabulary.js';
import { isPrimitiveName } from '../primitives/index.js';
import type { ElementTable, JsonValue, SpecTable, ValueSetTable } from '../tables/index.js';
import { nearest } from './closeness.js';

const BASE_DEFINITIONS = 'http://hl7.org/fhir/StructureDefinition/';

/**
 * Who publishes the definitions and systems of GP Connect. An address of theirs that a version does not know is a slip,
 * a leftover of another version or of the other scheme: who publishes it tells much and names nobody.
 */
const PUBLISHERS: readonly string[] = [
  ...['fhir.nhs.uk', 'fhir.nhs.net', 'fhir.hl7.org.uk', 'hl7.org/fhir', 'hl7.org', 'snomed.info'],
  ...['read.info', 'loinc.org', 'unitsofmeasure.org', 'dmd.nhs.uk'],
];

/** Words collected from tables. Reads every table of the version, so it is made when a finding first needs it. */
class Words {
  readonly names = new Set<string>(['resourceType']);
  readonly choices: string[] = [];
  readonly codes = new Set<string>();
  readonly urls = new Set<string>();
  /** Starts of URLs up to a slash, which is left out. */
  readonly starts = new Set<string>();
  private readonly valueSets = new Set<ValueSetTable>();

  constructor(spec: SpecTable) {
    for (const publisher of PUBLISHERS) {
      this.starts.add(`http://${publisher}`).add(`https://${publisher}`);
    }
    for (const name of spec.fhir.resourceTypes) this.addType(name);
    for (const types of [spec.fhir.datatypes, spec.types]) {
      for (const name of Object.keys(types)) {
        this.addType(name);
        this.addElements(types[name]!.elements());
      }
    }
    for (const profiles of [spec.profiles, spec.asPublished ?? {}]) {
      for (const url of Object.keys(profiles)) {
        this.addUrl(url);
        this.addElements(profiles[url]!.elements());
      }
    }
    for (const { canonical } of spec.pins) this.addUrl(canonical);
    for (const { profiles } of spec.interactions.flatMap(({ request, response }) =>
      [request, response].filter((side) => side !== undefined),
    )) {
      profiles.forEach((url) => this.addUrl(url));
    }
  }

  private addType(name: string): void {
    this.names.add(name);
    this.addUrl(BASE_DEFINITIONS + name);
  }

  private addElements(elements: Readonly<Record<string, ElementTable>> | undefined): void {
    for (const name in elements) {
      if (name.endsWith('[x]')) this.choices.push(name.slice(0, -3));
      else this.names.add(name);
      this.addElement(elements[name]!);
    }
  }

  private addElement({ binding, fixed, pattern, types, slices, children }: ElementTable): void {
    if (binding !== undefined) {
      this.addUrl(binding.url);
      if (binding.valueSet !== undefined) this.addValueSet(binding.valueSet);
    }
    this.addValue(fixed);
    this.addValue(pattern);
    for (const type of types ?? []) {
      if (typeof type === 'string') continue;
      for (const url of [...(type.targetProfiles ?? []), ...(type.unresolved ?? [])]) this.addUrl(url);
    }
    for (const name in slices) {
      this.names.add(name);
      this.addElement(slices[name]!);
    }
    this.addElements(children);
  }

  private addValueSet(table: ValueSetTable): void {
    if (this.valueSets.has(table)) return;
    this.valueSets.add(table);
    this.addUrl(table.url);
    const systems = table.systems();
    for (const system in systems) {
      this.addUrl(system);
      const codes = systems[system]!;
      // A value set of URIs has them as codes.
      if (codes !== 'unlisted') for (const code of codes) this.addValue(code);
    }
  }

  private addValue(value: JsonValue | undefined): void {
    if (typeof value === 'string') {
      if (value.includes(':') && value.includes('/')) this.addUrl(value);
      this.codes.add(value);
    } else if (typeof value === 'object' && value !== null) {
      for (const part of Object.values(value as object) as (JsonValue | undefined)[]) this.addValue(part);
    }
  }

  private addUrl(url: string): void {
    if (this.urls.has(url)) return;
    this.urls.add(url);
    const scheme = url.indexOf('://');
    if (scheme < 0) return;
    for (let i = url.lastIndexOf('/'); i > scheme + 2; i = url.lastIndexOf('/', i - 1)) {
      this.starts.add(url.slice(0, i));
    }
    if (url.indexOf('/', scheme + 3) < 0) this.starts.add(url);
  }
}

/** Longest URL that is compared with known ones. */
const URL_LIMIT = 200;

/** The words of a specification version. Nothing is collected before it is asked. */
export function vocabularyOf(spec: SpecTable): Vocabulary {
  let made: Words | undefined;
  const words = (): Words => (made ??= new Words(spec));
  return {
    hasName: (name) => {
      const bare = name.startsWith('_') ? name.slice(1) : name;
      return words().names.has(bare) || isFormOfChoice(words().choices, spec, bare);
    },
    hasResourceType: (name) => spec.fhir.resourceTypes.includes(name),
    hasCode: (code) => words().codes.has(code),
    hasUrl: (url) => words().urls.has(url),
    knownStart: (url) => {
      const { starts } = words();
      const scheme = url.indexOf('://');
      if (scheme < 0 || url.length > URL_LIMIT * 10) return undefined;
      for (let i = url.length; i > scheme + 3; i = url.lastIndexOf('/', i - 1)) {
        const start = url.slice(0, i);
        if (starts.has(start)) return start;
      }
      return undefined;
    },
    nearUrl: (url) => (url.length > URL_LIMIT ? undefined : nearest(url, words().urls)),
  };
}

function isFormOfChoice(choices: readonly string[], spec: SpecTable, name: string): boolean {
  return choices.some((choice) => {
    if (!name.startsWith(choice) || name.length === choice.length) return false;
    const type = name.slice(choice.length);
    return (
      Object.hasOwn(spec.fhir.datatypes, type) ||
      isPrimitiveName(type.charAt(0).toLowerCase() + type.slice(1))
    );
  });
}
