/**
 * Prints the comparison as the committed page.
 *
 * @module
 */
import { type Tallies, emptyTallies } from './compare.js';
import type { Compared, ComparedCorpus, Mode } from './corpus.js';
import type { Exclusion } from './excluded.js';
import { CATEGORIES } from './finding.js';
import { type KnownDifference, type Sorted, sortDifferences } from './known.js';

/** Sums over payloads. */
export function sum(compared: readonly Compared[]): Tallies {
  const sums = emptyTallies();
  for (const { tallies } of compared)
    for (const category of CATEGORIES) {
      sums[category].agreed += tallies[category].agreed;
      sums[category].onlyTheirs += tallies[category].onlyTheirs;
      sums[category].onlyOurs += tallies[category].onlyOurs;
    }
  return sums;
}

/** Share of the reference's findings that are ours too, in per cent. */
export function agreement(compared: readonly Compared[]): number {
  const { agreed, onlyTheirs } = total(sum(compared));
  return agreed + onlyTheirs === 0 ? 100 : (100 * agreed) / (agreed + onlyTheirs);
}

interface Total {
  readonly agreed: number;
  readonly onlyTheirs: number;
  readonly onlyOurs: number;
}

function total(sums: Tallies): Total {
  const add = (key: keyof Total): number =>
    CATEGORIES.reduce((all, category) => all + sums[category][key], 0);
  return { agreed: add('agreed'), onlyTheirs: add('onlyTheirs'), onlyOurs: add('onlyOurs') };
}

function cells({ agreed, onlyTheirs, onlyOurs }: Total): string {
  const share = agreed + onlyTheirs === 0 ? '–' : `${((100 * agreed) / (agreed + onlyTheirs)).toFixed(1)} %`;
  return `${agreed} | ${onlyTheirs} | ${onlyOurs} | ${share}`;
}

const COLUMNS = 'agreed | only theirs | only ours | theirs that are ours too';
const RULES = '---: | ---: | ---: | ---:';

function byCategory(compared: readonly Compared[]): string[] {
  const sums = sum(compared);
  return [
    `| category | ${COLUMNS} |`,
    `| --- | ${RULES} |`,
    ...CATEGORIES.map((category) => `| ${category} | ${cells(sums[category])} |`),
    `| **all** | ${cells(total(sums))} |`,
  ];
}

function byRelease(modes: ComparedCorpus['modes']): string[] {
  const releases = [...new Set(modes['as published'].map(({ release }) => release))].sort();
  const of = (mode: Mode, release: string): readonly Compared[] =>
    modes[mode].filter((one) => one.release === release);
  return [
    `| release | payloads | ${COLUMNS} | after errata: agreed | only theirs | only ours |`,
    `| --- | ---: | ${RULES} | ---: | ---: | ---: |`,
    ...releases.map((release) => {
      const published = of('as published', release);
      const { agreed, onlyTheirs, onlyOurs } = total(sum(of('default', release)));
      const after = `${agreed} | ${onlyTheirs} | ${onlyOurs}`;
      return `| ${release} | ${published.length} | ${cells(total(sum(published)))} | ${after} |`;
    }),
  ];
}

function byClass({ classes }: Sorted, side: KnownDifference['side']): string[] {
  return [
    '| class | differences | payloads | cause | why |',
    '| --- | ---: | ---: | --- | --- |',
    ...[...classes]
      .filter(([known]) => known.side === side)
      .sort(([, a], [, b]) => b.length - a.length)
      .map(([{ id, cause, why }, differences]) => {
        const payloads = new Set(differences.map(({ file }) => file)).size;
        return `| \`${id}\` | ${differences.length} | ${payloads} | ${cause} | ${why} |`;
      }),
  ];
}

function byExclusion(exclusions: readonly Exclusion[], counts: readonly number[]): string[] {
  return [
    '| message id | findings | why |',
    '| --- | ---: | --- |',
    ...exclusions.map(({ id, text, why }, i) => {
      const part = text === undefined ? '' : ' (some)';
      return `| \`${id}\`${part} | ${counts[i] ?? 0} | ${why} |`;
    }),
  ];
}

/** The Markdown page. */
export function renderPage(
  { modes, excluded }: ComparedCorpus,
  exclusions: readonly Exclusion[],
  known: readonly KnownDifference[],
): string {
  const published = modes['as published'];
  const sorted = sortDifferences(
    known,
    published.flatMap(({ differences }) => differences),
  );
  return [
    '# Agreement with the reference validator',
    '',
    'Made by `npm run agreement`; a test fails when it is out of date. Error findings of the HL7/HAPI validator on',
    'the STU3 JSON payloads of the corpus against ours, both judging by the profiles that a payload claims. A',
    'finding is an element, a kind of defect and, where one element can have several, the slice, extension or rule;',
    'it counts once a payload.',
    '',
    `Payloads: ${published.length}. Theirs that are ours too: ${agreement(published).toFixed(2)} % by the definitions as`,
    `published, ${agreement(modes.default).toFixed(2)} % after errata.`,
    '',
    '## As published',
    '',
    'The gated comparison: the verdicts know no errata.',
    '',
    ...byCategory(published),
    '',
    '## After errata',
    '',
    'What errata correct is then only theirs. The gate does not apply.',
    '',
    ...byCategory(modes.default),
    '',
    '## Releases',
    '',
    ...byRelease(modes),
    '',
    '## Only theirs, as published',
    '',
    ...byClass(sorted, 'theirs'),
    '',
    '## Only ours, as published',
    '',
    ...byClass(sorted, 'ours'),
    '',
    '## Not compared',
    '',
    ...byExclusion(exclusions, excluded),
    '',
  ].join('\n');
}
