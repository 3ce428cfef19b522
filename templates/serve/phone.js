// A phone as remote control: what it wants of this page, and what this page shows.

import { element, isFrame, post, settings } from './common.js';

const Reveal = window.Reveal;
const TURNS = {
  next: () => Reveal.next(),
  previous: () => Reveal.prev(),
  first: () => Reveal.slide(0),
  pause: () => Reveal.togglePause(),
};

// Of several pages on one deck, the one in which somebody moves presents.
const page = Math.random().toString(36).slice(2);
let presents = false;

export function turn(message) {
  if (isFrame || (message.page && message.page !== page)) return;
  TURNS[message.turn]?.();
}

const tell_phones = () => post('shown', { slide: Reveal.getIndices().h, page, presents });

export function show_code() {
  const dialog = document.createElement('dialog');
  dialog.id = 'deckgen-phone';
  dialog.setAttribute('aria-label', 'Phone as remote control');
  const picture = document.createElement('img');
  picture.src = 'phone.svg';
  picture.alt = 'QR code';
  const close = element('button', '', 'Close');
  close.onclick = () => dialog.close();
  const code = element('code', '', settings.remote);
  dialog.append(element('p', '', 'Scan this with a phone in the same network.'), picture, code, close);
  dialog.onclose = () => dialog.remove();
  document.body.append(dialog);
  dialog.showModal();
}

// Tells phones what is shown, from now on.
export function tell_of_slides() {
  const claim = () => {
    presents = true;
    tell_phones().then(() => {
      presents = false;
    });
  };
  for (const name of ['keydown', 'pointerdown', 'touchstart']) addEventListener(name, () => setTimeout(claim));
  addEventListener('pagehide', () => post('shown', { page, leaves: true }, true));
  Reveal.on('slidechanged', tell_phones);
  addEventListener('deckgen-painted', tell_phones);
  tell_phones();
}
