// All slides small, below the one that is being edited.

import { element } from './common.js';

const WIDTH = 150;
const Reveal = window.Reveal;

export function strip(go) {
  const made = element('nav', '');
  made.id = 'deckgen-strip';
  made.setAttribute('aria-label', 'Slides');
  const scale = () => WIDTH / Reveal.getConfig().width;
  const drawn = new Map(); // each place with the text that it shows
  const seen = new IntersectionObserver(entries => {
    for (const { isIntersecting, target } of entries) {
      target.dataset.seen = isIntersecting ? 'yes' : '';
      if (isIntersecting) draw(target);
    }
  });
  function draw(button) {
    const section = Reveal.getSlides()[button.dataset.at];
    const text = section && window.page.content(section).textContent.length + section.outerHTML;
    if (!section || drawn.get(button) === text) return;
    drawn.set(button, text);
    button.replaceChildren(window.page.small(section, scale()));
  }
  const here = () => {
    const now = Reveal.getIndices().h;
    [...made.children].forEach((one, at) => {
      one.ariaCurrent = String(at === now);
    });
    made.children[now]?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  };
  function renew() {
    const count = Reveal.getSlides().length;
    while (made.children.length > count) {
      seen.unobserve(made.lastChild);
      drawn.delete(made.lastChild);
      made.lastChild.remove();
    }
    while (made.children.length < count) {
      const at = made.children.length;
      const button = element('button', '');
      Object.assign(button, { type: 'button', ariaLabel: `Slide ${at + 1}` });
      button.dataset.at = at;
      button.style.cssText = `width:${WIDTH}px;height:${Reveal.getConfig().height * scale()}px`;
      button.onclick = () => go(at);
      made.append(button);
      seen.observe(button);
    }
    for (const button of made.children) if (button.dataset.seen) draw(button);
    here();
  }
  return { made, renew, here };
}
