// Who is being played, and what has just happened? State, the list of chats, and live news from the sandbox.

import { conversation, letter, make } from "/page/chat.js";
import { hour, label, moment, switchLanguage, text } from "/page/texts.js";

const $ = (id) => document.getElementById(id);
const state = { seq: 0, chats: [], open: null, me: null, quote: null, seen: new Map(), mails: 0 };
const HELD = 20 << 20; // what a browser sends along; above it only the size is claimed

async function get(path) {
  const answer = await fetch(path);
  if (!answer.ok) throw new Error((await answer.json()).error);
  return answer.json();
}

async function act(name, body) {
  const answer = await fetch(`/ctl/${name}`, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
  const result = await answer.json();
  if (!answer.ok) say(result.error);
  return result;
}

let fading = 0;
function say(words) {
  $("toast").textContent = words;
  $("toast").hidden = false;
  clearTimeout(fading);
  fading = setTimeout(() => ($("toast").hidden = true), 3500);
}

// The list

// A role's own word stands before its 联络员 or 经办人; a channel's stands first.
const initial = (chat) => (chat.type === "private" && [...nameOf(chat)].at(-3)) || [...nameOf(chat)][0];
const nameOf = (chat) => chat.title || chat.first_name;

async function refresh() {
  const news = await get("/ctl/state");
  Object.assign(state, { seq: news.seq, chats: news.chats, mails: news.mails, bot: news.bot });
  $("now").textContent = moment(news.now);
  $("now").dateTime = news.now;
  $("advance").hidden = !news.can_advance;
  $("next").hidden = !news.next_event;
  if (news.next_event) $("next").textContent = text("next", { when: moment(news.next_event) });
  $("mails").textContent = news.mails;
  list();
}

function list() {
  const chats = state.chats.filter((chat) => chat.last || chat.type !== "private").sort((a, b) => b.touched - a.touched);
  const rows = chats.map((chat) => {
    const fresh = chat.id !== state.open && chat.touched > (state.seen.get(chat.id) ?? 0);
    const row = make(
      "button",
      `chat ${chat.type}${chat.id === state.open ? " open" : ""}${fresh ? " fresh" : ""}`,
      make("span", "face", initial(chat)),
      make("span", "line", make("strong", "", nameOf(chat)), make("small", "", chat.last)),
      make("small", "when", chat.date ? hour(chat.date) : ""),
    );
    row.type = "button";
    row.onclick = () => open(chat.id);
    return row;
  });
  $("chats").replaceChildren(...(rows.length ? rows : [make("p", "hint", text("emptyList"))]));
}

// The phone

async function open(id) {
  Object.assign(state, { open: id, quote: null });
  $("toast").hidden = true; // it was said to somebody else
  document.body.dataset.view = "chat";
  location.hash = id;
  await show(true);
  list();
}

async function show(jump = false) {
  if (state.open === null) return;
  if (state.open === "mails") return letters();
  const chat = await get(`/ctl/chat/${state.open}`);
  const list = $("messages");
  const atEnd = jump || list.scrollHeight - list.scrollTop - list.clientHeight < 80;
  state.seen.set(chat.id, state.seq);
  if (chat.type === "private") state.me = chat.id;
  const about = chat.blocked ? text("blocked") : chat.type === "private" ? text("person") : text(chat.type);
  const reader = chat.type !== "private" && state.chats.find((one) => one.id === state.me);
  $("name").textContent = nameOf(chat);
  const said = [about, chat.username && `@${chat.username}`, reader && text("readAs", { name: nameOf(reader) })];
  $("about").textContent = said.filter(Boolean).join(" · ");
  $("block").hidden = chat.type !== "private";
  $("block").textContent = text(chat.blocked ? "unblock" : "block");
  $("block").onclick = () => act(chat.blocked ? "unblock" : "block", { user: chat.id }).then(() => show());
  $("empty").hidden = true;
  list.replaceChildren(...conversation(chat, acts(chat)));
  pinned(chat);
  keyboard(chat);
  $("composer").hidden = chat.blocked || !["private", "channel"].includes(chat.type);
  $("clip").hidden = $("commands").hidden = chat.type !== "private";
  $("text").placeholder = text(chat.type === "private" ? "write" : "post");
  menu(chat);
  quoted();
  const toEnd = () => (list.scrollTop = list.scrollHeight);
  if (!atEnd) return;
  toEnd();
  for (const photo of list.querySelectorAll("img")) photo.onload = toEnd; // a photo takes its room when it has come
}

function acts(chat) {
  const user = chat.type === "private" ? chat.id : state.me;
  return {
    group: chat.type.endsWith("group"),
    say: (words) => act("say", { user: chat.id, text: words }),
    copy: async (words) => {
      await navigator.clipboard?.writeText(words).catch(() => {});
      say(text("copied", { text: words }));
    },
    open: (url) => (/^https?:\/\//i.test(url) ? window.open(url, "_blank", "noopener") : say(text("opened", { url }))),
    start: async (payload) => {
      if (!user) return say(text("noOne"));
      await act("start", { user, payload });
      await open(user);
    },
    tap: async (message_id, data, button) => {
      if (chat.type !== "private") return say(text("noOne"));
      button.classList.add("busy");
      await act("tap", { user, message_id, data });
    },
    choose: (event, message) => {
      if (chat.type !== "private") return;
      event.preventDefault?.();
      choose(chat, message);
    },
  };
}

function choose(chat, message) {
  const dialog = $("acts");
  dialog.querySelector("[value=edit]").hidden = message.by_bot || message.kind !== "text";
  dialog.onclose = () => {
    if (dialog.returnValue === "delete") act("delete", { user: chat.id, message_id: message.id });
    if (!["reply", "edit"].includes(dialog.returnValue)) return;
    state.quote = { how: dialog.returnValue, message };
    if (dialog.returnValue === "edit") $("text").value = message.text;
    quoted();
    $("text").focus();
  };
  dialog.returnValue = "";
  dialog.showModal();
}

function quoted() {
  $("quote").hidden = state.quote === null;
  if (state.quote === null) return;
  const { how, message } = state.quote;
  $("quote").firstChild.textContent = text(how === "edit" ? "editing" : "replyTo", { text: message.text || message.file?.name || "" });
}

function pinned(chat) {
  const newest = chat.messages.find((message) => message.id === chat.pinned.at(-1));
  $("pinned").hidden = !newest;
  if (!newest) return;
  $("pinned").textContent = `📌 ${newest.text || newest.file?.name || ""}`;
  $("pinned").onclick = () => $(`m${newest.id}`)?.scrollIntoView({ behavior: "smooth", block: "center" });
}

// A reply keyboard holds until another one comes or it is taken away.
function keyboard(chat) {
  const last = chat.messages.filter((message) => message.by_bot && message.markup && !message.markup.inline_keyboard).at(-1);
  const rows = last?.markup.keyboard;
  $("keyboard").hidden = !rows;
  if (!rows) return;
  const button = (one) => {
    const node = make("button", one.style || "", one.text);
    node.type = "button";
    node.onclick = () => act("say", { user: chat.id, text: one.text });
    return node;
  };
  $("keyboard").replaceChildren(...rows.map((row) => make("div", "row", ...row.map(button))));
}

function menu(chat) {
  const rows = (chat.commands ?? []).map((one) => {
    const row = make("button", "", make("b", "", `/${one.command}`), make("span", "", one.description));
    row.type = "button";
    row.onclick = () => {
      $("menu").hidden = true;
      act("say", { user: chat.id, text: `/${one.command}` });
    };
    return row;
  });
  $("menu").replaceChildren(...rows);
  $("commands").disabled = rows.length === 0;
}

async function letters() {
  const mails = await get("/ctl/mails");
  const opened = new Set([...document.querySelectorAll(".letter details[open]")].map((one) => one.dataset.number));
  $("name").textContent = text("mailbox");
  $("about").textContent = mails.length;
  for (const id of ["block", "pinned", "keyboard", "composer"]) $(id).hidden = true;
  const items = mails.map((mail, number) => {
    const item = letter(mail, number);
    item.firstChild.dataset.number = number;
    item.firstChild.open = opened.has(String(number));
    return item;
  });
  $("messages").replaceChildren(...items.reverse());
  $("empty").hidden = mails.length > 0;
  $("empty").textContent = text("emptyMail");
}

// Writing

$("composer").onsubmit = async (event) => {
  event.preventDefault();
  const words = $("text").value.trim();
  if (!words) return;
  const quote = state.quote;
  state.quote = null;
  $("text").value = "";
  grow();
  const chat = state.chats.find((one) => one.id === state.open);
  if (chat?.type === "channel") await act("post", { chat: chat.id, text: words });
  else if (quote?.how === "edit") await act("edit", { user: state.open, message_id: quote.message.id, text: words });
  else await act("say", { user: state.open, text: words, reply_to: quote?.message.id });
  await show(true);
};

function grow() {
  $("text").style.height = "auto";
  $("text").style.height = `${Math.min($("text").scrollHeight + 2, 160)}px`;
}
$("text").oninput = grow;
$("text").onkeydown = (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  $("composer").requestSubmit();
};
$("quote").lastChild.onclick = () => {
  state.quote = null;
  quoted();
};
$("commands").onclick = () => ($("menu").hidden = !$("menu").hidden);

const encoded = (file) =>
  new Promise((done) => {
    const reader = new FileReader();
    reader.onload = () => done(reader.result.slice(reader.result.indexOf(",") + 1));
    reader.readAsDataURL(file);
  });

async function described(file) {
  const photo = /^image\/(jpeg|png)$/.test(file.type) && file.size <= 10 << 20;
  const what = { name: file.name, mime: file.type || "application/octet-stream", kind: photo ? "photo" : "document" };
  if (file.size <= HELD) return { ...what, b64: await encoded(file) };
  say(text("tooLarge"));
  return { ...what, size: file.size };
}

$("file").onchange = async () => {
  const files = await Promise.all([...$("file").files].map(described));
  $("file").value = "";
  if (files.length === 1) await act("file", { user: state.open, ...files[0] });
  else if (files.length) await act("album", { user: state.open, files });
  await show(true);
};

// Adding

for (const button of document.querySelectorAll("[data-open]")) button.onclick = () => $(button.dataset.open).showModal();

function added(id, make_it) {
  const dialog = $(id);
  dialog.onclose = async () => {
    if (dialog.returnValue !== "ok") return;
    const given = Object.fromEntries(new FormData(dialog.querySelector("form")));
    dialog.querySelector("form").reset();
    await open(await make_it(given));
  };
}
added("add-person", async ({ name, text: words }) => {
  const user = 1000 + Math.max(1000, ...state.chats.filter((one) => one.type === "private" && one.id < 1e8).map((one) => one.id)) - 999;
  await act("say", { user, name, text: words || "/start" });
  return user;
});
added("add-channel", async ({ title, username }) => {
  const id = Math.min(-1001000000000, ...state.chats.map((one) => one.id)) - 1;
  await act("channel", { id, title, username: username || null });
  await refresh();
  return id;
});

$("mailbox").onclick = () => open("mails");
$("back").onclick = () => {
  document.body.dataset.view = "list";
};
$("advance").onclick = async () => {
  $("advance").disabled = true;
  const answer = await fetch("/ctl/advance", { method: "POST" });
  if (!answer.ok) say(text("nothingAhead"));
  $("advance").disabled = false;
  await refresh();
};
$("language").onclick = async () => {
  switchLanguage();
  await refresh();
  await show();
};

// News: one long request after another; what changed is fetched anew

async function follow() {
  for (;;) {
    try {
      const entries = await get(`/ctl/log?after=${state.seq}&wait=20&all=1`);
      const before = state.mails;
      await refresh();
      const here = entries.filter((entry) => entry.chat === state.open);
      for (const entry of here) if (entry.kind === "toast" && entry.text) say(entry.text);
      if (here.length || (state.open === "mails" && before !== state.mails)) await show();
    } catch {
      say(text("down"));
      await new Promise((done) => setTimeout(done, 2000));
    }
  }
}

label();
await refresh();
const asked = decodeURIComponent(location.hash.slice(1));
if (asked === "mails") await open("mails");
else if (state.chats.some((chat) => String(chat.id) === asked)) await open(Number(asked));
follow();
