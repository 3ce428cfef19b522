// The editor: the deck's text beside its slides. What is typed is saved to the file, from which the slides come.

import { history, historyKeymap, defaultKeymap, indentWithTab } from '@codemirror/commands';
import { markdown, markdownLanguage } from '@codemirror/lang-markdown';
import { yamlFrontmatter } from '@codemirror/lang-yaml';
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { lintGutter, lintKeymap, setDiagnostics } from '@codemirror/lint';
import { diff, getChunks, unifiedMergeView } from '@codemirror/merge';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { Annotation, ChangeSet, Compartment, EditorState, Text, Transaction } from '@codemirror/state';
import { drawSelection, EditorView, highlightActiveLine, highlightSpecialChars, keymap, lineNumbers } from '@codemirror/view';
import { tags } from '@lezer/highlight';

const settings = JSON.parse(document.getElementById('deckgen').textContent);
const get = id => document.getElementById(id);
const PAUSE = 200; // ms without a key, after which the text is saved
const GLANCE = 80; // ms for which the cursor rests before its slide is shown

// -- the text, and what is on disk -------------------------------------------------------------

const external = Annotation.define(); // changes that come from the file
const merging = new Compartment();
let tag = '';             // of the file as it was last seen
let base = Text.empty;    // its text
let since = null;         // changes from `base` to what the editor has,
let flying = null;        // after those that are being saved
let asking = false;       // the file has changed where its author has, too
let timer = 0;
let turn = Promise.resolve();
const in_turn = step => (turn = turn.then(step).catch(problem => say(String(problem), true)));

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
      lineNumbers(), lintGutter(), history(), drawSelection(), highlightSpecialChars(), highlightActiveLine(),
      highlightSelectionMatches(), search({ top: true }), EditorView.lineWrapping,
      EditorState.allowMultipleSelections.of(true),
      yamlFrontmatter({ content: markdown({ base: markdownLanguage }) }), syntaxHighlighting(colors),
      EditorView.contentAttributes.of({ 'aria-label': 'The deck as Markdown. Escape, then Tab leaves the text.', spellcheck: 'true', tabindex: '0' }),
      keymap.of([
        { key: 'Mod-s', preventDefault: true, run: () => { in_turn(save); return true; } },
        ...searchKeymap, ...historyKeymap, ...lintKeymap, ...defaultKeymap, indentWithTab,
      ]),
      merging.of([]),
      EditorView.updateListener.of(updated),
    ],
  }),
});

function updated(update) {
  if (!since) return;
  if (asking) {
    if (getChunks(update.state)?.chunks.length === 0) setTimeout(() => asking && settled());
  } else if (update.docChanged && !update.transactions.some(one => one.annotation(external))) {
    since = since.compose(update.changes);
    say(since.empty ? 'Saved' : 'Not saved yet');
    clearTimeout(timer);
    if (get('saves').checked) timer = setTimeout(() => in_turn(save), PAUSE);
  }
  if (update.selectionSet && !update.docChanged) look();
}

function say(words, wrong = false) {
  get('status').textContent = words;
  get('status').classList.toggle('wrong', wrong);
}

function between(one, other) {
  const to = other.toString();
  const changes = diff(one.toString(), to, { scanLimit: 500 });
  return ChangeSet.of(changes.map(({ fromA, toA, fromB, toB }) => ({ from: fromA, to: toA, insert: to.slice(fromB, toB) })), one.length);
}

async function save() {
  if (asking || since.empty) return;
  clearTimeout(timer);
  const doc = view.state.doc;
  [flying, since] = [since, ChangeSet.empty(doc.length)];
  const failed = () => { since = flying.compose(since); flying = null; };
  let answer;
  try {
    const headers = { 'content-type': 'text/plain;charset=utf-8', 'x-deckgen-token': settings.token, 'if-match': `"${tag}"` };
    answer = await fetch('file', { method: 'PUT', headers, body: doc.toString() });
  } catch {
    failed();
    return say('Not saved: no connection to deckgen', true);
  }
  if (answer.ok) {
    [tag, base, flying] = [answer.headers.get('etag').replaceAll('"', ''), doc, null];
    return say(since.empty ? 'Saved' : 'Not saved yet');
  }
  failed();
  if (answer.status !== 412) return say(`Not saved: ${await answer.text()}`, true);
  await take_in();
  if (!asking && !since.empty) await save();
}

