// The editor: the deck's text beside its slides. What is typed is saved to the file, from which the slides come.

import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { markdown, markdownLanguage } from '@codemirror/lang-markdown';
import { yamlFrontmatter } from '@codemirror/lang-yaml';
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { lintGutter, lintKeymap, setDiagnostics } from '@codemirror/lint';
import { getChunks, unifiedMergeView } from '@codemirror/merge';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { Annotation, ChangeSet, Compartment, EditorState, Text, Transaction } from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightSpecialChars,
  keymap,
  lineNumbers,
} from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { sent, settings } from './common.js';
import { tools } from './edit_tools.js';
import { between, distance, merged } from './merge.js';

const get = id => document.getElementById(id);
const PAUSE = 200; // ms without a key, after which the text is saved
const AGAIN = 1000; // ms after which a save that failed is tried again
const GLANCE = 80; // ms for which the cursor rests before its slide is shown

// -- the text, and what is on disk -------------------------------------------------------------

const external = Annotation.define(); // changes that come from the file
const merging = new Compartment();
const VERSIONS = 30; // before the last saves here: another program may have begun with one of them
let tag = ''; // of the file as it was last seen, empty if it is not there
let disk = Text.empty; // its text
let base = Text.empty; // the last text that both authors had
let versions = []; // and those that have been saved over since another author was seen
let since = null; // changes from `disk` to what the editor has,
let flying = null; // after those that are being saved
let asking = false; // both authors have changed the same lines
let timer = 0;
let again = 0;
let turn = Promise.resolve();
const in_turn = step => (turn = turn.then(step).catch(problem => say(String(problem), true)));
const moved = () => (flying ? flying.compose(since) : since);
const is_unsaved = () => Boolean(since) && (!tag || !moved().empty);

const colors = HighlightStyle.define([
  { tag: tags.heading, color: '#12304f', fontWeight: '700' },
  { tag: tags.strong, fontWeight: '700' },
  { tag: tags.emphasis, fontStyle: 'italic' },
  { tag: tags.strikethrough, textDecoration: 'line-through' },
  { tag: [tags.link, tags.url], color: '#0a5f8a' },
  { tag: [tags.processingInstruction, tags.contentSeparator, tags.meta], color: '#9a4d00' },
  { tag: tags.monospace, color: '#6a2b7a' },
  { tag: tags.quote, color: '#3d5a45' },
  { tag: [tags.comment, tags.angleBracket], color: '#5f6977' },
  { tag: [tags.tagName, tags.propertyName, tags.attributeName], color: '#12607a' },
  { tag: [tags.string, tags.attributeValue], color: '#3a6a1f' },
]);

const view = new EditorView({
  parent: get('text'),
  state: EditorState.create({
    extensions: [
      lineNumbers(),
      lintGutter(),
      history(),
      drawSelection(),
      highlightSpecialChars(),
      highlightActiveLine(),
      highlightSelectionMatches(),
      search({ top: true }),
      EditorView.lineWrapping,
      EditorState.allowMultipleSelections.of(true),
      yamlFrontmatter({ content: markdown({ base: markdownLanguage }) }),
      syntaxHighlighting(colors),
      EditorView.contentAttributes.of({
        'aria-label': 'The deck as Markdown. Escape, then Tab leaves the text.',
        spellcheck: 'true',
        tabindex: '0',
      }),
      keymap.of([
        {
          key: 'Mod-s',
          preventDefault: true,
          run: () => {
            in_turn(save);
            return true;
          },
        },
        ...searchKeymap,
        ...historyKeymap,
        ...lintKeymap,
        ...defaultKeymap,
        indentWithTab,
      ]),
      merging.of([]),
      EditorView.updateListener.of(updated),
    ],
  }),
});

function updated(update) {
  if (!since) return;
  if (update.docChanged && !update.transactions.some(one => one.annotation(external))) {
    since = since.compose(update.changes);
    if (!asking) say(is_unsaved() ? 'Not saved yet' : 'Saved');
    if (get('saves').checked && tag) save_in(PAUSE);
  }
  if (asking && getChunks(update.state)?.chunks.length === 0) setTimeout(() => asking && settled());
  if (update.selectionSet && !update.docChanged) look();
}

function say(words, wrong = false) {
  get('status').textContent = words;
  get('status').classList.toggle('wrong', wrong);
}

const wrong_now = () => get('status').classList.contains('wrong');

function save_in(pause) {
  clearTimeout(timer);
  timer = setTimeout(() => in_turn(save), pause);
}

// The text on disk is now `text`, which both authors have.
function agree(text, its_tag) {
  [tag, disk, base] = [its_tag, text, text];
}

const tag_of = answer => answer.headers.get('etag').replaceAll('"', '');

