/**
 * Builds the FHIR JSON value from the events of the parser.
 *
 * @module
 */
import type { IssueCode } from '../../issues/issue.js';
import { describeShape } from '../../issues/mask.js';
import { showName } from '../../issues/names.js';
import type { ParametersOf } from '../../issues/parameters.js';
import type { JsonValue } from '../../tables/index.js';
import { Attributes } from './attributes.js';
import { ElementIndex, NOWHERE } from './elements.js';
import type { Findings } from './findings.js';
import { Frame, placeOf, RESOURCE_ELEMENT, type Building } from './frame.js';
import {
  declare,
  describeNamespace,
  FHIR,
  isSchemaLocation,
  namespaceOf,
  OUTSIDE,
  XHTML_NAMESPACE,
} from './namespaces.js';
import { Narrative } from './narrative.js';
import { valueOf } from './numbers.js';
import { addItem, addSibling, addUnknown, addUnknownSibling, addValue, itemsOf } from './placing.js';
import { HOLDER, OBJECT, VALUE, XHTML, type XmlElement, type XmlPlans } from './plan.js';

/** Thrown through the parser to end it: nothing else stops it. */
export class Stop extends Error {
  constructor(
    readonly reason: 'depth' | 'root',
    readonly offset: number,
    readonly found = '',
  ) {
    super(reason);
  }
}

/** What is asked of a {@link Builder}. */
export interface BuilderParts {
  readonly text: string;
  /** Absent where no tables are at hand: then every element is read by its looks. */
  readonly plans: XmlPlans | undefined;
  readonly findings: Findings;
  readonly maxDepth: number;
  /** Where numbers are kept whose text says more than their value; null where nobody asks. */
  readonly numbers: Map<object, Map<string, string>> | null;
  /** Report what the tables do not describe. The walker does so as well, and better, where it judges the value. */
  readonly isStrict: boolean;
  /** Which names may stand in findings. */
  readonly shows: (name: string) => boolean;
}

/** Takes the parser's events. */
export class Builder {
  readonly elements = new ElementIndex();
  readonly attributes = new Attributes();
  /** The root's value, once it was opened. */
  root: Building | null = null;
  /** Comments outside narratives. */
  comments = 0;
  private readonly frames: Frame[] = [];
  private depth = 0;
  private readonly narrative = new Narrative();
  /** Where the `div` goes that is being read; null where it stands again. */
  private narrativeHost: Building | null = null;
  private narrativeName = '';

  constructor(private readonly parts: BuilderParts) {}

  /** Opens an element whose attributes have come. `offset` is that of its `<`. */
  open(qualified: string, offset: number): void {
    const { narrative, attributes } = this;
    if (narrative.depth > 0) {
      if (++narrative.depth > this.parts.maxDepth) throw new Stop('depth', offset);
      narrative.tag(qualified, offset + 1);
      attributes.clear();
      return;
    }
    const outer = this.depth === 0 ? null : this.frames[this.depth - 1]!;
    const { declarations } = attributes;
    const outerScope = outer === null ? OUTSIDE : outer.scope;
    const scope = declarations.length === 0 ? outerScope : declare(outerScope, declarations);
    const colon = qualified.indexOf(':');
    const name = colon < 0 ? qualified : qualified.slice(colon + 1);
    const namespace = namespaceOf(scope, qualified, colon);
    if (outer === null) this.openRoot(name, offset);
    else {
      const plan = outer.content?.elements.get(name);
      const isNarrative = plan === undefined ? namespace === XHTML_NAMESPACE : plan.kind === XHTML;
      if (isNarrative && outer.kind !== HOLDER) {
        this.openNarrative(outer, plan, name, offset);
        narrative.begin(offset, qualified, scope, declarations.includes('xmlns'));
        attributes.clear();
        return;
      }
      if (plan === undefined) this.openOther(outer, name, offset);
      else this.openKnown(outer, plan, offset);
    }
    const frame = this.frames[this.depth - 1]!;
    frame.scope = scope;
    frame.isForeign = namespace !== FHIR;
    if (frame.isForeign && outer?.isForeign !== true) this.reportNamespace(frame, outer, namespace, name);
    if (attributes.others.length > 0) this.reportOthers(frame);
    attributes.clear();
  }

