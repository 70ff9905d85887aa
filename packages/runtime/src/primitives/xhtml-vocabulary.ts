/**
 * The XHTML that FHIR permits in a narrative: elements and attributes.
 *
 * FHIR permits text formatting, lists, tables, links, images and style attributes; no scripts, forms, frames,
 * objects, style sheets or event handlers.
 *
 * @module
 */

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));

/** Elements that may occur. */
export const XHTML_ELEMENTS: ReadonlySet<string> = words(
  'a abbr acronym address area b bdo big blockquote br caption cite code col colgroup dd dfn div dl dt em h1 h2 ' +
    'h3 h4 h5 h6 hr i img kbd li map ol p pre q samp small span strong sub sup table tbody td tfoot th thead tr ' +
    'tt ul var',
);

/** Attributes that any element may have. */
const COMMON = words(
  'title style class id lang xml:lang xml:space dir accesskey tabindex align valign width height char charoff ' +
    'cellhalign cellvalign',
);

const OWN: Readonly<Record<string, ReadonlySet<string>>> = {
  a: words('charset type name href hreflang rel rev shape coords'),
  area: words('shape coords href nohref alt'),
  blockquote: words('cite'),
  col: words('span'),
  colgroup: words('span'),
  hr: words('size noshade'),
  img: words('src alt longdesc usemap ismap border hspace vspace name'),
  li: words('value type'),
  map: words('name'),
  dl: words('compact'),
  ol: words('start type compact'),
  ul: words('type compact'),
  q: words('cite'),
  table: words('summary border frame rules cellspacing cellpadding bgcolor'),
  td: words('abbr axis headers scope rowspan colspan nowrap bgcolor'),
  th: words('abbr axis headers scope rowspan colspan nowrap bgcolor'),
  tr: words('bgcolor'),
};

/** True when the element may have the attribute. `xmlns` is the caller's business. */
export function isXhtmlAttribute(element: string, attribute: string): boolean {
  return COMMON.has(attribute) || (Object.hasOwn(OWN, element) && OWN[element]!.has(attribute));
}

/** Attributes whose value is an address that a browser may follow. */
export const XHTML_ADDRESSES: ReadonlySet<string> = words('href src cite longdesc');
