// Reads messages as lines of JSON { secret, id, seconds, body (base64), signature }, and writes per line what the library of Standard Webhooks
// signs itself, and whether it verifies our signature: { signature, verified }. Times are of now, as the library has no other clock.
import { createInterface } from 'node:readline';
import { Webhook } from 'standardwebhooks';

for await (const line of createInterface({ input: process.stdin })) {
  const { secret, id, seconds, body, signature } = JSON.parse(line);
  const text = Buffer.from(body, 'base64').toString('utf8');
  const webhook = new Webhook(secret);
  let verified = true;
  try {
    webhook.verify(text, { 'webhook-id': id, 'webhook-timestamp': String(seconds), 'webhook-signature': signature }, { jsonParse: false });
  } catch {
    verified = false;
  }
  console.log(JSON.stringify({ signature: webhook.sign(id, new Date(seconds * 1000), text), verified }));
}