  /** Closes an element. `end` is the offset after its tag. */
  close(qualified: string, isSelfClosing: boolean, end: number): void {
    const { narrative, parts } = this;
    if (narrative.depth > 0) {
      narrative.depth--;
      if (!isSelfClosing) narrative.tag(qualified, parts.text.lastIndexOf('</', end - 1) + 2);
      if (narrative.depth > 0 || this.narrativeHost === null) return;
      this.narrativeHost[this.narrativeName] = narrative.text(parts.text, end);
      return;
    }
    this.finish(this.frames[this.depth - 1]!);
    this.depth--;
  }

  /** Text outside narratives that is not blank. `end` is the offset of what follows it. */
  text(end: number): void {
    if (this.narrative.depth > 0 || this.depth === 0) return;
    const { text } = this.parts;
    let offset = text.lastIndexOf('>', end - 1) + 1;
    while (offset < end && text.charCodeAt(offset) <= 32) offset++;
    this.report('structure.xml-text', { element: this.elementName() }, offset);
  }

  comment(): void {
    if (this.narrative.depth === 0) this.comments++;
  }

  /** The frame of an element that has just been opened. */
  private push(
    kind: Frame['kind'],
    name: string,
    levels: number,
    host: Building,
    number: number,
    offset: number,
  ): Frame {
    const { maxDepth } = this.parts;
    if (levels > maxDepth || this.depth >= maxDepth) throw new Stop('depth', offset);
    const frame = (this.frames[this.depth] ??= new Frame());
    this.depth++;
    frame.kind = kind;
    frame.name = name;
    frame.levels = levels;
    frame.host = host;
    frame.number = number;
    frame.offset = offset;
    frame.plan = null;
    frame.content = null;
    frame.object = null;
    frame.index = -1;
    frame.order = -1;
    frame.isFilled = false;
    frame.again = null;
    return frame;
  }

  private openRoot(type: string, offset: number): void {
    const root: Building = { resourceType: type };
    this.root = root;
    this.openResource(type, 1, root, this.elements.add(NOWHERE, false, '', -1, offset), offset);
  }

  private openResource(type: string, levels: number, object: Building, number: number, offset: number): void {
    const { plans, isStrict } = this.parts;
    const frame = this.push(RESOURCE_ELEMENT, type, levels, object, number, offset);
    frame.object = object;
    frame.content = plans?.resource(type) ?? null;
    this.attributes.take(object, frame.content === null ? [] : frame.content.attributes, false);
    if (frame.content === null && isStrict) {
      const what = `the content of ${nameOf(type, this.parts.shows)}, of which no table says what repeats and what is a number`;
      this.report('convert.not-carried', { format: 'JSON', what }, offset);
    }
  }

  /** Without a plan, an element of XHTML that the tables do not have here. */
  private openNarrative(outer: Frame, plan: XmlElement | undefined, name: string, offset: number): void {
    const host = this.objectOf(outer);
    if (plan !== undefined) this.checkOrder(outer, plan, offset);
    else if (this.parts.isStrict && outer.content !== null) this.reportUnknown(name, offset);
    const isAgain = Object.hasOwn(host, name);
    if (!isAgain) {
      host[name] = '';
      this.elements.add(outer.number, outer.kind === VALUE, name, -1, offset);
    } else if (plan !== undefined) countAgain(outer, plan, offset);
    this.narrativeHost = isAgain ? null : host;
    this.narrativeName = name;
  }

  private openKnown(outer: Frame, plan: XmlElement, offset: number): void {
    const { attributes } = this;
    const host = this.objectOf(outer);
    this.checkOrder(outer, plan, offset);
    const { name, kind, isList } = plan;
    const isAgain = !isList && (host[name] !== undefined || host[plan.siblingName] !== undefined);
    if (isAgain) countAgain(outer, plan, offset);
    const index = isList ? itemsOf(host, plan) : -1;
    const isInSibling = outer.kind === VALUE;
    const number = isAgain ? NOWHERE : this.elements.add(outer.number, isInSibling, name, index, offset);
    const target = isAgain ? {} : host;
    // A primitive is no level of its own, but what stands inside it is in an object beside it.
    const levels = outer.levels + (isInSibling ? 1 : 0) + (isList ? 1 : 0) + (kind === VALUE ? 0 : 1);
    const frame = this.push(kind as Frame['kind'], name, levels, target, number, offset);
    frame.plan = plan;
    frame.index = index;
    if (kind === HOLDER) {
      attributes.take(null, [], false);
      return;
    }
    frame.content = plan.content;
    if (kind === VALUE) {
      if (attributes.value !== undefined) this.putValue(frame, plan, attributes.value);
      if (attributes.hasId) this.objectOf(frame);
      attributes.take(frame.object, plan.content.attributes, true);
      return;
    }
    const object: Building = {};
    if (isList) addItem(target, name, object);
    else target[name] = object;
    frame.object = object;
    attributes.take(object, plan.content.attributes, false);
  }

