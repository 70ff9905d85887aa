/**
 * Prints the scores as the committed page.
 *
 * @module
 */
import { CONSTRAINTS } from '@gpconnect/testkit';
import type { Explained, Implied, Known, NoInstance } from './explained.js';
import type { Count, Score } from './score.js';

const RULES: Readonly<Record<(typeof CONSTRAINTS)[number], string>> = {
  minimum: 'a required element is missing, or there are too few',
  maximum: 'there is one too many',
  prohibited: 'an element that must not be there',
  type: 'a form of a choice that is not allowed',
  choice: 'two forms of a choice at once',
  shape: 'another JSON form: arrays, objects, null, siblings of primitives',
  'unknown-property': 'a property that is not defined',
  primitive: 'a value that is not of its primitive type',
  length: 'more characters than allowed',
  fixed: 'another value than the fixed one',
  pattern: 'a value without the pattern',
  binding: 'a code outside of the value set, or none (required, extensible, preferred)',
  'slice-minimum': 'too few items in a slice',
  'slice-maximum': 'too many items in a slice',
  'closed-slicing': 'an item outside of a closed slicing',
  'slice-order': 'items in the wrong order',
  'target-type': 'a reference to another type',
  'reference-form': 'text that is no reference',
  extension: 'an extension in another place, without a definition, or with an undefined part',
  invariant: 'a rule of the base specification that does not hold',
};

function sum(counts: readonly Count[]): Count {
  return counts.reduce(
    (all, { mutants, reported }) => ({ mutants: all.mutants + mutants, reported: all.reported + reported }),
    { mutants: 0, reported: 0 },
  );
}

function percent({ mutants, reported }: Count): string {
  if (mutants === 0) return '–';
  return reported === mutants ? '100 %' : `${(Math.floor((1000 * reported) / mutants) / 10).toFixed(1)} %`;
}

function byConstraint(scores: readonly Score[]): string[] {
  return [
    '| constraint | mutants | reported as expected | score |',
    '| --- | ---: | ---: | ---: |',
    ...CONSTRAINTS.map((constraint) => {
      const count = sum(scores.flatMap(({ counts }) => counts.get(constraint) ?? []));
      return `| ${constraint}: ${RULES[constraint]} | ${count.mutants} | ${count.reported} | ${percent(count)} |`;
    }),
  ];
}

function bySubject(scores: readonly Score[]): string[] {
  return [
    '| profile or type | versions | mutants | reported as expected | score | unreachable |',
    '| --- | ---: | ---: | ---: | ---: | ---: |',
    ...scores.map(({ subject, versions, counts, unreachable }) => {
      const count = sum([...counts.values()]);
      const name = subject.replaceAll('|', ' ');
      return `| ${name} | ${versions} | ${count.mutants} | ${count.reported} | ${percent(count)} | ${unreachable.length} |`;
    }),
  ];
}

function listed(counts: Explained['counts']): string[] {
  if (counts.size === 0) return ['None.'];
  return [...counts].map(([{ subject, element, constraint, is, about, reason }, count]) => {
    const where = [subject, element, about]
      .filter((one) => one !== undefined)
      .join(', ')
      .replaceAll('|', ' ');
    return `- **${constraint}**${where === '' ? '' : ` (${where})`}, ${is}, ${count}: ${reason}`;
  });
}

function withoutInstance(all: readonly NoInstance[]): string[] {
  return all.map(
    ({ profile, element, code, reason }) => `- \`${profile}\`, ${element}, \`${code}\`: ${reason}`,
  );
}

function ruleTable(scores: readonly Score[], implied: readonly Implied[]): string[] {
  const all = scores.flatMap(({ unreachable }) => unreachable);
  return [
    '| rule | not broken alone | elements excluded | why |',
    '| --- | ---: | ---: | --- |',
    ...implied.map(({ rule, reason }) => {
      const own = all.filter((one) => one.rule === rule);
      const broken = own.filter(({ isRule }) => isRule).length;
      return `| ${rule} | ${broken} | ${own.length - broken} | ${reason} |`;
    }),
  ];
}

/** The page, as `docs/conformance/mutation.md` has it. */
export function renderPage(scores: readonly Score[], explained: Explained, known: Known): string {
  const total = sum(scores.flatMap(({ counts }) => [...counts.values()]));
  return [
    '# Constraint mutation',
    '',
    'Written by `npm run mutation`. From the model, as the validator reads it, a minimal valid instance of every profile is',
    'made, and for each constraint that can be broken mechanically a payload that breaks it. A mutant counts as reported',
    'when the finding expected is there, with its code, severity and place, and no error that the change does not explain.',
    'Every content of every profile of every specification version is judged, once; nothing is sampled.',
    '',
    `${total.mutants} mutants, ${total.reported} reported as expected: ${percent(total)}.`,
    '',
    '## By constraint',
    '',
    ...byConstraint(scores),
    '',
    '## Survivors',
    '',
    'Mutants that were not reported as expected: *missed* are those without the finding expected, *unrelated* those with a',
    'further error, *unsound* those whose payload had an error before it was changed.',
    '',
    ...listed(explained.counts),
    '',
    '## Profiles without a valid instance',
    '',
    'Their definitions contradict each other: no payload satisfies them, and every mutant has the error named as well.',
    '',
    ...withoutInstance(known.noInstance),
    '',
    '## Elements that no payload can have',
    '',
    'They are optional, and their definitions contradict each other.',
    '',
    ...known.excluded.map(({ profile, element, reason }) => `- \`${profile}\`, ${element}: ${reason}`),
    '',
    '## Rules without a mutant',
    '',
    'Where a profile says more than a rule of the base specification, the rule is not broken alone. Where both exclude each',
    'other, the element is unreachable.',
    '',
    ...ruleTable(scores, known.implied),
    '',
    '## By profile and data type',
    '',
    'Letters tell contents that one version has in different releases, or before and after errata. *Unreachable* counts',
    'elements that definitions allow and that no valid payload has, because a rule or another definition excludes them.',
    '',
    ...bySubject(scores),
    '',
  ].join('\n');
}
