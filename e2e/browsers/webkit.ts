import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Builder, By, Key, Origin, type WebDriver } from 'selenium-webdriver';
import type { Session } from './session.ts';

export interface WebKitPaths {
  readonly driver: string;
  readonly browser: string;
  readonly display: string;
}

/** WebKitGTK's MiniBrowser, by its own WebDriver, on a display of its own. */
export async function launchWebKit(paths: WebKitPaths, folder: string): Promise<Session> {
  const display = await startDisplay(paths.display);
  const port = await freePort();
  const env = {
    ...process.env,
    DISPLAY: display.name,
    HOME: folder,
    XDG_DATA_HOME: folder,
    LC_ALL: 'C.UTF-8',
  };
  const service = spawn(paths.driver, [`--port=${port}`], { env, stdio: 'ignore' });
  const driver = await connect(port, paths.browser);
  await driver.manage().setTimeouts({ script: 120_000, pageLoad: 15_000 });
  await driver.manage().window().setRect({ width: 1280, height: 880 });
  const capabilities = await driver.getCapabilities();
  return {
    name: `WebKitGTK ${capabilities.getBrowserVersion()}`,
    // A page that waits for a connection that WebKit does not let go comes the next time.
    go: (url) => driver.get(url).catch(() => driver.get(url)),
    reload: () => driver.navigate().refresh(),
    run: (act, given) => evaluate(driver, act.toString(), given),
    press: async (keys) => {
      const [last = '', ...held] = keys.split('+').reverse();
      const actions = driver.actions();
      for (const key of held.reverse()) actions.keyDown(keyOf(key));
      actions.keyDown(keyOf(last)).keyUp(keyOf(last));
      for (const key of held.reverse()) actions.keyUp(keyOf(key));
      await actions.perform();
    },
    type: async (text) => void (await driver.actions().sendKeys(text).perform()),
    clickAt: (x, y) =>
      driver
        .actions()
        .move({ x: Math.round(x), y: Math.round(y), origin: Origin.VIEWPORT, duration: 0 })
        .click()
        .perform(),
    chooseFiles: async (selector, files) => {
      await driver.findElement(By.css(selector)).sendKeys(files.join('\n'));
    },
    screenshot: async () => Buffer.from(await driver.takeScreenshot(), 'base64'),
    close: async () => {
      await driver.quit().catch(() => undefined);
      service.kill();
      display.process.kill();
    },
  };
}

interface Answer {
  readonly value?: unknown;
  readonly error?: string;
}

async function evaluate<Found>(driver: WebDriver, act: string, given: unknown): Promise<Found> {
  const script = `const done = arguments[arguments.length - 1];
    Promise.resolve().then(() => (${act})(arguments[0])).then((value) => done({ value }), (error) => done({ error: String(error) }));`;
  const { value, error } = await driver.executeAsyncScript<Answer>(script, given ?? null);
  if (error !== undefined) throw new Error(error);
  return value as Found;
}

async function connect(port: number, binary: string): Promise<WebDriver> {
  const capabilities = {
    browserName: 'MiniBrowser',
    'webkitgtk:browserOptions': { binary, args: ['--automation'] },
  };
  for (let attempt = 0; ; attempt++) {
    try {
      return await new Builder()
        .usingServer(`http://127.0.0.1:${port}`)
        .withCapabilities(capabilities)
        .disableEnvironmentOverrides()
        .build();
    } catch (error) {
      // The driver listens a moment after it has started.
      if (attempt > 40) throw error;
      await sleep(250);
    }
  }
}

function startDisplay(program: string): Promise<{ process: ChildProcess; name: string }> {
  const options = ['-displayfd', '3', '-screen', '0', '1400x1000x24', '-nolisten', 'tcp'];
  const child = spawn(program, options, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (status) => reject(new Error(`${program} left with status ${status}`)));
    child.stdio[3]?.once('data', (chunk) => resolve({ process: child, name: `:${String(chunk).trim()}` }));
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const found = server.address();
      server.close(() => (typeof found === 'object' && found ? resolve(found.port) : reject(found)));
    });
  });
}

const named: Readonly<Record<string, string>> = {
  Control: Key.CONTROL,
  Shift: Key.SHIFT,
  Alt: Key.ALT,
  Enter: Key.ENTER,
  Escape: Key.ESCAPE,
  Tab: Key.TAB,
  Space: Key.SPACE,
  Home: Key.HOME,
  End: Key.END,
  ArrowDown: Key.ARROW_DOWN,
  ArrowUp: Key.ARROW_UP,
  ArrowLeft: Key.ARROW_LEFT,
  ArrowRight: Key.ARROW_RIGHT,
  Backspace: Key.BACK_SPACE,
};

function keyOf(name: string): string {
  return named[name] ?? name;
}
