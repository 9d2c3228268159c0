/** Where a script goes that has to run before everything of a page. */

/** Puts a tag first into a page's head. A page without one keeps its doctype in front, so that it is laid out as before. */
export function withFirst(page: string, tag: string): string {
  const head = /<head(?:\s[^>]{0,2000})?>/i.exec(page) ?? /<html(?:\s[^>]{0,2000})?>/i.exec(page);
  if (!head) return /^\s*<!doctype/i.test(page) ? page.replace(/>/, `>${tag}`) : `${tag}${page}`;
  const at = head.index + head[0].length;
  return `${page.slice(0, at)}${tag}${page.slice(at)}`;
}
