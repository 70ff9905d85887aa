/**
 * Small pieces of Markdown.
 *
 * @module
 */

/** Text in a table cell or a sentence: nothing in it is markup. */
export const text = (value: string): string =>
  value.replace(/[\\`*_{}[\]<>|#@]/g, '\\$&').replace(/\s+/g, ' ');

/** A code span; also inside a table. */
export const code = (value: string): string => `\`${value.replace(/`/g, "'").replace(/\|/g, '\\|')}\``;

/** A table; rows may be empty. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** Front matter that TypeDoc reads: title, and pages below this one. */
export function frontMatter(title: string, children: readonly string[] = []): string {
  return [
    '---',
    `title: ${JSON.stringify(title)}`,
    ...(children.length > 0 ? ['children:', ...children.map((one) => `  - ${one}`)] : []),
    '---',
    '',
  ].join('\n');
}
