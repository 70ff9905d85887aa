import type { NameFacts } from '../facts/types.js';

/** A profile that needs an exported name and a module. */
export interface Nameable {
  readonly url: string;
  /** The definition's name, where it is known: canonicals of DSTU2 are all in lower case. */
  readonly title?: string;
  readonly version?: string;
  /** Closure hash. */
  readonly hash: string;
}

/** Prefixes of publishers, the first in the list with the first right to a short name. */
const PUBLISHERS = ['CareConnect-GPC-', 'GPConnect-', 'CareConnect-', 'Careconnect-', 'ITK-'];
const OWN = 2;

/** Names that generated modules export beside profiles. */
const TAKEN = new Set(['spec', 'validate', 'validateText', 'slice', 'toOperationOutcome']);

/** Canonicals and hashes that a name table lacks. */
export interface MissingNames {
  readonly types: readonly string[];
  readonly modules: readonly Nameable[];
}

/** What of `needed` has no name yet. */
export function missingNames(existing: NameFacts, needed: readonly Nameable[]): MissingNames {
  const types = new Set(needed.map(({ url }) => url).filter((url) => !Object.hasOwn(existing.types, url)));
  return {
    types: [...types].sort(),
    modules: needed.filter(({ hash }) => !Object.hasOwn(existing.modules, hash)),
  };
}

/**
 * Adds names for what has none. Names that exist never move.
 *
 * A changed fact gives a profile a new hash. Its module keeps its name: a hash
 * that nothing needs any more hands its name to the first new one of the same
 * profile and version.
 *
 * @param needed - in order of first use, which decides the order of suffixes
 */
export function assignNames(existing: NameFacts, needed: readonly Nameable[]): NameFacts {
  const types = assignTypes(
    existing.types,
    new Map(needed.map(({ url, title }) => [url, spelled(url, title)])),
  );
  return { types: sorted(types), modules: sorted(assignModules(existing.modules, types, needed)) };
}

/** The canonical with the upper case letters that the definition's name has, where it is the same word. */
function spelled(url: string, title = ''): string {
  const last = url.slice(url.lastIndexOf('/') + 1);
  return title.toLowerCase() === last.toLowerCase() ? url.slice(0, -last.length) + title : url;
}

/** @param needed - canonicals, and how they are spelled for names */
function assignTypes(existing: NameFacts['types'], needed: ReadonlyMap<string, string>): Map<string, string> {
  const types = new Map(Object.entries(existing));
  const used = new Set([...types.values(), ...TAKEN].map(fold));
  const open = [...needed.keys()].filter((url) => !types.has(url)).sort(byRight);
  for (const url of open) {
    const name = candidates(needed.get(url) ?? url).find((candidate) => !used.has(fold(candidate)));
    // Candidates end with numbered ones: one is always free.
    if (name === undefined) continue;
    used.add(fold(name));
    types.set(url, name);
  }
  return types;
}

function assignModules(
  existing: NameFacts['modules'],
  types: ReadonlyMap<string, string>,
  needed: readonly Nameable[],
): Map<string, string> {
  const modules = new Map(Object.entries(existing));
  const wanted = new Set(needed.map(({ hash }) => hash));
  const orphans = new Map<string, string>();
  for (const [hash, module] of modules) if (!wanted.has(hash)) orphans.set(module, hash);
  const used = new Set([...modules.values()].map(fold));
  for (const { url, version, hash } of needed) {
    if (modules.has(hash)) continue;
    const stem = moduleStem(types.get(url) ?? '', version);
    for (const module of variants(stem)) {
      const orphan = orphans.get(module);
      if (orphan !== undefined) {
        modules.delete(orphan);
        orphans.delete(module);
      } else if (used.has(fold(module))) continue;
      used.add(fold(module));
      modules.set(hash, module);
      break;
    }
  }
  return modules;
}

/** `Patient-1.8.0`: safe as a file name everywhere. */
function moduleStem(name: string, version: string | undefined): string {
  return version === undefined ? name : `${name}-${version.replace(/[^A-Za-z0-9.]+/g, '_')}`;
}

/** `Patient-1.8.0`, `Patient-1.8.0-b` … `-z`, `-aa` …: the letter of the first is not written. */
function* variants(stem: string): Generator<string> {
  yield stem;
  for (let index = 1; ; index++) yield `${stem}-${letters(index)}`;
}

function letters(index: number): string {
  const last = String.fromCharCode(97 + (index % 26));
  return index < 26 ? last : letters(Math.floor(index / 26) - 1) + last;
}

/** Names that a canonical may have, the shortest first. */
function* candidatesOf(url: string): Generator<string> {
  const { kind, publisher, rest, host } = parts(url);
  const prefix = kind === 'Extension' ? 'Extension' : '';
  yield prefix + pascal(rest);
  if (publisher !== '') yield prefix + pascal(publisher + rest);
  const long = prefix + pascal(publisher + rest);
  yield long + host;
  for (let number = 2; number < 1000; number++) yield `${long}${host}${number}`;
}

function candidates(url: string): string[] {
  return [...candidatesOf(url)];
}

function parts(url: string): { kind: string; publisher: string; rest: string; host: string } {
  const last = url.slice(url.lastIndexOf('/') + 1).replace(/-1$/, '');
  const kind = last.startsWith('Extension-') ? 'Extension' : '';
  const bare = kind === '' ? last : last.slice('Extension-'.length);
  const publisher = PUBLISHERS.find((prefix) => bare.startsWith(prefix) && bare.length > prefix.length) ?? '';
  const host = url.includes('//fhir.hl7.org.uk/') ? 'Hl7Uk' : url.includes('//hl7.org/') ? 'Hl7' : 'Nhs';
  return { kind, publisher, rest: bare.slice(publisher.length), host };
}

/** Who chooses first: GP Connect's own, then CareConnect, then others; of equals, by canonical. */
function byRight(left: string, right: string): number {
  return rank(left) - rank(right) || (left < right ? -1 : left > right ? 1 : 0);
}

function rank(url: string): number {
  const { publisher } = parts(url);
  const index = PUBLISHERS.indexOf(publisher);
  const byPublisher = index < 0 ? PUBLISHERS.length : index < OWN ? 0 : index;
  // Of equal last parts, the publisher's later home is the one that profiles require.
  return byPublisher * 2 + (url.includes('//fhir.nhs.uk/') ? 0 : 1);
}

function pascal(text: string): string {
  return text
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== '')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}

/** File systems may not tell upper from lower case. */
function fold(name: string): string {
  return name.toLowerCase();
}

function sorted(map: ReadonlyMap<string, string>): Record<string, string> {
  return Object.fromEntries([...map].sort(([left], [right]) => (left < right ? -1 : left > right ? 1 : 0)));
}
