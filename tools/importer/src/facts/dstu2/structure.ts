import type { ElementFacts, StructureFacts } from '@gpconnect-tools/generator/facts';
import type { XmlNode } from '../../xml/node.js';
import { child, children, valueOf } from '../../xml/node.js';
import type { ReadStructure } from '../structure.js';
import { compact, dateOf, Notes, trimmed } from '../text.js';
import { namedElement } from './element.js';
import { identify } from './identify.js';

/** Names of primitive types: unlike the others they begin with a small letter. */
const PRIMITIVE = /^[a-z]/;

/**
 * One DSTU2 StructureDefinition, in the shape of the facts: types under their own name, element ids, slice names,
 * content references and target profiles as STU3 has them. DSTU2 has none of these, but other words for the same.
 */
export function structureFacts(root: XmlNode, notes: Notes): ReadStructure {
  const name = trimmed(valueOf(root, 'name'), notes) ?? '';
  const url = trimmed(valueOf(root, 'url'), notes) ?? '';
  // DSTU2 calls `id` a constrained `string`; payloads and later versions have it as a type.
  const isPrimitive = isBase(url) && PRIMITIVE.test(name);
  const constrained = isPrimitive ? undefined : trimmed(valueOf(root, 'constrainedType'), notes);
  const type = constrained ?? name;
  const context = children(root, 'context').flatMap((each) => trimmed(each.attributes['value'], notes) ?? []);
  const facts = compact<StructureFacts>({
    resourceType: 'StructureDefinition',
    url,
    // The base gives its types the version of the release.
    version: isBase(url) ? undefined : trimmed(valueOf(root, 'version'), notes),
    name,
    fhirVersion: 'DSTU2',
    date: dateOf(valueOf(root, 'date'), notes),
    kind: valueOf(root, 'kind') === 'resource' ? 'resource' : isPrimitive ? 'primitive-type' : 'complex-type',
    abstract: valueOf(root, 'abstract') === 'true' ? true : undefined,
    type,
    baseDefinition: trimmed(valueOf(root, 'base'), notes),
    derivation: constrained === undefined ? 'specialization' : 'constraint',
    contextType: trimmed(valueOf(root, 'contextType'), notes),
    context: context.length > 0 ? context : undefined,
    differential: { element: elements(child(root, 'differential'), type, notes) },
  });
  const published = child(root, 'snapshot');
  if (!published) return { facts };
  return { facts, snapshot: elements(published, type, new Notes()) };
}

function isBase(url: string): boolean {
  return url.startsWith('http://hl7.org/fhir/');
}

function elements(node: XmlNode | undefined, type: string, notes: Notes): readonly ElementFacts[] {
  // `id` is described by elements of `string`, which it specialises.
  const renamed = (path: string): string => path.replace(/^[^.]+/, type);
  return identify(children(node, 'element').map((each) => namedElement(each, renamed, notes)));
}
