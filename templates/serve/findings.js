// What is wrong with the deck, over its slides.

import { element, remember, remembered } from './common.js';

export const panel = document.createElement('div');
panel.id = 'deckgen-findings';
panel.setAttribute('role', 'status');
panel.setAttribute('aria-live', 'polite');
let unfolded = remembered('unfolded') === 'yes';

function described(finding, open) {
  const made = element('li', finding.severity);
  made.append(element('strong', '', `${finding.message}`));
  const place = finding.line ? `${finding.file}:${finding.line}:${finding.column}` : finding.file;
  const button = element('button', 'place', place);
  button.type = 'button';
  button.onclick = () => open(finding);
  made.append(button);
  if (finding.text.trim()) {
    const code = element('pre', '');
    const start = Math.max(0, finding.column - 1);
    const end = finding.length ? start + finding.length : finding.text.length;
    const from = Math.max(0, start - 60);
    code.append(finding.text.slice(from, start), element('mark', '', finding.text.slice(start, end) || ' '));
    code.append(finding.text.slice(end, end + 80));
    made.append(code);
  }
  if (finding.hint) made.append(element('p', '', finding.hint));
  return made;
}

// `open` is called with a finding whose place is clicked.
export function findings(found, open) {
  const errors = found.filter(finding => finding.severity === 'error');
  panel.replaceChildren();
  panel.className = errors.length ? 'errors' : found.length ? 'warnings' : '';
  if (found.length) {
    const shown = errors.length || unfolded ? (unfolded ? found : errors) : [];
    const count = element('button', 'count', `${found.length}`);
    count.type = 'button';
    count.title = `${errors.length} errors, ${found.length - errors.length} warnings`;
    count.ariaLabel = `${found.length}: ${count.title}`;
    count.ariaExpanded = String(shown.length > 0);
    count.onclick = () => {
      unfolded = !unfolded;
      remember('unfolded', unfolded ? 'yes' : 'no');
      findings(found, open);
    };
    const list = element('ul', '');
    list.append(...shown.slice(0, 50).map(one => described(one, open)));
    panel.append(list, count);
  }
}
