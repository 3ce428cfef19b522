// All slides small, below the names of their sections: O or Escape.
{
  const { words, make, content, dialog } = window.page;
  const WIDTH = 220;

  // A copy of a slide that nothing can be done with.
  function small(section, scale) {
    const { width, height } = Reveal.getConfig();
    const shown = make('div', 'small');
    shown.style.cssText = `width:${width * scale}px;height:${height * scale}px`;
    const inner = make('div', '');
    inner.style.cssText = `${section.getAttribute('style') ?? ''};display:block;top:0`;
    Object.assign(inner.style, { width: `${width}px`, height: `${height}px`, transform: `scale(${scale})` });
    const { backgroundColor: color, backgroundImage: image, backgroundGradient: gradient } = section.dataset;
    inner.style.background = [
      ...[image && `url("${image}") 0 0/100% 100%`, gradient].filter(Boolean),
      color ?? 'var(--ground)',
    ].join(',');
    inner.append(...[...content(section).childNodes].map(node => node.cloneNode(true)));
    for (const gone of inner.querySelectorAll('aside.notes,video,audio,iframe,.fade-out')) gone.remove();
    for (const named of inner.querySelectorAll('[id]')) named.removeAttribute('id');
    for (const link of inner.querySelectorAll('a,button,[tabindex]')) link.tabIndex = -1;
    inner.inert = true;
    shown.append(inner);
    return shown;
  }

  // A section's name: that of the slide which opens it, or what its slides have above their titles.
  const name_of = section => {
    const inside = content(section);
    const eyebrow = inside.querySelector('.f.eyebrow');
    const named = eyebrow ?? ('section' in section.dataset ? inside.querySelector('h1,h2') : null);
    return named?.textContent.trim() ?? '';
  };

  function overview() {
    const list = make('div', 'slides-small');
    const scale = WIDTH / Reveal.getConfig().width;
    const here = Reveal.getIndices().h;
    let last = '';
    // Only what is seen is drawn: a deck may have a thousand slides.
    const seen = new IntersectionObserver(entries => {
      for (const { isIntersecting, target } of entries)
        if (isIntersecting && !target.firstElementChild)
          target.append(small(Reveal.getSlides()[target.dataset.at], scale));
    });
    Reveal.getSlides().forEach((section, at) => {
      const name = name_of(section);
      if (name && name !== last) list.append(make('h2', '', name));
      last = name || last;
      const button = make('button', at === here ? 'here' : '');
      button.type = 'button';
      const title = content(section).querySelector('h1,h2')?.textContent.trim();
      button.onclick = () => {
        shown.close();
        Reveal.slide(at);
      };
      const place = make('span', 'place');
      place.ariaHidden = 'true';
      place.dataset.at = at;
      place.style.cssText = `width:${WIDTH}px;height:${Reveal.getConfig().height * scale}px`;
      seen.observe(place);
      button.append(place, make('span', 'count', String(at + 1)), make('span', 'sr', title));
      list.append(button);
    });
    const shown = dialog('overview', words.overview, list);
    shown.addEventListener('close', () => seen.disconnect());
    shown.onkeydown = event => {
      const buttons = [...list.querySelectorAll('button')];
      const across = buttons.filter(one => one.offsetTop === buttons[0].offsetTop).length || 1;
      const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: across, ArrowUp: -across }[event.key];
      event.stopPropagation();
      if (event.key === 'o' || event.key === 'O') shown.close();
      if (!step) return;
      event.preventDefault();
      const at = buttons.indexOf(document.activeElement) + step;
      buttons[Math.min(buttons.length - 1, Math.max(0, at))].focus();
    };
    list.querySelector('.here')?.focus();
    list.querySelector('.here')?.scrollIntoView({ block: 'center' });
  }
  page.overview = overview;
  page.small = small;
  Reveal.configure({ overview: false });
  Reveal.addKeyBinding({ keyCode: 79, key: 'O', description: words.overview }, overview);
  Reveal.addKeyBinding({ keyCode: 27, key: 'Esc', description: words.overview }, overview);
}
