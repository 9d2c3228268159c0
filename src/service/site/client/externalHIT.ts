/** Stands in for Amazon's externalHIT_v1.js: the same functions for a task's own form (reference.md §6.12). */

const notAvailable = 'ASSIGNMENT_ID_NOT_AVAILABLE';

/** A parameter of the page's address as it is written there, still encoded; the default if there is none. */
function turkGetParam(name: string, defaultValue = ''): string {
  for (const pair of location.search.slice(1).split('&')) {
    const [key, ...value] = pair.split('=');
    if (key === name) return value.join('=');
  }
  return defaultValue;
}

function turkGetSubmitToHost(): string {
  let host = '';
  try {
    host = decodeURIComponent(turkGetParam('turkSubmitTo'));
  } catch {
    // Then it is no address.
  }
  return /^(?:https?:)?\/\//.test(host) ? host : 'https://www.mturk.com';
}

/** Fills the form's hidden field, points the form to the service, and in a preview disables the button. */
function turkSetAssignmentID(formName = 'mturk_form', buttonName = 'submitButton'): void {
  const assignmentId = turkGetParam('assignmentId');
  const field = document.getElementById('assignmentId');
  if (field instanceof HTMLInputElement) field.value = assignmentId;
  const form = document.getElementById(formName) ?? document.forms.namedItem(formName);
  if (assignmentId === notAvailable) {
    const button = document.getElementById(buttonName);
    if (button instanceof HTMLInputElement || button instanceof HTMLButtonElement) {
      button.disabled = true;
      const words = 'You must ACCEPT the HIT before you can submit the results.';
      if (button instanceof HTMLInputElement) button.value = words;
      else button.textContent = words;
    }
  }
  if (form instanceof HTMLFormElement) form.action = `${turkGetSubmitToHost()}/mturk/externalSubmit`;
}

Object.assign(window, { turkGetParam, turkGetSubmitToHost, turkSetAssignmentID });
