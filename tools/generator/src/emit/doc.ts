/**
 * TSDoc for elements, said from their facts.
 *
 * @module
 */
import type { BindingUse, ElementNode, TypeUse } from '../model/types.js';
import { sentenceCase } from './naming.js';

/** Makes text safe inside a documentation comment. */
export function escapeDoc(text: string): string {
  return text
    .replace(/\\/g, '\\\\')
    .replace(/\*\//g, '*\\/')
    .replace(/[{}@<>]/g, '\\$&');
}

/** A code span; inside one nothing is special but the comment's own end and the grave accent. */
export function span(text: string): string {
  return `\`${text.replace(/`/g, "'").replace(/\*\//g, '* /')}\``;
}

/** `A`, `A or B`, `A, B or C`. */
export function orList(items: readonly string[]): string {
  if (items.length <= 1) return items.join('');
  return `${items.slice(0, -1).join(', ')} or ${items[items.length - 1] ?? ''}`;
}

/** `0..*` */
export function cardinality(node: Pick<ElementNode, 'min' | 'max'>): string {
  return `${node.min}..${node.max === Infinity ? '*' : node.max}`;
}

function howMany(node: ElementNode): string {
  const { min, max } = node;
  // A list in JSON that may hold one item is not an optional value.
  if (max === 1 && node.baseMax > 1) return min === 0 ? 'at most one' : 'exactly one';
  if (max === 1) return min === 0 ? 'optional' : 'required';
  const most = max === Infinity ? '' : `, at most ${max}`;
  if (min === 0) return max === Infinity ? 'any number' : `at most ${max}`;
  return min === 1 ? `at least one${most}` : `at least ${min}${most}`;
}

/** `a` or `an`. */
export function article(word: string): string {
  return /^[aeio]|^un/i.test(word) ? 'an' : 'a';
}

/** `a reference to a Patient`, `a CodeableConcept`, `a dateTime or a Period`. */
function kinds(node: ElementNode): string {
  if (node.contentReference !== undefined)
    return `the content of ${span(node.contentReference.replace(/^.*#/, ''))}`;
  const said: string[] = [];
  for (const use of mergeReferences(node.types)) {
    if (use.code === 'BackboneElement' || use.code === 'Element') continue;
    if (use.code === 'Reference') {
      const targets = use.targets.length === 0 ? 'any resource' : orList(use.targets.map(span));
      said.push(`a reference to ${targets}`);
    } else {
      said.push(`${article(use.code)} ${span(use.code)}`);
    }
  }
  if (said.length > 8) return `any of ${said.length} types`;
  return orList(said);
}

/** Several `Reference` entries of one element are one type with several targets. */
export function mergeReferences(types: readonly TypeUse[]): TypeUse[] {
  const out: TypeUse[] = [];
  for (const use of types) {
    const at = out.findIndex((other) => other.code === use.code);
    const known = out[at];
    if (known === undefined) {
      out.push(use);
      continue;
    }
    const anyTarget = known.targets.length === 0 || use.targets.length === 0;
    out[at] = {
      code: use.code,
      profiles:
        known.profiles.length === 0 || use.profiles.length === 0 ? [] : [...known.profiles, ...use.profiles],
      targetProfiles: [...new Set([...known.targetProfiles, ...use.targetProfiles])],
      enforcedTargets: [...new Set([...(known.enforcedTargets ?? []), ...(use.enforcedTargets ?? [])])],
      targets: anyTarget ? [] : [...new Set([...known.targets, ...use.targets])],
    };
  }
  return out;
}

function bindingLine(binding: BindingUse): string {
  const name = binding.valueSet === undefined ? '' : `${span(binding.valueSet.name)}, `;
  const bound: Record<BindingUse['strength'], string> = {
    required: 'must come from',
    extensible: 'should come from',
    preferred: 'preferably come from',
    example: 'may come, for instance, from',
  };
  const unpublished =
    binding.valueSet === undefined && binding.strength !== 'example' ? ' (no definition is shipped)' : '';
  return `Codes ${bound[binding.strength]} ${name}${span(binding.url)} (${binding.strength} binding)${unpublished}.`;
}

function slicingLines(node: ElementNode): string[] {
  if (node.slices.length === 0) return [];
  const by = node.slicing?.by.map((one) => span(one.path)).join(' and ') ?? '';
  const rules =
    node.slicing?.rules === 'closed'
      ? ', nothing else is allowed'
      : node.slicing?.rules === 'openAtEnd'
        ? ', others come last'
        : '';
  const ordered = node.slicing?.ordered === true ? ', in this order' : '';
  const list = node.slices
    .map((slice) => `${span(slice.sliceName ?? slice.name)} ${cardinality(slice)}`)
    .join(', ');
  return [`Slices${by === '' ? '' : ` by ${by}`}${ordered}${rules}: ${list}.`];
}

function fixedLine(node: ElementNode): string[] {
  const show = (value: unknown): string => span(typeof value === 'string' ? value : JSON.stringify(value));
  if (node.fixed !== undefined) return [`Always ${show(node.fixed.value)}.`];
  if (node.pattern !== undefined) return [`Holds at least ${show(node.pattern.value)}.`];
  return [];
}

/** What to say about an element, line by line, without the closing tag. */
export function describe(node: ElementNode, title?: string): string[] {
  const what = kinds(node);
  const name = title ?? sentenceCase(node.name);
  if (node.max === 0) return [`${name}: not allowed (${cardinality(node)}).`];
  const lines = [`${name}: ${what === '' ? '' : `${what}, `}${howMany(node)} (${cardinality(node)}).`];
  if (node.name.endsWith('[x]') && node.types.length > 1 && node.min > 0)
    lines.push('Exactly one of the alternatives must be present.');
  lines.push(...fixedLine(node));
  if (node.binding !== undefined) lines.push(bindingLine(node.binding));
  lines.push(...slicingLines(node));
  const profiles = node.types
    .flatMap((use) => use.profiles)
    .map((p) => span('unresolved' in p ? p.unresolved : p.url));
  if (profiles.length > 0 && node.slices.length === 0)
    lines.push(`Follows ${orList([...new Set(profiles)])}.`);
  const targetProfiles = node.types.flatMap((use) => use.enforcedTargets ?? []);
  if (targetProfiles.length > 0)
    lines.push(`The target follows ${orList([...new Set(targetProfiles)].map(span))}.`);
  if (node.maxLength !== undefined) lines.push(`At most ${node.maxLength} characters.`);
  const keys = node.constraints.map((c) => c.key).filter((k) => k !== 'ele-1' && k !== 'ext-1');
  if (keys.length > 0) lines.push(`Invariants: ${[...new Set(keys)].map(span).join(', ')}.`);
  if (node.isModifier) lines.push('Changes the meaning of what it stands in.');
  if (node.mustSupport) lines.push('Must be supported.');
  return lines;
}

/** Wraps lines into a comment body, closing with `@generated from`. */
export function docBody(lines: readonly string[], from?: string): string {
  const wrapped = lines.map((line) => wrap(line, 100).join('\n'));
  const body = [wrapped[0] ?? '', ...(wrapped.length > 1 ? ['', ...wrapped.slice(1)] : [])].join('\n');
  return from === undefined ? body : `${body}\n\n@generated from ${from}`;
}

/** Breaks a line at blanks outside code spans. */
function wrap(line: string, width: number): string[] {
  const words = line.match(/(?:`[^`]*`|[^\s`])+/g) ?? [];
  const out: string[] = [];
  let current = '';
  for (const word of words) {
    if (current !== '' && current.length + word.length + 1 > width) {
      out.push(current);
      current = word;
    } else {
      current = current === '' ? word : `${current} ${word}`;
    }
  }
  if (current !== '') out.push(current);
  return out;
}
