/**
 * Writes FHIR XML: elements in the order of the tables, primitives as attributes, narratives as they are.
 *
 * @module
 */
import type { Issue } from '../issues/issue.js';
import { describeShape } from '../issues/mask.js';
import { showName } from '../issues/names.js';
import { isArray, isObject } from '../nodes/values.js';
import { xmlFormatSource } from '../readers/xml/findings.js';
import { FHIR } from '../readers/xml/namespaces.js';
import { valueOf, type NumberTexts } from '../readers/xml/numbers.js';
import {
  BOOLEAN,
  HOLDER,
  STRING,
  VALUE,
  XHTML,
  type XmlContent,
  type XmlElement,
  type XmlPlans,
} from '../readers/xml/plan.js';
import type { JsonObject, JsonValue } from '../tables/index.js';
import { attributeText, isXmlText } from './characters.js';
import { Losses } from './losses.js';
import { isCarried } from './narrative.js';

/** Deepest nesting of elements that is written, which is what readers take. */
const MAX_DEPTH = 200;

/** What is asked of {@link writeXml}. */
export interface WriteXmlParts {
  readonly plans: XmlPlans;
  /** Numbers whose text says more than their value. */
  readonly numbers: NumberTexts;
  /** Which names may stand in findings. */
  readonly shows: (name: string) => boolean;
}

/** The text; or what XML cannot carry, with the pointer of each, which its own may hide. */
export type WriteXmlResult =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly issues: readonly Issue[]; readonly pointers: readonly string[] };

/** XML text of a resource; or everything about it that XML would lose, and then no text. */
export function writeXml(value: JsonValue, parts: WriteXmlParts): WriteXmlResult {
  const writer = new Writer(value, parts);
  writer.document(value);
  const { issues, pointers } = writer.losses;
  return issues.length > 0
    ? { ok: false, issues, pointers }
    : { ok: true, text: `<?xml version="1.0" encoding="UTF-8"?>\n${writer.text}` };
}

class Writer {
  readonly losses: Losses;
  private readonly lines: string[] = [];
  private depth = 0;

  constructor(
    root: JsonValue,
    private readonly parts: WriteXmlParts,
  ) {
    const type = isObject(root) ? root['resourceType'] : undefined;
    const { catalog } = parts.plans;
    this.losses = new Losses(
      typeof type === 'string' && catalog.resourceTypes.has(type) ? type : '$',
      parts.shows,
      xmlFormatSource(catalog.spec.fhir.version),
    );
  }

  get text(): string {
    return this.lines.join('');
  }

  document(value: JsonValue): void {
    if (isObject(value)) this.resource(value, ` xmlns="${FHIR}"`);
    else this.losses.tell('structure.not-a-resource', { found: describeShape(value) });
  }

  /** A tag on its own line. */
  private line(markup: string): void {
    this.lines.push('  '.repeat(this.depth), markup, '\n');
  }

  private resource(value: JsonObject, declaration: string): void {
    const type = value['resourceType'];
    if (typeof type !== 'string') {
      this.losses.tell('structure.not-a-resource', { found: 'an object without a resourceType' });
      return;
    }
    const content = this.parts.plans.resource(type);
    if (content === null) {
      const name = this.parts.shows(type) ? showName(type) : 'an unknown type';
      const what = `the content of a resource of ${name}, of which no table says the order`;
      this.losses.tell('convert.not-carried', { format: 'XML', what });
      return;
    }
    this.element(type, declaration, content, value);
  }

  /** An element with an object's content. */
  private element(name: string, attributes: string, content: XmlContent, value: JsonObject): void {
    if (this.depth >= MAX_DEPTH) {
      this.losses.tell('input.too-deep', { limit: MAX_DEPTH });
      return;
    }
    const children = this.childrenOf(content, value);
    let written = attributes;
    for (const attribute of content.attributes) written += this.attribute(value, attribute);
    if (children.length === 0) {
      this.line(`<${name}${written}/>`);
      return;
    }
    this.line(`<${name}${written}>`);
    this.depth++;
    for (const plan of children) {
      if (this.losses.isFull) break;
      this.child(plan, value);
    }
    this.depth--;
    this.line(`</${name}>`);
  }

