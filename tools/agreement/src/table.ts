/**
 * Prints the comparison as the committed table.
 *
 * @module
 */
import { emptyTallies } from './compare.js';
import type { Compared } from './corpus.js';
import { KINDS } from './finding.js';

/** Share of the reference's findings that are ours too, in per cent. */
export function agreement(compared: readonly Compared[]): number {
  const sums = sum(compared);
  const agreed = KINDS.reduce((total, kind) => total + sums[kind].agreed, 0);
  const all = KINDS.reduce((total, kind) => total + sums[kind].agreed + sums[kind].onlyTheirs, 0);
  return all === 0 ? 100 : (100 * agreed) / all;
}

function sum(compared: readonly Compared[]): ReturnType<typeof emptyTallies> {
  const sums = emptyTallies();
  for (const { tallies } of compared)
    for (const kind of KINDS) {
      sums[kind].agreed += tallies[kind].agreed;
      sums[kind].onlyTheirs += tallies[kind].onlyTheirs;
      sums[kind].onlyOurs += tallies[kind].onlyOurs;
    }
  return sums;
}

/** The Markdown page; `explanations` follow the tables. */
export function renderTable(compared: readonly Compared[], explanations: string): string {
  const rows = (selected: readonly Compared[]): string[] => {
    const sums = sum(selected);
    return KINDS.map((kind) => {
      const { agreed, onlyTheirs, onlyOurs } = sums[kind];
      const share =
        agreed + onlyTheirs === 0 ? '–' : `${((100 * agreed) / (agreed + onlyTheirs)).toFixed(1)} %`;
      return `| ${kind} | ${agreed} | ${onlyTheirs} | ${onlyOurs} | ${share} |`;
    });
  };
  const head =
    '| kind | agreed | only theirs | only ours | theirs that are ours too |\n| --- | ---: | ---: | ---: | ---: |';
  const releases = [...new Set(compared.map(({ release }) => release))].sort();
  return [
    '# Agreement with the reference validator',
    '',
    'Made by `npm run agreement`; a test fails when it is out of date. Error findings of the HL7/HAPI validator on',
    'the STU3 JSON payloads of the corpus, judged by the profiles they claim and the definitions as published,',
    'against ours. A finding is an element and a kind of defect, counted once a payload.',
    '',
    `Payloads: ${compared.length}. Theirs that are ours too, all kinds: ${agreement(compared).toFixed(2)} %.`,
    '',
    head,
    ...rows(compared),
    '',
    explanations.trim(),
    '',
    ...releases.flatMap((release) => {
      const selected = compared.filter((item) => item.release === release);
      return [`## ${release} (${selected.length} payloads)`, '', head, ...rows(selected), ''];
    }),
  ].join('\n');
}
