// The served page: exchanges slides as their author edits them, and leaves the reader where they are.

import { editor, element, isFrame, isSpeaker, post, remember, remembered, settings } from './common.js';
import { findings, panel } from './findings.js';
import { show_code, tell_of_slides, turn } from './phone.js';
import { near, number_text, place_after } from './places.js';
import { takes_files, told_of_edits } from './powerpoint.js';
import { among_slides, never_reads, reads, told_of_reading } from './reading.js';
import { strip } from './strip.js';

const Reveal = window.Reveal;
const container = document.querySelector('.reveal .slides');
const STATES = ['past', 'present', 'future', 'stack', 'has-dark-background', 'has-light-background'];
const OWN = ['class', 'style', 'hidden', 'aria-hidden', 'data-index-h', 'data-index-v'];

let revision = settings.revision;
let follows = remembered('follows') !== 'no';

const sections = () => container.children;
window.deckgenRevision = () => revision;
window.deckgenGo = slide => {
  if (Reveal && slide !== Reveal.getIndices().h) {
    keep_near(slide);
    jump(slide, Infinity);
  }
};

// -- large decks -----------------------------------------------------------------------------
// reveal.js looks through all slides at every step: those far from the reader's are kept aside.

const LARGE = 60;
const NEAR = 3;
const aside = new Map();
const content = section => aside.get(section) || section;
window.deckgenContent = content;

function bring(section) {
  const kept = aside.get(section);
  if (!kept) return;
  section.append(kept);
  aside.delete(section);
}

function put_aside(section) {
  if (aside.has(section)) return;
  const kept = document.createDocumentFragment();
  kept.append(...section.childNodes);
  aside.set(section, kept);
}

let at_hand = new Set();
function keep_near(index) {
  if (reads()) return;
  if (sections().length < LARGE) return bring_all();
  const wanted = new Set([...sections()].slice(...near(index, NEAR)));
  for (const section of wanted) {
    if (!aside.has(section)) continue;
    bring(section);
    const past = section.classList.contains('past');
    for (const fragment of section.querySelectorAll('.fragment')) fragment.classList.toggle('visible', past);
  }
  for (const section of at_hand) if (!wanted.has(section)) put_aside(section);
  at_hand = wanted;
}

const bring_all = () => [...aside.keys()].forEach(bring);

function keep_aside() {
  if (reads() || sections().length < LARGE) return;
  at_hand = new Set(sections());
  keep_near(Reveal.getIndices().h);
}

// -- exchanging slides -----------------------------------------------------------------------

function parsed(html) {
  const template = document.createElement('template');
  template.innerHTML = html;
  return template.content.firstElementChild;
}

// A slide keeps its element, and with it what reveal.js knows of it.
function refill(section, html) {
  const fresh = parsed(html);
  if (aside.has(section)) {
    const kept = document.createDocumentFragment();
    kept.append(...fresh.childNodes);
    aside.set(section, kept);
  } else section.replaceChildren(...fresh.childNodes);
  for (const { name } of [...section.attributes])
    if (!OWN.includes(name) && !fresh.hasAttribute(name)) section.removeAttribute(name);
  for (const { name, value } of fresh.attributes) if (!OWN.includes(name)) section.setAttribute(name, value);
  const states = STATES.filter(state => section.classList.contains(state));
  section.className = [fresh.className, ...states].join(' ').trim();
  const { display, top } = section.style;
  section.style.cssText = fresh.style.cssText;
  Object.assign(section.style, { display, top });
}

function numbered(at) {
  const place = content(sections()[at]).querySelector('[data-number]');
  if (!place) return;
  let inner = place;
  while (inner.firstElementChild) inner = inner.firstElementChild;
  inner.textContent = number_text(place.dataset.number, at, sections().length);
}

function number_from(first) {
  for (let at = first; at < sections().length; at++) numbered(at);
}

const shows_total = () => [...sections()].some(section => content(section).querySelector('[data-number="c/t"]'));

const grounds = section =>
  JSON.stringify(Object.entries(section.dataset).filter(([name]) => name.startsWith('background')));

// Slides at the same places: their content changes, nothing else.
function exchange(start, inserted, place) {
  inserted.forEach((html, index) => {
    const section = sections()[start + index];
    if (!section) return;
    const ground = grounds(section);
    refill(section, html);
    numbered(start + index);
    // reveal.js looks at the grounds of all slides then, which takes 40 ms in a large deck.
    if (grounds(section) !== ground) Reveal.syncSlide(section);
  });
  const here = place.h - start;
  if (here >= 0 && here < inserted.length && place.f >= 0) Reveal.navigateFragment(place.f);
}

