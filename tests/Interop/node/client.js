// One case with @grpc/grpc-js: node client.js PORT CASE. The cases are those of the official interop test descriptions,
// and sizes and times beyond them.
'use strict';

const assert = require('node:assert');
const path = require('node:path');
const { setTimeout: pause } = require('node:timers/promises');
const grpc = require('@grpc/grpc-js');
const loader = require('@grpc/proto-loader');

const GZIP = { 'grpc.default_compression_algorithm': grpc.compressionAlgorithms.gzip };
const NO_COMPRESS = 2;
const SPECIAL = '\t\ntest with whitespace\r\nand Unicode BMP ☺ and non-BMP 😈\t\n';
const PATIENCE = 120_000;

const [port, name] = process.argv.slice(2);
const definition = loader.loadSync('grpc/testing/test.proto', {
  includeDirs: [path.join(__dirname, '..', 'proto')], keepCase: true, longs: Number, enums: String, defaults: true,
});
const { TestService, UnimplementedService } = grpc.loadPackageDefinition(definition).grpc.testing;

const clients = [];

function client(options = {}, Service = TestService) {
  const made = new Service(`127.0.0.1:${port}`, grpc.credentials.createInsecure(), options);
  clients.push(made);
  return made;
}

const late = (milliseconds = PATIENCE) => ({ deadline: Date.now() + milliseconds });
const payload = size => ({ body: Buffer.alloc(size) });
const simple = (size, answer, fields = {}) => ({ payload: payload(size), response_size: answer, ...fields });
const streaming = (sizes, fields = {}) => ({ response_parameters: sizes.map(size => ({ size })), ...fields });

/** A call of one answer: resolves with the answer, and with the metadata where they are asked for. */
function unary(of, method, request, metadata = new grpc.Metadata(), options = late()) {
  return new Promise((resolve, reject) => {
    const found = {};
    const call = of[method](request, metadata, options, (error, answer) => {
      found.error = error;
      found.answer = answer;
    });
    call.on('metadata', initial => { found.initial = initial; });
    call.on('status', status => {
      found.trailing = status.metadata;
      setImmediate(() => (found.error ? reject(found.error) : resolve(found)));
    });
  });
}

/** A stream of requests for one answer; each request is a message, or a pair of message and write flags. */
function upload(of, requests) {
  return new Promise((resolve, reject) => {
    const call = of.StreamingInputCall(
      new grpc.Metadata(), late(), (error, answer) => (error ? reject(error) : resolve(answer)));
    for (const [message, flags] of requests) {
      call.write(message, flags);
    }
    call.end();
  });
}

/** All that a stream of answers gives. */
function collect(call) {
  return new Promise((resolve, reject) => {
    const found = { answers: [] };
    call.on('metadata', initial => { found.initial = initial; });
    call.on('data', answer => found.answers.push(answer));
    call.on('error', reject);
    call.on('status', status => {
      found.trailing = status.metadata;
      if (status.code === grpc.status.OK) {
        setImmediate(() => resolve(found));
      }
    });
  });
}

const next = call => new Promise((resolve, reject) => {
  call.once('data', resolve);
  call.once('error', reject);
});

async function fails(code, promise, text) {
  const error = await promise.then(answer => assert.fail(`answered ${JSON.stringify(answer)?.slice(0, 200)}`), e => e);
  assert.strictEqual(error.code, code, String(error));
  if (text !== undefined) {
    assert.strictEqual(error.details, text);
  }
}

async function status(code, message) {
  const response_status = { code, message };
  await fails(code, unary(client(), 'UnaryCall', simple(1, 1, { response_status })), message);
  const call = client().FullDuplexCall(new grpc.Metadata(), late());
  call.write(streaming([1], { response_status }));
  call.end();
  await fails(code, collect(call), message);
}

