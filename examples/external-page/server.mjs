/** The page of the experiment. It runs on any Node.js, without packages: node server.mjs [PORT] */
import { createServer } from 'node:http';

const port = Number(process.argv[2] ?? 8400);

const page = condition => `<!DOCTYPE html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <title>Which line is longer?</title>
  <style>
    body { font: 16px/1.5 system-ui, sans-serif; max-width: 36rem; margin: 2rem auto; padding: 0 1rem; }
    .line { display: block; height: 6px; margin: 1.5rem 0; background: #222; }
    button { margin-right: 0.5rem; padding: 0.5rem 1.5rem; font: inherit; }
  </style>
</head>
<body data-condition="${condition}">
  <h1>Which line is longer?</h1>
  <p id="progress"></p>
  <span class="line" id="upper"></span><span class="line" id="lower"></span>
  <p><button type="button" value="upper">The upper one</button><button type="button" value="lower">The lower one</button></p>
  <form id="results" method="post" hidden><input name="assignmentId"><input name="condition"><input name="correct"><input name="trials"></form>
  <script>
    const query = new URLSearchParams(location.search);
    const assignment = query.get('assignmentId') ?? 'ASSIGNMENT_ID_NOT_AVAILABLE';
    const preview = assignment === 'ASSIGNMENT_ID_NOT_AVAILABLE';
    const difference = document.body.dataset.condition === 'large' ? 40 : 8;
    const trials = [];
    let longer;
    function next() {
      longer = Math.random() < 0.5 ? 'upper' : 'lower';
      for (const each of ['upper', 'lower'])
        document.getElementById(each).style.width = 300 + (each === longer ? difference : 0) + 'px';
      document.getElementById('progress').textContent = preview
        ? 'Accept the HIT to begin.'
        : 'Line ' + (trials.length + 1) + ' of 10';
    }
    for (const button of document.querySelectorAll('button')) {
      button.disabled = preview;
      button.addEventListener('click', () => {
        trials.push({ longer, chosen: button.value });
        if (trials.length < 10) return next();
        const form = document.getElementById('results');
        form.action = query.get('turkSubmitTo') + '/mturk/externalSubmit';
        form.elements.assignmentId.value = assignment;
        form.elements.condition.value = document.body.dataset.condition;
        form.elements.correct.value = trials.filter(each => each.longer === each.chosen).length;
        form.elements.trials.value = JSON.stringify(trials);
        form.submit();
      });
    }
    next();
  </script>
</body>
</html>
`;

createServer((request, response) => {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
  if (pathname !== '/task') return response.writeHead(404).end('There is no such page.');
  const condition = searchParams.get('condition') === 'large' ? 'large' : 'small';
  response.setHeader('content-type', 'text/html; charset=utf-8').end(page(condition));
}).listen(port, '127.0.0.1', () => console.log(`http://127.0.0.1:${port}/task`));
