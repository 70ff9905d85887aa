import { baseCanonical, canonicalUrl } from '../facts/canonical.js';
import type { Scope } from '../facts/scope.js';

/**
 * Resource types that reference targets are about.
 *
 * Published profiles name targets for which no definition is published. Their
 * canonicals follow a habit (`CareConnect-GPC-Condition-1`), and where exactly
 * one segment of the last part is a resource type, that type is meant.
 */
export class Targets {
  constructor(private readonly resourceTypes: ReadonlySet<string>) {}

  /** Types of one target: none where any resource will do, or where nothing tells. */
  types(canonical: string, scope: Scope): readonly string[] {
    const type = this.type(canonical, scope);
    return type === undefined || type === 'Resource' || type === 'DomainResource' ? [] : [type];
  }

  /** Whether the canonical says nothing about types: neither defined nor named by habit. */
  isUnknown(canonical: string, scope: Scope): boolean {
    return this.type(canonical, scope) === undefined;
  }

  private type(canonical: string, scope: Scope): string | undefined {
    const url = canonicalUrl(canonical);
    const defined = scope.structure(url)?.facts.type;
    if (defined !== undefined) return defined;
    const last = url.slice(url.lastIndexOf('/') + 1);
    if (url === baseCanonical(last)) return last;
    const named = last.split('-').filter((segment) => this.resourceTypes.has(segment));
    return named.length === 1 ? named[0] : undefined;
  }
}
