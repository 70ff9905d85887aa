/**
 * The attributes of the tag that is being read.
 *
 * @module
 */
import type { Building } from './frame.js';
import { isDeclaration } from './namespaces.js';

/** Attributes by what they are for. One object takes those of every tag in turn. */
export class Attributes {
  /** Of a primitive: its value. */
  value: string | undefined;
  /** Declarations of namespaces: names and values in turn. */
  readonly declarations: string[] = [];
  /** Names of attributes that have no place, as far as is known. */
  readonly others: string[] = [];
  private id: string | undefined;
  private url: string | undefined;

  add(name: string, value: string): void {
    if (name === 'value') this.value = value;
    else if (name === 'url') this.url = value;
    else if (name === 'id') this.id = value;
    else if (isDeclaration(name)) this.declarations.push(name, value);
    else this.others.push(name);
  }

  get hasId(): boolean {
    return this.id !== undefined;
  }

  /**
   * Puts `id` and `url` into an object, as far as they may stand there.
   *
   * @param allowed - which of the two may
   * @param isPrimitive - true where a value may
   */
  take(object: Building | null, allowed: readonly string[], isPrimitive: boolean): void {
    if (this.id !== undefined) {
      if (object !== null && allowed.includes('id')) object['id'] = this.id;
      else this.others.push('id');
    }
    if (this.url !== undefined) {
      if (object !== null && allowed.includes('url')) object['url'] = this.url;
      else this.others.push('url');
    }
    if (this.value !== undefined && !isPrimitive) this.others.push('value');
  }

  clear(): void {
    this.value = undefined;
    this.id = undefined;
    this.url = undefined;
    if (this.declarations.length > 0) this.declarations.length = 0;
    if (this.others.length > 0) this.others.length = 0;
  }
}
