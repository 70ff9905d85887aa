/**
 * Describes elements of tables in words, for `gpconnect explain`.
 *
 * @module
 */
import type { Binding, ElementTable, ElementType, Invariant, JsonValue } from '@gpconnect/runtime';

/** `1..*`; what is not said is left out. */
export function cardinality(element: ElementTable): string | undefined {
  if (element.min === undefined && element.max === undefined) return undefined;
  return `${element.min ?? ''}..${element.max ?? ''}`;
}

/** `Reference(Patient | Practitioner)`, `Extension <canonical>`. */
export function typeText(type: ElementType): string {
  if (typeof type === 'string') return type;
  const targets =
    type.targets === undefined || type.targets.length === 0 ? '' : `(${type.targets.join(' | ')})`;
  const profiles = [...(type.profiles ?? []).map((profile) => profile().url), ...(type.unresolved ?? [])];
  return `${type.code}${targets}${profiles.length === 0 ? '' : ` <${profiles.join(' | ')}>`}`;
}

/** A value of a definition on one line, shortened when it is long. */
export function valueText(value: JsonValue): string {
  const text = JSON.stringify(value);
  return text.length > 160 ? `${text.slice(0, 157)}...` : text;
}

/** Everything an overlay says of an element itself, as short phrases. */
export function constraints(element: ElementTable): string[] {
  const said: string[] = [];
  const range = cardinality(element);
  if (range !== undefined) said.push(range);
  if (element.types !== undefined) said.push(element.types.map(typeText).join(' or '));
  if (element.fixed !== undefined) said.push(`fixed ${valueText(element.fixed)}`);
  if (element.pattern !== undefined) said.push(`pattern ${valueText(element.pattern)}`);
  if (element.binding !== undefined) said.push(`${element.binding.strength} binding ${element.binding.url}`);
  if (element.maxLength !== undefined) said.push(`at most ${element.maxLength} characters`);
  if (element.slicing !== undefined) said.push(slicingText(element));
  if (element.mustSupport === true) said.push('must support');
  if (element.isModifier === true) said.push('modifier');
  for (const invariant of element.invariants ?? []) said.push(`invariant ${invariant.key}`);
  return said;
}

/** How an element is sliced. */
export function slicingText(element: ElementTable): string {
  const { slicing } = element;
  if (slicing === undefined) return 'not sliced';
  const by = slicing.by.map((part) => (part.type === 'value' ? part.path : `${part.type} of ${part.path}`));
  const order = slicing.ordered === true ? ', ordered' : '';
  return `sliced by ${by.length === 0 ? 'nothing (slices cannot be told apart)' : by.join(', ')} (${slicing.rules}${order})`;
}

/** A binding over several lines: strength and value set, then the codes of each system. */
export function bindingLines(binding: Binding): string[] {
  const lines = [`${binding.strength}, ${binding.url}`];
  const { valueSet } = binding;
  if (valueSet === undefined) return [...lines, 'no definition of this value set is published'];
  for (const [system, codes] of Object.entries(valueSet.systems())) {
    if (codes === 'unlisted') lines.push(`${system}: codes are not shipped, so membership is not checked`);
    else lines.push(`${system}: ${shortList(codes)}`);
  }
  return lines;
}

/** An invariant over several lines. */
export function invariantLines(invariant: Invariant): string[] {
  return [
    `${invariant.key} (${invariant.on}, ${invariant.severity}): ${invariant.requirement}`,
    `  ${invariant.expression}`,
  ];
}

function shortList(codes: readonly string[]): string {
  const shown = codes.slice(0, 40).join(', ');
  return codes.length > 40 ? `${shown} and ${codes.length - 40} more` : shown;
}
