// One page to read from top to bottom: ?view=scroll, or R; with ?notes, what is said stands below each slide.
{
  const { words, make } = window.page;
  const asked = new URLSearchParams(location.search);
  const reads = () => Reveal.isScrollView?.() ?? false;
  function toggle(name, value) {
    const next = new URLSearchParams(location.search);
    if (next.has(name)) next.delete(name);
    else next.set(name, value);
    location.search = next.size ? `?${next}` : '';
  }
  const scroll = () => toggle('view', 'scroll');
  // Frames are wrapped in pages of reveal.js's own: what is said follows each.
  function with_notes() {
    for (const section of document.querySelectorAll('.scroll-page section')) {
      const notes = section.querySelector(':scope > aside.notes');
      if (!notes?.textContent.trim()) continue;
      const said = make('div', 'said');
      said.append(...[...notes.childNodes].map(node => node.cloneNode(true)));
      section.closest('.scroll-page').after(said);
    }
  }
  // All that appears step by step is there from the start, and reveal.js leaves no room to scroll through its steps.
  // (Back among slides, it has its own sections again.)
  function settle() {
    document.documentElement.classList.toggle('reads', reads());
    const steps = reads() ? [...document.querySelectorAll('.reveal .slides .fragment')] : [];
    for (const each of steps) each.classList.replace('fragment', 'still');
    if (steps.length) Reveal.layout();
  }
  page.scroll = scroll;
  page.reads = reads;
  page.settle = () => {
    settle();
    if (reads() && asked.has('notes')) with_notes();
  };
  Reveal.on('ready', page.settle);
  addEventListener('resize', () => setTimeout(settle));
  Reveal.addKeyBinding({ keyCode: 82, key: 'R', description: words.scroll }, scroll);
  Reveal.addKeyBinding({ keyCode: 78, key: 'N', description: words.notes }, () =>
    reads() ? toggle('notes', '') : Reveal.next(),
  );
}