// What others have done to the file goes into the text, around what has been typed since.
async function take_in(again = true) {
  const answer = await fetch('file', { headers: { 'if-none-match': `"${tag}"` } });
  if (answer.status === 304) return;
  if (answer.status === 404) {
    tag = '';
    return say(`${settings.file} is not there any more; saving writes it again`, true);
  }
  if (!answer.ok) return say(await answer.text(), true);
  const text = Text.of((await answer.text()).split('\n'));
  if (!text.length && again) { // another program is just writing it
    await new Promise(done => setTimeout(done, 2 * GLANCE));
    return take_in(false);
  }
  tag = answer.headers.get('etag').replaceAll('"', '');
  const [old, theirs, mine] = [base, between(base, text), since];
  base = text;
  if (asking || touch(old, theirs, mine)) return ask();
  since = mine.map(theirs, true);
  view.dispatch({ changes: theirs.map(mine), annotations: [external.of(true), Transaction.addToHistory.of(false)] });
  if (!theirs.empty) say(since.empty ? 'Read anew from disk' : 'Not saved yet');
}

// True if both change the same lines of `text`.
function touch(text, theirs, mine) {
  const lines = changes => {
    const found = [];
    changes.iterChangedRanges((from, to) => found.push([text.lineAt(from).from, text.lineAt(to).to]));
    return found;
  };
  const others = lines(theirs);
  return lines(mine).some(([from, to]) => others.some(([start, end]) => from <= end && start <= to));
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

function ask() {
  if (base.eq(view.state.doc)) return settled();
  asking = true;
  get('asked').textContent = `${settings.file} has changed on disk where you have changed it, too. `
    + 'Choose at each place; nothing is saved before.';
  get('ask').hidden = false;
  say('Not saved: two versions', true);
  view.dispatch({ effects: merging.reconfigure(unifiedMergeView({ original: base, mergeControls: choice })) });
}

function settled() {
  asking = false;
  get('ask').hidden = true;
  since = between(base, view.state.doc);
  view.dispatch({ effects: merging.reconfigure([]) });
  say(since.empty ? 'Saved' : 'Not saved yet');
  in_turn(save);
}

get('mine').onclick = () => { settled(); view.focus(); };
get('theirs').onclick = () => {
  view.dispatch({ changes: between(view.state.doc, base) });
  settled();
  view.focus();
};

// -- what is wrong -----------------------------------------------------------------------------------

// Columns count characters, CodeMirror counts UTF-16 units.
const units = (text, characters) => [...text].slice(0, characters).join('').length;

function underline(findings) {
  const moved = flying ? flying.compose(since) : since;
  const shown = findings.filter(one => one.own && one.line && one.line <= base.lines).map(one => {
    const line = base.line(one.line);
    const from = line.from + units(line.text, one.column - 1);
    const to = one.length ? line.from + units(line.text, one.column - 1 + one.length) : line.to;
    return {
      from: moved.mapPos(from, 1), to: Math.max(moved.mapPos(from, 1), moved.mapPos(to, -1)), severity: one.severity,
      message: one.message, renderMessage: () => described(one),
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
    const moved = flying ? flying.compose(since) : since;
    const at = moved.invertedDesc.mapPos(view.state.selection.main.head);
    const { slide } = await place(`line=${base.lineAt(Math.min(at, base.length)).number}`);
    frame.contentWindow.deckgenGo?.(slide);
  }, GLANCE);
}

function go_to(line) {
  const moved = flying ? flying.compose(since) : since;
  const at = moved.mapPos(base.line(Math.max(1, Math.min(line, base.lines))).from);
  view.dispatch({ selection: { anchor: at }, effects: EditorView.scrollIntoView(at, { y: 'start', yMargin: 80 }) });
  view.focus();
}

// What the page with the slides tells of itself.
window.deckgenEditor = {
  changed(message) {
    in_turn(() => take_in()).then(() => underline(message.findings));
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
  if (divider.hasPointerCapture(event.pointerId)) divide(event.clientX / innerWidth * 100);
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
addEventListener('beforeunload', event => { if (since && !(flying || since).empty) event.preventDefault(); });

async function begin() {
  get('name').textContent = document.title = settings.file;
  const answer = await fetch('file');
  const words = await answer.text();
  if (!answer.ok) {
    view.dispatch({ effects: merging.reconfigure(EditorState.readOnly.of(true)) });
    say(words, true);
  } else {
    tag = answer.headers.get('etag').replaceAll('"', '');
    view.dispatch({ changes: { from: 0, insert: words }, annotations: Transaction.addToHistory.of(false) });
    base = view.state.doc;
    since = ChangeSet.empty(base.length);
    say('Saved');
    if (here) go_to((await place(`slide=${here}`)).line);
  }
  frame.src = `./?preview#/${here}`;
  get('preview').append(frame);
  view.focus();
}
begin();
