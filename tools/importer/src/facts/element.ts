import type { ElementFacts } from '@gpconnect-tools/generator/facts';
import type { XmlNode } from '../xml/node.js';
import { child, children, extension, valueOf } from '../xml/node.js';
import type { Notes } from './text.js';
import { compact, trimmed } from './text.js';
import { typedValue } from './value.js';

type TypeFacts = NonNullable<ElementFacts['type']>[number];
type BindingFacts = NonNullable<ElementFacts['binding']>;
type Slicing = NonNullable<ElementFacts['slicing']>;

const HL7 = 'http://hl7.org/fhir/StructureDefinition/';

/** Constraining properties that the facts have no place for; a kept definition that uses one says so. */
const NOT_CARRIED = /^(defaultValue|minValue|maxValue)/;

/** What each FHIR version says in its own words. */
export type VersionedFacts = Pick<
  { [K in keyof ElementFacts]: ElementFacts[K] | undefined },
  'sliceName' | 'slicing' | 'contentReference' | 'type'
> & { readonly id: string; readonly path: string };

/** One STU3 ElementDefinition. */
export function elementFacts(node: XmlNode, notes: Notes): ElementFacts {
  const path = trimmed(valueOf(node, 'path'), notes) ?? '';
  return commonFacts(node, notes, {
    id: trimmed(node.attributes['id'], notes) ?? path,
    path,
    sliceName: trimmed(valueOf(node, 'sliceName'), notes),
    slicing: slicing(child(node, 'slicing')),
    contentReference: trimmed(valueOf(node, 'contentReference'), notes),
    type: types(children(node, 'type'), notes),
  });
}

/** An ElementDefinition, from what all FHIR versions write alike and what one has in its own words. */
export function commonFacts(node: XmlNode, notes: Notes, versioned: VersionedFacts): ElementFacts {
  const { id } = versioned;
  for (const each of node.children) {
    if (NOT_CARRIED.test(each.name)) notes.add('fact-not-carried', `${id}: ${each.name}`);
  }
  const fixed = typedValue(node, 'fixed');
  if (typeof fixed?.value === 'string' && fixed.value.trim() !== fixed.value) {
    notes.add('blank-in-fixed-value', `${id}: ${JSON.stringify(fixed.value)}`);
  }
  const representation = children(node, 'representation').flatMap((each) => each.attributes['value'] ?? []);
  return compact<ElementFacts>({
    id,
    path: versioned.path,
    representation: representation.length > 0 ? representation : undefined,
    sliceName: versioned.sliceName,
    slicing: versioned.slicing,
    min: numberOf(node, 'min'),
    max: trimmed(valueOf(node, 'max'), notes),
    contentReference: versioned.contentReference,
    type: versioned.type,
    fixed,
    pattern: typedValue(node, 'pattern'),
    maxLength: numberOf(node, 'maxLength'),
    binding: binding(child(node, 'binding'), notes),
    mustSupport: booleanOf(node, 'mustSupport'),
    isModifier: booleanOf(node, 'isModifier'),
    isSummary: booleanOf(node, 'isSummary'),
    constraint: constraints(children(node, 'constraint')),
  });
}

function slicing(node: XmlNode | undefined): Slicing | undefined {
  if (!node) return undefined;
  const discriminator = children(node, 'discriminator').map((each) => ({
    type: valueOf(each, 'type') ?? '',
    path: valueOf(each, 'path') ?? '',
  }));
  return compact<Slicing>({
    discriminator: discriminator.length > 0 ? discriminator : undefined,
    ordered: booleanOf(node, 'ordered'),
    rules: valueOf(node, 'rules') as Slicing['rules'],
  });
}

/**
 * STU3 repeats a type for each profile. Neighbours that differ only in their (target) profile become one
 * entry with a list; a type with no (target) profile is another statement and stays apart.
 */
function types(nodes: readonly XmlNode[], notes: Notes): readonly TypeFacts[] | undefined {
  const result: { code: string; profile?: string[]; targetProfile?: string[] }[] = [];
  for (const node of nodes) {
    const code = typeCode(node, notes);
    const profile = canonicals(node, 'profile', notes);
    const targetProfile = canonicals(node, 'targetProfile', notes);
    const like = result.find(
      (each) =>
        each.code === code &&
        ((profile.length > 0 && each.profile && targetProfile.length === 0 && !each.targetProfile) ||
          (targetProfile.length > 0 && each.targetProfile && String(each.profile ?? []) === String(profile))),
    );
    if (!like) {
      result.push({
        code,
        ...(profile.length > 0 && { profile }),
        ...(targetProfile.length > 0 && { targetProfile }),
      });
    } else if (targetProfile.length > 0) addTo(like.targetProfile, targetProfile);
    else addTo(like.profile, profile);
  }
  return result.length > 0 ? result : undefined;
}

function addTo(list: string[] | undefined, more: readonly string[]): void {
  for (const each of more) if (list && !list.includes(each)) list.push(each);
}

/** The value of a primitive has no FHIR type, only an XML one: `xsd:string`. */
export function typeCode(type: XmlNode, notes: Notes): string {
  const code = child(type, 'code');
  const value = trimmed(code?.attributes['value'], notes);
  return value ?? extension(code, `${HL7}structuredefinition-xml-type`)?.attributes['value'] ?? '';
}

/** Canonicals in children of one name. */
export function canonicals(node: XmlNode, name: string, notes: Notes): string[] {
  return children(node, name).flatMap((each) => trimmed(each.attributes['value'], notes) ?? []);
}

function binding(node: XmlNode | undefined, notes: Notes): BindingFacts | undefined {
  if (!node) return undefined;
  const reference = valueOf(child(node, 'valueSetReference'), 'reference');
  const max = extension(node, `${HL7}elementdefinition-maxValueSet`);
  return compact<BindingFacts>({
    strength: valueOf(node, 'strength') as BindingFacts['strength'],
    valueSet: trimmed(valueOf(node, 'valueSetUri') ?? reference, notes),
    maxValueSet: trimmed(max?.attributes['value'] ?? valueOf(max, 'reference'), notes),
  });
}

function constraints(nodes: readonly XmlNode[]): ElementFacts['constraint'] {
  const found = nodes.map((each) => ({
    key: valueOf(each, 'key') ?? '',
    severity: valueOf(each, 'severity') === 'warning' ? ('warning' as const) : ('error' as const),
  }));
  return found.length > 0 ? found : undefined;
}

function numberOf(node: XmlNode, name: string): number | undefined {
  const text = valueOf(node, name)?.trim();
  return text === undefined || !/^\d+$/.test(text) ? undefined : Number(text);
}

/** A boolean child. */
export function booleanOf(node: XmlNode, name: string): boolean | undefined {
  const text = valueOf(node, name);
  return text === undefined ? undefined : text === 'true';
}
