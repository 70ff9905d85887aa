/**
 * Names: from FHIR's spelling to TypeScript's.
 *
 * @module
 */

const RESERVED = new Set(
  (
    'break case catch class const continue debugger default delete do else enum export extends false finally for ' +
    'function if import in instanceof new null return super switch this throw true try typeof var void while with yield'
  ).split(' '),
);

/** `generalPractitioner`, `NHSNumber-status` → `['general', 'Practitioner']`, `['NHS', 'Number', 'status']`. */
function parts(text: string): string[] {
  return text
    .replace(/\[x\]/g, '')
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .split(/[^A-Za-z0-9]+/)
    .filter((part) => part !== '');
}

/** `nhsNumber` → `NhsNumber`; keeps runs of capitals inside a word that starts upper case. */
export function pascalCase(text: string): string {
  const name = parts(text)
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join('');
  return /^[0-9]/.test(name) ? `N${name}` : name || 'Unnamed';
}

/** `NHSNumber` → `nhsNumber`, `ODS-code` → `odsCode`: a property name that needs no quotes. */
export function camelCase(text: string): string {
  const [first = 'unnamed', ...rest] = parts(text);
  const head = /^[A-Z0-9]+$/.test(first)
    ? first.toLowerCase()
    : first.charAt(0).toLowerCase() + first.slice(1);
  const name = head + rest.map((part) => part.charAt(0).toUpperCase() + part.slice(1)).join('');
  return /^[0-9]/.test(name) ? `n${name}` : name;
}

/** `generalPractitioner` → `General practitioner`; acronyms stay as they are. */
export function sentenceCase(text: string): string {
  const words = parts(text).map((part) => (/^[A-Z0-9]{2,}$/.test(part) ? part : part.toLowerCase()));
  const phrase = words.join(' ');
  return phrase.charAt(0).toUpperCase() + phrase.slice(1);
}

/** Whether `name` can be a property key or a binding without quotes. */
export function isIdentifier(name: string): boolean {
  return /^[A-Za-z_$][A-Za-z0-9_$]*$/.test(name);
}

/** `name`, or `name` with the first number from 2 on that makes it unlike all of `taken`; adds it to `taken`. */
export function unique(name: string, taken: Set<string>): string {
  let candidate = RESERVED.has(name) ? `${name}_` : name;
  for (let n = 2; taken.has(candidate); n++) candidate = `${name}${n}`;
  taken.add(candidate);
  return candidate;
}

/** Total order by UTF-16 code units: does not depend on the machine's locale. */
export function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
