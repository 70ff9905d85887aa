import type { CodeSystemFacts, ConceptFacts, ValueSetPart } from '../facts/types.js';

type Filter = NonNullable<ValueSetPart['filter']>[number];

/** Properties that mean a concept's own code. */
const CODE = new Set(['concept', 'code']);

/**
 * Codes of a code system that a value set's filter selects. Nothing where the
 * filter asks for what facts do not hold: properties, reference sets, or an
 * expression of the code system's own language.
 */
export function select(codeSystem: CodeSystemFacts, filter: Filter): ReadonlySet<string> | undefined {
  if (!CODE.has(filter.property)) return undefined;
  const concepts = codeSystem.concept ?? [];
  switch (filter.op) {
    case 'is-a':
      return new Set([
        ...(find(concepts, filter.value) ? [filter.value] : []),
        ...below(concepts, filter.value),
      ]);
    case 'descendent-of':
      return new Set(below(concepts, filter.value));
    case '=':
      return new Set(codes(concepts).filter((code) => code === filter.value));
    case 'in': {
      const wanted = new Set(filter.value.split(',').map((code) => code.trim()));
      return new Set(codes(concepts).filter((code) => wanted.has(code)));
    }
    case 'not-in': {
      const unwanted = new Set(filter.value.split(',').map((code) => code.trim()));
      return new Set(codes(concepts).filter((code) => !unwanted.has(code)));
    }
    case 'is-not-a': {
      const unwanted = new Set([filter.value, ...below(concepts, filter.value)]);
      return new Set(codes(concepts).filter((code) => !unwanted.has(code)));
    }
    case 'regex':
      return matching(concepts, filter.value);
    default:
      return undefined;
  }
}

function matching(concepts: readonly ConceptFacts[], expression: string): ReadonlySet<string> | undefined {
  let pattern: RegExp;
  try {
    pattern = new RegExp(`^(?:${expression})$`, 'u');
  } catch {
    return undefined;
  }
  return new Set(codes(concepts).filter((code) => pattern.test(code)));
}

function codes(concepts: readonly ConceptFacts[]): string[] {
  return concepts.flatMap((concept) => [concept.code, ...codes(concept.concept ?? [])]);
}

function find(concepts: readonly ConceptFacts[], code: string): boolean {
  return codes(concepts).includes(code);
}

/** Codes below a code. A hierarchy may show the code more than once, each time with its own children. */
function below(concepts: readonly ConceptFacts[], code: string): string[] {
  return concepts.flatMap((concept) =>
    concept.code === code ? codes(concept.concept ?? []) : below(concept.concept ?? [], code),
  );
}
