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

function join(kind: 'all' | 'any', parts: readonly Code[]): Code {
  const [neutral, absorbing] = kind === 'all' ? [yes, no] : [no, yes];
  const flat: Code[] = [];
  for (const part of parts) {
    if (part.kind === absorbing.kind) return absorbing;
    if (part.kind === neutral.kind) continue;
    for (const each of part.kind === kind ? part.parts : [part]) {
      if (!flat.some((known) => print(known) === print(each))) flat.push(each);
    }
  }
  const [first] = flat;
  if (first === undefined) return neutral;
  return flat.length === 1 ? first : { kind, parts: flat };
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
      return { kind: 'not', of: code };
  }
}

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
 * @param indent - how far lines that it is broken into are indented
 */
export function print(code: Code, indent = ''): string {
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
    case 'all':
    case 'any': {
      const operator = code.kind === 'all' ? '&&' : '||';
      const parts = code.parts.map((part) =>
        part.kind === 'all' || part.kind === 'any' ? grouped(part, indent) : print(part, indent),
      );
      const line = parts.join(` ${operator} `);
      return indent.length + line.length <= WIDTH ? line : parts.join(` ${operator}\n${indent}`);
    }
  }
}

function grouped(code: Code, indent: string): string {
  const text = print(code, indent === '' ? '' : `${indent}  `);
  return code.kind === 'atom' || code.kind === 'not' || code.kind === 'true' || code.kind === 'false'
    ? text
    : `(${text})`;
}
