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
import { typeNamed } from './resolve.js';

/**
 * Writes what is known about an issue code, a profile, or an element.
 *
 * @throws UsageError when it is none of them.
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
  const nearCode = didYouMean(subject, Object.keys(ISSUE_CODES));
  if (looksLikeCode(subject) && nearCode !== '')
    throw new UsageError(`"${subject}" is not an issue code.${nearCode}`);
  if (
    /^[A-Z][A-Za-z]*(\.|$)/.test(subject) &&
    (subject.includes('.') || (await isType(subject, spec, engine)))
  ) {
    return explainElement(subject, spec, engine.specs);
  }
  const search = await explainProfile(subject, spec, engine.specs);
  if (search.text !== undefined) return search.text;
  const [name = ''] = subject.split('|');
  throw new UsageError(
    `"${subject}" is no issue code, profile or element path${spec === undefined ? '' : ` of ${spec}`}.${didYouMean(name, search.known) || nearCode}`,
  );
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

async function isType(name: string, spec: string | undefined, engine: Engine): Promise<boolean> {
  for (const entry of engine.specs) {
    if (entry.load === undefined || (spec !== undefined && entry.id !== spec)) continue;
    if (typeNamed(name, (await entry.load()).spec) !== undefined) return true;
  }
  return false;
}
