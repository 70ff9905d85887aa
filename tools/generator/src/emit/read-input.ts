/**
 * Reads everything that is generated from.
 *
 * @module
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NameFacts } from '../facts/types.js';
import { compileInvariants } from '../fhirpath/index.js';
import { loadModel } from '../model/load.js';
import type { GenerateInput } from './generate.js';
import type { Aliases } from './specs.js';

/**
 * Reads the facts below `profiles`.
 *
 * @param names - `committed`: every profile must have its name already; `assign`: what has none gets one.
 * @throws FactsError with the place of everything that cannot be used.
 */
export function readInput(
  profiles: string,
  names: 'committed' | 'assign',
): { input: GenerateInput; names: NameFacts } {
  const model = loadModel(profiles, { names });
  return {
    names: model.names,
    input: {
      model,
      registries: model.facts.specs,
      invariants: compileInvariants(model.facts.invariants, model.types),
      aliases: aliases(profiles),
    },
  };
}

function aliases(profiles: string): Aliases {
  const path = join(profiles, 'specs/aliases.json');
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Aliases) : {};
}
