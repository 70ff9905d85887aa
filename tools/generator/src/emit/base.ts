/**
 * Base types: `base/datatypes.ts`, one file a resource, and the lists of all.
 *
 * @module
 */
import { wholeElement } from '../model/overlay.js';
import type { ElementNode, TypeModel } from '../model/types.js';
import { docBody, span } from './doc.js';
import { mapLiterals, type TableContext } from './elements.js';
import type { InvariantPlaces } from './invariants.js';
import { type Layout, PRIMITIVES, sortedTypes, TABLES } from './layout.js';
import { Code, type Literal, print, quote, union } from './literal.js';
import { ModuleBuilder, type Property } from './module.js';
import { byText, sentenceCase } from './naming.js';
import { baseProperties, isGeneric, type TypeNamer } from './properties.js';

/** Every module of base types. */
export function baseModules(layout: Layout, invariants: InvariantPlaces): ModuleBuilder[] {
  const types = sortedTypes(layout.model);
  const resources = types.filter((type) => type.kind === 'resource' && !type.abstract);
  const inDatatypes = types.filter((type) => !resources.includes(type));
  const version = layout.model.types.get('Element')?.facts.version;
  const from = `FHIR ${layout.model.fhirVersion}${version === undefined ? '' : ` ${version}`} (profiles/fhir/${layout.folder}/structures)`;
  return [
    datatypes(inDatatypes, layout, invariants, from),
    ...resources.map((type) => resource(type, layout, invariants)),
    resourceUnion(resources, layout, from),
    everyType(types, layout, from),
    release(inDatatypes, layout, from),
    barrel(resources, layout, from),
  ];
}

function datatypes(
  types: readonly TypeModel[],
  layout: Layout,
  invariants: InvariantPlaces,
  from: string,
): ModuleBuilder {
  const declared = [
    'ReferenceTarget',
    'ReferenceForms',
    'ReferenceTo',
    'ExtensionWith',
    ...types.flatMap((type) => declaredNames(type, layout)),
  ];
  const module = new ModuleBuilder(layout.datatypes, from, [
    ...declared,
    ...Object.values(PRIMITIVES).map((p) => p.name),
  ]);
  for (const [fhir, primitive] of Object.entries(PRIMITIVES)) {
    if (primitive.name === primitive.json) continue;
    module.alias(primitive.name, primitive.json, `FHIR ${span(fhir)}. ${primitive.doc}`);
  }
  const name: TypeNamer = (wanted) =>
    wanted === 'Resource' ? module.use('Resource', layout.resources) : wanted;
  for (const type of types) declareType(type, module, layout, invariants, name);
  referenceTo(module, layout);
  extensionWith(module);
  return module;
}

function resource(type: TypeModel, layout: Layout, invariants: InvariantPlaces): ModuleBuilder {
  const path = layout.typePath(type);
  const from = `${type.facts.url}${type.facts.version === undefined ? '' : `|${type.facts.version}`} (profiles/fhir/${layout.folder}/structures/${type.name}.json)`;
  const module = new ModuleBuilder(path, from, declaredNames(type, layout));
  const own = new Set(declaredNames(type, layout));
  const name: TypeNamer = (wanted) => {
    if (own.has(wanted) || wanted === 'string' || wanted === 'boolean') return wanted;
    return module.use(wanted, wanted === 'Resource' ? layout.resources : layout.datatypes);
  };
  declareType(type, module, layout, invariants, name);
  return module;
}

/** All names a base type's declarations export. */
function declaredNames(type: TypeModel, layout: Layout): string[] {
  const inner = (node: ElementNode): string[] =>
    node.children.flatMap((child) => {
      const name = child.children.length > 0 ? layout.backboneName(child.path) : undefined;
      return name === undefined ? [] : [name, ...inner(child)];
    });
  return [layout.typeName(type.name), `${type.name}Table`, ...inner(type.root)];
}

const BUNDLE_PARAMETER = (name: TypeNamer): string => `T extends ${name('Resource')} = ${name('Resource')}`;

