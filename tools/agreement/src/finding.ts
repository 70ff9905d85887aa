/**
 * A finding reduced to what two validators can be compared by: where, and what kind of defect.
 *
 * @module
 */

/** Kinds of defect that are compared. */
export const KINDS = ['unknown property', 'JSON shape', 'missing required element', 'bad primitive'] as const;

/** One kind of defect. */
export type Kind = (typeof KINDS)[number];

/** A finding of either side, in the common form. */
export interface Finding {
  readonly kind: Kind;
  /** Path in the common form of {@link commonPath}. */
  readonly path: string;
}

/**
 * Both sides' paths in one form: the reference's comments and type functions are gone, and so is every `[0]`,
 * since one side counts an object that should be in an array and the other does not.
 */
export function commonPath(path: string): string {
  return path
    .replace(/\/\*.*?\*\//g, '')
    .replace(/\[url='[^']*'\]/g, '')
    .replace(/\.?ofType\((\w)(\w*)\)/g, (_, first: string, rest: string) => first.toUpperCase() + rest)
    .replaceAll('[0]', '');
}

/** Whether a path of ours is the one the reference means; its `value[x]` stands for any of the choice. */
export function samePlace(theirs: string, ours: string): boolean {
  if (theirs === ours) return true;
  if (!theirs.includes('[x]')) return false;
  const pattern = theirs
    .split('[x]')
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('(?:\\[x\\]|[A-Z]\\w*)');
  return new RegExp(`^${pattern}$`).test(ours);
}

/**
 * A wrong JSON type is a shape to one validator and a bad primitive to the other, depending on where its parser
 * gives up; the two kinds therefore answer for each other.
 */
export function sameKind(theirs: Kind, ours: Kind): boolean {
  const shape = (kind: Kind): boolean => kind === 'JSON shape' || kind === 'bad primitive';
  return theirs === ours || (shape(theirs) && shape(ours));
}