const cases = {
  async empty_unary() {
    assert.deepStrictEqual((await unary(client(), 'EmptyCall', {})).answer, {});
  },

  async large_unary() {
    const { answer } = await unary(client(), 'UnaryCall', simple(271828, 314159));
    assert.ok(answer.payload.body.equals(Buffer.alloc(314159)));
  },

  async client_compressed_unary() {
    const compressed = simple(271828, 314159, { expect_compressed: { value: true } });
    await fails(grpc.status.INVALID_ARGUMENT, unary(client(), 'UnaryCall', compressed));
    assert.strictEqual((await unary(client(GZIP), 'UnaryCall', compressed)).answer.payload.body.length, 314159);
    const plain = simple(271828, 314159, { expect_compressed: { value: false } });
    assert.strictEqual((await unary(client(), 'UnaryCall', plain)).answer.payload.body.length, 314159);
  },

  async client_compressed_streaming() {
    const compressed = { payload: payload(27182), expect_compressed: { value: true } };
    const plain = { payload: payload(45904), expect_compressed: { value: false } };
    await fails(grpc.status.INVALID_ARGUMENT, upload(client(), [[compressed]]));
    const answer = await upload(client(GZIP), [[compressed], [plain, NO_COMPRESS]]);
    assert.strictEqual(answer.aggregated_payload_size, 73086);
  },

  async server_compressed_unary() {
    for (const value of [true, false]) {
      const request = simple(271828, 314159, { response_compressed: { value } });
      const { answer } = await unary(client(), 'UnaryCall', request);
      assert.ok(answer.payload.body.equals(Buffer.alloc(314159)));
    }
  },

  async server_compressed_streaming() {
    const request = { response_parameters: [
      { size: 31415, compressed: { value: true } }, { size: 92653, compressed: { value: false } }] };
    const { answers } = await collect(client().StreamingOutputCall(request, late()));
    assert.deepStrictEqual(answers.map(answer => answer.payload.body.length), [31415, 92653]);
  },

  async client_streaming() {
    const answer = await upload(client(), [27182, 8, 1828, 45904].map(size => [{ payload: payload(size) }]));
    assert.strictEqual(answer.aggregated_payload_size, 74922);
  },

  async server_streaming() {
    const sizes = [31415, 9, 2653, 58979];
    const { answers } = await collect(client().StreamingOutputCall(streaming(sizes), late()));
    assert.deepStrictEqual(answers.map(answer => answer.payload.body.length), sizes);
  },

  async ping_pong() {
    const call = client().FullDuplexCall(new grpc.Metadata(), late());
    for (const [size, answer] of [[27182, 31415], [8, 9], [1828, 2653], [45904, 58979]]) {
      const answered = next(call);
      call.write(streaming([answer], { payload: payload(size) }));
      assert.strictEqual((await answered).payload.body.length, answer);
    }
    call.end();
    assert.deepStrictEqual((await collect(call)).answers, []);
  },

  async empty_stream() {
    const call = client().FullDuplexCall(new grpc.Metadata(), late());
    call.end();
    assert.deepStrictEqual((await collect(call)).answers, []);
  },

  async custom_metadata() {
    const metadata = new grpc.Metadata();
    metadata.set('x-grpc-test-echo-initial', 'test_initial_metadata_value');
    metadata.set('x-grpc-test-echo-trailing-bin', Buffer.from([0xab, 0xab, 0xab]));
    const call = client().FullDuplexCall(metadata, late());
    const duplex = collect(call);
    call.end(streaming([314159], { payload: payload(271828) }));
    for (const found of [await unary(client(), 'UnaryCall', simple(271828, 314159), metadata), await duplex]) {
      assert.deepStrictEqual(found.initial.get('x-grpc-test-echo-initial'), ['test_initial_metadata_value']);
      assert.deepStrictEqual(
        found.trailing.get('x-grpc-test-echo-trailing-bin'), [Buffer.from([0xab, 0xab, 0xab])]);
    }
  },

  status_code_and_message: () => status(grpc.status.UNKNOWN, 'test status message'),

  special_status_message: () => status(grpc.status.UNKNOWN, SPECIAL),

  unimplemented_method: () => fails(grpc.status.UNIMPLEMENTED, unary(client(), 'UnimplementedCall', {})),

  unimplemented_service: () =>
    fails(grpc.status.UNIMPLEMENTED, unary(client({}, UnimplementedService), 'UnimplementedCall', {})),

  async cancel_after_begin() {
    const answered = new Promise((resolve, reject) => {
      const call = client().StreamingInputCall(
        new grpc.Metadata(), late(), (error, answer) => (error ? reject(error) : resolve(answer)));
      setImmediate(() => call.cancel());
    });
    await fails(grpc.status.CANCELLED, answered);
  },

  async cancel_after_first_response() {
    const call = client().FullDuplexCall(new grpc.Metadata(), late());
    const first = next(call);
    call.write(streaming([31415], { payload: payload(27182) }));
    assert.strictEqual((await first).payload.body.length, 31415);
    const rest = collect(call);
    call.cancel();
    await fails(grpc.status.CANCELLED, rest);
  },

  async timeout_on_sleeping_server() {
    const call = client().FullDuplexCall(new grpc.Metadata(), late(1));
    call.write(streaming([], { payload: payload(27182) }));
    await fails(grpc.status.DEADLINE_EXCEEDED, collect(call));
  },

  async concurrent_large_unary() {
    const of = client();
    const calls = Array.from({ length: 1000 }, () => unary(of, 'UnaryCall', simple(271828, 314159)));
    for (const { answer } of await Promise.all(calls)) {
      assert.strictEqual(answer.payload.body.length, 314159);
    }
  },

  async large_client_stream() {
    const answer = await upload(client(), Array.from({ length: 40 }, () => [{ payload: payload(1_000_000) }]));
    assert.strictEqual(answer.aggregated_payload_size, 40_000_000);
  },

  async idle_duplex() {
    const call = client().FullDuplexCall(new grpc.Metadata(), late());
    for (const wait of [7_000, 0]) {
      const answered = next(call);
      call.write(streaming([5]));
      assert.strictEqual((await answered).payload.body.length, 5);
      await pause(wait);
    }
    call.end();
    assert.deepStrictEqual((await collect(call)).answers, []);
  },

  async too_large_message() {
    const of = client();
    await fails(grpc.status.RESOURCE_EXHAUSTED, unary(of, 'UnaryCall', simple(5_000_000, 1)));
    assert.strictEqual((await unary(of, 'UnaryCall', simple(1, 1))).answer.payload.body.length, 1);
  },
};

cases[name]().then(() => {
  clients.forEach(made => made.close());
  console.log(`OK: ${name}`);
}).catch(error => {
  console.error(error);
  process.exit(1);
});
