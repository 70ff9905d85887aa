import { describe, expect, test } from 'vitest';
import { primitiveChecks } from '../../src/primitives/index.js';

const check = primitiveChecks('STU3').xhtml;
const div = (content: string): string => `<div xmlns="http://www.w3.org/1999/xhtml">${content}</div>`;

describe('permitted narratives', () => {
  test.each([
    ['text', div('Some text')],
    ['an empty div', '<div xmlns="http://www.w3.org/1999/xhtml"/>'],
    ['white space around the div', `\n ${div('x')} \n`],
    ['single quotes', "<div xmlns='http://www.w3.org/1999/xhtml'>x</div>"],
    ['the namespace after other attributes', '<div class="a" xmlns="http://www.w3.org/1999/xhtml" >x</div >'],
    ['the namespace repeated inside', div('<p xmlns="http://www.w3.org/1999/xhtml">x</p>')],
    [
      'tables',
      div('<table><thead><tr><th scope="col">A</th></tr></thead><tbody><tr><td>1</td></tr></tbody></table>'),
    ],
    ['void elements', div('a<br/>b<hr />c<img src="#picture" alt="picture"/>')],
    ['links', div('<a href="https://example.invalid/?a=1&amp;b=2">link</a>')],
    ['references', div('&amp;&lt;&gt;&quot;&apos;&#160;&#xA0;&#x1F600;')],
    ['comments', div('<!-- a <b> comment -->')],
    ['a greater-than sign in text', div('a > b')],
    ['a compact list', div('<ul compact="compact"><li>x</li></ul>')],
    [
      'attributes of layout that FHIR lists',
      div('<table bgcolor="white"><tr cellhalign="left" cellvalign="top"><td>x</td></tr></table>'),
    ],
    ['characters beyond the first plane', div('😀')],
    ['brackets in text that do not end a section', div('a ]] b > c ]>')],
    [
      'an address that names a script without running it',
      div('<a href="https://example.invalid/javascript:x">x</a>'),
    ],
    [
      'many attributes',
      div(
        `<p ${['id', 'class', 'title', 'lang', 'dir', 'style'].map((name) => `${name}="a"`).join(' ')}>x</p>`,
      ),
    ],
    ['the limit of depth', div('<b>'.repeat(255) + '</b>'.repeat(255))],
  ])('%s', (_, value) => {
    expect(check(value)).toBeUndefined();
  });
});

describe('refused narratives', () => {
  test.each([
    ['plain text', 'Some text', /div/],
    ['another root', '<p xmlns="http://www.w3.org/1999/xhtml">x</p>', /div/],
    ['a root whose name begins with div', '<divx xmlns="http://www.w3.org/1999/xhtml">x</divx>', /div/],
    ['two roots', div('a') + div('b'), /div/],
    ['text after the root', div('a') + 'b', /div/],
    ['no namespace', '<div>x</div>', /namespace/],
    ['another namespace', '<div xmlns="http://example.invalid/">x</div>', /namespace/],
    ['another namespace inside', div('<p xmlns="http://example.invalid/">x</p>'), /namespace/],
    ['script', div('<script>x</script>'), /elements/],
    ['form', div('<form></form>'), /elements/],
    ['object', div('<object/>'), /elements/],
    ['upper case', div('<P>x</P>'), /elements/],
    ['an event handler', div('<p onclick="x()">x</p>'), /attributes/],
    ['a prefixed namespace', div('<p xmlns:a="http://example.invalid/">x</p>'), /attributes/],
    ['href on p', div('<p href="#a">x</p>'), /attributes/],
    ['an attribute twice', div('<p id="a" id="b">x</p>'), /once/],
    ['an attribute without quotes', div('<p id=a>x</p>'), /quotes/],
    ['an attribute without value', div('<td nowrap>x</td>'), /quotes/],
    ['attributes without a blank between', div('<p id="a"class="b">x</p>'), /well-formed/],
    ['an unclosed element', div('<p>x'), /closed/],
    ['an unclosed root', '<div xmlns="http://www.w3.org/1999/xhtml">x', /closed/],
    ['crossed elements', div('<b><i>x</b></i>'), /closed/],
    ['a closing tag too many', div('x</p>'), /closed/],
    ['a truncated tag', '<div xmlns="http://www.w3.org/1999/xhtml', /well-formed/],
    ['less-than in text', div('a < b'), /well-formed/],
    ['less-than in an attribute', div('<p title="a<b">x</p>'), /well-formed/],
    ['a named HTML entity', div('&nbsp;'), /character references/],
    ['a bare ampersand', div('a & b'), /character references/],
    ['an ampersand in an attribute', div('<a href="?a&b">x</a>'), /character references/],
    ['a reference to NUL', div('&#0;'), /character references/],
    ['a reference beyond Unicode', div('&#x110000;'), /character references/],
    ['a document type', '<!DOCTYPE div><div xmlns="http://www.w3.org/1999/xhtml"/>', /div/],
    ['a document type inside', div('<!DOCTYPE x>'), /document type/],
    ['a processing instruction', div('<?php x ?>'), /processing instruction/],
    ['CDATA', div('<![CDATA[x]]>'), /CDATA/],
    ['an open comment', div('<!-- x'), /comments/],
    ['a double hyphen in a comment', div('<!-- a -- b -->'), /comments/],
    ['a control character', div('\u0001'), /control/],
    ['a script address', div('<a href=" JaVa\tscript:alert(1)">x</a>'), /script/],
    ['a script address in references', div('<a href="java&#115;cript&#x3a;x">x</a>'), /script/],
    ['a script address after many blanks', div(`<a href="${' '.repeat(5000)}javascript:x">x</a>`), /script/],
    [
      'a script address after blanks in references',
      div(`<a href="${'&#32;'.repeat(500)}javascript:x">x</a>`),
      /script/,
    ],
    ['a script address split by a line break', div('<a href="java\nscript:x">x</a>'), /script/],
    ['an image whose source is a script', div('<img src="vbscript:x" alt=""/>'), /script/],
    ['a page in an address', div('<a href="data:text/html,x">x</a>'), /script/],
    ['half a character', div('\ud800'), /characters/],
    ['half a character in an attribute', div('<p title="\udc00">x</p>'), /characters/],
    ['a character that XML has not', div('\uffff'), /characters/],
    ['the end of a section in text', div('a ]]> b'), /character reference/],
    ['a reference to half a character', div('&#xD800;'), /character references/],
    ['a reference without digits', div('&#;'), /character references/],
    ['a reference without an end', div('&#160'), /character references/],
    ['style sheets', div('<style>x</style>'), /elements/],
    ['frames', div('<iframe src="a"/>'), /elements/],
    ['input', div('<input type="text"/>'), /elements/],
    ['deleted text', div('<del>x</del>'), /elements/],
    ['a prefixed element', div('<h:p>x</h:p>'), /elements/],
    ['a name longer than any', div(`<${'b'.repeat(5000)}>x`), /elements/],
    ['a comment after the root', div('x') + '<!-- y -->', /single div/],
    ['too much depth', div('<b>'.repeat(256) + '</b>'.repeat(256)), /nested/],
  ] as const)('%s', (_, value, words) => {
    const fault = check(value);
    expect(fault?.code).toBe('value.narrative');
    expect(fault?.expected).toMatch(words);
  });

  test('a value that is no string or empty', () => {
    expect(check({})?.code).toBe('value.json-type');
    expect(check('')?.code).toBe('structure.empty');
  });
});
