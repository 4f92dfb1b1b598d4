// Two discord.js clients against a running reference server: log in, chat both ways, type, edit, delete, read history.
// usage: node discord-js-chat.mjs DEMO.json      prints `ok STEP` a line; exits 0, or 1 with what went wrong.
import { readFileSync } from 'node:fs';
import { Client, Events, GatewayIntentBits } from 'discord.js';

const demo = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const deadline = 20_000;
const intents = [
  GatewayIntentBits.Guilds,
  GatewayIntentBits.GuildMessages,
  GatewayIntentBits.GuildMessageTyping,
  GatewayIntentBits.MessageContent,
];

/** Resolves with the first event that fits. */
function next(client, event, fits = () => true) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no ${event} within ${deadline} ms`)), deadline);
    const listener = (...args) => {
      if (fits(...args)) {
        clearTimeout(timer);
        client.off(event, listener);
        resolve(args);
      }
    };
    client.on(event, listener);
  });
}

function check(holds, what) {
  if (!holds) throw new Error(`not so: ${what}`);
  console.log(`ok ${what}`);
}

async function signIn(user) {
  const client = new Client({ intents, rest: { api: `${demo.base_url}/api` } });
  client.on(Events.Error, (error) => console.error(user.name, error.message));
  const ready = next(client, Events.ClientReady);
  await client.login(user.token);
  await ready;
  check(client.user.id === user.id, `${user.name} is signed in as ${user.id}`);
  check(client.guilds.cache.has(demo.guild), `${user.name} sees the guild`);
  check(client.guilds.cache.get(demo.guild).available, `${user.name}'s guild is available`);
  check(client.guilds.cache.get(demo.guild).members.me !== null, `${user.name} is a member`);
  return client;
}

async function chat() {
  const [first, second] = demo.users;
  const ann = await signIn(first);
  const ben = await signIn(second);
  const annChannel = await ann.channels.fetch(demo.channels[0].id);
  const benChannel = await ben.channels.fetch(demo.channels[0].id);

  const heard = next(ben, Events.MessageCreate, (m) => m.author.id === first.id);
  const echoed = next(ann, Events.MessageCreate, (m) => m.author.id === first.id);
  const hello = await annChannel.send('hello ben ☂ 🎈');
  const [received] = await heard;
  check(received.id === hello.id && received.content === 'hello ben ☂ 🎈', 'ben hears ann, every character');
  check((await echoed)[0].id === hello.id, 'ann hears herself');

  const answered = next(ann, Events.MessageCreate, (m) => m.author.id === second.id);
  const answer = await benChannel.send('hello ann');
  check((await answered)[0].id === answer.id, 'ann hears ben');
  check(BigInt(answer.id) > BigInt(hello.id), 'ids rise');

  const typing = next(ann, Events.TypingStart, (t) => t.user.id === second.id);
  await benChannel.sendTyping();
  check((await typing)[0].channel.id === annChannel.id, 'ann sees ben type');

  const edited = next(ben, Events.MessageUpdate, (_, m) => m.id === hello.id);
  await hello.edit('hello again');
  const [, update] = await edited;
  check(update.content === 'hello again' && update.editedTimestamp > 0, 'ben sees the edit');

  const nonce = `${Date.now()}`;
  const once = await annChannel.send({ content: 'only once', nonce, enforceNonce: true });
  const again = await annChannel.send({ content: 'only once', nonce, enforceNonce: true });
  check(once.id === again.id, 'a retried nonce is one message');

  const deleted = next(ben, Events.MessageDelete, (m) => m.id === answer.id);
  await answer.delete();
  check((await deleted)[0].id === answer.id, 'ben sees the delete');

  const numbered = [];
  for (let i = 0; i < 12; i++) numbered.push(await annChannel.send(`line ${i}`));
  const page = await benChannel.messages.fetch({ limit: 5, cache: false });
  check([...page.values()].map((m) => m.content).join() === 'line 11,line 10,line 9,line 8,line 7', 'history is newest first');
  const before = await benChannel.messages.fetch({ before: numbered[2].id, limit: 3, cache: false });
  check([...before.values()].map((m) => m.content).join() === 'line 1,line 0,only once', 'history before a message');
  const after = await benChannel.messages.fetch({ after: numbered[9].id, limit: 5, cache: false });
  check([...after.values()].map((m) => m.content).join() === 'line 11,line 10', 'history after a message');
  const around = await benChannel.messages.fetch({ around: numbered[6].id, limit: 3, cache: false });
  check(around.has(numbered[6].id) && around.size === 3, 'history around a message');
  const all = await benChannel.messages.fetch({ limit: 100, cache: false });
  check(!all.has(answer.id), 'what was deleted is gone from history');
  check(all.get(hello.id).content === 'hello again', 'history shows the edit');

  await ann.destroy();
  await ben.destroy();
}

chat().then(
  () => process.exit(0),
  (error) => {
    console.error(`failed: ${error.stack ?? error}`);
    process.exit(1);
  },
);