function declareType(
  type: TypeModel,
  module: ModuleBuilder,
  layout: Layout,
  invariants: InvariantPlaces,
  name: TypeNamer,
): void {
  const self = layout.typeName(type.name);
  const base = type.base === undefined ? undefined : name(layout.typeName(type.base));
  const isResource = type.kind === 'resource';
  const discriminator: Property = {
    name: 'resourceType',
    type: type.abstract ? 'string' : quote(type.name),
    optional: false,
    readonly: true,
    doc: 'Tells resource types apart.',
  };
  const own = type.root.children.flatMap((child) => baseProperties(child, layout, module, name));
  module.interface({
    name: self,
    extends: base === undefined ? [] : [base],
    typeParameters:
      type.name === 'Reference'
        ? ['T extends ReferenceTarget = ReferenceTarget']
        : isGeneric(self)
          ? [BUNDLE_PARAMETER(name)]
          : [],
    properties: [
      ...(isResource && (type.base === undefined || !type.abstract) ? [discriminator] : []),
      ...(type.name === 'Reference' ? own.map(narrowReference) : own),
    ],
    doc: docBody([typeSentence(type, layout), ...keysLine(type.root)], type.name),
  });
  declareBackbones(type.root, module, layout, name);
  const context: TableContext = {
    layout,
    module,
    invariants: (path, node) => invariants.local(path, node.constraints ?? [], module),
  };
  const elements = new Map(type.root.children.map((child) => [child.name, wholeElement(child)]));
  const onType = invariants.local(type.name, type.root.constraints, module);
  const table: Literal = {
    name: type.name,
    kind: isResource ? 'resource' : 'complex-type',
    base: type.base,
    abstract: type.abstract ? true : undefined,
    elements: new Code(
      `() => (${print(
        mapLiterals(elements, (child) => `${type.name}.${child}`, context),
        2,
        20,
      )})`,
    ),
    invariants: onType.length === 0 ? undefined : new Code(`() => [${onType.join(', ')}]`),
  };
  module.constant(
    `${type.name}Table`,
    module.use('TypeTable', TABLES),
    print(table),
    `The elements of ${span(type.name)}, for the validator.`,
  );
}

function typeSentence(type: TypeModel, { model }: Layout): string {
  const kind = type.kind === 'resource' ? 'resource' : 'data type';
  return `FHIR ${model.fhirVersion} ${type.abstract ? 'abstract ' : ''}${kind} ${span(type.name)}.`;
}

function keysLine(node: ElementNode): string[] {
  const keys = [...new Set(node.constraints.map((one) => one.key))].filter((one) => one !== 'ele-1');
  return keys.length === 0 ? [] : [`Invariants: ${keys.map(span).join(', ')}.`];
}

function declareBackbones(node: ElementNode, module: ModuleBuilder, layout: Layout, name: TypeNamer): void {
  for (const child of node.children) {
    const self = child.children.length > 0 ? layout.backboneName(child.path) : undefined;
    if (self === undefined) continue;
    const base = name(layout.typeName(child.types[0]?.code ?? 'BackboneElement'));
    module.interface({
      name: self,
      extends: [base],
      typeParameters: isGeneric(self) ? [BUNDLE_PARAMETER(name)] : [],
      properties: child.children.flatMap((inner) => baseProperties(inner, layout, module, name)),
      doc: docBody([`${sentenceCase(child.name)} of ${span(node.path)}.`, ...keysLine(child)], child.id),
    });
    declareBackbones(child, module, layout, name);
  }
}

function narrowReference(property: Property): Property {
  return property.name === 'reference' ? { ...property, type: 'ReferenceTo<T>' } : property;
}

/**
 * The forms of references are looked up in a map, not chosen by a conditional type: a lookup leaves
 * `Reference` covariant, so that a reference to a Patient is one to a Patient or a Group.
 */
