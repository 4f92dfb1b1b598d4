// One discord.js client that does what it is told, a JSON object a line: {"n": 1, "do": "send", …}.
// Answers {"n": 1, "value": …} or {"n": 1, "error": "…"}; tells what it hears as {"heard": "Created", …}.
// usage: node discord-js-client.mjs API_URL TOKEN GUILD CHANNEL COMPRESSION
// COMPRESSION: none, or zlib-stream, for which discord.js needs the native module zlib-sync: without it, it asks for
// payloads compressed each for itself (`compress` in identify), and says so on its standard error.
import { createInterface } from 'node:readline';
import { SimpleShardingStrategy } from '@discordjs/ws';
import { Client, Events, GatewayIntentBits } from 'discord.js';
import WebSocket from 'ws';

const [api, token, guildId, channelId, compression] = process.argv.slice(2);
// Looks on: compressed payloads are the binary frames that its WebSockets tell it of.
let binary = 0;
const { emit } = WebSocket.prototype;
WebSocket.prototype.emit = function lookOn(event, ...told) {
  if (event === 'message' && told[1]) binary++;
  return emit.call(this, event, ...told);
};

const client = new Client({
  intents: [
    GatewayIntentBits.Guilds,
    GatewayIntentBits.GuildMembers,
    GatewayIntentBits.GuildPresences,
    GatewayIntentBits.GuildMessages,
    GatewayIntentBits.GuildMessageTyping,
    GatewayIntentBits.MessageContent,
  ],
  rest: { api },
  ws: {
    buildStrategy: (manager) => {
      if (compression !== 'none') manager.options.compression = compression;
      return new SimpleShardingStrategy(manager);
    },
  },
});

const say = (line) => process.stdout.write(`${JSON.stringify(line)}\n`);
const hear = (heard, fields) => say({ heard, ...fields });
const channel = () => client.channels.cache.get(channelId);
const message = (id) => channel().messages.fetch(id);

client.on(Events.MessageCreate, (m) => hear('Created', { id: m.id, author: m.author.id, content: m.content }));
client.on(Events.MessageUpdate, (_, m) => {
  if (m.editedTimestamp) hear('Edited', { id: m.id, content: m.content });
});
client.on(Events.MessageDelete, (m) => hear('Deleted', { id: m.id }));
client.on(Events.TypingStart, (t) => hear('Typing', { user: t.user.id }));
client.on(Events.PresenceUpdate, (_, p) => say({ seen: p.userId, status: p.status }));
client.on(Events.ShardResume, () => hear('Resumed', {}));
client.on(Events.ThreadCreate, (t) => hear('ThreadStarted', { id: t.id, name: t.name }));
client.on(Events.ChannelDelete, (c) => hear('ChannelGone', { id: c.id }));
client.on(Events.ChannelCreate, (c) => hear('ChannelThere', { id: c.id }));
client.on(Events.GuildDelete, (g) => hear('GuildGone', { id: g.id }));
client.on(Events.Error, (error) => console.error(error.message));

let ready = 0;
client.on(Events.ShardReady, () => {
  if (ready++ > 0) hear('SignedInAgain', {});
});

const deeds = {
  send: async ({ content }) => (await channel().send(content)).id,
  sendOnce: async ({ content, nonce }) => (await channel().send({ content, nonce, enforceNonce: true })).id,
  sendAll: async ({ contents }) => void (await Promise.all(contents.map((content) => channel().send(content)))),
  edit: async ({ id, content }) => void (await (await message(id)).edit(content)),
  delete: async ({ id }) => void (await (await message(id)).delete()),
  type: async () => void (await channel().sendTyping()),
  be: async ({ status }) => void client.user.setStatus(status),
  startThread: async ({ id, name }) => (await (await message(id)).startThread({ name })).id,
  sendIn: async ({ thread, content }) => void (await (await client.channels.fetch(thread)).send(content)),
  compressed: async () => binary,
  members: async () => [...client.guilds.cache.get(guildId).members.cache.keys()],
  allMembers: async () => [...(await client.guilds.cache.get(guildId).members.fetch()).keys()],
  history: async ({ count }) => {
    const contents = [];
    let before;
    while (contents.length < count) {
      const page = await channel().messages.fetch({ limit: Math.min(5, count - contents.length), before, cache: false });
      if (page.size === 0) break;
      contents.push(...page.map((m) => m.content));
      before = page.last().id;
    }
    return contents;
  },
};

async function obey(order) {
  try {
    say({ n: order.n, value: (await deeds[order.do](order)) ?? null });
  } catch (error) {
    say({ n: order.n, error: `${error}` });
  }
}

client.once(Events.ClientReady, () => hear('Ready', {}));
client.login(token).catch((error) => {
  console.error(`${error}`);
  process.exit(1);
});
const orders = createInterface({ input: process.stdin });
orders.on('line', (line) => obey(JSON.parse(line)));
orders.on('close', () => client.destroy().finally(() => process.exit(0)));