  /** The children that an object has, in schema order. What XML has no place for is told. */
  private childrenOf(content: XmlContent, value: JsonObject): XmlElement[] {
    const children = new Set<XmlElement>();
    const { node, attributes, elements } = content;
    let number = 0;
    for (const key in value) {
      number++;
      if (this.losses.isFull) break;
      if (value[key] === undefined || attributes.includes(key)) continue;
      if (key === 'resourceType' && node.isResource) continue;
      let plan = elements.get(key);
      if (plan === undefined && key.startsWith('_')) {
        plan = elements.get(key.slice(1));
        if (plan?.kind !== VALUE) plan = undefined;
      }
      if (plan !== undefined) {
        children.add(plan);
        continue;
      }
      const step = this.losses.shownName(key, number);
      this.losses.enter(key, step);
      if (key.startsWith('_') && attributes.includes(key.slice(1))) {
        const what = `ids and extensions of ${key.slice(1)}, which is an attribute there`;
        this.losses.tell('convert.not-carried', { format: 'XML', what });
      } else this.losses.tell('structure.unknown-property', { property: showName(step), type: node.path });
      this.losses.leave();
    }
    return [...children].sort((a, b) => a.order - b.order);
  }

  /** ` name="value"`, or nothing. */
  private attribute(object: JsonObject, name: string): string {
    const value = object[name];
    if (value === undefined) return '';
    this.losses.enter(name);
    let written = '';
    if (typeof value !== 'string') {
      this.losses.tell('value.json-type', {
        type: 'string',
        expected: 'a JSON string',
        found: describeShape(value),
      });
    } else if (this.carries(value)) written = ` ${name}="${attributeText(value)}"`;
    this.losses.leave();
    return written;
  }

  private carries(text: string): boolean {
    if (isXmlText(text)) return true;
    const what = 'control characters, or halves of characters outside the basic plane';
    this.losses.tell('convert.not-carried', { format: 'XML', what });
    return false;
  }

  private child(plan: XmlElement, object: JsonObject): void {
    if (plan.kind === VALUE) this.primitive(plan, object);
    else if (plan.isList) {
      this.losses.enter(plan.name);
      const items = this.listOf(plan, object[plan.name]!);
      for (let i = 0; i < items.length && !this.losses.isFull; i++) {
        this.losses.enter(i);
        this.item(plan, items[i]!);
        this.losses.leave();
      }
      this.losses.leave();
    } else {
      this.losses.enter(plan.name);
      this.item(plan, object[plan.name]!);
      this.losses.leave();
    }
  }

  /** The items of what must be a list of some. */
  private listOf(plan: XmlElement, value: JsonValue): readonly JsonValue[] {
    const { element, source } = plan.property;
    if (isArray(value)) {
      if (value.length === 0) this.losses.tell('structure.empty', { what: 'array' }, source);
      return value;
    }
    if (value === null) this.losses.tell('structure.null', { element }, source);
    else this.losses.tell('structure.not-an-array', { element, found: describeShape(value) }, source);
    return [];
  }

  /** One value that is no primitive. */
  private item(plan: XmlElement, value: JsonValue): void {
    const { name, kind } = plan;
    if (kind === XHTML) this.narrative(plan, value);
    else if (!isObject(value)) this.misfit(plan, value);
    else if (kind === HOLDER) {
      this.line(`<${name}>`);
      this.depth++;
      this.resource(value, '');
      this.depth--;
      this.line(`</${name}>`);
    } else this.element(name, '', plan.content, value);
  }

  private narrative(plan: XmlElement, value: JsonValue): void {
    if (typeof value !== 'string') this.misfit(plan, value);
    else if (isCarried(value, MAX_DEPTH)) this.line(value);
    else {
      const what =
        'this narrative as it is: only a single well-formed div that declares the XHTML namespace, with nothing around it';
      this.losses.tell('convert.not-carried', { format: 'XML', what });
    }
  }

