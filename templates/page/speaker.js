// reveal.js's speaker view, dark, with notes as large as their reader wants them and a bar that says how the time goes.
{
  const { words, make } = window.page;
  const PER_WORD = 0.45; // seconds: 130 words a minute
  const LEAST = 12;

  // How long each slide is meant to take: what is said with it, stretched to the time that there is.
  const plan = () => {
    const minutes = Number.parseFloat(document.documentElement.dataset.duration ?? '0');
    const needs = Reveal.getSlides().map(section => {
      const notes = page.content(section).querySelector('aside.notes')?.textContent.trim();
      return LEAST + PER_WORD * (notes ? notes.split(/\s+/).length : 0);
    });
    const whole = needs.reduce((sum, each) => sum + each, 0);
    return needs.map(each => (minutes ? (each * 60 * minutes) / whole : each));
  };
  const clock = seconds => {
    const whole = Math.abs(Math.round(seconds));
    return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
  };

  const STYLE = `
    :root{color-scheme:dark}
    body{background:#14171c!important;color:#e9edf2!important;font-family:system-ui,sans-serif!important}
    #speaker-controls{background:#1b1f26!important;color:#e9edf2!important}
    .speaker-controls-time h4,.speaker-controls-notes h4,.speaker-controls-pace h4,.overlay-element{color:#98a3b1!important;background:none!important}
    .speaker-controls-notes .value{font-size:var(--notes,24px)!important;line-height:1.45!important;color:#f5f7fa!important}
    .speaker-controls-time .timer,.speaker-controls-time .clock{color:#f5f7fa!important}
    .speaker-layout select,#speaker-layout{color-scheme:dark}
    #upcoming-slide{border:0!important}
    .overlay-element{background:#14171cd9!important;padding:4px 10px!important;border-radius:6px}
    #speaker-controls{padding-bottom:60px!important;box-sizing:border-box}
    #pace{position:fixed;left:0;right:0;bottom:0;height:34px;background:#0c0e12;z-index:20;font:600 14px/34px system-ui,sans-serif}
    #pace i{position:absolute;inset:0 auto 0 0;background:#2c6fb0}
    #pace u{position:absolute;top:0;bottom:0;width:3px;background:#ffb84d}
    #pace b{position:absolute;inset-inline-start:110px;color:#fff;text-shadow:0 0 3px #000}
    #pace.late i{background:#b3452c}
    #sizes{position:fixed;left:8px;bottom:3px;z-index:21;display:flex;gap:6px}
    #sizes button{width:42px;height:28px;border:1px solid #3a424d;border-radius:6px;background:#232932;color:#e9edf2;font:600 16px system-ui;cursor:pointer}
  `;

  function dress(popup) {
    const { document: there } = popup;
    if (!there.body || there.getElementById('pace')) return;
    there.head.append(Object.assign(there.createElement('style'), { textContent: STYLE }));
    const sizes = make('div', '');
    sizes.id = 'sizes';
    let size = Number(localStorage.getItem('deckgen-notes') ?? 24);
    const resize = by => {
      size = Math.min(64, Math.max(14, size + by));
      there.documentElement.style.setProperty('--notes', `${size}px`);
      try {
        localStorage.setItem('deckgen-notes', String(size));
      } catch {
        /* a page without a store of its own */
      }
    };
    for (const [sign, label, by] of [
      ['A−', words.smaller, -4],
      ['A+', words.larger, 4],
    ]) {
      const button = Object.assign(make('button', '', sign), { title: label, ariaLabel: label });
      button.onclick = () => resize(by);
      sizes.append(button);
    }
    const bar = make('div', '');
    bar.id = 'pace';
    bar.append(make('i', ''), make('u', ''), make('b', ''));
    there.body.append(sizes, bar);
    resize(0);
    const [gone, due, text] = bar.children;
    const times = plan();
    const whole = times.reduce((sum, each) => sum + each, 0);
    const begun = Date.now();
    const tell = () => {
      const here = Reveal.getIndices().h;
      const seconds = (Date.now() - begun) / 1000;
      const planned = times.slice(0, here).reduce((sum, each) => sum + each, 0);
      const over = seconds - planned - times[here];
      gone.style.width = `${Math.min(100, (100 * seconds) / whole)}%`;
      due.style.left = `${(100 * (planned + times[here])) / whole}%`;
      bar.classList.toggle('late', over > 0);
      const early = planned - seconds;
      const pace = over > 0 ? `${clock(over)} ${words.behind}` : early > 0 ? `${clock(early)} ${words.ahead}` : '';
      text.textContent = [`${clock(seconds)} / ${clock(whole)}`, pace].filter(Boolean).join(' · ');
    };
    tell();
    const ticks = setInterval(() => (popup.closed ? clearInterval(ticks) : tell()), 1000);
  }

  function speaker() {
    const opened = window.open;
    let popup = null;
    window.open = (...given) => (popup = opened.apply(window, given));
    try {
      Reveal.getPlugin('notes').open();
    } finally {
      window.open = opened;
    }
    const wait = setInterval(() => {
      if (!popup || popup.closed) return clearInterval(wait);
      if (!popup.document.getElementById('speaker-controls')) return;
      clearInterval(wait);
      dress(popup);
    }, 100);
  }
  page.speaker = speaker;
  Reveal.addKeyBinding({ keyCode: 83, key: 'S', description: words.speaker }, speaker);
}
