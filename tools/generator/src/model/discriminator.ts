import type { ElementNode, ProfileModel } from './types.js';

/** What decides whether an item belongs to a slice, found for one discriminator. */
export type Decider =
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'pattern'; readonly value: unknown }
  | { readonly kind: 'binding'; readonly url: string }
  | { readonly kind: 'type'; readonly types: readonly string[] }
  | { readonly kind: 'exists'; readonly exists: boolean }
  | { readonly kind: 'profile'; readonly profiles: readonly string[] };

/** What a slice says at a discriminator; nothing where it says nothing that tells items apart. */
export function deciderOf(
  slice: ElementNode,
  discriminator: { readonly type: string; readonly path: string },
): Decider | undefined {
  const target = follow(slice, discriminator.path);
  if (discriminator.type === 'exists') {
    if (target === undefined) return undefined;
    return target.max === 0 || target.min > 0 ? { kind: 'exists', exists: target.max !== 0 } : undefined;
  }
  if (discriminator.path === 'url') {
    const url = target?.fixed?.value ?? extensionUrl(slice);
    return url === undefined ? undefined : { kind: 'value', value: url };
  }
  if (target === undefined) return undefined;
  switch (discriminator.type) {
    case 'type':
      return target.types.length > 0
        ? { kind: 'type', types: target.types.map((type) => type.code) }
        : undefined;
    case 'profile': {
      const profiles = target.types.flatMap((type) => [
        ...type.profiles.map((profile) => ('url' in profile ? profile.url : profile.unresolved)),
        ...type.targetProfiles,
      ]);
      return profiles.length > 0 ? { kind: 'profile', profiles } : undefined;
    }
    default:
      if (target.fixed) return { kind: 'value', value: target.fixed.value };
      if (target.pattern) return { kind: 'pattern', value: target.pattern.value };
      // A required binding tells items apart where its codes are shipped.
      return target.binding?.strength === 'required' &&
        target.binding.valueSet?.systems.every((system) => system.concepts)
        ? { kind: 'binding', url: target.binding.url }
        : undefined;
  }
}

/** Url that an extension slice's profile fixes, or that its profile has when it is defined nowhere. */
function extensionUrl(slice: ElementNode): string | undefined {
  const urls = slice.types.flatMap((type) =>
    type.profiles.map((profile) => ('url' in profile ? profile.url : profile.unresolved)),
  );
  return urls.length === 1 ? urls[0] : undefined;
}

/** The element that a discriminator's path leads to, below a slice or the profiles of its types. */
function follow(node: ElementNode, path: string): ElementNode | undefined {
  if (path === '$this') return node;
  let current: ElementNode | undefined = node;
  for (const segment of path.split('.')) {
    const name = segment.endsWith('()') ? '' : segment;
    current = current && childOf(current, name);
  }
  return current;
}

function childOf(node: ElementNode, name: string): ElementNode | undefined {
  const matches = (child: ElementNode): boolean => child.name === name || child.name === `${name}[x]`;
  const own = node.children.find(matches);
  if (own) return own;
  const profiles = node.types.flatMap((type) =>
    type.profiles.filter((profile): profile is ProfileModel => 'root' in profile),
  );
  return profiles.length === 1 ? profiles[0]?.root.children.find(matches) : undefined;
}
