// Reading the deck as one page: reveal.js then has each slide within elements of its own, and puts the HTML that stood
// there before in their place when it is over. Slides are exchanged where it is over.

const Reveal = window.Reveal;

export const reads = () => Boolean(Reveal?.isScrollView());

// Beside its text, a slide is seen as one in a narrow window, too.
export function never_reads() {
  Reveal.getConfig().scrollActivationWidth = null;
  Reveal.toggleScrollView(false);
}

// Does what changes slides, and lets the reader go on where they were; `restored` is called when the slides stand as
// before, and `before` when they are to be read as one page again.
export function among_slides(change, restored, before) {
  if (!reads()) return change();
  const config = Reveal.getConfig();
  const { scrollActivationWidth } = config;
  const { scrollTop } = Reveal.getViewportElement();
  config.scrollActivationWidth = null; // or a narrow window is read so again at once
  Reveal.toggleScrollView(false);
  restored();
  change();
  before();
  Reveal.toggleScrollView(true);
  config.scrollActivationWidth = scrollActivationWidth;
  window.page.settle();
  Reveal.getViewportElement().scrollTop = scrollTop;
}

// Tells before a window is so narrow that the deck is read so; true if it is now.
export function told_of_reading(before) {
  const narrow = () => innerWidth <= (Reveal.getConfig().scrollActivationWidth ?? 0);
  addEventListener('resize', () => narrow() && before(), { capture: true });
  return narrow() || reads();
}
