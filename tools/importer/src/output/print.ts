/** Room a line has before a list or object is spread over several. */
const WIDTH = 110;

/** Lists whose items always take a line a property, so that a change shows as one line of a diff. */
const SPREAD_ITEMS: ReadonlySet<string> = new Set(['element', 'definitions', 'findings']);

/**
 * JSON with two spaces of indent, LF and a final newline, in which short lists and objects stay on one
 * line, elements take a line a property, and concepts take a line each.
 */
export function print(value: unknown): string {
  return `${block(value, 0, '')}\n`;
}

function block(value: unknown, indent: number, key: string): string {
  const pad = ' '.repeat(indent + 2);
  const end = ' '.repeat(indent);
  if (Array.isArray(value)) {
    if (value.length === 0) return '[]';
    const items = value.map((item: unknown) => {
      if (key === 'concept' && !hasConcepts(item)) return pad + inline(item);
      return pad + (SPREAD_ITEMS.has(key) ? block(item, indent + 2, '') : fit(item, indent + 2, 0, ''));
    });
    return `[\n${items.join(',\n')}\n${end}]`;
  }
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).filter(([, each]) => each !== undefined);
    if (entries.length === 0) return '{}';
    const lines = entries.map(([name, each]) => {
      const head = `${pad}${JSON.stringify(name)}: `;
      return head + fit(each, indent + 2, head.length - indent - 2, name);
    });
    return `{\n${lines.join(',\n')}\n${end}}`;
  }
  return JSON.stringify(value);
}

/** On one line when it fits and may, else spread. */
function fit(value: unknown, indent: number, head: number, key: string): string {
  if (SPREAD_ITEMS.has(key) || key === 'concept') return block(value, indent, key);
  if (holdsConcepts(value)) return block(value, indent, key);
  const line = inline(value);
  return indent + head + line.length < WIDTH ? line : block(value, indent, key);
}

function inline(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? '[]' : `[${value.map(inline).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).filter(([, each]) => each !== undefined);
    if (entries.length === 0) return '{}';
    return `{ ${entries.map(([name, each]) => `${JSON.stringify(name)}: ${inline(each)}`).join(', ')} }`;
  }
  return JSON.stringify(value);
}

function hasConcepts(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'concept' in value;
}

function holdsConcepts(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(holdsConcepts);
  if (typeof value !== 'object' || value === null) return false;
  return hasConcepts(value) || Object.values(value).some(holdsConcepts);
}
