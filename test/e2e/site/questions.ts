/** A QuestionForm with each kind of field, for pages to show. */
import { questionNamespaces } from '../../../src/mturk/questionKinds.ts';

const selections = (other: boolean) =>
  `<Selections><Selection><SelectionIdentifier>tea</SelectionIdentifier><Text>Tea</Text></Selection>
<Selection><SelectionIdentifier>milk</SelectionIdentifier><FormattedContent><![CDATA[<b>Milk</b>, warm]]></FormattedContent></Selection>
${other ? '<OtherSelection/>' : ''}</Selections>`;

const selection = (identifier: string, style: string, max: number) =>
  `<Question><QuestionIdentifier>${identifier}</QuestionIdentifier><QuestionContent><Text>Which (${style})?</Text></QuestionContent><AnswerSpecification>
<SelectionAnswer><MinSelectionCount>0</MinSelectionCount><MaxSelectionCount>${max}</MaxSelectionCount><StyleSuggestion>${style}</StyleSuggestion>${selections(style !== 'radiobutton')}</SelectionAnswer></AnswerSpecification></Question>`;

export const sampleFormQuestion = `<QuestionForm xmlns="${questionNamespaces.QuestionForm[0]}">
<Overview><Title>Drinks</Title><Text>Tell us about them.</Text><List><ListItem>hot</ListItem><ListItem>cold</ListItem></List>
<FormattedContent><![CDATA[<h1>Rules</h1><p>Be <i>honest</i>. <a href="https://example.org/">More</a></p><table><tr><th>a</th><td>b</td></tr></table>]]></FormattedContent></Overview>
<Question><QuestionIdentifier>why</QuestionIdentifier><IsRequired>true</IsRequired><QuestionContent><Text>Say why</Text></QuestionContent>
<AnswerSpecification><FreeTextAnswer><Constraints><Length minLength="2" maxLength="50"/></Constraints><NumberOfLinesSuggestion>3</NumberOfLinesSuggestion></FreeTextAnswer></AnswerSpecification></Question>
${selection('radio', 'radiobutton', 1)}
${selection('check', 'checkbox', 2)}
${selection('drop', 'dropdown', 1)}
${selection('list', 'list', 2)}
${selection('multi', 'multichooser', 2)}
</QuestionForm>`;
