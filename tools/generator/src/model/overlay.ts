import { canonicalJson } from './hash.js';
import type { ConstraintUse, SlicingUse } from './draft.js';
import type { BindingUse, ElementNode, ProfileModel, TypeModel, TypeUse, ValueSetModel } from './types.js';

/**
 * What a profile says differently from its base type, in the shape of the
 * runtime's tables with models in place of code references. What is absent is
 * as in the base type; in a slice, what is absent is as in the sliced element,
 * save `min`, which is then 0.
 */
export interface Overlay {
  /** Children of the root, by FHIR name. */
  readonly elements: ReadonlyMap<string, OverlayElement>;
  /** Constraints that the profile adds to its root. */
  readonly constraints: readonly ConstraintUse[];
}

/** One element of an overlay. */
export interface OverlayElement {
  readonly min?: number;
  readonly max?: number | '*';
  readonly types?: readonly OverlayType[];
  readonly binding?: OverlayBinding;
  readonly fixed?: unknown;
  readonly pattern?: unknown;
  readonly maxLength?: number;
  readonly mustSupport?: true;
  readonly isModifier?: true;
  readonly contentOf?: string;
  readonly slicing?: SlicingUse;
  readonly slices?: ReadonlyMap<string, OverlayElement>;
  readonly children?: ReadonlyMap<string, OverlayElement>;
  /** Constraints that the profile adds here. */
  readonly constraints?: readonly ConstraintUse[];
}

/** A type that the profile allows. Lists that say nothing are absent. */
export interface OverlayType {
  readonly code: string;
  readonly profiles?: readonly ProfileModel[];
  readonly unresolved?: readonly string[];
  readonly targets?: readonly string[];
  readonly targetProfiles?: readonly string[];
}

/** A binding that the profile states. */
export interface OverlayBinding {
  readonly strength: BindingUse['strength'];
  readonly url: string;
  readonly valueSet?: ValueSetModel;
}

type Types = ReadonlyMap<string, TypeModel>;

/** The overlay of a profile over its base type. */
export function overlay(profile: ProfileModel, types: Types): Overlay {
  const base = types.get(profile.type);
  const inherited = new Set(typeConstraints(types, profile.type));
  return {
    elements: childOverlays(profile.root, base?.root, types),
    constraints: profile.root.constraints.filter((constraint) => !inherited.has(constraint.key)),
  };
}

/** Whether two overlays of an element say the same, of the same profiles and value sets. */
export function sameOverlay(left: OverlayElement, right: OverlayElement | undefined): boolean {
  const text = (overlay: OverlayElement | undefined): string | undefined =>
    JSON.stringify(overlay, (_, value: unknown): unknown => {
      if (value instanceof Map) return [...(value as ReadonlyMap<string, unknown>)];
      return typeof value === 'object' && value !== null && 'hash' in value ? value.hash : value;
    });
  return text(left) === text(right);
}

/** All elements of a type, inherited ones first. */
export function typeChildren(types: Types, name: string): readonly ElementNode[] {
  const chain: TypeModel[] = [];
  for (let type = types.get(name); type && !chain.includes(type); type = types.get(type.base ?? ''))
    chain.unshift(type);
  return chain.flatMap((type) => type.root.children);
}

function typeConstraints(types: Types, name: string): string[] {
  const keys: string[] = [];
  const seen = new Set<TypeModel>();
  for (let type = types.get(name); type && !seen.has(type); type = types.get(type.base ?? '')) {
    seen.add(type);
    keys.push(...type.root.constraints.map(({ key }) => key));
  }
  return keys;
}

function childOverlays(
  node: ElementNode,
  base: ElementNode | undefined,
  types: Types,
): ReadonlyMap<string, OverlayElement> {
  const found = new Map<string, OverlayElement>();
  const said = node.children.filter((child) => child.constrained);
  if (said.length === 0) return found;
  const bases = baseChildren(node, base, types);
  for (const child of said) {
    const element = elementOverlay(child, bases.get(child.name), types, false);
    if (Object.keys(element).length > 0) found.set(child.name, element);
  }
  return found;
}