  /** A value of another JSON form than the element has. */
  private misfit(plan: XmlElement, value: JsonValue): void {
    const { element, source, type } = plan.property;
    if (value === null) this.losses.tell('structure.null', { element }, source);
    else if (isArray(value)) this.losses.tell('structure.unexpected-array', { element }, source);
    else if (plan.kind === VALUE || plan.kind === XHTML) {
      this.losses.tell('structure.not-a-primitive', { type, found: describeShape(value) }, source);
    } else this.losses.tell('structure.not-an-object', { type, found: describeShape(value) }, source);
  }

  private primitive(plan: XmlElement, object: JsonObject): void {
    const value = object[plan.name];
    const sibling = object[plan.siblingName];
    if (!plan.isList) {
      this.value(plan, value, sibling, this.parts.numbers.get(object)?.get(plan.name), -1);
      return;
    }
    const values = this.aligned(plan, plan.name, value);
    const siblings = this.aligned(plan, plan.siblingName, sibling);
    if (value !== undefined && sibling !== undefined && values.length !== siblings.length) {
      const params = { property: plan.name, length: values.length, siblingLength: siblings.length };
      this.losses.enter(plan.siblingName);
      this.losses.tell('structure.sibling-mismatch', params, plan.property.source);
      this.losses.leave();
      return;
    }
    const texts = isArray(value) ? this.parts.numbers.get(value) : undefined;
    for (let i = 0; i < values.length || i < siblings.length; i++) {
      if (this.losses.isFull) return;
      this.value(plan, values[i] ?? undefined, siblings[i] ?? undefined, texts?.get(String(i)), i);
    }
  }

  private aligned(plan: XmlElement, name: string, value: JsonValue | undefined): readonly JsonValue[] {
    if (value === undefined) return [];
    this.losses.enter(name);
    const items = this.listOf(plan, value);
    this.losses.leave();
    return items;
  }

  /** A primitive with what it has beside its value. */
  private value(
    plan: XmlElement,
    value: JsonValue | undefined,
    sibling: JsonValue | undefined,
    numberText: string | undefined,
    index: number,
  ): void {
    const { name, siblingName } = plan;
    let written = '';
    this.losses.enter(value === undefined && sibling !== undefined ? siblingName : name);
    if (index >= 0) this.losses.enter(index);
    if (value !== undefined) written = this.valueAttribute(plan, value, numberText);
    if (sibling === undefined) {
      // A place in a list that neither has.
      if (value === undefined) this.misfit(plan, null);
      else this.line(`<${name}${written}/>`);
    } else if (!isObject(sibling)) this.misfitSibling(plan, sibling);
    else if (value === undefined && Object.keys(sibling).length === 0) {
      this.losses.tell('structure.empty', { what: 'object' }, plan.property.source);
    } else if (Object.keys(sibling).length === 0) {
      const what = 'an empty object beside a value';
      this.losses.tell('convert.not-carried', { format: 'XML', what });
    } else this.element(name, written, plan.content, sibling);
    if (index >= 0) this.losses.leave();
    this.losses.leave();
  }

  private misfitSibling(plan: XmlElement, sibling: JsonValue): void {
    const { element, source } = plan.property;
    if (sibling === null) this.losses.tell('structure.null', { element }, source);
    else if (isArray(sibling)) this.losses.tell('structure.unexpected-array', { element }, source);
    else {
      const params = { type: 'Element', found: describeShape(sibling) };
      this.losses.tell('structure.not-an-object', params, source);
    }
  }

  /** ` value="…"`, where reading it gives the value again. */
  private valueAttribute(plan: XmlElement, value: JsonValue, numberText: string | undefined): string {
    const { type, source } = plan.property;
    const kind = typeof value;
    if (kind !== 'string' && kind !== 'number' && kind !== 'boolean') {
      this.misfit(plan, value);
      return '';
    }
    const text = numberText ?? String(value);
    if (valueOf(text, plan.json) !== value) {
      const expected =
        plan.json === STRING
          ? 'a JSON string'
          : plan.json === BOOLEAN
            ? 'true or false, without quotes'
            : 'a number of its type, without quotes';
      this.losses.tell('value.json-type', { type, expected, found: describeShape(value) }, source);
      return '';
    }
    return this.carries(text) ? ` value="${attributeText(text)}"` : '';
  }
}
