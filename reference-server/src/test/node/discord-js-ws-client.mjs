// The WebSocket library of discord.js by itself, in a version that inflates a zlib stream without a native module. It
// listens, tells what it hears as discord-js-client.mjs does, and answers one order: {"n": 1, "do": "compressed"}.
// usage: node discord-js-ws-client.mjs API_URL TOKEN
import { createInterface } from 'node:readline';
import { REST } from '@discordjs/rest';
import { CompressionMethod, WebSocketManager, WebSocketShardEvents } from 'discordjs-ws-2';
import WebSocket from 'ws';

const [api, token] = process.argv.slice(2);
let binary = 0;
const { emit } = WebSocket.prototype;
WebSocket.prototype.emit = function lookOn(event, ...told) {
  if (event === 'message' && told[1]) binary++;
  return emit.call(this, event, ...told);
};

const say = (line) => process.stdout.write(`${JSON.stringify(line)}\n`);
const manager = new WebSocketManager({
  token,
  intents: 1 | (1 << 9) | (1 << 15),
  rest: new REST({ api, version: '10' }).setToken(token),
  compression: CompressionMethod.ZlibNative,
});
manager.on(WebSocketShardEvents.Dispatch, ({ t, d }) => {
  if (t === 'MESSAGE_CREATE') say({ heard: 'Created', id: d.id, author: d.author.id, content: d.content });
  if (t === 'GUILD_CREATE') say({ heard: 'Ready' });
});
manager.on(WebSocketShardEvents.Resumed, () => say({ heard: 'Resumed' }));
manager.on(WebSocketShardEvents.Error, (error) => console.error(`${error}`));

const orders = createInterface({ input: process.stdin });
orders.on('line', (line) => say({ n: JSON.parse(line).n, value: binary }));
orders.on('close', () => manager.destroy().finally(() => process.exit(0)));
manager.connect().catch((error) => {
  console.error(`${error}`);
  process.exit(1);
});
