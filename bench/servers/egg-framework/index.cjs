/** What egg-cluster asks of a framework, and of Egg's own what matters here: `graceful` around the server. */

const { EventEmitter } = require('node:events');
const { graceful } = require('graceful');

class Part extends EventEmitter {
  config = { cluster: { listen: { hostname: '127.0.0.1' } } };

  ready(act) {
    act();
  }

  close() {}
}

class Application extends Part {
  #answer;

  constructor() {
    super();
    this.on('server', (server) => {
      this.server = server;
      graceful({ server: [server] });
    });
  }

  async ready(act) {
    const { app } = await import('../../../dist/fixtures/servers/resilient/app.js');
    this.#answer = app(10);
    act();
  }

  callback() {
    return this.#answer;
  }
}

module.exports = { Application, Agent: class Agent extends Part {} };
