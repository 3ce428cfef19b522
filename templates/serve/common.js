// What the pages of a served deck have in common.

export const settings = JSON.parse(document.getElementById('deckgen').textContent);
export const isFrame = window !== window.top; // the speaker view shows the deck in frames, and so does the editor
export const editor = isFrame && location.search === '?preview' ? window.parent.deckgenEditor : null;
export const isSpeaker = isFrame && !editor;
export const remembered = name => sessionStorage.getItem(`deckgen-${name}`);
export const remember = (name, value) => sessionStorage.setItem(`deckgen-${name}`, value);

export function element(tag, className, text = '') {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  return made;
}

// Sends with the token of this run; if deckgen was started again since, with that of its new run.
export async function sent(address, options) {
  const asked = () =>
    fetch(address, { ...options, headers: { ...options.headers, 'x-deckgen-token': settings.token } });
  const answer = await asked();
  if (answer.status !== 403) return answer;
  const page = new DOMParser().parseFromString(await (await fetch('edit')).text(), 'text/html');
  const { token } = JSON.parse(page.getElementById('deckgen')?.textContent ?? '{}');
  if (!token || token === settings.token) return answer;
  settings.token = token;
  return asked();
}

export async function post(address, body, keepalive = false) {
  const headers = { 'content-type': 'application/json' };
  const answer = await sent(address, { method: 'POST', headers, body: JSON.stringify(body), keepalive });
  return answer.ok ? answer.json() : {};
}
