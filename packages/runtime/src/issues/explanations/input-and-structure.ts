/**
 * Explanations of the `input` and `structure` codes.
 *
 * @module
 */
import type { ExplanationsOf } from './explanation.js';

export const INPUT_AND_STRUCTURE: ExplanationsOf<'input' | 'structure'> = {
  'input.syntax': {
    title: 'Not well-formed',
    meaning: 'The text breaks a rule of JSON or XML at the place shown. Nothing after it was read.',
    usualCause:
      'A missing or trailing comma, a single quote, a comment in JSON; an open tag, a bare ampersand in XML; a file that was cut off.',
    remedy:
      'Write the payload with a JSON or XML library, not by joining strings. Mend the place shown and run again.',
  },
  'input.encoding': {
    title: 'Not text in UTF-8',
    meaning: 'The input holds characters that text does not have.',
    usualCause: 'A file in UTF-16, a compressed file, or an attachment in place of the payload.',
    remedy: 'Save the payload as UTF-8. A byte-order mark at the start does no harm.',
  },
  'input.empty': {
    title: 'Nothing to validate',
    meaning: 'The input has no characters but white space.',
    usualCause: 'An empty response body, or a download that failed.',
    remedy: 'Look at how the file was made.',
  },
  'input.too-large': {
    title: 'Text too long',
    meaning: 'The text is longer than the limit, so it was not read.',
    usualCause: 'Large attachments inside the payload, or the wrong file.',
    remedy: 'Raise the limit (maxLength) where you trust the input.',
  },
  'input.too-deep': {
    title: 'Nested too deeply',
    meaning:
      'Objects, arrays or elements are nested beyond the limit. FHIR payloads are some 20 levels deep.',
    usualCause: 'A serialiser that follows a cycle, or input made to break readers.',
    remedy: 'Look at how the payload was made.',
  },
  'input.duplicate-key': {
    title: 'Property written twice',
    meaning: 'One object has a property twice. Readers differ in which value they take; here it is the last.',
    usualCause: 'A repeating element written as a repeated property in place of an array.',
    remedy: 'Write one property with an array of all values.',
  },
  'input.format': {
    title: 'Format not recognised',
    meaning: 'The text is in another format than the one that is read.',
    usualCause: 'HTML or other XML in place of FHIR, such as an error page of a server or proxy.',
    remedy: 'Look at the first line of the file.',
  },
  'input.xml-construct': {
    title: 'XML that FHIR does not use',
    meaning:
      'Document types, entities of their own and processing instructions have no place in FHIR XML. They can make readers slow or make them fetch files, so that nothing of the text was read.',
    usualCause: 'A stylesheet or schema line from an editor, HTML entities such as nbsp, or an attack.',
    remedy: 'Leave the line out; write characters as themselves or by number.',
  },
  'structure.not-a-resource': {
    title: 'Not a resource',
    meaning: 'Where a resource must be, there is something else, or an object without a resourceType.',
    usualCause:
      'A wrapper around the payload, a list of resources without a Bundle, or a forgotten resourceType.',
    remedy: 'Validate the resource itself; give every resource its resourceType.',
  },
  'structure.unknown-resource-type': {
    title: 'Unknown resource type',
    meaning: 'The resourceType is none of the types of this FHIR version.',
    usualCause: 'A type of another FHIR version, or a spelling or case mistake.',
    remedy: 'Use a type of the FHIR version that the specification version is built on.',
  },
  'structure.unused-resource-type': {
    title: 'Resource type that the specification version does not use',
    meaning:
      'The type exists in FHIR, but this specification version has no payload of it, so nothing of it was checked.',
    usualCause: 'Another capability or version is meant, or another file.',
    remedy: 'Judge it by the specification version that it was made for.',
  },
  'structure.wrong-resource-type': {
    title: 'Another resource type is expected',
    meaning: 'The resource is of a known type, but not of the type that the profile or interaction asks for.',
    usualCause: 'The wrong profile or interaction was named, or a resource came without its Bundle.',
    remedy: 'Check the profile or interaction that the payload is judged by.',
  },
  'structure.unknown-property': {
    title: 'Unknown property',
    meaning: 'The type has no element of this name. FHIR allows no other properties.',
    usualCause:
      'A spelling mistake, an element of another FHIR version, or additional data outside extensions.',
    remedy: 'Correct the name, or carry the data in an extension.',
  },
  'structure.not-an-object': {
    title: 'An object is expected',
    meaning: 'The element has a complex type, which JSON writes as an object.',
    usualCause: 'A plain string where FHIR has a CodeableConcept, Reference or Period.',
    remedy: 'Write the object with its own properties.',
  },
  'structure.not-an-array': {
    title: 'An array is expected',
    meaning: 'The element may repeat. FHIR JSON then uses an array even for a single value.',
    usualCause: 'A conversion from XML that writes one value without its array.',
    remedy: 'Put the value into an array.',
  },
  'structure.unexpected-array': {
    title: 'No array is expected',
    meaning: 'The element does not repeat, so FHIR JSON writes its value without an array.',
    usualCause: 'A serialiser that writes every element as an array.',
    remedy: 'Write the value itself.',
  },
  'structure.not-a-primitive': {
    title: 'A single value is expected',
    meaning: 'The element has a primitive type, which JSON writes as a string, number or boolean.',
    usualCause: 'An object with a value property, as other serialisations of FHIR use.',
    remedy:
      'Write the value itself; ids and extensions of a value go beside it, under the name with an underscore.',
  },
  'structure.empty': {
    title: 'Empty element',
    meaning:
      'FHIR has no empty strings, objects, arrays or elements: what has no content is left out. The id of an element is no content.',
    usualCause: 'A serialiser that writes fields without a value.',
    remedy: 'Leave the property out.',
  },
  'structure.null': {
    title: 'null is not allowed here',
    meaning:
      'null stands only in an array of primitive values, to keep places aligned with the sibling array.',
    usualCause: 'A serialiser that writes fields without a value as null.',
    remedy: 'Leave the property out.',
  },
  'structure.choice-conflict': {
    title: 'More than one form of a choice',
    meaning: 'An element with a choice of types may have one of them, and this object has several.',
    usualCause: 'Two mappings that fill the same element with different types.',
    remedy: 'Keep one of the properties.',
  },
  'structure.sibling-mismatch': {
    title: 'Values and their extensions are out of step',
    meaning: 'The arrays under a name and under the same name with an underscore must have the same length.',
    usualCause: 'A null that was left out where a value has no extension, or the reverse.',
    remedy: 'Fill the gaps of both arrays with null.',
  },
  'structure.minimum': {
    title: 'Required element missing',
    meaning: 'The element occurs less often than the definition asks for.',
    usualCause: 'Data that the source system does not hold, or a mapping that leaves it out.',
    remedy: 'Supply the element. The source of the finding names the definition that asks for it.',
  },
  'structure.maximum': {
    title: 'Too many of an element',
    meaning: 'The element occurs more often than the definition allows.',
    usualCause: 'Another profile or version allows more.',
    remedy: 'Keep as many as are allowed, or name the profile that the payload is meant for.',
  },
  'structure.prohibited': {
    title: 'Element not allowed',
    meaning: 'The base type has the element, but the profile rules it out.',
    usualCause: 'A general FHIR server or library that adds the element, such as Bundle.total.',
    remedy: 'Leave the element out.',
  },
  'structure.type-not-allowed': {
    title: 'Type not allowed',
    meaning: 'The element has a choice of types, and the profile does not allow the one that was used.',
    usualCause: 'A text where the profile asks for a code, or a date where it asks for a period.',
    remedy: 'Use one of the types listed.',
  },
  'structure.nested-contained': {
    title: 'Contained resource inside a contained resource',
    meaning: 'Contained resources may not contain resources themselves.',
    usualCause: 'A serialiser that inlines references at every level.',
    remedy: 'Put all contained resources into the outermost resource.',
  },
  'structure.duplicate-contained-id': {
    title: 'Two contained resources with one id',
    meaning: 'References tell contained resources apart by their ids, so each needs its own.',
    usualCause: 'Ids counted by type, or one resource contained twice.',
    remedy: 'Give each its own id, or keep one of them.',
  },
  'structure.xml-namespace': {
    title: 'Wrong namespace',
    meaning: 'The element is not in the namespace that FHIR XML has. It was read as though it were.',
    usualCause: 'A missing xmlns on the root, or an element of another standard put into the resource.',
    remedy: 'Declare the namespace once, on the root element.',
  },
  'structure.xml-attribute': {
    title: 'Attribute out of place',
    meaning:
      'FHIR XML has few attributes: value on primitives, id on elements that are no resource, url on extensions. Everything else is an element.',
    usualCause: 'An element written as an attribute or the reverse, or a value on an element that has parts.',
    remedy: 'Write the attribute as an element, or the element as an attribute, or leave it out.',
  },
  'structure.xml-text': {
    title: 'Text between elements',
    meaning: 'Values are in attributes; outside of narratives there is no text but white space.',
    usualCause: 'A value written as the content of its element.',
    remedy: 'Write the value as the value attribute of its element.',
  },
  'structure.xml-order': {
    title: 'Elements out of order',
    meaning: 'In XML the elements of a type have a fixed order, which is that of its definition.',
    usualCause: 'A conversion from JSON, where the order of properties does not matter.',
    remedy: 'Move the element to its place, or write the payload with a serialiser that knows the order.',
  },
  'structure.xml-resource': {
    title: 'Not one resource',
    meaning: 'An element that holds a resource holds exactly one; a further one needs an element of its own.',
    usualCause: 'Several resources in one contained or entry.resource element, or none.',
    remedy: 'Give every resource the element that holds it; leave out elements that hold none.',
  },
};
