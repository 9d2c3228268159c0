/** How the elements look, inside their own roots, where the page's style doesn't reach. */
export const style = `
:host { display: block; margin: 12px 0; font: 16px/1.5 system-ui, sans-serif; color: #1b2230; }
:host([hidden]) { display: none; }
label, .label { font-size: 14px; font-weight: 550; display: block; margin-bottom: 4px; }
input[type=text], input[type=number], input[type=email], input[type=password], input[type=url], input[type=tel], input[type=date], textarea {
  box-sizing: border-box; width: 100%; min-height: 40px; padding: 6px 10px; font: inherit; color: inherit;
  background: #fff; border: 1px solid #8a93a1; border-radius: 6px; }
input:focus-visible, textarea:focus-visible, button:focus-visible, summary:focus-visible { outline: 2px solid #2553c7; outline-offset: 2px; }
.choice { display: flex; gap: 10px; align-items: flex-start; padding: 5px 0; }
.choice label { font-size: inherit; font-weight: 400; margin: 0; flex: 1; }
.choice input { width: 18px; height: 18px; margin: 3px 0 0; accent-color: #2553c7; flex: none; }
.range { display: flex; gap: 12px; align-items: center; }
.range input[type=range] { flex: 1; accent-color: #2553c7; }
output { min-width: 3ch; font-variant-numeric: tabular-nums; }
button { font: inherit; font-weight: 550; min-height: 40px; padding: 6px 18px; border-radius: 6px; cursor: pointer;
  border: 1px solid #8a93a1; background: #fff; color: #1b2230; }
button.primary { background: #2553c7; border-color: #2553c7; color: #fff; }
button.link { border-color: transparent; background: none; color: #2553c7; text-decoration: underline; }
button:disabled { opacity: .55; cursor: not-allowed; }
h2 { font-size: 18px; line-height: 1.3; margin: 0 0 10px; }
img { display: block; max-width: 100%; max-height: 70vh; margin: 0 0 12px; }
.box { border: 1px solid #dde1e7; border-radius: 8px; padding: 12px 14px; background: #f6f7f9; }
.note { font-size: 14px; color: #566072; margin: 4px 0 0; }
.bad { border-color: #a32a1f; background: #fdeae7; }
.good { border-color: #17693a; background: #e4f4ea; }
fieldset { border: 0; margin: 0; padding: 0; min-width: 0; }
legend { padding: 0; }
summary { cursor: pointer; color: #2553c7; }
.tabs { display: flex; flex-wrap: wrap; gap: 4px; margin-bottom: 8px; }
.tabs button[aria-selected=true] { border-color: #2553c7; box-shadow: inset 0 -2px #2553c7; }
`;
