import type {
  Discriminator,
  ElementTable,
  ElementType,
  ProfileTable,
  TypeTable,
  ValueSetTable,
} from '@gpconnect/runtime/tables';
import { overlay, wholeElement, type OverlayElement, type OverlayType } from './overlay.js';
import type { ProfileModel, TypeModel, ValueSetModel } from './types.js';

/**
 * The tables that generated code will hold, made in memory: what the runtime judges by can be asked before a line of
 * it is written. Invariants are not among them.
 */
export class Tables {
  private readonly profiles = new Map<ProfileModel, ProfileTable>();
  private readonly valueSets = new Map<ValueSetModel, ValueSetTable>();
  /** Resource types, by name. */
  readonly resources: Readonly<Record<string, TypeTable>>;
  /** Complex data types and the abstract resource types, by name. */
  readonly datatypes: Readonly<Record<string, TypeTable>>;

  constructor(private readonly models: ReadonlyMap<string, TypeModel>) {
    const resources: Record<string, TypeTable> = {};
    const datatypes: Record<string, TypeTable> = {};
    for (const [name, type] of models) {
      if (type.kind === 'primitive-type') continue;
      const isResource = type.kind === 'resource' && !type.abstract;
      (isResource ? resources : datatypes)[name] = this.type(type, type.kind);
    }
    this.resources = resources;
    this.datatypes = datatypes;
  }

  profile(model: ProfileModel): ProfileTable {
    let table = this.profiles.get(model);
    if (table === undefined) {
      table = {
        url: model.url,
        ...(model.version === undefined ? {} : { version: model.version }),
        type: model.type,
        elements: once(() => this.elements(overlay(model, this.models).elements)),
      };
      this.profiles.set(model, table);
    }
    return table;
  }

  private type(model: TypeModel, kind: TypeTable['kind']): TypeTable {
    return {
      name: model.name,
      kind,
      ...(model.base === undefined ? {} : { base: model.base }),
      elements: once(() =>
        this.elements(new Map(model.root.children.map((child) => [child.name, wholeElement(child)]))),
      ),
    };
  }

  private elements(nodes: ReadonlyMap<string, OverlayElement>): Readonly<Record<string, ElementTable>> {
    return Object.fromEntries([...nodes].map(([name, node]) => [name, this.element(node)]));
  }

  // Constraints stay in what is left, where nobody reads them.
  private element({ types, binding, slicing, slices, children, ...same }: OverlayElement): ElementTable {
    return {
      ...(same as ElementTable),
      ...(types === undefined ? {} : { types: types.map((type) => this.use(type)) }),
      ...(binding === undefined
        ? {}
        : {
            binding: {
              strength: binding.strength,
              url: binding.url,
              ...(binding.valueSet === undefined ? {} : { valueSet: this.valueSet(binding.valueSet) }),
            },
          }),
      ...(slicing === undefined
        ? {}
        : {
            slicing: {
              by: slicing.by as readonly Discriminator[],
              rules: slicing.rules,
              ...(slicing.ordered ? { ordered: true as const } : {}),
            },
          }),
      ...(slices === undefined ? {} : { slices: this.elements(slices) }),
      ...(children === undefined ? {} : { children: this.elements(children) }),
    };
  }

  private use({ code, profiles = [], ...more }: OverlayType): ElementType {
    const thunks = profiles.map((profile) => () => this.profile(profile));
    return { code, ...more, ...(thunks.length === 0 ? {} : { profiles: thunks }) };
  }

  private valueSet(model: ValueSetModel): ValueSetTable {
    let table = this.valueSets.get(model);
    if (table === undefined) {
      const systems = model.systems.map(({ system, concepts }): [string, readonly string[] | 'unlisted'] => [
        system,
        concepts === undefined ? 'unlisted' : concepts.map(({ code }) => code),
      ]);
      table = { url: model.url, systems: () => Object.fromEntries(systems) };
      this.valueSets.set(model, table);
    }
    return table;
  }
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
