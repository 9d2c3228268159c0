/**
 * A requester's HTML as a picture of itself: no scripts, no links, no forms that could be sent, nothing that loads. The frame
 * that shows it forbids all of that once more; this makes sure that nothing is even tried.
 */

/** Gone with all that is in them. */
const dropped: ReadonlySet<string> = new Set(
  'applet base embed fencedframe frame frameset head iframe link map math meta noscript object param portal script slot svg template title'.split(
    ' ',
  ),
);
/** Shown as a word in their place: what they show would have to be loaded. */
const media: ReadonlySet<string> = new Set('audio canvas img picture video'.split(' '));
const controls: ReadonlySet<string> = new Set('button input select textarea'.split(' '));
/** They say how something looks or is read, and name nothing that could be loaded. */
const attributes: ReadonlySet<string> = new Set(
  'align alt bgcolor border cellpadding cellspacing checked class cols colspan color dir disabled face height hidden id label lang max maxlength min multiple open placeholder role rows rowspan scope selected size span start step style title valign value width'.split(
    ' ',
  ),
);
const picture = /^data:image\/(?:png|jpe?g|gif|webp);base64,[A-Za-z0-9+/=\s]+$/i;

/** The policy of the frame, on top of the page's own, which it inherits. */
const policy = `default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'`;

/** A document for a frame. Parsing has no effects: the parser's document is shown nowhere. */
export function previewDocument(html: string): string {
  const parsed = new DOMParser().parseFromString(html, 'text/html');
  const styles = [...parsed.querySelectorAll('style')].map(({ textContent }) => styleText(textContent ?? ''));
  for (const style of parsed.querySelectorAll('style')) style.remove();
  for (const element of [...parsed.body.querySelectorAll('*')]) if (element.isConnected) tame(parsed, element);
  return `<!DOCTYPE html><html><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><style>${ownStyle}</style><style>${styles.join('\n')}</style></head>${bodyText(parsed)}</html>`;
}

function tame(document: Document, element: Element): void {
  const name = element.localName;
  if (dropped.has(name)) {
    element.remove();
    return;
  }
  if (media.has(name) && !isOwnPicture(element)) {
    element.replaceWith(placeholder(document, element));
    return;
  }
  for (const attribute of [...element.attributes])
    if (!keeps(element, attribute)) element.removeAttributeNode(attribute);
  const style = element.getAttribute('style');
  if (style !== null) element.setAttribute('style', styleText(style));
  if (controls.has(name)) element.setAttribute('disabled', '');
}

function keeps(element: Element, { name, value }: Attr): boolean {
  if (name === 'src') return isOwnPicture(element);
  return attributes.has(name) || name.startsWith('aria-') || (name === 'type' && value !== 'image');
}

function isOwnPicture(element: Element): boolean {
  return element.localName === 'img' && picture.test(element.getAttribute('src') ?? '');
}

function placeholder(document: Document, element: Element): HTMLElement {
  const box = document.createElement('span');
  box.className = 'mturk-preview-media';
  const words = element.getAttribute('alt') || fileName(element.getAttribute('src') ?? '');
  box.textContent = [element.localName === 'img' ? 'image' : element.localName, words].filter(Boolean).join(': ');
  return box;
}

function fileName(address: string): string {
  if (address.startsWith('data:')) return '';
  const [path = ''] = address.split(/[?#]/, 1);
  return path.slice(path.lastIndexOf('/') + 1);
}

/** No end tag inside, and no address but that of an inlined picture: the policy would stop it, and there is no need to try. */
function styleText(css: string): string {
  return css
    .replace(/<\//g, '<\\/')
    .replace(/@import[^;]*;?/gi, '')
    .replace(/url\((?!\s*["']?data:image\/)[^)]*(?:\)|$)/gi, 'none');
}

function bodyText({ body }: Document): string {
  for (const attribute of [...body.attributes])
    if (!attributes.has(attribute.name)) body.removeAttributeNode(attribute);
  return body.outerHTML;
}

const ownStyle = `html{color-scheme:light;background:#fff;color:#000;font:16px/1.4 system-ui,sans-serif}a{color:#0645ad;text-decoration:underline}.mturk-preview-media{display:inline-block;padding:2px 8px;border:1px dashed #888;color:#444;font-style:italic}`;
