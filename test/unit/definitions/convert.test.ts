import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { convert, definitionText } from '../../../src/definitions/convert/convert.ts';
import { html, only } from './converted.ts';

describe('conversion to HIT definitions', () => {
  it('reads amti’s definition folders', () => {
    const { definition, files, notes } = only({
      'rate/definition/hittypeproperties.json': JSON.stringify({
        AutoApprovalDelayInSeconds: 2_592_000,
        AssignmentDurationInSeconds: 3600,
        Reward: '0.01',
        Title: 'Rate',
        Keywords: 'a',
        Description: 'd',
        QualificationRequirements: [{ QualificationTypeId: '$QUALIFICATION_TYPE_ID', Comparator: 'Exists' }],
      }),
      'rate/definition/hitproperties.json': JSON.stringify({ MaxAssignments: 3, LifetimeInSeconds: 86_400 }),
      'rate/definition/question.xml.j2': html('<form>{{ text }} {% for x in list %}{{ x|tojson }}{% endfor %}</form>'),
      'rate/definition/NOTES': '',
      'rate/data.jsonl': '{"text": "one"}\n',
    });
    assert.equal(definition.Reward, '0.01');
    assert.equal(definition.LifetimeInSeconds, 86_400);
    assert.equal(definition.question, 'question.html');
    assert.equal(definition.data, 'data.jsonl');
    assert.equal(files.get('question.html'), '<form>${text} {% for x in list %}{{ x|tojson }}{% endfor %}</form>');
    assert.match(notes.join('\n'), /\{% for x in list %\}/);
    assert.match(notes.join('\n'), /\$QUALIFICATION_TYPE_ID/);
  });

  it('reads nosub’s settings, with its times and names', () => {
    const { definition, notes } = only({
      'study/settings.json': JSON.stringify({
        ...{
          _cosubSpecVersion: 2,
          Url: 'example.org/a?x=1&amp;y=2',
          Title: 'T',
          Description: 'D',
          Keywords: 'k',
          Batch: true,
          FrameHeight: 700,
        },
        ...{ AssignmentDuration: '1 day, 2 hours and 30 minutes', AutoApprovalDelay: '90 min', Reward: '0.5' },
        QualificationRequirements: [
          {
            Name: 'Worker_Locale',
            Comparator: 'In',
            LocaleValues: [{ Country: 'US', Subdivision: 'NY' }, { Country: 'CA' }],
          },
          { Name: 'Worker_PercentAssignmentsApproved', Comparator: 'GreaterThanOrEqualTo', IntegerValues: [95] },
          { Name: 'Done stroop', Comparator: 'DoesNotExist' },
        ],
      }),
    });
    assert.equal(definition.duration, '1 day, 2 hours, 30 minutes');
    assert.equal('autoApproval' in definition, false);
    assert.equal(definition.Reward, '0.50');
    assert.equal(definition.split, 9);
    assert.deepEqual(definition.question, { url: 'https://example.org/a?x=1&y=2', frameHeight: 700 });
    assert.deepEqual(definition.requirements, [
      { country: ['US-NY', 'CA'] },
      { percentApproved: '>= 95' },
      { type: 'Done stroop', not: 'exists' },
    ]);
    assert.match(notes.join('\n'), /“90 min” is not a time that nosub can read/);
    assert.match(notes.join('\n'), /number of assignments and the lifetime/);
  });

  it('reads simple-amt’s properties as its code does', () => {
    const { definition, files, notes } = only({
      'simple-amt/hit_properties/tag.json': JSON.stringify({
        Title: 'Tag',
        Description: 'd',
        Keywords: 'k',
        Reward: 0.05,
        AssignmentDurationInSeconds: 600,
        FrameHeight: 600,
        MaxAssignments: 10,
        Country: ['US', 'DE'],
        HitsApproved: 100,
        PercentApproved: 95,
      }),
      'simple-amt/hit_templates/tag.html':
        '{% include "simpleamt.html" %}<script type="text/json" id="input">{{ input }}</script>',
    });
    assert.equal(definition.Reward, '0.05');
    assert.deepEqual(definition.requirements, [
      { country: ['US', 'DE'] },
      { hitsApproved: '> 100' },
      { percentApproved: '> 95' },
    ]);
    assert.match(files.get('question.html') ?? '', /id="input">\$\{input\}</);
    assert.match(notes.join('\n'), /more than 95/);
    assert.match(notes.join('\n'), /The lifetime is missing/);
  });

  it('reads psiTurk’s config, whose lifetime is hours', () => {
    const { definition, notes } = only({
      'stroop/config.txt':
        '[HIT Configuration]\ntitle = Stroop\nlifetime = 24\nus_only = true\napprove_requirement = 95\nblock_quals = 3Q1, 3Q2\nad_url_domain = study.example.org\n; comment\n[Database Parameters]\ndatabase_url = sqlite:///participants.db\n[Server Parameters]\nlogin_pw = secret\n',
    });
    assert.equal(definition.lifetime, '24 hours');
    assert.deepEqual(definition.question, { url: 'https://study.example.org/pub?mode=live', frameHeight: 600 });
    assert.deepEqual(definition.requirements, [
      { percentApproved: '>= 95' },
      { hitsApproved: '>= 0' },
      { country: 'US' },
      { type: '3Q1', not: 'exists' },
      { type: '3Q2', not: 'exists' },
    ]);
    assert.match(notes.join('\n'), /MaxAssignments, Reward and duration/);
  });

  it('reads Dallinger’s config, whose lifetime is days and duration hours, and no secret of it', () => {
    const converted = only({
      'bartlett/config.txt':
        '[Experiment]\ntitle = Drawing\nkeywords = memory,psychology\n[Recruiter]\nbase_payment = 1.5\nduration = 0.5\nlifetime = 24\nus_only = true\napprove_requirement = 95\nmturk_qualification_requirements = [\n  {"QualificationTypeId": "3Q", "Comparator": "Exists"}\n  ]\n[Keys]\naws_secret_access_key = very-secret\n',
    });
    assert.equal(converted.definition.lifetime, '24 days');
    assert.equal(converted.definition.duration, '0.5 hours');
    assert.equal(converted.definition.Reward, '1.50');
    assert.deepEqual(converted.definition.QualificationRequirements, [
      { QualificationTypeId: '3Q', Comparator: 'Exists' },
    ]);
    assert.match(converted.notes.join('\n'), /lifetime = 24 is read as days/);
    assert.doesNotMatch(definitionText(converted), /very-secret/);
  });

  it('reads Mephisto’s configuration with what it builds on', () => {
    const { definition, files, notes } = only({
      'task/hydra_configs/conf/base.yml':
        '# not a task of its own\nmephisto:\n  task:\n    task_reward: 0.3\n    task_tags: "a,b"\n',
      'task/hydra_configs/conf/example.yaml':
        '#@package _global_\ndefaults:\n  - base\n  - /mephisto/blueprint: static_task\nmephisto:\n  blueprint:\n    data_csv: ${task_dir}/data.csv\n    task_source: ${task_dir}/server_files/demo.html\n    units_per_assignment: 2\n  task:\n    task_name: demo\n    task_title: Rate\n    task_description: >\n      In two\n      lines\n',
      'task/data.csv': 'text\na\n',
      'task/server_files/demo.html': '<p>${text}</p>',
    });
    assert.equal(definition.Reward, '0.30');
    assert.equal(definition.Description, 'In two lines');
    assert.equal(definition.MaxAssignments, 2);
    assert.equal(definition.AutoApprovalDelayInSeconds, 604_800);
    assert.deepEqual([...files.keys()], ['demo.html', 'data.csv']);
    assert.match(notes.join('\n'), /run script/);
  });

  it('reads each file of Mephisto’s once, however often they name each other', () => {
    const names = Array.from({ length: 12 }, (_, at) => `part${at}`);
    const files = names.map((name, at) => [
      `task/hydra_configs/conf/${name}.yaml`,
      `${at === 0 ? '#@package _global_\n' : ''}defaults: [${names.join(', ')}]\nmephisto:\n  task:\n    task_title: ${name}\n`,
    ]);
    assert.equal(only(Object.fromEntries(files)).definition.Title, 'part0');
  });

  it('reads the Command Line Tools’ three files', () => {
    const { definition, files, notes } = only({
      'a/site.properties':
        '# comment\ntitle:Visit\ndescription=Look\\: here\nkeywords:a, b\nreward:$0.05\nassignments:2\nannotation:${url}\nassignmentduration:3600\nhitlifetime:259200\nautoapprovaldelay:1296000\nqualification.1:000000000000000000L0\nqualification.comparator.1:greaterthan\nqualification.value.1:25\nqualification.3:00000000000000000071\nqualification.comparator.3:EqualTo\nqualification.locale.3:US\nqualification.private.3:true\n',
      'a/site.question': html('<form>$url ${url} #if($x) ${urls.encode($url)}</form>'),
      'a/site.input': 'url\tn\nhttp://example.org\t1\n',
    });
    assert.equal(definition.Description, 'Look: here');
    assert.equal(definition.LifetimeInSeconds, 259_200);
    assert.deepEqual(definition.QualificationRequirements, [
      {
        QualificationTypeId: '000000000000000000L0',
        Comparator: 'GreaterThan',
        IntegerValues: [25],
        ActionsGuarded: 'Accept',
      },
      {
        QualificationTypeId: '00000000000000000071',
        Comparator: 'EqualTo',
        LocaleValues: [{ Country: 'US' }],
        ActionsGuarded: 'PreviewAndAccept',
      },
    ]);
    assert.match(files.get('site.html') ?? '', /\$\{url\} \$\{url\}/);
    assert.equal(definition.data, 'site.tsv');
    assert.match(notes.join('\n'), /#if/);
  });

  it('reads P.808’s minutes and days', () => {
    const { definition } = only({
      'p808/create_hit.cfg':
        '[general]\nhit_layout_id: 3LAYOUT\nuse_assignment_review_policy: true\n[hit_type]\ntitle: Speech\ndescription: Listen\nkeywords: audio\nreward: 0.5\ntime_allotted_per_Worker_in_minutes: 60\nauto_approve_and_pay_workers_in_days: 3\napply_qualification: true\n[create_hit]\ntask_expires_in_days: 7\nnumber_of_respondents: 5\n',
    });
    assert.equal(definition.duration, '60 min');
    assert.equal(definition.lifetime, '7 days');
    assert.equal(definition.autoApproval, '3 days');
    assert.equal(definition.MaxAssignments, 5);
    assert.deepEqual(definition.question, { layout: '3LAYOUT' });
  });

  it('reads oTree’s settings without running them', () => {
    const { definition, notes } = only({
      'otree/settings.py':
        "import os\nos.system('never')\nSESSION_CONFIG_DEFAULTS = dict(participation_fee=1.50)\nmturk_hit_settings = dict(\n    keywords='bonus, study',\n    title='Title for your experiment',\n    description='Description',\n    frame_height=500,\n    minutes_allotted_per_assignment=60,\n    expiration_hours=7 * 24,\n    qualification_requirements=[mturk.LocaleRequirement('US')],\n)\n",
    });
    assert.equal(definition.Title, 'Title for your experiment');
    assert.equal(definition.duration, '60 min');
    assert.equal(definition.Reward, '1.50');
    assert.match(notes.join('\n'), /qualification_requirements is Python/);
  });

  it('puts the form of the requester site around a page that has none, and around no other', () => {
    const page = (text: string) => {
      const [found] = convert(
        new Map([
          ['p/task.html', text],
          ['p/other.csv', 'x\n1\n'],
          ['p/task.csv', 'x\n2\n'],
        ]),
      );
      return { text: found?.files.get('task.html') ?? '', notes: found?.notes ?? [], data: found?.definition.data };
    };
    const fragment = page('<p>${x}</p><input name="a">');
    assert.match(
      fragment.text,
      /^\n<form name="mturk_form"[\s\S]*<p>\$\{x\}<\/p><input name="a">\n<p><input type="submit"[\s\S]*<\/form>\n<script>/,
    );
    assert.match(fragment.notes.join(), /had no form/);
    assert.equal(fragment.data, 'task.csv');
    const whole = page('<html><body class="x"><i>${x}</i><button>Go</button></body></html>').text;
    assert.match(whole, /^<html><body class="x">\n<form[\s\S]*<\/form>\n<script>[\s\S]*<\/script>\n<\/body><\/html>$/);
    assert.ok(!whole.includes('type="submit"'));
    for (const text of [
      '<crowd-form>${x}</crowd-form>',
      '<form id="mturk_form">${x}</form>',
      '${x}<script>form.action = site + "/mturk/externalSubmit"</script>',
    ])
      assert.equal(page(text).text, text);
  });

  it('leaves a page with a form that posts elsewhere as it is, and says so', () => {
    const text = '<p>${x}</p><form action="/save"><input name="a"></form>';
    const [found] = convert(new Map([['p/task.html', text]]));
    assert.equal(found?.files.get('task.html'), text);
    assert.match(found?.notes.join('\n') ?? '', /a form that doesn’t post to MTurk\. Make it post to externalSubmit\./);
  });

  it('takes a form in a comment or in a text for none', () => {
    for (const text of ['<!-- <form action="/save"> --><p>${x}</p>', '<p title="<form>">${x}</p>'])
      assert.match(
        convert(new Map([['p/task.html', text]]))[0]?.notes.join('\n') ?? '',
        /The page had no form that posts/,
      );
  });

  it('pairs a page with the CSV that has its columns', () => {
    const { definition, notes } = only({
      'p/task.html': '<crowd-form>${image-url} ${not_a_column}</crowd-form>',
      'p/batch.csv': '\uFEFFimage-url,Answer.old\na.png,x\n',
      'p/other.csv': 'a,b\n',
    });
    assert.equal(definition.question, 'task.html');
    assert.equal(definition.data, 'batch.csv');
    assert.match(notes.join('\n'), /not_a_column/);
  });
});
