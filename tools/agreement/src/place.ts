/**
 * Places of findings: both sides' paths in one form, and the element that a path stands for.
 *
 * @module
 */

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

/** The path of what holds the last step. */
export function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('.')));
}

/** The Bundle that an entry, or the resource in it, belongs to: one side counts entries from one, the other from zero. */
export function bundleOf(path: string): string {
  return path.replace(/\.entry(\[\d+\])?(\.resource)?$/, '');
}

/** Whether both paths mean one place; `value[x]` of either side stands for any of the choice. */
export function samePlace(theirs: string, ours: string): boolean {
  return theirs === ours || stands(theirs, ours) || stands(ours, theirs);
}

function stands(general: string, path: string): boolean {
  if (!general.includes('[x]')) return false;
  const pattern = general
    .split('[x]')
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('(?:\\[x\\]|[A-Z]\\w*)');
  return new RegExp(`^${pattern}$`).test(path);
}

/** The element that a common path stands for: without indices, from the type of the innermost resource on. */
export function elementOf(payload: unknown, path: string): string {
  const [root = '', ...steps] = path.split('.');
  let element = root;
  let value: unknown = payload;
  for (const step of steps) {
    const [, name = step, index] = /^(.+?)(?:\[(\d+)\])?$/.exec(step) ?? [];
    value = child(value, name);
    if (Array.isArray(value)) value = (value as readonly unknown[])[Number(index ?? 0)];
    const type = child(value, 'resourceType');
    element = typeof type === 'string' ? type : `${element}.${name}`;
  }
  return element;
}

function child(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined;
}
