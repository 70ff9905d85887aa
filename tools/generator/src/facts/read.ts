import type { FactsProblem } from './error.js';

/** A JSON object of which nothing is known yet. */
export type Json = Readonly<Record<string, unknown>>;

/** Nested concepts deeper than this are taken for a mistake. */
const MAX_DEPTH = 64;

/** Whether a value is a JSON object. */
export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Checks one fact file's shape, collecting what is wrong with its place. */
export class ShapeChecker {
  constructor(
    private readonly file: string,
    private readonly problems: FactsProblem[],
  ) {}

  report(at: string, message: string): void {
    this.problems.push({ file: this.file, at, message });
  }

  text(value: unknown, at: string, name: string, required: boolean): void {
    if (value === undefined && !required) return;
    if (typeof value !== 'string' || value.length === 0) this.report(at, `${name} must be a string`);
  }

  list(value: unknown, at: string, name: string, required: boolean): readonly unknown[] {
    if (value === undefined && !required) return [];
    if (Array.isArray(value)) return value as readonly unknown[];
    this.report(at, `${name} must be a list`);
    return [];
  }

  structure(json: Json): void {
    for (const name of ['url', 'name', 'kind', 'type']) this.text(json[name], '/', name, true);
    this.text(json['baseDefinition'], '/', 'baseDefinition', false);
    const differential = json['differential'];
    if (!isObject(differential)) return this.report('/', 'differential is missing');
    this.list(differential['element'], '/differential', 'element', true).forEach((element, index) => {
      const at = `/differential/element/${index}`;
      if (!isObject(element)) return this.report(at, 'an element must be an object');
      this.element(element, at, json['type']);
    });
  }

  private element(element: Json, at: string, type: unknown): void {
    const path = element['path'];
    if (typeof path !== 'string' || path.length === 0) return this.report(at, 'path must be a string');
    if (typeof type === 'string' && path !== type && !path.startsWith(`${type}.`)) {
      this.report(at, `path ${path} does not start with the type ${type}`);
    }
    const min = element['min'];
    if (min !== undefined && !(Number.isInteger(min) && (min as number) >= 0)) {
      this.report(at, `min of ${path} must be a whole number`);
    }
    const max = element['max'];
    if (max !== undefined && !(typeof max === 'string' && /^(\*|\d+)$/.test(max))) {
      this.report(at, `max of ${path} must be a number in decimal or *`);
    }
    for (const type of this.list(element['type'], at, 'type', false)) {
      if (!isObject(type) || typeof type['code'] !== 'string')
        this.report(at, `a type of ${path} has no code`);
    }
    for (const name of ['fixed', 'pattern']) {
      const value = element[name];
      if (value === undefined) continue;
      if (!isObject(value) || typeof value['type'] !== 'string' || value['value'] === undefined) {
        this.report(at, `${name} of ${path} must have a type and a value`);
      }
    }
  }

  valueSet(json: Json): void {
    for (const name of ['url', 'name']) this.text(json[name], '/', name, true);
    const compose = json['compose'];
    if (compose === undefined) return;
    if (!isObject(compose)) return this.report('/compose', 'compose must be an object');
    for (const name of ['include', 'exclude']) {
      this.list(compose[name], '/compose', name, name === 'include').forEach((part, index) => {
        const at = `/compose/${name}/${index}`;
        if (!isObject(part)) return this.report(at, 'a part must be an object');
        this.text(part['system'], at, 'system', false);
        this.concepts(part['concept'], at, 0);
      });
    }
  }

  codeSystem(json: Json): void {
    for (const name of ['url', 'name']) this.text(json[name], '/', name, true);
    this.concepts(json['concept'], '/', 0);
  }

  private concepts(value: unknown, at: string, depth: number): void {
    if (depth > MAX_DEPTH) return this.report(at, `concepts are nested more than ${MAX_DEPTH} deep`);
    this.list(value, at, 'concept', false).forEach((concept, index) => {
      const place = `${at}/concept/${index}`;
      if (!isObject(concept)) return this.report(place, 'a concept must be an object');
      this.text(concept['code'], place, 'code', true);
      if (concept['concept'] !== undefined) this.concepts(concept['concept'], place, depth + 1);
    });
  }

  manifest(json: Json): void {
    this.text(json['release'], '/', 'release', true);
    this.list(json['definitions'], '/', 'definitions', true).forEach((definition, index) => {
      const at = `/definitions/${index}`;
      if (!isObject(definition)) return this.report(at, 'a definition must be an object');
      for (const name of ['file', 'url']) this.text(definition[name], at, name, true);
    });
  }

  registry(json: Json): void {
    this.text(json['capability'], '/', 'capability', true);
    this.list(json['versions'], '/', 'versions', true).forEach((entry, index) => {
      const at = `/versions/${index}`;
      if (!isObject(entry)) return this.report(at, 'an entry must be an object');
      this.text(entry['version'], at, 'version', true);
      for (const name of ['releases', 'pins', 'interactions']) this.list(entry[name], at, name, true);
    });
  }
}
