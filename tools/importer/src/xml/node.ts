/** An element of a FHIR XML document. Text between elements is not kept: FHIR puts every value in an attribute. */
export interface XmlNode {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlNode[];
}

/** The first child of that name. */
export function child(node: XmlNode | undefined, name: string): XmlNode | undefined {
  return node?.children.find((each) => each.name === name);
}

/** Every child of that name, in document order. */
export function children(node: XmlNode | undefined, name: string): readonly XmlNode[] {
  return node?.children.filter((each) => each.name === name) ?? [];
}

/** The `value` attribute of the first child of that name. */
export function valueOf(node: XmlNode | undefined, name: string): string | undefined {
  return child(node, name)?.attributes['value'];
}

/** The URL and value node of an extension on this node. */
export function extension(node: XmlNode | undefined, url: string): XmlNode | undefined {
  return children(node, 'extension').find((each) => each.attributes['url'] === url)?.children[0];
}
