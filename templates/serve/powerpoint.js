// What somebody has edited in the deck's PowerPoint file: shown as differences, to be taken one by one.

import { element, post, sent } from './common.js';

const KIND = /\.(pptx|pptm|potx)$/i;

function button(text, act, className = '') {
  const made = element('button', className, text);
  made.type = 'button';
  made.onclick = act;
  return made;
}

function lines(tag, texts) {
  const made = element(tag, '');
  made.textContent = texts.join('\n').trim();
  return made;
}

function hunk_row(hunk, index, changed) {
  const row = element('li', hunk.both ? 'both' : '');
  const label = element('label', '');
  const box = document.createElement('input');
  box.type = 'checkbox';
  box.checked = !hunk.both;
  box.dataset.hunk = index;
  box.onchange = changed;
  const words = element('div', '');
  const name = element('strong', '', hunk.slide || 'Beginning');
  words.append(name);
  if (hunk.both) words.append(element('em', '', ' changed in the Markdown, too'));
  if (hunk.before.join('').trim()) words.append(lines('del', hunk.before));
  if (hunk.after.join('').trim()) words.append(lines('ins', hunk.after));
  label.append(box, words);
  row.append(label);
  return row;
}

function show(offer) {
  document.getElementById('deckgen-powerpoint')?.close();
  const dialog = document.createElement('dialog');
  dialog.id = 'deckgen-powerpoint';
  dialog.setAttribute('aria-label', 'Edits in PowerPoint');
  const close = () => dialog.close();
  dialog.append(element('h2', '', `Edits in ${offer.name}`));
  const buttons = element('p', 'buttons');
  if (offer.problem || !offer.hunks.length) {
    dialog.append(element('p', '', offer.problem || 'It says what the Markdown says.'));
    buttons.append(button('Close', close));
  } else {
    const list = element('ul', '');
    const chosen = () => [...list.querySelectorAll('input:checked')].map(box => Number(box.dataset.hunk));
    const take = button('', () => taken(offer, chosen(), dialog), 'first');
    const changed = () => {
      const count = chosen().length;
      take.textContent = count === 1 ? 'Take 1 change' : `Take ${count} changes`;
      take.disabled = !count;
    };
    list.append(...offer.hunks.map((hunk, index) => hunk_row(hunk, index, changed)));
    changed();
    dialog.append(list);
    buttons.append(take, button('Not now', close));
  }
  if (offer.left_out.length) {
    const rest = element('details', '');
    rest.append(element('summary', '', `${offer.left_out.length} without a place in Markdown`));
    const list = element('ul', '');
    list.append(...offer.left_out.map(([number, what]) => element('li', '', `Slide ${number}: ${what}`)));
    rest.append(list);
    dialog.append(rest);
  }
  dialog.append(buttons);
  dialog.onclose = () => dialog.remove();
  dialog.addEventListener('keydown', event => event.stopPropagation());
  document.body.append(dialog);
  dialog.showModal();
}

async function taken(offer, chosen, dialog) {
  const answer = await post('pull/take', { tag: offer.tag, chosen });
  if (answer.taken !== undefined) return dialog.close();
  show({ ...offer, hunks: [], left_out: [], problem: 'The Markdown has changed meanwhile: drop the file once more.' });
}

async function look(file) {
  const address = `pull?name=${encodeURIComponent(file.name)}`;
  const answer = await sent(address, { method: 'POST', body: file });
  if (answer.ok) show(await answer.json());
}

// A file dropped onto the page.
export function takes_files() {
  const carries = event => [...(event.dataTransfer?.types ?? [])].includes('Files');
  addEventListener('dragover', event => {
    if (carries(event)) event.preventDefault();
  });
  addEventListener('drop', event => {
    const file = [...(event.dataTransfer?.files ?? [])].find(({ name }) => KIND.test(name));
    if (!carries(event)) return;
    event.preventDefault();
    if (file) look(file);
  });
}

// One beside the deck that was edited.
export function told_of_edits({ powerpoint, count }) {
  document.getElementById('deckgen-edited')?.remove();
  const told = element('div', '');
  told.id = 'deckgen-edited';
  told.setAttribute('role', 'status');
  const changes = count === 1 ? '1 change' : `${count} changes`;
  told.append(element('span', '', `${powerpoint} was edited: ${changes}.`));
  const open = async () => {
    told.remove();
    show(await (await fetch('pull')).json());
  };
  told.append(
    button('Show', open),
    button('Not now', () => told.remove()),
  );
  document.body.append(told);
}
