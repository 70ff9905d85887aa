import { SaxesParser } from 'saxes';
import type { ElementFacts } from '../../facts/types.js';

/** A published StructureDefinition's snapshot, in the shape of facts. */
export interface PublishedSnapshot {
  readonly type: string;
  readonly elements: readonly ElementFacts[];
}

interface Node {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Node[];
}

/** Elements of the snapshot that hold text, or constraints that are not compared. */
const SKIPPED = new Set(['constraint', 'mapping', 'definition', 'comment', 'requirements', 'short', 'text']);

/**
 * Reads the snapshot of a published file. Nothing where the file has none, or
 * is not well formed: the importer has reported that.
 *
 * The importer reads differentials; this reads snapshots on its own, so that a
 * misreading of one is not repeated in the other.
 */
export function readSnapshot(text: string): PublishedSnapshot | undefined {
  const root = parse(text.replace(/^\uFEFF/, ''));
  const snapshot = root?.children.find((node) => node.name === 'snapshot');
  const type = root && value(root, 'type');
  if (snapshot === undefined || type === undefined) return undefined;
  const elements = all(snapshot, 'element').map(elementOf);
  return elements.length > 0 ? { type, elements } : undefined;
}

function parse(text: string): Node | undefined {
  const parser = new SaxesParser();
  const document: Node = { name: '', attributes: {}, children: [] };
  const open: Node[] = [document];
  let failed = false;
  parser.on('error', () => {
    failed = true;
  });
  parser.on('opentag', ({ name, attributes }) => {
    const node: Node = { name, attributes, children: [] };
    if (!SKIPPED.has(name)) open.at(-1)?.children.push(node);
    open.push(node);
  });
  parser.on('closetag', () => {
    open.pop();
  });
  parser.write(text).close();
  return failed ? undefined : document.children[0];
}

function all(node: Node, name: string): readonly Node[] {
  return node.children.filter((child) => child.name === name);
}

function value(node: Node, name: string): string | undefined {
  return node.children.find((child) => child.name === name)?.attributes['value']?.trim();
}

function elementOf(node: Node): ElementFacts {
  const path = value(node, 'path') ?? '';
  const sliceName = value(node, 'sliceName');
  const min = value(node, 'min');
  const max = value(node, 'max');
  const contentReference = value(node, 'contentReference');
  const types = all(node, 'type').map(typeOf);
  const slicing = node.children.find((child) => child.name === 'slicing');
  const binding = node.children.find((child) => child.name === 'binding');
  const fixed = typed(node, 'fixed');
  const pattern = typed(node, 'pattern');
  return {
    id: node.attributes['id'] ?? path,
    path,
    ...(sliceName === undefined ? {} : { sliceName }),
    ...(slicing === undefined ? {} : { slicing: slicingOf(slicing) }),
    ...(min === undefined ? {} : { min: Number(min) }),
    ...(max === undefined ? {} : { max }),
    ...(contentReference === undefined ? {} : { contentReference }),
    ...(types.length === 0 ? {} : { type: types }),
    ...(fixed === undefined ? {} : { fixed }),
    ...(pattern === undefined ? {} : { pattern }),
    ...(binding === undefined ? {} : { binding: bindingOf(binding) }),
  };
}

function typeOf(node: Node): NonNullable<ElementFacts['type']>[number] {
  const profile = all(node, 'profile').map((child) => (child.attributes['value'] ?? '').trim());
  const targetProfile = all(node, 'targetProfile').map((child) => (child.attributes['value'] ?? '').trim());
  return {
    code: value(node, 'code') ?? '',
    ...(profile.length === 0 ? {} : { profile }),
    ...(targetProfile.length === 0 ? {} : { targetProfile }),
  };
}

function slicingOf(node: Node): NonNullable<ElementFacts['slicing']> {
  const rules = value(node, 'rules');
  return {
    discriminator: all(node, 'discriminator').map((child) => ({
      type: value(child, 'type') ?? '',
      path: value(child, 'path') ?? '',
    })),
    ordered: value(node, 'ordered') === 'true',
    rules: rules === 'closed' || rules === 'openAtEnd' ? rules : 'open',
  };
}

function bindingOf(node: Node): NonNullable<ElementFacts['binding']> {
  const strength = value(node, 'strength') as NonNullable<ElementFacts['binding']>['strength'];
  const reference = node.children.find((child) => child.name === 'valueSetReference');
  const valueSet = value(node, 'valueSetUri') ?? (reference && value(reference, 'reference'));
  return {
    ...(strength === undefined ? {} : { strength }),
    ...(valueSet === undefined ? {} : { valueSet }),
  };
}

/** `fixedUri` and the like. Only primitive values are published here; their text is compared. */
function typed(node: Node, prefix: 'fixed' | 'pattern'): ElementFacts['fixed'] | undefined {
  const child = node.children.find((candidate) => candidate.name.startsWith(prefix));
  if (child === undefined) return undefined;
  return { type: child.name.slice(prefix.length), value: child.attributes['value'] ?? '' };
}
