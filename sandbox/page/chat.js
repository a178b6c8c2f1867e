// What does a message look like? Bubbles, buttons, files and letters, as a phone shows them.

import { day, hour, moment, size, text } from "/page/texts.js";

export function make(tag, className, ...children) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  node.append(...children.filter((child) => child !== null));
  return node;
}

// The sandbox writes this HTML itself, everything of the message escaped; here links are made safe and words live.
function words(message, acts) {
  const node = make("div", "words");
  node.innerHTML = message.html;
  for (const link of node.querySelectorAll("a")) openLink(link, link.getAttribute("href"), acts);
  for (const quote of node.querySelectorAll("blockquote")) endLine(quote);
  for (const quote of node.querySelectorAll("blockquote[expandable]")) quote.onclick = () => quote.toggleAttribute("open");
  for (const spoiler of node.querySelectorAll("tg-spoiler")) spoiler.onclick = () => spoiler.toggleAttribute("open");
  for (const code of node.querySelectorAll("code, pre")) code.onclick = () => acts.copy(code.textContent);
  enliven(node, acts);
  return node;
}

// A quotation ends its line by itself: the line break after it is no empty line.
function endLine(quote) {
  const after = quote.nextSibling;
  if (after?.nodeType === Node.TEXT_NODE) after.data = after.data.replace(/^\n/, "");
}

const LIVE = /(https?:\/\/[^\s<>"]+[\w/#=&?-])|((?<![\w/])\/[a-z0-9_]{1,32}(?![\w/]))/g;

function enliven(node, acts) {
  const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) if (!walker.currentNode.parentElement.closest("a, code, pre")) found.push(walker.currentNode);
  for (const piece of found) {
    const parts = [];
    let end = 0;
    for (const match of piece.data.matchAll(LIVE)) {
      const link = make("a", "", match[0]);
      if (match[1]) openLink(link, match[1], acts);
      else live(link, () => acts.say(match[0]));
      parts.push(piece.data.slice(end, match.index), link);
      end = match.index + match[0].length;
    }
    if (parts.length) piece.replaceWith(...parts, piece.data.slice(end));
  }
}

function live(link, act) {
  link.href = "#";
  link.onclick = (event) => {
    event.preventDefault();
    event.stopPropagation();
    act();
  };
}

const START = /^(?:https?:\/\/t\.me\/\w+|tg:\/\/resolve)\?(?:.*&)?start=([\w-]{1,64})/;

function openLink(link, url, acts) {
  const start = START.exec(url);
  if (start) return live(link, () => acts.start(start[1]));
  link.href = /^https?:\/\//i.test(url) ? url : `https://${url}`;
  link.target = "_blank";
  link.rel = "noopener noreferrer";
}

function inlineKeyboard(message, acts) {
  const rows = message.markup?.inline_keyboard;
  if (!rows) return null;
  return make("div", "buttons", ...rows.map((row) => make("div", "row", ...row.map((button) => inlineButton(message, button, acts)))));
}

function inlineButton(message, button, acts) {
  const node = make("button", button.style || "", button.text);
  node.type = "button";
  if (button.callback_data) node.onclick = () => acts.tap(message.id, button.callback_data, node);
  else if (button.copy_text) node.onclick = () => acts.copy(button.copy_text.text);
  else if (button.url) {
    const start = START.exec(button.url);
    node.classList.add("link");
    node.onclick = () => (start ? acts.start(start[1]) : acts.open(button.url));
  } else node.disabled = true;
  return node;
}

function attachment(message) {
  const file = message.file;
  if (!file) return null;
  const path = `/ctl/media/${file.path}`;
  if (message.kind === "photo") {
    const image = make("img", "photo");
    image.src = path;
    image.alt = text("photo");
    image.width = file.width;
    image.height = file.height;
    return image;
  }
  const link = make("a", "file", make("b", "", file.name), make("small", "", size(file.size)));
  link.href = path;
  link.download = file.name;
  return link;
}

export function bubble(message, byId, acts, isPinned) {
  if (!["text", "photo", "document"].includes(message.kind)) {
    return make("li", "service", message.sender ? `${message.sender} ` : "", text(message.kind));
  }
  const replied = byId.get(message.reply_to);
  const body = make(
    "div",
    "bubble",
    acts.group && message.sender ? make("b", "sender", message.sender) : null,
    replied ? make("p", "replied", replied.text || replied.file?.name || "") : null,
    attachment(message),
    message.text ? words(message, acts) : null,
    make("small", "stamp", isPinned ? "📌 " : "", message.edited ? `${text("edited")} ` : "", hour(message.date)),
  );
  const item = make("li", message.by_bot ? "theirs" : "mine", body, inlineKeyboard(message, acts));
  item.id = `m${message.id}`;
  body.oncontextmenu = (event) => acts.choose(event, message);
  body.ondblclick = (event) => acts.choose(event, message);
  let held = 0;
  body.ontouchstart = (event) => (held = setTimeout(() => acts.choose(event, message), 550));
  body.ontouchend = body.ontouchmove = () => clearTimeout(held);
  return item;
}

export function conversation(chat, acts) {
  const byId = new Map(chat.messages.map((message) => [message.id, message]));
  const items = [];
  let before = "";
  for (const message of chat.messages) {
    const today = day(message.date);
    if (today !== before) items.push(make("li", "day", today));
    before = today;
    items.push(bubble(message, byId, acts, chat.pinned.includes(message.id)));
  }
  return items;
}

export function letter(mail, number) {
  const files = mail.attachments.map((one, part) => {
    const link = make("a", "file", make("b", "", one.name), make("small", "", size(one.size)));
    link.href = `/ctl/mails/${number}/${part}`;
    return link;
  });
  const raw = make("a", "raw", text("raw"));
  raw.href = `/ctl/mails/${number}/raw`;
  const head = make("summary", "", make("strong", "", mail.subject || "—"), make("small", "", moment(mail.at)));
  const route = make("p", "route", `${text("from")} ${mail.from} · ${text("to")} ${mail.to.join(", ")} · `, raw);
  return make("li", "letter", make("details", "", head, route, make("pre", "", mail.text), ...files));
}