/**
 * The elements that an element's children are compared with: those that the
 * base element has itself (a backbone element's, or a sliced element's), else
 * those of the one profile that its type names, else those of its type.
 */
function baseChildren(
  node: ElementNode,
  base: ElementNode | undefined,
  types: Types,
): ReadonlyMap<string, ElementNode> {
  return new Map([...typed(node, types), ...(base?.children ?? [])].map((child) => [child.name, child]));
}

function typed(node: ElementNode, types: Types): readonly ElementNode[] {
  if (node.contentReference !== undefined) return contentOf(node.contentReference, types)?.children ?? [];
  // Only a root has no type: it is compared with all elements of the type that it is.
  if (!node.path.includes('.')) return typeChildren(types, node.path);
  const [type] = node.types;
  if (node.types.length !== 1 || type === undefined) return typeChildren(types, 'Element');
  const [profile] = type.profiles;
  if (type.profiles.length === 1 && profile && 'root' in profile) return profile.root.children;
  return typeChildren(types, type.code);
}

function contentOf(reference: string, types: Types): ElementNode | undefined {
  const [root, ...names] = pathOf(reference).split('.');
  let node: ElementNode | undefined;
  let children = typeChildren(types, root ?? '');
  for (const name of names) {
    node = children.find((child) => child.name === name);
    children = node?.children ?? [];
  }
  return node;
}

/** Path of the element that a content reference means. */
function pathOf(reference: string): string {
  return reference.slice(reference.indexOf('#') + 1);
}

function elementOverlay(
  node: ElementNode,
  base: ElementNode | undefined,
  types: Types,
  isSlice: boolean,
): OverlayElement {
  // Nothing else matters about what must not be there.
  if (node.max === 0 && !isSlice) return base?.max === 0 ? {} : { max: 0 };
  const children = childOverlays(node, base, types);
  const slices = sliceOverlays(node, types);
  const binding =
    node.binding && !sameBinding(node.binding, base?.binding) ? bindingOf(node.binding) : undefined;
  const known = new Set(base?.constraints.map(({ key }) => key));
  const constraints = node.constraints.filter(({ key }) => !known.has(key));
  return {
    ...(node.min !== (isSlice ? 0 : (base?.min ?? 0)) ? { min: node.min } : {}),
    ...(node.max !== base?.max ? { max: node.max === Infinity ? ('*' as const) : node.max } : {}),
    ...(sameTypes(node.types, base?.types ?? []) ? {} : { types: node.types.map(typeOf) }),
    ...(binding === undefined ? {} : { binding }),
    ...(node.fixed && !same(node.fixed, base?.fixed) ? { fixed: node.fixed.value } : {}),
    ...(node.pattern && !same(node.pattern, base?.pattern) ? { pattern: node.pattern.value } : {}),
    ...(node.maxLength !== undefined && node.maxLength !== base?.maxLength
      ? { maxLength: node.maxLength }
      : {}),
    ...(node.mustSupport && base?.mustSupport !== true ? { mustSupport: true as const } : {}),
    ...(node.isModifier && base?.isModifier !== true ? { isModifier: true as const } : {}),
    ...(node.contentReference !== undefined && node.contentReference !== base?.contentReference
      ? { contentOf: pathOf(node.contentReference) }
      : {}),
    ...(slicingMatters(node) ? { slicing: node.slicing } : {}),
    ...(slices.size > 0 ? { slices } : {}),
    ...(children.size > 0 ? { children } : {}),
    ...(constraints.length > 0 ? { constraints } : {}),
  };
}

function sliceOverlays(node: ElementNode, types: Types): ReadonlyMap<string, OverlayElement> {
  // Every slice stays, also one that says nothing: it is a name that users know, and a place in an order.
  return new Map(
    node.slices.map((slice) => [
      slice.sliceName ?? '',
      slice.max === 0 ? prohibitedSlice(slice, node, types) : elementOverlay(slice, node, types, true),
    ]),
  );
}

