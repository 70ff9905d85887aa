/**
 * Boolean TypeScript expressions, kept as a tree until they are printed, so that
 * negation stays simple and long conditions break at their operators.
 *
 * @module
 */

/** A boolean expression of the target language. */
export type Code =
  | { readonly kind: 'true' | 'false' }
  | { readonly kind: 'atom'; readonly text: string }
  | { readonly kind: 'relation'; readonly left: string; readonly operator: Relation; readonly right: string }
  | { readonly kind: 'some'; readonly list: string; readonly item: string; readonly test: Code }
  | { readonly kind: 'not'; readonly of: Code }
  | { readonly kind: 'all' | 'any'; readonly parts: readonly Code[] }
  | { readonly kind: 'differ' | 'agree'; readonly left: Code; readonly right: Code };

/** Operators that relate two operands without being applied to booleans here. */
export type Relation = '===' | '!==' | '<' | '<=' | '>' | '>=';

export const yes: Code = { kind: 'true' };
export const no: Code = { kind: 'false' };

/** An expression of boolean type that needs no parentheses. */
export function atom(text: string): Code {
  return { kind: 'atom', text };
}

export function relation(left: string, operator: Relation, right: string): Code {
  return { kind: 'relation', left, operator, right };
}

export function all(...parts: readonly Code[]): Code {
  return join('all', parts);
}

export function any(...parts: readonly Code[]): Code {
  return join('any', parts);
}

function join(kind: 'all' | 'any', given: readonly Code[]): Code {
  const [neutral, absorbing] = kind === 'all' ? [yes, no] : [no, yes];
  const flat: Code[] = [];
  for (const part of given) {
    if (part.kind === absorbing.kind) return absorbing;
    if (part.kind === neutral.kind) continue;
    for (const each of part.kind === kind ? part.parts : [part]) {
      if (!flat.some((known) => print(known) === print(each))) flat.push(each);
    }
  }
  const parts = kind === 'any' ? flat.map((part) => withoutTheGiven(part, flat)) : flat;
  if (parts.some((part) => part.kind === absorbing.kind)) return absorbing;
  const [first] = parts;
  if (first === undefined) return neutral;
  return parts.length === 1 ? first : { kind, parts };
}

/** Where `!a || (a && b)`, that `a` is given: `!a || b`. */
function withoutTheGiven(part: Code, alternatives: readonly Code[]): Code {
  if (part.kind !== 'all') return part;
  const excluded = new Set(alternatives.filter((each) => each !== part).map((each) => print(not(each))));
  return all(...part.parts.filter((each) => !excluded.has(print(each))));
}

/** Exact negation. Relations other than equality are not turned round, because of NaN. */
export function not(code: Code): Code {
  switch (code.kind) {
    case 'true':
      return no;
    case 'false':
      return yes;
    case 'not':
      return code.of;
    case 'relation':
      if (code.operator === '===') return { ...code, operator: '!==' };
      if (code.operator === '!==') return { ...code, operator: '===' };
      return { kind: 'not', of: code };
    case 'differ':
      return { ...code, kind: 'agree' };
    case 'agree':
      return { ...code, kind: 'differ' };
    case 'all':
      return any(...code.parts.map(not));
    case 'any':
      return all(...code.parts.map(not));
    case 'atom':
    case 'some':
      return { kind: 'not', of: code };
  }
}

/**
 * Whether an expression can only be true where a value is there.
 *
 * @param code - the expression
 * @param value - text of the expression that reads the value
 */
export function proves(code: Code, value: string): boolean {
  switch (code.kind) {
    case 'relation': {
      const reads = code.left === value || reading.some((start) => code.left.startsWith(`${start}(${value}`));
      // An order with NaN is false, and nothing absent equals a literal.
      return (
        reads &&
        code.operator !== '!==' &&
        (code.operator !== '===' || /^['\d]|^-\d|^true$|^false$/.test(code.right))
      );
    }
    case 'atom':
      return reading.some((start) =>
        [',', ')'].some((end) => code.text.startsWith(`${start}(${value}${end}`)),
      );
    case 'some':
      return code.list.startsWith(`items(${value},`);
    case 'all':
      return code.parts.some((part) => proves(part, value));
    case 'any':
      return code.parts.every((part) => proves(part, value));
    default:
      return false;
  }
}

/** Functions that answer no, nothing or NaN for what is absent. */
const reading = [
  'has',
  'hasPrimitive',
  'hasChoice',
  'isResource',
  'same',
  'text',
  'toText',
  'matches',
  'numberOf',
];

/** Whether two definite truths differ. */
export function differ(left: Code, right: Code): Code {
  if (left.kind === 'not') return not(differ(left.of, right));
  if (right.kind === 'not') return not(differ(left, right.of));
  return { kind: 'differ', left, right };
}

const WIDTH = 100;

/**
 * Prints an expression.
 *
 * @param code - the expression
 * @param indent - where given, a long expression is broken into lines that are indented so far
 */
export function print(code: Code, indent?: string): string {
  switch (code.kind) {
    case 'true':
    case 'false':
      return code.kind;
    case 'atom':
      return code.text;
    case 'relation':
      return `${code.left} ${code.operator} ${code.right}`;
    case 'not':
      return `!${grouped(code.of, indent)}`;
    case 'differ':
      return `${grouped(code.left, indent)} !== ${grouped(code.right, indent)}`;
    case 'agree':
      return `${grouped(code.left, indent)} === ${grouped(code.right, indent)}`;
    case 'some': {
      const line = `${code.list}.some((${code.item}) => ${print(code.test)})`;
      if (fits(line, indent)) return line;
      const deeper = `${indent}  `;
      return `${code.list}.some((${code.item}) =>\n${deeper}${print(code.test, deeper)},\n${indent})`;
    }
    case 'all':
    case 'any': {
      const operator = code.kind === 'all' ? '&&' : '||';
      const part = (each: Code, where: string | undefined): string =>
        each.kind === 'all' || each.kind === 'any' ? grouped(each, where) : print(each, where);
      const line = code.parts.map((each) => part(each, undefined)).join(` ${operator} `);
      if (fits(line, indent)) return line;
      return code.parts.map((each) => part(each, indent)).join(` ${operator}\n${indent}`);
    }
  }
}

function fits(line: string, indent: string | undefined): indent is undefined {
  return indent === undefined || indent.length + line.length <= WIDTH;
}

function grouped(code: Code, indent: string | undefined): string {
  const bare = ['atom', 'some', 'not', 'true', 'false'].includes(code.kind);
  if (bare) return print(code, indent);
  return `(${print(code, indent === undefined ? undefined : `${indent}  `)})`;
}
