// The keys, on one sheet: ?
{
  const { words, make, dialog } = window.page;
  const groups = () => [
    [
      words.moving,
      [
        ['→ ␣', words.next],
        ['←', words.back],
        ['Home End', words.start],
        ['O', words.overview],
        ['/', words.search],
      ],
    ],
    [
      words.showing,
      [
        ['F', words.full],
        ['B', words.black],
        ['L', words.pointer],
        ['S', words.speaker],
        ['⇧ S', words.screens],
        ['R', words.scroll],
      ],
    ],
  ];
  function help() {
    const sheet = make('div', 'keys');
    for (const [name, rows] of groups()) {
      const list = make('dl', '');
      for (const [keys, what] of rows) {
        const term = make('dt', '');
        term.append(...keys.split(' ').map(key => make('kbd', '', key)));
        list.append(term, make('dd', '', what));
      }
      const part = make('section', '');
      part.append(make('h2', '', name), list);
      sheet.append(part);
    }
    dialog('help', words.help, sheet).onkeydown = event => {
      event.stopPropagation();
      if (event.key === '?') event.currentTarget.close();
    };
  }
  page.help = help;
  Reveal.configure({ help: false });
  // Before reveal.js sees it, for which this key is another as well.
  addEventListener(
    'keydown',
    event => {
      const asks = event.key === '?' || event.key === 'F1';
      if (!asks || event.target.closest?.('input,textarea,dialog')) return;
      event.preventDefault();
      event.stopPropagation();
      help();
    },
    true,
  );
}
