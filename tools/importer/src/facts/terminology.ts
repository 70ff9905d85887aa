import type {
  CodeSystemFacts,
  ConceptFacts,
  ValueSetFacts,
  ValueSetPart,
} from '@gpconnect-tools/generator/facts';
import type { XmlNode } from '../xml/node.js';
import { child, children, valueOf } from '../xml/node.js';
import type { Notes } from './text.js';
import { compact, trimmed } from './text.js';

/** One STU3 ValueSet. */
export function valueSetFacts(root: XmlNode, notes: Notes): ValueSetFacts {
  const compose = child(root, 'compose');
  const exclude = children(compose, 'exclude').map((each) => part(each, notes));
  return compact<ValueSetFacts>({
    resourceType: 'ValueSet',
    url: trimmed(valueOf(root, 'url'), notes) ?? '',
    version: trimmed(valueOf(root, 'version'), notes),
    name: trimmed(valueOf(root, 'name'), notes) ?? '',
    compose: compose && {
      include: children(compose, 'include').map((each) => part(each, notes)),
      ...(exclude.length > 0 && { exclude }),
    },
  });
}

/** One STU3 CodeSystem. */
export function codeSystemFacts(root: XmlNode, notes: Notes): CodeSystemFacts {
  const caseSensitive = valueOf(root, 'caseSensitive');
  return compact<CodeSystemFacts>({
    resourceType: 'CodeSystem',
    url: trimmed(valueOf(root, 'url'), notes) ?? '',
    version: trimmed(valueOf(root, 'version'), notes),
    name: trimmed(valueOf(root, 'name'), notes) ?? '',
    content: valueOf(root, 'content'),
    caseSensitive: caseSensitive === undefined ? undefined : caseSensitive === 'true',
    valueSet: trimmed(valueOf(root, 'valueSet'), notes),
    concept: concepts(root, notes),
  });
}

/** One include or exclude. */
export function part(node: XmlNode, notes: Notes): ValueSetPart {
  const filter = children(node, 'filter').map((each) => ({
    property: trimmed(valueOf(each, 'property'), notes) ?? '',
    op: trimmed(valueOf(each, 'op'), notes) ?? '',
    value: trimmed(valueOf(each, 'value'), notes) ?? '',
  }));
  const valueSet = children(node, 'valueSet').flatMap(
    (each) => trimmed(each.attributes['value'], notes) ?? [],
  );
  return compact<ValueSetPart>({
    system: trimmed(valueOf(node, 'system'), notes),
    version: trimmed(valueOf(node, 'version'), notes),
    concept: concepts(node, notes),
    filter: filter.length > 0 ? filter : undefined,
    valueSet: valueSet.length > 0 ? valueSet : undefined,
  });
}

/** Codes and displays, nested as they are. */
export function concepts(node: XmlNode, notes: Notes): readonly ConceptFacts[] | undefined {
  const found = children(node, 'concept').map((each) =>
    compact<ConceptFacts>({
      code: trimmed(valueOf(each, 'code'), notes) ?? '',
      display: valueOf(each, 'display')?.trim(),
      concept: concepts(each, notes),
    }),
  );
  return found.length > 0 ? found : undefined;
}
