/**
 * What a payload is judged by: a specification version, and a profile when one is asked for.
 *
 * @module
 */
import type { Choice, Profile, SpecTable, Validator } from '@gpconnect/runtime';
import { didYouMean } from '../did-you-mean.js';
import type { Engine } from '../engine.js';
import { isModelled, specNamed, type ModelledSpec } from '../registry.js';
import { UsageError } from '../usage-error.js';
import type { ValidateCommandOptions } from './options.js';

/** A validator with what was asked of it. */
export interface Target {
  readonly validator: Validator;
  readonly profile: Profile<never> | undefined;
  readonly interaction: string | undefined;
  readonly chosen: readonly Choice[];
}

/** Makes the targets of the specification versions that the user named. */
export function namedTargets(
  specs: readonly ModelledSpec[],
  options: ValidateCommandOptions,
): Promise<Target[]> {
  return Promise.all(
    specs.map(async (entry) => {
      const validator = await entry.load();
      return {
        validator,
        profile: options.profile === undefined ? undefined : profileNamed(options.profile, validator.spec),
        interaction: interactionNamed(options.validate.interaction, validator.spec),
        chosen: [],
      };
    }),
  );
}

/**
 * Makes the target of a specification version that was detected. When the user asks for a profile that it
 * does not hold, the latest version that does takes its place.
 */
export async function detectedTarget(
  detected: { readonly spec: string; readonly chosen: readonly Choice[] },
  options: ValidateCommandOptions,
  engine: Engine,
): Promise<Target> {
  let validator = await specNamed(detected.spec, engine.specs).load();
  let { chosen } = detected;
  if (options.profile !== undefined && findProfile(options.profile, validator.spec) === undefined) {
    const holder = await latestWith(options.profile, engine);
    if (holder === undefined) {
      throw new UsageError(
        `No specification version holds profile "${options.profile}". "gpconnect explain" finds profiles by name.`,
      );
    }
    validator = holder;
    const reason = 'latest version that holds the profile asked for';
    chosen = [{ what: 'specification', value: validator.spec.id, reason }];
  }
  return {
    validator,
    profile: options.profile === undefined ? undefined : profileNamed(options.profile, validator.spec),
    interaction: interactionNamed(options.validate.interaction, validator.spec),
    chosen,
  };
}

async function latestWith(profile: string, engine: Engine): Promise<Validator | undefined> {
  for (const entry of [...engine.specs].reverse()) {
    if (!isModelled(entry)) continue;
    const validator = await entry.load();
    if (findProfile(profile, validator.spec) !== undefined) return validator;
  }
  return undefined;
}

/** A profile by canonical (a `|version` must then be its version) or by the last segment of its canonical. */
export function findProfile(name: string, spec: SpecTable): Profile<never> | undefined {
  const [url = '', version] = name.split('|');
  const found = Object.hasOwn(spec.profiles, url)
    ? spec.profiles[url]
    : Object.values(spec.profiles).find((table) => lastSegment(table.url) === url);
  if (found === undefined) return undefined;
  return version === undefined || version === found.version ? found : undefined;
}

function profileNamed(name: string, spec: SpecTable): Profile<never> {
  const found = findProfile(name, spec);
  if (found !== undefined && !Object.hasOwn(spec.types, found.type)) {
    throw new UsageError(`${found.url} is a profile of ${found.type}: it judges no resource.`);
  }
  if (found !== undefined) return found;
  const [url = ''] = name.split('|');
  const other = findProfile(url, spec);
  if (other !== undefined)
    throw new UsageError(
      `${spec.id} holds ${other.url} in version ${other.version ?? '(none)'}, not "${name}".`,
    );
  const known = Object.keys(spec.profiles);
  const candidates = url.includes('/') ? known : known.map(lastSegment);
  throw new UsageError(`${spec.id} holds no profile "${name}".${didYouMean(url, candidates)}`);
}

/** The full id of an interaction, which may be named without its common prefix. */
function interactionNamed(name: string | undefined, spec: SpecTable): string | undefined {
  if (name === undefined) return undefined;
  const ids = spec.interactions.map((interaction) => interaction.id);
  const found = ids.find((id) => id === name) ?? ids.find((id) => id.endsWith(`:${name}`));
  if (found !== undefined) return found;
  throw new UsageError(
    `${spec.id} has no interaction "${name}".${didYouMean(name, ids)} It has ${ids.join(', ') || 'none'}.`,
  );
}

function lastSegment(canonical: string): string {
  return canonical.slice(canonical.lastIndexOf('/') + 1);
}
