import type { ElementFacts, StructureFacts } from '@gpconnect-tools/generator/facts';
import type { XmlNode } from '../xml/node.js';
import { child, children, valueOf } from '../xml/node.js';
import { elementFacts } from './element.js';
import { compact, dateOf, Notes, trimmed } from './text.js';

/** A structure definition, with its published snapshot beside its facts. */
export interface ReadStructure {
  readonly facts: StructureFacts;
  /** Elements of the published snapshot; absent when the file has none, or was read without. */
  readonly snapshot?: readonly ElementFacts[];
}

/** One STU3 StructureDefinition. The release's FHIR version is taken, not the file's. */
export function structureFacts(root: XmlNode, notes: Notes): ReadStructure {
  const printed = valueOf(root, 'fhirVersion');
  if (printed !== '3.0.1' && printed !== '3.0.2') notes.add('fhir-version-mismatch', printed ?? 'none');
  if (child(root, 'contextInvariant')) notes.add('fact-not-carried', 'contextInvariant');
  const kind = valueOf(root, 'kind') as StructureFacts['kind'];
  const context = children(root, 'context').flatMap((each) => trimmed(each.attributes['value'], notes) ?? []);
  const facts = compact<StructureFacts>({
    resourceType: 'StructureDefinition',
    url: trimmed(valueOf(root, 'url'), notes) ?? '',
    version: trimmed(valueOf(root, 'version'), notes),
    name: trimmed(valueOf(root, 'name'), notes) ?? '',
    fhirVersion: 'STU3',
    date: dateOf(valueOf(root, 'date'), notes),
    kind,
    abstract: valueOf(root, 'abstract') === 'true' ? true : undefined,
    type: trimmed(valueOf(root, 'type'), notes) ?? '',
    baseDefinition: trimmed(valueOf(root, 'baseDefinition'), notes),
    derivation: valueOf(root, 'derivation') as StructureFacts['derivation'],
    contextType: trimmed(valueOf(root, 'contextType'), notes),
    context: context.length > 0 ? context : undefined,
    differential: { element: elements(child(root, 'differential'), notes) },
  });
  const published = child(root, 'snapshot');
  if (!published) return { facts };
  return { facts, snapshot: elements(published, new Notes()) };
}

function elements(node: XmlNode | undefined, notes: Notes): readonly ElementFacts[] {
  return children(node, 'element').map((each) => elementFacts(each, notes));
}