async function save() {
  if (asking || !is_unsaved()) return;
  clearTimeout(timer);
  const doc = view.state.doc;
  [flying, since] = [since, ChangeSet.empty(doc.length)];
  let answer = null;
  let trouble = 'no connection to deckgen';
  try {
    const headers = { 'content-type': 'text/plain;charset=utf-8', 'if-match': `"${tag}"` };
    answer = await sent('file', { method: 'PUT', headers, body: doc.toString() });
  } catch {
    /* that is the trouble */
  }
  if (answer?.ok) {
    flying = null;
    versions = [base, ...versions].slice(0, VERSIONS);
    agree(doc, tag_of(answer));
    return say(is_unsaved() ? 'Not saved yet' : 'Saved');
  }
  since = flying.compose(since);
  flying = null;
  if (answer?.status === 412) {
    if ((await take_in()) && !asking) await save();
    return;
  }
  if (answer) trouble = await answer.text();
  say(`Not saved: ${trouble}`, true);
  if (get('saves').checked) save_in(AGAIN);
}

// A file that comes back unchanged changes no slide, so nobody says so.
function look_again() {
  clearTimeout(again);
  again = setTimeout(() => in_turn(since ? take_in : load), AGAIN);
}

// The file as it is, once nobody is in the middle of writing it: a program may empty it first, then fill it.
async function read() {
  let before = null;
  for (let tries = 0; ; tries++) {
    const answer = await fetch('file', { headers: tag && !before ? { 'if-none-match': `"${tag}"` } : {} });
    if (!answer.ok) return { answer };
    const words = await answer.text();
    const found = { answer, text: Text.of(words.split('\n')) };
    const shrunk = 2 * words.length < disk.length;
    if ((!shrunk && !before) || before === words || tries > 10) return found;
    before = words || null;
    await new Promise(done => setTimeout(done, 150));
  }
}

// What others have done to the file goes into the text, around what has been typed. True if there was a file.
async function take_in() {
  const { answer, text } = await read();
  if (answer.status === 304) {
    if (!asking && wrong_now()) say(is_unsaved() ? 'Not saved yet' : 'Saved');
    return true;
  }
  if (answer.status === 404) {
    tag = '';
    if (asking) dismiss();
    say(`${settings.file} is not there any more; Save writes it again`, true);
    look_again();
    return false;
  }
  if (!answer.ok) {
    say(await answer.text(), true);
    return false;
  }
  // A program that read the file before the last saves has written it without them: then it began with that text.
  const origin = [base, ...versions].map(one => [distance(one, text), one]).sort(([one], [other]) => one - other)[0];
  const stale = origin[0] < distance(base, text);
  const { mine, theirs, conflicts } = merged(stale ? origin[1] : base, view.state.doc, text);
  const brought = between(view.state.doc, mine);
  tag = tag_of(answer);
  disk = text;
  view.dispatch({ changes: brought, annotations: [external.of(true), Transaction.addToHistory.of(false)] });
  since = between(disk, view.state.doc);
  if (conflicts || (stale && !disk.eq(mine))) {
    ask(stale ? disk : theirs);
  } else {
    if (asking) dismiss();
    agree(text, tag);
    versions = [];
    if (is_unsaved()) save_if_wanted();
    else say(brought.empty ? 'Saved' : 'Read anew from disk');
  }
  return true;
}

function save_if_wanted() {
  say('Not saved yet');
  if (get('saves').checked) save_in(PAUSE);
}

// -- two authors at the same lines ----------------------------------------------------------------

function choice(kind, decide) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'choice';
  button.textContent = kind === 'accept' ? 'Keep mine' : 'Take the file’s';
  button.onmousedown = decide;
  button.onclick = decide; // with the keyboard
  return button;
}

let theirs_wanted = Text.empty;

function ask(original) {
  asking = true;
  theirs_wanted = original;
  get('asked').textContent =
    `${settings.file} has changed on disk where you have changed it, too. ` +
    'Choose at each place; nothing is saved before.';
  get('ask').hidden = false;
  say('Not saved: two versions', true);
  view.dispatch({ effects: merging.reconfigure(unifiedMergeView({ original, mergeControls: choice })) });
}

function dismiss() {
  asking = false;
  get('ask').hidden = true;
  view.dispatch({ effects: merging.reconfigure([]) });
}

function settled() {
  dismiss();
  agree(disk, tag);
  versions = [];
  say(is_unsaved() ? 'Not saved yet' : 'Saved');
  in_turn(save);
}

get('mine').onclick = () => {
  settled();
  view.focus();
};
get('theirs').onclick = () => {
  view.dispatch({ changes: between(view.state.doc, theirs_wanted) });
  if (asking) settled();
  view.focus();
};

// -- what is wrong -----------------------------------------------------------------------------------

