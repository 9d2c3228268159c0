/** Questions that ended Local, blocked it or made every later call fail, once a simulated worker or a person met them. */
import { questionNamespaces } from '../../../src/mturk/questionKinds.ts';

export const page = (html: string): string =>
  `<HTMLQuestion xmlns="${questionNamespaces.HTMLQuestion[0]}"><HTMLContent><![CDATA[${html}]]></HTMLContent><FrameHeight>0</FrameHeight></HTMLQuestion>`;
const form = (constraints: string, count = 1): string =>
  `<QuestionForm xmlns="${questionNamespaces.QuestionForm[0]}">${Array.from(
    { length: count },
    (_, index) =>
      `<Question><QuestionIdentifier>q${index}</QuestionIdentifier><IsRequired>true</IsRequired><QuestionContent><Text>?</Text></QuestionContent><AnswerSpecification><FreeTextAnswer><Constraints>${constraints}</Constraints></FreeTextAnswer></AnswerSpecification></Question>`,
  ).join('')}</QuestionForm>`;
const format = (regex: string): string => `<AnswerFormatRegex regex="${regex}" errorText="No."/>`;

/** Pages and forms that ended the process, blocked it, or made every later call fail. */
export const hostileQuestions: Readonly<Record<string, string>> = {
  'elements nested 5,000 deep': page(`<form>${'<b>'.repeat(5000)}<input name="a">`),
  'a list of options nested deep': page(`<form><select name="s"><option>${'<b>'.repeat(9000)}x</select>`),
  'formatting that is opened again and again': page(
    `${'<div>'.repeat(3000)}${Array.from({ length: 2000 }, (_, index) => `<b a=${index}>`).join('')}${'</div>x'.repeat(3000)}`,
  ),
  'a very long text asked for by a page': page('<form><textarea name="a" required minlength=2000000000></textarea>'),
  'a very long text asked for by a form': form('<Length minLength="2147483647"/>'),
  'many long texts': form('<Length minLength="2147483647"/>', 150),
  'a format with a text of a thousand million characters': form(format('((a{999}){999}){999}')),
  'a pattern with such a text': page('<form><input name="a" required pattern="((a{999}){999}){999}">'),
  'a format that refers to itself': form(
    format(`(a)${Array.from({ length: 40 }, (_, index) => `(\\${index + 1}\\${index + 1})`).join('')}`),
  ),
  'formats that no text has, and that find no end': form(format('^a{40}!$') + format('^(a+)+$')),
  'many formats that find no end': form(format('^a{40}!$') + format('^(a+)+$'), 150),
  'a range without end': page('<form><input type="range" name="a" required min="-1e308" max="1e308" step="5e-324">'),
};