  private putValue(frame: Frame, plan: XmlElement, text: string): void {
    const { host } = frame;
    const value = valueOf(text, plan.json);
    frame.isFilled = true;
    if (plan.isList) addValue(host, plan, value);
    else host[plan.name] = value;
    const { numbers } = this.parts;
    if (numbers === null || typeof value !== 'number' || String(value) === text) return;
    const holder = plan.isList ? (host[plan.name] as JsonValue[]) : host;
    let texts = numbers.get(holder);
    if (texts === undefined) numbers.set(holder, (texts = new Map()));
    texts.set(plan.isList ? String(frame.index) : plan.name, text);
  }

  /** An element that the tables do not have here: a resource in its holder, or one that is unknown. */
  private openOther(outer: Frame, name: string, offset: number): void {
    if (outer.kind === HOLDER) this.openHeld(outer, name, offset);
    else if (outer.content === null && isTypeName(name) && outer.kind === OBJECT && isEmpty(outer.object)) {
      // Only resources have names in capitals: what holds this one is a holder, though no table says so.
      const object = outer.object!;
      object['resourceType'] = name;
      this.elements.add(outer.number, false, 'resourceType', -1, offset);
      this.openResource(name, outer.levels, object, outer.number, offset);
    } else this.openUnknown(outer, name, offset);
  }

  private openHeld(holder: Frame, type: string, offset: number): void {
    const { host, name } = holder;
    const plan = holder.plan!;
    const object: Building = { resourceType: type };
    let { number } = holder;
    if (holder.isFilled) {
      const params = { element: plan.property.element, found: 'another' };
      this.report('structure.xml-resource', params, offset);
      number = NOWHERE;
    } else if (plan.isList) addItem(host, name, object);
    else host[name] = object;
    holder.isFilled = true;
    if (number !== NOWHERE) this.elements.add(number, false, 'resourceType', -1, offset);
    this.openResource(type, holder.levels, object, number, offset);
  }

  private openUnknown(outer: Frame, name: string, offset: number): void {
    const { attributes } = this;
    const { content } = outer;
    const host = this.objectOf(outer);
    const isAttribute = content !== null && content.attributes.includes(name);
    // A value cannot have these as properties: there they would mean something else.
    const isReserved = isAttribute || name === 'resourceType' || name.startsWith('_');
    const isInSibling = outer.kind === VALUE;
    const number = isReserved ? NOWHERE : this.elements.add(outer.number, isInSibling, name, -1, offset);
    const kind = attributes.value === undefined ? OBJECT : VALUE;
    const target = isReserved ? {} : host;
    if (isAttribute) {
      const params = { attribute: name, element: content.node.path, isElement: true };
      this.report('structure.xml-attribute', params, offset);
    } else if (isReserved || (this.parts.isStrict && content !== null)) this.reportUnknown(name, offset);
    const frame = this.push(kind, name, outer.levels + 2, target, number, offset);
    if (kind === VALUE) {
      frame.isFilled = true;
      addUnknown(target, name, attributes.value!);
      if (attributes.hasId) this.objectOf(frame);
      attributes.take(frame.object, ['id'], true);
      return;
    }
    const object: Building = {};
    frame.object = object;
    addUnknown(target, name, object);
    attributes.take(object, ['id', 'url'], false);
  }

