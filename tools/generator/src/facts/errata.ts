import { canonicalUrl } from './canonical.js';
import { FactsError, type FactsProblem } from './error.js';
import type { Facts, Located } from './load.js';
import type { Scope } from './scope.js';
import type { ElementFacts, Erratum, StructureFacts } from './types.js';

/**
 * A scope in which structures are as errata correct them. Definitions that a correction needs and the scope lacks are
 * looked up in all releases, the last first.
 */
export function correctedScope(
  scope: Scope,
  { errata, releases }: Pick<Facts, 'errata' | 'releases'>,
): Scope {
  if (errata.length === 0) return scope;
  const needed = new Set(errata.flatMap(({ definitions = [] }) => definitions));
  const elsewhere = (canonical: string): Located<StructureFacts> | undefined => {
    const url = canonicalUrl(canonical);
    if (!needed.has(url)) return undefined;
    return [...releases.values()].findLast(({ structures }) => structures.has(url))?.structures.get(url);
  };
  const held = new Map<Located<StructureFacts>, Located<StructureFacts>>();
  return {
    key: `corrected ${scope.key}`,
    structure: (canonical) => {
      const located = scope.structure(canonical) ?? elsewhere(canonical);
      if (located === undefined) return undefined;
      let result = held.get(located);
      if (result === undefined) held.set(located, (result = corrected(located, errata)));
      return result;
    },
    valueSet: (canonical) => scope.valueSet(canonical),
    codeSystem: (canonical) => scope.codeSystem(canonical),
  };
}

/** A definition with its errata applied; the same object when there are none. */
export function corrected(
  located: Located<StructureFacts>,
  errata: readonly Erratum[],
): Located<StructureFacts> {
  const { facts, file } = located;
  const own = errata.filter((erratum) => concerns(erratum, facts));
  if (own.length === 0) return located;
  const removed = own.flatMap(({ remove = [] }) => remove);
  const element = facts.differential.element
    .filter(({ id }) => !removed.some((gone) => isWithin(id, gone)))
    .map((published) =>
      own.reduce<ElementFacts>(
        (corrected, { element }) => (element?.id === published.id ? { ...corrected, ...element } : corrected),
        published,
      ),
    );
  const context = own.findLast((erratum) => erratum.context !== undefined)?.context ?? facts.context;
  return {
    file,
    facts: { ...facts, ...(context === undefined ? {} : { context }), differential: { element } },
  };
}

/**
 * Makes sure that every erratum corrects something.
 *
 * @throws FactsError naming each that corrects nothing, or repeats an id.
 */
export function checkErrata(facts: Facts): void {
  const problems: FactsProblem[] = [];
  const seen = new Set<string>();
  for (const erratum of facts.errata) {
    const at = erratum.id;
    if (seen.has(at)) problems.push({ file: 'errata', at, message: 'two errata have this id' });
    seen.add(at);
    const concerned = [...facts.structures.values()].filter((one) => concerns(erratum, one.facts));
    if (concerned.length === 0)
      problems.push({
        file: 'errata',
        at,
        message: `no definition is ${erratum.canonical} in a version it names`,
      });
    const { element, context, remove = [], definitions = [] } = erratum;
    for (const url of definitions) {
      if (![...facts.releases.values()].some(({ structures }) => structures.has(url)))
        problems.push({ file: 'errata', at, message: `no release defines ${url}` });
    }
    const elements = new Set(concerned.flatMap((one) => one.facts.differential.element).map(({ id }) => id));
    for (const id of [...(element === undefined ? [] : [element.id]), ...remove]) {
      if (!elements.has(id))
        problems.push({ file: 'errata', at, message: `no definition has a differential element ${id}` });
    }
    if (element === undefined && context === undefined && remove.length === 0)
      problems.push({
        file: 'errata',
        at,
        message: 'an erratum changes an element, removes elements or changes a context',
      });
  }
  if (problems.length > 0) throw new FactsError(problems);
}

/** Whether an id is another, a slice of it or below it. */
function isWithin(id: string, outer: string): boolean {
  return id === outer || id.startsWith(`${outer}.`) || id.startsWith(`${outer}:`);
}

/** Whether an erratum is about a definition. */
export function concerns({ canonical, versions }: Erratum, facts: StructureFacts): boolean {
  if (canonicalUrl(facts.url) !== canonical) return false;
  return versions === undefined || versions.includes(facts.version ?? '');
}
