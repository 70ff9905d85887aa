/**
 * Explanations of the `value`, `slicing`, `extension` and `binding` codes.
 *
 * @module
 */
import type { ExplanationsOf } from './explanation.js';

export const VALUES_AND_SLICES: ExplanationsOf<'value' | 'slicing' | 'extension' | 'binding'> = {
  'value.json-type': {
    title: 'Wrong JSON type',
    meaning: 'The value is a string where a number or boolean is expected, or the reverse.',
    usualCause: 'Quotes around true, false or a number; a code written as a number.',
    remedy: 'Write booleans, integers and decimals without quotes and everything else with quotes.',
  },
  'value.format': {
    title: 'Wrong format',
    meaning: 'The text does not have the form that its primitive type asks for.',
    usualCause:
      'A time without a zone, a day that does not exist, an id with other characters than FHIR allows.',
    remedy: 'Write the value in the form that the message describes.',
  },
  'value.too-long': {
    title: 'Value too long',
    meaning: 'The value has more characters than its type or the profile allows.',
    usualCause: 'An id made of two others; text that belongs in several elements.',
    remedy: 'Shorten the value.',
  },
  'value.whitespace': {
    title: 'White space in the wrong place',
    meaning: 'Codes, URIs and dates have no white space at their ends, and URIs and dates none inside.',
    usualCause: 'Padding from a database column, or a canonical that was copied with a blank.',
    remedy: 'Trim the value where it is read.',
  },
  'value.relative-system': {
    title: 'System that means something else elsewhere',
    meaning:
      'The system of an identifier or code says whose it is. FHIR 3.0.2 lets a uri be relative, but a relative system has no owner.',
    usualCause: 'A short name in place of the URL of a namespace.',
    remedy: 'Use the URL, OID or UUID that identifies the namespace.',
  },
  'value.fixed': {
    title: 'Not the fixed value',
    meaning: 'The definition fixes the value of this element; nothing else is allowed.',
    usualCause: 'A system URL of another version or host, or http in place of https.',
    remedy: 'Use the value that the message shows.',
  },
  'value.pattern': {
    title: 'Does not include the pattern',
    meaning:
      'The definition asks for certain content in this element; it may have more, but not other content.',
    usualCause: 'A code or system that differs from the one in the definition.',
    remedy: 'Include the content that the message shows.',
  },
  'value.narrative': {
    title: 'Narrative is not permitted XHTML',
    meaning: 'A narrative is one div in the XHTML namespace, well-formed, with formatting markup only.',
    usualCause: 'HTML that was not converted: unclosed tags, named entities, scripts, a missing namespace.',
    remedy: 'Write the narrative with an XML library and leave out what FHIR does not permit.',
  },
  'slicing.minimum': {
    title: 'Required slice missing',
    meaning:
      'The list must hold an item of this slice, and none (or too few) matched. The causes listed say why the nearest did not.',
    usualCause: 'The value that tells the slices apart, mostly a system or URL, differs from the definition.',
    remedy: 'Add the item, or correct the value that tells the slices apart.',
  },
  'slicing.maximum': {
    title: 'Too many of a slice',
    meaning: 'The list holds more items of this slice than are allowed.',
    usualCause: 'Repeated identifiers or extensions of one kind.',
    remedy: 'Keep as many as are allowed.',
  },
  'slicing.closed': {
    title: 'Item outside a closed list of slices',
    meaning: 'The definition allows only items of its slices, and this one is in none.',
    usualCause: 'The value that tells the slices apart is wrong, or the item is additional.',
    remedy: 'Correct or remove the item.',
  },
  'slicing.order': {
    title: 'Slices out of order',
    meaning: 'The definition fixes the order of the slices.',
    usualCause: 'Items sorted by something else.',
    remedy: 'Write the items in the order of the definition.',
  },
  'slicing.open-at-end': {
    title: 'Additional item before the slices',
    meaning: 'Items that are in no slice are allowed, but only after those that are.',
    usualCause: 'An additional item written first.',
    remedy: 'Move the item to the end.',
  },
  'slicing.ambiguous': {
    title: 'Item in more than one slice',
    meaning: 'The item matches several slices, so it cannot be said which rules apply.',
    usualCause: 'An item with the codes or types of two slices.',
    remedy: 'Split the item.',
  },
  'extension.context': {
    title: 'Extension in the wrong place',
    meaning: 'The definition of an extension lists where it may stand; this place is not among them.',
    usualCause: 'An extension of the resource that was put on a part of it, or the reverse.',
    remedy: 'Move the extension to one of the places listed.',
  },
  'extension.modifier': {
    title: 'Modifier written as an ordinary extension',
    meaning: 'The extension changes the meaning of its element, so readers must not overlook it.',
    usualCause: 'All extensions written to the same list.',
    remedy: 'Write it to modifierExtension.',
  },
  'extension.not-modifier': {
    title: 'Ordinary extension written as a modifier',
    meaning:
      'The extension does not change the meaning of its element. Readers must refuse modifiers they do not know.',
    usualCause: 'All extensions written to the same list.',
    remedy: 'Write it to extension.',
  },
  'extension.undeclared-part': {
    title: 'Unknown part of an extension',
    meaning: 'A complex extension has named parts; this is none of them.',
    usualCause: 'A spelling mistake, or a part of another version of the extension.',
    remedy: 'Use the names of the definition.',
  },
  'binding.required': {
    title: 'Code not in the required value set',
    meaning: 'The element must have a code from the value set, and none of its codes is a member.',
    usualCause: 'A local code, a code of another version, or the system URL is wrong.',
    remedy: 'Use a code of the value set, with its system.',
  },
  'binding.extensible': {
    title: 'Code not in the extensible value set',
    meaning: 'A code outside the value set is allowed only where no member has the meaning.',
    usualCause: 'A local code that has an equivalent in the value set.',
    remedy: 'Check whether a member fits; add it beside the local code.',
  },
  'binding.preferred': {
    title: 'Code not in the preferred value set',
    meaning: 'The value set is a recommendation; other codes are allowed.',
    usualCause: 'Local codes.',
    remedy: 'Nothing needs to change.',
  },
  'binding.no-code': {
    title: 'No code where one is required',
    meaning: 'The element must have a code from the value set, but it has only text or nothing.',
    usualCause: 'Free text that was never coded.',
    remedy: 'Supply a code of the value set.',
  },
  'binding.unknown-code': {
    title: 'Code that its code system lacks',
    meaning:
      'The code is not in the code system that its system names, which is published in full. Such a code has no meaning, also where codes from outside of the value set are allowed.',
    usualCause:
      'The code belongs to another code system than the one named, or is a local code or a misprint.',
    remedy: 'Correct the system or the code; give a local code a system of its own.',
  },
};