  /** The object that an element's children go to. */
  private objectOf(frame: Frame): Building {
    if (frame.object !== null) return frame.object;
    const object: Building = {};
    frame.object = object;
    const { plan, host } = frame;
    if (plan === null) addUnknownSibling(host, frame.name, object);
    else if (plan.isList) addSibling(host, plan, frame.index, object);
    else host[plan.siblingName] = object;
    return object;
  }

  private reportOthers(frame: Frame): void {
    for (const name of this.attributes.others) {
      if (this.parts.findings.isFull) return;
      if (isSchemaLocation(frame.scope, name)) continue;
      const params = { attribute: nameOf(name, this.parts.shows), element: this.elementName() };
      this.report('structure.xml-attribute', params, frame.offset);
    }
  }

  private reportNamespace(frame: Frame, outer: Frame | null, found: string | undefined, name: string): void {
    const described = describeNamespace(found);
    if (outer === null) {
      const { plans } = this.parts;
      const isType = plans === undefined ? isTypeName(name) : plans.catalog.resourceTypes.has(name);
      if (!isType) throw new Stop('root', frame.offset, described);
    }
    const params = { element: this.elementName(), expected: FHIR, found: described };
    this.report('structure.xml-namespace', params, frame.offset);
  }

  private reportUnknown(name: string, offset: number): void {
    const params = { property: nameOf(name, this.parts.shows), type: this.elementName() };
    const place = this.place(name);
    this.parts.findings.report('structure.unknown-property', params, place, offset);
  }

  private checkOrder(outer: Frame, plan: XmlElement, offset: number): void {
    const { element } = plan.property;
    const { order, last: after } = outer;
    // Compared with the element before it, so that one that comes too early does not put all others out of order.
    outer.order = plan.order;
    outer.last = element;
    if (plan.order >= order) return;
    this.parts.findings.report('structure.xml-order', { element, after }, this.place(plan.name), offset);
  }

  /** Path and pointer of the element on top, or of a child of it. */
  private place(child?: string): { readonly path: string; readonly pointer: string } {
    return placeOf(this.frames, this.depth, this.parts.shows, child);
  }

  /** Reports at the element on top. */
  private report<C extends IssueCode>(code: C, params: ParametersOf<C>, offset: number): void {
    this.parts.findings.report(code, params, this.place(), offset);
  }

  /** The element on top, for texts. */
  private elementName(): string {
    const { plan, content, name } = this.frames[this.depth - 1]!;
    return (
      plan?.property.element ??
      content?.node.path ??
      (this.parts.shows(name) ? showName(name) : 'an element whose name is not shown')
    );
  }

  private finish(frame: Frame): void {
    const { plan, kind, again, offset } = frame;
    if (again !== null) this.reportAgain(again);
    if (frame.isFilled || plan === null) return;
    if (kind === HOLDER) {
      this.report('structure.xml-resource', { element: plan.property.element, found: 'none' }, offset);
    } else if (kind === VALUE && frame.object === null) {
      const place = this.place();
      this.parts.findings.report('structure.empty', { what: 'element' }, place, offset, plan.property.source);
    }
  }

  private reportAgain(again: NonNullable<Frame['again']>): void {
    for (const [{ name, property }, { count, offset }] of again) {
      const place = this.place(name);
      const params = { element: property.element, max: 1, found: count };
      const { maxSource } = property.cardinality;
      this.parts.findings.report('structure.maximum', params, place, offset, maxSource);
    }
  }
}

/** Names of attributes that are XML's own. */
const XML_NAMES: ReadonlySet<string> = new Set(['xml:lang', 'xml:space', 'xml:base', 'xml:id']);

/** A name for texts. One that nobody knows can be anybody's. */
function nameOf(name: string, shows: (name: string) => boolean): string {
  if (shows(name) || XML_NAMES.has(name)) return showName(name);
  return `\`…\` (its name, ${describeShape(name)}, is not shown)`;
}

function countAgain(outer: Frame, plan: XmlElement, offset: number): void {
  outer.again ??= new Map();
  const known = outer.again.get(plan);
  if (known === undefined) outer.again.set(plan, { count: 2, offset });
  else known.count++;
}

function isTypeName(name: string): boolean {
  return /^[A-Z][A-Za-z]*$/.test(name);
}

function isEmpty(object: Building | null): boolean {
  if (object === null) return false;
  for (const key in object) return key === '';
  return true;
}
