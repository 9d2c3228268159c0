/** Where a script goes that has to run before everything of a page. */

/**
 * What may stand before a page's root: space, comments as browsers end them, and a doctype and instructions that end at the same
 * place in HTML and in XML.
 */
const prologue =
  /(?:[ \t\n\f\r]{1,1000}|<!--(?!-?>)[\s\S]*?--!?>|<!doctype(?:[^>["']|"[^">]{0,200}"|'[^'>]{0,200}'){0,1000}>|<\?[^>]{0,1000}\?>)/iy;
/** Attributes, of which none is an event handler: the pointer could run that one while the browser still loads the script. */
const attributes = String.raw`(?:[ \t\n\f\r]{1,100}(?!on)[\w:-]{1,100}(?:=(?:"[^"]{0,2000}"|'[^']{0,2000}'|[\w:./-]{1,2000}))?){0,100}[ \t\n\f\r]{0,100}>`;
const opening = {
  html: new RegExp(`<html${attributes}`, 'iy'),
  head: new RegExp(`<head${attributes}`, 'iy'),
};

/**
 * Puts a tag first into a page's head; where the page doesn't begin as pages do, before all that it could run. Its doctype stays in
 * front, so that it is laid out as before.
 */
export function withFirst(page: string, tag: string): string {
  let at = page.startsWith('\ufeff') ? 1 : 0;
  const pass = (expression: RegExp): boolean => {
    expression.lastIndex = at;
    if (!expression.test(page)) return false;
    at = expression.lastIndex;
    return true;
  };
  while (pass(prologue));
  pass(opening.html);
  while (pass(prologue));
  pass(opening.head);
  return `${page.slice(0, at)}${tag}${page.slice(at)}`;
}
