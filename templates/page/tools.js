// What can be done with the page, shown while somebody moves a pointer or goes there by keyboard.
if (!page.is_frame) {
  const { words, make } = window.page;
  const ICONS = {
    overview: 'M3 3h7v6H3zM14 3h7v6h-7zM3 13h7v6H3zM14 13h7v6h-7z',
    search: 'M10 3a7 7 0 1 0 4.2 12.6l5.1 5.1 1.4-1.4-5.1-5.1A7 7 0 0 0 10 3zm0 2a5 5 0 1 1 0 10 5 5 0 0 1 0-10z',
    speaker: 'M4 3h16v12H4zm2 2v8h12V5zM11 15h2v4h4v2H7v-2h4z',
    scroll: 'M6 2h12v20H6zm2 2v4h8V4zm0 6v4h8v-4zm0 6v4h8v-4z',
    full: 'M3 3h7v2H5v5H3zM14 3h7v7h-2V5h-5zM3 14h2v5h5v2H3zM19 14h2v7h-7v-2h5z',
    help: 'M10.9 16h2.2v2.2h-2.2zM12 5.5c2.3 0 4 1.4 4 3.5 0 1.500-.8 2.300-1.800 3.100-.8.6-1.100 1-1.100 1.900v.5h-2.200V14c0-1.700.7-2.500 1.700-3.300.8-.6 1.200-1 1.200-1.700 0-.9-.7-1.500-1.800-1.500s-1.800.7-1.900 1.700H7.900c.1-2.200 1.800-3.700 4.100-3.700z',
  };
  const acts = {
    overview: ['O', () => page.overview()],
    search: ['/', () => page.search()],
    speaker: ['S', () => page.speaker()],
    scroll: ['R', () => page.scroll()],
    full: [
      'F',
      () => (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen()),
    ],
    help: ['?', () => page.help()],
  };
  const bar = make('nav', 'tools');
  bar.ariaLabel = words.tools;
  const icon = name =>
    `<svg viewBox="0 0 24 24" width="22" height="22" aria-hidden="true"><path fill="currentColor" fill-rule="evenodd" d="${ICONS[name]}"/></svg>`;
  for (const [name, [key, act]] of Object.entries(acts)) {
    const button = make('button', '');
    const label = name === 'scroll' && page.reads() ? words.slides : words[name];
    Object.assign(button, { type: 'button', title: `${label} (${key})`, ariaLabel: label, innerHTML: icon(name) });
    button.onclick = () => {
      button.blur();
      act();
    };
    bar.append(button);
  }
  document.body.append(bar);
  let still = 0;
  const moves = () => {
    document.documentElement.classList.add('moves');
    clearTimeout(still);
    still = setTimeout(() => document.documentElement.classList.remove('moves'), 2500);
  };
  for (const name of ['pointermove', 'pointerdown', 'focusin']) addEventListener(name, moves);
}