// Slides come or go: the reader stays on the slide with the same name, or at the same number.
function splice(start, removed, inserted, place) {
  const before = sections()[place.h];
  const gone = [...sections()].slice(start, start + removed);
  const same = Math.min(removed, inserted.length);
  const name = before?.id;
  for (const [index, section] of gone.slice(0, same).entries()) refill(section, inserted[index]);
  gone.slice(same).forEach(section => {
    aside.delete(section);
    section.remove();
  });
  const anchor = sections()[start + same] || null;
  for (const html of inserted.slice(same)) container.insertBefore(parsed(html), anchor);
  number_from(shows_total() ? 0 : start);
  keep_aside();
  Reveal.sync();
  const found = name ? [...sections()].findIndex(section => section.id === name) : place.h;
  const change = { start, removed, inserted: inserted.length };
  jump(place_after(place.h, found, change, sections().length), place.f);
}

// Goes to a slide without a transition. (Told to the two slides: a class above all of them would have the browser
// look at the whole deck again.)
function jump(h, f) {
  const both = [Reveal.getCurrentSlide(), sections()[h]].filter(Boolean);
  const said = both.map(section => section.dataset.transition);
  both.forEach(section => {
    section.dataset.transition = 'none';
  });
  Reveal.slide(h, 0, f);
  requestAnimationFrame(() =>
    requestAnimationFrame(() =>
      both.forEach((section, index) => {
        if (said[index] === undefined) delete section.dataset.transition;
        else section.dataset.transition = said[index];
      }),
    ),
  );
}

// reveal.js looks at all slides on its way to another, 45 ms among 1,000: there, what is on the screen changes first.
let on_the_way = null;
function jump_later(h) {
  const [from, to] = [Reveal.getCurrentSlide(), sections()[h]];
  if (sections().length < LARGE || !from || grounds(from) !== grounds(to)) return jump(h, Infinity);
  from.classList.remove('present');
  from.style.display = 'none';
  to.classList.remove('past', 'future');
  to.classList.add('present');
  to.hidden = false;
  to.style.display = 'block';
  for (const fragment of to.querySelectorAll('.fragment')) fragment.classList.add('visible');
  on_the_way = h;
}

function arrive() {
  if (on_the_way === null) return;
  const h = on_the_way;
  on_the_way = null;
  jump(h, Infinity);
}

const now = () => performance.timeOrigin + performance.now();
function painted(times) {
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      const at = now();
      arrive();
      window.deckgenPainted = { revision, ...times, at };
      dispatchEvent(new Event('deckgen-painted'));
    }),
  );
}

function apply(message) {
  const times = { received: now() };
  arrive();
  revision = message.revision;
  if (message.theme) {
    document.getElementById('theme').textContent = message.theme.style;
    Reveal.configure({ width: message.theme.width, height: message.theme.height });
  }
  if (message.fonts !== null) document.getElementById('fonts').textContent = message.fonts;
  if (message.title) document.title = message.title;
  if (message.lang) {
    const page = document.documentElement;
    page.lang = message.lang;
    if (message.minutes) page.dataset.duration = message.minutes;
    else delete page.dataset.duration;
  }
  const change = () => {
    const place = Reveal.getIndices();
    const removed = message.all ? sections().length : message.removed;
    if (removed === message.inserted.length) exchange(message.start, message.inserted, place);
    else splice(message.start, removed, message.inserted, place);
  };
  among_slides(change, () => number_from(0), bring_all);
  const goes = follows && !isSpeaker && message.edited !== null && message.inserted.length;
  if (goes && reads()) Reveal.slide(message.edited);
  else if (goes && message.edited !== Reveal.getIndices().h) {
    keep_near(message.edited);
    jump_later(message.edited);
  }
  times.applied = now();
  painted(times);
  findings(message.findings, open_at);
  editor?.changed(message);
}

function listen() {
  const known = `${settings.epoch}-${revision}`;
  const events = new EventSource(`events?known=${encodeURIComponent(known)}`);
  let lost = 0;
  events.onopen = () => {
    clearTimeout(lost);
    document.body.classList.remove('deckgen-lost');
    window.deckgenReady = true;
  };
  events.onmessage = event => {
    const message = JSON.parse(event.data);
    if (message.turn) turn(message);
    else if (message.powerpoint) told_of_edits(message);
    else if (message.unchanged) editor?.changed(message);
    else apply(message);
  };
  events.onerror = () => {
    lost = setTimeout(() => document.body.classList.add('deckgen-lost'), 1500);
  };
}

// -- from the slide to its source ------------------------------------------------------------

