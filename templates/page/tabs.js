// Sets of tabs: a click, or the arrows where one of their names has the focus, which then turn no slide.
{
  function choose(tab) {
    for (const other of tab.parentElement.children) {
      const chosen = other === tab;
      other.setAttribute('aria-selected', chosen);
      other.tabIndex = chosen ? 0 : -1;
      document.getElementById(other.getAttribute('aria-controls')).hidden = !chosen;
    }
    tab.focus({ preventScroll: true });
  }
  const tab_of = event => event.target.closest?.('[role=tab]');
  document.addEventListener('click', event => {
    const tab = tab_of(event);
    if (tab) choose(tab);
  });
  const steps = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
  document.addEventListener(
    'keydown',
    event => {
      const tab = tab_of(event);
      const step = steps[event.key];
      if (!tab) return;
      if (step) {
        const all = [...tab.parentElement.children];
        choose(all[(all.indexOf(tab) + step + all.length) % all.length]);
      }
      if (step || event.key === ' ' || event.key === 'Enter') event.stopPropagation();
      if (step) event.preventDefault();
    },
    true,
  );
}
