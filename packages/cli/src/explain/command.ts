/**
 * `gpconnect explain CODE|PROFILE|PATH`.
 *
 * @module
 */
import { ISSUE_CODES, type IssueCode } from '@gpconnect/runtime';
import { didYouMean } from '../did-you-mean.js';
import type { Engine } from '../engine.js';
import type { ExitCode, Io } from '../io.js';
import { specNamed } from '../registry.js';
import { UsageError } from '../usage-error.js';
import { explainElement } from './element.js';
import { explainProfile } from './profile.js';
import { plainPath, typeNamed } from './resolve.js';

/**
 * Writes what is known about an issue code, a profile, or an element.
 *
 * @throws UsageError when it is none of these.
 */
export async function explainCommand(
  subject: string,
  options: { readonly spec?: string },
  engine: Engine,
  io: Io,
): Promise<ExitCode> {
  await io.stdout.write(await explanation(subject, options.spec, engine));
  return 0;
}

async function explanation(subject: string, spec: string | undefined, engine: Engine): Promise<string> {
  if (isIssueCode(subject)) return codeText(subject, engine);
  if (spec !== undefined) specNamed(spec, engine.specs);
  const codes = Object.keys(ISSUE_CODES);
  if (looksLikeCode(subject) && didYouMean(subject, codes) !== '')
    throw new UsageError(`"${subject}" is not an issue code.${didYouMean(subject, codes)}`);
  const range = codes.filter(isIssueCode).filter((code) => code.startsWith(`${subject}.`));
  if (range.length > 0) return rangeText(subject, range, engine);
  const path = plainPath(subject);
  if (/^[A-Z][A-Za-z]*(\.|$)/.test(path) && (path.includes('.') || (await isType(path, spec, engine)))) {
    return explainElement(path, spec, engine.specs);
  }
  const search = await explainProfile(subject, spec, engine.specs);
  if (search.text !== undefined) return search.text;
  const [name = ''] = subject.split('|');
  // A name is like names, a canonical like canonicals: each profile is suggested once.
  const profiles = [...search.known].filter((known) => known.includes('/') === name.includes('/'));
  const known = [...codes, ...(await typeNames(spec, engine)), ...profiles];
  throw new UsageError(
    `"${subject}" is no issue code, profile or element path${spec === undefined ? '' : ` of ${spec}`}.${didYouMean(name, known)}`,
  );
}

function rangeText(range: string, codes: readonly IssueCode[], engine: Engine): string {
  const width = Math.max(...codes.map((code) => code.length));
  const rows = codes.map((code) => `  ${code.padEnd(width)}  ${engine.explain(code).title}`);
  return [`${range}: ${codes.length} issue codes`, '', ...rows, ''].join('\n');
}

function codeText(code: IssueCode, engine: Engine): string {
  const { title, meaning, usualCause, remedy } = engine.explain(code);
  const rows = [
    ['severity', `${ISSUE_CODES[code]}, unless the definition says otherwise`],
    ['meaning', meaning],
    ['usual cause', usualCause],
    ['remedy', remedy],
  ] as const;
  return [`${code}: ${title}`, '', ...rows.map(([label, text]) => `  ${label.padEnd(11)}  ${text}`), ''].join(
    '\n',
  );
}

function isIssueCode(text: string): text is IssueCode {
  return Object.hasOwn(ISSUE_CODES, text);
}

function looksLikeCode(text: string): boolean {
  return /^[a-z-]+\.[a-z-]+$/.test(text);
}

async function typeNames(spec: string | undefined, engine: Engine): Promise<ReadonlySet<string>> {
  const names = new Set<string>();
  for (const entry of engine.specs) {
    if (entry.load === undefined || (spec !== undefined && entry.id !== spec)) continue;
    const { types, fhir } = (await entry.load()).spec;
    for (const name of [...Object.keys(types), ...Object.keys(fhir.datatypes)]) names.add(name);
  }
  return names;
}

async function isType(name: string, spec: string | undefined, engine: Engine): Promise<boolean> {
  for (const entry of engine.specs) {
    if (entry.load === undefined || (spec !== undefined && entry.id !== spec)) continue;
    if (typeNamed(name, (await entry.load()).spec) !== undefined) return true;
  }
  return false;
}