// A frame goes there, not the page: that would give up what it is asking for, and where nothing answers to such an
// address some browsers show an error in its place.
const elsewhere = element('iframe', '');
elsewhere.hidden = true;

function open_elsewhere(address) {
  if (!elsewhere.isConnected) document.body.append(elsewhere);
  elsewhere.src = address;
}

async function show_source(body) {
  const answer = await post('open', { ...body, here: Boolean(editor) });
  if (answer.here) editor.open(answer.line);
  else if (answer.address) open_elsewhere(answer.address);
}

const open_at = finding => show_source({ at: finding.line, file: finding.file });

container.addEventListener('dblclick', event => {
  const frame = event.target.closest('[data-line]');
  const section = event.target.closest('section');
  if (!section) return;
  const words = event.target.closest('li,p,td,th,h1,h2,h3,h4,h5,h6,figcaption,code')?.textContent || '';
  const slide = reads() ? Number(section.dataset.indexH) : [...sections()].indexOf(section);
  show_source({ slide, line: Number(frame?.dataset.line || 0), words: words.slice(0, 200) });
});

// -- the bar -----------------------------------------------------------------------------------

function bar() {
  const made = element('nav', '');
  made.id = 'deckgen-bar';
  made.setAttribute('aria-label', 'deckgen');
  const follow = element('button', '', 'Follow edits');
  follow.type = 'button';
  follow.ariaPressed = String(follows);
  follow.title = 'Go to the slide that is being edited';
  follow.onclick = () => {
    follows = !follows;
    remember('follows', follows ? 'yes' : 'no');
    follow.ariaPressed = String(follows);
  };
  const download = element('a', '', 'PowerPoint');
  download.href = 'deck.pptx';
  download.title = 'Download the deck as a PowerPoint file';
  made.append(follow, download);
  if (!editor) {
    const edit = element('a', '', 'Edit');
    edit.title = 'Edit the text beside the slides';
    edit.href = 'edit';
    edit.onclick = () => {
      edit.href = `edit?slide=${Reveal?.getIndices().h ?? 0}`;
    };
    made.prepend(edit);
  }
  if (settings.remote) {
    const phone = element('button', '', 'Phone');
    phone.type = 'button';
    phone.title = 'Turn the slides with a phone';
    phone.onclick = show_code;
    made.append(phone);
  }
  return made;
}

function begin() {
  if (!isSpeaker) document.body.append(panel, bar());
  if (editor) never_reads();
  number_from(0);
  if (!told_of_reading(bring_all)) keep_aside();
  Reveal.on('beforeslidechange', event => keep_near(event.indexh));
  Reveal.on('slidechanged', event => keep_near(event.indexh));
  addEventListener('beforeprint', bring_all);
  addEventListener('afterprint', keep_aside);
  findings(settings.findings, open_at);
  if (!isSpeaker) takes_files();
  listen();
  const source = () => show_source({ slide: Reveal.getIndices().h });
  Reveal.addKeyBinding({ keyCode: 69, key: 'E', description: 'Open the source of this slide' }, source);
  if (settings.remote && !isFrame) {
    tell_of_slides();
  }
  if (editor) {
    const { width, height } = Reveal.getConfig();
    document.body.style.setProperty('--ratio', height / width);
    document.body.classList.add('deckgen-beside');
    Reveal.layout();
    const notes = element('div', '');
    notes.id = 'deckgen-notes';
    const shows = strip(slide => window.deckgenGo(slide));
    const below = element('div', '');
    below.id = 'deckgen-below';
    below.append(notes, shows.made);
    document.body.append(below);
    const tell = () => {
      editor.shown(Reveal.getIndices().h);
      const said = Reveal.getCurrentSlide()?.querySelector('aside.notes');
      notes.replaceChildren(...(said ? said.cloneNode(true).childNodes : []));
    };
    addEventListener('deckgen-painted', () => {
      tell();
      shows.renew();
    });
    Reveal.on('slidechanged', () => {
      tell();
      shows.here();
    });
    tell();
    shows.renew();
    editor.changed(settings);
  }
}

// A deck without slides: the first one brings the page that can show it.
function wait() {
  if (!isSpeaker) document.body.append(panel, bar());
  findings(settings.findings, open_at);
  const events = new EventSource(`events?known=${encodeURIComponent(`${settings.epoch}-${revision}`)}`);
  events.onmessage = event => {
    const message = JSON.parse(event.data);
    if (message.inserted?.length) return location.reload();
    if (message.findings) findings(message.findings, open_at);
    editor?.changed(message);
  };
  editor?.changed(settings);
}

if (!Reveal) wait();
else if (Reveal.isReady()) begin();
else Reveal.on('ready', begin);
