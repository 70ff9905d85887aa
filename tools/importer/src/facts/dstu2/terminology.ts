import type { CodeSystemFacts, ValueSetFacts, ValueSetPart } from '@gpconnect-tools/generator/facts';
import type { XmlNode } from '../../xml/node.js';
import { child, children, valueOf } from '../../xml/node.js';
import { concepts, part } from '../terminology.js';
import type { Notes } from '../text.js';
import { compact, trimmed } from '../text.js';

/** One DSTU2 ValueSet. A code system that it defines counts as included; other value sets it imports each add theirs. */
export function valueSetFacts(root: XmlNode, notes: Notes): ValueSetFacts {
  const compose = child(root, 'compose');
  const own = trimmed(valueOf(child(root, 'codeSystem'), 'system'), notes);
  const imported = children(compose, 'import').flatMap(
    (each) => trimmed(each.attributes['value'], notes) ?? [],
  );
  const include: readonly ValueSetPart[] = [
    ...(own === undefined ? [] : [{ system: own }]),
    ...imported.map((url) => ({ valueSet: [url] })),
    ...children(compose, 'include').map((each) => part(each, notes)),
  ];
  const exclude = children(compose, 'exclude').map((each) => part(each, notes));
  return compact<ValueSetFacts>({
    resourceType: 'ValueSet',
    url: trimmed(valueOf(root, 'url'), notes) ?? '',
    version: trimmed(valueOf(root, 'version'), notes),
    name: trimmed(valueOf(root, 'name'), notes) ?? '',
    compose: include.length === 0 ? undefined : { include, ...(exclude.length > 0 && { exclude }) },
  });
}

/** URL of the code system that a DSTU2 ValueSet defines, where it does. */
export function definedSystem(root: XmlNode): string | undefined {
  return valueOf(child(root, 'codeSystem'), 'system')?.trim();
}

/** The code system that a DSTU2 ValueSet defines. */
export function codeSystemFacts(root: XmlNode, notes: Notes): CodeSystemFacts {
  const node = child(root, 'codeSystem');
  const caseSensitive = valueOf(node, 'caseSensitive');
  return compact<CodeSystemFacts>({
    resourceType: 'CodeSystem',
    url: trimmed(valueOf(node, 'system'), notes) ?? '',
    version: trimmed(valueOf(node, 'version'), notes),
    name: trimmed(valueOf(root, 'name'), notes) ?? '',
    content: 'complete',
    caseSensitive: caseSensitive === undefined ? undefined : caseSensitive === 'true',
    valueSet: trimmed(valueOf(root, 'url'), notes),
    concept: concepts(node!, notes),
  });
}
