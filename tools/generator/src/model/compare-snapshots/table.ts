import { CLASSES, type DifferenceClass } from './classify.js';
import type { Comparisons, PlacedContradiction, ReleaseComparison } from './run.js';

/** The comparison as it is committed beside the page, for machines. */
export function comparisonJson({ releases, differences }: Comparisons): string {
  const examples = new Map<string, object>();
  for (const { class: kind, structure, id, fact, ours, theirs } of differences) {
    const key = [kind, structure, id, fact].join(' ');
    if (!examples.has(key))
      examples.set(key, { class: kind, structure, id, fact, ours: ours ?? null, theirs: theirs ?? null });
  }
  return `${JSON.stringify({ releases, differences: [...examples].sort(byKey).map(([, example]) => example) }, null, 2)}\n`;
}

/** The comparison as a page. */
export function comparisonPage({ releases, differences, stated, contradictions }: Comparisons): string {
  const total = sum(releases);
  const found = (Object.keys(CLASSES) as DifferenceClass[]).filter(
    (kind) => total.classes[kind] !== undefined,
  );
  return [
    '# Our snapshots and the published ones',
    '',
    'The model puts every snapshot together from the base specification and differentials. This page says how',
    'they compare with the snapshots that the published files carry. It is written by',
    '`node tools/generator/dist/compare-snapshots.js --definitions DIR`, and a test keeps it true.',
    '',
    `**${percent(total)} of ${total.facts} element facts are equal** (${total.elements} elements in ${total.structures} definitions).`,
    '',
    'A fact is: the element is there; its min, max, types with profiles and targets, binding strength, value set,',
    'fixed value, pattern and slicing. A fact counts where either side states it.',
    '',
    '## By release',
    '',
    ...table(
      ['Release', 'Definitions', 'Elements', 'Facts', 'Equal', 'Equal %', 'Different', 'No snapshot'],
      [...releases.map(row), row({ ...total, release: '**all**' })],
    ),
    '',
    '## Every difference, by class',
    '',
    ...table(
      ['Class', 'Facts', 'Why'],
      found.map((kind) => [`\`${kind}\``, String(total.classes[kind] ?? 0), CLASSES[kind]]),
    ),
    '',
    '## Where the differences are',
    '',
    ...table(
      ['Class', 'Release', 'Definitions', 'Facts'],
      releases.flatMap(({ release, classes }) =>
        Object.entries(classes).map(([kind, count]) => [
          `\`${kind}\``,
          release,
          [...new Set(differences.filter((one) => one.release === release && one.class === kind).map(nameOf))]
            .sort()
            .join(', '),
          String(count),
        ]),
      ),
    ),
    '',
    '## Snapshots that contradict their own differential',
    '',
    `Differentials state ${stated} facts: elements, and their min, max, binding strength, value set, fixed value and`,
    'pattern. The decision is the same everywhere: the differential counts, of which the model makes its snapshot.',
    'What a published snapshot of the same file says otherwise:',
    '',
    ...table(
      ['Definition', 'Element', 'Fact', 'Differential', 'Snapshot', 'Decision and reason', 'Releases'],
      contradictions.map(contradictionRow).sort((left, right) => (left.join(' ') < right.join(' ') ? -1 : 1)),
    ),
    '',
    '## How they are compared',
    '',
    'Published snapshots spell out the parts of data types also where no profile says anything about them. Our',
    `model does not; for the comparison it does, below ${total.spelledOut} elements. Parts that only ours spells out are not`,
    `compared: below ${total.expandedOnlyByOurs} elements. A choice that a profile narrows to one type is one element in ours and a`,
    'renamed path in published snapshots: the two are taken for the same element. A definition that is published',
    'without a snapshot is counted and not compared.',
    '',
  ].join('\n');
}

function contradictionRow(one: PlacedContradiction): string[] {
  const { structure, version, id, fact, differential, snapshot, releases } = one;
  return [
    `${structure} ${version ?? ''}`.trim(),
    `\`${id}\``,
    fact === 'id' ? 'element' : fact,
    differential,
    snapshot ?? 'absent',
    isTypeSlice(one)
      ? 'differential: the snapshot has the choice narrowed to the type, without a slice of it'
      : 'differential',
    releases.join(', '),
  ];
}

/** A slice of a choice that is named as the choice with its type is: `valueReference:valueReference`. */
function isTypeSlice({ id, fact }: PlacedContradiction): boolean {
  const [name, slice] = id.slice(id.lastIndexOf('.') + 1).split(':');
  return fact === 'id' && name === slice;
}

function nameOf({ structure }: { readonly structure: string }): string {
  return structure.replace(/\.xml$/, '');
}

function row(release: ReleaseComparison): string[] {
  const { facts, equal } = release;
  return [
    release.release,
    String(release.structures),
    String(release.elements),
    String(facts),
    String(equal),
    percent(release),
    String(facts - equal),
    String(release.withoutSnapshot),
  ];
}

function percent({ facts, equal }: { readonly facts: number; readonly equal: number }): string {
  return `${((100 * equal) / facts).toFixed(2)} %`;
}

/** All releases as one. */
export function sum(releases: readonly ReleaseComparison[]): ReleaseComparison {
  const total = { structures: 0, withoutSnapshot: 0, elements: 0, facts: 0, equal: 0, ours: 0, theirs: 0 };
  const classes: Partial<Record<DifferenceClass, number>> = {};
  for (const release of releases) {
    total.structures += release.structures;
    total.withoutSnapshot += release.withoutSnapshot;
    total.elements += release.elements;
    total.facts += release.facts;
    total.equal += release.equal;
    total.ours += release.expandedOnlyByOurs;
    total.theirs += release.spelledOut;
    for (const [kind, count] of Object.entries(release.classes)) {
      const held = kind as DifferenceClass;
      classes[held] = (classes[held] ?? 0) + count;
    }
  }
  const { ours, theirs, ...rest } = total;
  return { release: 'all', ...rest, expandedOnlyByOurs: ours, spelledOut: theirs, classes };
}

/** A Markdown table with its columns lined up. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const all = [head, ...rows];
  const widths = head.map((_, column) => Math.max(3, ...all.map((cells) => cells[column]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    `| ${widths.map((width, column) => (cells[column] ?? '').padEnd(width)).join(' | ')} |`;
  return [line(head), `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`, ...rows.map(line)];
}

function byKey([left]: readonly [string, object], [right]: readonly [string, object]): number {
  return left < right ? -1 : 1;
}
