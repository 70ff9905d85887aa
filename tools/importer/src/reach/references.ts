import type { ElementFacts, StructureFacts } from '@gpconnect-tools/generator/facts';
import type { Kind, Read } from '../sources/library.js';

/** A canonical that a definition names, and as what. */
export interface Reference {
  readonly role: 'base' | 'profile' | 'target' | 'type' | 'value-set' | 'code-system';
  readonly kind: Kind;
  readonly url: string;
}

const STRUCTURE_ROOT = 'http://hl7.org/fhir/StructureDefinition/';

/** What a definition needs to be understood. */
export function referencesOf(read: Read): readonly Reference[] {
  return [...new Map(collect(read).map((each) => [`${each.role} ${each.url}`, each])).values()];
}

function collect(read: Read): readonly Reference[] {
  const { facts } = read;
  switch (facts.resourceType) {
    case 'StructureDefinition':
      return structureReferences(facts, read.snapshot);
    case 'ValueSet':
      return [...(facts.compose?.include ?? []), ...(facts.compose?.exclude ?? [])].flatMap((part) => [
        ...(part.system === undefined ? [] : [reference('code-system', part.system)]),
        ...(part.valueSet ?? []).map((url) => reference('value-set', url)),
      ]);
    case 'CodeSystem':
      return [];
  }
}

function structureReferences(
  facts: StructureFacts,
  snapshot: readonly ElementFacts[] | undefined,
): readonly Reference[] {
  const published = new Map(snapshot?.map((each) => [each.id, each]));
  const found: Reference[] = [];
  if (facts.baseDefinition !== undefined) found.push(reference('base', facts.baseDefinition));
  found.push(reference('type', STRUCTURE_ROOT + facts.type));
  for (const element of facts.differential.element) {
    for (const type of element.type ?? []) {
      if (/^[A-Za-z]\w*$/.test(type.code)) found.push(reference('type', STRUCTURE_ROOT + type.code));
      for (const url of type.profile ?? []) found.push(reference('profile', url));
      for (const url of type.targetProfile ?? []) found.push(reference('target', url));
    }
    const binding = element.binding;
    if (!binding) continue;
    if (binding.maxValueSet !== undefined) found.push(reference('value-set', binding.maxValueSet));
    if (binding.strength === 'example') continue;
    // A binding may name a strength only and inherit its value set, which the published snapshot spells out.
    const valueSet = binding.valueSet ?? published.get(element.id)?.binding?.valueSet;
    if (valueSet !== undefined) found.push(reference('value-set', valueSet));
  }
  return found;
}

function reference(role: Reference['role'], url: string): Reference {
  const kind: Kind =
    role === 'value-set' ? 'ValueSet' : role === 'code-system' ? 'CodeSystem' : 'StructureDefinition';
  return { role, kind, url };
}
