// The phone's page: notes, and the buttons that turn the slides.

const { token } = JSON.parse(document.getElementById('deckgen').textContent);
const get = id => document.getElementById(id);

function turn(to) {
  const headers = { 'content-type': 'application/json', 'x-deckgen-token': token };
  fetch('remote/turn', { method: 'POST', headers, body: JSON.stringify({ to }) }).catch(() => {});
  navigator.vibrate?.(15);
}
document.querySelectorAll('[data-to]').forEach(button => {
  button.onclick = () => turn(button.dataset.to);
});

// A swipe over the notes turns, too.
let from = null;
const notes = document.querySelector('main');
notes.addEventListener(
  'touchstart',
  event => {
    from = event.touches[0];
  },
  { passive: true },
);
notes.addEventListener('touchend', event => {
  const to = event.changedTouches[0];
  const [across, down] = [to.clientX - from.clientX, to.clientY - from.clientY];
  if (Math.abs(across) > 60 && Math.abs(across) > 2 * Math.abs(down)) turn(across < 0 ? 'next' : 'previous');
});

// The slide itself, as it is on the screen; once the deck is another, all of it again.
const WIDTH = 960;
let frame = null;
let revision = -1;
function show(slide) {
  const deck = frame?.contentWindow?.Reveal;
  if (deck?.isReady?.()) deck.slide(slide - 1, 0, Number.POSITIVE_INFINITY);
}
function renew(now) {
  if (!now.slides) return;
  if (revision === now.revision) return show(now.slide);
  revision = now.revision;
  const made = document.createElement('iframe');
  Object.assign(made, { title: 'Slide', inert: true, src: `remote/deck?receiver#/${now.slide - 1}` });
  made.onload = () => {
    frame?.remove();
    frame = made;
    show(now.slide);
  };
  get('slides').append(made);
  made.style.transform = `scale(${get('slides').clientWidth / WIDTH})`;
}

let began = 0;
const clock = () => {
  const seconds = began ? Math.floor((Date.now() - began) / 1000) : 0;
  get('time').textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
};
get('time').onclick = () => {
  began = Date.now();
  clock();
};
setInterval(clock, 500);

const events = new EventSource('remote/events');
events.onopen = () => document.body.classList.remove('lost');
events.onerror = () => document.body.classList.add('lost');
events.onmessage = event => {
  const now = JSON.parse(event.data);
  if (now.slide > 1 && !began) began = Date.now();
  renew(now);
  get('number').textContent = `${now.slide} / ${now.slides}`;
  if (get('title').textContent !== now.title || get('notes').innerHTML !== now.notes) notes.scrollTop = 0;
  get('title').textContent = now.title;
  get('notes').innerHTML = now.notes; // from our own writer, which passes on no markup of the author's
  if (now.lang) notes.lang = now.lang;
  get('next').textContent = now.next ? `Next: ${now.next}` : '';
};
