import { canonicalUrl } from '../facts/canonical.js';
import type { Scope } from '../facts/scope.js';
import type { SpecificationEntry } from '../facts/types.js';
import type { ElementNode, ProfileModel, SpecModel } from './types.js';

/** Resource types that every specification version's payloads may hold. */
const ALWAYS = ['Binary', 'Bundle', 'CapabilityStatement', 'OperationOutcome', 'Parameters'];

/** What reaching needs to know. */
export interface ReachSource {
  profile(canonical: string, scope: Scope): ProfileModel | undefined;
  /** Whether facts hold a resource type of this name. */
  isResource(type: string): boolean;
}

/** A specification version as one scope has it. */
export type ReachedSpec = Omit<SpecModel, 'asPublished' | 'unchecked'>;

/** Resolves a specification entry's pins and all that they lead to. */
export function reach(
  capability: string,
  entry: SpecificationEntry,
  scope: Scope,
  source: ReachSource,
): ReachedSpec {
  const profiles = new Map<string, ProfileModel>();
  const types = new Set<string>(ALWAYS);
  const open: ProfileModel[] = [];
  const visit = (canonical: string): void => {
    const url = canonicalUrl(canonical);
    if (profiles.has(url)) return;
    const profile = source.profile(url, scope);
    if (profile === undefined) {
      const defined = scope.structure(url);
      if (defined) types.add(defined.facts.type);
      return;
    }
    profiles.set(url, profile);
    open.push(profile);
  };
  const pins = entry.pins.map((pin) => {
    const canonical = canonicalUrl(pin.meant ?? pin.canonical);
    visit(canonical);
    const profile = profiles.get(canonical);
    return { canonical, ...(profile === undefined ? {} : { profile }) };
  });
  for (const { request, response } of entry.interactions) {
    for (const payload of [request, response]) {
      if (payload === undefined) continue;
      types.add(payload.type);
      payload.profiles.forEach(visit);
    }
  }
  // A list that grows while it is read: breadth first, so that pins come before what they lead to.
  for (const profile of open) {
    types.add(profile.type);
    references(profile.root, (type) => types.add(type), visit);
  }
  return {
    capability,
    version: entry.version,
    entry,
    pins,
    profiles,
    resourceTypes: [...types].filter((type) => source.isResource(type)).sort(),
  };
}

/** Calls back for each resource type and each canonical that a tree of elements names. */
function references(node: ElementNode, type: (name: string) => void, canonical: (url: string) => void): void {
  if (node.max === 0) return;
  for (const use of node.types) {
    for (const profile of use.profiles) canonical('url' in profile ? profile.url : profile.unresolved);
    // Targets of a base type that the profile leaves alone would reach half the specification.
    if (!node.constrained) continue;
    use.targetProfiles.forEach(canonical);
    use.targets.forEach(type);
    type(use.code);
  }
  for (const child of node.children) references(child, type, canonical);
  for (const slice of node.slices) references(slice, type, canonical);
}
