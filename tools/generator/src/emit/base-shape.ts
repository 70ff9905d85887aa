/**
 * What base types declare, looked up by path, for profiles to compare with.
 *
 * @module
 */
import type { ElementNode, Model } from '../model/types.js';

/** Elements of base types by path; inherited ones included. */
export class BaseShape {
  readonly #byPath = new Map<string, ElementNode>();

  constructor(readonly model: Model) {
    for (const type of model.types.values()) this.#index(type.root);
  }

  #index(node: ElementNode): void {
    this.#byPath.set(node.path, node);
    for (const child of node.children) this.#index(child);
  }

  /** Whether a base type of this name is modelled. */
  hasType(name: string): boolean {
    return this.model.types.has(name);
  }

  /** A child of a type or backbone element, from the nearest type that declares it. */
  child(path: string, name: string): ElementNode | undefined {
    const own = this.#byPath.get(`${path}.${name}`);
    if (own !== undefined) return own;
    const parent = this.parent(path);
    return parent === undefined ? undefined : this.child(parent, name);
  }

  /** The type whose children `path` has besides its own. */
  parent(path: string): string | undefined {
    const type = this.model.types.get(path);
    if (type !== undefined) return type.base;
    return this.#byPath.get(path)?.types[0]?.code;
  }

  /**
   * The path under which an element's children are declared: itself for a backbone element, the element
   * it refers to, or its data type.
   */
  contentPath(node: ElementNode): string | undefined {
    if (node.contentReference !== undefined) return node.contentReference.replace(/^.*#/, '');
    if (node.children.length > 0) return node.path;
    const code = node.types.length === 1 ? node.types[0]?.code : undefined;
    return code !== undefined && this.hasType(code) ? code : undefined;
  }
}
