/**
 * What the model says about a path: which properties hold it, whether it
 * repeats, and of what types it is.
 *
 * @module
 */

/** The part of the model's `ElementNode` that typing needs. */
export interface ElementShape {
  readonly path: string;
  /** Last path segment, with `[x]` for a choice. */
  readonly name: string;
  readonly baseMax: number;
  readonly types: readonly { readonly code: string }[];
  readonly contentReference?: string;
  readonly children: readonly ElementShape[];
}

/** The part of the model's `TypeModel` that typing needs. */
export interface TypeShape {
  readonly name: string;
  readonly kind: 'resource' | 'complex-type' | 'primitive-type';
  readonly abstract: boolean;
  readonly base?: string;
  readonly root: ElementShape;
}

/**
 * Name of a type: a FHIR type, the path of a backbone element, one of
 * FHIRPath's own types, or `any` where the model cannot say.
 */
export type TypeName = string;

/** Where a member's value is in JSON. */
export interface Property {
  /** JSON name; for a choice the stem before the type suffix. */
  readonly name: string;
  /** Path of the declaring element, without `[x]`. */
  readonly path: string;
  readonly many: boolean;
  /** Type suffixes of a choice; absent for a plain element. */
  readonly suffixes?: readonly string[];
  readonly types: readonly TypeName[];
}

/** Names of FHIR's primitive types start in lower case, and no others do. */
export function isPrimitive(type: TypeName): boolean {
  return /^[a-z]/.test(type) && type !== 'any' && !type.includes('.');
}

/** FHIRPath's own type that a value of this type counts as, or `undefined` for a complex one. */
export function systemType(type: TypeName): 'Boolean' | 'Number' | 'Date' | 'Time' | 'String' | undefined {
  switch (type) {
    case 'boolean':
    case 'System.Boolean':
      return 'Boolean';
    case 'integer':
    case 'positiveInt':
    case 'unsignedInt':
    case 'decimal':
    case 'System.Number':
      return 'Number';
    case 'date':
    case 'dateTime':
    case 'instant':
      return 'Date';
    case 'time':
      return 'Time';
    case 'System.String':
      return 'String';
    default:
      return isPrimitive(type) ? 'String' : undefined;
  }
}

/** Looks up members of types. */
export class Schema {
  private readonly elements = new Map<string, ElementShape>();

  constructor(private readonly types: ReadonlyMap<string, TypeShape>) {
    for (const { root } of types.values()) this.index(root);
  }

  /** Whether the name is one of a FHIR type known here. */
  hasType(name: TypeName): boolean {
    return this.types.has(name);
  }

  isResource(name: TypeName): boolean {
    return this.types.get(name)?.kind === 'resource';
  }

  /** Types an element path has: the path itself where the element has children of its own. */
  typesAt(path: string): readonly TypeName[] {
    if (this.types.has(path)) return [path];
    const element = this.elements.get(path) ?? this.elements.get(`${path}[x]`);
    return element === undefined ? [] : typesOf(element);
  }

  /**
   * Finds a member of a type.
   *
   * An abstract resource stands for every resource, so what `Resource` does not
   * declare is looked for in all of them.
   *
   * @returns undefined where the type has no such member
   */
  member(type: TypeName, name: string): Property | undefined {
    if (type === 'any') return { name, path: name, many: true, types: ['any'] };
    const declared = this.declared(type, name);
    if (declared !== undefined || this.types.get(type)?.abstract !== true) return declared;
    return this.inAnyResource(type, name);
  }

  private declared(type: TypeName, name: string): Property | undefined {
    for (let at: TypeName | undefined = type; at !== undefined; at = this.baseOf(at)) {
      const element = this.elements.get(`${at}.${name}`) ?? this.elements.get(`${at}.${name}[x]`);
      if (element !== undefined) return propertyOf(element);
    }
    return undefined;
  }

  private baseOf(type: TypeName): TypeName | undefined {
    if (type.includes('.')) return 'BackboneElement';
    return this.types.get(type)?.base;
  }

  private inAnyResource(type: TypeName, name: string): Property | undefined {
    const found: Property[] = [];
    for (const candidate of this.types.values()) {
      if (candidate.kind !== 'resource' || !this.descendsFrom(candidate.name, type)) continue;
      const property = this.declared(candidate.name, name);
      if (property !== undefined) found.push(property);
    }
    const [first] = found;
    if (first === undefined) return undefined;
    return {
      name,
      path: first.path,
      many: found.some((property) => property.many),
      types: [...new Set(found.flatMap((property) => property.types))].sort(),
    };
  }

  private descendsFrom(type: TypeName, ancestor: TypeName): boolean {
    for (let at: TypeName | undefined = type; at !== undefined; at = this.types.get(at)?.base) {
      if (at === ancestor) return true;
    }
    return false;
  }

  private index(element: ElementShape): void {
    this.elements.set(element.path, element);
    for (const child of element.children) this.index(child);
  }
}

function propertyOf(element: ElementShape): Property {
  const choice = element.name.endsWith('[x]');
  return {
    name: choice ? element.name.slice(0, -3) : element.name,
    path: choice ? element.path.slice(0, -3) : element.path,
    many: element.baseMax > 1,
    ...(choice
      ? { suffixes: element.types.map(({ code }) => code.charAt(0).toUpperCase() + code.slice(1)) }
      : {}),
    types: typesOf(element),
  };
}

function typesOf(element: ElementShape): readonly TypeName[] {
  if (element.contentReference !== undefined) return [element.contentReference.replace(/^.*#/, '')];
  const codes = [...new Set(element.types.map(({ code }) => code))];
  // Children of a BackboneElement, and of the Elements inside Timing or Dosage, are the element's own.
  const nested = codes.length === 1 && (codes[0] === 'BackboneElement' || codes[0] === 'Element');
  return nested ? [element.path] : codes;
}
