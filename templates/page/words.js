// What the page's own tools say, in the deck's language where they know it.
window.page = (() => {
  const said = {
    en: {
      search: 'Search all slides',
      none: 'Nothing',
      pointer: 'Laser pointer',
      screens: 'Present on the other screen',
      overview: 'All slides',
      speaker: 'Speaker view',
      scroll: 'Read on one page',
      slides: 'Back to the slides',
      full: 'Full screen',
      help: 'Keys',
      notes: 'Notes',
      next: 'Next',
      back: 'Back',
      black: 'Black screen',
      start: 'First and last',
      close: 'Close',
      larger: 'Larger notes',
      smaller: 'Smaller notes',
      behind: 'behind',
      ahead: 'ahead',
      tools: 'Tools',
      moving: 'Moving',
      showing: 'Showing',
      beginning: 'Beginning',
    },
    fr: {
      search: 'Chercher dans les diapositives',
      none: 'Rien',
      pointer: 'Pointeur',
      screens: 'Présenter sur l’autre écran',
      overview: 'Toutes les diapositives',
      speaker: 'Vue de l’orateur',
      scroll: 'Lire sur une page',
      slides: 'Retour aux diapositives',
      full: 'Plein écran',
      help: 'Touches',
      notes: 'Notes',
      next: 'Suivante',
      back: 'Précédente',
      black: 'Écran noir',
      start: 'Première et dernière',
      close: 'Fermer',
      larger: 'Notes plus grandes',
      smaller: 'Notes plus petites',
      behind: 'de retard',
      ahead: 'd’avance',
      tools: 'Outils',
      moving: 'Se déplacer',
      showing: 'Montrer',
      beginning: 'Début',
    },
    de: {
      search: 'In allen Folien suchen',
      none: 'Nichts',
      pointer: 'Zeiger',
      screens: 'Auf dem anderen Bildschirm zeigen',
      overview: 'Alle Folien',
      speaker: 'Referentenansicht',
      scroll: 'Als eine Seite lesen',
      slides: 'Zurück zu den Folien',
      full: 'Vollbild',
      help: 'Tasten',
      notes: 'Notizen',
      next: 'Weiter',
      back: 'Zurück',
      black: 'Schwarzer Bildschirm',
      start: 'Erste und letzte',
      close: 'Schließen',
      larger: 'Notizen größer',
      smaller: 'Notizen kleiner',
      behind: 'zurück',
      ahead: 'voraus',
      tools: 'Werkzeuge',
      moving: 'Bewegen',
      showing: 'Zeigen',
      beginning: 'Anfang',
    },
    es: {
      search: 'Buscar en las diapositivas',
      none: 'Nada',
      pointer: 'Puntero',
      screens: 'Presentar en la otra pantalla',
      overview: 'Todas las diapositivas',
      speaker: 'Vista del orador',
      scroll: 'Leer en una página',
      slides: 'Volver a las diapositivas',
      full: 'Pantalla completa',
      help: 'Teclas',
      notes: 'Notas',
      next: 'Siguiente',
      back: 'Anterior',
      black: 'Pantalla negra',
      start: 'Primera y última',
      close: 'Cerrar',
      larger: 'Notas más grandes',
      smaller: 'Notas más pequeñas',
      behind: 'de retraso',
      ahead: 'de adelanto',
      tools: 'Herramientas',
      moving: 'Moverse',
      showing: 'Mostrar',
      beginning: 'Comienzo',
    },
  };
  const words = said[document.documentElement.lang.slice(0, 2).toLowerCase()] ?? said.en;
  const make = (tag, name, text = '') =>
    Object.assign(document.createElement(tag), { className: name, textContent: text });
  // A frame shows the slides to somebody who has tools of his own.
  const is_frame = window !== window.top;
  const content = section => window.deckgenContent?.(section) ?? section;
  const dialog = (name, label, ...inner) => {
    const made = make('dialog', name);
    made.ariaLabel = label;
    made.onclose = () => made.remove();
    made.onclick = event => {
      if (event.target === made) made.close();
    };
    made.append(...inner);
    document.body.append(made);
    made.showModal();
    return made;
  };
  return { words, make, is_frame, content, dialog };
})();
