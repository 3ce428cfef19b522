// How other tools read decks: [{tool, text}] on standard input, [[{title, text, notes}, …], …] on standard output.
import { readFileSync } from 'node:fs';

const decks = JSON.parse(readFileSync(0, 'utf8'));

const ENTITIES = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: '\u00a0', '#39': "'" };
const plain = html => html
  .replace(/<(style|script|annotation)\b[\s\S]*?<\/\1>/g, ' ')
  .replace(/<!--[\s\S]*?-->/g, '')
  .replace(/<(br|\/p|\/li|\/h\d|\/td|\/th|\/div|\/pre|\/header|\/footer)\b[^>]*>/g, ' ')
  .replace(/<[^>]*>/g, '')
  .replace(/&(#?\w+);/g, (whole, name) => ENTITIES[name] ?? whole);

async function marp(text) {
  const { Marp } = await import('@marp-team/marp-core');
  const { html, comments } = new Marp({ html: true, script: false, math: false, emoji: { unicode: false } })
    .render(text, { htmlAsArray: true });
  return html.map((slide, at) => {
    const body = slide.replace(/<svg data-marpit-svg[^>]*>|<header>[\s\S]*?<\/header>|<footer>[\s\S]*?<\/footer>/g, '');
    const title = /<h([1-6])\b[^>]*>([\s\S]*?)<\/h\1>/.exec(body);
    return { title: title ? plain(title[2]).trim() : '', text: plain(body), notes: comments[at].join('\n\n') };
  });
}

async function slidev(text) {
  const { parse } = await import('@slidev/parser/core');
  const { slides } = await parse(text, 'slides.md');
  return slides.map(slide => ({ title: slide.title ?? '', text: slide.content ?? '', notes: slide.note ?? '' }));
}

const TOOLS = { marp, slidev };
const found = [];
for (const deck of decks) {
  try {
    found.push(await TOOLS[deck.tool](deck.text));
  } catch (error) {
    found.push(String(error));
  }
}
process.stdout.write(JSON.stringify(found));
