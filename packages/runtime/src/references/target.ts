/**
 * What references lead to within a payload, and how a run gets there.
 *
 * @module
 */
import type { JsonObject } from '../tables/index.js';
import type { Run } from '../walk/run.js';

/** A resource that a reference leads to. */
export interface Target {
  readonly resource: JsonObject;
  /** Puts a run, which stands at the reference, where the resource stands: what it finds then has its place. */
  enter(run: Run): void;
}

/** A contained resource, or the one that contains it. */
export class ContainedTarget implements Target {
  /** @param index - Index among the contained ones; undefined for the container. */
  constructor(
    readonly resource: JsonObject,
    private readonly index?: number,
  ) {}

  enter(run: Run): void {
    const { index, resource } = this;
    run.goTo(run.containerDepth, index === undefined ? [] : ['contained', index]);
    run.context = { resource, rootResource: run.context.rootResource };
    run.isContained = index !== undefined;
  }
}