// Columns count characters, CodeMirror counts UTF-16 units.
const units = (text, characters) => [...text].slice(0, characters).join('').length;

function underline(findings) {
  const now = moved();
  const shown = findings
    .filter(one => one.own && one.line && one.line <= disk.lines)
    .map(one => {
      const line = disk.line(one.line);
      const from = line.from + units(line.text, one.column - 1);
      const to = one.length ? line.from + units(line.text, one.column - 1 + one.length) : line.to;
      return {
        from: now.mapPos(from, 1),
        to: Math.max(now.mapPos(from, 1), now.mapPos(to, -1)),
        severity: one.severity,
        message: one.message,
        renderMessage: () => described(one),
      };
    });
  view.dispatch(setDiagnostics(view.state, shown));
}

function described(finding) {
  const made = document.createElement('div');
  made.className = 'cm-diagnostic';
  made.append(finding.message);
  if (finding.hint) {
    const hint = document.createElement('p');
    hint.textContent = finding.hint;
    made.append(hint);
  }
  return made;
}

// -- the slides beside it ------------------------------------------------------------------------------

const frame = document.createElement('iframe');
frame.title = 'Slides';
let glance = 0;
let here = Number(new URLSearchParams(location.search).get('slide')) || 0;

async function place(query) {
  const answer = await fetch(`place?${query}`);
  return answer.json();
}

function look() {
  clearTimeout(glance);
  glance = setTimeout(async () => {
    if (!since) return;
    const at = moved().invertedDesc.mapPos(view.state.selection.main.head);
    const { slide } = await place(`line=${disk.lineAt(Math.min(at, disk.length)).number}`);
    frame.contentWindow.deckgenGo?.(slide);
  }, GLANCE);
}

function go_to(line) {
  const at = moved().mapPos(disk.line(Math.max(1, Math.min(line, disk.lines))).from);
  view.dispatch({ selection: { anchor: at }, effects: EditorView.scrollIntoView(at, { y: 'start', yMargin: 80 }) });
  view.focus();
}

// What the page with the slides tells of itself.
window.deckgenEditor = {
  changed(message) {
    in_turn(since ? take_in : load).then(() => since && underline(message.findings));
  },
  open: go_to,
  shown(slide) {
    here = slide;
    get('present').href = `./#/${slide}`;
  },
};

// -- the page around ------------------------------------------------------------------------------------

const main = document.querySelector('main');
const divider = get('divider');
function divide(percent) {
  const share = Math.round(Math.max(20, Math.min(80, percent)));
  document.documentElement.style.setProperty('--text', `${share}%`);
  divider.ariaValueNow = String(share);
  localStorage.setItem('deckgen-text', String(share));
}
divider.onpointerdown = event => {
  divider.setPointerCapture(event.pointerId);
  main.classList.add('dragged');
};
divider.onpointermove = event => {
  if (divider.hasPointerCapture(event.pointerId)) divide((event.clientX / innerWidth) * 100);
};
divider.onlostpointercapture = () => main.classList.remove('dragged');
divider.onkeydown = event => {
  const step = { ArrowLeft: -5, ArrowRight: 5 }[event.key];
  if (step) divide(Number(divider.ariaValueNow) + step);
};
divide(Number(localStorage.getItem('deckgen-text')) || 50);

get('save').onclick = () => in_turn(save);
get('saves').checked = localStorage.getItem('deckgen-saves') !== 'no';
get('saves').onchange = () => {
  localStorage.setItem('deckgen-saves', get('saves').checked ? 'yes' : 'no');
  if (get('saves').checked) in_turn(save);
};
addEventListener('beforeunload', event => {
  if (is_unsaved()) event.preventDefault();
});
get('present').onclick = async event => {
  if (!is_unsaved() || !get('saves').checked) return;
  event.preventDefault();
  await in_turn(save);
  location.href = get('present').href;
};

async function load() {
  const { answer, text } = await read();
  if (!answer.ok) {
    look_again();
    return say(await answer.text(), true);
  }
  view.dispatch({
    changes: { from: 0, to: view.state.doc.length, insert: text },
    effects: merging.reconfigure([]),
    annotations: Transaction.addToHistory.of(false),
  });
  agree(text, tag_of(answer));
  since = ChangeSet.empty(text.length);
  helps.show();
  say('Saved');
}

const helps = tools(view, settings.themes ?? []);
get('save').before(...helps.made);

async function begin() {
  get('name').textContent = document.title = settings.file;
  view.dispatch({ effects: merging.reconfigure(EditorState.readOnly.of(true)) });
  await in_turn(load);
  if (here && since) go_to((await place(`slide=${here}`)).line);
  frame.src = `./?preview#/${here}`;
  get('preview').append(frame);
  view.focus();
}
begin();