/**
 * Of a slice that must have no items only what tells them matters. Extensions are told by their URL, which leaves the
 * definition behind it out of what the profile rests on.
 */
function prohibitedSlice(slice: ElementNode, sliced: ElementNode, types: Types): OverlayElement {
  const url = extensionUrl(slice);
  if (url !== undefined) return { max: 0, children: new Map([['url', { fixed: url }]]) };
  return elementOverlay(slice, sliced, types, true);
}

function extensionUrl({ types, children }: ElementNode): unknown {
  if (types.length !== 1 || types[0]?.code !== 'Extension') return undefined;
  const [profile] = types[0].profiles;
  const fixed = children.find(({ name }) => name === 'url')?.fixed?.value;
  return fixed ?? (profile && 'url' in profile ? profile.url : profile?.unresolved);
}

/** An open list without slices is sliced in name only. */
function slicingMatters(node: ElementNode): node is ElementNode & { readonly slicing: SlicingUse } {
  return node.slicing !== undefined && (node.slices.length > 0 || node.slicing.rules !== 'open');
}

/** An element of a base type, complete. */
export function wholeElement(node: ElementNode): OverlayElement {
  const children = new Map(node.children.map((child) => [child.name, wholeElement(child)]));
  const content = node.contentReference && pathOf(node.contentReference);
  return {
    ...(node.min === 0 ? {} : { min: node.min }),
    ...(node.max === 1 ? {} : { max: node.max === Infinity ? ('*' as const) : node.max }),
    ...(content === undefined ? { types: node.types.map(wholeType) } : { contentOf: content }),
    ...(node.binding === undefined ? {} : { binding: node.binding }),
    ...(node.fixed === undefined ? {} : { fixed: node.fixed.value }),
    ...(node.pattern === undefined ? {} : { pattern: node.pattern.value }),
    ...(node.maxLength === undefined ? {} : { maxLength: node.maxLength }),
    ...(node.isModifier ? { isModifier: true as const } : {}),
    ...(children.size === 0 ? {} : { children }),
    constraints: node.constraints,
  };
}

function wholeType(use: TypeUse): OverlayType {
  return {
    code: use.code,
    profiles: use.profiles.filter((profile): profile is ProfileModel => !('unresolved' in profile)),
    unresolved: use.profiles.flatMap((profile) => ('unresolved' in profile ? [profile.unresolved] : [])),
    targets: use.targets,
    targetProfiles: use.enforcedTargets ?? [],
  };
}

function bindingOf(binding: BindingUse): OverlayBinding {
  const { strength, url, valueSet } = binding;
  return valueSet === undefined ? { strength, url } : { strength, url, valueSet };
}

function typeOf(use: TypeUse): OverlayType {
  const profiles = use.profiles.filter((profile): profile is ProfileModel => 'root' in profile);
  const unresolved = use.profiles.flatMap((profile) => ('root' in profile ? [] : [profile.unresolved]));
  return {
    code: use.code,
    ...(profiles.length > 0 ? { profiles } : {}),
    ...(unresolved.length > 0 ? { unresolved } : {}),
    ...(use.targets.length > 0 ? { targets: use.targets } : {}),
    ...(use.enforcedTargets ? { targetProfiles: use.enforcedTargets } : {}),
  };
}

function sameBinding(left: BindingUse, right: BindingUse | undefined): boolean {
  return (
    left.strength === right?.strength &&
    left.url === right.url &&
    left.valueSet?.hash === right.valueSet?.hash
  );
}

function sameTypes(left: readonly TypeUse[], right: readonly TypeUse[]): boolean {
  const key = (use: TypeUse): unknown => [
    use.code,
    use.profiles.map((profile) => ('root' in profile ? profile.hash : profile.unresolved)),
    use.targets,
    use.enforcedTargets ?? [],
  ];
  return same(left.map(key), right.map(key));
}

function same(left: unknown, right: unknown): boolean {
  return canonicalJson(left) === canonicalJson(right);
}
