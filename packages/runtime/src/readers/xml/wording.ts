/**
 * Findings of the walker in terms of XML, where their own are those of JSON.
 *
 * @module
 */
import { createIssue } from '../../issues/create.js';
import type { Issue } from '../../issues/issue.js';

/** What a type asks of the text of a value, where JSON has a type of its own for it. */
function expectedOf(type: unknown): string {
  if (type === 'boolean') return 'true or false';
  return type === 'decimal' ? 'a decimal number' : 'a whole number';
}

/**
 * A finding as it reads for XML. The JSON type of a value comes from its text, so that a wrong one is a text of the
 * wrong form; and what is an object in JSON is an element.
 */
export function inXmlTerms(issue: Issue): Issue {
  const { code, params } = issue;
  if (code === 'value.json-type') {
    const { type, found } = params as { readonly type: string; readonly found: string };
    return createIssue('value.format', { type, expected: expectedOf(type), found }, issue);
  }
  if (code === 'structure.empty' && params['what'] === 'object') {
    return createIssue('structure.empty', { what: 'element' }, issue);
  }
  if (issue.because === undefined) return issue;
  return { ...issue, because: issue.because.map(inXmlTerms) };
}
