// For whoever presents: a pointer, and a search through all slides.
{
  const { words, make } = window.page;

  // -- links: the way back from a slide that one leads to is the browser's ---------------------
  document.addEventListener(
    'click',
    event => {
      if (!event.target.closest?.('.slides a[href^="#"]')) return;
      const here = `#/${Reveal.getCurrentSlide().id}`;
      history.replaceState(null, '', here); // reveal.js says it a second late
      history.pushState(null, '', here);
    },
    true,
  );
  addEventListener('popstate', () => {
    const there = document.getElementById(decodeURIComponent(location.hash.slice(2)));
    if (there?.matches('.slides section')) Reveal.slide(Reveal.getIndices(there).h, Reveal.getIndices(there).v);
  });

  // -- pointer: L, or a pressed mouse button on the slide in the speaker view ------------------
  const dot = make('div', 'laser');
  let points = false;
  const put = (x, y) => {
    dot.style.transform = `translate(${x}px,${y}px)`;
    if (!dot.isConnected) document.body.append(dot);
  };
  const slide_box = () => document.querySelector('.reveal .slides').getBoundingClientRect();
  const toggle = () => {
    points = !points;
    document.documentElement.classList.toggle('points', points);
    if (!points) dot.remove();
  };
  addEventListener('pointermove', event => {
    if (points) put(event.clientX, event.clientY);
  });
  document.addEventListener('pointerleave', () => dot.remove());
  if (/[?&]receiver/.test(location.search)) {
    const tell = event => {
      const box = slide_box();
      const place =
        event.buttons & 1 ? [(event.clientX - box.x) / box.width, (event.clientY - box.y) / box.height] : null;
      parent.opener?.postMessage({ laser: place }, '*');
    };
    for (const name of ['pointerdown', 'pointermove', 'pointerup']) addEventListener(name, tell);
  }
  addEventListener('message', ({ data }) => {
    if (!data || typeof data !== 'object' || !('laser' in data) || points) return;
    const box = slide_box();
    if (Array.isArray(data.laser)) put(box.x + data.laser[0] * box.width, box.y + data.laser[1] * box.height);
    else dot.remove();
  });

  // -- search: / or Ctrl+F; accents and capitals make no difference ------------------------------
  // Each letter as it is looked for: small, without its marks, and apostrophes and spaces of one kind.
  const plain = letter =>
    letter
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .normalize('NFC')
      .toLowerCase()
      .replace(/[’‘ʼ′]/, "'")
      .replace(/\s/u, ' ')
      .replace(/[‐‑–—−]/, '-');
  const letters_of = text => [...text.normalize('NFC')];
  const BLOCKS = 'p,li,h1,h2,h3,h4,h5,h6,td,th,div,figure,tr,pre,text,dt,dd,blockquote';
  const text_of = section => {
    const content = page.content(section);
    let [found, last] = ['', null];
    const walker = document.createTreeWalker(content, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.parentElement?.closest('aside.notes,style,desc,.number')) continue;
      const block = node.parentElement?.closest(BLOCKS);
      found += block === last ? node.data : ` ${node.data}`;
      last = block;
    }
    return found.replace(/\s+/g, ' ').trim();
  };

  function hit(text, from, length, number) {
    const button = make('button', '');
    button.type = 'button';
    const letters = letters_of(text);
    const part = (start, end) => letters.slice(start, end).join('');
    const line = make('span', '', (from > 30 ? '…' : '') + part(Math.max(0, from - 30), from));
    line.append(make('mark', '', part(from, from + length)), part(from + length, from + length + 60));
    button.append(make('b', '', String(number)), line);
    return button;
  }

  page.search = search;
  function search() {
    const dialog = make('dialog', 'search');
    dialog.ariaLabel = words.search;
    const input = make('input', '');
    Object.assign(input, { type: 'search', placeholder: words.search, ariaLabel: words.search, autofocus: true });
    const list = make('div', 'hits');
    const pages = Reveal.getSlides().map(text_of);
    const folded = pages.map(page => letters_of(page).map(plain));
    const found = () => {
      const wanted = letters_of(input.value.trim().replace(/\s+/g, ' ')).map(plain);
      const hits = [];
      if (wanted.length)
        folded.forEach((page, at) => {
          const from =
            hits.length > 50
              ? -1
              : page.findIndex((_, start) => wanted.every((one, place) => page[start + place] === one));
          if (from < 0) return;
          const button = hit(pages[at], from, wanted.length, at + 1);
          button.onclick = () => {
            dialog.close();
            Reveal.slide(at);
          };
          hits.push(button);
        });
      list.replaceChildren(...(hits.length || !wanted.length ? hits : [make('p', '', words.none)]));
    };
    input.oninput = found;
    dialog.onkeydown = event => {
      event.stopPropagation();
      const stops = [input, ...list.querySelectorAll('button')];
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step) {
        event.preventDefault();
        stops[(stops.indexOf(document.activeElement) + step + stops.length) % stops.length].focus();
      } else if (event.key === 'Escape') {
        event.preventDefault();
        dialog.close();
      } else if (event.key === 'Enter' && document.activeElement === input) stops[1]?.click();
    };
    dialog.onclose = () => dialog.remove();
    dialog.append(input, list);
    document.body.append(dialog);
    dialog.showModal();
  }

  // -- two screens: Shift+S, the slides fill the other one, the speaker view stays on this one ----
  async function two_screens() {
    let home = null;
    try {
      const { screens, currentScreen } = await getScreenDetails(); // the browser asks once
      const other = screens.find(one => one !== currentScreen);
      if (other) await document.documentElement.requestFullscreen({ screen: other });
      home = currentScreen;
    } catch {
      /* one screen, or a browser that knows one: the window is moved by hand */
    }
    page.speaker();
    if (home) window.open('', 'reveal.js - Notes')?.moveTo(home.availLeft + 40, home.availTop + 40);
  }

  addEventListener(
    'keydown',
    event => {
      if (event.key === 'S' && event.shiftKey && !event.target.closest?.('input,textarea')) two_screens();
      const typing =
        event.target.closest?.('input,textarea,[contenteditable]') || document.querySelector('dialog[open]');
      const asks =
        event.key === '/' ? !event.ctrlKey && !event.metaKey : event.key === 'f' && (event.ctrlKey || event.metaKey);
      if (typing || !asks || event.altKey) return;
      event.preventDefault();
      event.stopPropagation();
      search();
    },
    true,
  );

  Reveal.addKeyBinding({ keyCode: 76, key: 'L', description: words.pointer }, toggle);
  Reveal.registerKeyboardShortcut('/, Ctrl+F', words.search);
  Reveal.registerKeyboardShortcut('Shift+S', words.screens);
}