function referenceTo(module: ModuleBuilder, layout: Layout): void {
  const type = module.use('ResourceType', layout.resources);
  module.alias(
    'ReferenceTarget',
    `${type} | '*'`,
    docBody(['What a reference may point at: a resource type, or with `*` whatever there is.']),
  );
  module.alias(
    'ReferenceForms',
    "{\n  readonly [T in ReferenceTarget]: T extends '*'\n    ? string\n    : `${T}/${string}` | `#${string}` | `urn:${string}` | `http://${string}` | `https://${string}`;\n}",
    docBody([
      'How a literal reference is written, by the type of its target: relative (`Patient/1`), to a contained resource (`#1`), a URN, or a URL.',
      'Where anything may be meant it is any string.',
    ]),
  );
  module.alias(
    'ReferenceTo',
    'ReferenceForms[T]',
    'The text of a literal reference to a resource of type `T`.',
    ['T extends ReferenceTarget = ReferenceTarget'],
  );
}

function extensionWith(module: ModuleBuilder): void {
  module.alias(
    'ExtensionWith',
    "Pick<Extension, keyof Element | 'url' | (`value${V}` | `_value${V}`) & keyof Extension>",
    docBody([
      "An extension that has only the given alternatives of `value[x]`: `ExtensionWith<'Period'>`, or none at all: `ExtensionWith<never>`.",
    ]),
    ['V extends string'],
  );
}

function resourceUnion(resources: readonly TypeModel[], layout: Layout, from: string): ModuleBuilder {
  const { model } = layout;
  const names = resources.map((type) => type.name);
  const module = new ModuleBuilder(layout.resources, from, ['Resource', 'ResourceType', 'resourceTypes']);
  const members = names.map((one) => module.use(one, `${layout.root}/base/${one}.ts`));
  module.alias(
    'Resource',
    members.length === 0 ? 'never' : union(members),
    'Any resource that is modelled here, told apart by `resourceType`.',
  );
  const all = [...model.resourceTypes].sort(byText);
  module.alias(
    'ResourceType',
    union(all.map(quote)),
    `The name of any ${model.fhirVersion} resource type, modelled here or not.`,
  );
  module.constant(
    'resourceTypes',
    'readonly ResourceType[]',
    print(all),
    `Every ${model.fhirVersion} resource type name.`,
  );
  return module;
}

function everyType(types: readonly TypeModel[], layout: Layout, from: string): ModuleBuilder {
  const module = new ModuleBuilder(`${layout.root}/base/types.ts`, from, ['types']);
  const entries = types.map((type): [string, Code] => {
    return [type.name, new Code(module.use(`${type.name}Table`, layout.typePath(type), false))];
  });
  module.constant(
    'types',
    `Readonly<Record<string, ${module.use('TypeTable', TABLES)}>>`,
    print(Object.fromEntries(entries)),
    'Every base type that is modelled, by name. Brings all of them: a specification version lists only its own.',
  );
  return module;
}

function release(datatypesOnly: readonly TypeModel[], layout: Layout, from: string): ModuleBuilder {
  const { model, folder } = layout;
  const module = new ModuleBuilder(layout.release, from, [folder]);
  const entries = datatypesOnly.map((type): [string, Code] => [
    type.name,
    new Code(module.use(`${type.name}Table`, layout.datatypes, false)),
  ]);
  const table: Literal = {
    version: model.fhirVersion,
    datatypes: Object.fromEntries(entries),
    resourceTypes:
      model.resourceTypes.length === 0 ? [] : new Code(module.use('resourceTypes', layout.resources, false)),
  };
  module.constant(
    folder,
    module.use('FhirTables', TABLES),
    print(table),
    `What all ${model.fhirVersion} profiles rest on.`,
  );
  return module;
}

function barrel(resources: readonly TypeModel[], layout: Layout, from: string): ModuleBuilder {
  // Types only: a value in here would bring every table to whoever needs one name.
  const module = new ModuleBuilder(layout.base, from);
  const files = ['datatypes', 'resources', ...resources.map((type) => type.name)];
  module.raw(files.map((file) => `export type * from './${file}.js';`).join('\n'));
  return module;
}
