/** XML 1.0, as far as a report needs it: elements with attributes, and text in which nothing can be anything but text. */

// All but tab, line break, return and what XML 1.0 calls a character: such a sign may not even stand there escaped.
const noCharacter = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

/** Without what is no character in XML: most control characters, halves of surrogate pairs, U+FFFE and U+FFFF. */
const characters = (text: string): string => text.replace(noCharacter, '');

/** `text` as the content of an element. A return would be read as a line break, so it is escaped. */
export const escaped = (text: string): string =>
  characters(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\r', '&#13;');

/** As the value of an attribute, where a reader makes blanks of tabs and line breaks that are not escaped. */
const attribute = (text: string): string =>
  escaped(text).replaceAll('"', '&quot;').replaceAll('\t', '&#9;').replaceAll('\n', '&#10;');

/** An element with attributes and content that is XML already: text goes through `escaped` first. */
export function element(name: string, attributes: Readonly<Record<string, string | number>>, content = ''): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${attribute(String(value))}"`);
  const start = `<${name}${written.join('')}`;
  return content === '' ? `${start}/>` : `${start}>${content}</${name}>`;
}
