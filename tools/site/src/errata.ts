/**
 * The errata: a page of all, and a section on the page of each specification version that they concern.
 *
 * @module
 */
import type { ErratumChange, ErratumModel } from '@gpconnect-tools/generator/model/errata';
import { code, frontMatter, table, text } from './markdown.js';

/** Name of the page's file. */
export const ERRATA_PAGE = 'errata.md';

/** Every erratum: what, why, on what evidence, and where it applies. */
export function errataPage(errata: readonly ErratumModel[]): string {
  return [
    frontMatter('Errata'),
    '# Errata',
    '',
    'Corrections that validation makes to published definitions. `asPublished` and `--as-published` leave them out.',
    '',
    ...errata.flatMap((erratum) => [
      `## ${text(erratum.id)}`,
      '',
      text(erratum.why),
      '',
      table(
        ['What', 'Where', 'Published', 'Corrected'],
        erratum.changes.map((change) => [...changed(change), published(change), code(change.corrected)]),
      ),
      '',
      ...erratum.evidence.map((one) => `- ${text(one)}`),
      '',
      `Definition: ${erratum.canonicals.map(code).join(', ')} (${erratum.versions.map(text).join(', ')}),`,
      `published in ${erratum.releases.map(text).join(', ') || 'no release'}.`,
      '',
      `Applies in: ${erratum.specs.map(specLink).join(', ') || 'no version that is modelled'}.`,
      '',
    ]),
  ].join('\n');
}

/** The errata of one specification version (`capability@version`). */
export function errataSection(spec: string, errata: readonly ErratumModel[]): string[] {
  const own = errata.filter(({ specs }) => specs.includes(spec));
  if (own.length === 0) return [];
  const rows = own.flatMap((erratum) =>
    erratum.changes.map((change) => [
      text(erratum.id),
      ...changed(change),
      published(change),
      code(change.corrected),
    ]),
  );
  return [
    '## Errata',
    '',
    `Validation corrects these definitions; [the errata page](./${ERRATA_PAGE}) has the reasons and the evidence.`,
    '',
    table(['Erratum', 'What', 'Where', 'Published', 'Corrected'], rows),
    '',
  ];
}

function changed({ property, at }: ErratumChange): [string, string] {
  return [text(property), code(at)];
}

function published(change: ErratumChange): string {
  return change.published === undefined ? 'differs, or nothing' : code(change.published);
}

function specLink(spec: string): string {
  return `[${text(spec)}](./${spec.replace('@', '-')}.md)`;
}
