/**
 * Prints the comparison as the committed page.
 *
 * @module
 */
import type { Tally } from './compare.js';
import type { Compared, ComparedPayloads, Mode } from './comparison.js';
import type { Exclusion } from './excluded.js';
import { CATEGORIES } from './finding.js';
import { type KnownDifference, type Sorted, sortDifferences } from './known.js';
import { SOURCES, type Source } from './payload.js';
import { agreement, sum, total } from './sums.js';

const COLUMNS = 'agreed | only theirs | only ours | theirs that are ours too';
const RULES = '---: | ---: | ---: | ---:';

function cells({ agreed, onlyTheirs, onlyOurs }: Tally): string {
  const share = agreed + onlyTheirs === 0 ? '–' : `${((100 * agreed) / (agreed + onlyTheirs)).toFixed(1)} %`;
  return `${agreed} | ${onlyTheirs} | ${onlyOurs} | ${share}`;
}

function counts({ agreed, onlyTheirs, onlyOurs }: Tally): string {
  return `${agreed} / ${onlyTheirs} / ${onlyOurs}`;
}

function of(compared: readonly Compared[], source: Source): readonly Compared[] {
  return compared.filter((one) => one.source === source);
}

function bySource(modes: ComparedPayloads['modes']): string[] {
  const row = (name: string, pick: (all: readonly Compared[]) => readonly Compared[]): string => {
    const published = pick(modes['as published']);
    const after = total(pick(modes.default));
    return `| ${name} | ${published.length} | ${cells(total(published))} | ${counts(after)} |`;
  };
  return [
    `| | payloads | ${COLUMNS} | after errata: agreed / only theirs / only ours |`,
    `| --- | ---: | ${RULES} | ---: |`,
    ...SOURCES.map((source) => row(source, (all) => of(all, source))),
    row('**all**', (all) => all),
  ];
}

function byCategory(compared: readonly Compared[]): string[] {
  const sums = sum(compared);
  const parts = SOURCES.map((source) => sum(of(compared, source)));
  return [
    `| category | ${COLUMNS} | ${SOURCES.map((source) => `${source} `).join('| ')}|`,
    `| --- | ${RULES} | ${SOURCES.map(() => '---: ').join('| ')}|`,
    ...CATEGORIES.map((category) => {
      const each = parts.map((part) => counts(part[category])).join(' | ');
      return `| ${category} | ${cells(sums[category])} | ${each} |`;
    }),
    `| **all** | ${cells(total(compared))} | ${SOURCES.map((source) => counts(total(of(compared, source)))).join(' | ')} |`,
  ];
}

function byRelease(modes: ComparedPayloads['modes']): string[] {
  const releases = [...new Set(modes['as published'].map(({ release }) => release))].sort();
  const pick = (mode: Mode, release: string): readonly Compared[] =>
    modes[mode].filter((one) => one.release === release);
  return [
    `| release | payloads | ${COLUMNS} | ${SOURCES.join(' | ')} | after errata |`,
    `| --- | ---: | ${RULES} | ---: | ---: | ---: | ---: |`,
    ...releases.map((release) => {
      const published = pick('as published', release);
      const each = SOURCES.map((source) => counts(total(of(published, source)))).join(' | ');
      const after = counts(total(pick('default', release)));
      return `| ${release} | ${published.length} | ${cells(total(published))} | ${each} | ${after} |`;
    }),
  ];
}

function byClass({ classes }: Sorted, side: KnownDifference['side']): string[] {
  return [
    `| class | ${SOURCES.join(' | ')} | payloads | cause | why |`,
    '| --- | ---: | ---: | ---: | ---: | --- | --- |',
    ...[...classes]
      .filter(([known]) => known.side === side)
      .sort(([, a], [, b]) => b.length - a.length)
      .map(([{ id, cause, why }, differences]) => {
        const each = SOURCES.map((source) => differences.filter((one) => one.source === source).length);
        const payloads = new Set(differences.map(({ name }) => name)).size;
        return `| \`${id}\` | ${each.join(' | ')} | ${payloads} | ${cause} | ${why} |`;
      }),
  ];
}

function byExclusion(exclusions: readonly Exclusion[], counted: readonly number[]): string[] {
  return [
    '| message id | findings | why |',
    '| --- | ---: | --- |',
    ...exclusions.map(({ id, step, why }, i) => {
      const part = step === undefined ? '' : ' (some)';
      return `| \`${id}\`${part} | ${counted[i] ?? 0} | ${why} |`;
    }),
  ];
}

/** The Markdown page. */
export function renderPage(
  { modes, excluded }: ComparedPayloads,
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
    'Made by `npm run agreement`; a test fails when it is out of date. Error findings of the HL7/HAPI validator against',
    'ours, both judging by the profiles that a payload claims: on the STU3 JSON payloads of the corpus, on a minimal',
    'instance of every profile in every release, and on mutants of them, which break one constraint each. A finding is an',
    'element, a kind of defect and, where one element can have several, the slice, extension or rule; it counts once a',
    'payload. Three numbers in one cell are agreed / only theirs / only ours.',
    '',
    `Payloads: ${published.length}. Theirs that are ours too: ${agreement(published).toFixed(2)} % by the definitions as`,
    `published, ${agreement(modes.default).toFixed(2)} % after errata.`,
    '',
    ...bySource(modes),
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
    'The verdicts on made payloads are kept in `tools/agreement/verdicts` by a hash of what was judged. Where a payload',
    'has none, `npm run agreement -- --reference` asks the reference.',
    '',
  ].join('\n');
}
