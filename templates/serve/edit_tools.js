// What helps to write: the deck's theme to choose, pieces of Markdown to begin with.

export const SNIPPETS = {
  Slide: '## Title\n\n- First point\n- Second point\n',
  Section: '# Section\n',
  'Two columns': '::: columns\n:::: column\nLeft\n::::\n:::: column\nRight\n::::\n:::\n',
  Table: '| Name | Number |\n| --- | --- |\n| One | 1 |\n| Total | 1 |\n',
  Chart: '```chart\nkind: column\nrows: |\n  name, number\n  A, 3\n  B, 5\nhighlight: B\n```\n',
  Flow: '```flow\nQuestion -> Answer: because\n```\n',
  Picture: '![What it shows](picture.png "Caption")\n',
  Fact: '### 42 %\n\nof what\n',
  Quotation: '> Words.\n>\n> — Who\n',
  Callout: '> [!NOTE]\n> What matters here.\n',
  Code: '```python {2}\nfirst = 1\nsecond = 2\n```\n',
  Formula: '$$\nE = mc^2\n$$\n',
  'Speaker notes': '::: notes\nWhat is said.\n:::\n',
};

// The text with `theme: name` in its front matter: where it begins, where it ends, what stands there then.
export function with_theme(text, name) {
  const line = `theme: ${name}`;
  const head = text.match(/^---[ \t]*\n([\s\S]*?)\n?(?:---|\.\.\.)[ \t]*(?:\n|$)/);
  if (!head || !/^[A-Za-z_][\w .-]*\s*:/m.test(head[1])) return { from: 0, to: 0, insert: `---\n${line}\n---\n\n` };
  const said = /^theme:.*$/m.exec(head[1]);
  const start = head[0].indexOf('\n') + 1;
  if (said) return { from: start + said.index, to: start + said.index + said[0].length, insert: line };
  return { from: start, to: start, insert: `${line}\n` };
}

export const theme_of = text => /^theme:[ \t]*["']?([\w./-]+)/m.exec(text.slice(0, 4000))?.[1] ?? '';

const HEAD = /^---[ \t]*\n[\s\S]*?\n(?:---|\.\.\.)[ \t]*(?=\n|$)/;

// A piece on lines of its own, with an empty one above, at or below `at` but not in the front matter: what to insert
// where.
export function piece_at(text, at, piece) {
  const head = HEAD.exec(text)?.[0] ?? '';
  const is_head = /^[A-Za-z_][\w .-]*\s*:/m.test(head);
  const end = text.indexOf('\n', is_head ? Math.max(at, head.length) : at);
  const place = end < 0 ? text.length : end;
  const above = text.slice(0, place).replace(/[ \t]+$/, '');
  const before = !above.trim() || above.endsWith('\n\n') ? '' : above.endsWith('\n') ? '\n' : '\n\n';
  return { from: place, insert: `${before}${piece}` };
}

function chooser(label, names, choose) {
  const made = document.createElement('select');
  made.ariaLabel = label;
  made.append(new Option(label, ''));
  for (const name of names) made.append(new Option(name, name));
  made.onchange = () => {
    if (made.value) choose(made.value);
  };
  return made;
}

// Both menus; `view` is the editor.
export function tools(view, themes) {
  const text = () => view.state.doc.toString();
  const theme = chooser('Theme', themes, name => {
    view.dispatch({ changes: with_theme(text(), name) });
  });
  const piece = chooser('Insert', Object.keys(SNIPPETS), name => {
    const change = piece_at(text(), view.state.selection.main.head, SNIPPETS[name]);
    const cursor = change.from + change.insert.length;
    view.dispatch({ changes: change, selection: { anchor: cursor }, scrollIntoView: true });
    piece.value = '';
    view.focus();
  });
  const show = () => {
    const now = theme_of(text());
    theme.value = themes.includes(now) ? now : '';
  };
  return { made: [piece, theme], show };
}
