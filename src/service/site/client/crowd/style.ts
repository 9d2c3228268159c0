/** How the elements look, inside their own roots, where the page's style doesn't reach. */
export const style = `
:host { display: block; margin: 12px 0; font: 16px/1.5 system-ui, sans-serif; color: #1b2230; overflow-wrap: anywhere; }
:host([hidden]), :host([type=hidden]), [hidden] { display: none !important; }
:host(crowd-button), :host(crowd-icon-button), :host(crowd-fab), :host(crowd-icon), :host(crowd-slider-label) { display: inline-block; }
:host(crowd-button), :host(crowd-icon-button), :host(crowd-fab) { margin: 4px 8px 4px 0; }
:host(crowd-icon), :host(crowd-slider-label), :host(crowd-toast), :host(crowd-radio-button), :host(crowd-checkbox) { margin: 0; }
:host(crowd-slider-label) { margin-right: 16px; }
:host(crowd-badge) { display: inline-block; margin: 0; width: 0; }
:host(:is(short-instructions, short-summary, detailed-instructions, full-instructions, classification-target, positive-example, negative-example)) { margin: 0 0 12px; }
label, .label { font-size: 14px; font-weight: 550; display: block; margin-bottom: 4px; }
input:is([type=text], [type=number], [type=email], [type=password], [type=url], [type=tel], [type=date], [type=time], [type=search]), textarea, select {
  box-sizing: border-box; width: 100%; min-height: 40px; padding: 6px 10px; font: inherit; color: inherit;
  background: #fff; border: 1px solid #8a93a1; border-radius: 6px; }
input[type=color] { width: 64px; height: 40px; }
input.number { width: 6em; flex: none; }
select { width: auto; min-width: 5em; }
textarea { resize: vertical; display: block; }
textarea[readonly] { background: #f6f7f9; }
:focus-visible { outline: 2px solid #2553c7; outline-offset: 2px; }
.choice { display: flex; gap: 10px; align-items: flex-start; padding: 5px 0; }
.choice label { font-size: inherit; font-weight: 400; margin: 0; flex: 1; min-width: 0; }
.choice input:is([type=checkbox], [type=radio]) { width: 18px; height: 18px; margin: 3px 0 0; accent-color: #2553c7; flex: none; }
.choice.rank { align-items: center; }
.rows { display: grid; gap: 12px; margin: 12px 0; }
.rows .box { display: grid; gap: 8px; margin: 0; }
.rows .box > * { margin: 0; justify-self: start; }
.rows .box > div { justify-self: stretch; }
:disabled + label { color: #566072; }
input[role=switch] { appearance: none; width: 36px !important; height: 20px !important; margin-top: 2px !important; border-radius: 10px;
  border: 1px solid #6b7482; background: #dde1e7 radial-gradient(circle at 9px 50%, #fff 0 7px, #6b7482 7px 8px, transparent 8px); }
input[role=switch]:checked { border-color: #2553c7; background: #2553c7 radial-gradient(circle at 25px 50%, #fff 0 7px, transparent 7px); }
.range { display: flex; gap: 12px; align-items: center; min-height: 32px; }
.range input[type=range] { flex: 1; min-width: 0; accent-color: #2553c7; }
output { min-width: 3ch; text-align: right; font-variant-numeric: tabular-nums; }
button { font: inherit; font-weight: 550; min-height: 40px; padding: 6px 18px; border-radius: 6px; cursor: pointer;
  border: 1px solid #8a93a1; background: #fff; color: #1b2230; }
button:hover { border-color: #1b2230; }
button.primary, button.primary:hover { background: #2553c7; border-color: #2553c7; color: #fff; }
button.link, button.icon { border-color: transparent; background: none; color: #2553c7; padding-inline: 4px; }
button.link { text-decoration: underline; }
button.round { width: 40px; height: 40px; padding: 0; border-radius: 50%; }
button.fab { width: 52px; height: 52px; font-size: 20px; box-shadow: 0 2px 6px #0004; }
button:disabled { opacity: .55; cursor: not-allowed; }
.spinner { display: inline-block; width: 12px; height: 12px; margin-right: 8px; border-radius: 50%; border: 2px solid; border-right-color: transparent; }
.icon { display: inline-block; margin: 0 4px; line-height: 1; }
button.round .icon { margin: 0; }
img.icon { width: 1.2em; height: 1.2em; max-height: none; vertical-align: -.2em; }
.badge { display: inline-flex; min-width: 14px; height: 20px; padding: 0 3px; align-items: center; justify-content: center; border-radius: 10px;
  background: #2553c7; color: #fff; font-size: 12px; font-weight: 600; white-space: nowrap; position: relative; z-index: 1; }
.badge .icon { margin: 0; }
h2 { font-size: 18px; line-height: 1.3; margin: 0 0 10px; }
h3 { font-size: 16px; line-height: 1.4; margin: 0 0 4px; }
img, ::slotted(img), ::slotted(video) { max-width: 100%; }
img { display: block; max-height: 70vh; margin: 0 0 12px; }
.box { border: 1px solid #dde1e7; border-radius: 8px; padding: 12px 14px; margin: 0 0 12px; background: #f6f7f9; }
.box:last-child { margin-bottom: 0; }
.note { font-size: 14px; color: #566072; margin: 4px 0 0; }
.error { font-size: 14px; color: #a32a1f; margin: 4px 0 0; }
.passage { margin: 0 0 12px; white-space: pre-line; }
.box .passage { margin: 0; }
.bad { border-color: #a32a1f; background: #fdeae7; }
.good { border-color: #17693a; background: #e4f4ea; }
.warning { border-color: #8a5a00; background: #fdf3dc; }
fieldset { border: 0; margin: 0 0 12px; padding: 0; min-width: 0; }
legend { padding: 0; }
summary { cursor: pointer; color: #2553c7; }
.tabs { display: flex; flex-wrap: wrap; gap: 4px; margin-bottom: 12px; border-bottom: 1px solid #dde1e7; }
.tabs button { border-color: transparent; border-radius: 6px 6px 0 0; padding: 6px 12px; background: none; }
.tabs button[aria-selected=true] { color: #2553c7; box-shadow: inset 0 -2px #2553c7; }
.tags { display: flex; flex-wrap: wrap; gap: 0 16px; align-items: center; }
.tags input[type=text] { width: 10em; }
dialog { box-sizing: border-box; width: min(640px, 100vw - 24px); max-height: calc(100vh - 24px); padding: 20px 24px; border: 1px solid #dde1e7;
  border-radius: 10px; color: inherit; overflow: auto; }
dialog::backdrop { background: #0007; }
.close { float: right; min-height: 32px; padding: 2px 10px; margin: -6px -10px 0 8px; border-color: transparent; }
.toast { position: fixed; left: 12px; bottom: 12px; z-index: 10; max-width: min(480px, 100vw - 24px); box-sizing: border-box;
  padding: 12px 16px; border-radius: 8px; background: #1b2230; color: #fff; box-shadow: 0 2px 8px #0005; }
`;
