/**
 * `gpconnect explain Appointment.status`: an element, as each profile that a
 * specification version pins for its type leaves it.
 *
 * @module
 */
import { settledCandidates, type ElementTable, type ProfileTable, type SpecTable } from '@gpconnect/runtime';
import { didYouMean } from '../did-you-mean.js';
import { isModelled, specNamed, type SpecEntry } from '../registry.js';
import { UsageError } from '../usage-error.js';
import { bindingLines, invariantLines, slicingText, typeText, valueText } from './describe.js';
import { isUnresolved, resolvePath, typeNamed, type Resolved } from './resolve.js';

/**
 * The text that explains the element at `path`.
 *
 * @throws UsageError when the path leads nowhere.
 */
export async function explainElement(
  path: string,
  specId: string | undefined,
  entries: readonly SpecEntry[],
): Promise<string> {
  const { spec, why } = await specFor(path, specId, entries);
  const [typeName = ''] = path.split('.');
  const pinned = spec.pins
    .flatMap((pin) => spec.profiles[pin.canonical] ?? [])
    .filter((table) => table.type === typeName);
  const answers = [...pinned, ...(pinned.length === 0 ? [undefined] : [])].map((profile) =>
    resolvePath(path, spec, profile),
  );
  const resolved = answers.filter((answer): answer is Resolved => !isUnresolved(answer));
  const failed = answers.find(isUnresolved);
  if (resolved.length === 0 && failed?.below !== undefined) {
    const text = await inAnyResource(
      path,
      failed.at,
      failed.below,
      specId === undefined ? entries : [specNamed(specId, entries)],
    );
    if (text !== undefined) return text;
  }
  if (resolved.length === 0 && failed !== undefined) {
    throw new UsageError(
      `${failed.at === '' ? 'There is no type' : `${failed.at} has no element`} "${failed.missing}" in ${spec.id}.${didYouMean(failed.missing, failed.known)}`,
    );
  }
  return [`${path} in ${spec.id}${why}`, ...resolved.flatMap(elementLines), ''].join('\n');
}

/**
 * Explains an element below a resource whose type the path does not tell: a line for each type that has it, of the
 * version where most have.
 */
async function inAnyResource(
  path: string,
  holder: string,
  steps: readonly string[],
  entries: readonly SpecEntry[],
): Promise<string | undefined> {
  let best: { readonly spec: string; readonly rows: readonly (readonly [string, string])[] } | undefined;
  const none = { type: undefined, bundleType: undefined, carriedTypes: new Set<string>() };
  for (const entry of entries.length === 1 ? entries.filter(isModelled) : settledCandidates(none, entries)) {
    const { spec } = await entry.load();
    const rows = typesWith(steps, spec);
    if (rows.length > (best?.rows.length ?? 0)) best = { spec: spec.id, rows };
  }
  if (best === undefined) return undefined;
  const width = Math.max(0, ...best.rows.map(([name]) => name.length));
  return [
    `${path} in ${best.spec}${entries.length === 1 ? '' : ' (--spec names another version)'}`,
    '',
    `  ${holder} may be a resource of any type. These have it:`,
    ...best.rows.map(([name, said]) => `    ${name.padEnd(width)}  ${said}`),
    '',
  ].join('\n');
}

function typesWith(steps: readonly string[], spec: SpecTable): (readonly [string, string])[] {
  return Object.values(spec.types).flatMap((type) => {
    const path = [type.name, ...steps].join('.');
    const found = type.abstract === true ? undefined : resolvePath(path, spec, undefined);
    if (found === undefined || isUnresolved(found)) return [];
    const types = (found.element.types ?? []).map(typeText).join(' or ');
    return [[path, `${range(found.element)}  ${types}`.trimEnd()] as const];
  });
}

/** `0..1`, with what the defaults are. */
function range({ min, max }: ElementTable): string {
  return max === 0 ? 'prohibited' : `${min ?? 0}..${max ?? 1}`;
}

async function specFor(
  path: string,
  specId: string | undefined,
  entries: readonly SpecEntry[],
): Promise<{ spec: SpecTable; why: string }> {
  if (specId !== undefined) return { spec: (await specNamed(specId, entries).load()).spec, why: '' };
  const [typeName = ''] = path.split('.');
  let fallback: SpecTable | undefined;
  for (const entry of settledCandidates(
    { type: typeName, bundleType: undefined, carriedTypes: new Set() },
    entries,
  )) {
    const { spec } = await entry.load();
    const pins = spec.pins.some((pin) => spec.profiles[pin.canonical]?.type === typeName);
    if (pins) return { spec, why: ' (--spec names another version)' };
    if (fallback === undefined && typeNamed(typeName, spec) !== undefined) fallback = spec;
  }
  if (fallback !== undefined) return { spec: fallback, why: ' (--spec names another version)' };
  throw new UsageError(
    `"${path}" is no issue code, profile or element path. Paths start with a type: Appointment.status.`,
  );
}

function elementLines({ profile, element, children }: Resolved): string[] {
  const lines = ['', `  ${profile === undefined ? 'base type' : title(profile)}`];
  const say = (label: string, ...rows: readonly string[]): void => {
    rows.forEach((row, index) => lines.push(`    ${(index === 0 ? label : '').padEnd(12)}${row}`));
  };
  if (element.types !== undefined || element.min !== undefined || element.max !== undefined) {
    say('cardinality', range(element));
  }
  if (element.max === 0) return lines;
  if (element.types !== undefined) say('type', element.types.map(typeText).join(' or '));
  if (element.fixed !== undefined) say('fixed', valueText(element.fixed));
  if (element.pattern !== undefined) say('pattern', valueText(element.pattern));
  if (element.maxLength !== undefined) say('length', `at most ${element.maxLength} characters`);
  if (element.binding !== undefined) say('binding', ...bindingLines(element.binding));
  if (element.slicing !== undefined) say('slicing', slicingText(element));
  if (element.mustSupport === true) say('support', 'must be supported');
  if (element.isModifier === true) say('modifier', 'changes the meaning of what it stands in');
  if (element.invariants !== undefined && element.invariants.length > 0)
    say('invariants', ...element.invariants.flatMap(invariantLines));
  if (children.length > 0) say('below', children.join(', '));
  return lines;
}

function title(profile: ProfileTable): string {
  return profile.version === undefined ? profile.url : `${profile.url}|${profile.version}`;
}
