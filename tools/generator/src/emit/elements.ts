/**
 * Elements as table literals. Base types and profiles print through the same
 * function; only what they put into it differs.
 *
 * @module
 */
import type { OverlayElement, OverlayType } from '../model/overlay.js';
import type { ProfileModel } from '../model/types.js';
import type { Layout } from './layout.js';
import { Code, type Literal, type LiteralObject } from './literal.js';
import type { ModuleBuilder } from './module.js';

/** An element's table with references to the model in place of names: a base element, or an overlay. */
export type TableNode = OverlayElement;

/** What printing needs to know. */
export interface TableContext {
  readonly layout: Layout;
  readonly module: ModuleBuilder;
  /** The profile whose own module this is; its name needs no import. */
  readonly self?: ProfileModel;
  /** Local names of the invariants of an element: those that stand on its path in a base type, those a profile adds. */
  readonly invariants: (path: string, node: TableNode) => readonly string[];
}

/** A table node as a literal; imports what it names. `path` is FHIR's, for invariants. */
export function tableLiteral(node: TableNode, path: string, context: TableContext): LiteralObject {
  const invariants = context.invariants(path, node);
  return {
    min: node.min,
    max: node.max,
    types: node.types === undefined ? undefined : typeLiterals(node.types, context),
    binding: node.binding === undefined ? undefined : bindingLiteral(node.binding, context),
    fixed: node.fixed as Literal | undefined,
    pattern: node.pattern as Literal | undefined,
    maxLength: node.maxLength,
    mustSupport: node.mustSupport === true ? true : undefined,
    isModifier: node.isModifier === true ? true : undefined,
    contentOf: node.contentOf,
    slicing:
      node.slicing === undefined
        ? undefined
        : {
            by: node.slicing.by.map((one) => ({ type: one.type, path: one.path })),
            rules: node.slicing.rules,
            ordered: node.slicing.ordered === true ? true : undefined,
          },
    slices: node.slices === undefined ? undefined : mapLiterals(node.slices, () => path, context),
    children:
      node.children === undefined
        ? undefined
        : mapLiterals(node.children, (name) => `${path}.${name}`, context),
    invariants: invariants.length === 0 ? undefined : invariants.map((name) => new Code(name)),
  };
}

/** Named table nodes as one literal. */
export function mapLiterals(
  nodes: ReadonlyMap<string, TableNode>,
  pathOf: (name: string) => string,
  context: TableContext,
): LiteralObject {
  return Object.fromEntries(
    [...nodes].map(([name, node]) => [name, tableLiteral(node, pathOf(name), context)]),
  );
}

function typeLiterals(types: readonly OverlayType[], context: TableContext): Literal {
  return types.map((type): Literal => {
    const { code, profiles = [], unresolved = [], targets = [], targetProfiles = [] } = type;
    if (profiles.length + unresolved.length + targets.length + targetProfiles.length === 0) return code;
    return {
      code,
      profiles: profiles.length === 0 ? undefined : profiles.map((profile) => profileThunk(profile, context)),
      unresolved: unresolved.length === 0 ? undefined : unresolved,
      targets: targets.length === 0 ? undefined : targets,
      targetProfiles: targetProfiles.length === 0 ? undefined : targetProfiles,
    };
  });
}

/** A function that gives a profile's table: a thunk, because profiles can refer to each other. */
export function profileThunk(profile: ProfileModel, context: TableContext): Code {
  if (profile === context.self) return new Code(`() => ${profile.name}`);
  return new Code(`() => ${context.module.use(profile.name, context.layout.profilePath(profile), false)}`);
}

function bindingLiteral(
  binding: NonNullable<TableNode['binding']>,
  context: TableContext,
): Literal | undefined {
  // An example binding asks for nothing: it is told in the documentation only.
  if (binding.strength === 'example') return undefined;
  const place = binding.valueSet === undefined ? undefined : context.layout.valueSet(binding.valueSet);
  return {
    strength: binding.strength,
    url: binding.url,
    valueSet: place === undefined ? undefined : new Code(context.module.use(place.name, place.path, false)),
  };
}
