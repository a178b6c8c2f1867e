// Which words does the page itself use? Chinese first, English the same, as short.

const TEXTS = {
  "zh-CN": {
    title: "销号 · 演练场",
    other: "English",
    chats: "会话",
    advance: "快进到下一件事",
    next: "下一件事：{when}",
    nothingAhead: "近几个月没有到时自动办的事。先请经办人发一份公示文件并导入。",
    addPerson: "添加人员",
    addChannel: "添加频道",
    mailbox: "收件箱",
    back: "返回",
    block: "停用机器人",
    unblock: "恢复机器人",
    empty: "从左边选一个会话，或先添加一个人。",
    emptyList: "还没有人。先添加一个，替他给机器人发第一句话。",
    emptyMail: "还没有信寄到。",
    menu: "命令",
    attach: "发送文件",
    write: "写点什么",
    post: "以频道名义发布",
    send: "发送",
    cancel: "取消",
    add: "添加",
    personName: "称呼",
    personHint: "如：省水利厅联络员",
    firstWords: "第一句话（邀请可写 /start i_…）",
    channelTitle: "频道名称",
    channelHint: "如：公示频道",
    channelName: "公开用户名（可不填）",
    reply: "回复",
    edit: "修改",
    delete: "删除",
    edited: "已修改",
    blocked: "已停用",
    person: "私聊",
    channel: "频道",
    group: "群组",
    supergroup: "群组",
    silent: "静音",
    copied: "已复制：{text}",
    opened: "链接：{url}",
    replyTo: "回复：{text}",
    editing: "修改：{text}",
    photo: "照片",
    document: "文件",
    pinned_message: "置顶了一条消息",
    from: "发件",
    to: "收件",
    raw: "原件",
    readAs: "{name}在看",
    noOne: "先打开一个人的私聊，再从频道里点这个按钮。",
    tooLarge: "文件超过 20 MB，演练场只记大小，不存内容。",
    down: "与演练场的连接断开了，正在重连。",
  },
  en: {
    title: "Xiaohao · sandbox",
    other: "中文",
    chats: "Chats",
    advance: "On to the next event",
    next: "Next: {when}",
    nothingAhead: "Nothing happens by itself in the next months. Send a notice file as the coordinator and import it first.",
    addPerson: "Add a person",
    addChannel: "Add a channel",
    mailbox: "Mailbox",
    back: "Back",
    block: "Block the bot",
    unblock: "Unblock the bot",
    empty: "Choose a chat on the left, or add a person first.",
    emptyList: "Nobody here yet. Add a person and say their first words to the bot.",
    emptyMail: "No letters have come yet.",
    menu: "Commands",
    attach: "Send files",
    write: "Write something",
    post: "Post as the channel",
    send: "Send",
    cancel: "Cancel",
    add: "Add",
    personName: "Name",
    personHint: "such as: liaison of the water department",
    firstWords: "First words (for an invite: /start i_…)",
    channelTitle: "Channel title",
    channelHint: "such as: Notices",
    channelName: "Public username (may be left out)",
    reply: "Reply",
    edit: "Edit",
    delete: "Delete",
    edited: "edited",
    blocked: "blocked",
    person: "private chat",
    channel: "channel",
    group: "group",
    supergroup: "group",
    silent: "silent",
    copied: "Copied: {text}",
    opened: "Link: {url}",
    replyTo: "Reply to: {text}",
    editing: "Edit: {text}",
    photo: "Photo",
    document: "File",
    pinned_message: "pinned a message",
    from: "From",
    to: "To",
    raw: "original",
    readAs: "read by {name}",
    noOne: "Open a person's chat first, then press this button in the channel.",
    tooLarge: "Over 20 MB: the sandbox notes the size and keeps no content.",
    down: "The connection to the sandbox is lost; trying again.",
  },
};

let language = localStorage.getItem("language") || "zh-CN";

export const locale = () => language;

export function text(key, facts = {}) {
  return (TEXTS[language][key] ?? key).replace(/\{(\w+)\}/g, (_, name) => facts[name]);
}

export function switchLanguage() {
  language = language === "zh-CN" ? "en" : "zh-CN";
  localStorage.setItem("language", language);
  label();
}

export function label() {
  document.documentElement.lang = language;
  document.title = text("title");
  for (const node of document.querySelectorAll("[data-text]")) node.textContent = text(node.dataset.text);
  for (const node of document.querySelectorAll("[data-label]")) {
    node.setAttribute("aria-label", text(node.dataset.label));
    node.title = text(node.dataset.label);
  }
  for (const node of document.querySelectorAll("[data-hint]")) node.placeholder = text(node.dataset.hint);
  document.getElementById("language").textContent = text("other");
}

// Dates as the office reads them, whatever the browser's own zone.
const ZONE = "Asia/Shanghai";
const format = (options, date) => new Intl.DateTimeFormat(language, { timeZone: ZONE, hourCycle: "h23", ...options }).format(date);

export const hour = (seconds) => format({ hour: "2-digit", minute: "2-digit" }, new Date(seconds * 1000));
export const day = (seconds) => format({ year: "numeric", month: "long", day: "numeric", weekday: "short" }, new Date(seconds * 1000));
export const moment = (iso) =>
  format({ year: "numeric", month: "short", day: "numeric", weekday: "short", hour: "2-digit", minute: "2-digit" }, new Date(iso));
export function size(bytes) {
  if (bytes < 1024) return `${bytes} B`;
  return bytes < 1 << 20 ? `${(bytes / 1024).toFixed(1)} kB` : `${(bytes / (1 << 20)).toFixed(1)} MB`;
}
