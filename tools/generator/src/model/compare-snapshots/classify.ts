import type { Scope } from '../../facts/scope.js';
import type { Difference } from './compare.js';

/** Why a published snapshot differs from ours. The text stands in the committed table. */
export const CLASSES = {
  'extension-left-open':
    'An extension slice names a profile that the release defines, and the published snapshot was made without it: ' +
    'any number, any value, no parts. Ours holds what the extension says.',
  'extension-of-another-version':
    'The published snapshot was made with another version of the extension than the one that the release holds.',
  'extension-undefined':
    'No release holds the extension. The published snapshot was made with a copy of it, of which it shows a part.',
  'slice-wider-than-list':
    'The published snapshot allows a slice more items than the whole list may have. Ours allows it as many as the list.',
  unexplained: 'Not looked into yet: the test fails while there is one.',
} as const;

export type DifferenceClass = keyof typeof CLASSES;

/** Finds why a fact differs. */
export function classify(difference: Difference, scope: Scope): DifferenceClass {
  const { extension, draft, published, fact } = difference;
  if (extension !== undefined) {
    const canonicals = extension.types.flatMap(({ profile = [] }) => profile);
    if (!canonicals.every((canonical) => scope.structure(canonical))) return 'extension-undefined';
    return isPlain(difference) ? 'extension-left-open' : 'extension-of-another-version';
  }
  const isSlice = draft?.sliceName !== undefined && published !== undefined;
  if (fact === 'max' && isSlice && draft.max !== Infinity && published.max === '*')
    return 'slice-wider-than-list';
  return 'unexplained';
}

/** How many types a choice has that nobody has narrowed, at least. */
const OPEN_CHOICE = 30;

/** Whether the published element says what every extension says. */
function isPlain({ fact, theirs, published, extension }: Difference): boolean {
  if (published === undefined) return fact === 'id';
  const isExtension = published.sliceName === extension?.sliceName;
  const isPart = !isExtension && published.sliceName === undefined;
  switch (fact) {
    case 'min':
      return isPart && theirs === '0';
    case 'max':
      return theirs === (isExtension ? '*' : '1') && (isExtension || isPart);
    case 'types':
      return (published.type?.length ?? 0) >= OPEN_CHOICE;
    default:
      return theirs === undefined;
  }
}
